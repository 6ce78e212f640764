//! The output folder: nothing is written over what is not ours, and nothing half-done is ever public.
//!
//! [`Output::open`] refuses what must not be replaced, takes the lock and puts in order what a dead run left;
//! [`Output::stage`] makes the folders of the new site beside the old one; [`Staging::take`] fills them, with the old
//! site's own files where they have the same bytes; [`Staging::publish`] exchanges the two; [`Published::finish`] removes
//! the old one. Whichever of these is the last that happens, one whole site stands at the address.

mod error;
mod old;
mod place;
mod replace;
mod system;
mod tree;
mod work;

pub use error::OutputError;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{DiskError, failed};
use crate::address::Address;
use crate::finished::FinishedFiles;
use crate::stages::{Pieces, Sink};
use old::{Comparing, Old, OldFile};
use system::System;
use tree::{Form, Found, KEPT, MARKER};
use work::Work;

/// An output folder that may be written to and is locked, so that no other process does.
pub struct Output {
    work: Work,
    old: Old,
}

impl Output {
    /// Opens the output `folder` of the site in the folder `site`. Nothing in it is changed, but that a site whose
    /// replacement was killed half-way is back in its place afterwards.
    ///
    /// # Errors
    /// [`OutputError`] says what may not be replaced, and who else holds the lock.
    pub fn open(site: &Path, folder: &Path) -> Result<Self, OutputError> {
        let folder = place::allowed(site, folder)?;
        let work = Work::open(&folder)?;
        replace::recover(&work, &System)?;
        if folder.exists() && !system::may_move(&folder, work.folder()) {
            let why = "somebody else owns it, so that it could not be replaced";
            return Err(OutputError::Denied { path: folder, why });
        }
        let old = Old::read(&folder)?;
        Ok(Self { work, old })
    }

    /// Makes the folders of the new site. With a marker that cannot be trusted, what stands at an address of the new
    /// site counts as made by Glasklar.
    ///
    /// # Errors
    /// [`OutputError::Foreign`] for a file that Glasklar has not made; those of the file system.
    pub fn stage<'a>(self, addresses: impl Iterator<Item = &'a Address> + Clone) -> Result<Staging, OutputError> {
        let Self { work, old } = self;
        old.holds_only_ours(addresses.clone())?;
        let new = work.new_site();
        let full = OnceLock::new();
        for folder in folders(addresses) {
            let path = new.join(folder);
            match fs::create_dir(&path) {
                Err(error) if is_full(&error) => _ = full.set(path),
                made => made.map_err(failed(&path))?,
            }
        }
        let file_mode = work.file_mode();
        Ok(Staging { work, old, new, file_mode, full, fresh: AtomicU64::new(0) })
    }
}

/// The folders of addresses, each after the one that holds it; the first is the root.
fn folders<'a>(addresses: impl Iterator<Item = &'a Address>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::from([""]);
    for address in addresses {
        let mut rest = address.as_str();
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

/// A disk or a quota that takes no more.
fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// A new site that grows beside the old one. Dropping it leaves the old one as it was.
pub struct Staging {
    work: Work,
    old: Old,
    new: PathBuf,
    /// Who may do what with a file that is made now.
    file_mode: u32,
    /// The first file that found no room; from then on files are only counted.
    full: OnceLock<PathBuf>,
    /// The bytes of files that the old site does not have.
    fresh: AtomicU64,
}

impl Staging {
    /// Puts the new site in the place of the old one, once it is complete and the disk has it. `finished` lists every
    /// file that was written.
    ///
    /// # Errors
    /// [`OutputError`] says why the old site is still in its place.
    pub fn publish(self, finished: &FinishedFiles) -> Result<Published, OutputError> {
        self.complete(finished)?;
        self.verify(finished)?;
        let files = finished.iter().map(|(address, _)| address.as_str()).chain([MARKER]);
        system::sync_tree(&self.new, files).map_err(|error| self.told(self.new.clone(), error, finished))?;
        replace::replace(&self.work, &System)?;
        let mut work = self.work;
        work.keep_made();
        Ok(Published { work })
    }

    /// Adds what is no file of the plan: the marker, and the `.gitignore` of the old site.
    fn complete(&self, finished: &FinishedFiles) -> Result<(), OutputError> {
        if let Some(path) = self.full.get() {
            return Err(self.no_room(path.clone(), finished));
        }
        let written = self.streamed(MARKER, &mut |out| tree::write_marker(finished, out));
        written.map_err(|error| self.told(self.new.join(MARKER), error, finished))?;
        if let Some(path) = self.full.get() {
            return Err(self.no_room(path.clone(), finished));
        }
        let path = self.new.join(KEPT);
        let Some(kept) = self.old.file(KEPT) else { return Ok(()) };
        let carried = kept.link_to(&path).or_else(|_| written_at(&path, &kept.bytes()?, Some(kept.modified)));
        carried.map_err(|error| self.told(path, error, finished))
    }

    /// Holds the new site against the list of its files: each is there with its size, and nothing else.
    fn verify(&self, finished: &FinishedFiles) -> Result<(), OutputError> {
        let mut count = 0;
        tree::visit(&self.new, &mut |Found { path: inner, form }| {
            let is_added = inner == MARKER || inner == KEPT;
            let size = finished.get(&inner).map(|file| file.size);
            let path = self.new.join(inner);
            let has_size = || fs::symlink_metadata(&path).ok().map(|metadata| metadata.len()) == size;
            match form {
                Form::Folder => {}
                Form::File if is_added => {}
                Form::File if size.is_some() && has_size() => count += 1,
                Form::File | Form::Other => return Err(OutputError::Altered(path)),
            }
            Ok(())
        })?;
        if count == finished.len() { Ok(()) } else { Err(OutputError::Altered(self.new.clone())) }
    }

    /// Writes one file of the new site piece by piece, unless there is no room; the errors do not name it.
    fn streamed(&self, name: &str, write: &mut Pieces<'_>) -> io::Result<()> {
        let path = self.new.join(name);
        let mut compared = self.old.comparing(name, self.file_mode);
        if self.full.get().is_none() {
            match streamed_to(&path, &mut compared, write) {
                Ok(()) => {
                    match compared.finish() {
                        Ok(same) => take_over(&same, &path)?,
                        Err(size) => _ = self.fresh.fetch_add(size, Ordering::Relaxed),
                    }
                    return Ok(());
                }
                Err(error) if is_full(&error) => _ = self.full.set(path),
                Err(error) => return Err(error),
            }
            compared = self.old.comparing(name, self.file_mode);
        }
        write(&mut compared)?;
        if let Err(size) = compared.finish() {
            self.fresh.fetch_add(size, Ordering::Relaxed);
        }
        Ok(())
    }

    fn named(&self, address: &Address, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("`{}`: {error}", self.new.join(address.as_str()).display()))
    }

    fn told(&self, path: PathBuf, error: io::Error, finished: &FinishedFiles) -> OutputError {
        if is_full(&error) { self.no_room(path, finished) } else { OutputError::Disk(DiskError { path, error }) }
    }

    fn no_room(&self, path: PathBuf, finished: &FinishedFiles) -> OutputError {
        let needed = finished.iter().map(|(_, file)| file.size).sum();
        OutputError::Full { path, needed, fresh: self.fresh.load(Ordering::Relaxed) }
    }
}

/// Writes a file piece by piece, and gives each piece to `compared` too.
fn streamed_to(path: &Path, compared: &mut Comparing, write: &mut Pieces<'_>) -> io::Result<()> {
    let mut file = io::BufWriter::with_capacity(1 << 16, Twice { file: File::create(path)?, compared });
    write(&mut file)?;
    file.flush()
}

struct Twice<'a> {
    file: File,
    compared: &'a mut Comparing,
}

impl Write for Twice<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.file.write(bytes)?;
        self.compared.write(&bytes[..taken])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Replaces a file of the new site by that of the old one, which has the same bytes; where it cannot be linked, the new
/// one gets its time.
fn take_over(same: &OldFile, path: &Path) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".old");
    let beside = PathBuf::from(beside);
    match same.link_to(&beside) {
        Ok(()) => fs::rename(&beside, path),
        Err(_) => File::options().write(true).open(path)?.set_modified(same.modified),
    }
}

/// Puts a file where it belongs: the old one, which has the same bytes, or a copy with its time; else a new one.
fn placed(path: &Path, bytes: &[u8], same: Option<OldFile>) -> io::Result<()> {
    match same {
        Some(same) => same.link_to(path).or_else(|_| written_at(path, bytes, Some(same.modified))),
        None => written_at(path, bytes, None),
    }
}

fn written_at(path: &Path, bytes: &[u8], modified: Option<std::time::SystemTime>) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    modified.map_or(Ok(()), |time| file.set_modified(time))
}

impl Sink for Staging {
    /// Writes one file of the new site. One that the old site has with the same bytes is the same file, with its time;
    /// where the file system links none, a copy with its time. Once the disk is full nothing more is written, and
    /// [`Self::publish`] tells so.
    ///
    /// # Errors
    /// Those of the file system, with the path in them.
    fn take(&self, address: &Address, bytes: &[u8]) -> io::Result<()> {
        let same = self.old.unchanged(address.as_str(), bytes, self.file_mode);
        if same.is_none() {
            self.fresh.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
        if self.full.get().is_some() {
            return Ok(());
        }
        let path = self.new.join(address.as_str());
        match placed(&path, bytes, same) {
            Err(error) if is_full(&error) => {
                // Of several threads, one tells its file.
                let _ = self.full.set(path);
                Ok(())
            }
            Err(error) => Err(self.named(address, &error)),
            Ok(()) => Ok(()),
        }
    }

    /// Writes one file of the new site piece by piece, as `write` gives them. What [`Self::take`] says holds for it too.
    ///
    /// # Errors
    /// Those of the file system, with the path in them.
    fn stream(&self, address: &Address, write: &mut Pieces<'_>) -> io::Result<()> {
        self.streamed(address.as_str(), write).map_err(|error| self.named(address, &error))
    }
}

/// A site in its place. The lock lasts until this is dropped.
pub struct Published {
    work: Work,
}

impl Published {
    /// Removes the old site.
    ///
    /// # Errors
    /// Those of the file system; the new site is in its place all the same, and the next run tries again.
    pub fn finish(self) -> Result<(), DiskError> {
        self.work.remove_sites()
    }
}

#[cfg(test)]
mod tests;
