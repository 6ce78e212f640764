//! Sheets: tables of any form but CSV, as CSV, with what such a form tells of each cell beside its text.
//!
//! Every reader of such a form fills a [`Sheet`]; what comes after it knows only tables. The text is kept, so that
//! complaints can show a row, texts are kept once, and the search for personal numbers meets every cell.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;
use crate::text::levelled;

/// What a form says that a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// Words, which may still be read as a number or a date.
    #[default]
    Text,
    /// A number with a decimal point, without groups.
    Number,
    /// A date, `2024-03-01`, or with a time, `2024-03-01T12:00:00`.
    Date,
    /// What a formula gives that cannot be computed: `#REF!`.
    Fault,
}

/// A cell: its text, and what its form says of it.
pub type Cell<'a> = (Cow<'a, str>, Nature);

/// What a sheet tells beside its text.
#[derive(Debug, Default)]
pub struct Told {
    /// Row by row, for each column.
    pub natures: Vec<Nature>,
    /// By row: its number in the file.
    pub numbers: Vec<u32>,
}

/// A table that was read: CSV as it stands in its file, or made from another form.
#[derive(Debug)]
pub struct Sheet {
    /// Which part of the file it is, `sheet Ark1`; nothing where it is the whole.
    pub part: Option<String>,
    pub text: Arc<String>,
    pub delimiter: u8,
    /// How many rows stand above the one that names the columns.
    pub skipped: usize,
    /// Nothing where the text is all there is.
    pub told: Option<Told>,
}

const DELIMITER: u8 = b'\t';

/// A sheet that is being filled.
pub struct Filling<'l> {
    part: Option<String>,
    text: String,
    told: Told,
    columns: usize,
    limits: &'l Limits,
}

impl<'l> Filling<'l> {
    /// A sheet with these columns.
    ///
    /// # Errors
    /// There are too many; the complaint has no place.
    pub fn new(part: Option<String>, header: &[&str], limits: &'l Limits) -> Result<Self, Diagnostic> {
        let columns = header.len();
        if limits.forbid(Limit::Columns, columns) {
            return Err(limits.exceeded(Limit::Columns, Met::Exactly(columns as u64)));
        }
        let mut text = String::new();
        line(&mut text, header.iter().copied());
        Ok(Self { part, text, told: Told::default(), columns, limits })
    }

    /// Adds a row, known by `number`; cells that it lacks at its end are empty, and those beyond the columns are not kept.
    ///
    /// # Errors
    /// A cell is no text, or the table has too many cells or holds more than a file may; the complaint has no place.
    pub fn push(&mut self, number: u32, cells: &[Cell<'_>]) -> Result<(), Diagnostic> {
        const NOTHING: Cell<'static> = (Cow::Borrowed(""), Nature::Text);
        let cells = || (0..self.columns).map(|column| cells.get(column).unwrap_or(&NOTHING));
        // It is no text in any file, and so it is none in a cell that a program has filled with it.
        if cells().any(|(text, _)| text.contains('\0')) {
            let fault = Diagnostic::new(&SYNTAX, format!("row {number} holds a NUL, which is no letter"));
            return Err(fault.help("leave the sign out; it is often left behind by a program that failed"));
        }
        self.told.numbers.push(number);
        self.told.natures.extend(cells().map(|(_, nature)| *nature));
        if self.limits.forbid(Limit::Cells, self.told.natures.len()) {
            return Err(self.limits.exceeded(Limit::Cells, Met::More));
        }
        line(&mut self.text, cells().map(|(text, _)| &**text));
        if self.limits.forbid(Limit::FileSize, self.text.len()) {
            return Err(self.limits.exceeded(Limit::FileSize, Met::More));
        }
        Ok(())
    }

    /// The sheet, its letters composed and its line ends levelled as those of every text.
    pub fn finish(self) -> Sheet {
        let Self { part, text, told, .. } = self;
        Sheet { part, text: Arc::new(levelled(text)), delimiter: DELIMITER, skipped: 0, told: Some(told) }
    }
}

/// Writes a line of CSV (RFC 4180), with quotation marks where a cell needs them. A line is never blank: readers would not see
/// it.
fn line<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    let start = text.len();
    for (column, cell) in cells.enumerate() {
        if column > 0 {
            text.push(char::from(DELIMITER));
        }
        if cell.bytes().any(|byte| matches!(byte, DELIMITER | b'"' | b'\n' | b'\r')) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    if text.len() == start {
        text.push_str("\"\"");
    }
    text.push('\n');
}
