//! The sample portal: the repository itself, five documents told in our own words.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::driver::{Site, repository};
use crate::facts::{PORTAL, page};

/// The folder of the source documents, which lies beside the repository where there is one.
fn documents() -> Option<PathBuf> {
    let folder = repository().join("../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("the source documents are not here ({}); quotations are not looked up", folder.display());
    None
}

#[test]
fn the_portal_has_no_errors_and_no_warnings() {
    let checked = Site::at(repository()).check();
    let others: Vec<&str> = checked
        .codes()
        .into_iter()
        .filter(|code| !matches!(*code, "no-accessibility-statement" | "no-base-url"))
        .collect();
    assert!(others.is_empty(), "{}", checked.report);
}

#[test]
fn every_quotation_stands_in_its_document() {
    let Some(folder) = documents() else { return };
    let checked = Site::at(repository()).documents(&folder).check();
    assert!(!checked.any_error(), "{}", checked.report);
    for code in ["quotation-not-found", "document-not-found"] {
        assert!(!checked.codes().contains(code), "{}", checked.report);
    }
}

/// The test above would pass if quotations were not looked up at all.
#[test]
fn an_altered_quotation_is_noticed() {
    let Some(folder) = documents() else { return };
    let path = "content/grants/herning-baeredygtig-herning-2021.md";
    let site = Site::at(repository());
    let text = String::from_utf8(site.files()[path].clone()).expect("UTF-8");
    assert!(text.contains("der bevilges kr. 4 mio. i 2021"));
    let altered = site.file(path, text.replace("der bevilges kr. 4 mio. i 2021", "der bevilges kr. 5 mio. i 2021"));
    let checked = altered.documents(&folder).check();
    checked.says("error[quotation-not-found]").says("`herning-dagsorden-2021-01-18`").says(path);
}

/// Every grant quotes the words that prove its amount.
#[test]
fn every_amount_of_the_portal_is_proved_by_a_quotation() {
    let built = Site::at(repository()).build();
    let mut amounts = 0;
    for line in built.text("data/grant.jsonl").lines() {
        let grant: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if grant["amount"]["amount"].is_null() {
            continue;
        }
        let proves = |source: &serde_json::Value| source["field"] == "amount" && source["quote"].is_string();
        let proved = grant["source"].as_array().is_some_and(|sources| sources.iter().any(proves));
        assert!(proved, "no quotation proves the amount of `{}`", grant["id"]);
        amounts += 1;
    }
    assert!(amounts >= 6);
}

#[test]
fn the_grants_add_up_exactly() {
    let model = Site::at(repository()).model();
    let grants = model.kinds.by_id("grant").expect("the kind grant");
    let lines = model.totals(model.list(grants)).lines;
    let told: Vec<(String, &str, i128)> =
        lines.iter().map(|line| (line.currency.to_string(), line.basis.id(), line.minor)).collect();
    let decided: Vec<_> = told.iter().filter(|(_, basis, _)| *basis == "decided").collect();
    assert_eq!(
        decided,
        [&("DKK".to_owned(), "decided", 700_000_000), &("NOK".to_owned(), "decided", 600_000_000)],
        "3 + 4 million Danish crowns and 6 million Norwegian ones, in øre: {told:?}"
    );
    assert!(
        told.contains(&("DKK".to_owned(), "frame", 500_000_000)),
        "the frame stands on a line of its own: {told:?}"
    );
}

/// The lines of the sum on the home page of each language: what was decided and agreed, and nothing else;
/// a sum of several years is compared by year.
const SUMS: [(&str, [&str; 3]); 4] = [
    (
        "index.html",
        [
            "7.000.000 DKK besluttet, 2 beløb 4.000.000 i 2021, 3.000.000 i 2020",
            "2.762.000 DKK aftalt pr. år, 1 beløb",
            "6.000.000 NOK besluttet, 1 beløb",
        ],
    ),
    (
        "nb/index.html",
        [
            "7 000 000 DKK vedtatt, 2 beløp 4 000 000 i 2021, 3 000 000 i 2020",
            "2 762 000 DKK avtalt per år, 1 beløp",
            "6 000 000 NOK vedtatt, 1 beløp",
        ],
    ),
    (
        "nn/index.html",
        [
            "7 000 000 DKK vedteke, 2 beløp 4 000 000 i 2021, 3 000 000 i 2020",
            "2 762 000 DKK avtalt per år, 1 beløp",
            "6 000 000 NOK vedteke, 1 beløp",
        ],
    ),
    (
        "en/index.html",
        [
            "DKK 7,000,000 decided, 2 amounts 4,000,000 in 2021, 3,000,000 in 2020",
            "DKK 2,762,000 agreed a year, 1 amount",
            "NOK 6,000,000 decided, 1 amount",
        ],
    ),
];

#[test]
fn every_home_page_shows_the_same_three_sums_and_no_other() {
    for (home, sums) in SUMS {
        let lists: Vec<&str> = PORTAL.text(home).split("<ul class=\"figures\">").skip(1).collect();
        assert_eq!(lists.len(), 1, "one list of sums on `{home}`");
        let list = lists[0].split("</ul>").next().expect("the end of the list");
        let lines: Vec<String> = list.split("<li>").skip(1).map(page::words).collect();
        assert_eq!(lines, sums, "`{home}`");
    }
}

/// How often each value of a field stands in a table of the published data.
fn counted(kind: &str, field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in PORTAL.text(&format!("data/{kind}.jsonl")).lines() {
        let entry: serde_json::Value = serde_json::from_str(line).expect("JSON");
        *counts.entry(entry[field].as_str().unwrap_or("none").to_owned()).or_default() += 1;
    }
    counts
}

fn counts<const N: usize>(expected: [(&str, usize); N]) -> BTreeMap<String, usize> {
    expected.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

#[test]
fn the_documents_count_by_language_and_country() {
    assert_eq!(counted("document", "language"), counts([("da", 3), ("nb", 2)]));
    assert_eq!(counted("document", "country"), counts([("DK", 3), ("NO", 2)]));
}

#[test]
fn one_case_is_adopted_and_two_have_no_decision_in_the_source() {
    let model = Site::at(repository()).model();
    let cases = model.list(model.kinds.by_id("case").expect("the kind case"));
    let told: BTreeMap<&str, &str> =
        cases.iter().map(|ix| (&*model.entry(*ix).id, model.status(*ix).map_or("", |status| &*status.id))).collect();
    let expected = [
        ("hallingdal-baerekraftsloeftet-viken", "none-in-source"),
        ("herning-resultatkontrakt-baeredygtig-herning-2021", "adopted"),
        ("kkr-nordjylland-dialogmoede-resultatkontrakt-2021", "none-in-source"),
    ];
    assert_eq!(told, BTreeMap::from(expected));
}

#[test]
fn the_main_facts_are_on_the_pages_they_belong_to() {
    let built = Site::at(repository()).build();
    let facts = [
        ("sager/herning-resultatkontrakt-baeredygtig-herning-2021.html", "24.00.00-A08-1-20"),
        (
            "sager/herning-resultatkontrakt-baeredygtig-herning-2021.html",
            "../tilskud/herning-baeredygtig-herning-2021.html",
        ),
        ("tilskud/herning-baeredygtig-herning-2021.html", "4.000.000"),
        ("tilskud/herning-baeredygtig-herning-2021.html", "»kr. 4 mio.«"),
        ("tilskud/herning-baeredygtig-herning-2021.html", "../organisationer/baeredygtig-herning.html"),
        ("organisationer/baeredygtig-herning.html", "../tilskud/herning-baeredygtig-herning-2020.html"),
        ("nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html", "6\u{a0}000\u{a0}000"),
        ("nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html", "«seks millioner kroner»"),
        ("nb/prosjekter/veikart-groenn-konkurransekraft.html", "Trondheim"),
        ("sager/kkr-nordjylland-dialogmoede-resultatkontrakt-2021.html", "SAG-2021-00200"),
        (
            "aftaler/erhvervshus-nordjylland-resultatkontrakt-2021.html",
            "national-rammeaftale-erhvervshuse-2021-2023.html",
        ),
        ("aftaler/viborg-resultatkontrakt-ver.html", "../tilskud/viborg-ver-kontraktsum.html"),
        ("tilskud/viborg-ver-kontraktsum.html", "2.762.000"),
        ("nb/saker/hallingdal-baerekraftsloeftet-viken.html", "../partnerskap/baerekraftsloeftet-viken.html"),
    ];
    for (page, words) in facts {
        built.shows(page, words);
    }
}

#[test]
fn the_portal_speaks_four_languages() {
    let built = Site::at(repository()).build();
    for home in ["index.html", "nb/index.html", "nn/index.html", "en/index.html"] {
        built.has(home);
    }
    built.shows("en/index.html", "<html lang=\"en\"").shows("nn/tilskot/index.html", "<html lang=\"nn\"");
}
