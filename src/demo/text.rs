//! Sentences out of lists of words.

use super::land::capital;
use super::random::Random;
use super::words::Words;

/// The fewest words that make a sentence, and how often another one is tried so that the last is not cut short.
const SHORTEST: u64 = 5;
const TRIES: usize = 40;

/// Text of exactly `length` words, in sentences.
pub fn text(words: &Words, random: &mut Random, length: u64) -> String {
    let mut text = String::new();
    let mut left = length;
    while left > 0 {
        let sentence = fitting(words, random, left);
        let taken: Vec<&str> = sentence.split(' ').take(left as usize).collect();
        left -= taken.len() as u64;
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&taken.join(" "));
        text.push('.');
    }
    text
}

/// A sentence after which the rest of `left` words is none, or enough for another one.
fn fitting(words: &Words, random: &mut Random, left: u64) -> String {
    let fits = |sentence: &String| {
        let count = sentence.split(' ').count() as u64;
        count == left || count + SHORTEST < left
    };
    let mut tried = sentence(words, random);
    for _ in 0..TRIES {
        if fits(&tried) {
            break;
        }
        tried = sentence(words, random);
    }
    tried
}

/// A thing with its article: `en regnvandshave`, `et skoleværksted`.
pub fn thing(words: &Words, random: &mut Random) -> (&'static str, String) {
    let (article, last) = random.pick(words.lasts);
    (article, format!("{}{last}", random.pick(words.firsts)))
}

/// A sentence without its full stop. In both languages the verb stays in the second place.
fn sentence(words: &Words, random: &mut Random) -> String {
    let (subject, verb, tail) = (random.pick(words.subjects), random.pick(words.verbs), random.pick(words.tails));
    let object = if random.happens(60) {
        let (article, thing) = thing(words, random);
        format!("{article} {thing}")
    } else {
        random.pick(words.objects).to_owned()
    };
    if random.happens(65) {
        capital(&format!("{subject} {verb} {object} {tail}"))
    } else {
        capital(&format!("{tail} {verb} {subject} {object}"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{DANISH, NORWEGIAN};
    use super::*;

    #[test]
    fn a_text_has_the_wanted_number_of_words() {
        for words in [&DANISH, &NORWEGIAN] {
            for length in [0, 1, 7, 40, 333] {
                let text = text(words, &mut Random::of(1, 1, length), length);
                assert_eq!(text.split_whitespace().count() as u64, length, "{text}");
                assert!(length == 0 || text.ends_with('.'), "{text}");
            }
        }
    }
}
