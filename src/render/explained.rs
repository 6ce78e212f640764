//! Words of the glossary on a finished page: each is a link where it first stands, and is explained at the end.
//!
//! A page asks for it by [`MARK`], where the explanations are to stand.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::{memchr, memmem::Finder};

use super::html::Html;
use super::page::PageObject;
use crate::address::Fixed;
use crate::glossary::{Term, Terms};

/// What a layout writes where the explanations stand.
pub const MARK: &str = "<!-- glossary -->";

static MARKED: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(MARK));

/// The beginning of what people read.
static MAIN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("<main"));

/// What tells that an element is in another language.
static LANG: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(" lang=\""));

/// Elements whose words stay as they are: what leads or heads something already, verbatim words, code and pictures.
const LEFT: &[&str] = &[
    "a",
    "abbr",
    "blockquote",
    "button",
    "caption",
    "cite",
    "code",
    "dt",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "label",
    "nav",
    "pre",
    "q",
    "script",
    "select",
    "style",
    "summary",
    "svg",
    "th",
    "time",
];

/// A page with the words of the glossary explained; as it is where no layout asks for that.
pub fn explained(page: &PageObject, made: Vec<u8>) -> Vec<u8> {
    let Some((text, from, to)) = stretch(&made) else { return made };
    let terms = page.site.glossary.of(page.language);
    let mut linked =
        Linked { out: String::with_capacity(text.len() + ROOM), terms, seen: BTreeSet::new(), found: Vec::new() };
    linked.out.push_str(&text[..from]);
    linked.read(&text[from..to]);
    let explanations = section(page, &linked.found);
    let mut out = linked.out;
    out.push_str(explanations.as_str());
    out.push_str(&text[to + MARK.len()..]);
    out.into_bytes()
}

/// The text of a page, and where what people read begins and ends; nothing where no layout asks for explanations.
fn stretch(made: &[u8]) -> Option<(&str, usize, usize)> {
    let from = MAIN.find(made)?;
    let to = from + MARKED.find(&made[from..])?;
    Some((std::str::from_utf8(made).ok()?, from, to))
}

/// Bytes of explanations, as many as most pages get.
const ROOM: usize = 2 << 10;

struct Linked<'a> {
    out: String,
    terms: &'a Terms,
    seen: BTreeSet<&'a str>,
    /// In the order in which they stand.
    found: Vec<&'a Term>,
}

impl<'a> Linked<'a> {
    /// Copies markup, and makes links of words between its tags.
    fn read(&mut self, mut rest: &str) {
        let mut left: Option<(&str, usize)> = None;
        while let Some(at) = memchr(b'<', rest.as_bytes()) {
            let (words, tag) = rest.split_at(at);
            self.words(words, left.is_none());
            let end = memchr(b'>', tag.as_bytes()).map_or(tag.len(), |end| end + 1);
            let (tag, after) = tag.split_at(end);
            left = after_tag(left, tag);
            self.out.push_str(tag);
            rest = after;
        }
        self.words(rest, left.is_none());
    }

    fn words(&mut self, words: &str, is_read: bool) {
        let mut done = 0;
        if is_read && !words.trim().is_empty() {
            let terms: &'a Terms = self.terms;
            for (range, term) in terms.found(words) {
                if !self.seen.insert(&term.id) {
                    continue;
                }
                self.found.push(term);
                self.out.push_str(&words[done..range.start]);
                self.out.extend(["<a class=\"term\" href=\"#term_", &term.id, "\">", &words[range.clone()], "</a>"]);
                done = range.end;
            }
        }
        self.out.push_str(&words[done..]);
    }
}

/// Within which element nothing is linked, and how many of its name are open: after another tag.
fn after_tag<'a>(left: Option<(&'a str, usize)>, tag: &'a str) -> Option<(&'a str, usize)> {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = inner.split(|sign: char| sign.is_whitespace() || sign == '/').next().unwrap_or_default();
    match left {
        Some((own, depth)) if own == name && closes => (depth > 1).then_some((own, depth - 1)),
        Some((own, depth)) if own == name => Some((own, depth + 1)),
        Some(_) => left,
        None if closes => None,
        // Words in another language have no explanation in that of the page.
        None => (LEFT.contains(&name) || LANG.find(inner.as_bytes()).is_some()).then_some((name, 1)),
    }
}

/// The words of the page with their explanations; nothing where there are none.
fn section(page: &PageObject, found: &[&Term]) -> Html {
    let mut html = Html::default();
    if found.is_empty() {
        return html;
    }
    html.markup("<section class=\"glossary\">\n<h2>").text(page.words("glossary.here")).markup("</h2>\n");
    definitions(&mut html, found.iter().copied());
    html.markup("<p><a href=\"").text(&page.link(&page.site.addresses().fixed(Fixed::Glossary, page.language)));
    html.markup("\">").text(page.words("glossary.all")).markup("</a></p>\n</section>\n");
    html
}

/// Every word that the page's language explains, in alphabetical order.
pub fn all(html: &mut Html, page: &PageObject) {
    let collator = &page.tongue().collator;
    let mut terms: Vec<&Term> = page.site.glossary.of(page.language).iter().collect();
    terms.sort_by_cached_key(|term| collator.sort_key(&term.term));
    definitions(html, terms.into_iter());
}

/// Words with their explanations as a definition list; each can be led to.
fn definitions<'a>(html: &mut Html, terms: impl Iterator<Item = &'a Term>) {
    html.markup("<dl class=\"facts terms\">\n");
    for term in terms {
        html.markup("<div id=\"term_").text(&term.id).markup("\"><dt>").text(&crate::kind::capitalised(&term.term));
        html.markup("</dt><dd>").text(&term.text).markup("</dd></div>\n");
    }
    html.markup("</dl>\n");
}

#[cfg(test)]
mod tests {
    use super::after_tag;

    fn left_after(tags: &str) -> Option<(&str, usize)> {
        tags.split_inclusive('>').fold(None, after_tag)
    }

    #[test]
    fn nothing_is_linked_until_what_is_left_alone_has_closed() {
        assert_eq!(left_after("<p>"), None);
        assert_eq!(left_after("<p><a href=\"x\">"), Some(("a", 1)));
        assert_eq!(left_after("<a><span></span>"), Some(("a", 1)));
        assert_eq!(left_after("<a></a>"), None);
        assert_eq!(left_after("<div lang=\"nb\"><div></div>"), Some(("div", 1)));
        assert_eq!(left_after("<div lang=\"nb\"><div></div></div>"), None);
        assert_eq!(left_after("<p><br>"), None);
    }
}
