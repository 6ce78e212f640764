//! The order of relevance, in the terms of readers.

use glasklar::search::ask::{Engine, Index as Opened};

use super::Index;
use crate::driver::{Site, markdown};

/// The ids of what a question finds among organisations of these names, the best first.
fn found(names: &[(&str, &str)], question: &str) -> Vec<String> {
    let site = names.iter().fold(Site::new(), |site, (id, name)| {
        let (name, rest) = name.split_once(" | ").unwrap_or((name, ""));
        let fields = format!("name: {name}\nsummary: {rest}\n");
        site.file(&format!("content/organisations/{id}.md"), markdown(&fields))
    });
    let index = Index::of(&site.model());
    let opened = Opened::open(&index).expect("an index");
    let engine = Engine::new(&opened).expect("an index");
    let state = engine.state(&format!("q={question}&synonyms=off"));
    let answer = engine.answer(&state, "da").expect("an answer");
    let shown = engine.shown(answer.shown(), "da").expect("results");
    shown.into_iter().map(|one| one.id.trim_start_matches("organisation/").to_owned()).collect()
}

#[test]
fn a_word_as_written_outranks_its_other_forms() {
    // A compound is one by the words of the site.
    let parts = ("d", "Idræt i byen");
    let names = [("a", "Foreninger i byen"), ("b", "Forening i byen"), ("c", "Idrætsforeningen i byen"), parts];
    assert_eq!(found(&names, "forening"), ["b", "a", "c"]);
    assert_eq!(found(&names, "foreninger"), ["a", "b", "c"]);
}

#[test]
fn a_heading_outranks_what_stands_under_it() {
    let names = [("a", "Noget andet | Om havnen i byen"), ("b", "Havnen | Om noget andet i byen")];
    assert_eq!(found(&names, "havnen"), ["b", "a"]);
}

#[test]
fn a_rare_word_outranks_a_common_one() {
    let common = ["c", "d", "e", "f"].map(|id| (id, "Kommune under vand"));
    let names = [&[("a", "Kommune med bro"), ("b", "Kommune med tunnel under vand")], common.as_slice()].concat();
    assert_eq!(found(&names, "bro+OR+vand")[0], "a");
}

#[test]
fn where_nothing_has_everything_the_most_comes_first() {
    let names = [("a", "Havnen"), ("b", "Broen over fjorden"), ("c", "Fjorden og havnen")];
    assert_eq!(found(&names, "broen+fjorden+havnen"), ["b", "c", "a"]);
}

#[test]
fn a_phrase_is_found_where_it_stands_and_not_across_two_texts() {
    let names = [("a", "Grøn by"), ("b", "By | Grøn by og land"), ("c", "Grøn | By og land"), ("d", "Grønne byer")];
    assert_eq!(found(&names, "%22gr%C3%B8n+by%22"), ["a", "b"]);
}
