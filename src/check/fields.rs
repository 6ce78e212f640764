//! Fields that must be there.

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, EntryIx, Fields, Origin, Value};
use crate::kind::{Field, FieldIx, Kind, Schema, Type};
use crate::source::{At, Place};

pub const RULES: &[Rule] = &[
    Rule { codes: &[&MISSING_FIELD], look: Look::Entry(missing) },
    Rule { codes: &[&RULE], look: Look::Entry(rules) },
    Rule { codes: &[&NO_SOURCE], look: Look::Entry(no_source) },
    Rule { codes: &[&CLOSED_WITHOUT_BASIS], look: Look::Entry(closed_items) },
    Rule { codes: &[&EVIDENCE_FOR_NO_FIELD], look: Look::Entry(evidence) },
];

static MISSING_FIELD: Code = Code {
    id: "missing-field",
    severity: Severity::Error,
    summary: "A field that the kind requires is not written.",
    explanation: "Every entry needs its heading, and some kinds require more. Add the field to the front matter, the \
list item, or the `[columns]` or `[constants]` of the table.",
};

static RULE: Code = Code {
    id: "kind-rule",
    severity: Severity::Error,
    summary: "An entry lacks what a rule of its kind demands.",
    explanation: "A kind can demand a field under conditions: a grant needs a recipient unless it is a frame, a goal \
needs words. The rule and its severity stand in the kind's `kind.toml` under `[[rule]]`.",
};

static NO_SOURCE: Code = Code {
    id: "no-source",
    severity: Severity::Warning,
    summary: "An entry does not say where it comes from.",
    explanation: "Every fact on the portal has a source that the reader can open. Add `source:` with a document of the \
site or an address, and where it matters a short verbatim quotation.",
};

static CLOSED_WITHOUT_BASIS: Code = Code {
    id: "closed-without-basis",
    severity: Severity::Error,
    summary: "A closed item of an agenda does not name its legal basis.",
    explanation: "A meeting may treat an item behind closed doors only where a law says so. The portal shows that the \
item exists, its public title and the legal basis: add `legal_basis:`.",
};

static EVIDENCE_FOR_NO_FIELD: Code = Code {
    id: "evidence-for-no-field",
    severity: Severity::Error,
    summary: "A source says that it proves a field that the kind does not have.",
    explanation: "`field:` in a source names the field of the entry that the quotation proves, such as `amount`; the page shows \
it beside the quotation.",
};

/// The `field` of each source is the name of a field of the entry, or a path that begins with one.
fn evidence(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    let Some(source) = kind.schema.by_name("source") else { return };
    let Type::Group(inner) = &kind.field(source).ty else { return };
    let Some(member) = inner.by_name("field") else { return };
    let items = entry.fields.get(source).into_iter().flat_map(At::items);
    for proved in items.filter_map(|item| item.value.group()?.get(member)) {
        let Some(path) = proved.value.text(entry.language) else { continue };
        let name = path.split('.').next().unwrap_or(path);
        if kind.schema.by_name(name).is_none() {
            let message = format!("the {} has no field `{name}` to prove", checked.name(entry));
            let help = did_you_mean(name, kind.schema.names())
                .unwrap_or_else(|| format!("fields: {}", kind.schema.names().collect::<Vec<_>>().join(", ")));
            diagnostics.push(Diagnostic::new(&EVIDENCE_FOR_NO_FIELD, message).at(proved.place).help(help));
        }
    }
}

fn own(entry: &Entry) -> bool {
    entry.origin != Origin::Translation
}

/// A field that was written and could not be read has had its own complaint.
fn is_written(entry: &Entry, field: FieldIx) -> bool {
    entry.fields.get(field).is_some() || entry.unreadable().contains(&field)
}

fn missing(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    if !own(entry) {
        return;
    }
    for (ix, field) in kind.schema.iter() {
        if (field.required || ix == kind.title) && !is_written(entry, ix) {
            let message = format!("the {} has no `{}`", checked.name(entry), field.name);
            let help = match entry.place {
                Place::Cell { .. } => {
                    format!("fill the cell, or name the column of `{}` in `[columns]`", field.name)
                }
                Place::Text { .. } => example(field),
            };
            diagnostics.push(Diagnostic::new(&MISSING_FIELD, message).at(entry.place).help(help));
        }
    }
    members(checked, entry, &kind.schema, &entry.fields, diagnostics);
}

/// Required members of groups.
fn members(checked: &Checked<'_>, entry: &Entry, schema: &Schema, fields: &Fields, diagnostics: &mut Diagnostics) {
    for (ix, value) in fields.iter() {
        let Type::Group(inner) = &schema.field(ix).ty else { continue };
        for item in value.items() {
            let Some(group) = item.value.group() else { continue };
            for (member, field) in inner.iter().filter(|(_, field)| field.required) {
                if group.get(member).is_none() {
                    let message =
                        format!("`{}` of the {} has no `{}`", schema.field(ix).name, checked.name(entry), field.name);
                    diagnostics.push(Diagnostic::new(&MISSING_FIELD, message).at(item.place).help(example(field)));
                }
            }
            members(checked, entry, inner, group, diagnostics);
        }
    }
}

fn example(field: &Field) -> String {
    let value = match &field.ty {
        Type::Date => "2021-01-18",
        Type::Money => "{ amount: 4000000, currency: DKK, basis: decided }",
        Type::Reference(_) => "<id>",
        Type::Choice(choices) => return format!("add `{}:` {}", field.name, ids(choices)),
        _ => "…",
    };
    format!("add `{}: {value}`", field.name)
}

fn ids(choices: &[crate::kind::Choice]) -> String {
    choices.iter().map(|choice| &*choice.id).collect::<Vec<_>>().join(" | ")
}

fn rules(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    for rule in kind.rules.iter().filter(|_| own(entry)) {
        if written(kind, entry, &rule.require.value) {
            continue;
        }
        let waived =
            rule.unless.as_ref().is_some_and(|(path, text)| checked.text_at(entry, path).as_deref() == Some(text));
        if !waived {
            let message = format!("the {} has no `{}`", checked.name(entry), rule.require.value);
            let help = match &rule.unless {
                Some((path, text)) => {
                    format!("add `{0}: …`; only where `{path}` is `{text}` can it be left out", rule.require.value)
                }
                None => format!("add `{}: …`", rule.require.value),
            };
            diagnostics.push(Diagnostic::new(&RULE, message).severity(rule.severity).at(entry.place).help(help));
        }
    }
}

fn written(kind: &Kind, entry: &Entry, path: &str) -> bool {
    kind.schema.by_name(path).is_some_and(|ix| is_written(entry, ix))
}

fn no_source(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    let Some(source) = kind.schema.by_name("source") else { return };
    // A document is a source itself, a page is the portal's own words, and what a table implies is in the table.
    let exempt = kind.role(crate::kind::Role::File).is_some() || &*kind.id == "page" || entry.origin == Origin::Implied;
    if exempt || !own(entry) {
        return;
    }
    let sources = entry.fields.get(source);
    let items = sources.into_iter().flat_map(At::items);
    for item in items.filter(|item| !names_a_source(&kind.schema, source, item.value)) {
        let fault = Diagnostic::new(&NO_SOURCE, "this source is neither a document nor an address").at(item.place);
        diagnostics.push(fault.help("add `document: <id>` or `url: https://…`"));
    }
    if sources.is_none_or(|sources| sources.items().next().is_none()) && !entry.unreadable().contains(&source) {
        let message = format!("the {} names no source", checked.name(entry));
        let help = "add `source:` with `document: <id>` or `url: https://…`";
        diagnostics.push(Diagnostic::new(&NO_SOURCE, message).at(entry.place).help(help));
    }
}

/// Whether a source says where it is: a document of the site, or an address.
fn names_a_source(schema: &Schema, source: FieldIx, value: &Value) -> bool {
    let Type::Group(inner) = &schema.field(source).ty else { return true };
    let Some(group) = value.group() else { return true };
    let places = inner.iter().filter(|(_, field)| matches!(field.ty, Type::Reference(_) | Type::Url));
    places.map(|(ix, _)| ix).any(|ix| group.get(ix).is_some())
}

/// Items of an agenda with `public: false` need `legal_basis`.
fn closed_items(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    for (ix, value) in entry.fields.iter() {
        let Type::Group(schema) = &kind.field(ix).ty else { continue };
        let (Some(public), Some(basis)) = (schema.by_name("public"), schema.by_name("legal_basis")) else {
            continue;
        };
        for item in value.items() {
            let Some(group) = item.value.group() else { continue };
            let closed = group.get(public).is_some_and(|flag| *flag.value == Value::Boolean(false));
            if closed && group.get(basis).is_none() {
                let fault = Diagnostic::new(&CLOSED_WITHOUT_BASIS, "this closed item names no legal basis");
                diagnostics.push(fault.at(item.place).help("add `legal_basis: \"…\"`"));
            }
        }
    }
}
