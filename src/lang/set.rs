//! Sets of languages, a byte each.

use super::Language;

/// Some of the four languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LanguageSet(u8);

impl LanguageSet {
    pub fn insert(&mut self, language: Language) {
        self.0 |= 1 << language as u8;
    }

    pub fn contains(self, language: Language) -> bool {
        self.0 & (1 << language as u8) != 0
    }

    /// Whether it holds one language or none.
    pub fn is_single(self) -> bool {
        self.0 & self.0.wrapping_sub(1) == 0
    }

    /// The languages in the order of [`Language::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Language> {
        Language::ALL.into_iter().filter(move |language| self.contains(*language))
    }
}

impl FromIterator<Language> for LanguageSet {
    fn from_iter<I: IntoIterator<Item = Language>>(languages: I) -> Self {
        let mut set = Self::default();
        languages.into_iter().for_each(|language| set.insert(language));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_into_it() {
        let set: LanguageSet = [Language::En, Language::Da, Language::En].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Language::Da, Language::En]);
        assert!(set.contains(Language::En) && !set.contains(Language::Nn) && !set.is_single());
        assert!(LanguageSet::default().is_single() && [Language::Nn].into_iter().collect::<LanguageSet>().is_single());
    }
}
