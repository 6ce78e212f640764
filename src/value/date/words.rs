//! The words in which dates are written, in the four languages.

use super::Season;

/// What a word means within a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, 1 to 12.
    Month(u8),
    Season(Season),
    Start,
    End,
    Quarter,
    Half,
    /// `1.`, `første`, `first`.
    Ordinal(u8),
}

/// English names, for messages; their lower-case forms are read as well.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Names that differ from the English ones.
const NORDIC_MONTHS: &[(&str, u8)] = &[
    ("januar", 1),
    ("februar", 2),
    ("marts", 3),
    ("mars", 3),
    ("maj", 5),
    ("mai", 5),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("desember", 12),
];

const WORDS: &[(Word, &[&str])] = &[
    (Word::Season(Season::Winter), &["winter", "vinter", "vinteren"]),
    (Word::Season(Season::Spring), &["spring", "forår", "foråret", "vår", "våren"]),
    (Word::Season(Season::Summer), &["summer", "sommer", "sommeren", "sommar", "sommaren"]),
    (Word::Season(Season::Autumn), &["autumn", "fall", "efterår", "efteråret", "høst", "høsten", "haust", "hausten"]),
    (Word::Start, &["start", "starten", "primo", "beginning", "begyndelsen", "begynnelsen", "byrjinga", "starta"]),
    (Word::End, &["end", "ultimo", "slutningen", "slutten", "udgangen", "utgangen"]),
    (Word::Quarter, &["quarter", "kvartal"]),
    (Word::Half, &["half", "halvår", "half-year"]),
    (Word::Ordinal(1), &["1", "1st", "first", "første", "fyrste"]),
    (Word::Ordinal(2), &["2", "2nd", "second", "anden", "andet", "andre"]),
    (Word::Ordinal(3), &["3", "3rd", "third", "tredje"]),
    (Word::Ordinal(4), &["4", "4th", "fourth", "fjerde"]),
];

/// Words that join the others and mean nothing by themselves.
const FILLERS: &[&str] = &["of", "the", "in", "af", "av", "i", "den", "ved"];

/// What a lower-case word means within a date.
pub(super) fn lookup(word: &str) -> Option<Word> {
    let month = || {
        let english = MONTHS.iter().zip(1..).find(|(name, _)| name.eq_ignore_ascii_case(word));
        let nordic = NORDIC_MONTHS.iter().find(|(name, _)| *name == word);
        english.map(|(_, number)| number).or(nordic.map(|(_, number)| *number)).map(Word::Month)
    };
    WORDS.iter().find(|(_, forms)| forms.contains(&word)).map(|(meaning, _)| *meaning).or_else(month)
}

/// Whether a lower-case word only joins others.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// The English name of a month from 1 to 12.
pub(super) fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("the month")
}
