//! ODS: the cells of `content.xml`, walked through twice: once for what is to be known before a sheet is chosen, once for its
//! rows. Rows and cells that a file repeats are counted before they are made.

mod content;

use super::beside::{Looking, Words};
use super::cells::name;
use super::facts::{Facts, Shown};
use super::grid::{Filled, Grid, part};
use super::package::{Package, damaged};
use super::{Beside, Book};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Met};
use crate::xml::{Attributes, See, Stop};
use content::{Content, Row, Take};

/// The part that holds all sheets.
pub const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// How many cells a file may repeat whatever its size.
const REPEATED: u64 = 1_000_000;

/// A workbook whose parts were all looked at.
pub struct Workbook<'a> {
    package: Package<'a>,
    facts: Vec<Facts>,
    /// By sheet.
    words: Vec<Words>,
}

impl<'a> Workbook<'a> {
    /// Looks at every part of a package.
    ///
    /// # Errors
    /// A complaint without a place: a part is not what it should be, or a password protects it.
    pub fn open(mut package: Package<'a>, beside: &mut Beside) -> Result<Self, Diagnostic> {
        if let Some(manifest) = package.find(MANIFEST) {
            let mut locked = Locked(false);
            package.walk(manifest, &mut locked)?;
            if locked.0 {
                return Err(damaged(package.path, "it is protected by a password").help("save it without one"));
            }
        }
        let content = package.find(CONTENT);
        for (index, name) in package.names().into_iter().enumerate() {
            if Some(index) != content && name.to_ascii_lowercase().ends_with(".xml") {
                let mut looking = Looking::at(&name, package.bytes.len());
                package.walk(index, &mut looking)?;
                let (sort, words) = looking.finish();
                beside.add(sort, &words);
            }
        }
        let mut first = First::default();
        let mut content_of = Content::new(&mut first);
        package.walk(content.unwrap_or_default(), &mut content_of)?;
        beside.add("comments", &content_of.comments);
        beside.add("text boxes", &content_of.boxes);
        let First { facts, words } = first;
        Ok(Self { package, facts, words })
    }
}

impl Book for Workbook<'_> {
    fn facts(&self) -> &[Facts] {
        &self.facts
    }

    fn fill(&mut self, sheet: usize, skipped: usize) -> Result<Filled, Diagnostic> {
        let name = self.facts.get(sheet).map(|facts| facts.name.clone()).unwrap_or_default();
        let (path, limits) = (self.package.path, self.package.limits);
        let grid = Grid::new(path, &name, skipped, limits);
        let swollen = limits.get(Limit::Compression).saturating_mul(self.package.bytes.len() as u64);
        let mut second = Second { wanted: sheet, grid, limits, left: swollen.max(REPEATED) };
        if let Some(content) = self.package.find(CONTENT) {
            self.package.walk(content, &mut Content::new(&mut second))?;
        }
        second.grid.finish()
    }

    fn words(&mut self, sheet: usize, beside: &mut Beside) -> Result<(), Diagnostic> {
        if let (Some(facts), Some(words)) = (self.facts.get(sheet), self.words.get(sheet)) {
            beside.add(&part(&facts.name), words);
        }
        Ok(())
    }
}

/// The first walk: what is to be known of each sheet.
#[derive(Default)]
struct First {
    facts: Vec<Facts>,
    words: Vec<Words>,
}

impl Take for First {
    fn sheet(&mut self, name: String, shown: Shown) {
        self.facts.push(Facts { name, shown, ..Facts::default() });
        self.words.push(Words::default());
    }

    fn hidden_columns(&mut self, from: u32, to: u32) {
        if let Some(facts) = self.facts.last_mut() {
            facts.hidden_columns.push((from, to));
        }
    }

    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        let (Some(facts), Some(words)) = (self.facts.last_mut(), self.words.last_mut()) else { return Ok(()) };
        let filled = row.cells.iter().filter(|cell| !cell.text.is_empty());
        filled.for_each(|cell| words.add(|| name(row.number, cell.column), cell.text.trim()));
        let has_cells = row.cells.iter().any(|cell| !cell.is_covered && !cell.text.trim().is_empty());
        facts.has_cells |= has_cells;
        if row.is_hidden && has_cells {
            facts.hide_rows(row.number, row.number.saturating_add(row.repeated.saturating_sub(1)));
        }
        for cell in &row.cells {
            facts.merged.extend(cell.merged);
            if cell.lacks_value {
                facts.without_value.add(|| format!("`{}`", name(row.number, cell.column)));
            }
        }
        Ok(())
    }
}

/// The second walk: the rows of one sheet.
struct Second<'l> {
    wanted: usize,
    grid: Grid<'l>,
    limits: &'l crate::limits::Limits,
    /// How many more cells may be repeated.
    left: u64,
}

impl Second<'_> {
    fn refuse(&self) -> Stop {
        self.limits.exceeded(Limit::Compression, Met::More).into()
    }
}

impl Take for Second<'_> {
    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        let filled = || row.cells.iter().filter(|cell| !cell.is_covered && !cell.text.trim().is_empty());
        if row.sheet != self.wanted || filled().next().is_none() {
            return Ok(());
        }
        // What is repeated beyond all columns is told by the first of them.
        for cell in filled() {
            let last = cell.column.saturating_add(cell.repeated.saturating_sub(1));
            if self.limits.forbid(Limit::Columns, last as usize) {
                self.grid.cell(row.number, last, &cell.text, cell.nature)?;
            }
        }
        for number in row.number..row.number.saturating_add(row.repeated) {
            for cell in filled() {
                for column in cell.column..cell.column.saturating_add(cell.repeated) {
                    self.grid.cell(number, column, &cell.text, cell.nature)?;
                }
                let is_first = number == row.number;
                let again = u64::from(cell.repeated) - u64::from(is_first && cell.repeated > 0);
                self.left = self.left.checked_sub(again).ok_or_else(|| self.refuse())?;
            }
        }
        Ok(())
    }
}

/// Who sees whether a password protects the parts.
struct Locked(bool);

impl See for Locked {
    fn start(&mut self, name: &str, _: &Attributes<'_>) -> Result<(), Stop> {
        self.0 |= name == "encryption-data";
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}
