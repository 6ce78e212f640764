//! The new site takes the place of the old one, and no moment lies between them.
//!
//! Linux and macOS exchange two folders in one step: a web server sees the old site until then and the new one from then
//! on. Where that is not to be had (Windows, some network file systems), the old folder is moved into the working folder
//! and the new one to where it was. For the time between the two moves, microseconds as a rule, nothing stands at the
//! address, and a web server answers that it finds no page. A journal tells the next run that this had begun:
//!
//! | journal | output | `old/` | what the next run does |
//! |---|---|---|---|
//! | no | any | any | the output is whole, or there never was one: what else there is goes |
//! | yes | there | – | nothing was moved yet: the new site goes |
//! | yes | – | there | killed between the moves: the old site goes back to its place |
//! | yes | there | there | both moves were made: the old site goes |

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::system::{self, Moves};
use super::work::{Work, remove_all};
use super::{OutputError, tree};
use crate::disk::{DiskError, failed};

/// Puts the new site of a working folder in the place of the old one, if there is an old one.
///
/// # Errors
/// [`OutputError::MountPoint`], [`OutputError::Denied`] and [`OutputError::Held`] where the system moves no such folder;
/// its other errors. The old site is in its place, or a journal tells the next run to put it there.
pub fn replace(work: &Work, moves: &dyn Moves) -> Result<(), OutputError> {
    let (output, new) = (&*work.output, work.new_site());
    let moved = match output.exists() {
        false => patiently(moves, || moves.rename(&new, output)),
        true => match moves.exchange(&new, output) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => return in_two_steps(work, moves),
            moved => moved,
        },
    };
    moved.map_err(|error| explained(output, error, moves))?;
    sync_parent(output)
}

/// The same by two moves.
fn in_two_steps(work: &Work, moves: &dyn Moves) -> Result<(), OutputError> {
    let (output, journal, old) = (&*work.output, work.journal(), work.old_site());
    let kept = File::create_new(&journal).and_then(|file| file.sync_all());
    kept.and_then(|()| system::sync_folder(work.folder())).map_err(failed(&journal))?;
    let moved = patiently(moves, || moves.rename(output, &old));
    let moved = moved.and_then(|()| {
        patiently(moves, || moves.rename(&work.new_site(), output)).inspect_err(|_| {
            // If the old site cannot go back either, the journal stays, and the next run tries again.
            let _ = patiently(moves, || moves.rename(&old, output));
        })
    });
    if output.exists() {
        sync_parent(output)?;
        remove_all(&journal)?;
    }
    moved.map_err(|error| explained(output, error, moves))
}

/// Brings what a run that was killed has left into order: the output is a whole site afterwards, or there is none.
///
/// # Errors
/// [`OutputError::Foreign`] where the old site must go back to its place, and somebody has put something there; those of
/// the file system.
pub fn recover(work: &Work, moves: &dyn Moves) -> Result<(), OutputError> {
    let (output, old, journal) = (&*work.output, work.old_site(), work.journal());
    if journal.exists() {
        if old.exists() && !is_site(output) {
            make_way(output)?;
            patiently(moves, || moves.rename(&old, output)).map_err(|error| explained(output, error, moves))?;
            sync_parent(output)?;
        }
        remove_all(&journal)?;
    }
    Ok(work.remove_sites()?)
}

fn is_site(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(tree::MARKER)).is_ok()
}

/// Removes an empty folder that stands where the old site was: servers and containers like to make one.
fn make_way(output: &Path) -> Result<(), OutputError> {
    if !output.exists() {
        return Ok(());
    }
    if let Some(found) = tree::walk(output)?.first() {
        return Err(OutputError::Foreign { path: output.to_owned(), foreign: (&found.path).into() });
    }
    Ok(fs::remove_dir(output).map_err(failed(output))?)
}

fn sync_parent(output: &Path) -> Result<(), OutputError> {
    let parent = output.parent().unwrap_or(output);
    Ok(system::sync_folder(parent).map_err(failed(parent))?)
}

/// Tries a move again as long as some program has a file open; 2.5 seconds in all.
fn patiently(moves: &dyn Moves, attempt: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut pauses = (0..8).map(|at| Duration::from_millis(10 << at));
    loop {
        match attempt() {
            Err(error) if moves.is_held(&error) => match pauses.next() {
                Some(pause) => moves.wait(pause),
                None => return Err(error),
            },
            ended => return ended,
        }
    }
}

fn explained(output: &Path, error: io::Error, moves: &dyn Moves) -> OutputError {
    let path = output.to_owned();
    match error.kind() {
        _ if moves.is_held(&error) => OutputError::Held(moves.held_in(output).unwrap_or(path)),
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => OutputError::MountPoint(path),
        io::ErrorKind::PermissionDenied => {
            OutputError::Denied { path, why: "the system does not let you move it, as replacing it would need" }
        }
        _ => OutputError::Disk(DiskError { path, error }),
    }
}

#[cfg(test)]
mod tests;
