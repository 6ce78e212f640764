//! An index that elasticlunr.js 0.9.5 loads as it is.
//!
//! The Danish and Norwegian pipelines of `elasticlunr-rs` trim away everything that is not a Latin letter, so that years,
//! amounts and case numbers vanish. Here the texts are analysed by [`analyse`], and what it gives is written down as that
//! crate would. The pipeline is empty: elasticlunr.js throws on names of functions that nobody registered.
//!
//! Who asks the file with elasticlunr.js itself calls `elasticlunr.tokenizer.setSeperator(/\s+/)` first; its own
//! tokenizer parts at hyphens, so that it never finds `2021-00200`.

use std::collections::BTreeMap;

use super::analyse::{each_form, other_spellings, word_stem};
use super::lunr_json;
use super::vocabulary::{Part, Vocabulary};
use crate::lang::Language;

/// The texts of what is to be found.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The heading.
    pub title: String,
    /// Everything else.
    pub text: String,
}

/// A field of the index and how much a match in it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    pub name: &'static str,
    /// Multiplied with elasticlunr's score, which already counts a match in a short field for more.
    pub boost: f64,
    pub holds: &'static str,
}

/// The fields in their order in the file. The weights are also in `tests/search/fixture.json`; tests compare them.
pub const FIELDS: [Field; 4] = [
    Field { name: "title", boost: 2.0, holds: "the words of the heading as written" },
    Field { name: "text", boost: 1.0, holds: "the words of everything else as written" },
    Field { name: "stems", boost: 0.5, holds: "the stems of both, in the entry's language" },
    Field { name: "letters", boost: 0.1, holds: "other spellings of the words of both" },
];

/// A question's `spellings` are looked up in title and text at the field's boost times this.
pub const SPELLING_FACTOR: f64 = 0.25;

/// The index of `documents`, all of one language, as JSON. The keys are what the search returns; `read` gives the texts of
/// one document at a time. Texts are not stored in it.
pub fn index<T>(language: Language, documents: &BTreeMap<String, T>, read: impl Fn(&T) -> Document) -> Vec<u8> {
    let mut vocabulary = Vocabulary::default();
    for (at, document) in (0..).zip(documents.values()) {
        let Document { title, text } = read(document);
        for (part, text) in [(Part::Title, title), (Part::Text, text)] {
            each_form(&text, |form, sort, _| vocabulary.add(at, part, form, sort));
        }
    }
    let [title, text] = vocabulary.parts();
    let stems = vocabulary.derived(|word| [word_stem(word, language)]);
    let letters = vocabulary.derived(other_spellings);
    let words = [title, text, stems.words(), letters.words()];
    let references: Vec<&str> = documents.keys().map(String::as_str).collect();
    lunr_json::write(language.code(), &references, FIELDS.map(|field| field.name).into_iter().zip(words).collect())
}
