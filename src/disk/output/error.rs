//! Why a site was not published.

use std::io;
use std::path::PathBuf;

use crate::disk::DiskError;

/// Why an output folder is not written to, or the new site has not taken the place of the old one. The old site is
/// whole in every case.
#[derive(Debug)]
pub enum OutputError {
    /// The folder is not one that may be written to.
    Refused {
        path: PathBuf,
        why: &'static str,
        remedy: &'static str,
    },
    /// The folder holds something that a new site in its place would remove.
    Foreign {
        path: PathBuf,
        foreign: PathBuf,
    },
    /// A folder begins another file system, so that none can take its place.
    MountPoint(PathBuf),
    /// Whoever runs this may not change a folder that must be changed; `why` says what for.
    Denied {
        path: PathBuf,
        why: &'static str,
    },
    /// Another process publishes to the folder.
    Locked {
        path: PathBuf,
        lock: PathBuf,
        process: Option<u32>,
    },
    /// The disk is full. `needed` are the bytes of the whole new site; `fresh` of them are not those of files that stay.
    Full {
        path: PathBuf,
        needed: u64,
        fresh: u64,
    },
    /// Some program has a file of the old site open, and the system moves no folder with such a file.
    Held(PathBuf),
    /// What was written is not what the new site is made of.
    Altered(PathBuf),
    Disk(DiskError),
    /// A file could not be written; the message names it.
    Write(io::Error),
}

impl OutputError {
    /// Whether another folder must be named, rather than the system mended.
    pub fn is_wrong_use(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Foreign { .. } | Self::MountPoint(_))
    }

    /// What to do about it.
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::Refused { remedy, .. } => (*remedy).to_owned(),
            Self::Foreign { .. } => "move them away, or choose another folder with --out".to_owned(),
            Self::MountPoint(path) => {
                format!("name a folder below it, such as `{}`, with --out", path.join("site").display())
            }
            Self::Denied { .. } => {
                "change its owner or its permissions, or choose another folder with --out".to_owned()
            }
            Self::Locked { lock, .. } => {
                format!("wait until it has ended; its lock is `{}`, which ends with the process", lock.display())
            }
            Self::Full { .. } => "make room, or choose a folder on another disk with --out".to_owned(),
            Self::Held(_) => "close the program that has it open, and build again".to_owned(),
            Self::Altered(_) => "see that nothing else writes there, and build again".to_owned(),
            Self::Disk(_) | Self::Write(_) => return None,
        })
    }
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused { path, why, .. } => write!(f, "`{}` is not written to: {why}", path.display()),
            Self::Foreign { path, foreign } => write!(
                f,
                "`{}` is not written to: it holds files that Glasklar has not made, such as `{}`",
                path.display(),
                foreign.display()
            ),
            Self::MountPoint(path) => write!(
                f,
                "`{}` is not written to: another file system begins there, so that no new folder can take its place",
                path.display()
            ),
            Self::Denied { path, why } => write!(f, "`{}` may not be changed: {why}", path.display()),
            Self::Locked { path, process: Some(process), .. } => {
                write!(f, "`{}` is being published to by another `glasklar`, process {process}", path.display())
            }
            Self::Locked { path, process: None, .. } => {
                write!(f, "`{}` is being published to by another `glasklar`", path.display())
            }
            Self::Full { path, needed, fresh } => write!(
                f,
                "the disk is full: `{}` did not fit; the whole new site needs {needed} bytes, {fresh} of them in new or \
                 changed files",
                path.display()
            ),
            Self::Held(path) => {
                write!(f, "`{}` is open in another program, so that the site cannot be replaced", path.display())
            }
            Self::Altered(path) => write!(f, "`{}` is not as it was written a moment ago", path.display()),
            Self::Disk(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl From<DiskError> for OutputError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
