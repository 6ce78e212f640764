//! What a site publishes, as the ledger writes it down.

use crate::digest::sha256;
use crate::entry::EntryIx;
use crate::export;
use crate::ledger::{Published, Sum};
use crate::site::Site;
use crate::value::Money;

/// Every entry of the site: a hash of what is written in it, its pages' addresses and its sums.
pub fn published(site: &Site) -> Vec<Published> {
    site.all().map(|ix| entry(site, ix)).collect()
}

fn entry(site: &Site, ix: EntryIx) -> Published {
    let (kind, entry) = (site.kind_of(ix), site.entry(ix));
    let pages = if site.has_page(ix) { site.page_languages(ix) } else { Vec::new() };
    Published {
        name: (kind.id.clone(), entry.id.clone()),
        hash: sha256(&export::written(site, ix)).into(),
        addresses: pages.into_iter().map(|language| site.addresses().record(kind, &entry.id, language)).collect(),
        sums: site.amounts(ix).iter().map(sum).collect(),
    }
}

fn sum(money: &Money) -> Sum {
    Sum {
        basis: money.basis,
        currency: money.currency,
        recurs: money.recurs,
        minor: money.minor,
        when: money.when.as_ref().map(|when| export::period_text(when).into()),
    }
}
