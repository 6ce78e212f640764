//! The cells of a sheet, one after the other, become a table: the first row that holds something names the columns.

use std::borrow::Cow;
use std::ops::Range;

use super::beside::Words;
use super::cells::{Listed, name};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::load::sheet::{Cell, Filling, Nature, Sheet};
use crate::raw::SYNTAX;

/// A sheet that is being read, from its first cell to its last.
pub struct Grid<'l> {
    name: String,
    path: &'l str,
    /// How many rows of the sheet stand above the columns' names.
    skipped: u32,
    limits: &'l Limits,
    filling: Option<Filling<'l>>,
    /// How many columns have a name, or stand before one.
    columns: usize,
    /// The row that names the columns.
    header: u32,
    /// The row of the cells below.
    row: Option<u32>,
    text: String,
    cells: Vec<(Range<usize>, Nature)>,
    /// Cells beyond the columns.
    beyond: Listed,
    /// What stands above the columns.
    above: Words,
}

/// A sheet that was read.
pub struct Filled {
    pub sheet: Sheet,
    /// The row that names the columns, counted from 0.
    pub header: u32,
    pub columns: usize,
    /// What stands above the columns.
    pub above: Words,
}

impl<'l> Grid<'l> {
    /// A sheet without cells yet; `skipped` rows of it stand above the columns' names.
    pub fn new(path: &'l str, name: &str, skipped: usize, limits: &'l Limits) -> Self {
        Self {
            name: name.to_owned(),
            path,
            skipped: u32::try_from(skipped).unwrap_or(u32::MAX),
            limits,
            filling: None,
            columns: 0,
            header: 0,
            row: None,
            text: String::new(),
            cells: Vec::new(),
            beyond: Listed::default(),
            above: Words::default(),
        }
    }

    /// Takes the next cell, row and column counted from 0. Cells come row by row, from left to right; those that hold
    /// nothing may be left out.
    ///
    /// # Errors
    /// A complaint without a place: a limit is exceeded, or the cells are not in order.
    pub fn cell(&mut self, row: u32, column: u32, text: &str, nature: Nature) -> Result<(), Diagnostic> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if row < self.skipped {
            self.above.add(|| name(row, column), text.trim());
            return Ok(());
        }
        let at = column as usize;
        if self.limits.forbid(Limit::Columns, at + 1) {
            let fault = self.limits.exceeded(Limit::Columns, Met::Exactly(u64::from(column) + 1));
            return Err(fault.label(format!("cell {} of sheet {}", name(row, column), self.name)));
        }
        if self.row != Some(row) {
            self.end_row()?;
        }
        if self.row.is_some_and(|before| row < before) || self.cells.len() > at {
            return Err(self.out_of_order(row, column));
        }
        self.row = Some(row);
        if self.filling.is_some() && at >= self.columns {
            self.beyond.add(|| format!("`{}`", name(row, column)));
            return Ok(());
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.resize(at, (start..start, Nature::Text));
        self.cells.push((start..self.text.len(), nature));
        Ok(())
    }

    fn out_of_order(&self, row: u32, column: u32) -> Diagnostic {
        let message = format!(
            "the cells of sheet `{}` of `{}` are not in order at `{}`",
            self.name,
            self.path,
            name(row, column)
        );
        Diagnostic::new(&SYNTAX, message).help("save the file again with the spreadsheet program")
    }

    /// Takes the row that has ended, and begins with none.
    fn end_row(&mut self) -> Result<(), Diagnostic> {
        let (cells, text) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.text));
        if let Some(row) = self.row.filter(|_| !cells.is_empty()) {
            let of = |(range, nature): &(Range<usize>, Nature)| -> Cell<'_> {
                (Cow::Borrowed(text.get(range.clone()).unwrap_or_default()), *nature)
            };
            let row_cells: Vec<Cell<'_>> = cells.iter().map(of).collect();
            match &mut self.filling {
                Some(filling) => filling.push(row.saturating_add(1), &row_cells)?,
                None => {
                    let names: Vec<&str> = row_cells.iter().map(|(text, _)| &**text).collect();
                    self.filling = Some(Filling::new(Some(part(&self.name)), &names, self.limits)?);
                    (self.columns, self.header) = (names.len(), row);
                }
            }
        }
        // The room is kept for the next row.
        (self.cells, self.text) = (cells, text);
        self.cells.clear();
        self.text.clear();
        Ok(())
    }

    /// The table.
    ///
    /// # Errors
    /// A complaint without a place: there is no row that names columns, or a cell stands below no name.
    pub fn finish(mut self) -> Result<Filled, Diagnostic> {
        self.end_row()?;
        let Self { name, path, beyond, filling, header, columns, above, .. } = self;
        let Some(filling) = filling else {
            let message = format!("sheet `{name}` of `{path}` has no row that names columns");
            return Err(Diagnostic::new(&SYNTAX, message).help("is `skip` too large, or is it another sheet?"));
        };
        if beyond.count() > 0 {
            let message = format!("sheet `{name}` of `{path}` has cells beyond its columns: {beyond}");
            let help = "give their columns a name, empty them, or `skip` the rows above the one that names the columns";
            return Err(Diagnostic::new(&SYNTAX, message).help(help));
        }
        Ok(Filled { sheet: filling.finish(), header, columns, above })
    }
}

/// What a sheet is called as a part of its file.
pub fn part(name: &str) -> String {
    format!("sheet {name}")
}
