//! How dates are written in columns of which the description of a table does not say it.

use super::cell::{Cell, Part, Template};
use super::columns::Columns;
use crate::kind::{Schema, Type};

impl Columns {
    /// The same, where dates are written as `formats` says by the name of their column, unless the description does.
    pub fn with_formats(mut self, schema: &Schema, header: &[String], formats: &[(Box<str>, Box<str>)]) -> Self {
        if formats.is_empty() {
            return self;
        }
        for (field, cell) in &mut self.cells {
            let known = cell.shown().only_column().and_then(|column| header.get(column));
            let known = known.and_then(|name| formats.iter().find(|(column, _)| **column == **name));
            let Some((_, written)) = known else { continue };
            match cell {
                Cell::Date { formats, .. } if formats.is_empty() => formats.push(written.clone()),
                Cell::Text { value, map, split: None }
                    if map.is_empty() && matches!(schema.field(*field).ty, Type::Date) =>
                {
                    let value = Template { parts: std::mem::take(&mut value.parts) };
                    *cell = Cell::Date { value, formats: vec![written.clone()] };
                }
                _ => {}
            }
        }
        self
    }
}

impl Template {
    /// The column, where nothing else makes the text.
    fn only_column(&self) -> Option<usize> {
        match self.parts.as_slice() {
            [Part::Column(column)] => Some(*column),
            _ => None,
        }
    }
}
