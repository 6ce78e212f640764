//! Parquet files by the parquet crate: one sheet, row group by row group. Groups of columns are told by their paths, a list
//! is one cell.

mod columns;
mod footer;
mod pages;
#[cfg(test)]
mod tests;
mod thrift;
mod values;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::properties::ReaderProperties;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::{ReadOptionsBuilder, SerializedFileReader};

use super::Loader;
use super::sheet::{Cell, Filling, Sheet};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;
use crate::source::At;
use columns::Column;

/// The sheet of a file; nothing where it cannot be read, which has been said.
pub fn read(loader: &mut Loader<'_>, file: &At<String>, bytes: &[u8]) -> Option<Vec<Sheet>> {
    let limits = &loader.config.limits;
    let sheet = unwound(|| sheet(&file.value, bytes, limits));
    let told = |fault: Fault| loader.diagnostics.push(fault.diagnostic(&file.value).at(file.place));
    sheet.map(|sheet| vec![sheet]).map_err(told).ok()
}

/// Why a file cannot be read.
pub enum Fault {
    /// The complaint lacks its place only.
    Told(Diagnostic),
    /// What it is that the file breaks off with.
    Damaged(String),
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<Diagnostic> for Fault {
    fn from(fault: Diagnostic) -> Self {
        Self::Told(fault)
    }
}

/// How much is told of what the crate says, which may repeat what stands in the file.
const TOLD: usize = 120;

impl Fault {
    fn diagnostic(self, path: &str) -> Diagnostic {
        match self {
            Self::Told(fault) => fault,
            Self::Damaged(words) => {
                let words = words.strip_prefix("Parquet error: ").unwrap_or(&words);
                let words = &words[..words.floor_char_boundary(TOLD.min(words.len()))];
                let fault = Diagnostic::new(&SYNTAX, format!("`{path}` cannot be read as Parquet: {words}"));
                fault.help("the file seems to be cut off or damaged; export it again")
            }
        }
    }
}

/// A complaint that lacks its place.
pub fn refused(message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault::Told(Diagnostic::new(&SYNTAX, message).help(help))
}

/// Runs what reads a file; where the crate fails at damage instead of telling it, that is told like any other.
fn unwound<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let failed = |_| Err(Fault::Damaged("its parts contradict each other".into()));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(failed)
}

fn sheet(path: &str, bytes: &[u8], limits: &Limits) -> Result<Sheet, Fault> {
    has_its_marks(path, bytes)?;
    footer::look(bytes, limits)?;
    // Old forms of LZ4 do not say how much they hold.
    let properties = ReaderProperties::builder().set_backward_compatible_lz4(false).build();
    let options = ReadOptionsBuilder::new().with_reader_properties(properties).build();
    let reader = SerializedFileReader::new_with_options(Bytes::copy_from_slice(bytes), options)?;
    let metadata = reader.metadata();
    let columns = columns::of(metadata.file_metadata().schema())?;
    is_within(bytes, metadata.file_metadata().num_rows(), &columns, limits)?;
    pages::look(bytes, metadata.row_groups(), limits)?;
    let names: Vec<&str> = columns.iter().map(|column| column.path.as_str()).collect();
    let mut filling = Filling::new(None, &names, limits)?;
    let mut number = 0;
    for group in 0..reader.num_row_groups() {
        for row in reader.get_row_group(group)?.get_row_iter(None)? {
            number += 1;
            let mut cells: Vec<Cell<'_>> = Vec::with_capacity(columns.len());
            let row = row?;
            values::of_row(&row, metadata.file_metadata().schema(), &columns, &mut cells)
                .map_err(|problem| problem.of_record(number))?;
            filling.push(number, &cells)?;
        }
    }
    Ok(filling.finish())
}

/// The signs with which a file begins and ends, and those of one whose content is encrypted.
const MARK: &[u8] = b"PAR1";
const ENCRYPTED: &[u8] = b"PARE";

fn has_its_marks(path: &str, bytes: &[u8]) -> Result<(), Fault> {
    if bytes.starts_with(ENCRYPTED) || bytes.ends_with(ENCRYPTED) {
        return Err(refused(format!("`{path}` is encrypted"), "export the table without encryption"));
    }
    if !bytes.starts_with(MARK) {
        return Err(refused(
            format!("`{path}` is no Parquet file"),
            "export the table again, or name it by what it is",
        ));
    }
    if !bytes.ends_with(MARK) {
        return Err(Fault::Damaged("its end is missing".into()));
    }
    Ok(())
}

/// Whether there are no more cells than there may be.
fn is_within(bytes: &[u8], rows: i64, columns: &[Column], limits: &Limits) -> Result<(), Fault> {
    let rows = usize::try_from(rows).map_err(|_| Fault::Damaged("it has less than no rows".into()))?;
    // A column of one value repeated takes next to nothing, so that the size of the file says little.
    let cells = rows.saturating_mul(columns.len());
    if limits.forbid(Limit::Cells, cells) {
        return Err(limits.exceeded(Limit::Cells, Met::Exactly(cells as u64)).into());
    }
    if limits.forbid(Limit::FileSize, bytes.len()) {
        return Err(limits.exceeded(Limit::FileSize, Met::Exactly(bytes.len() as u64)).into());
    }
    Ok(())
}
