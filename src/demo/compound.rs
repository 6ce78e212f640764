//! Compounds: the nouns that Danish and Norwegian make of others, and most of their words.

use super::grammar::{Adjective, Gender, Noun, NounForm, Verb};
use super::random::Random;
use super::words::Lexicon;

/// A noun of up to three parts.
pub struct Compound {
    parts: [Noun; 3],
    count: usize,
}

impl Compound {
    /// Most nouns of a text are simple, and few have three parts.
    pub fn some(lexicon: &Lexicon, random: &mut Random) -> Self {
        let count = match random.below(200) {
            0..124 => 1,
            124..197 => 2,
            _ => 3,
        };
        Self::of(lexicon, random, count)
    }

    /// Of so many parts, one to three.
    pub fn of(lexicon: &Lexicon, random: &mut Random, count: usize) -> Self {
        let mut parts = [lexicon.nouns[0]; 3];
        if count == 1 {
            parts[0] = noun(lexicon, random, Random::zipf);
        }
        if count > 1 {
            let (last, firsts) = (count - 1, &mut parts[..count - 1]);
            firsts.fill_with(|| noun(lexicon, random, first_rank));
            parts[last] = noun(lexicon, random, last_rank);
        }
        Self { parts, count }
    }

    pub fn gender(&self) -> Gender {
        self.parts[self.count - 1].gender()
    }

    pub fn write(&self, form: NounForm, out: &mut String) {
        let parts = &self.parts[..self.count];
        // Nothing is composed with itself.
        for pair in parts.windows(2).filter(|pair| pair[0].stem != pair[1].stem) {
            fuse(pair[0].stem, out);
            pair[0].write_first(out);
        }
        let last = parts[self.count - 1];
        fuse(last.stem, out);
        last.write(form, out);
    }
}

/// Of three equal letters where the parts of a compound meet, two are written: `butikk` and `kommune` make `butikkommune`.
/// The rule is Norwegian; no first part of a Danish compound ends in two equal letters.
pub fn fuse(next: &str, out: &mut String) {
    if let ([.., one, other], [first, ..]) = (out.as_bytes(), next.as_bytes())
        && one == other
        && other == first
        && first.is_ascii_alphabetic()
    {
        out.pop();
    }
}

/// The rank of a thing in a list of so many.
type Rank = fn(&mut Random, u64) -> u64;

/// Last parts fall more steeply than nouns alone, so that most compounds of a text return: of two ranks the lower.
fn last_rank(random: &mut Random, limit: u64) -> u64 {
    random.zipf(limit).min(random.zipf(limit))
}

/// First parts fall as last parts do, but are others: their ranks are dealt out over the list.
fn first_rank(random: &mut Random, limit: u64) -> u64 {
    (last_rank(random, limit) * 37 + 17) % limit
}

/// A simple noun, or one that is derived from a verb or an adjective.
fn noun(lexicon: &Lexicon, random: &mut Random, rank: Rank) -> Noun {
    let derived = match random.below(100) {
        0..16 => of_verb(lexicon, lexicon.verbs[rank(random, lexicon.verbs.len() as u64) as usize]),
        16..20 => of_adjective(lexicon, lexicon.adjectives[rank(random, lexicon.adjectives.len() as u64) as usize]),
        _ => None,
    };
    derived.unwrap_or_else(|| lexicon.nouns[rank(random, lexicon.nouns.len() as u64) as usize])
}

fn of_verb(lexicon: &Lexicon, verb: Verb) -> Option<Noun> {
    let suffix = verb.nominal?;
    let declension = if suffix == "else" { lexicon.else_ } else { lexicon.ing };
    Some(Noun { stem: verb.stem, suffix, declension, is_doubled: false, link: "s" })
}

fn of_adjective(lexicon: &Lexicon, adjective: Adjective) -> Option<Noun> {
    let noun =
        Noun { stem: adjective.stem, suffix: lexicon.hed, declension: lexicon.ing, is_doubled: false, link: "s" };
    adjective.is_quality.then_some(noun)
}

#[cfg(test)]
mod tests {
    use super::super::words::{DANISH, NORWEGIAN, Words};
    use super::*;

    fn compound(words: &Words, stems: [&str; 3], count: usize, form: NounForm) -> String {
        let find = |stem: &str| *words.lexicon.nouns.iter().find(|noun| noun.stem == stem).expect("a noun");
        let mut out = String::new();
        Compound { parts: stems.map(find), count }.write(form, &mut out);
        out
    }

    #[test]
    fn parts_are_joined_as_each_language_does() {
        let [forening, regnskab, plan] = ["forening", "regnskab", "plan"];
        let of = |count, form| compound(&DANISH, [forening, regnskab, plan], count, form);
        assert_eq!(of(1, NounForm::Plural), "foreninger");
        assert_eq!(of(2, NounForm::Definite), "foreningsregnskabet");
        assert_eq!(of(3, NounForm::DefinitePlural), "foreningsregnskabsplanerne");
        assert_eq!(compound(&DANISH, [plan, plan, regnskab], 3, NounForm::Indefinite), "planregnskab");
        let norwegian = compound(&NORWEGIAN, ["butikk", "kommune", "plan"], 2, NounForm::Definite);
        assert_eq!(norwegian, "butikkommunen");
        let norwegian = compound(&NORWEGIAN, ["butikk", "avtale", "plan"], 2, NounForm::Plural);
        assert_eq!(norwegian, "butikkavtaler");
    }
}
