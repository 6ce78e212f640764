//! Which reader a file under `content/` has: what the ending of its name says, unless a description names it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Loader, list, markdown, package, table};
use crate::diag::{Code, Diagnostic, Severity};
use crate::entry::Entry;
use crate::lang::Language;
use crate::text::Undecoded;
use crate::value::Notation;

pub static UNUSED_FILE: Code = Code {
    id: "unused-file",
    severity: Severity::Warning,
    summary: "A file under `content/` is not read.",
    explanation: "Entries are Markdown files (.md), lists (.yaml, .toml, .json, .jsonl) or tables (such as .csv, beside a \
description `name.table.toml`). Pictures are read where an entry names them. Anything else is left alone, and said, so that \
nothing is lost in silence.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&UNUSED_FILE];

/// Where the entries of a file belong, as its path says.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    pub path: &'a str,
    /// The folder under `content/`.
    pub folder: &'a str,
    /// The file's name without its ending.
    pub stem: &'a str,
    pub language: Language,
    /// How numbers are written: people write front matter and YAML, programs write JSON and TOML.
    pub notation: Notation,
}

/// A file as text, where it is UTF-8.
pub type Decoded = Result<Arc<String>, Undecoded>;

/// The files under `content/` by path.
pub type Files = BTreeMap<String, Decoded>;

type Reader = fn(&mut Loader<'_>, Home<'_>, Arc<String>) -> Vec<Entry>;

/// One input format.
struct Format {
    ending: &'static str,
    read: Reader,
    notation: Notation,
}

/// Input formats by the ending of the file's name.
const FORMATS: &[Format] = &[
    Format { ending: ".md", read: markdown::read, notation: Notation::Plain },
    Format { ending: ".yaml", read: list::yaml, notation: Notation::Plain },
    Format { ending: ".yml", read: list::yaml, notation: Notation::Plain },
    Format { ending: ".jsonl", read: list::json_lines, notation: Notation::Point },
    Format { ending: ".json", read: list::json, notation: Notation::Point },
    Format { ending: ".toml", read: list::toml, notation: Notation::Point },
];

/// The folder of everything that becomes entries.
pub const CONTENT: &str = "content/";
/// How the names of descriptions of tables end.
pub const TABLE: &str = ".table.toml";

impl Loader<'_> {
    /// The entries of one file that no description names.
    pub fn file(&mut self, path: &str, written: &Decoded, files: &Files, tables: &mut table::Tables) -> Vec<Entry> {
        let rest = path.strip_prefix(CONTENT).unwrap_or(path);
        let (folders, name) = rest.rsplit_once('/').unwrap_or(("", rest));
        let folder = folders.split('/').next().unwrap_or_default();
        let language = self.config.languages[0];
        if let Some(stem) = name.strip_suffix(TABLE) {
            let home = Home { path, folder, stem, language, notation: Notation::Point };
            return table::read(self, home, written, files, tables);
        }
        let format = FORMATS.iter().find(|format| name.ends_with(format.ending));
        if let Some(format) = format.filter(|_| name != package::NAME) {
            let stem = name.strip_suffix(format.ending).unwrap_or(name);
            let home = Home { path, folder, stem, language, notation: format.notation };
            return self.decoded(path, written).map(|text| (format.read)(self, home, text)).unwrap_or_default();
        }
        let is_map = self.config.map.as_ref().is_some_and(|map| *map.file.value == *path);
        if !name.starts_with('.') && !is_map {
            tables.unread.insert(path.to_owned());
        }
        Vec::new()
    }

    /// The text of a file that is UTF-8; another is complained about.
    pub fn decoded(&mut self, path: &str, written: &Decoded) -> Option<Arc<String>> {
        written.as_ref().map_err(|undecoded| self.diagnostics.push(undecoded.fault.diagnostic(path))).ok().cloned()
    }
}

/// The complaint about a file that nothing reads.
pub fn unread(path: &str) -> Diagnostic {
    let help = match table::stem(path) {
        _ if path.ends_with(package::NAME) => {
            format!("a data package is read beside the description (`name{TABLE}`) of a table that it names")
        }
        Some(stem) => format!("describe it in `{stem}{TABLE}`, so that its columns have a meaning"),
        None => "name it in an entry, or keep it outside `content/`".into(),
    };
    Diagnostic::new(&UNUSED_FILE, format!("`{path}` is not read")).help(help)
}
