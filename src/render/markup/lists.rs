//! Many entries: as list items, as the rows of tables; and the sources of one.

use super::money::{Stated, cell};
use super::values::{sums, value};
use super::words::{choice, day, lang_of, link, quote_at, words};
use crate::entry::{EntryIx, Reference, Value};
use crate::kind::{Field, FieldIx, Role, Type};
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::sources::Source;
use crate::render::spot::Seen;

/// Bytes of a row, as it usually is, without its title.
const ROW: usize = 650;

/// A column of a table of sums: the field that names the party, and the heading.
pub struct Party<'a> {
    pub field: &'a str,
    pub label: &'a str,
}

/// Entries with their date, status and sums.
pub fn entry_list(html: &mut Html, page: &PageObject, entries: &[EntryIx]) {
    let site = &page.site;
    html.markup("<ul class=\"entries\">\n");
    for ix in entries.iter().copied() {
        html.markup("<li>");
        link(html, page, ix);
        if let Some(date) = site.date(ix) {
            html.markup(" <span class=\"when\">");
            day(html, page, date);
            html.markup("</span>");
        }
        if let Some(status) = site.status(ix) {
            html.markup(" ");
            choice(html, page, status);
        }
        for stated in stated(page, ix) {
            html.markup(" <span class=\"sum\">");
            cell(html, stated);
            html.markup("</span>");
        }
        html.markup("</li>\n");
    }
    html.markup("</ul>");
}

/// The sums of an entry.
pub fn stated(page: &PageObject, ix: EntryIx) -> impl Iterator<Item = Stated<'_>> {
    let code = page.site.entry(ix).language.code();
    page.site.amounts(ix).iter().map(move |money| Stated { page, money, code })
}

/// Whether a column holds figures, which stand under each other.
pub fn is_figures(field: &Field) -> bool {
    matches!(field.ty, Type::Money | Type::Integer | Type::Number | Type::Percent)
}

fn open_cell(html: &mut Html, label: &str, figures: Figures) {
    html.markup(match figures {
        Figures::Yes => "<td class=\"number\" data-label=\"",
        Figures::No => "<td data-label=\"",
    });
    html.text(label).markup("\">");
}

enum Figures {
    Yes,
    No,
}

/// Bytes for rows of these entries. To walk over their titles first costs little, and has them at hand when they are written.
fn room(page: &PageObject, entries: &[EntryIx]) -> usize {
    let titles: usize = entries.iter().map(|ix| page.site.title(*ix, page.language).len()).sum();
    titles + entries.len() * ROW
}

/// Whether links lead to the rows of a table, each by the id of its entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Anchors {
    Ids,
    None,
}

/// The rows of a kind's list, with a column for each of its fields, and one for the status where the kind has treatments.
pub fn table_rows(html: &mut Html, page: &PageObject, (entries, anchors): (&[EntryIx], Anchors), columns: &[FieldIx]) {
    let site = &page.site;
    html.reserve(room(page, entries));
    for ix in entries.iter().copied() {
        let kind = site.kind_of(ix);
        html.markup("<tr");
        if anchors == Anchors::Ids {
            html.markup(" id=\"").text(&site.entry(ix).id).markup("\"");
            addends(html, page, ix);
        }
        html.markup("><th scope=\"row\">");
        link(html, page, ix);
        html.markup("</th>\n");
        for column in columns {
            let field = kind.field(*column);
            let figures = if is_figures(field) { Figures::Yes } else { Figures::No };
            open_cell(html, field.label.get(page.language), figures);
            if let Some((holder, held)) = site.held(ix, *column, page.language) {
                let seen = Seen { page, holder, field, value: held.value };
                if seen.money().is_empty() { value(html, seen) } else { sums(html, &seen, cell) }
            }
            html.markup("</td>");
        }
        if kind.role(Role::Treatments).is_some() {
            open_cell(html, page.words("table.status"), Figures::No);
            if let Some(status) = site.status(ix) {
                choice(html, page, status);
            }
            html.markup("</td>");
        }
        html.markup("</tr>\n");
    }
}

/// What `list.js` adds up when only some rows are left: the exact amounts of a row, and the rows of its kind whose parts they
/// are, as a part counts only where its whole does not.
fn addends(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let site = &page.site;
    let known = site.amounts(ix).iter().filter_map(|money| Some((money.minor?, money)));
    let sums: Vec<String> = known
        .map(|(minor, money)| format!("{minor} {}.{}.{}", money.currency.code(), money.basis.id(), money.recurs.id()))
        .collect();
    if sums.is_empty() {
        return;
    }
    html.markup(" data-sums=\"").text(&sums.join(",")).markup("\"");
    let wholes = site.wholes(ix);
    let beside = wholes.iter().map(|whole| site.entry(*whole)).filter(|whole| whole.kind == site.entry(ix).kind);
    let ids: Vec<&str> = beside.map(|whole| &*whole.id).collect();
    if !ids.is_empty() {
        html.markup(" data-in=\"").text(&ids.join(" ")).markup("\"");
    }
}

/// The rows of a table of money on its way, with the parties at the other end, or at both. The rows of the table `in` are
/// where links to sums without a page of their own lead.
pub fn flow_rows(html: &mut Html, page: &PageObject, (name, entries): (&str, &[EntryIx]), parties: &[Party<'_>]) {
    let site = &page.site;
    let (at, sum) = (page.words("table.date"), page.words("table.amount"));
    html.reserve(room(page, entries));
    for ix in entries.iter().copied() {
        let anchor = if name == "in" { page.anchor_here(&site.address(ix, page.language)) } else { None };
        html.markup("<tr");
        if let Some(anchor) = anchor {
            html.markup(" id=\"").text(&anchor).markup("\"");
        }
        html.markup("><th scope=\"row\">");
        link(html, page, ix);
        html.markup("</th>\n");
        for party in parties {
            open_cell(html, party.label, Figures::No);
            match reference(page, ix, party.field) {
                Some(Reference { target: Some(other), .. }) => link(html, page, *other),
                Some(other) if other.is_private_person() => {
                    html.text(page.words("person.private"));
                }
                _ => {}
            }
            html.markup("</td>\n");
        }
        open_cell(html, at, Figures::No);
        if let Some(date) = site.date(ix) {
            day(html, page, date);
        }
        html.markup("</td>\n");
        open_cell(html, sum, Figures::Yes);
        for stated in stated(page, ix) {
            html.markup("<div>");
            cell(html, stated);
            html.markup("</div>");
        }
        html.markup("</td></tr>\n");
    }
}

/// What a field refers to.
fn reference<'p>(page: &'p PageObject, ix: EntryIx, field: &str) -> Option<&'p Reference> {
    let field = page.site.kind_of(ix).schema.by_name(field)?;
    match &page.site.value(ix, field, page.language)?.value {
        Value::Reference(reference) => Some(reference),
        _ => None,
    }
}

/// Where the facts come from. Quotations of one document stand together, in the order of the list.
pub fn source_items(html: &mut Html, page: &PageObject, sources: &[Source<'_>]) {
    let mut before = None;
    for source in sources {
        let whole = Some((source.title(), source.href()));
        if before != whole {
            html.markup(if before.is_some() { "</li><li><p>" } else { "<li><p>" });
            whence(html, page, source);
            html.markup("</p>\n");
            before = whole;
        }
        let mut said = Html::default();
        evidence(&mut said, page, source);
        if !said.is_empty() {
            html.markup("<p class=\"evidence\">").append(said).markup("</p>");
        }
    }
    html.markup(if before.is_some() { "</li>" } else { "" });
}

/// The words of a source that says something; an empty text says nothing.
fn said<'a>(source: &Source<'a>, name: &str) -> Option<&'a str> {
    source.words(name).filter(|words| !words.is_empty())
}

fn whence(html: &mut Html, page: &PageObject, source: &Source<'_>) {
    let lang = source.lang();
    match (source.document, source.href(), source.title()) {
        (Some(document), ..) => link(html, page, document),
        (None, Some(href), title) => {
            html.markup("<a href=\"").text(&href).markup("\"");
            if title != Some(&href) {
                lang_of(html, page, lang);
            }
            html.markup(">").text(title.unwrap_or_default()).markup("</a>");
        }
        (None, None, Some(title)) => worded(html, page, title, lang),
        (None, None, None) => {}
    }
    if let Some(publisher) = said(source, "publisher") {
        html.markup(", ");
        worded(html, page, publisher, lang);
    }
    if let Some(retrieved) = source.retrieved() {
        html.markup(", ").text(&page.filled("source.retrieved", "date", &retrieved));
    }
    if let Some(licence) = said(source, "licence") {
        html.markup(", ").text(&page.filled("source.licence", "licence", licence));
    }
}

fn worded(html: &mut Html, page: &PageObject, text: &str, code: &str) {
    words(html, page, code, |html| {
        html.text(text);
    });
}

fn evidence(html: &mut Html, page: &PageObject, source: &Source<'_>) {
    if let Some(words) = said(source, "quote") {
        let at = source.document.and_then(|document| page.site.passage(document, words, page.language));
        quote_at(html, page, (words, source.quote_lang()), at.as_ref());
        html.markup(" ");
    }
    let remarks = [
        ("source.proves", "field", source.proves()),
        ("source.page", "page", said(source, "page")),
        ("source.paragraph", "paragraph", said(source, "paragraph")),
    ];
    for (key, place, text) in remarks {
        if let Some(text) = text {
            html.markup("<span class=\"remark\">").text(&page.filled(key, place, text)).markup("</span> ");
        }
    }
    if let Some(note) = said(source, "note") {
        html.markup("<span class=\"remark\">");
        worded(html, page, note, source.lang());
        html.markup("</span>");
    }
}
