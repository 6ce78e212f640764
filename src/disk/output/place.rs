//! Where an output folder is, and whether a site may stand there at all.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{OutputError, system, tree};
use crate::disk::{DiskError, FOLDERS, failed};

const OTHER: &str = "choose another folder with --out, or leave it out for `public` in the folder of the site";

/// The one path of an output folder, however it was spelt, if a site may stand there. Nothing is written.
///
/// # Errors
/// [`OutputError::Refused`] for what is the site, lies among its sources or around it, is a root or a home or lies around
/// one, or is no folder; [`OutputError::MountPoint`]; [`OutputError::Foreign`] for a folder that is neither empty nor
/// marked as ours; [`OutputError::Denied`] where the folder beside which it stands cannot be written to.
pub fn allowed(site: &Path, folder: &Path) -> Result<PathBuf, OutputError> {
    let folder = settled(folder)?;
    let refuse = |why| Err(OutputError::Refused { path: folder.clone(), why, remedy: OTHER });
    let site = settled(site)?;
    if site.starts_with(&folder) {
        return refuse("it is the site's own folder, or lies around it");
    }
    if FOLDERS.iter().any(|source| folder.starts_with(site.join(source))) {
        return refuse("it lies among the site's sources");
    }
    let home = std::env::home_dir().and_then(|home| settled(&home).ok());
    let (Some(parent), Some(_)) = (folder.parent(), folder.file_name()) else {
        return refuse("it is a root");
    };
    if home.is_some_and(|home| home.starts_with(&folder)) {
        return refuse("it is your home folder, or lies around it");
    }
    match fs::symlink_metadata(&folder) {
        Ok(metadata) if metadata.is_symlink() => return refuse("it is a link to a folder that does not exist"),
        Ok(metadata) if metadata.is_dir() => is_replaceable(&folder)?,
        Ok(_) => return refuse("it is a file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&folder)(error).into()),
    }
    let nearest = parent.ancestors().find(|above| above.exists()).unwrap_or(parent);
    if !system::may_change(nearest) {
        let why = "the new site is made beside the old one, before it takes its place";
        return Err(OutputError::Denied { path: nearest.to_owned(), why });
    }
    Ok(folder)
}

/// Whether another folder may come in the place of this one, as far as a look at its top tells.
fn is_replaceable(folder: &Path) -> Result<(), OutputError> {
    if system::is_mount_point(folder) {
        return Err(OutputError::MountPoint(folder.to_owned()));
    }
    if !system::may_change(folder) {
        let why = "the old site there could not be removed after the new one has taken its place";
        return Err(OutputError::Denied { path: folder.to_owned(), why });
    }
    if fs::symlink_metadata(folder.join(tree::MARKER)).is_err()
        && let Some(foreign) = first_of_somebody(folder)?
    {
        return Err(OutputError::Foreign { path: folder.to_owned(), foreign });
    }
    Ok(())
}

/// Something in an unmarked folder that is not ours; only its top is read, because folders count too.
fn first_of_somebody(folder: &Path) -> Result<Option<PathBuf>, DiskError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        names.push(entry.map_err(failed(folder))?.file_name());
    }
    names.sort();
    let is_usual = |name: &OsString| name.to_str().is_some_and(tree::is_usual);
    Ok(names.into_iter().find(|name| !is_usual(name)).map(PathBuf::from))
}

/// A path without links and detours. Of what does not exist yet, the nearest folder that does tells where it will be.
fn settled(path: &Path) -> Result<PathBuf, DiskError> {
    let whole = std::path::absolute(path).map_err(failed(path))?;
    let mut missing = Vec::new();
    let mut rest = whole.as_path();
    loop {
        match rest.canonicalize() {
            Ok(mut settled) => {
                // What does not exist is no link, so that `..` goes back to where it came from.
                for part in missing.into_iter().rev() {
                    match part {
                        Component::ParentDir => _ = settled.pop(),
                        part => settled.push(part),
                    }
                }
                return Ok(settled);
            }
            Err(error) => {
                let mut parts = rest.components();
                let Some(last) = parts.next_back() else { return Err(failed(path)(error)) };
                missing.push(last);
                rest = parts.as_path();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use super::*;

    #[cfg(unix)]
    #[test]
    fn every_spelling_of_a_folder_is_one_path() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().canonicalize().expect("a path");
        fs::create_dir_all(root.join("a/b")).expect("folders");
        std::os::unix::fs::symlink(root.join("a"), root.join("link")).expect("a link");
        for spelling in ["a/b/new", "link/b/new", "a/../a/b/./new", "link/b/x/../new", "a/x/../b/new"] {
            assert_eq!(settled(&root.join(spelling)).expect(spelling), root.join("a/b/new"), "{spelling}");
        }
        fs::create_dir(root.join("a/b/new")).expect("a folder");
        assert_eq!(settled(&root.join("link/b/new")).expect("a path"), root.join("a/b/new"));
    }
}
