//! What is due when.

use std::collections::BTreeMap;

use super::Site;
use crate::entry::{EntryIx, Origin, Value};
use crate::kind::Role;
use crate::source::Place;
use crate::value::PartialDate;

/// A day, or whatever the source names, on which something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Nothing for what is due without a stated time.
    pub date: Option<PartialDate>,
    /// Whether the last day that the date can mean lies before the day of the build.
    pub passed: bool,
    /// What is written inside another entry stands in its order.
    pub entries: Vec<EntryIx>,
}

impl Site {
    /// When an entry is due, and whether that has passed.
    pub fn due(&self, ix: EntryIx) -> Option<(PartialDate, bool)> {
        let field = self.kind_of(ix).role(Role::Due)?;
        match self.entry(ix).fields.get(field)?.value {
            Value::Date(date) => Some((*date, date.latest() < self.today.earliest())),
            _ => None,
        }
    }

    /// The order of the sources: entries written inside another stand together, as they are written there.
    fn as_written(&self, ix: EntryIx) -> (EntryIx, Place) {
        let entry = self.entry(ix);
        match entry.origin {
            Origin::Inside(parent) => (parent, entry.place),
            _ => (ix, entry.place),
        }
    }

    /// Entries by the time at which they are due, latest first; what is due without a stated time comes last.
    pub fn deadlines(&self, entries: &[EntryIx]) -> Vec<Deadline> {
        let mut by_date: BTreeMap<std::cmp::Reverse<Option<PartialDate>>, Deadline> = BTreeMap::new();
        for ix in entries {
            let (date, passed) = self.due(*ix).map_or((None, false), |(date, passed)| (Some(date), passed));
            let deadline = by_date.entry(std::cmp::Reverse(date));
            deadline.or_insert(Deadline { date, passed, entries: Vec::new() }).entries.push(*ix);
        }
        let mut deadlines: Vec<Deadline> = by_date.into_values().collect();
        for deadline in &mut deadlines {
            deadline.entries.sort_by_key(|ix| self.as_written(*ix));
        }
        deadlines
    }
}
