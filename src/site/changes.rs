//! What changed from publication to publication, as readers are told.

use std::collections::BTreeMap;

use super::Site;
use crate::address::Address;
use crate::entry::EntryIx;
use crate::kind::KindIx;
use crate::lang::{CurrencyStyle, Language};
use crate::ledger::{Change, Publication, Sum, What};
use crate::value::{Basis, Currency, Recurrence};

/// How many changes of one publication are told one by one; the ledger itself holds them all.
const TOLD: usize = 100;

/// A publication with what is told of it.
pub struct PublicationShown<'a> {
    pub publication: &'a Publication,
    /// Added, changed and removed.
    pub counts: [usize; 3],
    /// The same by kind, as far as the kinds still are.
    pub kinds: Vec<(KindIx, [usize; 3])>,
    /// Changes of sums first, then what was changed, removed and added. Empty for the first publication, in which
    /// everything is new.
    pub changes: Vec<ChangeShown<'a>>,
    /// How many changes are not told one by one.
    pub left_out: usize,
}

/// A change with what stands there now.
pub struct ChangeShown<'a> {
    pub change: &'a Change,
    pub kind: Option<KindIx>,
    /// The entry, where it is published today.
    pub entry: Option<EntryIx>,
    /// The page that says that it is not.
    pub tombstone: Option<&'a Address>,
    pub amounts: Vec<AmountChange>,
}

/// A sum before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountChange {
    basis: Basis,
    currency: Currency,
    recurs: Recurrence,
    /// In minor units; nothing where there was no such sum, or no amount in it.
    before: Option<i64>,
    after: Option<i64>,
}

impl AmountChange {
    /// What sort of sum it is: "decided", "agreed a year".
    pub fn label(&self, site: &Site, language: Language) -> String {
        let per = (self.recurs == Recurrence::Yearly).then_some("per.year");
        let basis = format!("basis.{}", self.basis.id());
        let messages = &site.interface.of(language).messages;
        let words = [Some(basis.as_str()), per].into_iter().flatten().filter_map(|key| messages.format(key, &[], None));
        words.collect::<Vec<_>>().join(" ")
    }

    pub fn before_text(&self, site: &Site, language: Language) -> Option<String> {
        self.text(self.before, site, language)
    }

    pub fn after_text(&self, site: &Site, language: Language) -> Option<String> {
        self.text(self.after, site, language)
    }

    fn text(&self, minor: Option<i64>, site: &Site, language: Language) -> Option<String> {
        let formats = &site.interface.of(language).formats;
        minor.map(|minor| formats.money(i128::from(minor), self.currency, CurrencyStyle::Familiar))
    }
}

impl Site {
    /// Every publication, newest first.
    pub fn publications(&self) -> Vec<PublicationShown<'_>> {
        self.ledger.publications.iter().rev().map(|publication| self.shown(publication)).collect()
    }

    fn shown<'a>(&'a self, publication: &'a Publication) -> PublicationShown<'a> {
        let mut counts = [0; 3];
        let mut kinds: BTreeMap<KindIx, [usize; 3]> = BTreeMap::new();
        for change in &publication.changes {
            counts[change.what as usize] += 1;
            if let Some(kind) = self.kinds.by_id(&change.name.0) {
                kinds.entry(kind).or_default()[change.what as usize] += 1;
            }
        }
        let told = if publication.line == 1 { Vec::new() } else { self.told(publication) };
        PublicationShown {
            publication,
            counts,
            kinds: kinds.into_iter().collect(),
            left_out: publication.changes.len() - told.len(),
            changes: told,
        }
    }

    fn told<'a>(&'a self, publication: &'a Publication) -> Vec<ChangeShown<'a>> {
        let mut changes: Vec<&Change> = publication.changes.iter().collect();
        let rank = |change: &Change| match change.what {
            What::Changed if change.moves_money() => 0,
            What::Changed => 1,
            What::Removed => 2,
            What::Added => 3,
        };
        changes.sort_by_key(|change| (rank(change), self.kinds.by_id(&change.name.0), &change.name.1));
        changes.truncate(TOLD);
        changes.into_iter().map(|change| self.change_shown(change)).collect()
    }

    fn change_shown<'a>(&'a self, change: &'a Change) -> ChangeShown<'a> {
        let kind = self.kinds.by_id(&change.name.0);
        let gone = self.gone.iter().find(|gone| gone.kind == kind && gone.id == change.name.1);
        ChangeShown {
            change,
            kind,
            entry: self.find(&change.name.0, &change.name.1),
            tombstone: gone.and_then(|gone| gone.addresses.first()).map(|(address, _)| address),
            amounts: amounts(change),
        }
    }
}

/// The sums of a change that are not what they were.
fn amounts(change: &Change) -> Vec<AmountChange> {
    let same = |a: &Sum, b: &Sum| (a.basis, a.currency, a.recurs, &a.when) == (b.basis, b.currency, b.recurs, &b.when);
    let pair = |sum: &Sum, before: Option<i64>, after: Option<i64>| AmountChange {
        basis: sum.basis,
        currency: sum.currency,
        recurs: sum.recurs,
        before,
        after,
    };
    let (before, after) = (&change.before, &change.after);
    // A sum that only moved to another year is told beside the one it was.
    let kept = after.iter().map(|sum| {
        let old = before.iter().find(|old| same(old, sum)).and_then(|old| old.minor);
        pair(sum, old, sum.minor)
    });
    let lost = before.iter().filter(|old| !after.iter().any(|sum| same(old, sum)));
    let all = kept.chain(lost.map(|old| pair(old, old.minor, None)));
    all.filter(|amount| amount.before != amount.after).collect()
}
