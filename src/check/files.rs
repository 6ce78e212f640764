//! Files beside the texts: those that are named are there, and those that are there are named.

use super::{Checked, Look, Rule};
use crate::attachment::{Attachments, CODES, Form, pictures};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::unread;
use crate::source::Place;

pub const RULES: &[Rule] = &[
    Rule { codes: &[&MISSING_FILE, &FILE_TYPE], look: Look::Site(left_over) },
    Rule { codes: CODES, look: Look::Site(unusable) },
];

static MISSING_FILE: Code = Code {
    id: "missing-file",
    severity: Severity::Error,
    summary: "A picture that a text names is not there.",
    explanation: "The path of a picture is read from the file that names it: `harbour.jpg` lies beside it, \
`../harbour.jpg` one folder up. With a leading `/` it is read from the folder of glasklar.toml: `/content/news/harbour.jpg`. \
Small and capital letters differ.",
};

static FILE_TYPE: Code = Code {
    id: "file-type",
    severity: Severity::Error,
    summary: "A file is of a type that is not published.",
    explanation: "Pictures are JPEG (.jpg, .jpeg), PNG, WebP or SVG files. Save the file as one of these.",
};

/// Files that nothing names.
fn left_over(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    // What is named in a file that cannot be read is not known.
    if checked.may_be_unread() {
        return;
    }
    let idle = checked.attachments.iter().filter(|file| !checked.named.contains(&file.path));
    diagnostics.extend(idle.map(|file| unread(&file.path)));
}

/// Files that are published and cannot be.
fn unusable(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    for file in checked.attachments.iter() {
        if let (Some(Err(fault)), Some(place)) = (file.picture(), file.first) {
            diagnostics.push(fault.clone().at(place));
        }
    }
}

/// The picture of a text.
pub fn picture(checked: &Checked<'_>, written: &str, at: Place, diagnostics: &mut Diagnostics) {
    let from = &checked.sources.file(at.file()).path;
    if Form::of(written).is_none() {
        let fault = Diagnostic::new(&FILE_TYPE, format!("`{written}` is of no type of picture that is published"));
        diagnostics.push(fault.at(at).help(format!("save it as one of these: {}", pictures())));
    } else if checked.attachments.find(from, written).is_none() {
        diagnostics.push(missing(checked.attachments, from, written).at(at));
    }
}

fn missing(attachments: &Attachments, from: &str, written: &str) -> Diagnostic {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let near = attachments.near(from, written).map(|near| format!("did you mean `{near}`?"));
    Diagnostic::new(&MISSING_FILE, format!("there is no file `{written}`"))
        .help(format!("put it into the folder `{folder}/`, beside the text, or write where it lies"))
        .maybe_help(near)
}
