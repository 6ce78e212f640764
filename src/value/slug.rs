//! Ids and file names out of names: lower-case ASCII letters, digits and hyphens.

/// The most bytes that an id may have: file systems allow 255, and extensions need room.
pub const MAX_BYTES: usize = 200;

/// Letters beyond ASCII, lower case, with what they become. Danish and Norwegian letters go
/// by their usual spelling without them (æ→ae ø→oe å→aa); ü sorts as y in both countries;
/// the rest lose their marks. Sámi letters are in the table.
const LETTERS: &[(&str, &str)] = &[
    ("æäǽ", "ae"),
    ("øöœǿ", "oe"),
    ("åǻ", "aa"),
    ("àáâãāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģǥǧ", "g"),
    ("ĥħȟ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķĸǩ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉŋ", "n"),
    ("òóôõōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûũūŭůűų", "u"),
    ("ŵ", "w"),
    ("üýÿŷ", "y"),
    ("źżžʒǯ", "z"),
    ("ĳ", "ij"),
    ("ß", "ss"),
    ("þ", "th"),
];

/// A letter and a combining mark that together are a letter of their own.
const COMPOSED: &[(char, char, &str)] =
    &[('a', '\u{30a}', "aa"), ('a', '\u{308}', "ae"), ('o', '\u{308}', "oe"), ('u', '\u{308}', "y")];

/// Names that Windows keeps for devices, whatever their extension.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// An id out of any text: `Bæredygtig Herning F.M.B.A.` gives `baeredygtig-herning-f-m-b-a`.
///
/// The result satisfies [`is_id`] or is empty (a text without a Latin letter or a digit). A
/// slug of a slug is itself. Cut to [`MAX_BYTES`], between words where that is possible.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in spell(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > MAX_BYTES {
        let whole_words = slug[..=MAX_BYTES].rfind('-').unwrap_or(MAX_BYTES);
        slug.truncate(whole_words);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a text is an id: words of lower-case ASCII letters and digits with single hyphens
/// between them, of 1 to [`MAX_BYTES`] bytes.
pub fn is_id(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= MAX_BYTES && text.split('-').all(is_word)
}

/// What is equal for ids or file names that readers and file systems would mix up: upper and
/// lower case, `æ` and `ae`, `ø` and `oe`, `å` and `aa`, å written as one sign or as two.
pub fn collision_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'æ' => key.push_str("ae"),
            'ø' => key.push_str("oe"),
            'å' => key.push_str("aa"),
            '\u{30a}' if key.ends_with('a') => key.push('a'),
            _ => key.push(c),
        }
    }
    key
}

/// Whether Windows would not take this as a file name, with or without an extension.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    RESERVED.contains(&stem.to_ascii_lowercase().as_str())
}

/// The text in lower case with every known letter spelled in ASCII; the rest is left alone.
fn spell(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii() {
            spelled.push(c);
        } else if matches!(c, '\u{300}'..='\u{36f}') {
            compose(&mut spelled, c);
        } else if let Some((_, plain)) = LETTERS.iter().find(|(letters, _)| letters.contains(c)) {
            spelled.push_str(plain);
        } else {
            spelled.push(c);
        }
    }
    spelled
}

/// Applies a combining mark to the letter before it; a mark that makes no other letter is
/// dropped.
fn compose(spelled: &mut String, mark: char) {
    let last = spelled.chars().next_back();
    let letter = COMPOSED.iter().find(|(base, with, _)| Some(*base) == last && *with == mark);
    if let Some((_, _, plain)) = letter {
        spelled.pop();
        spelled.push_str(plain);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_ids() {
        let cases = [
            ("Bæredygtig Herning F.M.B.A.", "baeredygtig-herning-f-m-b-a"),
            ("Økonomi- og Erhvervsudvalget", "oekonomi-og-erhvervsudvalget"),
            ("Bjørnafjorden", "bjoernafjorden"),
            ("Århus A\u{30a}rhus", "aarhus-aarhus"),
            ("  Sørensen Connecting Denmark / Markets ", "soerensen-connecting-denmark-markets"),
            ("Müller & Söhne", "myller-soehne"),
            ("Kárášjohka, Deatnu, Unjárga, Divttasvuotna", "karasjohka-deatnu-unjarga-divttasvuotna"),
            ("Guovdageainnu suohkan \u{14a}", "guovdageainnu-suohkan-n"),
            ("Cafe\u{301}", "cafe"),
            ("§ 14", "14"),
            ("日本", ""),
        ];
        for (text, id) in cases {
            assert_eq!(slug(text), id, "{text}");
        }
    }

    #[test]
    fn long_names_are_cut_between_words() {
        let cut = slug(&"tilskud ".repeat(40));
        assert!(cut.len() <= MAX_BYTES && cut.ends_with("-tilskud"), "{cut}");
        assert_eq!(slug(&"x".repeat(300)).len(), MAX_BYTES);
        assert_eq!(slug(&"x".repeat(MAX_BYTES)).len(), MAX_BYTES);
    }

    #[test]
    fn ids_have_one_form() {
        for id in ["herning", "cvr-29189919", "2021-03-a"] {
            assert!(is_id(id), "{id}");
        }
        for text in ["", "-a", "a-", "a--b", "Herning", "a_b", "å", "a.b", "a b", &"x".repeat(201)] {
            assert!(!is_id(text), "{text}");
        }
    }

    #[test]
    fn names_that_would_be_mixed_up_share_a_key() {
        let same = [("Ærø", "aeroe"), ("ÅBO", "aabo"), ("a\u{30a}bo", "åbo"), ("Aabo", "åbo")];
        for (a, b) in same {
            assert_eq!(collision_key(a), collision_key(b), "{a} {b}");
        }
        for (a, b) in [("bo", "boe"), ("mal", "mål"), ("för", "foer")] {
            assert_ne!(collision_key(a), collision_key(b), "{a} {b}");
        }
    }

    #[test]
    fn device_names_are_reserved() {
        for name in ["con", "AUX", "nul.html", "Lpt1.tar.gz"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["console", "com", "com10", "kon"] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_an_id_and_its_own_slug(text in "\\PC{0,300}|[æøåÆØÅ a-z-]{0,260}") {
            let id = slug(&text);
            prop_assert!(id.is_empty() || is_id(&id), "{}", id);
            prop_assert_eq!(slug(&id), id);
        }
    }
}
