//! Dates, periods and durations as a language writes them, never more precise than they are.

use icu_datetime::input::{Date, Time};

use super::{Formats, Language};
use crate::value::date::{Part, Season};
use crate::value::{Day, Duration, PartialDate, Period};

/// The words of a language for what ICU has no format for. A phrase stands before its year.
struct Words {
    winter: &'static str,
    spring: &'static str,
    summer: &'static str,
    autumn: &'static str,
    start: &'static str,
    end: &'static str,
    quarters: [&'static str; 4],
    halves: [&'static str; 2],
    /// Between a day and a time of day.
    at: &'static str,
    from: &'static str,
    until: &'static str,
    and: &'static str,
    /// One and many.
    years: [&'static str; 2],
    months: [&'static str; 2],
    /// After the number of a day whose month follows later.
    day_mark: &'static str,
}

const DANISH: Words = Words {
    winter: "vinter",
    spring: "forår",
    summer: "sommer",
    autumn: "efterår",
    start: "primo",
    end: "ultimo",
    quarters: ["1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"],
    halves: ["1. halvår", "2. halvår"],
    at: " kl. ",
    from: "fra",
    until: "til",
    and: "og",
    years: ["år", "år"],
    months: ["måned", "måneder"],
    day_mark: ".",
};

const BOKMAL: Words = Words {
    winter: "vinteren",
    spring: "våren",
    summer: "sommeren",
    autumn: "høsten",
    start: "begynnelsen av",
    end: "slutten av",
    quarters: DANISH.quarters,
    halves: DANISH.halves,
    at: DANISH.at,
    from: "fra",
    until: "til",
    and: "og",
    years: DANISH.years,
    months: ["måned", "måneder"],
    day_mark: ".",
};

const NYNORSK: Words = Words {
    summer: "sommaren",
    autumn: "hausten",
    start: "byrjinga av",
    from: "frå",
    months: ["månad", "månader"],
    ..BOKMAL
};

const ENGLISH: Words = Words {
    winter: "winter",
    spring: "spring",
    summer: "summer",
    autumn: "autumn",
    start: "start of",
    end: "end of",
    quarters: ["first quarter of", "second quarter of", "third quarter of", "fourth quarter of"],
    halves: ["first half of", "second half of"],
    at: ", ",
    from: "from",
    until: "until",
    and: "and",
    years: ["year", "years"],
    months: ["month", "months"],
    day_mark: "",
};

fn words(language: Language) -> &'static Words {
    match language {
        Language::Da => &DANISH,
        Language::Nb => &BOKMAL,
        Language::Nn => &NYNORSK,
        Language::En => &ENGLISH,
    }
}

impl Words {
    fn season(&self, season: Season) -> &'static str {
        match season {
            Season::Winter => self.winter,
            Season::Spring => self.spring,
            Season::Summer => self.summer,
            Season::Autumn => self.autumn,
        }
    }
}

impl Formats {
    /// A date: `18. januar 2021`, `marts 2021`, `1. kvartal 2021`, `forår 2020`, `primo 2021`,
    /// `15. januar 2021 kl. 08.00`.
    pub fn date(&self, date: PartialDate) -> String {
        let words = words(self.language);
        let phrase = |phrase: &str| format!("{phrase} {}", date.year());
        let nth = |phrases: &'static [&'static str], n: u8| phrases.get(usize::from(n) - 1).copied().unwrap_or("");
        match date.part() {
            Part::Minute { hour, minute, .. } => {
                [&self.day(date.earliest()), words.at, &self.time_of_day(hour, minute)].concat()
            }
            Part::Day { .. } => self.day(date.earliest()),
            Part::Month(_) => self.month(date.earliest()),
            Part::Quarter(quarter) => phrase(nth(&words.quarters, quarter)),
            Part::Half(half) => phrase(nth(&words.halves, half)),
            Part::Season(season) => phrase(words.season(season)),
            Part::Start => phrase(words.start),
            Part::End => phrase(words.end),
            Part::Year => date.year().to_string(),
        }
    }

    /// A day: `18. januar 2021`, `18 January 2021`.
    pub fn day(&self, day: Day) -> String {
        let (year, month, of_month) = numbers(day);
        if let Some(Some(pattern)) = self.days.get(usize::from(month) - 1)
            && (1000..=9999).contains(&year)
        {
            return pattern.filled(of_month, day.year());
        }
        let date = Date::try_new_iso(year, month, of_month);
        date.map_or_else(|_| day.to_string(), |date| self.day.format(&date).to_string())
    }

    /// From one day to another: `5.–7. maj 2021`, `31. august – 30. september 2023`.
    pub fn day_range(&self, first: Day, last: Day) -> String {
        let mark = words(self.language).day_mark;
        if first == last {
            self.day(first)
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            format!("{}{mark}–{}", first.day(), self.day(last))
        } else if first.year() == last.year() {
            format!("{} – {}", self.day_of_year(first), self.day(last))
        } else {
            format!("{} – {}", self.day(first), self.day(last))
        }
    }

    /// A period as far as it is stated: `2021–2023`, `marts 2021 – ultimo 2023`, `fra marts
    /// 2021, 2 år og 6 måneder`, `til 2023`, `4 år`; the source's words where nothing else is
    /// known.
    pub fn period(&self, period: &Period) -> String {
        let words = words(self.language);
        let open = |word: &str, date| {
            let span = period.duration.map(|duration| format!(", {}", self.duration(duration)));
            format!("{word} {}{}", self.date(date), span.unwrap_or_default())
        };
        match (period.start, period.end, period.duration) {
            (Some(start), Some(end), _) => self.span(start, end),
            (Some(start), None, _) => open(words.from, start),
            (None, Some(end), _) => open(words.until, end),
            (None, None, Some(duration)) => self.duration(duration),
            (None, None, None) => period.original.as_deref().unwrap_or_default().to_owned(),
        }
    }

    /// A duration: `2 år og 6 måneder`, `1 year`.
    pub fn duration(&self, duration: Duration) -> String {
        let words = words(self.language);
        let count = |n: u32, [one, other]: [&str; 2]| {
            let unit = if self.plural(n.into()) == "one" { one } else { other };
            format!("{}\u{a0}{unit}", self.integer(n))
        };
        match duration.years_and_months() {
            (years, 0) => count(years, words.years),
            (0, months) => count(months, words.months),
            (years, months) => {
                format!("{} {} {}", count(years, words.years), words.and, count(months, words.months))
            }
        }
    }

    fn span(&self, start: PartialDate, end: PartialDate) -> String {
        match (start.part(), end.part()) {
            _ if start == end => self.date(start),
            (Part::Day { .. }, Part::Day { .. }) => self.day_range(start.earliest(), end.earliest()),
            (Part::Year, Part::Year) => format!("{}–{}", start.year(), end.year()),
            _ => format!("{} – {}", self.date(start), self.date(end)),
        }
    }

    fn month(&self, day: Day) -> String {
        let (year, month, of_month) = numbers(day);
        let date = Date::try_new_iso(year, month, of_month);
        date.map_or_else(|_| day.to_string(), |date| self.month.format(&date).to_string())
    }

    fn day_of_year(&self, day: Day) -> String {
        let (year, month, of_month) = numbers(day);
        let date = Date::try_new_iso(year, month, of_month);
        date.map_or_else(|_| day.to_string(), |date| self.day_of_year.format(&date).to_string())
    }

    fn time_of_day(&self, hour: u8, minute: u8) -> String {
        match Time::try_new(hour, minute, 0, 0) {
            Ok(time) => self.time.format(&time).to_string(),
            Err(_) => format!("{hour:02}:{minute:02}"),
        }
    }
}

/// Year, month and day as ICU counts them, which takes every day of the years that are used
/// here.
fn numbers(day: Day) -> (i32, u8, u8) {
    (day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

#[cfg(test)]
mod tests;
