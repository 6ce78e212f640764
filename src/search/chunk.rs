//! Cuts a text into chunks: runs of letters and digits, with the marks that bind them.
//!
//! `24.00.00-A08-1-20` is one chunk of six parts, `18. januar` is two chunks. What a chunk means is not decided here.

use std::borrow::Cow;

use crate::lang::nfc;

/// Parts bound by single marks, and what stands before them.
#[derive(Debug)]
pub(super) struct Chunk {
    pub gap: Gap,
    /// A paragraph sign stands before it, with nothing but white space between.
    pub section: bool,
    /// Never empty; each part is a run of letters and digits in lower case.
    pub parts: Vec<String>,
    /// `joints[n]` stands between `parts[n]` and `parts[n + 1]`.
    pub joints: Vec<char>,
    /// Whether a part has a figure.
    pub has_figures: bool,
}

/// What stands between a chunk and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The text begins here.
    Start,
    /// One space: the only gap that digits of one number may have.
    Space,
    /// More white space, but within the line.
    Wide,
    /// A full stop, then white space.
    Stop,
    /// A comma, then white space.
    Comma,
    /// Full stops, colons and white space, as after `Sagsnr.:`.
    Label,
    /// Anything else. A line break is among it, so that no number or date is read across two lines.
    Other,
}

impl Gap {
    pub fn is_blank(self) -> bool {
        matches!(self, Self::Space | Self::Wide)
    }

    pub fn is_blank_or_stop(self) -> bool {
        self.is_blank() || self == Self::Stop
    }

    /// Whether a label such as `sagsnr.:` may have this between itself and its number.
    pub fn follows_label(self) -> bool {
        self.is_blank_or_stop() || self == Self::Label
    }
}

impl Chunk {
    /// The chunk as it was written, in lower case.
    pub fn whole(&self) -> String {
        let mut text = self.parts[0].clone();
        for (joint, part) in self.joints.iter().zip(&self.parts[1..]) {
            text.push(*joint);
            text.push_str(part);
        }
        text
    }

    /// Its only part, where it has only one.
    pub fn single(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        }
    }

    /// Its only part, where that is digits and nothing else.
    pub fn digits(&self) -> Option<&str> {
        self.single().filter(|part| is_digits(part))
    }

    /// Its parts, where they are bound by exactly these marks.
    pub fn bound_by(&self, marks: &str) -> Option<&[String]> {
        self.joints.iter().copied().eq(marks.chars()).then_some(self.parts.as_slice())
    }
}

/// Whether `text` is one or more of the digits 0–9 and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` is digits, `least` to `most` of them.
pub(super) fn has_digits(text: &str, least: usize, most: usize) -> bool {
    is_digits(text) && (least..=most).contains(&text.len())
}

pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// What an apostrophe may add to a word or an abbreviation: `VER's`, `KPI'er`. It belongs to grammar and is dropped.
const ENDINGS: &[&str] = &[
    "s", "er", "ers", "erne", "ernes", "en", "ens", "et", "ets", "ene", "enes", "ne", "r", "rne", "a", "ar", "ane",
    "t", "d", "ll", "m", "re", "ve",
];

/// The chunks of a text, in order.
pub(super) fn chunks(text: &str) -> Vec<Chunk> {
    let chars = normalise(text);
    let mut found: Vec<Chunk> = Vec::new();
    let (mut at, mut gap_from) = (0, 0);
    while at < chars.len() {
        if !starts_word(chars[at]) {
            at += 1;
            continue;
        }
        let between = &chars[gap_from..at];
        let gap = gap(between, found.is_empty());
        let section = between.iter().rev().find(|c| !c.is_whitespace()) == Some(&'§');
        let after_digits = gap == Gap::Space && found.last().is_some_and(ends_in_group);
        let (parts, joints, end) = read(&chars, at, after_digits);
        let has_figures = chars[at..end].iter().any(char::is_ascii_digit);
        found.push(Chunk { gap, section, parts, joints, has_figures });
        at = skip_ending(&chars, end);
        gap_from = at;
    }
    found
}

/// Lower case and composed, without the characters that only say where a line may break, and with one sort of dash
/// and of apostrophe.
fn normalise(text: &str) -> Vec<char> {
    let visible = if text.contains(is_invisible) { text.replace(is_invisible, "").into() } else { Cow::Borrowed(text) };
    nfc(&visible.to_lowercase())
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '`' => '\'',
            other => other,
        })
        .collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// elasticlunr.js walks its index by 16-bit units, `elasticlunr-rs` by characters: a word of characters that need two
/// units could never be found, so they part words.
fn starts_word(c: char) -> bool {
    c <= '\u{ffff}' && c.is_alphanumeric()
}

/// Marks that composition left over stay with their letter.
fn in_word(c: char) -> bool {
    starts_word(c) || ('\u{300}'..='\u{36f}').contains(&c)
}

fn run_end(chars: &[char], from: usize) -> usize {
    chars[from..].iter().position(|c| !in_word(*c)).map_or(chars.len(), |length| from + length)
}

/// Parts, joints, and where the chunk that starts at `from` ends.
fn read(chars: &[char], from: usize, after_digits: bool) -> (Vec<String>, Vec<char>, usize) {
    let (mut parts, mut joints) = (Vec::with_capacity(1), Vec::new());
    let mut at = from;
    loop {
        let end = run_end(chars, at);
        parts.push(chars[at..end].iter().collect());
        let part = &chars[at..end];
        let ends_number = after_digits && joints.is_empty() && part.len() == 3;
        if joins(chars, end, part, ends_number) {
            joints.push(chars[end]);
            at = end + 1;
            continue;
        }
        let sign = language_sign(chars, end, part);
        if joints.is_empty() && sign > 0 {
            parts = vec![chars[at..end + sign].iter().collect()];
            return (parts, joints, end + sign);
        }
        return (parts, joints, end);
    }
}

/// Whether the mark at `at` binds `part` to what follows. In `500 000-600 000` it does not: there the part before it
/// ends a number that began in an earlier chunk.
fn joins(chars: &[char], at: usize, part: &[char], ends_number: bool) -> bool {
    let (Some(mark), Some(next)) = (chars.get(at), chars.get(at + 1)) else {
        return false;
    };
    if !starts_word(*next) {
        return false;
    }
    let digits = chars[at - 1].is_ascii_digit() && next.is_ascii_digit();
    let letters = || {
        part.len() == 1
            && part[0].is_alphabetic()
            && next.is_alphabetic()
            && !chars.get(at + 2).is_some_and(|c| in_word(*c))
    };
    match mark {
        '-' => !(ends_number && digits),
        '.' | '/' => digits || letters(),
        ',' | ':' => digits,
        '&' => letters(),
        _ => false,
    }
}

/// The length of the sign in names like `C++` and `F#`.
fn language_sign(chars: &[char], at: usize, part: &[char]) -> usize {
    let length = match &chars[at..] {
        ['+', '+', ..] => 2,
        ['#', ..] => 1,
        _ => return 0,
    };
    let letter = part.len() == 1 && part[0].is_alphabetic();
    let alone = !chars.get(at + length).is_some_and(|c| in_word(*c));
    if letter && alone { length } else { 0 }
}

fn skip_ending(chars: &[char], at: usize) -> usize {
    if chars.get(at) != Some(&'\'') {
        return at;
    }
    let end = run_end(chars, at + 1);
    let ending: String = chars[at + 1..end].iter().collect();
    if ENDINGS.contains(&ending.as_str()) { end } else { at }
}

fn ends_in_group(chunk: &Chunk) -> bool {
    chunk.digits().is_some_and(|digits| digits.len() <= 3)
}

fn gap(between: &[char], first: bool) -> Gap {
    let blank = |chars: &[char]| chars.iter().all(|c| c.is_whitespace());
    match between {
        _ if first => Gap::Start,
        [] => Gap::Other,
        _ if between.iter().any(|c| breaks_line(*c)) => Gap::Other,
        [' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}'] => Gap::Space,
        _ if blank(between) => Gap::Wide,
        ['.', rest @ ..] if blank(rest) => Gap::Stop,
        [',', rest @ ..] if blank(rest) => Gap::Comma,
        _ if between.iter().all(|c| c.is_whitespace() || matches!(c, '.' | ':')) => Gap::Label,
        _ => Gap::Other,
    }
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
