//! Sentences whose words are as many as a real text's.
//!
//! How often a word comes falls as a power of its rank (Zipf's law), and the number of different words grows as a power of
//! the text's length: k·nᵝ with k between 10 and 100 and β about a half (Heaps' law; C. D. Manning, P. Raghavan,
//! H. Schütze: *Introduction to Information Retrieval*, §5.1, 2008). So a search that is measured on a demo has as many words
//! to hold as one of a real portal: most are compounds, which Danish and Norwegian make freely.

use super::compound::{Compound, fuse};
use super::grammar::NounForm;
use super::prose::{Prose, capital_at};
use super::random::Random;
use super::words::Words;

/// The fewest words that make a sentence, and the most of a short one that is made to measure.
const SHORTEST: u64 = 5;
const LONGEST_SHORT: u64 = 9;
/// How often a free sentence is tried before one is made to measure.
const TRIES: usize = 3;

/// Text of exactly `length` words, in sentences.
pub fn text(words: &'static Words, random: &mut Random, length: u64) -> String {
    // Words of these languages' offices have eight letters in the mean.
    let mut prose = Prose { words, random, text: String::with_capacity(9 * length as usize), count: 0 };
    while prose.count < length {
        prose.sentence(length - prose.count);
    }
    prose.text
}

/// A thing with its article: `en regnvandshave`, `et skoleværksted`. Two parts suit a title.
pub fn thing(words: &'static Words, random: &mut Random) -> (&'static str, String) {
    let lexicon = words.lexicon;
    let mut thing = String::new();
    // Whatever else is drawn for an entry stays as it is when words are added.
    let random = &mut random.split();
    if random.happens(50) {
        let compound = Compound::of(lexicon, random, 2);
        compound.write(NounForm::Indefinite, &mut thing);
        return (lexicon.indefinite[compound.gender() as usize], thing);
    }
    let (article, last) = random.pick(words.lasts);
    if random.happens(50) {
        thing.push_str(random.pick(words.firsts));
    } else {
        random.pick_zipf(lexicon.nouns).write_first(&mut thing);
    }
    fuse(last, &mut thing);
    thing.push_str(last);
    (article, thing)
}

/// How a sentence says that something is done.
#[derive(Clone, Copy)]
enum Tense {
    Present,
    Past,
    Perfect,
    Modal,
    Passive,
}

impl Prose<'_> {
    /// A sentence of at most `left` words, after which there is none, or enough for another one.
    fn sentence(&mut self, left: u64) {
        let (start, count) = (self.text.len(), self.count);
        for _ in 0..TRIES {
            if left < 2 * SHORTEST {
                break;
            }
            self.free();
            let taken = self.count - count;
            if taken == left || taken + SHORTEST <= left {
                return self.close(start);
            }
            self.text.truncate(start);
            self.count = count;
        }
        let size = if left <= LONGEST_SHORT {
            left
        } else {
            // What is left is enough for another sentence.
            (SHORTEST + self.random.below(LONGEST_SHORT - SHORTEST + 1)).min(left - SHORTEST)
        };
        self.measured(size);
        self.close(start);
    }

    /// The sentence that begins at `start` gets its capital and its full stop.
    fn close(&mut self, start: usize) {
        capital_at(&mut self.text, if start == 0 { 0 } else { start + 1 });
        if !self.text.ends_with('.') {
            self.text.push('.');
        }
    }

    /// A sentence of any length.
    fn free(&mut self) {
        self.main();
        let lexicon = self.lexicon();
        match self.random.below(100) {
            0..20 => {
                self.some(lexicon.subordinators);
                self.clause();
            }
            20..36 => {
                self.phrase(lexicon.in_order);
                self.verb(|_| "e");
                self.thing();
            }
            36..48 => {
                self.phrase(lexicon.relative);
                self.verb(|verb| verb.conjugation.present);
                self.thing();
            }
            48..60 => {
                self.some(lexicon.coordinators);
                self.main();
            }
            _ => {}
        }
    }

    /// The finite verb stands in the second place: after the subject, or before it where something else opens the sentence.
    fn main(&mut self) {
        let lexicon = self.lexicon();
        let tense = self.tense();
        match self.random.below(100) {
            0..12 => {
                self.some(lexicon.openers);
                self.inverted(tense);
            }
            12..32 => {
                self.adverbial();
                self.inverted(tense);
            }
            32..38 => {
                self.some(lexicon.reports);
                self.clause();
            }
            _ => {
                self.subject();
                self.finite(tense);
                self.adverb(16);
                self.rest(tense);
            }
        }
        if self.random.happens(55) {
            self.adverbial();
        }
    }

    fn inverted(&mut self, tense: Tense) {
        self.finite(tense);
        self.subject();
        self.adverb(16);
        self.rest(tense);
    }

    /// A clause, in which the adverb stands before the finite verb.
    fn clause(&mut self) {
        let tense = self.tense();
        self.subject();
        self.adverb(25);
        self.finite(tense);
        self.rest(tense);
    }

    fn tense(&mut self) -> Tense {
        match self.random.below(100) {
            0..38 => Tense::Present,
            38..56 => Tense::Past,
            56..68 => Tense::Perfect,
            68..86 => Tense::Modal,
            _ => Tense::Passive,
        }
    }

    fn subject(&mut self) {
        if self.random.happens(25) { self.some(self.words.subjects) } else { self.thing() }
    }

    fn adverb(&mut self, percent: u64) {
        if self.random.happens(percent) {
            self.some(self.lexicon().adverbs);
        }
    }

    fn finite(&mut self, tense: Tense) {
        match tense {
            Tense::Present => self.verb(|verb| verb.conjugation.present),
            Tense::Past => self.verb(|verb| verb.conjugation.past),
            Tense::Perfect => self.phrase(self.lexicon().have),
            Tense::Modal => self.some(self.lexicon().modals),
            Tense::Passive => self.verb(|_| "es"),
        }
    }

    /// The verb's infinite part, and to what it is done; or by whom.
    fn rest(&mut self, tense: Tense) {
        match tense {
            Tense::Present | Tense::Past => {}
            Tense::Perfect => self.verb(|verb| verb.conjugation.perfect),
            Tense::Modal => self.verb(|_| "e"),
            Tense::Passive => self.phrase(self.lexicon().by),
        }
        if self.random.happens(10) { self.some(self.words.objects) } else { self.thing() }
    }

    /// A sentence of exactly `size` words; below five it is only things.
    fn measured(&mut self, size: u64) {
        if size < SHORTEST {
            return self.listed(size);
        }
        self.some_noun(NounForm::Definite);
        self.verb(|verb| verb.conjugation.present);
        let object = Compound::some(self.lexicon(), self.random);
        self.phrase(self.lexicon().indefinite[object.gender() as usize]);
        self.noun(&object, NounForm::Indefinite);
        match size - 4 {
            1 => self.some(self.lexicon().now),
            2 => self.town(),
            more => {
                self.phrase("til");
                self.listed(more - 1);
            }
        }
    }

    /// `skoler`, `skoler, haver`, `skoler og haver`, `skoler, haver og møder`: exactly `size` words.
    fn listed(&mut self, size: u64) {
        let things = if size < 3 { size } else { size - 1 };
        for at in 0..things {
            let is_joined = at > 0 && at + 1 == things && size > 2;
            if is_joined {
                self.phrase(self.lexicon().and);
            } else if at > 0 {
                self.text.push(',');
            }
            self.some_noun(NounForm::Plural);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::super::words::{DANISH, NORWEGIAN};
    use super::*;

    #[test]
    fn a_text_has_the_wanted_number_of_words() {
        for words in [&DANISH, &NORWEGIAN] {
            for length in (0..80).chain([333, 400]) {
                let text = text(words, &mut Random::of(1, 1, length), length);
                assert_eq!(text.split_whitespace().count() as u64, length, "{text}");
                assert!(length == 0 || text.ends_with('.'), "{text}");
            }
        }
    }

    /// How often each form of a word comes in `texts` texts of 400 words, half of them Danish and half Norwegian.
    fn forms(texts: u64) -> HashMap<String, u64> {
        let mut forms = HashMap::new();
        for index in 0..texts {
            let words = [&DANISH, &NORWEGIAN][(index % 2) as usize];
            let text = text(words, &mut Random::of(1, 1, index), 400).to_lowercase();
            for word in text.split_whitespace().map(|word| word.trim_end_matches(['.', ','])) {
                *forms.entry(word.to_owned()).or_default() += 1;
            }
        }
        forms
    }

    #[test]
    fn words_are_as_many_as_heaps_law_says() {
        let (some, more) = (forms(100).len() as f64, forms(1_000).len() as f64);
        assert!((15_000.0..40_000.0).contains(&more), "{more} forms in 400,000 words");
        let growth = (more / some).log10();
        assert!((0.4..0.65).contains(&growth), "the number of forms grows with the power {growth} of the words");
    }

    #[test]
    fn a_few_words_are_the_most_frequent() {
        let mut counts: Vec<u64> = forms(1_000).into_values().collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let share = counts[..10].iter().sum::<u64>() as f64 / 400_000.0;
        assert!((0.10..0.35).contains(&share), "the ten most frequent forms are {share} of the text");
        let once = counts.iter().filter(|count| **count == 1).count() as f64 / counts.len() as f64;
        assert!((0.3..0.7).contains(&once), "{once} of the forms come once");
    }

    #[test]
    fn titles_are_of_many_things() {
        for words in [&DANISH, &NORWEGIAN] {
            let things: HashSet<String> =
                (0..2_000).map(|index| thing(words, &mut Random::of(3, 3, index)).1).collect();
            assert!(things.len() > 1_200, "{} of 2,000 things", things.len());
            // They stand in YAML without quotation marks.
            assert!(things.iter().all(|thing| thing.chars().all(char::is_alphabetic)));
        }
    }

    #[test]
    fn no_number_of_a_text_is_as_long_as_a_personal_number() {
        for index in 0..200 {
            let words = [&DANISH, &NORWEGIAN][(index % 2) as usize];
            let text = text(words, &mut Random::of(2, 2, index), 400);
            let longest = text.split(|sign: char| !sign.is_ascii_digit()).map(str::len).max();
            assert!(longest <= Some(4), "{text}");
            assert!(crate::value::personal_number::find_in(&text).is_empty(), "{text}");
        }
    }
}
