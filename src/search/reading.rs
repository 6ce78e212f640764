//! What a stretch of text means: a number, a date, a case number, a word.

use super::chunk::Chunk;

/// One meaning, over one or more chunks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// How many chunks it covers, at least one.
    pub taken: usize,
    /// The forms by which a query asks for it; empty where its words are what counts.
    pub main: Vec<String>,
    /// Further forms, which only the index holds: `24.00.00` of `24.00.00-A08-1-20`.
    pub also: Vec<String>,
    /// Words of a language, which have stems and other spellings.
    pub words: Vec<String>,
    /// The words written as one: `setup` of `set-up`.
    pub joined: Option<String>,
}

/// Looks for one sort of meaning at a position among all chunks of a text.
pub(super) type Reader = fn(&[Chunk], usize) -> Option<Reading>;
