//! An index that elasticlunr.js 0.9.5 loads as it is. The only user of `elasticlunr-rs`.
//!
//! Its own Danish and Norwegian pipelines trim away everything that is not a Latin letter, so that years, amounts and
//! case numbers vanish. Here the texts are analysed by [`analyse`] first, one form a line, and elasticlunr's tokenizer
//! only parts the lines. The pipeline is empty: elasticlunr.js throws on names of functions that nobody registered.
//!
//! Who asks the file with elasticlunr.js itself calls `elasticlunr.tokenizer.setSeperator(/\s+/)` first; its own
//! tokenizer parts at hyphens, so that it never finds `2021-00200`.

use super::analyse::analyse;
use crate::lang::Language;
use elasticlunr::{IndexBuilder, Pipeline};
use std::collections::BTreeSet;
use std::fmt;

/// One entry to be found.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// What the search returns. Unique in its index.
    pub reference: &'a str,
    /// The heading.
    pub title: &'a str,
    /// Everything else.
    pub text: &'a str,
}

/// A field of the index and how much a match in it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    pub name: &'static str,
    /// Multiplied with elasticlunr's score, which already counts a match in a short field for more.
    pub boost: f64,
    pub holds: &'static str,
}

/// The fields in their order in the file. The weights are also in `layouts/assets/search/weights.js` and
/// `tests/search/fixture.json`; tests compare them.
pub const FIELDS: [Field; 4] = [
    Field { name: "title", boost: 2.0, holds: "the words of the heading as written" },
    Field { name: "text", boost: 1.0, holds: "the words of everything else as written" },
    Field { name: "stems", boost: 0.5, holds: "the stems of both, in the entry's language" },
    Field { name: "letters", boost: 0.1, holds: "other spellings of the words of both" },
];

/// A question's `spellings` are looked up in title and text at the field's boost times this.
pub const SPELLING_FACTOR: f64 = 0.25;

/// Two documents have the same reference, which is this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateReference(pub String);

impl fmt::Display for DuplicateReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "two documents of the search index are called `{}`", self.0)
    }
}

impl std::error::Error for DuplicateReference {}

/// The index of `documents`, all of one language, as JSON. Documents are not stored in it, and the same documents give
/// the same bytes in whatever order they come.
pub fn index<'a>(
    language: Language,
    documents: impl IntoIterator<Item = Document<'a>>,
) -> Result<Vec<u8>, DuplicateReference> {
    let mut index = IndexBuilder::with_language(Box::new(Lines(language)))
        .save_docs(false)
        .add_fields(FIELDS.map(|field| field.name))
        .build();
    let mut seen = BTreeSet::new();
    for document in documents {
        if !seen.insert(document.reference) {
            return Err(DuplicateReference(document.reference.to_owned()));
        }
        index.add_doc(document.reference, fields(document, language));
    }
    Ok(index.to_json().into_bytes())
}

/// The forms of each field of [`FIELDS`], one a line.
fn fields(document: Document<'_>, language: Language) -> [String; 4] {
    let title = analyse(document.title, language);
    let text = analyse(document.text, language);
    let stems = [title.stems, text.stems].concat();
    let letters = [title.letters, text.letters].concat();
    [title.exact, text.exact, stems, letters].map(|forms| forms.join("\n"))
}

/// The language of texts that are already analysed.
struct Lines(Language);

impl elasticlunr::Language for Lines {
    fn name(&self) -> String {
        self.code()
    }

    fn code(&self) -> String {
        self.0.code().to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}
