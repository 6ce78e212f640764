//! Words, dates and links.

use crate::address::{Address, Pieces};
use crate::entry::EntryIx;
use crate::kind::Choice;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::value::PartialDate;

/// The attribute that says in which language words are, where it is not the page's.
pub fn lang_of(html: &mut Html, page: &PageObject, code: &str) {
    if code != page.language.code() {
        html.markup(" lang=\"").text(code).markup("\"");
    }
}

/// Words, marked where they are in another language than the page; `write` writes them.
pub fn words(html: &mut Html, page: &PageObject, code: &str, write: impl FnOnce(&mut Html)) {
    if code == page.language.code() {
        return write(html);
    }
    html.markup("<span lang=\"").text(code).markup("\">");
    write(html);
    html.markup("</span>");
}

/// The source's own words, in the quotation marks of the page's language.
pub fn quote(html: &mut Html, page: &PageObject, text: &str, code: &str) {
    html.markup("<q");
    lang_of(html, page, code);
    html.markup(">").text(&page.filled("quote", "text", text)).markup("</q>");
}

/// The same as a link to where the words stand, on the page of the document that says them.
pub fn quote_at(html: &mut Html, page: &PageObject, (text, code): (&str, &str), at: Option<&Address>) {
    let Some(at) = at else { return quote(html, page, text, code) };
    html.markup("<a class=\"said\"");
    href(html, page, at);
    html.markup(">");
    quote(html, page, text, code);
    html.markup("</a>");
}

/// A date. Quarters, seasons and the like have no form that a `time` element may hold.
pub fn date(html: &mut Html, text: &str, iso: &str) {
    if iso.contains([' ', 'Q', 'H']) {
        html.text(text);
    } else {
        html.markup("<time datetime=\"").text(iso).markup("\">").text(text).markup("</time>");
    }
}

/// A date in the page's language.
pub fn day(html: &mut Html, page: &PageObject, day: PartialDate) {
    date(html, &page.tongue().formats.date(day), &day.to_iso());
}

/// The attribute that leads from a page to an address of the site.
pub fn href(html: &mut Html, page: &PageObject, to: &Address) {
    let (above, times, rest) = page.steps(to);
    html.markup(" href=\"");
    for _ in 0..times {
        html.text(above);
    }
    html.text(rest).markup("\"");
}

/// The same for a file whose path is in pieces.
fn href_of(html: &mut Html, page: &PageObject, to: &Pieces<'_>) {
    let (above, times, mut skipped) = page.steps_to(to);
    html.markup(" href=\"");
    for _ in 0..times {
        html.text(above);
    }
    for piece in to {
        html.text(piece.get(skipped..).unwrap_or_default());
        skipped = skipped.saturating_sub(piece.len());
    }
    html.markup("\"");
}

/// A link to an entry.
pub fn link(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let (site, language) = (&page.site, page.language);
    let (title, spoken) = site.titled(ix, language);
    html.markup("<a");
    match site.page_pieces(ix, language) {
        Some(pieces) => href_of(html, page, &pieces),
        None => href(html, page, &site.address(ix, language)),
    }
    lang_of(html, page, spoken.code());
    html.markup(">").text(title).markup("</a>");
}

/// A sentence in which `|` stands for something that is marked up; `write` writes it.
pub fn around(html: &mut Html, sentence: &str, write: impl FnOnce(&mut Html)) {
    let (before, after) = sentence.split_once('|').unwrap_or((sentence, ""));
    html.text(before);
    write(html);
    html.text(after);
}

/// A name without spaces, such as `CC-BY-4.0`, that no line end may break.
pub fn whole(html: &mut Html, text: &str) {
    if text.contains(' ') {
        html.text(text);
    } else {
        html.markup("<span class=\"whole\">").text(text).markup("</span>");
    }
}

/// A status is a word; its shape comes from the style sheet and says nothing that the word does not.
pub fn status(html: &mut Html, id: &str, text: &str) {
    html.markup("<span class=\"status is-").text(id).markup("\">").text(text).markup("</span>");
}

/// The status that an option of a choice is.
pub fn choice(html: &mut Html, page: &PageObject, choice: &Choice) {
    status(html, &choice.id, choice.label.get(page.language));
}
