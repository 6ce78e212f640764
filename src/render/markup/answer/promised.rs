//! How many goals and indicators an entry has, and how they stand: what was promised, and what came of it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::told::{Place, tell};
use crate::entry::EntryIx;
use crate::render::entry::inside;
use crate::render::html::Html;
use crate::render::markup::{goal, indicator};
use crate::render::page::PageObject;

/// How something promised stands, in a word; nothing where nothing is to be said yet.
type Standing = for<'a> fn(&'a PageObject, EntryIx) -> Option<Cow<'a, str>>;

/// The kinds whose entries are promises, the one that tells most of how it goes first.
const PROMISES: &[(&str, Standing)] = &[("goal", goal::in_short), ("indicator", indicator::in_short)];

/// All promises of one kind that an entry has.
struct Promises<'a> {
    entries: BTreeSet<EntryIx>,
    /// The field in which they are written on the page itself.
    field: Option<&'a str>,
    standing: Standing,
}

/// Whether it is told how promises stand.
#[derive(PartialEq, Eq)]
pub enum Standings {
    Told,
    Left,
}

/// The number of promises, with a link to those that stand on the page itself, and how they stand.
pub fn promised(html: &mut Html, page: &PageObject, ix: EntryIx, (key, told): (&str, Standings)) {
    let all: Vec<Promises<'_>> = PROMISES.iter().filter_map(|promises| of_kind(page, ix, *promises)).collect();
    let Some(first) = all.first() else { return };
    let counts: Vec<Place<'_>> = all.iter().map(|promises| counted(page, promises)).collect();
    tell(html, page, key, &[("promises", Place::List(&counts))], None);
    if told == Standings::Told {
        standings(html, page, first);
    }
}

fn of_kind<'a>(page: &'a PageObject, ix: EntryIx, (kind, standing): (&str, Standing)) -> Option<Promises<'a>> {
    let is_promise = |ix: &EntryIx| &*page.site.kind_of(*ix).id == kind;
    let written = inside(&page.site, ix).find(|(_, children)| children.iter().any(is_promise));
    let (field, children) = written.map_or((None, Vec::new()), |(field, children)| (Some(&*field.name), children));
    let elsewhere = page.site.backs(ix).into_iter().flat_map(|group| group.from).filter(is_promise);
    let entries: BTreeSet<EntryIx> = children.into_iter().chain(elsewhere).collect();
    (!entries.is_empty()).then_some(Promises { entries, field, standing })
}

fn counted<'a>(page: &'a PageObject, promises: &Promises<'a>) -> Place<'a> {
    let kind = promises.entries.first().map(|first| page.site.kind_of(*first));
    let names = kind.map_or(("", ""), |kind| (kind.name.get(page.language), kind.plural.get(page.language)));
    let count = page.counted_of("list.count", promises.entries.len(), &[("one", names.0), ("many", names.1)]);
    let together = count.replace(' ', "\u{a0}").into();
    match promises.field {
        Some(field) => Place::Below(together, field),
        None => Place::Text(together),
    }
}

/// How many stand how, the most first; in one word where all stand alike.
fn standings(html: &mut Html, page: &PageObject, promises: &Promises<'_>) {
    let mut counts: Vec<(Cow<'_, str>, usize)> = Vec::new();
    for words in promises.entries.iter().filter_map(|promise| (promises.standing)(page, *promise)) {
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => counts.push((words, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let told: Vec<Place<'_>> = match &*counts {
        [] => return,
        [(words, count)] if *count == promises.entries.len() => vec![Place::Text(words.clone())],
        _ => counts.iter().map(|(words, count)| Place::Text(format!("{words} ({count})").into())).collect(),
    };
    tell(html, page, "answer.promises-status", &[("counts", Place::List(&told))], None);
}
