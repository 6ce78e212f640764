//! The theme's interface texts: a text that one of its languages lacks is an error of ours, while a site may have fewer.

use std::collections::BTreeSet;

use glasklar::diag::Diagnostics;
use glasklar::interface::Interface;
use glasklar::lang::{Language, Message};
use glasklar::source::{Input, Sources};

use super::{demand, lines};
use crate::driver::{repository, tree};

/// What asks for a message by its key, in Rust and in templates.
const ASKING: &[&str] =
    &["page.words(\"", "page.filled(\"", "page.counted(\"", "page.counted_of(\"", ".messages.format(\""];
const ASKING_IN_LAYOUTS: &[&str] = &[" t(\"", "(t(\""];

fn theme() -> Interface {
    let input = Input { theme: glasklar::theme::built_in(), ..Input::default() };
    let mut diagnostics = Diagnostics::default();
    let interface = Interface::read(&input, &Language::ALL, &mut Sources::default(), &mut diagnostics);
    let found: Vec<String> = diagnostics.iter().map(|found| found.message.clone()).collect();
    demand("the interface texts of the theme are complaint-free", &found);
    interface
}

/// The places of a text, and whether the number decides its form. `{n}` may be left out where a language says "one" in words.
fn shape(message: &Message) -> (bool, BTreeSet<&str>) {
    let places = message.placeholders().into_iter().filter(|name| *name != "n").collect();
    (matches!(message, Message::Plural { .. }), places)
}

#[test]
fn every_language_of_the_theme_has_every_text_with_the_same_places() {
    let interface = theme();
    let every: BTreeSet<&str> = interface.iter().flat_map(|tongue| tongue.messages.keys()).collect();
    let first = &interface.of(Language::En).messages;
    let mut broken = Vec::new();
    for tongue in interface.iter() {
        for key in &every {
            match (tongue.messages.get(key), first.get(key)) {
                (None, _) => broken.push(format!("{}: no `{key}`", tongue.language.code())),
                (Some(message), Some(english)) if shape(message) != shape(english) => {
                    broken
                        .push(format!("{}: `{key}` has other places or forms than in English", tongue.language.code()));
                }
                _ => {}
            }
        }
    }
    demand("the four languages of the theme have the same texts", &broken);
}

/// The keys that a line asks for. One that ends with a dot or a hyphen is the beginning of several.
fn asked<'a>(line: &'a str, asking: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let after = move |call: &&'a str| line.match_indices(*call).map(|(at, found)| &line[at + found.len()..]);
    asking.iter().flat_map(after).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_text_that_pages_ask_for_exists() {
    let interface = theme();
    let known: Vec<&str> = interface.of(Language::En).messages.keys().collect();
    let exists = |key: &str| {
        let whole = known.contains(&key);
        whole || (key.ends_with(['.', '-']) && known.iter().any(|known| known.starts_with(key)))
    };
    let mut broken = Vec::new();
    let mut count = 0;
    for line in lines().iter().filter(|line| line.file.starts_with("src/render/") && !line.in_tests) {
        for key in asked(&line.code, ASKING) {
            count += 1;
            if !exists(key) {
                broken.push(format!("{}: `{key}`", line.place()));
            }
        }
    }
    for (path, bytes) in tree(&repository().join("layouts")).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        for key in asked(&String::from_utf8_lossy(&bytes), ASKING_IN_LAYOUTS) {
            count += 1;
            if !exists(key) {
                broken.push(format!("layouts/{path}: `{key}`"));
            }
        }
    }
    demand("the theme has every text that its pages ask for", &broken);
    assert!(count > 200, "only {count} questions for texts were found: are they written in another way now?");
}
