//! The ledger: what was published when, one line of `ledger.jsonl` per publication.
//!
//! Each line holds the SHA-256 of the line before it, so whoever kept a copy can prove that the past was not rewritten.
//! It is an input like any other: pages of what changed, amounts before and after, and the error for an address that
//! vanished come from it, and the same input still gives the same bytes.

mod line;
mod read;
mod verify;

use std::collections::{BTreeMap, BTreeSet};

use crate::address::Address;
use crate::digest::sha256;
use crate::source::Place;
use crate::value::{Basis, Currency, PartialDate, Recurrence};
pub use read::{CODES, read};
pub use verify::{Fault, Verified, verify};

/// The ledger's file, at the root of a site and of the published folder.
pub const LEDGER: &str = "ledger.jsonl";

/// Kind and id of an entry, as words: a kind may have been removed since.
pub type Name = (Box<str>, Box<str>);

/// A sum as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub basis: Basis,
    pub currency: Currency,
    pub recurs: Recurrence,
    /// In minor units; nothing where the source states no amount.
    pub minor: Option<i64>,
    /// The year or period, as ISO 8601 writes it.
    pub when: Option<Box<str>>,
}

/// An entry as it was, or is to be, published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub name: Name,
    /// Of everything that is written in the entry and its translations.
    pub hash: Box<str>,
    /// Of its pages; none where it stands on another entry's page.
    pub addresses: Vec<Address>,
    pub sums: Vec<Sum>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Added,
    Changed,
    Removed,
}

impl What {
    pub fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// What a publication did to one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub what: What,
    pub name: Name,
    pub before: Vec<Sum>,
    pub after: Vec<Sum>,
}

impl Change {
    /// Whether a sum is another than before.
    pub fn moves_money(&self) -> bool {
        self.what == What::Changed && self.before != self.after
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// From 1.
    pub line: usize,
    pub date: PartialDate,
    /// SHA-256 of the line.
    pub hash: String,
    /// Sorted by kind and id within added, changed and removed.
    pub changes: Vec<Change>,
}

/// What the ledger knows of an entry after its last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub published: Published,
    /// Where the newest line about it stands.
    pub place: Option<Place>,
    /// When it was removed, if it was.
    pub removed: Option<PartialDate>,
}

/// The whole past of a site.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The lines as they are written, each ended by `\n`.
    pub text: String,
    /// Oldest first.
    pub publications: Vec<Publication>,
    pub known: BTreeMap<Name, Known>,
}

/// A line that is not yet in the file.
struct Draft {
    date: PartialDate,
    added: Vec<Published>,
    changed: Vec<Published>,
    removed: Vec<Name>,
}

impl Ledger {
    /// Adds the line of a publication on `date` of exactly these entries, and gives it, without its line end. Where nothing
    /// differs from the last publication there is no line.
    pub fn record(&mut self, date: PartialDate, published: Vec<Published>) -> Option<String> {
        let draft = self.difference(date, published);
        if draft.added.is_empty() && draft.changed.is_empty() && draft.removed.is_empty() {
            return None;
        }
        let previous = self.publications.last().map(|last| last.hash.as_str());
        let line = line::write(&draft, previous);
        self.replay(draft, &line, None);
        Some(line)
    }

    /// How many entries differ from what was last published.
    pub fn unrecorded(&self, published: Vec<Published>) -> usize {
        let Some(last) = self.publications.last() else { return 0 };
        let draft = self.difference(last.date, published);
        draft.added.len() + draft.changed.len() + draft.removed.len()
    }

    /// The dates of the last publication and of the one before it, where the last is dated before that.
    pub fn goes_back(&self) -> Option<(PartialDate, PartialDate)> {
        let [.., before, last] = self.publications.as_slice() else { return None };
        (last.date.earliest() < before.date.earliest()).then_some((before.date, last.date))
    }

    fn difference(&self, date: PartialDate, published: Vec<Published>) -> Draft {
        let standing = |known: &&Known| known.removed.is_none();
        let names: BTreeSet<&Name> = published.iter().map(|one| &one.name).collect();
        let gone = self.known.iter().filter(|(name, known)| known.removed.is_none() && !names.contains(name));
        let removed = gone.map(|(name, _)| name.clone()).collect();
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        for one in published {
            match self.known.get(&one.name).filter(standing) {
                None => added.push(one),
                Some(known) if known.published != one => changed.push(one),
                Some(_) => {}
            }
        }
        added.sort_by(|a, b| a.name.cmp(&b.name));
        changed.sort_by(|a, b| a.name.cmp(&b.name));
        Draft { date, added, changed, removed }
    }

    /// Lets a line happen.
    fn replay(&mut self, draft: Draft, line: &str, place: Option<Place>) {
        let Draft { date, added, changed, removed } = draft;
        let mut changes = Vec::with_capacity(added.len() + changed.len() + removed.len());
        let entries = added.into_iter().map(|one| (What::Added, one));
        for (what, published) in entries.chain(changed.into_iter().map(|one| (What::Changed, one))) {
            let name = published.name.clone();
            let after = published.sums.clone();
            let old = self.known.insert(name.clone(), Known { published, place, removed: None });
            let before = old.filter(|old| old.removed.is_none()).map(|old| old.published.sums).unwrap_or_default();
            changes.push(Change { what, name, before, after });
        }
        for name in removed {
            let Some(known) = self.known.get_mut(&name) else { continue };
            known.removed = Some(date);
            known.place = place;
            let before = known.published.sums.clone();
            changes.push(Change { what: What::Removed, name, before, after: Vec::new() });
        }
        self.publications.push(Publication {
            line: self.publications.len() + 1,
            date,
            hash: sha256(line.as_bytes()),
            changes,
        });
        self.text.push_str(line);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests;
