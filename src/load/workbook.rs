//! Workbooks: the sheets of XLSX and ODS files become tables.
//!
//! Every part of the archive is walked through once before a cell is read, so that nothing hostile reaches the reader of
//! cells, and so that what no table shows is met by the search for personal numbers.

mod beside;
mod cells;
mod facts;
mod grid;
mod ods;
mod package;
#[cfg(test)]
mod tests;
mod xlsx;

pub use facts::CODES;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::sheet::Sheet;
use super::table::Pattern;
use crate::diag::{Diagnostic, did_you_mean};
use crate::lang::nfc;
use crate::limits::Limits;
use crate::raw::SYNTAX;
use crate::source::At;
use beside::Words;
use facts::{Facts, Shown};
use grid::Filled;
pub use package::Package;

/// What came of a workbook.
pub struct Workbook {
    pub sheets: Vec<Sheet>,
    /// Notices without a place.
    pub told: Vec<Diagnostic>,
    /// What stands beside the tables: what it is called, and its text.
    pub beside: Vec<(String, String)>,
}

/// How a workbook is to be read.
pub struct Wanted<'a> {
    /// Which sheets, by their names; the only visible one where nothing is said.
    pub sheets: &'a [At<Pattern>],
    /// The same by its number, counted from 1, where no name is said.
    pub number: Option<At<usize>>,
    /// How many rows of a sheet stand above the one that names the columns.
    pub skipped: usize,
}

/// Words beside the tables, by what they are called.
#[derive(Default)]
struct Beside(Vec<(String, String)>);

impl Beside {
    fn add(&mut self, name: &str, words: &Words) {
        if words.text.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, text)) => text.push_str(&words.text),
            None => self.0.push((name.to_owned(), words.text.clone())),
        }
    }
}

/// A workbook of either form. Sheets are counted from 0.
trait Book {
    /// What is known of each sheet.
    fn facts(&self) -> &[Facts];
    /// Reads a sheet as a table.
    fn fill(&mut self, sheet: usize, skipped: usize) -> Result<Filled, Diagnostic>;
    /// Reads the words of a sheet that is no table.
    fn words(&mut self, sheet: usize, beside: &mut Beside) -> Result<(), Diagnostic>;
}

/// Reads the sheets that are wanted of the workbook at a path.
///
/// # Errors
/// A complaint without a place: the file cannot be read, holds more than it may, or has no such sheet.
pub fn read(path: &str, bytes: &[u8], wanted: &Wanted<'_>, limits: &Limits) -> Result<Workbook, Diagnostic> {
    // The reader of cells is someone else's and the file is anyone's: where it fails, the editor must learn of which file.
    catch_unwind(AssertUnwindSafe(|| opened(path, bytes, wanted, limits))).unwrap_or_else(|_| {
        let message = format!("the reader of workbooks fails at `{path}`, which is a fault of its own");
        Err(Diagnostic::new(&SYNTAX, message)
            .help("save it again with the spreadsheet program, or as CSV, and report it"))
    })
}

fn opened(path: &str, bytes: &[u8], wanted: &Wanted<'_>, limits: &Limits) -> Result<Workbook, Diagnostic> {
    let package = Package::open(path, bytes, limits)?;
    let mut beside = Beside::default();
    if package.find(ods::CONTENT).is_some() {
        let book = ods::Workbook::open(package, &mut beside)?;
        return tables(path, book, wanted, beside);
    }
    let book = xlsx::Workbook::open(package, &mut beside)?;
    tables(path, book, wanted, beside)
}

fn tables(path: &str, mut book: impl Book, wanted: &Wanted<'_>, mut beside: Beside) -> Result<Workbook, Diagnostic> {
    let chosen = chosen(path, book.facts(), wanted)?;
    let (mut sheets, mut told) = (Vec::new(), Vec::new());
    for sheet in &chosen {
        let filled = book.fill(*sheet, wanted.skipped)?;
        let facts = book.facts().get(*sheet);
        told.extend(facts.into_iter().flat_map(|facts| facts.told(path, &filled)));
        let Filled { sheet, above, .. } = filled;
        beside.add("above the columns", &above);
        sheets.push(sheet);
    }
    let mut names = Words::default();
    book.facts().iter().for_each(|facts| names.add(String::new, &facts.name));
    beside.add("names of sheets", &names);
    told.extend(facts::unread(path, book.facts(), &chosen));
    for sheet in (0..book.facts().len()).filter(|sheet| !chosen.contains(sheet)) {
        book.words(sheet, &mut beside)?;
    }
    Ok(Workbook { sheets, told, beside: beside.0 })
}

/// The sheets that are wanted, in the order in which they are named.
fn chosen(path: &str, facts: &[Facts], wanted: &Wanted<'_>) -> Result<Vec<usize>, Diagnostic> {
    let mut chosen = Vec::new();
    for At { value: wanted, place } in wanted.sheets {
        let named = &*wanted.written;
        let found = || (0..facts.len()).filter(|at| facts.get(*at).is_some_and(|one| wanted.fits(&nfc(&one.name))));
        if found().next().is_none() {
            let near = did_you_mean(named, facts.iter().map(|one| &*one.name));
            let message = format!("`{path}` has no sheet `{named}`");
            let help = near.unwrap_or_else(|| listed(facts.iter()));
            return Err(Diagnostic::new(&SYNTAX, message).at(*place).help(help));
        }
        let new: Vec<usize> = found().filter(|at| !chosen.contains(at)).collect();
        chosen.extend(new);
    }
    if !wanted.sheets.is_empty() {
        return Ok(chosen);
    }
    if let Some(At { value: number, place }) = wanted.number {
        let sheet = number.checked_sub(1).filter(|at| *at < facts.len());
        let none = || {
            let message = format!("`{path}` has no sheet number {number}");
            Diagnostic::new(&SYNTAX, message).at(place).help(listed(facts.iter()))
        };
        return sheet.map(|at| vec![at]).ok_or_else(none);
    }
    let is_shown = |one: &Facts| one.shown == Shown::Visible && one.has_cells;
    let shown: Vec<usize> = (0..facts.len()).filter(|at| facts.get(*at).is_some_and(is_shown)).collect();
    match shown.len() {
        1 => Ok(shown),
        0 => {
            let message = format!("`{path}` has no visible sheet that holds something");
            Err(Diagnostic::new(&SYNTAX, message).help(format!("name the sheet: {}", listed(facts.iter()))))
        }
        count => {
            let message = format!("`{path}` has {count} sheets, and the description does not say which is the table");
            let sheets = listed(facts.iter().filter(|one| is_shown(one)));
            Err(Diagnostic::new(&SYNTAX, message).help(format!("add `sheet = \"…\"`; {sheets}")))
        }
    }
}

fn listed<'f>(facts: impl Iterator<Item = &'f Facts>) -> String {
    let names: Vec<String> = facts.map(|one| format!("`{}`", one.name)).collect();
    format!("its sheets: {}", names.join(", "))
}
