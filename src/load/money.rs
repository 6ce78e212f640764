//! Money as it is written in front matter: `{ amount: 4000000, currency: DKK, basis: decided, original: "kr. 4 mio." }`.

use std::sync::Arc;

use super::typed::{Typer, UNKNOWN_FIELD, WRONG_TYPE, boolean};
use crate::diag::{Code, Diagnostic, Severity, did_you_mean};
use crate::raw::{Keys, Node};
use crate::source::At;
use crate::value::money::Wording;
use crate::value::{Basis, Currency, Money, Period, Problem, Recurrence, Rounding, parse_decimal, to_minor};

pub static CURRENCY: Code = Code {
    id: "currency-missing",
    severity: Severity::Error,
    summary: "An amount has no currency, or one that does not exist.",
    explanation: "Danish and Norwegian crowns are both called \"kr.\", so an amount always names its currency by its \
international letters: DKK, NOK, SEK, EUR. Amounts in different currencies are never added.",
};

pub static BASIS: Code = Code {
    id: "basis-missing",
    severity: Severity::Error,
    summary: "An amount does not say whether it was applied for, decided, agreed, paid …",
    explanation: "A recommendation is not a decision and a decision is not a payment, so every amount says what it \
is: `basis:` is one of applied, recommended, decided, agreed, paid, frame. A frame is money set aside, of which \
grants are parts; it is never counted as an expense.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&CURRENCY, &BASIS];

/// Reads one basis of a sum.
pub fn read(typer: &mut Typer<'_>, node: &Node) -> Option<Money> {
    let Some(mut keys) = Keys::of(node) else {
        typer.diagnostics.push(
            Diagnostic::new(&WRONG_TYPE, format!("an amount of money is a group of keys, this is {}", node.shape()))
                .at(node.place)
                .help("write { amount: 4000000, currency: DKK, basis: decided, original: \"kr. 4 mio.\" }"),
        );
        return None;
    };
    let currency = currency(typer, &mut keys);
    let basis = basis(typer, &mut keys);
    let round = keys.text("round").and_then(|text| choice(typer, "round", text, &Rounding::ALL, Rounding::id));
    let amount = keys.text("amount");
    let recurs = keys.text("per").and_then(|text| choice(typer, "per", text, &Recurrence::ALL, Recurrence::id));
    let (year, period) = (keys.text("year"), keys.text("period"));
    if let (Some(_), Some(period)) = (year, period) {
        let problem = Problem::new("the year is written too").with_help("keep one of the two");
        typer.problem("period", problem, period.place);
    }
    let year = year.or(period);
    let when = year.and_then(|text| kept(typer, "period", Period::parse(text.value), text)).map(Arc::new);
    let words = |keys: &mut Keys<'_>, key| keys.text(key).map(|text| text.value.into());
    let original = words(&mut keys, "original");
    let price_level = words(&mut keys, "price_level");
    let indexation = words(&mut keys, "indexation");
    let approximate = keys
        .text("approximate")
        .is_some_and(|flag| kept(typer, "approximate", boolean(flag.value), flag).unwrap_or_default());
    keys.finish_with(&UNKNOWN_FIELD, &WRONG_TYPE, "an amount of money", typer.diagnostics);
    let (currency, basis) = (currency?, basis?);
    let minor = match amount {
        Some(text) => {
            let minor = parse_decimal(text.value, typer.notation).and_then(|sum| to_minor(sum, currency, round));
            Some(kept(typer, "amount", minor, text)?)
        }
        None => None,
    };
    let recurs = recurs.unwrap_or(Recurrence::Once);
    let sum = Money { recurs, when, approximate, ..Money::new(minor, currency, basis) };
    Some(sum.with(Wording { original, price_level, indexation }))
}

fn currency(typer: &mut Typer<'_>, keys: &mut Keys<'_>) -> Option<Currency> {
    match keys.text("currency") {
        Some(code) => match Currency::parse(code.value) {
            Ok(currency) => Some(currency),
            Err(problem) => {
                let fault = Diagnostic::new(&CURRENCY, problem.message).at(code.place).maybe_help(problem.help);
                typer.diagnostics.push(fault);
                None
            }
        },
        None => {
            typer.diagnostics.push(
                Diagnostic::new(&CURRENCY, "this amount has no currency")
                    .at(keys.place())
                    .help("add `currency: DKK` (or NOK, EUR …)"),
            );
            None
        }
    }
}

fn basis(typer: &mut Typer<'_>, keys: &mut Keys<'_>) -> Option<Basis> {
    match keys.text("basis") {
        Some(text) => choice(typer, "basis", text, &Basis::ALL, Basis::id),
        None => {
            typer.diagnostics.push(
                Diagnostic::new(&BASIS, "this amount does not say what it is")
                    .at(keys.place())
                    .help("add `basis:` applied, recommended, decided, agreed, paid or frame"),
            );
            None
        }
    }
}

fn choice<T: Copy>(
    typer: &mut Typer<'_>,
    key: &str,
    text: At<&str>,
    all: &[T],
    id: impl Fn(T) -> &'static str,
) -> Option<T> {
    let found = all.iter().copied().find(|one| id(*one) == text.value);
    if found.is_none() {
        let ids: Vec<&str> = all.iter().map(|one| id(*one)).collect();
        let help =
            did_you_mean(text.value, ids.iter().copied()).unwrap_or_else(|| format!("one of: {}", ids.join(", ")));
        let problem = Problem::new(format!("`{}` is not an option", text.value)).with_help(help);
        typer.problem(key, problem, text.place);
    }
    found
}

fn kept<T>(typer: &mut Typer<'_>, key: &str, result: Result<T, Problem>, text: At<&str>) -> Option<T> {
    result.map_err(|problem| typer.problem(key, problem, text.place)).ok()
}
