//! What templates call for agreements, cases, meetings and their annexes.

use minijinja::{Environment, Value};

use super::entries::entry;
use super::{Result, html, seen};
use crate::render::html::Html;
use crate::render::markup::{agenda, agreement, annexes, treatment};
use crate::render::spot::Seen;

/// What writes one value.
type OfValue = fn(&mut Html, Seen<'_>);

const OF_VALUES: &[(&str, OfValue)] = &[
    ("treatment_items", treatment::treatment_items),
    ("item_title", agenda::item_title),
    ("item_circumstances", agenda::item_circumstances),
    ("party", agreement::party),
    ("agreement_section", agreement::section),
];

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    for (name, write) in OF_VALUES {
        env.add_function(*name, |value: &Value| seen(value).map(|seen| html(|html| write(html, seen))));
    }
    env.add_function("annexes", all_annexes);
    env.add_function("outcome", outcome);
    env.add_function("agreement_sentence", agreement_sentence);
}

/// `annexes(entry)`: the annexes under their heading; nothing where there are none.
fn all_annexes(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| {
        if let Some(fact) = it.fact("annexes") {
            annexes::annexes(html, fact);
        }
    }))
}

/// `outcome(meeting, case, level)`: what a case says of a meeting, under headings of a level.
fn outcome(meeting: &Value, case: &Value, level: u8) -> Result<Value> {
    let (meeting, case) = (entry(meeting)?, entry(case)?);
    Ok(html(|html| agenda::outcome(html, &case.page, meeting.ix, case.ix, level)))
}

/// `agreement_sentence(entry, sentence)`: the sentence, `|` replaced by the parties, then the period and the status.
fn agreement_sentence(it: &Value, sentence: &str) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| agreement::sentence(html, |name| it.fact(name), sentence)))
}
