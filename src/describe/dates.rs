//! In which way the dates of a column are written.

use crate::value::PartialDate;

/// The ways in which dates are written, those of a day first.
pub const FORMATS: [&str; 20] = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%y",
    "%d-%m-%y",
    "%d/%m/%y",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d-%m-%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
];

/// Formats of which one has the day first and the other the month.
const CONFUSED: [(&str, &str); 2] = [("%d/%m/%Y", "%m/%d/%Y"), ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M")];

/// How many values that are no dates show that a column holds none.
const NO_DATES: u32 = 20;

/// What is known of the dates of a column.
#[derive(Debug, Default)]
pub struct Dates {
    /// Formats that some value does not follow, by bit.
    refuted: u32,
    /// Values that are dates as people write them, without a format.
    free: u32,
    /// Values that are dates by a format.
    formatted: u32,
    /// Dates of a sheet, which need none.
    marked: u32,
    /// Values that are no dates in any way.
    failed: u32,
}

/// How dates are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Nothing where they are read without one.
    pub format: Option<&'static str>,
    pub doubt: Option<Doubt>,
}

/// What nobody could tell of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Day and month could change places.
    Order(&'static str),
    /// Years are of two digits.
    Century,
}

impl Dates {
    /// Takes up a value that stands in the column for the first time.
    pub fn look(&mut self, text: &str) {
        let date_like = text.len() <= 40 && text.bytes().any(|byte| byte.is_ascii_digit());
        if !date_like {
            self.failed += 1;
        }
        if !date_like || (self.failed > NO_DATES && self.failed > self.formatted + self.free) {
            return;
        }
        let mut follows = false;
        if text.as_bytes()[0].is_ascii_digit() && text.len() <= 20 {
            for (bit, format) in FORMATS.iter().enumerate() {
                // A format that is out stays out, unless no other reads the value.
                if self.refuted & (1 << bit) == 0 {
                    let fits = PartialDate::parse_with(format, text).is_ok();
                    follows |= fits;
                    self.refuted |= u32::from(!fits) << bit;
                }
            }
        }
        let free = PartialDate::parse(text).is_ok() && !text.bytes().all(|byte| byte.is_ascii_digit());
        self.formatted += u32::from(follows);
        self.free += u32::from(free);
        self.failed += u32::from(!follows && !free);
    }

    /// Takes up a date of a sheet.
    pub fn look_marked(&mut self) {
        self.marked += 1;
    }

    /// How the column's `values` are read as dates, where all of them are.
    pub fn reading(&self, values: u32) -> Option<Reading> {
        let written = values - self.marked.min(values);
        if values == 0 {
            return None;
        }
        let fitting =
            || FORMATS.iter().enumerate().filter(|(bit, _)| self.refuted & (1 << bit) == 0).map(|(_, one)| *one);
        let Some(format) = fitting().next().filter(|_| written > 0 && self.formatted == written) else {
            let all_free = self.free == written;
            return all_free.then_some(Reading { format: None, doubt: None });
        };
        let confused = CONFUSED.iter().find(|(day, month)| *day == format && fitting().any(|one| one == *month));
        let doubt = confused.map(|(_, month)| Doubt::Order(month));
        let century = format.contains("%y").then_some(Doubt::Century);
        Some(Reading { format: Some(format), doubt: doubt.or(century) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(cells: &[&str]) -> Option<Reading> {
        let mut dates = Dates::default();
        cells.iter().for_each(|cell| dates.look(cell));
        dates.reading(u32::try_from(cells.len()).expect("a few"))
    }

    #[test]
    fn each_way_of_writing_dates_is_known_by_its_values() {
        let read = |format| Some(Reading { format: Some(format), doubt: None });
        assert_eq!(reading(&["2021-01-18", "2021-12-31"]), read("%Y-%m-%d"));
        assert_eq!(reading(&["18.01.2021", "01.02.2021"]), read("%d.%m.%Y"));
        assert_eq!(reading(&["18-01-2021"]), read("%d-%m-%Y"));
        assert_eq!(reading(&["25.05.2020 00:00", "1.6.2020 12:30"]), read("%d.%m.%Y %H:%M"));
        assert_eq!(reading(&["2012-10-17 13:00:00"]), read("%Y-%m-%d %H:%M:%S"));
        assert_eq!(reading(&["18/1/2021", "2/1/2021"]), read("%d/%m/%Y"));
        assert_eq!(reading(&["1/18/2021", "2/1/2021"]), read("%m/%d/%Y"));
        assert_eq!(reading(&["18. januar 2021", "våren 2020"]), Some(Reading { format: None, doubt: None }));
        assert_eq!(reading(&["18.01.2021", "ingen"]), None);
        assert_eq!(reading(&["2011", "2012"]), None, "years are no days");
    }

    #[test]
    fn what_nobody_can_tell_is_said() {
        let doubt = |cells| reading(cells).and_then(|reading| reading.doubt);
        assert_eq!(doubt(&["1/2/2021", "3/4/2021"]), Some(Doubt::Order("%m/%d/%Y")));
        assert_eq!(doubt(&["18.01.21"]), Some(Doubt::Century));
        assert_eq!(doubt(&["18/1/2021", "3/4/2021"]), None);
    }
}
