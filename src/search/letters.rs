//! Other spellings of a word: with and without the letters æ, ø, å, and with the plain letter.
//!
//! They stand beside the word and never replace it: å is not a.

/// Letters that were written as two before 1948 and still are in names and on foreign keyboards.
const PAIRS: [(char, &str); 3] = [('å', "aa"), ('æ', "ae"), ('ø', "oe")];

/// Each plain letter with the letters that somebody without the right keyboard writes so.
const PLAIN: [(char, &str); 14] = [
    ('a', "åáàâãä"),
    ('c', "čç"),
    ('d', "đð"),
    ('e', "éèêë"),
    ('g', "ǥǧ"),
    ('i', "íìîï"),
    ('l', "ł"),
    ('n', "ñŋ"),
    ('o', "øóòôõö"),
    ('s', "š"),
    ('t', "ŧ"),
    ('u', "úùûü"),
    ('y', "ýÿ"),
    ('z', "ž"),
];

/// In shorter words the plain letter makes other words: `før` is not `for`, `år` is not `ar`.
const SHORTEST_PLAIN: usize = 4;

/// The spellings of `word` other than itself: with æ, ø, å for two letters; with two letters for æ, ø, å; with the
/// plain letter, where æ is once `ae` and once `a`.
pub(super) fn alternatives(word: &str) -> Vec<String> {
    let has_pair = || PAIRS.iter().any(|(_, pair)| word.contains(pair));
    if word.is_ascii() && !has_pair() {
        return Vec::new();
    }
    let nordic = nordic(word);
    let mut found = vec![nordic.clone(), paired(word)];
    if word.chars().count() >= SHORTEST_PLAIN {
        found.push(plain(&nordic, "ae"));
        found.push(plain(&nordic, "a"));
    }
    let mut kept: Vec<String> = Vec::new();
    for spelling in found {
        if spelling != word && !kept.contains(&spelling) {
            kept.push(spelling);
        }
    }
    kept
}

/// The word with å for aa, æ for ae, ø for oe.
pub(super) fn nordic(word: &str) -> String {
    let mut found = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(_, pair)| rest.starts_with(pair));
        let (letter, length) = pair.map_or((first, first.len_utf8()), |(letter, _)| (*letter, 2));
        found.push(letter);
        rest = &rest[length..];
    }
    found
}

fn paired(word: &str) -> String {
    let pair = |c: char| PAIRS.iter().find(|(letter, _)| *letter == c);
    word.chars().fold(String::new(), |mut found, c| {
        match pair(c) {
            Some((_, pair)) => found.push_str(pair),
            None => found.push(c),
        }
        found
    })
}

fn plain(word: &str, ae: &str) -> String {
    let plain = |c: char| PLAIN.iter().find(|(_, letters)| letters.contains(c));
    word.chars().fold(String::new(), |mut found, c| {
        match (c, plain(c)) {
            ('æ', _) => found.push_str(ae),
            (_, Some((letter, _))) => found.push(*letter),
            (_, None) => found.push(c),
        }
        found
    })
}
