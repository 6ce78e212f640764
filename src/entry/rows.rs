//! The values of all rows of a table: one place per row, and once what many rows write alike.

use crate::entry::{Fields, Value};
use crate::kind::FieldIx;
use crate::source::{At, FileId, Place};

/// The rows of a table: the values that each has to itself, and where it finds those that it [shares](Shared).
pub struct Rows {
    file: FileId,
    /// By field.
    slots: Box<[Slot]>,
    /// Row by row, as many as there are columns of that sort.
    own: Vec<Option<Value>>,
    own_width: usize,
    /// Row by row, positions in what is shared, or [`NOTHING`].
    alike: Vec<u32>,
    alike_width: usize,
}

const NOTHING: u32 = u32::MAX;

/// What the rows of a table share: values that several write alike, and what is the same for all of them.
#[derive(Clone, Default)]
pub struct Shared {
    values: Vec<Value>,
    constants: Box<[At<Value>]>,
}

/// Whether rows have a column's values to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Own,
    Alike,
}

/// A column that fills a field.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub field: FieldIx,
    /// Counted from 1.
    pub column: u16,
    pub sort: Sort,
}

/// Where the value of a field is: in a cell, and where that is empty, among the constants.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// The position among the cells of its sort, and the column counted from 1.
    cell: Option<(Sort, u16, u16)>,
    constant: Option<u16>,
}

/// A cell of a row that is being read.
pub enum Filled {
    Own(Option<Value>),
    Alike(Option<u32>),
}

impl Rows {
    /// No rows yet, of a table with these columns, with room for `room`.
    pub fn new(file: FileId, columns: &[Column], constants: &Fields, room: usize) -> (Self, Shared) {
        let mut slots = Vec::new();
        for (at, (field, _)) in constants.iter().enumerate() {
            slot(&mut slots, field).constant = u16::try_from(at).ok();
        }
        let (mut own, mut alike) = (0, 0);
        for Column { field, column, sort } in columns {
            let width = match sort {
                Sort::Own => &mut own,
                Sort::Alike => &mut alike,
            };
            slot(&mut slots, *field).cell = u16::try_from(*width).ok().map(|at| (*sort, at, *column));
            *width += 1;
        }
        let constants = constants.iter().map(|(_, held)| At::new(held.value.clone(), held.place)).collect();
        let (slots, own_width, alike_width) = (slots.into(), own, alike);
        let (own, alike) = (Vec::with_capacity(room * own_width), Vec::with_capacity(room * alike_width));
        let rows = Self { file, slots, own, own_width, alike, alike_width };
        (rows, Shared { values: Vec::new(), constants })
    }

    /// Adds the next cell of a row; every row has a cell in each column, in the order of the columns.
    pub fn push(&mut self, filled: Filled) {
        match filled {
            Filled::Own(value) => self.own.push(value),
            Filled::Alike(at) => self.alike.push(at.unwrap_or(NOTHING)),
        }
    }

    /// Gives back the room kept for more rows.
    pub fn shrink(&mut self) {
        self.own.shrink_to_fit();
        self.alike.shrink_to_fit();
    }

    /// How many positions a field of a row can have.
    pub(super) fn width(&self) -> usize {
        self.slots.len()
    }

    /// The field at a position, and its value in a data row, counted from 1.
    pub(super) fn nth<'a>(&'a self, at: usize, row: u32, shared: &'a Shared) -> Option<(FieldIx, At<&'a Value>)> {
        let field = FieldIx(u16::try_from(at).ok()?);
        Some((field, self.get(field, row, shared)?))
    }

    pub(super) fn get<'a>(&'a self, field: FieldIx, row: u32, shared: &'a Shared) -> Option<At<&'a Value>> {
        self.held(*self.slots.get(usize::from(field.0))?, row, shared)
    }

    fn held<'a>(&'a self, slot: Slot, row: u32, shared: &'a Shared) -> Option<At<&'a Value>> {
        let cell = slot.cell.and_then(|(sort, at, column)| {
            let (at, before) = (usize::from(at), (row as usize).saturating_sub(1));
            let value = match sort {
                Sort::Own => self.own.get(before * self.own_width + at)?.as_ref()?,
                Sort::Alike => shared.values.get(*self.alike.get(before * self.alike_width + at)? as usize)?,
            };
            Some(At::new(value, Place::Cell { file: self.file, row, column }))
        });
        cell.or_else(|| shared.constants.get(usize::from(slot.constant?)).map(At::as_ref))
    }
}

fn slot(slots: &mut Vec<Slot>, field: FieldIx) -> &mut Slot {
    let at = usize::from(field.0);
    if slots.len() <= at {
        slots.resize(at + 1, Slot::default());
    }
    &mut slots[at]
}

impl Shared {
    /// Keeps a value and gives its position; nothing where there is no room for more.
    pub fn add(&mut self, value: Value) -> Option<u32> {
        let at = u32::try_from(self.values.len()).ok().filter(|at| *at != NOTHING)?;
        self.values.push(value);
        Some(at)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().chain(self.constants.iter().map(|constant| &constant.value))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.values.iter_mut().chain(self.constants.iter_mut().map(|constant| &mut constant.value))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const FILE: FileId = FileId(7);

    fn cell(row: u32, column: u16) -> Place {
        Place::Cell { file: FILE, row, column }
    }

    /// Two rows with a title of their own and a year that they write alike; the second leaves both out.
    fn rows() -> [Fields; 2] {
        let constant = Place::text(FileId(1), 3..8);
        let mut constants = Fields::default();
        constants.set(FieldIx(1), At::new(Value::Year(2000), constant));
        constants.set(FieldIx(0), At::new(Value::Boolean(true), constant));
        let column = |field, column, sort| Column { field: FieldIx(field), column, sort };
        let columns = [column(2, 1, Sort::Own), column(1, 4, Sort::Alike)];
        let (mut rows, mut shared) = Rows::new(FILE, &columns, &constants, 2);
        let year = shared.add(Value::Year(2021));
        rows.push(Filled::Own(Some(Value::Text("Trees".into()))));
        rows.push(Filled::Alike(year));
        rows.push(Filled::Own(None));
        rows.push(Filled::Alike(None));
        let (rows, shared) = (Arc::new(rows), Arc::new(shared));
        [1, 2].map(|row| Fields::of_row(rows.clone(), shared.clone(), row))
    }

    #[test]
    fn a_row_has_its_cells_and_the_constants_of_its_table_in_the_order_of_fields() {
        let [first, second] = rows();
        let told = |fields: &Fields| -> Vec<(u16, Value, Place)> {
            fields.iter().map(|(ix, held)| (ix.0, held.value.clone(), held.place)).collect()
        };
        let constant = Place::text(FileId(1), 3..8);
        let yes = (0, Value::Boolean(true), constant);
        let title = (2, Value::Text("Trees".into()), cell(1, 1));
        assert_eq!(told(&first), [yes.clone(), (1, Value::Year(2021), cell(1, 4)), title]);
        assert_eq!(told(&second), [yes, (1, Value::Year(2000), constant)]);
        assert_eq!(first.get(FieldIx(1)), Some(At::new(&Value::Year(2021), cell(1, 4))));
        assert_eq!(second.get(FieldIx(2)), None);
    }

    #[test]
    fn a_row_that_is_changed_leaves_the_others_as_they_are() {
        let [mut first, second] = rows();
        let (before, other) = (first.clone(), second.clone());
        first.part();
        assert_eq!(first, before);
        first.set(FieldIx(1), At::new(Value::Year(1999), cell(1, 4)));
        assert_ne!(first, before);
        assert_eq!(second, other);
    }
}
