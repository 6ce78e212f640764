//! The newest entries of every value of every facet, for the feeds by which readers follow one.

use super::documents::Documents;
use super::facets::Facet;
use crate::address::{Address, Fixed};
use crate::entry::EntryIx;
use crate::site::Site;

/// The folder of the feeds in the site.
pub const FEEDS: &str = "feeds/";
const ENDING: &str = ".xml";

/// How many entries a feed tells of at most.
const NEWEST: usize = 20;

/// Every facet with its values.
pub struct Followed {
    facets: Vec<(Box<str>, Vec<FollowedValue>)>,
}

/// A value of a facet that can be followed.
pub struct FollowedValue {
    facet: Box<str>,
    slug: Box<str>,
    /// What facet and value are called in the site's first language.
    pub words: Box<str>,
    /// The newest entries that have a date, newest first.
    pub entries: Vec<EntryIx>,
}

impl Followed {
    pub(super) fn of(facets: impl Iterator<Item = (Box<str>, Vec<FollowedValue>)>) -> Self {
        Self { facets: facets.collect() }
    }

    /// Every value, facet by facet.
    pub fn iter(&self) -> impl Iterator<Item = &FollowedValue> {
        self.facets.iter().flat_map(|(_, values)| values)
    }

    /// The value with its feed at an address.
    pub fn at(&self, address: &str) -> Option<&FollowedValue> {
        let (facet, slug) = address.strip_prefix(FEEDS)?.strip_suffix(ENDING)?.split_once('/')?;
        let (_, values) = self.facets.iter().find(|(name, _)| &**name == facet)?;
        values.binary_search_by(|value| (*value.slug).cmp(slug)).ok().and_then(|at| values.get(at))
    }
}

impl FollowedValue {
    /// Where its feed stands.
    pub fn address(&self) -> Address {
        Address::new(format!("{FEEDS}{}/{}{ENDING}", self.facet, self.slug))
    }

    /// The search page with the entries that have the value, in the site's first language.
    pub fn page(&self, site: &Site) -> Address {
        let search = site.addresses().fixed(Fixed::Search, site.config.languages[0]);
        Address::new(format!("{search}?{}={}", self.facet, self.slug))
    }
}

/// The values of a facet by slug.
pub(super) fn values(documents: &Documents, facet: &Facet) -> Vec<FollowedValue> {
    let mut newest: Vec<Vec<EntryIx>> = vec![Vec::new(); facet.values.len()];
    let dated = documents.len() - documents.undated;
    for (document, ix) in documents.entries()[..dated].iter().enumerate() {
        for code in facet.codes(document) {
            let own = &mut newest[*code as usize];
            if own.len() < NEWEST {
                own.push(*ix);
            }
        }
    }
    let facet_words = facet.label.first().map(String::as_str).unwrap_or_default();
    let mut values: Vec<FollowedValue> = facet
        .values
        .iter()
        .zip(newest)
        .map(|(value, mut entries)| {
            entries.shrink_to_fit();
            let words = format!("{facet_words}: {}", value.label.get(0)).into();
            FollowedValue { facet: facet.name.clone(), slug: value.slug.clone(), words, entries }
        })
        .collect();
    values.sort_unstable_by(|a, b| a.slug.cmp(&b.slug));
    values
}
