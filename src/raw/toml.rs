//! TOML to a tree of source text, by the toml crate's own tree with spans.

use toml::de::{DeTable, DeValue};
use toml::{Spanned, de::DeString};

use super::{MAX_DEPTH, Node, Pair, Raw, Snippet, syntax};
use crate::diag::Diagnostic;

/// Parses a TOML document into a map node.
pub fn parse(snippet: Snippet<'_>) -> Result<Node, Diagnostic> {
    let table = DeTable::parse(snippet.text).map_err(|fault| {
        let range = fault.span().unwrap_or(0..0);
        syntax(snippet.place(range), format!("this TOML cannot be read: {}", fault.message()))
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
    Ok(Raw::Map(pairs))
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
    if depth > MAX_DEPTH {
        return Err(syntax(place, format!("nested more than {MAX_DEPTH} levels deep")));
    }
    let value = match value.into_inner() {
        DeValue::String(text) => Raw::Scalar(text.into_owned().into()),
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
    fn a_fault_has_its_place() {
        let fault = parse(Snippet::whole(FileId(0), "a = 1\nb = = 2\n")).unwrap_err();
        assert!(matches!(fault.place, Some(Place::Text { start: 10, .. })), "{fault:?}");
    }
}
