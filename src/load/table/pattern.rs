//! Names with `*`, by the glob crate.

/// A name in which `*` stands for any letters.
#[derive(Clone)]
pub struct Pattern {
    /// As it is written.
    pub written: String,
    pattern: Option<glob::Pattern>,
}

impl Pattern {
    /// The pattern that is written so; all signs but `*` stand for themselves.
    pub fn new(written: &str) -> Self {
        let parts: Vec<String> = written.split('*').map(glob::Pattern::escape).collect();
        Self { written: written.to_owned(), pattern: glob::Pattern::new(&parts.join("*")).ok() }
    }

    /// Whether a name is one of those that are meant.
    pub fn fits(&self, name: &str) -> bool {
        name == self.written || self.pattern.as_ref().is_some_and(|pattern| pattern.matches(name))
    }
}
