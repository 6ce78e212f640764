//! What the systems do differently: moving whole folders, and making sure that a disk has what was written.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The ways to move a folder, so that tests can take one of them away or interrupt it.
pub trait Moves {
    /// Puts two folders in each other's place in one step.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] where this system or file system cannot; else those of the system.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Moves a folder to where nothing is.
    ///
    /// # Errors
    /// Those of the system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Whether a move failed only because some program has a file open, as it can on Windows.
    fn is_held(&self, error: &io::Error) -> bool;

    /// The first file in a folder that some program has open.
    fn held_in(&self, folder: &Path) -> Option<PathBuf>;

    fn wait(&self, time: Duration);
}

/// The system that this program runs on.
pub struct System;

impl Moves for System {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(told)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(told) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => fs::rename(from, to),
            moved => moved,
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn is_held(&self, error: &io::Error) -> bool {
        // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
        cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
    }

    #[cfg(windows)]
    fn held_in(&self, folder: &Path) -> Option<PathBuf> {
        use std::os::windows::fs::OpenOptionsExt;
        let is_held = |path: &Path| File::options().read(true).share_mode(0).open(path).is_err();
        let found = super::tree::walk(folder).ok()?.into_iter();
        let files = found.filter(|found| found.form == super::tree::Form::File);
        files.map(|file| folder.join(file.path)).find(|path| is_held(path))
    }

    #[cfg(not(windows))]
    fn held_in(&self, _: &Path) -> Option<PathBuf> {
        None
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The error of a call; a file system that does not know the flag calls it invalid.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn told(error: rustix::io::Errno) -> io::Error {
    use rustix::io::Errno;
    let unsupported = [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP];
    if unsupported.contains(&error) { io::ErrorKind::Unsupported.into() } else { error.into() }
}

/// Waits until the disk has every file of a folder: by one call for the whole file system where there is such a call,
/// else file by file. `files` are relative to the folder.
///
/// # Errors
/// Those of the system.
pub fn sync_tree<'a>(folder: &Path, files: impl Iterator<Item = &'a str>) -> io::Result<()> {
    match sync_at_once(folder) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => sync_one_by_one(folder, files),
        synced => synced,
    }
}

fn sync_at_once(folder: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return rustix::fs::syncfs(File::open(folder)?).map_err(told);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = folder;
        Err(io::ErrorKind::Unsupported.into())
    }
}

fn sync_one_by_one<'a>(folder: &Path, files: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut folders = BTreeSet::from([folder.to_owned()]);
    for file in files {
        let path = folder.join(file);
        // Windows syncs only what is open for writing.
        File::options().read(true).write(cfg!(windows)).open(&path)?.sync_all()?;
        folders.extend(path.ancestors().skip(1).take_while(|above| *above != folder).map(Path::to_owned));
    }
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

/// Waits until the disk has the names in a folder. Windows has no such call, and keeps them in order by itself.
///
/// # Errors
/// Those of the system.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Opens a plain file to read it, but never what a link leads to; gives what the system knows of it too.
///
/// # Errors
/// Those of the system, and one for whatever is not a plain file.
pub fn open_plain(path: &Path) -> io::Result<(File, fs::Metadata)> {
    #[cfg(unix)]
    let file = {
        use rustix::fs::{Mode, OFlags};
        // Without NONBLOCK, opening a pipe would wait for somebody to write into it.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        File::from(rustix::fs::open(path, flags, Mode::empty())?)
    };
    #[cfg(not(unix))]
    let file = {
        if !fs::symlink_metadata(path)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        File::open(path)?
    };
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Opens the file of a lock, and makes it where there is none. On Windows nobody can remove it while it is open.
///
/// # Errors
/// Those of the system.
pub fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        // FILE_SHARE_READ and FILE_SHARE_WRITE, and not FILE_SHARE_DELETE.
        options.share_mode(1 | 2);
    }
    options.open(path)
}

/// Whether a path still leads to an open file: it does not once the file was removed, or removed and made anew.
pub fn leads_to(path: &Path, file: &File) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let identity = |of: fs::Metadata| (of.dev(), of.ino());
        let (Ok(there), Ok(here)) = (fs::symlink_metadata(path), file.metadata()) else { return false };
        identity(there) == identity(here)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

/// Whether another file system, or another part of one, begins at a folder: it cannot be moved then.
pub fn is_mount_point(folder: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let told = statx(CWD, folder, AtFlags::NO_AUTOMOUNT, StatxFlags::TYPE);
        if told.is_ok_and(|told| told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)) {
            return true;
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
        folder.parent().is_some_and(|parent| device(folder) != device(parent))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Whether files may be made and removed in a folder, as far as the system tells beforehand.
pub fn may_change(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        true
    }
}

/// Whether a folder may be moved out of its parent by whoever owns `own`: in a sticky folder only its owner may.
pub fn may_move(folder: &Path, own: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        const STICKY: u32 = 0o1000;
        let parent = folder.parent().unwrap_or(folder);
        let all = (fs::metadata(folder), fs::metadata(parent), fs::metadata(own));
        let (Ok(folder), Ok(parent), Ok(own)) = all else { return true };
        own.uid() == 0 || parent.mode() & STICKY == 0 || [folder.uid(), parent.uid()].contains(&own.uid())
    }
    #[cfg(not(unix))]
    {
        let _ = (folder, own);
        true
    }
}

/// Who may do what with a file: the nine bits of Unix, none elsewhere.
pub fn mode(metadata: &fs::Metadata) -> u32 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        metadata.mode() & 0o777
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_synced_one_by_one_where_there_is_no_call_for_all() {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(place.path().join("a/b")).expect("folders");
        fs::write(place.path().join("a/b/c"), "c").expect("a file");
        sync_one_by_one(place.path(), ["a/b/c"].into_iter()).expect("synced");
        sync_one_by_one(place.path(), ["a/b/d"].into_iter()).expect_err("a file that is not there");
    }

    #[test]
    fn a_file_made_anew_at_a_path_is_another() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("lock");
        let file = open_lock(&path).expect("a file");
        assert!(leads_to(&path, &file));
        if cfg!(unix) {
            fs::remove_file(&path).expect("removed");
            assert!(!leads_to(&path, &file));
            let _other = open_lock(&path).expect("a file");
            assert!(!leads_to(&path, &file));
        }
    }
}
