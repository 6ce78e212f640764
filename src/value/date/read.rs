//! Reading a date from text.

use super::words::{self, Word};
use super::{Part, PartialDate};
use crate::value::Problem;

/// What may be written, said wherever a date is refused.
pub(super) const ACCEPTED: &str = "write `2021-01-18`, `2021-01-18 08:00`, `2021-01`, `2021-Q1`, \
     `2021-H2`, `spring 2021`, `start of 2021`, `end of 2021` or `2021`";

/// A time of day: hour and minute.
type Time = (u8, u8);

/// Behind [`PartialDate::parse`].
pub(super) fn parse(text: &str) -> Result<PartialDate, Problem> {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (head, time) = split_time(&clean);
    let refused = || Problem::new(format!("`{clean}` is not a date")).with_help(ACCEPTED);
    let (year, part) = read_numbers(head).or_else(|| read_words(head)).ok_or_else(refused)?;
    let part = match (part, time) {
        (part, None) => part,
        (Part::Day { month, day }, Some((hour, minute))) => Part::Minute { month, day, hour, minute },
        (_, Some(_)) => return Err(timeless(&clean)),
    };
    PartialDate::new(year, part)
        .map_err(|problem| Problem { message: format!("`{clean}` is not a date: {}", problem.message), ..problem })
}

fn timeless(text: &str) -> Problem {
    Problem::new(format!("`{text}` has a time of day but no day")).with_help(ACCEPTED)
}

/// Cuts `T08:00`, ` 08:00`, ` kl. 08.00` or `, 08:00` off the end; seconds only where they are
/// zero, since no more than minutes is kept.
fn split_time(text: &str) -> (&str, Option<Time>) {
    let cut = text.rfind([' ', 'T']).filter(|cut| *cut > 0);
    let time = cut.and_then(|cut| read_time(&text[cut + 1..]));
    match (cut, time) {
        (Some(cut), Some(_)) => {
            let head = text[..cut].trim_end();
            let head = ["kl.", "kl", ","].iter().find_map(|joint| head.strip_suffix(joint)).unwrap_or(head);
            (head.trim_end(), time)
        }
        _ => (text, None),
    }
}

fn read_time(text: &str) -> Option<Time> {
    let parts: Vec<&str> = text.split([':', '.']).collect();
    match parts[..] {
        [hour, minute] | [hour, minute, "00"] if hour.len() == 2 && minute.len() == 2 => {
            Some((small(hour)?, small(minute)?))
        }
        _ => None,
    }
}

fn read_numbers(text: &str) -> Option<(i16, Part)> {
    read_dashed(text).or_else(|| read_dotted(text))
}

fn read_dashed(text: &str) -> Option<(i16, Part)> {
    match text.split('-').collect::<Vec<_>>()[..] {
        [year] => Some((full_year(year)?, Part::Year)),
        [year, part] => Some((full_year(year)?, read_iso_part(part)?)),
        [year, month, day] if year.len() == 4 => {
            let (month, day) = (two_digits(month)?, two_digits(day)?);
            Some((full_year(year)?, Part::Day { month, day }))
        }
        [day, month, year] => read_day_first(day, month, year),
        _ => None,
    }
}

fn read_dotted(text: &str) -> Option<(i16, Part)> {
    match text.split('.').collect::<Vec<_>>()[..] {
        [day, month, year] => read_day_first(day, month, year),
        _ => None,
    }
}

/// `Q1`, `H2`, `01`.
fn read_iso_part(text: &str) -> Option<Part> {
    match text.as_bytes() {
        [b'Q' | b'q', digit @ b'0'..=b'9'] => Some(Part::Quarter(digit - b'0')),
        [b'H' | b'h', digit @ b'0'..=b'9'] => Some(Part::Half(digit - b'0')),
        _ => Some(Part::Month(two_digits(text)?)),
    }
}

fn read_day_first(day: &str, month: &str, year: &str) -> Option<(i16, Part)> {
    let (day, month) = (small(day.trim())?, small(month.trim())?);
    Some((full_year(year.trim())?, Part::Day { month, day }))
}

fn read_words(text: &str) -> Option<(i16, Part)> {
    let lower = text.to_lowercase();
    let all: Vec<&str> = lower.split(' ').filter(|word| !words::is_filler(word)).collect();
    let (last, before) = all.split_last()?;
    let year = full_year(last)?;
    let part = match before {
        [only] => read_one_word(only)?,
        [first, second] => {
            let first = first.trim_end_matches('.');
            match (words::lookup(first), words::lookup(second)?) {
                (Some(Word::Ordinal(number)), Word::Quarter) => Part::Quarter(number),
                (Some(Word::Ordinal(number)), Word::Half) => Part::Half(number),
                (_, Word::Month(month)) => Part::Day { month, day: small(first)? },
                _ => return None,
            }
        }
        _ => return None,
    };
    Some((year, part))
}

fn read_one_word(word: &str) -> Option<Part> {
    match words::lookup(word) {
        Some(Word::Month(month)) => Some(Part::Month(month)),
        Some(Word::Season(season)) => Some(Part::Season(season)),
        Some(Word::Start) => Some(Part::Start),
        Some(Word::End) => Some(Part::End),
        Some(Word::Quarter | Word::Half | Word::Ordinal(_)) => None,
        None => read_iso_part(word).filter(|part| matches!(part, Part::Quarter(_) | Part::Half(_))),
    }
}

fn full_year(text: &str) -> Option<i16> {
    (text.len() == 4 && is_digits(text)).then(|| text.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| small(text)).flatten()
}

/// One or two digits.
fn small(text: &str) -> Option<u8> {
    (matches!(text.len(), 1 | 2) && is_digits(text)).then(|| text.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}
