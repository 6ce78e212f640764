//! Sums over a result, exact and per line, and the same by the values of a facet.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::columns::{Amount, Amounts, Codes};
use super::set::Set;

/// The sums over a result, by the number of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub lines: BTreeMap<usize, TotalLine>,
    /// Entries of kinds that have amounts, with none.
    pub without: usize,
}

/// One sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TotalLine {
    /// Whole minor units.
    pub minor: i128,
    /// How many amounts the sum is made of.
    pub count: usize,
    /// How many more lie inside one already counted.
    pub inside: usize,
}

/// What a result has under one value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub code: u32,
    /// How many entries.
    pub count: usize,
    /// By the number of the line.
    pub lines: BTreeMap<usize, GroupLine>,
}

/// The amounts of a group in one line, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GroupLine {
    pub minor: i128,
    pub count: usize,
    /// To the minor unit, halves away from zero, as the median.
    pub average: i128,
    pub median: i128,
    pub largest: i64,
}

/// The amounts of a result, each once: of a part nothing that its whole in the result also counts.
pub struct Money<'a> {
    pub result: &'a Set,
    pub amounts: &'a Amounts,
    /// The documents of which others are parts, by the part.
    pub wholes: &'a HashMap<u32, Vec<u32>>,
}

impl Money<'_> {
    /// The sums over the result.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for document in self.result.iter() {
            totals.without += usize::from(self.amounts.is_without(document));
            for amount in self.amounts.of(document) {
                let line = totals.lines.entry(amount.0).or_default();
                if self.is_inside(document, amount) {
                    line.inside += 1;
                } else {
                    line.minor += i128::from(amount.1);
                    line.count += 1;
                }
            }
        }
        totals
    }

    /// The result by the values of a facet: those with the largest sums in the line of most amounts first, then those of most
    /// entries. `slug` tells a value's.
    pub fn groups<'s>(&self, codes: &Codes, slug: impl Fn(u32) -> &'s str) -> Vec<Group> {
        let mut members: BTreeMap<u32, (usize, BTreeMap<usize, Vec<i64>>)> = BTreeMap::new();
        for document in self.result.iter() {
            let counted = self.amounts.of(document).iter().filter(|amount| !self.is_inside(document, amount));
            let counted: Vec<&Amount> = counted.collect();
            for code in codes.of(document) {
                let (count, lines) = members.entry(*code).or_default();
                *count += 1;
                counted.iter().for_each(|(line, minor)| lines.entry(*line).or_default().push(*minor));
            }
        }
        let group = |(code, (count, lines)): (u32, (usize, BTreeMap<usize, Vec<i64>>))| {
            let lines = lines.into_iter().filter_map(|(line, minor)| Some((line, GroupLine::of(minor)?)));
            Group { code, count, lines: lines.collect() }
        };
        let mut groups: Vec<Group> = members.into_iter().map(group).collect();
        let lead = self.totals().most_counted();
        let sum = |group: &Group| lead.and_then(|line| group.lines.get(&line)).map(|line| line.minor);
        groups.sort_by(|a, b| {
            let by_sum = sum(b).cmp(&sum(a));
            by_sum.then(b.count.cmp(&a.count)).then_with(|| slug(a.code).cmp(slug(b.code)))
        });
        groups
    }

    /// Whether one of the wholes of a document is in the result and has an amount in the same line.
    fn is_inside(&self, document: u32, (line, _): &Amount) -> bool {
        let counts =
            |whole: &u32| self.result.has(*whole) && self.amounts.of(*whole).iter().any(|(other, _)| other == line);
        self.wholes.get(&document).is_some_and(|wholes| wholes.iter().any(counts))
    }
}

impl Totals {
    /// The line with most amounts; of several the first.
    fn most_counted(&self) -> Option<usize> {
        let lines = self.lines.iter().filter(|(_, line)| line.count > 0);
        lines.max_by_key(|(number, line)| (line.count, std::cmp::Reverse(**number))).map(|(number, _)| *number)
    }
}

impl GroupLine {
    fn of(mut amounts: Vec<i64>) -> Option<Self> {
        amounts.sort_unstable();
        let (largest, count) = (*amounts.last()?, amounts.len());
        let minor = amounts.iter().copied().map(i128::from).sum();
        let middle = i128::from(amounts[(count - 1) / 2]) + i128::from(amounts[count / 2]);
        Some(Self { minor, count, average: divided(minor, count as i128), median: divided(middle, 2), largest })
    }
}

/// To the nearest whole number, halves away from zero.
fn divided(sum: i128, by: i128) -> i128 {
    let magnitude = (sum.abs() * 2 + by) / (by * 2);
    if sum < 0 { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (sum, by, quotient) in [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (5, 3, 2), (0, 7, 0), (7, 7, 1)] {
            assert_eq!(divided(sum, by), quotient, "{sum}/{by}");
        }
    }

    #[test]
    fn a_median_is_the_middle_or_the_mean_of_two() {
        let median = |amounts: &[i64]| GroupLine::of(amounts.to_vec()).map(|line| line.median);
        assert_eq!(median(&[9, 1, 4]), Some(4));
        assert_eq!(median(&[9, 1, 4, 5]), Some(5));
        assert_eq!(median(&[i64::MAX, i64::MAX]), Some(i128::from(i64::MAX)));
        assert_eq!(median(&[]), None);
    }
}
