//! The page of an agreement: the sum between the parties, who decided it, and where that is not known.

use crate::driver::{Built, Site, markdown};

const PAGE: &str = "aftaler/aftale.html";
const PARTIES: &str = "parties: [{ organisation: byen }, { organisation: klub }]";
const CASE: &str = "title: Sagen\norganisation: byen\ntreatments:\n  - { body: udvalg, date: 2021-01-11, role: preparing }\n  \
                    - { body: byen, date: 2021-01-18, role: deciding, decision: { status: adopted } }\n";

fn town() -> Site {
    Site::new().organisation("byen").organisation("klub").organisation("udvalg")
}

fn agreement(site: Site, more: &str) -> Site {
    site.file("content/agreements/aftale.md", markdown(&format!("title: Aftalen\n{PARTIES}\n{more}")))
}

fn grant(site: Site, id: &str, to: &str, amount: &str) -> Site {
    let ends = format!("funder: byen\nrecipient: {to}\namount: {{ {amount} }}\nagreement: aftale\n");
    site.grant(id, &ends)
}

/// The page without its sections: what is seen first.
fn head(built: &Built) -> &str {
    built.text(PAGE).split("<section>").next().expect("a page")
}

#[test]
fn the_sum_stands_between_the_parties() {
    let built =
        grant(agreement(town(), ""), "a", "klub", "amount: 2000, currency: DKK, basis: agreed, per: year").build();
    let (_, parties) = head(&built).split_once("ends mutual").expect("parties that face each other");
    let places = ["The byen", "2.000", "aftalt pr. år", "The klub"].map(|words| parties.find(words).expect(words));
    assert!(places.is_sorted(), "{parties}");
}

#[test]
fn only_what_one_party_pays_another_stands_between_them() {
    let site = grant(agreement(town(), ""), "a", "udvalg", "amount: 2000, currency: DKK, basis: agreed");
    let frame = grant(site, "b", "klub", "amount: 3000, currency: DKK, basis: frame");
    assert!(!head(&frame.build()).contains("class=\"sum\""));
}

#[test]
fn sums_between_the_parties_are_added_only_within_a_currency_and_a_part_not_at_all() {
    let site = grant(agreement(town(), ""), "a", "klub", "amount: 2000, currency: DKK, basis: agreed");
    let site = grant(site, "b", "klub", "amount: 1000, currency: DKK, basis: agreed");
    let site = grant(site, "c", "klub", "amount: 70, currency: EUR, basis: agreed");
    let part = "funder: byen\nrecipient: klub\namount: { amount: 500, currency: DKK, basis: agreed }\npart_of: a\nagreement: aftale\n";
    let built = site.grant("d", part).build();
    let sum = head(&built).split("class=\"sum\"").nth(1).and_then(|rest| rest.split("</p>").next()).expect("a sum");
    assert!(sum.contains("3.000") && sum.contains("70") && !sum.contains("500"), "{sum}");
}

#[test]
fn an_agreement_leads_to_who_decided_it() {
    let built =
        agreement(town(), "decided: 2021-01-18\ncase: [sagen]\n").file("content/cases/sagen.md", markdown(CASE));
    let built = built.build();
    let decided = head(&built).split("Besluttet af</dt>").nth(1).expect("who decided");
    let decided = decided.split("</dd>").next().unwrap_or_default();
    let told = ["../organisationer/byen.html", "18. januar 2021", "is-adopted", "../sager/sagen.html"];
    assert!(told.iter().all(|words| decided.contains(words)), "{decided}");
}

#[test]
fn an_agreement_without_a_decision_says_so() {
    let says = |site: Site, words: &str| {
        let built = site.build();
        assert!(head(&built).contains(&format!("<dt>Besluttet af</dt><dd>{words}")), "{}", head(&built));
    };
    says(agreement(town(), ""), "Ingen beslutning i kilden</dd>");
    says(agreement(town(), "decided: 2021-01-18\n"), "Det står ikke i kilden, af hvem · <time");
    says(agreement(town(), "status: decided\n"), "Det står ikke i kilden, af hvem og hvornår</dd>");
    let open = "title: Sagen\norganisation: byen\ntreatments:\n  - { body: byen, date: 2021-01-18, role: deciding }\n";
    let site = agreement(town(), "case: [sagen]\n").file("content/cases/sagen.md", markdown(open));
    says(site, "Ingen beslutning i kilden · <a href=\"../sager/sagen.html\">");
}

/// The page of a grant without its sections.
fn grant_head(more: &str, basis: &str) -> String {
    let amount =
        format!("amount: {{ amount: 1, currency: DKK, basis: {basis} }}\nfunder: byen\nrecipient: klub\n{more}");
    let built = town().grant("g", &amount).file("content/cases/sagen.md", markdown(CASE)).build();
    built.text("tilskud/g.html").split("<section").next().expect("a page").to_owned()
}

#[test]
fn a_grant_tells_who_decided_it_or_that_the_source_does_not() {
    let decided = grant_head("case: sagen\n", "decided");
    let told = [
        "Besluttet af</dt><dd><a href=\"../organisationer/byen.html\">",
        "18. januar 2021",
        "is-adopted",
        "sagen.html",
    ];
    assert!(told.iter().all(|words| decided.contains(words)), "{decided}");
    for (more, basis, words) in [
        ("", "decided", "Det står ikke i kilden, af hvem og hvornår</dd>"),
        ("", "agreed", "Ingen beslutning i kilden</dd>"),
        ("decided: 2021-01-19\n", "decided", "Det står ikke i kilden, af hvem · <time datetime=\"2021-01-19\""),
    ] {
        let page = grant_head(more, basis);
        assert!(page.contains(&format!("<dt>Besluttet af</dt><dd>{words}")), "{page}");
    }
    let own = grant_head("decided_by: udvalg\n", "decided");
    let told = "<dt>Besluttet af</dt><dd><a href=\"../organisationer/udvalg.html\">The udvalg</a> · dagen står ikke i kilden</dd>";
    assert!(own.contains(told) && own.matches("Besluttet af").count() == 1, "{own}");
    // Nothing is decided in the case, which is told all the same.
    let open = CASE.replace("role: deciding, decision: { status: adopted }", "role: deciding");
    let site = town().file("content/cases/sagen.md", markdown(&open));
    let built = site.grant("g", "funder: byen\nrecipient: klub\ncase: sagen\ndecided_by: udvalg\n").build();
    built.shows("tilskud/g.html", "dagen står ikke i kilden · <a href=\"../sager/sagen.html\">");
    let own_day = grant_head("case: sagen\ndecided: 2021-02-01\n", "decided");
    assert!(own_day.contains("1. februar 2021") && !own_day.contains("18. januar 2021"), "{own_day}");
}

#[test]
fn a_project_with_one_funder_names_it_and_draws_no_lone_bar() {
    let give = |site: Site, id: &str, from: &str, amount: u32| {
        let money = format!("{{ amount: {amount}, currency: DKK, basis: decided }}");
        site.grant(id, &format!("funder: {from}\nrecipient: klub\namount: {money}\nproject: vejen\n"))
    };
    let site = town().file("content/projects/vejen.md", markdown("title: Vejen\nowner: klub\n"));
    let page = "projekter/vejen.html";
    let built = give(give(site.clone(), "a", "byen", 1000), "b", "byen", 500).build();
    built.shows(page, "1.500\u{a0}kr.</strong> til projektet fra <a href=\"../organisationer/byen.html\">The byen</a>");
    assert!(!built.text(page).contains("<figure"));
    let built = give(give(site, "a", "byen", 1000), "b", "udvalg", 500).build();
    built.shows(page, "<figure").shows(page, "1.500\u{a0}kr.</strong> til projektet fra 2 tilskudsgivere");
}

#[test]
fn a_case_and_an_agreement_that_name_each_other_are_led_to_once() {
    let case = format!("{CASE}agreement: [aftale]\n");
    let built = agreement(town(), "case: [sagen]\n").file("content/cases/sagen.md", markdown(&case)).build();
    let first = built.text("sager/sagen.html").split("<section>").next().unwrap_or_default();
    assert_eq!(first.matches("../aftaler/aftale.html").count(), 1, "{first}");
    let built = agreement(town(), "case: [sagen]\n").file("content/cases/sagen.md", markdown(CASE)).build();
    let first = built.text("sager/sagen.html").split("<section>").next().unwrap_or_default();
    assert_eq!(first.matches("../aftaler/aftale.html").count(), 1, "{first}");
}

#[test]
fn a_point_that_is_called_after_its_organisation_names_it_once() {
    let points = |title: &str| {
        let point = format!("{{ title: {title}, organisation: [udvalg] }}");
        let site = agreement(town(), &format!("focus_areas: [{{ title: Areal, points: [{point}] }}]\n"));
        let built = site.build();
        let tree = built.text(PAGE).split("<ol class=\"tree\">").nth(1).and_then(|tree| tree.split("</ol>").next());
        tree.expect("points").to_owned()
    };
    let link = "<a href=\"../organisationer/udvalg.html\">The udvalg</a>";
    assert!(points("The udvalg").contains(&format!("<li><p>{link}</p>")), "{}", points("The udvalg"));
    assert!(points("Havnen").contains(&format!("Havnen <span class=\"remark\">{link}</span>")), "{}", points("Havnen"));
}
