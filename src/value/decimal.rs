//! Exact decimal numbers, read as Danish, Norwegian and English texts and tables write them.
//!
//! The only user of the decimal crate. Nothing here goes through a binary float.

use super::Problem;

pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// How a source writes its decimal sign and its thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// Settings and front matter: `1234.5`. Written forms are understood where they can mean
    /// only one thing (`2.762.000,50`); `1.234` and `1,234` are asked about.
    Plain,
    /// Decimal comma: `2.762.000,50`, `2 762 000,50`.
    Comma,
    /// Decimal point: `2,762,000.50`, `2 762 000.50`.
    Point,
}

/// What becomes of decimals that a currency does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// To the nearest; a half goes away from zero.
    HalfUp,
    /// Towards zero.
    Down,
}

/// A number's digits as written: `groups[i]` and `groups[i + 1]` are parted by `signs[i]`.
struct Written<'a> {
    negative: bool,
    groups: Vec<&'a str>,
    signs: Vec<char>,
}

/// Words that multiply the number before them, with the number of zeros they stand for.
///
/// `billion` is left out: it is 10⁹ in English and 10¹² in Danish and Norwegian.
const SCALES: &[(&str, u32)] = &[
    ("tusind", 3),
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

/// Numbers in words; each row lists the Danish, bokmål, nynorsk and English forms.
const NUMBER_WORDS: &[(&[&str], u8)] = &[
    (&["en", "én", "et", "ét", "ett", "ein", "eit", "one"], 1),
    (&["to", "two"], 2),
    (&["tre", "three"], 3),
    (&["fire", "four"], 4),
    (&["fem", "five"], 5),
    (&["seks", "six"], 6),
    (&["syv", "sju", "seven"], 7),
    (&["otte", "åtte", "eight"], 8),
    (&["ni", "nine"], 9),
    (&["ti", "ten"], 10),
    (&["elleve", "eleven"], 11),
    (&["tolv", "twelve"], 12),
];

impl Notation {
    /// The notation that a table's description declares with its decimal sign, `,` or `.`.
    pub fn from_sign(sign: &str) -> Option<Self> {
        match sign {
            "," => Some(Self::Comma),
            "." => Some(Self::Point),
            _ => None,
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Plain => "write digits only, with a point before decimals: `1234.5`",
            Self::Comma => "write a comma before decimals: `1234,5` or `1.234,5`",
            Self::Point => "write a point before decimals: `1234.5` or `1,234.5`",
        }
    }
}

impl Rounding {
    /// All ways, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::HalfEven, Self::HalfUp, Self::Down];

    /// The word that settings use.
    pub fn id(self) -> &'static str {
        match self {
            Self::HalfEven => "half-even",
            Self::HalfUp => "half-up",
            Self::Down => "down",
        }
    }

    /// The way with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }
}

/// Reads a number: digits in the given notation, a sign (`-` or `−`, before or after) or parentheses for one, and
/// perhaps a word of scale: `4 mio.`, `3,5 mill.`, `seks millioner`.
///
/// # Errors
/// The text is no number, can mean two numbers, or has more than 28 digits.
pub fn parse(text: &str, notation: Notation) -> Result<Decimal, Problem> {
    let trimmed = text.trim();
    let (number, zeros) = split_scale(trimmed);
    let value = match (zeros, number_word(number)) {
        (Some(_), Some(word)) => Decimal::from(word),
        _ => parse_digits(number, notation, trimmed)?,
    };
    scale_up(value, zeros.unwrap_or(0)).ok_or_else(|| too_long(trimmed))
}

/// Reads a percentage: `50`, `50%`, `12,5 %` give 50, 50, 12.5.
///
/// # Errors
/// As [`parse`].
pub fn parse_percent(text: &str, notation: Notation) -> Result<Decimal, Problem> {
    let trimmed = text.trim();
    parse(trimmed.strip_suffix('%').unwrap_or(trimmed), notation).map_err(|problem| {
        match problem.message.strip_suffix("a number") {
            Some(stem) => Problem { message: format!("{stem}a percentage"), ..problem },
            None => problem,
        }
    })
}

/// The shortest exact text of a number, as machines read it: `4000000`, `-0.5`.
pub fn to_plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// `value` with at most `decimals` decimals.
pub fn round(value: Decimal, decimals: u32, way: Rounding) -> Decimal {
    let strategy = match way {
        Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
        Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        Rounding::Down => RoundingStrategy::ToZero,
    };
    value.round_dp_with_strategy(decimals, strategy)
}

/// `value` times 10 to the power of `zeros`, exactly; `None` where it cannot be kept.
pub fn scale_up(value: Decimal, zeros: u32) -> Option<Decimal> {
    // The point is moved first: multiplying a number that still has decimals could round.
    let mut moved = value.normalize();
    let steps = moved.scale().min(zeros);
    moved.set_scale(moved.scale() - steps).ok()?;
    moved.checked_mul(Decimal::from(10_u64.checked_pow(zeros - steps)?))
}

/// The number that a word names, from one to twelve, in any of the four languages.
pub fn number_word(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    NUMBER_WORDS.iter().find(|(forms, _)| forms.contains(&word.as_str())).map(|(_, number)| *number)
}

/// The number of zeros that a word of scale stands for: 6 for `mio.`.
pub fn scale_word(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    SCALES.iter().find(|(form, _)| *form == word).map(|(_, zeros)| *zeros)
}

/// Whether a number could be thousands as well as decimals: `1.234`, `1,234`, `1.234 mio.`, `1.234 %`.
pub fn is_ambiguous(text: &str) -> bool {
    read_written(bare(text)).is_some_and(|written| written.is_ambiguous())
}

/// The only notation in which a text is a number; nothing where it is none, or the same in either, or could be read in both.
pub fn only_notation(text: &str) -> Option<Notation> {
    let number = bare(text);
    let reads = |notation| parse_digits(number, notation, number).is_ok();
    match (reads(Notation::Comma), reads(Notation::Point)) {
        (true, false) => Some(Notation::Comma),
        (false, true) => Some(Notation::Point),
        _ => None,
    }
}

/// A number without what may stand behind it: a word of scale, or the sign of a percentage.
fn bare(text: &str) -> &str {
    let text = text.trim();
    split_scale(text.strip_suffix('%').unwrap_or(text).trim_end()).0
}

fn split_scale(text: &str) -> (&str, Option<u32>) {
    let stem = text.trim_end_matches('.');
    let number = stem.trim_end_matches(char::is_alphabetic);
    match scale_word(&stem[number.len()..]) {
        Some(zeros) => (number.trim_end(), Some(zeros)),
        None => (text, None),
    }
}

/// `shown` is the text that a problem names: the number with its word of scale.
fn parse_digits(text: &str, notation: Notation, shown: &str) -> Result<Decimal, Problem> {
    let refused = || not_a_number(shown, notation);
    let written = read_written(text).ok_or_else(refused)?;
    let sign = match notation {
        Notation::Comma => ',',
        Notation::Point => '.',
        Notation::Plain if written.is_ambiguous() => return Err(ambiguous(text)),
        Notation::Plain => written.decimal_sign(),
    };
    let digits = written.to_digits(sign).ok_or_else(refused)?;
    let value = Decimal::from_str_exact(&digits).map_err(|_| too_long(shown))?;
    // A negative zero would print as `-0`.
    Ok(if value.is_zero() { Decimal::ZERO } else { value })
}

fn read_written(text: &str) -> Option<Written<'_>> {
    let minus = ['-', '\u{2212}'];
    // Accountants write a loss in parentheses.
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(inside) = inside.map(str::trim).filter(|inside| inside.starts_with(|c: char| c.is_ascii_digit())) {
        let written = read_written(inside).filter(|written| !written.negative);
        return written.map(|written| Written { negative: true, ..written });
    }
    let (negative, body) = match (text.strip_prefix(minus), text.strip_suffix(minus)) {
        (Some(rest), _) => (true, rest.trim_start()),
        (None, Some(rest)) => (true, rest.trim_end()),
        (None, None) => (false, text),
    };
    let groups = body.split(|c: char| !c.is_ascii_digit()).collect();
    let signs = body.chars().filter(|c| !c.is_ascii_digit()).map(canonical_sign).collect::<Option<_>>()?;
    Some(Written { negative, groups, signs })
}

/// The sign a separator stands for: all spaces are one sign, all apostrophes another.
fn canonical_sign(c: char) -> Option<char> {
    match c {
        '.' | ',' => Some(c),
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(' '),
        '\'' | '\u{2019}' => Some('\''),
        _ => None,
    }
}

impl Written<'_> {
    fn is_ambiguous(&self) -> bool {
        matches!(self.signs[..], ['.' | ','])
            && self.groups[1].len() == 3
            && matches!(self.groups[0].len(), 1..=3)
            && !self.groups[0].starts_with('0')
    }

    /// The sign that must be the decimal sign if this is a number at all.
    fn decimal_sign(&self) -> char {
        let count = |sign| self.signs.iter().filter(|s| **s == sign).count();
        match (count('.'), count(',')) {
            (0, 0 | 1) => ',',
            (1, 0) => '.',
            (_, 0) => ',',
            (0, _) => '.',
            _ => self.signs.last().copied().unwrap_or('.'),
        }
    }

    /// Sign, digits, point, digits; `None` where the grouping is not that of a number.
    fn to_digits(&self, decimal_sign: char) -> Option<String> {
        let (whole, grouping, fraction) = match self.signs.split_last() {
            Some((last, grouping)) if *last == decimal_sign => {
                let (fraction, whole) = self.groups.split_last()?;
                (whole, grouping, Some(*fraction))
            }
            _ => (&self.groups[..], &self.signs[..], None),
        };
        let uniform = grouping.iter().all(|s| *s != decimal_sign && *s == grouping[0]);
        let (first, rest) = whole.split_first()?;
        let grouped = rest.is_empty()
            || (matches!(first.len(), 1..=3) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3));
        let missing = (first.is_empty() && fraction.is_none()) || fraction == Some("");
        if !uniform || !grouped || missing {
            return None;
        }
        let sign = if self.negative { "-" } else { "" };
        let whole = whole.concat();
        let whole = if whole.is_empty() { "0" } else { &whole };
        Some(match fraction {
            Some(fraction) => format!("{sign}{whole}.{fraction}"),
            None => format!("{sign}{whole}"),
        })
    }
}

fn not_a_number(text: &str, notation: Notation) -> Problem {
    Problem::new(format!("`{text}` is not a number")).with_help(notation.help())
}

fn ambiguous(text: &str) -> Problem {
    let whole = text.replace(['.', ','], "");
    let point = text.replace(',', ".");
    Problem::new(format!("`{text}` can mean {whole} or {point}"))
        .with_help(format!("write `{whole}` for the whole number, `{point}0` for the one with decimals"))
}

fn too_long(text: &str) -> Problem {
    Problem::new(format!("`{text}` has more digits than can be kept exactly")).with_help("at most 28 digits are kept")
}

/// `part` of `whole` in per cent, rounded half-even to one decimal; nothing where the whole is zero.
pub fn percent_of(part: i64, whole: i64) -> Option<Decimal> {
    let share = Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(whole))?;
    Some(round(share, 1, Rounding::HalfEven).normalize())
}

#[cfg(test)]
mod tests;
