//! Opening a table of which nothing is known: it is read as the build would, and how it is laid out is found out.

use std::collections::BTreeMap;

use super::survey::{self, Layout};
use super::{Fill, Part, Refusal, list};
use crate::limits::{self, LIMIT, Limit, Met};
use crate::load::{Loader, Undescribed, quoted};
use crate::source::Input;
use crate::text::Encoding;

/// Forms whose files hold several tables, and in which titles may stand above the columns.
const WORKBOOKS: [&str; 3] = [".xlsx", ".xlsm", ".ods"];
/// How many rows of titles a sheet may have.
const MOST_TITLES: usize = 12;
/// What is said in the draft instead, where a file of text is read.
const SAID_THERE: [&str; 2] = ["assumed-encoding", "assumed-delimiter"];

/// A file that was read, and the table in it that is described.
pub struct Opened {
    tables: Vec<Undescribed>,
    which: usize,
    pub layout: Layout,
    /// How many rows stand above the header, whether or not the reader has left them out by now.
    skipped: usize,
    /// What had to be assumed.
    encoding: Option<&'static str>,
    /// Where in the file the records stand, where somebody said it.
    records: Option<Fill>,
}

impl Part<'_> {
    fn fill(self) -> Fill {
        match self {
            Self::Sheet(name) => Fill::new("sheet", quoted(name), []),
            Self::Records(path) => Fill::new("records", quoted(path), []),
        }
    }
}

/// Reads the tables of a file and finds the first that has rows; `part` is where it stands.
pub fn open(
    loader: &mut Loader<'_>,
    path: &str,
    folder: &str,
    (part, bytes): (Option<Part<'_>>, &[u8]),
) -> Result<Opened, Refusal> {
    let alone = Input { site: BTreeMap::from([(path.to_owned(), bytes.to_vec())]), ..Input::default() };
    limits::look(&alone, &loader.config.limits, loader.sources, loader.diagnostics);
    drop(alone);
    if loader.diagnostics.any_error() {
        return Err(Refusal::Said);
    }
    let (tables, skipped) = tables(loader, path, folder, (part, bytes)).ok_or(Refusal::Said)?;
    let (which, layout) = described(&tables)?;
    if loader.config.limits.forbid(Limit::Columns, layout.columns) {
        let met = Met::Exactly(layout.columns as u64);
        loader.diagnostics.push(loader.config.limits.exceeded(Limit::Columns, met));
        return Err(Refusal::Said);
    }
    let encoding = assumed_encoding(loader);
    let kept = std::mem::take(loader.diagnostics).into_iter().filter(|one| !SAID_THERE.contains(&one.code.id));
    *loader.diagnostics = kept.collect();
    let skipped = if tables[which].is_delimited { layout.skipped } else { skipped };
    let records = part.filter(|part| matches!(part, Part::Records(_))).map(Part::fill);
    Ok(Opened { which, layout, skipped, encoding, records, tables })
}

/// The tables of a file, and how many rows the reader had to leave out above their columns. Of a workbook the reader has to be
/// told where the columns are named, and which sheet is meant where there are several.
fn tables(
    loader: &mut Loader<'_>,
    path: &str,
    folder: &str,
    (part, bytes): (Option<Part<'_>>, &[u8]),
) -> Option<(Vec<Undescribed>, usize)> {
    let is_workbook = WORKBOOKS.iter().any(|ending| path.ends_with(ending));
    let named = part.map(|part| part.fill()).map(|fill| format!("{} = {}\n", fill.key, fill.value));
    let mut sheets = vec![named.clone().unwrap_or_default()];
    sheets.extend((is_workbook && named.is_none()).then(|| "sheet = \"*\"\n".to_owned()));
    let mut first = None;
    for sheet in sheets {
        for skipped in 0..if is_workbook { MOST_TITLES } else { 1 } {
            let keys = if skipped > 0 { format!("{sheet}skip = {skipped}\n") } else { sheet.clone() };
            let read = loader.undescribed(path, folder, &keys, bytes);
            let above = read.as_ref().and_then(|tables| titles_above(tables));
            match (read, above) {
                // The titles of a sheet may be as wide as its columns.
                (Some(_), Some(more)) if more > skipped && is_workbook => {
                    let read = loader.undescribed(path, folder, &format!("{sheet}skip = {more}\n"), bytes);
                    return read.map(|tables| (tables, more));
                }
                (Some(tables), _) => return Some((tables, skipped)),
                // What is too large is not looked at in other ways.
                (None, _) if loader.diagnostics.iter().any(|one| one.code.id == LIMIT.id) => return None,
                (None, _) => drop(first.get_or_insert(std::mem::take(loader.diagnostics))),
            }
        }
    }
    // What was complained about first is what the file is like.
    *loader.diagnostics = first.unwrap_or_default();
    None
}

/// How many rows of a sheet stand above the one that seems to name the columns; nothing where none does.
fn titles_above(tables: &[Undescribed]) -> Option<usize> {
    let (which, layout) = described(tables).ok()?;
    let is_below = !tables[which].is_delimited && layout.skipped > 0;
    is_below.then(|| layout.header.saturating_sub(1))
}

fn described(tables: &[Undescribed]) -> Result<(usize, Layout), String> {
    let layouts = tables.iter().map(survey::layout).collect::<Result<Vec<Layout>, String>>()?;
    let with_columns = || layouts.iter().copied().enumerate().filter(|(_, layout)| layout.columns > 0);
    let found = with_columns().find(|(_, layout)| layout.has_rows).or_else(|| with_columns().next());
    found.ok_or_else(|| "there is nothing in it".into())
}

/// The encoding that reading a file had to assume.
fn assumed_encoding(loader: &Loader<'_>) -> Option<&'static str> {
    let said = loader.diagnostics.iter().find(|one| one.code.id == "assumed-encoding")?.help.as_deref()?;
    Encoding::all_names().find(|name| said.contains(&format!("\"{name}\"")))
}

impl Opened {
    pub fn table(&self) -> &Undescribed {
        &self.tables[self.which]
    }

    /// The keys that say how the file is written.
    pub fn keys(&self) -> Vec<Fill> {
        let mut keys: Vec<Fill> = self.records.iter().cloned().collect();
        let others = self.tables.iter().enumerate().filter(|(at, _)| *at != self.which);
        let others: Vec<&str> = others.filter_map(|(_, table)| table.part.as_deref()).collect();
        let sheet = self.table().part.as_deref().and_then(|part| part.strip_prefix("sheet "));
        if let Some(sheet) = sheet {
            let doubt = (!others.is_empty()).then(|| format!("the file also holds {}", list(&others)));
            keys.push(Fill { doubts: doubt.into_iter().collect(), ..Fill::new("sheet", quoted(sheet), []) });
        }
        if let Some(encoding) = self.encoding {
            let doubt = "the file does not say its encoding; look at some names with æ, ø and å".to_owned();
            keys.push(Fill { doubts: vec![doubt], ..Fill::new("encoding", quoted(encoding), []) });
        }
        if self.table().is_delimited {
            keys.push(Fill::new("delimiter", quoted(&char::from(self.layout.delimiter).to_string()), []));
        }
        if self.skipped > 0 {
            keys.push(Fill::new("skip", self.skipped.to_string(), []));
        }
        keys
    }
}
