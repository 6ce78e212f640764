//! TOML to a tree of source text, by the toml crate's own tree with spans.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, de::DeString};

use super::remedy::{self, with_remedy};
use super::{Node, Pair, Raw, Snippet, syntax, too_deep, too_many_keys, unescaped, written_twice};
use crate::diag::Diagnostic;
use crate::limits::Limit;

/// Parses a TOML document into a map node.
pub fn parse(snippet: Snippet<'_>) -> Result<Node, Diagnostic> {
    let table = DeTable::parse(snippet.text).map_err(|fault| {
        let range = fault.span().unwrap_or(0..0);
        match fault.message() {
            "duplicate key" => duplicate(snippet, range),
            // The crate's own limit, which is above the usual one.
            words if words.contains("recurs") => too_deep(snippet.limits, snippet.place(range)),
            words => {
                let fault = syntax(snippet.place(range), format!("this TOML cannot be read: {words}"));
                with_remedy(fault, remedy::TOML)
            }
        }
    })?;
    let range = table.span();
    Ok(Node { place: snippet.place(range), value: map(snippet, table.into_inner(), 0)? })
}

fn map(snippet: Snippet<'_>, table: DeTable<'_>, depth: usize) -> Result<Raw, Diagnostic> {
    let mut pairs = table
        .into_iter()
        .map(|(key, value)| pair(snippet, key, value, depth))
        .collect::<Result<Vec<Pair>, Diagnostic>>()?;
    // The crate's tables are sorted by key; the order of the file is what readers of lists and labels expect.
    pairs.sort_by_key(|pair| pair.key_place);
    match too_many_keys(snippet.limits, &pairs) {
        Some(fault) => Err(fault),
        None => Ok(Raw::Map(pairs)),
    }
}

fn pair(
    snippet: Snippet<'_>,
    key: Spanned<DeString<'_>>,
    value: Spanned<DeValue<'_>>,
    depth: usize,
) -> Result<Pair, Diagnostic> {
    let key_place = snippet.place(key.span());
    Ok(Pair { key: key.into_inner().into_owned().into(), key_place, node: node(snippet, value, depth)? })
}

fn node(snippet: Snippet<'_>, value: Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Diagnostic> {
    let range = value.span();
    let place = snippet.place(range.clone());
    if snippet.limits.forbid(Limit::Nesting, depth) {
        return Err(too_deep(snippet.limits, place));
    }
    let value = match value.into_inner() {
        DeValue::String(text) => unescaped(&text, place)?,
        DeValue::Integer(number) if number.radix() == 10 => Raw::Scalar(number.as_str().into()),
        DeValue::Float(number) => Raw::Scalar(number.as_str().into()),
        DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Raw::Scalar(snippet.text.get(range).unwrap_or_default().into())
        }
        DeValue::Array(items) => {
            Raw::List(items.into_iter().map(|item| node(snippet, item, depth + 1)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => map(snippet, table, depth + 1)?,
    };
    Ok(Node { place, value })
}

/// The complaint about a key at `again` that was written before. The crate does not tell where, so the text up to the
/// second key, in which nothing stands twice, is read once more.
fn duplicate(snippet: Snippet<'_>, again: Range<usize>) -> Diagnostic {
    let key = snippet.text.get(again.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    let fault = written_twice(key, snippet.place(again.clone()));
    let before = snippet.text.get(..again.start).unwrap_or_default();
    let (table, _) = DeTable::parse_recoverable(before);
    let sought = Sought { text: before, key, dotted: is_dotted(before) };
    match sought.in_table(table.get_ref()) {
        Some(first) => fault.related(snippet.place(first), "first written here"),
        None => fault,
    }
}

/// The first place of a key that stands again right behind `text`.
struct Sought<'a> {
    text: &'a str,
    key: &'a str,
    /// The key follows a dot, as `b` in `a.b`.
    dotted: bool,
}

impl Sought<'_> {
    /// The latest such key: tables that were finished before it stand further up.
    fn in_table(&self, table: &DeTable<'_>) -> Option<Range<usize>> {
        let of_pair = |(key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            let dotted = self.text.get(..key.span().start).is_some_and(is_dotted);
            let own = (key.get_ref() == self.key && dotted == self.dotted).then(|| key.span());
            own.into_iter().chain(self.in_value(value)).max_by_key(|range| range.start)
        };
        table.iter().filter_map(of_pair).max_by_key(|range| range.start)
    }

    fn in_value(&self, value: &Spanned<DeValue<'_>>) -> Option<Range<usize>> {
        match value.get_ref() {
            DeValue::Table(table) if !self.is_closed(value.span()) => self.in_table(table),
            DeValue::Array(items) => {
                items.iter().filter_map(|item| self.in_value(item)).max_by_key(|range| range.start)
            }
            _ => None,
        }
    }

    /// An inline table that has ended: no key behind it can be one of its own.
    fn is_closed(&self, range: Range<usize>) -> bool {
        self.text.get(range).is_some_and(|text| text.starts_with('{') && text.ends_with('}'))
    }
}

fn is_dotted(before: &str) -> bool {
    before.trim_end_matches(['"', '\'', ' ', '\t']).ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Place};

    #[test]
    fn keeps_numbers_and_dates_as_text_in_file_order() {
        let text = "z = 4.10\na = 2021-01-18\nm = { y = 1_000, x = true }\n";
        let node = parse(Snippet::whole(FileId(0), text)).unwrap();
        let Raw::Map(pairs) = &node.value else { panic!("not a map") };
        let keys: Vec<&str> = pairs.iter().map(|pair| &*pair.key).collect();
        assert_eq!(keys, ["z", "a", "m"]);
        assert_eq!(pairs[0].node.scalar(), Some("4.10"));
        assert_eq!(pairs[1].node.scalar(), Some("2021-01-18"));
        let Place::Text { start, end, .. } = pairs[1].node.place else { panic!("not in a text") };
        assert_eq!(&text[start as usize..end as usize], "2021-01-18");
    }

    #[test]
    fn what_is_nested_too_deep_is_over_the_limit() {
        for depth in [70, 10_000] {
            let deep = format!("a = {}{}\n", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(parse(Snippet::whole(FileId(0), &deep)).unwrap_err().code.id, "limit", "{depth}");
        }
    }

    #[test]
    fn a_fault_has_its_place() {
        let fault = parse(Snippet::whole(FileId(0), "a = 1\nb = = 2\n")).unwrap_err();
        assert!(matches!(fault.place, Some(Place::Text { start: 10, .. })), "{fault:?}");
    }

    #[test]
    fn a_key_written_twice_is_shown_at_both_places() {
        for (text, first) in [
            ("a = 1\na = 2\n", Some(0)),
            ("[b]\na = 1\n[c]\na = 2\n'a' = 3\n", Some(14)),
            ("a = 1\nb = { a = 2 }\na = 3\n", Some(0)),
            ("b = { a = 2, a = 3 }\n", Some(6)),
            ("a = 1\nb.a = 2\na = 3\n", Some(0)),
            ("[a]\n[b]\n[a]\n", Some(1)),
            ("[[b]]\na = 1\n[[b]]\na = 2\na = 3\n", Some(18)),
        ] {
            let fault = parse(Snippet::whole(FileId(0), text)).unwrap_err();
            assert_eq!(fault.code.id, "duplicate-key", "{text}");
            let related = fault.related.first().and_then(|(place, _)| match place {
                Place::Text { start, .. } => Some(*start),
                Place::Cell { .. } => None,
            });
            assert_eq!(related, first, "{text}");
        }
    }
}
