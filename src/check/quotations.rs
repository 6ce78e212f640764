//! Quotations: verbatim words stand in the document that they cite.

use std::collections::{BTreeMap, HashMap};

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, EntryIx, Value};
use crate::kind::Role;
use crate::quotation::{self, Quotation};
use crate::text::decode;

pub const RULES: &[Rule] = &[
    Rule { codes: &[&QUOTATION_NOT_FOUND, &QUOTATION_NOT_LOOKED_UP], look: Look::Site(quotations) },
    Rule { codes: &[&DOCUMENT_NOT_FOUND], look: Look::Entry(documents_there) },
];

static QUOTATION_NOT_FOUND: Code = Code {
    id: "quotation-not-found",
    severity: Severity::Error,
    summary: "A quotation does not occur in the document that it cites.",
    explanation: "Quotations prove facts, so they are verbatim, slips of the source included; only white space is \
levelled out. The words were not found in the document's text. Copy them again, or cite the right document. The texts \
are looked up in the site, or in the folder named by `--documents`.",
};

static QUOTATION_NOT_LOOKED_UP: Code = Code {
    id: "quotation-not-looked-up",
    severity: Severity::Warning,
    summary: "A quotation could not be looked up, because nothing says where its document's text is.",
    explanation: "With `--documents`, every quotation is looked up in the text of the document that it cites. This one cites no \
document of the site, or one whose entry does not name a file of the folder (`file: agenda.txt`).",
};

static DOCUMENT_NOT_FOUND: Code = Code {
    id: "document-not-found",
    severity: Severity::Warning,
    summary: "The folder of documents does not hold the text of a document of the site.",
    explanation: "`--documents` names a folder of texts; the entry's `file` names one that is not in it, so quotations \
from it were not looked up.",
};

fn quotations(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(texts) = checked.documents else { return };
    let mut levelled: HashMap<&str, Option<String>> = HashMap::new();
    for entry in checked.entries {
        for quotation in quotation::quotations(checked.kinds, checked.entries, entry) {
            diagnostics.extend(look_up(checked, texts, &mut levelled, &quotation));
        }
    }
}

/// The complaint about words that stand in none of their documents, or that nobody can look up.
fn look_up<'a>(
    checked: &Checked<'a>,
    texts: &BTreeMap<String, Vec<u8>>,
    levelled: &mut HashMap<&'a str, Option<String>>,
    quotation: &Quotation<'_>,
) -> Option<Diagnostic> {
    let words = level(quotation.words);
    let documents: Vec<&Entry> = quotation.documents.iter().map(|ix| checked.at(*ix)).collect();
    let files: Vec<&str> = documents.iter().filter_map(|document| file_name(checked, document)).collect();
    let mut unread = 0;
    for file in &files {
        let text = levelled.entry(file).or_insert_with(|| {
            texts.get(*file).and_then(|bytes| decode(bytes.as_slice()).ok()).map(|text| level(&text))
        });
        match text {
            Some(text) if text.contains(&words) => return None,
            Some(_) => {}
            None => unread += 1,
        }
    }
    if files.is_empty() || files.len() < documents.len() {
        let message = "these words were not looked up: no document with a text is cited";
        let message = if files.is_empty() { message } else { "these words stand in no text that could be looked up" };
        let help =
            "cite a document of the site, and say in its entry which file of the folder holds its text: `file: …`";
        return Some(Diagnostic::new(&QUOTATION_NOT_LOOKED_UP, message).at(quotation.place).help(help));
    }
    // A document whose text cannot be read is told by its own rule.
    if unread > 0 {
        return None;
    }
    let names: Vec<String> = documents.iter().map(|entry| format!("`{}`", entry.id)).collect();
    let message = format!("these words do not stand in {}", names.join(" or "));
    let help = "quote the document word for word, its slips included; only white space may differ";
    Some(Diagnostic::new(&QUOTATION_NOT_FOUND, message).at(quotation.place).help(help))
}

fn file_name<'a>(checked: &Checked<'a>, document: &'a Entry) -> Option<&'a str> {
    match &checked.role(document, Role::File)?.value {
        Value::Text(file) => Some(file),
        _ => None,
    }
}

/// Text with every run of white space as one space, and none at its ends.
fn level(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn documents_there(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let Some(texts) = checked.documents else { return };
    let entry = checked.at(ix);
    let Some(file) = file_name(checked, entry) else { return };
    if let Some(Err(fault)) = texts.get(file).map(|bytes| decode(bytes.as_slice())) {
        diagnostics.push(fault.diagnostic(file));
    }
    if !texts.contains_key(file) {
        let place = checked.role(entry, Role::File).map_or(entry.place, |value| value.place);
        let message = format!("the folder of documents holds no `{file}`");
        let near = did_you_mean(file, texts.keys().map(String::as_str));
        let help = near.unwrap_or_else(|| "put the document's text into the folder under this name".to_owned());
        diagnostics.push(Diagnostic::new(&DOCUMENT_NOT_FOUND, message).at(place).help(help));
    }
}
