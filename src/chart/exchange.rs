//! Money to an entry and from it, by year, on one scale.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::EntryIx;
use crate::kind::{FieldIx, KindIx, YEARS};
use crate::site::{Site, TotalLine, Totals};
use crate::value::{Basis, Currency, Recurrence};

/// The sums of one year: what came and what went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    pub incoming: i128,
    pub outgoing: i128,
    /// How many entries they are made of.
    pub count: usize,
}

/// Sums in both directions, of one currency and basis, in minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    pub currency: Currency,
    pub basis: Basis,
    /// Every year from the first to the last.
    pub years: Vec<(i16, Sums)>,
    pub total: Sums,
    /// Entries without a year.
    pub undated: usize,
    /// Amounts of the same entries in other currencies or on other bases, of which nothing is drawn.
    pub not_drawn: usize,
}

/// The entries of a kind by which money comes to an entry, and those by which it goes from it. What goes from it to itself
/// does neither.
pub fn directions(site: &Site, kind: KindIx, (from, to): (FieldIx, FieldIx), ix: EntryIx) -> [Vec<EntryIx>; 2] {
    let (incoming, outgoing) = (site.referring_by(ix, kind, to), site.referring_by(ix, kind, from));
    let went: BTreeSet<EntryIx> = outgoing.iter().copied().collect();
    let both: BTreeSet<EntryIx> = incoming.iter().filter(|one| went.contains(one)).copied().collect();
    [incoming, outgoing].map(|entries| entries.into_iter().filter(|one| !both.contains(one)).collect())
}

/// For each currency of the basis that is usual among all these entries, where money went both ways, but at most for that
/// many.
pub fn exchanges(site: &Site, [incoming, outgoing]: &[Vec<EntryIx>; 2], currencies: usize) -> Vec<Exchange> {
    let all: Vec<EntryIx> = incoming.iter().chain(outgoing).copied().collect();
    let whole = site.totals(&all);
    let Some(basis) = whole.usual_basis() else { return Vec::new() };
    let by_year = |entries: &[EntryIx]| site.totals_by(entries, |ix| [site.money_year(ix)]);
    let (came, went) = (by_year(incoming), by_year(outgoing));
    let amounts: usize = whole.lines.iter().map(|line| line.count).sum();
    let is_usual = |line: &&TotalLine| line.basis == basis && line.recurs == Recurrence::Once;
    let drawn: Vec<Exchange> = whole
        .lines
        .iter()
        .filter(is_usual)
        .map(|line| exchange((line.currency, basis), &came, &went))
        .filter(|drawn| drawn.total.incoming != 0 && drawn.total.outgoing != 0)
        .take(currencies)
        .collect();
    let told: usize = drawn.iter().map(|drawn| drawn.total.count).sum();
    let not_drawn = amounts.saturating_sub(told);
    drawn.into_iter().map(|drawn| Exchange { not_drawn, ..drawn }).collect()
}

type ByYear = [(Option<i16>, Totals)];

fn exchange((currency, basis): (Currency, Basis), came: &ByYear, went: &ByYear) -> Exchange {
    let mut years: BTreeMap<Option<i16>, Sums> = BTreeMap::new();
    let same = |line: &&TotalLine| (line.currency, line.basis, line.recurs) == (currency, basis, Recurrence::Once);
    let lines = |sums: &'_ ByYear| -> Vec<(Option<i16>, i128, usize)> {
        let of_year = |(year, totals): &(Option<i16>, Totals)| {
            let line = totals.lines.iter().find(same)?;
            Some((*year, line.minor, line.count))
        };
        sums.iter().filter_map(of_year).collect()
    };
    for (year, minor, count) in lines(came) {
        let sums = years.entry(year).or_default();
        sums.incoming += minor;
        sums.count += count;
    }
    for (year, minor, count) in lines(went) {
        let sums = years.entry(year).or_default();
        sums.outgoing += minor;
        sums.count += count;
    }
    let total = years.values().fold(Sums::default(), |all, one| Sums {
        incoming: all.incoming + one.incoming,
        outgoing: all.outgoing + one.outgoing,
        count: all.count + one.count,
    });
    let undated = years.remove(&None).map_or(0, |sums| sums.count);
    let years = filled(years.into_iter().filter_map(|(year, sums)| Some((year?, sums))).collect());
    Exchange { currency, basis, years, total, undated, not_drawn: 0 }
}

/// Years without money between those with some have a place too, so that time runs evenly.
fn filled(known: BTreeMap<i16, Sums>) -> Vec<(i16, Sums)> {
    let (Some((first, _)), Some((last, _))) = (known.first_key_value(), known.last_key_value()) else {
        return Vec::new();
    };
    if last - first >= YEARS {
        return known.into_iter().collect();
    }
    (*first..=*last).map(|year| (year, known.get(&year).copied().unwrap_or_default())).collect()
}
