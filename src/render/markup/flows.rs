//! Money on its way: tables of sums with the parties at the other end, or at both; and sums by year.

use super::lists::{Party, flow_rows};
use super::money::{amount, figures, sort};
use super::related::elsewhere;
use super::table::table;
use crate::entry::EntryIx;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::relations::FlowList;
use crate::site::TotalLine;

/// The fields that name a party, each with the message that heads its column.
const PARTIES: [(&str, &str); 2] = [("funder", "organisation.from"), ("recipient", "organisation.to")];

/// The column for the party that a field names; nothing for any other field.
pub fn party<'a>(page: &'a PageObject, field: &str) -> Option<Party<'a>> {
    let (field, heading) = PARTIES.iter().find(|(known, _)| *known == field)?;
    Some(Party { field, label: page.words(heading) })
}

/// Sums as a table; `caption` writes its caption.
pub fn flow_table(
    html: &mut Html,
    page: &PageObject,
    (name, entries): (&str, &[EntryIx]),
    parties: &[Party<'_>],
    caption: impl FnOnce(&mut Html),
) {
    table(html, (name, "stacked"), caption, |html| {
        html.markup("<thead><tr><th scope=\"col\">").text(page.words("table.what")).markup("</th>");
        for label in parties.iter().map(|party| party.label).chain([page.words("table.date")]) {
            html.markup("<th scope=\"col\">").text(label).markup("</th>");
        }
        html.markup("<th scope=\"col\" class=\"number\">").text(page.words("table.amount"));
        html.markup("</th></tr></thead>\n<tbody>\n");
        flow_rows(html, page, (name, entries), parties);
        html.markup("</tbody>\n");
    });
}

/// A whole section: the sums over all, the table, and where all of a long list stands. Without rows it is left out.
pub fn flow_section(
    html: &mut Html,
    flows: &FlowList,
    (name, heading): (&str, impl Fn(&mut Html) + Copy),
    parties: &[Party<'_>],
) {
    let (page, shown) = (&*flows.page, &flows.shown);
    if shown.list.is_empty() {
        return;
    }
    html.markup("<section>\n<h2>");
    heading(html);
    html.markup("</h2>\n");
    figures(html, page, &page.site.totals(&shown.all), None);
    html.markup("\n");
    let key = if shown.has_elsewhere() { "list.newest-count" } else { "organisation.rows" };
    flow_table(html, page, (name, &shown.list), parties, |html| {
        html.markup("<span class=\"hidden\">");
        heading(html);
        html.markup(": </span>").text(&page.counted(key, shown.list.len()));
    });
    html.markup("\n");
    elsewhere(html, page, shown);
    html.markup("</section>\n");
}

/// Sums by year as a table; `rows` are those of all years.
pub fn year_table(html: &mut Html, page: &PageObject, caption: impl FnOnce(&mut Html), rows: Html) {
    table(html, ("years", ""), caption, |html| {
        html.markup("<thead><tr><th scope=\"col\">").text(page.words("table.year"));
        html.markup("</th><th scope=\"col\">").text(page.words("table.basis"));
        html.markup("</th><th scope=\"col\" class=\"number\">").text(page.words("table.amount"));
        html.markup("</th></tr></thead>\n<tbody>\n").append(rows).markup("</tbody>\n");
    });
}

/// The sums of a year, a row per currency and basis, as everywhere.
pub fn year_rows(html: &mut Html, page: &PageObject, year: Option<&str>, lines: &[&TotalLine]) {
    for (at, line) in lines.iter().enumerate() {
        html.markup("<tr>");
        if at == 0 {
            html.markup("<th scope=\"row\" rowspan=\"").text(&lines.len().to_string()).markup("\">");
            html.text(year.unwrap_or_else(|| page.words("table.undated"))).markup("</th>");
        }
        html.markup("<td>");
        sort(html, page, line);
        html.markup("</td><td class=\"number\">");
        amount(html, page, line.minor, line.currency);
        html.markup("</td></tr>\n");
    }
}
