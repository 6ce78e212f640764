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
    Each(Sparse),
    /// The data row of a table, counted from 1.
    Row { rows: Arc<Rows>, shared: Arc<Shared>, row: u32 },
}

/// Values sorted by field. Which of the first 64 fields have one is told by a bit each, so that a field is found, or known
/// to be missing, without a look at the others: pages ask for many fields of many entries.
#[derive(Clone, Default)]
struct Sparse {
    present: u64,
    list: Vec<(FieldIx, At<Value>)>,
}

impl Sparse {
    /// Where the value of a field stands, or where it would have to.
    fn position(&self, field: FieldIx) -> Result<usize, usize> {
        let Some(bit) = 1_u64.checked_shl(u32::from(field.0)) else {
            return self.list.binary_search_by_key(&field, |(ix, _)| *ix);
        };
        let before = (self.present & (bit - 1)).count_ones() as usize;
        if self.present & bit == 0 { Err(before) } else { Ok(before) }
    }

    fn insert(&mut self, at: usize, field: FieldIx, value: At<Value>) {
        self.present |= 1_u64.checked_shl(u32::from(field.0)).unwrap_or_default();
        self.list.insert(at, (field, value));
    }
}

impl Fields {
    /// The fields of a data row of a table, counted from 1.
    pub fn of_row(rows: Arc<Rows>, shared: Arc<Shared>, row: u32) -> Self {
        Self { stored: Stored::Row { rows, shared, row } }
    }

    pub fn get(&self, field: FieldIx) -> Option<At<&Value>> {
        match &self.stored {
            Stored::Each(sparse) => {
                let (_, value) = sparse.list.get(sparse.position(field).ok()?)?;
                Some(value.as_ref())
            }
            Stored::Row { rows, shared, row } => rows.get(field, *row, shared),
        }
    }

    /// A field to be changed; nothing of a row that has not been [parted](Self::part) from its table.
    pub fn get_mut(&mut self, field: FieldIx) -> Option<&mut At<Value>> {
        match &mut self.stored {
            Stored::Each(sparse) => sparse.position(field).ok().map(|at| &mut sparse.list[at].1),
            Stored::Row { .. } => None,
        }
    }

    /// Sets a field, replacing what was there.
    pub fn set(&mut self, field: FieldIx, value: At<Value>) {
        self.part();
        if let Stored::Each(sparse) = &mut self.stored {
            match sparse.position(field) {
                Ok(at) => sparse.list[at].1 = value,
                Err(at) => sparse.insert(at, field, value),
            }
        }
    }

    /// Gives a row values of its own, so that they can be changed.
    pub fn part(&mut self) {
        if let Stored::Row { .. } = self.stored {
            let mut own = Sparse::default();
            for (field, held) in self.iter() {
                own.insert(own.list.len(), field, At::new(held.value.clone(), held.place));
            }
            self.stored = Stored::Each(own);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FieldIx, At<&Value>)> {
        let width = match &self.stored {
            Stored::Each(sparse) => sparse.list.len(),
            Stored::Row { rows, .. } => rows.width(),
        };
        (0..width).filter_map(|at| match &self.stored {
            Stored::Each(sparse) => sparse.list.get(at).map(|(ix, value)| (*ix, value.as_ref())),
            Stored::Row { rows, shared, row } => rows.nth(at, *row, shared),
        })
    }

    /// Every field to be changed; none of a row that has not been [parted](Self::part) from its table.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (FieldIx, &mut At<Value>)> {
        let list = match &mut self.stored {
            Stored::Each(sparse) => sparse.list.as_mut_slice(),
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
        if let Stored::Each(sparse) = &mut self.stored {
            sparse.list.shrink_to_fit();
        }
    }
}

impl Default for Fields {
    fn default() -> Self {
        Self { stored: Stored::Each(Sparse::default()) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Place};

    #[test]
    fn fields_come_in_their_order_however_they_were_set_and_beyond_the_sixty_fourth() {
        let place = Place::text(FileId(1), 0..1);
        let mut fields = Fields::default();
        for field in [70_u8, 3, 64, 0, 63, 65, 200] {
            fields.set(FieldIx(field.into()), At::new(Value::Year(1), place));
            fields.set(FieldIx(field.into()), At::new(Value::Year(field.into()), place));
        }
        let told: Vec<(u16, Value)> = fields.iter().map(|(ix, held)| (ix.0, held.value.clone())).collect();
        let expected = [0_u8, 3, 63, 64, 65, 70, 200].map(|field| (field.into(), Value::Year(field.into())));
        assert_eq!(told, expected);
        for field in [0_u8, 3, 63, 64, 65, 70, 200] {
            assert_eq!(fields.get(FieldIx(field.into())).map(|held| held.value), Some(&Value::Year(field.into())));
        }
        for field in [1, 62, 66, 128, 201] {
            assert_eq!(fields.get(FieldIx(field)), None);
        }
    }
}
