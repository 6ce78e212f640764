//! The words that the index knows: which of them is one slip of the pen away.

use super::files::{Fault, Store, damaged};
use super::manifest::Manifest;
use super::terms::shards_of;
use crate::search::format::{Bytes, Damage};

/// The known word that is one slip away from another and that most entries have; of several the first by code points.
/// A slip is a letter too many, too few, or another one, or two that changed places.
///
/// # Errors
/// A file is not there or damaged.
pub fn one_slip_away(store: &Store<'_>, manifest: &Manifest, word: &str) -> Result<Option<String>, Fault> {
    let letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    // A slip leaves what stands before it or what stands after it as it is.
    let head: String = letters[..middle.saturating_sub(1)].iter().collect();
    let tail: String = letters[middle..].iter().rev().collect();
    let mut known = listed(store, "words", &manifest.words, &head)?;
    let backwards = listed(store, "backwards", &manifest.backwards, &tail)?;
    known.extend(backwards.into_iter().map(|(word, count)| (word.chars().rev().collect(), count)));
    let near = known.into_iter().filter(|(other, _)| is_one_slip(&letters, &other.chars().collect::<Vec<_>>()));
    let best = near.max_by(|(a, more), (b, count)| more.cmp(count).then_with(|| b.cmp(a)));
    Ok(best.map(|(word, _)| word))
}

/// The words of sorted files that begin with some letters, with how many entries have each.
fn listed(store: &Store<'_>, folder: &str, firsts: &[String], letters: &str) -> Result<Vec<(String, u64)>, Fault> {
    let mut found = Vec::new();
    for number in shards_of(firsts, letters) {
        let name = format!("{folder}/{number}.bin");
        let content = store.content(&name)?;
        let words = words(&content).map_err(damaged(&name))?;
        found.extend(words.into_iter().filter(|(word, _)| word.starts_with(letters)));
    }
    Ok(found)
}

fn words(content: &[u8]) -> Result<Vec<(String, u64)>, Damage> {
    let mut bytes = Bytes::new(content);
    let (mut words, mut word) = (Vec::new(), String::new());
    for _ in 0..bytes.varint()? {
        bytes.front_coded(&mut word)?;
        words.push((word.clone(), bytes.varint()?));
    }
    bytes.end()?;
    Ok(words)
}

fn is_one_slip(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
        ([_, one_rest @ ..], [_, other_rest @ ..]) if one_rest == other_rest => true,
        ([_, rest @ ..], _) if rest == other => true,
        (_, [_, rest @ ..]) => rest == one,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_a_letter_more_less_or_other_or_two_exchanged() {
        let near = |one: &str, other: &str| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            is_one_slip(&letters(one), &letters(other))
        };
        for (one, other) in [("herning", "hernin"), ("herning", "hxrning"), ("herning", "hrening"), ("abc", "xabc")] {
            assert!(near(one, other) && near(other, one), "{one} {other}");
        }
        for (one, other) in [("herning", "herning"), ("herning", "hernxx"), ("abcd", "cdab"), ("ab", "ba_"), ("", "ab")]
        {
            assert!(!near(one, other) && !near(other, one), "{one} {other}");
        }
        assert!(near("æble", "øble"));
    }
}
