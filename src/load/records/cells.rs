//! A record becomes cells: what stands under each of its keys, however deep, by the keys that lead to it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{Records, Written};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Met};
use crate::load::sheet::{Cell, Nature};
use crate::load::typed::WRONG_TYPE;
use crate::raw::{Node, Raw, SYNTAX, Snippet};
use crate::source::Place;

/// What stands between the values of a list in one cell.
const JOINED: char = ';';

/// Tells the cells of records of one text.
pub struct Flat<'t> {
    snippet: Snippet<'t>,
    form: Written,
    /// Where each line of the text begins.
    lines: Vec<u32>,
}

/// What is done with a cell: its path, what stands in it, and where.
type Take<'t, 'n> = dyn FnMut(&str, Cell<'n>, Place) -> Result<(), Diagnostic> + 't;

impl<'t> Flat<'t> {
    pub fn new(snippet: Snippet<'t>, form: Written) -> Self {
        let ends = snippet.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Self { snippet, form, lines: lines.collect() }
    }

    /// The line, counted from 1, on which a place begins.
    pub fn line(&self, place: Place) -> u32 {
        let Place::Text { start, .. } = place else { return 1 };
        u32::try_from(self.lines.partition_point(|line| *line <= start)).unwrap_or(u32::MAX)
    }

    /// Takes every cell of a record.
    fn cells<'n>(&self, record: &'n Node, take: &mut Take<'_, 'n>) -> Result<(), Diagnostic> {
        if !matches!(record.value, Raw::Map(_)) {
            let message = format!("a record is a group of keys, this is {}", record.shape());
            let fault = Diagnostic::new(&WRONG_TYPE, message).at(record.place);
            return Err(fault.help("each record of a table tells its values by the names of their columns"));
        }
        self.under(&mut String::new(), record, take)
    }

    fn under<'n>(&self, path: &mut String, node: &'n Node, take: &mut Take<'_, 'n>) -> Result<(), Diagnostic> {
        match &node.value {
            Raw::Null => take(path, (Cow::Borrowed(""), Nature::Text), node.place),
            Raw::Scalar(text) => take(path, self.cell(node, text)?, node.place),
            Raw::List(items) if items.iter().all(|item| matches!(item.value, Raw::Scalar(_) | Raw::Null)) => {
                take(path, self.joined(items)?, node.place)
            }
            Raw::List(items) => {
                items.iter().enumerate().try_for_each(|(at, item)| self.deeper(path, &at.to_string(), item, take))
            }
            Raw::Map(pairs) => pairs.iter().try_for_each(|pair| self.deeper(path, &pair.key, &pair.node, take)),
        }
    }

    /// The same for what stands one key further.
    fn deeper<'n>(
        &self,
        path: &mut String,
        key: &str,
        node: &'n Node,
        take: &mut Take<'_, 'n>,
    ) -> Result<(), Diagnostic> {
        let above = path.len();
        if above > 0 {
            path.push('.');
        }
        path.push_str(key);
        let taken = self.under(path, node, take);
        path.truncate(above);
        taken
    }

    /// A list of single values as one cell, which `split` takes apart again.
    fn joined<'n>(&self, items: &'n [Node]) -> Result<Cell<'n>, Diagnostic> {
        let mut cell: Cell<'n> = (Cow::Borrowed(""), Nature::Text);
        let written = items.iter().filter_map(|item| Some((item, item.scalar()?))).filter(|(_, text)| !text.is_empty());
        for (at, (item, text)) in written.enumerate() {
            if text.contains(JOINED) {
                let message = format!("`{text}` holds `{JOINED}`, which stands between the values of a list in a cell");
                let fault = Diagnostic::new(&WRONG_TYPE, message).at(item.place);
                return Err(fault.help("write each item of the list as a group of keys, or use another sign in it"));
            }
            let (text, nature) = self.cell(item, text)?;
            cell = match at {
                0 => (text, nature),
                // Numbers together are still numbers; what else there is are words.
                _ => (
                    Cow::Owned(format!("{}{JOINED}{text}", cell.0)),
                    if cell.1 == nature && nature == Nature::Number { nature } else { Nature::Text },
                ),
            };
        }
        Ok(cell)
    }

    /// A single value, and what the form says of it, which its first sign in the text tells.
    fn cell<'n>(&self, node: &Node, text: &'n str) -> Result<Cell<'n>, Diagnostic> {
        if text.contains('\0') {
            let fault = Diagnostic::new(&SYNTAX, "this text holds a NUL, which is no letter").at(node.place);
            return Err(fault.help("remove it"));
        }
        let words = Ok((Cow::Borrowed(text), Nature::Text));
        match (self.form, self.first_sign(node.place)) {
            (Written::Yaml, _) | (_, Some(b'"' | b'\'' | b't' | b'f') | None) => words,
            (Written::Toml, _) if is_moment(text) => Ok((
                if text.is_ascii() { Cow::Owned(text.replace([' ', 't'], "T")) } else { text.into() },
                Nature::Date,
            )),
            (Written::Toml, _) if text.contains(':') => words,
            (_, _) => Ok((plain_number(text, node.place)?, Nature::Number)),
        }
    }

    fn first_sign(&self, place: Place) -> Option<u8> {
        let Place::Text { start, .. } = place else { return None };
        self.snippet.text.as_bytes().get(start as usize - self.snippet.offset).copied()
    }
}

/// Whether a value of TOML that is no text is a date, with or without a time.
fn is_moment(text: &str) -> bool {
    text.as_bytes().get(4) == Some(&b'-') && text.len() >= "2024-03-01".len()
}

/// The digits of a number as they are written; a sum never passes through a float.
fn plain_number(text: &str, place: Place) -> Result<Cow<'_, str>, Diagnostic> {
    let digits = text.trim_start_matches(['+', '-']);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'_'));
    if !is_plain || digits.is_empty() {
        let message = format!("the number `{text}` is not written in plain digits");
        return Err(Diagnostic::new(&WRONG_TYPE, message).at(place).help("write its digits, with a point: 4000000.50"));
    }
    let text = text.trim_start_matches('+');
    Ok(if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) })
}

/// The columns of a table of records: every path at which any of them has a value, in the order in which they appear.
pub struct Columns {
    names: Vec<String>,
    at: HashMap<String, usize>,
    /// How many records were looked at.
    pub records: usize,
}

impl Columns {
    /// The columns of so many of the records.
    ///
    /// # Errors
    /// A record that cannot be read, or too many columns.
    pub fn of(records: &Records<'_>, flat: &Flat<'_>, most: usize) -> Result<Self, Diagnostic> {
        let limits = flat.snippet.limits;
        let mut columns = Self { names: Vec::new(), at: HashMap::new(), records: 0 };
        // Whether anything but nothing stands in a column.
        let mut filled: Vec<bool> = Vec::new();
        records.each(&mut |record| {
            columns.records += 1;
            flat.cells(record, &mut |path, (text, _), _| {
                let column = columns.add(path);
                filled.resize(columns.names.len(), false);
                filled[column] |= !text.is_empty();
                Ok(())
            })?;
            if limits.forbid(Limit::Columns, columns.names.len()) {
                return Err(limits.exceeded(Limit::Columns, Met::Exactly(columns.names.len() as u64)).at(record.place));
            }
            Ok(columns.records < most)
        })?;
        columns.without_empty_groups(&filled);
        Ok(columns)
    }

    fn add(&mut self, path: &str) -> usize {
        if let Some(known) = self.at.get(path) {
            return *known;
        }
        self.names.push(path.to_owned());
        self.at.insert(path.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// Where a record has nothing and others have a group of keys, there is no column but those of the group.
    fn without_empty_groups(&mut self, filled: &[bool]) {
        let groups: std::collections::HashSet<&str> =
            self.names.iter().flat_map(|name| name.match_indices('.').map(|(at, _)| &name[..at])).collect();
        let is_group = |(at, name): &(usize, &String)| !filled[*at] && groups.contains(name.as_str());
        let names: Vec<String> =
            self.names.iter().enumerate().filter(|column| !is_group(column)).map(|(_, name)| name.clone()).collect();
        self.at = names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        self.names = names;
    }

    /// What each is called.
    pub fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    /// The cells of a record, one for each column; nothing where it has a value in none of them.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn row<'n>(&self, flat: &Flat<'_>, record: &'n Node) -> Result<Option<Vec<Cell<'n>>>, Diagnostic> {
        let mut row: Vec<Option<Cell<'n>>> = vec![None; self.names.len()];
        let mut fits = true;
        flat.cells(record, &mut |path, cell, place| {
            match self.at.get(path).map(|at| &mut row[*at]) {
                Some(Some(_)) => return Err(twice(path, place)),
                Some(free) => *free = Some(cell),
                None => fits &= cell.0.is_empty(),
            }
            Ok(())
        })?;
        let cells = row.into_iter().map(Option::unwrap_or_default).collect();
        Ok(fits.then_some(cells))
    }
}

/// A key with a point in it beside a group of keys.
fn twice(path: &str, place: Place) -> Diagnostic {
    let fault = Diagnostic::new(&WRONG_TYPE, format!("the record has two values at `{path}`")).at(place);
    fault.help("a point stands between the keys of groups; write keys without points")
}

/// Where the keys and single values of some records stand in their text, in order.
pub fn ranges(records: &[Node]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    records.iter().for_each(|record| collect(record, &mut ranges));
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}

fn collect(node: &Node, ranges: &mut Vec<Range<usize>>) {
    let mut add = |place: Place| {
        if let Place::Text { start, end, .. } = place {
            ranges.push(start as usize..end as usize);
        }
    };
    match &node.value {
        Raw::Null | Raw::Scalar(_) => add(node.place),
        Raw::List(items) => items.iter().for_each(|item| collect(item, ranges)),
        Raw::Map(pairs) => {
            pairs.iter().for_each(|pair| add(pair.key_place));
            pairs.iter().for_each(|pair| collect(&pair.node, ranges));
        }
    }
}
