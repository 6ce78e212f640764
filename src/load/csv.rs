//! UTF-8 CSV by the csv crate: a header line, then rows of as many cells. Tables of other forms are [sheets](super::sheet),
//! whose text is CSV too.

use std::ops::Range;
use std::sync::Arc;

use super::sheet::{Nature, Told};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;
use crate::source::{FileId, Place, RowPlace, RowPlaces, Text};

/// How a table is written.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    pub delimiter: u8,
    /// How many rows stand above the header: titles and the like.
    pub skipped: usize,
    /// What a sheet tells beside its text.
    pub told: Option<&'a Told>,
}

/// A table that is read row by row.
pub struct Table<'a> {
    file: FileId,
    text: &'a Arc<String>,
    delimiter: u8,
    reader: ::csv::Reader<&'a [u8]>,
    /// The names of the columns.
    pub header: Arc<[String]>,
    limits: &'a Limits,
    told: Option<&'a Told>,
    /// How many rows were read.
    rows: usize,
    /// Where a row begins that has not as many cells as the header; the rows after it can be read.
    pub uneven: Option<RowPlace>,
}

/// The cells of one data row.
pub struct Row<'a> {
    cells: ::csv::StringRecord,
    text: &'a Arc<String>,
    delimiter: u8,
    header: Arc<[String]>,
    /// By column; empty where the form of the file tells only texts.
    natures: &'a [Nature],
    /// From which part of which column the entry comes, where a row becomes several.
    pub unfolded: Option<Unfolded>,
    /// Columns that name a private person, and what is read in their place.
    pub hidden: (Vec<usize>, &'static str),
}

/// One of several entries that a row becomes: what stands in a column, or a part of it. It is the cell of the first column
/// after the last, and the column's heading that of the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfolded {
    pub column: usize,
    pub part: Range<usize>,
}

impl<'a> Table<'a> {
    /// Begins to read a table; its first row but those that are skipped names the columns.
    ///
    /// # Errors
    /// The header cannot be read, or has too many cells.
    pub fn open(
        file: FileId,
        text: &'a Arc<String>,
        written: Written<'a>,
        limits: &'a Limits,
    ) -> Result<Self, Diagnostic> {
        let Written { delimiter, skipped, told } = written;
        let mut reader = reader(delimiter, text.as_bytes());
        let mut header = ::csv::StringRecord::new();
        for _ in 0..=skipped {
            reader.read_record(&mut header).map_err(|fault| unreadable(file, &fault))?;
        }
        let header: Arc<[String]> = header.iter().map(|name| name.trim().to_owned()).collect();
        if limits.forbid(Limit::Columns, header.len()) {
            let first = Place::text(file, 0..text.find('\n').unwrap_or(text.len()));
            return Err(limits.exceeded(Limit::Columns, Met::Exactly(header.len() as u64)).at(first));
        }
        Ok(Self { file, text, delimiter, reader, header, limits, told, rows: 0, uneven: None })
    }

    /// For how many data rows room is kept from the beginning: as many as there are lines, up to a million or so.
    pub fn room(&self) -> usize {
        self.text.bytes().filter(|byte| *byte == b'\n').count().min(1 << 20)
    }

    /// A row to be filled.
    pub fn row(&self) -> Row<'a> {
        Row {
            cells: ::csv::StringRecord::new(),
            text: self.text,
            delimiter: self.delimiter,
            header: self.header.clone(),
            natures: &[],
            unfolded: None,
            hidden: (Vec::new(), ""),
        }
    }

    /// Reads the next row; gives where it begins, or nothing at the end.
    ///
    /// # Errors
    /// The row cannot be read, has not as many cells as the header, or is one too many.
    pub fn read(&mut self, row: &mut Row<'a>) -> Result<Option<RowPlace>, Diagnostic> {
        if !self.reader.read_record(&mut row.cells).map_err(|fault| unreadable(self.file, &fault))? {
            return Ok(None);
        }
        let line = row.cells.position().map_or(0, |position| position.line());
        let (columns, before) = (self.header.len(), self.rows);
        let (start, file, text) = (row.start(), self.file, self.text);
        let here = || Place::text(file, start..text[start..].find('\n').map_or(text.len(), |at| start + at));
        self.rows += 1;
        if self.limits.forbid(Limit::Cells, self.rows * columns) {
            return Err(self.limits.exceeded(Limit::Cells, Met::More).at(here()));
        }
        let mut number = u32::try_from(line).unwrap_or(u32::MAX);
        if let Some(told) = self.told {
            row.natures = told.natures.get(before * columns..(before + 1) * columns).unwrap_or_default();
            number = told.numbers.get(before).copied().unwrap_or(number);
        }
        row.unfolded = None;
        let place = RowPlace { start: u32::try_from(start).unwrap_or(u32::MAX), number };
        if row.cells.len() != columns {
            self.uneven = Some(place);
            let message = format!("line {line} has {} cells, the header has {columns}", row.cells.len());
            let fault = Diagnostic::new(&SYNTAX, message).at(here());
            return Err(fault.help("is the delimiter right, and does each quotation mark have its twin?"));
        }
        Ok(Some(place))
    }
}

impl Table<'_> {
    /// Where the rows begin of which nothing more is wanted.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn places(&mut self) -> Result<RowPlaces, Diagnostic> {
        let (mut row, mut places) = (self.row(), RowPlaces::default());
        while let Some(place) = self.read(&mut row)? {
            places.push(place);
        }
        Ok(places)
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

/// The cells of a row as they stand.
pub type Cells = ::csv::StringRecord;

/// Every row with the line at which it begins, however many cells it has, until `look` wants no more.
///
/// # Errors
/// A row that cannot be read, in words.
pub fn rows(text: &str, delimiter: u8, mut look: impl FnMut(usize, &Cells) -> bool) -> Result<(), String> {
    let (mut reader, mut row) = (reader(delimiter, text.as_bytes()), ::csv::StringRecord::new());
    while reader.read_record(&mut row).map_err(|fault| fault.to_string())? {
        let line = row.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        if !look(line, &row) {
            break;
        }
    }
    Ok(())
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
        if self.hidden.0.contains(&column) { self.hidden.1 } else { self.written(column) }
    }

    /// The same as it is written, though a private person is named there.
    pub fn written(&self, column: usize) -> &str {
        match (column.checked_sub(self.header.len()), &self.unfolded) {
            (Some(0), Some(from)) => self.cells.get(from.column).and_then(|cell| cell.get(from.part.clone())),
            (Some(1), Some(from)) => self.header.get(from.column).map(String::as_str),
            _ => self.cells.get(column),
        }
        .unwrap_or_default()
        .trim()
    }

    /// The whole cell in a column, with the white space around it.
    pub fn whole(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    pub fn header(&self) -> &Arc<[String]> {
        &self.header
    }

    /// The column of the file in which a column's cell stands.
    pub fn column_of(&self, column: usize) -> usize {
        self.unfolded.as_ref().filter(|_| column >= self.header.len()).map_or(column, |from| from.column)
    }

    /// What the form of the file says of the cell in a column.
    pub fn nature(&self, column: usize) -> Nature {
        match (column.checked_sub(self.header.len()), &self.unfolded) {
            (Some(0), Some(from)) => self.natures.get(from.column),
            _ => self.natures.get(column),
        }
        .copied()
        .unwrap_or_default()
    }

    /// The same as a part of the file's text, where it stands there as it is meant: no quotation mark in it is doubled.
    pub fn part(&self, column: usize) -> Option<Text> {
        if self.hidden.0.contains(&column) {
            return None;
        }
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

/// Where the cells of a row stand, in bytes, their quotation marks included; `row` begins where the row does.
pub fn cell_ranges(row: &str, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = row.as_bytes();
    let mut start = bytes.iter().position(|byte| *byte != b'\n').unwrap_or_default();
    let mut ranges = Vec::new();
    loop {
        let is_quoted = bytes.get(start) == Some(&b'"');
        let from = if is_quoted { closing(bytes, start + 1).unwrap_or(bytes.len()) } else { start };
        let rest = bytes.get(from..).unwrap_or_default();
        let end = from + rest.iter().position(|byte| [delimiter, b'\n'].contains(byte)).unwrap_or(rest.len());
        ranges.push(start..end);
        if bytes.get(end) != Some(&delimiter) {
            return ranges;
        }
        start = end + 1;
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
        let written = Written { delimiter: b';', skipped: 0, told: None };
        let mut table = Table::open(FileId(0), &text, written, &limits).expect("a header");
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
    fn the_cells_of_a_row_are_found_in_its_text() {
        let row = "\n1;\"to; \n;\"\"æ\"; tre;\n5;6\n";
        let cells: Vec<&str> = cell_ranges(row, b';').into_iter().map(|range| &row[range]).collect();
        assert_eq!(cells, ["1", "\"to; \n;\"\"æ\"", " tre", ""]);
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
