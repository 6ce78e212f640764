//! Which column holds the sums, in what currency, on what basis, and how its numbers are written.

use super::column::Column;
use super::fields::SURE;
use super::survey::Survey;
use super::words::{CURRENCIES, MONEY, Standing, UNITS, WHOLE, YEAR, best_fit, plain};
use super::{Fill, Setting, list};
use crate::lang::Language;
use crate::load::quoted;
use crate::value::personal_number;
use crate::value::{Basis, Notation, Scheme};

/// How many decimals the currencies have, and a sum in thousands of which all are written.
const MINOR_DECIMALS: u32 = 2;
const THOUSANDS_DECIMALS: u32 = 3;

/// A column of sums.
#[derive(Clone, Copy, Debug)]
pub struct Sums {
    pub column: usize,
    pub standing: Standing,
}

/// The columns of sums, the one that is nearest to what was given first.
pub fn columns(survey: &Survey) -> Vec<Sums> {
    let mut found: Vec<((Standing, bool, u32), Sums)> = Vec::new();
    for (at, column) in survey.named().filter(|(_, column)| column.may_be_money()) {
        let fit = |words: &[&str]| best_fit(&column.plain, words);
        let of_row = |(standing, words): &(Standing, &[&str])| (fit(words) > 0).then_some(*standing);
        let has_sign = column.numbers.crowns + column.numbers.euros > 0;
        let standing = MONEY.iter().find_map(of_row).or_else(|| has_sign.then_some(Standing::Unsaid));
        let words = MONEY.iter().map(|(_, words)| fit(words)).sum();
        found.extend(standing.map(|standing| ((standing, fit(WHOLE) > 0, words), Sums { column: at, standing })));
    }
    // Of equals, the first.
    found.sort_by(|(one, a), (other, b)| other.cmp(one).then(a.column.cmp(&b.column)));
    found.into_iter().map(|(_, sums)| sums).collect()
}

/// How numbers are written, as far as cells tell that can be read in one way only; those of `first` weigh most.
pub fn notation(survey: &Survey, first: Option<usize>) -> (Option<Notation>, Option<String>) {
    let told = |column: &Column| match (column.numbers.comma_only > 0, column.numbers.point_only > 0) {
        (true, false) => Some(Notation::Comma),
        (false, true) => Some(Notation::Point),
        _ => None,
    };
    if let Some(notation) = first.and_then(|at| told(&survey.columns[at])) {
        return (Some(notation), None);
    }
    let numeric = || survey.columns.iter().filter(|column| column.is_numeric());
    let has = |notation: Notation| numeric().any(|column| told(column) == Some(notation));
    let asked = first.and_then(|at| survey.columns[at].numbers.ambiguous.as_deref());
    match (has(Notation::Comma), has(Notation::Point), asked) {
        (true, false, None) => (Some(Notation::Comma), None),
        (false, true, None) => (Some(Notation::Point), None),
        (true, false, Some(text)) => (Some(Notation::Comma), Some(said(text, "comma"))),
        (false, true, Some(text)) => (Some(Notation::Point), Some(said(text, "point"))),
        (_, _, Some(text)) => (
            None,
            Some(format!(
                "nothing tells whether `{text}` is a whole number of thousands or has decimals: say `decimal = \",\"` or `decimal = \".\"`"
            )),
        ),
        (true, true, None) => {
            (None, Some("some columns are written with a decimal comma and others with a point".into()))
        }
        (false, false, None) => (None, None),
    }
}

fn said(text: &str, sign: &str) -> String {
    format!("`{text}` could be read in two ways; the numbers of another column have a decimal {sign}")
}

/// What fills a field of money.
pub fn fill(
    key: &str,
    survey: &Survey,
    all: &[Sums],
    notation: &(Option<Notation>, Option<String>),
    setting: &Setting<'_>,
) -> Option<Fill> {
    let Sums { column: at, standing } = *all.first()?;
    let column = &survey.columns[at];
    let mut doubts = Vec::new();
    let others: Vec<&str> = all[1..].iter().map(|sums| &*survey.columns[sums.column].name).collect();
    if !others.is_empty() {
        doubts.push(format!(
            "{} could be sums as well; `{}` seems nearest to what was given",
            list(&others),
            column.name
        ));
    }
    let basis = basis(survey, standing, setting, &mut doubts);
    let currency = currency(survey, column, setting, &mut doubts);
    let mut value =
        format!("{{ value = {}, currency = \"{currency}\", basis = \"{}\"", quoted(&column.name), basis.id());
    let mut columns = vec![at];
    if let Some((year, _)) = year(survey) {
        value.push_str(&format!(", year = {}", quoted(&survey.columns[year].name)));
        columns.push(year);
    }
    let unit = unit(survey, column);
    if let Some((unit, doubt)) = &unit {
        value.push_str(&format!(", unit = \"{unit}\""));
        doubts.push(doubt.clone());
    }
    let decimals = match notation.0 {
        Some(Notation::Comma) => column.numbers.comma_decimals,
        _ => column.numbers.point_decimals,
    };
    let fine = too_fine(decimals, unit.map(|(unit, _)| unit), currency);
    if fine.is_some() {
        value.push_str(if decimals <= THOUSANDS_DECIMALS {
            ", unit = \"thousands\""
        } else {
            ", round = \"half-even\""
        });
    }
    value.push_str(" }");
    // What can be read in two ways is asked about, and not guessed.
    let is_asked = notation.0.is_none() && (column.numbers.ambiguous.is_some() || notation.1.is_some());
    let off = is_asked.then(|| "say first how the numbers are written (`decimal`, above)".to_owned()).or(fine);
    Some(Fill { doubts, off, ..Fill::new(key, value, columns) })
}

/// In which unit the sums are, by what heads them or stands above the table.
fn unit(survey: &Survey, column: &Column) -> Option<(&'static str, String)> {
    let said = |text: &str| UNITS.iter().find(|(_, words)| best_fit(text, words) >= SURE).map(|(unit, _)| *unit);
    if let Some(unit) = said(&column.plain) {
        return Some((unit, format!("the header seems to say that the sums are in {unit}")));
    }
    let (title, unit) = survey.titles.iter().find_map(|title| Some((title, said(&plain(title))?)))?;
    let shown = personal_number::mask(title);
    Some((unit, format!("`{shown}` above the table seems to say that the sums are in {unit}")))
}

/// Why sums are asked about that have more decimals than their currency: they may be in thousands, and no draft rounds.
fn too_fine(decimals: u32, unit: Option<&str>, currency: &str) -> Option<String> {
    let room = match unit {
        None => MINOR_DECIMALS,
        Some("thousands") => MINOR_DECIMALS + 3,
        Some(_) => MINOR_DECIMALS + 6,
    };
    (decimals > room).then(|| match unit {
        None => format!(
            "some sums have {decimals} decimals, more than {currency} has; are they in thousands (`unit = \"thousands\"`), or are \
             they to be rounded (`round = \"half-even\"`)?"
        ),
        Some(unit) => format!(
            "some sums have {decimals} decimals, more than {currency} has in {unit}; are they to be rounded \
             (`round = \"half-even\"`)?"
        ),
    })
}

/// Whether a word of a header is one for sums, and not only the end of a longer one.
pub fn has_whole_name(column: &Column) -> bool {
    MONEY.iter().any(|(_, words)| best_fit(&column.plain, words) >= SURE)
}

/// Whether a header is one for sums at all.
pub fn is_named_as_sum(column: &Column) -> bool {
    MONEY.iter().any(|(_, words)| best_fit(&column.plain, words) > 0)
}

fn basis(survey: &Survey, standing: Standing, setting: &Setting<'_>, doubts: &mut Vec<String>) -> Basis {
    if let Some(basis) = standing.basis() {
        if standing == Standing::Frame {
            doubts.push("the header seems to say what something costs, not what was given".into());
        }
        return basis;
    }
    let paid = MONEY.iter().find(|(standing, _)| *standing == Standing::Paid).map_or(&[][..], |(_, words)| words);
    let headers = survey.columns.iter().map(|column| &*column.plain).chain([setting.plain_stem]);
    let basis = if headers.into_iter().any(|header| best_fit(header, paid) > 0) { Basis::Paid } else { Basis::Decided };
    doubts.push(format!(
        "the header does not say whether the sums were applied for, decided or paid; `{}` is assumed",
        basis.id()
    ));
    basis
}

fn currency(survey: &Survey, column: &Column, setting: &Setting<'_>, doubts: &mut Vec<String>) -> &'static str {
    if let Some((code, _)) = CURRENCIES.iter().find(|(_, words)| best_fit(&column.plain, words) >= 7) {
        return code;
    }
    if column.numbers.euros > 0 {
        return "EUR";
    }
    let scheme = survey.columns.iter().find_map(Column::scheme);
    let (code, why) = match (scheme, setting.language) {
        (Some(Scheme::DkCvr), _) => ("DKK", "the organisations have Danish numbers"),
        (Some(Scheme::NoBrc), _) => ("NOK", "the organisations have Norwegian numbers"),
        (None, Language::Da) => ("DKK", "the language is Danish"),
        (None, Language::Nb | Language::Nn) => ("NOK", "the language is Norwegian"),
        (None, Language::En) => ("EUR", "nothing tells another one"),
    };
    doubts.push(format!("no currency is named; {code}, because {why}"));
    code
}

/// The column of the year of a sum.
fn year(survey: &Survey) -> Option<(usize, u32)> {
    let years = survey.named().filter(|(_, column)| column.is_year());
    let fits = years.map(|(at, column)| (at, best_fit(&column.plain, YEAR))).filter(|(_, fit)| *fit > 0);
    fits.max_by_key(|(at, fit)| (*fit, std::cmp::Reverse(*at)))
}
