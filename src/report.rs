//! Reporting: the only place where diagnostics and places become words, lines and carets.

#[cfg(feature = "serve")]
mod html;
mod human;
mod machine;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::value::personal_number;

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
    let diagnostics: Diagnostics = diagnostics.iter().cloned().map(masked).collect();
    match format {
        Format::Human => human::report(&diagnostics, sources, colour),
        Format::Json => machine::json(&diagnostics, sources),
        Format::Github => machine::github(&diagnostics, sources),
        Format::Sarif => machine::sarif(&diagnostics, sources),
    }
}

/// The report as a list in HTML, for the preview server.
#[cfg(feature = "serve")]
pub fn html(diagnostics: &Diagnostics, sources: &Sources) -> String {
    html::report(&diagnostics.iter().cloned().map(masked).collect(), sources)
}

#[cfg(feature = "serve")]
pub use html::escape;

/// A report may end in a log that many can read, so no personal number is in it.
fn masked(mut one: Diagnostic) -> Diagnostic {
    for text in [Some(&mut one.message), one.help.as_mut(), one.label.as_mut()].into_iter().flatten() {
        *text = personal_number::mask(text).into_owned();
    }
    one
}

/// Whether the human report uses terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Terminal,
}
