//! The numbers of pictures: exact sums and counts of entries by year or by the values of a field.
//!
//! A sum is one of [`Site::totals_by`]: currencies and bases are never added, and a part counts only where its whole is not
//! among all the entries that are drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Address, Fixed};
use crate::entry::{EntryIx, Value};
use crate::kind::{By, Chart, Drawing, Kind, KindIx, Measure, On, Type};
use crate::lang::Language;
use crate::site::{Listing, ListingIx, Site, Subject, TotalLine, Totals};
use crate::value::{Basis, Currency, Recurrence};

/// The most groups that are drawn one by one; the rest are told of together.
pub const LARGEST: usize = 10;
/// The most years between the first and the last that are all drawn, with or without a number.
const YEARS: i16 = 40;
/// The most currencies, each with a figure of its own.
const FIGURES: usize = 4;
/// The fewest groups that say anything beside each other.
const FEWEST: usize = 2;

/// The page of a picture, and so the entries that it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Home,
    List(ListingIx),
    /// The page of an entry: those that refer to it.
    Entry(EntryIx),
}

/// A picture that stands on a page: the kind that declares it, its position there, and the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartIx {
    pub kind: KindIx,
    pub at: usize,
    /// The position among the chart's own places.
    on: usize,
    pub place: Place,
}

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
    Option(u16),
    Tag(Box<str>),
}

/// The pictures of a page, those of the first kinds first.
pub fn charts_at(site: &Site, place: Place) -> Vec<ChartIx> {
    let own = |kind: KindIx| match place {
        Place::Home => true,
        Place::List(list) => site.listings.get(list).kind == kind,
        Place::Entry(_) => true,
    };
    // The list of a value says nothing more by the field of that value.
    let is_told = |by: By| match place {
        Place::List(list) => {
            matches!(site.listings.get(list).subject, Subject::Value { field, .. } if by == By::Field(field))
        }
        Place::Home | Place::Entry(_) => false,
    };
    let stands = |of: &Kind, on: On| match (place, on) {
        (Place::Home, On::Home) | (Place::List(_), On::List) => true,
        (Place::Entry(ix), On::Field(_)) => of.charted_at(on) == Some(site.entry(ix).kind),
        _ => false,
    };
    let mut found = Vec::new();
    for (kind, of) in site.kinds.iter().filter(|(kind, _)| own(*kind)) {
        for (at, chart) in of.charts.iter().enumerate().filter(|(_, chart)| !is_told(chart.by)) {
            let places = chart.on.iter().enumerate().filter(|(_, place)| stands(of, **place));
            found.extend(places.map(|(on, _)| ChartIx { kind, at, on, place }));
        }
    }
    found
}

/// Whether pictures can stand on the page of a list: on the whole of a kind's, or of a value's.
pub fn is_drawn(listing: &Listing, part: usize) -> bool {
    part == 0 && matches!(listing.subject, Subject::Kind | Subject::Value { .. })
}

impl ChartIx {
    pub fn chart(self, site: &Site) -> &Chart {
        &site.kinds.get(self.kind).charts[self.at]
    }

    fn on(self, site: &Site) -> On {
        self.chart(site).on[self.on]
    }

    /// What the entries of an entry's page are called there: the heading of the relation.
    pub fn relation(self, site: &Site, language: Language) -> Option<&str> {
        let On::Field(field) = self.on(site) else { return None };
        site.kinds.get(self.kind).field(field).back.as_ref().map(|back| back.get(language))
    }

    /// What it draws.
    pub fn entries(self, site: &Site) -> Vec<EntryIx> {
        match (self.place, self.on(site)) {
            (Place::Home, _) => site.list(self.kind).to_vec(),
            (Place::List(list), _) => site.listings.get(list).rows(0).to_vec(),
            (Place::Entry(ix), On::Field(field)) => site.referring_by(ix, self.kind, field),
            (Place::Entry(_), _) => Vec::new(),
        }
    }

    /// Its figures; none where there is too little to compare.
    pub fn figures(self, site: &Site) -> Vec<Figure> {
        figures(site, self.kind, self.chart(site), &self.entries(site))
    }

    /// Where its numbers stand as a file: beside the page in the site's first language.
    pub fn csv_address(self, site: &Site) -> Option<Address> {
        let language = site.config.languages[0];
        let page = match self.place {
            Place::Home => site.addresses().fixed(Fixed::Home, language),
            Place::List(list) => site.listings.get(list).address(site, 0, language)?,
            Place::Entry(ix) => site.address(ix, language),
        };
        let stem = page.file().strip_suffix(".html")?;
        let (kind, chart) = (&site.kinds.get(self.kind).id, &self.chart(site).name);
        let field = match self.on(site) {
            On::Field(field) => format!("-{}", site.kinds.get(self.kind).field(field).name),
            On::List | On::Home => String::new(),
        };
        Some(Address::new(format!("{stem}.{kind}-{chart}{field}.csv")))
    }

    /// Where the entries of a row stand together, where they have a page.
    pub fn records_of(self, site: &Site, label: &Label, language: Language) -> Option<Address> {
        match label {
            Label::Entry(ix) => Some(site.address(*ix, language)),
            // Lists are cut by the dates of their rows, which need not be the years of the money.
            Label::Year(_) if self.place == Place::Home => {
                Some(site.addresses().list(site.kinds.get(self.kind), language))
            }
            Label::Year(_) => None,
            Label::Value(ix, value) => {
                let By::Field(field) = self.chart(site).by else { return None };
                let list = site.listing_of(*ix, field, value)?;
                site.listings.get(list).address(site, 0, language)
            }
        }
    }
}

/// The figures of a chart of some entries of its kind.
pub fn figures(site: &Site, kind: KindIx, chart: &Chart, entries: &[EntryIx]) -> Vec<Figure> {
    let of = site.kinds.get(kind);
    let mut labels: BTreeMap<Key, Label> = BTreeMap::new();
    for ix in entries {
        for (key, label) in groups_of(site, of, chart.by, *ix) {
            labels.entry(key).or_insert(label);
        }
    }
    let grouped = Grouped { site, of, chart, labels: &labels };
    let mut found = match chart.measure {
        Measure::Amount => grouped.sums(entries),
        Measure::Count => vec![grouped.counts(entries)],
    };
    let all: usize = found.iter().map(|figure| figure.count + figure.not_drawn).max().unwrap_or_default();
    found.retain(|figure| tells(figure, chart.drawing));
    let drawn: usize = found.iter().map(|figure| figure.count).sum();
    for figure in &mut found {
        figure.not_drawn = all.saturating_sub(drawn);
    }
    found
}

/// Whether there is something to compare: several groups, and where they stand by size, not all of one size.
fn tells(figure: &Figure, drawing: Drawing) -> bool {
    let numbers: Vec<i128> = figure.rows.iter().filter(|row| row.count > 0).map(|row| row.number).collect();
    numbers.len() >= FEWEST && (drawing != Drawing::Sorted || numbers.iter().any(|number| *number != numbers[0]))
}

/// The groups to which an entry belongs.
fn groups_of(site: &Site, of: &Kind, by: By, ix: EntryIx) -> Vec<(Key, Label)> {
    let field = match by {
        By::Year => {
            let year = if of.role(crate::kind::Role::Amount).is_some() {
                site.money_year(ix)
            } else {
                site.date(ix).map(crate::value::PartialDate::year)
            };
            return year.map(|year| (Key::Year(year), Label::Year(year))).into_iter().collect();
        }
        By::Field(field) => field,
    };
    let Some(held) = site.entry(ix).fields.get(field) else { return Vec::new() };
    let mut groups: Vec<(Key, Label)> = Vec::new();
    for value in held.value.items() {
        let group = match (value, &of.field(field).ty) {
            (Value::Reference(reference), _) => reference.target.map(|to| (Key::Entry(to), Label::Entry(to))),
            (Value::Choice(at), _) => Some((Key::Option(*at), Label::Value(ix, value.clone()))),
            (value, Type::Tag) => {
                let slug = value.text(site.entry(ix).language).map(crate::value::slug::slug);
                slug.map(|slug| (Key::Tag(slug.into()), Label::Value(ix, value.clone())))
            }
            _ => None,
        };
        groups.extend(group.filter(|(key, _)| groups.iter().all(|(known, _)| known != key)));
    }
    groups
}

struct Grouped<'a> {
    site: &'a Site,
    of: &'a Kind,
    chart: &'a Chart,
    labels: &'a BTreeMap<Key, Label>,
}

impl Grouped<'_> {
    fn keys(&self, ix: EntryIx) -> Vec<Key> {
        let keys: Vec<Key> = groups_of(self.site, self.of, self.chart.by, ix).into_iter().map(|(key, _)| key).collect();
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

    /// A figure for each currency of the basis that is usual here.
    fn sums(&self, entries: &[EntryIx]) -> Vec<Figure> {
        let whole = self.site.totals(entries);
        let Some(basis) = whole.usual_basis() else { return Vec::new() };
        let by_key = self.site.totals_by(entries, |ix| self.keys(ix));
        let is_usual = |line: &&TotalLine| line.basis == basis && line.recurs == Recurrence::Once;
        let all: usize = whole.lines.iter().map(|line| line.count).sum();
        let lines = whole.lines.iter().filter(is_usual).take(FIGURES);
        lines.map(|line| Figure { not_drawn: all - line.count, ..self.sum(line, &by_key) }).collect()
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
        let overlaps = self.of.overlaps(self.chart.by);
        let mut others = None;
        match self.chart.drawing {
            Drawing::Bars => fill_years(&mut rows),
            Drawing::Units => {}
            Drawing::Sorted => {
                rows.sort_by_key(|row| std::cmp::Reverse(row.number));
                if rows.len() > LARGEST + 1 {
                    let rest = rows.split_off(LARGEST);
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
