//! The forms of all entries with where they stand, collected by several threads, each from entries that follow each other.
//!
//! While a segment is collected its forms stand in a table; then it is packed, because of a million rows most forms are
//! amounts, dates and numbers that stand in one row alone, and a table takes ten times their own bytes.

use std::collections::HashMap;

use rayon::prelude::*;

use super::bytes::{take_varint, varint};
use crate::entry::EntryIx;
use crate::lang::Language;
use crate::search::ByWord;
use crate::search::analyse::{Sort, each_form};
use crate::search::words::{Bodies, each_text};
use crate::site::Site;

/// Texts of one entry are at least this far apart, so that no phrase reaches from one into another.
const APART: u32 = 64;

/// How many entries a segment has at most.
const SEGMENT: usize = 131_072;

/// What some entries that follow each other have.
pub struct Segment {
    /// Forms by the language of their text.
    pub forms: Vec<(Language, Forms)>,
    /// How many forms each entry has.
    pub lengths: Vec<u32>,
}

/// The forms of a language, packed.
#[derive(Default)]
pub struct Forms {
    letters: String,
    lists: Vec<u8>,
    /// Where each form ends.
    ends: Vec<End>,
}

struct End {
    letters: u32,
    lists: u32,
    documents: u32,
    is_word: bool,
}

/// Where a form stands.
#[derive(Clone, Copy)]
pub struct List<'a> {
    /// Whether it is a word of a language, which has a stem and other spellings.
    pub is_word: bool,
    pub documents: u32,
    /// Per document: how much later it is than the one before (the first by its number); the steps from position to
    /// position, each one more than it is; a zero; how much the form weighs there.
    bytes: &'a [u8],
}

/// A document that has a form, and the sum of the weights of the texts in which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    pub document: u32,
    pub weight: u32,
}

impl Forms {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The form at a position.
    pub fn form(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before].letters);
        &self.letters[from as usize..self.ends[at].letters as usize]
    }

    /// Where the form at a position stands.
    pub fn list(&self, at: usize) -> List<'_> {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before].lists);
        let End { lists, documents, is_word, .. } = self.ends[at];
        List { is_word, documents, bytes: &self.lists[from as usize..lists as usize] }
    }

    fn packed(table: ByWord<Box<str>, Growing>) -> Self {
        let mut forms = Self::default();
        forms.ends.reserve_exact(table.len());
        for (form, mut list) in table {
            list.close();
            forms.letters.push_str(&form);
            forms.lists.extend_from_slice(&list.bytes);
            let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
            let (letters, lists) = (end(forms.letters.len()), end(forms.lists.len()));
            forms.ends.push(End { letters, lists, documents: list.documents, is_word: list.is_word });
        }
        forms.letters.shrink_to_fit();
        forms.lists.shrink_to_fit();
        forms
    }
}

impl List<'_> {
    /// The first document.
    pub fn first(&self) -> u32 {
        take_varint(&mut &*self.bytes) as u32
    }

    /// The documents in order.
    pub fn postings(&self) -> impl Iterator<Item = Posting> + '_ {
        let (mut rest, mut document) = (self.bytes, 0);
        (0..self.documents).map(move |_| {
            document += take_varint(&mut rest) as u32;
            while take_varint(&mut rest) != 0 {}
            Posting { document, weight: take_varint(&mut rest) as u32 }
        })
    }

    /// The documents in order, with the positions in each.
    pub fn positions(&self) -> impl Iterator<Item = (u32, Vec<u32>)> + '_ {
        let (mut rest, mut document) = (self.bytes, 0);
        (0..self.documents).map(move |_| {
            document += take_varint(&mut rest) as u32;
            let (mut found, mut at) = (Vec::new(), 0);
            loop {
                match take_varint(&mut rest) as u32 {
                    0 => break,
                    step => at += step - 1,
                }
                found.push(at);
            }
            take_varint(&mut rest);
            (document, found)
        })
    }
}

/// A list while it is collected: no entry is told twice, and they come in order.
#[derive(Default)]
struct Growing {
    is_word: bool,
    documents: u32,
    bytes: Vec<u8>,
    last: u32,
    /// Of the last document.
    weight: u32,
    position: u32,
}

impl Growing {
    fn add(&mut self, document: u32, weight: u32, position: u32) {
        if self.documents == 0 || self.last != document {
            self.close();
            varint(&mut self.bytes, u64::from(document - self.last));
            self.documents += 1;
            (self.last, self.weight, self.position) = (document, 0, 0);
        }
        self.weight = self.weight.saturating_add(weight);
        varint(&mut self.bytes, u64::from(position - self.position) + 1);
        self.position = position;
    }

    /// Ends the last document.
    fn close(&mut self) {
        if self.documents > 0 {
            self.bytes.push(0);
            varint(&mut self.bytes, u64::from(self.weight));
        }
    }
}

/// The forms of all `documents`, in segments that follow each other.
pub fn collect(site: &Site, documents: &[EntryIx]) -> Vec<Segment> {
    let size = documents.len().div_ceil(rayon::current_num_threads()).clamp(1, SEGMENT);
    let segments = documents.par_chunks(size).enumerate();
    segments.map(|(at, entries)| segment(site, (at * size) as u32, entries)).collect()
}

fn segment(site: &Site, first: u32, entries: &[EntryIx]) -> Segment {
    let mut tables: HashMap<Language, ByWord<Box<str>, Growing>> = HashMap::new();
    let mut lengths = Vec::with_capacity(entries.len());
    for (document, ix) in (first..).zip(entries) {
        let (mut length, mut position) = (0, 0);
        for language in site.written_in(*ix).iter() {
            let forms = tables.entry(language).or_default();
            each_text(site, *ix, language, Bodies::WithAnnexes, |weight, words| {
                let end = each_form(words, |form, sort, at| {
                    length += 1;
                    let list = match forms.get_mut(form) {
                        Some(list) => list,
                        None => forms.entry(form.into()).or_default(),
                    };
                    list.is_word |= sort == Sort::Word;
                    list.add(document, u32::from(weight), position + at);
                });
                position = (position + end).next_multiple_of(APART) + APART;
            });
        }
        lengths.push(length);
    }
    let forms = tables.into_iter().map(|(language, table)| (language, Forms::packed(table))).collect();
    Segment { forms, lengths }
}
