//! Reporting: the only place where diagnostics and places become words, lines and carets.

mod human;
mod machine;

use crate::diag::Diagnostics;
use crate::source::Sources;

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with the place drawn
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of a code host's workflow
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// Complaints of one sort that are drawn before the rest are counted.
pub const SHOWN_OF_ONE_SORT: usize = 50;

/// The report of every diagnostic.
pub fn report(diagnostics: &Diagnostics, sources: &Sources, format: Format, colour: Colour) -> String {
    match format {
        Format::Human => human::report(diagnostics, sources, colour),
        Format::Json => machine::json(diagnostics, sources),
        Format::Github => machine::github(diagnostics, sources),
        Format::Sarif => machine::sarif(diagnostics, sources),
    }
}

/// Whether the human report uses terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Terminal,
}
