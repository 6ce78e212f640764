//! The state of the search as the address of its page says it.

use serde::Serialize;

use super::notice::Notice;

/// What is asked, besides the words of the question itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The question as it was typed.
    pub question: String,
    pub chosen: Vec<Chosen>,
    pub dates: Between<u32>,
    pub amounts: Between<i128>,
    pub sort: Option<Sort>,
    /// The number of the facet to group by.
    pub group: Option<usize>,
    /// From 1 on.
    pub page: usize,
    pub synonyms: Synonyms,
    /// What in the address cannot be read.
    pub notices: Vec<Notice>,
}

/// A value of a facet that was chosen or excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The number of the facet.
    pub facet: usize,
    pub slug: String,
    pub choice: Choice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    In,
    Out,
}

/// A range; both ends are in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between<T> {
    pub least: Option<T>,
    pub most: Option<T>,
}

impl<T: PartialOrd + Copy> Between<T> {
    /// Whether it says anything.
    pub fn is_set(&self) -> bool {
        self.least.is_some() || self.most.is_some()
    }

    /// Whether something that reaches from `first` to `last` overlaps it.
    pub fn overlaps(&self, first: T, last: T) -> bool {
        self.least.is_none_or(|least| last >= least) && self.most.is_none_or(|most| first <= most)
    }

    pub fn is_reversed(&self) -> bool {
        self.least.zip(self.most).is_some_and(|(least, most)| least > most)
    }
}

/// The order of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    Relevance,
    Newest,
    Oldest,
    /// The largest first.
    Amount,
    Smallest,
    Name,
}

const SORTS: [(&str, Sort); 6] = [
    ("relevance", Sort::Relevance),
    ("newest", Sort::Newest),
    ("oldest", Sort::Oldest),
    ("amount", Sort::Amount),
    ("smallest", Sort::Smallest),
    ("name", Sort::Name),
];

/// Whether words also find what means the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Synonyms {
    #[default]
    On,
    Off,
}

/// The parameters that are no facets.
const PARAMETERS: [&str; 9] = ["q", "from", "to", "min", "max", "sort", "group", "page", "synonyms"];

impl State {
    /// Reads an address, or what stands in one after its question mark. `facets` are their names in order.
    pub fn read(address: &str, facets: &[&str]) -> Self {
        let query = address.split('#').next().unwrap_or_default();
        // A question mark after the first parameter belongs to a value.
        let begins = query.find('?').filter(|at| !query[..*at].contains(['=', '&']));
        let query = begins.map_or(query, |at| &query[at + 1..]);
        let pairs: Vec<(String, String)> = pairs(query).filter(|(_, value)| !value.is_empty()).collect();
        let first = |name: &str| pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let mut state = Self {
            question: first("q").unwrap_or_default().to_owned(),
            chosen: pairs.iter().filter_map(|(name, value)| chosen(name, value, facets)).collect(),
            sort: first("sort").and_then(|word| SORTS.iter().find(|(own, _)| *own == word)).map(|(_, sort)| *sort),
            group: first("group").and_then(|name| facets.iter().position(|own| *own == name)),
            page: first("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1),
            synonyms: if first("synonyms") == Some("off") { Synonyms::Off } else { Synonyms::On },
            ..Self::default()
        };
        state.ranges(first);
        state
    }

    /// A state that is a question alone.
    pub fn of_question(question: &str) -> Self {
        Self { question: question.to_owned(), page: 1, ..Self::default() }
    }

    fn ranges<'a>(&mut self, first: impl Fn(&str) -> Option<&'a str>) {
        let mut notices = Vec::new();
        let mut end = |name: &'static str| {
            let value = first(name)?;
            let read = if matches!(name, "from" | "to") {
                date(value).map(Read::Date)
            } else {
                amount(value).map(Read::Amount)
            };
            if read.is_none() {
                notices.push(Notice::Range { name: name.to_owned(), value: value.to_owned() });
            }
            read
        };
        let [from, to, min, max] = ["from", "to", "min", "max"].map(&mut end);
        let day = |read, reversed: fn((u32, u32)) -> u32| match read {
            Some(Read::Date(span)) => Some(reversed(span)),
            _ => None,
        };
        self.dates = Between { least: day(from, |span| span.0), most: day(to, |span| span.1) };
        if self.dates.is_reversed() {
            self.dates = Between { least: day(to, |span| span.0), most: day(from, |span| span.1) };
            notices.push(Notice::Reversed { name: "from".into() });
        }
        let sum = |read| match read {
            Some(Read::Amount(amount)) => Some(amount),
            _ => None,
        };
        self.amounts = Between { least: sum(min), most: sum(max) };
        if self.amounts.is_reversed() {
            self.amounts = Between { least: sum(max), most: sum(min) };
            notices.push(Notice::Reversed { name: "min".into() });
        }
        self.notices = notices;
    }
}

/// An end of a range.
#[derive(Clone, Copy)]
enum Read {
    /// The first and the last day.
    Date((u32, u32)),
    Amount(i128),
}

fn chosen(name: &str, value: &str, facets: &[&str]) -> Option<Chosen> {
    let name = match name.strip_prefix("f.").filter(|own| PARAMETERS.contains(own)) {
        Some(own) => own,
        None if PARAMETERS.contains(&name) => return None,
        None => name,
    };
    let facet = facets.iter().position(|own| *own == name)?;
    let (choice, slug) = value.strip_prefix('-').map_or((Choice::In, value), |slug| (Choice::Out, slug));
    Some(Chosen { facet, slug: slug.to_owned(), choice })
}

/// A date, as the first and the last day that it can mean: year·512 + month·32 + day.
pub(super) fn date(text: &str) -> Option<(u32, u32)> {
    let number = |part: &str, digits: usize, most: u32| {
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|number| is_number && *number <= most)
    };
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4, 9999)?;
    let month = parts.next().map(|part| number(part, 2, 12).filter(|month| *month > 0));
    let day = parts.next().map(|part| number(part, 2, 31).filter(|day| *day > 0));
    match (month, day, parts.next()) {
        (None, None, None) => Some(span(year * 512)),
        (Some(Some(month)), None, None) => Some(span(year * 512 + month * 32)),
        (Some(Some(month)), Some(Some(day)), None) => Some(span(year * 512 + month * 32 + day)),
        _ => None,
    }
}

/// The first and the last day that a date can mean.
pub(super) fn span(date: u32) -> (u32, u32) {
    let last = match (date >> 5 & 15, date & 31) {
        (0, _) => date + 12 * 32 + 31,
        (_, 0) => date + 31,
        _ => date,
    };
    (date, last)
}

/// How many decimals amounts are compared with; no currency has more.
pub(super) const DECIMALS: usize = 6;

/// An amount in major units, in millionths.
fn amount(text: &str) -> Option<i128> {
    let (sign, figures) = text.strip_prefix('-').map_or((1, text), |figures| (-1, figures));
    let (whole, fraction) =
        figures.split_once('.').map_or((figures, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_number = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(whole, 15) || fraction.is_some_and(|fraction| !is_number(fraction, DECIMALS)) {
        return None;
    }
    let digits = format!("{whole}{:0<DECIMALS$}", fraction.unwrap_or_default());
    digits.parse::<i128>().ok().map(|amount| sign * amount)
}

/// An amount in minor units of a currency with so many decimals, in millionths of the major unit.
pub(super) fn millionths(minor: i64, digits: u32) -> i128 {
    i128::from(minor) * 10_i128.pow((DECIMALS as u32).saturating_sub(digits))
}

/// The parameters of an address in order, as browsers read them.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        rest = tail;
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            (b'+', ..) => bytes.push(b' '),
            (byte, ..) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACETS: [&str; 3] = ["funder", "year", "sort"];

    fn read(address: &str) -> State {
        State::read(address, &FACETS)
    }

    #[test]
    fn an_address_says_everything() {
        let state = read(
            "https://by.example/search.html?q=bro+%C3%A5r&funder=a&funder=-b&f.sort=x&sort=name&page=2&synonyms=off&group=year#top",
        );
        assert_eq!((state.question.as_str(), state.page, state.sort), ("bro år", 2, Some(Sort::Name)));
        let chosen: Vec<(usize, &str, Choice)> =
            state.chosen.iter().map(|one| (one.facet, one.slug.as_str(), one.choice)).collect();
        assert_eq!(chosen, [(0, "a", Choice::In), (0, "b", Choice::Out), (2, "x", Choice::In)]);
        assert_eq!((state.synonyms, state.group), (Synonyms::Off, Some(1)));
    }

    #[test]
    fn what_says_nothing_is_as_if_it_were_not_there() {
        let nothing = State { page: 1, ..State::default() };
        for address in
            ["", "?", "q=", "from=&funder=", "page=0", "page=x", "sort=best", "group=none", "unknown=1", "&&="]
        {
            assert_eq!(read(address), nothing, "{address}");
        }
    }

    #[test]
    fn dates_reach_as_far_as_they_are_known() {
        assert_eq!(date("2021"), Some((2021 * 512, 2021 * 512 + 415)));
        assert_eq!(date("2021-02"), Some((2021 * 512 + 64, 2021 * 512 + 95)));
        for wrong in ["21", "2021-13", "2021-00", "2021-1", "2021-01-32", "2021-01-18-1", "+021", "2021-", "abcd"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn reversed_ranges_are_turned_around_and_unreadable_ones_told() {
        let state = read("from=2022&to=2020-03&min=9&max=0.5");
        assert_eq!(state.dates, Between { least: Some(2020 * 512 + 96), most: Some(2022 * 512 + 415) });
        assert_eq!(state.amounts, Between { least: Some(500_000), most: Some(9_000_000) });
        assert_eq!(state.notices.len(), 2);
        let state = read("from=yesterday&max=1,5&min=1e3");
        assert!(!state.dates.is_set() && !state.amounts.is_set());
        assert_eq!(state.notices.len(), 3);
        assert!(read("from=2021-06&to=2021").notices.is_empty());
    }

    #[test]
    fn addresses_are_decoded_as_browsers_do() {
        assert_eq!(decoded("a%20b+c%2Bd%zz%f"), "a b c+d%zz%f");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }
}
