//! `glasklar ledger`

use std::path::Path;

use super::commands::print;
use super::{Outcome, Verify};
use crate::disk;
use crate::ledger::{LEDGER, Verified, verify as verified};
use crate::text;

/// `glasklar ledger verify`
pub fn verify(arguments: &Verify) -> Outcome {
    let path = arguments.dir.join(LEDGER);
    let is_there = match disk::is_plain(&path) {
        Ok(is_there) => is_there,
        Err(error) => {
            eprintln!("error: {error}");
            return Outcome::WrongUse;
        }
    };
    if !is_there {
        eprintln!("error: there is no `{}`", path.display());
        eprintln!("help: name the folder of a site; its first line is written by `glasklar build --record`");
        return Outcome::WrongUse;
    }
    let texts = (read(&path), arguments.copy.as_deref().map(read).transpose());
    let (ledger, copy) = match texts {
        (Ok(ledger), Ok(copy)) => (ledger, copy),
        (Err(outcome), _) | (_, Err(outcome)) => return outcome,
    };
    match verified(&ledger, copy.as_deref()) {
        Ok(whole) => {
            print(&format!("{}\n", words(&path, &whole)));
            if copy.is_none() && whole.last.is_some() {
                eprintln!(
                    "help: nothing follows the last line that would remember it; --copy FILE proves that one too"
                );
            }
            Outcome::Done
        }
        Err(faults) => {
            for fault in &faults {
                eprintln!("error: {}:{}: {fault}", path.display(), fault.line());
            }
            eprintln!(
                "help: take the file back as it was, from the version control or from a copy of the published site"
            );
            Outcome::ContentErrors
        }
    }
}

fn read(path: &Path) -> Result<String, Outcome> {
    let bytes = disk::read_file(path).map_err(|error| {
        eprintln!("error: {error}");
        Outcome::SystemFailed
    })?;
    text::decode(bytes).map_err(|fault| {
        eprintln!("error: {}", fault.diagnostic(&path.display().to_string()).message);
        Outcome::ContentErrors
    })
}

fn words(path: &Path, whole: &Verified) -> String {
    let span = whole.span.map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
    let count = whole.publications;
    let lines = if count == 1 { "publication" } else { "publications" };
    let last = whole.last.as_deref().map(|hash| format!("; the last line's SHA-256 is {hash}")).unwrap_or_default();
    format!("{}: {count} {lines}{span}, each remembering the one before{last}", path.display())
}
