//! Entries written inside another, such as an agreement's goals, with the numbers that the source gives them.

use super::treatment::{between, quoted, target};
use super::words::lang_of;
use super::{goal, indicator, values};
use crate::entry::EntryIx;
use crate::render::entry::facts_of;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::prose::html as of_markdown;
use crate::render::spot::Seen;

/// What is told of a goal in lines of its own, and so not once more among the facts.
const OF_GOAL: &[&str] = &["number", "quote", "target", "target_minimum", "unit", "due", "status", "evidence"];
/// The same for an indicator.
const OF_INDICATOR: &[&str] = &["number", "quote", "type", "unit", "baseline", "target", "actual"];
/// The same for any other kind.
const OF_OTHERS: &[&str] = &["number", "quote"];
/// How a remark begins.
const REMARK: &str = "<p class=\"remarks\"";

/// The entries written inside `parent` in one of its fields, under the heading of the field, whose name is where links lead.
pub fn section(
    html: &mut Html,
    (field, heading): (&str, &str),
    (page, children): (&PageObject, &[EntryIx]),
    parent: EntryIx,
) {
    let shared = shared_note(page, children);
    html.markup("<section id=\"").text(field).markup("\">\n<h2>").text(heading).markup("</h2>\n");
    if let Some(note) = shared {
        marked(html, REMARK, note);
    }
    html.markup("<ol class=\"children\">\n");
    for child in children.iter().copied() {
        item(html, page, child, parent);
        if let Some(note) = filled(page, child, "note").filter(|_| shared.is_none()) {
            marked(html, REMARK, note);
        }
        html.markup("</li>\n");
    }
    html.markup("</ol>\n</section>\n");
}

fn filled<'a>(page: &'a PageObject, ix: EntryIx, name: &str) -> Option<Seen<'a>> {
    Seen::of(page, ix, name).filter(|words| words.text().is_some_and(|words| !words.is_empty()))
}

/// The remark that all of several entries have in common: it is then said once.
fn shared_note<'a>(page: &'a PageObject, children: &[EntryIx]) -> Option<Seen<'a>> {
    let (first, others) = children.split_first().filter(|(_, others)| !others.is_empty())?;
    let note = filled(page, *first, "note")?;
    let is_same = |other: &EntryIx| filled(page, *other, "note").is_some_and(|other| other.text() == note.text());
    others.iter().all(is_same).then_some(note)
}

/// A paragraph that is all in one language; `start` is its opening tag, left open.
fn marked(html: &mut Html, start: &str, words: Seen<'_>) {
    html.markup(start);
    lang_of(html, words.page, words.language().code());
    html.markup(">").text(&words.text().unwrap_or_default()).markup("</p>");
}

/// An entry but for its remark, and for the end of the list item.
fn item(html: &mut Html, page: &PageObject, ix: EntryIx, parent: EntryIx) {
    let (title, language) = page.site.titled(ix, page.language);
    html.markup("<li id=\"").text(&page.site.entry(ix).id).markup("\">\n<h3>");
    if let Some(number) = Seen::of(page, ix, "number") {
        html.markup("<span class=\"ordinal\">").text(&number.text().unwrap_or_default()).markup("</span> ");
    }
    html.markup("<span");
    lang_of(html, page, language.code());
    html.markup(">").text(title).markup("</span></h3>\n");
    if let Some(summary) = filled(page, ix, "summary") {
        marked(html, "<p", summary);
    }
    between(html, "<p class=\"evidence\">", Seen::of(page, ix, "quote"), quoted, "</p>");
    facts(html, page, ix, parent);
    body(html, page, ix);
}

/// The facts, but for those told already and the one that leads back to the page on which the entry stands.
fn facts(html: &mut Html, page: &PageObject, ix: EntryIx, parent: EntryIx) {
    let kind = &*page.site.kind_of(ix).id;
    let told = match kind {
        "goal" => OF_GOAL,
        "indicator" => OF_INDICATOR,
        _ => OF_OTHERS,
    };
    let mut rows = Html::default();
    let others = facts_of(page, ix).map(|(_, fact)| fact);
    let is_new = |fact: &Seen<'_>| !told.contains(&&*fact.field.name) && target(*fact) != Some(parent);
    values::rows(&mut rows, others.filter(is_new));
    match kind {
        "goal" => {
            goal::terms(html, page, ix, rows.trimmed());
            goal::evidence(html, page, ix);
            html.markup("\n");
        }
        "indicator" => {
            indicator::terms(html, page, ix, rows.trimmed());
            html.markup("\n");
        }
        _ if rows.is_empty() => {}
        _ => {
            html.markup("<dl class=\"group\">").append(rows).markup("</dl>");
        }
    }
}

fn body(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let Some(body) = Seen::of(page, ix, "body") else { return };
    let words = of_markdown(&body);
    if !words.is_empty() {
        html.markup("<div class=\"prose\"");
        lang_of(html, page, body.language().code());
        html.markup(">").markup(&words).markup("</div>");
    }
}
