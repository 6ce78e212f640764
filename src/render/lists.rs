//! Lists as templates see them: the rows of a part, or the parts into which it is cut, and the lists by value.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use super::by::{by, ways};
use super::context::{columns_value, deadlines};
use super::entry::EntryObject;
use super::kind::kind_object;
use super::money::TotalsObject;
use super::page::PageObject;
use super::values::map;
use crate::kind::{FieldIx, Role, Type, capitalised};
use crate::site::{Listing, ListingIx, Listings, NAMED_VALUES, Step, Subject, Totals};
use crate::value::date::Part as DatePart;
use crate::value::{Basis, PartialDate, Recurrence};

/// What the page of a part of a list shows.
pub fn list(page: &Arc<PageObject>, list: ListingIx, part: usize, context: &mut BTreeMap<&str, Value>) {
    let site = &page.site;
    let listing = site.listings.get(list);
    let (kind, rows) = (listing.kind, listing.rows(part));
    let is_cut = !listing.part(part).parts.is_empty();
    let head = listing.head(part);
    let shown = if is_cut { Cow::Borrowed(&*head.newest) } else { site.in_order_of(rows, page.language) };
    let columns = site.listings.columns(kind);
    if site.kinds.get(kind).role(Role::Due).is_some() {
        context.insert("deadlines", deadlines(page, if is_cut { &head.newest } else { rows }));
    }
    context.insert("kind", kind_object(page, kind));
    context.insert("columns", columns_value(page, kind, columns));
    context.insert("entries", EntryObject::rows(page, shown.into(), columns.into()));
    context.insert("is_decided", Value::from(site.kinds.get(kind).role(Role::Treatments).is_some()));
    let is_whole = part == 0 && matches!(listing.subject, Subject::Kind);
    let subject = match &listing.subject {
        Subject::Related(to, _) => EntryObject::value(page, *to),
        _ => Value::from(()),
    };
    let basis = head.totals.usual_basis();
    let inner = listing.part(part).parts.clone().map(|inner| part_value(page, listing, inner, basis));
    let basis = basis.map(|basis| page.words(&format!("basis.{}", basis.id())).to_owned());
    if let Subject::By(told) = &listing.subject {
        by(page, listing, told, part, context);
    }
    context.insert("totals", TotalsObject::value(page, head.totals.clone()));
    context.insert(
        "list",
        map([
            ("heading", Value::from(heading(page, listing))),
            ("subject", subject),
            ("part", part_words(page, listing, part).map_or(Value::from(()), Value::from)),
            ("count", Value::from(rows.len())),
            ("trail", trail(page, listing, part)),
            ("parts", inner.collect()),
            ("basis", basis.map_or(Value::from(()), Value::from)),
            ("ways", if is_whole { ways(page, kind) } else { Value::from(()) }),
            ("values", Value::from(if part == 0 { by_values(page, listing, NAMED_VALUES) } else { Vec::new() })),
        ]),
    );
}

/// The title of the page of a part.
pub fn title(page: &PageObject, list: ListingIx, part: usize) -> String {
    let listing = page.site.listings.get(list);
    let words = match &listing.subject {
        Subject::Related(to, _) => {
            format!("{}: {}", page.site.title(*to, page.language), heading(page, listing))
        }
        _ => heading(page, listing),
    };
    part_words(page, listing, part).map(|part| format!("{words}, {part}")).unwrap_or(words)
}

fn heading(page: &PageObject, listing: &Listing) -> String {
    let kind = page.site.kinds.get(listing.kind);
    match &listing.subject {
        Subject::Kind => kind.heading(page.language),
        Subject::Value { field, value, .. } => {
            let value = capitalised(&value_words(page, listing, *field, value));
            format!("{}: {value}", kind.heading(page.language))
        }
        Subject::By(by) => {
            let label = kind.field(by.field).label.get(page.language);
            format!("{}: {label}", kind.heading(page.language))
        }
        Subject::Related(_, relation) => relation.words(&page.site, page.language),
    }
}

fn value_words(page: &PageObject, listing: &Listing, field: FieldIx, value: &crate::entry::Value) -> String {
    match (&page.site.kinds.get(listing.kind).field(field).ty, value) {
        (Type::Choice(choices), crate::entry::Value::Choice(at)) => {
            let choice = choices.get(usize::from(*at));
            choice.map(|choice| choice.label.get(page.language).to_owned()).unwrap_or_default()
        }
        (_, value) => value.text(page.language).unwrap_or_default().to_owned(),
    }
}

/// What a part is called on its own page; nothing for the list itself.
fn part_words(page: &PageObject, listing: &Listing, at: usize) -> Option<String> {
    let part = listing.part(at);
    let around = || part.around.and_then(|around| part_words(page, listing, around));
    let own = link_words(page, listing, at)?;
    Some(match (&part.step, around()) {
        (Step::Undated | Step::Digits(_), Some(around)) => format!("{around}, {own}"),
        _ => own,
    })
}

/// What a part is called where the part around it is known.
fn link_words(page: &PageObject, listing: &Listing, at: usize) -> Option<String> {
    let message = |key: &str, words: &[(&str, &str)]| {
        page.tongue().messages.format(key, words, None).unwrap_or_else(|| key.to_owned())
    };
    let part = listing.part(at);
    Some(match &part.step {
        Step::Whole => return None,
        Step::Year(year) => year.to_string(),
        Step::Month(year, month) => {
            let month = PartialDate::new(*year, DatePart::Month(*month));
            month.map_or_else(|_| part.name.to_string(), |month| page.tongue().formats.date(month))
        }
        Step::Letters(letters) => capitalised(letters),
        Step::Digits(digits) => message("list.piece", &[("piece", digits)]),
        Step::Undated => match part.around.map(|around| &listing.part(around).step) {
            Some(Step::Year(_)) => message("list.no-month", &[]),
            _ if listing.rows(0).iter().any(|ix| page.site.date(*ix).is_some()) => message("table.undated", &[]),
            _ => message("list.others", &[]),
        },
    })
}

/// Of some sums those by which they are compared with others.
pub fn compared(totals: &Totals, basis: Option<Basis>) -> Totals {
    let mut totals = totals.clone().without_parts();
    totals.lines.retain(|line| Some(line.basis) == basis && line.recurs == Recurrence::Once);
    totals
}

fn part_value(page: &Arc<PageObject>, listing: &Listing, at: usize, basis: Option<Basis>) -> Value {
    let rows = listing.rows(at);
    let totals = compared(&listing.head(at).totals, basis);
    map([
        ("href", href(page, listing, at)),
        ("text", Value::from(link_words(page, listing, at).unwrap_or_default())),
        ("count", Value::from(rows.len())),
        ("totals", TotalsObject::value(page, totals)),
    ])
}

fn href(page: &PageObject, listing: &Listing, at: usize) -> Value {
    let address = listing.address(&page.site, at, page.language);
    address.map_or_else(|| Value::from(()), |address| Value::from(page.link(&address)))
}

/// The lists around a part, the widest first.
fn trail(page: &Arc<PageObject>, listing: &Listing, at: usize) -> Value {
    let mut steps = Vec::new();
    let mut around = listing.part(at).around;
    while let Some(at) = around {
        let words = link_words(page, listing, at).unwrap_or_else(|| heading(page, listing));
        steps.push(map([("href", href(page, listing, at)), ("text", Value::from(words))]));
        around = listing.part(at).around;
    }
    if !matches!(listing.subject, Subject::Kind) {
        let whole = page.site.listings.get(Listings::of_kind(listing.kind));
        let words = heading(page, whole);
        steps.push(map([("href", href(page, whole, 0)), ("text", Value::from(words))]));
    }
    steps.into_iter().rev().collect()
}

/// Links to lists below a label, and how many more there are: `{ label, values, left }`.
pub fn links(label: Value, values: Vec<Value>, left: usize) -> Value {
    map([("label", label), ("values", Value::from(values)), ("left", Value::from(left))])
}

/// For the list of a kind: its lists by the values of each field that has some, of so many values as most entries have.
fn by_values(page: &Arc<PageObject>, listing: &Listing, most: usize) -> Vec<Value> {
    if !matches!(listing.subject, Subject::Kind) {
        return Vec::new();
    }
    let kind = page.site.kinds.get(listing.kind);
    let usual = listing.head(0).totals.usual_basis();
    let field = |(ix, field): (FieldIx, &crate::kind::Field)| {
        let mut lists: Vec<ListingIx> = page.site.listings.by_values(listing.kind, ix).collect();
        let left = lists.len().saturating_sub(most);
        lists.sort_by_key(|list| Reverse(page.site.listings.get(*list).rows(0).len()));
        lists.truncate(most);
        lists.sort_by_cached_key(|list| order_of(page, *list));
        let values: Vec<Value> = lists.into_iter().map(|list| value_link(page, list, usual)).collect();
        let label = Value::from(field.label.get(page.language));
        (!values.is_empty())
            .then(|| map([("label", label), ("values", Value::from(values)), ("left", Value::from(left))]))
    };
    kind.schema.iter().filter_map(field).collect()
}

/// Options stand as their kind declares them, a course from its beginning to its end, tags as the alphabet has them.
fn order_of(page: &PageObject, list: ListingIx) -> (u16, Vec<u8>) {
    let listing = page.site.listings.get(list);
    match &listing.subject {
        Subject::Value { value: crate::entry::Value::Choice(at), .. } => (*at, Vec::new()),
        Subject::Value { field, value, .. } => {
            (0, page.tongue().collator.sort_key(&value_words(page, listing, *field, value)))
        }
        _ => (0, Vec::new()),
    }
}

/// The lists that lie in a kind's own: by year, where it is cut into years, and by so many values of its fields.
pub fn inner_lists(page: &Arc<PageObject>, listing: &Listing, most: usize) -> Vec<Value> {
    let is_year = |at: &usize| matches!(listing.part(*at).step, Step::Year(_));
    let year = |at| part_value(page, listing, at, listing.head(0).totals.usual_basis());
    let years: Vec<Value> = listing.part(0).parts.clone().filter(is_year).map(year).collect();
    let label = Value::from(page.words("table.year"));
    let by_year = (!years.is_empty()).then(|| links(label, years, 0));
    by_year.into_iter().chain(by_values(page, listing, most)).collect()
}

fn value_link(page: &Arc<PageObject>, list: ListingIx, basis: Option<Basis>) -> Value {
    let listing = page.site.listings.get(list);
    let Subject::Value { field, value, .. } = &listing.subject else { return Value::from(()) };
    let language = listing.rows(0).first().map_or(page.language, |ix| page.site.entry(*ix).language);
    let is_translated = matches!(value, crate::entry::Value::Choice(_));
    map([
        ("href", href(page, listing, 0)),
        ("text", Value::from(value_words(page, listing, *field, value))),
        ("lang", Value::from(if is_translated { page.language.code() } else { language.code() })),
        ("count", Value::from(listing.rows(0).len())),
        ("totals", TotalsObject::value(page, compared(&listing.head(0).totals, basis))),
    ])
}
