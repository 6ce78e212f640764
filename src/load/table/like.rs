//! Patterns with `*`, by the glob crate.

/// A pattern in which `*` stands for any letters.
pub struct Like(glob::Pattern);

impl Like {
    /// Nothing where the text is no pattern.
    pub fn new(text: &str) -> Option<Self> {
        glob::Pattern::new(text).ok().map(Self)
    }

    pub fn matches(&self, text: &str) -> bool {
        self.0.matches(text)
    }
}
