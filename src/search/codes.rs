//! What offices number their papers with: case numbers, organisation numbers, paragraphs, periods.
//!
//! The shapes come from `standards.md`, section 9: KLE journal numbers (`24.00.00-A08-1-20`), numbers by year and
//! sequence (`SAG-2021-00200`, `18/1407`), by sequence and year (`31/23`), archive series (`PS 15/2019`).

use super::chunk::{Chunk, Gap, has_digits, is_digits};
use super::dates::is_year;
use super::reading::{Reader, Reading};

/// Words before a case number; they say what it is and are no part of it.
const CASE_LABELS: &[&str] = &[
    "sag",
    "sags",
    "sak",
    "saks",
    "sagsnr",
    "saksnr",
    "sagsnummer",
    "saksnummer",
    "journalnr",
    "journalnummer",
    "j",
    "jnr",
    "arkivsak",
    "arkivsaksnr",
    "ps",
    "case",
    "nr",
    "nummer",
];

/// Words before an organisation number, also as parts of an identifier (`DK-CVR-29189919`).
const ORGANISATION_LABELS: &[&str] = &[
    "dk",
    "no",
    "cvr",
    "cvrnr",
    "brc",
    "org",
    "orgnr",
    "organisationsnr",
    "organisasjonsnr",
    "organisationsnummer",
    "organisasjonsnummer",
    "nr",
    "nummer",
];

/// Labels are short: `CVR-nr.`, `sag nr.`, `j. nr.`.
pub(super) const MOST_LABELS: usize = 3;

/// `§ 14`, `§14 a`, `§§ 14-15`, `§ 2-3`: joined to the sign, whole and by part.
pub(super) fn section(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let chunk = &chunks[at];
    if !chunk.section || !chunk.parts[0].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts = if chunk.parts.len() > 1 && chunk.joints.iter().all(|joint| *joint == '-') {
        chunk.parts.as_slice()
    } else {
        &[]
    };
    let digits: String = chunk.parts[0].chars().take_while(char::is_ascii_digit).collect();
    let with_letter = chunk.single().filter(|part| *part != digits);
    Some(Reading {
        taken: 1,
        main: vec![format!("§{}", chunk.whole())],
        also: parts.iter().chain(with_letter.map(|_| &digits)).map(|part| format!("§{part}")).collect(),
        ..Reading::default()
    })
}

/// A case number, with the labels before it if there are any.
pub(super) fn case_number(chunks: &[Chunk], at: usize) -> Option<Reading> {
    labelled(chunks, at, CASE_LABELS, |chunks, at| {
        let chunk = chunks.get(at)?;
        journal_number(chunk).or_else(|| by_year(chunk)).or_else(|| by_sequence(chunk))
    })
}

/// An organisation number: joined from pairs, from an identifier, or after its label.
pub(super) fn organisation_number(chunks: &[Chunk], at: usize) -> Option<Reading> {
    identifier(&chunks[at]).or_else(|| pairs(chunks, at)).or_else(|| {
        let reading = labelled(chunks, at, ORGANISATION_LABELS, spaced)?;
        // Without a label digits are a number and nothing more.
        (!reading.words.is_empty()).then_some(reading)
    })
}

/// `2021-23`, `2021-2023`, `2019/20`: by its ends and by both spellings. `2021-11` may also be a month.
pub(super) fn period(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let chunk = &chunks[at];
    let mark = *chunk.joints.first()?;
    let [first, last] = chunk.bound_by("-").or_else(|| chunk.bound_by("/"))? else {
        return None;
    };
    if !is_year(first) {
        return None;
    }
    let end = if has_digits(last, 2, 2) { format!("{}{last}", &first[..2]) } else { last.clone() };
    let is_period = is_year(&end) && end > *first;
    let is_month = mark == '-' && last.len() == 2 && ("01".."13").contains(&last.as_str());
    let long = format!("{first}{mark}{end}");
    let short = format!("{first}{mark}{}", end.get(2..)?);
    let (main, other) = match (is_month, is_period) {
        (true, _) => (short, long),
        (false, true) => (long, short),
        (false, false) => return None,
    };
    let mut also = vec![first.clone()];
    if is_period {
        also.extend([other, end]);
    }
    Some(Reading { taken: 1, main: vec![main], also, ..Reading::default() })
}

/// `24.00.00-A08-1-20`: itself, with its facet, and its subject. The year may have two or four digits.
fn journal_number(chunk: &Chunk) -> Option<Reading> {
    const SHAPE: &str = "..---";
    let count = chunk.joints.len();
    let parts = (2..=SHAPE.len()).contains(&count).then(|| chunk.bound_by(&SHAPE[..count]))??;
    let (subject, rest) = parts.split_at(3);
    let fits = subject.iter().all(|part| has_digits(part, 2, 2))
        && rest.first().is_none_or(|facet| is_facet(facet))
        && rest.get(1).is_none_or(|number| is_digits(number))
        && rest.get(2).is_none_or(|year| has_digits(year, 2, 4));
    if !fits {
        return None;
    }
    let subject = subject.join(".");
    let mut also = Vec::new();
    if let [facet, number, rest @ ..] = rest {
        if let Some(other) = rest.first().and_then(|year| other_year(year)) {
            also.push(format!("{subject}-{facet}-{number}-{other}"));
        }
        also.push(format!("{subject}-{facet}"));
    }
    if !rest.is_empty() {
        also.push(subject);
    }
    Some(Reading { taken: 1, main: vec![chunk.whole()], also, ..Reading::default() })
}

/// `A08`: a letter and two digits.
fn is_facet(part: &str) -> bool {
    part.split_at_checked(1).is_some_and(|(letter, digits)| {
        letter.starts_with(|c: char| c.is_ascii_lowercase()) && has_digits(digits, 2, 2)
    })
}

/// `SAG-2021-00200` and `2021-00200`, also without the zeros.
fn by_year(chunk: &Chunk) -> Option<Reading> {
    let (series, year, number) = match chunk.bound_by("-").or_else(|| chunk.bound_by("--"))? {
        [year, number] => (None, year, number),
        [series, year, number] => (Some(series), year, number),
        _ => return None,
    };
    let letters = series.is_none_or(|series| series.bytes().all(|b| b.is_ascii_lowercase()));
    if !letters || !is_year(year) || !has_digits(number, 3, 12) || is_year(number) {
        return None;
    }
    let main = format!("{year}-{number}");
    let short = format!("{year}-{}", number.trim_start_matches('0'));
    let mut also = Vec::from_iter(series.map(|_| chunk.whole()));
    if short != main {
        also.push(short);
    }
    Some(Reading { taken: 1, main: vec![main], also, words: Vec::from_iter(series.cloned()), ..Reading::default() })
}

/// `31/23` is `31/2023`, `18/1407` is `2018/1407`; a query for one asks for both.
fn by_sequence(chunk: &Chunk) -> Option<Reading> {
    let [first, last] = chunk.bound_by("/")? else {
        return None;
    };
    if !is_digits(first) || !is_digits(last) {
        return None;
    }
    let main = if is_year(last) || (last.len() == 2 && !is_year(first)) {
        both_years(last).map(|year| format!("{first}/{year}"))
    } else if last.len() >= 3 && (is_year(first) || first.len() == 2) {
        both_years(first).map(|year| format!("{year}/{last}"))
    } else {
        return None;
    };
    Some(Reading { taken: 1, main: main.to_vec(), ..Reading::default() })
}

/// A year with four and with two digits.
fn both_years(year: &str) -> [String; 2] {
    let other = other_year(year).unwrap_or_default();
    if year.len() == 4 { [year.to_owned(), other] } else { [other, year.to_owned()] }
}

/// The year with two digits as four, and the other way round. Numbering began to be electronic in the seventies.
fn other_year(year: &str) -> Option<String> {
    match year.len() {
        4 if is_year(year) => Some(year[2..].to_owned()),
        2 if year < "70" => Some(format!("20{year}")),
        2 => Some(format!("19{year}")),
        _ => None,
    }
}

/// `DK-CVR-29189919`, `cvr-29189919`, `dk29189919`, `no942110464mva`.
fn identifier(chunk: &Chunk) -> Option<Reading> {
    let (last, labels) = chunk.parts.split_last()?;
    let bound = !labels.is_empty()
        && chunk.joints.iter().all(|joint| *joint == '-')
        && labels.iter().all(|part| ORGANISATION_LABELS.contains(&part.as_str()));
    let written_on = labels.is_empty().then(|| {
        let digits = last.strip_prefix("dk").or_else(|| last.strip_prefix("no"));
        digits.map(|digits| digits.strip_suffix("mva").unwrap_or(digits))
    });
    let number = if bound { Some(last.as_str()) } else { written_on.flatten() };
    let number = number.filter(|digits| has_digits(digits, 8, 9))?;
    Some(Reading {
        taken: 1,
        main: vec![number.to_owned()],
        also: vec![chunk.whole()],
        words: labels.to_vec(),
        ..Reading::default()
    })
}

/// `29 18 99 19`: four pairs, and no further number beside them.
fn pairs(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let number = joined(chunks, at, 2, 4)?;
    let apart = |at: usize| !chunks.get(at).is_some_and(|chunk| chunk.gap == Gap::Space && chunk.digits().is_some());
    let before = chunks[at].gap == Gap::Space && at.checked_sub(1).is_some_and(|at| chunks[at].digits().is_some());
    (!before && apart(at + 4)).then(|| Reading { taken: 4, main: vec![number], ..Reading::default() })
}

/// An organisation number after its label: in one, in pairs, or by threes.
fn spaced(chunks: &[Chunk], at: usize) -> Option<Reading> {
    let whole = chunks.get(at)?.digits().filter(|digits| has_digits(digits, 8, 9));
    let (taken, number) = whole
        .map(|digits| (1, digits.to_owned()))
        .or_else(|| joined(chunks, at, 2, 4).map(|number| (4, number)))
        .or_else(|| joined(chunks, at, 3, 3).map(|number| (3, number)))?;
    Some(Reading { taken, main: vec![number], ..Reading::default() })
}

/// `count` chunks of `size` digits, one space apart, as one.
fn joined(chunks: &[Chunk], at: usize, size: usize, count: usize) -> Option<String> {
    let groups = chunks.get(at..at + count)?;
    let spaced = groups[1..].iter().all(|chunk| chunk.gap == Gap::Space && !chunk.section);
    let digits: Option<Vec<&str>> =
        groups.iter().map(|chunk| chunk.digits().filter(|digits| digits.len() == size)).collect();
    digits.filter(|_| spaced).map(|digits| digits.concat())
}

/// What `read` finds after up to three label words, which the index keeps as words.
fn labelled(chunks: &[Chunk], at: usize, labels: &[&str], read: Reader) -> Option<Reading> {
    let is_label = |chunk: &&Chunk| chunk.parts.iter().all(|part| labels.contains(&part.as_str()));
    let count = chunks[at..].iter().take(MOST_LABELS).take_while(is_label).count();
    let gaps = chunks.get(at + 1..=at + count).unwrap_or_default();
    if gaps.len() < count || !gaps.iter().all(|chunk| chunk.gap.follows_label()) {
        return None;
    }
    let mut reading = read(chunks, at + count)?;
    let mut words: Vec<String> = chunks[at..at + count].iter().flat_map(|chunk| chunk.parts.clone()).collect();
    words.append(&mut reading.words);
    reading.taken += count;
    reading.words = words;
    Some(reading)
}
