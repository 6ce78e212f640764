//! Dates that know how precise they are.
//!
//! The only user of the date crate. A date is never made more precise than its source: it is
//! printed with what it has, and compared by its earliest day.

mod read;
mod words;
mod zone;

pub use zone::{day_in_zone, utc_of};

pub use jiff::civil::Date as Day;
use jiff::fmt::strtime::BrokenDownTime;

use std::cmp::Ordering;
use std::fmt;

use super::Problem;

/// A date with a precision, in the years 1000 to 9999. Eight bytes.
///
/// Ordered by its earliest day; on the same day the more precise date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    part: Part,
}

/// What a date says beyond its year. Months and days count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A day and a time of day, in the place's own time.
    Minute {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
        /// 0 to 23.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
    /// A day.
    Day {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A month, 1 to 12.
    Month(u8),
    /// Danish *primo*: the first quarter of the year is the widest that it is used for.
    Start,
    /// Danish *ultimo*: the last quarter of the year is the widest that it is used for.
    End,
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A season of three whole months.
    Season(Season),
    /// Half a year, 1 or 2.
    Half(u8),
    /// The whole year.
    Year,
}

/// A season. Spring is March to May, and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// December, January and February of one calendar year: sources do not say which end of
    /// the year they mean, so a winter reaches over the whole of it.
    Winter,
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
}

/// How precise a date is, from the finest to the coarsest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A time of day.
    Minute,
    /// A day.
    Day,
    /// A month.
    Month,
    /// The start or the end of a year.
    Edge,
    /// A quarter.
    Quarter,
    /// A season.
    Season,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
}

impl Season {
    /// All seasons, in the order of the calendar.
    pub const ALL: [Self; 4] = [Self::Winter, Self::Spring, Self::Summer, Self::Autumn];

    /// The English word, as in the canonical text of a date.
    pub fn id(self) -> &'static str {
        match self {
            Self::Winter => "winter",
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Autumn => "autumn",
        }
    }
}

impl Precision {
    /// The word that exports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Month => "month",
            Self::Edge => "edge",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::HalfYear => "half-year",
            Self::Year => "year",
        }
    }
}

impl PartialDate {
    /// A date from its parts.
    ///
    /// # Errors
    /// The year is not within 1000 to 9999, or the year has no such day, month, quarter or
    /// time.
    pub fn new(year: i16, part: Part) -> Result<Self, Problem> {
        if !(1000..=9999).contains(&year) {
            return Err(Problem::new(format!("the year {year} is not within 1000 to 9999"))
                .with_help("write the year with four digits"));
        }
        check_part(year, part)?;
        Ok(Self { year, part })
    }

    /// A whole year.
    ///
    /// # Errors
    /// The year is not within 1000 to 9999.
    pub fn of_year(year: i16) -> Result<Self, Problem> {
        Self::new(year, Part::Year)
    }

    /// A day.
    ///
    /// # Errors
    /// Its year is not within 1000 to 9999.
    pub fn of_day(day: Day) -> Result<Self, Problem> {
        let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        Self::new(day.year(), Part::Day { month, day: of_month })
    }

    /// Reads a date as front matter, settings and prose write it:
    /// `2021-01-18`, `2021-01-18T08:00`, `15-01-2021 08:00`, `18.1.2021`, `18. januar 2021`,
    /// `2021-01`, `oktober 2017`, `2021-Q1`, `2021-H2`, `spring 2020`, `våren 2020`,
    /// `start of 2021`, `primo 2021`, `ultimo 2020`, `2021`.
    ///
    /// # Errors
    /// The text is no such date, or names a day that the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        read::parse(text)
    }

    /// Reads a date in a table's declared format, such as `%d.%m.%Y %H:%M`.
    ///
    /// The precision is what the format yields: a year, a month, a day or a minute. Midnight
    /// counts as no time, since databases write it for dates without one.
    ///
    /// # Errors
    /// The text does not follow the format, or the format yields no date.
    pub fn parse_with(format: &str, text: &str) -> Result<Self, Problem> {
        let trimmed = text.trim();
        let refused = || {
            Problem::new(format!("`{trimmed}` is not a date written as `{format}`"))
                .with_help(format!("by this format the cell would read `{}`", example(format)))
        };
        let read = BrokenDownTime::parse(format, trimmed).map_err(|_| refused())?;
        match (read.to_date(), read.year(), read.month()) {
            (Ok(day), ..) => at_time(day, read.hour(), read.minute()),
            (_, Some(year), Some(month)) if read.day().is_none() => Self::new(year, Part::Month(month.unsigned_abs())),
            (_, Some(year), None) => Self::of_year(year),
            _ => Err(refused()),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// What it says beyond the year.
    pub fn part(self) -> Part {
        self.part
    }

    /// How precise it is.
    pub fn precision(self) -> Precision {
        match self.part {
            Part::Minute { .. } => Precision::Minute,
            Part::Day { .. } => Precision::Day,
            Part::Month(_) => Precision::Month,
            Part::Start | Part::End => Precision::Edge,
            Part::Quarter(_) => Precision::Quarter,
            Part::Season(_) => Precision::Season,
            Part::Half(_) => Precision::HalfYear,
            Part::Year => Precision::Year,
        }
    }

    /// The first day that it can mean.
    pub fn earliest(self) -> Day {
        match self.part {
            Part::Minute { month, day, .. } | Part::Day { month, day } => self.day(month, day),
            _ => self.day(self.months().0, 1),
        }
    }

    /// The last day that it can mean.
    pub fn latest(self) -> Day {
        match self.part {
            Part::Minute { month, day, .. } | Part::Day { month, day } => self.day(month, day),
            _ => self.day(self.months().1, 1).last_of_month(),
        }
    }

    /// The canonical text, which reads back as the same date: ISO 8601 where it has a form
    /// (`2021-01-18T08:00`, `2021-01`, `2021`), else `2021-Q1`, `2021-H2`, `spring 2020`,
    /// `start of 2021`, `end of 2020`.
    pub fn to_iso(self) -> String {
        self.to_string()
    }

    /// The first and the last month that it can mean.
    fn months(self) -> (u8, u8) {
        match self.part {
            Part::Minute { month, .. } | Part::Day { month, .. } | Part::Month(month) => (month, month),
            Part::Start => (1, 3),
            Part::End => (10, 12),
            Part::Quarter(quarter) => (quarter * 3 - 2, quarter * 3),
            Part::Season(Season::Spring) => (3, 5),
            Part::Season(Season::Summer) => (6, 8),
            Part::Season(Season::Autumn) => (9, 11),
            Part::Half(half) => (half * 6 - 5, half * 6),
            Part::Season(Season::Winter) | Part::Year => (1, 12),
        }
    }

    /// Every `PartialDate` was checked when it was made, so that the default is never taken.
    fn day(self, month: u8, day: u8) -> Day {
        calendar_day(self.year, month, day).unwrap_or_default()
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.earliest()
            .cmp(&other.earliest())
            .then(self.precision().cmp(&other.precision()))
            .then(self.part.cmp(&other.part))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.part {
            Part::Minute { month, day, hour, minute } => {
                write!(f, "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}")
            }
            Part::Day { month, day } => {
                let [tens, ones] = [|number| b'0' + number / 10, |number: u8| b'0' + number % 10];
                let rest = [b'-', tens(month), ones(month), b'-', tens(day), ones(day)];
                fmt::Display::fmt(&year, f)?;
                f.write_str(std::str::from_utf8(&rest).map_err(|_| fmt::Error)?)
            }
            Part::Month(month) => write!(f, "{year}-{month:02}"),
            Part::Start => write!(f, "start of {year}"),
            Part::End => write!(f, "end of {year}"),
            Part::Quarter(quarter) => write!(f, "{year}-Q{quarter}"),
            Part::Season(season) => write!(f, "{} {year}", season.id()),
            Part::Half(half) => write!(f, "{year}-H{half}"),
            Part::Year => write!(f, "{year}"),
        }
    }
}

/// The day with this number in this month, if the calendar has it.
pub fn calendar_day(year: i16, month: u8, day: u8) -> Option<Day> {
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The last day of a span of whole months that begins on `start`: the day before the same day
/// of the month, or that month's last day where it is too short to have one. Six months from
/// 1 January end on 30 June, from 31 August on the last of February.
///
/// `None` beyond the year 9999.
pub fn last_day_of_span(start: Day, months: u32) -> Option<Day> {
    let next = months_later(start, months)?;
    if next.day() == start.day() { next.yesterday().ok() } else { Some(next) }
}

/// The same day so many months later, or the last day of that month where it is too short to have one; `None` beyond the
/// year 9999.
pub fn months_later(start: Day, months: u32) -> Option<Day> {
    start.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

fn at_time(day: Day, hour: Option<i8>, minute: Option<i8>) -> Result<PartialDate, Problem> {
    let time = (hour.unwrap_or(0).unsigned_abs(), minute.unwrap_or(0).unsigned_abs());
    let date = PartialDate::of_day(day)?;
    match (date.part, time) {
        (_, (0, 0)) => Ok(date),
        (Part::Day { month, day }, (hour, minute)) => {
            PartialDate::new(date.year, Part::Minute { month, day, hour, minute })
        }
        _ => Ok(date),
    }
}

/// A made-up cell in a table's format; the format itself where it cannot be printed.
fn example(format: &str) -> String {
    let sample = jiff::civil::DateTime::new(2021, 1, 18, 8, 0, 0, 0).unwrap_or_default();
    jiff::fmt::strtime::format(format, sample).unwrap_or_else(|_| format.to_owned())
}

fn check_part(year: i16, part: Part) -> Result<(), Problem> {
    match part {
        Part::Minute { month, day, hour, minute } => {
            check_day(year, month, day)?;
            let help = "hours go from 00 to 23, minutes from 00 to 59";
            check(hour < 24 && minute < 60, || format!("there is no time {hour:02}:{minute:02}"), help)
        }
        Part::Day { month, day } => check_day(year, month, day),
        Part::Month(month) => check_month(month),
        Part::Quarter(quarter) => {
            check((1..=4).contains(&quarter), || format!("there is no quarter {quarter}"), "quarters go from 1 to 4")
        }
        Part::Half(half) => {
            check((1..=2).contains(&half), || format!("there is no half-year {half}"), "half-years are 1 and 2")
        }
        Part::Start | Part::End | Part::Season(_) | Part::Year => Ok(()),
    }
}

fn check_month(month: u8) -> Result<(), Problem> {
    let valid = (1..=12).contains(&month);
    check(valid, || format!("there is no month {month}"), "months go from 01 to 12")
}

fn check_day(year: i16, month: u8, day: u8) -> Result<(), Problem> {
    check_month(month)?;
    let length = calendar_day(year, month, 1).map_or(0, Day::days_in_month);
    check(
        calendar_day(year, month, day).is_some(),
        || format!("{} {year} has {length} days, not {day}", words::month_name(month)),
        read::ACCEPTED,
    )
}

fn check(valid: bool, message: impl Fn() -> String, help: &str) -> Result<(), Problem> {
    if valid { Ok(()) } else { Err(Problem::new(message()).with_help(help)) }
}

#[cfg(test)]
pub(crate) mod tests;
