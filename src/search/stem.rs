//! Word stems. The only user of `rust-stemmers`, which holds the Snowball algorithms.

use crate::lang::Language;
use rust_stemmers::{Algorithm, Stemmer};

/// The stem of a word in lower case: what its inflected forms have in common. Nynorsk uses the Norwegian algorithm.
pub(super) fn stem(word: &str, language: Language) -> String {
    let algorithm = match language {
        Language::Da => Algorithm::Danish,
        Language::Nb | Language::Nn => Algorithm::Norwegian,
        Language::En => Algorithm::English,
    };
    Stemmer::create(algorithm).stem(word).into_owned()
}
