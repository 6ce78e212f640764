//! The numbers under which the search knows entries: from the newest to the oldest, those without a date last.

use crate::entry::EntryIx;
use crate::site::Site;

/// How many documents stand in a file of a column.
pub const BLOCK: usize = 65_536;

/// Every entry but translations, by its number.
pub struct Documents {
    entries: Vec<EntryIx>,
    /// How many of the last have no date.
    pub undated: usize,
}

impl Documents {
    pub fn of(site: &Site) -> Self {
        let mut entries: Vec<EntryIx> = site.all().collect();
        entries.sort_unstable_by_key(|ix| site.position(*ix));
        let undated = entries.iter().rev().take_while(|ix| site.date(**ix).is_none()).count();
        Self { entries, undated }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// All of them in order.
    pub fn entries(&self) -> &[EntryIx] {
        &self.entries
    }

    /// The documents of each block.
    pub fn blocks(&self) -> impl Iterator<Item = &[EntryIx]> {
        self.entries.chunks(BLOCK)
    }

    /// The number of an entry, which is no translation.
    pub fn number(site: &Site, ix: EntryIx) -> u32 {
        site.position(ix)
    }
}
