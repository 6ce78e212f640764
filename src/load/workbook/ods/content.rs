//! The part of an ODS file that holds its sheets (OpenDocument 1.3, part 3, chapters 9 and 19).

use std::collections::BTreeSet;

use crate::load::sheet::Nature;
use crate::load::workbook::beside::Words;
use crate::load::workbook::cells::{self, name, number, percentage};
use crate::load::workbook::facts::{Region, Shown};
use crate::xml::{Attributes, See, Stop};

/// A row as it is written, once however often it is repeated. Rows and columns are counted from 0.
#[derive(Default)]
pub struct Row {
    pub sheet: usize,
    pub number: u32,
    pub repeated: u32,
    pub is_hidden: bool,
    /// Those that hold something, or are merged, or should hold something.
    pub cells: Vec<Cell>,
}

/// A cell as it is written, once however often it is repeated.
#[derive(Default)]
pub struct Cell {
    pub column: u32,
    pub repeated: u32,
    pub text: String,
    pub nature: Nature,
    /// Whether a merged cell covers it.
    pub is_covered: bool,
    /// The cells that are merged into it.
    pub merged: Option<Region>,
    /// Whether it holds a formula without a value.
    pub lacks_value: bool,
}

/// Who takes what stands in the sheets, in their order.
pub trait Take {
    /// A sheet begins.
    fn sheet(&mut self, _name: String, _shown: Shown) {}
    /// Columns of the sheet are hidden.
    fn hidden_columns(&mut self, _from: u32, _to: u32) {}
    /// A row has ended.
    fn row(&mut self, row: &Row) -> Result<(), Stop>;
}

/// What stands in a cell without being its text.
const ASIDE: &[&str] = &[
    "annotation",
    "shapes",
    "frame",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "path",
    "g",
    "caption",
    "measure",
    "connector",
    "control",
];

/// The most spaces that one sign for several may stand for.
const SPACES: u32 = 1_000;

/// Who walks through the sheets.
pub struct Content<'t, T> {
    take: &'t mut T,
    /// The names of styles that hide a sheet.
    hiding: BTreeSet<String>,
    style: String,
    /// How many tables one stands in: those within another are drawings.
    tables: usize,
    /// How many sheets have begun.
    sheets: usize,
    column_style: u32,
    row: Row,
    next_row: u32,
    next_column: u32,
    cell: Option<Open>,
    /// How deep one stands in what is no text of a cell, and in paragraphs.
    aside: usize,
    is_comment: bool,
    paragraphs: usize,
    gathered: String,
    pub comments: Words,
    pub boxes: Words,
}

/// A cell that has begun.
struct Open {
    cell: Cell,
    /// What its attributes say that it holds.
    kind: String,
    value: Option<String>,
    has_formula: bool,
    has_paragraph: bool,
    shown: String,
}

impl<'t, T: Take> Content<'t, T> {
    pub fn new(take: &'t mut T) -> Self {
        Self {
            take,
            hiding: BTreeSet::new(),
            style: String::new(),
            tables: 0,
            sheets: 0,
            column_style: 0,
            row: Row::default(),
            next_row: 0,
            next_column: 0,
            cell: None,
            aside: 0,
            is_comment: false,
            paragraphs: 0,
            gathered: String::new(),
            comments: Words::default(),
            boxes: Words::default(),
        }
    }

    fn begin_sheet(&mut self, attributes: &Attributes<'_>) {
        let is_hidden = attributes.get("table:style-name").is_some_and(|style| self.hiding.contains(&*style));
        let shown = if is_hidden { Shown::Hidden } else { Shown::Visible };
        self.take.sheet(attributes.get("table:name").unwrap_or_default().into_owned(), shown);
        self.sheets += 1;
        (self.next_row, self.column_style) = (0, 0);
    }

    fn columns(&mut self, attributes: &Attributes<'_>) {
        let (from, repeated) = (self.column_style, times(attributes, "table:number-columns-repeated"));
        self.column_style = from.saturating_add(repeated);
        if is_hidden(attributes) {
            self.take.hidden_columns(from, self.column_style.saturating_sub(1));
        }
    }

    fn begin_row(&mut self, attributes: &Attributes<'_>) {
        let repeated = times(attributes, "table:number-rows-repeated");
        let sheet = self.sheets.saturating_sub(1);
        self.row = Row { sheet, number: self.next_row, repeated, is_hidden: is_hidden(attributes), cells: Vec::new() };
        self.next_row = self.next_row.saturating_add(repeated);
        self.next_column = 0;
    }

    fn begin_cell(&mut self, is_covered: bool, attributes: &Attributes<'_>) {
        let (row, column) = (self.row.number, self.next_column);
        let repeated = times(attributes, "table:number-columns-repeated");
        self.next_column = column.saturating_add(repeated);
        let rows = times(attributes, "table:number-rows-spanned");
        let columns = times(attributes, "table:number-columns-spanned");
        let last = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
        let merged = (rows > 1 || columns > 1).then_some(Region { first: (row, column), last });
        let is_fault = attributes.get("calcext:value-type").is_some_and(|kind| kind == "error");
        let kind = attributes.get("office:value-type").unwrap_or_default().into_owned();
        let value = ["office:value", "office:date-value", "office:boolean-value", "office:string-value"];
        self.cell = Some(Open {
            cell: Cell { column, repeated, is_covered, merged, ..Cell::default() },
            kind: if is_fault { "error".into() } else { kind },
            value: value.iter().find_map(|name| attributes.get(name)).map(std::borrow::Cow::into_owned),
            has_formula: attributes.get("table:formula").is_some(),
            has_paragraph: false,
            shown: String::new(),
        });
    }

    fn end_cell(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let cell = open.close();
        if !cell.text.is_empty() || cell.merged.is_some() || cell.lacks_value {
            self.row.cells.push(cell);
        }
    }

    fn push(&mut self, text: &str) {
        match &mut self.cell {
            Some(open) if self.aside == 0 => open.shown.push_str(text),
            _ => self.gathered.push_str(text),
        }
    }

    /// Keeps the words that are no cell.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.gathered);
        let words = if self.is_comment { &mut self.comments } else { &mut self.boxes };
        let place = || self.cell.as_ref().map_or(String::new(), |open| name(self.row.number, open.cell.column));
        words.add(place, text.trim());
    }
}

impl Open {
    /// The cell with its text.
    fn close(self) -> Cell {
        let Self { cell, kind, value, has_formula, shown, .. } = self;
        let figure = value.as_deref().and_then(|value| value.trim().parse::<f64>().ok());
        let (text, nature) = match (&*kind, figure, value) {
            ("float" | "currency", Some(figure), _) => (number(figure), Nature::Number),
            ("percentage", Some(figure), _) => (percentage(figure), Nature::Number),
            ("date", _, Some(value)) => {
                let (text, nature) = cells::date(&value);
                (text.to_owned(), nature)
            }
            ("boolean" | "string", _, Some(value)) => (value, Nature::Text),
            ("error", ..) => (shown, Nature::Fault),
            _ => (shown, Nature::Text),
        };
        let lacks_value = has_formula && kind.is_empty() && text.is_empty();
        Cell { text, nature, lacks_value, ..cell }
    }
}

impl<T: Take> See for Content<'_, T> {
    fn start(&mut self, element: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        match element {
            "style" => self.style = attributes.get("style:name").unwrap_or_default().into_owned(),
            "table-properties" if attributes.get("table:display").is_some_and(|value| value == "false") => {
                self.hiding.insert(self.style.clone());
            }
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.begin_sheet(attributes);
                }
            }
            "table-column" if self.tables == 1 => self.columns(attributes),
            "table-row" if self.tables == 1 => self.begin_row(attributes),
            "table-cell" if self.tables == 1 => self.begin_cell(false, attributes),
            "covered-table-cell" if self.tables == 1 => self.begin_cell(true, attributes),
            "s" if self.paragraphs > 0 => {
                let count = attributes.number("text:c").unwrap_or(1).min(SPACES);
                (0..count).for_each(|_| self.push(" "));
            }
            "tab" if self.paragraphs > 0 => self.push("\t"),
            "line-break" if self.paragraphs > 0 => self.push("\n"),
            "p" => self.begin_paragraph(),
            _ if ASIDE.contains(&element) => {
                self.is_comment = element == "annotation";
                self.aside += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, element: &str) -> Result<(), Stop> {
        match element {
            "table" => self.tables = self.tables.saturating_sub(1),
            "table-row" if self.tables == 1 => {
                let row = std::mem::take(&mut self.row);
                self.take.row(&row)?;
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.end_cell(),
            "p" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.flush();
            }
            _ if ASIDE.contains(&element) => self.aside = self.aside.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        if self.paragraphs > 0 {
            self.push(text);
        }
        Ok(())
    }
}

impl<T: Take> Content<'_, T> {
    fn begin_paragraph(&mut self) {
        self.paragraphs += 1;
        if let Some(open) = self.cell.as_mut().filter(|_| self.aside == 0) {
            if open.has_paragraph {
                open.shown.push('\n');
            }
            open.has_paragraph = true;
        }
    }
}

/// How many times something is repeated or spans; once unless said.
fn times(attributes: &Attributes<'_>, name: &str) -> u32 {
    let Some(written) = attributes.get(name) else { return 1 };
    // What does not fit is more than any sheet has.
    written.trim().parse::<u64>().map_or(1, |times| u32::try_from(times).unwrap_or(u32::MAX)).max(1)
}

fn is_hidden(attributes: &Attributes<'_>) -> bool {
    attributes.get("table:visibility").is_some_and(|value| matches!(&*value, "collapse" | "filter"))
}
