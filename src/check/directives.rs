//! Directives of texts: forms that are known, and things that are there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::text::entry_exists;
use super::{Checked, would_stand};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::Entry;
use crate::kind::{Field, Kind, On, Type};
use crate::markdown::Outline;
use crate::markdown::directive::{Directive, Malformed, Named, parse};
use crate::source::Place;

pub static DIRECTIVE: Code = Code {
    id: "directive",
    severity: Severity::Error,
    summary: "A line that begins with `:::` cannot be followed.",
    explanation: "A directive puts more than text into the text below the front matter. It stands on a line of its own, not \
in a list or a quotation:\n\n    ::: chart grant/years\n    ::: chart project/time project/vejen\n    ::: record \
grant/herning-2021\n    ::: entries grant theme=skole year=2021 limit=5\n    ::: callout What is a frame?\n    Text of the \
call-out.\n    :::\n\nThere are no others. Lines that shall show three colons as they are stand in code: begin and end with \
three back ticks.",
};

/// What is wrong, and what would be right.
type Fault = (String, String);

/// Looks at the directives of one text.
pub fn directives(
    checked: &Checked<'_>,
    entry: &Entry,
    (outline, place): (&Outline, Place),
    diagnostics: &mut Diagnostics,
) {
    let at = |range: &Range<usize>| entry.within(place, range.clone());
    let mut complain = |range: &Range<usize>, (message, help): Fault| {
        diagnostics.push(Diagnostic::new(&DIRECTIVE, message).at(at(range)).help(help));
    };
    let is_body = entry.body_place() == Some(place);
    for range in &outline.misplaced {
        let help = "leave a line empty before it and begin it at the margin; in a list or a quotation there are none";
        complain(range, ("a directive cannot stand here".to_owned(), help.to_owned()));
    }
    let mut open: Option<&Range<usize>> = None;
    let mut named = Vec::new();
    for (line, range) in &outline.directives {
        let fault = match parse(line) {
            _ if !is_body => {
                let help = "directives stand in the text below the front matter alone";
                Some(("a directive cannot stand in this field".to_owned(), help.to_owned()))
            }
            Err(Malformed { message, help }) => Some((message, help)),
            Ok(Directive::End) if open.take().is_none() => {
                Some(("there is no call-out to be ended".to_owned(), "leave this line out".to_owned()))
            }
            Ok(Directive::End) => None,
            Ok(Directive::Callout(_)) => {
                let before = open.replace(range);
                before
                    .map(|_| ("a call-out stands in another".to_owned(), "end that with a line `:::` first".to_owned()))
            }
            Ok(Directive::Chart { chart, of }) => {
                let fault = chart_is_there(checked, &chart, of.as_ref()).err();
                named.extend(of.filter(|_| fault.is_none()).map(|of| (of, range)));
                fault
            }
            Ok(Directive::Record(record)) => {
                named.push((record, range));
                None
            }
            Ok(Directive::Entries { kind, having, .. }) => match kind_of(checked, &kind) {
                Ok(of) => having.iter().find_map(|(field, value)| value_is_there(checked, of, field, value).err()),
                Err(fault) => Some(fault),
            },
        };
        if let Some(fault) = fault {
            complain(range, fault);
        }
    }
    if let Some(range) = open {
        complain(range, ("this call-out does not end".to_owned(), "write a line `:::` below its text".to_owned()));
    }
    for (Named { kind, id }, range) in named {
        entry_exists(checked, &kind, &id, at(range), diagnostics);
    }
}

fn kind_of<'a>(checked: &Checked<'a>, id: &str) -> Result<&'a Kind, Fault> {
    let found = checked.kinds.by_id(id).map(|ix| checked.kinds.get(ix));
    found.ok_or_else(|| {
        let known: Vec<&str> = checked.kinds.ids().collect();
        let help = did_you_mean(id, known.iter().copied());
        (
            format!("`{id}` is not a kind of record"),
            help.unwrap_or_else(|| format!("the kinds are {}", known.join(", "))),
        )
    })
}

/// A chart that its kind declares, and that is drawn of what is named: of one entry, or of all.
fn chart_is_there(checked: &Checked<'_>, chart: &Named, of: Option<&Named>) -> Result<(), Fault> {
    let kind = kind_of(checked, &chart.kind)?;
    let Some(found) = kind.charts.iter().find(|known| *known.name == *chart.id) else {
        let known: Vec<&str> = kind.charts.iter().map(|known| &*known.name).collect();
        let help = did_you_mean(&chart.id, known.iter().copied()).unwrap_or_else(|| match known.is_empty() {
            true => format!("`{}` declares no chart in its kind.toml", kind.id),
            false => format!("the charts of `{}` are {}", kind.id, known.join(", ")),
        });
        return Err((format!("there is no chart `{}/{}`", kind.id, chart.id), help));
    };
    let drawn_of: BTreeSet<&str> = found
        .on
        .iter()
        .map(|on| match on {
            On::List | On::Home => "",
            On::Record => &*kind.id,
            On::Field(_) => kind.charted_at(*on).map_or("", |to| &*checked.kinds.get(to).id),
        })
        .collect();
    let wanted = of.map_or("", |of| of.kind.as_str());
    if drawn_of.contains(&wanted) {
        return Ok(());
    }
    let written = |of: &str| match of {
        "" => format!("::: chart {}/{}", kind.id, chart.id),
        of => format!("::: chart {}/{} {of}/id", kind.id, chart.id),
    };
    let forms: Vec<String> = drawn_of.into_iter().map(written).collect();
    let whole = format!("all of `{}`", kind.id);
    let message =
        format!("`{}/{}` is not drawn of {}", kind.id, chart.id, of.map_or(whole, |of| format!("`{}`", of.kind)));
    Err((message, format!("write {}", forms.join(", or "))))
}

/// A field by which entries can be chosen, with a value that an entry may have.
fn value_is_there(checked: &Checked<'_>, kind: &Kind, name: &str, value: &str) -> Result<(), Fault> {
    const YEAR: &str = "year";
    let chosen: fn(&Field) -> bool = |field| matches!(field.ty, Type::Choice(_) | Type::Tag | Type::Reference(_));
    let Some(field) = kind.schema.by_name(name).map(|ix| kind.field(ix)) else {
        if name == YEAR && kind.date.is_some() && value.parse::<i16>().is_ok() {
            return Ok(());
        }
        let fields: Vec<&str> =
            kind.schema.iter().filter(|(_, field)| chosen(field)).map(|(_, field)| &*field.name).collect();
        let help = did_you_mean(name, fields.iter().copied());
        let help = help.unwrap_or_else(|| format!("entries are chosen by {}, or by `year=2021`", fields.join(", ")));
        return Err((format!("`{}` cannot be chosen by `{name}={value}`", kind.id), help));
    };
    match &field.ty {
        Type::Choice(choices) if choices.iter().all(|choice| *choice.id != *value) => {
            let ids: Vec<&str> = choices.iter().map(|choice| &*choice.id).collect();
            let help = did_you_mean(value, ids.iter().copied());
            let help = help.unwrap_or_else(|| format!("the options are {}", ids.join(", ")));
            Err((format!("`{value}` is not an option of `{name}`"), help))
        }
        Type::Reference(to) => {
            let is_known = |entry: &Entry| {
                let is_called = *entry.id == *value || entry.aliases().iter().any(|alias| *alias.value == *value);
                entry.kind == *to && is_called
            };
            if checked.entries.iter().any(is_known) || checked.may_be_unread() {
                return Ok(());
            }
            let to_kind = checked.kinds.get(*to);
            let ids = checked.entries.iter().filter(|entry| entry.kind == *to).map(|entry| &*entry.id);
            let help = did_you_mean(value, ids).unwrap_or_else(|| would_stand(to_kind, value));
            Err((format!("there is no {} `{value}`", to_kind.id), help))
        }
        Type::Choice(_) | Type::Tag => Ok(()),
        _ => {
            let help = "entries are chosen by choices, tags and references".to_owned();
            Err((format!("entries cannot be chosen by `{name}`"), help))
        }
    }
}
