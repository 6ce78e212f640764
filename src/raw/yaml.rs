//! YAML to a tree of source text, by saphyr-parser's events.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::remedy::{self, with_remedy};
use super::{Node, Pair, Raw, Snippet, duplicate_key, syntax, too_deep, too_many_keys, unescaped};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::source::Place;

/// Parses one YAML document; an empty one is a null node.
pub fn parse(snippet: Snippet<'_>) -> Result<Node, Diagnostic> {
    let mut builder = Builder { bytes: ByteOffsets::new(snippet.text), snippet, anchors: HashMap::new(), repeated: 0 };
    let mut open: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    for event in Parser::new_from_str(snippet.text) {
        let (event, span) = event.map_err(|fault| {
            let at = builder.bytes.of(fault.marker().index());
            // The parser's own limit, which is above ours.
            if fault.info().contains("recursion limit") {
                return too_deep(snippet.limits, snippet.place(at..at));
            }
            let fault = syntax(snippet.place(at..at), format!("this YAML cannot be read: {}", fault.info()));
            with_remedy(fault, remedy::YAML)
        })?;
        let place = builder.place(span);
        let finished = match event {
            Event::Scalar(text, style, anchor, tag) => {
                refuse_tag(tag.as_deref(), place)?;
                builder.node(place, scalar(&text, style, place)?, anchor)?
            }
            Event::Alias(anchor) => builder.alias(anchor, place)?,
            Event::SequenceStart(anchor, tag) => {
                refuse_tag(tag.as_deref(), place)?;
                push(snippet.limits, &mut open, Open { anchor, place, content: Content::List(Vec::new()) })?;
                continue;
            }
            Event::MappingStart(anchor, tag) => {
                refuse_tag(tag.as_deref(), place)?;
                push(snippet.limits, &mut open, Open { anchor, place, content: Content::Map(Vec::new(), None) })?;
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(container) => builder.close(container, place)?,
                None => continue,
            },
            Event::DocumentStart(_) if root.is_some() => {
                return Err(syntax(place, "a second YAML document begins here").help("a file holds one document"));
            }
            _ => continue,
        };
        match open.last_mut() {
            Some(container) => container.take(finished)?,
            None => root = Some(finished),
        }
    }
    Ok(root.unwrap_or(Node { place: snippet.place(0..0), value: Raw::Null }))
}

struct Builder<'a> {
    snippet: Snippet<'a>,
    bytes: ByteOffsets<'a>,
    anchors: HashMap<usize, (Node, usize)>,
    /// Bytes that aliases have repeated.
    repeated: usize,
}

struct Open {
    anchor: usize,
    place: Place,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map(Vec<Pair>, Option<(Box<str>, Place)>),
}

fn push(limits: &Limits, open: &mut Vec<Open>, container: Open) -> Result<(), Diagnostic> {
    if limits.forbid(Limit::Nesting, open.len() + 1) {
        return Err(too_deep(limits, container.place));
    }
    open.push(container);
    Ok(())
}

impl Open {
    fn take(&mut self, node: Node) -> Result<(), Diagnostic> {
        match &mut self.content {
            Content::List(items) => items.push(node),
            Content::Map(pairs, key) => match key.take() {
                Some((text, key_place)) => pairs.push(Pair { key: text, key_place, node }),
                None => match node.value {
                    Raw::Scalar(text) => *key = Some((text, node.place)),
                    _ => return Err(not_a_key(&node)),
                },
            },
        }
        Ok(())
    }
}

impl Builder<'_> {
    fn place(&mut self, span: Span) -> Place {
        let start = self.bytes.of(span.start.index());
        let end = self.bytes.of(span.end.index());
        self.snippet.place(start..end.max(start))
    }

    fn node(&mut self, place: Place, value: Raw, anchor: usize) -> Result<Node, Diagnostic> {
        let node = Node { place, value };
        if anchor != 0 {
            let size = size(&node);
            // What can be repeated is kept, which is a repetition already.
            self.repeat(size, place)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, place: Place) -> Result<Node, Diagnostic> {
        let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
            let fault = syntax(place, "this alias stands inside the value it names");
            return Err(fault.help("put the value in its place, or in quotation marks if a `*` was meant"));
        };
        self.repeat(size, place)?;
        Ok(node)
    }

    fn repeat(&mut self, size: usize, place: Place) -> Result<(), Diagnostic> {
        self.repeated += size;
        match self.snippet.limits.forbid(Limit::Aliases, self.repeated) {
            true => Err(self.snippet.limits.exceeded(Limit::Aliases, Met::More).at(place)),
            false => Ok(()),
        }
    }

    fn close(&mut self, container: Open, end: Place) -> Result<Node, Diagnostic> {
        let place = match (container.place, end) {
            (Place::Text { file, start, .. }, Place::Text { end, .. }) => Place::Text { file, start, end },
            (start, _) => start,
        };
        let value = match container.content {
            Content::List(items) => Raw::List(items),
            Content::Map(pairs, _) => {
                let fault = too_many_keys(self.snippet.limits, &pairs).or_else(|| duplicate_key(&pairs));
                if let Some(fault) = fault {
                    return Err(fault);
                }
                Raw::Map(pairs)
            }
        };
        self.node(place, value, container.anchor)
    }
}

fn not_a_key(node: &Node) -> Diagnostic {
    syntax(node.place, format!("a key must be a word, this is {}", node.shape()))
        .help("write a word before the colon; put a value that begins with a bracket or brace in quotation marks")
}

/// About how many bytes of memory a node takes.
fn size(node: &Node) -> usize {
    size_of::<Node>()
        + match &node.value {
            Raw::Null => 0,
            Raw::Scalar(text) => text.len(),
            Raw::List(items) => items.iter().map(size).sum(),
            Raw::Map(pairs) => pairs.iter().map(|pair| size_of::<Pair>() + pair.key.len() + size(&pair.node)).sum(),
        }
}

fn scalar(text: &str, style: ScalarStyle, place: Place) -> Result<Raw, Diagnostic> {
    let nothing = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null");
    match style {
        _ if nothing => Ok(Raw::Null),
        ScalarStyle::DoubleQuoted => unescaped(text, place),
        _ => Ok(Raw::Scalar(text.into())),
    }
}

fn refuse_tag(tag: Option<&Tag>, place: Place) -> Result<(), Diagnostic> {
    match tag {
        None => Ok(()),
        Some(tag) => Err(syntax(place, format!("the YAML tag `{tag}` is not understood here"))
            .help("write the value without a tag; its field decides its type")),
    }
}

/// Byte offsets for the character offsets in which the parser counts. The parser's marks mostly move forward, so the
/// last answer is kept as the place to go on from.
struct ByteOffsets<'a> {
    text: &'a str,
    ascii: bool,
    last: (usize, usize),
}

impl<'a> ByteOffsets<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, ascii: text.is_ascii(), last: (0, 0) }
    }

    fn of(&mut self, character: usize) -> usize {
        if self.ascii {
            return character.min(self.text.len());
        }
        let (mut at_char, mut at_byte) = if character >= self.last.0 { self.last } else { (0, 0) };
        for next in self.text[at_byte..].chars() {
            if at_char == character {
                break;
            }
            at_char += 1;
            at_byte += next.len_utf8();
        }
        self.last = (at_char, at_byte);
        at_byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn read(text: &str) -> Result<Node, Diagnostic> {
        parse(Snippet::whole(FileId(0), text))
    }

    fn pairs(node: &Node) -> Vec<(&str, &str)> {
        match &node.value {
            Raw::Map(pairs) => pairs.iter().map(|pair| (&*pair.key, pair.node.scalar().unwrap_or("?"))).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn scalars_stay_as_written() {
        let node = read("a: no\nb: 4.10\nc: 0123\nd: 1:30\n").unwrap();
        assert_eq!(pairs(&node), [("a", "no"), ("b", "4.10"), ("c", "0123"), ("d", "1:30")]);
    }

    #[test]
    fn places_count_bytes_after_letters_outside_ascii() {
        let text = "å: ø\nnavn: Gæst\n";
        let node = read(text).unwrap();
        let Raw::Map(pairs) = node.value else { panic!("not a map") };
        let Place::Text { start, end, .. } = pairs[1].node.place else { panic!("not in a text") };
        assert_eq!(&text[start as usize..end as usize], "Gæst");
    }

    #[test]
    fn refuses_doubles_tags_depth_and_bombs() {
        assert_eq!(read("a: 1\na: 2\n").unwrap_err().code.id, "duplicate-key");
        assert_eq!(read("a: !!binary aGVq\n").unwrap_err().code.id, "syntax");
        assert_eq!(read(&"[".repeat(100)).unwrap_err().code.id, "limit");
        assert_eq!(read(&"[".repeat(10_000)).unwrap_err().code.id, "limit");
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let before = format!("*a{}, ", level - 1).repeat(10);
            bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        assert!(read(&bomb).unwrap_err().message.contains("the aliases repeat more than 16 MB"));
    }
}
