//! UTF-8 CSV by the csv crate: a header line, then rows of as many cells.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;
use crate::source::{FileId, Place, Text};

/// How a table is written.
#[derive(Clone, Copy)]
pub struct Written {
    pub delimiter: u8,
    /// How many rows stand above the header: titles and the like.
    pub skipped: usize,
}

/// A table that is read row by row.
pub struct Table<'a> {
    file: FileId,
    text: &'a Arc<String>,
    delimiter: u8,
    reader: ::csv::Reader<&'a [u8]>,
    /// The names of the columns.
    pub header: Vec<String>,
    limits: &'a Limits,
    /// How many cells were read.
    cells: usize,
}

/// The cells of one data row.
pub struct Row<'a> {
    cells: ::csv::StringRecord,
    text: &'a Arc<String>,
    delimiter: u8,
}

impl<'a> Table<'a> {
    /// Begins to read a table; its first row but those that are skipped names the columns.
    ///
    /// # Errors
    /// The header cannot be read, or has too many cells.
    pub fn open(file: FileId, text: &'a Arc<String>, written: Written, limits: &'a Limits) -> Result<Self, Diagnostic> {
        let Written { delimiter, skipped } = written;
        let mut reader = reader(delimiter, text.as_bytes());
        let mut header = ::csv::StringRecord::new();
        for _ in 0..=skipped {
            reader.read_record(&mut header).map_err(|fault| unreadable(file, &fault))?;
        }
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        if limits.forbid(Limit::Columns, header.len()) {
            let first = Place::text(file, 0..text.find('\n').unwrap_or(text.len()));
            return Err(limits.exceeded(Limit::Columns, Met::Exactly(header.len() as u64)).at(first));
        }
        Ok(Self { file, text, delimiter, reader, header, limits, cells: 0 })
    }

    /// For how many data rows room is kept from the beginning: as many as there are lines, up to a million or so.
    pub fn room(&self) -> usize {
        self.text.bytes().filter(|byte| *byte == b'\n').count().min(1 << 20)
    }

    /// A row to be filled.
    pub fn row(&self) -> Row<'a> {
        Row { cells: ::csv::StringRecord::new(), text: self.text, delimiter: self.delimiter }
    }

    /// Reads the next row; gives the 1-based line at which it begins, or nothing at the end.
    ///
    /// # Errors
    /// The row cannot be read, has not as many cells as the header, or is one too many.
    pub fn read(&mut self, row: &mut Row<'a>) -> Result<Option<u32>, Diagnostic> {
        if !self.reader.read_record(&mut row.cells).map_err(|fault| unreadable(self.file, &fault))? {
            return Ok(None);
        }
        let line = row.cells.position().map_or(0, |position| position.line());
        let columns = self.header.len();
        let here = || {
            let start = row.start();
            Place::text(self.file, start..self.text[start..].find('\n').map_or(self.text.len(), |at| start + at))
        };
        self.cells += columns;
        if self.limits.forbid(Limit::Cells, self.cells) {
            return Err(self.limits.exceeded(Limit::Cells, Met::More).at(here()));
        }
        if row.cells.len() != columns {
            let message = format!("line {line} has {} cells, the header has {columns}", row.cells.len());
            let fault = Diagnostic::new(&SYNTAX, message).at(here());
            return Err(fault.help("is the delimiter right, and does each quotation mark have its twin?"));
        }
        Ok(Some(u32::try_from(line).unwrap_or(u32::MAX)))
    }
}

impl Table<'_> {
    /// Where the rows begin of which nothing more is wanted.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn lines(&mut self) -> Result<Vec<u32>, Diagnostic> {
        let (mut row, mut lines) = (self.row(), Vec::new());
        while let Some(line) = self.read(&mut row)? {
            lines.push(line);
        }
        Ok(lines)
    }
}

/// The signs that part cells, the usual one first.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// How much of a table is looked at, in bytes and rows.
const LOOKED_AT: (usize, usize) = (1 << 16, 200);

/// The sign that parts the cells of a table: that by which the largest share of the first rows has as many cells as the
/// header, which has more than one; of several, that which parts most. `skipped` rows stand above the header.
pub fn sniff(text: &str, skipped: usize) -> u8 {
    let whole = text.len() <= LOOKED_AT.0;
    let head = &text[..text.floor_char_boundary(LOOKED_AT.0.min(text.len()))];
    let head = if whole { head } else { head.rsplit_once('\n').map_or(head, |(rows, _)| rows) };
    let fit = |delimiter: u8| {
        let mut reader = reader(delimiter, head.as_bytes());
        let rows = reader.records().skip(skipped).take(LOOKED_AT.1);
        let rows: Vec<usize> = rows.map_while(Result::ok).map(|row| row.len()).collect();
        let columns = rows.first().copied().unwrap_or_default();
        let fitting = rows.iter().filter(|cells| **cells == columns).count();
        if columns > 1 { (fitting * 100 / rows.len(), columns) } else { (0, 0) }
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| fit(*delimiter));
    best.unwrap_or(DELIMITERS[0])
}

fn reader(delimiter: u8, bytes: &[u8]) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bytes)
}

fn unreadable(file: FileId, fault: &::csv::Error) -> Diagnostic {
    Diagnostic::new(&SYNTAX, format!("this table cannot be read: {fault}")).at(Place::text(file, 0..0))
}

impl Row<'_> {
    /// The cell in a column, counted from 0, without white space around it; empty where there is none.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// The same as a part of the file's text, where it stands there as it is meant: no quotation mark in it is doubled.
    pub fn part(&self, column: usize) -> Option<Text> {
        let cell = self.cells.get(column)?;
        let range = self.find(column)?;
        if self.text.get(range.clone()) != Some(cell) {
            return None;
        }
        let start = range.start + cell.len() - cell.trim_start().len();
        Text::part(self.text, start..start + cell.trim().len())
    }

    fn start(&self) -> usize {
        self.cells.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default()
    }

    /// Where the content of a cell stands in the file.
    fn find(&self, column: usize) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let blank = |at: &usize| matches!(bytes.get(*at), Some(b'\n'));
        let mut at = (self.start()..).find(|at| !blank(at))?;
        for cell in self.cells.iter().take(column) {
            at = match bytes.get(at)? {
                b'"' => closing(bytes, at + 1)? + 1,
                _ => at + cell.len(),
            };
            at += usize::from(*bytes.get(at)? == self.delimiter);
        }
        let start = at + usize::from(*bytes.get(at)? == b'"');
        Some(start..start + self.cells.get(column)?.len())
    }
}

/// Where the quotation mark stands that closes what begins at `at`; a doubled one is a sign of the text.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of every row, each with whether it is a part of the text.
    fn rows(text: &str) -> Vec<Vec<(String, bool)>> {
        let (text, limits) = (Arc::new(text.to_owned()), Limits::default());
        let mut table =
            Table::open(FileId(0), &text, Written { delimiter: b';', skipped: 0 }, &limits).expect("a header");
        let (mut row, mut rows) = (table.row(), Vec::new());
        while table.read(&mut row).expect("a row").is_some() {
            let cell = |column| {
                let part = row.part(column);
                assert!(part.as_deref().is_none_or(|part| part == row.get(column)));
                (row.get(column).to_owned(), part.is_some())
            };
            rows.push((0..table.header.len()).map(cell).collect());
        }
        rows
    }

    #[test]
    fn the_delimiter_is_that_by_which_rows_have_the_cells_of_the_header() {
        assert_eq!(sniff("navn;beløb\nA, B og C;1.234,50\nD;2,0\n", 0), b';');
        assert_eq!(sniff("navn,note\nA,x; y\nB,z\n", 0), b',');
        assert_eq!(sniff("a\tb, c\n1\t2\n", 0), b'\t');
        assert_eq!(sniff("a|b|c\n1|2|3\n", 0), b'|');
        assert_eq!(sniff("navn;sted\n\"et\nnavn; her\";by\n", 0), b';');
        assert_eq!(sniff("alene\n1\n", 0), b',');
        assert_eq!(sniff("", 0), b',');
        assert_eq!(sniff("Tilskud, 2021, alle\n\nnavn;sum\nA;1,5\nB;2,5\n", 1), b';');
    }

    #[test]
    fn cells_are_parts_of_the_text_wherever_they_can_be() {
        let whole = |text: &str| (text.to_owned(), true);
        let own = |text: &str| (text.to_owned(), false);
        let found = rows("a;b;c\n1;\"to; \næ\"; tre \n\n\"say \"\"so\"\"\";;ø\n");
        assert_eq!(found[0], [whole("1"), whole("to; \næ"), whole("tre")]);
        assert_eq!(found[1], [own("say \"so\""), whole(""), whole("ø")]);
    }
}
