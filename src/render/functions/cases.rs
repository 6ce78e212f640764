//! What templates call for agreements, cases, meetings, projects and partnerships.

use minijinja::{Environment, Value};

use super::entries::entry;
use super::{Result, html, seen};
use crate::render::html::Html;
use crate::render::markup::{agenda, agreement, annexes, marks, phases, treatment};
use crate::render::spot::Seen;

/// What writes one value.
type OfValue = fn(&mut Html, Seen<'_>);

const OF_VALUES: &[(&str, OfValue)] = &[
    ("treatment_items", treatment::treatment_items),
    ("party", agreement::party),
    ("agreement_section", agreement::section),
    ("phases", phases::phases),
    ("members", phases::members),
];

/// What writes one fact of an entry, with the name of its field.
const OF_FACT: &[(&str, &str, OfValue)] = &[("annexes", "annexes", annexes::annexes), ("marks", "marks", marks::marks)];

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    for (name, write) in OF_VALUES {
        env.add_function(*name, |value: &Value| seen(value).map(|seen| html(|html| write(html, seen))));
    }
    for (name, field, write) in OF_FACT {
        env.add_function(*name, |it: &Value| of_fact(it, field, *write));
    }
    env.add_function("agenda_items", agenda_items);
    env.add_function("agreement_sentence", agreement_sentence);
}

/// `annexes(entry)`, `marks(entry)`: all of it under its heading; nothing where there is none.
fn of_fact(it: &Value, field: &str, write: OfValue) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| {
        if let Some(fact) = it.fact(field) {
            write(html, fact);
        }
    }))
}

/// `agenda_items(meeting)`: the items of the agenda, each with those below it and with what came of it.
fn agenda_items(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| {
        if let Some(items) = it.fact("items") {
            agenda::agenda_items(html, it.ix, items);
        }
    }))
}

/// `agreement_sentence(entry, sentence)`: the sentence, `|` replaced by the parties, then the period and the status.
fn agreement_sentence(it: &Value, sentence: &str) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| agreement::sentence(html, |name| it.fact(name), sentence)))
}
