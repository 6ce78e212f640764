//! The lists that a reader without JavaScript has in place of the search's filters: by who gives, by place, and those of
//! each kind by year and by value.

use std::cmp::Reverse;
use std::sync::Arc;

use minijinja::Value;

use super::lists;
use super::money::TotalsObject;
use super::page::PageObject;
use super::values::map;
use crate::address::PAGE_KIND;
use crate::entry::EntryIx;
use crate::kind::{KindIx, Role};
use crate::site::Listings;

/// The most givers and places that are told; the lists of their kinds have all.
const MOST: usize = 50;
/// The same for the values of a field: here the lists of all kinds stand together.
const MOST_VALUES: usize = 20;

/// The sections of lists, each with its heading and its links: `{ heading, fields: [{ label, values, left }] }`.
pub fn browse(page: &Arc<PageObject>) -> Value {
    let site = &page.site;
    let givers = by_entries(page, Role::Payer, |ix| site.paid(ix, Role::Payer));
    let local = |ix| site.local(ix).map_or_else(Vec::new, |local| flat(&local.sections()));
    let places = by_entries(page, Role::Place, local);
    let kinds = site.kinds.iter().filter(|(_, kind)| &*kind.id != PAGE_KIND).filter_map(|(ix, _)| of_kind(page, ix));
    givers.into_iter().chain(places).chain(kinds).collect()
}

fn flat(sections: &[(&'static str, &[EntryIx])]) -> Vec<EntryIx> {
    let mut entries: Vec<EntryIx> = sections.iter().flat_map(|(_, entries)| entries.iter().copied()).collect();
    entries.sort_unstable();
    entries.dedup();
    entries
}

/// The entries that fields of a role lead to, by how much is `told` of each; they bear the name that the first such field has.
fn by_entries(page: &Arc<PageObject>, role: Role, told: impl Fn(EntryIx) -> Vec<EntryIx>) -> Option<Value> {
    let site = &page.site;
    let label = site.kinds.iter().find_map(|(_, kind)| Some(kind.field(kind.role(role)?).label.get(page.language)))?;
    let targets = site.refers_by(role).into_iter().flat_map(|kind| site.list(kind).to_vec());
    let mut rows: Vec<(EntryIx, Vec<EntryIx>)> =
        targets.filter(|ix| site.has_page(*ix)).map(|ix| (ix, told(ix))).collect();
    rows.retain(|(_, entries)| !entries.is_empty());
    // Equals stay in the order of their list.
    rows.sort_by_key(|(_, entries)| Reverse(entries.len()));
    rows.truncate(MOST);
    let value = |(ix, entries): &(EntryIx, Vec<EntryIx>)| {
        map([
            ("href", Value::from(page.link(&site.address(*ix, page.language)))),
            ("text", Value::from(site.title(*ix, page.language))),
            ("lang", Value::from(site.title_language(*ix, page.language).code())),
            ("count", Value::from(entries.len())),
            ("totals", TotalsObject::value(page, site.totals(entries).without_frames().without_parts())),
        ])
    };
    let values: Vec<Value> = rows.iter().map(value).collect();
    let field = lists::links(Value::from(()), values, 0);
    (!rows.is_empty()).then(|| section(label.to_owned(), vec![field]))
}

/// The years of a kind that has too many entries for one list, and its entries by the values of its fields.
fn of_kind(page: &Arc<PageObject>, kind: KindIx) -> Option<Value> {
    let listing = page.site.listings.get(Listings::of_kind(kind));
    let fields = lists::inner_lists(page, listing, MOST_VALUES);
    (!fields.is_empty()).then(|| section(page.site.kinds.get(kind).heading(page.language), fields))
}

fn section(heading: String, fields: Vec<Value>) -> Value {
    map([("heading", Value::from(heading)), ("fields", Value::from(fields))])
}
