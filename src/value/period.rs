//! Spans of time: from, to, for how long, and what the source said.

mod duration;

pub use duration::Duration;

use std::fmt;

use super::Problem;
use super::date::{self, Day, PartialDate};

/// A span as far as its source states it.
///
/// An end that the source leaves out stays out; [`Period::derived_end`] computes it for pages
/// that label it as computed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// When it begins.
    pub start: Option<PartialDate>,
    /// When it ends; the end is part of the period.
    pub end: Option<PartialDate>,
    /// For how long.
    pub duration: Option<Duration>,
    /// The source's own words: `varer i 2,5 år`.
    pub original: Option<Box<str>>,
}

/// What is said wherever a period is refused.
const ACCEPTED: &str = "write `2021`, `2021/2023`, `2021-01-01/2021-12-31`, `2021/..` for an \
     open end, or a duration such as `2.5 years`";

impl Period {
    /// The whole of one date: a year, a month, a season.
    pub fn of(date: PartialDate) -> Self {
        Self { start: Some(date), end: Some(date), ..Self::default() }
    }

    /// Reads `2021`, `spring 2020`, `2021/2023`, `2021-2023`, `2021-23`, `2021–2023`,
    /// `2021-01-01/2021-12-31`, `2021-03/..`, `../2023`, or a mere duration: `4 år`.
    ///
    /// `2010-12` is December 2010, as in ISO 8601; the years are written `2010/2012`.
    ///
    /// # Errors
    /// The text is no period, names a day that the calendar lacks, or ends before it starts.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let trimmed = text.trim();
        if let Some((start, end)) = split_years(trimmed).or_else(|| split_ends(trimmed)) {
            let read = Self { start: read_end(start)?, end: read_end(&end)?, ..Self::default() };
            let empty = read.start.is_none() && read.end.is_none();
            let problem = if empty { Some(not_a_period(trimmed)) } else { read.order_problem() };
            return problem.map_or(Ok(read), Err);
        }
        match (PartialDate::parse(trimmed), Duration::parse(trimmed)) {
            (Ok(date), _) => Ok(Self::of(date)),
            (_, Ok(duration)) => Ok(Self { duration: Some(duration), ..Self::default() }),
            (Err(problem), Err(_)) if problem.message.ends_with("is not a date") => Err(not_a_period(trimmed)),
            (Err(problem), Err(_)) => Err(problem),
        }
    }

    /// A problem if the period ends before it starts, whatever day its dates mean.
    pub fn order_problem(&self) -> Option<Problem> {
        let (start, end) = (self.start?, self.end?);
        let same_day_backwards =
            start.earliest() == end.latest() && start.precision() == end.precision() && start > end;
        (start.earliest() > end.latest() || same_day_backwards).then(|| {
            Problem::new(format!("the period ends (`{end}`) before it starts (`{start}`)"))
                .with_help("put the earlier date first")
        })
    }

    /// The first and the last day on which the period can end, computed from start and
    /// duration where the source states no end.
    ///
    /// The last day follows the rule of [`date::last_day_of_span`]. A start known as March 2021 can be any of its days,
    /// so that 30 months from it end between 31 August and 30 September 2023.
    pub fn derived_end(&self) -> Option<(Day, Day)> {
        match (self.start, self.end, self.duration) {
            (Some(start), None, Some(Duration { months })) => Some((
                date::last_day_of_span(start.earliest(), months)?,
                date::last_day_of_span(start.latest(), months)?,
            )),
            _ => None,
        }
    }

    /// The first day that the stated start can mean.
    pub fn earliest(&self) -> Option<Day> {
        self.start.map(PartialDate::earliest)
    }

    /// The last day that the stated end can mean.
    pub fn latest(&self) -> Option<Day> {
        self.end.map(PartialDate::latest)
    }

    /// The canonical text of start and end, or of the duration where neither is stated; it
    /// reads back as the same. Empty where nothing is stated.
    pub fn to_iso(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.start, self.end, self.duration) {
            (Some(start), Some(end), _) if start == end => write!(f, "{start}"),
            (Some(start), Some(end), _) => write!(f, "{start}/{end}"),
            (Some(start), None, _) => write!(f, "{start}/.."),
            (None, Some(end), _) => write!(f, "../{end}"),
            (None, None, Some(duration)) => write!(f, "{duration}"),
            (None, None, None) => Ok(()),
        }
    }
}

/// `2021-2023`, `2021–23`: two years, the second perhaps by its last two digits where these
/// cannot be a month.
fn split_years(text: &str) -> Option<(&str, String)> {
    let (start, end) = text.split_once(['-', '\u{2013}'])?;
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let (start, end) = (start.trim_end(), end.trim_start());
    if !digits(start, 4) {
        None
    } else if digits(end, 4) {
        Some((start, end.to_owned()))
    } else if digits(end, 2) && (end > "12" || text.contains('\u{2013}')) {
        Some((start, format!("{}{end}", &start[..2])))
    } else {
        None
    }
}

fn split_ends(text: &str) -> Option<(&str, String)> {
    let (start, end) = ["/", "\u{2013}", " - "].iter().find_map(|joint| text.split_once(joint))?;
    Some((start.trim(), end.trim().to_owned()))
}

/// One end of a period; `..` leaves it open, as in ISO 8601-2.
fn read_end(text: &str) -> Result<Option<PartialDate>, Problem> {
    match text {
        ".." => Ok(None),
        _ => PartialDate::parse(text).map(Some),
    }
}

fn not_a_period(text: &str) -> Problem {
    Problem::new(format!("`{text}` is not a period")).with_help(ACCEPTED)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::date::tests::dates;

    fn iso(text: &str) -> String {
        Period::parse(text).map_or_else(|problem| format!("? {problem}"), |period| period.to_iso())
    }

    #[test]
    fn written_forms_are_read() {
        let cases = [
            ("2021", "2021"),
            ("våren 2020", "spring 2020"),
            ("2021/2023", "2021/2023"),
            ("2021-2023", "2021/2023"),
            ("2021-23", "2021/2023"),
            ("2021\u{2013}23", "2021/2023"),
            ("2010-12", "2010-12"),
            ("2010\u{2013}12", "2010/2012"),
            ("2021-01-01/2021-12-31", "2021-01-01/2021-12-31"),
            ("marts 2021 \u{2013} ultimo 2023", "2021-03/end of 2023"),
            ("2021-03 - 2021-06", "2021-03/2021-06"),
            ("2021-03/..", "2021-03/.."),
            ("../2023", "../2023"),
            ("4 år", "P4Y"),
            ("30 months", "P2Y6M"),
        ];
        for (text, expected) in cases {
            assert_eq!(iso(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        let cases = [
            ("", "is not a period"),
            ("../..", "is not a period"),
            ("fra oven", "is not a period"),
            ("2021/23", "`23` is not a date"),
            ("2021-02-30", "February 2021 has 28 days"),
            ("2023/2021", "ends (`2021`) before it starts (`2023`)"),
            ("2021-01-02T09:00/2021-01-02T08:00", "before it starts"),
        ];
        for (text, part) in cases {
            assert!(iso(text).starts_with('?') && iso(text).contains(part), "{text}: {}", iso(text));
        }
    }

    #[test]
    fn ends_that_may_follow_their_start_are_in_order() {
        for text in ["2021-03/2021", "2021/2021-03", "end of 2021/2021-Q4"] {
            assert!(Period::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn an_end_is_derived_only_from_a_stated_start_and_duration() {
        let duration = Some(Duration { months: 30 });
        let start = PartialDate::parse("2021-03").ok();
        let period = Period { start, duration, ..Period::default() };
        let days = |period: &Period| period.derived_end().map(|(first, last)| format!("{first} {last}"));
        assert_eq!(days(&period).as_deref(), Some("2023-08-31 2023-09-30"));
        assert_eq!(days(&Period { end: start, ..period.clone() }), None);
        assert_eq!(days(&Period { start: None, ..period.clone() }), None);
        assert_eq!(days(&Period { duration: None, ..period }), None);
    }

    proptest! {
        #[test]
        fn printed_periods_read_back(
            start in proptest::option::of(dates()),
            end in proptest::option::of(dates()),
            months in 1..600_u32,
        ) {
            let duration = (start.is_none() && end.is_none()).then_some(Duration { months });
            let period = Period { start, end, duration, original: None };
            let period = match period.order_problem() {
                Some(_) => Period { start: end, end: start, ..period },
                None => period,
            };
            prop_assert_eq!(Period::parse(&period.to_iso()), Ok(period));
        }

        #[test]
        fn a_derived_end_lies_after_its_start(start in dates(), months in 1..600_u32) {
            let duration = Some(Duration { months });
            let period = Period { start: Some(start), duration, ..Period::default() };
            if let Some((first, last)) = period.derived_end() {
                prop_assert!(start.earliest() < first && first <= last);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9/. åry-]{0,20}|\\PC{0,14}") {
            let _ = Period::parse(&text);
        }
    }
}
