//! Alphabetical order, as each language's readers expect it.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

use super::{Language, compiled_in};

/// The alphabetical order of one language, built once and shared by all threads.
///
/// In Danish and Norwegian æ, ø and å come last and `aa` sorts as `å`. Numbers within names
/// sort by their value: `Bilag 2` before `Bilag 10`.
#[derive(Debug)]
pub struct Collator {
    order: CollatorBorrowed<'static>,
}

impl Collator {
    /// The order of a language.
    pub fn new(language: Language) -> Self {
        let mut preferences = CollatorPreferences::from(language.locale());
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let order = compiled_in(icu_collator::Collator::try_new(preferences, CollatorOptions::default()));
        Self { order }
    }

    /// Which text comes first. Texts that the language takes for equal are ordered by their
    /// code points, so that only identical texts are equal.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.order.compare(left, right).then_with(|| left.cmp(right))
    }

    /// Bytes that sort as [`compare`](Self::compare) does; to be used where a text is compared
    /// many times.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2 + 8);
        // A vector takes every byte.
        let Ok(()) = self.order.write_sort_key_to(text, &mut key);
        // No weight is zero, so that a shorter key still sorts before its continuation.
        key.push(0);
        key.extend_from_slice(text.as_bytes());
        key
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted<const N: usize>(language: Language, mut words: [&str; N]) -> [&str; N] {
        let collator = Collator::new(language);
        words.sort_by(|a, b| collator.compare(a, b));
        words
    }

    #[test]
    fn nordic_letters_come_last_and_aa_sorts_as_aring() {
        let words = ["Aalborg", "Århus", "Ølstykke", "Ærø", "Zakken", "Ans", "Müller", "Mygind"];
        let expected = ["Ans", "Mygind", "Müller", "Zakken", "Ærø", "Ølstykke", "Aalborg", "Århus"];
        for language in [Language::Da, Language::Nb, Language::Nn] {
            assert_eq!(sorted(language, words), expected, "{language}");
        }
    }

    #[test]
    fn english_sorts_by_the_plain_letter() {
        let words = ["Zakken", "Århus", "Aalborg", "Ans"];
        assert_eq!(sorted(Language::En, words), ["Aalborg", "Ans", "Århus", "Zakken"]);
    }

    #[test]
    fn numbers_in_names_sort_by_value() {
        let words = ["Mål 10", "Mål 9", "Mål 8", "Mål 11"];
        assert_eq!(sorted(Language::Da, words), ["Mål 8", "Mål 9", "Mål 10", "Mål 11"]);
    }

    #[test]
    fn only_identical_texts_are_equal() {
        for language in Language::ALL {
            let collator = Collator::new(language);
            assert_eq!(collator.compare("å", "å"), Ordering::Equal);
            assert_ne!(collator.compare("å", "a\u{30a}"), Ordering::Equal);
            assert_ne!(collator.compare("KS", "ks"), Ordering::Equal);
        }
    }

    proptest! {
        #[test]
        fn keys_sort_as_comparison_does(a in "[a-zæøåA-ZÆØÅ0-9 -]{0,12}", b in "[a-zæøåA-ZÆØÅ0-9 -]{0,12}") {
            for language in Language::ALL {
                let collator = Collator::new(language);
                prop_assert_eq!(collator.compare(&a, &b), collator.sort_key(&a).cmp(&collator.sort_key(&b)));
            }
        }
    }
}
