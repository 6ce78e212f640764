//! Finds personal numbers in text, so that none is ever published.
//!
//! Danish CPR numbers, Norwegian fødselsnummer and D-numbers. Rules: CPR modulus 11 with the
//! weights 4 3 2 7 6 5 4 3 2 1 (not kept by all numbers since 2007) and the century from the
//! seventh digit; Norwegian control digits with 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2, the
//! century from the three digits after the date; a D-number has 4 added to its first digit.

use std::borrow::Cow;
use std::ops::Range;

use super::date;

/// A personal number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Whether its form or its check digits leave no reasonable doubt; else it is a number
    /// that begins with a date and has the right length.
    pub certain: bool,
}

/// The register that a personal number is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Danish: six digits of a date and four more.
    Cpr,
    /// Norwegian: six digits of a date and five more.
    Fodselsnummer,
    /// Norwegian, for persons without a fødselsnummer: the day plus 40.
    DNumber,
}

/// How a number's date and its other digits are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// `0101901234`
    None,
    /// `010190-1234`
    Hyphen,
    /// `010190 1234`
    Space,
}

const CPR: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
/// The control digit itself counts once, so that the sum of a right number is a multiple of 11.
const FIRST_CONTROL: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_CONTROL: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

impl Kind {
    /// The number's name in its country, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpr => "CPR number",
            Self::Fodselsnummer => "fødselsnummer",
            Self::DNumber => "D-number",
        }
    }
}

/// The personal numbers in a text, in order, none overlapping another.
///
/// - `ddmmyy-xxxx` with a valid date: certain.
/// - Ten or eleven bare digits that begin with a valid date: certain with right check digits.
/// - A date and five digits joined by a hyphen, or a date and four or five joined by one
///   space: reported only with right check digits, then certain.
///
/// Bare digits that are a part of a longer number, a decimal, a telephone number or an
/// identifier (`SAG-0101901234`) are not reported.
pub fn find_in(text: &str) -> Vec<Found> {
    let runs = digit_runs(text);
    let mut found: Vec<Found> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let taken = found.last().is_some_and(|last| last.range.end > run.start);
        if !taken {
            found.extend(find_bare(text, run).or_else(|| find_joined(text, run, runs.get(index + 1)?)));
        }
    }
    found
}

/// The text with the digits of every personal number, certain or not, replaced by `#`. It keeps its length, so that places
/// in the text stay right.
pub fn mask(text: &str) -> Cow<'_, str> {
    let found = find_in(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for Found { range, .. } in found {
        masked.push_str(&text[from..range.start]);
        masked.extend(text[range.clone()].chars().map(|sign| if sign.is_ascii_digit() { '#' } else { sign }));
        from = range.end;
    }
    masked.push_str(&text[from..]);
    Cow::Owned(masked)
}

/// The digits that may belong to a personal number: it is made of four at least on either side of a joint.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(before) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + before;
        at = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if at - start >= 4 {
            runs.push(start..at);
        }
    }
    runs
}

fn find_bare(text: &str, run: &Range<usize>) -> Option<Found> {
    let (before, after) = around(text, run);
    if is_bound_before(before) || is_bound_after(after) {
        return None;
    }
    let (kind, certain) = judge(&text[run.clone()], Joint::None)?;
    Some(Found { range: run.clone(), kind, certain })
}

fn find_joined(text: &str, date: &Range<usize>, rest: &Range<usize>) -> Option<Found> {
    if date.len() != 6 || !matches!(rest.len(), 4 | 5) {
        return None;
    }
    let joint = match &text[date.end..rest.start] {
        "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2212}" => Joint::Hyphen,
        " " | "\u{a0}" | "\u{202f}" | "\u{2009}" => Joint::Space,
        _ => return None,
    };
    let (before, _) = around(text, date);
    let (_, after) = around(text, rest);
    if continues(joint, before.chars().rev()) || continues(joint, after.chars()) {
        return None;
    }
    let digits = [&text[date.clone()], &text[rest.clone()]].concat();
    let (kind, certain) = judge(&digits, joint)?;
    Some(Found { range: date.start..rest.end, kind, certain })
}

/// What stands before and after a range.
fn around<'a>(text: &'a str, range: &Range<usize>) -> (&'a str, &'a str) {
    (&text[..range.start], &text[range.end..])
}

fn is_bound_before(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        Some('+' | '_') => true,
        Some('.' | ',') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-') => chars.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

fn is_bound_after(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('_') => true,
        Some('.' | ',') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-') => chars.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

/// Whether a joined number goes on in this direction. The hyphenated form is so telling that
/// only letters, or more digits behind the same sign, count against it: a comma before or
/// after it is the next column.
fn continues(joint: Joint, mut outward: impl Iterator<Item = char>) -> bool {
    match (outward.next(), joint) {
        (Some('-'), Joint::Hyphen) | (Some(' ' | '\u{a0}'), Joint::Space) => {
            outward.next().is_some_and(|c| c.is_ascii_digit())
        }
        (Some('.' | ',' | '-' | '/' | '+'), Joint::Space) => true,
        (Some(c), _) => c.is_alphanumeric() || c == '_',
        (None, _) => false,
    }
}

/// What ten or eleven digits are, and whether that is certain.
fn judge(text: &str, joint: Joint) -> Option<(Kind, bool)> {
    let digits: Vec<u32> = text.bytes().map(|b| u32::from(b.wrapping_sub(b'0'))).collect();
    let (kind, checked) = match digits.len() {
        10 if has_cpr_date(&digits) => (Kind::Cpr, is_multiple(&digits, &CPR)),
        11 => {
            let controls = is_multiple(&digits[..10], &FIRST_CONTROL) && is_multiple(&digits, &SECOND_CONTROL);
            (norwegian_kind(&digits)?, controls)
        }
        _ => return None,
    };
    match (kind, joint) {
        (Kind::Cpr, Joint::Hyphen) => Some((kind, true)),
        (_, Joint::None) => Some((kind, checked)),
        _ => checked.then_some((kind, true)),
    }
}

fn is_multiple(digits: &[u32], weights: &[u32]) -> bool {
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    sum.is_multiple_of(11)
}

fn has_cpr_date(digits: &[u32]) -> bool {
    let (day, month, year) = date_parts(digits);
    let century = match (digits[6], year) {
        (0..=3, _) | (4 | 9, 37..) => 1900,
        (5..=8, 58..) => 1800,
        _ => 2000,
    };
    is_date(century + year, month, day)
}

fn norwegian_kind(digits: &[u32]) -> Option<Kind> {
    let (day, month, year) = date_parts(digits);
    let individual = digits[6] * 100 + digits[7] * 10 + digits[8];
    let century = match (individual, year) {
        (0..=499, _) | (900.., 40..) => 1900,
        (500..=749, 54..) => 1800,
        (500.., 0..=39) => 2000,
        _ => return None,
    };
    let (kind, day) = if day > 40 { (Kind::DNumber, day - 40) } else { (Kind::Fodselsnummer, day) };
    is_date(century + year, month, day).then_some(kind)
}

fn date_parts(digits: &[u32]) -> (u32, u32, u32) {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    (pair(0), pair(2), pair(4))
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    i16::try_from(year).is_ok_and(|year| date::calendar_day(year, part(month), part(day)).is_some())
}

#[cfg(test)]
mod tests;
