//! A row of tick boxes.

use super::treatment::choice_id;
use super::values::value;
use crate::render::html::Html;
use crate::render::spot::Seen;

/// The answers in the order of the lines; the last stands for none.
const ANSWERS: [&str; 4] = ["yes", "no", "unclear", ""];

/// Tick boxes under the name of their field, one line for each answer.
pub fn marks(html: &mut Html, fact: Seen<'_>) {
    html.markup("<section>\n<h2>").text(fact.label()).markup("</h2>\n<dl class=\"facts\">\n");
    for answer in ANSWERS {
        let same: Vec<Seen<'_>> = fact.items().filter(|mark| answer_of(*mark) == answer).collect();
        let Some(first) = same.first() else { continue };
        html.markup("<div><dt>");
        line_label(html, *first);
        html.markup("</dt><dd>");
        for (at, mark) in same.iter().enumerate() {
            html.markup(if at > 0 { ", " } else { "" });
            name(html, *mark);
        }
        html.markup("</dd></div>");
    }
    html.markup("</dl>\n</section>");
}

fn answer_of<'a>(mark: Seen<'a>) -> &'a str {
    mark.member("marked").and_then(choice_id).unwrap_or_default()
}

fn line_label(html: &mut Html, mark: Seen<'_>) {
    match mark.member("marked") {
        Some(marked) => html.text(marked.label()).markup(": ").text(&marked.text().unwrap_or_default()),
        None => html.text(mark.members().next().map(|first| first.label()).unwrap_or_default()),
    };
}

/// The abbreviation beside a tick box, the organisation that it stands for, or both.
fn name(html: &mut Html, it: Seen<'_>) {
    let (short, organisation) = (it.member("abbreviation"), it.member("organisation"));
    let (before, after) = if short.is_some() { (" (", ")") } else { ("", "") };
    if let Some(short) = short {
        value(html, short);
    }
    if let Some(organisation) = organisation {
        html.markup(before);
        value(html, organisation);
        html.markup(after);
    }
}
