//! UTF-8 CSV by the csv crate: a header line, then rows of as many cells.

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;
use crate::source::{FileId, Place};

/// The cells of one row.
pub type Row = ::csv::StringRecord;

/// A table in memory: one record per data row, one place per row.
pub struct Rows {
    pub header: Vec<String>,
    pub rows: Vec<Row>,
    /// The 1-based line at which each row begins.
    pub lines: Vec<u32>,
}

/// Reads a whole table; the first row names the columns.
pub fn read(file: FileId, text: &str, delimiter: u8, limits: &Limits) -> Result<Rows, Diagnostic> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let whole = |message: String| Diagnostic::new(&SYNTAX, message).at(Place::text(file, 0..0));
    let header: Vec<String> = reader
        .headers()
        .map_err(|fault| whole(format!("this table cannot be read: {fault}")))?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let columns = header.len();
    if limits.forbid(Limit::Columns, columns) {
        let first = Place::text(file, 0..text.find('\n').unwrap_or(text.len()));
        return Err(limits.exceeded(Limit::Columns, Met::Exactly(columns as u64)).at(first));
    }
    let mut table = Rows { header, rows: Vec::new(), lines: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(|fault| whole(format!("this table cannot be read: {fault}")))?;
        let line = record.position().map_or(0, |position| position.line());
        let here = || {
            let start = record.position().map_or(0, |position| position.byte() as usize);
            Place::text(file, start..text[start..].find('\n').map_or(text.len(), |at| start + at))
        };
        if limits.forbid(Limit::Cells, (table.rows.len() + 1) * columns) {
            return Err(limits.exceeded(Limit::Cells, Met::More).at(here()));
        }
        if record.len() != columns {
            let message = format!("line {line} has {} cells, the header has {columns}", record.len());
            let fault = Diagnostic::new(&SYNTAX, message).at(here());
            return Err(fault.help("is the delimiter right, and does each quotation mark have its twin?"));
        }
        table.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        table.rows.push(record);
    }
    Ok(table)
}
