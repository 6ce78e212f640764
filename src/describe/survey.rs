//! Looking at a table: which sign parts its cells, which row heads its columns, and what stands in them.

use super::column::Column;
use super::values::TOTALS;
use crate::load::{Line, Undescribed};

/// How many rows are looked at.
pub const MOST_ROWS: usize = 100_000;
/// How many rows are looked at for the delimiter and the header.
const FIRST_ROWS: usize = 200;
/// The signs that part cells, the usual one first.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Rows whose numbers are told of those that are the same as others.
pub const TOLD: usize = 10;

/// How the rows of a table are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub delimiter: u8,
    /// How many rows stand above the header.
    pub skipped: usize,
    /// By what people know the header's row.
    pub header: usize,
    pub columns: usize,
    /// Whether rows stand below the header.
    pub has_rows: bool,
    /// A row above the header that has several cells and not as many: by what people know it, and how many it has.
    pub narrower: Option<(usize, usize)>,
}

/// A row that is the sum of the others.
#[derive(Debug)]
pub struct Foot {
    /// By what people know it.
    pub row: usize,
    /// The position of its first cell that holds something, and what that says.
    pub column: usize,
    pub text: String,
}

/// What was found in a table.
#[derive(Debug, Default)]
pub struct Survey {
    pub columns: Vec<Column>,
    /// How many rows were looked at.
    pub rows: usize,
    /// Whether there are more.
    pub is_cut: bool,
    /// By what people know each row.
    pub numbers: Vec<usize>,
    /// The first row that has not as many cells as the header, and how many it has.
    pub ragged: Option<(usize, usize)>,
    /// A row that seems to be a sum over the others, but says more than that; it is one of the rows.
    pub total: Option<usize>,
    /// Rows that are nothing but the sum of others, which are none of the rows.
    pub feet: Vec<Foot>,
    /// The row above the header that may be the header itself, and how many cells it has.
    pub narrower: Option<(usize, usize)>,
    /// What stands in the rows above the header.
    pub titles: Vec<String>,
}

/// The layout of a table, by its first rows: the sign by which the largest share of them has the same number of cells, and
/// the first row that fills most of these.
///
/// # Errors
/// The table cannot be read, in words.
pub fn layout(table: &Undescribed) -> Result<Layout, String> {
    let mut best: Option<(usize, usize, Layout)> = None;
    for delimiter in DELIMITERS {
        let mut rows: Vec<(usize, usize)> = Vec::new();
        let mut numbers: Vec<usize> = Vec::new();
        table.rows(delimiter, |line| {
            numbers.push(line.number);
            rows.push((line.len(), line.cells().filter(|(cell, _)| !cell.is_empty()).count()));
            rows.len() < FIRST_ROWS
        })?;
        let columns = usual_width(&rows);
        let fitting = rows.iter().filter(|(cells, _)| *cells == columns).count();
        let share = if columns > 1 { fitting * 100 / rows.len().max(1) } else { 0 };
        let skipped = header_row(&rows, columns);
        let header = numbers.get(skipped).copied().unwrap_or_default();
        let is_narrower = |(cells, filled): &(usize, usize)| (2..columns).contains(cells) && filled == cells;
        let narrower = rows[..skipped.min(rows.len())].iter().position(is_narrower).map(|at| (numbers[at], rows[at].0));
        let layout = Layout { delimiter, skipped, header, columns, has_rows: rows.len() > skipped + 1, narrower };
        if best.is_none_or(|(known, width, _)| (share, columns) > (known, width)) {
            best = Some((share, columns, layout));
        }
    }
    best.map(|(.., layout)| layout).ok_or_else(|| "there is nothing in it".into())
}

/// The number of cells that most rows have.
fn usual_width(rows: &[(usize, usize)]) -> usize {
    let count = |width: usize| rows.iter().filter(|(cells, _)| *cells == width).count();
    rows.iter().map(|(cells, _)| *cells).max_by_key(|width| (count(*width), *width)).unwrap_or_default()
}

/// The first row of the usual width that fills most of it; titles above it fill a cell or two.
fn header_row(rows: &[(usize, usize)], columns: usize) -> usize {
    let fills = |(cells, filled): &(usize, usize)| *cells == columns && filled * 10 >= columns * 7;
    rows.iter().position(fills).or_else(|| rows.iter().position(|(cells, _)| *cells == columns)).unwrap_or_default()
}

/// Looks at the rows of a table, up to [`MOST_ROWS`].
///
/// # Errors
/// The table cannot be read, in words.
pub fn survey(table: &Undescribed, layout: Layout) -> Result<Survey, String> {
    let mut found = Survey { narrower: layout.narrower, ..Survey::default() };
    let mut above = layout.skipped;
    table.rows(layout.delimiter, |line| {
        if above > 0 {
            above -= 1;
            found.titles.extend(line.cells().map(|(text, _)| text.to_owned()).filter(|text| !text.is_empty()));
        } else if found.columns.is_empty() {
            found.columns = columns(&line);
        } else if found.rows == MOST_ROWS {
            found.is_cut = true;
            return false;
        } else {
            found.row(&line);
        }
        true
    })?;
    Ok(found)
}

fn columns(header: &Line<'_>) -> Vec<Column> {
    let names: Vec<&str> = header.cells().map(|(name, _)| name).collect();
    let only = |name: &str| names.iter().filter(|one| **one == name).count() == 1;
    let column = |name: &&str| {
        let mut column = Column::new(name);
        column.can_be_named = !name.is_empty() && only(name) && !name.contains(['{', '}']);
        column
    };
    names.iter().map(column).collect()
}

fn is_total(text: &str) -> bool {
    text.len() <= 20 && TOTALS.contains(&&*text.trim_end_matches(':').to_lowercase())
}

/// Whether a cell holds a number, perhaps with the sign of a currency.
fn is_sum(text: &str) -> bool {
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    letters <= 3 && text.chars().any(|sign| sign.is_ascii_digit())
}

impl Survey {
    fn row(&mut self, line: &Line<'_>) {
        if line.len() != self.columns.len() {
            self.ragged.get_or_insert((line.number, line.len()));
        }
        if let Some(foot) = self.foot(line) {
            self.feet.push(foot);
            return;
        }
        self.rows += 1;
        self.numbers.push(line.number);
        let mut cells = line.cells();
        let mut first = None;
        for column in &mut self.columns {
            let (text, nature) = cells.next().unwrap_or_default();
            first = first.or(Some(text).filter(|text| !text.is_empty()));
            column.look(line.number, text, nature);
        }
        if first.is_some_and(is_total) {
            self.total = Some(line.number);
        }
    }

    /// The row as the sum of others: its first cell says so, and in the others nothing stands but numbers.
    fn foot(&self, line: &Line<'_>) -> Option<Foot> {
        let mut filled = line.cells().map(|(text, _)| text).enumerate().filter(|(_, text)| !text.is_empty()).peekable();
        let (column, text) = filled.next()?;
        let can_be_named = self.columns.get(column)?.can_be_named;
        let is_foot = can_be_named && is_total(text) && filled.peek().is_some() && filled.all(|(_, text)| is_sum(text));
        is_foot.then(|| Foot { row: line.number, column, text: text.to_owned() })
    }

    /// The position of a column that a description can name.
    pub fn named(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.can_be_named)
    }

    /// Whether a cell of the column is empty in some row, words for nothing among them.
    pub fn has_gaps(&self, column: &Column) -> bool {
        column.empty_at.is_some()
    }
}
