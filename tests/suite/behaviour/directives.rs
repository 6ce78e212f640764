//! Directives: pictures, cards, tables and call-outs within a text.

use crate::driver::{Built, Site, markdown};

fn town(body: &str) -> Site {
    let mut site = Site::new().organisation("byen").organisation("klub").organisation("forening");
    for (id, year, amount, to) in [("a", 2020, 1000, "klub"), ("b", 2021, 3000, "forening"), ("c", 2021, 500, "klub")] {
        let money = format!("{{ amount: {amount}, currency: DKK, basis: decided, year: {year} }}");
        let theme = if id == "c" { "Grøn skole" } else { "Havn" };
        let fields = format!(
            "title: Tilskud {id}\nfunder: byen\nrecipient: {to}\namount: {money}\ndecided: {year}-03-01\ntheme: [{theme}]\n"
        );
        site = site.file(&format!("content/grants/{id}.md"), markdown(&fields));
    }
    site.file("content/projects/sti.md", format!("{}{body}", markdown("title: Stien\n")))
}

const PAGE: &str = "projekter/sti.html";

fn text(built: &Built) -> String {
    let page = built.text(PAGE);
    page.split("<main").nth(1).expect("a main part").to_owned()
}

#[test]
fn a_picture_of_all_entries_stands_in_the_text_with_table_and_file() {
    let built = town("Se her.\n\n::: chart grant/years\n\nOg så.\n").build();
    built.shows(PAGE, "Mest i 2021: 3.500\u{a0}kr.").shows(PAGE, "href=\"../tilskud/index.grant-years.csv\"");
    let page = text(&built);
    let order = ["<p>Se her.</p>", "Midler pr. år", "<rect", "<p>Og så.</p>"].map(|piece| page.find(piece));
    assert!(order.is_sorted() && order.iter().all(Option::is_some), "{order:?} in {page}");
    assert!(!page.contains(":::"));
}

#[test]
fn a_picture_of_one_entry_is_that_of_its_page() {
    let built =
        town("::: chart grant/exchange organisation/forening\n\n::: chart grant/exchange organisation/klub\n").build();
    // One year alone is nothing to compare.
    built.shows(PAGE, "Der er for lidt at tegne endnu.").shows(PAGE, "Mest i 2020: 1.000\u{a0}kr.");
}

#[test]
fn the_same_picture_may_stand_twice() {
    let built = town("::: chart grant/years\n\n::: chart grant/years\n").build();
    let page = text(&built);
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let once: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    assert_eq!(page.matches("<figure").count(), 2);
}

#[test]
fn an_entry_is_a_card_with_its_sentence() {
    let built = town("::: record grant/b\n").build();
    built
        .shows(PAGE, "<div class=\"card\">")
        .shows(PAGE, "<a href=\"../tilskud/b.html\">Tilskud b</a>")
        .shows(PAGE, "3.000\u{a0}kr. for 2021 til The forening.");
}

#[test]
fn entries_are_chosen_by_reference_tag_and_year() {
    let rows = |directive: &str| -> Vec<char> {
        let page = text(&town(&format!("{directive}\n")).build());
        page.match_indices(">Tilskud ").filter_map(|(at, found)| page[at + found.len()..].chars().next()).collect()
    };
    assert_eq!(rows("::: entries grant recipient=klub"), ['c', 'a']);
    assert_eq!(rows("::: entries grant theme=groen-skole"), ['c']);
    assert_eq!(rows("::: entries grant year=2021"), ['b', 'c']);
    assert_eq!(rows("::: entries grant recipient=klub year=2020"), ['a']);
    assert!(rows("::: entries grant year=1999").is_empty());
}

#[test]
fn a_cut_table_tells_the_sum_of_all_and_where_they_are() {
    let built = town("::: entries grant recipient=klub limit=1\n").build();
    built
        .shows(PAGE, "1.500&nbsp;<span class=\"currency\">DKK</span>")
        .shows(PAGE, "<caption id=\"_0_entries_\">2 tilskud</caption>")
        .shows(PAGE, "<a href=\"../tilskud/index.html\">1 mere på listen</a>");
}

#[test]
fn a_call_out_holds_the_text_up_to_its_end() {
    let body = "::: callout Husk \"dette\" <b>\nDet er *vigtigt*[^1].\n\n- og\n\n:::\nDerefter.\n\n[^1]: Note\n";
    let page = text(&town(body).build());
    let inside = page.split("<div class=\"callout\" role=\"note\">").nth(1).expect("a call-out");
    let (inside, after) = inside.split_once("</div>").expect("its end");
    assert!(inside.contains("<p class=\"called\">Husk \"dette\" &lt;b&gt;</p>"), "{inside}");
    assert!(inside.contains("<em>vigtigt</em>") && inside.contains("<li>og</li>"), "{inside}");
    assert!(after.contains("<p>Derefter.</p>") && !inside.contains("Derefter"), "{after}");
}

#[test]
fn colons_in_code_are_code() {
    let built = town("```\n::: record grant/b\n```\n").build();
    built.shows(PAGE, "<code>::: record grant/b\n</code>");
}
