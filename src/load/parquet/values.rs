//! Values of a Parquet file as cells: numbers in all their digits, dates as ISO 8601 writes them.

use std::borrow::Cow;

use parquet::data_type::Decimal;
use parquet::record::{Field as Value, Row};
use parquet::schema::types::Type;

use super::columns::{self, Column, Field, Holds};
use super::{Fault, refused};
use crate::load::sheet::{Cell, Nature};

/// What is wrong with a value, and in which column.
pub struct Problem {
    column: String,
    message: String,
    help: &'static str,
}

impl Problem {
    /// The complaint about a record, counted from 1.
    pub fn of_record(self, number: u32) -> Fault {
        let Self { column, message, help } = self;
        refused(format!("record {number}, column `{column}`: {message}"), help)
    }
}

/// What stands between the values of a list in one cell.
const JOINED: char = ';';

/// Adds the cells of a row, one for each column.
///
/// # Errors
/// A value cannot stand in a cell.
pub fn of_row<'r>(row: &'r Row, schema: &Type, columns: &[Column], cells: &mut Vec<Cell<'r>>) -> Result<(), Problem> {
    let values = row.get_column_iter().map(|(_, value)| value);
    schema.get_fields().iter().zip(values).try_for_each(|(field, value)| under(field, value, columns, cells))
}

fn under<'r>(field: &Type, value: &'r Value, columns: &[Column], cells: &mut Vec<Cell<'r>>) -> Result<(), Problem> {
    if let Field::Group(fields) = columns::sort(field) {
        return match value {
            Value::Group(row) => fields
                .iter()
                .zip(row.get_column_iter())
                .try_for_each(|(field, (_, value))| under(field, value, columns, cells)),
            // A group that is missing lacks all its columns.
            _ => fields.iter().try_for_each(|field| under(field, &Value::Null, columns, cells)),
        };
    }
    let Some(column) = columns.get(cells.len()) else { return Ok(()) };
    let problem = |(message, help)| Problem { column: column.path.clone(), message, help };
    let cell = match value {
        Value::ListInternal(list) => joined(list.elements(), column.holds),
        single => cell(single, column.holds),
    };
    cells.push(cell.map_err(problem)?);
    Ok(())
}

/// What is wrong with a value, and what helps.
type Wrong = (String, &'static str);

/// A list as one cell, which `split` takes apart again.
fn joined<'r>(values: &'r [Value], holds: Holds) -> Result<Cell<'r>, Wrong> {
    let mut texts = Vec::with_capacity(values.len());
    for value in values {
        let (text, _) = cell(value, holds)?;
        if text.contains(JOINED) {
            let message = format!("`{text}` holds `{JOINED}`, which stands between the values of a list in a cell");
            return Err((message, "use another sign in it"));
        }
        texts.push(text);
    }
    texts.retain(|text| !text.is_empty());
    let nature = if holds == Holds::Number { Nature::Number } else { Nature::Text };
    Ok((Cow::Owned(texts.join(";")), nature))
}

fn cell(value: &Value, holds: Holds) -> Result<Cell<'_>, Wrong> {
    let number = |text: String| Ok((Cow::Owned(text), Nature::Number));
    let words = |text| Ok((text, Nature::Text));
    match (value, holds) {
        (Value::Null, _) => words(Cow::Borrowed("")),
        (Value::Bool(truth), _) => words(Cow::Borrowed(if *truth { "true" } else { "false" })),
        (Value::Str(text), _) => words(Cow::Borrowed(text_of(text.as_bytes())?)),
        (Value::Bytes(bytes), _) => words(Cow::Owned(text_of(bytes.data())?.to_owned())),
        (Value::Date(days), _) => day(i64::from(*days)),
        (Value::Int(days), Holds::Days) => day(i64::from(*days)),
        (Value::TimestampMillis(since), _) => moment(*since, 1_000),
        (Value::TimestampMicros(since), _) => moment(*since, 1_000_000),
        (Value::Long(since), Holds::Moments(a_second)) => moment(*since, a_second),
        (Value::Byte(value), _) => number(value.to_string()),
        (Value::Short(value), _) => number(value.to_string()),
        (Value::Int(value), _) => number(value.to_string()),
        (Value::Long(value), _) => number(value.to_string()),
        (Value::UByte(value), _) => number(value.to_string()),
        (Value::UShort(value), _) => number(value.to_string()),
        (Value::UInt(value), _) => number(value.to_string()),
        (Value::ULong(value), _) => number(value.to_string()),
        (Value::Float16(value), _) => number(fraction(value.to_f64(), value.to_string())?),
        (Value::Float(value), _) => number(fraction(f64::from(*value), value.to_string())?),
        (Value::Double(value), _) => number(fraction(*value, value.to_string())?),
        (Value::Decimal(value), _) => number(decimal(value)?),
        _ => Err(("this value cannot stand in a cell".into(), "export the column as text")),
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, Wrong> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(("these bytes are no text".into(), "export the column as text in UTF-8, or without its NUL bytes")),
    }
}

/// The fewest digits that tell a number of floating point from every other.
fn fraction(value: f64, shortest: String) -> Result<String, Wrong> {
    match value.is_finite() {
        true => Ok(shortest),
        false => Err((format!("`{shortest}` is no number"), "leave the value out where there is none")),
    }
}

/// All digits of a decimal number.
fn decimal(value: &Decimal) -> Result<String, Wrong> {
    let too_long = || ("the number has more digits than can be kept exactly".to_owned(), "export the column as text");
    let bytes = value.data();
    let first = bytes.first().copied().unwrap_or_default();
    let mut wide = [if first & 0x80 == 0 { 0 } else { 0xff }; 16];
    let start = wide.len().checked_sub(bytes.len()).ok_or_else(too_long)?;
    wide[start..].copy_from_slice(bytes);
    let number = i128::from_be_bytes(wide);
    let scale = usize::try_from(value.scale()).ok().filter(|scale| *scale <= DIGITS).ok_or_else(too_long)?;
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = scale + 1);
    let (whole, rest) = digits.split_at(digits.len() - scale);
    let sign = if number < 0 { "-" } else { "" };
    Ok(if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") })
}

/// The most digits of a number of 128 bits.
const DIGITS: usize = 38;

const SECONDS_A_DAY: i64 = 86_400;

fn day(days: i64) -> Result<Cell<'static>, Wrong> {
    Ok((Cow::Owned(date(days)?), Nature::Date))
}

/// A moment of so many parts of a second since 1970.
fn moment(since: i64, a_second: i64) -> Result<Cell<'static>, Wrong> {
    let (seconds, rest) = (since.div_euclid(a_second), since.rem_euclid(a_second));
    let (days, time) = (seconds.div_euclid(SECONDS_A_DAY), seconds.rem_euclid(SECONDS_A_DAY));
    let mut text = format!("{}T{:02}:{:02}:{:02}", date(days)?, time / 3_600, time / 60 % 60, time % 60);
    if rest > 0 {
        // The noughts of 1,000, 1,000,000 or 1,000,000,000 parts.
        let width = a_second.to_string().len() - 1;
        text.push_str(&format!(".{rest:0>width$}"));
    }
    Ok((Cow::Owned(text), Nature::Date))
}

/// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin in March.
fn date(days: i64) -> Result<String, Wrong> {
    const ERA: i64 = 146_097;
    let from_march = days.saturating_add(719_468);
    let (era, of_era) = (from_march.div_euclid(ERA), from_march.rem_euclid(ERA));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    match (1..=9_999).contains(&year) {
        true => Ok(format!("{year:04}-{month:02}-{day:02}")),
        false => Err((format!("the year {year} is none that can be meant"), "mend the date in the file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (19_782, "2024-02-29"),
            (11_016, "2000-02-29"),
            (-25_508, "1900-03-01"),
        ] {
            assert_eq!(date(days).ok().as_deref(), Some(expected));
        }
        assert!(date(i64::MAX).is_err() && date(-800_000).is_err());
        let written = |since, a_second| moment(since, a_second).map(|(text, _)| text.into_owned()).unwrap_or_default();
        assert_eq!(written(-1, 1_000), "1969-12-31T23:59:59.999");
        assert_eq!(written(1_709_294_400_000_000, 1_000_000), "2024-03-01T12:00:00");
        assert_eq!(written(1_500_000_001, 1_000_000_000), "1970-01-01T00:00:01.500000001");
    }

    #[test]
    fn decimals_keep_every_digit() {
        let written = |value, scale| decimal(&Decimal::from_i64(value, 18, scale)).unwrap_or_default();
        assert_eq!(written(120_050, 2), "1200.50");
        assert_eq!(written(-5, 2), "-0.05");
        assert_eq!(written(i64::MIN, 0), "-9223372036854775808");
        let wide = |bytes: Vec<u8>| decimal(&Decimal::from_bytes(bytes.into(), 38, 2));
        assert_eq!(wide(vec![0xff]).unwrap_or_default(), "-0.01");
        assert!(wide(vec![1; 17]).is_err());
    }
}
