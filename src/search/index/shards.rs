//! Forms with their lists in files of the order of code points, and the files of words.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::Files;
use super::bytes::{front_coded, rising, varint};
use super::lists::{PackedList, Postings};
use super::scoring::{EXACT, LISTS, STEM};
use super::terms::Packed;

/// Says that the stem's list is that of the word as written.
const SAME: u8 = 1 << LISTS;

/// Says that who asks for the stem finds every document that has the word as written.
const COVERED: u8 = SAME << 1;

/// A shard is full when its words and lists have so many bytes before they are compressed, in a small index and in a large
/// one: a question needs a few shards, and the manifest tells of each.
const SHARDS: RangeInclusive<usize> = 6_144..=24_576;

/// How many shards an index has about, unless their sizes forbid it.
const USUAL_SHARDS: usize = 1_024;

/// About how many bytes a list has under a form.
const LIST: usize = 24;

/// A shard is full as well when its positions have so many bytes.
const SHARD_POSITIONS: usize = 40_960;

/// The shards, filled one after the other.
#[derive(Default)]
pub struct Shards {
    /// How many bytes a shard has at most.
    limit: usize,
    /// The first form of each.
    pub firsts: Vec<String>,
    hot: usize,
    before: String,
    count: u64,
    heads: Vec<u8>,
    postings: Vec<u8>,
    position_sizes: Vec<u8>,
    positions: Vec<u8>,
    /// Files that are finished but not compressed.
    pub full: Vec<(String, Vec<u8>)>,
}

impl Shards {
    /// For so many lists under forms.
    pub fn for_lists(lists: usize) -> Self {
        let limit = (lists * LIST / USUAL_SHARDS).clamp(*SHARDS.start(), *SHARDS.end());
        Self { limit, ..Self::default() }
    }

    pub fn add(&mut self, packed: Packed<'_>) {
        if self.count == 0 {
            self.firsts.push(packed.form.to_owned());
        }
        self.count += 1;
        front_coded(&mut self.heads, &self.before, packed.form);
        self.before.clear();
        self.before.push_str(packed.form);
        let bits = (0..LISTS).filter(|at| packed.lists[*at].is_some()).fold(0, |bits, at| bits | 1 << at);
        let same = if packed.same.is_some() { SAME | 1 << STEM } else { 0 };
        self.heads.push(bits | same | if packed.is_covered { COVERED } else { 0 });
        let same = packed.same;
        for (at, list) in packed.lists.into_iter().enumerate() {
            match (list, same) {
                (Some(list), _) => self.list(at, list),
                (None, Some(scale)) if at == STEM => varint(&mut self.heads, scale),
                (None, _) => {}
            }
        }
        if self.heads.len() + self.postings.len() >= self.limit || self.positions.len() >= SHARD_POSITIONS {
            self.finish();
        }
    }

    fn list(&mut self, at: usize, list: PackedList) {
        varint(&mut self.heads, list.documents as u64);
        varint(&mut self.heads, list.scale);
        match list.postings {
            Postings::Inline(bytes) => {
                varint(&mut self.heads, bytes.len() as u64);
                self.postings.extend_from_slice(&bytes);
                if at == EXACT {
                    let before = self.positions.len();
                    list.pieces.iter().for_each(|piece| self.positions.extend_from_slice(&piece.bytes));
                    varint(&mut self.position_sizes, (self.positions.len() - before) as u64);
                }
            }
            Postings::Hot(mut bytes) => {
                varint(&mut self.heads, 0);
                varint(&mut self.heads, self.hot as u64);
                if at == EXACT {
                    varint(&mut bytes, list.pieces.len() as u64);
                    rising(&mut bytes, list.pieces.iter().map(|piece| piece.first as u32));
                }
                self.full.push((format!("hot/{}.bin", self.hot), bytes));
                for (number, piece) in list.pieces.into_iter().enumerate() {
                    self.full.push((format!("hotpositions/{}/{number}.bin", self.hot), piece.bytes));
                }
                self.hot += 1;
            }
        }
    }

    /// Ends the last shard.
    pub fn finish(&mut self) {
        if self.count == 0 {
            return;
        }
        let number = self.firsts.len() - 1;
        let mut terms = Vec::with_capacity(self.heads.len() + self.postings.len() + 4);
        varint(&mut terms, self.count);
        terms.append(&mut self.heads);
        terms.append(&mut self.postings);
        let mut positions = std::mem::take(&mut self.position_sizes);
        positions.append(&mut self.positions);
        self.full.push((format!("terms/{number}.bin"), terms));
        self.full.push((format!("positions/{number}.bin"), positions));
        (self.count, self.before) = (0, String::new());
    }
}

/// A file of words is full when it has so many bytes.
const WORDS: usize = 32_768;

/// Writes words in order, with how many entries have each, to `<folder>/<n>.bin`; gives the first word of each file.
pub fn write_words<'w>(
    folder: &str,
    words: impl Iterator<Item = (Cow<'w, str>, u32)>,
    files: &mut Files,
) -> Vec<String> {
    let (mut firsts, mut full) = (Vec::new(), Vec::new());
    let (mut count, mut bytes, mut before) = (0_u64, Vec::new(), String::new());
    let mut finish = |count: &mut u64, bytes: &mut Vec<u8>, number: usize| {
        let mut file = Vec::with_capacity(bytes.len() + 4);
        varint(&mut file, std::mem::take(count));
        file.append(bytes);
        full.push((format!("{folder}/{number}.bin"), file));
    };
    for (word, documents) in words {
        if bytes.len() >= WORDS {
            finish(&mut count, &mut bytes, firsts.len() - 1);
            before.clear();
        }
        if count == 0 {
            firsts.push(word.to_string());
        }
        count += 1;
        front_coded(&mut bytes, &before, &word);
        varint(&mut bytes, u64::from(documents));
        before = word.into_owned();
    }
    if count > 0 {
        finish(&mut count, &mut bytes, firsts.len() - 1);
    }
    files.pack(full);
    firsts
}
