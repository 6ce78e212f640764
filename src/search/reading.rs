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

impl Reading {
    /// How many positions it takes in a phrase.
    pub fn steps(&self) -> u32 {
        let words = if self.main.is_empty() { self.words.len() } else { 1 };
        u32::try_from(words).unwrap_or(u32::MAX).max(1)
    }
}

/// Looks for one sort of meaning at a position among all chunks of a text.
pub(super) type Reader = fn(&[Chunk], usize) -> Option<Reading>;
