//! The floor under a build on disk: the files of a finished site, read into memory and written anew.
//!
//! `floor FROM TO THREADS` prints `floor: <files> <bytes> <write seconds> <sync seconds>`. Reading is not measured. Folders
//! are made first, one by one; then each thread takes the next file in the order of paths, as a build does; one sync of the
//! whole file system ends it. `benches/run floor` compiles this file by itself, so it uses the standard library only.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A file of the site: its path below the root, and what it holds.
type File = (PathBuf, Vec<u8>);

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let (Some(from), Some(to), Some(threads)) =
        (words.first(), words.get(1), words.get(2).and_then(|n| n.parse().ok()))
    else {
        // `cargo bench` runs it bare: that is no failure.
        println!("usage: floor FROM TO THREADS (benches/run floor does it)");
        return ExitCode::SUCCESS;
    };
    match measure(Path::new(from), Path::new(to), threads) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("floor: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(from: &Path, to: &Path, threads: usize) -> io::Result<String> {
    let (mut folders, mut files) = (vec![PathBuf::new()], Vec::new());
    read(from, Path::new(""), &mut folders, &mut files)?;
    files.sort();
    let bytes: usize = files.iter().map(|(_, content)| content.len()).sum();
    let write = timed(|| write(to, &folders, &files, threads))?;
    let sync = timed(|| sync(to))?;
    Ok(format!("floor: {} {bytes} {:.4} {:.4}", files.len(), write.as_secs_f64(), sync.as_secs_f64()))
}

/// Reads everything below a folder; parents come before what they hold.
fn read(root: &Path, below: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<File>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            folders.push(path.clone());
            read(root, &path, folders, files)?;
        } else {
            let content = fs::read(entry.path())?;
            files.push((path, content));
        }
    }
    Ok(())
}

fn write(to: &Path, folders: &[PathBuf], files: &[File], threads: usize) -> io::Result<()> {
    for folder in folders {
        fs::create_dir(to.join(folder))?;
    }
    let next = AtomicUsize::new(0);
    let work = || -> io::Result<()> {
        while let Some((path, content)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            fs::write(to.join(path), content)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())))
    })
}

/// Waits until the disk has everything, as a build does once.
fn sync(folder: &Path) -> io::Result<()> {
    let done = Command::new("sync").arg("-f").arg(folder).status()?;
    if done.success() { Ok(()) } else { Err(io::Error::other("`sync -f` failed")) }
}

fn timed(work: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}
