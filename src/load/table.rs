//! Tables: a CSV file becomes entries as the `name.table.toml` beside it says.

mod columns;
mod rows;

use std::collections::BTreeSet;

use super::csv;
use super::{Decoded, Files, Home, Loader};
use crate::diag::{Code, Diagnostic, Severity};
use crate::entry::Entry;
use crate::kind::KindIx;
use crate::lang::Language;
use crate::raw::{Keys, Node, Snippet, parse_toml};
use crate::source::{At, FileId, Place};
use crate::value::Notation;
use columns::{Columns, Planner};
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

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&TABLE, &UNUSED_COLUMNS];

/// Files under `content/` that are not entries themselves.
#[derive(Default)]
pub struct Tables {
    /// Files that no format reads on its own.
    pub unread: BTreeSet<String>,
    /// Files that a description has named.
    pub read: BTreeSet<String>,
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
    let kind = loader.kind_of(home, node)?;
    let mut keys = Keys::of(node)?;
    keys.take("kind");
    let Some(name) = keys.text("file") else {
        return loader.refuse(node.place, "the description names no file", "add `file = \"….csv\"`");
    };
    let folder = home.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{}", name.value);
    let Some(written) = files.get(&path) else {
        return loader.refuse(name.place, format!("there is no file `{path}`"), "the file lies beside its description");
    };
    tables.read.insert(path.clone());
    let language = keys.text("language").map_or(home.language, |code| match Language::from_code(code.value) {
        Ok(language) => language,
        Err(problem) => {
            loader.diagnostics.push(Diagnostic::new(&TABLE, problem.message).at(code.place).maybe_help(problem.help));
            home.language
        }
    });
    let delimiter = match keys.text("delimiter").map(|text| (text.value.as_bytes(), text.place)) {
        None => b',',
        Some(([one], _)) => *one,
        Some((_, place)) => return loader.refuse(place, "a delimiter is one sign", "such as \";\" or \",\""),
    };
    let notation = match keys.text("decimal").map(|text| (text.value, text.place)) {
        None => Notation::Plain,
        Some((",", _)) => Notation::Comma,
        Some((".", _)) => Notation::Point,
        Some((_, place)) => return loader.refuse(place, "the decimal sign is \",\" or \".\"", "decimal = \",\""),
    };
    let (columns, constants, source) = (keys.take("columns"), keys.take("constants"), keys.take("source"));
    keys.finish(&TABLE, "a table's description", loader.diagnostics);

    let text = loader.decoded(&path, written)?;
    let data = loader.sources.add(&path, text.clone());
    let opened = csv::Table::open(data, &text, delimiter, &loader.config.limits);
    let mut table = opened.map_err(|fault| loader.diagnostics.push(fault)).ok()?;
    // A table that cannot be read to its end is not complained about in other ways.
    let before = std::mem::take(loader.diagnostics);
    let rows = Described { kind, data, language, notation, place: node.place, file: name, path: &path };
    let read = match rows.reader(loader, &table.header, columns, constants, source) {
        Some(mut reader) => reader.entries(&mut table).map(|(entries, lines)| (Some(entries), lines)),
        None => table.lines().map(|lines| (None, lines)),
    };
    let found = std::mem::replace(loader.diagnostics, before);
    match read {
        Ok((entries, lines)) => {
            loader.diagnostics.extend(found);
            loader.sources.set_row_lines(data, lines);
            entries
        }
        Err(fault) => {
            loader.diagnostics.push(fault);
            None
        }
    }
}

/// What the description of a table says of all of its rows.
struct Described<'a> {
    kind: KindIx,
    data: FileId,
    language: Language,
    notation: Notation,
    /// The description.
    place: Place,
    /// The name of the file with the rows.
    file: At<&'a str>,
    /// Its path.
    path: &'a str,
}

impl Described<'_> {
    /// Who reads the rows, where the columns are understood.
    fn reader<'a, 'l>(
        &self,
        loader: &'a mut Loader<'l>,
        header: &[String],
        columns: Option<&Node>,
        constants: Option<&Node>,
        source: Option<&Node>,
    ) -> Option<RowReader<'a, 'l, 'l>> {
        let of = loader.kinds.get(self.kind);
        let mut plan = Planner::new(loader, of, header);
        let cells = plan.columns(columns, self.place);
        let constants = plan.constants(constants, source);
        let unused = plan.unused();
        let Columns { id, cells, broken } = cells?;
        if !unused.is_empty() && broken.is_empty() {
            let path = self.path;
            let message = format!("{} columns of `{path}` fill no field: {}", unused.len(), unused.join(", "));
            let help = "name them in `[columns]` if they belong on the page";
            loader.diagnostics.push(Diagnostic::new(&UNUSED_COLUMNS, message).at(self.file.place).help(help));
        }
        let Self { kind, data, language, notation, .. } = *self;
        Some(RowReader { loader, kind, of, data, language, notation, id, cells, broken, constants })
    }
}

impl Loader<'_> {
    fn refuse<T>(&mut self, place: Place, message: impl Into<String>, help: &str) -> Option<T> {
        self.diagnostics.push(Diagnostic::new(&TABLE, message).at(place).help(help));
        None
    }
}
