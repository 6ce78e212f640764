//! The quality of the data: what is missing, what may be there twice, which years stand out, what became of the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::{Site, TotalLine};
use crate::entry::{EntryIx, Origin};
use crate::kind::{FieldIx, Kind, KindIx, Role};
use crate::load::TableReport;
use crate::source::{FileId, Place};
use crate::value::{Basis, Currency, Recurrence};

/// What is told of the quality of the data. It looks at every entry, so it is worked out once.
#[derive(Debug, Default)]
pub struct Quality {
    /// Each table, with what its entries lack; nothing where it has none.
    pub tables: Vec<(TableReport, Option<Missing>)>,
    /// Kinds with entries, in the order of kinds.
    pub kinds: Vec<Missing>,
    /// Entries with the same title, payee, date and amounts.
    pub alike: Vec<Vec<EntryIx>>,
    pub years: Vec<YearApart>,
    /// Organisations that only tables name, without a number.
    pub named_only: Vec<EntryIx>,
}

/// How many of some entries of a kind lack what; nothing where the kind has no such field.
#[derive(Debug)]
pub struct Missing {
    pub kind: KindIx,
    pub entries: usize,
    pub amount: Option<usize>,
    pub date: Option<usize>,
    pub place: Option<usize>,
    /// The number of an organisation.
    pub number: Option<usize>,
}

/// A year whose sum is more than [`FAR`] times as large, or as small, as those of the years before and after it.
#[derive(Debug)]
pub struct YearApart {
    pub kind: KindIx,
    pub year: i16,
    pub line: TotalLine,
    /// The nearest years on both sides for which there is a sum, and the sums in minor units.
    pub beside: [(i16, i128); 2],
}

/// How many times as large or small a sum must be to be far from its neighbours.
const FAR: i128 = 3;

/// What makes sums of several years comparable.
type Series = (Currency, Basis, Recurrence);

impl Quality {
    pub fn of(site: &Site, tables: Vec<TableReport>) -> Self {
        let filled: Vec<KindIx> =
            site.kinds.iter().map(|(kind, _)| kind).filter(|kind| !site.list(*kind).is_empty()).collect();
        let paying = || filled.iter().copied().filter(|kind| site.kinds.get(*kind).role(Role::Amount).is_some());
        Self {
            kinds: filled.iter().map(|kind| missing(site, *kind, site.list(*kind))).collect(),
            alike: paying().flat_map(|kind| alike(site, kind)).collect(),
            years: paying().flat_map(|kind| years_apart(site, kind)).collect(),
            named_only: named_only(site, &filled),
            tables: of_tables(site, tables),
        }
    }
}

/// Each table with what is missing in its rows.
fn of_tables(site: &Site, tables: Vec<TableReport>) -> Vec<(TableReport, Option<Missing>)> {
    let of_file = |table: &TableReport, at| table.data.iter().map(move |file| (*file, at)).collect::<Vec<_>>();
    let files: HashMap<FileId, usize> = tables.iter().enumerate().flat_map(|(at, table)| of_file(table, at)).collect();
    let mut rows: Vec<Vec<EntryIx>> = tables.iter().map(|table| Vec::with_capacity(table.entries)).collect();
    let kinds: BTreeSet<KindIx> = tables.iter().filter_map(|table| table.kind).collect();
    for ix in kinds.into_iter().flat_map(|kind| site.list(kind)) {
        let entry = site.entry(*ix);
        if let (Place::Cell { file, .. }, Origin::Written) = (entry.place, entry.origin)
            && let Some(at) = files.get(&file)
        {
            rows[*at].push(*ix);
        }
    }
    let missing = |(table, rows): (TableReport, Vec<EntryIx>)| {
        let of = table.kind.filter(|_| !rows.is_empty()).map(|kind| missing(site, kind, &rows));
        (table, of)
    };
    tables.into_iter().zip(rows).map(missing).collect()
}

fn missing(site: &Site, kind: KindIx, list: &[EntryIx]) -> Missing {
    let of = site.kinds.get(kind);
    let lacking = |field: FieldIx| list.par_iter().filter(|ix| site.entry(**ix).fields.get(field).is_none()).count();
    let without_sum = |field: FieldIx| list.par_iter().filter(|ix| !has_sum(site, **ix, field)).count();
    Missing {
        kind,
        entries: list.len(),
        amount: of.role(Role::Amount).map(without_sum),
        date: of.date.map(|_| list.iter().filter(|ix| site.date(**ix).is_none()).count()),
        place: of.role(Role::Place).map(lacking),
        number: of.role(Role::Number).map(lacking),
    }
}

fn has_sum(site: &Site, ix: EntryIx, field: FieldIx) -> bool {
    let value = site.entry(ix).fields.get(field);
    value.is_some_and(|value| value.value.money().iter().any(|money| money.minor.is_some()))
}

/// Entries that tell the same, in the order of lists.
fn alike(site: &Site, kind: KindIx) -> Vec<Vec<EntryIx>> {
    let (of, list) = (site.kinds.get(kind), site.list(kind));
    let digests: Vec<u64> = list.par_iter().map(|ix| digest(site, of, *ix)).collect();
    let mut sorted = digests.clone();
    sorted.par_sort_unstable();
    let twice: BTreeSet<u64> = sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    let mut groups: BTreeMap<u64, Vec<EntryIx>> = BTreeMap::new();
    for (digest, ix) in digests.iter().zip(list).filter(|(digest, _)| twice.contains(digest)) {
        groups.entry(*digest).or_default().push(*ix);
    }
    let mut groups: Vec<Vec<EntryIx>> = groups.into_values().collect();
    groups.sort_by_key(|group| site.position(group[0]));
    groups
}

/// A number that is the same for entries that tell the same, by FNV-1a, since there are as many as entries.
fn digest(site: &Site, kind: &Kind, ix: EntryIx) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut digest = BASIS;
    let mut add = |bytes: &[u8]| {
        digest =
            bytes.iter().chain(b"\x1f").fold(digest, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(PRIME));
    };
    let title = site.title(ix, site.entry(ix).language);
    if title.is_ascii() {
        add(title.to_ascii_lowercase().as_bytes())
    } else {
        add(title.to_lowercase().as_bytes())
    }
    let payee = kind.role(Role::Payee).and_then(|payee| site.target(ix, payee));
    add(&payee.map_or(u32::MAX, |payee| payee.0).to_le_bytes());
    if let Some(date) = site.date(ix) {
        for day in [date.earliest(), date.latest()] {
            add(&day.year().to_le_bytes());
            add(&[day.month().unsigned_abs(), day.day().unsigned_abs()]);
        }
    }
    let amounts = kind.role(Role::Amount).and_then(|field| site.entry(ix).fields.get(field));
    for money in amounts.iter().flat_map(|value| value.value.money()) {
        add(&money.minor.unwrap_or(i64::MIN).to_le_bytes());
        [money.currency.code(), money.basis.id(), money.recurs.id()].iter().for_each(|word| add(word.as_bytes()));
    }
    digest
}

fn years_apart(site: &Site, kind: KindIx) -> Vec<YearApart> {
    let mut series: BTreeMap<Series, Vec<(i16, TotalLine)>> = BTreeMap::new();
    for (year, totals) in site.totals_by_year(site.list(kind)).into_iter().rev() {
        for (year, line) in year.iter().flat_map(|year| totals.lines.iter().map(|line| (*year, *line))) {
            series.entry((line.currency, line.basis, line.recurs)).or_default().push((year, line));
        }
    }
    let apart = |years: &[(i16, TotalLine)]| {
        let [before, (year, line), after] = years else { return None };
        let beside = [(before.0, before.1.minor), (after.0, after.1.minor)];
        let sums = beside.map(|(_, sum)| sum);
        is_far(line.minor, sums).then_some(YearApart { kind, year: *year, line: *line, beside })
    };
    series.values().flat_map(|years| years.windows(3).filter_map(apart)).collect()
}

fn is_far(sum: i128, beside: [i128; 2]) -> bool {
    beside.iter().all(|other| sum > other.saturating_mul(FAR))
        || beside.iter().all(|other| sum.saturating_mul(FAR) < *other)
}

fn named_only(site: &Site, filled: &[KindIx]) -> Vec<EntryIx> {
    let numbered = filled.iter().filter_map(|kind| Some((*kind, site.kinds.get(*kind).role(Role::Number)?)));
    let unnumbered = |(kind, number): (KindIx, FieldIx)| {
        let of_tables = site.list(kind).iter().filter(|ix| site.entry(**ix).origin == Origin::Implied);
        of_tables.filter(move |ix| site.entry(**ix).fields.get(number).is_none()).copied()
    };
    numbered.flat_map(unnumbered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_far_only_from_both_of_its_neighbours() {
        assert!(is_far(301, [100, 90]) && is_far(30, [100, 91]));
        assert!(!is_far(300, [100, 90]) && !is_far(34, [100, 200]) && !is_far(301, [100, 101]));
        assert!(!is_far(0, [0, 0]));
    }
}
