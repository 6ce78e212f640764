//! Cutting a list that is too long for a page: by year, then by month, then by the first digits of the id's digest; a list
//! without dates by the first letters of its headings.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Site;
use super::weight::{PAGE_BYTES, Weights};
use crate::digest::Checksum;
use crate::entry::EntryIx;
use crate::lang::Language;
use crate::value::PartialDate;
use crate::value::date::Precision;
use crate::value::slug::slug;

/// The most rows of a page; a longer list is cut, and a shorter one whose rows weigh too much.
pub const PAGE_ROWS: usize = 250;
/// How many first letters tell headings apart before the digest of the id does.
const LETTERS: usize = 4;

/// What the entries of a part have in common, within the part around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The list itself.
    Whole,
    Year(i16),
    Month(i16, u8),
    /// No date, or no month in a year that is cut by months.
    Undated,
    /// The headings begin with these letters, as addresses write them.
    Letters(Box<str>),
    /// The SHA-256 of the ids begins with these hexadecimal digits.
    Digits(Box<str>),
}

/// One page of a list: rows, or the parts into which they are cut.
#[derive(Clone, Debug)]
pub struct Part {
    pub step: Step,
    /// Where its rows lie in those of the list.
    pub rows: Range<usize>,
    /// The part around it, by position; the list itself has none.
    pub around: Option<usize>,
    /// The parts into which it is cut, by position; none where the page holds the rows.
    pub parts: Range<usize>,
    /// The name of its file within the folder of the list; empty for the list itself.
    pub name: Box<str>,
}

/// A list in parts: the rows, so ordered that the rows of every part stand together, and the parts, the list itself first.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    pub rows: Vec<EntryIx>,
    pub parts: Vec<Part>,
}

impl Cut {
    /// Cuts a list in the order of lists into parts of at most [`PAGE_ROWS`] and [`PAGE_BYTES`]. On the page of the list
    /// itself pictures of some bytes stand beside the rows.
    pub fn new(site: &Site, weights: &Weights, mut rows: Vec<EntryIx>, pictures: usize) -> Self {
        rows.shrink_to_fit();
        let whole = Part { step: Step::Whole, rows: 0..rows.len(), around: None, parts: 0..0, name: "".into() };
        let mut cut = Self { rows, parts: vec![whole] };
        let mut at = 0;
        while at < cut.parts.len() {
            let rows = &cut.rows[cut.parts[at].rows.clone()];
            let room = PAGE_BYTES.saturating_sub(if at == 0 { pictures } else { 0 });
            if rows.len() > PAGE_ROWS || (rows.len() > 1 && weights.of(site, rows) > room) {
                cut.divide(site, at);
            }
            at += 1;
        }
        cut
    }

    fn divide(&mut self, site: &Site, at: usize) {
        let Part { step, rows, name, .. } = self.parts[at].clone();
        let dated = self.is_dated(site);
        let mut groups: Vec<(Step, Vec<EntryIx>)> = Vec::new();
        let mut known: BTreeMap<Step, usize> = BTreeMap::new();
        for ix in &self.rows[rows.clone()] {
            let step = next_step(site, *ix, &step, dated);
            let group = known.get(&step).copied().unwrap_or_else(|| {
                known.insert(step.clone(), groups.len());
                groups.push((step, Vec::new()));
                groups.len() - 1
            });
            groups[group].1.push(*ix);
        }
        groups.sort_by_cached_key(|(step, _)| order(site, step));
        let first = self.parts.len();
        let mut from = rows.start;
        for (step, group) in groups {
            let to = from + group.len();
            self.rows[from..to].copy_from_slice(&group);
            let name = named(&name, &step);
            self.parts.push(Part { step, rows: from..to, around: Some(at), parts: 0..0, name });
            from = to;
        }
        self.parts[at].parts = first..self.parts.len();
    }

    /// The part on whose page an entry of the list stands.
    pub fn part_of(&self, site: &Site, ix: EntryIx) -> usize {
        let dated = self.is_dated(site);
        let mut at = 0;
        loop {
            let part = &self.parts[at];
            if part.parts.is_empty() {
                return at;
            }
            let step = next_step(site, ix, &part.step, dated);
            match part.parts.clone().find(|inner| self.parts[*inner].step == step) {
                Some(inner) => at = inner,
                None => return at,
            }
        }
    }

    /// Whether any of the rows has a date: what has none stands last.
    fn is_dated(&self, site: &Site) -> bool {
        self.rows.first().is_some_and(|ix| site.date(*ix).is_some())
    }
}

/// The step by which an entry is told from the others of a part.
fn next_step(site: &Site, ix: EntryIx, within: &Step, dated: bool) -> Step {
    let digits = |count: usize| Step::Digits(Checksum::of(site.entry(ix).id.as_bytes()).first_digits(count).into());
    match within {
        Step::Whole if dated => site.date(ix).map_or(Step::Undated, |date| Step::Year(date.year())),
        Step::Whole => letters(site, ix, 1).map_or(Step::Undated, Step::Letters),
        Step::Year(year) => site.date(ix).and_then(month).map_or(Step::Undated, |month| Step::Month(*year, month)),
        Step::Letters(known) if known.chars().count() < LETTERS => {
            letters(site, ix, known.chars().count() + 1).map_or_else(|| digits(1), Step::Letters)
        }
        Step::Digits(known) => digits(known.len() + 1),
        Step::Letters(_) | Step::Month(..) | Step::Undated => digits(1),
    }
}

fn month(date: PartialDate) -> Option<u8> {
    match date.precision() {
        Precision::Minute | Precision::Day | Precision::Month => u8::try_from(date.earliest().month()).ok(),
        _ => None,
    }
}

/// The first letters of an entry's heading in the site's first language; nothing where it has fewer, or none that an
/// address can write.
fn letters(site: &Site, ix: EntryIx, count: usize) -> Option<Box<str>> {
    let language = site.config.languages[0];
    let heading = site.title(ix, language).to_lowercase();
    let mut heading: String = heading.chars().filter(|letter| letter.is_alphanumeric()).take(count + 1).collect();
    if language != Language::En && heading.starts_with("aa") {
        heading.replace_range(..2, "å");
    }
    let first: String = heading.chars().take(count).map_while(told).collect();
    (first.chars().count() == count).then(|| first.into())
}

/// The letter that stands for all that addresses write alike: `a` for `á`. Nothing for one that they cannot write.
fn told(letter: char) -> Option<char> {
    let written = slug(&letter.to_string());
    let mut letters = written.chars();
    match (letters.next(), letters.next()) {
        (None, _) => None,
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => "æøå".chars().find(|own| slug(&own.to_string()) == written).or(Some(letter)),
    }
}

/// Newest first; letters as the site's first language orders them; what has no date or letter last.
fn order(site: &Site, step: &Step) -> (u8, Reverse<(i16, u8)>, Vec<u8>) {
    let dated = |rank, year, month| (rank, Reverse((year, month)), Vec::new());
    match step {
        Step::Whole => dated(0, 0, 0),
        Step::Year(year) => dated(0, *year, 0),
        Step::Month(year, month) => dated(0, *year, *month),
        Step::Letters(letters) => {
            let collator = &site.interface.of(site.config.languages[0]).collator;
            (1, Reverse((0, 0)), collator.sort_key(letters))
        }
        Step::Digits(digits) => (2, Reverse((0, 0)), digits.as_bytes().to_vec()),
        Step::Undated => dated(3, 0, 0),
    }
}

/// The file name of a part: `2021`, `2021-03`, `2021-03-a`, `undated`, `2021-undated`, `b`, `b-be`.
fn named(around: &str, step: &Step) -> Box<str> {
    let own = match step {
        Step::Whole => return around.into(),
        Step::Year(year) => return year.to_string().into(),
        Step::Month(year, month) => return format!("{year}-{month:02}").into(),
        Step::Undated => "undated".to_owned(),
        Step::Letters(letters) => letters.chars().map(|letter| slug(&letter.to_string())).collect(),
        Step::Digits(digits) => digits.to_string(),
    };
    if around.is_empty() { own.into() } else { format!("{around}-{own}").into() }
}
