//! The answer to a state by looking at every entry: slow, simple, and without an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use glasklar::entry::EntryIx;
use glasklar::lang::Language;
use glasklar::search::ask::Notice;
use glasklar::value::Money;

use super::asked::{Asked, Day};
use super::scanned::{Scanned, World};

/// Currency, basis and recurrence.
pub type Line = (String, String, String);

/// What a state finds.
#[derive(Debug, PartialEq)]
pub struct Scan {
    pub asked: bool,
    /// The numbers of the entries in order; rising where it is the order of relevance, which only the index knows.
    pub documents: Vec<u32>,
    pub is_ranked: bool,
    pub notices: BTreeSet<Notice>,
    pub facets: BTreeMap<String, BTreeMap<String, usize>>,
    /// Minor units, how many amounts, how many inside others.
    pub totals: BTreeMap<Line, (i128, usize, usize)>,
    pub without: usize,
    pub groups: Option<Vec<Group>>,
}

/// Slug, count, and by line: sum, count, average, median, largest.
pub type Group = (String, usize, BTreeMap<Line, (i128, usize, i128, i128, i128)>);

pub fn line(money: &Money) -> Line {
    (money.currency.code().to_owned(), money.basis.id().to_owned(), money.recurs.id().to_owned())
}

/// The numbers of entries.
pub type Entries = BTreeSet<u32>;

impl World<'_> {
    /// The answer to a state for a reader of a language.
    pub fn scan(&self, asked: &Asked, reader: Language) -> Scan {
        let mut notices = BTreeSet::new();
        let question = self.question(asked, &mut notices);
        let ranges = self.ranges(asked, &mut notices);
        let known = |facet: &str, slug: &str| {
            self.entries.iter().any(|entry| entry.values.get(facet).is_some_and(|own| own.contains(slug)))
        };
        for (facet, slug, _) in asked.chosen.iter().filter(|(facet, slug, _)| !known(facet, slug)) {
            notices.insert(Notice::Value { facet: facet.clone(), value: slug.clone() });
        }
        let is_asked = question.asked || ranges.is_some() || !asked.chosen.is_empty();
        let base: Entries = match &ranges {
            Some(ranges) => question.documents.intersection(ranges).copied().collect(),
            None => question.documents.clone(),
        };
        let result: Entries = base.iter().copied().filter(|at| self.is_chosen(*at, asked, "")).collect();
        let result = if is_asked { result } else { Entries::new() };
        let sort = match asked.sort {
            Some("relevance") | None if question.words > 0 => "relevance",
            Some("relevance") | None => "newest",
            Some(sort) => sort,
        };
        let entries: Vec<EntryIx> = result.iter().map(|at| self.entries[*at as usize].ix).collect();
        let totals = self.site.totals(&entries);
        let told = |line: &glasklar::site::TotalLine| {
            let key = (line.currency.code().to_owned(), line.basis.id().to_owned(), line.recurs.id().to_owned());
            (key, (line.minor, line.count, line.inside))
        };
        let totals_by_line: BTreeMap<Line, (i128, usize, usize)> = totals.lines.iter().map(told).collect();
        Scan {
            asked: is_asked,
            documents: self.in_order(&result, sort, asked, reader),
            is_ranked: sort == "relevance",
            notices,
            facets: self.facets(asked, &base, is_asked),
            without: totals.without,
            groups: asked.group.as_ref().filter(|_| is_asked).map(|facet| self.groups(facet, &result, &totals_by_line)),
            totals: totals_by_line,
        }
    }

    pub fn all(&self) -> Entries {
        (0..self.entries.len() as u32).collect()
    }

    pub fn those(&self, holds: impl Fn(&Scanned) -> bool) -> Entries {
        (0..).zip(&self.entries).filter(|(_, entry)| holds(entry)).map(|(at, _)| at).collect()
    }

    /// Whether an entry has the values that were chosen, those of one facet left aside.
    fn is_chosen(&self, at: u32, asked: &Asked, aside: &str) -> bool {
        let entry = &self.entries[at as usize];
        let facets: BTreeSet<&String> = asked.chosen.iter().map(|(facet, ..)| facet).collect();
        facets.into_iter().filter(|facet| *facet != aside).all(|facet| {
            let own = asked.chosen.iter().filter(|(name, ..)| name == facet);
            let has = |slug: &String| entry.values.get(facet).is_some_and(|values| values.contains(slug));
            let (outs, ins): (Vec<_>, Vec<_>) = own.partition(|(_, _, is_out)| *is_out);
            (ins.is_empty() || ins.iter().any(|(_, slug, _)| has(slug))) && !outs.iter().any(|(_, slug, _)| has(slug))
        })
    }

    fn facets(&self, asked: &Asked, base: &Entries, is_asked: bool) -> BTreeMap<String, BTreeMap<String, usize>> {
        let names: BTreeSet<&String> = self.entries.iter().flat_map(|entry| entry.values.keys()).collect();
        let mut facets = BTreeMap::new();
        for facet in names {
            let mut counts = BTreeMap::new();
            let counted = (0..)
                .zip(&self.entries)
                .filter(|(at, _)| !is_asked || base.contains(at) && self.is_chosen(*at, asked, facet));
            for slug in counted.filter_map(|(_, entry)| entry.values.get(facet)).flatten() {
                *counts.entry(slug.clone()).or_insert(0) += 1;
            }
            facets.insert(facet.clone(), counts);
        }
        facets
    }

    fn ranges(&self, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Option<Entries> {
        let mut sets = Vec::new();
        if asked.from.is_some() || asked.to.is_some() {
            sets.push(self.dated(asked.from, asked.to, "from", notices));
        }
        if asked.min.is_some() || asked.max.is_some() {
            let currencies: Vec<String> = asked
                .chosen
                .iter()
                .filter(|(facet, _, is_out)| facet == "currency" && !is_out)
                .map(|(_, slug, _)| slug.to_uppercase())
                .collect();
            let counts =
                |money: &Money| currencies.is_empty() || currencies.iter().any(|own| own == money.currency.code());
            let (mut min, mut max) = (asked.min, asked.max);
            if min.zip(max).is_some_and(|(min, max)| min > max) {
                (min, max) = (max, min);
                notices.insert(Notice::Reversed { name: "min".into() });
            }
            sets.push(self.those(|entry| entry.amounts.iter().any(|own| counts(own) && is_within(own, min, max))));
        }
        sets.into_iter().reduce(|a, b| a.intersection(&b).copied().collect())
    }

    pub fn dated(&self, from: Option<Day>, to: Option<Day>, name: &str, notices: &mut BTreeSet<Notice>) -> Entries {
        let (mut from, mut to) = (from, to);
        if from.zip(to).is_some_and(|(from, to)| from > last(to)) {
            (from, to) = (to, from);
            notices.insert(Notice::Reversed { name: name.to_owned() });
        }
        let fits = |first: Day, end: Day| from.is_none_or(|from| end >= from) && to.is_none_or(|to| first <= last(to));
        self.those(|entry| entry.days.is_some_and(|(first, end)| fits(first, end)))
    }

    fn in_order(&self, result: &Entries, sort: &str, asked: &Asked, reader: Language) -> Vec<u32> {
        let mut order: Vec<u32> = result.iter().copied().collect();
        let entry = |at: &u32| &self.entries[*at as usize];
        match sort {
            "oldest" => {
                let (mut dated, undated): (Vec<u32>, Vec<u32>) =
                    order.into_iter().partition(|at| entry(at).days.is_some());
                dated.reverse();
                order = [dated, undated].concat();
            }
            "amount" | "smallest" => {
                let currencies = self.currencies(asked);
                order.sort_by_key(|at| {
                    let found = (0..).zip(&currencies).find_map(|(place, currency)| {
                        let own = entry(at).amounts.iter().filter(|money| money.currency.code() == currency);
                        let minor = own.filter_map(|money| money.minor).map(i128::from);
                        let best = if sort == "amount" { minor.max().map(|most| -most) } else { minor.min() };
                        best.map(|best| (place, best))
                    });
                    found.map_or((1, (0, 0)), |found| (0, found))
                });
            }
            "name" => {
                let collator = &self.site.interface.of(reader).collator;
                let title = |at: &u32| self.site.title(entry(at).ix, reader);
                order.sort_by(|a, b| collator.compare(title(a), title(b)).then(a.cmp(b)));
            }
            _ => {}
        }
        order
    }

    /// The currencies that most entries have first; the chosen ones where some are.
    fn currencies(&self, asked: &Asked) -> Vec<String> {
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for slug in self.entries.iter().filter_map(|entry| entry.values.get("currency")).flatten() {
            *counts.entry(slug).or_insert(0) += 1;
        }
        let mut currencies: Vec<(&String, usize)> = counts.into_iter().collect();
        currencies.sort_by_key(|(slug, count)| (Reverse(*count), (*slug).clone()));
        let chosen: Vec<&String> = asked
            .chosen
            .iter()
            .filter(|(facet, _, out)| facet == "currency" && !out)
            .map(|(_, slug, _)| slug)
            .collect();
        let wanted = currencies.into_iter().filter(|(slug, _)| chosen.is_empty() || chosen.contains(slug));
        wanted.map(|(slug, _)| slug.to_uppercase()).collect()
    }

    fn groups(&self, facet: &str, result: &Entries, totals: &BTreeMap<Line, (i128, usize, usize)>) -> Vec<Group> {
        let members: BTreeSet<EntryIx> = result.iter().map(|at| self.entries[*at as usize].ix).collect();
        let is_inside = |ix: EntryIx, own: &Money| {
            let same = |other: &Money| other.minor.is_some() && line(other) == line(own);
            self.site
                .wholes(ix)
                .iter()
                .any(|whole| members.contains(whole) && self.site.amounts(*whole).iter().any(same))
        };
        let mut groups: BTreeMap<&String, (usize, BTreeMap<Line, Vec<i128>>)> = BTreeMap::new();
        for entry in result.iter().map(|at| &self.entries[*at as usize]) {
            for slug in entry.values.get(facet).into_iter().flatten() {
                let group = groups.entry(slug).or_default();
                group.0 += 1;
                for own in entry.amounts.iter().filter(|own| !is_inside(entry.ix, own)) {
                    group.1.entry(line(own)).or_default().extend(own.minor.map(i128::from));
                }
            }
        }
        let mut groups: Vec<Group> = groups
            .into_iter()
            .map(|(slug, (count, lines))| {
                (slug.clone(), count, lines.into_iter().map(|(line, minor)| (line, told(minor))).collect())
            })
            .collect();
        let most = totals.values().map(|(_, count, _)| *count).max().filter(|count| *count > 0);
        // The codes of lines follow their currency, basis and recurrence as the model orders them.
        let lines = self.lines();
        let lead =
            lines.into_iter().find(|line| totals.get(line).map(|(_, count, _)| *count) == most && most.is_some());
        groups.sort_by_key(|(slug, count, lines)| {
            let sum = lead.as_ref().and_then(|lead| lines.get(lead)).map(|told| told.0);
            (Reverse(sum), Reverse(*count), slug.clone())
        });
        groups
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<&Money> = self.entries.iter().flat_map(|entry| &entry.amounts).collect();
        lines.sort_by_key(|money| (money.currency, money.basis, money.recurs));
        let mut lines: Vec<Line> = lines.into_iter().map(line).collect();
        lines.dedup();
        lines
    }
}

/// The last day that a date can mean.
fn last((year, month, day): Day) -> Day {
    match (month, day) {
        (0, _) => (year, 12, 31),
        (_, 0) => (year, month, 31),
        _ => (year, month, day),
    }
}

/// Whether an amount lies between two in hundredths of the major unit.
pub fn is_within(money: &Money, min: Option<i128>, max: Option<i128>) -> bool {
    let unit = 10_i128.pow(money.currency.minor_digits());
    let minor = money.minor.map(i128::from).expect("an amount");
    min.is_none_or(|min| minor * 100 >= min * unit) && max.is_none_or(|max| minor * 100 <= max * unit)
}

/// Sum, count, average, median, largest.
fn told(mut minor: Vec<i128>) -> (i128, usize, i128, i128, i128) {
    minor.sort_unstable();
    let (sum, count) = (minor.iter().sum::<i128>(), minor.len());
    let rounded = |sum: i128, by: i128| (2 * sum.abs() + by) / (2 * by) * sum.signum();
    let middle = if count % 2 == 1 { 2 * minor[count / 2] } else { minor[count / 2 - 1] + minor[count / 2] };
    (sum, count, rounded(sum, count as i128), rounded(middle, 2), minor[count - 1])
}
