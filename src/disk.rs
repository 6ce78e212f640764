//! Reading a site's folder and writing the finished one: the only place that touches files.

mod folder;
mod output;

pub use folder::Folder;
pub use output::{Output, OutputError};

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::ledger::LEDGER;
use crate::source::Input;

/// A file or folder that could not be read or written.
#[derive(Debug)]
pub struct DiskError {
    pub path: PathBuf,
    pub error: io::Error,
}

impl std::fmt::Display for DiskError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`: {}", self.path.display(), self.error)
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> DiskError + '_ {
    move |error| DiskError { path: path.to_owned(), error }
}

/// The folders of a site that are read.
pub const FOLDERS: &[&str] = &["content", "layouts"];

/// Reads a site: its settings, `content/` and `layouts/`. Hidden files are left out; links are not followed, so that
/// nothing from outside the site is published by accident.
///
/// # Errors
/// The first file that cannot be read.
pub fn read_site(root: &Path) -> Result<Input, DiskError> {
    Folder::read(root).map(|folder| folder.input)
}

/// Reads one file.
///
/// # Errors
/// Those of the file system, with the path.
pub fn read_file(path: &Path) -> Result<Vec<u8>, DiskError> {
    fs::read(path).map_err(failed(path))
}

/// Adds a line to the ledger of a site, and waits until the disk has it.
///
/// # Errors
/// Those of the file system, with the path.
pub fn append_to_ledger(root: &Path, line: &str) -> Result<(), DiskError> {
    let path = root.join(LEDGER);
    let unended = fs::read(&path).is_ok_and(|bytes| bytes.last().is_some_and(|last| *last != b'\n'));
    let start = if unended { "\n" } else { "" };
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed(&path))?;
    file.write_all(format!("{start}{line}\n").as_bytes()).map_err(failed(&path))?;
    file.sync_all().map_err(failed(&path))
}

/// Reads the texts of source documents: every file of a folder, by file name.
///
/// # Errors
/// The first file that cannot be read.
pub fn read_documents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, DiskError> {
    read_folder(folder, folder)
}

fn read_folder(root: &Path, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, DiskError> {
    let read = |(name, path): (String, PathBuf)| Ok((name, fs::read(&path).map_err(failed(&path))?));
    plain_files(root, folder)?.into_iter().map(read).collect()
}

/// Every visible plain file in a folder: its name, relative to `root`, and its path.
fn plain_files(root: &Path, folder: &Path) -> Result<Vec<(String, PathBuf)>, DiskError> {
    let mut files = Vec::new();
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in walkdir::WalkDir::new(folder).follow_links(false).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|fault| {
            let path = fault.path().unwrap_or(folder).to_owned();
            DiskError { path, error: fault.into() }
        })?;
        // Only plain files: links could lead out of the site, pipes and devices could never end.
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.into_path();
        let Some(name) = path.strip_prefix(root).ok().and_then(slashed) else {
            let error = io::Error::new(io::ErrorKind::InvalidData, "the file's name is not UTF-8");
            return Err(failed(&path)(error));
        };
        files.push((name, path));
    }
    Ok(files)
}

/// Everything in a folder but folders, relative to it, in the order of names.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|fault| DiskError { path: folder.to_owned(), error: fault.into() })?;
        if !entry.file_type().is_dir() {
            files.extend(entry.path().strip_prefix(folder).ok().map(Path::to_owned));
        }
    }
    Ok(files)
}

/// A relative path with `/` between its parts, letters composed.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(crate::lang::nfc(&parts?.join("/")).into_owned())
}
