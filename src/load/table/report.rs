//! What became of a table, for its line at the end of a run and for the page about the quality of data.

use std::sync::Arc;

use crate::kind::KindIx;
use crate::source::FileId;
use crate::text::Encoding;

/// What became of a table. Rows that are neither published nor left out are told by a complaint each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// The path of the description.
    pub path: String,
    /// Nothing where the description could not be read.
    pub kind: Option<KindIx>,
    /// The texts of its files and sheets.
    pub data: Vec<FileId>,
    /// Rows of all files together; where a row becomes several entries, as many rows.
    pub read: usize,
    /// Rows that are entries.
    pub entries: usize,
    /// Rows that the description does not ask for, or in which nothing stands that could become an entry.
    pub left_out: usize,
    /// Rows that are left out because they are faulty.
    pub skipped: Vec<SkippedRow>,
    /// Columns that fill no field, each once.
    pub unused: Vec<String>,
    pub assumed: Vec<Assumed>,
}

/// A row that is left out because it is faulty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedRow {
    /// The file as people are told it.
    pub file: Arc<str>,
    /// Its line, or its row in a sheet.
    pub number: u32,
    /// The names of the columns.
    pub header: Arc<[String]>,
    /// What stands in it; the names of private persons are hidden.
    pub cells: Vec<String>,
    /// Each complaint's code, and its words.
    pub why: Vec<(&'static str, String)>,
}

/// What a description leaves open and was found out by looking, each with the path of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    Encoding { file: String, encoding: Encoding },
    Delimiter { file: String, sign: char },
    Decimal { file: String, sign: char },
}
