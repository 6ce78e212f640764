//! ICU's own forms of days and whole numbers, taken apart once: a site writes hundreds of thousands of them.

/// The day of the month and the year of the samples that are taken apart. Neither is written in any other part of a date.
pub const SAMPLE_DAY: u8 = 28;
pub const SAMPLE_YEAR: i32 = 2345;
/// The number that is taken apart.
pub const SAMPLE_NUMBER: i128 = -1_234_567;

/// What stands before the day of the month, between it and the year, and after the year.
#[derive(Debug, Clone)]
pub struct DayPattern([Box<str>; 3]);

impl DayPattern {
    /// The pattern of a written sample. Nothing where its numbers are not to be found in that order.
    pub fn of(sample: &str) -> Option<Self> {
        let (before, rest) = sample.split_once(&SAMPLE_DAY.to_string())?;
        let (between, after) = rest.split_once(&SAMPLE_YEAR.to_string())?;
        Some(Self([before, between, after].map(Into::into)))
    }

    /// The date with this day of the month and this year of four digits.
    pub fn filled(&self, day: u8, year: i16) -> String {
        let Self([before, between, after]) = self;
        [before, &*day.to_string(), between, &year.to_string(), after].concat()
    }
}

/// How thousands are set apart and what stands before numbers below zero.
#[derive(Debug, Clone)]
pub struct NumberPattern {
    minus: Box<str>,
    group: Box<str>,
}

impl NumberPattern {
    /// The pattern of the written sample. Nothing where its digits are not grouped by three.
    pub fn of(sample: &str) -> Option<Self> {
        let (minus, rest) = sample.split_once('1')?;
        let (group, rest) = rest.split_once("234")?;
        (rest.strip_prefix(group) == Some("567")).then(|| Self { minus: minus.into(), group: group.into() })
    }

    /// A whole number.
    pub fn filled(&self, number: i128) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut written = String::with_capacity(digits.len() * 2);
        written.push_str(if number < 0 { &self.minus } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push_str(&self.group);
            }
            written.push(digit);
        }
        written
    }
}
