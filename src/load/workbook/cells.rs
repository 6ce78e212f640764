//! Cells as text: their names, numbers as people see them, dates as ISO 8601 writes them.

use std::fmt;

use crate::load::sheet::Nature;

/// How many significant digits of a number count: spreadsheet programs keep no more.
const DIGITS: usize = 15;
/// Below, whole numbers are kept exactly however many digits they have.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// How many rows and columns a sheet has at most.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The text of a number: its shortest decimal form, rounded to fifteen significant digits unless it is a whole number that
/// is kept exactly; never with an exponent.
pub fn number(value: f64) -> String {
    let shortest = format!("{value}");
    if significant(&shortest) <= DIGITS || (value.fract() == 0.0 && value.abs() < EXACT) {
        return if value == 0.0 { "0".into() } else { shortest };
    }
    let rounded: f64 = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    format!("{rounded}")
}

/// How many digits a decimal has from its first to its last that is no nought.
fn significant(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// The text of a share that is shown as a percentage: `25 %` for a quarter.
pub fn percentage(share: f64) -> String {
    format!("{} %", number(share * 100.0))
}

/// A date with its time, as ISO 8601 writes them, without a time that is midnight; a time alone is text.
pub fn date(text: &str) -> (&str, Nature) {
    let is_date = text.as_bytes().get(4) == Some(&b'-');
    let Some((day, time)) = text.split_once('T').filter(|_| is_date) else {
        return (text, if is_date { Nature::Date } else { Nature::Text });
    };
    let is_midnight = time.trim_end_matches('Z').chars().all(|sign| matches!(sign, '0' | ':' | '.'));
    (if is_midnight { day } else { text }, Nature::Date)
}

/// A time of the day, or a span of time, from seconds: `12:30`, `36:00:05`.
pub fn time(seconds: i64) -> String {
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 { String::new() } else { format!(":{rest:02}") };
    format!("{sign}{hours:02}:{minutes:02}{rest}")
}

/// The letters of a column, counted from 0: `A`, `XFD`.
pub fn letters(column: u32) -> String {
    let (mut left, mut letters) = (u64::from(column) + 1, Vec::new());
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The name of a cell by its row and column, counted from 0: `B7`.
pub fn name(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The cell of a name, row and column counted from 0; nothing where it names none of a sheet.
pub fn position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let digit = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A')?;
        sum.checked_mul(26)?.checked_add(u32::from(digit) + 1)
    })?;
    let (row, column) = (row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?);
    (row < ROWS && column < COLUMNS).then_some((row, column))
}

/// Cells that share a fate: some are named, the rest is counted.
#[derive(Debug, Default)]
pub struct Listed {
    first: Vec<String>,
    count: usize,
}

impl Listed {
    const NAMED: usize = 5;

    /// Adds what is named by `name`.
    pub fn add(&mut self, name: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(name());
        }
    }

    pub fn count(&self) -> usize {
        self.count
    }
}

/// The first ones, and how many there are beside.
impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first.join(", "))?;
        match self.count - self.first.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
