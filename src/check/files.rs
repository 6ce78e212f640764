//! Files beside the texts: those that are named are there, and those that are there are named.

use super::{Checked, Look, Rule};
use crate::attachment::{Attachments, CODES, Form, Use, is_local};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{Schema, Type};
use crate::load::unread;
use crate::source::Place;

pub const RULES: &[Rule] = &[
    Rule { codes: &[&MISSING_FILE, &FILE_TYPE], look: Look::Entry(named_in_fields) },
    Rule { codes: CODES, look: Look::Site(unusable) },
    Rule { codes: &[], look: Look::Site(left_over) },
];

static MISSING_FILE: Code = Code {
    id: "missing-file",
    severity: Severity::Error,
    summary: "A picture or an annex that an entry names is not there.",
    explanation: "The path of a file is read from the file that names it: `harbour.jpg` lies beside it, \
`../harbour.jpg` one folder up. With a leading `/` it is read from the folder of glasklar.toml: `/content/news/harbour.jpg`. \
Small and capital letters differ.",
};

static FILE_TYPE: Code = Code {
    id: "file-type",
    severity: Severity::Error,
    summary: "A file is of a type that is not published.",
    explanation: "Pictures are JPEG (.jpg, .jpeg), PNG, WebP or SVG files. Annexes are files that everybody can \
open and that run no program: documents, tables, pictures, texts and archives. Save the file as one of the types that the \
message names.",
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

/// Files that are to be published and cannot be, or not wholly.
fn unusable(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    checked.attachments.iter().for_each(|file| diagnostics.extend(file.faults()));
    diagnostics.extend(checked.attachments.unread());
}

/// Fields that hold the path of a file.
fn named_in_fields(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    paths(&kind.schema, &entry.fields, &mut |written, used, place| {
        if used == Use::Picture && !is_local(written) {
            let fault = Diagnostic::new(&MISSING_FILE, format!("`{written}` is no file of the site")).at(place);
            diagnostics
                .push(fault.help(
                    "a page loads nothing from elsewhere: save the picture beside this file, and write its name",
                ));
        } else {
            named(checked, written, used, place, diagnostics);
        }
    });
}

fn paths(schema: &Schema, fields: &Fields, visit: &mut impl FnMut(&str, Use, Place)) {
    for (ix, value) in fields.iter() {
        for item in value.items() {
            match (&schema.field(ix).ty, item.value) {
                (Type::Attachment, Value::Text(written)) => visit(written, Use::Annex, item.place),
                (Type::Picture, Value::Text(written)) => visit(written, Use::Picture, item.place),
                (Type::Group(inner), Value::Group(group)) => paths(inner, group, visit),
                _ => {}
            }
        }
    }
}

/// A file that an entry names.
pub fn named(checked: &Checked<'_>, written: &str, used: Use, at: Place, diagnostics: &mut Diagnostics) {
    let from = &checked.sources.file(at.file()).path;
    if !Form::of(written).is_some_and(|form| form.serves(used)) {
        let what = match used {
            Use::Picture => "picture that is shown",
            Use::Annex => "annex that is published",
        };
        let fault = Diagnostic::new(&FILE_TYPE, format!("`{written}` is of no type of {what}"));
        diagnostics.push(fault.at(at).help(format!("save it as one of these: {}", used.endings())));
    } else if checked.attachments.is_table(from, written) {
        let fault = Diagnostic::new(&MISSING_FILE, format!("`{written}` is read as a table, and is no annex")).at(at);
        diagnostics
            .push(fault.help("its rows are published as entries and files; put a copy beside it under another name"));
    } else if checked.attachments.find(from, written).is_none() {
        diagnostics.push(missing(checked.attachments, from, written).at(at));
    }
}

fn missing(attachments: &Attachments, from: &str, written: &str) -> Diagnostic {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let near = attachments.near(from, written).map(|near| format!("did you mean `{near}`?"));
    Diagnostic::new(&MISSING_FILE, format!("there is no file `{written}`"))
        .help(format!("put it into the folder `{folder}/`, or write where it lies"))
        .maybe_help(near)
}
