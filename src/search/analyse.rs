//! From text to the forms that stand in the index, and from a question to the forms that it asks for.

use super::chunk::{Chunk, chunks};
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
    each_form(text, |form, sort, _| {
        if sort == Sort::Word {
            forms.stems.push(word_stem(form, language));
            forms.letters.extend(other_spellings(form));
        }
        forms.exact.push(form.to_owned());
    });
    forms
}

/// Whether a form also has a stem and other spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    /// A number, a date, a code.
    Code,
}

/// Calls `found` for every form of a text as written, in the text's order, with its position. Positions count what was
/// read: a number, a date or a code takes one, however many words it is written in, and words take one each. Gives the
/// position after the last.
pub(super) fn each_form(text: &str, mut found: impl FnMut(&str, Sort, u32)) -> u32 {
    let chunks = chunks(text);
    let (mut at, mut position) = (0, 0);
    while at < chunks.len() {
        if let Some(word) = mere_word(&chunks, at) {
            found(cut(word), Sort::Word, position);
            (at, position) = (at + 1, position + 1);
            continue;
        }
        let reading = read(&chunks, at);
        at += reading.taken;
        reading.main.iter().chain(&reading.also).for_each(|form| found(cut(form), Sort::Code, position));
        let words = (position..).zip(&reading.words).chain(reading.joined.as_ref().map(|joined| (position, joined)));
        words.for_each(|(position, word)| found(cut(word), Sort::Word, position));
        position += reading.steps();
    }
    position
}

/// A form where it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub form: String,
    /// Whether it is a word of a language, which has a stem and other spellings.
    pub is_word: bool,
    /// How much was read before it, as phrases count.
    pub position: u32,
}

/// The forms of a text as written, each with where it stands.
pub fn placed(text: &str) -> Vec<Placed> {
    let mut found = Vec::new();
    each_form(text, |form, sort, position| {
        found.push(Placed { form: form.to_owned(), is_word: sort == Sort::Word, position });
    });
    found
}

/// The stem of a word, no longer than forms may be.
pub(super) fn word_stem(word: &str, language: Language) -> String {
    owned_cut(stem(word, language))
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

/// The words of a phrase in order, repeated ones too: each stands one position after the one before it.
pub fn phrase(text: &str, languages: &[Language]) -> Vec<Word> {
    readings(text).iter().flat_map(|reading| words(reading, languages)).collect()
}

/// What the stretches of a text mean, in order.
fn readings(text: &str) -> Vec<Reading> {
    let chunks = chunks(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        let reading = read(&chunks, at);
        at += reading.taken;
        found.push(reading);
    }
    found
}

fn read(chunks: &[Chunk], at: usize) -> Reading {
    READERS.iter().find_map(|read| read(chunks, at)).unwrap_or_else(|| plain(&chunks[at]))
}

/// The chunk where it is a word that no reader takes for anything else: every meaning but a number in words needs a figure,
/// and no meaning is longer than its labels and what they stand before.
fn mere_word(chunks: &[Chunk], at: usize) -> Option<&str> {
    let word = chunks[at].single().filter(|word| !word.ends_with(['+', '#']))?;
    let figures = chunks[at..].iter().take(codes::MOST_LABELS + 1).any(|chunk| chunk.has_figures);
    (!figures && !numbers::is_scaled(chunks, at)).then_some(word)
}

/// A number, date or code is asked for by its own form alone; words are asked for one by one, and the parts of a
/// compound with hyphens also as the compound.
fn words(reading: &Reading, languages: &[Language]) -> Vec<Word> {
    if !reading.main.is_empty() {
        return vec![Word { exact: reading.main.iter().map(|form| cut(form).to_owned()).collect(), ..Word::default() }];
    }
    let joined = reading.joined.as_deref();
    reading.words.iter().map(|word| asked(word, joined, languages)).collect()
}

fn asked(word: &str, joined: Option<&str>, languages: &[Language]) -> Word {
    let mut found = Word::default();
    for form in [Some(word), joined].into_iter().flatten().map(cut) {
        let nordic = owned_cut(nordic(form));
        for language in languages {
            add(&mut found.stems, word_stem(form, *language));
            add(&mut found.stems, word_stem(&nordic, *language));
        }
        for spelling in other_spellings(form) {
            add(&mut found.letters, spelling);
        }
        if nordic != form {
            add(&mut found.spellings, nordic);
        }
        add(&mut found.letters, form.to_owned());
        add(&mut found.exact, form.to_owned());
    }
    found
}

fn add(forms: &mut Vec<String>, form: String) {
    if !forms.contains(&form) {
        forms.push(form);
    }
}

/// The other spellings of a word, no longer than forms may be.
pub(super) fn other_spellings(word: &str) -> impl Iterator<Item = String> + use<> {
    alternatives(word).into_iter().map(owned_cut)
}

fn cut(form: &str) -> &str {
    let end = if form.len() > LONGEST_FORM { form.char_indices().nth(LONGEST_FORM) } else { None };
    end.map_or(form, |(end, _)| &form[..end])
}

fn owned_cut(mut form: String) -> String {
    form.truncate(cut(&form).len());
    form
}
