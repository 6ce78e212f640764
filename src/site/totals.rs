//! Sums of money: exact, per currency, basis and recurrence, a part only where its whole is not in the same sum.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::Site;
use super::cut::{Cut, Part};
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

impl TotalLine {
    fn key(&self) -> LineKey {
        (self.currency, self.basis, self.recurs)
    }
}

fn key(money: &Money) -> LineKey {
    (money.currency, money.basis, money.recurs)
}

impl Totals {
    /// The basis of most of the sums that are paid once: by it sets of entries are compared.
    pub fn usual_basis(&self) -> Option<Basis> {
        let once = self.lines.iter().filter(|line| line.recurs == Recurrence::Once);
        once.max_by_key(|line| line.count).map(|line| line.basis)
    }

    /// The sums over several sets together, of which no entry is in two.
    fn sum(sets: &[Self]) -> Self {
        let mut all = Self::default();
        for set in sets {
            all.without += set.without;
            for line in &set.lines {
                match all.lines.iter_mut().find(|own| own.key() == line.key()) {
                    Some(own) => {
                        own.minor += line.minor;
                        own.count += line.count;
                        own.inside += line.inside;
                    }
                    None => all.lines.push(*line),
                }
            }
        }
        all.in_order()
    }

    fn in_order(mut self) -> Self {
        self.lines.sort_unstable_by_key(TotalLine::key);
        self.lines.shrink_to_fit();
        self
    }
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
        self.totals_among(entries.iter(), &self.members(entries))
    }

    /// The sums over each part of a list. What lies inside nothing counts the same wherever it is counted, so those sums of
    /// parts add up; whatever has a whole is looked at again in each part, since its whole may stand in another.
    pub(super) fn totals_of_parts(&self, cut: &Cut) -> Vec<Totals> {
        let has_whole = |ix: &EntryIx| self.whole[ix.0 as usize].is_some();
        let mut alone = vec![Totals::default(); cut.parts.len()];
        // Parts stand after the part around them.
        for (at, part) in cut.parts.iter().enumerate().rev() {
            alone[at] = match part.parts.is_empty() {
                true => {
                    let rows = cut.rows[part.rows.clone()].iter().filter(|ix| !has_whole(ix));
                    self.totals_among(rows, &HashSet::new())
                }
                false => Totals::sum(&alone[part.parts.clone()]),
            };
        }
        let both = |(part, alone): (&Part, Totals)| {
            let rows = &cut.rows[part.rows.clone()];
            match rows.iter().any(has_whole) {
                true => {
                    let inside = self.totals_among(rows.iter().filter(|ix| has_whole(ix)), &self.members(rows));
                    Totals::sum(&[alone, inside])
                }
                false => alone,
            }
        };
        cut.parts.iter().zip(alone).map(both).collect()
    }

    /// The sums over a set of entries by the year to which their money belongs, newest first, those without a year last. The
    /// years add up to the sums over the whole set.
    pub fn totals_by_year(&self, entries: &[EntryIx]) -> Vec<(Option<i16>, Totals)> {
        let years = self.totals_by(entries, |ix| [Reverse(self.money_year(ix))]);
        years.into_iter().map(|(Reverse(year), totals)| (year, totals)).collect()
    }

    /// The sums over groups of a set of entries, in the order of their keys. A part counts only where none of its wholes is in
    /// the set at all, whatever its group, so that groups that share no entry add up to the sums over the whole set.
    pub fn totals_by<K: Ord, G: IntoIterator<Item = K>>(
        &self,
        entries: &[EntryIx],
        groups: impl Fn(EntryIx) -> G,
    ) -> Vec<(K, Totals)> {
        let members = self.members(entries);
        let mut by_key: BTreeMap<K, Vec<EntryIx>> = BTreeMap::new();
        for ix in entries {
            for key in groups(*ix) {
                by_key.entry(key).or_default().push(*ix);
            }
        }
        let sums = |(key, entries): (K, Vec<EntryIx>)| (key, self.totals_among(entries.iter(), &members));
        by_key.into_iter().map(sums).collect()
    }

    /// The entries of a set of which others in it are parts.
    fn members(&self, entries: &[EntryIx]) -> HashSet<EntryIx> {
        let wholes: HashSet<EntryIx> = entries.iter().flat_map(|ix| self.wholes(*ix)).collect();
        if wholes.is_empty() {
            return wholes;
        }
        entries.iter().copied().filter(|ix| wholes.contains(ix)).collect()
    }

    /// Whether an entry is a part of one of the members that has an amount in the same line.
    fn is_inside(&self, ix: EntryIx, line: LineKey, members: &HashSet<EntryIx>) -> bool {
        let counts = |money: &Money| money.minor.is_some() && key(money) == line;
        if members.is_empty() || self.whole[ix.0 as usize].is_none() {
            return false;
        }
        let wholes = self.wholes(ix);
        wholes.iter().any(|whole| members.contains(whole) && self.amounts(*whole).iter().any(counts))
    }

    fn totals_among<'a>(&self, entries: impl Iterator<Item = &'a EntryIx>, members: &HashSet<EntryIx>) -> Totals {
        // There are few lines, and most sums belong to the line of the one before.
        let mut lines: Vec<TotalLine> = Vec::new();
        let mut at = 0;
        let mut without = 0;
        for ix in entries {
            let Some(field) = self.kind_of(*ix).role(Role::Amount) else { continue };
            let mut any = false;
            let amounts = self.entry(*ix).fields.get(field).map(|amounts| amounts.value.money());
            for money in amounts.unwrap_or_default() {
                let Some(minor) = money.minor else { continue };
                any = true;
                let line_key = key(money);
                if lines.get(at).is_none_or(|line| line.key() != line_key) {
                    at = lines.iter().position(|line| line.key() == line_key).unwrap_or(lines.len());
                }
                if at == lines.len() {
                    let (currency, basis, recurs) = line_key;
                    lines.push(TotalLine { currency, basis, recurs, minor: 0, count: 0, inside: 0 });
                }
                let line = &mut lines[at];
                if self.is_inside(*ix, line_key, members) {
                    line.inside += 1;
                } else {
                    line.minor += i128::from(minor);
                    line.count += 1;
                }
            }
            without += usize::from(!any);
        }
        Totals { lines, without }.in_order()
    }

    /// The sums of which an entry is a part, nearest first. Cycles are refused by the checks; this ends all the same.
    pub fn wholes(&self, ix: EntryIx) -> Vec<EntryIx> {
        let mut wholes = Vec::new();
        let mut at = ix;
        while let Some(whole) = self.whole[at.0 as usize] {
            if whole == ix || wholes.contains(&whole) {
                break;
            }
            wholes.push(whole);
            at = whole;
        }
        wholes
    }

    /// Of each entry the sum of which it is a part itself. Every total asks it of every sum, so it is found once.
    pub(super) fn whole_of_each(&self) -> Vec<Option<EntryIx>> {
        let whole = |ix: EntryIx| self.kind_of(ix).role(Role::Whole).and_then(|role| self.target(ix, role));
        (0..self.entries.len()).map(|at| whole(EntryIx::at(at))).collect()
    }
}
