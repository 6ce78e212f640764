//! What is found out of a workbook's sheets before their cells are read, and what an editor is told of it.

use super::cells::{Listed, letters, name};
use super::grid::Filled;
use crate::diag::{Code, Diagnostic, Severity};

pub static FORMULA_WITHOUT_VALUE: Code = Code {
    id: "formula-without-value",
    severity: Severity::Notice,
    summary: "Formulas in a sheet have no value, and their cells are read as empty.",
    explanation: "A spreadsheet program keeps beside each formula what it gave when the file was saved, and that is what is \
read. Programs that only write files leave it out. Open the file in the spreadsheet program and save it; then the values are \
there.",
};

pub static MERGED_CELLS: Code = Code {
    id: "merged-cells",
    severity: Severity::Notice,
    summary: "Cells are merged among the rows of a sheet.",
    explanation: "Only the first of merged cells holds their value; to a reader of the table the others are empty. Part the cells \
and fill each of them where the value is meant for all.",
};

pub static HIDDEN_CELLS: Code = Code {
    id: "hidden-cells",
    severity: Severity::Notice,
    summary: "A workbook has hidden sheets, rows or columns.",
    explanation: "Hidden rows and columns are read like all others, because a filter hides rows without anybody meaning to leave \
them out. Hidden sheets are read only where the description names them. Delete what is not meant to be there, or show it.",
};

/// The codes that reading a workbook raises.
pub static CODES: &[&Code] = &[&FORMULA_WITHOUT_VALUE, &MERGED_CELLS, &HIDDEN_CELLS];

/// Whether people see a sheet in their spreadsheet program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Visible,
    Hidden,
}

/// Cells from a first to a last, rows and columns counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

/// What is found out of one sheet; rows and columns are counted from 0.
#[derive(Debug, Default)]
pub struct Facts {
    pub name: String,
    pub shown: Shown,
    /// Whether any cell holds something.
    pub has_cells: bool,
    /// From and to.
    pub hidden_rows: Vec<(u32, u32)>,
    /// From and to.
    pub hidden_columns: Vec<(u32, u32)>,
    pub merged: Vec<Region>,
    /// Formulas without a value.
    pub without_value: Listed,
}

impl Facts {
    /// Remembers that rows are hidden; they come in order.
    pub fn hide_rows(&mut self, from: u32, to: u32) {
        match self.hidden_rows.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(from) => *last = to,
            _ => self.hidden_rows.push((from, to)),
        }
    }

    /// What an editor should know of a sheet that was read.
    pub fn told(&self, path: &str, filled: &Filled) -> Vec<Diagnostic> {
        let Self { name, .. } = self;
        let mut told = Vec::new();
        if self.without_value.count() > 0 {
            let count = self.without_value.count();
            let formulas = if count == 1 { "formula has no value" } else { "formulas have no value" };
            let message = format!("in sheet `{name}` of `{path}` {count} {formulas}: {}", self.without_value);
            let help = "open the file in the spreadsheet program and save it; until then these cells are empty";
            told.push(Diagnostic::new(&FORMULA_WITHOUT_VALUE, message).help(help));
        }
        let merged = self.merged_below(filled.header);
        if merged.count() > 0 {
            let message = format!("sheet `{name}` of `{path}` has merged cells among its rows: {merged}");
            let help =
                "only the first cell of each holds its value; part them and fill every cell that it is meant for";
            told.push(Diagnostic::new(&MERGED_CELLS, message).help(help));
        }
        let hidden = self.hidden(filled);
        if !hidden.is_empty() {
            let message = format!("sheet `{name}` of `{path}` hides what is read: {}", hidden.join("; "));
            let help = "it is read like all other cells; delete it in the file where it is not meant to be there";
            told.push(Diagnostic::new(&HIDDEN_CELLS, message).help(help));
        }
        told
    }

    fn merged_below(&self, header: u32) -> Listed {
        let mut listed = Listed::default();
        for Region { first, last } in self.merged.iter().filter(|one| one.last.0 > header) {
            listed.add(|| format!("`{}:{}`", name(first.0, first.1), name(last.0, last.1)));
        }
        listed
    }

    fn hidden(&self, filled: &Filled) -> Vec<String> {
        let (mut rows, mut columns) = (Listed::default(), Listed::default());
        for (from, to) in self.hidden_rows.iter().filter(|(_, to)| *to >= filled.header) {
            rows.add(|| span((*from).saturating_add(1).to_string(), (*to).saturating_add(1).to_string()));
        }
        let last = u32::try_from(filled.columns).unwrap_or(u32::MAX).saturating_sub(1);
        for (from, to) in self.hidden_columns.iter().filter(|(from, _)| *from <= last) {
            columns.add(|| span(letters(*from), letters((*to).min(last))));
        }
        let whole = (self.shown == Shown::Hidden).then(|| "the sheet itself".to_owned());
        let rows = (rows.count() > 0).then(|| format!("rows {rows}"));
        let columns = (columns.count() > 0).then(|| format!("columns {columns}"));
        [whole, rows, columns].into_iter().flatten().collect()
    }
}

fn span(from: String, to: String) -> String {
    if from == to { format!("`{from}`") } else { format!("`{from}`–`{to}`") }
}

/// What an editor should know of hidden sheets that are not read.
pub fn unread(path: &str, facts: &[Facts], read: &[usize]) -> Option<Diagnostic> {
    let mut hidden = Listed::default();
    let is_unread = |at: usize, one: &Facts| one.shown == Shown::Hidden && one.has_cells && !read.contains(&at);
    for (_, one) in facts.iter().enumerate().filter(|(at, one)| is_unread(*at, one)) {
        hidden.add(|| format!("`{}`", one.name));
    }
    if hidden.count() == 0 {
        return None;
    }
    let message = format!("`{path}` has hidden sheets that are not read: {hidden}");
    let help = "nothing of them is published; delete them before the file itself is given to anybody";
    Some(Diagnostic::new(&HIDDEN_CELLS, message).help(help))
}
