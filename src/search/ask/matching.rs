//! Which entries have a word or a phrase, and how much each scores.

use super::files::{Fault, Store};
use super::known::one_slip_away;
use super::manifest::Manifest;
use super::notice::Notice;
use super::set::Scored;
use super::state::Synonyms;
use super::terms::{List, Terms};
use crate::lang::Language;
use crate::search::analyse::{Word, query, word_stem};

/// What a spelling that was not typed, and what a synonym scores: the score divided by this.
const SPELLING: u64 = 16;
const SYNONYM: u64 = 7;
/// What scores are divided by otherwise: all of these in quarters, so that both engines round alike.
const WHOLE: u64 = 4;

/// The least letters of a word of which only the beginning, the parts, or nearly the same is looked for.
const SHORTEST_BEGINNING: usize = 3;
const SHORTEST_COMPOUND: usize = 6;
const SHORTEST_PART: usize = 3;
const SHORTEST_TYPO: usize = 4;

/// What may link the parts of a compound.
const LINKS: [char; 2] = ['s', 'e'];

/// Words of several languages that mean the same.
pub type Group = Vec<(Language, String)>;

/// What words and phrases are looked up in.
pub struct Lookup<'a> {
    pub store: &'a Store<'a>,
    pub manifest: &'a Manifest,
    pub terms: &'a Terms<'a>,
    pub languages: &'a [Language],
    pub groups: &'a [Group],
    pub synonyms: Synonyms,
}

/// What was found, and what a reader is told of the way.
pub type Understood = (Scored, Vec<Notice>);

impl Lookup<'_> {
    /// The entries that have a word; where none has, those that have what was perhaps meant.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn understood(&self, word: &Word) -> Result<Understood, Fault> {
        let (found, notices) = self.with_synonyms(word)?;
        if !found.documents.is_empty() {
            return Ok((found, notices));
        }
        for other in [Self::beginning_with, Self::split, Self::nearly] {
            if let Some((found, more)) = other(self, word)? {
                return Ok((found, notices.into_iter().chain(more).collect()));
            }
        }
        Ok((found, notices))
    }

    /// The entries that have a word in any of its forms.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn word(&self, word: &Word) -> Result<Scored, Fault> {
        let mut found = self.nothing();
        self.add(&mut found, &word.exact, &[List::Written], WHOLE)?;
        self.add(&mut found, &word.stems, &[List::Stem, List::Part], WHOLE)?;
        self.add(&mut found, &word.letters, &[List::Letters], WHOLE)?;
        self.add(&mut found, &word.spellings, &[List::Exact], SPELLING)?;
        Ok(found)
    }

    /// The entries that have a word beginning so.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn beginning(&self, letters: &str) -> Result<Scored, Fault> {
        let mut found = self.nothing();
        self.add(&mut found, &self.terms.beginning(letters)?, &[List::Exact], WHOLE)?;
        Ok(found)
    }

    /// The entries in which words stand one after the other as they were written.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn phrase(&self, words: &[Word]) -> Result<Scored, Fault> {
        let mut scores = self.nothing();
        // Where a phrase that ends before this word could go on, by document.
        let mut open: Option<Vec<(u32, Vec<u32>)>> = None;
        for word in words {
            self.add(&mut scores, &word.exact, &[List::Exact], WHOLE)?;
            self.add(&mut scores, &word.spellings, &[List::Exact], SPELLING)?;
            let here = self.positions(word)?;
            let next = |positions: Vec<u32>| positions.into_iter().map(|at| at.saturating_add(1)).collect();
            let going_on = match open {
                None => here,
                Some(open) => both(open, &here),
            };
            open = Some(going_on.into_iter().map(|(document, positions)| (document, next(positions))).collect());
        }
        let mut having = self.nothing();
        for (document, _) in open.unwrap_or_default() {
            let score = scores.scores.get(document as usize).copied().unwrap_or(0);
            having.add(document, score);
        }
        Ok(having)
    }

    fn nothing(&self) -> Scored {
        Scored::none(self.manifest.entries)
    }

    fn add(&self, found: &mut Scored, forms: &[String], lists: &[List], divisor: u64) -> Result<(), Fault> {
        for form in forms {
            for list in lists {
                if let Some(postings) = self.terms.postings(form, *list)? {
                    postings
                        .scores()
                        .for_each(|(document, score)| found.add(document, score.saturating_mul(WHOLE) / divisor));
                }
            }
        }
        Ok(())
    }

    /// The entries that have a word or what means the same.
    fn with_synonyms(&self, word: &Word) -> Result<Understood, Fault> {
        let mut found = self.word(word)?;
        let others = self.same_meaning(word);
        // Several members may have one stem, which then counts once.
        let mut stems: Vec<String> = Vec::new();
        for (language, other) in &others {
            self.add(&mut found, std::slice::from_ref(other), &[List::Exact], SYNONYM)?;
            let stem = word_stem(other, *language);
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        self.add(&mut found, &stems, &[List::Stem], SYNONYM)?;
        let mut added: Vec<String> = Vec::new();
        for (_, other) in others {
            if !added.contains(&other) {
                added.push(other);
            }
        }
        let notice = word.exact.first().filter(|_| !added.is_empty());
        let notice = notice.map(|word| Notice::Synonyms { word: word.clone(), added });
        Ok((found, notice.into_iter().collect()))
    }

    /// The other members of every group of which the word is one.
    fn same_meaning(&self, word: &Word) -> Vec<(Language, String)> {
        if self.synonyms == Synonyms::Off || word.stems.is_empty() {
            return Vec::new();
        }
        let is_meant = |(language, member): &(Language, String)| {
            let mut written = word.exact.iter().take(1).chain(&word.spellings);
            written.any(|written| word_stem(written, *language) == word_stem(member, *language))
        };
        let mut others: Vec<(Language, String)> = Vec::new();
        for group in self.groups.iter().filter(|group| group.iter().any(is_meant)) {
            for member in group.iter().filter(|member| !is_meant(member)) {
                if !others.contains(member) {
                    others.push(member.clone());
                }
            }
        }
        others
    }

    fn beginning_with(&self, word: &Word) -> Result<Option<Understood>, Fault> {
        let Some(letters) = long_enough(word, SHORTEST_BEGINNING) else { return Ok(None) };
        let notice = Notice::Prefix { word: letters.to_owned() };
        Ok(some(self.beginning(letters)?).map(|found| (found, vec![notice])))
    }

    fn split(&self, word: &Word) -> Result<Option<Understood>, Fault> {
        let Some(letters) = long_enough(word, SHORTEST_COMPOUND).filter(|word| !has_figure(word)) else {
            return Ok(None);
        };
        for (at, _) in letters.char_indices().skip(SHORTEST_PART) {
            let (first, second) = letters.split_at(at);
            if second.chars().count() < SHORTEST_PART {
                break;
            }
            let Some(second_found) = self.part(second)? else { continue };
            let bare = first.strip_suffix(LINKS).filter(|bare| bare.chars().count() >= SHORTEST_PART);
            for first in std::iter::once(first).chain(bare) {
                let both = self.part(first)?.map(|found| found.and(&second_found));
                if let Some(both) = both {
                    let parts = vec![first.to_owned(), second.to_owned()];
                    let notice = Notice::Split { word: letters.to_owned(), parts };
                    return Ok(some(both).map(|both| (both, vec![notice])));
                }
            }
        }
        Ok(None)
    }

    /// The entries that have a part of a compound as a word or in another compound.
    fn part(&self, part: &str) -> Result<Option<Scored>, Fault> {
        let mut found = self.nothing();
        for word in query(part, self.languages).words {
            self.add(&mut found, &word.exact, &[List::Written], WHOLE)?;
            self.add(&mut found, &word.stems, &[List::Stem, List::Part], WHOLE)?;
        }
        Ok(some(found))
    }

    fn nearly(&self, word: &Word) -> Result<Option<Understood>, Fault> {
        let Some(letters) = long_enough(word, SHORTEST_TYPO).filter(|word| !has_figure(word)) else { return Ok(None) };
        let Some(instead) = one_slip_away(self.store, self.manifest, letters)? else { return Ok(None) };
        let (mut found, mut notices) = (self.nothing(), Vec::new());
        notices.push(Notice::Typo { word: letters.to_owned(), instead: instead.clone() });
        for word in query(&instead, self.languages).words {
            let (more, told) = self.with_synonyms(&word)?;
            found = found.or(&more);
            notices.extend(told);
        }
        Ok(some(found).map(|found| (found, notices)))
    }

    /// Where any of the forms of a word stands, rising, by document.
    fn positions(&self, word: &Word) -> Result<Vec<(u32, Vec<u32>)>, Fault> {
        let mut all: Vec<(u32, Vec<u32>)> = Vec::new();
        for form in word.exact.iter().chain(&word.spellings) {
            all.extend(self.terms.positions(form)?);
        }
        all.sort_by_key(|(document, _)| *document);
        all.dedup_by(|(later, positions), (earlier, own)| {
            let same = later == earlier;
            if same {
                own.append(positions);
                own.sort_unstable();
            }
            same
        });
        Ok(all)
    }
}

/// Of documents that are in both the positions that are.
fn both(open: Vec<(u32, Vec<u32>)>, here: &[(u32, Vec<u32>)]) -> Vec<(u32, Vec<u32>)> {
    let mut found = Vec::new();
    for (document, positions) in open {
        let Ok(at) = here.binary_search_by_key(&document, |(document, _)| *document) else { continue };
        let goes_on = |position: &u32| here[at].1.binary_search(position).is_ok();
        let positions: Vec<u32> = positions.into_iter().filter(goes_on).collect();
        if !positions.is_empty() {
            found.push((document, positions));
        }
    }
    found
}

fn some(found: Scored) -> Option<Scored> {
    (!found.documents.is_empty()).then_some(found)
}

fn long_enough(word: &Word, least: usize) -> Option<&str> {
    word.exact.first().map(String::as_str).filter(|word| word.chars().count() >= least)
}

fn has_figure(word: &str) -> bool {
    word.contains(|letter: char| letter.is_numeric())
}
