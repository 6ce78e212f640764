//! What is due when.

use std::collections::BTreeMap;

use super::Site;
use crate::entry::{EntryIx, Value};
use crate::kind::{KindIx, Role};
use crate::value::PartialDate;

/// A day, or whatever the source names, on which something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Nothing for what is due without a stated time.
    pub date: Option<PartialDate>,
    /// Whether the last day that the date can mean lies before the day of the build.
    pub passed: bool,
    /// In the order of lists.
    pub entries: Vec<EntryIx>,
}

impl Site {
    /// When an entry is due, and whether that has passed.
    pub fn due(&self, ix: EntryIx) -> Option<(PartialDate, bool)> {
        let field = self.kind_of(ix).role(Role::Due)?;
        match self.entry(ix).fields.get(field)?.value {
            Value::Date(date) => Some((date, date.latest() < self.today.earliest())),
            _ => None,
        }
    }

    /// The entries of a kind by the time at which they are due, latest first; what is due without a stated time comes last.
    pub fn deadlines(&self, kind: KindIx) -> Vec<Deadline> {
        let mut by_date: BTreeMap<std::cmp::Reverse<Option<PartialDate>>, Deadline> = BTreeMap::new();
        for ix in self.list(kind) {
            let (date, passed) = self.due(*ix).map_or((None, false), |(date, passed)| (Some(date), passed));
            let deadline = by_date.entry(std::cmp::Reverse(date));
            deadline.or_insert(Deadline { date, passed, entries: Vec::new() }).entries.push(*ix);
        }
        by_date.into_values().collect()
    }
}
