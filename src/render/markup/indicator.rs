//! What is measured, as figures with their unit and day.

use std::borrow::Cow;

use super::treatment::{between, worded};
use super::words::day;
use crate::entry::{EntryIx, Value};
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::spot::Seen;
use crate::value::PartialDate;

/// A figure with the indicator's unit, or what the source says in words.
pub fn figure(html: &mut Html, group: Seen<'_>, unit: Option<Seen<'_>>) {
    let text = group.member("text");
    let Some(measured) = group.member("value") else { return between(html, "", text, worded, "") };
    html.text(&measured.text().unwrap_or_default());
    between(html, " ", unit, worded, "");
    between(html, "<span class=\"remark\"> ", text, worded, "</span>");
}

fn dated(html: &mut Html, group: Seen<'_>, (name, unit): (&str, Option<Seen<'_>>)) {
    figure(html, group, unit);
    if let Some(date) = date_of(group, name) {
        html.markup(" (");
        day(html, group.page, date);
        html.markup(")");
    }
}

fn date_of(group: Seen<'_>, name: &str) -> Option<PartialDate> {
    match group.member(name)?.value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

/// The newest measurement, by its date; an undated one only where there is no other.
fn latest(actual: Seen<'_>) -> Option<Seen<'_>> {
    let at = |it: Seen<'_>| date_of(it, "date").map(|date| date.to_iso()).unwrap_or_default();
    actual.items().reduce(|newest, it| if at(it) > at(newest) { it } else { newest })
}

/// That nothing has been measured; what was measured is a figure, and told where the indicator stands.
pub fn in_short(page: &PageObject, indicator: EntryIx) -> Option<Cow<'_, str>> {
    let is_measured = Seen::of(page, indicator, "actual").and_then(latest).is_some();
    (!is_measured).then(|| page.words("indicator.no-actual").into())
}

/// The figures in one line, as a definition list; `more` are further rows of it.
pub fn terms(html: &mut Html, page: &PageObject, indicator: EntryIx, more: Html) {
    let of = |name: &str| Seen::of(page, indicator, name);
    let unit = of("unit");
    html.markup("<dl class=\"group\">\n");
    if let Some(sort) = of("type") {
        row(html, page, "indicator.type", |html| {
            html.text(&sort.text().unwrap_or_default());
        });
    }
    if let Some(baseline) = of("baseline") {
        row(html, page, "indicator.baseline", |html| dated(html, baseline, ("date", unit)));
    }
    row(html, page, "indicator.target", |html| match of("target") {
        Some(target) => dated(html, target, ("due", unit)),
        None => {
            html.text(page.words("indicator.no-target"));
        }
    });
    row(html, page, "indicator.latest", |html| match of("actual").and_then(latest) {
        Some(newest) => dated(html, newest, ("date", unit)),
        None => {
            html.text(page.words("indicator.no-actual"));
        }
    });
    html.append(more).markup("\n</dl>");
}

fn row(html: &mut Html, page: &PageObject, key: &str, write: impl FnOnce(&mut Html)) {
    html.markup("<div><dt>").text(page.words(key)).markup("</dt><dd>");
    write(html);
    html.markup("</dd></div>\n");
}
