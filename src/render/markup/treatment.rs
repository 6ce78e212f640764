//! What was proposed and what was decided: two blocks that cannot be confused.

use super::money::{Stated, money};
use super::values::{dl, value};
use super::words::{choice, day, quote_at, words};
use crate::entry::{EntryIx, Value};
use crate::kind::Type;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::spot::Seen;
use crate::value::PartialDate;

/// What a recommendation tells beside its facts.
const OF_RECOMMENDATION: &[&str] = &["by", "body", "text", "quote", "points"];
/// What a decision tells beside its facts, or the treatment tells for it.
const OF_DECISION: &[&str] = &["status", "text", "quote", "body", "date"];
/// The option of a treatment's role that decides.
const DECIDING: &str = "deciding";
/// The option of a decision's status where the source tells of none.
const NONE_IN_SOURCE: &str = "none-in-source";
/// The level of the headings below a treatment, which has one of its own.
const BELOW_TREATMENT: u8 = 4;

/// What writes a value.
pub type OfValue = fn(&mut Html, Seen<'_>);

/// Words of an entry, marked where they are in another language than the page.
pub fn worded(html: &mut Html, seen: Seen<'_>) {
    words(html, seen.page, seen.language().code(), |html| {
        html.text(&seen.text().unwrap_or_default());
    });
}

/// The words of a source, as a quotation that leads to where the source says them.
pub fn quoted(html: &mut Html, seen: Seen<'_>) {
    let (page, text) = (seen.page, seen.text().unwrap_or_default());
    let at = page.site.passage_of(seen.holder, &text, page.language);
    quote_at(html, page, (&text, seen.language().code()), at.as_ref());
}

/// Writes a value between two pieces of markup, where there is one.
pub fn between(html: &mut Html, before: &str, it: Option<Seen<'_>>, write: OfValue, after: &str) {
    if let Some(it) = it {
        html.markup(before);
        write(html, it);
        html.markup(after);
    }
}

/// The entry to which a value refers.
pub fn target(seen: Seen<'_>) -> Option<EntryIx> {
    match seen.value {
        Value::Reference(reference) => reference.target,
        _ => None,
    }
}

/// The id of the option that a value is.
pub fn choice_id<'a>(seen: Seen<'a>) -> Option<&'a str> {
    match (seen.value, &seen.field.ty) {
        (Value::Choice(at), Type::Choice(choices)) => choices.get(usize::from(*at)).map(|choice| &*choice.id),
        _ => None,
    }
}

/// The last treatment of a case by a body that decides, of those that tell how a decision stands.
pub fn deciding(page: &PageObject, case: EntryIx) -> Option<Seen<'_>> {
    let decides = |it: &Seen<'_>| {
        it.member("role").and_then(choice_id) == Some(DECIDING)
            && it.member("decision").is_some_and(|decision| decision.member("status").is_some())
    };
    let dated = |it: &Seen<'_>| it.member("date").and_then(date);
    Seen::of(page, case, "treatments").and_then(|treatments| treatments.items().filter(decides).max_by_key(dated))
}

/// Whether the source says what a treatment decided.
pub fn is_decision_told(treatment: &Seen<'_>) -> bool {
    let status = treatment.member("decision").and_then(|decision| decision.member("status"));
    status.and_then(choice_id) != Some(NONE_IN_SOURCE)
}

/// The date that a value is.
pub fn date(seen: Seen<'_>) -> Option<PartialDate> {
    match seen.value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

/// A status as a word with its shape.
pub fn standing(html: &mut Html, seen: Seen<'_>) {
    let options = match (seen.value, &seen.field.ty) {
        (Value::Choice(at), Type::Choice(choices)) => choices.get(usize::from(*at)),
        _ => None,
    };
    match options {
        Some(option) => choice(html, seen.page, option),
        None => value(html, seen),
    }
}

fn heading(html: &mut Html, level: u8, words: &str) {
    let level = level.to_string();
    html.markup("<h").markup(&level).markup(">").text(words).markup("</h").markup(&level).markup(">\n");
}

fn said(html: &mut Html, group: Seen<'_>) {
    if let Some(text) = group.member("text") {
        html.markup("<p>");
        worded(html, text);
        html.markup("</p>");
    }
    if let Some(words) = group.member("quote") {
        html.markup("<p class=\"evidence\">");
        quoted(html, words);
        html.markup("</p>");
    }
}

fn other_facts(html: &mut Html, group: Seen<'_>, told: &[&str]) {
    dl(html, group.members().filter(|member| !told.contains(&&*member.field.name)), "facts");
}

fn recommendation(html: &mut Html, it: Seen<'_>, level: u8) {
    let page = it.page;
    html.markup("<div class=\"proposed\">\n");
    heading(html, level, page.words("case.recommendation"));
    if let Some(by) = it.member("body").or_else(|| it.member("by")) {
        html.markup("<p class=\"by\">").text(page.words("case.by")).markup(" ");
        value(html, by);
        html.markup("</p>");
    }
    said(html, it);
    html.markup("\n");
    if let Some(points) = it.member("points") {
        html.markup("<ol>\n");
        for point in points.items() {
            html.markup("<li>");
            said(html, point);
            html.markup("\n");
            let code = page.site.entry(it.holder).language.code();
            for basis in point.member("amount").map(|amount| amount.money()).unwrap_or_default() {
                html.markup("<p>");
                money(html, Stated { page, money: basis, code });
                html.markup("</p>");
            }
            html.markup("</li>\n");
        }
        html.markup("</ol>\n");
    }
    other_facts(html, it, OF_RECOMMENDATION);
    html.markup("\n</div>");
}

/// A decision. Where the source tells of none, that is said as plainly as a decision would be. The heading stands at `level`.
pub fn decision(html: &mut Html, page: &PageObject, it: Option<Seen<'_>>, level: u8) {
    html.markup("<div class=\"decided\">\n");
    heading(html, level, page.words("case.decision"));
    match it {
        Some(it) => {
            if let Some(status) = it.member("status") {
                html.markup("<p>");
                standing(html, status);
                html.markup("</p>");
            }
            said(html, it);
            html.markup("\n");
            other_facts(html, it, OF_DECISION);
            html.markup("\n");
        }
        None => {
            html.markup("<p>").text(page.words("case.no-decision")).markup("</p>");
        }
    }
    html.markup("</div>");
}

/// All that one treatment says of a case: every recommendation, then the decision, then the remark.
pub fn course(html: &mut Html, it: Seen<'_>, level: u8) {
    for one in it.member("recommendation").into_iter().flat_map(|all| all.items()) {
        recommendation(html, one, level);
        html.markup("\n");
    }
    decision(html, it.page, it.member("decision"), level);
    html.markup("\n");
    if let Some(note) = it.member("note") {
        html.markup("<p class=\"remarks\">");
        worded(html, note);
        html.markup("</p>");
    }
}

/// The treatments of a case as list items, each under the day and the body that treated it.
pub fn treatment_items(html: &mut Html, treatments: Seen<'_>) {
    for it in treatments.items() {
        html.markup("<li>\n<h3>");
        occasion(html, it);
        html.markup("</h3>\n");
        circumstances(html, it);
        html.markup("\n");
        course(html, it, BELOW_TREATMENT);
        html.markup("\n</li>\n");
    }
}

fn occasion(html: &mut Html, it: Seen<'_>) {
    let (date, body) = (it.member("date"), it.member("body"));
    match date {
        Some(Seen { value: Value::Date(date), page, .. }) => day(html, page, *date),
        Some(other) => value(html, other),
        None => {}
    }
    html.markup(if date.is_some() && body.is_some() { " · " } else { "" });
    if let Some(body) = body {
        value(html, body);
    }
    if date.is_none() && body.is_none() {
        html.text(it.page.words("case.treatment"));
    }
}

/// What kind of treatment it is, and where: in the place of a list with four labels.
fn circumstances(html: &mut Html, it: Seen<'_>) {
    let standing: Vec<_> = ["role", "status"].into_iter().filter_map(|name| it.member(name)?.text()).collect();
    if !standing.is_empty() {
        html.markup("<p class=\"by\">").text(&standing.join(" · ")).markup("</p>");
    }
    let (meeting, item) = (it.member("meeting"), it.member("item"));
    if meeting.is_none() && item.is_none() {
        return;
    }
    html.markup("<p class=\"by\">");
    if let Some(meeting) = meeting {
        value(html, meeting);
    }
    if let Some(item) = item {
        html.markup(if meeting.is_some() { " · " } else { "" }).text(item.label()).markup(": ");
        value(html, item);
    }
    html.markup("</p>");
}
