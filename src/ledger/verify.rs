//! Whether a ledger is what it was: every line remembers the one before it.

use super::line::Line;
use crate::digest::sha256;
use crate::value::PartialDate;

/// What is wrong with a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The line cannot be read, with why.
    Unreadable { line: usize, why: String },
    /// The line is not the one that the next line, or a copy, remembers.
    Altered { line: usize, remembered: String, found: String },
    /// The copy has this line, the ledger ends before it.
    Missing { line: usize },
}

impl Fault {
    /// The line at fault, from 1.
    pub fn line(&self) -> usize {
        match self {
            Self::Unreadable { line, .. } | Self::Altered { line, .. } | Self::Missing { line } => *line,
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable { line, why } => write!(f, "line {line} cannot be read: {why}"),
            Self::Missing { line } => write!(f, "line {line} is missing: the copy has it"),
            Self::Altered { line, remembered, found } => {
                write!(f, "line {line} was altered: its SHA-256 is {found}, but {remembered} is remembered of it")
            }
        }
    }
}

/// A ledger that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub publications: usize,
    /// Days of the first and the last publication.
    pub span: Option<(PartialDate, PartialDate)>,
    /// SHA-256 of the last line; nothing follows that would remember it.
    pub last: Option<String>,
}

/// Every fault of the chain, and of each line by itself, in the order of lines.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    // The first line has none before it; what an unreadable line remembers is not known.
    let mut before: Option<String> = None;
    for (at, written) in text.lines().enumerate() {
        let line = at + 1;
        match Line::parse(written) {
            Err(why) => faults.push(Fault::Unreadable { line, why }),
            Ok(parsed) => {
                let remembered = parsed.previous.clone();
                if let Err(why) = parsed.draft() {
                    faults.push(Fault::Unreadable { line, why });
                }
                if remembered != before {
                    faults.push(broken(line, remembered, before));
                }
            }
        }
        before = Some(sha256(written.as_bytes()));
    }
    faults
}

fn broken(line: usize, remembered: Option<String>, found: Option<String>) -> Fault {
    match (remembered, found) {
        (Some(remembered), Some(found)) => Fault::Altered { line: line - 1, remembered, found },
        (None, _) => Fault::Unreadable { line, why: "`previous` is missing, and this is not the first line".into() },
        (Some(_), None) => Fault::Unreadable { line, why: "lines before this one are missing".into() },
    }
}

/// Looks through a ledger, and beside an older copy of it where there is one: the copy's lines must be its first lines.
///
/// # Errors
/// Every fault, in the order of lines.
pub fn verify(text: &str, copy: Option<&str>) -> Result<Verified, Vec<Fault>> {
    let mut all = faults(text);
    all.extend(differences(text, copy.unwrap_or_default()));
    all.sort_by_key(Fault::line);
    all.dedup_by_key(|fault| fault.line());
    if !all.is_empty() {
        return Err(all);
    }
    let date = |line: &str| Line::parse(line).ok()?.draft().ok().map(|draft| draft.date);
    let span = text.lines().next().and_then(date).zip(text.lines().next_back().and_then(date));
    let last = text.lines().next_back().map(|line| sha256(line.as_bytes()));
    Ok(Verified { publications: text.lines().count(), span, last })
}

fn differences(text: &str, copy: &str) -> Vec<Fault> {
    let mut lines = text.lines();
    let compared = copy.lines().enumerate().map(|(at, kept)| (at + 1, kept, lines.next()));
    let fault = |(line, kept, found): (usize, &str, Option<&str>)| match found {
        None => Some(Fault::Missing { line }),
        Some(found) if found == kept => None,
        Some(found) => {
            Some(Fault::Altered { line, remembered: sha256(kept.as_bytes()), found: sha256(found.as_bytes()) })
        }
    };
    compared.filter_map(fault).collect()
}
