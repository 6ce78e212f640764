//! A page as its reader meets it: its words, its quotations, and where its links lead.

use std::collections::BTreeSet;

/// Elements that stand inside a sentence; every other tag parts the words before it from those after it.
const INLINE: &[&str] =
    &["a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time", "wbr"];

const ENTITIES: &[(&str, &str)] =
    &[("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")];

/// What a page is about: all but its head, header and footer.
pub fn main(html: &str) -> &str {
    let inside = html.split_once("<main").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
    inside.split_once("</main>").map_or(inside, |(main, _)| main)
}

/// The words of a piece of a page, one space between them.
pub fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut pieces = html.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        text.push_str(after);
    }
    level(&ENTITIES.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign)))
}

/// A text with one space wherever it has white space of any kind.
pub fn level(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the words stand in the text, and not as a part of longer words or numbers.
pub fn stands(words: &str, text: &str) -> bool {
    let part = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + words.len()..].chars().next());
        let cut = part(before) && part(words.chars().next()) || part(after) && part(words.chars().next_back());
        !cut
    })
}

/// Every quotation of a page.
pub fn quoted(html: &str) -> Vec<String> {
    let pieces = html.split("<q").skip(1).filter_map(|rest| rest.split_once('>'));
    pieces.map(|(_, rest)| words(rest.split("</q>").next().unwrap_or(rest))).collect()
}

/// The addresses on the site that a reader of a page can click to. The language switch is left out.
pub fn links(address: &str, html: &str) -> BTreeSet<String> {
    let (before, rest) = html.split_once("<nav class=\"languages\"").unwrap_or((html, ""));
    let after = rest.split_once("</nav>").map_or("", |(_, after)| after);
    let anchors = [before, after].into_iter().flat_map(|html| html.split("<a ").skip(1));
    anchors.filter_map(href).filter(|href| !href.contains(':')).map(|href| resolved(address, href)).collect()
}

fn href(anchor: &str) -> Option<&str> {
    let tag = anchor.split('>').next()?;
    tag.split_once("href=\"")?.1.split(['"', '#', '?']).next()
}

fn resolved(address: &str, href: &str) -> String {
    if href.is_empty() {
        return address.to_owned();
    }
    let mut parts: Vec<&str> = address.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether the page is the document's own or links to it.
pub fn cites(address: &str, html: &str, document: &str) -> bool {
    address == document || links(address, html).contains(document)
}

#[test]
fn a_page_is_read_as_its_reader_meets_it() {
    let html = "<nav><a href=\"../x.html\">X</a></nav><main id=\"m\"><dl><dt>Part</dt><dd><a href=\"b.html#c\">K&amp;S</a>, \
                <q>»4&nbsp;mio.\nkr.«</q></dd></dl></main><nav class=\"languages\"><a href=\"en.html\">E</a></nav>";
    assert_eq!(words(main(html)), "Part K&S, »4 mio. kr.«");
    assert_eq!(quoted(html), ["»4 mio. kr.«"]);
    assert_eq!(links("nb/a.html", html), BTreeSet::from(["x.html".to_owned(), "nb/b.html".to_owned()]));
    assert!(stands("KS", "og KS.") && !stands("KS", "KSB") && !stands("1 mio.", "11 mio.") && stands("»4", "x»4 y"));
}
