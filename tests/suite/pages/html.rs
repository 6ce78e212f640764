//! A small reader of the HTML that our own templates write: tags with their attributes, entities read.

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// The text up to the next tag.
    pub text: String,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every start tag of a page, in order. What stands in `script` is text.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if let Some(last) = tags.last_mut() {
            last.text.push_str(text);
        }
        rest = after;
        if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = match tag.name.as_str() {
                "script" => after.split_once("</script>").map_or("", |(_, after)| after),
                _ => after,
            };
            tags.push(tag);
        } else {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    tags
}

/// The tag at the beginning of a text, and the text after it.
fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new(), text: String::new() };
    let mut rest = text[end..].trim_start();
    while !rest.is_empty() && !rest.starts_with('>') {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len());
        let name = rest[..end.max(1)].to_ascii_lowercase();
        rest = rest[end.max(1)..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let quoted = after.trim_start().strip_prefix('"').expect("attributes stand in double quotation marks");
            let (inner, after) = quoted.split_once('"').expect("a closing quotation mark");
            value = plain(inner);
            rest = after.trim_start();
        }
        if name != "/" {
            tag.attributes.push((name, value));
        }
    }
    (tag, rest.strip_prefix('>').unwrap_or(rest))
}

/// The entities that our templates write.
const ENTITIES: &[(&str, &str)] =
    &[("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];

fn plain(text: &str) -> String {
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn tags_are_read_with_their_attributes() {
    let html = "<p class=\"a b\">x <a href=\"?q=1&amp;r\" hidden>y</a><script>\"<img>\"</script><br/></p><!-- <i> -->";
    let tags = tags(html);
    assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["p", "a", "script", "br"]);
    assert_eq!((tags[1].get("href"), tags[1].get("hidden")), (Some("?q=1&r"), Some("")));
    assert_eq!(tags[0].text, "x ");
}
