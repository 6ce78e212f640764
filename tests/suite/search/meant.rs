//! What the question of a state finds, word by word, by looking at every entry.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use glasklar::lang::Language;
use glasklar::search::ask::Notice;
use glasklar::search::{Word, phrase, query};

use super::asked::{Asked, Item};
use super::scan::{Entries, is_within};
use super::scanned::{Scanned, World, stem};

/// What holds a part of a question, and whether that is a word or a phrase.
type Clause = (Entries, bool);

/// What a question finds.
pub struct Question {
    pub documents: Entries,
    pub asked: bool,
    /// How many words and phrases it has.
    pub words: usize,
}

impl World<'_> {
    pub fn question(&self, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Question {
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
    fn clauses(&self, item: &Item, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Vec<Clause> {
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
            Item::Not(item) => self.excluding(item, asked, notices),
            Item::Any(items) => self.any(items, asked, notices),
        }
    }

    /// What is excluded is taken as it is written.
    fn excluding(&self, item: &Item, asked: &Asked, notices: &mut BTreeSet<Notice>) -> Vec<Clause> {
        let parts: Vec<Entries> = match item {
            Item::Words(text) => {
                let words = query(text, &self.site.config.languages).words;
                words.iter().map(|word| self.those(|entry| has(entry, word))).collect()
            }
            other => self.clauses(other, asked, notices).into_iter().map(|(found, _)| found).collect(),
        };
        let all = parts.into_iter().reduce(|a, b| a.intersection(&b).copied().collect());
        all.map(|all| (self.all().difference(&all).copied().collect(), false)).into_iter().collect()
    }

    fn any(&self, items: &[Item], asked: &Asked, notices: &mut BTreeSet<Notice>) -> Vec<Clause> {
        let mut any: Option<Clause> = None;
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
