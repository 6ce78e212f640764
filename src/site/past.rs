//! What was published before and what stands in its place now.

use super::Site;
use crate::address::Address;
use crate::entry::{EntryIx, Reference};
use crate::gather::{LeftOut, Why};
use crate::kind::KindIx;
use crate::lang::Language;
use crate::ledger::{Ledger, Name};
use crate::value::PartialDate;

/// An entry that is no longer published: nothing of it is told but that it was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Nothing where the kind itself is gone.
    pub kind: Option<KindIx>,
    pub id: Box<str>,
    /// The last day of its publication, or the day of the publication without it.
    pub date: PartialDate,
    /// Where its pages stood, each with the language of the page.
    pub addresses: Vec<(Address, Language)>,
}

impl Site {
    /// Gives the site its past: the ledger, and the entries that have expired.
    pub fn remember(&mut self, ledger: Ledger, left_out: Vec<LeftOut>) {
        self.ledger = ledger;
        let stub = |one: &LeftOut| match one.why {
            Why::Expired(date) => Some(self.withdrawn(one, date)),
            Why::Draft | Why::Embargo => None,
        };
        let mut gone: Vec<Gone> = left_out.iter().filter_map(stub).collect();
        gone.extend(self.removed(&gone));
        gone.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        self.gone = gone;
        self.expired = left_out.into_iter().filter(|one| matches!(one.why, Why::Expired(_))).collect();
    }

    fn withdrawn(&self, one: &LeftOut, date: PartialDate) -> Gone {
        let kind = self.kinds.get(one.kind);
        let first = self.config.languages[0];
        let spoken = one.languages.iter().copied().filter(|language| self.config.languages.contains(language));
        let mut languages: Vec<Language> = spoken.collect();
        if languages.is_empty() {
            languages.push(first);
        }
        let ids = || std::iter::once(&one.id).chain(&one.aliases);
        let own = ids()
            .flat_map(|id| languages.iter().map(|language| (self.addresses().record(kind, id, *language), *language)));
        let mut addresses: Vec<(Address, Language)> = if kind.pages { own.collect() } else { Vec::new() };
        addresses.extend(ids().flat_map(|id| self.published_at(&(kind.id.clone(), id.clone()))));
        addresses.sort();
        addresses.dedup();
        Gone { kind: Some(one.kind), id: one.id.clone(), date, addresses }
    }

    /// What the ledger has as removed and nothing stands for.
    fn removed(&self, expired: &[Gone]) -> Vec<Gone> {
        let removed = self.ledger.known.iter().filter_map(|(name, known)| Some((name, known.removed?)));
        let vanished = removed.filter(|((kind, id), _)| {
            let kind_ix = self.kinds.by_id(kind);
            let stub = expired.iter().any(|gone| gone.kind == kind_ix && gone.id == *id);
            !stub && self.find(kind, id).is_none()
        });
        vanished
            .map(|(name, date)| Gone {
                kind: self.kinds.by_id(&name.0),
                id: name.1.clone(),
                date,
                addresses: self.published_at(name),
            })
            .collect()
    }

    /// Where the ledger last saw an entry's pages.
    fn published_at(&self, name: &Name) -> Vec<(Address, Language)> {
        let known = self.ledger.known.get(name).into_iter();
        known
            .flat_map(|known| &known.published.addresses)
            .map(|address| (address.clone(), self.language_at(address)))
            .collect()
    }

    /// Pages that were published of entries that still are, under an id or a former one: where they stood, each with the
    /// language of the page. Most stand there still.
    pub fn former_pages(&self) -> Vec<(Address, EntryIx, Language)> {
        let known = self.ledger.known.keys();
        let standing = known.filter_map(|name| Some((name, self.find(&name.0, &name.1)?)));
        standing
            .flat_map(|(name, ix)| self.published_at(name).into_iter().map(move |(at, language)| (at, ix, language)))
            .collect()
    }

    /// The language of the page at an address: that of its folder.
    fn language_at(&self, address: &Address) -> Language {
        let folder = address.as_str().split('/').next().unwrap_or_default();
        let others = &self.config.languages[1..];
        others.iter().copied().find(|language| language.code() == folder).unwrap_or(self.config.languages[0])
    }

    /// Whether a publication was recorded.
    pub fn has_past(&self) -> bool {
        !self.ledger.publications.is_empty()
    }

    /// Whether `/was` leads to the accessibility statement, as is the custom of Danish authorities: where there is one, and the
    /// site speaks Danish.
    pub fn leads_to_statement(&self) -> bool {
        self.config.accessibility_statement.is_some() && self.config.languages.contains(&Language::Da)
    }

    /// The page that says that an entry is no longer published.
    pub fn tombstone(&self, kind: &str, id: &str) -> Option<&Address> {
        let kind = self.kinds.by_id(kind)?;
        let gone = self.gone.iter().find(|gone| gone.kind == Some(kind) && *gone.id == *id)?;
        gone.addresses.first().map(|(address, _)| address)
    }

    /// Whether a reference means an entry that has expired.
    pub fn is_gone(&self, reference: &Reference) -> bool {
        self.expired.iter().any(|one| one.is_meant(reference))
    }
}
