//! The values of an entry or of a group, by the position of their field.

use std::fmt;
use std::sync::Arc;

use super::{Rows, Shared, Value};
use crate::kind::FieldIx;
use crate::source::At;

/// The fields of an entry or of a group, sorted by position; fields without a value are left out.
#[derive(Clone)]
pub struct Fields {
    stored: Stored,
}

#[derive(Clone)]
enum Stored {
    /// Each value with its own place.
    Each(Vec<(FieldIx, At<Value>)>),
    /// The data row of a table, counted from 1.
    Row { rows: Arc<Rows>, shared: Arc<Shared>, row: u32 },
}

impl Fields {
    /// The fields of a data row of a table, counted from 1.
    pub fn of_row(rows: Arc<Rows>, shared: Arc<Shared>, row: u32) -> Self {
        Self { stored: Stored::Row { rows, shared, row } }
    }

    pub fn get(&self, field: FieldIx) -> Option<At<&Value>> {
        match &self.stored {
            Stored::Each(list) => {
                let at = list.binary_search_by_key(&field, |(ix, _)| *ix).ok()?;
                Some(list[at].1.as_ref())
            }
            Stored::Row { rows, shared, row } => rows.get(field, *row, shared),
        }
    }

    /// A field to be changed; nothing of a row that has not been [parted](Self::part) from its table.
    pub fn get_mut(&mut self, field: FieldIx) -> Option<&mut At<Value>> {
        match &mut self.stored {
            Stored::Each(list) => list.binary_search_by_key(&field, |(ix, _)| *ix).ok().map(|at| &mut list[at].1),
            Stored::Row { .. } => None,
        }
    }

    /// Sets a field, replacing what was there.
    pub fn set(&mut self, field: FieldIx, value: At<Value>) {
        self.part();
        if let Stored::Each(list) = &mut self.stored {
            match list.binary_search_by_key(&field, |(ix, _)| *ix) {
                Ok(at) => list[at].1 = value,
                Err(at) => list.insert(at, (field, value)),
            }
        }
    }

    /// Gives a row values of its own, so that they can be changed.
    pub fn part(&mut self) {
        if let Stored::Row { .. } = self.stored {
            let own = self.iter().map(|(ix, held)| (ix, At::new(held.value.clone(), held.place))).collect();
            self.stored = Stored::Each(own);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FieldIx, At<&Value>)> {
        let width = match &self.stored {
            Stored::Each(list) => list.len(),
            Stored::Row { rows, .. } => rows.width(),
        };
        (0..width).filter_map(|at| match &self.stored {
            Stored::Each(list) => list.get(at).map(|(ix, value)| (*ix, value.as_ref())),
            Stored::Row { rows, shared, row } => rows.nth(at, *row, shared),
        })
    }

    /// Every field to be changed; none of a row that has not been [parted](Self::part) from its table.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (FieldIx, &mut At<Value>)> {
        let list = match &mut self.stored {
            Stored::Each(list) => list.as_mut_slice(),
            Stored::Row { .. } => &mut [],
        };
        list.iter_mut().map(|(ix, value)| (*ix, value))
    }

    /// What a row shares with others of its table.
    pub fn shared(&self) -> Option<&Arc<Shared>> {
        match &self.stored {
            Stored::Each(_) => None,
            Stored::Row { shared, .. } => Some(shared),
        }
    }

    pub fn shared_mut(&mut self) -> Option<&mut Arc<Shared>> {
        match &mut self.stored {
            Stored::Each(_) => None,
            Stored::Row { shared, .. } => Some(shared),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    pub fn shrink(&mut self) {
        if let Stored::Each(list) = &mut self.stored {
            list.shrink_to_fit();
        }
    }
}

impl Default for Fields {
    fn default() -> Self {
        Self { stored: Stored::Each(Vec::new()) }
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
