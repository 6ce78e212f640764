//! JSON to a tree of source text, by jsonc-parser in its strict mode.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::remedy::{self, with_remedy};
use super::{Node, Pair, Raw, Snippet, duplicate_key, syntax, too_deep, too_many_keys, unescaped};
use crate::diag::Diagnostic;
use crate::limits::Limit;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Parses one JSON value; an empty text is a null node.
pub fn parse(snippet: Snippet<'_>) -> Result<Node, Diagnostic> {
    let parsed = parse_to_ast(snippet.text, &CollectOptions::default(), &STRICT).map_err(|fault| {
        let range = fault.range();
        let place = snippet.place(range.start..range.end);
        // The parser's own limit, which is above ours.
        if matches!(fault.kind(), ParseErrorKind::NestingDepthExceeded) {
            return too_deep(snippet.limits, place);
        }
        with_remedy(syntax(place, format!("this JSON cannot be read: {}", fault.kind())), remedy::JSON)
    })?;
    match parsed.value {
        Some(value) => node(snippet, &value, 0),
        None => Ok(Node { place: snippet.place(0..0), value: Raw::Null }),
    }
}

/// Parses JSON Lines: one value a line, empty lines left out; a list node.
pub fn parse_lines(snippet: Snippet<'_>) -> Result<Node, Diagnostic> {
    let mut offset = 0;
    let mut items = Vec::new();
    for line in snippet.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            items.push(parse(Snippet { text: line.trim_end(), offset: snippet.offset + offset, ..snippet })?);
        }
        offset += line.len();
    }
    Ok(Node { place: snippet.place(0..snippet.text.len()), value: Raw::List(items) })
}

fn node(snippet: Snippet<'_>, value: &Value<'_>, depth: usize) -> Result<Node, Diagnostic> {
    let place = snippet.place(value.start()..value.end());
    if snippet.limits.forbid(Limit::Nesting, depth) {
        return Err(too_deep(snippet.limits, place));
    }
    let value = match value {
        Value::NullKeyword(_) => Raw::Null,
        Value::StringLit(text) => unescaped(&text.value, place)?,
        Value::NumberLit(number) => Raw::Scalar(number.value.into()),
        Value::BooleanLit(literal) => Raw::Scalar(if literal.value { "true" } else { "false" }.into()),
        Value::Array(array) => Raw::List(
            array.elements.iter().map(|item| node(snippet, item, depth + 1)).collect::<Result<_, Diagnostic>>()?,
        ),
        Value::Object(object) => {
            let pairs = object
                .properties
                .iter()
                .map(|property| {
                    Ok(Pair {
                        key: property.name.as_str().into(),
                        key_place: snippet.place(property.name.start()..property.name.end()),
                        node: node(snippet, &property.value, depth + 1)?,
                    })
                })
                .collect::<Result<Vec<_>, Diagnostic>>()?;
            match too_many_keys(snippet.limits, &pairs).or_else(|| duplicate_key(&pairs)) {
                Some(fault) => return Err(fault),
                None => Raw::Map(pairs),
            }
        }
    };
    Ok(Node { place, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn keeps_numbers_as_text_and_is_strict() {
        let read = |text: &str| parse(Snippet::whole(FileId(0), text)).map(|node| node.value);
        assert_eq!(read("4.10"), Ok(Raw::Scalar("4.10".into())));
        assert_eq!(read("{\"a\":1,\"a\":2}").unwrap_err().code.id, "duplicate-key");
        assert_eq!(read("[1,]").unwrap_err().code.id, "syntax");
        for depth in [100, 10_000] {
            let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(read(&deep).unwrap_err().code.id, "limit", "{depth}");
        }
    }

    #[test]
    fn lines_keep_their_places() {
        let node = parse_lines(Snippet::whole(FileId(0), "{\"a\":1}\n\n{\"a\":2}\n")).unwrap();
        let Raw::List(items) = node.value else { panic!("not a list") };
        assert_eq!(items[1].place, crate::source::Place::text(FileId(0), 9..16));
    }
}
