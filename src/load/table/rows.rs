//! Rows become entries; a row with a faulty cell never becomes half an entry.

use super::columns::{Cell, Id};
use crate::diag::{Diagnostic, Diagnostics};
use crate::entry::{Entry, Fields, Reference, Value};
use crate::kind::{FieldIx, Kind, KindIx, Type};
use crate::lang::Language;
use crate::load::csv::{Row, Rows};
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

impl RowReader<'_, '_, '_> {
    pub fn entries(&mut self, rows: &Rows) -> Vec<Entry> {
        rows.rows.iter().enumerate().filter_map(|(at, row)| self.entry(at, row)).collect()
    }

    fn place(&self, row: usize, column: usize) -> Place {
        Place::Cell { file: self.data, row: row as u32 + 1, column: u16::try_from(column + 1).unwrap_or(u16::MAX) }
    }

    fn entry(&mut self, at: usize, row: &Row) -> Option<Entry> {
        let place = Place::Cell { file: self.data, row: at as u32 + 1, column: 0 };
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
        let mut fields = self.constants.clone();
        let mut unreadable = self.broken.clone();
        for index in 0..self.cells.len() {
            let (field, _) = self.cells[index];
            let before = self.loader.diagnostics.len();
            match self.value(index, at, row) {
                Some(value) => fields.set(field, value),
                None if self.loader.diagnostics.len() > before => unreadable.push(field),
                None => {}
            }
        }
        fields.shrink();
        Some(Entry { unreadable, ..Entry::new(self.kind, id, self.language, place, fields) })
    }

    fn value(&mut self, index: usize, at: usize, row: &Row) -> Option<At<Value>> {
        let (field, cell) = &self.cells[index];
        let field = self.of.field(*field);
        let (template, place) = match cell {
            Cell::Text(template) | Cell::Money { value: template, .. } | Cell::Date { value: template, .. } => {
                (template, self.place(at, template.column()))
            }
            Cell::Organisation { name, .. } => (name, self.place(at, name.column())),
        };
        let mut text = template.fill(row);
        // An organisation without a name is known by its number.
        if let (true, Cell::Organisation { number: Some(number), .. }) = (text.is_empty(), cell) {
            text = number.fill(row);
        }
        if text.is_empty() {
            return None;
        }
        let value = match cell {
            Cell::Money { currency, basis, recurs, round, year, .. } => {
                let when = match year.as_ref().map(|year| (year.fill(row), self.place(at, year.column()))) {
                    Some((text, place)) if !text.is_empty() => {
                        Some(kept(self.loader.diagnostics, &field.name, Period::parse(&text), place)?)
                    }
                    _ => None,
                };
                let minor = parse_decimal(&text, self.notation).and_then(|sum| to_minor(sum, *currency, *round));
                let minor = kept(self.loader.diagnostics, &field.name, minor, place)?;
                Value::Money(
                    [Money {
                        minor: Some(minor),
                        currency: *currency,
                        basis: *basis,
                        recurs: *recurs,
                        original: None,
                        when,
                        price_level: None,
                        indexation: None,
                        approximate: false,
                    }]
                    .into(),
                )
            }
            Cell::Date { format, .. } => {
                Value::Date(kept(self.loader.diagnostics, &field.name, PartialDate::parse_with(format, &text), place)?)
            }
            Cell::Organisation { number, scheme, .. } => {
                let number = number.as_ref().map(|number| (number.fill(row), self.place(at, number.column())));
                let number = match number {
                    Some((digits, place)) if !digits.is_empty() => {
                        let mut typer = self.loader.typer(self.notation);
                        Some(typer.number(&digits, *scheme, place)?)
                    }
                    _ => None,
                };
                let Type::Reference(kind) = field.ty else { return None };
                if number.is_none() && UNKNOWN.contains(&slug(&text).as_str()) {
                    return None;
                }
                Value::Reference(Reference { kind, text: text.as_str().into(), number, target: None })
            }
            Cell::Text(_) => {
                let mut typer = self.loader.typer(self.notation);
                let single = typer.scalar(field, &field.ty, &text, place)?;
                if field.list { Value::List([At::new(single, place)].into()) } else { single }
            }
        };
        Some(At::new(value, place))
    }
}

fn kept<T>(diagnostics: &mut Diagnostics, field: &str, result: Result<T, Problem>, place: Place) -> Option<T> {
    let complain = |problem: Problem| {
        let fault = Diagnostic::new(&WRONG_TYPE, format!("`{field}`: {}", problem.message));
        diagnostics.push(fault.at(place).maybe_help(problem.help));
    };
    result.map_err(complain).ok()
}

/// The first 16 hex digits of BLAKE3 over the named cells, each ended by a unit separator.
fn hash(row: &Row, columns: &[usize]) -> String {
    let mut hasher = blake3::Hasher::new();
    for column in columns {
        hasher.update(row.get(*column).unwrap_or_default().trim().as_bytes());
        hasher.update(b"\x1f");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
