//! Pictures of the site in a text: `<img>`, in a figure where the picture has a title and a paragraph for itself.

use std::vec::IntoIter;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::write::escaped;

/// A picture as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The link to it, for browsers that do not choose among sizes.
    pub src: String,
    /// The links to all sizes with their widths; empty where there is one alone.
    pub srcset: String,
    /// In dots, of what `src` leads to.
    pub width: u32,
    pub height: u32,
}

/// How wide the column of a text is: the style sheet makes it no wider than 68 letters.
const SIZES: &str = "(min-width: 42rem) 40rem, calc(100vw - 2.5rem)";

/// How many events stand between the beginning of a picture and its end.
fn length(rest: &[Event<'_>]) -> usize {
    let mut depth = 0_usize;
    let ends = |event: &Event<'_>| {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) if depth == 0 => return true,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
        false
    };
    rest.iter().position(ends).unwrap_or(rest.len())
}

/// Takes a picture up to its end, and gives what describes it.
pub fn description<'a>(rest: &mut IntoIter<Event<'a>>) -> String {
    let length = length(rest.as_slice());
    let mut words = String::new();
    for event in rest.by_ref().take(length + 1) {
        match event {
            Event::Text(more) | Event::Code(more) => words.push_str(&more),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The address and the title of the picture that is all that a paragraph holds, `rest` being what follows its beginning.
pub fn alone<'a>(rest: &[Event<'a>]) -> Option<(String, String)> {
    let (Event::Start(Tag::Image { dest_url, title, .. }), after) = rest.split_first()? else { return None };
    let next = after.get(length(after) + 1);
    let is_alone = matches!(next, Some(Event::End(TagEnd::Paragraph))) && !title.is_empty();
    is_alone.then(|| (dest_url.to_string(), title.to_string()))
}

pub fn image(shown: &Shown, description: &str) -> String {
    let Shown { src, srcset, width, height } = shown;
    let sizes = match srcset.is_empty() {
        true => String::new(),
        false => format!(" srcset=\"{}\" sizes=\"{SIZES}\"", escaped(srcset)),
    };
    let (src, alt) = (escaped(src), escaped(description));
    format!(
        "<img src=\"{src}\"{sizes} width=\"{width}\" height=\"{height}\" alt=\"{alt}\" loading=\"lazy\" decoding=\"async\">"
    )
}

pub fn figure(image: &str, title: &str) -> String {
    format!("<figure>{image}<figcaption>{}</figcaption></figure>", escaped(title))
}
