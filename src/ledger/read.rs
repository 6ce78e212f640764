//! Reading the ledger of a site.

use super::line::Line;
use super::verify::{Fault, faults};
use super::{LEDGER, Ledger};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Input, Place, Sources};
use crate::text;

pub static LEDGER_LINE: Code = Code {
    id: "ledger-line",
    severity: Severity::Error,
    summary: "A line of `ledger.jsonl` cannot be read.",
    explanation: "Each line of the ledger is one publication, written by `glasklar build --record`, and is never edited. Take the \
file back from the version control or from the published site, where it lies as `ledger.jsonl`.",
};

pub static LEDGER_ALTERED: Code = Code {
    id: "ledger-altered",
    severity: Severity::Error,
    summary: "An old line of `ledger.jsonl` is not what it was.",
    explanation: "Each line of the ledger holds the SHA-256 of the line before it. Where the two do not fit, the past has been \
rewritten: a line was edited, left out or put in. Take the file back from the version control or from the published site, \
where it lies as `ledger.jsonl`; `glasklar ledger verify` tells which line it is.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&LEDGER_LINE, &LEDGER_ALTERED];

/// The ledger of a site; a site without one has not recorded a publication yet.
pub fn read(input: &Input, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Ledger {
    let mut ledger = Ledger::default();
    let Some(bytes) = input.site.get(LEDGER) else { return ledger };
    let Some(file) = text::add(LEDGER, bytes, sources, diagnostics) else { return ledger };
    let text = sources.text(file);
    let mut places = Vec::new();
    let mut from = 0;
    for line in text.lines() {
        places.push(Place::text(file, from..from + line.len()));
        from += line.len() + 1;
    }
    for fault in faults(text) {
        let place = places[fault.line() - 1];
        diagnostics.push(match fault {
            Fault::Unreadable { ref why, .. } => {
                Diagnostic::new(&LEDGER_LINE, format!("this line cannot be read: {why}"))
                    .at(place)
                    .help("lines of the ledger are never edited; take the file back as it was")
            }
            Fault::Altered { line, .. } | Fault::Missing { line } => {
                let fault = Diagnostic::new(&LEDGER_ALTERED, format!("line {line} of the ledger is not what it was"));
                let help = "take the file back as it was; `glasklar ledger verify` tells more";
                let fault = fault.at(place).label("the line after it remembers another one");
                fault.help(help)
            }
        });
    }
    for (line, place) in text.lines().zip(places) {
        if let Ok(draft) = Line::parse(line).and_then(Line::draft) {
            ledger.replay(draft, line, Some(place));
        }
    }
    ledger
}
