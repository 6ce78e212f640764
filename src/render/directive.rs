//! What directives put into a text: a picture, an entry as a card, entries as a table.

use super::html::Html;
use super::markup::answer::ANSWERS;
use super::markup::chart::chart_in_text;
use super::markup::grant::sentence;
use super::markup::lists::{Anchors, is_figures, stated, table_rows};
use super::markup::money::{cell, figures};
use super::markup::table::table;
use super::markup::words::{choice, day, href, link};
use super::page::PageObject;
use crate::chart::chart_named;
use crate::entry::EntryIx;
use crate::kind::{KindIx, Role, capitalised};
use crate::markdown::directive::{Directive, Named};
use crate::site::{Having, Site};

/// The HTML of a directive, its ids begun as those of its text are. What the checks refuse puts nothing.
pub fn html(page: &PageObject, directive: &Directive, ids: &str) -> String {
    let mut html = Html::default();
    match directive {
        Directive::Chart { chart, of } => picture(&mut html, page, (chart, of.as_ref()), ids),
        Directive::Record(named) => {
            if let Some(ix) = page.site.find(&named.kind, &named.id) {
                card(&mut html, page, ix);
            }
        }
        Directive::Entries { kind, having, limit } => {
            if let Some(kind) = page.site.kinds.by_id(kind) {
                entries(&mut html, page, (kind, having, *limit), ids);
            }
        }
        Directive::Callout(_) | Directive::End => {}
    }
    html.into_string()
}

fn picture(html: &mut Html, page: &PageObject, (chart, of): (&Named, Option<&Named>), ids: &str) {
    let site = &page.site;
    let of = of.map(|named| site.find(&named.kind, &named.id));
    let (Some(kind), true) = (site.kinds.by_id(&chart.kind), of != Some(None)) else { return };
    let drawn = chart_named(site, kind, &chart.id, of.flatten());
    if !drawn.is_some_and(|drawn| chart_in_text(html, page, drawn, ids)) {
        html.markup("<p class=\"remarks\">").text(page.words("directive.nothing-drawn")).markup("</p>");
    }
}

/// An entry with what is told of it first: its kind, the sentence at the head of its page, its date, status and sums.
fn card(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let kind = page.site.kind_of(ix);
    html.markup("<div class=\"card\">\n<p class=\"kicker\">").text(&capitalised(kind.name.get(page.language)));
    html.markup("</p>\n<p class=\"card-title\">");
    link(html, page, ix);
    html.markup("</p>\n");
    let mut answer = Html::default();
    let own = format!("{}_answer", kind.id);
    match ANSWERS.iter().find(|(name, _)| *name == own) {
        Some((_, write)) => write(&mut answer, page, ix),
        None if kind.role(Role::Payer).is_some() => sentence(&mut answer, page, ix),
        None => {}
    }
    let is_answered = !answer.is_empty();
    if is_answered {
        html.markup("<p>").append(answer).markup("</p>\n");
    }
    brief(html, page, ix, is_answered);
    html.markup("</div>");
}

/// Date, status and, where no sentence tells them, sums.
fn brief(html: &mut Html, page: &PageObject, ix: EntryIx, is_answered: bool) {
    let site = &page.site;
    let mut told = Html::default();
    if let Some(date) = site.date(ix) {
        day(&mut told, page, date);
        told.markup(" ");
    }
    if let Some(status) = site.status(ix) {
        choice(&mut told, page, status);
        told.markup(" ");
    }
    for sum in stated(page, ix).filter(|_| !is_answered) {
        cell(&mut told, sum);
        told.markup(" ");
    }
    if !told.is_empty() {
        html.markup("<p class=\"remarks\">").append(told.trimmed()).markup("</p>\n");
    }
}

/// What the values of a directive ask for.
pub fn having(site: &Site, kind: KindIx, values: &[(String, String)]) -> Vec<Having> {
    let of = site.kinds.get(kind);
    let one = |(name, value): &(String, String)| match (of.schema.by_name(name), value.parse()) {
        (Some(field), _) => Some(Having::Value(field, value.as_str().into())),
        (None, Ok(year)) => Some(Having::Year(year)),
        (None, Err(_)) => None,
    };
    values.iter().filter_map(one).collect()
}

fn entries(html: &mut Html, page: &PageObject, (kind, values, limit): (KindIx, &[(String, String)], usize), ids: &str) {
    let (site, of) = (&page.site, page.site.kinds.get(kind));
    let all = site.select(kind, &having(site, kind, values));
    let columns = site.listings.columns(kind);
    let count = page.counted_of(
        "list.count",
        all.len(),
        &[("one", of.name.get(page.language)), ("many", of.plural.get(page.language))],
    );
    if all.is_empty() {
        html.markup("<p>").text(page.words("list.empty")).markup("</p>");
        return;
    }
    figures(html, page, &site.totals(&all), None);
    let caption = |html: &mut Html| {
        html.text(&count);
    };
    let rows = |html: &mut Html| {
        html.markup("<thead><tr><th scope=\"col\">").text(page.words("table.title")).markup("</th>");
        for field in columns.iter().map(|column| of.field(*column)) {
            let class = if is_figures(field) { " class=\"number\"" } else { "" };
            html.markup("<th scope=\"col\"")
                .markup(class)
                .markup(">")
                .text(field.label.get(page.language))
                .markup("</th>");
        }
        if of.role(Role::Treatments).is_some() {
            html.markup("<th scope=\"col\">").text(page.words("table.status")).markup("</th>");
        }
        html.markup("</tr></thead>\n<tbody>\n");
        table_rows(html, page, (&all[..limit.min(all.len())], Anchors::None), columns);
        html.markup("</tbody>");
    };
    table(html, (&format!("{ids}entries"), "stacked"), caption, rows);
    if all.len() > limit {
        html.markup("\n<p class=\"elsewhere\"><a");
        href(html, page, &site.addresses().list(of, page.language));
        html.markup(">").text(&page.counted("directive.more", all.len() - limit)).markup("</a></p>");
    }
}
