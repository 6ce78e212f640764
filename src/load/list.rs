//! Lists of entries in YAML, TOML, JSON and JSON Lines.

use std::sync::Arc;

use super::{Home, Loader};
use crate::diag::Diagnostic;
use crate::entry::Entry;
use crate::raw::{Node, Pair, Raw, Snippet, parse_json, parse_json_lines, parse_toml, parse_yaml};

pub fn yaml(loader: &mut Loader<'_>, home: Home<'_>, text: Arc<String>) -> Vec<Entry> {
    read(loader, home, text, parse_yaml)
}

pub fn toml(loader: &mut Loader<'_>, home: Home<'_>, text: Arc<String>) -> Vec<Entry> {
    read(loader, home, text, parse_toml)
}

pub fn json(loader: &mut Loader<'_>, home: Home<'_>, text: Arc<String>) -> Vec<Entry> {
    read(loader, home, text, parse_json)
}

pub fn json_lines(loader: &mut Loader<'_>, home: Home<'_>, text: Arc<String>) -> Vec<Entry> {
    read(loader, home, text, parse_json_lines)
}

/// A list at the top, a single key that holds the list (`[[grant]]` in TOML), or one entry.
fn read(
    loader: &mut Loader<'_>,
    home: Home<'_>,
    text: Arc<String>,
    parse: fn(Snippet<'_>) -> Result<Node, Diagnostic>,
) -> Vec<Entry> {
    let file = loader.sources.add(home.path, text);
    let root = match parse(Snippet::whole(file, loader.sources.text(file)).within(&loader.config.limits)) {
        Ok(root) => root,
        Err(fault) => {
            loader.diagnostics.push(fault);
            return Vec::new();
        }
    };
    match root {
        Node { value: Raw::Null, .. } => Vec::new(),
        Node { value: Raw::List(items), .. } => each(loader, home, &items),
        node => match only_list(&node) {
            Some(items) => each(loader, home, items),
            None => loader.entry(home, Some(home.stem), &node).into_iter().collect(),
        },
    }
}

fn only_list(node: &Node) -> Option<&[Node]> {
    match &node.value {
        Raw::Map(pairs) => match pairs.as_slice() {
            [Pair { node: Node { value: Raw::List(items), .. }, .. }] => Some(items),
            _ => None,
        },
        _ => None,
    }
}

fn each(loader: &mut Loader<'_>, home: Home<'_>, items: &[Node]) -> Vec<Entry> {
    items.iter().filter_map(|item| loader.entry(home, None, item)).collect()
}
