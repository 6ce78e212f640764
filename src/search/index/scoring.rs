//! How much a form counts for an entry: BM25 (Robertson and Zaragoza, 2009) over the weights of the fields.

use super::collect::Posting;

/// The lists of a form, in the order of their bits: as written, by stem, by other spellings, by parts of compounds.
pub const LISTS: usize = 4;
pub const EXACT: usize = 0;
pub const STEM: usize = 1;
pub const LETTERS: usize = 2;
pub const PART: usize = 3;

/// How much a match counts by the list: the word as written, its stem, its other spellings, parts of compounds.
const FACTORS: [f64; LISTS] = [1.0, 0.5, 0.1, 0.3];

/// The weight at which a form has half of what it can have, in an entry of usual length.
const HALF: f64 = 6.0;

/// How much long entries are held down, from 0 to 1.
const LENGTH: f64 = 0.6;

/// Steps of a list's scale for a factor and a rarity of 1: fine enough that rounding tells nothing apart.
const STEPS: f64 = 64.0;

/// The highest level of a document within a list.
pub const LEVELS: u8 = 15;

/// What all entries together say about each.
pub struct Scoring {
    documents: f64,
    lengths: Vec<u32>,
    usual: f64,
}

impl Scoring {
    /// For entries with so many forms each.
    pub fn new(lengths: Vec<u32>) -> Self {
        let all: f64 = lengths.iter().copied().map(f64::from).sum();
        let documents = lengths.len() as f64;
        Self { documents, usual: (all / documents.max(1.0)).max(1.0), lengths }
    }

    /// What a list of so many documents multiplies the levels by.
    pub fn scale(&self, list: usize, documents: usize) -> u64 {
        let having = documents as f64;
        let rarity = (1.0 + (self.documents - having + 0.5) / (having + 0.5)).ln();
        (rarity * FACTORS[list] * STEPS).round().max(1.0) as u64
    }

    /// How much the form counts for a document, from 1 to [`LEVELS`].
    pub fn level(&self, posting: Posting) -> u8 {
        let weight = f64::from(posting.weight);
        let length = f64::from(self.lengths.get(posting.document as usize).copied().unwrap_or_default());
        let share = weight / (weight + HALF * (1.0 - LENGTH + LENGTH * length / self.usual));
        (share * f64::from(LEVELS)).round().clamp(1.0, f64::from(LEVELS)) as u8
    }
}
