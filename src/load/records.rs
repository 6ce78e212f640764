//! Records become rows: the groups of keys in a list of JSON, JSON Lines, YAML or TOML, whose keys name the columns.
//!
//! JSON is read record by record, so that a long list is never in memory as a tree.

mod cells;
mod found;

use std::sync::Arc;

use super::Loader;
use super::sheet::{Filling, Sheet};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::{Node, Snippet, parse_json, parse_toml, parse_yaml};
use crate::source::At;
use cells::{Columns, Flat};
use found::{Items, Lost};

/// In which form records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Json,
    JsonLines,
    Yaml,
    Toml,
}

/// Which records are wanted.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub form: Written,
    /// The keys that lead to the list, with points between them; nothing where it is to be found out.
    pub path: Option<At<&'a str>>,
    /// The file, and where it is named.
    pub file: &'a At<String>,
}

/// What cannot be read of a file.
enum Fault {
    /// The complaint has its place in the file.
    Told(Diagnostic),
    /// The list is not where it was looked for.
    Lost(Lost),
}

impl From<Diagnostic> for Fault {
    fn from(fault: Diagnostic) -> Self {
        Self::Told(fault)
    }
}

impl From<Lost> for Fault {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

/// The sheet of a file, one row for each record; nothing where it cannot be read, which has been said.
pub fn read(loader: &mut Loader<'_>, wanted: Wanted<'_>, text: &Arc<String>) -> Option<Vec<Sheet>> {
    let limits = &loader.config.limits;
    let file = loader.sources.add(&wanted.file.value, text.clone());
    let snippet = Snippet::whole(file, text).within(limits);
    match sheet(snippet, wanted) {
        Ok((sheet, rest)) => {
            // Everything that the file says stands in the sheet or in the rest, and is not kept twice.
            loader.sources.forget(file);
            if rest.contains(char::is_alphanumeric) {
                loader.sources.add_part(&wanted.file.value, "beside the records".into(), rest);
            }
            Some(sheet.into_iter().collect())
        }
        Err(Fault::Told(fault)) => {
            let fault = if fault.place.is_none() { fault.at(wanted.file.place) } else { fault };
            loader.diagnostics.push(fault);
            None
        }
        Err(Fault::Lost(lost)) => {
            let place = wanted.path.map_or(wanted.file.place, |path| path.place);
            loader.refuse(place, lost.message(&wanted.file.value), &lost.help())
        }
    }
}

/// The sheet of a text, which has none where there are no records, and what of the text is no part of them.
fn sheet(snippet: Snippet<'_>, wanted: Wanted<'_>) -> Result<(Option<Sheet>, String), Fault> {
    let path: Option<Vec<&str>> = wanted.path.map(|path| path.value.split('.').collect());
    let records = Records::of(snippet, wanted.form, path.as_deref())?;
    let flat = Flat::new(snippet, wanted.form);
    let first = Columns::of(&records, &flat, FIRST)?;
    if first.records == 0 {
        return Ok((None, records.rest()));
    }
    let sheet = match filled(&records, &flat, &first, snippet.limits)? {
        // A later record has keys that the first ones lack.
        None => filled(&records, &flat, &Columns::of(&records, &flat, usize::MAX)?, snippet.limits)?,
        sheet => sheet,
    };
    Ok((sheet, records.rest()))
}

/// How many records are looked at for the columns before it is tried whether they are all.
const FIRST: usize = 100;

/// A sheet of all records; nothing where one has a column that is not among these.
fn filled(
    records: &Records<'_>,
    flat: &Flat<'_>,
    columns: &Columns,
    limits: &Limits,
) -> Result<Option<Sheet>, Diagnostic> {
    let mut filling = Filling::new(None, &columns.names(), limits)?;
    let mut fits = true;
    records.each(&mut |record| {
        let row = columns.row(flat, record)?;
        fits = row.is_some();
        if let Some(row) = row {
            filling.push(flat.line(record.place), &row).map_err(|fault| fault.at(record.place))?;
        }
        Ok(fits)
    })?;
    Ok(fits.then(|| filling.finish()))
}

/// The records of a file.
struct Records<'t> {
    snippet: Snippet<'t>,
    held: Held,
}

enum Held {
    /// Records in memory, of a file that is never long.
    Nodes(Vec<Node>),
    /// Where the list stands in the text.
    List(std::ops::Range<usize>),
    /// The whole text is the list, a record a line.
    Lines,
}

/// What is done with a record; it says whether to go on.
type See<'s> = dyn FnMut(&Node) -> Result<bool, Diagnostic> + 's;

impl<'t> Records<'t> {
    fn of(snippet: Snippet<'t>, form: Written, path: Option<&[&str]>) -> Result<Self, Fault> {
        let held = match form {
            Written::JsonLines if path.is_some() => return Err(Lost::Lines.into()),
            Written::JsonLines => Held::Lines,
            Written::Json => Held::List(found::in_json(snippet, path)?),
            Written::Yaml | Written::Toml => {
                // A tree takes many times the memory of its text, also of a text that was compressed.
                if snippet.limits.forbid(Limit::TextSize, snippet.text.len()) {
                    let met = Met::Exactly(snippet.text.len() as u64);
                    return Err(snippet.limits.exceeded(Limit::TextSize, met).into());
                }
                let parse = if form == Written::Yaml { parse_yaml } else { parse_toml };
                Held::Nodes(found::in_tree(parse(snippet)?, path)?)
            }
        };
        Ok(Self { snippet, held })
    }

    /// Shows every record, until there is enough.
    fn each(&self, see: &mut See<'_>) -> Result<(), Diagnostic> {
        match &self.held {
            Held::Nodes(nodes) => {
                for node in nodes {
                    if !see(node)? {
                        break;
                    }
                }
            }
            Held::List(list) => {
                for item in Items::new(self.snippet, list.clone()) {
                    if !see(&parse_json(found::part(self.snippet, item?))?)? {
                        break;
                    }
                }
            }
            Held::Lines => {
                let mut start = 0;
                for line in self.snippet.text.split_inclusive('\n') {
                    let range = start..start + line.trim_end().len();
                    start += line.len();
                    if !range.is_empty() && !see(&parse_json(found::part(self.snippet, range))?)? {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
    /// What of the text is no part of a record: other keys, and comments. Its lines are those of the file.
    fn rest(&self) -> String {
        let ranges = match &self.held {
            Held::Lines => return String::new(),
            Held::List(list) => vec![list.clone()],
            Held::Nodes(nodes) => cells::ranges(nodes),
        };
        let (mut rest, mut at) = (String::new(), 0);
        for range in ranges {
            rest.push_str(self.snippet.text.get(at..range.start.max(at)).unwrap_or_default());
            let inside = self.snippet.text.get(range.start.max(at)..range.end).unwrap_or_default();
            rest.extend(inside.chars().filter(|sign| *sign == '\n'));
            at = at.max(range.end);
        }
        rest.push_str(self.snippet.text.get(at..).unwrap_or_default());
        rest
    }
}
