//! What came of a check or a build, with the questions that tests ask.

use std::collections::{BTreeMap, BTreeSet};

use glasklar::diag::{Diagnostics, Severity};
use glasklar::report::{Colour, Format, report};
use glasklar::source::Sources;

/// Every complaint about a site.
pub struct Checked {
    /// The report for people, without colours.
    pub report: String,
    diagnostics: Diagnostics,
}

impl Checked {
    pub fn new(diagnostics: Diagnostics, sources: &Sources) -> Self {
        Self { report: report(&diagnostics, sources, Format::Human, Colour::Plain), diagnostics }
    }

    pub fn any_error(&self) -> bool {
        self.diagnostics.any_error()
    }

    /// The codes that were raised.
    pub fn codes(&self) -> BTreeSet<&'static str> {
        self.diagnostics.iter().map(|one| one.code.id).collect()
    }

    /// How many complaints there are of each severity: `2 errors, 1 warning, 0 notices`.
    pub fn counts(&self) -> String {
        let count = |severity: Severity| {
            let count = self.diagnostics.count(severity);
            format!("{count} {}{}", severity.word(), if count == 1 { "" } else { "s" })
        };
        [Severity::Error, Severity::Warning, Severity::Notice].map(count).join(", ")
    }

    /// The report cut into its complaints.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        self.report.split("\n\n").filter(|block| !block.trim().is_empty())
    }

    /// There is nothing to complain about.
    pub fn clean(&self) -> &Self {
        assert!(self.diagnostics.is_empty(), "expected no complaint, found:\n{}", self.report);
        self
    }

    /// The report holds these words.
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.report.contains(words), "expected `{words}` in the report:\n{}", self.report);
        self
    }
}

/// A finished site in memory, by address.
pub struct Built {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The text at an address.
    pub fn text(&self, address: &str) -> &str {
        let bytes = self.files.get(address).unwrap_or_else(|| {
            let all: Vec<&str> = self.files.keys().map(String::as_str).collect();
            panic!("there is no `{address}`; there are:\n{}", all.join("\n"))
        });
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    pub fn json(&self, address: &str) -> serde_json::Value {
        serde_json::from_str(self.text(address)).unwrap_or_else(|error| panic!("`{address}`: {error}"))
    }

    /// The addresses that end so.
    pub fn ending(&self, ending: &str) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(move |address| address.ends_with(ending))
    }

    /// Something stands at the address.
    pub fn has(&self, address: &str) -> &Self {
        self.text(address);
        self
    }

    /// Nothing stands at the address.
    pub fn has_no(&self, address: &str) -> &Self {
        assert!(!self.files.contains_key(address), "`{address}` was made");
        self
    }

    /// The file holds these words.
    pub fn shows(&self, address: &str, words: &str) -> &Self {
        let text = self.text(address);
        // Of a page, what is the same everywhere is left out of the message.
        let shown = text.split_once("<main").map_or(text, |(_, rest)| rest.split("</main>").next().unwrap_or(rest));
        assert!(text.contains(words), "expected `{words}` in `{address}`:\n{shown}");
        self
    }

    /// No file holds these words.
    pub fn never_shows(&self, words: &str) -> &Self {
        let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        let found: Vec<&String> = self.files.iter().filter(|(_, bytes)| holds(bytes)).map(|(at, _)| at).collect();
        assert!(found.is_empty(), "`{words}` stands in {found:?}");
        self
    }
}
