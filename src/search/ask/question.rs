//! From the items of a question to the entries that hold them.

use super::columns::Columns;
use super::files::Fault;
use super::manifest::Manifest;
use super::matching::Lookup;
use super::notice::Notice;
use super::parse::{AMOUNT, DATE, Item, YEAR};
use super::set::{Scored, Set};
use super::state::{Between, DECIMALS, date, millionths, span};
use super::values::Values;
use crate::search::analyse::{Word, phrase, query};

/// What a question is looked up in.
pub struct Sources<'a> {
    pub lookup: Lookup<'a>,
    pub manifest: &'a Manifest,
    pub columns: &'a Columns<'a>,
    pub values: &'a Values<'a>,
}

/// What a question finds.
pub struct Found {
    pub documents: Set,
    /// Of each document how many items it has and what it scores, for ranking.
    pub items: Vec<u32>,
    pub scores: Vec<u64>,
    /// Whether anything was asked.
    pub asked: bool,
    /// Whether words were asked for, which results can be ranked by.
    pub ranked: bool,
    pub notices: Vec<Notice>,
}

/// An item that is understood.
enum Clause {
    /// Words, which score.
    Words(Scored),
    /// A field or an exclusion.
    Holds(Set),
}

impl Sources<'_> {
    /// The entries that hold all items; where none does, those that hold any word or phrase and everything else.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn found(&self, items: &[Item]) -> Result<Found, Fault> {
        let mut notices = Vec::new();
        let mut words: Vec<Scored> = Vec::new();
        let mut holding = Set::all(self.manifest.entries);
        let mut asked = false;
        for item in items {
            for clause in self.clauses(item, &mut notices)? {
                asked = true;
                match clause {
                    Clause::Words(scored) => words.push(scored),
                    Clause::Holds(set) => holding = holding.and(&set),
                }
            }
        }
        let all = words.iter().fold(holding.clone(), |all, word| all.and(&word.documents));
        let any =
            words.iter().fold(Set::none(self.manifest.entries), |any, word| any.or(&word.documents)).and(&holding);
        let is_any = all.is_empty() && words.len() > 1;
        if is_any {
            notices.push(Notice::Any {});
        }
        let mut counts = vec![0; self.manifest.entries];
        let mut scores = vec![0_u64; self.manifest.entries];
        for word in &words {
            word.documents.iter().for_each(|document| counts[document as usize] += 1);
            scores.iter_mut().zip(&word.scores).for_each(|(sum, score)| *sum = sum.saturating_add(*score));
        }
        let documents = if is_any { any } else { all };
        Ok(Found { documents, items: counts, scores, asked, ranked: !words.is_empty(), notices })
    }

    /// What an item asks for: several clauses where it is several words.
    fn clauses(&self, item: &Item, notices: &mut Vec<Notice>) -> Result<Vec<Clause>, Fault> {
        let clauses = match item {
            Item::Words(text) => {
                let words = query(text, self.lookup.languages).words;
                let understood = words.iter().map(|word| self.understood(word, notices).map(Clause::Words));
                return understood.collect();
            }
            Item::Phrase(text) => match phrase(text, self.lookup.languages) {
                words if words.is_empty() => None,
                words => Some(Clause::Words(self.lookup.phrase(&words)?)),
            },
            Item::Begins(letters) => Some(Clause::Words(self.lookup.beginning(letters)?)),
            Item::Field { name, value } => Some(Clause::Holds(self.field(name, value, notices)?)),
            Item::Not(item) => self.exactly(item, notices)?.map(|set| Clause::Holds(set.not())),
            Item::Any(items) => self.any(items, notices)?,
        };
        Ok(clauses.into_iter().collect())
    }

    fn understood(&self, word: &Word, notices: &mut Vec<Notice>) -> Result<Scored, Fault> {
        let (found, told) = self.lookup.understood(word)?;
        notices.extend(told);
        Ok(found)
    }

    /// What holds any of several items; a clause of words where one of them is words.
    fn any(&self, items: &[Item], notices: &mut Vec<Notice>) -> Result<Option<Clause>, Fault> {
        let mut all: Option<Clause> = None;
        for item in items {
            // The words of one item must all be there.
            let own = self.clauses(item, notices)?.into_iter().reduce(|a, b| match (a, b) {
                (Clause::Words(a), Clause::Words(b)) => Clause::Words(a.and(&b)),
                (a, _) => a,
            });
            all = match (all, own) {
                (None, own) => own,
                (all, None) => all,
                (Some(Clause::Words(a)), Some(Clause::Words(b))) => Some(Clause::Words(a.or(&b))),
                (Some(Clause::Holds(a)), Some(Clause::Holds(b))) => Some(Clause::Holds(a.or(&b))),
                (Some(Clause::Words(mut words)), Some(Clause::Holds(set)))
                | (Some(Clause::Holds(set)), Some(Clause::Words(mut words))) => {
                    words.documents = words.documents.or(&set);
                    Some(Clause::Words(words))
                }
            };
        }
        Ok(all)
    }

    /// What holds an item as it was typed, without what was perhaps meant: nobody excludes by mistake.
    fn exactly(&self, item: &Item, notices: &mut Vec<Notice>) -> Result<Option<Set>, Fault> {
        let Item::Words(text) = item else {
            let clause = self.clauses(item, notices)?.pop();
            return Ok(clause.map(|clause| match clause {
                Clause::Words(scored) => scored.documents,
                Clause::Holds(set) => set,
            }));
        };
        let mut all: Option<Set> = None;
        for word in query(text, self.lookup.languages).words {
            let found = self.lookup.word(&word)?.documents;
            all = Some(all.map_or(found.clone(), |all| all.and(&found)));
        }
        Ok(all)
    }

    fn field(&self, name: &str, value: &str, notices: &mut Vec<Notice>) -> Result<Set, Fault> {
        let found = match name {
            AMOUNT => between(value, |end| self.amount(end)).map(|range| self.with_amount(told(range, name, notices))),
            DATE => between(value, date).map(|range| self.dated(told(range, name, notices))),
            YEAR => between(value, year).map(|range| self.of_year(told(range, name, notices))),
            _ => return self.with_meant(name, value, notices),
        };
        found.unwrap_or_else(|| {
            notices.push(Notice::Range { name: name.to_owned(), value: value.to_owned() });
            Ok(Set::none(self.manifest.entries))
        })
    }

    /// The entries with a value of a facet as somebody calls it.
    fn with_meant(&self, name: &str, value: &str, notices: &mut Vec<Notice>) -> Result<Set, Fault> {
        let facet = self.manifest.facet(name);
        let codes = facet.map(|facet| self.values.meant(facet, value)).transpose()?.unwrap_or_default();
        if let Some(facet) = facet.filter(|_| !codes.is_empty()) {
            return self.with_values(facet, &codes);
        }
        notices.push(Notice::Value { facet: name.to_owned(), value: value.to_owned() });
        Ok(Set::none(self.manifest.entries))
    }

    /// The entries that have one of some values of a facet.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn with_values(&self, facet: usize, wanted: &[u32]) -> Result<Set, Fault> {
        let codes = self.columns.facet(facet)?;
        Ok(self.where_(|document| codes.of(document).iter().any(|code| wanted.contains(code))))
    }

    /// The entries with an amount in a range of millionths of major units.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn with_amount(&self, range: Between<i128>) -> Result<Set, Fault> {
        self.with_amount_in(range, |_| true)
    }

    /// The same, of some currencies only.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn with_amount_in(&self, range: Between<i128>, counts: impl Fn(&str) -> bool) -> Result<Set, Fault> {
        let amounts = self.columns.amounts()?;
        let lines = &self.manifest.lines;
        let fits = |(line, minor): &(usize, i64)| {
            let amount = millionths(*minor, lines[*line].digits);
            counts(&lines[*line].currency) && range.overlaps(amount, amount)
        };
        Ok(self.where_(|document| amounts.of(document).iter().any(fits)))
    }

    /// The entries whose date can lie in a range.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn dated(&self, range: Between<u32>) -> Result<Set, Fault> {
        let dates = self.columns.dates()?;
        let fits = |date: u32| date > 0 && range.overlaps(span(date).0, span(date).1);
        Ok(self.where_(|document| dates.get(document as usize).is_some_and(|date| fits(*date))))
    }

    /// The entries of some years, as the facet of that name has them: the years of their money.
    fn of_year(&self, range: Between<i64>) -> Result<Set, Fault> {
        let Some(facet) = self.manifest.facet(YEAR) else { return Ok(Set::none(self.manifest.entries)) };
        let values = self.values.all(facet)?;
        let fits = |slug: &str| slug.parse().is_ok_and(|year: i64| range.overlaps(year, year));
        let codes = (0..).zip(values.iter()).filter(|(_, value)| fits(&value.0)).map(|(code, _)| code);
        self.with_values(facet, &codes.collect::<Vec<u32>>())
    }

    fn where_(&self, holds: impl Fn(u32) -> bool) -> Set {
        let mut set = Set::none(self.manifest.entries);
        let documents = 0..u32::try_from(self.manifest.entries).unwrap_or(u32::MAX);
        documents.filter(|document| holds(*document)).for_each(|document| set.add(document));
        set
    }

    /// An amount as it is written in a question, in millionths.
    fn amount(&self, text: &str) -> Option<(i128, i128)> {
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
        let mut words = query(text, self.lookup.languages).words;
        let form = words.pop().filter(|_| words.is_empty())?.exact.into_iter().next()?;
        let (whole, fraction) = form.split_once(',').map_or((form.as_str(), None), |(whole, part)| (whole, Some(part)));
        let is_figures = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_figures(whole, 15) || fraction.is_some_and(|part| !is_figures(part, DECIMALS)) {
            return None;
        }
        let amount: i128 = format!("{whole}{:0<DECIMALS$}", fraction.unwrap_or_default()).parse().ok()?;
        Some((sign * amount, sign * amount))
    }
}

fn year(text: &str) -> Option<(i64, i64)> {
    let is_year = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_year).map(|year| (year, year))
}

/// `a`, `a..b`, `a..` or `..b`; `read` gives the first and the last that an end can mean. Whether it was reversed.
fn between<T: PartialOrd + Copy>(
    text: &str,
    read: impl Fn(&str) -> Option<(T, T)>,
) -> Option<(Between<T>, Option<Between<T>>)> {
    let Some((from, to)) = text.split_once("..") else {
        let (least, most) = read(text)?;
        return Some((Between { least: Some(least), most: Some(most) }, None));
    };
    let end = |text: &str| if text.is_empty() { Some(None) } else { read(text).map(Some) };
    let (from, to) = (end(from)?, end(to)?);
    let range =
        |from: Option<(T, T)>, to: Option<(T, T)>| Between { least: from.map(|end| end.0), most: to.map(|end| end.1) };
    let forwards = range(from, to);
    let turned = forwards.is_reversed().then(|| range(to, from));
    (from.is_some() || to.is_some()).then_some((forwards, turned))
}

/// The range, turned around and told where it was reversed.
fn told<T>((range, turned): (Between<T>, Option<Between<T>>), name: &str, notices: &mut Vec<Notice>) -> Between<T> {
    if turned.is_some() {
        notices.push(Notice::Reversed { name: name.to_owned() });
    }
    turned.unwrap_or(range)
}
