//! What the XML of a sheet tells beside its cells: what is hidden, what is merged, which formulas have no value.

use crate::load::workbook::beside::Words;
use crate::load::workbook::cells::{name, position};
use crate::load::workbook::facts::{Facts, Region};
use crate::xml::{Attributes, See, Stop};

/// Elements of a sheet that hold words which are no cells.
const WORDED: &[&str] = &[
    "oddHeader",
    "oddFooter",
    "evenHeader",
    "evenFooter",
    "firstHeader",
    "firstFooter",
    "formula",
    "formula1",
    "formula2",
];

/// Who looks at a sheet.
pub struct Scan {
    facts: Facts,
    words: Words,
    gathered: String,
    is_worded: bool,
    row: Row,
    cell: Cell,
}

/// The row in which one stands.
#[derive(Default)]
struct Row {
    /// Counted from 0.
    number: u32,
    /// How many rows have ended or told their number, so that the next is known.
    next: u32,
    is_hidden: bool,
    /// The column of the next cell.
    column: u32,
    has_cells: bool,
}

/// The cell in which one stands.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    /// Whether it holds the text that a formula gives, which may be empty.
    is_text: bool,
    has_formula: bool,
    has_value: bool,
    /// Whether one stands in what holds the value.
    in_value: bool,
}

impl Scan {
    /// Begins with what is known of a sheet.
    pub fn new(facts: Facts) -> Self {
        Self {
            facts,
            words: Words::default(),
            gathered: String::new(),
            is_worded: false,
            row: Row::default(),
            cell: Cell::default(),
        }
    }

    /// What is known of the sheet now, and words that are no cells.
    pub fn finish(self) -> (Facts, Words) {
        (self.facts, self.words)
    }

    fn begin_row(&mut self, attributes: &Attributes<'_>) -> Result<(), Stop> {
        let number = match attributes.get("r") {
            Some(written) => position(&format!("A{written}")).ok_or_else(|| misplaced("row", &written))?.0,
            None => self.row.next,
        };
        let is_hidden = attributes.written().contains("hidden") && attributes.says_yes("hidden");
        self.row = Row { number, next: number.saturating_add(1), is_hidden, column: 0, has_cells: false };
        Ok(())
    }

    fn begin_cell(&mut self, attributes: &Attributes<'_>) -> Result<(), Stop> {
        let (row, column) = match attributes.get("r") {
            Some(written) => position(&written).ok_or_else(|| misplaced("cell", &written))?,
            None => (self.row.number, self.row.column),
        };
        self.row.column = column.saturating_add(1);
        let is_text = attributes.written().contains("\"str\"");
        self.cell = Cell { row, column, is_text, ..Cell::default() };
        Ok(())
    }

    fn end_row(&mut self) {
        if self.row.is_hidden && self.row.has_cells {
            self.facts.hide_rows(self.row.number, self.row.number);
        }
        self.row.is_hidden = false;
    }

    fn end_cell(&mut self) {
        self.row.has_cells |= self.cell.has_value;
        self.facts.has_cells |= self.cell.has_value;
        let Cell { row, column, has_formula, has_value, .. } = self.cell;
        if has_formula && !has_value {
            self.facts.without_value.add(|| format!("`{}`", name(row, column)));
        }
    }

    fn hidden_columns(&mut self, attributes: &Attributes<'_>) {
        let (from, to) = (attributes.number("min").unwrap_or(1), attributes.number("max").unwrap_or(1));
        if attributes.says_yes("hidden") {
            self.facts.hidden_columns.push((from.saturating_sub(1), to.saturating_sub(1)));
        }
    }

    fn merged(&mut self, attributes: &Attributes<'_>) {
        self.facts.merged.extend(attributes.get("ref").and_then(|range| region(&range)));
    }
}

impl See for Scan {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        match name {
            "c" => self.begin_cell(attributes)?,
            "v" => (self.cell.in_value, self.cell.has_value) = (true, self.cell.is_text),
            "is" => self.cell.in_value = true,
            "f" => (self.cell.has_formula, self.is_worded) = (true, true),
            "row" => self.begin_row(attributes)?,
            "col" => self.hidden_columns(attributes),
            "mergeCell" => self.merged(attributes),
            "dimension" => plausible(attributes)?,
            _ => self.is_worded = WORDED.contains(&name),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Stop> {
        match name {
            "c" => self.end_cell(),
            "v" | "is" => self.cell.in_value = false,
            "row" => self.end_row(),
            _ if self.is_worded => {
                self.is_worded = false;
                let text = without_signs(&std::mem::take(&mut self.gathered));
                self.words.add(String::new, text.trim());
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        if self.cell.in_value {
            self.cell.has_value |= !text.is_empty();
        } else if self.is_worded {
            self.gathered.push_str(text);
        }
        Ok(())
    }
}

/// The cells of a range as it is written, `A1:C7`, or one cell.
fn region(range: &str) -> Option<Region> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let (first, last) = (position(first)?, position(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(Region { first, last })
}

/// Refuses what a sheet says of its size, where that is no range: the reader of cells would count with it.
fn plausible(attributes: &Attributes<'_>) -> Result<(), Stop> {
    let range = attributes.get("ref").unwrap_or_default();
    region(&range).map(|_| ()).ok_or_else(|| misplaced("dimension", &range))
}

fn misplaced(what: &str, written: &str) -> Stop {
    Stop::Broken(format!("has a {what} `{}`, which no sheet has", written.escape_debug()))
}

/// Words without the signs that place them in a header: `&C` and the letter after it.
fn without_signs(text: &str) -> String {
    let mut parts = text.split('&');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |words, part| words + " " + part.get(1..).unwrap_or_default())
}
