//! The items of a meeting's agenda, and what came of each.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::treatment::{choice_id, course, decision, target, worded};
use super::values::value;
use super::words::link;
use crate::entry::{EntryIx, Value};
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::relations::BackObject;
use crate::render::spot::Seen;

/// The items below each number, in the order of the agenda; those below none stand under an empty one.
type Below<'a> = BTreeMap<Cow<'a, str>, Vec<Seen<'a>>>;

/// The level of the headings of the items below none, and the deepest.
const LEVELS: (u8, u8) = (3, 6);

/// The items of an agenda as list items, each with those below its number. An item whose parent is not on the agenda stands
/// below none; where several items bear a number, the first has those below it.
pub fn agenda_items(html: &mut Html, meeting: EntryIx, items: Seen<'_>) {
    let numbers: BTreeSet<Cow<'_, str>> = items.items().filter_map(number).collect();
    let mut below = Below::new();
    for it in items.items() {
        let parent = it.member("parent").and_then(|parent| parent.text());
        let above = parent.filter(|parent| numbers.contains(parent) && number(it).as_ref() != Some(parent));
        below.entry(above.unwrap_or_default()).or_default().push(it);
    }
    let first = below.remove("").unwrap_or_default();
    for it in first {
        agenda_item(html, meeting, it, (&mut below, LEVELS.0));
        html.markup("\n");
    }
}

fn number(it: Seen<'_>) -> Option<Cow<'_, str>> {
    it.member("number").and_then(|number| number.text()).filter(|number| !number.is_empty())
}

/// What stands below an item is taken out of `below`, so that no circle of numbers leads on for ever.
fn agenda_item<'a>(html: &mut Html, meeting: EntryIx, it: Seen<'a>, (below, level): (&mut Below<'a>, u8)) {
    let next = LEVELS.1.min(level + 1);
    let tag = level.to_string();
    html.markup("<li>\n<h").markup(&tag).markup(">");
    item_title(html, it);
    html.markup("</h").markup(&tag).markup(">\n");
    item_circumstances(html, it);
    html.markup("\n");
    if let Some(case) = it.member("case").and_then(target) {
        outcome(html, it.page, meeting, case, next);
    }
    if let Some(parts) = number(it).and_then(|number| below.remove(&number)) {
        html.markup("<ol class=\"items\">\n");
        for part in parts {
            agenda_item(html, meeting, part, (below, next));
            html.markup("\n");
        }
        html.markup("</ol>");
    }
    html.markup("</li>");
}

/// The cases that tell of the meeting and are not on its agenda, under a heading for each field that leads to it.
pub fn other_cases(html: &mut Html, page: &PageObject, meeting: EntryIx, backs: &[Arc<BackObject>]) {
    let items = Seen::of(page, meeting, "items");
    let mut told: BTreeSet<EntryIx> =
        items.into_iter().flat_map(|all| all.items()).filter_map(|it| target(it.member("case")?)).collect();
    for back in backs {
        let others: Vec<EntryIx> = back.shown.list.iter().copied().filter(|case| !told.contains(case)).collect();
        if others.is_empty() {
            continue;
        }
        html.markup("<section>\n<h2>").text(&back.heading).markup("</h2>\n<ol class=\"agenda\">\n");
        for case in &others {
            html.markup("<li><h3>");
            link(html, page, *case);
            html.markup("</h3>\n");
            outcome(html, page, meeting, *case, LEVELS.0 + 1);
            html.markup("</li>\n");
        }
        html.markup("</ol>\n</section>\n");
        told.extend(others);
    }
}

/// The title of an item; it leads to the case where both have the same name.
fn item_title(html: &mut Html, it: Seen<'_>) {
    if let Some(number) = it.member("number") {
        html.markup("<span class=\"ordinal\">").text(&number.text().unwrap_or_default()).markup("</span> ");
    }
    match (it.member("title"), it.member("case")) {
        (Some(title), Some(case)) if is_titled(case, title) => value(html, case),
        (Some(title), _) => worded(html, title),
        (None, Some(case)) => value(html, case),
        (None, None) => {}
    }
}

/// Whether the case bears the title of its item.
fn is_titled(case: Seen<'_>, title: Seen<'_>) -> bool {
    let page = case.page;
    target(case).is_some_and(|case| title.text().is_some_and(|title| *title == *page.site.title(case, page.language)))
}

/// Whether the item was open, its page in the source, and the case it belongs to.
fn item_circumstances(html: &mut Html, it: Seen<'_>) {
    let page = it.page;
    let mut said = Html::default();
    let title = it.member("title");
    if let Some(case) = it.member("case").filter(|case| !title.is_some_and(|title| is_titled(*case, title))) {
        said.markup("<span>");
        value(&mut said, case);
        said.markup("</span>");
    }
    if let Some(at) = it.member("page") {
        let at = at.text().unwrap_or_default();
        said.markup("<span>").text(&page.filled("source.page", "page", &at)).markup("</span>");
    }
    if let Some(Seen { value: Value::Boolean(false), .. }) = it.member("public") {
        said.markup("<span>").text(page.words("meeting.closed"));
        if let Some(basis) = it.member("legal_basis") {
            said.markup(" (");
            worded(&mut said, basis);
            said.markup(")");
        }
        said.markup("</span>");
    }
    if !said.is_empty() {
        html.markup("<p class=\"by apart\">").append(said).markup("</p>");
    }
}

/// What a case says of a meeting. A case that tells of no treatment at all tells of no decision either; one that tells of
/// other treatments may have been decided elsewhere, and nothing is said of it here. Headings stand at `level`.
fn outcome(html: &mut Html, page: &PageObject, meeting: EntryIx, case: EntryIx, level: u8) {
    let Some(treatments) = Seen::of(page, case, "treatments") else {
        return decision(html, page, None, level);
    };
    for it in treatments.items().filter(|it| is_here(page, *it, meeting)) {
        if let Some(status) = it.member("status").filter(|status| choice_id(*status) != Some("held")) {
            html.markup("<p class=\"by\">").text(&status.text().unwrap_or_default()).markup("</p>");
        }
        course(html, it, level);
        html.markup("\n");
    }
}

/// Whether a treatment took place at a meeting: it names the meeting, or else the same body and the same day.
fn is_here(page: &PageObject, it: Seen<'_>, meeting: EntryIx) -> bool {
    if let Some(named) = it.member("meeting") {
        return target(named) == Some(meeting);
    }
    let same_body = it.member("body").and_then(target).zip(Seen::of(page, meeting, "organisation").and_then(target));
    let same_day = it.member("date").and_then(day).zip(Seen::of(page, meeting, "date").and_then(day));
    same_body.is_some_and(|(one, other)| one == other) && same_day.is_some_and(|(one, other)| one == other)
}

/// The day of a date, which may tell the hour too.
fn day(seen: Seen<'_>) -> Option<String> {
    let Value::Date(date) = seen.value else { return None };
    Some(date.to_iso().chars().take("2024-01-31".len()).collect())
}
