//! The order of lists: newest first, then by title in the order of the reader's alphabet.

use std::borrow::Cow;
use std::cmp::Reverse;

use rayon::prelude::*;

use super::Site;
use crate::entry::{Entry, EntryIx, Value};
use crate::kind::{KindIx, Kinds};
use crate::lang::Language;
use crate::value::PartialDate;

/// The date that orders an entry in lists and feeds, where its kind has one.
pub(super) fn ordering_date(entry: &Entry, kinds: &Kinds) -> Option<PartialDate> {
    match entry.fields.get(kinds.get(entry.kind).date?)?.value {
        Value::Date(date) => Some(*date),
        Value::Period(period) => period.start.or(period.end),
        _ => None,
    }
}

impl Site {
    /// Puts every list in the order of the site's first language.
    pub(super) fn order_lists(&mut self) {
        let mut order: Vec<EntryIx> = self.by_kind.iter().flatten().copied().collect();
        order.sort_unstable_by_key(|ix| (Reverse(self.date(*ix)), *ix));
        self.ranks = self.positions(order.iter());
        let (language, others) = (self.config.languages[0], &self.config.languages[1..]);
        let mut lists = std::mem::take(&mut self.by_kind);
        lists.par_iter_mut().for_each(|list| {
            self.newest_first(list);
            self.order_ties(list, language);
        });
        let in_language = |language: &Language| {
            let mut own = lists.clone();
            own.par_iter_mut().for_each(|list| self.reorder_ties(list, *language));
            (*language, self.positions(own.iter().flatten()))
        };
        self.readers_ranks = others.iter().map(in_language).collect();
        self.by_kind = lists;
    }

    /// Of each entry its position in an order.
    fn positions<'a>(&self, order: impl Iterator<Item = &'a EntryIx>) -> Vec<u32> {
        let mut positions = vec![u32::MAX; self.entries.len()];
        for (position, ix) in (0..).zip(order) {
            positions[ix.0 as usize] = position;
        }
        positions
    }

    /// Orders entries by date, newest first, and by id where the date is the same.
    pub fn newest_first(&self, entries: &mut [EntryIx]) {
        entries.sort_unstable_by_key(|ix| (self.ranks[ix.0 as usize], *ix));
    }

    /// The position of an entry among all, newest first.
    pub fn position(&self, ix: EntryIx) -> u32 {
        self.ranks[ix.0 as usize]
    }

    /// The newest of some entries that have a date, at most `count`, newest first.
    pub(super) fn newest(&self, entries: &[EntryIx], count: usize) -> Vec<EntryIx> {
        let mut dated: Vec<EntryIx> = entries.iter().copied().filter(|ix| self.date(*ix).is_some()).collect();
        if count < dated.len() {
            dated.select_nth_unstable_by_key(count, |ix| self.ranks[ix.0 as usize]);
            dated.truncate(count);
        }
        // Every list keeps its newest, and the room for all of its rows would stay with them.
        dated.shrink_to_fit();
        self.newest_first(&mut dated);
        dated
    }

    /// The entries of a kind in the order of lists, as the site's first language has it.
    pub fn list(&self, kind: KindIx) -> &[EntryIx] {
        &self.by_kind[usize::from(kind.0)]
    }

    /// The entries of a kind in the order of lists, as readers of a language expect it.
    pub fn list_in(&self, kind: KindIx, language: Language) -> Cow<'_, [EntryIx]> {
        self.in_order_of(self.list(kind), language)
    }

    /// A list, or a part of one, as readers of a language expect its order.
    pub fn in_order_of<'a>(&self, list: &'a [EntryIx], language: Language) -> Cow<'a, [EntryIx]> {
        let Some((_, ranks)) = self.readers_ranks.iter().find(|(own, _)| *own == language) else {
            return Cow::Borrowed(list);
        };
        let mut own = list.to_vec();
        own.sort_unstable_by_key(|ix| ranks[ix.0 as usize]);
        Cow::Owned(own)
    }

    /// Orders by title what the date does not. Titles are looked up and made comparable once each, not at every comparison.
    fn order_ties(&self, list: &mut [EntryIx], language: Language) {
        let collator = &self.interface.of(language).collator;
        self.ties(list).into_par_iter().for_each(|ties| {
            ties.sort_by_cached_key(|ix| (collator.sort_key(self.title(*ix, language)), *ix));
        });
    }

    /// The same for a list in the order of another language, in which most titles stand as they should already: to compare
    /// neighbours takes less than to make each title comparable.
    fn reorder_ties(&self, list: &mut [EntryIx], language: Language) {
        let collator = &self.interface.of(language).collator;
        self.ties(list).into_par_iter().for_each(|ties| {
            let mut titled: Vec<(&str, EntryIx)> = ties.iter().map(|ix| (self.title(*ix, language), *ix)).collect();
            titled.sort_by(|(one, ix), (other, other_ix)| collator.compare(one, other).then(ix.cmp(other_ix)));
            ties.iter_mut().zip(titled).for_each(|(place, (_, ix))| *place = ix);
        });
    }

    fn ties<'a>(&self, list: &'a mut [EntryIx]) -> Vec<&'a mut [EntryIx]> {
        let ties = list.chunk_by_mut(|a, b| self.date(*a) == self.date(*b));
        ties.filter(|ties| ties.len() > 1).collect()
    }
}
