//! A kind's entries by funder, recipient or place, as templates see them: who, how many, how much.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use super::entry::EntryObject;
use super::kind::kind_object;
use super::lists::compared;
use super::money::TotalsObject;
use super::page::PageObject;
use super::values::{map, or_none};
use crate::entry::EntryIx;
use crate::kind::{KindIx, Type};
use crate::site::{By, Listing, Listings, NEWEST_ROWS, Relation, Subject, Told, Totals};
use crate::value::Basis;

/// What the page of a part shows: all of its rows, or where it is cut the largest; by sum where there are sums, else by number.
pub fn by(page: &Arc<PageObject>, listing: &Listing, by: &By, part: usize, context: &mut BTreeMap<&str, Value>) {
    let site = &page.site;
    let basis = site.listings.get(Listings::of_kind(listing.kind)).head(0).totals.usual_basis();
    let mut told: Vec<(&Told, Totals)> = listing.rows(part).iter().filter_map(|ix| row(by, *ix, basis)).collect();
    told.sort_by_key(|(told, totals)| (Reverse(totals.lines.iter().map(|line| line.minor).max()), Reverse(told.count)));
    if !listing.part(part).parts.is_empty() {
        told.truncate(NEWEST_ROWS);
    }
    let summed = told.iter().any(|(_, totals)| !totals.lines.is_empty());
    let rows = told.into_iter().map(|(told, totals)| value(page, listing.kind, by, told, totals)).collect();
    let field = site.kinds.get(listing.kind).field(by.field);
    let target = match field.ty {
        Type::Reference(kind) => kind_object(page, kind),
        _ => Value::from(()),
    };
    context.insert("target", target);
    context.insert("kind", kind_object(page, listing.kind));
    context.insert(
        "by",
        map([
            ("rows", rows),
            ("label", Value::from(field.label.get(page.language))),
            ("without", Value::from(by.without)),
            ("basis", or_none(basis.filter(|_| summed).map(|basis| page.basis(basis).to_owned()))),
        ]),
    );
}

fn row(by: &By, to: EntryIx, basis: Option<Basis>) -> Option<(&Told, Totals)> {
    let told = by.told(to)?;
    Some((told, compared(&told.totals, basis)))
}

/// Who it is, and where all that refers to it stands, where that is not on its own page.
fn value(page: &Arc<PageObject>, kind: KindIx, by: &By, told: &Told, totals: Totals) -> Value {
    let site = &page.site;
    let list = site.listings.of_related(told.to, Relation::Back(kind, [by.field].into()));
    let address = list.and_then(|list| site.listings.get(list).address(site, 0, page.language));
    map([
        ("entry", EntryObject::value(page, told.to)),
        ("count", Value::from(told.count)),
        ("href", or_none(address.map(|address| page.link(&address)))),
        ("totals", TotalsObject::value(page, totals)),
    ])
}

/// The ways in which a kind's entries are broken down: `{ href, text, count }`.
pub fn ways(page: &Arc<PageObject>, kind: KindIx) -> Value {
    let listings = &page.site.listings;
    let way = |listing: &Listing| {
        let Subject::By(by) = &listing.subject else { return None };
        let address = listing.address(&page.site, 0, page.language)?;
        let label = page.site.kinds.get(kind).field(by.field).label.get(page.language);
        Some(map([
            ("href", Value::from(page.link(&address))),
            ("text", Value::from(label)),
            ("count", Value::from(listing.rows(0).len())),
        ]))
    };
    listings.by(kind).filter_map(|list| way(listings.get(list))).collect()
}
