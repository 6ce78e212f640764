//! `glasklar demo`: writes a made-up portal into a folder of its own.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Outcome;
use crate::demo::{self, Demo, GrantPages};
use crate::disk::DiskError;

/// Options of `glasklar demo`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to write; it is made, or is empty
    dir: PathBuf,
    /// How many grants; everything around them is as much as suits
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(..=demo::MAX_ENTRIES))]
    entries: u64,
    /// How many words of text each grant has
    #[arg(long, value_name = "W", default_value_t = 40, value_parser = clap::value_parser!(u64).range(..=demo::MAX_WORDS))]
    words: u64,
    /// Grants get no pages of their own
    #[arg(long)]
    no_pages: bool,
    /// Another number gives another portal of the same size
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// Writes the demo; the folder is not touched if anything lies in it.
pub fn demo(arguments: &Arguments) -> Outcome {
    let folder = &arguments.dir;
    match is_free(folder) {
        Ok(true) => {}
        Ok(false) => {
            eprintln!("error: `{}` is there already and is not an empty folder", folder.display());
            eprintln!("help: name a folder that does not exist yet; nothing was written");
            return Outcome::WrongUse;
        }
        Err(error) => return failed(&error),
    }
    let grant_pages = if arguments.no_pages { GrantPages::None } else { GrantPages::Own };
    let demo = Demo { entries: arguments.entries, words: arguments.words, seed: arguments.seed, grant_pages };
    let mut count = 0;
    for file in demo.files() {
        if let Err(error) = write(&folder.join(&file.path), &file) {
            return failed(&error);
        }
        count += 1;
    }
    eprintln!("{count} files with {} grants in {}", demo.entries, folder.display());
    eprintln!(
        "help: `glasklar serve {folder}` shows it, `glasklar build {folder}` makes the website",
        folder = quoted(folder)
    );
    Outcome::Done
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}

/// Whether nothing is at the path, or an empty folder.
fn is_free(folder: &Path) -> Result<bool, DiskError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        // What is a file, or lies below one, is told by whoever tries to write there.
        Err(_) if folder.is_file() => Ok(false),
        Err(error) => Err(DiskError { path: folder.to_owned(), error }),
    }
}

fn write(path: &Path, file: &demo::File) -> Result<(), DiskError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| DiskError { path, error }
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed(parent))?;
    }
    let mut out = BufWriter::new(fs::File::create_new(path).map_err(failed(path))?);
    file.write(&mut out).and_then(|()| out.flush()).map_err(failed(path))
}

fn failed(error: &DiskError) -> Outcome {
    eprintln!("error: {error}");
    Outcome::SystemFailed
}
