//! Numbers: however they are grouped, counted in millions or written in words, one number is one form.
//!
//! The form is the digits with a decimal comma: `2.762.000`, `2 762 000` and `2762000` are `2762000`; `2,5` and `2.5`
//! are `2,5`. Danish groups by full stops, Norwegian by spaces (`standards.md`, section 9), English by commas.

use super::chunk::{Chunk, Gap, has_digits, is_digits};
use super::reading::Reading;

/// A number as its digits before and after the decimal sign.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    whole: String,
    fraction: String,
    /// The other reading of `1,234`, which English means as a thousand.
    other: Option<String>,
}

/// A number and what was found with it.
struct Found {
    number: Number,
    taken: usize,
    /// Letters written onto the last digit: `20.000kr`.
    tail: String,
}

/// Words that multiply, by the power of ten.
const SCALES: [(&str, usize); 15] = [
    ("tusind", 3),
    ("tusinde", 3),
    ("tusen", 3),
    ("thousand", 3),
    ("mio", 6),
    ("mill", 6),
    ("million", 6),
    ("millioner", 6),
    ("millionar", 6),
    ("millions", 6),
    ("mia", 9),
    ("mrd", 9),
    ("milliard", 9),
    ("milliarder", 9),
    ("milliardar", 9),
];

/// Units that are often written onto the last digit.
const UNITS: &[&str] = &["kr", "dkk", "nok", "sek", "eur", "usd"];

/// Numbers that are written as words before a scale.
const NUMBER_WORDS: [(&str, &[&str]); 18] = [
    ("1", &["en", "et", "én", "ét", "ein", "eit", "one"]),
    ("2", &["to", "two"]),
    ("3", &["tre", "three"]),
    ("4", &["fire", "four"]),
    ("5", &["fem", "five"]),
    ("6", &["seks", "six"]),
    ("7", &["syv", "sju", "seven"]),
    ("8", &["otte", "åtte", "eight"]),
    ("9", &["ni", "nine"]),
    ("10", &["ti", "ten"]),
    ("11", &["elleve", "eleven"]),
    ("12", &["tolv", "twelve"]),
    ("15", &["femten", "fifteen"]),
    ("20", &["tyve", "tjue", "twenty"]),
    ("30", &["tredive", "tretti", "thirty"]),
    ("40", &["fyrre", "førti", "forty"]),
    ("50", &["halvtreds", "femti", "fifty"]),
    ("100", &["hundrede", "hundre", "hundred"]),
];

/// A number in figures or words, with the scale that follows it.
pub(super) fn number(chunks: &[Chunk], at: usize) -> Option<Reading> {
    in_words(chunks, at).or_else(|| in_figures(chunks, at))
}

/// The form of a chunk that is one number in figures and nothing else.
pub(super) fn value(chunk: &Chunk) -> Option<String> {
    chunk
        .parts
        .iter()
        .all(|part| is_digits(part))
        .then(|| parse(&chunk.parts, &chunk.joints))
        .flatten()
        .map(|number| number.form())
}

/// Whether a word that multiplies follows.
pub(super) fn is_scaled(chunks: &[Chunk], at: usize) -> bool {
    scale_after(chunks, at + 1).is_some()
}

/// `seks millioner`. Without a scale a number word is a word.
fn in_words(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let word = chunks[at].single()?;
    let (scale, zeros) = scale_after(chunks, at + 1)?;
    let (value, _) = NUMBER_WORDS.iter().find(|(_, words)| words.contains(&word))?;
    Some(Reading {
        taken: 2,
        main: vec![Number::new((*value).to_owned(), "").times(zeros)],
        words: vec![word.to_owned(), scale.to_owned()],
        ..Reading::default()
    })
}

fn in_figures(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let found = grouped(chunks, at).or_else(|| alone(&chunks[at]))?;
    let scale = match power(&found.tail) {
        Some(zeros) => Some((found.tail.as_str(), zeros, 0)),
        None if found.tail.is_empty() => scale_after(chunks, at + found.taken).map(|(word, zeros)| (word, zeros, 1)),
        None => None,
    };
    if let Some((word, zeros, taken)) = scale {
        return Some(Reading {
            taken: found.taken + taken,
            main: vec![found.number.times(zeros)],
            also: vec![found.number.form()],
            words: vec![word.to_owned()],
            ..Reading::default()
        });
    }
    let large = found.number.whole.len() >= 4 && !found.number.fraction.is_empty();
    let mut main = vec![found.number.form()];
    main.extend(found.number.other);
    Some(Reading {
        taken: found.taken,
        main,
        also: Vec::from_iter(large.then_some(found.number.whole)),
        words: Vec::from_iter((!found.tail.is_empty()).then_some(found.tail)),
        ..Reading::default()
    })
}

/// `2 762 000,50`: a chunk of one to three digits, then chunks of three, one space apart.
fn grouped(chunks: &[Chunk], at: usize) -> Option<Found> {
    let first = chunks[at].digits()?;
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut found = Found { number: Number::new(first.to_owned(), ""), taken: 1, tail: String::new() };
    while let Some((digits, fraction, tail)) = chunks.get(at + found.taken).and_then(group) {
        found.number.whole.push_str(digits);
        found.number.fraction = without_zeros(fraction).to_owned();
        found.tail = tail.to_owned();
        found.taken += 1;
        if !fraction.is_empty() || !tail.is_empty() {
            break;
        }
    }
    (found.taken > 1).then_some(found)
}

/// Three digits of a grouped number, with the fraction and the tail of its last group.
fn group(chunk: &Chunk) -> Option<(&str, &str, &str)> {
    if chunk.gap != Gap::Space || chunk.section {
        return None;
    }
    let (digits, fraction, tail) = match (chunk.parts.as_slice(), chunk.joints.as_slice()) {
        ([only], []) => {
            let (digits, tail) = split_tail(only);
            (digits, "", tail)
        }
        ([digits, last], [',' | '.']) => {
            let (fraction, tail) = split_tail(last);
            (digits.as_str(), fraction, tail)
        }
        _ => return None,
    };
    (has_digits(digits, 3, 3) && is_tail(tail)).then_some((digits, fraction, tail))
}

/// A number within one chunk, perhaps with a unit or a scale written onto it.
fn alone(chunk: &Chunk) -> Option<Found> {
    let (last, before) = chunk.parts.split_last()?;
    let (digits, tail) = split_tail(last);
    if !is_digits(digits) || !is_tail(tail) || !before.iter().all(|part| is_digits(part)) {
        return None;
    }
    let mut parts = before.to_vec();
    parts.push(digits.to_owned());
    Some(Found { number: parse(&parts, &chunk.joints)?, taken: 1, tail: tail.to_owned() })
}

/// The number that these digits are, grouped by full stops or commas, with the other as decimal sign.
fn parse(parts: &[String], joints: &[char]) -> Option<Number> {
    let (mark, others) = match joints.split_last() {
        None => return Some(Number::new(parts.concat(), "")),
        Some((last, others)) => (*last, others),
    };
    let (last, before) = parts.split_last()?;
    match (mark, others.first()) {
        ('.' | ',', None) => Some(two_parts(&before[0], last, mark)),
        ('.' | ',', Some(first)) if others.iter().all(|other| other == first) => {
            if mark == *first && is_grouped(parts) {
                Some(Number::new(parts.concat(), ""))
            } else if mark != *first && matches!(first, '.' | ',') && is_grouped(before) {
                Some(Number::new(before.concat(), without_zeros(last)))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// `1.234` is a thousand, `2.5` and `0.234` are decimals; `1,234` is a decimal that English means as a thousand.
fn two_parts(whole: &str, last: &str, mark: char) -> Number {
    let thousands = is_grouped(&[whole.to_owned(), last.to_owned()]);
    if mark == '.' && thousands {
        return Number::new(format!("{whole}{last}"), "");
    }
    // After a full stop the zeros of a small number stay: it is rather a section (2.10) or a time (08.00).
    let kept = if mark == '.' && whole.len() < 4 { last } else { without_zeros(last) };
    let mut number = Number::new(whole.to_owned(), kept);
    number.other = thousands.then(|| format!("{whole}{last}"));
    number
}

fn is_grouped(parts: &[String]) -> bool {
    parts.split_first().is_some_and(|(first, rest)| {
        has_digits(first, 1, 3) && !first.starts_with('0') && rest.iter().all(|part| has_digits(part, 3, 3))
    })
}

impl Number {
    fn new(whole: String, fraction: &str) -> Self {
        Self { whole, fraction: fraction.to_owned(), other: None }
    }

    fn form(&self) -> String {
        if self.fraction.is_empty() { self.whole.clone() } else { format!("{},{}", self.whole, self.fraction) }
    }

    /// The form of this number times a power of ten, by moving the decimal sign: no digit is ever rounded.
    fn times(&self, zeros: usize) -> String {
        let moved: String = self.fraction.chars().chain(std::iter::repeat('0')).take(zeros).collect();
        let digits = format!("{}{moved}", self.whole);
        let whole = digits.trim_start_matches('0');
        let fraction = self.fraction.get(zeros..).unwrap_or("");
        let whole = if whole.is_empty() { "0" } else { whole };
        Self::new(whole.to_owned(), without_zeros(fraction)).form()
    }
}

fn scale_after(chunks: &[Chunk], at: usize) -> Option<(&str, usize)> {
    let chunk = chunks.get(at).filter(|chunk| chunk.gap.is_blank())?;
    let word = chunk.single()?;
    Some((word, power(word)?))
}

fn power(word: &str) -> Option<usize> {
    // Asked of every word: most are no scale by their first letter.
    if !word.starts_with(['t', 'm']) {
        return None;
    }
    SCALES.iter().find(|(name, _)| *name == word).map(|(_, zeros)| *zeros)
}

/// The leading digits, and what is written onto them.
fn split_tail(part: &str) -> (&str, &str) {
    let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    part.split_at(end)
}

fn without_zeros(fraction: &str) -> &str {
    fraction.trim_end_matches('0')
}

fn is_tail(tail: &str) -> bool {
    tail.is_empty() || power(tail).is_some() || UNITS.contains(&tail)
}
