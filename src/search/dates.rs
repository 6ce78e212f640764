//! Dates, however written, as `2021-01-18`, with their month `2021-01` and their year `2021`.
//!
//! Day comes before month, as both countries write (`standards.md`, section 9); only ISO dates begin with the year.

use super::chunk::{Chunk, Gap, has_digits};
use super::reading::Reading;

/// Names and abbreviations in the site's languages; where a language writes differently, every spelling is here.
const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "jan"],
    &["februar", "february", "feb"],
    &["marts", "mars", "march", "mar"],
    &["april", "apr"],
    &["maj", "mai", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "desember", "dec", "des"],
];

/// A day of a month, or a whole month.
struct Date<'a> {
    year: &'a str,
    month: u8,
    day: Option<u8>,
}

/// A date in figures or with the month in words. Each way to write one is first asked for its digits: most words have none
/// beside them and need not be looked up among the months.
pub(super) fn date(chunks: &[Chunk], at: usize) -> Option<Reading> {
    in_figures(chunks, at)
        .or_else(|| day_first(chunks, at))
        .or_else(|| month_first(chunks, at))
        .or_else(|| month_of_year(chunks, at))
}

/// Whether these digits can be a year that somebody writes about.
pub(super) fn is_year(text: &str) -> bool {
    has_digits(text, 4, 4) && ("1800".."2200").contains(&text)
}

/// `18.12.2020`, `15-01-2021`, `7/12-2020`, `7/12 2020`, `2021-01-18`.
fn in_figures(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let chunk = &chunks[at];
    if let Some([day, month]) = chunk.bound_by("/") {
        let year = year_at(chunks, at + 1, Gap::is_blank)?;
        let mut reading = Date::new(year, month, day)?.reading(2);
        reading.also.push(chunk.whole());
        return Some(reading);
    }
    if let Some([year, month, day]) = chunk.bound_by("--")
        && is_year(year)
    {
        return Some(Date::new(year, month, day)?.reading(1));
    }
    let parts = ["..", "--", "//", "/-"].iter().find_map(|marks| chunk.bound_by(marks))?;
    match parts {
        [day, month, year] => Some(Date::new(year, month, day)?.reading(1)),
        _ => None,
    }
}

/// `18. januar 2021`, `18 jan. 2021`.
fn day_first(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let day = chunks[at].digits()?;
    let year = year_at(chunks, at + 2, Gap::is_blank_or_stop)?;
    let (name, month) = month_at(chunks, at + 1, Gap::is_blank_or_stop)?;
    let date = Date::with_name(year, month, day)?;
    Some(date.named(3, name, day))
}

/// `January 18, 2021`.
fn month_first(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let day = chunks.get(at + 1).filter(|chunk| chunk.gap.is_blank())?;
    let day = day.digits()?;
    let year = year_at(chunks, at + 2, |gap| gap == Gap::Comma)?;
    let (name, month) = month_at(chunks, at, |_| true)?;
    let date = Date::with_name(year, month, day)?;
    Some(date.named(3, name, day))
}

/// `januar 2021`.
fn month_of_year(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let year = year_at(chunks, at + 1, Gap::is_blank_or_stop)?;
    let (name, month) = month_at(chunks, at, |_| true)?;
    let date = Date { year, month, day: None };
    let mut reading = date.reading(2);
    reading.words.push(name.to_owned());
    Some(reading)
}

fn month_at(chunks: &[Chunk], at: usize, fits: fn(Gap) -> bool) -> Option<(&str, u8)> {
    let word = chunks.get(at).filter(|chunk| fits(chunk.gap))?.single()?;
    (1..).zip(&MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| (word, number))
}

fn year_at(chunks: &[Chunk], at: usize, fits: fn(Gap) -> bool) -> Option<&str> {
    let chunk = chunks.get(at).filter(|chunk| fits(chunk.gap))?;
    chunk.digits().filter(|digits| is_year(digits))
}

impl<'a> Date<'a> {
    fn new(year: &'a str, month: &str, day: &str) -> Option<Self> {
        let month = within(month, 12)?;
        Self::with_name(year, month, day)
    }

    fn with_name(year: &'a str, month: u8, day: &str) -> Option<Self> {
        let day = Some(within(day, 31)?);
        is_year(year).then_some(Self { year, month, day })
    }

    fn reading(&self, taken: usize) -> Reading {
        let month = format!("{}-{:02}", self.year, self.month);
        let year = self.year.to_owned();
        let (main, also) = match self.day {
            Some(day) => (format!("{month}-{day:02}"), vec![month, year]),
            None => (month, vec![year]),
        };
        Reading { taken, main: vec![main], also, ..Reading::default() }
    }

    /// The reading of a date in words, which is also found by its words.
    fn named(&self, taken: usize, month: &str, day: &str) -> Reading {
        let mut reading = self.reading(taken);
        reading.also.push(day.to_owned());
        reading.words.push(month.to_owned());
        reading
    }
}

/// One or two digits that are a number from 1 to `most`.
fn within(text: &str, most: u8) -> Option<u8> {
    let number = has_digits(text, 1, 2).then(|| text.parse().ok())??;
    (1..=most).contains(&number).then_some(number)
}
