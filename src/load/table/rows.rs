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
use crate::load::sheet::Nature;
use crate::load::typed::WRONG_TYPE;
use crate::load::{BAD_ID, Loader};
use crate::source::{At, FileId, Place, RowPlaces};
use crate::value::decimal::scale_up;
use crate::value::slug::slug;
use crate::value::{Currency, Money, Notation, PartialDate, Period, Problem, parse_decimal, to_minor};

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
    /// What stands in a cell that is empty, in small letters.
    pub empty: Vec<Box<str>>,
    /// Columns with what may stand in them.
    pub filter: Vec<(usize, Vec<Box<str>>)>,
    /// How many rows the filter has left out.
    pub left_out: usize,
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
    /// The entries of every row, and where each row begins.
    ///
    /// # Errors
    /// A row that cannot be read: then none is.
    pub fn entries(&mut self, table: &mut Table<'_>) -> Result<(Vec<Entry>, RowPlaces), Diagnostic> {
        let room = table.room();
        let (mut entries, mut places) = (Vec::with_capacity(room), RowPlaces::with_room(room));
        let (mut row, mut read) = (table.row(), self.begin(room));
        while let Some(place) = table.read(&mut row)? {
            places.push(place);
            let number = u32::try_from(places.len()).unwrap_or(u32::MAX);
            if self.is_wanted(&row) {
                entries.extend(self.entry(number, &row, &mut read));
            } else {
                self.left_out += 1;
                self.cells.iter().for_each(|(field, cell)| read.rows.push(self.nothing(*field, cell)));
            }
        }
        read.rows.shrink();
        places.shrink();
        let (rows, shared) = (Arc::new(read.rows), Arc::new(read.shared));
        for entry in &mut entries {
            if let Place::Cell { row, .. } = entry.place {
                entry.fields = Fields::of_row(rows.clone(), shared.clone(), row);
            }
        }
        Ok((entries, places))
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

    fn is_wanted(&self, row: &Row<'_>) -> bool {
        self.filter.iter().all(|(column, words)| words.iter().any(|word| **word == *row.get(*column)))
    }

    fn nothing(&self, field: FieldIx, cell: &Cell) -> Filled {
        if is_alike(self.of.field(field), cell) { Filled::Alike(None) } else { Filled::Own(None) }
    }

    /// Whether a cell holds nothing, or what the table writes for that.
    fn is_empty(&self, text: &str) -> bool {
        text.is_empty() || (!self.empty.is_empty() && self.empty.iter().any(|empty| **empty == *text.to_lowercase()))
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
            digits = Some(number.fill(row)).filter(|digits| !self.is_empty(digits)).unwrap_or_default();
            // An organisation without a name is known by its number.
            if self.is_empty(&text) {
                text = digits.clone();
            }
        }
        (!self.is_empty(&text)).then_some((text, digits))
    }

    fn own(&mut self, index: usize, number: u32, row: &Row<'_>, read: &mut Read) -> Option<Value> {
        let (text, _) = self.written(index, row)?;
        self.value(index, number, row, &text, read)
    }

    /// Where the value of a cell is that other rows write too; it is read once.
    fn alike(&mut self, index: usize, number: u32, row: &Row<'_>, read: &mut Read) -> Option<u32> {
        let (text, digits) = self.written(index, row)?;
        let key = match self.cells[index].1.shown().nature(row) {
            Nature::Text if digits.is_empty() => text.clone(),
            nature => Cow::Owned(format!("{nature:?}\u{1f}{digits}\u{1f}{text}")),
        };
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
        let nature = cell.shown().nature(row);
        let fitting = kept(self.loader.diagnostics, &field.name, fitting(nature, cell, field, text), place);
        let (text, notation) = (fitting?, if nature == Nature::Number { Notation::Point } else { self.notation });
        Some(match cell {
            Cell::Money { currency, basis, recurs, round, year, noughts, .. } => {
                let year = year.as_ref().map(|year| (year.fill(row), self.place(number, year.column())));
                let when = match year.filter(|(text, _)| !self.is_empty(text)) {
                    Some((text, _)) if read.years.contains_key(&*text) => read.years.get(&*text).cloned(),
                    Some((text, place)) => {
                        let year = Arc::new(kept(self.loader.diagnostics, &field.name, Period::parse(&text), place)?);
                        read.years.insert(text.into(), year.clone());
                        Some(year)
                    }
                    None => None,
                };
                let sum = parse_decimal(without_currency(text, *currency), notation);
                let sum = sum.and_then(|sum| scale_up(sum, *noughts).ok_or_else(|| too_large(text)));
                let minor = sum.and_then(|sum| to_minor(sum, *currency, *round));
                let minor = kept(self.loader.diagnostics, &field.name, minor, place)?;
                Value::Money([Money { recurs: *recurs, when, ..Money::new(Some(minor), *currency, *basis) }].into())
            }
            Cell::Date { format, .. } => {
                let date = match nature {
                    Nature::Date => PartialDate::parse(text),
                    _ => PartialDate::parse_with(format, text),
                };
                Value::Date(kept(self.loader.diagnostics, &field.name, date, place)?)
            }
            Cell::Organisation { number: digits, scheme, .. } => {
                let digits = digits.as_ref().map(|digits| (digits.fill(row), self.place(number, digits.column())));
                let number = match digits {
                    Some((digits, place)) if !self.is_empty(&digits) => {
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
            Cell::Text { value, map, split } => {
                let is_text = matches!(field.ty, Type::Text | Type::Markdown | Type::Quote);
                if let Some(part) = value.part(row).filter(|_| is_text && map.is_empty() && split.is_none()) {
                    let part = Value::Text(part);
                    return Some(if field.list { Value::List([At::new(part, place)].into()) } else { part });
                }
                let parts =
                    split.as_deref().map_or_else(|| vec![text], |sign| text.split(sign).map(str::trim).collect());
                let mut values = Vec::with_capacity(parts.len());
                for part in parts.into_iter().filter(|part| !part.is_empty()) {
                    let word = kept(self.loader.diagnostics, &field.name, meant(map, part), place)?;
                    let single = self.loader.typer(notation).scalar(field, &field.ty, word, place)?;
                    values.push(At::new(single, place));
                }
                if field.list { Value::List(values.into()) } else { values.pop()?.value }
            }
        })
    }
}

/// The text of a cell as a field can read it, where what the form of the file says of the cell fits the field: a date is
/// never counted from a number, nor a sum from a date.
fn fitting<'t>(nature: Nature, cell: &Cell, field: &Field, text: &'t str) -> Result<&'t str, Problem> {
    let is_date = matches!(cell, Cell::Date { .. }) || matches!(field.ty, Type::Date | Type::Period);
    match nature {
        Nature::Fault => {
            let problem = Problem::new(format!("the formula of this cell gives `{text}`"));
            Err(problem.with_help("mend it in the file, or name it in `empty` where it stands for nothing"))
        }
        Nature::Number if is_date => {
            let problem = Problem::new(format!("the cell holds the number {text}, not a date"));
            Err(problem.with_help(
                "give the column the format of a date in the spreadsheet; a number alone is not counted as days",
            ))
        }
        Nature::Date if matches!(cell, Cell::Money { .. }) => {
            Err(Problem::new(format!("the cell holds the date {text}, not a sum")))
        }
        Nature::Date if is_date => Ok(text.split_once('T').map_or(text, |(day, _)| day)),
        _ => Ok(text),
    }
}

/// What a word of a cell means; each word itself where the description maps none.
fn meant<'a>(map: &'a [(Box<str>, Box<str>)], word: &'a str) -> Result<&'a str, Problem> {
    if map.is_empty() {
        return Ok(word);
    }
    let known = map.iter().find(|(known, _)| **known == *word);
    known.map(|(_, meant)| &**meant).ok_or_else(|| {
        let words: Vec<&str> = map.iter().map(|(word, _)| &**word).collect();
        let help = format!("the description knows: {}", words.join(", "));
        Problem::new(format!("the map says nothing of `{word}`")).with_help(help)
    })
}

/// What people write beside a sum of each currency, small letters.
const SIGNS: &[(Currency, &[&str])] =
    &[(Currency::DKK, &["kr.", "kr", "dkk"]), (Currency::NOK, &["kr.", "kr", "nok"]), (Currency::EUR, &["€", "eur"])];

/// A sum without the sign of its currency, and without the stroke that stands for no øre: `kr. 1.200,-`. A sign of another
/// currency stays, and makes it no number.
pub fn without_currency(text: &str, currency: Currency) -> &str {
    let signs = SIGNS.iter().find(|(of, _)| *of == currency).map_or(&[][..], |(_, signs)| signs);
    let before = signs.iter().find_map(|sign| {
        let (head, rest) = text.split_at_checked(sign.len())?;
        (head.to_lowercase() == **sign).then_some(rest)
    });
    let text = before.unwrap_or(text).trim();
    let after = signs.iter().find_map(|sign| {
        let (rest, tail) = text.split_at_checked(text.len().checked_sub(sign.len())?)?;
        (tail.to_lowercase() == **sign).then_some(rest)
    });
    let text = after.unwrap_or(text).trim();
    text.strip_suffix(",-").or_else(|| text.strip_suffix(",\u{2013}")).unwrap_or(text)
}

fn too_large(text: &str) -> Problem {
    Problem::new(format!("`{text}` has more digits than can be kept exactly"))
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
