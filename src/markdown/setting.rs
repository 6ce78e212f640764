//! Where a text comes to stand, and what its page knows that the text does not.

use super::directive::Directive;
use super::picture::Shown;
use crate::lang::Language;

/// Words that a page puts around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// What stands above the footnotes.
    Footnotes,
    /// The way back to the place that refers to a footnote, which is named.
    Back,
    /// The region of a table, which is numbered.
    Table,
}

/// Where a text comes to stand.
pub struct Setting<'a> {
    /// The level that its highest heading takes, below the headings that the page has already.
    pub top: u8,
    /// The language in which it is written.
    pub language: Language,
    /// What the ids of the text begin with, so that none can be one of the page's own or of another text.
    pub ids: &'a str,
    /// Whether its headings can be linked to.
    pub is_linkable: bool,
    /// A word in the language of the page, the place in it filled.
    pub word: &'a dyn Fn(Word, &str) -> String,
    /// Turns a link of the text into one of the page, if it is not one already.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
    /// The picture of the site that an address means, if it means one.
    pub picture: &'a dyn Fn(&str) -> Option<Shown>,
    /// The HTML of a directive that is no call-out; the number tells it from the others of the text.
    pub directive: &'a dyn Fn(&Directive, usize) -> String,
    /// Whether a link leads out of the site.
    pub is_external: &'a dyn Fn(&str) -> bool,
}

impl Setting<'static> {
    /// A text by itself: no page is around it, and its links stay as they are.
    pub fn alone(language: Language) -> Self {
        Self {
            top: 2,
            language,
            ids: "_",
            is_linkable: true,
            word: &|_, of| of.to_owned(),
            resolve: &|_| None,
            picture: &|_| None,
            directive: &|_, _| String::new(),
            is_external: &|to| is_of_the_web(to),
        }
    }
}

/// Whether a link begins as those of the web do.
pub fn is_of_the_web(to: &str) -> bool {
    let begins = |with: &str| to.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins("https://") || begins("http://")
}
