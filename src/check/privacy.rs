//! Privacy: no personal number is ever published.

use super::{Checked, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::Place;
use crate::value::personal_number::{Found, find_in};

pub const RULES: &[Rule] =
    &[Rule { codes: &[&PERSONAL_NUMBER], look: certain }, Rule { codes: &[&PERHAPS_PERSONAL_NUMBER], look: uncertain }];

static PERSONAL_NUMBER: Code = Code {
    id: "personal-number",
    severity: Severity::Error,
    summary: "The text holds a personal number (CPR, fødselsnummer or D-number).",
    explanation: "Personal numbers are never published, so one in any file of the site stops the build before a byte is \
written. Remove it. The number is masked in this report.",
};

static PERHAPS_PERSONAL_NUMBER: Code = Code {
    id: "perhaps-personal-number",
    severity: Severity::Notice,
    summary: "Ten or eleven digits look like a personal number, but their check digit does not fit.",
    explanation: "Danish CPR numbers given since 2007 need not fit the check digit. If this is one, remove it; if it is \
an account or a case number, nothing needs to be done.",
};

/// Calls `look` for every number in a text of the site, and in the name of its file.
fn each(checked: &Checked<'_>, look: &mut impl FnMut(Place, &str, &Found)) {
    for (id, file) in checked.sources.iter() {
        for found in find_in(&file.path) {
            look(Place::text(id, 0..0), "the file's name holds", &found);
        }
        for found in find_in(&file.text) {
            look(Place::text(id, found.range.clone()), "this is", &found);
        }
    }
}

fn certain(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    each(checked, &mut |place, where_it_is, found| {
        if found.certain {
            let message = format!("{where_it_is} a personal number ({})", found.kind.name());
            let help = "remove it; personal numbers are never published";
            diagnostics.push(Diagnostic::new(&PERSONAL_NUMBER, message).at(place).help(help));
        }
    });
}

fn uncertain(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    each(checked, &mut |place, where_it_is, found| {
        if !found.certain {
            let message = format!("perhaps {where_it_is} a personal number ({})", found.kind.name());
            let help = "if it is one, remove it; the number of an account or a case may stay";
            diagnostics.push(Diagnostic::new(&PERHAPS_PERSONAL_NUMBER, message).at(place).help(help));
        }
    });
}
