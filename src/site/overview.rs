//! What is told of the whole site. Each language tells it, and it looks at every entry, so it is worked out once.

use super::decisions::NONE_IN_SOURCE;
use super::{Site, TotalLine, Totals};
use crate::entry::EntryIx;
use crate::kind::{Kind, KindIx, Role};
use crate::value::PartialDate;

/// How many of the newest records are known.
pub const LATEST: usize = 50;

/// What is told of the whole site.
#[derive(Debug, Default)]
pub struct Overview {
    /// The sums over all money but frames, which are set aside and not spent.
    pub totals: Totals,
    /// All sums by year, newest first.
    pub years: Vec<(Option<i16>, Totals)>,
    /// The newest dated records that tell of a decision, newest first, at most [`LATEST`]: those with the role `decided`, and
    /// those with a chain of treatments one of which has decided. What lies after the day of the build is planned, not decided.
    pub latest: Vec<(PartialDate, EntryIx)>,
}

impl Overview {
    pub(super) fn of(site: &Site) -> Self {
        let paying = site.kinds.iter().filter(|(_, kind)| kind.role(Role::Amount).is_some());
        let money: Vec<EntryIx> = paying.flat_map(|(kind, _)| site.list(kind)).copied().collect();
        let totals = site.totals(&money).without_frames();
        Self { totals, years: site.totals_by_year(&money), latest: latest(site) }
    }

    /// The sums of the same currency, basis and recurrence in the newest year that has one and the newest before it: the year,
    /// and whole minor units. What a sum over all years is compared to.
    pub fn compared(&self, line: &TotalLine) -> Option<[(i16, i128); 2]> {
        let same = |own: &&TotalLine| (own.currency, own.basis, own.recurs) == (line.currency, line.basis, line.recurs);
        let told = |(year, totals): &(Option<i16>, Totals)| {
            Some((year.as_ref().copied()?, totals.lines.iter().find(same).filter(|own| own.count > 0)?.minor))
        };
        let mut years = self.years.iter().filter_map(told);
        Some([years.next()?, years.next()?])
    }
}

fn latest(site: &Site) -> Vec<(PartialDate, EntryIx)> {
    let deciding = |kind: &Kind| kind.role(Role::Treatments).is_some() || kind.role(Role::Decided).is_some();
    let deciding = site.kinds.iter().filter(|(_, kind)| deciding(kind));
    let mut latest: Vec<(PartialDate, EntryIx)> = deciding.flat_map(|(kind, _)| latest_of(site, kind)).collect();
    latest.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    latest.truncate(LATEST);
    latest
}

/// The newest of a kind: as many as can be told, and all of the same day as the last of them.
fn latest_of(site: &Site, kind: KindIx) -> Vec<(PartialDate, EntryIx)> {
    let mut latest: Vec<(PartialDate, EntryIx)> = Vec::new();
    // The list begins with the newest and ends with those that have no date.
    let dated = site.list(kind).iter().map_while(|ix| Some((site.date(*ix)?, *ix)));
    for (date, ix) in dated.filter(|(date, _)| date.earliest() <= site.today.earliest()) {
        if latest.len() >= LATEST && latest.last().is_some_and(|(last, _)| last.cmp(&date).is_ne()) {
            break;
        }
        if site.status(ix).is_none_or(|status| &*status.id != NONE_IN_SOURCE) {
            latest.push((date, ix));
        }
    }
    latest
}
