//! The items of a meeting's agenda, and what came of each.

use super::treatment::{choice_id, course, decision, target, worded};
use super::values::value;
use crate::entry::{EntryIx, Value};
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::spot::Seen;

/// The title of an item; it leads to the case where both have the same name.
pub fn item_title(html: &mut Html, it: Seen<'_>) {
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
pub fn item_circumstances(html: &mut Html, it: Seen<'_>) {
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
pub fn outcome(html: &mut Html, page: &PageObject, meeting: EntryIx, case: EntryIx, level: u8) {
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
