//! What the pictures of groups on a page weigh, and so in how many currencies they are drawn there; on a kind's list with what
//! leads to those by value.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::listings::{NAMED_VALUES, faceted};
use super::weight::{LINK, bytes};
use super::{Site, TotalLine};
use crate::entry::{EntryIx, Value};
use crate::kind::{By, Chart, Drawing, FieldIx, Groups, KindIx, Measure, On, Shape, YEARS};
use crate::value::{PartialDate, Recurrence};

/// The most currencies, each with a figure of its own.
pub const CURRENCIES: usize = 4;
/// The most bytes of the pictures of a page, where not even those of one currency take more.
const MOST: usize = 95_000;

/// What stands around a drawing: its title, the finding, the summary, the frame of the table.
const FRAME: usize = 1_500;
/// The markup and the numbers of a group, as it is drawn and in the table.
const BAR: usize = 210;
const ROW: usize = 210;
/// The same of a year with what came and what went.
const EXCHANGE: usize = 900;
/// The band of a flow or the circle on a map, beside that.
const MARK: usize = 90;
/// The squares of a figure at most.
const SQUARES: usize = 12_000;
/// How many places of a map are named beside it.
const NAMED: usize = 10;
/// How often a flow names each end of its bands.
const NAMED_IN_FLOW: usize = 3;

/// The bytes of some pictures.
#[derive(Debug, Default, Clone)]
pub struct Pictures {
    /// Of the figures of each currency, the most usual first.
    each: Vec<usize>,
    /// Of the figures of counts, and of what leads to other lists.
    once: usize,
}

impl Pictures {
    /// Those on the list of a kind.
    pub fn of_kind(site: &Site, kind: KindIx) -> Self {
        let entries = site.list(kind);
        let mut all = Self::new(site, kind, entries, |chart| chart.on.contains(&On::List));
        for (_, field) in faceted(site, kind) {
            let (count, name) = named(site, entries, field);
            all.once += FRAME + count.min(NAMED_VALUES) * (ROW + name);
        }
        all
    }

    /// Those on the list of a value of a field; they are not drawn by that field.
    pub fn of_value(site: &Site, kind: KindIx, field: FieldIx, entries: &[EntryIx]) -> Self {
        let is_told = |chart: &Chart| chart.by() == Some(By::Field(field));
        Self::new(site, kind, entries, |chart| chart.on.contains(&On::List) && !is_told(chart))
    }

    /// Those of the entries that refer to an entry, on its page.
    pub fn of_record(site: &Site, ix: EntryIx) -> Self {
        let mut all = Self::default();
        for (kind, of) in site.kinds.iter().filter(|(_, of)| !of.charts.is_empty()) {
            let fields = of.charts.iter().flat_map(|chart| &chart.on).filter_map(|on| on.field());
            let ends = fields.filter(|field| of.charted_at(On::Field(*field)) == Some(site.entry(ix).kind));
            for field in ends.collect::<BTreeSet<_>>() {
                let on = On::Field(field);
                let entries = site.referring_by(ix, kind, field);
                all.add(Self::new(site, kind, &entries, |chart| chart.on.contains(&on)));
                for (from, to) in of.charts.iter().filter(|chart| chart.on.contains(&on)).filter_map(Chart::ends) {
                    let both = [from, to].map(|end| site.referring_by(ix, kind, end)).concat();
                    all.add(Self::of_sums(site, &both, |entries| FRAME + years(site, entries) * EXCHANGE));
                }
            }
        }
        all
    }

    fn new(site: &Site, kind: KindIx, entries: &[EntryIx], is_on: impl Fn(&Chart) -> bool) -> Self {
        let charts = site.kinds.get(kind).charts.iter().filter(|chart| is_on(chart));
        let of_groups = charts.filter_map(|chart| match chart.shape {
            Shape::Groups(groups) => Some(groups),
            _ => None,
        });
        let (sums, counts): (Vec<Groups>, Vec<Groups>) =
            of_groups.partition(|groups| groups.measure == Measure::Amount);
        let figures = |of: &[Groups], entries: &[EntryIx]| of.iter().map(|one| figure(site, *one, entries)).sum();
        let once = figures(&counts, entries);
        if sums.is_empty() {
            return Self { each: Vec::new(), once };
        }
        Self { once, ..Self::of_sums(site, entries, |entries| figures(&sums, entries)) }
    }

    /// What is drawn of some sums for each currency, as the entries with an amount in it weigh.
    fn of_sums(site: &Site, entries: &[EntryIx], weigh: impl Fn(&[EntryIx]) -> usize) -> Self {
        let totals = site.totals(entries);
        let basis = totals.usual_basis();
        let is_drawn = |line: &&TotalLine| Some(line.basis) == basis && line.recurs == Recurrence::Once;
        let mut lines: Vec<&TotalLine> = totals.lines.iter().filter(is_drawn).collect();
        lines.sort_by_key(|line| Reverse(line.count));
        let of_line = |line: &TotalLine| {
            let is_in = |ix: &&EntryIx| site.amounts(**ix).iter().any(|money| money.currency == line.currency);
            weigh(&entries.iter().filter(is_in).copied().collect::<Vec<_>>())
        };
        Self { each: lines.into_iter().take(CURRENCIES).map(of_line).collect(), once: 0 }
    }

    fn add(&mut self, other: Self) {
        self.once += other.once;
        self.each.resize(self.each.len().max(other.each.len()), 0);
        self.each.iter_mut().zip(other.each).for_each(|(all, one)| *all += one);
    }

    /// In how many currencies they can be drawn: in one at least.
    pub fn currencies(&self) -> usize {
        let mut room = MOST.saturating_sub(self.once);
        let fits = |bytes: &&usize| {
            let fits = **bytes <= room;
            room = room.saturating_sub(**bytes);
            fits
        };
        match self.each.iter().take_while(fits).count() {
            all if all == self.each.len() => CURRENCIES,
            some => some.max(1),
        }
    }

    /// How much of the page they take.
    pub fn bytes(&self) -> usize {
        self.once + self.each.iter().take(self.currencies()).sum::<usize>()
    }
}

/// The bytes of a figure; none where there is nothing to compare, and so nothing drawn.
fn figure(site: &Site, groups: Groups, entries: &[EntryIx]) -> usize {
    let most = groups.drawing.largest().map_or(usize::MAX, |largest| largest + 1);
    let (count, bytes) = match (groups.drawing, groups.by) {
        (Drawing::Map, _) if site.map.outlines.is_empty() => return 0,
        (drawing, By::Field(field)) => {
            let (count, name) = named(site, entries, field);
            let rows = count.min(most) * (ROW + name);
            let marks = match drawing {
                Drawing::Map => site.map.weight() + count.min(most) * MARK + count.min(NAMED) * (BAR + name),
                Drawing::Units => SQUARES + count * (BAR + name),
                Drawing::Bars | Drawing::Sorted | Drawing::Flow => count.min(most) * (BAR + name),
            };
            (count, rows + marks)
        }
        (_, By::Pair(from, to)) => {
            let ((givers, giver), (takers, taker)) = (named(site, entries, from), named(site, entries, to));
            let name = NAMED_IN_FLOW * (giver + taker);
            (givers.min(takers), entries.len().min(most) * (MARK + BAR + ROW + name))
        }
        (_, By::Year) => {
            let years = years(site, entries);
            (years, years * (BAR + ROW))
        }
    };
    if count > 1 { FRAME + bytes } else { 0 }
}

/// How many groups a field makes, and what the longest of their names takes.
fn named(site: &Site, entries: &[EntryIx], field: FieldIx) -> (usize, usize) {
    let held = entries.iter().filter_map(|ix| site.entry(*ix).fields.get(field));
    let items = held.flat_map(|held| held.value.items());
    let mut targets: BTreeSet<EntryIx> = BTreeSet::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    let mut longest = 0;
    for value in items {
        let is_new = match value {
            Value::Reference(reference) => reference.target.is_some_and(|target| targets.insert(target)),
            Value::Choice(at) => others.insert(at.to_string()),
            value => others.insert(value.text(site.config.languages[0]).unwrap_or_default().to_owned()),
        };
        if is_new {
            longest = longest.max(LINK + bytes(site, value, site.config.languages[0]));
        }
    }
    (targets.len() + others.len(), longest)
}

/// How many years are drawn: also those between, of which nothing is told.
fn years(site: &Site, entries: &[EntryIx]) -> usize {
    let told: BTreeSet<i16> = entries
        .iter()
        .filter_map(|ix| site.money_year(*ix).or_else(|| site.date(*ix).map(PartialDate::year)))
        .collect();
    match (told.first(), told.last()) {
        (Some(first), Some(last)) if last - first < YEARS => usize::try_from(last - first).unwrap_or_default() + 1,
        _ => told.len(),
    }
}
