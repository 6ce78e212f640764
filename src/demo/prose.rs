//! Words put together: phrases around a noun, times, places and sums.

use super::compound::Compound;
use super::grammar::{Adjective, AdjectiveForm, NounForm, Verb};
use super::random::Random;
use super::words::{Definiteness, Lexicon, Words};

/// Text that grows by whole words, and how many it has.
pub struct Prose<'a> {
    pub words: &'static Words,
    pub random: &'a mut Random,
    pub text: String,
    pub count: u64,
}

/// An adjective, and whether it is its opposite.
type Quality = (&'static str, Adjective);

impl Prose<'_> {
    pub fn lexicon(&self) -> &'static Lexicon {
        self.words.lexicon
    }

    /// A word begins: what is written next belongs to it.
    fn begin(&mut self) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.count += 1;
    }

    /// One or more words as they are; a comma at their beginning stands behind the word before.
    pub fn phrase(&mut self, phrase: &str) {
        let phrase = match phrase.strip_prefix(", ") {
            Some(rest) => {
                self.text.push(',');
                rest
            }
            None => phrase,
        };
        self.begin();
        self.count += phrase.bytes().filter(|byte| *byte == b' ').count() as u64;
        self.text.push_str(phrase);
    }

    pub fn number(&mut self, number: u64) {
        self.begin();
        self.text.push_str(&number.to_string());
    }

    /// Some phrase of a list, the first ones most often.
    pub fn some(&mut self, list: &[&str]) {
        let phrase = self.random.pick_zipf(list);
        self.phrase(phrase);
    }

    /// A verb in the forms that `endings` tells of it.
    pub fn verb(&mut self, endings: impl Fn(Verb) -> &'static str) {
        let verb = self.random.pick_zipf(self.lexicon().verbs);
        self.begin();
        if verb.is_repeatable && self.random.happens(12) {
            self.text.push_str(self.words.lexicon.again);
        }
        self.text.push_str(verb.stem);
        self.text.push_str(endings(verb));
    }

    /// `den nye skolehave`, `borgernes forslag`, `14 åbne møder`, and perhaps where, of what, or with what besides.
    pub fn thing(&mut self) {
        self.plain_thing();
        match self.random.below(100) {
            0..8 => self.place(),
            8..26 => {
                self.some(self.lexicon().prepositions);
                self.plain_thing();
            }
            26..40 => {
                self.phrase(self.lexicon().and);
                self.plain_thing();
            }
            _ => {}
        }
    }

    /// The same without anything that follows.
    fn plain_thing(&mut self) {
        let lexicon = self.lexicon();
        match self.random.below(100) {
            0..36 => self.definite(),
            36..56 => {
                let compound = Compound::some(lexicon, self.random);
                let gender = compound.gender();
                self.phrase(lexicon.indefinite[gender as usize]);
                self.adjective(AdjectiveForm::Of(gender), 40);
                self.noun(&compound, NounForm::Indefinite);
            }
            56..78 => self.plural(),
            78..88 => self.definite_plural(),
            88..97 => {
                self.definite();
                self.text.push('s');
                self.adjective(AdjectiveForm::Weak, 30);
                let form = if self.random.happens(60) { NounForm::Indefinite } else { NounForm::Plural };
                self.some_noun(form);
            }
            _ => {
                let count = 2 + self.random.zipf(400);
                self.number(count);
                self.plural();
            }
        }
    }

    /// `foreningen`, `den nye forening`
    fn definite(&mut self) {
        let compound = Compound::some(self.lexicon(), self.random);
        let article = self.lexicon().definite[compound.gender() as usize];
        self.with_article(article, &compound, NounForm::Indefinite, NounForm::Definite);
    }

    fn definite_plural(&mut self) {
        let compound = Compound::some(self.lexicon(), self.random);
        self.with_article(self.lexicon().definite_plural, &compound, NounForm::Plural, NounForm::DefinitePlural);
    }

    /// A definite noun, which has an article only where an adjective stands before it.
    fn with_article(&mut self, article: &str, compound: &Compound, bare: NounForm, definite: NounForm) {
        let form = match self.quality(25) {
            None => definite,
            Some(quality) => {
                self.phrase(article);
                self.write_quality(quality, AdjectiveForm::Weak);
                if self.lexicon().definiteness == Definiteness::Twice { definite } else { bare }
            }
        };
        self.noun(compound, form);
    }

    pub fn plural(&mut self) {
        self.adjective(AdjectiveForm::Weak, 35);
        self.some_noun(NounForm::Plural);
    }

    pub fn some_noun(&mut self, form: NounForm) {
        let compound = Compound::some(self.lexicon(), self.random);
        self.noun(&compound, form);
    }

    pub fn noun(&mut self, compound: &Compound, form: NounForm) {
        self.begin();
        compound.write(form, &mut self.text);
    }

    /// An adjective, that often of a hundred times.
    fn adjective(&mut self, form: AdjectiveForm, percent: u64) {
        if let Some(quality) = self.quality(percent) {
            self.write_quality(quality, form);
        }
    }

    fn quality(&mut self, percent: u64) -> Option<Quality> {
        if !self.random.happens(percent) {
            return None;
        }
        let adjective = self.random.pick_zipf(self.lexicon().adjectives);
        let is_opposite = adjective.has_opposite && self.random.happens(15);
        Some((if is_opposite { self.lexicon().not } else { "" }, adjective))
    }

    fn write_quality(&mut self, (prefix, adjective): Quality, form: AdjectiveForm) {
        self.begin();
        self.text.push_str(prefix);
        adjective.write(form, &mut self.text);
    }

    /// `i Grønby`, `på Møllevej 14`
    pub fn place(&mut self) {
        if self.random.happens(60) {
            self.town();
            return;
        }
        self.phrase(self.lexicon().around[1]);
        self.begin();
        let first = self.random.pick_zipf(self.lexicon().nouns);
        let at = self.text.len();
        first.write_first(&mut self.text);
        capital_at(&mut self.text, at);
        let street = self.random.pick_zipf(self.lexicon().streets);
        self.text.push_str(street);
        let house = 1 + self.random.zipf(250);
        self.number(house);
    }

    /// `i Grønby`, in both languages
    pub fn town(&mut self) {
        self.phrase("i");
        self.begin();
        let (first, last) =
            (self.random.pick_zipf(self.words.place_firsts), self.random.pick_zipf(self.words.place_lasts));
        self.text.push_str(first);
        self.text.push_str(last);
    }

    /// Where, when, how or by what rule something is done.
    pub fn adverbial(&mut self) {
        let lexicon = self.lexicon();
        match self.random.below(100) {
            0..16 => self.some(self.words.tails),
            16..52 => {
                self.some(lexicon.around);
                self.plain_thing();
            }
            52..66 => self.place(),
            66..88 => self.time(),
            88..95 => self.paragraph(),
            _ => self.sum(),
        }
    }

    fn year(&mut self) {
        let year = 2024 - self.random.zipf(25);
        self.number(year);
    }

    /// `i 2021`, `fra 2016 til 2018`, `den 14. maj 2021`, `i maj 2021`, `i uge 14`
    fn time(&mut self) {
        let lexicon = self.lexicon();
        match self.random.below(10) {
            0..3 => {
                self.some(lexicon.in_year);
                self.year();
            }
            3 => {
                let first = 2010 + self.random.below(12);
                let last = first + 1 + self.random.zipf(8);
                for (phrase, year) in lexicon.from_to.into_iter().zip([first, last]) {
                    self.phrase(phrase);
                    self.number(year);
                }
            }
            4..7 => {
                self.some(lexicon.on_day);
                let day = 1 + self.random.below(28);
                self.number(day);
                self.text.push('.');
                self.month();
            }
            7..9 => {
                self.phrase(lexicon.in_year[0]);
                self.month();
            }
            _ => {
                self.phrase(lexicon.in_week);
                let week = 1 + self.random.below(52);
                self.number(week);
            }
        }
    }

    fn month(&mut self) {
        let month = self.random.pick(&self.words.months);
        self.phrase(month);
        self.year();
    }

    /// `efter § 14, stk. 2`
    fn paragraph(&mut self) {
        self.some(self.lexicon().paragraphs);
        let (section, subsection) = (1 + self.random.zipf(120), 1 + self.random.zipf(6));
        self.number(section);
        if self.random.happens(40) {
            self.phrase(self.lexicon().subsection);
            self.number(subsection);
        }
    }

    /// `for 125.000 kr.`: no more than six digits, and those never in a row, so that no sum looks like a personal number.
    fn sum(&mut self) {
        let lexicon = self.lexicon();
        self.some(lexicon.sums);
        let thousands = 5 + self.random.zipf(900);
        self.number(thousands);
        let rest = if self.random.happens(20) { "500" } else { "000" };
        match lexicon.thousands {
            " " => self.phrase(rest),
            mark => {
                self.text.push_str(mark);
                self.text.push_str(rest);
            }
        }
        self.phrase(lexicon.crowns);
    }
}

/// Makes a capital of the letter at a place of a text.
pub fn capital_at(text: &mut String, at: usize) {
    if let Some(first) = text[at..].chars().next() {
        let capital: String = first.to_uppercase().collect();
        text.replace_range(at..at + first.len_utf8(), &capital);
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{DANISH, NORWEGIAN};
    use super::*;

    /// The words of the first definite noun that has the adjective `ny`.
    fn definite(words: &'static Words) -> Vec<String> {
        let mut random = Random::of(1, 1, 1);
        let mut prose = Prose { words, random: &mut random, text: String::new(), count: 0 };
        while !prose.text.contains(" ny") {
            prose.text.clear();
            prose.definite();
        }
        prose.text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_definite_noun_says_so_as_often_as_its_language_does() {
        let ends_definite = |noun: &str| noun.ends_with("en") || noun.ends_with("et");
        for (words, is_definite) in [(&DANISH, false), (&NORWEGIAN, true)] {
            let phrase = definite(words);
            assert!(["den", "det"].contains(&phrase[0].as_str()), "{phrase:?}");
            assert_eq!(ends_definite(&phrase[2]), is_definite, "{phrase:?}");
        }
    }
}
