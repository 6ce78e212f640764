//! What may stay of the HTML that a text makes, by ammonia.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
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

/// Attributes that only this program gives: an id of a text's own could pass for one of the page.
const OWN: &[&str] = &["aria-label", "class", "id", "rel", "role", "tabindex"];

/// What each of our own attributes begins with until the sanitiser has seen it. A text cannot hold the sign of itself, so
/// whatever begins with it is ours.
pub fn sign(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}.", hasher.finish())
}

/// Takes out what may not stay: there are no scripts, no styles, no SVG or MathML, links only to the web, to mail, to
/// telephones and within the site, and of our own attributes only those that begin with `sign`, which goes.
pub fn clean(html: &str, sign: String) -> String {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title", "hreflang"])),
            ("ol", HashSet::from(["start"])),
            ("th", HashSet::from(["scope"])),
        ]))
        .generic_attributes(OWN.iter().copied().chain(["lang", "dir"]).collect())
        .attribute_filter(move |_, name, value| {
            if OWN.contains(&name) { value.strip_prefix(sign.as_str()).map(Cow::from) } else { Some(value.into()) }
        })
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder.clean(html).to_string()
}
