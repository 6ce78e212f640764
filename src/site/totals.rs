//! Sums of money: exact, per currency, basis and recurrence, a part only where its whole is not in the same sum.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Site;
use crate::entry::EntryIx;
use crate::kind::Role;
use crate::value::{Basis, Currency, Money, Recurrence};

/// The sums over a set of entries.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Totals {
    /// One line per currency, basis and recurrence, in that order.
    pub lines: Vec<TotalLine>,
    /// Entries that could hold an amount and do not.
    pub without: usize,
}

/// One sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalLine {
    pub currency: Currency,
    pub basis: Basis,
    pub recurs: Recurrence,
    /// Whole minor units.
    pub minor: i128,
    /// How many entries the sum is made of.
    pub count: usize,
    /// How many more have an amount that lies inside one already counted.
    pub inside: usize,
}

/// What makes two amounts addable.
type LineKey = (Currency, Basis, Recurrence);

fn key(money: &Money) -> LineKey {
    (money.currency, money.basis, money.recurs)
}

impl Site {
    /// The amounts of an entry.
    pub fn amounts(&self, ix: EntryIx) -> &[Money] {
        let field = self.kind_of(ix).role(Role::Amount);
        let value = field.and_then(|field| self.entry(ix).fields.get(field));
        value.map(|value| value.value.money()).unwrap_or_default()
    }

    /// The sums over a set of entries. Currencies and bases are never added; a part (`part_of`, over any number of
    /// steps) counts only where none of its wholes is in the same line.
    pub fn totals(&self, entries: &[EntryIx]) -> Totals {
        let mut members: HashMap<LineKey, HashSet<EntryIx>> = HashMap::new();
        for ix in entries {
            for money in self.amounts(*ix).iter().filter(|money| money.minor.is_some()) {
                members.entry(key(money)).or_default().insert(*ix);
            }
        }
        let mut lines: BTreeMap<LineKey, TotalLine> = BTreeMap::new();
        let mut without = 0;
        for ix in entries {
            if self.kind_of(*ix).role(Role::Amount).is_none() {
                continue;
            }
            let mut any = false;
            for money in self.amounts(*ix) {
                let Some(minor) = money.minor else { continue };
                any = true;
                let line_key = key(money);
                let (currency, basis, recurs) = line_key;
                let line = lines.entry(line_key).or_insert(TotalLine {
                    currency,
                    basis,
                    recurs,
                    minor: 0,
                    count: 0,
                    inside: 0,
                });
                if self.wholes(*ix).iter().any(|whole| members[&line_key].contains(whole)) {
                    line.inside += 1;
                } else {
                    line.minor += i128::from(minor);
                    line.count += 1;
                }
            }
            without += usize::from(!any);
        }
        Totals { lines: lines.into_values().collect(), without }
    }

    /// The sums of which an entry is a part, nearest first. Cycles are refused by the checks; this ends all the same.
    pub fn wholes(&self, ix: EntryIx) -> Vec<EntryIx> {
        let mut wholes = Vec::new();
        let mut at = ix;
        while let Some(whole) = self.kind_of(at).role(Role::Whole).and_then(|role| self.target(at, role)) {
            if whole == ix || wholes.contains(&whole) {
                break;
            }
            wholes.push(whole);
            at = whole;
        }
        wholes
    }
}
