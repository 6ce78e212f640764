//! From text to the forms that stand in the index, and from a question to the forms that it asks for.

use super::chunk::chunks;
use super::letters::{alternatives, nordic};
use super::plain::plain;
use super::reading::{Reader, Reading};
use super::stem::stem;
use super::{codes, dates, numbers};
use crate::lang::Language;

/// What the index holds of one text. Each list is in the text's order and repeats what the text repeats, because
/// frequency counts in ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// Words as written, in lower case; numbers, dates and case numbers in one spelling.
    pub exact: Vec<String>,
    /// Stems of the words, in the text's language.
    pub stems: Vec<String>,
    /// Other spellings of the words: `bjoernafjorden` and `bjornafjorden` of `bjørnafjorden`.
    pub letters: Vec<String>,
}

/// A question: everything that was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub words: Vec<Word>,
}

/// One word, number or date of a question. An entry has it if it has any of these forms in the field named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// For title and text.
    pub exact: Vec<String>,
    /// For the stems: in every language of the site.
    pub stems: Vec<String>,
    /// For the other spellings: the word itself, and its own other spellings.
    pub letters: Vec<String>,
    /// For title and text, at less weight: with æ, ø, å for `ae`, `oe`, `aa`.
    pub spellings: Vec<String>,
}

/// Tried in this order at every chunk; the first that answers is right.
const READERS: [Reader; 6] =
    [codes::section, dates::date, codes::period, codes::case_number, codes::organisation_number, numbers::number];

/// Longer forms are cut, here and in the question: the index is a tree as deep as its longest form.
const LONGEST_FORM: usize = 64;

/// The forms of a text in `language`, for the index.
///
/// ```
/// # use glasklar::{lang::Language, search::analyse};
/// let forms = analyse("Tilskuddet er 4 mio. kr.", Language::Da);
/// assert_eq!(forms.exact, ["tilskuddet", "er", "4000000", "4", "mio", "kr"]);
/// assert_eq!(forms.stems, ["tilskud", "er", "mio", "kr"]);
/// ```
pub fn analyse(text: &str, language: Language) -> Forms {
    let mut forms = Forms::default();
    for reading in readings(text) {
        forms.exact.extend(reading.main.into_iter().chain(reading.also).map(cut));
        for word in reading.words.into_iter().chain(reading.joined).map(cut) {
            forms.stems.push(cut(stem(&word, language)));
            forms.letters.extend(other_spellings(&word));
            forms.exact.push(word);
        }
    }
    forms
}

/// The words of a question, each once, for a site in `languages`.
pub fn query(text: &str, languages: &[Language]) -> Query {
    let mut query = Query::default();
    for reading in readings(text) {
        for word in words(&reading, languages) {
            if !query.words.contains(&word) {
                query.words.push(word);
            }
        }
    }
    query
}

/// What the stretches of a text mean, in order.
fn readings(text: &str) -> Vec<Reading> {
    let chunks = chunks(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        let reading = READERS.iter().find_map(|read| read(&chunks, at)).unwrap_or_else(|| plain(&chunks[at]));
        at += reading.taken;
        found.push(reading);
    }
    found
}

/// A number, date or code is asked for by its own form alone; words are asked for one by one, and the parts of a
/// compound with hyphens also as the compound.
fn words(reading: &Reading, languages: &[Language]) -> Vec<Word> {
    if !reading.main.is_empty() {
        return vec![Word { exact: reading.main.iter().cloned().map(cut).collect(), ..Word::default() }];
    }
    let joined = reading.joined.as_deref();
    reading.words.iter().map(|word| asked(word, joined, languages)).collect()
}

fn asked(word: &str, joined: Option<&str>, languages: &[Language]) -> Word {
    let mut found = Word::default();
    for form in [Some(word), joined].into_iter().flatten().map(|word| cut(word.to_owned())) {
        let nordic = cut(nordic(&form));
        for language in languages {
            add(&mut found.stems, cut(stem(&form, *language)));
            add(&mut found.stems, cut(stem(&nordic, *language)));
        }
        for spelling in other_spellings(&form) {
            add(&mut found.letters, spelling);
        }
        if nordic != form {
            add(&mut found.spellings, nordic);
        }
        add(&mut found.letters, form.clone());
        add(&mut found.exact, form);
    }
    found
}

fn add(forms: &mut Vec<String>, form: String) {
    if !forms.contains(&form) {
        forms.push(form);
    }
}

fn other_spellings(word: &str) -> impl Iterator<Item = String> {
    alternatives(word).into_iter().map(cut)
}

fn cut(mut form: String) -> String {
    if form.len() > LONGEST_FORM
        && let Some((end, _)) = form.char_indices().nth(LONGEST_FORM)
    {
        form.truncate(end);
    }
    form
}
