//! Tables: files become entries row by row, as the `name.table.toml` beside them says.

mod cell;
mod codes;
mod columns;
mod described;
mod description;
mod formats;
mod forms;
mod look;
mod parties;
mod pattern;
mod private;
mod report;
mod rows;
mod values;

pub use codes::*;
pub use described::{described, described_in};
pub use forms::stem;
pub use look::{Line, Undescribed, quoted};
pub use pattern::Pattern;
pub use report::{Assumed, SkippedRow, TableReport};
pub use values::without_currency;

use std::collections::{BTreeSet, HashSet};

use super::Loader;
use super::csv;
use super::files::{Decoded, Files, Home};
use super::sheet::Sheet;
use crate::diag::{Diagnostic, Severity};
use crate::entry::{Entry, Fields};
use crate::kind::{Field, FieldIx, Kind, Type};
use crate::raw::{Node, Snippet, parse_toml};
use crate::source::{At, Tabular};
use cell::{Cell, Id, Unfold};
use columns::{Columns, Planner};
use description::Description;
use rows::{Decimal, RowReader};

/// Files under `content/` that are not entries themselves, and the tables among them.
#[derive(Default)]
pub struct Tables {
    /// Files that no format reads on its own.
    pub unread: BTreeSet<String>,
    pub reports: Vec<TableReport>,
}

/// Reads the table that a description names.
pub fn read(
    loader: &mut Loader<'_>,
    home: Home<'_>,
    written: &Decoded,
    files: &Files,
    tables: &mut Tables,
) -> Vec<Entry> {
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
    let description = Description::read(loader, home, node, files)?;
    forms::without_idle_keys(loader, &description)?;
    let report = TableReport { path: home.path.to_owned(), kind: Some(description.kind), ..TableReport::default() };
    let mut progress = Progress { report, ids: HashSet::new(), private: None };
    // Every fault of every file is told, and a table of which a file cannot be read has no rows.
    let mut one = |file: &At<String>| file_of(loader, &description, file, files.get(&file.value)?, &mut progress);
    let read: Vec<Option<Vec<Entry>>> = description.files.iter().map(&mut one).collect();
    progress.report.assumed = std::mem::take(&mut loader.assumed);
    if progress.private == Some(0) && progress.report.entries > 0 {
        let message = "no row names a private person, although `private` says who is one";
        let help =
            "see whether the words are written as in the table; whoever is not known as a private person is named";
        loader.diagnostics.push(Diagnostic::new(&NOBODY_PRIVATE, message).at(description.place).help(help));
    }
    tables.reports.push(progress.report);
    Some(read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// What is known of a table after some of its files.
struct Progress {
    report: TableReport,
    ids: HashSet<Box<str>>,
    /// How many rows name a private person; nothing where the description does not say who is one.
    private: Option<usize>,
}

/// The entries of one file of a table, which may hold several sheets.
fn file_of(
    loader: &mut Loader<'_>,
    description: &Description<'_>,
    file: &At<String>,
    written: &Decoded,
    progress: &mut Progress,
) -> Option<Vec<Entry>> {
    let packages = loader.packages.clone();
    let described = packages.resource(&file.value).map(|resource| description.clone().completed_by(resource));
    let description = described.as_ref().unwrap_or(description);
    let sheets = forms::read(loader, description, file, written)?;
    let mut one = |sheet: Sheet| entries_of(loader, description, file, sheet, progress);
    let read: Vec<Option<Vec<Entry>>> = sheets.into_iter().map(&mut one).collect();
    Some(read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The entries of one sheet.
fn entries_of(
    loader: &mut Loader<'_>,
    description: &Description<'_>,
    file: &At<String>,
    sheet: Sheet,
    progress: &mut Progress,
) -> Option<Vec<Entry>> {
    let Sheet { part, text, delimiter, skipped, told } = sheet;
    let data = match part {
        Some(part) => loader.sources.add_part(&file.value, part, text.clone()),
        None => loader.sources.add(&file.value, text.clone()),
    };
    let (written, limits) = (csv::Written { delimiter, skipped, told: told.as_ref() }, &loader.config.limits);
    let mut table =
        csv::Table::open(data, &text, written, limits).map_err(|fault| loader.diagnostics.push(fault)).ok()?;
    table.header = description.renamed(&table.header).into();
    let look = || csv::Table::open(data, &text, written, limits).ok();
    // A table that cannot be read to its end is not complained about in other ways.
    let before = std::mem::take(loader.diagnostics);
    let (mut read, mut left_out, mut faulty) = (Vec::new(), 0, Vec::new());
    let mut names = parties::unfolded_names(description.unfold);
    names.splice(0..0, table.header.iter().cloned());
    let planned = plan(loader, description, file, &names, &mut progress.report.unused);
    let numbers = planned.as_ref().map(|planned| planned.numbers.clone()).unwrap_or_default();
    let places = match planned {
        Some(planned) => {
            let decimal = Decimal { notation: description.notation, place: file.place, look: Some(&look) };
            let mut reader = RowReader {
                loader,
                kind: description.kind,
                of: planned.of,
                data,
                language: description.language,
                decimal,
                id: planned.id,
                cells: &planned.cells,
                broken: planned.broken,
                constants: planned.constants,
                empty: &description.empty,
                filter: planned.filter,
                unwanted: planned.unwanted,
                unfold: planned.unfold,
                on_error: description.on_error,
                ids: &mut progress.ids,
                left_out: 0,
                skipped: Vec::new(),
                private_rows: 0,
            };
            let places = reader.entries(&mut table).map(|(entries, places)| (read.push(entries), places).1);
            if planned.cells.iter().any(|(_, cell)| cell.tells_private()) {
                *progress.private.get_or_insert(0) += reader.private_rows;
            }
            (left_out, faulty) = (reader.left_out, reader.skipped);
            places
        }
        None => table.places(),
    };
    let found = std::mem::replace(loader.diagnostics, before);
    let places = places.map_err(|fault| loader.diagnostics.push(fault)).ok()?;
    loader.diagnostics.extend(found);
    loader.tell_left_out(file, places.len(), left_out, faulty.len());
    let report = &mut progress.report;
    report.data.push(data);
    report.read += places.len();
    report.entries += read.iter().map(Vec::len).sum::<usize>();
    report.left_out += left_out;
    report.skipped.append(&mut faulty);
    let header = table.header.to_vec();
    loader.sources.set_table(data, Tabular { delimiter, header, rows: places, numbers });
    read.pop()
}

/// A description compiled against the header of a file.
struct Planned<'k> {
    of: &'k Kind,
    id: Id,
    cells: Vec<(FieldIx, Cell)>,
    broken: Vec<FieldIx>,
    constants: Fields,
    filter: Vec<(usize, Vec<Pattern>)>,
    unwanted: Vec<(usize, Vec<Pattern>)>,
    unfold: Option<Unfold>,
    /// Columns, counted from 1, of numbers that are no personal ones.
    numbers: Vec<u16>,
}

/// Nothing where the columns are not understood, which has been said.
fn plan<'l>(
    loader: &mut Loader<'l>,
    description: &Description<'_>,
    file: &At<String>,
    header: &[String],
    all_unused: &mut Vec<String>,
) -> Option<Planned<'l>> {
    let of = loader.kinds.get(description.kind);
    let mut plan = Planner::new(loader, of, &file.value, header);
    let unfold = plan.unfold(description.unfold);
    let columns = plan.columns(description.columns, description.place);
    let constants = plan.constants(description.constants, description.source.as_deref());
    let (filter, unwanted) = (plan.filter(description.filter), plan.filter(description.unwanted));
    let numbers = plan.numbers(&description.numbers);
    let unused = plan.unused();
    let Columns { id, cells, broken } = columns?.with_formats(&of.schema, header, &description.formats);
    if !unused.is_empty() && broken.is_empty() {
        let message = format!("{} columns of `{}` fill no field: {}", unused.len(), file.value, unused.join(", "));
        let help = "name them in `[columns]` if they belong on the page";
        let new: Vec<String> = unused
            .iter()
            .filter(|name| all_unused.iter().all(|known| known != *name))
            .map(|name| (*name).to_owned())
            .collect();
        all_unused.extend(new);
        loader.diagnostics.push(Diagnostic::new(&UNUSED_COLUMNS, message).at(file.place).help(help));
    }
    let declared = cells.iter().filter(|(field, cell)| holds_numbers(of.field(*field), cell));
    let declared = declared.flat_map(|(_, cell)| cell.columns()).chain(numbers?);
    let numbers = declared.filter_map(|column| u16::try_from(column + 1).ok()).collect();
    Some(Planned { of, id, cells, broken, constants, filter: filter?, unwanted: unwanted?, unfold: unfold?, numbers })
}

/// Whether a field's column is declared as one of numbers that are no personal ones. A column of names beside them is not.
fn holds_numbers(field: &Field, cell: &Cell) -> bool {
    let declared = matches!(field.ty, Type::OrganisationNumber | Type::CaseNumber | Type::Phone);
    declared && matches!(cell, Cell::Text { .. })
}

impl Loader<'_> {
    fn tell_left_out(&mut self, file: &At<String>, all: usize, left_out: usize, skipped: usize) {
        let path = &file.value;
        if left_out > 0 {
            let message = format!("{left_out} of {all} rows of `{path}` are left out");
            let help = "`[filter]`, `[leave_out]` and `[unfold]` ask for the others only";
            // A filter that leaves nothing has hardly been meant.
            let severity = if left_out == all { Severity::Warning } else { Severity::Notice };
            self.diagnostics
                .push(Diagnostic::new(&ROWS_LEFT_OUT, message).at(file.place).help(help).severity(severity));
        }
        if skipped > 0 {
            let message = format!("{skipped} of {all} rows of `{path}` are faulty and left out");
            let help = "mend them in the file; the page about the quality of data lists them";
            self.diagnostics.push(Diagnostic::new(&ROWS_SKIPPED, message).at(file.place).help(help));
        }
    }

    /// Complains about a description.
    pub(super) fn refuse<T>(
        &mut self,
        place: crate::source::Place,
        message: impl Into<String>,
        help: &str,
    ) -> Option<T> {
        self.diagnostics.push(Diagnostic::new(&TABLE, message).at(place).help(help));
        None
    }
}
