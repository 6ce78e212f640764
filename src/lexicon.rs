//! What the search knows of words beyond their letters: synonyms, compounds, and words that tell nothing about an entry.
//!
//! The lists stand in `layouts/search/`; a site's file is laid over the built-in one key by key.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lang::{Language, lower, nfc};
use crate::raw::{Keys, Node, Raw, merged_toml};
use crate::source::{Input, Sources};

pub static SEARCH_WORDS: Code = Code {
    id: "search-words",
    severity: Severity::Error,
    summary: "A list of words for the search cannot be used as it is.",
    explanation: "`layouts/search/synonyms.toml` holds groups of words that find each other, each with a name of its own \
and the words by language: `sustainability = { da = \"bæredygtighed\", nb = \"bærekraft\" }`; an empty group switches the \
built-in one of that name off. `layouts/search/<code>.toml` holds what is peculiar to a language: `ignored` (a list of words \
that count for nothing in the order of results), `whole` (words that are no compounds) and `[parts]` (the parts of compounds \
that are not found by themselves).",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&SEARCH_WORDS];

/// Words that mean the same, each in its language.
pub type Synonyms = Vec<(Language, Box<str>)>;

/// The lists of all languages.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Groups of two and more.
    pub synonyms: Vec<Synonyms>,
    peculiar: [Peculiar; Language::ALL.len()],
}

/// What is peculiar to a language; words in lower case.
#[derive(Debug, Default)]
pub struct Peculiar {
    /// Words that count for nothing in the order of results.
    pub ignored: BTreeSet<Box<str>>,
    /// Words that are no compounds, although they look like some.
    pub whole: BTreeSet<Box<str>>,
    /// Compounds whose parts are not found by themselves.
    pub parts: BTreeMap<Box<str>, Vec<Box<str>>>,
}

impl Lexicon {
    /// Reads the lists of a site.
    pub fn read(input: &Input, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut lexicon = Self::default();
        if let Some(node) = merged_toml(input, "layouts/search/synonyms.toml", sources, diagnostics) {
            lexicon.synonyms = synonyms(&node, diagnostics);
        }
        for language in Language::ALL {
            let path = format!("layouts/search/{}.toml", language.code());
            if let Some(node) = merged_toml(input, &path, sources, diagnostics) {
                lexicon.peculiar[language as usize] = peculiar(&node, diagnostics);
            }
        }
        lexicon
    }

    pub fn of(&self, language: Language) -> &Peculiar {
        &self.peculiar[language as usize]
    }
}

fn synonyms(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Synonyms> {
    let mut groups = Vec::new();
    for (_, group) in pairs(node, diagnostics) {
        let mut members = Synonyms::new();
        for (code, words) in pairs(group, diagnostics) {
            match Language::from_code(code) {
                Ok(language) => {
                    members.extend(list(words, diagnostics).into_iter().map(|word| (language, word)));
                }
                Err(_) => diagnostics.push(
                    Diagnostic::new(&SEARCH_WORDS, format!("`{code}` is not a language of the interface"))
                        .at(words.place)
                        .help("the languages are da, nb, nn and en"),
                ),
            }
        }
        if members.len() > 1 {
            groups.push(members);
        }
    }
    groups
}

fn peculiar(node: &Node, diagnostics: &mut Diagnostics) -> Peculiar {
    let Some(mut keys) = Keys::of(node) else { return Peculiar::default() };
    let mut words = |key| keys.take(key).map(|node| list(node, diagnostics)).unwrap_or_default().into_iter().collect();
    let (ignored, whole) = (words("ignored"), words("whole"));
    let parts = keys.take("parts").map(|node| pairs(node, diagnostics)).unwrap_or_default();
    let parts = parts.into_iter().map(|(word, parts)| (plain(word), list(parts, diagnostics))).collect();
    keys.finish(&SEARCH_WORDS, "a language of the search", diagnostics);
    Peculiar { ignored, whole, parts }
}

/// The keys of a group; anything else is complained about.
fn pairs<'a>(node: &'a Node, diagnostics: &mut Diagnostics) -> Vec<(&'a str, &'a Node)> {
    match &node.value {
        Raw::Map(pairs) => pairs.iter().map(|pair| (&*pair.key, &pair.node)).collect(),
        _ => {
            let message = format!("expected a group of keys, found {}", node.shape());
            diagnostics.push(Diagnostic::new(&SEARCH_WORDS, message).at(node.place).help("write { … = \"…\" }"));
            Vec::new()
        }
    }
}

/// One word or a list of them.
fn list(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Box<str>> {
    let items = if let Raw::List(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) };
    let mut words = Vec::new();
    for item in items {
        match item.scalar().map(plain).filter(|word| is_word(word)) {
            Some(word) => words.push(word),
            None => diagnostics.push(
                Diagnostic::new(&SEARCH_WORDS, "expected one word, of letters alone")
                    .at(item.place)
                    .help("write a word or a list of words: [\"by\", \"byer\"]"),
            ),
        }
    }
    words
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

fn plain(word: &str) -> Box<str> {
    lower(&nfc(word)).into()
}
