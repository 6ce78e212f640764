//! What the steps of a timeline lie along: from a date to a date, or for so many months from a day that the source leaves out.

use super::steps::{Repeated, Step, When};
use crate::value::date::{calendar_day, months_later};
use crate::value::{Day, PartialDate, Period};

/// More parts or marks than these could not be told from each other on a phone.
const MOST_MARKS: u32 = 60;

/// The extent of a timeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Axis {
    /// The dates at which it begins and ends, as precise as they are told; or the last day as it follows from a duration.
    Dated { first: PartialDate, last: PartialDate, is_computed: bool },
    /// From the beginning of a period of which only the length is known.
    Length { months: u32 },
}

/// A year on an axis: where it begins and ends as shares of the axis, and its number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Year {
    pub number: i32,
    pub from: f64,
    pub to: f64,
}

/// Where a step lies, as shares of the axis.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Each on its day.
    Days(Vec<f64>),
    /// From a share to a share, divided at some between.
    Span { from: f64, to: f64, cuts: Vec<f64> },
}

impl Axis {
    /// From the first day of some steps to their last, or along the whole of `span` where no step has a day.
    pub fn of(steps: &[Step], span: Option<&Period>) -> Option<Self> {
        let ends = || steps.iter().flat_map(|step| step.when.ends()).flatten();
        let computed = steps.iter().filter_map(|step| step.when.computed_end()).max();
        let (first, told) = (ends().min_by_key(|date| date.earliest()), ends().max_by_key(|date| date.latest()));
        match (first, told) {
            (Some(first), Some(told)) => {
                let computed = computed.filter(|day| *day > told.latest());
                let last = computed.and_then(|day| PartialDate::of_day(day).ok());
                let axis = Self::Dated { first, last: last.unwrap_or(told), is_computed: last.is_some() };
                (first.earliest() < last.unwrap_or(told).latest()).then_some(axis)
            }
            _ => span?.duration.map(|duration| Self::Length { months: duration.months }),
        }
    }

    /// Where a day lies between the first and the last.
    fn share(self, day: Day) -> f64 {
        let Self::Dated { first, last, .. } = self else { return 0.0 };
        let days = |from: Day, to: Day| f64::from((to - from).get_days());
        let all = days(first.earliest(), last.latest()).max(1.0);
        (days(first.earliest(), day) / all).clamp(0.0, 1.0)
    }

    /// The years of the calendar, or those since the beginning, each as far as it lies on the axis.
    pub fn years(self) -> Vec<Year> {
        match self {
            Self::Dated { first, last, .. } => {
                let begins = |year: i16| calendar_day(year, 1, 1).map_or(1.0, |day| self.share(day));
                let years = first.earliest().year()..=last.latest().year();
                let year = |year: i16| Year { number: year.into(), from: begins(year), to: begins(year + 1) };
                years.map(year).collect()
            }
            Self::Length { months } => {
                let share = |month: u32| f64::from(month.min(months)) / f64::from(months.max(1));
                let year = |number: i32, year: u32| Year { number, from: share(year * 12), to: share(year * 12 + 12) };
                (1..).zip(0..months.div_ceil(12)).map(|(number, at)| year(number, at)).collect()
            }
        }
    }

    /// Where a step lies.
    pub fn mark(self, when: &When) -> Mark {
        match (self, when) {
            (Self::Length { months }, When::Repeated(repeated)) => {
                let all = months.div_ceil(repeated.months);
                let cut = |nth: u32| f64::from(nth * repeated.months) / f64::from(months.max(1));
                let cuts = if all > MOST_MARKS { Vec::new() } else { (1..all).map(cut).collect() };
                Mark::Span { from: 0.0, to: 1.0, cuts }
            }
            (Self::Length { .. }, _) => Mark::Span { from: 0.0, to: 1.0, cuts: Vec::new() },
            (Self::Dated { last, .. }, When::Repeated(repeated)) => self.repeated(when, repeated, last.latest()),
            (Self::Dated { .. }, when) => self.extent(when),
        }
    }

    fn extent(self, when: &When) -> Mark {
        match when.days() {
            (Some(first), last) if last == Some(first) => Mark::Days(vec![self.share(first)]),
            (first, last) => {
                let share = |day: Option<Day>, open: f64| day.map_or(open, |day| self.share(day));
                Mark::Span { from: share(first, 0.0), to: share(last, 1.0), cuts: Vec::new() }
            }
        }
    }

    /// On its days, where the first is known to the day; else the period, divided into as many parts as there are times.
    fn repeated(self, when: &When, repeated: &Repeated, last: Day) -> Mark {
        let (Some(begins), ends) = when.days() else { return self.extent(when) };
        let ends = ends.unwrap_or(last);
        let nth = |n: u32| months_later(begins, n * repeated.months);
        let times: Vec<Day> = (1..=MOST_MARKS).map_while(nth).take_while(|day| *day <= ends).collect();
        let is_all = times.len() < MOST_MARKS as usize;
        let shares = || times.iter().map(|day| self.share(*day));
        let is_day = repeated.first.is_some_and(|first| first.earliest() == first.latest());
        match (is_all, is_day) {
            (true, true) => Mark::Days([self.share(begins)].into_iter().chain(shares()).collect()),
            (true, false) => Mark::Span { from: self.share(begins), to: self.share(ends), cuts: shares().collect() },
            (false, _) => Mark::Span { from: self.share(begins), to: self.share(ends), cuts: Vec::new() },
        }
    }
}
