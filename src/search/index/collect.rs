//! The forms of all entries with where they stand, collected by several threads, each from entries that follow each other.

use std::collections::HashMap;

use rayon::prelude::*;

use super::bytes::{take_varint, varint};
use crate::entry::EntryIx;
use crate::lang::Language;
use crate::search::analyse::{Sort, each_form};
use crate::search::words::{Bodies, each_text};
use crate::site::Site;

/// Texts of one entry are at least this far apart, so that no phrase reaches from one into another.
const APART: u32 = 64;

/// What some entries that follow each other have.
pub struct Segment {
    /// Forms by the language of their text.
    pub forms: HashMap<Language, HashMap<Box<str>, List>>,
    /// How many forms each entry has.
    pub lengths: Vec<u32>,
}

/// Where a form stands, packed while it is collected: no entry is told twice, and they come in order.
#[derive(Default)]
pub struct List {
    /// Whether it is a word of a language, which has a stem and other spellings.
    pub is_word: bool,
    pub documents: u32,
    /// Per document how much later it is than the one before (the first by its number), then how much the form weighs there.
    postings: Vec<u8>,
    /// Per document the steps from position to position, each one more than it is, and a zero.
    positions: Vec<u8>,
    last: u32,
    /// Of the last document, not yet packed.
    weight: u32,
    position: u32,
}

/// A document that has a form, and the sum of the weights of the texts in which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    pub document: u32,
    pub weight: u32,
}

impl List {
    fn add(&mut self, document: u32, weight: u32, position: u32) {
        if self.documents == 0 || self.last != document {
            self.close();
            varint(&mut self.postings, u64::from(document - self.last));
            self.documents += 1;
            (self.last, self.weight, self.position) = (document, 0, 0);
        }
        self.weight = self.weight.saturating_add(weight);
        varint(&mut self.positions, u64::from(position - self.position) + 1);
        self.position = position;
    }

    /// Ends the last document.
    fn close(&mut self) {
        if self.documents > 0 {
            varint(&mut self.postings, u64::from(self.weight));
            self.positions.push(0);
        }
    }

    /// The first document.
    pub fn first(&self) -> u32 {
        take_varint(&mut &*self.postings) as u32
    }

    /// The documents in order.
    pub fn postings(&self) -> impl Iterator<Item = Posting> + '_ {
        let (mut rest, mut document) = (&*self.postings, 0);
        (0..self.documents).map(move |_| {
            document += take_varint(&mut rest) as u32;
            Posting { document, weight: take_varint(&mut rest) as u32 }
        })
    }

    /// The positions in each document, in the same order.
    pub fn positions(&self) -> impl Iterator<Item = Vec<u32>> + '_ {
        let mut rest = &*self.positions;
        (0..self.documents).map(move |_| {
            let (mut found, mut at) = (Vec::new(), 0);
            loop {
                match take_varint(&mut rest) as u32 {
                    0 => break found,
                    step => at += step - 1,
                }
                found.push(at);
            }
        })
    }
}

/// The forms of all `documents`, in segments that follow each other.
pub fn collect(site: &Site, documents: &[EntryIx]) -> Vec<Segment> {
    let size = documents.len().div_ceil(rayon::current_num_threads()).max(1);
    let segments = documents.par_chunks(size).enumerate();
    segments.map(|(at, entries)| segment(site, (at * size) as u32, entries)).collect()
}

fn segment(site: &Site, first: u32, entries: &[EntryIx]) -> Segment {
    let mut segment = Segment { forms: HashMap::new(), lengths: Vec::with_capacity(entries.len()) };
    for (document, ix) in (first..).zip(entries) {
        let (mut length, mut position) = (0, 0);
        for language in site.written_in(*ix).iter() {
            let forms = segment.forms.entry(language).or_default();
            each_text(site, *ix, language, Bodies::In, |weight, words| {
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
        segment.lengths.push(length);
    }
    for list in segment.forms.values_mut().flat_map(HashMap::values_mut) {
        list.close();
        list.postings.shrink_to_fit();
        list.positions.shrink_to_fit();
    }
    segment
}
