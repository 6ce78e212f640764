//! What a reader is told about how the question was understood.

use std::fmt;

use serde::Serialize;

/// One thing to tell. Words stand in it as they were typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "notice", rename_all = "lowercase")]
pub enum Notice {
    /// No value of a facet is known by that name.
    Value { facet: String, value: String },
    /// A date, a year or an amount cannot be read.
    Range { name: String, value: String },
    /// The ends of a range were exchanged.
    Reversed { name: String },
    /// Only the beginning was read.
    Long {},
    /// Control characters counted as spaces.
    Control {},
    /// A quotation mark has no other.
    Quote {},
    /// Too few letters stand before a star.
    Star { word: String },
    /// There is no such field.
    Field { name: String },
    /// Other words were looked for too.
    Synonyms { word: String, added: Vec<String> },
    /// No entry has the word, and words that begin with it were looked for.
    Prefix { word: String },
    /// No entry has the word, and its parts were looked for.
    Split { word: String, parts: Vec<String> },
    /// No entry has the word, and one that is nearly the same was looked for.
    Typo { word: String, instead: String },
    /// No entry has everything, and those with any of it are shown.
    Any {},
}

impl fmt::Display for Notice {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { facet, value } => write!(to, "`{facet}` has no value `{value}`"),
            Self::Range { name, value } => {
                write!(to, "`{value}` cannot be read as what `{name}` needs; write 2021-01-18, 2500000 or 1mio..5mio")
            }
            Self::Reversed { name } => write!(to, "the range of `{name}` was given backwards and was turned around"),
            Self::Long {} => write!(to, "the question is very long; only its beginning was read"),
            Self::Control {} => write!(to, "control characters were read as spaces"),
            Self::Quote {} => write!(to, "a quotation mark has no other; the phrase was read to the end"),
            Self::Star { word } => write!(to, "`{word}*` needs two letters before the star; the star was left out"),
            Self::Field { name } => write!(to, "there is no field `{name}`; it was looked for as a word"),
            Self::Synonyms { word, added } => write!(to, "`{word}` was also looked for as {}", quoted(added, ", ")),
            Self::Prefix { word } => write!(to, "nothing has `{word}`; shown are words that begin with it"),
            Self::Split { word, parts } => {
                write!(to, "nothing has `{word}`; shown is what has {}", quoted(parts, " and "))
            }
            Self::Typo { word, instead } => write!(to, "nothing has `{word}`; `{instead}` was looked for instead"),
            Self::Any {} => write!(to, "nothing has all of it; shown is what has any of it, the most first"),
        }
    }
}

fn quoted(words: &[String], between: &str) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(between)
}
