//! Words, compounds with hyphens, abbreviations, and codes of which no office's shape is known.

use super::chunk::{Chunk, has_digit};
use super::numbers;
use super::reading::Reading;

/// A chunk that is nothing special: a word, a compound with hyphens, an abbreviation, or somebody's code.
pub(super) fn plain(chunk: &Chunk) -> Reading {
    if let Some(part) = chunk.single() {
        return single(part);
    }
    if is_abbreviation(chunk) {
        return Reading { taken: 1, main: vec![chunk.parts.concat()], ..Reading::default() };
    }
    if !chunk.has_figures {
        return Reading {
            taken: 1,
            words: chunk.parts.clone(),
            joined: Some(chunk.parts.concat()),
            ..Reading::default()
        };
    }
    code(chunk)
}

fn single(part: &str) -> Reading {
    let mut reading = Reading { taken: 1, ..Reading::default() };
    match part.strip_suffix("++").or_else(|| part.strip_suffix('#')) {
        Some(letter) => {
            reading.main.push(part.to_owned());
            reading.also.push(letter.to_owned());
        }
        None if has_digit(part) => reading.main.push(part.to_owned()),
        None => reading.words.push(part.to_owned()),
    }
    reading
}

/// `F.M.B.A`, `A/S`, `R&D`: single letters, bound by anything but hyphens.
fn is_abbreviation(chunk: &Chunk) -> bool {
    chunk.joints.iter().all(|joint| ".&/".contains(*joint))
        && chunk.parts.iter().all(|part| part.chars().count() == 1 && !has_digit(part))
}

/// `A03-P1-EPI004`, `3-årig`, `08:00`: kept whole, and where marks stronger than those of numbers part it, in parts.
fn code(chunk: &Chunk) -> Reading {
    let mut reading = Reading { taken: 1, main: vec![chunk.whole()], ..Reading::default() };
    if chunk.joints.iter().all(|joint| ".,:".contains(*joint)) {
        return reading;
    }
    for segment in segments(chunk) {
        if let Some(value) = numbers::value(&segment) {
            reading.also.push(value);
        } else if segment.has_figures {
            reading.also.push(segment.whole());
        } else {
            reading.words.extend(segment.parts);
        }
    }
    reading
}

/// The chunk cut at every mark that cannot stand inside a number.
fn segments(chunk: &Chunk) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    for (n, part) in chunk.parts.iter().enumerate() {
        let joint = n.checked_sub(1).map(|before| chunk.joints[before]);
        match (joint, found.last_mut()) {
            (Some(mark @ ('.' | ',')), Some(last)) => {
                last.joints.push(mark);
                last.parts.push(part.clone());
                last.has_figures |= has_digit(part);
            }
            _ => found.push(Chunk {
                gap: chunk.gap,
                section: false,
                parts: vec![part.clone()],
                joints: Vec::new(),
                has_figures: has_digit(part),
            }),
        }
    }
    found
}
