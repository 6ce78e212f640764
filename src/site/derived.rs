//! Figures that no source states and that follow from those it does. They are always labelled as computed, with how.

use super::Site;
use crate::entry::EntryIx;
use crate::kind::Role;
use crate::value::{Basis, Currency, Decimal, Money, Recurrence};

/// A computed figure about an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Derived {
    /// This sum is `share` per cent of its whole, of which `rest` minor units are not part of it.
    Share { whole: EntryIx, currency: Currency, share: Decimal, rest: i64 },
    /// Compared with what came before: `change` minor units, `percent` per cent.
    Change { previous: EntryIx, currency: Currency, change: i64, percent: Decimal },
    /// What all the years of a recurring sum come to, without regulation.
    Span { currency: Currency, minor: i64, years: u32 },
}

impl Site {
    /// Every computed figure about an entry, in the order of [`Derived`].
    pub fn derived(&self, ix: EntryIx) -> Vec<Derived> {
        [self.share(ix), self.change(ix), self.span(ix)].into_iter().flatten().collect()
    }

    fn share(&self, ix: EntryIx) -> Option<Derived> {
        let whole = self.target(ix, self.kind_of(ix).role(Role::Whole)?)?;
        let (part, of) = self.pair(ix, whole, |a, b| a.recurs == b.recurs)?;
        Some(Derived::Share { whole, currency: part.0, share: percent(part.1, of)?, rest: of.checked_sub(part.1)? })
    }

    fn change(&self, ix: EntryIx) -> Option<Derived> {
        let previous = self.target(ix, self.kind_of(ix).role(Role::Previous)?)?;
        let (now, before) = self.pair(ix, previous, |a, b| a.basis == b.basis && a.recurs == b.recurs)?;
        let change = now.1.checked_sub(before)?;
        Some(Derived::Change { previous, currency: now.0, change, percent: percent(change, before)? })
    }

    fn span(&self, ix: EntryIx) -> Option<Derived> {
        let money = self.amounts(ix).iter().find(|money| money.recurs == Recurrence::Yearly)?;
        let period = money.when.as_ref()?;
        let years = match (period.start, period.end, &period.duration) {
            (_, _, Some(duration)) if duration.months % 12 == 0 => duration.months / 12,
            (Some(start), Some(end), _) => u32::try_from(end.year() - start.year() + 1).ok()?,
            _ => return None,
        };
        let minor = money.minor?.checked_mul(i64::from(years))?;
        (years > 1).then_some(Derived::Span { currency: money.currency, minor, years })
    }

    /// The first amounts of two entries that may be compared: same currency, and what `fit` demands.
    fn pair(&self, a: EntryIx, b: EntryIx, fit: impl Fn(&Money, &Money) -> bool) -> Option<((Currency, i64), i64)> {
        let usable = |money: &&Money| money.minor.is_some() && money.basis != Basis::Applied;
        self.amounts(a).iter().filter(usable).find_map(|one| {
            let fits = |other: &&Money| other.currency == one.currency && fit(one, other);
            let other = self.amounts(b).iter().filter(usable).find(fits)?;
            Some(((one.currency, one.minor?), other.minor?))
        })
    }
}

/// `part` of `whole` in per cent, rounded to one decimal.
fn percent(part: i64, whole: i64) -> Option<Decimal> {
    crate::value::decimal::percent_of(part, whole)
}
