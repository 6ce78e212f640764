//! `glasklar explain`: what a code means, and which fields a kind has.

use std::path::Path;

use super::Outcome;
use super::commands::print;
use crate::config::SETTINGS;
use crate::diag::{Code, Diagnostics, did_you_mean};
use crate::disk;
use crate::kind::{Field, Kind, Kinds, Schema, Type};
use crate::lang::Language;
use crate::limits::{self, LIMIT};
use crate::source::{Input, Sources};
use crate::theme;

/// Explains a code or a built-in kind; without a subject, lists all codes and kinds.
pub fn explain(subject: Option<&str>) -> Outcome {
    let codes = crate::stages::codes();
    // Inside a site its own kinds and fields count too.
    let here = Path::new(".");
    let site = if here.join(SETTINGS).is_file() { disk::read_site(here).ok() } else { None };
    let input = site.unwrap_or_else(|| Input { theme: theme::built_in(), ..Input::default() });
    let kinds = crate::kind::read(&input, &[Language::En], &mut Sources::default(), &mut Diagnostics::default());
    let Some(wanted) = subject else {
        print(&overview(&codes, &kinds));
        return Outcome::Done;
    };
    if let Some(code) = codes.iter().find(|code| code.id == wanted) {
        let table = if code.id == LIMIT.id { format!("\n{}", limits::told()) } else { String::new() };
        let severity = code.severity.word();
        print(&format!("{} ({severity})\n\n{}\n\n{}\n{table}", code.id, code.summary, code.explanation));
    } else if let Some(kind) = kinds.by_id(wanted) {
        print(&told(kinds.get(kind), &kinds));
    } else {
        eprintln!("error: there is no code and no kind `{wanted}`");
        if let Some(help) = did_you_mean(wanted, codes.iter().map(|code| code.id).chain(kinds.ids())) {
            eprintln!("help: {help}");
        }
        return Outcome::WrongUse;
    }
    Outcome::Done
}

fn overview(codes: &[&Code], kinds: &Kinds) -> String {
    let codes: String = codes.iter().map(|code| format!("{:30} {}\n", code.id, code.summary)).collect();
    let line = |kind: &Kind| format!("{:30} the fields of this kind of record\n", kind.id);
    let kinds: String = kinds.iter().map(|(_, kind)| line(kind)).collect();
    format!("{codes}\n{kinds}")
}

/// The keys of an amount, which is no group of the kind's.
const MONEY: &str = "\nmoney is written { amount: 4000000, currency: DKK, basis: decided } with basis one of applied, recommended, \
decided,\nagreed, paid, frame; further keys: original, year or period, per: year, price_level, indexation, approximate, round\n";

/// The fields of a kind, members of groups indented below their field.
fn told(kind: &Kind, kinds: &Kinds) -> String {
    let folder = crate::value::slug::slug(kind.plural.get(Language::En));
    let head = format!("{} (written in content/{folder}/)\n\n", kind.id);
    let tail = "\nEvery entry also has: id, lang, kind, draft, aliases, embargo, expires\n";
    let money = kind.schema.fields.iter().any(|field| matches!(field.ty, Type::Money));
    let money = if money { MONEY } else { "" };
    format!("{head}{}{money}{tail}", fields(&kind.schema, kinds, 0))
}

fn fields(schema: &Schema, kinds: &Kinds, depth: usize) -> String {
    let mut text = String::new();
    for (_, field) in schema.iter() {
        let name = format!("{}{}", "    ".repeat(depth), field.name);
        let label = field.label.get(Language::En);
        let required = if field.required { " (required)" } else { "" };
        text.push_str(&format!("{name:30} {:38} {label}{required}\n", type_of(field, kinds)));
        if let Type::Group(inner) = &field.ty {
            text.push_str(&fields(inner, kinds, depth + 1));
        }
    }
    text
}

fn type_of(field: &Field, kinds: &Kinds) -> String {
    let one = match &field.ty {
        Type::Reference(kind) => format!("{} (id)", kinds.get(*kind).id),
        Type::Records { kind, .. } => return format!("list of {} written here", kinds.get(*kind).id),
        Type::Choice(choices) => choices.iter().map(|choice| &*choice.id).collect::<Vec<_>>().join(" | "),
        other => other.name().to_owned(),
    };
    if field.list { format!("list of {one}") } else { one }
}
