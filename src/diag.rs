//! Diagnostics: what a stage complains about, with place and remedy.
//!
//! A stage returns its value *and* its diagnostics and goes on to find the next fault. Every diagnostic belongs to a
//! [`Code`], a row in the table of the module that raises it, from which `glasklar explain` and the manual are made.

use crate::source::Place;

/// How grave a diagnostic is. Errors stop the build; warnings do under `--strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Notice,
    Warning,
    Error,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One sort of complaint: its name, its usual severity, and the text of `glasklar explain`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub id: &'static str,
    pub severity: Severity,
    /// One sentence for an editor: what this complaint means.
    pub summary: &'static str,
    /// Why it matters and how to mend it, with an example where that helps.
    pub explanation: &'static str,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub code: &'static Code,
    pub severity: Severity,
    /// What is wrong, in plain words.
    pub message: String,
    pub place: Option<Place>,
    /// A few words at the caret.
    pub label: Option<String>,
    /// What would be right.
    pub help: Option<String>,
    /// Other places that belong to the complaint, each with a few words.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            place: None,
            label: None,
            help: None,
            related: Vec::new(),
        }
    }

    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the help only where there is one.
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }
}

/// The complaints of one or more stages, in the order in which they were found.
#[derive(Default, Debug, Clone)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(other);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|one| one.severity == severity).count()
    }

    /// Those that came after the first `before`.
    pub fn since(&mut self, before: usize) -> &mut [Diagnostic] {
        self.list.get_mut(before..).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the build must stop: at least one error.
    pub fn any_error(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Turns warnings into errors, as `--strict` asks.
    pub fn strict(mut self) -> Self {
        for one in &mut self.list {
            if one.severity == Severity::Warning {
                one.severity = Severity::Error;
            }
        }
        self
    }

    /// Sorted by file, place and code, so that the report does not depend on the order of work.
    pub fn sorted(mut self) -> Self {
        self.list.sort_by(|a, b| (a.place, a.code.id, &a.message).cmp(&(b.place, b.code.id, &b.message)));
        self.list.dedup();
        self
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(list: I) -> Self {
        Self { list: list.into_iter().collect() }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count().max(4) / 3).min(4))
        .min()
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", where something is near enough.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|found| format!("did you mean `{found}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let fields = ["recipient", "funder", "amount"];
        assert_eq!(nearest("recipent", fields), Some("recipient"));
        assert_eq!(nearest("zebra", fields), None);
    }
}
