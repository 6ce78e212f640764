//! What lies in a folder, and what a marker says of it.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::digest::Fingerprint;
use crate::disk::{DiskError, failed};
use crate::finished::FinishedFiles;

/// The file that marks a folder as made by Glasklar; it lists every file with its BLAKE3 digest.
pub const MARKER: &str = ".glasklar";
/// The file that belongs to whoever keeps the folder; it is carried over from site to site.
pub const KEPT: &str = ".gitignore";
/// Files that systems leave in any folder; they are no reason to refuse it.
const LITTER: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// Something in a folder; links are not followed.
pub struct Found {
    /// Relative to the folder, `/` between its parts.
    pub path: String,
    pub form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Folder,
    /// A plain file.
    File,
    /// A link, a pipe, a device.
    Other,
}

/// Everything in a folder, at any depth, a folder before what it holds, names in their order.
///
/// # Errors
/// The first folder that cannot be read.
pub fn walk(root: &Path) -> Result<Vec<Found>, DiskError> {
    let mut all = Vec::new();
    visit(root, &mut |found| {
        all.push(found);
        Ok::<(), DiskError>(())
    })?;
    Ok(all)
}

/// Calls `look` with each of the same in turn, up to its first error.
///
/// # Errors
/// That of `look`, and the first folder that cannot be read.
pub fn visit<E: From<DiskError>>(root: &Path, look: &mut impl FnMut(Found) -> Result<(), E>) -> Result<(), E> {
    visit_inside(root, "", look)
}

fn visit_inside<E: From<DiskError>>(
    folder: &Path,
    prefix: &str,
    look: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let kind = entry.file_type().map_err(failed(folder))?;
        let form = match () {
            () if kind.is_dir() => Form::Folder,
            () if kind.is_file() => Form::File,
            () => Form::Other,
        };
        entries.push((entry.file_name(), form));
    }
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, form) in entries {
        // What is not UTF-8 is not ours: an address always is, so that the changed name is in no list.
        let path = format!("{prefix}{}", name.to_string_lossy());
        let inside = (form == Form::Folder).then(|| (folder.join(&name), format!("{path}/")));
        look(Found { path, form })?;
        if let Some((folder, prefix)) = inside {
            visit_inside(&folder, &prefix, look)?;
        }
    }
    Ok(())
}

/// What a marker says.
pub enum Marker {
    /// There is none: Glasklar has not made the folder.
    Missing,
    /// It lists these files, and is as it was written.
    Whole(HashSet<Box<str>>),
    /// It was damaged, or written by a version that wrote it otherwise. What can be read of it lists these files.
    Damaged(HashSet<Box<str>>),
}

/// Writes the marker of a finished site: a line with the version and the BLAKE3 digest of the lines that follow, which are
/// those of `b3sum`.
///
/// # Errors
/// Those of what is written to.
pub fn write_marker(finished: &FinishedFiles, out: &mut dyn Write) -> io::Result<()> {
    // The lines of a large site are many: they are written twice, so that none of them is kept for the sum before them.
    let sum = Fingerprint::of_written(|to| write_lines(finished, to))?;
    writeln!(out, "glasklar {} {sum}", env!("CARGO_PKG_VERSION"))?;
    write_lines(finished, out)
}

fn write_lines(finished: &FinishedFiles, out: &mut dyn Write) -> io::Result<()> {
    finished.iter().try_for_each(|(address, file)| writeln!(out, "{}  {address}", file.fingerprint))
}

/// Reads the marker of a folder.
///
/// # Errors
/// Those of the file system, with the path.
pub fn read_marker(folder: &Path) -> Result<Marker, DiskError> {
    let path = folder.join(MARKER);
    let is_there = fs::symlink_metadata(&path).is_ok();
    if !is_there {
        return Ok(Marker::Missing);
    }
    let bytes = match super::system::open_plain(&path) {
        Ok((file, _)) => io::read_to_string(file),
        // Something else stands there, which is as good as a damaged marker.
        Err(_) if !fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) => Ok(String::new()),
        Err(error) => Err(error),
    };
    let text = match bytes {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
        read => read.map_err(failed(&path))?,
    };
    let (head, files) = text.split_once('\n').unwrap_or_default();
    let listed = files.lines().filter_map(|line| line.split_once("  ")).map(|(_, address)| address.into()).collect();
    let sum = head.strip_prefix("glasklar ").and_then(|rest| rest.split(' ').nth(1));
    let is_whole = sum == Some(&*Fingerprint::of(files.as_bytes()).to_string());
    Ok(if is_whole { Marker::Whole(listed) } else { Marker::Damaged(listed) })
}

/// The first thing in a folder that neither Glasklar has made, as `is_ours` tells, nor any system.
pub fn foreign(found: &[Found], is_ours: impl Fn(&str) -> bool) -> Option<&str> {
    let is_foreign = |found: &&Found| {
        let path = &*found.path;
        let is_link = path == KEPT && found.form == Form::Other;
        found.form != Form::Folder && (is_link || !is_usual(path)) && !is_ours(path)
    };
    found.iter().find(is_foreign).map(|found| &*found.path)
}

/// Whether a path is that of a file which may lie in any output folder.
pub fn is_usual(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    path == MARKER || path == KEPT || LITTER.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::finished::Finished;

    fn marker(finished: &FinishedFiles) -> String {
        let mut marker = Vec::new();
        write_marker(finished, &mut marker).expect("a marker");
        String::from_utf8(marker).expect("a text")
    }

    fn finished(names: &[&str]) -> FinishedFiles {
        let file = |name: &&str| {
            (Address::new(*name), Finished { size: 1, fingerprint: Fingerprint::of(name.as_bytes()), checksum: None })
        };
        names.iter().map(file).collect()
    }

    fn read(text: &str) -> Marker {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(MARKER), text).expect("a file");
        read_marker(folder.path()).expect("a marker")
    }

    #[test]
    fn a_marker_is_read_as_it_was_written() {
        let Marker::Whole(listed) = read(&marker(&finished(&["b.html", "a/c.html"]))) else { panic!("not whole") };
        assert_eq!(listed, HashSet::from(["b.html".into(), "a/c.html".into()]));
        assert!(matches!(read(&marker(&FinishedFiles::none())), Marker::Whole(listed) if listed.is_empty()));
    }

    #[test]
    fn a_marker_cut_at_any_byte_is_not_trusted() {
        let whole = marker(&finished(&["a.html", "b.html"]));
        for end in 0..whole.len() {
            assert!(matches!(read(&whole[..end]), Marker::Damaged(_)), "cut at {end}");
        }
        assert!(matches!(read(&whole.replace("b.html", "c.html")), Marker::Damaged(_)));
        assert!(matches!(read("glasklar 0.0.9\n00  a.html\n"), Marker::Damaged(listed) if listed.contains("a.html")));
    }

    #[test]
    fn only_what_belongs_to_nobody_is_foreign() {
        let file = |path: &str| Found { path: path.to_owned(), form: Form::File };
        let first = |paths: &[&str]| {
            let found: Vec<Found> = paths.iter().map(|path| file(path)).collect();
            foreign(&found, |path| path == "a.html").map(str::to_owned)
        };
        assert_eq!(first(&[".gitignore", ".glasklar", "a.html", "x/.DS_Store"]), None);
        assert_eq!(first(&["a.html", "x/.gitignore"]).as_deref(), Some("x/.gitignore"));
        let link = Found { path: KEPT.to_owned(), form: Form::Other };
        assert_eq!(foreign(&[link], |_| false), Some(KEPT));
    }
}
