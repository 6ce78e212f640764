//! XLSX: cells by the calamine crate, one after the other; what that does not tell of a sheet, by a walk through its XML.

mod scan;

use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader, Xlsx, XlsxError};

use super::beside::{Looking, Words};
use super::cells::{self, name, number, percentage};
use super::facts::{Facts, Shown};
use super::grid::{Filled, Grid, part};
use super::package::{Package, damaged};
use super::{Beside, Book};
use crate::diag::Diagnostic;
use crate::load::sheet::Nature;
use crate::xml::{Attributes, See, Stop};
use scan::Scan;

/// A workbook whose parts were all looked at.
pub struct Workbook<'a> {
    package: Package<'a>,
    cells: Xlsx<Cursor<&'a [u8]>>,
    facts: Vec<Facts>,
}

impl<'a> Workbook<'a> {
    /// Looks at every part of a package, and opens its cells.
    ///
    /// # Errors
    /// A complaint without a place: a part is not what it should be.
    pub fn open(mut package: Package<'a>, beside: &mut Beside) -> Result<Self, Diagnostic> {
        let sheets = sheets_of(&mut package)?;
        let mut facts: Vec<Facts> = Vec::new();
        for Named { name, shown, .. } in &sheets {
            facts.push(Facts { name: name.clone(), shown: *shown, ..Facts::default() });
        }
        for (index, name) in package.names().into_iter().enumerate() {
            if !is_xml(&name) {
                continue;
            }
            match sheets.iter().position(|sheet| sheet.part.eq_ignore_ascii_case(&name)) {
                Some(at) => {
                    let mut scan = Scan::new(std::mem::take(&mut facts[at]));
                    package.walk(index, &mut scan)?;
                    let words;
                    (facts[at], words) = scan.finish();
                    beside.add("formulas, headers and rules", &words);
                }
                None => {
                    let mut looking = Looking::at(&name, package.bytes.len());
                    package.walk(index, &mut looking)?;
                    let (sort, words) = looking.finish();
                    beside.add(sort, &words);
                }
            }
        }
        let path = package.path;
        let cells = Xlsx::new(Cursor::new(package.bytes)).map_err(|error| unreadable(path, &error))?;
        Ok(Self { package, cells, facts })
    }

    /// Gives each cell of a sheet that holds something: row, column, text and nature.
    fn each(
        &mut self,
        sheet: usize,
        mut see: impl FnMut(u32, u32, &str, Nature) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let path = self.package.path;
        let Some(facts) = self.facts.get(sheet) else { return Ok(()) };
        if !facts.has_cells {
            return Ok(());
        }
        let is_1904 = self.cells.has_1904_epoch();
        let mut reader = self.cells.worksheet_cells_reader(&facts.name).map_err(|error| unreadable(path, &error))?;
        let shares: Vec<bool> = reader
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().is_some_and(|format| shows_percent(&format.format_code)))
            .collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| unreadable(path, &error))? {
            let (row, column) = cell.get_position();
            let is_share = shares.get(style).copied().unwrap_or_default();
            match cell.get_value() {
                DataRef::Empty => {}
                DataRef::SharedString(text) => see(row, column, text, Nature::Text)?,
                DataRef::String(text) => see(row, column, text, Nature::Text)?,
                other => {
                    let (text, nature) = written(other, is_share, is_1904);
                    see(row, column, &text, nature)?;
                }
            }
        }
        Ok(())
    }
}

impl Book for Workbook<'_> {
    fn facts(&self) -> &[Facts] {
        &self.facts
    }

    fn fill(&mut self, sheet: usize, skipped: usize) -> Result<Filled, Diagnostic> {
        let name = self.facts.get(sheet).map(|facts| facts.name.clone()).unwrap_or_default();
        let mut grid = Grid::new(self.package.path, &name, skipped, self.package.limits);
        self.each(sheet, |row, column, text, nature| grid.cell(row, column, text, nature))?;
        grid.finish()
    }

    fn words(&mut self, sheet: usize, beside: &mut Beside) -> Result<(), Diagnostic> {
        let mut words = Words::default();
        self.each(sheet, |row, column, text, _| {
            words.add(|| name(row, column), text.trim());
            Ok(())
        })?;
        let name = self.facts.get(sheet).map(|facts| part(&facts.name)).unwrap_or_default();
        beside.add(&name, &words);
        Ok(())
    }
}

/// The text of a cell that is no text, and what it is.
fn written(value: &DataRef<'_>, is_share: bool, is_1904: bool) -> (String, Nature) {
    match value {
        DataRef::Int(value) => (value.to_string(), Nature::Number),
        DataRef::Float(value) if is_share => (percentage(*value), Nature::Number),
        DataRef::Float(value) => (number(*value), Nature::Number),
        DataRef::Bool(value) => (value.to_string(), Nature::Text),
        DataRef::DateTime(moment) => moment_of(moment, is_1904),
        DataRef::DateTimeIso(text) => {
            let (text, nature) = cells::date(text);
            (text.to_owned(), nature)
        }
        DataRef::DurationIso(text) | DataRef::String(text) => (text.clone(), Nature::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Nature::Text),
        DataRef::Error(fault) => (fault.to_string(), Nature::Fault),
        DataRef::Empty => (String::new(), Nature::Text),
    }
}

const SECONDS_OF_DAY: f64 = 86_400.0;
/// Spreadsheets know no day after the last of 9999.
const DAYS: f64 = 2_958_466.0;

/// A cell that is shown as a date or a time: days since the workbook's first, and parts of a day.
fn moment_of(moment: &ExcelDateTime, is_1904: bool) -> (String, Nature) {
    let serial = moment.as_f64();
    let (days, seconds) = (serial.floor(), (serial * SECONDS_OF_DAY).round());
    if !(0.0..DAYS).contains(&serial) {
        return (number(serial), Nature::Number);
    }
    // Both are within the bounds of a whole number by the line above.
    let (whole, rest) = (seconds as i64 / 86_400, seconds as i64 % 86_400);
    if moment.is_duration() || days == 0.0 {
        return (cells::time(seconds as i64), Nature::Text);
    }
    let day = ExcelDateTime::new(whole as f64, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if rest == 0 {
        return (date, Nature::Date);
    }
    let (hours, minutes, seconds) = (rest / 3_600, rest / 60 % 60, rest % 60);
    (format!("{date}T{hours:02}:{minutes:02}:{seconds:02}"), Nature::Date)
}

/// Whether a format of numbers shows them as percentages: a `%` that is neither quoted nor escaped.
fn shows_percent(format: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for sign in format.split(';').next().unwrap_or_default().chars() {
        match sign {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// A sheet as the workbook names it.
struct Named {
    name: String,
    shown: Shown,
    /// The name of its part.
    part: String,
}

/// The sheets in the order of the workbook.
fn sheets_of(package: &mut Package<'_>) -> Result<Vec<Named>, Diagnostic> {
    let root = relations(package, "_rels/.rels")?;
    let book = root.values().find(|target| target.kind.ends_with("/officeDocument")).map(|target| target.part.clone());
    let missing = |what: &str| damaged(package.path, &format!("it has no {what}"));
    let book = book.ok_or_else(|| missing("workbook in it"))?;
    let book = book.strip_prefix('/').unwrap_or(&book).to_owned();
    let index = package.find(&book).ok_or_else(|| missing("workbook in it"))?;
    if !is_xml(&book) {
        return Err(damaged(package.path, "it is a binary workbook (.xlsb)").help("save it as .xlsx"));
    }
    let (folder, file) = book.rsplit_once('/').map_or(("", &*book), |(folder, file)| (folder, file));
    let inside = |target: &str| match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let targets = relations(package, &inside(&format!("_rels/{file}.rels")))?;
    let mut list = List::default();
    package.walk(index, &mut list)?;
    let mut sheets = Vec::new();
    for (name, shown, id) in list.0 {
        let part = targets.get(&id).map(|target| inside(&target.part)).unwrap_or_default();
        if !is_xml(&part) {
            return Err(damaged(package.path, &format!("its sheet `{name}` is not where sheets are")));
        }
        sheets.push(Named { name, shown, part });
    }
    if sheets.is_empty() {
        return Err(damaged(package.path, "it has no sheets").help("is it a spreadsheet?"));
    }
    // The reader of cells knows sheets by their names, and would read a part as often as it is named.
    let names: BTreeSet<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    let parts: BTreeSet<String> = sheets.iter().map(|sheet| sheet.part.to_ascii_lowercase()).collect();
    if names.len() < sheets.len() || parts.len() < sheets.len() {
        return Err(damaged(package.path, "two of its sheets are one"));
    }
    Ok(sheets)
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// What a part points to.
struct Target {
    kind: String,
    part: String,
}

fn relations(package: &mut Package<'_>, name: &str) -> Result<HashMap<String, Target>, Diagnostic> {
    let mut targets = Targets::default();
    let index = package.find(name).ok_or_else(|| damaged(package.path, &format!("its part `{name}` is missing")))?;
    package.walk(index, &mut targets)?;
    Ok(targets.0)
}

#[derive(Default)]
struct Targets(HashMap<String, Target>);

impl See for Targets {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        let value = |name| attributes.get(name).unwrap_or_default().into_owned();
        if name == "Relationship" {
            self.0.insert(value("Id"), Target { kind: value("Type"), part: value("Target") });
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}

/// The sheets that a workbook lists: name, whether shown, and the relation to its part.
#[derive(Default)]
struct List(Vec<(String, Shown, String)>);

impl See for List {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        if name == "sheet" {
            let shown = match attributes.get("state").as_deref() {
                Some("hidden" | "veryHidden") => Shown::Hidden,
                _ => Shown::Visible,
            };
            let name = attributes.get("name").unwrap_or_default().into_owned();
            self.0.push((name, shown, attributes.local("id").unwrap_or_default().into_owned()));
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}

fn unreadable(path: &str, error: &XlsxError) -> Diagnostic {
    match error {
        XlsxError::Password => damaged(path, "it is protected by a password"),
        other => damaged(path, &other.to_string()),
    }
}
