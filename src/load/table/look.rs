//! Tables that nobody has described yet, read as the build would read them.

use std::sync::Arc;

use super::description::Description;
use super::forms;
use crate::diag::Diagnostic;
use crate::load::Loader;
use crate::load::csv;
use crate::load::files::{Files, Home};
use crate::load::sheet::{Nature, Sheet};
use crate::raw::{Snippet, parse_toml};
use crate::source::At;
use crate::text;
use crate::value::Notation;

/// A table without a description.
pub struct Undescribed {
    /// Which part of the file it is, `sheet Ark1`; nothing where it is the whole.
    pub part: Option<String>,
    /// Whether the file is text whose cells are parted by a sign, so that everything in it is words.
    pub is_delimited: bool,
    sheet: Sheet,
}

/// A row of such a table, the header among them.
pub struct Line<'a> {
    /// By what people know it: the 1-based line of a text, the row of a sheet.
    pub number: usize,
    cells: &'a csv::Cells,
    natures: &'a [Nature],
}

impl Loader<'_> {
    /// The tables of a file, read with these `keys` of a description and no others; nothing where it cannot be read, which
    /// has been said. The kind is that of a folder under `content/`.
    pub fn undescribed(&mut self, path: &str, folder: &str, keys: &str, bytes: &[u8]) -> Option<Vec<Undescribed>> {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let keys = format!("file = [{}]\n{keys}", quoted(name));
        let written = self.sources.add(path, keys.clone());
        let node = parse_toml(Snippet::whole(written, &keys)).map_err(|fault| self.diagnostics.push(fault)).ok()?;
        let decoded = text::decode_or_keep(bytes.to_vec()).map(Arc::new);
        let files = Files::from([(path.to_owned(), decoded)]);
        let language = self.config.languages[0];
        let home = Home { path, folder, stem: name, language, notation: Notation::Point };
        let before = std::mem::take(self.diagnostics);
        let sheets = Description::read(self, home, &node, &files).and_then(|description| {
            let file = At::new(path.to_owned(), node.place);
            forms::read(self, &description, &file, files.get(path)?)
        });
        let found = std::mem::replace(self.diagnostics, before);
        // Nobody has written this description, and nobody is shown a line of it.
        let placed = |one: Diagnostic| match one.place {
            Some(place) if place.file() == written => Diagnostic { place: None, ..one },
            _ => one,
        };
        self.diagnostics.extend(found.into_iter().map(placed));
        let sheets = sheets?;
        let one = |sheet: Sheet| Undescribed { part: sheet.part.clone(), is_delimited: sheet.told.is_none(), sheet };
        Some(sheets.into_iter().map(one).collect())
    }
}

impl Undescribed {
    /// Shows the rows as they stand, those above the header and the header first, until `look` wants no more. The cells of
    /// text are parted by `delimiter`.
    ///
    /// # Errors
    /// A row that cannot be read, in words.
    pub fn rows(&self, delimiter: u8, mut look: impl FnMut(Line<'_>) -> bool) -> Result<(), String> {
        let delimiter = if self.is_delimited { delimiter } else { self.sheet.delimiter };
        let told = self.sheet.told.as_ref();
        // The header of a sheet has no natures and no number of its own.
        let mut row = 0_usize;
        csv::rows(&self.sheet.text, delimiter, |line, cells| {
            let data = row.checked_sub(1);
            let natures = data.zip(told).and_then(|(data, told)| {
                let columns = told.natures.len() / told.numbers.len().max(1);
                told.natures.get(data * columns..(data + 1) * columns)
            });
            let number = data.zip(told).and_then(|(data, told)| told.numbers.get(data));
            row += 1;
            look(Line {
                number: number.map_or(line, |number| *number as usize),
                cells,
                natures: natures.unwrap_or_default(),
            })
        })
    }
}

impl<'a> Line<'a> {
    /// The cells without white space around them, each with what the form of the file says of it.
    pub fn cells(&self) -> impl Iterator<Item = (&'a str, Nature)> {
        let natures = self.natures;
        let nature = move |at: usize| natures.get(at).copied().unwrap_or_default();
        self.cells.iter().enumerate().map(move |(at, cell)| (cell.trim(), nature(at)))
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if sign.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(sign))),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}
