//! Sums as templates see them.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::page::PageObject;
use super::spot::Spot;
use super::values::or_none;
use crate::lang::CurrencyStyle;
use crate::site::{TotalLine, Totals};
use crate::value::{Money, Recurrence};

/// One basis of a sum.
#[derive(Debug)]
pub struct MoneyObject {
    pub page: Arc<PageObject>,
    pub spot: Spot,
    /// Which of the bases there.
    pub at: usize,
}

/// The sums over several entries: `lines`, and how many entries are `without`.
#[derive(Debug)]
pub struct TotalsObject {
    pub page: Arc<PageObject>,
    pub totals: Totals,
}

/// One sum over several entries.
#[derive(Debug)]
pub struct LineObject {
    pub page: Arc<PageObject>,
    pub line: TotalLine,
}

const MONEY_KEYS: &[&str] = &[
    "basis",
    "label",
    "amount",
    "currency",
    "text",
    "figure",
    "original",
    "original_lang",
    "per",
    "when",
    "price_level",
    "indexation",
    "approximate",
    "known",
];

impl MoneyObject {
    /// Every basis of the sum at a place.
    pub fn all(page: &Arc<PageObject>, spot: &Spot) -> Value {
        let count = spot.seen(page).map_or(0, |seen| seen.money().len());
        let one = |at| Value::from_object(Self { page: page.clone(), spot: spot.clone(), at });
        (0..count).map(one).collect()
    }

    pub fn money(&self) -> Option<&Money> {
        self.spot.seen(&self.page)?.money().get(self.at)
    }
}

impl Object for MoneyObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let (page, money) = (&self.page, self.money()?);
        let formats = &page.tongue().formats;
        let minor = money.minor.map(i128::from);
        let written = |style| minor.map(|minor| formats.money(minor, money.currency, style));
        Some(match key {
            "basis" => Value::from(money.basis.id()),
            "label" => Value::from(page.basis(money.basis)),
            "amount" => or_none(minor.map(|minor| formats.minor_amount(minor, money.currency))),
            "currency" => Value::from(money.currency.code()),
            "text" => match written(CurrencyStyle::Familiar) {
                Some(text) => Value::from(text),
                None => or_none(money.original()),
            },
            "figure" => or_none(written(CurrencyStyle::Code)),
            "original" => or_none(money.original()),
            "original_lang" => Value::from(page.site.entry(self.spot.holder).language.code()),
            "per" => Value::from(money.recurs.id()),
            "when" => or_none(money.when.as_ref().map(|when| formats.period(when))),
            "price_level" => or_none(money.price_level()),
            "indexation" => or_none(money.indexation()),
            "approximate" => Value::from(money.approximate),
            "known" => Value::from(money.minor.is_some()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(MONEY_KEYS)
    }
}

impl TotalsObject {
    pub fn value(page: &Arc<PageObject>, totals: Totals) -> Value {
        Value::from_object(Self { page: page.clone(), totals })
    }
}

/// The lines of sums, one per currency, basis and recurrence.
pub fn lines(page: &Arc<PageObject>, totals: &Totals) -> Value {
    totals.lines.iter().map(|line| Value::from_object(LineObject { page: page.clone(), line: *line })).collect()
}

impl Object for TotalsObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "lines" => lines(&self.page, &self.totals),
            "without" => Value::from(self.totals.without),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["lines", "without"])
    }
}

impl Object for LineObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let (page, line) = (&self.page, &self.line);
        let formats = &page.tongue().formats;
        Some(match key {
            "currency" => Value::from(line.currency.code()),
            "basis" => Value::from(line.basis.id()),
            "label" => Value::from(page.basis(line.basis)),
            "per" => Value::from(line.recurs.id()),
            "yearly" => Value::from(line.recurs == Recurrence::Yearly),
            "amount" => Value::from(formats.minor_amount(line.minor, line.currency)),
            "figure" => Value::from(formats.money(line.minor, line.currency, CurrencyStyle::Code)),
            "minor" => Value::from(line.minor.to_string()),
            "digits" => Value::from(line.currency.minor_digits()),
            "count" => Value::from(line.count),
            "inside" => Value::from(line.inside),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        const KEYS: &[&str] =
            &["currency", "basis", "label", "per", "yearly", "amount", "figure", "minor", "digits", "count", "inside"];
        Enumerator::Str(KEYS)
    }
}
