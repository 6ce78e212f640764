//! The values of an entry or of a group, by the position of their field.

use std::fmt;
use std::sync::Arc;

use super::Value;
use crate::kind::FieldIx;
use crate::source::{At, FileId, Place};

/// The fields of an entry or of a group, sorted by position; fields without a value are left out.
#[derive(Clone)]
pub struct Fields {
    stored: Stored,
}

#[derive(Clone)]
enum Stored {
    /// Each value with its own place.
    Each(Vec<(FieldIx, At<Value>)>),
    /// The data row of a table, counted from 1: its own values in the order of the layout.
    Row { layout: Arc<Layout>, row: u32, values: Box<[Value]> },
}

/// What the rows of a table share that fill the same columns: which fields those are, and what is the same for all rows.
#[derive(Clone)]
pub struct Layout {
    file: FileId,
    /// Sorted by field.
    slots: Box<[(FieldIx, Slot)]>,
    constants: Box<[At<Value>]>,
}

/// Where a row has the value of a field.
#[derive(Clone, Copy)]
enum Slot {
    /// Among its own values; the column counts from 1.
    Own { position: u16, column: u16 },
    /// Among the constants of the table.
    Constant(u16),
}

impl Layout {
    /// The layout of rows of `file` with a value of their own in each of `columns`: the field, and its column counted from
    /// 1. A field that stands twice has the later value; what a row has itself is not taken from `constants`.
    pub fn new(file: FileId, columns: &[(FieldIx, u16)], constants: &Fields) -> Self {
        let mut slots: Vec<(FieldIx, Slot)> = Vec::new();
        let mut place = |field: FieldIx, slot: Slot| match slots.binary_search_by_key(&field, |(ix, _)| *ix) {
            Ok(at) => slots[at].1 = slot,
            Err(at) => slots.insert(at, (field, slot)),
        };
        let position = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        for (at, (field, _)) in constants.iter().enumerate() {
            place(field, Slot::Constant(position(at)));
        }
        for (at, (field, column)) in columns.iter().enumerate() {
            place(*field, Slot::Own { position: position(at), column: *column });
        }
        let constants = constants.iter().map(|(_, held)| At::new(held.value.clone(), held.place)).collect();
        Self { file, slots: slots.into(), constants }
    }

    /// What is the same for every row, to be changed.
    pub fn constants_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.constants.iter_mut().map(|constant| &mut constant.value)
    }

    fn held<'a>(&'a self, slot: Slot, row: u32, values: &'a [Value]) -> Option<At<&'a Value>> {
        match slot {
            Slot::Own { position, column } => {
                let place = Place::Cell { file: self.file, row, column };
                values.get(usize::from(position)).map(|value| At::new(value, place))
            }
            Slot::Constant(at) => self.constants.get(usize::from(at)).map(At::as_ref),
        }
    }
}

impl Fields {
    /// The fields of a data row of a table, counted from 1; `values` are as many as the layout has columns.
    pub fn of_row(layout: Arc<Layout>, row: u32, values: Box<[Value]>) -> Self {
        Self { stored: Stored::Row { layout, row, values } }
    }

    pub fn get(&self, field: FieldIx) -> Option<At<&Value>> {
        match &self.stored {
            Stored::Each(list) => {
                let at = list.binary_search_by_key(&field, |(ix, _)| *ix).ok()?;
                Some(list[at].1.as_ref())
            }
            Stored::Row { layout, row, values } => {
                let at = layout.slots.binary_search_by_key(&field, |(ix, _)| *ix).ok()?;
                layout.held(layout.slots[at].1, *row, values)
            }
        }
    }

    pub fn get_mut(&mut self, field: FieldIx) -> Option<&mut At<Value>> {
        let list = self.each_mut();
        list.binary_search_by_key(&field, |(ix, _)| *ix).ok().map(|at| &mut list[at].1)
    }

    /// Sets a field, replacing what was there.
    pub fn set(&mut self, field: FieldIx, value: At<Value>) {
        let list = self.each_mut();
        match list.binary_search_by_key(&field, |(ix, _)| *ix) {
            Ok(at) => list[at].1 = value,
            Err(at) => list.insert(at, (field, value)),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FieldIx, At<&Value>)> {
        (0..self.len()).filter_map(|at| self.nth(at))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (FieldIx, &mut At<Value>)> {
        self.each_mut().iter_mut().map(|(ix, value)| (*ix, value))
    }

    /// The values that are not shared with other entries, to be changed.
    pub fn own_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let (each, row) = match &mut self.stored {
            Stored::Each(list) => (list.as_mut_slice(), [].as_mut_slice()),
            Stored::Row { values, .. } => ([].as_mut_slice(), values.as_mut()),
        };
        each.iter_mut().map(|(_, held)| &mut held.value).chain(row)
    }

    /// What a row shares with others of its table.
    pub fn layout(&self) -> Option<&Arc<Layout>> {
        match &self.stored {
            Stored::Each(_) => None,
            Stored::Row { layout, .. } => Some(layout),
        }
    }

    pub fn layout_mut(&mut self) -> Option<&mut Arc<Layout>> {
        match &mut self.stored {
            Stored::Each(_) => None,
            Stored::Row { layout, .. } => Some(layout),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn shrink(&mut self) {
        if let Stored::Each(list) = &mut self.stored {
            list.shrink_to_fit();
        }
    }

    fn len(&self) -> usize {
        match &self.stored {
            Stored::Each(list) => list.len(),
            Stored::Row { layout, .. } => layout.slots.len(),
        }
    }

    fn nth(&self, at: usize) -> Option<(FieldIx, At<&Value>)> {
        match &self.stored {
            Stored::Each(list) => list.get(at).map(|(ix, value)| (*ix, value.as_ref())),
            Stored::Row { layout, row, values } => {
                let (ix, slot) = layout.slots.get(at)?;
                Some((*ix, layout.held(*slot, *row, values)?))
            }
        }
    }

    /// The values as those of a single entry: a row that is changed no longer shares anything.
    fn each_mut(&mut self) -> &mut Vec<(FieldIx, At<Value>)> {
        if let Stored::Row { .. } = self.stored {
            let own = self.iter().map(|(ix, held)| (ix, At::new(held.value.clone(), held.place))).collect();
            self.stored = Stored::Each(own);
        }
        match &mut self.stored {
            Stored::Each(list) => list,
            Stored::Row { .. } => unreachable!("a row has become a list above"),
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
