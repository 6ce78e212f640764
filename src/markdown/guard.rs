//! What keeps a text from taking the parser, the sanitiser or the page down.
//!
//! The parser of Markdown takes time in proportion to a text, whatever stands in it, but the sanitiser, which reads HTML
//! as browsers do, compares each tag with every one that is open, and opens formatting anew in each paragraph. So
//! nesting and the tags of raw HTML are bounded before it sees them.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::Event;

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;

/// Why a text is not worked on.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The complaint, without its place.
    pub fault: Diagnostic,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// Paragraphs, cells and the like that a text may have before fewer tags of HTML are allowed in it.
const BLOCKS: u64 = 10_000;
/// How many times formatting may be opened anew, for each tag that is allowed.
const REOPENED: u64 = 200;

/// Tags that are never open.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Tags that the rules of HTML open anew in each paragraph until they are closed.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// A text that is too large.
pub fn size(text: &str, limits: &Limits) -> Result<(), Refused> {
    if !limits.forbid(Limit::MarkdownSize, text.len()) {
        return Ok(());
    }
    let fault = limits.exceeded(Limit::MarkdownSize, Met::Exactly(text.len() as u64));
    Err(Refused { fault, range: 0..text.len().min(1) })
}

/// Runs what reads a text; a fault of the parser becomes a complaint. Elsewhere in this program a panic is a fault of its
/// own, but here the parser is someone else's and the text is anyone's, and whoever writes must learn which text it is.
pub fn unwound<T>(read: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let fault = Diagnostic::new(&SYNTAX, "the reader of Markdown fails at this text, which is a fault of its own");
        let help = "take passages out until it passes, and report the one that it was";
        Err(Refused { fault: fault.help(help), range: 0..1 })
    })
}

/// Watches the events of a text.
pub struct Guard<'a> {
    limits: &'a Limits,
    depth: usize,
    blocks: u64,
    tags: u64,
    formatting: u64,
    /// The raw HTML that was met first.
    first: Option<Range<usize>>,
}

impl<'a> Guard<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self { limits, depth: 0, blocks: 0, tags: 0, formatting: 0, first: None }
    }

    /// Takes the next event, and refuses one that stands too deep.
    pub fn see(&mut self, event: &Event<'_>, range: &Range<usize>) -> Result<(), Refused> {
        match event {
            Event::Start(_) => {
                self.blocks += 1;
                self.depth += 1;
                if self.limits.forbid(Limit::Nesting, self.depth) {
                    let fault = self.limits.exceeded(Limit::Nesting, Met::More);
                    return Err(Refused { fault, range: range.start..range.start + 1 });
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Html(html) | Event::InlineHtml(html) => {
                for name in opened(html) {
                    self.tags += 1;
                    self.formatting += u64::from(FORMATTING.iter().any(|known| known.eq_ignore_ascii_case(name)));
                    self.first.get_or_insert_with(|| range.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Refuses a text whose tags would take the sanitiser too long, or too much memory.
    pub fn finish(self) -> Result<(), Refused> {
        let limit = self.limits.get(Limit::HtmlTags);
        let blocks = (self.blocks + self.tags).max(1);
        let allowed = limit.min(limit.saturating_mul(BLOCKS) / blocks);
        let formatting = limit.saturating_mul(REOPENED) / blocks;
        let (met, allowed) =
            if self.tags > allowed { (self.tags, allowed) } else { (self.formatting, formatting.min(allowed)) };
        if met <= allowed {
            return Ok(());
        }
        let fault = self.limits.exceeded_beyond(Limit::HtmlTags, allowed, Met::Exactly(met));
        Err(Refused { fault, range: self.first.unwrap_or(0..1) })
    }
}

/// The names of the tags that raw HTML opens. What stands in a comment counts as well: it is rare, and to tell would
/// take the very parser that is guarded.
fn opened(html: &str) -> impl Iterator<Item = &str> {
    let name = |rest: &str| rest.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let names = html.split('<').skip(1).map(move |rest| &rest[..name(rest)]);
    names.filter(|name| !name.is_empty() && !VOID.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::super::outline;
    use super::*;

    fn refused(text: &str) -> String {
        outline(text, &Limits::default()).map_or_else(|refused| refused.fault.message, |_| String::new())
    }

    #[test]
    fn a_panic_names_the_text() {
        let outcome: Result<(), Refused> = unwound(|| panic!("the parser fails"));
        assert!(outcome.is_err_and(|refused| refused.fault.message.contains("a fault of its own")));
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_at_its_place() {
        let deep = format!("{}a", "> ".repeat(50_000));
        let refused = outline(&deep, &Limits::default()).expect_err("a refusal");
        assert!(refused.fault.message.contains("more than 64 levels deep"), "{}", refused.fault.message);
        assert!(outline(&format!("{}a", "> ".repeat(60)), &Limits::default()).is_ok());
    }

    #[test]
    fn tags_that_would_multiply_are_refused() {
        assert!(refused(&"<div>".repeat(10_001)).contains("HTML tags; the limit is"));
        // Bold that is never closed is opened anew in each of the paragraphs.
        let bold: String = (0..40).map(|at| format!("<b lang=\"{at}\">")).collect();
        assert!(refused(&format!("x {bold}\n\n{}", "a\n\n".repeat(100_000))).contains("40 HTML tags"));
        assert_eq!(refused(&format!("x {bold}\n\n{}", "a\n\n".repeat(1_000))), "");
        assert_eq!(refused(&"a<br>\n".repeat(20_000)), "");
    }
}
