//! Rows become entries; a row with a faulty cell never becomes half an entry.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::columns::{Cell, Id};
use crate::diag::{Diagnostic, Diagnostics};
use crate::entry::{Entry, Fields, Layout, Rare, Reference, Value};
use crate::kind::{Field, FieldIx, Kind, KindIx, Type};
use crate::lang::Language;
use crate::load::csv::{Row, Table};
use crate::load::typed::WRONG_TYPE;
use crate::load::{BAD_ID, Loader};
use crate::source::{At, FileId, Place};
use crate::value::slug::slug;
use crate::value::{Money, Notation, PartialDate, Period, Problem, parse_decimal, to_minor};

/// Names under which tables write that they do not know the organisation.
const UNKNOWN: &[&str] = &["ukjent", "ukendt", "unknown"];

/// Makes entries of the rows of a table.
pub struct RowReader<'a, 'l, 'k> {
    pub loader: &'a mut Loader<'l>,
    pub kind: KindIx,
    pub of: &'k Kind,
    pub data: FileId,
    pub language: Language,
    pub notation: Notation,
    pub id: Id,
    pub cells: Vec<(FieldIx, Cell)>,
    pub broken: Vec<FieldIx>,
    pub constants: Fields,
    pub shared: Shared,
    /// The values of the row that is read.
    pub values: Vec<Value>,
}

/// What rows have in common, kept once.
#[derive(Default)]
pub struct Shared {
    /// By the cells that a row fills.
    layouts: HashMap<Vec<u16>, Arc<Layout>>,
    /// By cell, the values of what stands in it.
    values: Vec<HashMap<Box<str>, Value>>,
    years: HashMap<Box<str>, Arc<Period>>,
}

impl RowReader<'_, '_, '_> {
    /// The entries of every row, and the line at which each row begins.
    ///
    /// # Errors
    /// A row that cannot be read: then none is.
    pub fn entries(&mut self, table: &mut Table<'_>) -> Result<(Vec<Entry>, Vec<u32>), Diagnostic> {
        let (mut entries, mut lines, mut row) = (Vec::new(), Vec::new(), table.row());
        while let Some(line) = table.read(&mut row)? {
            lines.push(line);
            let number = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            entries.extend(self.entry(number, &row));
        }
        entries.shrink_to_fit();
        lines.shrink_to_fit();
        Ok((entries, lines))
    }

    fn place(&self, row: u32, column: usize) -> Place {
        Place::Cell { file: self.data, row, column: counted(column) }
    }

    fn entry(&mut self, number: u32, row: &Row<'_>) -> Option<Entry> {
        let place = Place::Cell { file: self.data, row: number, column: 0 };
        let id = match &self.id {
            Id::Text(template) => slug(&template.fill(row)),
            Id::Hash { prefix, of } => format!("{prefix}{}", hash(row, of)),
        };
        if id.is_empty() {
            self.loader.diagnostics.push(
                Diagnostic::new(&BAD_ID, "this row has no id")
                    .at(place)
                    .help("fill the cell, or compute the id from columns that are never empty"),
            );
            return None;
        }
        let mut filled = Vec::with_capacity(self.cells.len());
        let mut unreadable = self.broken.clone();
        for index in 0..self.cells.len() {
            let (field, _) = self.cells[index];
            let before = self.loader.diagnostics.len();
            match self.value(index, number, row) {
                Some(value) => {
                    filled.push(u16::try_from(index).unwrap_or(u16::MAX));
                    self.values.push(value);
                }
                None if self.loader.diagnostics.len() > before => unreadable.push(field),
                None => {}
            }
        }
        let values = self.values.drain(..).collect();
        let fields = Fields::of_row(self.layout(filled), number, values);
        let entry = Entry::new(self.kind, id, self.language, place, fields);
        Some(if unreadable.is_empty() { entry } else { entry.with(Rare { unreadable, ..Rare::default() }) })
    }

    fn layout(&mut self, filled: Vec<u16>) -> Arc<Layout> {
        if let Some(known) = self.shared.layouts.get(&filled) {
            return known.clone();
        }
        let column = |index: &u16| {
            let (field, cell) = &self.cells[usize::from(*index)];
            (*field, counted(cell.shown().column()))
        };
        let columns: Vec<(FieldIx, u16)> = filled.iter().map(column).collect();
        let layout = Arc::new(Layout::new(self.data, &columns, &self.constants));
        self.shared.layouts.insert(filled, layout.clone());
        layout
    }

    /// The value of a cell; what few rows have to themselves is read once for all that write the same.
    fn value(&mut self, index: usize, number: u32, row: &Row<'_>) -> Option<Value> {
        let (field, cell) = &self.cells[index];
        let field = self.of.field(*field);
        let mut text = cell.shown().fill(row);
        let mut digits = Cow::Borrowed("");
        if let Cell::Organisation { number: Some(number), .. } = cell {
            digits = number.fill(row);
            // An organisation without a name is known by its number.
            if text.is_empty() {
                text = digits.clone();
            }
        }
        if text.is_empty() {
            return None;
        }
        let is_item = field.list && matches!(cell, Cell::Text(_));
        let place = self.place(number, cell.shown().column());
        let value = if is_shared(field, cell) {
            self.shared(index, number, row, &text, &digits)?
        } else {
            self.read(index, number, row, &text)?
        };
        Some(if is_item { Value::List([At::new(value, place)].into()) } else { value })
    }

    /// The value of a cell that other rows write too, read once.
    fn shared(&mut self, index: usize, number: u32, row: &Row<'_>, text: &str, digits: &str) -> Option<Value> {
        let key = if digits.is_empty() { text.into() } else { Cow::Owned(format!("{digits}\u{1f}{text}")) };
        if let Some(known) = self.shared.values.get(index).and_then(|values| values.get(&*key)) {
            return Some(known.clone());
        }
        let value = self.read(index, number, row, text)?;
        if self.shared.values.len() <= index {
            self.shared.values.resize_with(index + 1, HashMap::new);
        }
        self.shared.values[index].insert(key.into(), value.clone());
        Some(value)
    }

    fn read(&mut self, index: usize, number: u32, row: &Row<'_>, text: &str) -> Option<Value> {
        let (field, cell) = &self.cells[index];
        let field = self.of.field(*field);
        let place = self.place(number, cell.shown().column());
        Some(match cell {
            Cell::Money { currency, basis, recurs, round, year, .. } => {
                let year = year.as_ref().map(|year| (year.fill(row), self.place(number, year.column())));
                let when = match year.filter(|(text, _)| !text.is_empty()) {
                    Some((text, _)) if self.shared.years.contains_key(&*text) => self.shared.years.get(&*text).cloned(),
                    Some((text, place)) => {
                        let read = Arc::new(kept(self.loader.diagnostics, &field.name, Period::parse(&text), place)?);
                        self.shared.years.insert(text.into(), read.clone());
                        Some(read)
                    }
                    None => None,
                };
                let minor = parse_decimal(text, self.notation).and_then(|sum| to_minor(sum, *currency, *round));
                let minor = kept(self.loader.diagnostics, &field.name, minor, place)?;
                Value::Money([Money { recurs: *recurs, when, ..Money::new(Some(minor), *currency, *basis) }].into())
            }
            Cell::Date { format, .. } => {
                Value::Date(kept(self.loader.diagnostics, &field.name, PartialDate::parse_with(format, text), place)?)
            }
            Cell::Organisation { number: digits, scheme, .. } => {
                let digits = digits.as_ref().map(|digits| (digits.fill(row), self.place(number, digits.column())));
                let number = match digits {
                    Some((digits, place)) if !digits.is_empty() => {
                        let mut typer = self.loader.typer(self.notation);
                        Some(typer.number(&digits, *scheme, place)?)
                    }
                    _ => None,
                };
                let Type::Reference(kind) = field.ty else { return None };
                if number.is_none() && UNKNOWN.contains(&slug(text).as_str()) {
                    return None;
                }
                Value::Reference(Reference::new(kind, text, number))
            }
            Cell::Text(template) => {
                let is_text = matches!(field.ty, Type::Text | Type::Markdown | Type::Quote);
                match template.part(row).filter(|_| is_text) {
                    Some(part) => Value::Text(part),
                    None => self.loader.typer(self.notation).scalar(field, &field.ty, text, place)?,
                }
            }
        })
    }
}

/// Columns as people count them.
fn counted(column: usize) -> u16 {
    u16::try_from(column + 1).unwrap_or(u16::MAX)
}

/// Whether many rows write the same.
fn is_shared(field: &Field, cell: &Cell) -> bool {
    matches!(field.ty, Type::Reference(_) | Type::Tag | Type::Period)
        && matches!(cell, Cell::Text(_) | Cell::Organisation { .. })
}

fn kept<T>(diagnostics: &mut Diagnostics, field: &str, result: Result<T, Problem>, place: Place) -> Option<T> {
    let complain = |problem: Problem| {
        let fault = Diagnostic::new(&WRONG_TYPE, format!("`{field}`: {}", problem.message));
        diagnostics.push(fault.at(place).maybe_help(problem.help));
    };
    result.map_err(complain).ok()
}

/// The first 16 hex digits of BLAKE3 over the named cells, each ended by a unit separator.
fn hash(row: &Row<'_>, columns: &[usize]) -> String {
    let mut hasher = blake3::Hasher::new();
    for column in columns {
        hasher.update(row.get(*column).as_bytes());
        hasher.update(b"\x1f");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
