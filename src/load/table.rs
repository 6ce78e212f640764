//! Tables: files become entries row by row, as the `name.table.toml` beside them says.

mod columns;
mod description;
mod forms;
mod look;
mod rows;

pub use look::{Line, Undescribed, quoted};
pub use rows::without_currency;

use std::collections::BTreeSet;

use super::csv;
use super::sheet::Sheet;
use super::{Decoded, Files, Home, Loader};
use crate::diag::{Code, Diagnostic, Severity};
use crate::entry::Entry;
use crate::raw::{Node, Snippet, parse_toml};
use crate::source::{At, FileId, Tabular};
use columns::{Columns, Planner};
use description::Description;
use rows::RowReader;

pub static TABLE: Code = Code {
    id: "table",
    severity: Severity::Error,
    summary: "The description of a table cannot be used as it is.",
    explanation: "A table lies beside a description `name.table.toml` that says which kind its rows are, which file \
holds them, and which column fills which field. The message names the key that is wrong.",
};

pub static UNUSED_COLUMNS: Code = Code {
    id: "unused-columns",
    severity: Severity::Notice,
    summary: "Some columns of a table fill no field.",
    explanation: "They are listed so that nothing is dropped in silence. Name them in `[columns]` if they belong on \
the page.",
};

pub static ASSUMED_ENCODING: Code = Code {
    id: "assumed-encoding",
    severity: Severity::Warning,
    summary: "A table is not UTF-8, and its encoding had to be assumed.",
    explanation: "A file does not say how its letters are written as bytes. What is not UTF-8 is read as UTF-16 where it looks \
like that, else as Windows-1252, which office programs write here and which has the letters of ISO-8859-1. Look at some names with \
æ, ø and å; if they are right, say so in the description:\n\n    encoding = \"windows-1252\"",
};

pub static ASSUMED_DELIMITER: Code = Code {
    id: "assumed-delimiter",
    severity: Severity::Notice,
    summary: "What parts the cells of a table was found out by looking.",
    explanation: "Where the description does not name the delimiter, it is the sign among comma, semicolon, tab and bar by which most \
of the first rows have as many cells as the header. To be sure, name it:\n\n    delimiter = \";\"",
};

pub static ROWS_LEFT_OUT: Code = Code {
    id: "rows-left-out",
    severity: Severity::Notice,
    summary: "Rows of a table are left out, because its description asks for others only.",
    explanation: "`[filter]` names columns with what may stand in them; a row in which something else stands is no entry. It is told \
how many there are, so that nothing is lost in silence.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&TABLE, &UNUSED_COLUMNS, &ASSUMED_ENCODING, &ASSUMED_DELIMITER, &ROWS_LEFT_OUT];

/// What became of the rows of a table. Those that are neither published nor left out are told by a complaint each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowCount {
    /// The path of the description.
    pub path: String,
    /// In all files together.
    pub read: usize,
    /// Rows that are entries.
    pub entries: usize,
    /// Rows that the description does not ask for.
    pub left_out: usize,
}

/// Files under `content/` that are not entries themselves, and the tables among them.
#[derive(Default)]
pub struct Tables {
    /// Files that no format reads on its own.
    pub unread: BTreeSet<String>,
    /// Files that a description has named.
    pub read: BTreeSet<String>,
    pub rows: Vec<RowCount>,
}

/// Reads the table that a description names.
pub fn read(
    loader: &mut Loader<'_>,
    home: Home<'_>,
    written: &Decoded,
    files: &Files,
    tables: &mut Tables,
) -> Vec<Entry> {
    // Whatever is wrong with the description, the file of its name is not one that nobody describes.
    tables.read.insert(home.path.replace(".table.toml", ".csv"));
    let Some(text) = loader.decoded(home.path, written) else { return Vec::new() };
    let file = loader.sources.add(home.path, text);
    let node = match parse_toml(Snippet::whole(file, loader.sources.text(file)).within(&loader.config.limits)) {
        Ok(node) => node,
        Err(fault) => {
            loader.diagnostics.push(fault);
            return Vec::new();
        }
    };
    describe(loader, home, &node, files, tables).unwrap_or_default()
}

fn describe(
    loader: &mut Loader<'_>,
    home: Home<'_>,
    node: &Node,
    files: &Files,
    tables: &mut Tables,
) -> Option<Vec<Entry>> {
    let description = Description::read(loader, home, node, files, tables)?;
    // Every fault of every file is told, and a table of which a file cannot be read has no rows.
    let mut rows = RowCount { path: home.path.to_owned(), ..RowCount::default() };
    let mut one = |file: &At<String>| file_of(loader, &description, file, files.get(&file.value)?, &mut rows);
    let read: Vec<Option<Vec<Entry>>> = description.files.iter().map(&mut one).collect();
    tables.rows.push(rows);
    Some(read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The entries of one file of a table, which may hold several sheets.
fn file_of(
    loader: &mut Loader<'_>,
    description: &Description<'_>,
    file: &At<String>,
    written: &Decoded,
    rows: &mut RowCount,
) -> Option<Vec<Entry>> {
    let sheets = forms::read(loader, description, file, written)?;
    let mut one = |sheet: Sheet| entries_of(loader, description, file, sheet, rows);
    let read: Vec<Option<Vec<Entry>>> = sheets.into_iter().map(&mut one).collect();
    Some(read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The entries of one sheet.
fn entries_of(
    loader: &mut Loader<'_>,
    description: &Description<'_>,
    file: &At<String>,
    sheet: Sheet,
    rows: &mut RowCount,
) -> Option<Vec<Entry>> {
    let Sheet { part, text, delimiter, skipped, told } = sheet;
    let data = match part {
        Some(part) => loader.sources.add_part(&file.value, part, text.clone()),
        None => loader.sources.add(&file.value, text.clone()),
    };
    let written = csv::Written { delimiter, skipped, told: told.as_ref() };
    let opened = csv::Table::open(data, &text, written, &loader.config.limits);
    let mut table = opened.map_err(|fault| loader.diagnostics.push(fault)).ok()?;
    // A table that cannot be read to its end is not complained about in other ways.
    let before = std::mem::take(loader.diagnostics);
    let header = description.renamed(&table.header);
    let mut left_out = 0;
    let read = match reader(loader, description, file, data, &header) {
        Some(mut reader) => {
            let read = reader.entries(&mut table).map(|(entries, places)| (Some(entries), places));
            left_out = reader.left_out;
            read
        }
        None => table.places().map(|places| (None, places)),
    };
    let found = std::mem::replace(loader.diagnostics, before);
    match read {
        Ok((entries, places)) => {
            loader.diagnostics.extend(found);
            if left_out > 0 {
                let message = format!("{left_out} of {} rows of `{}` are left out", places.len(), file.value);
                let help = "`[filter]` asks for the others only";
                loader.diagnostics.push(Diagnostic::new(&ROWS_LEFT_OUT, message).at(file.place).help(help));
            }
            rows.read += places.len();
            rows.entries += entries.as_ref().map_or(0, Vec::len);
            rows.left_out += left_out;
            let table = Tabular { delimiter, header, rows: places, numbers: Vec::new() };
            loader.sources.set_table(data, table);
            entries
        }
        Err(fault) => {
            loader.diagnostics.push(fault);
            None
        }
    }
}

/// Who reads the rows of a file, where its columns are understood.
fn reader<'a, 'l>(
    loader: &'a mut Loader<'l>,
    description: &Description<'_>,
    file: &At<String>,
    data: FileId,
    header: &[String],
) -> Option<RowReader<'a, 'l, 'l>> {
    let Description { kind, language, notation, .. } = *description;
    let of = loader.kinds.get(kind);
    let mut plan = Planner::new(loader, of, header);
    let cells = plan.columns(description.columns, description.place);
    let constants = plan.constants(description.constants, description.source);
    let filter = plan.filter(description.filter)?;
    let unused = plan.unused();
    let Columns { id, cells, broken } = cells?;
    if !unused.is_empty() && broken.is_empty() {
        let message = format!("{} columns of `{}` fill no field: {}", unused.len(), file.value, unused.join(", "));
        let help = "name them in `[columns]` if they belong on the page";
        loader.diagnostics.push(Diagnostic::new(&UNUSED_COLUMNS, message).at(file.place).help(help));
    }
    let empty = description.empty.clone();
    Some(RowReader {
        loader,
        kind,
        of,
        data,
        language,
        notation,
        id,
        cells,
        broken,
        constants,
        empty,
        filter,
        left_out: 0,
    })
}

impl Loader<'_> {
    fn refuse<T>(&mut self, place: crate::source::Place, message: impl Into<String>, help: &str) -> Option<T> {
        self.diagnostics.push(Diagnostic::new(&TABLE, message).at(place).help(help));
        None
    }
}
