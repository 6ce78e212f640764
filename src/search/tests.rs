//! The specification in `tests/search/`, read line by line; `tests/search/*.test.mjs` hold the twins to the same files.

use super::analyse::{Forms, Query, analyse, query};
use super::lunr::{Document, FIELDS, SPELLING_FACTOR, index};
use crate::lang::Language;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)
}

fn read(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(path(name)).unwrap()).unwrap()
}

fn rows(table: &str) -> Vec<Vec<Value>> {
    let fixture = read("fixture.json");
    fixture[table].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn language(code: &str) -> Language {
    Language::from_code(code).unwrap()
}

fn languages(codes: &str) -> Vec<Language> {
    codes.split(' ').map(language).collect()
}

/// Whether a text with these forms is an answer to the question: it has every word in some form.
fn finds(forms: &Forms, query: &Query) -> bool {
    let meet = |asked: &[String], held: &[String]| asked.iter().any(|form| held.contains(form));
    query.words.iter().all(|word| {
        meet(&word.exact, &forms.exact)
            || meet(&word.spellings, &forms.exact)
            || meet(&word.stems, &forms.stems)
            || meet(&word.letters, &forms.letters)
    })
}

#[test]
fn texts_have_the_forms_of_the_fixture() {
    for row in rows("analyse") {
        let forms = analyse(text(&row[2]), language(text(&row[1])));
        let found = [forms.exact, forms.stems, forms.letters].map(|forms| forms.join(" "));
        assert_eq!(json!(found), json!(row[3..6]), "{} in {}", row[2], row[1]);
    }
}

#[test]
fn questions_ask_for_the_forms_of_the_fixture() {
    for row in rows("query") {
        let query = query(text(&row[2]), &languages(text(&row[1])));
        let words = query.words.into_iter();
        let found: Vec<[String; 4]> = words
            .map(|word| [word.exact, word.stems, word.letters, word.spellings].map(|forms| forms.join(" ")))
            .collect();
        assert_eq!(json!(found), row[3], "{}", row[2]);
    }
}

#[test]
fn questions_find_what_the_fixture_says_they_find() {
    for row in rows("finds") {
        let forms = analyse(text(&row[1]), language(text(&row[0])));
        let query = query(text(&row[2]), &languages("da nb nn en"));
        assert_eq!(json!(finds(&forms, &query)), row[3], "{} asked for {}", row[1], row[2]);
    }
}

#[test]
fn weights_are_those_of_the_fixture() {
    let fixture = read("fixture.json");
    let weights = fixture["weights"].as_object().unwrap();
    let named = FIELDS.iter().map(|field| (field.name, field.boost)).chain([("spelling factor", SPELLING_FACTOR)]);
    for (name, weight) in named.clone() {
        assert_eq!(weights[name].as_f64(), Some(weight), "{name}");
    }
    assert_eq!(named.count(), weights.len());
}

/// The documents of `documents.json` in one language, by reference.
fn documents(code: &str) -> BTreeMap<String, Document> {
    let all = read("documents.json");
    let field = |document: &Value, name: &str| text(&document[name]).to_owned();
    let document = |one: &Value| Document { title: field(one, "title"), text: field(one, "text") };
    all[code].as_array().unwrap().iter().map(|one| (field(one, "reference"), document(one))).collect()
}

fn index_of(code: &str, documents: &BTreeMap<String, Document>) -> Vec<u8> {
    index(language(code), documents, Document::clone)
}

/// With `UPDATE_SEARCH_INDEX=1` it writes the files instead.
#[test]
fn small_indexes_are_byte_for_byte_those_that_elasticlunr_js_is_tested_with() {
    for code in ["da", "nb"] {
        let file = path(&format!("index.{code}.json"));
        let made = index_of(code, &documents(code));
        if std::env::var_os("UPDATE_SEARCH_INDEX").is_some() {
            std::fs::write(&file, &made).unwrap();
        }
        let kept = std::fs::read(&file).unwrap();
        assert!(made == kept, "{} differs; UPDATE_SEARCH_INDEX=1 writes it anew", file.display());
    }
}

#[test]
fn texts_of_documents_are_not_in_the_file() {
    let made = String::from_utf8(index_of("da", &documents("da"))).unwrap();
    assert!(!made.contains("Udvalget bevilger"));
}

#[test]
fn endless_words_do_not_deepen_the_index() {
    let endless = Document { title: "x".repeat(200_000), text: "1 000".repeat(50_000) };
    let made = index_of("da", &BTreeMap::from([("a".to_owned(), endless)]));
    assert!(made.len() < 20_000, "{} bytes", made.len());
}
