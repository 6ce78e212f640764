//! Reading a site's folder and writing the finished one: the only place that touches files.

mod folder;
mod output;
mod plain;

pub use folder::Folder;
pub use output::{Output, OutputError, Published, Staging};
pub use plain::is_plain;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::config::SETTINGS;
use crate::ledger::LEDGER;
use crate::limits::Limits;
use crate::source::{Input, LeftOut, Why};
use plain::{Reading, Thing, read_plain, thing};

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

/// Reads a site: its settings, `content/` and `layouts/`. Hidden files are left out; what is no plain file, or too large,
/// is not opened, and the input says so.
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

/// Reads a table that may lie anywhere; nothing but its size where it is larger than `limit` bytes.
///
/// # Errors
/// Those of the file system, with the path, and what is no plain file.
pub fn read_table(path: &Path, limit: u64) -> Result<Result<Vec<u8>, Option<u64>>, DiskError> {
    match read_plain(path, limit)? {
        Reading::Whole(bytes) => Ok(Ok(bytes)),
        Reading::TooLarge(size) => Ok(Err(size)),
    }
}

/// Reads what a site says of its kinds: its settings and `layouts/`, without its content.
///
/// # Errors
/// The first file that cannot be read.
pub fn read_frame(root: &Path) -> Result<Input, DiskError> {
    let mut input = Input { theme: crate::theme::built_in(), ..Input::default() };
    let (settings, layouts) = (root.join(SETTINGS), root.join("layouts"));
    let mut files = BTreeMap::from([(SETTINGS.to_owned(), settings)]);
    if thing(&layouts)? == Some(Thing::Folder) {
        files.extend(list(root, &layouts)?.files);
    }
    for (name, path) in files {
        let limits = Limits::usual();
        if let Reading::Whole(bytes) = read_plain(&path, limits.get(limits.of_file(&name)))? {
            input.site.insert(name, bytes);
        }
    }
    Ok(input)
}

/// Writes a file that is not there yet, or whatever is.
///
/// # Errors
/// Those of the file system, with the path; a file that is there where `over` says that it must not be.
pub fn write_file(path: &Path, text: &str, over: Over) -> Result<(), DiskError> {
    let mut options = fs::OpenOptions::new();
    match over {
        Over::Nothing => options.write(true).create_new(true),
        Over::AFile => options.write(true).create(true).truncate(true),
    };
    let mut file = options.open(path).map_err(failed(path))?;
    file.write_all(text.as_bytes()).map_err(failed(path))?;
    file.sync_all().map_err(failed(path))
}

/// What a new file may take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Nothing,
    AFile,
}

/// Adds a line to the ledger of a site, and waits until the disk has it.
///
/// # Errors
/// Those of the file system, with the path.
pub fn append_to_ledger(root: &Path, line: &str) -> Result<(), DiskError> {
    let path = root.join(LEDGER);
    is_plain(&path)?;
    let unended = fs::read(&path).is_ok_and(|bytes| bytes.last().is_some_and(|last| *last != b'\n'));
    let start = if unended { "\n" } else { "" };
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed(&path))?;
    file.write_all(format!("{start}{line}\n").as_bytes()).map_err(failed(&path))?;
    file.sync_all().map_err(failed(&path))
}

/// The texts of source documents.
#[derive(Debug, Default)]
pub struct Documents {
    /// By file name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// By path.
    pub left_out: Vec<LeftOut>,
}

/// Reads the texts of source documents: every plain file of a folder.
///
/// # Errors
/// The first file that cannot be read, and a folder that is none or is a link.
pub fn read_documents(folder: &Path, limits: &Limits) -> Result<Documents, DiskError> {
    thing_folder(folder)?;
    let listing = list(folder, folder)?;
    let named = |one: LeftOut| LeftOut { path: folder.join(one.path).display().to_string(), ..one };
    let left_out = listing.left_out.into_iter().map(named).collect();
    let mut documents = Documents { files: BTreeMap::new(), left_out };
    for (name, path) in listing.files {
        match read_plain(&path, limits.get(limits.of_file(&name)))? {
            Reading::Whole(bytes) => drop(documents.files.insert(name, bytes)),
            Reading::TooLarge(size) => {
                documents.left_out.push(LeftOut { path: path.display().to_string(), why: Why::TooLarge(size) });
            }
        }
    }
    Ok(documents)
}

/// Sees that a folder is one, and no link to one.
fn thing_folder(path: &Path) -> Result<(), DiskError> {
    match thing(path)? {
        Some(Thing::Folder) => Ok(()),
        other => Err(plain::refused(path, other)),
    }
}

/// What stands in a folder of a site.
#[derive(Default)]
struct Listing {
    /// The name of each plain file, relative to the site, and its path.
    files: BTreeMap<String, PathBuf>,
    left_out: Vec<LeftOut>,
}

/// Lists the visible files in a folder and below, by their names relative to `root`.
fn list(root: &Path, folder: &Path) -> Result<Listing, DiskError> {
    let mut listing = Listing::default();
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in walkdir::WalkDir::new(folder).follow_links(false).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|fault| {
            let path = fault.path().unwrap_or(folder).to_owned();
            DiskError { path, error: fault.into() }
        })?;
        let found = Thing::of(entry.file_type());
        if found == Thing::Folder {
            continue;
        }
        let path = entry.into_path();
        let Some(name) = path.strip_prefix(root).ok().and_then(slashed) else {
            let error = io::Error::new(io::ErrorKind::InvalidData, "the file's name is not UTF-8");
            return Err(failed(&path)(error));
        };
        match found {
            Thing::Other(why) => listing.left_out.push(LeftOut { path: name, why }),
            _ if listing.files.contains_key(&name) => {
                listing.left_out.push(LeftOut { path: name, why: Why::SameName });
            }
            _ => drop(listing.files.insert(name, path)),
        }
    }
    Ok(listing)
}

/// A relative path with `/` between its parts, letters composed.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(crate::lang::nfc(&parts?.join("/")).into_owned())
}
