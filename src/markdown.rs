//! Markdown to safe HTML, by pulldown-cmark and ammonia.

mod guard;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

pub use guard::Refused;

use crate::limits::Limits;
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
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        see(&event, &range)?;
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                outline.links.push(Link { to: dest_url.into_string(), range });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                outline.pictures.push(Link { to: dest_url.into_string(), range: range.clone() });
                picture = Some((range, false));
            }
            Event::Text(_) | Event::Code(_) => {
                if let Some((_, described)) = &mut picture {
                    *described = true;
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some((range, false)) = picture.take() {
                    outline.bare_pictures.push(range);
                }
            }
            Event::Start(Tag::Heading { level, .. }) => outline.headings.push((level as u8, range)),
            _ => {}
        }
    }
    Ok(outline)
}

/// Renders Markdown. Its highest heading becomes one of level `top`, below the headings that the page has already;
/// `resolve` turns the links of the text into the links of the page.
pub fn render(text: &str, top: u8, resolve: impl Fn(&str) -> Option<String>) -> String {
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, options()).collect();
    let level =
        |event: &Event<'_>| if let Event::End(TagEnd::Heading(level)) = event { Some(*level as u8) } else { None };
    let highest = events.iter().filter_map(level).min().unwrap_or(1);
    let below = |level: HeadingLevel| heading(level as u8 + top - highest);
    let is_plain = events.iter().all(is_plain);
    for event in &mut events {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(of_page) = resolve(dest_url) {
                    *dest_url = of_page.into();
                }
            }
            // A page loads nothing from elsewhere: a picture at another address is shown as a link to it.
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let (dest_url, title, id) = (take(dest_url), take(title), take(id));
                *event = Event::Start(Tag::Link { link_type: *link_type, dest_url, title, id });
            }
            Event::End(TagEnd::Image) => *event = Event::End(TagEnd::Link),
            Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) => *level = below(*level),
            _ => {}
        }
    }
    let mut made = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut made, events.into_iter());
    if is_plain { made } else { sanitiser().clean(&made).to_string() }
}

fn take<'a>(words: &mut CowStr<'a>) -> CowStr<'a> {
    std::mem::replace(words, CowStr::Borrowed(""))
}

/// Whether an event becomes a tag without attributes, or words, which the writer escapes. Most texts have no other: of these
/// nothing could come that the sanitiser takes out, and it takes longer than all the rest.
fn is_plain(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => match tag {
            Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::List(None) | Tag::Item => true,
            Tag::Heading { id, classes, attrs, .. } => id.is_none() && classes.is_empty() && attrs.is_empty(),
            _ => false,
        },
        Event::End(_) | Event::SoftBreak => true,
        // The sanitiser writes some letters, such as hard spaces, in another way.
        Event::Text(words) => !words.contains('\u{a0}'),
        _ => false,
    }
}

/// The text of Markdown without its marks, for the search.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for event in Parser::new_ext(text, options()) {
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

fn heading(level: u8) -> HeadingLevel {
    HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6)
}

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What may stay of HTML that comes from a text: no scripts, no styles, no SVG or MathML, links only to the web, to mail,
/// to telephones and within the site.
fn sanitiser() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title", "hreflang"])),
            ("ol", HashSet::from(["start"])),
            ("th", HashSet::from(["scope"])),
        ]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener"));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plainly(text: &str) -> String {
        render(text, 2, |_| None)
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
            proptest::prop_assert_eq!(sanitiser().clean(&html).to_string(), html);
        }
    }

    #[test]
    fn headings_stand_below_the_pages_own() {
        assert_eq!(plainly("# A\n\n## B").replace('\n', ""), "<h2>A</h2><h3>B</h3>");
        assert_eq!(plainly("## A\n\n### B").replace('\n', ""), "<h2>A</h2><h3>B</h3>");
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
