//! The parts of compound words: `tilskud` of `foreningstilskuddet`, by the words of the site itself.

use std::collections::HashSet;

use crate::lang::Language;
use crate::lexicon::Peculiar;
use crate::search::analyse::word_stem;

/// The least letters of a part; shorter words stand in too many others by chance.
const SHORTEST_PART: usize = 4;

/// What may stand between two parts.
const LINKS: [&str; 3] = ["", "s", "e"];

/// The words that parts are looked for among, all of one language.
pub struct Compounds<'a> {
    language: Language,
    peculiar: &'a Peculiar,
    words: HashSet<&'a str>,
    stems: HashSet<String>,
}

impl<'a> Compounds<'a> {
    /// Whether a language writes compounds as one word.
    pub fn are_in(language: Language) -> bool {
        language != Language::En
    }

    pub fn among(words: impl Iterator<Item = &'a str>, language: Language, peculiar: &'a Peculiar) -> Self {
        let words: HashSet<&str> = words.filter(|word| word.chars().count() >= SHORTEST_PART).collect();
        let stems = words.iter().map(|word| word_stem(word, language)).collect();
        Self { language, peculiar, words, stems }
    }

    /// The stems of the parts of a word, in order; none of a word that is no compound.
    pub fn part_stems(&self, word: &str) -> Vec<String> {
        if let Some(parts) = self.peculiar.parts.get(word) {
            return parts.iter().map(|part| word_stem(part, self.language)).collect();
        }
        if self.peculiar.whole.contains(word) || !word.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let parts = self.split(word).unwrap_or_default();
        parts.iter().map(|part| word_stem(part, self.language)).collect()
    }

    /// The fewest parts, the first as long as possible, and the ends that are compounds themselves; nothing where the word has
    /// no parts.
    fn split<'w>(&self, word: &'w str) -> Option<Vec<&'w str>> {
        let mut ends = word.char_indices().skip(SHORTEST_PART).map(|(at, _)| at).collect::<Vec<_>>();
        ends.retain(|at| word[*at..].chars().count() >= SHORTEST_PART);
        ends.reverse();
        let mut deeper = None;
        for (head, tail) in ends.into_iter().map(|at| word.split_at(at)) {
            let Some(head) = self.head(head) else { continue };
            if self.is_known(tail) {
                return Some(vec![head, tail]);
            }
            if deeper.is_none() {
                deeper = self.split(tail).map(|rest| [&[head, tail], rest.as_slice()].concat());
            }
        }
        deeper
    }

    /// The first part as a word, without what links it to the next.
    fn head<'w>(&self, head: &'w str) -> Option<&'w str> {
        let mut bare = LINKS.iter().filter_map(|link| head.strip_suffix(link));
        bare.find(|head| {
            head.chars().count() >= SHORTEST_PART && (self.words.contains(head) || self.stems.contains(*head))
        })
    }

    fn is_known(&self, tail: &str) -> bool {
        self.words.contains(tail) || self.stems.contains(&word_stem(tail, self.language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> Vec<String> {
        let words = ["forening", "foreninger", "tilskud", "kommune", "bestyrelse", "møde", "erhverv", "politik", "hus"];
        Compounds::among(words.into_iter(), Language::Da, &Peculiar::default()).part_stems(word)
    }

    #[test]
    fn a_compound_has_the_stems_of_its_parts() {
        assert_eq!(parts("foreningstilskuddet"), ["forening", "tilskud"]);
        let stems = ["kommune", "bestyrelsesmøde", "bestyrelse", "møde"].map(|part| word_stem(part, Language::Da));
        assert_eq!(parts("kommunebestyrelsesmøde"), stems);
        assert_eq!(parts("erhvervspolitik"), ["erhverv", "politik"]);
    }

    #[test]
    fn a_word_that_the_site_does_not_show_to_be_a_compound_has_none() {
        for word in ["kommune", "tilskud", "erhvervshus", "foreningsliv", "politikommune2"] {
            assert_eq!(parts(word), Vec::<String>::new(), "{word}");
        }
    }

    #[test]
    fn the_lists_allow_and_deny() {
        let mut peculiar = Peculiar::default();
        peculiar.whole.insert("erhvervspolitik".into());
        peculiar.parts.insert("foreningsliv".into(), vec!["forening".into(), "liv".into()]);
        let words = ["erhverv", "politik"];
        let compounds = Compounds::among(words.into_iter(), Language::Da, &peculiar);
        assert_eq!(compounds.part_stems("erhvervspolitik"), Vec::<String>::new());
        assert_eq!(compounds.part_stems("foreningsliv"), ["forening", "liv"]);
    }
}
