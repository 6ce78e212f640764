//! What the template of each page sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use super::browse::browse;
use super::changes::{older, publications};
use super::dictionary::dictionary;
use super::entry::EntryObject;
use super::kind::kind_object;
use super::lists::list;
use super::markup::lists::is_figures;
use super::money::{TotalsObject, lines};
use super::page::{PageKind, PageObject};
use super::quality::quality;
use super::site::site_value;
use super::values::{map, or_none};
use crate::address::{Fixed, PAGE_KIND};
use crate::entry::EntryIx;
use crate::export::DataFile;
use crate::kind::{Field, FieldIx, KindIx};
use crate::site::{Deadline, Totals};

/// How many of the latest records the home page shows.
const LATEST: usize = 8;

/// What every template sees, and what this page alone shows.
pub fn context_of(page: &Arc<PageObject>) -> Value {
    let mut context: BTreeMap<&'static str, Value> = BTreeMap::new();
    context.insert("page", Value::from_dyn_object(page.clone()));
    context.insert("site", site_value(page));
    match &page.kind {
        PageKind::Fixed(Fixed::Home) => home(page, &mut context),
        PageKind::Fixed(Fixed::Search) => {
            context.insert(
                "settings_json",
                Value::from_safe_string(crate::search::settings(&page.site, page.language, &page.root())),
            );
            context.insert("kinds", kinds(page));
            context.insert("browse", browse(page));
        }
        PageKind::Fixed(Fixed::Changes) => {
            context.insert("publications", publications(page));
            context.insert("older", Value::from(older(page)));
        }
        PageKind::Fixed(Fixed::Dictionary) => {
            context.insert("tables", dictionary(page));
        }
        PageKind::Fixed(Fixed::Quality) => {
            context.insert("quality", quality(page));
        }
        PageKind::Fixed(fixed) => {
            context.insert("entry", or_none(page.own_words(*fixed).map(|ix| EntryObject::value(page, ix))));
            context.insert("kinds", kinds(page));
        }
        PageKind::List(listing, part) => list(page, *listing, *part, &mut context),
        PageKind::Record(ix) | PageKind::Moved(ix) => {
            context.insert("entry", EntryObject::value(page, *ix));
        }
        PageKind::Gone(at) => {
            let gone = &page.site.gone[*at];
            let kind = gone.kind.map(|kind| kind_object(page, kind));
            let parts = [("kind", or_none(kind)), ("id", Value::from(&*gone.id)), ("date", page.date(gone.date))];
            context.insert("gone", map(parts));
        }
        PageKind::Was => {}
        PageKind::Data(files) => {
            let (tables, others): (Vec<&DataFile>, Vec<&DataFile>) = files.iter().partition(|file| file.kind.is_some());
            context.insert("files", data_tables(page, &tables));
            context.insert("others", others.iter().map(|file| data_file(page, file)).collect());
        }
        PageKind::NotFound => {
            context.insert("kinds", kinds(page));
        }
    }
    map(context)
}

/// The heads of a list's columns.
pub fn columns_value(page: &Arc<PageObject>, kind: KindIx, columns: &[FieldIx]) -> Value {
    let fields = columns.iter().map(|ix| page.site.kinds.get(kind).field(*ix));
    let head = |field: &Field| {
        map([
            ("name", Value::from(&*field.name)),
            ("label", Value::from(field.label.get(page.language))),
            ("figures", Value::from(is_figures(field))),
        ])
    };
    fields.map(head).collect()
}

/// What of some entries is due, by the time at which it is.
pub fn deadlines(page: &Arc<PageObject>, entries: &[EntryIx]) -> Value {
    let deadline = |one: Deadline| {
        map([
            ("date", or_none(one.date.map(|date| page.date(date)))),
            ("passed", Value::from(one.passed)),
            ("entries", EntryObject::list(page, one.entries.into())),
        ])
    };
    page.site.deadlines(entries).into_iter().map(deadline).collect()
}

/// The kinds that have entries, but for pages of the site itself, which the reader finds by their links.
fn kinds(page: &Arc<PageObject>) -> Value {
    let kinds = page.site.kinds.iter().filter(|(_, kind)| &*kind.id != PAGE_KIND);
    let filled = kinds.filter(|(ix, _)| !page.site.list(*ix).is_empty());
    filled.map(|(ix, _)| kind_object(page, ix)).collect()
}

fn home(page: &Arc<PageObject>, context: &mut BTreeMap<&'static str, Value>) {
    let overview = &page.site.overview;
    let latest = overview.latest.iter().take(LATEST);
    let one = |(date, ix): &(_, _)| map([("date", page.date(*date)), ("entry", EntryObject::value(page, *ix))]);
    context.insert("totals", TotalsObject::value(page, overview.totals.clone()));
    context.insert("years", by_year(page, &overview.years));
    context.insert("latest", latest.map(one).collect());
    context.insert("kinds", kinds(page));
}

/// Sums by year, newest first; frames are left out.
pub fn years(page: &Arc<PageObject>, entries: &[EntryIx]) -> Value {
    by_year(page, &page.site.totals_by_year(entries))
}

fn by_year(page: &Arc<PageObject>, years: &[(Option<i16>, Totals)]) -> Value {
    years
        .iter()
        .map(|(year, totals)| (year, totals.clone().without_frames().without_parts()))
        .filter(|(_, totals)| !totals.lines.is_empty())
        .map(|(year, totals)| {
            map([("year", or_none(year.map(|year| year.to_string()))), ("lines", lines(page, &totals))])
        })
        .collect()
}

fn data_file(page: &Arc<PageObject>, file: &DataFile) -> Value {
    map([
        ("href", Value::from(page.link(&file.address))),
        ("name", Value::from(file.address.as_str())),
        ("format", Value::from(file.format)),
        ("size", Value::from(page.tongue().formats.integer(i128::from(file.size)))),
        ("checksum", Value::from(file.sha256.to_string())),
    ])
}

fn data_tables(page: &Arc<PageObject>, files: &[&DataFile]) -> Value {
    let mut by_kind: BTreeMap<KindIx, Vec<&DataFile>> = BTreeMap::new();
    for file in files {
        if let Some(kind) = file.kind {
            by_kind.entry(kind).or_default().push(file);
        }
    }
    by_kind
        .into_iter()
        .map(|(kind, files)| {
            let row = [
                ("kind", kind_object(page, kind)),
                ("heading", Value::from(page.site.kinds.get(kind).heading(page.language))),
                ("rows", Value::from(page.site.list(kind).len())),
            ];
            map(row.into_iter().chain(files.into_iter().map(|file| (file.format, data_file(page, file)))))
        })
        .collect()
}
