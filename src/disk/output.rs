//! The output folder: nothing is written over what is not ours, and nothing half-done is ever public.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{DiskError, failed, files_of};
use crate::address::Address;
use crate::plan::Finished;

/// The file that marks a folder as made by Glasklar; it lists every file with its SHA-256.
pub const MARKER: &str = ".glasklar";
const KEPT: &str = ".gitignore";

/// Why an output folder is not written to.
#[derive(Debug)]
pub enum OutputError {
    /// The folder is not one that may be written to.
    Refused {
        path: PathBuf,
        why: &'static str,
    },
    /// The folder holds a file that a new site in its place would remove.
    Foreign {
        path: PathBuf,
        foreign: PathBuf,
    },
    Disk(DiskError),
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused { path, why } => write!(f, "`{}` is not written to: {why}", path.display()),
            Self::Foreign { path, foreign } => write!(
                f,
                "`{}` is not written to: it holds files that Glasklar has not made, such as `{}`; move them away, or \
                 choose another folder with --out",
                path.display(),
                foreign.display()
            ),
            Self::Disk(error) => error.fmt(f),
        }
    }
}

impl From<DiskError> for OutputError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

/// A site on its way: it grows in a folder beside the old one and takes its place in the end.
pub struct Output {
    folder: PathBuf,
    staging: PathBuf,
}

impl Output {
    /// Opens the staging folder beside `folder`, if `folder` may be written to.
    ///
    /// # Errors
    /// [`OutputError::Refused`] for a folder that is the site itself, lies around it, is a root or a home, is a file, or
    /// holds what Glasklar has not made; [`OutputError::Disk`] where staging cannot be made.
    pub fn open(site: &Path, folder: &Path) -> Result<Self, OutputError> {
        let folder = absolute(folder)?;
        let refuse = |why| Err(OutputError::Refused { path: folder.clone(), why });
        let site = absolute(site)?;
        if site.starts_with(&folder) {
            return refuse("it is the site's own folder, or lies around it");
        }
        if ["content", "layouts"].iter().any(|source| folder.starts_with(site.join(source))) {
            return refuse("it lies among the site's sources");
        }
        let home = std::env::home_dir();
        if folder.parent().is_none() || home.is_some_and(|home| home.starts_with(&folder)) {
            return refuse("it is a root, or lies around your home folder");
        }
        if folder.exists() {
            if !folder.is_dir() {
                return refuse("it is a file");
            }
            if let Some(foreign) = foreign_file(&folder)? {
                return Err(OutputError::Foreign { path: folder, foreign });
            }
        }
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return refuse("it has no name");
        };
        fs::create_dir_all(parent).map_err(failed(parent))?;
        let staging = parent.join(format!(".{}.glasklar-new", name.to_string_lossy()));
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(failed(&staging))?;
        }
        fs::create_dir(&staging).map_err(failed(&staging))?;
        Ok(Self { folder, staging })
    }

    /// Writes one file of the new site.
    ///
    /// # Errors
    /// Those of the file system, with the path in them.
    pub fn write(&self, address: &Address, bytes: &[u8]) -> io::Result<()> {
        let path = self.staging.join(address.as_str());
        let named = |error: io::Error| io::Error::new(error.kind(), format!("`{}`: {error}", path.display()));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(named)?;
        }
        fs::write(&path, bytes).map_err(named)
    }

    /// Puts the new site in the place of the old one, which stays whole until then.
    ///
    /// # Errors
    /// Those of the file system; the old site is back in its place.
    pub fn publish(self, finished: &BTreeMap<Address, Finished>) -> Result<(), DiskError> {
        let marker = self.staging.join(MARKER);
        fs::write(&marker, manifest(finished)).map_err(failed(&marker))?;
        let kept = self.folder.join(KEPT);
        if kept.is_file() {
            fs::copy(&kept, self.staging.join(KEPT)).map_err(failed(&kept))?;
        }
        let old = self.staging.with_extension("glasklar-old");
        if old.exists() {
            fs::remove_dir_all(&old).map_err(failed(&old))?;
        }
        let before = self.folder.exists();
        if before {
            fs::rename(&self.folder, &old).map_err(failed(&self.folder))?;
        }
        if let Err(error) = fs::rename(&self.staging, &self.folder) {
            if before {
                fs::rename(&old, &self.folder).map_err(failed(&self.folder))?;
            }
            return Err(failed(&self.folder)(error));
        }
        if before {
            fs::remove_dir_all(&old).map_err(failed(&old))?;
        }
        Ok(())
    }

    /// Removes what was written so far; the old site is untouched.
    pub fn discard(self) {
        // Leftovers are removed by the next run; there is nothing better to do about a failure here.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

fn absolute(path: &Path) -> Result<PathBuf, DiskError> {
    match path.canonicalize() {
        Ok(path) => Ok(path),
        Err(_) => {
            let whole = std::path::absolute(path).map_err(failed(path))?;
            // A folder that does not exist yet: its parent tells where it will be.
            let parent = whole.parent().and_then(|parent| parent.canonicalize().ok());
            Ok(match (parent, whole.file_name()) {
                (Some(parent), Some(name)) => parent.join(name),
                _ => whole,
            })
        }
    }
}

/// Files that systems leave in any folder; they are no reason to refuse it.
const LITTER: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// The first file of a folder that Glasklar has not made, as its marker tells; without a marker, the first at all.
fn foreign_file(folder: &Path) -> Result<Option<PathBuf>, DiskError> {
    let marker = folder.join(MARKER);
    let listed = match fs::read_to_string(&marker) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(&marker)(error)),
    };
    let ours: std::collections::HashSet<&str> =
        listed.lines().skip(1).filter_map(|line| line.split_once("  ")).map(|(_, address)| address).collect();
    // A marker that lists nothing is broken: the folder is ours, and is written whole.
    if ours.is_empty() && marker.is_file() {
        return Ok(None);
    }
    let is_foreign = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let own = name == MARKER || name == KEPT || LITTER.contains(&&*name);
        !own && !ours.contains(path.to_string_lossy().replace('\\', "/").as_str())
    };
    Ok(files_of(folder)?.into_iter().find(is_foreign))
}

fn manifest(finished: &BTreeMap<Address, Finished>) -> String {
    let files = finished.iter().map(|(address, file)| format!("{}  {address}\n", file.sha256));
    format!("glasklar {}\n{}", env!("CARGO_PKG_VERSION"), files.collect::<String>())
}
