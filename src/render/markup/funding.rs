//! The sums that pay for an entry, each with the source's words, and said to be a part where it is one.

use super::derived::derived;
use super::lists::stated;
use super::money::{figures, money};
use super::related::elsewhere;
use super::words::{around, day, link};
use crate::entry::EntryIx;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::relations::BackObject;
use crate::site::Derived;

/// Sums one below the other, those that lie inside another below it. A single sum is its own total.
pub fn funding(html: &mut Html, back: &BackObject) {
    let (page, told) = (&*back.page, &*back.shown.list);
    if told.len() > 1 {
        figures(html, page, &page.site.totals(&back.shown.all), None);
    }
    html.markup("<ul class=\"sums\">\n");
    for grant in told.iter().copied() {
        let whole = page.site.wholes(grant).first().copied();
        if whole.is_none_or(|whole| !told.contains(&whole)) {
            sum(html, page, grant, told);
            html.markup("\n");
        }
    }
    html.markup("</ul>\n");
    elsewhere(html, page, &back.shown);
}

/// One sum, and below it those of `told` that lie inside it.
fn sum(html: &mut Html, page: &PageObject, grant: EntryIx, told: &[EntryIx]) {
    let site = &page.site;
    html.markup("<li>\n<p>");
    link(html, page, grant);
    if let Some(date) = site.date(grant) {
        html.markup(" <span class=\"when\">");
        day(html, page, date);
        html.markup("</span>");
    }
    html.markup("</p>\n");
    for basis in stated(page, grant) {
        html.markup("<p>");
        money(html, basis);
        html.markup("</p>\n");
    }
    let computed = site.derived(grant);
    part_of(html, page, grant, &computed);
    derived(html, page, &computed);
    html.markup("\n");
    let parts: Vec<EntryIx> = site.parts(grant).into_iter().filter(|part| told.contains(part)).collect();
    if !parts.is_empty() {
        html.markup("<ul class=\"sums\">\n");
        for part in parts {
            sum(html, page, part, told);
            html.markup("\n");
        }
        html.markup("</ul>");
    }
    html.markup("</li>");
}

/// What the sum lies inside. A share that is worked out says by itself what it is a share of.
fn part_of(html: &mut Html, page: &PageObject, grant: EntryIx, computed: &[Derived]) {
    if computed.iter().any(|figure| matches!(figure, Derived::Share { .. })) {
        return;
    }
    if let Some(whole) = page.site.wholes(grant).first().copied() {
        html.markup("<p class=\"remarks\">");
        around(html, &page.filled("funding.part", "whole", "|"), |html| link(html, page, whole));
        html.markup("</p>");
    }
}
