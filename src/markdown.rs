//! Markdown to safe HTML, by pulldown-cmark and ammonia.

mod anchors;
pub mod directive;
mod guard;
mod notes;
pub mod picture;
mod punctuation;
mod sanitiser;
mod setting;
mod write;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub use guard::Refused;
pub use picture::Shown;
pub use setting::{Setting, Word, is_of_the_web};
pub use write::{Heading, Rendered, render};

use crate::limits::Limits;
use anchors::Anchors;
use directive::Directive;
use guard::Guard;

/// A link or picture in a Markdown text, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub to: String,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// What a check wants to know of a Markdown text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Outline {
    pub links: Vec<Link>,
    pub pictures: Vec<Link>,
    /// Pictures without a description.
    pub bare_pictures: Vec<Range<usize>>,
    /// Headings by level, in order.
    pub headings: Vec<(u8, Range<usize>)>,
    /// Lines of directives.
    pub directives: Vec<(String, Range<usize>)>,
    /// Lines that begin as those of directives do, where none can stand: in a list, a quotation, a footnote.
    pub misplaced: Vec<Range<usize>>,
    /// What the headings are called in links to them.
    pub anchors: Vec<String>,
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_DEFINITION_LIST
}

/// Reads links, pictures and headings of a text of a site, within its limits. What passes here may be rendered.
///
/// # Errors
/// Why the text is not worked on.
pub fn outline(text: &str, limits: &Limits) -> Result<Outline, Refused> {
    guard::size(text, limits)?;
    guard::unwound(|| {
        let mut guard = Guard::new(limits);
        let outline = read(text, |event, range| guard.see(event, range))?;
        guard.finish().map(|()| outline)
    })
}

/// Reads a text as long as `see` takes its events.
fn read<E>(text: &str, mut see: impl FnMut(&Event<'_>, &Range<usize>) -> Result<(), E>) -> Result<Outline, E> {
    let mut outline = Outline::default();
    let mut picture: Option<(Range<usize>, bool)> = None;
    let (mut anchors, mut heading) = (Anchors::default(), None::<String>);
    let mut is_code = false;
    for (event, range) in placed(&directive::shielded(text)) {
        see(&event, &range)?;
        if let Some(line) = directive::line(&event) {
            outline.directives.push((line.to_owned(), range));
            continue;
        }
        if let (Some(words), Event::Text(more) | Event::Code(more)) = (&mut heading, &event) {
            words.push_str(more);
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                outline.links.push(Link { to: dest_url.into_string(), range });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                outline.pictures.push(Link { to: dest_url.into_string(), range: range.clone() });
                picture = Some((range, false));
            }
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(_) | Event::Code(_) => {
                if !is_code && matches!(&event, Event::Text(words) if words.starts_with(directive::MARK)) {
                    outline.misplaced.push(range);
                }
                if let Some((_, described)) = &mut picture {
                    *described = true;
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some((range, false)) = picture.take() {
                    outline.bare_pictures.push(range);
                }
            }
            Event::Start(Tag::Heading { level, .. }) => {
                outline.headings.push((level as u8, range));
                heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => {
                outline.anchors.extend(heading.take().map(|words| anchors.next(&words)));
            }
            _ => {}
        }
    }
    Ok(outline)
}

/// The events of a text with their places.
fn placed(text: &str) -> Box<dyn Iterator<Item = (Event<'_>, Range<usize>)> + '_> {
    if directive::is_shielded(text) {
        return Box::new(directive::events(text, options()).into_iter());
    }
    Box::new(Parser::new_ext(text, options()).into_offset_iter())
}

/// The text of Markdown without its marks, for the search. Of directives, the headings of call-outs are text.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (event, _) in placed(&directive::shielded(text)) {
        if let Some(line) = directive::line(&event) {
            if let Ok(Directive::Callout(heading)) = directive::parse(line) {
                plain.push_str(&heading);
            }
            plain.push(' ');
            continue;
        }
        match event {
            Event::Text(words) | Event::Code(words) => plain.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => plain.push(' '),
            _ => {}
        }
    }
    plain
}

/// The kind and id of a link to another entry, written `kind:id`; web addresses and the like are not such links.
pub fn entry_link(to: &str) -> Option<(&str, &str)> {
    let (kind, id) = to.split_once(':')?;
    let other = ["http", "https", "mailto", "tel", "javascript", "data"].contains(&kind.to_ascii_lowercase().as_str());
    (!other && crate::value::is_id(kind) && crate::value::is_id(id)).then_some((kind, id))
}

/// The name of a heading in a link to it, whether written as in the text or taken from the address of the page.
pub fn anchor_name(name: &str) -> &str {
    name.strip_prefix('_').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    fn plainly(text: &str) -> String {
        render(text, &Setting::alone(Language::En)).html
    }

    #[test]
    fn hostile_text_stays_text() {
        for text in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "[x](java&#115;cript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "![x](data:text/html,<script>alert(1)</script>)",
            "<a href=\"x\" style=\"position:fixed\">y</a>",
        ] {
            let html = plainly(text).to_lowercase();
            for bad in ["<script", "javascript:", "onerror", "onload", "data:", "style="] {
                assert!(!html.contains(bad), "{text} became {html}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn what_the_sanitiser_did_not_see_it_would_not_have_changed(text in "([a-zæø<>&\"'`*_~#=|:;!(){}\\[\\]\\\\/ \u{a0}\r\n-]|&lt;|&#60;|<b>|javascript:|\n\n){0,60}") {
            let html = plainly(&text);
            proptest::prop_assert_eq!(sanitiser::clean(&html, String::new()), html);
        }
    }

    #[test]
    fn headings_stand_below_the_pages_own() {
        let wanted = "<h2 id=\"_a\"><a class=\"anchor\" href=\"#_a\">A</a></h2>\
            <h3 id=\"_b\"><a class=\"anchor\" href=\"#_b\">B</a></h3>";
        assert_eq!(plainly("# A\n\n## B").replace('\n', ""), wanted);
        assert_eq!(plainly("## A\n\n### B").replace('\n', ""), wanted);
    }

    #[test]
    fn the_search_knows_the_headings_of_call_outs_and_no_commands() {
        let told = plain("A\n\n::: callout Rammen\nTekst\n:::\n\n::: chart grant/years\n");
        assert_eq!(told.split_whitespace().collect::<Vec<_>>(), ["A", "Rammen", "Tekst"]);
    }

    #[test]
    fn outline_finds_what_checks_ask_for() {
        let text = "# A\n\n### B\n\n[x](case:y) ![](p.png) ![alt](q.png)";
        let outline = outline(text, &Limits::default()).expect("an outline");
        assert_eq!(outline.links.len(), 1);
        assert_eq!(outline.bare_pictures.len(), 1);
        assert_eq!(outline.headings.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [1, 3]);
    }
}
