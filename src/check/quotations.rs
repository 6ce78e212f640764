//! Quotations: verbatim words stand in the document that they cite.

use std::collections::{BTreeMap, HashMap};

use super::{Checked, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, Fields, Value};
use crate::kind::{Role, Schema, Type};
use crate::source::{At, Place};
use crate::text::decode;

pub const RULES: &[Rule] = &[
    Rule { code: &QUOTATION_NOT_FOUND, look: quotations },
    // Raised where quotations are looked up.
    Rule { code: &QUOTATION_NOT_LOOKED_UP, look: |_, _| {} },
    Rule { code: &DOCUMENT_NOT_FOUND, look: documents_there },
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

/// One quotation and the documents in which it may stand.
struct Quotation<'a> {
    words: &'a str,
    place: Place,
    documents: Vec<&'a Entry>,
}

fn quotations(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(texts) = checked.documents else { return };
    let mut levelled: HashMap<&str, Option<String>> = HashMap::new();
    for (entry, kind) in checked.each() {
        let cited = documents_of(checked, &kind.schema, &entry.fields);
        let mut found = Vec::new();
        collect(checked, &kind.schema, &entry.fields, &cited, &mut found);
        for quotation in found {
            look_up(checked, texts, &mut levelled, &quotation, diagnostics);
        }
    }
}

/// The documents that an entry cites.
fn documents_of<'a>(checked: &Checked<'a>, schema: &Schema, fields: &'a Fields) -> Vec<&'a Entry> {
    let source = schema.by_name("source").and_then(|field| fields.get(field));
    let groups = source.into_iter().flat_map(At::items).filter_map(|item| item.value.group());
    let mut documents: Vec<&Entry> = groups.flat_map(|group| documents_in(checked, group)).collect();
    documents.dedup_by_key(|entry| std::ptr::from_ref(*entry));
    documents
}

/// The document entries that a group refers to: entries of a kind with the role `file`.
fn documents_in<'a>(checked: &Checked<'a>, group: &'a Fields) -> Vec<&'a Entry> {
    let targets = group.iter().filter_map(|(_, value)| match &value.value {
        Value::Reference(reference) => reference.target,
        _ => None,
    });
    targets.map(|ix| checked.at(ix)).filter(|entry| checked.kind(entry).role(Role::File).is_some()).collect()
}

fn collect<'a>(
    checked: &Checked<'a>,
    schema: &Schema,
    fields: &'a Fields,
    cited: &[&'a Entry],
    found: &mut Vec<Quotation<'a>>,
) {
    for (ix, value) in fields.iter() {
        for item in value.items() {
            let quoted = |words: &'a str| Quotation { words, place: item.place, documents: cited.to_vec() };
            match (&schema.field(ix).ty, &item.value) {
                (Type::Quote, Value::Text(words)) => found.push(quoted(words)),
                // The original wording of a sum or a period is a quotation too.
                (_, Value::Money(bases)) => {
                    found.extend(bases.iter().filter_map(|money| money.original.as_deref()).map(quoted));
                }
                (_, Value::Period(period)) => found.extend(period.original.as_deref().map(quoted)),
                (Type::Group(inner), Value::Group(group)) => {
                    let own = documents_in(checked, group);
                    let nearest = if own.is_empty() { cited } else { &own };
                    collect(checked, inner, group, nearest, found);
                }
                _ => {}
            }
        }
    }
}

fn look_up<'a>(
    checked: &Checked<'a>,
    texts: &BTreeMap<String, Vec<u8>>,
    levelled: &mut HashMap<&'a str, Option<String>>,
    quotation: &Quotation<'a>,
    diagnostics: &mut Diagnostics,
) {
    let mut unknown = quotation.documents.is_empty();
    let words = level(quotation.words);
    for document in &quotation.documents {
        let Some(file) = file_name(checked, document) else {
            unknown = true;
            continue;
        };
        let text = levelled
            .entry(file)
            .or_insert_with(|| texts.get(file).and_then(|bytes| decode(bytes).ok()).map(|text| level(&text)));
        match text {
            Some(text) if text.contains(&words) => return,
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown {
        // A document whose text the folder does not hold is told by its own rule.
        let named = quotation.documents.iter().any(|document| file_name(checked, document).is_some());
        if !named {
            let message = "these words were not looked up: no document with a text is cited";
            let help =
                "cite a document of the site, and say in its entry which file of the folder holds its text: `file: …`";
            diagnostics.push(Diagnostic::new(&QUOTATION_NOT_LOOKED_UP, message).at(quotation.place).help(help));
        }
        return;
    }
    let names: Vec<String> = quotation.documents.iter().map(|entry| format!("`{}`", entry.id)).collect();
    let message = format!("these words do not stand in {}", names.join(" or "));
    let help = "quote the document word for word, its slips included; only white space may differ";
    diagnostics.push(Diagnostic::new(&QUOTATION_NOT_FOUND, message).at(quotation.place).help(help));
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

fn documents_there(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(texts) = checked.documents else { return };
    for entry in checked.entries {
        let Some(file) = file_name(checked, entry) else { continue };
        if let Some(Err(fault)) = texts.get(file).map(|bytes| decode(bytes)) {
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
}
