//! The old site, whose files the new one takes over where nothing changed.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::tree::{self, Form, Found, Marker};
use super::{OutputError, system};
use crate::address::Address;

/// What stands in the output folder before the new site does.
pub struct Old {
    folder: PathBuf,
    /// Its folders, none of which is a link; `""` is its root. Without any, there is no old site.
    folders: BTreeSet<String>,
    /// The files that a marker lists which cannot be trusted; nothing where the marker was trusted.
    doubtful: Option<HashSet<Box<str>>>,
}

impl Old {
    /// Looks at what stands in an output folder.
    ///
    /// # Errors
    /// [`OutputError::Foreign`] for a file that Glasklar has not made, where the marker tells for sure;
    /// [`OutputError::Denied`] for a folder out of which nothing could be removed; those of the file system.
    pub fn read(folder: &Path) -> Result<Self, OutputError> {
        let mut old = Self { folder: folder.to_owned(), folders: BTreeSet::new(), doubtful: None };
        if !folder.exists() {
            return Ok(old);
        }
        let found = tree::walk(folder)?;
        match tree::read_marker(folder)? {
            Marker::Missing => old.refuse_foreign(&found, |_| false)?,
            Marker::Whole(listed) => old.refuse_foreign(&found, |path| listed.contains(path))?,
            Marker::Damaged(listed) => old.doubtful = Some(listed),
        }
        let inner = found.into_iter().filter(|found| found.form == Form::Folder).map(|found| found.path);
        old.folders = std::iter::once(String::new()).chain(inner).collect();
        match old.folders.iter().map(|inner| folder.join(inner)).find(|inner| !system::may_change(inner)) {
            Some(path) => Err(OutputError::Denied { path, why: "the old site could not be removed" }),
            None => Ok(old),
        }
    }

    /// With a marker that cannot be trusted: whether everything is listed all the same, or stands where the new site has
    /// a file.
    ///
    /// # Errors
    /// [`OutputError::Foreign`] for the first thing that is neither; those of the file system.
    pub fn holds_only_ours<'a>(&self, addresses: impl Iterator<Item = &'a Address>) -> Result<(), OutputError> {
        let Some(listed) = &self.doubtful else { return Ok(()) };
        let planned: HashSet<&str> = addresses.map(Address::as_str).collect();
        self.refuse_foreign(&tree::walk(&self.folder)?, |path| listed.contains(path) || planned.contains(path))
    }

    fn refuse_foreign(&self, found: &[Found], is_ours: impl Fn(&str) -> bool) -> Result<(), OutputError> {
        match tree::foreign(found, is_ours) {
            Some(foreign) => Err(OutputError::Foreign { path: self.folder.clone(), foreign: foreign.into() }),
            None => Ok(()),
        }
    }

    /// A plain file of the old site, whatever its bytes; never one to which a link leads.
    pub fn file(&self, path: &str) -> Option<OldFile> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !self.folders.contains(folder) {
            return None;
        }
        let path = self.folder.join(path);
        let (file, metadata) = system::open_plain(&path).ok()?;
        let modified = metadata.modified().ok()?;
        Some(OldFile { path, file, metadata, modified })
    }

    /// The file of the old site at a path, if it has these bytes, and may be read by all who may read a file of this
    /// `mode`: else a site that was once built with a narrow umask would stay unreadable.
    pub fn unchanged(&self, path: &str, bytes: &[u8], mode: u32) -> Option<OldFile> {
        let old = self.of_size(path, bytes.len() as u64, mode)?;
        has_bytes(&old.file, bytes).unwrap_or(false).then_some(old)
    }

    /// Holds what is written against the file of the old site at a path.
    pub fn comparing(&self, path: &str, mode: u32) -> Comparing {
        let old = self.file(path).filter(|old| system::mode(&old.metadata) & mode == mode);
        Comparing { old, size: 0 }
    }

    fn of_size(&self, path: &str, size: u64, mode: u32) -> Option<OldFile> {
        let old = self.file(path)?;
        (old.metadata.len() == size && system::mode(&old.metadata) & mode == mode).then_some(old)
    }
}

/// Takes the bytes of a new file, piece by piece, and tells whether they are those of the old one.
pub struct Comparing {
    /// The old file, as long as nothing differs from it.
    old: Option<OldFile>,
    size: u64,
}

impl Comparing {
    /// The old file, if all that was written is what it holds; else how many bytes were written.
    pub fn finish(self) -> Result<OldFile, u64> {
        self.old.filter(|old| old.metadata.len() == self.size).ok_or(self.size)
    }
}

impl Write for Comparing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.size += bytes.len() as u64;
        self.old = self.old.take().filter(|old| has_bytes(&old.file, bytes).unwrap_or(false));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file of the old site.
pub struct OldFile {
    path: PathBuf,
    file: File,
    metadata: fs::Metadata,
    /// When it was written.
    pub modified: SystemTime,
}

impl OldFile {
    /// Makes this file a file of the new site too.
    ///
    /// # Errors
    /// Those of the file system: some have no links, or only so many to one file, or only for its owner.
    pub fn link_to(&self, new: &Path) -> io::Result<()> {
        fs::hard_link(&self.path, new)
    }

    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&self.file).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

fn has_bytes(mut file: &File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut piece = vec![0; bytes.len().min(1 << 16)];
    while !bytes.is_empty() {
        let length = bytes.len().min(piece.len());
        file.read_exact(&mut piece[..length])?;
        if piece[..length] != bytes[..length] {
            return Ok(false);
        }
        bytes = &bytes[length..];
    }
    Ok(true)
}
