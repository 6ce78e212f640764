//! What changed from publication to publication, as templates see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use super::entry::EntryObject;
use super::kind::kind_object;
use super::page::PageObject;
use super::values::{map, or_none};
use crate::site::{AmountChange, ChangeShown, PublicationShown};

/// How many publications the page tells of; the file of the ledger has them all.
const TOLD: usize = 200;
/// Of how many of the newest it tells more than how many changes there were.
const CLOSELY: usize = 10;
/// How many changes it tells one by one, so that it stays a page which loads at once.
const CHANGES: usize = 100;

/// The newest publications, newest first, as far as the page has room for them.
pub fn publications(page: &Arc<PageObject>) -> Value {
    let mut room = CHANGES;
    let told = page.site.publications().into_iter().take(TOLD).enumerate().map(|(at, mut one)| {
        let is_close = at < CLOSELY;
        let most = if is_close { room } else { 0 };
        one.left_out += one.changes.len().saturating_sub(most);
        one.changes.truncate(most);
        room -= one.changes.len();
        if !is_close {
            one.kinds.clear();
        }
        publication(page, &one)
    });
    told.collect()
}

/// How many older publications stand in the file alone.
pub fn older(page: &PageObject) -> usize {
    page.site.ledger.publications.len().saturating_sub(TOLD)
}

fn publication(page: &Arc<PageObject>, one: &PublicationShown<'_>) -> Value {
    let counts = |[added, changed, removed]: [usize; 3]| {
        BTreeMap::from([("added", added), ("changed", changed), ("removed", removed)])
            .into_iter()
            .map(|(name, count)| (name, Value::from(count)))
    };
    let kinds = one.kinds.iter().map(|(kind, count)| map(counts(*count).chain([("kind", kind_object(page, *kind))])));
    map([
        ("number", Value::from(one.publication.line)),
        ("date", page.date(one.publication.date)),
        ("counts", map(counts(one.counts))),
        ("kinds", kinds.collect()),
        ("changes", one.changes.iter().map(|change| shown(page, change)).collect()),
        ("left_out", Value::from(one.left_out)),
    ])
}

fn shown(page: &Arc<PageObject>, one: &ChangeShown<'_>) -> Value {
    let language = page.language;
    let site = &page.site;
    let title = one.entry.map(|ix| site.title(ix, language).to_owned());
    let address = one.entry.map(|ix| site.address(ix, language)).or_else(|| one.tombstone.cloned());
    let amount = |amount: &AmountChange| {
        map([
            ("label", Value::from(amount.label(site, language))),
            ("before", or_none(amount.before_text(site, language))),
            ("after", or_none(amount.after_text(site, language))),
        ])
    };
    map([
        ("what", Value::from(one.change.what.id())),
        ("kind", or_none(one.kind.map(|kind| kind_object(page, kind)))),
        ("id", Value::from(&*one.change.name.1)),
        ("entry", or_none(one.entry.map(|ix| EntryObject::value(page, ix)))),
        ("title", or_none(title)),
        ("href", or_none(address.map(|address| page.link(&address)))),
        ("amounts", one.amounts.iter().map(amount).collect()),
    ])
}
