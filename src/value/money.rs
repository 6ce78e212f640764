//! Sums of money: exact, in minor units, with what kind of sum it is and what the source wrote.

use std::sync::Arc;

use super::decimal::{self, Decimal, Rounding};
use super::{Currency, Period, Problem};

/// At which step of its life a sum stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Asked for.
    Applied,
    /// Recommended to the deciding body.
    Recommended,
    /// Decided by the body that may.
    Decided,
    /// Agreed between the parties.
    Agreed,
    /// Paid out.
    Paid,
    /// Set aside for several purposes; not an expense.
    Frame,
}

/// Whether a sum is for its whole period or for each year of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Recurrence {
    /// The sum is for the whole.
    #[default]
    Once,
    /// The sum is for each year.
    Yearly,
}

/// One sum of money as a source states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The amount in minor units (øre, cent); none where the source states none.
    pub minor: Option<i64>,
    /// The currency; amounts in different currencies are never added.
    pub currency: Currency,
    /// The step at which the sum stands.
    pub basis: Basis,
    /// Whether it is for each year.
    pub recurs: Recurrence,
    /// The year or period that the sum is for.
    pub when: Option<Arc<Period>>,
    /// The source itself says "about".
    pub approximate: bool,
    /// Nothing where nothing of it is written.
    pub wording: Option<Box<Wording>>,
}

/// What few sums have beside their figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The source's own words: `kr. 4 mio.`.
    pub original: Option<Box<str>>,
    /// The year in whose prices it is stated: `2020 tal`.
    pub price_level: Option<Box<str>>,
    /// The clause by which it is regulated.
    pub indexation: Option<Box<str>>,
}

impl Basis {
    /// All steps, in the order of a sum's life.
    pub const ALL: [Self; 6] = [Self::Applied, Self::Recommended, Self::Decided, Self::Agreed, Self::Paid, Self::Frame];

    /// The word that entries, exports and addresses use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Recommended => "recommended",
            Self::Decided => "decided",
            Self::Agreed => "agreed",
            Self::Paid => "paid",
            Self::Frame => "frame",
        }
    }

    /// The step with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.id() == id)
    }
}

impl Recurrence {
    /// Both, for tables that list the choices.
    pub const ALL: [Self; 2] = [Self::Once, Self::Yearly];

    /// The word after `per:` in an entry.
    pub fn id(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Yearly => "year",
        }
    }

    /// The recurrence with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|recurs| recurs.id() == id)
    }
}

impl Money {
    /// A sum of which nothing more is known than amount, currency and basis.
    pub fn new(minor: Option<i64>, currency: Currency, basis: Basis) -> Self {
        Self { minor, currency, basis, recurs: Recurrence::Once, when: None, approximate: false, wording: None }
    }

    /// The sum with what few have.
    pub fn with(self, wording: Wording) -> Self {
        let wording = (wording != Wording::default()).then(|| Box::new(wording));
        Self { wording, ..self }
    }

    /// The source's own words.
    pub fn original(&self) -> Option<&str> {
        self.wording.as_ref()?.original.as_deref()
    }

    /// The year in whose prices it is stated.
    pub fn price_level(&self) -> Option<&str> {
        self.wording.as_ref()?.price_level.as_deref()
    }

    /// The clause by which it is regulated.
    pub fn indexation(&self) -> Option<&str> {
        self.wording.as_ref()?.indexation.as_deref()
    }

    /// The amount in major units: kroner, not øre.
    pub fn amount(&self) -> Option<Decimal> {
        self.minor.map(|minor| from_minor(minor, self.currency))
    }

    /// The amount as machines read it: the shortest exact text, `4000000` or `0.5`.
    pub fn plain(&self) -> Option<String> {
        self.amount().map(decimal::to_plain)
    }
}

/// An amount in minor units.
///
/// # Errors
/// The amount has more decimals than the currency and no rounding is declared, or it is too
/// large to be kept.
pub fn to_minor(amount: Decimal, currency: Currency, rounding: Option<Rounding>) -> Result<i64, Problem> {
    let digits = currency.minor_digits();
    let exact = match rounding {
        Some(way) => decimal::round(amount, digits, way),
        None => amount.normalize(),
    };
    if exact.scale() > digits {
        return Err(too_fine(exact, currency));
    }
    decimal::scale_up(exact, digits).and_then(|minor| i64::try_from(minor).ok()).ok_or_else(|| {
        Problem::new(format!("`{}` {currency} is too large an amount", decimal::to_plain(amount)))
            .with_help("was a thousands sign or a word such as `mio.` read twice?")
    })
}

/// An amount in major units.
pub fn from_minor(minor: i64, currency: Currency) -> Decimal {
    // 64 bits always fit, so that the default is never taken.
    Decimal::try_from_i128_with_scale(i128::from(minor), currency.minor_digits()).unwrap_or_default().normalize()
}

/// A total in minor units as machines read it: 400000050 in DKK is `4000000.5`.
pub fn minor_to_plain(minor: i128, currency: Currency) -> String {
    let digits = currency.minor_digits() as usize;
    let sign = if minor < 0 { "-" } else { "" };
    let padded = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = padded.split_at(padded.len() - digits);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

fn too_fine(amount: Decimal, currency: Currency) -> Problem {
    let ways = Rounding::ALL.map(|way| format!("`{}`", way.id())).join(", ");
    Problem::new(format!(
        "`{}` has more decimals than {currency}, which has {}",
        decimal::to_plain(amount),
        currency.minor_digits()
    ))
    .with_help(format!("say how to round it with `round`: {ways}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::Notation;

    fn minor(text: &str, currency: Currency, rounding: Option<Rounding>) -> Result<i64, Problem> {
        to_minor(decimal::parse(text, Notation::Point)?, currency, rounding)
    }

    #[test]
    fn amounts_become_minor_units_exactly() {
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(minor("4000000", Currency::DKK, None), Ok(400_000_000));
        assert_eq!(minor("-0.10", Currency::DKK, None), Ok(-10));
        assert_eq!(minor("730049.660", Currency::EUR, None), Ok(73_004_966));
        assert_eq!(minor("15", yen, None), Ok(15));
    }

    #[test]
    fn too_many_decimals_need_a_declared_rounding() {
        let problem = minor("10.125", Currency::EUR, None).unwrap_err();
        assert_eq!(problem.message, "`10.125` has more decimals than EUR, which has 2");
        assert!(problem.help.unwrap_or_default().contains("`half-even`"));
        assert_eq!(minor("10.125", Currency::EUR, Some(Rounding::HalfEven)), Ok(1012));
        assert_eq!(minor("10.125", Currency::EUR, Some(Rounding::HalfUp)), Ok(1013));
        assert_eq!(minor("10.129", Currency::EUR, Some(Rounding::Down)), Ok(1012));
    }

    #[test]
    fn an_amount_beyond_the_range_is_a_problem() {
        let problem = minor("99999999999999999999", Currency::DKK, None).unwrap_err();
        assert!(problem.message.contains("too large"), "{problem}");
    }

    #[test]
    fn machines_read_the_shortest_exact_text() {
        let plain = |minor| Money::new(Some(minor), Currency::DKK, Basis::Decided).plain();
        assert_eq!(plain(400_000_000).as_deref(), Some("4000000"));
        assert_eq!(plain(-50).as_deref(), Some("-0.5"));
        assert_eq!(Money::new(None, Currency::DKK, Basis::Decided).plain(), None);
    }

    #[test]
    fn ids_name_every_choice() {
        for basis in Basis::ALL {
            assert_eq!(Basis::from_id(basis.id()), Some(basis));
        }
        for recurs in Recurrence::ALL {
            assert_eq!(Recurrence::from_id(recurs.id()), Some(recurs));
        }
        for way in Rounding::ALL {
            assert_eq!(Rounding::from_id(way.id()), Some(way));
        }
        assert_eq!(Basis::from_id("granted"), None);
    }

    proptest! {
        #[test]
        fn minor_units_survive_the_way_through_text(amount in any::<i64>()) {
            for code in ["DKK", "JPY", "BHD"] {
                let currency = Currency::parse(code).unwrap();
                let text = minor_to_plain(i128::from(amount), currency);
                prop_assert_eq!(&text, &decimal::to_plain(from_minor(amount, currency)));
                prop_assert_eq!(minor(&text, currency, None), Ok(amount));
            }
        }
    }
}
