//! The working folder beside an output folder: the new site while it grows, the lock, and what a run that was killed
//! has left.
//!
//! | in `.public.glasklar/` | what it is |
//! |---|---|
//! | `lock` | locked by the process that publishes; the system ends the lock with the process |
//! | `pid` | the number of that process, for the message to another |
//! | `new/` | the new site; after the exchange the old one, until it is removed |
//! | `journal`, `old/` | only where two folders cannot be exchanged in one step: see [`super::replace`] |
//! | `.gitignore` | so that nothing of this is ever kept |

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{OutputError, system};
use crate::disk::{DiskError, failed};

/// The working folder of an output folder, locked. Dropping it removes everything but what a journal still needs.
pub struct Work {
    /// The output folder.
    pub output: PathBuf,
    folder: PathBuf,
    lock: Option<File>,
    /// The folders above it that had to be made, the outermost first.
    made: Vec<PathBuf>,
}

impl Work {
    /// Makes the working folder of an output folder, or takes over that of a dead run.
    ///
    /// # Errors
    /// [`OutputError::Locked`] while another process has it; those of the file system.
    pub fn open(output: &Path) -> Result<Self, OutputError> {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let parent = output.parent().unwrap_or(output);
        let made = make_missing(parent)?;
        let folder = parent.join(format!(".{name}.glasklar"));
        match locked(output, &folder) {
            Ok(lock) => {
                let work = Self { output: output.to_owned(), folder, lock: Some(lock), made };
                work.write_afresh("pid", &format!("{}\n", std::process::id()))?;
                work.write_afresh(".gitignore", "*\n")?;
                Ok(work)
            }
            Err(error) => {
                remove_made(&made);
                Err(error)
            }
        }
    }

    /// Where the new site grows.
    pub fn new_site(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where the old site waits while a new one takes its place in two steps.
    pub fn old_site(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Exists from before the first of those steps until after the last.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Who may do what with a file that this run makes.
    pub fn file_mode(&self) -> u32 {
        fs::symlink_metadata(self.folder.join("pid")).map_or(0, |metadata| system::mode(&metadata))
    }

    /// The folders above the output were made for a site that is there now: they stay.
    pub fn keep_made(&mut self) {
        self.made.clear();
    }

    /// Removes both sites that are not published: what a dead run left, or the old one after the new one came.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove_sites(&self) -> Result<(), DiskError> {
        [self.new_site(), self.old_site()].iter().try_for_each(|site| remove_all(site))
    }

    /// A file that no link can lead elsewhere.
    fn write_afresh(&self, name: &str, text: &str) -> Result<(), DiskError> {
        let path = self.folder.join(name);
        remove_all(&path)?;
        let written = File::create_new(&path).and_then(|mut file| io::Write::write_all(&mut file, text.as_bytes()));
        written.map_err(failed(&path))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // A journal means that the old site is still in here; the next run puts it back.
        if self.journal().exists() {
            return;
        }
        // Whatever cannot be removed now is removed by the next run.
        let _ = self.remove_sites();
        for name in ["pid", ".gitignore"] {
            let _ = remove_all(&self.folder.join(name));
        }
        let lock = self.folder.join("lock");
        if cfg!(windows) {
            // An open file cannot be removed there, and one that another process has opened since stays.
            self.lock = None;
            let _ = fs::remove_file(&lock);
        } else {
            // Removed while it is held: whoever has opened it and waits finds that its path leads there no more.
            let _ = fs::remove_file(&lock);
            self.lock = None;
        }
        let _ = fs::remove_dir(&self.folder);
        remove_made(&self.made);
    }
}

/// Makes a folder and those above it that are missing; gives those, the outermost first.
fn make_missing(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let mut missing: Vec<PathBuf> =
        folder.ancestors().take_while(|above| !above.exists()).map(Path::to_owned).collect();
    missing.reverse();
    if let Err(error) = fs::create_dir_all(folder) {
        remove_made(&missing);
        return Err(failed(folder)(error));
    }
    Ok(missing)
}

/// Removes folders that were made for nothing, unless somebody has put something there.
fn remove_made(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Removes a file, or a folder with everything in it; nothing where there is none. Links are not followed.
///
/// # Errors
/// Those of the file system.
pub fn remove_all(path: &Path) -> Result<(), DiskError> {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path)(error)),
        _ => Ok(()),
    }
}

/// The lock in a working folder. A run that ends removes both, so that they may have to be made anew.
fn locked(output: &Path, folder: &Path) -> Result<File, OutputError> {
    const ATTEMPTS: usize = 1000;
    let path = folder.join("lock");
    for _ in 0..ATTEMPTS {
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made.map_err(failed(folder))?,
        }
        match fs::symlink_metadata(folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            _ => {
                let (why, remedy) = ("Glasklar needs a folder of this name to work in", "move it away");
                return Err(OutputError::Refused { path: folder.to_owned(), why, remedy });
            }
        }
        let file = match system::open_lock(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(failed(&path))?,
        };
        match hold(&path, file) {
            Ok(Some(lock)) => return Ok(lock),
            Ok(None) => {}
            Err(TryLockError::WouldBlock) => return Err(taken(output, folder)),
            Err(TryLockError::Error(error)) => return Err(failed(&path)(error).into()),
        }
    }
    Err(taken(output, folder))
}

/// Locks an open file, unless its path leads to it no more: the run that held it has ended and removed it, and another may
/// hold one of the same name.
fn hold(path: &Path, file: File) -> Result<Option<File>, TryLockError> {
    file.try_lock()?;
    Ok(system::leads_to(path, &file).then_some(file))
}

fn taken(output: &Path, folder: &Path) -> OutputError {
    let process = fs::read_to_string(folder.join("pid")).ok().and_then(|text| text.trim().parse().ok());
    OutputError::Locked { path: output.to_owned(), lock: folder.join("lock"), process }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_second_run_is_told_of_the_first_and_leaves_nothing_behind() {
        let place = tempfile::tempdir().expect("a folder");
        let output = place.path().join("a/b/public");
        let first = Work::open(&output).expect("a lock");
        let second = Work::open(&output).err().expect("no lock");
        let OutputError::Locked { process, .. } = second else { panic!("{second}") };
        assert_eq!(process, Some(std::process::id()));
        drop(first);
        assert_eq!(names(place.path()), Vec::<String>::new(), "the folders above it were made for nothing");
        drop(Work::open(&output).expect("the lock is free again"));
    }

    #[test]
    fn what_a_dead_run_left_is_taken_over_and_removed() {
        let place = tempfile::tempdir().expect("a folder");
        let left = place.path().join(".public.glasklar/new/a");
        fs::create_dir_all(&left).expect("a folder");
        fs::write(place.path().join(".public.glasklar/lock"), "").expect("a file");
        drop(Work::open(&place.path().join("public")).expect("a stale lock is no lock"));
        assert_eq!(names(place.path()), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_on_a_file_that_was_removed_meanwhile_is_none() {
        let place = tempfile::tempdir().expect("a folder");
        let (output, lock) = (place.path().join("public"), place.path().join(".public.glasklar/lock"));
        let first = Work::open(&output).expect("a lock");
        let waiting = [(); 2].map(|()| system::open_lock(&lock).expect("the same file"));
        drop(first);
        let [one, other] = waiting;
        assert!(hold(&lock, one).expect("nobody holds it").is_none(), "the file is gone");
        let _second = Work::open(&output).expect("a lock");
        assert!(hold(&lock, other).expect("nobody holds it").is_none(), "another file has its name");
    }

    /// Many at once: a lock on a file that was removed meanwhile would let two of them in.
    #[test]
    fn never_two_at_a_time() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let place = tempfile::tempdir().expect("a folder");
        let (output, inside) = (place.path().join("public"), AtomicUsize::new(0));
        let enter = || match Work::open(&output) {
            Ok(work) => {
                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two at a time");
                inside.fetch_sub(1, Ordering::SeqCst);
                drop(work);
                true
            }
            Err(OutputError::Locked { .. }) => {
                std::thread::yield_now();
                false
            }
            Err(error) => panic!("{error}"),
        };
        // Each goes on until it has been inside often: how fast the threads are does not matter.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| std::iter::repeat_with(&enter).filter(|entered| *entered).take(100).count());
            }
        });
        assert_eq!(names(place.path()), Vec::<String>::new());
    }
}
