//! The numbers of groups: exact sums and counts of entries by year, by the values of a field, or by who gives and who gets.
//!
//! A sum is one of [`Site::totals_by`]: currencies and bases are never added, and a part counts only where its whole is not
//! among all the entries that are drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{EntryIx, Value};
use crate::kind::{By, Drawing, FieldIx, Groups, Kind, KindIx, Measure, Type, YEARS};
use crate::map::Outline;
use crate::site::{Site, TotalLine, Totals};
use crate::value::{Basis, Currency, Recurrence};

/// The fewest groups that say anything beside each other.
const FEWEST: usize = 2;

/// In what the numbers of a figure are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minor units of a currency.
    Money(Currency, Basis),
    Entries,
}

/// What the entries of a row have in common.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    Year(i16),
    /// An entry to which they refer.
    Entry(EntryIx),
    /// Whom they come from, and to whom they go.
    Pair(EntryIx, EntryIx),
    /// An option, by its position, or a tag as the first of them writes it.
    Value(EntryIx, Value),
}

/// One bar, or one group of squares.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub label: Label,
    pub number: i128,
    /// How many entries the number is made of.
    pub count: usize,
}

/// One figure of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub unit: Unit,
    /// In the order in which they are drawn.
    pub rows: Vec<Row>,
    /// What the groups beyond the largest come to: how many groups, the number and its entries.
    pub others: Option<(usize, i128, usize)>,
    /// The sum over all entries, each once.
    pub total: i128,
    /// How many entries it is made of.
    pub count: usize,
    /// Entries with a number that belong to no group.
    pub without_group: usize,
    /// Amounts of the same entries in other currencies or on other bases, of which no figure is drawn.
    pub not_drawn: usize,
    /// Whether an entry may be in several groups, so that these do not add up to the total.
    pub overlaps: bool,
}

/// What groups are told apart by. Years order by time, all else by its first entry or its slug.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Nothing,
    Year(i16),
    Entry(EntryIx),
    Pair(EntryIx, EntryIx),
    Option(u16),
    Tag(Box<str>),
}

/// The figures of a chart of some entries of its kind, of sums in at most that many currencies.
pub fn figures(site: &Site, kind: KindIx, drawn: Groups, (entries, currencies): (&[EntryIx], usize)) -> Vec<Figure> {
    let of = site.kinds.get(kind);
    let mut labels: BTreeMap<Key, Label> = BTreeMap::new();
    for ix in entries {
        for (key, value) in groups_of(site, of, drawn.by, *ix) {
            if !labels.contains_key(&key) {
                let label = key.label(*ix, value);
                labels.extend(label.map(|label| (key, label)));
            }
        }
    }
    let grouped = Grouped { site, of, drawn, labels: &labels };
    let mut found = match drawn.measure {
        Measure::Amount => grouped.sums(entries, currencies),
        Measure::Count => vec![grouped.counts(entries)],
    };
    let all: usize = found.iter().map(|figure| figure.count + figure.not_drawn).max().unwrap_or_default();
    found.retain(|figure| tells(site, figure, drawn.drawing));
    let told: usize = found.iter().map(|figure| figure.count).sum();
    for figure in &mut found {
        figure.not_drawn = all.saturating_sub(told);
    }
    found
}

/// Whether there is something to compare: several groups, and where they stand by size, not all of one size.
fn tells(site: &Site, figure: &Figure, drawing: Drawing) -> bool {
    match drawing {
        Drawing::Flow => return parts_ways(figure),
        Drawing::Map => return figure.rows.iter().filter(|row| outline(site, row).is_some()).count() >= FEWEST,
        Drawing::Bars | Drawing::Sorted | Drawing::Units => {}
    }
    let numbers: Vec<i128> = figure.rows.iter().filter(|row| row.count > 0).map(|row| row.number).collect();
    numbers.len() >= FEWEST && (drawing != Drawing::Sorted || numbers.iter().any(|number| *number != numbers[0]))
}

/// What is drawn of the place of a row, where it is on the map and there is an amount.
pub fn outline<'a>(site: &'a Site, row: &Row) -> Option<&'a Outline> {
    match row.label {
        Label::Entry(ix) if row.number > 0 => site.outline(ix),
        _ => None,
    }
}

/// Whether a flow has several beginnings and several ends; with one of either, sorted bars say the same.
fn parts_ways(figure: &Figure) -> bool {
    let pairs = figure.rows.iter().filter(|row| row.number > 0).filter_map(|row| match row.label {
        Label::Pair(from, to) => Some((from, to)),
        _ => None,
    });
    let (from, to): (BTreeSet<EntryIx>, BTreeSet<EntryIx>) = pairs.unzip();
    from.len() >= FEWEST && to.len() >= FEWEST
}

impl Key {
    /// What an entry calls its group; `value` is what it writes of an option or a tag.
    fn label(&self, ix: EntryIx, value: Option<&Value>) -> Option<Label> {
        match self {
            Self::Nothing => None,
            Self::Year(year) => Some(Label::Year(*year)),
            Self::Entry(to) => Some(Label::Entry(*to)),
            Self::Pair(from, to) => Some(Label::Pair(*from, *to)),
            Self::Option(_) | Self::Tag(_) => value.map(|value| Label::Value(ix, value.clone())),
        }
    }
}

/// The groups to which an entry belongs, each with the value that says so.
fn groups_of<'a>(site: &'a Site, of: &Kind, by: By, ix: EntryIx) -> Vec<(Key, Option<&'a Value>)> {
    let field = match by {
        By::Year => {
            let year = if of.role(crate::kind::Role::Amount).is_some() {
                site.money_year(ix)
            } else {
                site.date(ix).map(crate::value::PartialDate::year)
            };
            return year.map(|year| (Key::Year(year), None)).into_iter().collect();
        }
        By::Pair(from, to) => {
            let ends = |field| named(site, ix, field);
            let pairs = ends(from).into_iter().flat_map(|from| ends(to).into_iter().map(move |to| (from, to)));
            return pairs.map(|(from, to)| (Key::Pair(from, to), None)).collect();
        }
        By::Field(field) => field,
    };
    let Some(held) = site.entry(ix).fields.get(field) else { return Vec::new() };
    let mut groups: Vec<(Key, Option<&Value>)> = Vec::new();
    for value in held.value.items() {
        let key = match (value, &of.field(field).ty) {
            (Value::Reference(reference), _) => reference.target.map(Key::Entry),
            (Value::Choice(at), _) => Some(Key::Option(*at)),
            (value, Type::Tag) => {
                let slug = value.text(site.entry(ix).language).map(crate::value::slug::slug);
                slug.map(|slug| Key::Tag(slug.into()))
            }
            _ => None,
        };
        let key = key.filter(|key| groups.iter().all(|(known, _)| known != key));
        groups.extend(key.map(|key| (key, Some(value))));
    }
    groups
}

/// The entries to which a field refers, each once.
fn named(site: &Site, ix: EntryIx, field: FieldIx) -> Vec<EntryIx> {
    let Some(held) = site.entry(ix).fields.get(field) else { return Vec::new() };
    let targets = held.value.items().filter_map(|value| match value {
        Value::Reference(reference) => reference.target,
        _ => None,
    });
    let mut named = Vec::new();
    for target in targets {
        if !named.contains(&target) {
            named.push(target);
        }
    }
    named
}

struct Grouped<'a> {
    site: &'a Site,
    of: &'a Kind,
    drawn: Groups,
    labels: &'a BTreeMap<Key, Label>,
}

impl Grouped<'_> {
    fn keys(&self, ix: EntryIx) -> Vec<Key> {
        let keys: Vec<Key> = groups_of(self.site, self.of, self.drawn.by, ix).into_iter().map(|(key, _)| key).collect();
        if keys.is_empty() { vec![Key::Nothing] } else { keys }
    }

    fn counts(&self, entries: &[EntryIx]) -> Figure {
        let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
        for key in entries.iter().flat_map(|ix| self.keys(*ix)) {
            *by_key.entry(key).or_default() += 1;
        }
        let without = by_key.remove(&Key::Nothing).unwrap_or_default();
        let number = |count: usize| i128::try_from(count).unwrap_or(i128::MAX);
        let rows = by_key.into_iter().filter_map(|(key, count)| self.row(&key, number(count), count)).collect();
        self.figure(Unit::Entries, rows, (number(entries.len()), entries.len(), without))
    }

    /// A figure for each currency of the basis that is usual here, of so many as are the most usual.
    fn sums(&self, entries: &[EntryIx], currencies: usize) -> Vec<Figure> {
        let whole = self.site.totals(entries);
        let Some(basis) = whole.usual_basis() else { return Vec::new() };
        let by_key = self.site.totals_by(entries, |ix| self.keys(ix));
        let is_usual = |line: &&TotalLine| line.basis == basis && line.recurs == Recurrence::Once;
        let all: usize = whole.lines.iter().map(|line| line.count).sum();
        let mut lines: Vec<&TotalLine> = whole.lines.iter().filter(is_usual).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.count));
        lines.truncate(currencies);
        lines.sort_by_key(|line| line.currency);
        lines.into_iter().map(|line| Figure { not_drawn: all - line.count, ..self.sum(line, &by_key) }).collect()
    }

    fn sum(&self, whole: &TotalLine, by_key: &[(Key, Totals)]) -> Figure {
        let same =
            |line: &&TotalLine| (line.currency, line.basis, line.recurs) == (whole.currency, whole.basis, whole.recurs);
        let of_line = |(key, totals): &'_ (Key, Totals)| {
            let line = totals.lines.iter().find(same).filter(|line| line.count > 0)?;
            Some((key.clone(), line.minor, line.count))
        };
        let all: Vec<(Key, i128, usize)> = by_key.iter().filter_map(of_line).collect();
        let without = all.iter().find(|(key, ..)| *key == Key::Nothing).map_or(0, |(_, _, count)| *count);
        let rows = all.iter().filter_map(|(key, number, count)| self.row(key, *number, *count)).collect();
        self.figure(Unit::Money(whole.currency, whole.basis), rows, (whole.minor, whole.count, without))
    }

    fn row(&self, key: &Key, number: i128, count: usize) -> Option<Row> {
        self.labels.get(key).map(|label| Row { label: label.clone(), number, count })
    }

    fn figure(&self, unit: Unit, mut rows: Vec<Row>, (total, count, without_group): (i128, usize, usize)) -> Figure {
        let overlaps = self.of.overlaps(self.drawn.by);
        let mut others = None;
        match (self.drawn.drawing, self.drawn.drawing.largest()) {
            (Drawing::Bars, _) => fill_years(&mut rows),
            (_, None) => {}
            (_, Some(largest)) => {
                rows.sort_by_key(|row| std::cmp::Reverse(row.number));
                if rows.len() > largest + 1 {
                    let rest = rows.split_off(largest);
                    let sums =
                        rest.iter().fold((0, 0), |(number, count), row| (number + row.number, count + row.count));
                    others = Some((rest.len(), sums.0, sums.1));
                }
            }
        }
        Figure { unit, rows, others, total, count, without_group, not_drawn: 0, overlaps }
    }
}

/// Years without a number between those with one have a row too, so that time runs evenly.
fn fill_years(rows: &mut Vec<Row>) {
    let year = |row: &Row| if let Label::Year(year) = row.label { Some(year) } else { None };
    let years: BTreeSet<i16> = rows.iter().filter_map(year).collect();
    if let (Some(first), Some(last)) = (years.first().copied(), years.last().copied())
        && last - first < YEARS
    {
        let missing = (first..=last).filter(|year| !years.contains(year));
        rows.extend(missing.map(|year| Row { label: Label::Year(year), number: 0, count: 0 }));
    }
    rows.sort_by_key(year);
}
