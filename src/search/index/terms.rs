//! Every form that a question may ask for, with its lists, in shards of the order of code points.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::Files;
use super::bytes::{front_coded, rising, varint};
use super::collect::{List, Segment};
use super::compounds::Compounds;
use super::lists::{PackedList, Postings, merged, packed, positions};
use super::scoring::{LISTS, Scoring};
use crate::lang::Language;
use crate::lexicon::Lexicon;
use crate::search::analyse::{other_spellings, word_stem};

const EXACT: usize = 0;
const STEM: usize = 1;
const LETTERS: usize = 2;
const PART: usize = 3;

/// Says that the stem's list is that of the word as written.
const SAME: u8 = 1 << LISTS;

/// A shard is full when its words and lists, or its positions, have so many bytes before they are compressed.
const SHARD: usize = 24_576;
const SHARD_POSITIONS: usize = 40_960;

/// How many forms are packed at once.
const HANDFUL: usize = 4_096;

/// What stands under one form: of each of its lists the collected ones that it is made of.
type Lists<'a> = [Vec<&'a List>; LISTS];

/// The forms in order.
pub struct Terms<'a> {
    forms: Vec<(Cow<'a, str>, Lists<'a>)>,
    /// Forms that count for nothing in the order of results.
    ignored: HashSet<String>,
}

impl<'a> Terms<'a> {
    pub fn of(segments: &'a [Segment], lexicon: &'a Lexicon) -> Self {
        let mut forms: HashMap<Cow<'a, str>, Lists<'a>> = HashMap::new();
        for language in Language::ALL {
            let written = written(segments, language);
            for (list, form, lists) in derived(&written, language, lexicon) {
                forms.entry(Cow::Owned(form)).or_default()[list].extend_from_slice(lists);
            }
            for (form, lists) in written {
                forms.entry(Cow::Borrowed(form)).or_default()[EXACT].extend(lists);
            }
        }
        let mut forms: Vec<(Cow<'a, str>, Lists<'a>)> = forms.into_iter().collect();
        forms.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        // The lists of a stem came in the order of a table of words.
        forms.par_iter_mut().flat_map_iter(|(_, lists)| lists).for_each(|lists| lists.sort_by_key(|list| list.first()));
        Self { forms, ignored: ignored(segments, lexicon) }
    }

    /// Words of which a slip of the pen is looked for: four letters and more, no figures.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        let is_word = |(form, lists): &&(Cow<'a, str>, Lists<'a>)| {
            lists[EXACT].iter().any(|list| list.is_word)
                && form.chars().count() >= 4
                && !form.contains(|letter: char| letter.is_numeric())
        };
        let words = self.forms.iter().filter(is_word);
        words.map(|(form, lists)| (&**form, lists[EXACT].iter().map(|list| list.documents).sum()))
    }

    /// Writes the shards, their positions and the files of common forms; gives the first form of each shard.
    pub fn write(&self, scoring: &Scoring, documents: usize, files: &mut Files) -> Vec<String> {
        let mut shards = Shards::default();
        for some in self.forms.chunks(HANDFUL) {
            let packed: Vec<Packed> = some
                .par_iter()
                .map(|(form, lists)| Packed::of(form, lists, self.ignored.contains(&**form), scoring, documents))
                .collect();
            packed.into_iter().for_each(|form| shards.add(form));
            files.pack(std::mem::take(&mut shards.full));
        }
        shards.finish();
        files.pack(shards.full);
        shards.firsts
    }
}

/// The forms as written in a language.
fn written(segments: &[Segment], language: Language) -> HashMap<&str, Vec<&List>> {
    let mut forms: HashMap<&str, Vec<&List>> = HashMap::new();
    for (form, list) in segments.iter().filter_map(|segment| segment.forms.get(&language)).flatten() {
        forms.entry(form).or_default().push(list);
    }
    forms
}

/// What follows from the words of a language: stems, other spellings, stems of the parts of compounds.
fn derived<'w, 'a>(
    written: &'w HashMap<&'a str, Vec<&'a List>>,
    language: Language,
    lexicon: &Lexicon,
) -> Vec<(usize, String, &'w [&'a List])> {
    let words: Vec<(&str, &[&List])> = written
        .iter()
        .filter(|(_, lists)| lists.iter().any(|list| list.is_word))
        .map(|(word, lists)| (*word, lists.as_slice()))
        .collect();
    let plain = words.iter().map(|(word, _)| *word);
    let compounds = Compounds::are_in(language).then(|| Compounds::among(plain, language, lexicon.of(language)));
    let of_word = |(word, lists): &(&str, &'w [&'a List])| {
        let mut found = vec![(STEM, word_stem(word, language), *lists)];
        found.extend(other_spellings(word).map(|spelling| (LETTERS, spelling, *lists)));
        let mut parts = compounds.as_ref().map(|compounds| compounds.part_stems(word)).unwrap_or_default();
        parts.sort_unstable();
        parts.dedup();
        found.extend(parts.into_iter().map(|part| (PART, part, *lists)));
        found
    };
    words.par_iter().flat_map_iter(of_word).collect()
}

fn ignored(segments: &[Segment], lexicon: &Lexicon) -> HashSet<String> {
    let spoken = |language: &Language| segments.iter().any(|segment| segment.forms.contains_key(language));
    let words = |language: Language| {
        let words = lexicon.of(language).ignored.iter();
        words.flat_map(move |word| [word.to_string(), word_stem(word, language)])
    };
    Language::ALL.into_iter().filter(spoken).flat_map(words).collect()
}

/// A form with its lists, ready for a shard.
struct Packed<'a> {
    form: &'a str,
    lists: [Option<PackedList>; LISTS],
    /// The scale of a stem whose list is that of the word as written.
    same: Option<u64>,
}

impl<'a> Packed<'a> {
    fn of(form: &'a str, lists: &Lists<'_>, ignored: bool, scoring: &Scoring, documents: usize) -> Self {
        let scale = |list: usize, count: usize| if ignored { 0 } else { scoring.scale(list, count) };
        let one = |at: usize| {
            let postings = merged(&lists[at]);
            let packed = packed(&postings, scale(at, postings.len()), scoring, documents);
            (postings, packed)
        };
        let mut found: [Option<PackedList>; LISTS] = [const { None }; LISTS];
        let mut same = None;
        let exact = (!lists[EXACT].is_empty()).then(|| one(EXACT));
        for at in [STEM, LETTERS, PART] {
            if lists[at].is_empty() {
                continue;
            }
            let (postings, list) = one(at);
            if at == STEM && exact.as_ref().is_some_and(|(written, _)| *written == postings) {
                same = Some(list.scale);
            } else {
                found[at] = Some(list);
            }
        }
        if let Some((_, mut exact)) = exact {
            exact.pieces = positions(&lists[EXACT]);
            found[EXACT] = Some(exact.with_room_for_positions());
        }
        Self { form, lists: found, same }
    }
}

/// The shards, filled one after the other.
#[derive(Default)]
struct Shards {
    firsts: Vec<String>,
    hot: usize,
    before: String,
    count: u64,
    heads: Vec<u8>,
    postings: Vec<u8>,
    position_sizes: Vec<u8>,
    positions: Vec<u8>,
    /// Files that are finished but not compressed.
    full: Vec<(String, Vec<u8>)>,
}

impl Shards {
    fn add(&mut self, packed: Packed<'_>) {
        if self.count == 0 {
            self.firsts.push(packed.form.to_owned());
        }
        self.count += 1;
        front_coded(&mut self.heads, &self.before, packed.form);
        self.before.clear();
        self.before.push_str(packed.form);
        let bits = (0..LISTS).filter(|at| packed.lists[*at].is_some()).fold(0, |bits, at| bits | 1 << at);
        self.heads.push(bits | if packed.same.is_some() { SAME | 1 << STEM } else { 0 });
        let same = packed.same;
        for (at, list) in packed.lists.into_iter().enumerate() {
            match (list, same) {
                (Some(list), _) => self.list(at, list),
                (None, Some(scale)) if at == STEM => varint(&mut self.heads, scale),
                (None, _) => {}
            }
        }
        if self.heads.len() + self.postings.len() >= SHARD || self.positions.len() >= SHARD_POSITIONS {
            self.finish();
        }
    }

    fn list(&mut self, at: usize, list: PackedList) {
        varint(&mut self.heads, list.documents as u64);
        varint(&mut self.heads, list.scale);
        match list.postings {
            Postings::Inline(bytes) => {
                varint(&mut self.heads, bytes.len() as u64);
                self.postings.extend_from_slice(&bytes);
                if at == EXACT {
                    let before = self.positions.len();
                    list.pieces.iter().for_each(|piece| self.positions.extend_from_slice(&piece.bytes));
                    varint(&mut self.position_sizes, (self.positions.len() - before) as u64);
                }
            }
            Postings::Hot(mut bytes) => {
                varint(&mut self.heads, 0);
                varint(&mut self.heads, self.hot as u64);
                if at == EXACT {
                    varint(&mut bytes, list.pieces.len() as u64);
                    rising(&mut bytes, list.pieces.iter().map(|piece| piece.first as u32));
                }
                self.full.push((format!("hot/{}.bin", self.hot), bytes));
                for (number, piece) in list.pieces.into_iter().enumerate() {
                    self.full.push((format!("hotpositions/{}/{number}.bin", self.hot), piece.bytes));
                }
                self.hot += 1;
            }
        }
    }

    fn finish(&mut self) {
        if self.count == 0 {
            return;
        }
        let number = self.firsts.len() - 1;
        let mut terms = Vec::with_capacity(self.heads.len() + self.postings.len() + 4);
        varint(&mut terms, self.count);
        terms.append(&mut self.heads);
        terms.append(&mut self.postings);
        let mut positions = std::mem::take(&mut self.position_sizes);
        positions.append(&mut self.positions);
        self.full.push((format!("terms/{number}.bin"), terms));
        self.full.push((format!("positions/{number}.bin"), positions));
        (self.count, self.before) = (0, String::new());
    }
}

/// A file of words is full when it has so many bytes.
const WORDS: usize = 32_768;

/// Writes words in order, with how many entries have each, to `<folder>/<n>.bin`; gives the first word of each file.
pub fn write_words<'w>(
    folder: &str,
    words: impl Iterator<Item = (Cow<'w, str>, u32)>,
    files: &mut Files,
) -> Vec<String> {
    let (mut firsts, mut full) = (Vec::new(), Vec::new());
    let (mut count, mut bytes, mut before) = (0_u64, Vec::new(), String::new());
    let mut finish = |count: &mut u64, bytes: &mut Vec<u8>, number: usize| {
        let mut file = Vec::with_capacity(bytes.len() + 4);
        varint(&mut file, std::mem::take(count));
        file.append(bytes);
        full.push((format!("{folder}/{number}.bin"), file));
    };
    for (word, documents) in words {
        if bytes.len() >= WORDS {
            finish(&mut count, &mut bytes, firsts.len() - 1);
            before.clear();
        }
        if count == 0 {
            firsts.push(word.to_string());
        }
        count += 1;
        front_coded(&mut bytes, &before, &word);
        varint(&mut bytes, u64::from(documents));
        before = word.into_owned();
    }
    if count > 0 {
        finish(&mut count, &mut bytes, firsts.len() - 1);
    }
    files.pack(full);
    firsts
}
