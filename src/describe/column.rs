//! What a column holds, as far as its cells tell: counted value by value while the rows go by.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::dates::Dates;
use super::values::{EMPTY, PRIVATE, REJECTED, YES_NO};
use super::words::{PERSON, best_fit, plain};
use crate::load::{Nature, without_currency};
use crate::value::decimal::{Decimal, Notation, parse};
use crate::value::personal_number;
use crate::value::slug::slug;
use crate::value::{Currency, OrganisationNumber, Scheme};

/// Values of which a column may have so many and still be one of a few choices.
pub const FEW: usize = 40;
/// How long a value may be that is spelt out in an id, in letters.
pub const LONGEST_IN_ID: usize = 50;
const SAMPLES: usize = 3;
const SAMPLE_LENGTH: usize = 60;
/// The currencies whose signs are known.
const SIGNS: [Currency; 3] = [Currency::DKK, Currency::NOK, Currency::EUR];

/// A column, and what its cells turned out to be. Counts are of different values, unless they say otherwise.
#[derive(Debug, Default)]
pub struct Column {
    pub name: String,
    /// The header as it is compared with words.
    pub plain: String,
    /// The same without what stands in parentheses.
    pub bare: String,
    /// Whether a description can name it: its name is there, is the only one, and holds no brace.
    pub can_be_named: bool,
    /// Rows in which the cell holds something, and the first in which it does not.
    pub filled: usize,
    pub empty_at: Option<usize>,
    pub values: u32,
    /// The values while they are few, in the order in which they come.
    pub few: Vec<String>,
    pub samples: Vec<String>,
    /// Rows by the word for nothing that stands in them, as [`EMPTY`] lists them.
    pub nothings: [u32; EMPTY.len()],
    pub numbers: Numbers,
    pub dates: Dates,
    /// Values that are numbers of each register, as [`Scheme::ALL`] lists them, and the first that is none with its row.
    pub registered: [u32; 2],
    pub unregistered: [Option<(usize, String)>; 2],
    pub years: u32,
    pub yes_no: u32,
    pub addresses: u32,
    pub emails: u32,
    /// Values with a letter in them.
    pub lettered: u32,
    /// What a formula gave that cannot be computed.
    pub faults: u32,
    /// Values that hold a personal number beyond doubt.
    pub personal: u32,
    /// Values that say of somebody that they are a private person, and of something that it was not granted.
    pub private: Vec<String>,
    pub rejected: Vec<String>,
    /// In letters, of the longest value.
    pub longest: usize,
    /// Values with this sign in them, by which several may be parted.
    pub semicolons: u32,
    /// By row: what stands for the cell, and for its cell as an id spells it.
    pub marks: Vec<u64>,
    pub slugs: Vec<u64>,
    /// Cells whose spelling as an id is empty.
    pub unspelt: usize,
    /// What stands for a value, and for how an id spells it.
    seen: HashMap<u64, u64>,
}

/// What is known of the numbers of a column.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Numbers in either way of writing, and those that are the same in both.
    pub any: u32,
    pub same: u32,
    pub comma_only: u32,
    pub point_only: u32,
    /// Numbers that both ways read, as different ones.
    pub ambiguous: Option<String>,
    /// The most decimals, with a comma and with a point.
    pub comma_decimals: u32,
    pub point_decimals: u32,
    /// Numbers of a sheet, which need no sign.
    pub marked: u32,
    /// Values with the sign of a currency, as far as it tells which.
    pub crowns: u32,
    pub euros: u32,
    pub percent: u32,
    failed: u32,
}

impl Column {
    pub fn new(name: &str) -> Self {
        let bare = name.split('(').next().unwrap_or(name);
        Self { name: name.to_owned(), plain: plain(name), bare: plain(bare), ..Self::default() }
    }

    /// Takes up the cell of the next row.
    pub fn look(&mut self, row: usize, text: &str, nature: Nature) {
        let mark = mark(text, nature);
        self.marks.push(mark);
        let (is_new, spelling) = match self.seen.get(&mark) {
            Some(known) => (false, *known),
            None => (true, spelling(text)),
        };
        self.seen.insert(mark, spelling);
        self.slugs.push(spelling);
        self.unspelt += usize::from(spelling == UNSPELT);
        if text.is_empty() {
            self.empty_at.get_or_insert(row);
            return;
        }
        self.filled += 1;
        if let Some(at) = nothing(text) {
            self.nothings[at] += 1;
            self.empty_at.get_or_insert(row);
            return;
        }
        if is_new {
            self.value(row, text, nature);
        }
    }

    fn value(&mut self, row: usize, text: &str, nature: Nature) {
        self.values += 1;
        self.longest = self.longest.max(text.chars().count());
        if self.few.len() <= FEW {
            self.few.push(text.to_owned());
        }
        let lower = if text.len() <= LONGEST_IN_ID { text.to_lowercase() } else { String::new() };
        self.private.extend(PRIVATE.contains(&&*lower).then(|| text.to_owned()));
        self.rejected.extend(REJECTED.contains(&&*lower).then(|| text.to_owned()));
        let personal = personal_number::find_in(text);
        self.personal += u32::from(personal.iter().any(|found| found.certain));
        if self.samples.len() < SAMPLES {
            self.samples.push(sample(text));
        }
        self.lettered += u32::from(text.chars().any(char::is_alphabetic));
        self.semicolons += u32::from(text.contains(';'));
        match nature {
            Nature::Fault => self.faults += 1,
            Nature::Date => self.dates.look_marked(),
            Nature::Number => self.numbers.look_marked(text),
            Nature::Text => {
                self.dates.look(text);
                self.numbers.look(text);
            }
        }
        self.years += u32::from(is_year(text));
        self.yes_no += u32::from(is_yes_or_no(text));
        self.addresses += u32::from(text.starts_with("https://") || text.starts_with("http://"));
        self.emails += u32::from(is_email(text));
        for (at, scheme) in Scheme::ALL.into_iter().enumerate() {
            if is_numeral(text) && OrganisationNumber::parse_as(scheme, text).is_ok_and(|number| !number.is_test()) {
                self.registered[at] += 1;
            } else if self.unregistered[at].is_none() {
                self.unregistered[at] = Some((row, sample(text)));
            }
        }
    }

    /// Whether all values are numbers, and none of the sort that only looks like one: years and numbers of registers.
    pub fn is_numeric(&self) -> bool {
        self.values > 0 && self.numbers.any == self.values
    }

    /// Whether the cells are sums, as far as their form tells.
    pub fn may_be_money(&self) -> bool {
        self.is_numeric() && !self.is_year() && self.scheme().is_none() && self.numbers.percent == 0
    }

    pub fn is_year(&self) -> bool {
        self.values > 0 && self.years == self.values
    }

    /// Whether every value is one of a few, so that they are sorts of rows.
    pub fn is_few(&self) -> bool {
        self.values > 0 && self.few.len() == self.values as usize
    }

    /// Whether the cells are words.
    pub fn is_words(&self) -> bool {
        self.lettered * 2 > self.values && self.faults == 0
    }

    /// The register whose numbers stand in the column: nine of ten values are right by their check digit.
    pub fn scheme(&self) -> Option<Scheme> {
        let of = |at: usize| self.registered[at] > 0 && self.registered[at] * 10 >= self.values * 9;
        Scheme::ALL.into_iter().enumerate().find(|(at, _)| of(*at)).map(|(_, scheme)| scheme)
    }

    /// The first value that is no number of the register, with its row.
    pub fn not_of(&self, scheme: Scheme) -> Option<&(usize, String)> {
        let at = Scheme::ALL.iter().position(|one| *one == scheme)?;
        self.unregistered[at].as_ref()
    }

    /// Whether the column seems to hold people, of whom nothing is shown.
    pub fn is_of_people(&self) -> bool {
        best_fit(&self.plain, PERSON) > 0
    }
}

impl Numbers {
    fn look(&mut self, text: &str) {
        if self.failed > 20 && self.failed > self.any
            || text.len() > 40
            || !text.bytes().any(|byte| byte.is_ascii_digit())
        {
            self.failed += 1;
            return;
        }
        let sign = SIGNS.into_iter().map(|one| (one, without_currency(text, one))).find(|(_, bare)| *bare != text);
        let bare = sign.map_or(text, |(_, bare)| bare);
        let percent = bare.strip_suffix('%').map(str::trim_end);
        let bare = percent.unwrap_or(bare);
        let (comma, point) = (parse(bare, Notation::Comma), parse(bare, Notation::Point));
        let (comma, point) = (comma.ok(), point.ok());
        if comma.is_none() && point.is_none() {
            self.failed += 1;
            return;
        }
        self.any += 1;
        self.percent += u32::from(percent.is_some());
        // `,-` and the like tell no currency.
        let lettered = text.chars().any(|sign| sign.is_alphabetic() || sign == '€');
        if let Some((currency, _)) = sign.filter(|_| lettered) {
            *(if currency == Currency::EUR { &mut self.euros } else { &mut self.crowns }) += 1;
        }
        self.comma_decimals = self.comma_decimals.max(decimals(comma));
        self.point_decimals = self.point_decimals.max(decimals(point));
        match (comma, point) {
            (Some(comma), Some(point)) if comma == point => self.same += 1,
            (Some(_), Some(_)) => drop(self.ambiguous.get_or_insert_with(|| text.to_owned())),
            (Some(_), None) => self.comma_only += 1,
            (None, _) => self.point_only += 1,
        }
    }

    fn look_marked(&mut self, text: &str) {
        if let Ok(number) = parse(text, Notation::Point) {
            self.any += 1;
            self.same += 1;
            self.marked += 1;
            self.comma_decimals = self.comma_decimals.max(decimals(Some(number)));
            self.point_decimals = self.comma_decimals.max(self.point_decimals);
        }
    }
}

fn decimals(number: Option<Decimal>) -> u32 {
    number.map_or(0, |number| number.normalize().scale())
}

/// What stands for a cell: equal for equal cells, and hardly ever for others.
fn mark(text: &str, nature: Nature) -> u64 {
    let mut hasher = DefaultHasher::new();
    (text, nature as u8).hash(&mut hasher);
    hasher.finish()
}

/// Stands for what no id spells.
const UNSPELT: u64 = 0;

/// What stands for a cell as an id spells it; long ones make none.
fn spelling(text: &str) -> u64 {
    let spelt = if text.len() <= 2 * LONGEST_IN_ID { slug(text) } else { String::new() };
    if spelt.is_empty() { UNSPELT } else { mark(&spelt, Nature::Text) }
}

fn nothing(text: &str) -> Option<usize> {
    if text.len() > 20 {
        return None;
    }
    let lower = text.to_lowercase();
    EMPTY.iter().position(|(word, _)| *word == lower)
}

fn is_numeral(text: &str) -> bool {
    text.len() <= 14 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}

fn is_yes_or_no(text: &str) -> bool {
    const PLAIN: [&str; 7] = ["ja", "nej", "nei", "yes", "no", "true", "false"];
    let lower = text.to_lowercase();
    PLAIN.contains(&&*lower) || YES_NO.iter().any(|(word, _)| *word == lower)
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
}

/// A value as it is shown: personal numbers masked, on one line, not too long.
fn sample(text: &str) -> String {
    let masked = personal_number::mask(text);
    let line = masked.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    match line.char_indices().nth(SAMPLE_LENGTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
