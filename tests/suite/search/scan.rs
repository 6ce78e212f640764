//! The answer to a state by looking at every entry: slow, simple, and without an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use glasklar::entry::EntryIx;
use glasklar::lang::Language;
use glasklar::search::ask::Notice;
use glasklar::search::{Word, phrase, query};
use glasklar::value::Money;

use super::asked::{Asked, Day, Item};
use super::scanned::{Scanned, World, stem};

/// Currency, basis and recurrence.
pub type Line = (String, String, String);

/// What a state finds.
#[derive(Debug, PartialEq)]
pub struct Scan {
    pub asked: bool,
    /// The numbers of the entries in order; rising where it is the order of relevance, which only the index knows.
    pub documents: Vec<u32>,
    pub is_ranked: bool,
    pub notices: BTreeSet<Notice>,
    pub facets: BTreeMap<String, BTreeMap<String, usize>>,
    /// Minor units, how many amounts, how many inside others.
    pub totals: BTreeMap<Line, (i128, usize, usize)>,
    pub without: usize,
    pub groups: Option<Vec<Group>>,
}

/// Slug, count, and by line: sum, count, average, median, largest.
pub type Group = (String, usize, BTreeMap<Line, (i128, usize, i128, i128, i128)>);

pub fn line(money: &Money) -> Line {
    (money.currency.code().to_owned(), money.basis.id().to_owned(), money.recurs.id().to_owned())
}

type Entries = BTreeSet<u32>;

impl World<'_> {
    /// The answer to a state for a reader of a language.
    pub fn scan(&self, asked: &Asked, reader: Language) -> Scan {
        let mut notices = BTreeSet::new();
        let question = self.question(asked, &mut notices);
        let ranges = self.ranges(asked, &mut notices);
        let known = |facet: &str, slug: &str| {
            self.entries.iter().any(|entry| entry.values.get(facet).is_some_and(|own| own.contains(slug)))
        };
        for (facet, slug, _) in asked.chosen.iter().filter(|(facet, slug, _)| !known(facet, slug)) {
            notices.insert(Notice::Value { facet: facet.clone(), value: slug.clone() });
        }
        let is_asked = question.asked || ranges.is_some() || !asked.chosen.is_empty();
        let base: Entries = match &ranges {
            Some(ranges) => question.documents.intersection(ranges).copied().collect(),
            None => question.documents.clone(),
        };
        let result: Entries = base.iter().copied().filter(|at| self.is_chosen(*at, asked, "")).collect();
        let result = if is_asked { result } else { Entries::new() };
        let sort = match asked.sort {
            Some("relevance") | None if question.words > 0 => "relevance",
            Some("relevance") | None => "newest",
            Some(sort) => sort,
        };
        let entries: Vec<EntryIx> = result.iter().map(|at| self.entries[*at as usize].ix).collect();
        let totals = self.site.totals(&entries);
        let told = |line: &glasklar::site::TotalLine| {
            let key = (line.currency.code().to_owned(), line.basis.id().to_owned(), line.recurs.id().to_owned());
            (key, (line.minor, line.count, line.inside))
        };
        let totals_by_line: BTreeMap<Line, (i128, usize, usize)> = totals.lines.iter().map(told).collect();
        Scan {
            asked: is_asked,
            documents: self.in_order(&result, sort, asked, reader),
            is_ranked: sort == "relevance",
            notices,
            facets: self.facets(asked, &base, is_asked),
            without: totals.without,
            groups: asked.group.as_ref().filter(|_| is_asked).map(|facet| self.groups(facet, &result, &totals_by_line)),
            totals: totals_by_line,
        }
    }

    fn all(&self) -> Entries {
        (0..self.entries.len() as u32).collect()
    }

    fn those(&self, holds: impl Fn(&Scanned) -> bool) -> Entries {
        (0..).zip(&self.entries).filter(|(_, entry)| holds(entry)).map(|(at, _)| at).collect()
    }

    /// Whether an entry has the values that were chosen, those of one facet left aside.
    fn is_chosen(&self, at: u32, asked: &Asked, aside: &str) -> bool {
        let entry = &self.entries[at as usize];
        let facets: BTreeSet<&String> = asked.chosen.iter().map(|(facet, ..)| facet).collect();
        facets.into_iter().filter(|facet| *facet != aside).all(|facet| {
            let own = asked.chosen.iter().filter(|(name, ..)| name == facet);
            let has = |slug: &String| entry.values.get(facet).is_some_and(|values| values.contains(slug));
            let (outs, ins): (Vec<_>, Vec<_>) = own.partition(|(_, _, is_out)| *is_out);
            (ins.is_empty() || ins.iter().any(|(_, slug, _)| has(slug))) && !outs.iter().any(|(_, slug, _)| has(slug))
        })
    }

    fn facets(&self, asked: &Asked, base: &Entries, is_asked: bool) -> BTreeMap<String, BTreeMap<String, usize>> {
        let names: BTreeSet<&String> = self.entries.iter().flat_map(|entry| entry.values.keys()).collect();
        let mut facets = BTreeMap::new();
        for facet in names {
            let mut counts = BTreeMap::new();
            let counted = (0..)
                .zip(&self.entries)
                .filter(|(at, _)| !is_asked || base.contains(at) && self.is_chosen(*at, asked, facet));
            for slug in counted.filter_map(|(_, entry)| entry.values.get(facet)).flatten() {
                *counts.entry(slug.clone()).or_insert(0) += 1;
            }
            facets.insert(facet.clone(), counts);
        }
        facets
    }

    fn ranges(&self, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Option<Entries> {
        let mut sets = Vec::new();
        if asked.from.is_some() || asked.to.is_some() {
            sets.push(self.dated(asked.from, asked.to, "from", notices));
        }
        if asked.min.is_some() || asked.max.is_some() {
            let currencies: Vec<String> = asked
                .chosen
                .iter()
                .filter(|(facet, _, is_out)| facet == "currency" && !is_out)
                .map(|(_, slug, _)| slug.to_uppercase())
                .collect();
            let counts =
                |money: &Money| currencies.is_empty() || currencies.iter().any(|own| own == money.currency.code());
            let (mut min, mut max) = (asked.min, asked.max);
            if min.zip(max).is_some_and(|(min, max)| min > max) {
                (min, max) = (max, min);
                notices.insert(Notice::Reversed { name: "min".into() });
            }
            sets.push(self.those(|entry| entry.amounts.iter().any(|own| counts(own) && is_within(own, min, max))));
        }
        sets.into_iter().reduce(|a, b| a.intersection(&b).copied().collect())
    }

    fn dated(&self, from: Option<Day>, to: Option<Day>, name: &str, notices: &mut BTreeSet<Notice>) -> Entries {
        let (mut from, mut to) = (from, to);
        if from.zip(to).is_some_and(|(from, to)| from > last(to)) {
            (from, to) = (to, from);
            notices.insert(Notice::Reversed { name: name.to_owned() });
        }
        let fits = |first: Day, end: Day| from.is_none_or(|from| end >= from) && to.is_none_or(|to| first <= last(to));
        self.those(|entry| entry.days.is_some_and(|(first, end)| fits(first, end)))
    }

    fn in_order(&self, result: &Entries, sort: &str, asked: &Asked, reader: Language) -> Vec<u32> {
        let mut order: Vec<u32> = result.iter().copied().collect();
        let entry = |at: &u32| &self.entries[*at as usize];
        match sort {
            "oldest" => {
                let (mut dated, undated): (Vec<u32>, Vec<u32>) =
                    order.into_iter().partition(|at| entry(at).days.is_some());
                dated.reverse();
                order = [dated, undated].concat();
            }
            "amount" | "smallest" => {
                let currencies = self.currencies(asked);
                order.sort_by_key(|at| {
                    let found = (0..).zip(&currencies).find_map(|(place, currency)| {
                        let own = entry(at).amounts.iter().filter(|money| money.currency.code() == currency);
                        let minor = own.filter_map(|money| money.minor).map(i128::from);
                        let best = if sort == "amount" { minor.max().map(|most| -most) } else { minor.min() };
                        best.map(|best| (place, best))
                    });
                    found.map_or((1, (0, 0)), |found| (0, found))
                });
            }
            "name" => {
                let collator = &self.site.interface.of(reader).collator;
                let title = |at: &u32| self.site.title(entry(at).ix, reader);
                order.sort_by(|a, b| collator.compare(title(a), title(b)).then(a.cmp(b)));
            }
            _ => {}
        }
        order
    }

    /// The currencies that most entries have first; the chosen ones where some are.
    fn currencies(&self, asked: &Asked) -> Vec<String> {
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for slug in self.entries.iter().filter_map(|entry| entry.values.get("currency")).flatten() {
            *counts.entry(slug).or_insert(0) += 1;
        }
        let mut currencies: Vec<(&String, usize)> = counts.into_iter().collect();
        currencies.sort_by_key(|(slug, count)| (Reverse(*count), (*slug).clone()));
        let chosen: Vec<&String> = asked
            .chosen
            .iter()
            .filter(|(facet, _, out)| facet == "currency" && !out)
            .map(|(_, slug, _)| slug)
            .collect();
        let wanted = currencies.into_iter().filter(|(slug, _)| chosen.is_empty() || chosen.contains(slug));
        wanted.map(|(slug, _)| slug.to_uppercase()).collect()
    }

    fn groups(&self, facet: &str, result: &Entries, totals: &BTreeMap<Line, (i128, usize, usize)>) -> Vec<Group> {
        let members: BTreeSet<EntryIx> = result.iter().map(|at| self.entries[*at as usize].ix).collect();
        let is_inside = |ix: EntryIx, own: &Money| {
            let same = |other: &Money| other.minor.is_some() && line(other) == line(own);
            self.site
                .wholes(ix)
                .iter()
                .any(|whole| members.contains(whole) && self.site.amounts(*whole).iter().any(same))
        };
        let mut groups: BTreeMap<&String, (usize, BTreeMap<Line, Vec<i128>>)> = BTreeMap::new();
        for entry in result.iter().map(|at| &self.entries[*at as usize]) {
            for slug in entry.values.get(facet).into_iter().flatten() {
                let group = groups.entry(slug).or_default();
                group.0 += 1;
                for own in entry.amounts.iter().filter(|own| !is_inside(entry.ix, own)) {
                    group.1.entry(line(own)).or_default().extend(own.minor.map(i128::from));
                }
            }
        }
        let mut groups: Vec<Group> = groups
            .into_iter()
            .map(|(slug, (count, lines))| {
                (slug.clone(), count, lines.into_iter().map(|(line, minor)| (line, told(minor))).collect())
            })
            .collect();
        let most = totals.values().map(|(_, count, _)| *count).max().filter(|count| *count > 0);
        // The codes of lines follow their currency, basis and recurrence as the model orders them.
        let lines = self.lines();
        let lead =
            lines.into_iter().find(|line| totals.get(line).map(|(_, count, _)| *count) == most && most.is_some());
        groups.sort_by_key(|(slug, count, lines)| {
            let sum = lead.as_ref().and_then(|lead| lines.get(lead)).map(|told| told.0);
            (Reverse(sum), Reverse(*count), slug.clone())
        });
        groups
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<&Money> = self.entries.iter().flat_map(|entry| &entry.amounts).collect();
        lines.sort_by_key(|money| (money.currency, money.basis, money.recurs));
        let mut lines: Vec<Line> = lines.into_iter().map(line).collect();
        lines.dedup();
        lines
    }

    fn question(&self, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Question {
        let mut words: Vec<Entries> = Vec::new();
        let mut holding = self.all();
        let mut is_asked = false;
        for item in &asked.items {
            for (found, is_word) in self.clauses(item, asked, notices) {
                is_asked = true;
                match is_word {
                    true => words.push(found),
                    false => holding = holding.intersection(&found).copied().collect(),
                }
            }
        }
        let all: Entries = holding.iter().copied().filter(|at| words.iter().all(|word| word.contains(at))).collect();
        let documents = if all.is_empty() && words.len() > 1 {
            notices.insert(Notice::Any {});
            holding.into_iter().filter(|at| words.iter().any(|word| word.contains(at))).collect()
        } else {
            all
        };
        Question { documents, asked: is_asked, words: words.len() }
    }

    /// What holds an item, in parts that must all hold, and whether each is a word or a phrase.
    fn clauses(&self, item: &Item, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Vec<(Entries, bool)> {
        let languages = &self.site.config.languages;
        let field = |found: Entries| vec![(found, false)];
        match item {
            Item::Words(text) => {
                let words = query(text, languages).words;
                words.iter().map(|word| (self.understood(word, asked, notices), true)).collect()
            }
            Item::Phrase(text) => {
                let words = phrase(text, languages);
                let found = self.those(|entry| has_phrase(entry, &words));
                if words.is_empty() { Vec::new() } else { vec![(found, true)] }
            }
            Item::Begins(letters) => vec![(self.beginning(letters), true)],
            Item::Value(facet, slug) => {
                field(self.those(|entry| entry.values.get(facet).is_some_and(|own| own.contains(slug))))
            }
            Item::Amount(from, to) => {
                let Some((from, to)) = turned(*from, *to, "amount", notices) else { return field(Entries::new()) };
                let [from, to] = [from, to].map(|end| end.map(|major| major * 100));
                field(self.those(|entry| entry.amounts.iter().any(|own| is_within(own, from, to))))
            }
            Item::Years(from, to) => {
                let Some((from, to)) = turned(*from, *to, "year", notices) else { return field(Entries::new()) };
                let fits = |slug: &String| {
                    let year: i32 = slug.parse().expect("a year");
                    from.is_none_or(|from| year >= from) && to.is_none_or(|to| year <= to)
                };
                field(self.those(|entry| entry.values.get("year").is_some_and(|years| years.iter().any(fits))))
            }
            Item::Days(None, None) => {
                turned(None::<i32>, None, "date", notices);
                field(Entries::new())
            }
            Item::Days(from, to) => field(self.dated(*from, *to, "date", notices)),
            Item::Not(item) => {
                // What is excluded is taken as it is written.
                let parts: Vec<Entries> = match &**item {
                    Item::Words(text) => {
                        let words = query(text, languages).words;
                        words.iter().map(|word| self.those(|entry| has(entry, word))).collect()
                    }
                    other => self.clauses(other, asked, notices).into_iter().map(|(found, _)| found).collect(),
                };
                let all = parts.into_iter().reduce(|a, b| a.intersection(&b).copied().collect());
                all.map(|all| (self.all().difference(&all).copied().collect(), false)).into_iter().collect()
            }
            Item::Any(items) => {
                let mut any: Option<(Entries, bool)> = None;
                for item in items {
                    let parts = self.clauses(item, asked, notices).into_iter();
                    let own = parts.reduce(|a, b| (a.0.intersection(&b.0).copied().collect(), a.1));
                    any = match (any, own) {
                        (Some(a), Some(b)) => Some((a.0.union(&b.0).copied().collect(), a.1 || b.1)),
                        (a, b) => a.or(b),
                    };
                }
                any.into_iter().collect()
            }
        }
    }

    fn understood(&self, word: &Word, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Entries {
        let found = self.with_synonyms(word, asked, notices);
        let written = word.exact[0].clone();
        let letters = written.chars().count();
        let has_figure = written.contains(char::is_numeric);
        if !found.is_empty() {
            return found;
        }
        let beginning = if letters >= 3 { self.beginning(&written) } else { Entries::new() };
        if !beginning.is_empty() {
            notices.insert(Notice::Prefix { word: written });
            return beginning;
        }
        if letters >= 6
            && !has_figure
            && let Some((first, second, both)) = self.split(&written)
            && !both.is_empty()
        {
            notices.insert(Notice::Split { word: written, parts: vec![first, second] });
            return both;
        }
        let near = self.words.iter().filter(|(known, _)| letters >= 4 && !has_figure && slips(&written, known) == 1);
        let Some((instead, _)) = near.max_by_key(|(known, count)| (**count, Reverse((*known).clone()))) else {
            return found;
        };
        let mut told = BTreeSet::new();
        let words = query(instead, &self.site.config.languages).words;
        let found: Entries = words.iter().flat_map(|word| self.with_synonyms(word, asked, &mut told)).collect();
        if !found.is_empty() {
            notices.append(&mut told);
            notices.insert(Notice::Typo { word: written, instead: instead.clone() });
        }
        found
    }

    fn with_synonyms(&self, word: &Word, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Entries {
        let mut found = self.those(|entry| has(entry, word));
        if asked.without_synonyms || word.stems.is_empty() {
            return found;
        }
        let written = &word.exact[0];
        let mut added: Vec<String> = Vec::new();
        for group in &self.site.lexicon.synonyms {
            let is_meant =
                |(language, member): &&(Language, Box<str>)| stem(written, *language) == stem(member, *language);
            if !group.iter().any(|member| is_meant(&member)) {
                continue;
            }
            for (language, other) in group.iter().filter(|member| !is_meant(member)) {
                let root = stem(other, *language);
                found.extend(self.those(|entry| entry.exact.contains_key(&**other) || entry.stems.contains(&root)));
                if !added.contains(&other.to_string()) {
                    added.push(other.to_string());
                }
            }
        }
        if !added.is_empty() {
            notices.insert(Notice::Synonyms { word: written.clone(), added });
        }
        found
    }

    fn beginning(&self, letters: &str) -> Entries {
        self.those(|entry| entry.exact.keys().any(|form| form.starts_with(letters)))
    }

    fn split(&self, word: &str) -> Option<(String, String, Entries)> {
        let letters: Vec<char> = word.chars().collect();
        for end in 3..=letters.len() - 3 {
            let (first, second): (String, String) = (letters[..end].iter().collect(), letters[end..].iter().collect());
            let having_second = self.part(&second);
            if having_second.is_empty() {
                continue;
            }
            let mut firsts = vec![first.clone()];
            if end > 3 && first.ends_with(['s', 'e']) {
                firsts.push(letters[..end - 1].iter().collect());
            }
            for first in firsts {
                let having_first = self.part(&first);
                if !having_first.is_empty() {
                    return Some((first, second, having_first.intersection(&having_second).copied().collect()));
                }
            }
        }
        None
    }

    fn part(&self, part: &str) -> Entries {
        let words = query(part, &self.site.config.languages).words;
        let has = |entry: &Scanned, word: &Word| {
            word.exact.iter().any(|form| entry.exact.contains_key(form))
                || word.stems.iter().any(|stem| entry.stems.contains(stem) || entry.parts.contains(stem))
        };
        self.those(|entry| words.iter().any(|word| has(entry, word)))
    }
}

struct Question {
    documents: Entries,
    asked: bool,
    /// How many words and phrases it has.
    words: usize,
}

fn has(entry: &Scanned, word: &Word) -> bool {
    word.exact.iter().chain(&word.spellings).any(|form| entry.exact.contains_key(form))
        || word.stems.iter().any(|stem| entry.stems.contains(stem) || entry.parts.contains(stem))
        || word.letters.iter().any(|form| entry.letters.contains(form))
}

fn has_phrase(entry: &Scanned, words: &[Word]) -> bool {
    let stands = |word: &Word, at: u32| {
        let forms = word.exact.iter().chain(&word.spellings);
        forms.filter_map(|form| entry.exact.get(form)).any(|positions| positions.contains(&at))
    };
    let Some((first, _)) = words.split_first() else { return false };
    let starts = first.exact.iter().chain(&first.spellings).filter_map(|form| entry.exact.get(form)).flatten();
    let mut starts = starts.copied();
    starts.any(|start| (start..).zip(words).all(|(at, word)| stands(word, at)))
}

/// Ends of a range put in order; nothing where neither is told.
fn turned<T: PartialOrd + Copy>(
    from: Option<T>,
    to: Option<T>,
    name: &str,
    notices: &mut BTreeSet<Notice>,
) -> Option<(Option<T>, Option<T>)> {
    if from.is_none() && to.is_none() {
        notices.insert(Notice::Range { name: name.to_owned(), value: "..".to_owned() });
        return None;
    }
    let is_reversed = from.zip(to).is_some_and(|(from, to)| from > to);
    if is_reversed {
        notices.insert(Notice::Reversed { name: name.to_owned() });
    }
    Some(if is_reversed { (to, from) } else { (from, to) })
}

/// The last day that a date can mean.
fn last((year, month, day): Day) -> Day {
    match (month, day) {
        (0, _) => (year, 12, 31),
        (_, 0) => (year, month, 31),
        _ => (year, month, day),
    }
}

/// Whether an amount lies between two in hundredths of the major unit.
fn is_within(money: &Money, min: Option<i128>, max: Option<i128>) -> bool {
    let unit = 10_i128.pow(money.currency.minor_digits());
    let minor = money.minor.map(i128::from).expect("an amount");
    min.is_none_or(|min| minor * 100 >= min * unit) && max.is_none_or(|max| minor * 100 <= max * unit)
}

/// Sum, count, average, median, largest.
fn told(mut minor: Vec<i128>) -> (i128, usize, i128, i128, i128) {
    minor.sort_unstable();
    let (sum, count) = (minor.iter().sum::<i128>(), minor.len());
    let rounded = |sum: i128, by: i128| (2 * sum.abs() + by) / (2 * by) * sum.signum();
    let middle = if count % 2 == 1 { 2 * minor[count / 2] } else { minor[count / 2 - 1] + minor[count / 2] };
    (sum, count, rounded(sum, count as i128), rounded(middle, 2), minor[count - 1])
}

/// How many slips lie between two words: letters too many, too few, or other ones, and neighbours exchanged.
fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 1 {
        return usize::MAX;
    }
    let mut least = vec![vec![0; other.len() + 1]; one.len() + 1];
    for a in 0..=one.len() {
        for b in 0..=other.len() {
            least[a][b] = match (a, b) {
                (0, b) => b,
                (a, 0) => a,
                (a, b) => {
                    let same = usize::from(one[a - 1] != other[b - 1]);
                    let mut best = (least[a - 1][b] + 1).min(least[a][b - 1] + 1).min(least[a - 1][b - 1] + same);
                    if a > 1 && b > 1 && one[a - 1] == other[b - 2] && one[a - 2] == other[b - 1] {
                        best = best.min(least[a - 2][b - 2] + 1);
                    }
                    best
                }
            };
        }
    }
    least[one.len()][other.len()]
}
