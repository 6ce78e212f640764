//! Durations in whole months.

use std::fmt;

use crate::value::Problem;
use crate::value::decimal::{self, Decimal, Notation};

/// A duration, as exact as agreements state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Whole months; two and a half years are 30.
    pub months: u32,
}

/// Words for a unit of time, with its length in months.
const UNITS: &[(&str, u32)] = &[
    ("år", 12),
    ("year", 12),
    ("years", 12),
    ("måned", 1),
    ("måneder", 1),
    ("månad", 1),
    ("månader", 1),
    ("month", 1),
    ("months", 1),
    ("kvartal", 3),
    ("kvartaler", 3),
    ("quarter", 3),
    ("quarters", 3),
];

/// Longer spans than this are slips of the pen.
const MOST_MONTHS: u32 = 1000 * 12;

impl Duration {
    /// Reads `2.5 years`, `2,5 år`, `30 months`, `to år`, `2 år og 6 måneder`, `P2Y6M`.
    ///
    /// # Errors
    /// The text is no duration, is no whole number of months, is zero, or exceeds 1000 years.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let trimmed = text.trim();
        let refused = || Problem::new(format!("`{trimmed}` is not a duration"));
        let help = "write `2.5 years`, `30 months` or `2 years and 6 months`";
        let months =
            read_iso(trimmed).or_else(|| read_words(trimmed)).ok_or_else(|| refused().with_help(help))?.normalize();
        if months.scale() > 0 {
            let message = format!("`{trimmed}` is not a whole number of months");
            return Err(Problem::new(message).with_help(help));
        }
        u32::try_from(months)
            .ok()
            .filter(|months| (1..=MOST_MONTHS).contains(months))
            .map(|months| Self { months })
            .ok_or_else(|| refused().with_help("from 1 month to 1000 years"))
    }

    /// Whole years, and the months beyond them.
    pub fn years_and_months(self) -> (u32, u32) {
        (self.months / 12, self.months % 12)
    }
}

/// The ISO 8601 form: `P2Y6M`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.years_and_months() {
            (0, months) => write!(f, "P{months}M"),
            (years, 0) => write!(f, "P{years}Y"),
            (years, months) => write!(f, "P{years}Y{months}M"),
        }
    }
}

fn read_iso(text: &str) -> Option<Decimal> {
    let rest = text.strip_prefix('P')?;
    let (years, rest) = rest.split_once('Y').unwrap_or(("0", rest));
    let months = match rest {
        "" => "0",
        _ => rest.strip_suffix('M')?,
    };
    let number = |text: &str| text.parse::<u32>().ok();
    Some(Decimal::from(u64::from(number(years)?) * 12 + u64::from(number(months)?)))
}

/// Pairs of number and unit, perhaps joined by "and".
fn read_words(text: &str) -> Option<Decimal> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().filter(|word| !["og", "and"].contains(word)).collect();
    let pairs = words.chunks_exact(2);
    if words.is_empty() || !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| read_pair(pair[0], pair[1])).try_fold(Decimal::ZERO, |sum, months| sum.checked_add(months?))
}

fn read_pair(number: &str, unit: &str) -> Option<Decimal> {
    let (_, months) = UNITS.iter().find(|(word, _)| *word == unit)?;
    let count = match decimal::number_word(number) {
        Some(count) => Decimal::from(count),
        None => decimal::parse(number, Notation::Plain).ok()?,
    };
    count.checked_mul(Decimal::from(*months))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(text: &str) -> Result<u32, String> {
        Duration::parse(text).map(|d| d.months).map_err(|problem| problem.message)
    }

    #[test]
    fn written_forms_are_read() {
        let cases = [
            ("2.5 years", 30),
            ("2,5 år", 30),
            ("30 months", 30),
            ("4 år", 48),
            ("to år", 24),
            ("18 måneder", 18),
            ("6 månader", 6),
            ("2 kvartal", 6),
            ("2 år og 6 måneder", 30),
            ("P2Y6M", 30),
            ("P18M", 18),
        ];
        for (text, expected) in cases {
            assert_eq!(months(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_span_is_refused() {
        for text in ["", "år", "4", "4 uger", "P", "PY", "-2 år", "0 år", "P99999999Y", "fire gode år"] {
            let said = months(text).unwrap_err();
            assert!(said.ends_with("is not a duration"), "{text}: {said}");
        }
        assert_eq!(months("2.3 years"), Err("`2.3 years` is not a whole number of months".into()));
    }
}
