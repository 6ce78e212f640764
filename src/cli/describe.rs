//! `glasklar describe`: drafts the description of a table.

use std::io;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::commands::{print, print_report};
use crate::config::{self, SETTINGS};
use crate::describe::{self, Asked, Described, Draft, Part};
use crate::diag::{Diagnostics, Severity};
use crate::disk::{self, DiskError, Over};
use crate::limits::{Limit, Met};
use crate::report::Format;
use crate::source::{Input, Sources};
use crate::stages::is_over_limit;
use crate::theme;

/// Options of `glasklar describe`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The file of the table, wherever it lies
    file: PathBuf,
    /// The kind of its rows, such as `grant`; else the folder under content/ says it, else what heads the columns
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The sheet of a workbook that has several
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The keys that lead to the list of records in JSON, YAML or TOML, such as data.grants
    #[arg(long, value_name = "KEYS", conflicts_with = "sheet")]
    records: Option<String>,
    /// Write the draft beside the table, as name.table.toml; else it is printed
    #[arg(long)]
    write: bool,
    /// Write the draft to this file; the table has to lie beside it in the end
    #[arg(long, value_name = "PATH", conflicts_with = "write")]
    out: Option<PathBuf>,
    /// Take the place of a description that is there already
    #[arg(long)]
    force: bool,
}

/// Endings of names that say only how a file is packed.
const PACKED: &str = ".gz";

/// Prints or writes the draft, and tells what nobody could be sure of.
pub fn describe(arguments: &Arguments) -> Outcome {
    let file = &arguments.file;
    let target = match (&arguments.out, arguments.write) {
        (Some(path), _) => Some(path.clone()),
        (None, true) => Some(beside(file)),
        (None, false) => None,
    };
    // Refused before any work.
    if let Some(target) = target.as_ref().filter(|target| target.exists() && !arguments.force) {
        return refuse_to_replace(target);
    }
    let root = root_of(file);
    let site = match root.as_deref().map_or_else(|| Ok(without_site()), disk::read_frame) {
        Ok(site) => site,
        Err(error) => return failed(&error),
    };
    let bytes = match read(file, &site) {
        Ok(bytes) => bytes,
        Err(outcome) => return outcome,
    };
    let path = file.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let folder = root.as_deref().and_then(|root| folder_of(file, root));
    let (kind, folder) = (arguments.kind.as_deref(), folder.as_deref());
    let (sheet, records) = (arguments.sheet.as_deref(), arguments.records.as_deref());
    let part = sheet.map(Part::Sheet).or(records.map(Part::Records));
    let asked = Asked { path: &path, bytes: &bytes, folder, kind, part };
    let Described { draft, refusal, sources, diagnostics } = describe::describe(&asked, &site);
    print_report(&diagnostics, &sources, Format::Human);
    let Some(draft) = draft else { return refused(file, refusal.as_deref(), &diagnostics, &sources) };
    match &target {
        None => print(&draft.text),
        Some(path) => {
            let over = if arguments.force { Over::AFile } else { Over::Nothing };
            match disk::write_file(path, &draft.text, over) {
                Ok(()) => eprintln!("a draft is in `{}`", path.display()),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return refuse_to_replace(path),
                Err(error) => return failed(&error),
            }
        }
    }
    told(&draft)
}

/// Tells what the draft is not sure of; a table at which the build will stop has errors.
fn told(draft: &Draft) -> Outcome {
    if !draft.doubts.is_empty() {
        eprintln!("\nnot sure of (the draft says so, too):");
        draft.doubts.iter().for_each(|doubt| eprintln!("- {doubt}"));
    }
    for why in &draft.stops {
        eprintln!("error: the build will stop: {why}");
    }
    if draft.stops.is_empty() { Outcome::Done } else { Outcome::ContentErrors }
}

fn refused(file: &Path, why: Option<&str>, diagnostics: &Diagnostics, sources: &Sources) -> Outcome {
    if let Some(why) = why {
        eprintln!("error: `{}` cannot be described: {why}", file.display());
        return Outcome::ContentErrors;
    }
    let in_settings = |path: &str| path == SETTINGS || path.starts_with("layouts/");
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let is_settings = errors.into_iter().any(|one| {
        one.code.id == "unknown-kind" || one.place.is_some_and(|place| in_settings(&sources.file(place.file()).path))
    });
    match () {
        () if is_over_limit(diagnostics) => Outcome::OverLimit,
        () if is_settings => Outcome::WrongUse,
        () => Outcome::ContentErrors,
    }
}

fn refuse_to_replace(path: &Path) -> Outcome {
    eprintln!("error: `{}` is there already", path.display());
    eprintln!("help: --out PATH writes the draft to another file; --force takes its place; nothing was written");
    Outcome::WrongUse
}

/// The table, where it is no larger than the site's limits allow.
fn read(file: &Path, site: &Input) -> Result<Vec<u8>, Outcome> {
    let limits = match site.site.contains_key(SETTINGS) {
        true => config::read(site, &mut Sources::default(), &mut Diagnostics::default()).limits,
        false => crate::limits::Limits::usual(),
    };
    match disk::read_table(file, limits.get(Limit::FileSize)) {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(size)) => {
            let fault = limits.exceeded(Limit::FileSize, size.map_or(Met::More, Met::Exactly));
            eprintln!("error: `{}`: {}", file.display(), fault.message);
            Err(Outcome::OverLimit)
        }
        Err(_) if file.is_dir() => {
            eprintln!("error: `{}` is a folder", file.display());
            eprintln!("help: name the file of a table");
            Err(Outcome::WrongUse)
        }
        // The name was given on the command line.
        Err(error) if error.error.kind() == io::ErrorKind::NotFound => {
            eprintln!("error: there is no file `{}`", file.display());
            Err(Outcome::WrongUse)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// `name.table.toml` beside `name.csv` or `name.csv.gz`.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(PACKED).unwrap_or(&name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    file.with_file_name(format!("{stem}.table.toml"))
}

/// The folder of the site in which a file lies, else the one in which the command runs, if it is one.
fn root_of(file: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(file).ok()?;
    let is_site = |folder: &&Path| disk::is_plain(&folder.join(SETTINGS)).is_ok_and(|plain| plain);
    let around = folder.ancestors().skip(1).find(is_site);
    let here = std::path::absolute(".").ok();
    around.map(Path::to_owned).or_else(|| here.filter(|here| is_site(&here.as_path())))
}

/// The folder under `content/` in which a file of a site lies.
fn folder_of(file: &Path, root: &Path) -> Option<String> {
    let path = std::path::absolute(file).ok()?;
    let inside = path.strip_prefix(root.join("content")).ok()?.to_owned();
    let mut parts = inside.components();
    let folder = parts.next()?.as_os_str().to_str()?.to_owned();
    parts.next().map(|_| folder)
}

fn without_site() -> Input {
    Input { theme: theme::built_in(), ..Input::default() }
}

fn failed(error: &DiskError) -> Outcome {
    eprintln!("error: {error}");
    Outcome::SystemFailed
}
