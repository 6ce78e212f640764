//! Rows become entries; a row with a faulty cell never becomes half an entry.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::columns::{Cell, Id};
use crate::diag::{Diagnostic, Diagnostics};
use crate::entry::{Column, Entry, Fields, Filled, Rare, Reference, Rows, Shared, Sort, Value};
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
}

/// The rows that were read.
struct Read {
    rows: Rows,
    shared: Shared,
    /// By cell, where the values of what stands in it are among those that are shared.
    known: Vec<HashMap<Box<str>, u32>>,
    years: HashMap<Box<str>, Arc<Period>>,
}

impl RowReader<'_, '_, '_> {
    /// The entries of every row, and the line at which each row begins.
    ///
    /// # Errors
    /// A row that cannot be read: then none is.
    pub fn entries(&mut self, table: &mut Table<'_>) -> Result<(Vec<Entry>, Vec<u32>), Diagnostic> {
        let room = table.room();
        let (mut entries, mut lines) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let (mut row, mut read) = (table.row(), self.begin(room));
        while let Some(line) = table.read(&mut row)? {
            lines.push(line);
            let number = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            entries.extend(self.entry(number, &row, &mut read));
        }
        read.rows.shrink();
        lines.shrink_to_fit();
        let (rows, shared) = (Arc::new(read.rows), Arc::new(read.shared));
        for entry in &mut entries {
            if let Place::Cell { row, .. } = entry.place {
                entry.fields = Fields::of_row(rows.clone(), shared.clone(), row);
            }
        }
        Ok((entries, lines))
    }

    fn begin(&self, room: usize) -> Read {
        let column = |(field, cell): &(FieldIx, Cell)| {
            let sort = if is_alike(self.of.field(*field), cell) { Sort::Alike } else { Sort::Own };
            Column { field: *field, column: counted(cell.shown().column()), sort }
        };
        let columns: Vec<Column> = self.cells.iter().map(column).collect();
        let (rows, shared) = Rows::new(self.data, &columns, &self.constants, room);
        Read { rows, shared, known: vec![HashMap::new(); columns.len()], years: HashMap::new() }
    }

    fn place(&self, row: u32, column: usize) -> Place {
        Place::Cell { file: self.data, row, column: counted(column) }
    }

    /// The entry of a row, without its fields.
    fn entry(&mut self, number: u32, row: &Row<'_>, read: &mut Read) -> Option<Entry> {
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
        }
        let mut unreadable = self.broken.clone();
        for index in 0..self.cells.len() {
            let (field, cell) = &self.cells[index];
            let (field, alike) = (*field, is_alike(self.of.field(*field), cell));
            let before = self.loader.diagnostics.len();
            let filled = match (id.is_empty(), alike) {
                (true, false) => Filled::Own(None),
                (true, true) => Filled::Alike(None),
                (false, false) => Filled::Own(self.own(index, number, row, read)),
                (false, true) => Filled::Alike(self.alike(index, number, row, read)),
            };
            let is_empty = matches!(filled, Filled::Own(None) | Filled::Alike(None));
            read.rows.push(filled);
            if is_empty && self.loader.diagnostics.len() > before {
                unreadable.push(field);
            }
        }
        if id.is_empty() {
            return None;
        }
        let entry = Entry::new(self.kind, id, self.language, place, Fields::default());
        Some(if unreadable.is_empty() { entry } else { entry.with(Rare { unreadable, ..Rare::default() }) })
    }

    /// What stands in a cell, and the number that stands beside it; nothing where it is empty.
    fn written<'r>(&self, index: usize, row: &'r Row<'_>) -> Option<(Cow<'r, str>, Cow<'r, str>)> {
        let (_, cell) = &self.cells[index];
        let mut text = cell.shown().fill(row);
        let mut digits = Cow::Borrowed("");
        if let Cell::Organisation { number: Some(number), .. } = cell {
            digits = number.fill(row);
            // An organisation without a name is known by its number.
            if text.is_empty() {
                text = digits.clone();
            }
        }
        (!text.is_empty()).then_some((text, digits))
    }

    fn own(&mut self, index: usize, number: u32, row: &Row<'_>, read: &mut Read) -> Option<Value> {
        let (text, _) = self.written(index, row)?;
        self.value(index, number, row, &text, read)
    }

    /// Where the value of a cell is that other rows write too; it is read once.
    fn alike(&mut self, index: usize, number: u32, row: &Row<'_>, read: &mut Read) -> Option<u32> {
        let (text, digits) = self.written(index, row)?;
        let key = if digits.is_empty() { text.clone() } else { Cow::Owned(format!("{digits}\u{1f}{text}")) };
        if let Some(known) = read.known[index].get(&*key) {
            return Some(*known);
        }
        let value = self.value(index, number, row, &text, read)?;
        let at = read.shared.add(value)?;
        read.known[index].insert(key.into(), at);
        Some(at)
    }

    fn value(&mut self, index: usize, number: u32, row: &Row<'_>, text: &str, read: &mut Read) -> Option<Value> {
        let (field, cell) = &self.cells[index];
        let field = self.of.field(*field);
        let place = self.place(number, cell.shown().column());
        Some(match cell {
            Cell::Money { currency, basis, recurs, round, year, .. } => {
                let year = year.as_ref().map(|year| (year.fill(row), self.place(number, year.column())));
                let when = match year.filter(|(text, _)| !text.is_empty()) {
                    Some((text, _)) if read.years.contains_key(&*text) => read.years.get(&*text).cloned(),
                    Some((text, place)) => {
                        let year = Arc::new(kept(self.loader.diagnostics, &field.name, Period::parse(&text), place)?);
                        read.years.insert(text.into(), year.clone());
                        Some(year)
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
                let single = match template.part(row).filter(|_| is_text) {
                    Some(part) => Value::Text(part),
                    None => self.loader.typer(self.notation).scalar(field, &field.ty, text, place)?,
                };
                if field.list { Value::List([At::new(single, place)].into()) } else { single }
            }
        })
    }
}

/// Columns as people count them.
fn counted(column: usize) -> u16 {
    u16::try_from(column + 1).unwrap_or(u16::MAX)
}

/// Whether many rows write the same.
fn is_alike(field: &Field, cell: &Cell) -> bool {
    let few = matches!(field.ty, Type::Reference(_) | Type::Tag | Type::Choice(_) | Type::Boolean)
        || matches!(field.ty, Type::Date | Type::Period | Type::Year);
    few && !matches!(cell, Cell::Money { .. })
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
