//! Plain files: the only ones that are opened. A link could lead out of the site; a pipe or a device may never end.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

use super::{DiskError, failed};
use crate::source::Why;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    File,
    Folder,
    Other(Why),
}

impl Thing {
    #[cfg(unix)]
    pub fn of(found: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;
        match found {
            _ if found.is_file() => Self::File,
            _ if found.is_dir() => Self::Folder,
            _ if found.is_symlink() => Self::Other(Why::Link),
            _ if found.is_fifo() => Self::Other(Why::Pipe),
            _ if found.is_socket() => Self::Other(Why::Socket),
            _ => Self::Other(Why::Device),
        }
    }

    #[cfg(not(unix))]
    pub fn of(found: FileType) -> Self {
        match found {
            _ if found.is_file() => Self::File,
            _ if found.is_dir() => Self::Folder,
            _ if found.is_symlink() => Self::Other(Why::Link),
            _ => Self::Other(Why::Device),
        }
    }
}

/// What stands at a path, links not followed; nothing where nothing does.
///
/// # Errors
/// Those of the file system, with the path.
pub fn thing(path: &Path) -> Result<Option<Thing>, DiskError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(Thing::of(metadata.file_type()))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(failed(path)(error)),
    }
}

/// Whether a plain file stands at a path; false where nothing does.
///
/// # Errors
/// What else stands there, and those of the file system, with the path.
pub fn is_plain(path: &Path) -> Result<bool, DiskError> {
    match thing(path)? {
        Some(Thing::File) => Ok(true),
        None => Ok(false),
        other => Err(refused(path, other)),
    }
}

/// The error that something is not what is read there.
pub fn refused(path: &Path, found: Option<Thing>) -> DiskError {
    let error = match found {
        None => io::Error::from(io::ErrorKind::NotFound),
        Some(Thing::File) => io::Error::other("it is a file and not a folder"),
        Some(Thing::Folder) => io::Error::other("it is a folder and not a file"),
        Some(Thing::Other(Why::Link)) => {
            io::Error::other("it is a symbolic link, which is not followed; put what it leads to in its place")
        }
        Some(Thing::Other(why)) => io::Error::other(format!("it is {why} and is not opened")),
    };
    failed(path)(error)
}

/// What came of reading a file.
pub enum Reading {
    Whole(Vec<u8>),
    /// With its size, where that is known.
    TooLarge(Option<u64>),
}

/// Reads a plain file of at most `limit` bytes.
///
/// # Errors
/// Those of the file system, with the path; and that something else has come to stand there since it was listed.
pub fn read_plain(path: &Path, limit: u64) -> Result<Reading, DiskError> {
    // Asked before opening, since to open a pipe is to wait for its other end.
    match thing(path)? {
        Some(Thing::File) => {}
        other => return Err(refused(path, other)),
    }
    let file = File::open(path).map_err(failed(path))?;
    // Asked again of what was opened: something else may stand there by now.
    let metadata = file.metadata().map_err(failed(path))?;
    if !metadata.is_file() {
        return Err(refused(path, Some(Thing::of(metadata.file_type()))));
    }
    if metadata.len() > limit {
        return Ok(Reading::TooLarge(Some(metadata.len())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // One byte more tells a file that grows meanwhile, or whose size says nothing.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed(path))?;
    Ok(if bytes.len() as u64 > limit { Reading::TooLarge(None) } else { Reading::Whole(bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_above_the_limit_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "12345").expect("a file");
        assert!(matches!(read_plain(&path, 5), Ok(Reading::Whole(bytes)) if bytes == b"12345"));
        assert!(matches!(read_plain(&path, 4), Ok(Reading::TooLarge(Some(5)))));
    }

    /// Files below `/proc` say that they hold nothing, and hold something: as a file does that grows while it is read.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_holds_more_than_it_says_is_read_up_to_the_limit() {
        let path = Path::new("/proc/self/status");
        assert!(matches!(read_plain(path, 20), Ok(Reading::TooLarge(None))));
        assert!(matches!(read_plain(path, 100_000), Ok(Reading::Whole(bytes)) if bytes.len() > 20));
    }

    #[test]
    fn a_folder_is_no_plain_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = is_plain(folder.path()).expect_err("an error").to_string();
        assert!(error.contains("it is a folder and not a file"), "{error}");
        assert!(matches!(is_plain(&folder.path().join("gone")), Ok(false)));
    }
}
