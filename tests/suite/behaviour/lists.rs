//! Long lists are cut into pages that a browser can show, and every entry stands on one of them.

use std::collections::BTreeMap;

use glasklar::site::Listings;

use crate::driver::{Built, Site};

const TABLE: &str = r#"
file = "t.csv"
delimiter = ","

[columns]
id        = "id"
title     = "titel"
funder    = "giver"
recipient = "modtager"
amount    = { value = "sum", currency = "DKK", basis = "decided" }
decided   = { value = "dato", format = "%Y-%m-%d" }
theme     = "tema"

[constants]
source = [{ url = "https://kilde.example/" }]
"#;

/// A row: its number, and the day on which it was decided.
fn row(number: usize, day: &str) -> String {
    let theme = if number.is_multiple_of(3) { "Klima" } else { "kultur" };
    format!("g{number:04},Nummer {number},by,by,{number},{day},{theme}\n")
}

fn site(rows: &[String]) -> Site {
    let csv = format!("id,titel,giver,modtager,sum,dato,tema\n{}", rows.concat());
    let settings = "title = \"Prøve\"\nlanguages = [\"da\"]\nbase_url = \"https://portal.example/\"\n";
    let site = Site::new().file("glasklar.toml", settings).organisation("by");
    site.file("content/grants/t.table.toml", TABLE).file("content/grants/t.csv", csv)
}

/// The anchors of the rows of a page.
fn rows_of(built: &Built, address: &str) -> Vec<String> {
    let rows = built.text(address).split("<tr id=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap_or_default().to_owned()).collect()
}

/// The pages into which the list of grants is cut, as far as they hold its rows, with their rows.
fn parts(built: &Built) -> BTreeMap<&str, Vec<String>> {
    let pages =
        built.ending(".html").filter(|page| page.starts_with("tilskud/list/2") || page.contains("/list/undated"));
    // A page that tells of parts shows the newest rows once more.
    let leaves = pages.filter(|page| !built.text(page).contains("id=\"parts_\""));
    leaves.map(|page| (page, rows_of(built, page))).collect()
}

#[test]
fn a_list_of_a_hundred_and_fifty_rows_is_one_page() {
    let rows: Vec<String> = (0..150).map(|number| row(number, "2021-05-01")).collect();
    let built = site(&rows).build();
    assert_eq!(rows_of(&built, "tilskud/index.html").len(), 150);
    assert!(parts(&built).is_empty());
}

#[test]
fn a_longer_one_is_cut_by_year_and_each_row_stands_once() {
    let day = |number: usize| ["2020-01-01", "2021-06-30", ""][number % 3];
    let rows: Vec<String> = (0..450).map(|number| row(number, day(number))).collect();
    let built = site(&rows).build();
    let found = parts(&built);
    let pages: Vec<&str> = found.keys().copied().collect();
    assert_eq!(pages, ["tilskud/list/2020.html", "tilskud/list/2021.html", "tilskud/list/undated.html"]);
    let mut all: Vec<&String> = found.values().flatten().collect();
    all.sort();
    let wanted: Vec<String> = (0..450).map(|number| format!("g{number:04}")).collect();
    assert!(all.into_iter().eq(&wanted), "some rows are missing, or stand twice");
    let index = built.text("tilskud/index.html");
    assert!(index.contains("<a href=\"list/2021.html\">2021</a></th><td class=\"number\">150</td>"), "{index}");
    // 0 + 3 + … + 447, the sum of the year alone.
    assert!(index.contains("33.525"), "{index}");
    assert_eq!(rows_of(&built, "tilskud/index.html").len(), 20);
    assert!(built.text("tilskud/list/2021.html").contains("<a href=\"../index.html\">Midler</a>"));
    assert!(built.text("sitemap.xml").contains("https://portal.example/tilskud/list/2021.html"));
}

#[test]
fn a_year_is_cut_by_month_and_a_month_by_the_digest_of_the_id() {
    let day = |number: usize| if number < 1100 { "2021-03-09" } else { "2021-11-30" };
    let rows: Vec<String> = (0..1200).map(|number| row(number, day(number))).collect();
    let built = site(&rows).build();
    let found = parts(&built);
    assert!(found.values().all(|rows| rows.len() <= 250));
    assert_eq!(found.values().map(Vec::len).sum::<usize>(), 1200);
    assert_eq!(found["tilskud/list/2021-11.html"].len(), 100);
    assert!(!found.contains_key("tilskud/list/2021-03.html"), "a month that is cut holds no rows");
    assert!(built.text("tilskud/list/2021-03.html").contains("href=\"2021-03-a.html\""));
    assert!(built.text("tilskud/list/2021.html").contains("href=\"2021-03.html\">marts 2021</a>"));
    // The part of a row does not depend on the other rows.
    let fewer = site(&rows[100..]).build();
    let others = parts(&fewer);
    for (page, rows) in others.iter().filter(|(page, _)| page.contains("2021-03-")) {
        assert!(rows.iter().all(|row| found[page].contains(row)), "{page} got rows from elsewhere");
    }
}

#[test]
fn entries_are_listed_by_theme() {
    let rows: Vec<String> = (0..30).map(|number| row(number, "2021-05-01")).collect();
    let built = site(&rows).build();
    assert!(
        built.text("tilskud/index.html").contains(
            "<a href=\"list/tema/klima.html\">Klima</a></th><td class=\"number\" data-label=\"Antal\">10</td><td class=\"number\" \
             data-label=\"Besluttet\">"
        )
    );
    let klima = rows_of(&built, "tilskud/list/tema/klima.html");
    assert_eq!(klima.len(), 10);
    assert!(klima.contains(&"g0003".to_owned()) && !klima.contains(&"g0004".to_owned()));
}

#[test]
fn what_refers_to_an_entry_by_hundreds_has_a_list_of_its_own() {
    let rows: Vec<String> = (0..150).map(|number| row(number, "2021-05-01")).collect();
    let built = site(&rows).build();
    let page = built.text("organisationer/by.html");
    assert!(
        page.contains("De 20 nyeste") && page.contains("<a href=\"by/tilskud-har-modtaget.html\">Alle 150 tilskud</a>"),
        "{page}"
    );
    assert_eq!(rows_of(&built, "organisationer/by/tilskud-har-modtaget.html").len(), 150);
    let fewer = site(&rows[..100]).build();
    assert!(!fewer.files.contains_key("organisationer/by/tilskud-har-modtaget.html"));
}

#[test]
fn a_row_without_a_page_is_found_on_the_part_where_it_stands() {
    let day = |number: usize| if number < 150 { "2020-02-03" } else { "2021-02-03" };
    let rows: Vec<String> = (0..300).map(|number| row(number, day(number))).collect();
    let site = site(&rows).file("layouts/kinds/grant/kind.toml", "pages = false\n");
    let built = site.build();
    assert!(!built.files.keys().any(|address| address.starts_with("tilskud/g0")), "rows have files of their own");
    let lines = built.text("data/grant.jsonl");
    let address = "organisationer/by/tilskud-har-modtaget/2020.html";
    assert!(lines.contains(&format!("\"address\":\"{address}#g0007\"")), "{}", &lines[..300]);
    assert!(rows_of(&built, address).contains(&"g0007".to_owned()));
}

#[test]
fn a_list_without_dates_is_cut_by_the_letters_of_its_own_alphabet() {
    let names = ["Aabyen", "Agerbyen", "Øbyen", "Zebyen"];
    let entries: String = (0..600).map(|at| format!("- id: o{at}\n  name: {} {at:03}\n", names[at % 4])).collect();
    let site = Site::new().file("glasklar.toml", "title = \"Prøve\"\nlanguages = [\"da\"]\n");
    let built = site.file("content/organisations/alle.yaml", entries).build();
    let index = built.text("organisationer/index.html");
    let places: Vec<Option<usize>> = ["list/a.html\">A<", "list/z.html\">Z<", "list/oe.html\">Ø<", "list/aa.html\">Å<"]
        .iter()
        .map(|link| index.find(link))
        .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{index}");
    assert_eq!(rows_of(&built, "organisationer/list/aa.html").len(), 150);
}

#[test]
fn letters_that_addresses_write_alike_are_one_part() {
    let names = ["Karasjok", "Kárášjohka", "Kåfjord", "Kautokeino", "Lakselv"];
    let rows: String =
        (0..1500).map(|number| format!("g{number:04},{} {number},by,by,1,,kultur\n", names[number % 5])).collect();
    let csv = format!("id,titel,giver,modtager,sum,dato,tema\n{rows}");
    let built = site(&[]).file("content/grants/t.csv", csv).build();
    let pages: Vec<&str> =
        built.ending(".html").filter(|page| page.starts_with("tilskud/list/") && !page.contains("/tema")).collect();
    for page in ["tilskud/list/k.html", "tilskud/list/k-ka.html", "tilskud/list/k-kaa.html", "tilskud/list/l.html"] {
        assert!(pages.contains(&page), "no {page} in {pages:?}");
    }
    let leaves = pages.iter().filter(|page| !built.text(page).contains("id=\"parts_\""));
    let mut all: Vec<String> = leaves.flat_map(|page| rows_of(&built, page)).filter(|id| id.starts_with('g')).collect();
    let themed = all.len();
    all.sort();
    all.dedup();
    assert_eq!((all.len(), themed), (1500, 1500), "{pages:?}");
}

/// Every fifth grant is a part of the one before it, which was decided a year earlier: it is inside in the whole list, and
/// counts in the list of its own year.
#[test]
fn the_sums_of_each_part_are_those_over_its_rows() {
    let table = TABLE.replace("theme     = \"tema\"", "theme     = \"tema\"\npart_of   = \"del\"");
    let rows: String = (1..=1300)
        .map(|number: usize| {
            let is_part = number.is_multiple_of(5);
            let year = 2020 + usize::from(is_part);
            let sum = if is_part { number / 10 } else { number };
            let whole = if is_part { format!("g{:04}", number - 1) } else { String::new() };
            format!("g{number:04},Nummer {number},by,by,{sum},{year}-{:02}-01,kultur,{whole}\n", number % 7 + 1)
        })
        .collect();
    let site = site(&[]).file("content/grants/t.table.toml", table);
    let site = site.file("content/grants/t.csv", format!("id,titel,giver,modtager,sum,dato,tema,del\n{rows}"));
    let model = site.model();
    let grants = model.kinds.by_id("grant").expect("the kind grant");
    let list = model.listings.get(Listings::of_kind(grants));
    let mut inside = Vec::new();
    for (at, part) in list.cut.parts.iter().enumerate() {
        let totals = &list.head(at).totals;
        assert_eq!(*totals, model.totals(list.rows(at)), "{:?}", part.step);
        inside.push(totals.lines[0].inside);
    }
    assert!(inside.len() > 8, "the list is cut by year and month");
    assert_eq!((inside[0], &inside[1..]), (260, &vec![0; inside.len() - 1][..]));
}

#[test]
fn entries_are_told_by_what_they_refer_to_the_largest_first() {
    let rows =
        "g1,Et,by,lille,100,2021-05-01,kultur\ng2,To,by,stor,700,2021-05-01,kultur\ng3,Tre,by,stor,800,2021-05-01,\n";
    let csv = format!("id,titel,giver,modtager,sum,dato,tema\n{rows}");
    let site = site(&[]).organisation("lille").organisation("stor").file("content/grants/t.csv", csv);
    let built = site.build();
    let page = built.text("tilskud/list/modtager.html");
    let names: Vec<Option<usize>> =
        ["organisationer/stor.html", "organisationer/lille.html"].iter().map(|link| page.find(link)).collect();
    assert!(names.iter().all(Option::is_some) && names.is_sorted(), "{names:?}\n{page}");
    assert!(page.contains("<td class=\"number\" data-label=\"Antal\">2</td>") && page.contains("1.500"), "{page}");
    built.has("tilskud/list/tilskudsgiver.html").has_no("tilskud/list/modtager/2021.html");
    let index = built.text("tilskud/index.html");
    assert!(index.contains("<a href=\"list/modtager.html\">Modtager</a> <span class=\"count\">2</span>"), "{index}");
}

#[test]
fn hundreds_of_recipients_are_cut_by_letter_and_lead_to_where_their_rows_are() {
    let parties: String =
        (0..600).map(|at| format!("- id: m{at}\n  name: {} {at}\n", ["Alfa", "Beta"][at % 2])).collect();
    let row = |at: usize| {
        let to = if at < 600 { at } else { 7 };
        format!("g{at:04},Nummer {at},by,m{to},{at},2021-05-01,kultur\n")
    };
    let csv = format!("id,titel,giver,modtager,sum,dato,tema\n{}", (0..800).map(row).collect::<String>());
    let site = site(&[]).file("content/organisations/alle.yaml", parties).file("content/grants/t.csv", csv);
    let built = site.build();
    let page = built.text("tilskud/list/modtager.html");
    assert!(page.contains("href=\"modtager/b.html\"") && page.contains("organisationer/m7.html"), "{page}");
    // 7 + 600 + … + 799, the largest of all; it leads to the list of its own.
    assert!(page.contains("139.907"), "{page}");
    assert!(page.contains("../../organisationer/m7/tilskud-har-modtaget.html"), "{page}");
    let rows =
        |page: &str| built.text(page).matches("<tr><th scope=\"row\"><a href=\"../../../organisationer/m").count();
    let parts = built.ending(".html").filter(|page| page.starts_with("tilskud/list/modtager/"));
    assert_eq!(parts.filter(|page| !built.text(page).contains("id=\"parts_\"")).map(rows).sum::<usize>(), 600);
}
