//! Trees of source text: what YAML, TOML and JSON have in common before anything has a type.
//!
//! A scalar stays the text that was written, with its place, until its kind types it. So a Norwegian `no` never becomes
//! `false`, `4.10` never becomes `4.1`, and an amount never passes through a float.

mod json;
mod keys;
mod overlay;
mod remedy;
mod toml;
mod yaml;

pub use json::{parse as parse_json, parse_lines as parse_json_lines};
pub use keys::Keys;
pub use overlay::merged_toml;
pub use toml::parse as parse_toml;
pub use yaml::parse as parse_yaml;

use crate::diag::{Code, Diagnostic, Severity};
use crate::limits::{Limit, Limits, Met};
use crate::source::{FileId, Place};
use crate::text::levelled;

/// One node of a tree of source text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub place: Place,
    pub value: Raw,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// Nothing was written: an empty value, `null` or `~`.
    Null,
    Scalar(Box<str>),
    List(Vec<Node>),
    Map(Vec<Pair>),
}

/// A text in which letters may have been written by their numbers: they are the same letters, and the same line ends, as
/// those that were [decoded](crate::text::decode) before.
///
/// A NUL is refused as it is in a file: no format that is published may hold one.
fn unescaped(text: &str, place: Place) -> Result<Raw, Diagnostic> {
    if text.contains('\0') {
        let fault = syntax(place, "this text holds a NUL, which is no letter");
        return Err(fault.help("leave the sign out; it is often left behind by a program that failed"));
    }
    let is_level = text.is_ascii() && !text.contains('\r');
    Ok(Raw::Scalar(if is_level { text.into() } else { levelled(text.to_owned()).into() }))
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub key: Box<str>,
    pub key_place: Place,
    pub node: Node,
}

/// A file, or a part of one, that is to be parsed: its text and where in the file the text begins.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub offset: usize,
    pub limits: &'a Limits,
}

impl<'a> Snippet<'a> {
    /// A file as a whole, read within the usual limits.
    pub fn whole(file: FileId, text: &'a str) -> Self {
        Self { file, text, offset: 0, limits: const { &Limits::usual() } }
    }

    /// The same, read within the limits of a site.
    pub fn within(self, limits: &'a Limits) -> Self {
        Self { limits, ..self }
    }

    fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place::text(self.file, self.offset + range.start..self.offset + range.end)
    }
}

impl Node {
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Raw::Scalar(text) => Some(text),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.value == Raw::Null
    }

    /// Whether nothing is written: a null, or a text of white space alone.
    pub fn is_blank(&self) -> bool {
        self.is_null() || self.scalar().is_some_and(|text| text.trim().is_empty())
    }

    /// What this is, for a message: "a text", "a list", "a table of keys", "nothing".
    pub fn shape(&self) -> &'static str {
        match self.value {
            Raw::Null => "nothing",
            Raw::Scalar(_) => "a single value",
            Raw::List(_) => "a list",
            Raw::Map(_) => "a group of keys",
        }
    }
}

pub static SYNTAX: Code = Code {
    id: "syntax",
    severity: Severity::Error,
    summary: "The file does not follow the rules of its format (YAML, TOML, JSON or CSV).",
    explanation: "The reader could not make sense of the text at the place shown. Common slips: a value with a colon \
in it that is not in quotation marks, indentation by tabs, an opening quotation mark or bracket that is never closed.\n\n\
    title: Aftale: første del        # wrong, the second colon confuses\n\
    title: \"Aftale: første del\"      # right",
};

pub static DUPLICATE_KEY: Code = Code {
    id: "duplicate-key",
    severity: Severity::Error,
    summary: "The same key is written twice in one place.",
    explanation: "Only one of the two could be meant, and the reader does not guess which. Remove one, or, where the \
field takes several values, write them as one list.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&SYNTAX, &DUPLICATE_KEY];

fn syntax(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&SYNTAX, message).at(place).help(remedy::LOOK_CLOSER)
}

fn too_deep(limits: &Limits, place: Place) -> Diagnostic {
    limits.exceeded(Limit::Nesting, Met::More).at(place)
}

/// The complaint about too many keys, if there are.
fn too_many_keys(limits: &Limits, pairs: &[Pair]) -> Option<Diagnostic> {
    let beyond = pairs.get(usize::try_from(limits.get(Limit::Keys)).unwrap_or(usize::MAX))?;
    Some(limits.exceeded(Limit::Keys, Met::Exactly(pairs.len() as u64)).at(beyond.key_place))
}

/// The complaint about the first key that stands twice, if any does.
fn duplicate_key(pairs: &[Pair]) -> Option<Diagnostic> {
    let mut seen: std::collections::HashMap<&str, Place> = std::collections::HashMap::with_capacity(pairs.len());
    pairs.iter().find_map(|pair| {
        let first = seen.insert(&pair.key, pair.key_place)?;
        Some(written_twice(&pair.key, pair.key_place).related(first, "first written here"))
    })
}

fn written_twice(key: &str, again: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, format!("`{key}` is written twice"))
        .at(again)
        .label("here again")
        .help("keep one of them; several values are written as a list")
}
