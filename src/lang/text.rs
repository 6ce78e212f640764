//! Text in one form: composed, and in lower case.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The text in Unicode's normal form C: `å` is one sign, however it was typed.
pub fn nfc(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The text in normal form C and lower case, for comparing words. Nothing that carries meaning
/// is folded: `å` is not `a`.
pub fn lower(text: &str) -> String {
    let lower = nfc(text).to_lowercase();
    // `İ` falls apart in lower case.
    match nfc(&lower) {
        Cow::Borrowed(_) => lower,
        Cow::Owned(composed) => composed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_typed_as_two_signs_become_one() {
        assert_eq!(nfc("A\u{30a}lesund"), "Ålesund");
        assert!(matches!(nfc("Ålesund"), Cow::Borrowed(_)));
    }

    #[test]
    fn lower_case_keeps_the_letters_apart() {
        assert_eq!(lower("A\u{30a}LESUND Ærø"), "ålesund ærø");
        assert_ne!(lower("Å"), lower("A"));
    }
}
