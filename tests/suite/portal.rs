//! The sample portal: the repository itself, two documents told in our own words.

use std::path::PathBuf;

use crate::driver::{Site, repository};

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

#[test]
fn the_main_facts_of_both_documents_are_on_their_pages() {
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
    built.shows("en/index.html", "<html lang=\"en\">").shows("nn/tilskot/index.html", "<html lang=\"nn\">");
}
