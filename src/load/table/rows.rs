//! Rows become entries; a row with a faulty cell never becomes half an entry.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::cell::{Cell, Id, Party, Unfold};
use super::description::OnError;
use super::pattern::Pattern;
use super::report::SkippedRow;
use super::{PRIVATE_NAME, ROWS_SKIPPED};
use crate::diag::{Diagnostic, Severity};
use crate::entry::{Column, Entry, Fields, Filled, Rare, Rows, Shared, Sort, Value};
use crate::kind::{Field, FieldIx, Kind, KindIx, Type};
use crate::lang::Language;
use crate::load::csv::{Row, Table, Unfolded};
use crate::load::sheet::Nature;
use crate::load::{BAD_ID, Loader};
use crate::source::{FileId, Place, RowPlace, RowPlaces};
use crate::value::slug::slug;
use crate::value::{Notation, Period};

/// Makes entries of the rows of a table.
pub struct RowReader<'a, 'l, 'k> {
    pub loader: &'a mut Loader<'l>,
    pub kind: KindIx,
    pub of: &'k Kind,
    pub data: FileId,
    pub language: Language,
    pub decimal: Decimal<'a>,
    pub id: Id,
    pub cells: &'a [(FieldIx, Cell)],
    pub broken: Vec<FieldIx>,
    pub constants: Fields,
    /// What stands in a cell that is empty, in small letters.
    pub empty: &'a [Box<str>],
    /// Columns with what may stand in them.
    pub filter: Vec<(usize, Vec<Pattern>)>,
    /// Columns with what must not stand in them.
    pub unwanted: Vec<(usize, Vec<Pattern>)>,
    pub unfold: Option<Unfold>,
    pub on_error: OnError,
    /// The ids of the table so far, where a row that has one of them again is left out.
    pub ids: &'a mut HashSet<Box<str>>,
    pub left_out: usize,
    pub skipped: Vec<SkippedRow>,
    /// How many rows name a private person.
    pub private_rows: usize,
}

/// How the numbers of a table are written.
pub struct Decimal<'a> {
    /// As the description says; [`Notation::Plain`] where it says nothing, or nothing is known.
    pub notation: Notation,
    /// Where the file is named.
    pub place: Place,
    /// Opens the table once more, to look at all its numbers when the first of them could be read in two ways; nothing
    /// once that is done.
    pub look: Option<&'a dyn Fn() -> Option<Table<'a>>>,
}

/// The rows that were read.
struct Read {
    rows: Rows,
    shared: Shared,
    /// By cell, where the values of what stands in it are among those that are shared.
    known: Vec<HashMap<Box<str>, u32>>,
    years: Years,
    entries: Vec<Entry>,
    places: RowPlaces,
}

/// The years that sums are of, each kept once.
pub type Years = HashMap<Box<str>, Arc<Period>>;

impl RowReader<'_, '_, '_> {
    /// The entries of every row, and where each row begins.
    ///
    /// # Errors
    /// A row that cannot be read: then none is.
    pub fn entries(&mut self, table: &mut Table<'_>) -> Result<(Vec<Entry>, RowPlaces), Diagnostic> {
        let (mut row, mut read) = (table.row(), self.begin(table.room()));
        loop {
            let place = match (table.read(&mut row), table.uneven.take()) {
                (Ok(Some(place)), _) => place,
                (Ok(None), _) => break,
                // The next row begins where it should, whatever this one holds.
                (Err(fault), Some(place)) if self.on_error == OnError::Skip => {
                    self.leave_out(place, &mut read);
                    self.left_out -= 1;
                    let why = vec![(ROWS_SKIPPED.id, fault.message.clone())];
                    self.loader.diagnostics.push(fault.severity(Severity::Warning));
                    // What stands in which column is not known, and nothing of it is told.
                    self.skip_without_cells(place, why);
                    continue;
                }
                (Err(fault), _) => return Err(fault),
            };
            match &self.unfold {
                None => self.take(place, &mut row, &mut read),
                Some(unfold) => {
                    let parts = self.parts(unfold, &row);
                    if parts.is_empty() {
                        self.leave_out(place, &mut read);
                    }
                    for part in parts {
                        row.unfolded = Some(part);
                        self.take(place, &mut row, &mut read);
                    }
                }
            }
        }
        let Read { mut rows, shared, mut entries, mut places, .. } = read;
        rows.shrink();
        places.shrink();
        let (rows, shared) = (Arc::new(rows), Arc::new(shared));
        for entry in &mut entries {
            if let Place::Cell { row, .. } = entry.place {
                entry.fields = Fields::of_row(rows.clone(), shared.clone(), row);
            }
        }
        Ok((entries, places))
    }

    /// What of a row becomes an entry each.
    fn parts(&self, unfold: &Unfold, row: &Row<'_>) -> Vec<Unfolded> {
        let mut parts = Vec::new();
        for column in unfold.columns.iter().copied() {
            let cell = row.whole(column);
            let pieces: Vec<&str> = match unfold.split.as_deref() {
                Some(sign) => cell.split(sign).collect(),
                None => vec![cell],
            };
            for piece in pieces.into_iter().filter(|piece| !self.is_empty(piece.trim())) {
                let start = piece.as_ptr().addr() - cell.as_ptr().addr();
                parts.push(Unfolded { column, part: start..start + piece.len() });
            }
        }
        parts
    }

    /// A row that is no entry.
    fn leave_out(&mut self, place: RowPlace, read: &mut Read) {
        read.places.push(place);
        self.left_out += 1;
        self.cells.iter().for_each(|(field, cell)| read.rows.push(self.nothing(*field, cell)));
    }

    fn take(&mut self, place: RowPlace, row: &mut Row<'_>, read: &mut Read) {
        if !self.is_wanted(row) {
            return self.leave_out(place, read);
        }
        read.places.push(place);
        let number = u32::try_from(read.places.len()).unwrap_or(u32::MAX);
        let before = self.loader.diagnostics.len();
        self.hide(number, row);
        let entry = self.entry(number, row, read);
        match self.on_error {
            OnError::Stop => read.entries.extend(entry),
            OnError::Skip => {
                self.tell_missing(number, entry.as_ref(), row);
                let why = self.faults_since(before);
                if why.is_empty() {
                    self.ids.extend(entry.as_ref().map(|entry| entry.id.clone()));
                    read.entries.extend(entry);
                } else {
                    self.skip(place, row, why);
                }
            }
        }
    }

    fn skip_without_cells(&mut self, place: RowPlace, why: Vec<(&'static str, String)>) {
        let file = self.loader.sources.file(self.data).shown().into();
        let (header, cells) = (Arc::from([]), Vec::new());
        self.skipped.push(SkippedRow { file, number: place.number, header, cells, why });
    }

    /// Notes a faulty row. Of its cells only those are told that would have been published.
    fn skip(&mut self, place: RowPlace, row: &Row<'_>, why: Vec<(&'static str, String)>) {
        let of_id: Vec<usize> = match &self.id {
            Id::Text(template) => template.columns().collect(),
            Id::Hash { of, .. } => of.clone(),
        };
        let of_cells = self.cells.iter().flat_map(|(_, cell)| cell.columns());
        let told: BTreeSet<usize> = of_id.into_iter().chain(of_cells).map(|column| row.column_of(column)).collect();
        let file = self.loader.sources.file(self.data).shown().into();
        let header = told.iter().filter_map(|column| row.header().get(*column)).cloned().collect();
        let cells = told.iter().map(|column| row.get(*column).to_owned()).collect();
        self.skipped.push(SkippedRow { file, number: place.number, header, cells, why });
    }

    /// Complains, where faulty rows are left out, about what the check of the whole site would stop at.
    fn tell_missing(&mut self, number: u32, entry: Option<&Entry>, row: &Row<'_>) {
        let Some(entry) = entry else { return };
        let place = Place::Cell { file: self.data, row: number, column: 0 };
        let help = "the row is left out; mend it in the file";
        let mut tell =
            |message| self.loader.diagnostics.push(Diagnostic::new(&ROWS_SKIPPED, message).at(place).help(help));
        if self.ids.contains(&entry.id) {
            tell(format!("a row before this one has the id `{}` too", entry.id));
        }
        let wanted = |ix: FieldIx, field: &Field| (field.required || ix == self.of.title) && !self.broken.contains(&ix);
        for (ix, field) in self.of.schema.iter().filter(|(ix, field)| wanted(*ix, field)) {
            let written = self.cells.iter().any(|(filled, cell)| {
                *filled == ix && cell.columns().iter().any(|column| !is_among(self.empty, row.get(*column)))
            });
            if !written && self.constants.get(ix).is_none() {
                tell(format!("the row has no `{}`", field.name));
            }
        }
    }

    /// What is wrong with a row that is left out. Its errors stop nothing; but a name that must not be published does.
    fn faults_since(&mut self, before: usize) -> Vec<(&'static str, String)> {
        let new = self.loader.diagnostics.since(before);
        if new.iter().any(|one| one.code.id == PRIVATE_NAME.id) {
            return Vec::new();
        }
        let is_fault = |one: &&mut Diagnostic| one.severity == Severity::Error || one.code.id == ROWS_SKIPPED.id;
        let softened = |one: &mut Diagnostic| {
            one.severity = Severity::Warning;
            (one.code.id, one.message.clone())
        };
        new.iter_mut().filter(is_fault).map(softened).collect()
    }

    fn begin(&self, room: usize) -> Read {
        let column = |(field, cell): &(FieldIx, Cell)| {
            let sort = if is_alike(self.of.field(*field), cell) { Sort::Alike } else { Sort::Own };
            Column { field: *field, column: counted(cell.shown().column()), sort }
        };
        let columns: Vec<Column> = self.cells.iter().map(column).collect();
        let (rows, shared) = Rows::new(self.data, &columns, &self.constants, room);
        Read {
            rows,
            shared,
            known: vec![HashMap::new(); columns.len()],
            years: Years::new(),
            entries: Vec::with_capacity(room),
            places: RowPlaces::with_room(room),
        }
    }

    fn is_wanted(&self, row: &Row<'_>) -> bool {
        let stands = |(column, words): &(usize, Vec<Pattern>)| words.iter().any(|word| word.fits(row.get(*column)));
        self.filter.iter().all(stands) && !self.unwanted.iter().any(stands)
    }

    fn nothing(&self, field: FieldIx, cell: &Cell) -> Filled {
        if is_alike(self.of.field(field), cell) { Filled::Alike(None) } else { Filled::Own(None) }
    }

    /// Whether a cell holds nothing, or what the table writes for that.
    pub(super) fn is_empty(&self, text: &str) -> bool {
        is_among(self.empty, text)
    }

    pub(super) fn place(&self, row: u32, column: usize) -> Place {
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
        // Of several, each is private or not.
        if let Cell::Organisation(party @ Party { split: Some(_), .. }) = cell {
            let text = party.name.fill_as_written(row);
            let digits = party.number.as_ref().map(|number| number.fill_as_written(row)).unwrap_or_default();
            return (!self.is_empty(&text)).then_some((text.into(), digits.into()));
        }
        let mut text = cell.shown().fill(row);
        let mut digits = Cow::Borrowed("");
        if let Cell::Organisation(Party { number: Some(number), .. }) = cell {
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
        self.value(index, number, row, &text, &mut read.years)
    }

    /// Where the value of a cell is that other rows write too; it is read once.
    fn alike(&mut self, index: usize, number: u32, row: &Row<'_>, read: &mut Read) -> Option<u32> {
        let (text, digits) = self.written(index, row)?;
        let key = match self.cells[index].1.shown().nature(row) {
            Nature::Text if digits.is_empty() => text.clone(),
            nature => Cow::Owned(format!("{nature:?}\u{1f}{digits}\u{1f}{text}")),
        };
        // A private person is nobody of the same name.
        let key = if row.hidden.0.is_empty() { key } else { Cow::Owned(format!("{:?}\u{1f}{key}", row.hidden.0)) };
        if let Some(known) = read.known[index].get(&*key) {
            return Some(*known);
        }
        let value = self.value(index, number, row, &text, &mut read.years)?;
        let at = read.shared.add(value)?;
        read.known[index].insert(key.into(), at);
        Some(at)
    }
}

/// Columns as people count them.
fn counted(column: usize) -> u16 {
    u16::try_from(column + 1).unwrap_or(u16::MAX)
}

/// Whether many rows write the same. What refers to others always counts as that: references are resolved once for all rows.
fn is_alike(field: &Field, cell: &Cell) -> bool {
    let few = matches!(field.ty, Type::Reference(_) | Type::Tag | Type::Choice(_) | Type::Boolean)
        || matches!(field.ty, Type::Date | Type::Period | Type::Year);
    matches!(cell, Cell::Organisation(_)) || (few && !matches!(cell, Cell::Money { .. }))
}

/// Whether a cell holds nothing, or one of the words for that.
fn is_among(empty: &[Box<str>], text: &str) -> bool {
    text.is_empty() || (!empty.is_empty() && empty.iter().any(|empty| **empty == *text.to_lowercase()))
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
