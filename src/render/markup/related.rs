//! What refers to an entry, what rests on it, and where all of it stands.

use std::collections::HashSet;

use super::lists::{entry_list, stated};
use super::money::{cell, figures};
use super::words::{choice, link, quote};
use crate::entry::EntryIx;
use crate::kind::capitalised;
use crate::quotation::Passage;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::relations::{BackObject, Shown};

/// How many are named before the page tells of anything else; all of them have a section of their own.
const NAMED: usize = 2;

/// Where all of a long list stands, of which the page tells the newest.
pub fn elsewhere(html: &mut Html, page: &PageObject, shown: &Shown) {
    for list in shown.elsewhere(page) {
        html.markup("<p class=\"elsewhere\"><a href=\"").text(&list.href).markup("\">").text(&list.text);
        html.markup("</a></p>\n");
    }
}

/// What refers to an entry, told from this end, under a heading for each field that does.
pub fn relation_groups(html: &mut Html, back: &BackObject) {
    html.markup("<h3>").text(&back.heading).markup("</h3>\n");
    together(html, &back.page, &back.shown);
}

/// The grants that refer to an entry. A single sum is its own total.
pub fn grants(html: &mut Html, back: &BackObject) {
    let page = &*back.page;
    let [only] = back.shown.list[..] else { return together(html, page, &back.shown) };
    for basis in stated(page, only) {
        html.markup("<p class=\"figure\">");
        cell(html, basis);
        html.markup("</p>");
    }
    html.markup("<p>");
    link(html, page, only);
    html.markup("</p>\n");
}

/// The newest entries that refer to an entry, as rows of a list; of cases also what was decided, or that nothing is.
pub fn back_rows(html: &mut Html, back: &BackObject) {
    let page = &*back.page;
    for ix in back.shown.list.iter().copied().take(NAMED) {
        let kind = page.site.kind_of(ix).name.get(page.language);
        html.markup("<div><dt>").text(&capitalised(kind)).markup("</dt><dd>");
        link(html, page, ix);
        if let Some(status) = page.site.status(ix) {
            html.markup(" · ");
            choice(html, page, status);
        }
        html.markup("</dd></div>\n");
    }
}

fn together(html: &mut Html, page: &PageObject, shown: &Shown) {
    figures(html, page, &page.site.totals(&shown.all), None);
    html.markup("\n");
    entry_list(html, page, &shown.list);
    html.markup("\n");
    elsewhere(html, page, shown);
}

/// The citations of a document as list items, one for each entry with all that it quotes. The first of several that quote the
/// same words bears their anchor.
pub fn citation_items(html: &mut Html, page: &PageObject, document: EntryIx) {
    let code = page.site.entry(document).language.code();
    let (mut before, mut told) = (None, HashSet::new());
    for (ix, words) in page.site.citations(document) {
        if before != Some(ix) {
            let kind = page.site.kind_of(ix).name.get(page.language);
            html.markup(if before.is_some() { "</li><li><p>" } else { "<li><p>" });
            html.markup("<span class=\"kicker\">").text(&capitalised(kind)).markup("</span> ");
            link(html, page, ix);
            html.markup("</p>\n");
            before = Some(ix);
        }
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let passage = Passage::of(words);
            html.markup("<p class=\"evidence\"");
            if told.insert(passage) {
                html.markup(" id=\"").text(&passage.to_string()).markup("\"");
            }
            html.markup(">");
            quote(html, page, words, code);
            html.markup("</p>");
        }
    }
    html.markup(if before.is_some() { "</li>" } else { "" });
}
