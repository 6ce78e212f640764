//! Case numbers as Danish and Norwegian bodies write them.
//!
//! Whatever a body calls its cases is a case number; the known systems are recognised so that
//! a search for a part of the number, or for its longer form, finds it.

use std::ops::Range;

use super::Problem;

/// A case number: the text of the source, and what is understood of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseNumber {
    raw: Box<str>,
    system: System,
}

/// The system that a case number follows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum System {
    /// A Danish journal number by the KLE taxonomy: `24.00.00-A08-1-20`.
    Kle {
        /// Main group, group and subject: `24.00.00`.
        subject: Box<str>,
        /// The facet of action: `A08`.
        facet: Option<Box<str>>,
        /// The number within subject and facet.
        sequence: Option<u32>,
        /// The year, in four digits.
        year: Option<i16>,
    },
    /// The form of Danish case systems: `SAG-2021-00200`.
    Sag {
        /// The year.
        year: i16,
        /// The number as written, with its zeros.
        sequence: Box<str>,
    },
    /// A Norwegian case on an agenda: `SAK 31/23`, `PS 15/2019`.
    SequenceYear {
        /// The number within the year.
        sequence: u32,
        /// The year, in four digits.
        year: i16,
    },
    /// A Norwegian case in the archive: `18/1407`, `2018/1407`.
    YearSequence {
        /// The year, in four digits.
        year: i16,
        /// The number within the year.
        sequence: u32,
    },
    /// None that is known here.
    Other,
}

/// Words that stand before a number of the form `31/23`.
const PREFIXES: &[&str] =
    &["sag", "sak", "sagsnr", "saksnr", "sagsnummer", "saksnummer", "arkivsak", "arkivsaksnr", "ps", "fs", "rs"];

/// Four digits from here on are a year, not a running number.
const YEARS: Range<u32> = 1900..2100;

impl CaseNumber {
    /// Takes any text that is not empty.
    ///
    /// # Errors
    /// The text is empty.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let raw = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if raw.is_empty() {
            return Err(Problem::new("the case number is empty")
                .with_help("leave the field out where the source has no number"));
        }
        let system = recognise(without_prefix(&raw));
        Ok(Self { raw: raw.into(), system })
    }

    /// The number as the source writes it, prefix included.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The system that it follows.
    pub fn system(&self) -> &System {
        &self.system
    }

    /// The lower-case texts under which it is searched: the whole, the number without its
    /// prefix, and what `design/search.md` lists (`24.00.00-a08` and `24.00.00`; `31/2023`
    /// for `31/23`; `2021-00200` for `SAG-2021-00200`).
    pub fn search_forms(&self) -> Vec<String> {
        let mut forms = vec![self.raw.to_string(), without_prefix(&self.raw).to_owned()];
        match &self.system {
            System::Kle { subject, facet, .. } => {
                forms.extend(facet.iter().map(|facet| format!("{subject}-{facet}")));
                forms.push(subject.to_string());
            }
            System::Sag { year, sequence } => forms.push(format!("{year}-{sequence}")),
            System::SequenceYear { sequence, year } => forms.push(format!("{sequence}/{year}")),
            System::YearSequence { year, sequence } => forms.push(format!("{year}/{sequence}")),
            System::Other => {}
        }
        let mut unique: Vec<String> = Vec::new();
        for form in forms.into_iter().map(|form| form.to_lowercase()) {
            if !unique.contains(&form) {
                unique.push(form);
            }
        }
        unique
    }
}

/// The case numbers in a running text, with their places in bytes.
///
/// In a text only what cannot be something else counts: a KLE number with its facet, a
/// `SAG-` number, and `31/23` or `2021-00200` after a word such as `sak` or `sagsnr.`.
pub fn find_in(text: &str) -> Vec<(Range<usize>, CaseNumber)> {
    let mut found = Vec::new();
    let mut before = "";
    for range in tokens(text) {
        let token = &text[range.clone()];
        let system = recognise(token);
        let certain = match system {
            System::Kle { ref facet, .. } => facet.is_some(),
            System::Sag { .. } => after_dash_prefix(token).is_some() || is_prefix(before),
            System::SequenceYear { .. } | System::YearSequence { .. } => is_prefix(before),
            System::Other => false,
        };
        if certain {
            found.push((range, CaseNumber { raw: token.into(), system }));
        }
        before = token;
    }
    found
}

/// Runs of letters, digits and the signs within case numbers, without signs at their ends.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let is_inner = |c: char| matches!(c, '.' | '-' | '/');
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || is_inner(*c)) {
        let end = start + c.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == start => run.end = end,
            _ => runs.push(start..end),
        }
    }
    for run in &mut runs {
        let token = &text[run.clone()];
        run.start += token.len() - token.trim_start_matches(is_inner).len();
        run.end = run.start + token.trim_matches(is_inner).len();
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn recognise(text: &str) -> System {
    read_kle(text).or_else(|| read_sag(text)).or_else(|| read_slashed(text)).unwrap_or(System::Other)
}

fn read_kle(text: &str) -> Option<System> {
    let mut parts = text.split('-');
    let subject = parts.next().filter(|part| is_kle_subject(part))?;
    let facet = parts.next();
    let sequence = parts.next();
    let year = parts.next();
    let valid = facet.is_none_or(is_kle_facet)
        && sequence.is_none_or(|part| number(part).is_some())
        && year.is_none_or(|part| full_year(part).is_some())
        && parts.next().is_none();
    valid.then(|| System::Kle {
        subject: subject.into(),
        facet: facet.map(|facet| facet.to_uppercase().into()),
        sequence: sequence.and_then(number),
        year: year.and_then(full_year),
    })
}

fn read_sag(text: &str) -> Option<System> {
    let (year, sequence) = after_dash_prefix(text).unwrap_or(text).split_once('-')?;
    let valid = year.len() == 4 && sequence.len() == 5 && is_digits(sequence);
    let year = full_year(year).filter(|_| valid)?;
    Some(System::Sag { year, sequence: sequence.into() })
}

fn read_slashed(text: &str) -> Option<System> {
    let (first, second) = text.split_once('/')?;
    let (a, b): (u32, u32) = (number(first)?, number(second)?);
    let is_year = |text: &str, value| text.len() == 2 || (text.len() == 4 && YEARS.contains(&value));
    if first.len() == 4 && YEARS.contains(&a) {
        Some(System::YearSequence { year: full_year(first)?, sequence: b })
    } else if is_year(second, b) {
        Some(System::SequenceYear { sequence: a, year: full_year(second)? })
    } else if is_year(first, a) && second.len() > 2 {
        Some(System::YearSequence { year: full_year(first)?, sequence: b })
    } else {
        None
    }
}

/// `24.00.00`
fn is_kle_subject(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() == 2 && is_digits(part))
}

/// `A08`
fn is_kle_facet(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, a, b]
        if letter.is_ascii_alphabetic() && a.is_ascii_digit() && b.is_ascii_digit())
}

/// Two digits below 70 are of this century: case systems began after 1970.
fn full_year(text: &str) -> Option<i16> {
    let year = i16::try_from(number(text)?).ok()?;
    match text.len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        4 if YEARS.contains(&u32::from(year.unsigned_abs())) => Some(year),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && is_digits(text)).then(|| text.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `SAK 31/23` and `Sagsnr.: 31/23` without the word.
fn without_prefix(raw: &str) -> &str {
    match raw.split_once(' ') {
        Some((word, rest)) if is_prefix(word) => rest,
        _ => raw,
    }
}

fn is_prefix(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':']).to_lowercase();
    PREFIXES.contains(&word.as_str())
}

/// What stands after `SAG-`.
fn after_dash_prefix(text: &str) -> Option<&str> {
    text.split_once('-').filter(|(word, _)| word.eq_ignore_ascii_case("sag")).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> CaseNumber {
        CaseNumber::parse(text).unwrap()
    }

    fn found(text: &str) -> Vec<&str> {
        find_in(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn search_forms_are_the_whole_its_parts_and_its_long_form() {
        let cases: &[(&str, &[&str])] = &[
            ("24.00.00-A08-1-20", &["24.00.00-a08-1-20", "24.00.00-a08", "24.00.00"]),
            ("24.00.00", &["24.00.00"]),
            ("SAG-2021-00200", &["sag-2021-00200", "2021-00200"]),
            ("sag 2021-00200", &["sag 2021-00200", "2021-00200"]),
            ("31/23", &["31/23", "31/2023"]),
            ("SAK\u{a0}31/23", &["sak 31/23", "31/23", "31/2023"]),
            ("PS 15/2019", &["ps 15/2019", "15/2019"]),
            ("18/1407", &["18/1407", "2018/1407"]),
            ("FE-400", &["fe-400"]),
        ];
        for (text, forms) in cases {
            assert_eq!(parse(text).search_forms(), *forms, "{text}");
        }
    }

    #[test]
    fn systems_are_recognised() {
        let kle =
            System::Kle { subject: "24.00.00".into(), facet: Some("A08".into()), sequence: Some(1), year: Some(2020) };
        let cases = [
            ("24.00.00-A08-1-20", kle),
            ("SAG-2021-00200", System::Sag { year: 2021, sequence: "00200".into() }),
            ("Saksnr.: 31/23", System::SequenceYear { sequence: 31, year: 2023 }),
            ("2018/1407", System::YearSequence { year: 2018, sequence: 1407 }),
            ("A03-P1-EPI004", System::Other),
            ("24.00.00-EPI004", System::Other),
            ("24.00.00-A08-x", System::Other),
            ("7/8/9", System::Other),
            ("5", System::Other),
        ];
        for (text, system) in cases {
            assert_eq!(parse(text).system(), &system, "{text}");
        }
        assert!(CaseNumber::parse(" \u{a0}").is_err());
    }

    #[test]
    fn only_certain_numbers_are_found_in_a_text() {
        let text = "Sagsnr.: 24.00.00-A08-1-20, se (SAG-2021-00200) og SAK 31/23.";
        assert_eq!(found(text), ["24.00.00-A08-1-20", "SAG-2021-00200", "31/23"]);
        let others = "den 7/12 2020, funktion 06.48.67, skema A03-P1-EPI004, 2021-00200, 24/7, \u{e5}r 2021/23";
        assert_eq!(found(others), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_a_case_number_whose_first_form_is_the_whole(text in "[A-Z0-9./ -]{1,20}|\\PC{1,20}") {
            if let Ok(number) = CaseNumber::parse(&text) {
                prop_assert_eq!(&number.search_forms()[0], &number.raw().to_lowercase());
            }
            for (range, number) in find_in(&text) {
                prop_assert_eq!(&text[range], number.raw());
            }
        }
    }
}
