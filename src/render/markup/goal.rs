//! How a promise stands, in words. What the portal does not know it does not hold against anybody.

use std::borrow::Cow;

use super::treatment::{choice_id, standing, target, worded};
use super::values::value;
use super::words::{day, link};
use crate::entry::EntryIx;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::spot::Seen;

/// The fields that say to whom or in what a promise was given.
const PROMISED_IN: [&str; 4] = ["agreement", "partnership", "project", "case"];
/// What is said of promises of which nothing is reported.
const SILENT: [&str; 4] = ["", "planned", "under-way", "no-report"];
/// The status of a promise of which the source itself says that nothing is reported.
const NO_REPORT: &str = "no-report";

/// Only an agreement that is followed up completely lets a missing report be called late.
fn silence(page: &PageObject, goal: EntryIx) -> &str {
    let agreement = Seen::of(page, goal, "agreement").and_then(target);
    let followup = agreement.and_then(|agreement| Seen::of(page, agreement, "followup"));
    page.words(match followup.and_then(choice_id) {
        Some("complete") => "goal.late",
        _ => "goal.unreported",
    })
}

/// What is told of how a promise stands.
struct Standing<'a> {
    status: Option<Seen<'a>>,
    /// That nothing is reported although the day has passed, and the option of the status that says no more than that.
    silence: Option<(&'a str, &'a str)>,
}

fn stand<'a>(page: &'a PageObject, goal: EntryIx) -> Standing<'a> {
    let status = Seen::of(page, goal, "status");
    let said = status.and_then(choice_id).unwrap_or_default();
    let is_over = page.site.due(goal).is_some_and(|(_, passed)| passed);
    let is_silent = is_over && Seen::of(page, goal, "evidence").is_none() && SILENT.contains(&said);
    Standing {
        status: status.filter(|_| !(is_silent && said == NO_REPORT)),
        silence: is_silent.then(|| (silence(page, goal), said)),
    }
}

fn stands(html: &mut Html, page: &PageObject, goal: EntryIx) {
    let Standing { status, silence } = stand(page, goal);
    if let Some(status) = status {
        standing(html, status);
    }
    if let Some((words, said)) = silence {
        html.markup(if status.is_some() { " · " } else { "" });
        html.markup(if said == NO_REPORT { "<span class=\"status is-no-report\">" } else { "<span>" });
        html.text(words).markup("</span>");
    }
}

/// How a promise stands, told as shortly as it can be; nothing where nothing is known and its day has not come.
pub fn in_short<'a>(page: &'a PageObject, goal: EntryIx) -> Option<Cow<'a, str>> {
    let Standing { status, silence } = stand(page, goal);
    silence.map(|(words, _)| words.into()).or_else(|| status?.text())
}

/// The target in the source's words, else as the figure that must be reached.
fn aim(html: &mut Html, page: &PageObject, goal: EntryIx) {
    if let Some(target) = Seen::of(page, goal, "target") {
        return worded(html, target);
    }
    if let Some(least) = Seen::of(page, goal, "target_minimum") {
        html.text(&page.filled("goal.minimum", "number", &least.text().unwrap_or_default()));
        if let Some(unit) = Seen::of(page, goal, "unit") {
            html.markup(" ");
            worded(html, unit);
        }
    }
}

/// Target, date and standing in one line, as a definition list; `more` are further rows of it.
pub fn terms(html: &mut Html, page: &PageObject, goal: EntryIx, more: Html) {
    let mut rows = Html::default();
    let (mut target, mut standing, mut due) = (Html::default(), Html::default(), Html::default());
    aim(&mut target, page, goal);
    stands(&mut standing, page, goal);
    if let Some((date, _)) = page.site.due(goal) {
        day(&mut due, page, date);
    }
    for (key, told) in [("goal.target", target), ("goal.due", due), ("table.status", standing)] {
        if !told.is_empty() {
            rows.markup("<div><dt>").text(page.words(key)).markup("</dt><dd>").append(told).markup("</dd></div>\n");
        }
    }
    rows.append(more);
    if !rows.is_empty() {
        html.markup("<dl class=\"group\">\n").append(rows).markup("\n</dl>\n");
    }
}

/// What is told of a promise since.
pub fn evidence(html: &mut Html, page: &PageObject, goal: EntryIx) {
    if let Some(evidence) = Seen::of(page, goal, "evidence") {
        html.markup("<div class=\"decided\">");
        value(html, evidence);
        html.markup("</div>");
    }
}

/// Promises as the rows of a table.
pub fn rows(html: &mut Html, page: &PageObject, goals: &[EntryIx]) {
    let labels = ["goal.promised-in", "goal.target", "table.status"].map(|key| page.words(key));
    for goal in goals.iter().copied() {
        html.markup("<tr id=\"").text(&page.site.entry(goal).id).markup("\"><th scope=\"row\">");
        if let Some(number) = Seen::of(page, goal, "number") {
            html.markup("<span class=\"ordinal\">").text(&number.text().unwrap_or_default()).markup("</span> ");
        }
        link(html, page, goal);
        html.markup("</th>");
        for (label, write) in labels.iter().zip([promised_in, aim, stands]) {
            html.markup("\n<td data-label=\"").text(label).markup("\">");
            write(html, page, goal);
            html.markup("</td>");
        }
        html.markup("</tr>\n");
    }
}

fn promised_in(html: &mut Html, page: &PageObject, goal: EntryIx) {
    let given = PROMISED_IN.into_iter().filter_map(|name| Seen::of(page, goal, name).and_then(target));
    for (at, to) in given.enumerate() {
        html.markup(if at > 0 { ", " } else { "" });
        link(html, page, to);
    }
}
