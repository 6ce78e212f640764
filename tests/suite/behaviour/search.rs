//! The files of the search: whole for a small site, cut by kind and year for a larger one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::driver::{Built, Site};

const LIMIT: usize = 4;

fn settings(limit: usize) -> String {
    format!("title = \"Tilskud\"\nlanguages = [\"da\"]\n\n[search]\nlunr_limit = {limit}\n")
}

/// A funder, and grants named by number: of 2021 many, of 2022 two, one without a date.
fn with_grants(numbers: std::ops::Range<usize>, limit: usize) -> Site {
    let fields = |date: &str, n: usize| {
        format!(
            "summary: Til sejlbåden\nfunder: fonden\nrecipient: fonden\n{date}amount: {{ amount: {n}, currency: DKK, basis: decided }}\n"
        )
    };
    let site = Site::new().file("glasklar.toml", settings(limit)).organisation("fonden");
    let site = site.grant("udateret", &fields("", 1));
    let site = ["p", "q"].iter().fold(site, |site, id| site.grant(id, &fields("decided: 2022-05-01\n", 2)));
    numbers.fold(site, |site, n| site.grant(&format!("g{n}"), &fields("decided: 2021-03-01\n", 1_000 + n)))
}

/// The lines of the manifest by the file of the index.
fn pieces(built: &Built) -> BTreeMap<String, Value> {
    let manifest = built.json("search/elasticlunr.json");
    let pieces = manifest["pieces"].as_array().expect("a list of pieces").clone();
    pieces.into_iter().map(|piece| (piece["index"].as_str().expect("an index").to_owned(), piece)).collect()
}

/// The references of an index.
fn references(built: &Built, index: &str) -> BTreeSet<String> {
    built.json(index)["documentStore"]["docs"].as_object().expect("documents").keys().cloned().collect()
}

/// Whether an entry of an index has a word.
fn has_word(built: &Built, index: &str, word: &str) -> bool {
    let index = built.json(index);
    let ends = |root: &Value| {
        let node = word.chars().try_fold(root, |node, character| node.get(character.to_string()));
        node.is_some_and(|node| node["df"].as_u64() > Some(0))
    };
    ["title", "text"].iter().any(|field| ends(&index["index"][field]["root"]))
}

#[test]
fn search_files_of_a_small_site_are_whole_and_in_the_manifest() {
    let built = with_grants(0..3, 2_000).build();
    let pieces = pieces(&built);
    let piece = &pieces["search/elasticlunr.da.json"];
    assert_eq!(pieces.len(), 1);
    assert_eq!((&piece["language"], &piece["kind"], &piece["year"]), (&"da".into(), &Value::Null, &Value::Null));
    assert_eq!((&piece["records"], &piece["bodies"]), (&"search/records.da.json".into(), &true.into()));
}

#[test]
fn a_large_site_is_cut_by_kind_then_year_then_in_halves_within_the_limit() {
    let built = with_grants(0..30, LIMIT).build();
    let pieces = pieces(&built);
    built.has("search/elasticlunr.da.organisation.json").has("search/records.da.organisation.json");
    built.has("search/elasticlunr.da.grant.2022.json").has("search/elasticlunr.da.grant.undated.json");
    built.has_no("search/elasticlunr.da.json").has_no("search/elasticlunr.da.grant.2021.json");
    let of_2021: Vec<&Value> = pieces.values().filter(|piece| piece["year"] == "2021").collect();
    assert!(of_2021.len() >= 30 / LIMIT);
    let mut found = BTreeSet::new();
    for (index, piece) in &pieces {
        let own = references(&built, index);
        assert!((1..=LIMIT).contains(&own.len()), "{index}: {}", own.len());
        assert_eq!(piece["bodies"], false);
        for reference in own {
            assert!(found.insert(reference.clone()), "{reference} stands in two pieces");
        }
    }
    assert_eq!(found.len(), 30 + 4, "every entry is in a piece");
}

#[test]
fn an_entry_more_moves_no_other() {
    let (before, after) = (with_grants(0..30, LIMIT).build(), with_grants(0..31, LIMIT).build());
    let (old, new) = (pieces(&before), pieces(&after));
    let changed = old.keys().filter(|index| after.files.get(*index) != before.files.get(*index)).count();
    assert_eq!(changed, 1, "the new grant is in one piece, or has cut it in halves");
    assert!((old.len()..=old.len() + 2).contains(&new.len()));
}

#[test]
fn above_the_limit_long_texts_are_left_out_and_everything_else_stays() {
    let body = "---\ntitle: Bådhuset\nsummary: Til sejlbåden\nfunder: fonden\nrecipient: fonden\namount: { amount: 4000000, currency: DKK, basis: decided }\n\
        decided: 2022-05-01\n---\n\nDet står i brødteksten.\n";
    let built = |limit| with_grants(0..5, limit).file("content/grants/p.md", body).build();
    let (small, large) = (built(2_000), built(LIMIT));
    let (whole, cut) = ("search/elasticlunr.da.json", "search/elasticlunr.da.grant.2022.json");
    for word in ["sejlbåden", "4000000", "2022-05-01", "fonden"] {
        assert!(has_word(&small, whole, word) && has_word(&large, cut, word), "{word}");
    }
    assert!(has_word(&small, whole, "brødteksten"));
    assert!(!has_word(&large, cut, "brødteksten"));
    assert_eq!(
        small.json("search/records.da.json")["records"]["tilskud/p.html"],
        large.json("search/records.da.grant.2022.json")["records"]["tilskud/p.html"]
    );
}

#[test]
fn the_data_page_lists_the_manifest_alone() {
    let built = with_grants(0..30, LIMIT).build();
    built.shows("data.html", "search/elasticlunr.json");
    assert!(!built.text("data.html").contains("search/elasticlunr.da"));
}
