//! Sentences of the interface whose places hold links, dates and sums.

use std::borrow::Cow;

use crate::entry::EntryIx;
use crate::kind::Choice;
use crate::lang::CurrencyStyle;
use crate::render::html::Html;
use crate::render::markup::treatment::target;
use crate::render::markup::words::{choice, day, href, link, words};
use crate::render::page::PageObject;
use crate::render::spot::Seen;
use crate::site::TotalLine;
use crate::value::{Basis, PartialDate, Recurrence};

/// What stands in a place of a sentence.
#[derive(Clone)]
pub enum Place<'a> {
    Text(Cow<'a, str>),
    /// Words in the language of this code.
    Worded(Cow<'a, str>, &'static str),
    /// Words that lead to a place of this id on the page itself.
    Below(Cow<'a, str>, &'a str),
    Entry(EntryIx),
    Day(PartialDate),
    Status(&'a Choice),
    /// Sums, each of its own currency and basis: what stands before the amount, the amount, what stands after it.
    /// A single sum leads to the entry that tells it.
    Sums(Vec<[String; 3]>, Option<EntryIx>),
    List(&'a [Place<'a>]),
    /// A list that goes on after its last item.
    Begun(&'a [Place<'a>]),
}

/// Stands on either side of the number of a place while a sentence is put together; no text of an interface holds it.
const MARK: char = '\u{2}';

/// Writes the sentence `key` after those that stand already; `n` chooses the form of a plural and fills `{n}`.
pub fn tell(html: &mut Html, page: &PageObject, key: &str, places: &[(&'static str, Place<'_>)], n: Option<usize>) {
    let marks: Vec<String> = (0..places.len()).map(|at| format!("{MARK}{at}{MARK}")).collect();
    let mut slots: Vec<(&str, &str)> = places.iter().zip(&marks).map(|((name, _), mark)| (*name, &**mark)).collect();
    let n = n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let number = n.map(|n| page.tongue().formats.integer(n)).unwrap_or_default();
    slots.push(("n", &number));
    let Some(sentence) = page.tongue().messages.format(key, &slots, n) else { return };
    html.markup(if html.is_empty() { "" } else { " " });
    let mut ends_in_stop = false;
    for (at, piece) in sentence.split(MARK).enumerate() {
        let place = if at % 2 == 1 { piece.parse().ok().and_then(|at: usize| places.get(at)) } else { None };
        match place {
            Some((_, place)) => {
                fill(html, page, place);
                ends_in_stop = place.ends_in_stop(page);
            }
            // An amount in `kr.`, or a name, brings a full stop of its own.
            None => {
                html.text(if ends_in_stop { piece.strip_prefix('.').unwrap_or(piece) } else { piece });
            }
        }
    }
}

impl Place<'_> {
    fn ends_in_stop(&self, page: &PageObject) -> bool {
        match self {
            Self::Text(words) | Self::Worded(words, _) | Self::Below(words, _) => words.ends_with('.'),
            Self::Entry(ix) => page.site.title(*ix, page.language).ends_with('.'),
            Self::Sums(sums, _) => sums.last().is_some_and(|sum| sum.concat().ends_with('.')),
            Self::List(places) | Self::Begun(places) => places.last().is_some_and(|last| last.ends_in_stop(page)),
            Self::Day(_) | Self::Status(_) => false,
        }
    }
}

fn fill(html: &mut Html, page: &PageObject, place: &Place<'_>) {
    match place {
        Place::Text(text) => {
            html.text(text);
        }
        Place::Worded(text, code) => words(html, page, code, |html| {
            html.text(text);
        }),
        Place::Below(text, id) => {
            html.markup("<a href=\"#").text(id).markup("\">").text(text).markup("</a>");
        }
        Place::Entry(ix) if page.is_of(*ix) => {
            html.text(page.site.title(*ix, page.language));
        }
        Place::Entry(ix) => link(html, page, *ix),
        Place::Day(date) => day(html, page, *date),
        Place::Status(of) => choice(html, page, of),
        Place::Sums(sums, of) => in_turn(html, sums, page.words("and"), |html, [before, amount, after]| {
            html.text(before);
            let led = of.filter(|ix| page.site.has_page(*ix) && !page.is_of(*ix));
            if let Some(ix) = led {
                html.markup("<a");
                href(html, page, &page.site.address(ix, page.language));
                html.markup(">");
            }
            html.markup("<strong class=\"whole\">").text(amount).markup("</strong>");
            html.markup(if led.is_some() { "</a>" } else { "" }).text(after);
        }),
        Place::List(places) => in_turn(html, places, page.words("and"), |html, place| fill(html, page, place)),
        Place::Begun(places) => in_turn(html, places, ",", |html, place| fill(html, page, place)),
    }
}

/// `A, B og C`; `last` stands before the last of them.
fn in_turn<T>(html: &mut Html, items: &[T], last: &str, write: impl Fn(&mut Html, &T)) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 && (at + 1 < items.len() || last == ",") {
            html.markup(", ");
        } else if at > 0 {
            html.markup(" ").text(last).markup(" ");
        }
        write(html, item);
    }
}

/// The sums over some entries but for frames; nothing where there is none.
pub fn sums<'a>(page: &PageObject, entries: &[EntryIx]) -> Option<Place<'a>> {
    let formats = &page.tongue().formats;
    let lines = page.site.totals(entries).lines;
    let counted = lines.iter().filter(|line| line.basis != Basis::Frame && line.count > 0);
    let told = |line: &TotalLine| {
        let TotalLine { minor, currency, basis, recurs, .. } = *line;
        let amount = formats.money(minor, currency, CurrencyStyle::Familiar);
        let yearly = (recurs == Recurrence::Yearly).then(|| format!(" {}", page.words("per.year")));
        let around = page.filled(&format!("answer.{}", basis.id()), "amount", &MARK.to_string());
        let (before, after) = around.split_once(MARK).unwrap_or_default();
        [before.to_owned(), amount, yearly.unwrap_or_default() + after]
    };
    let told: Vec<[String; 3]> = counted.map(told).collect();
    let only = if let [only] = entries { Some(*only) } else { None };
    (!told.is_empty()).then_some(Place::Sums(told, only))
}

/// An organisation: the entry where there is one, else its name.
pub fn party<'a>(seen: Seen<'a>) -> Place<'a> {
    match target(seen) {
        Some(ix) => Place::Entry(ix),
        None => Place::Worded(seen.text().unwrap_or_default(), seen.language().code()),
    }
}
