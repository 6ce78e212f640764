//! Theme files with a site's own file of the same path laid over them.

use std::collections::BTreeMap;

use super::{Node, Pair, Raw, Snippet, parse_toml};
use crate::diag::Diagnostics;
use crate::source::{Input, Sources};
use crate::text;

/// A theme file with the site's file of the same path laid over it.
pub fn merged_toml(input: &Input, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut read = |files: &BTreeMap<String, Vec<u8>>| {
        let file = text::add(path, files.get(path)?, sources, diagnostics)?;
        match parse_toml(Snippet::whole(file, sources.text(file))) {
            Ok(node) => Some(node),
            Err(fault) => {
                diagnostics.push(fault);
                None
            }
        }
    };
    let same = input.theme.get(path) == input.site.get(path);
    let base = if same { None } else { read(&input.theme) };
    let over = read(&input.site);
    match (base, over) {
        (Some(base), Some(over)) => Some(laid_over(base, over)),
        (base, over) => over.or(base),
    }
}

fn laid_over(base: Node, over: Node) -> Node {
    match (base.value, over.value) {
        (Raw::Map(mut pairs), Raw::Map(own)) => {
            for pair in own {
                match pairs.iter_mut().find(|known| known.key == pair.key) {
                    Some(known) => {
                        let before = std::mem::replace(&mut known.node.value, Raw::Null);
                        let node = laid_over(Node { place: known.node.place, value: before }, pair.node);
                        *known = Pair { node, ..pair };
                    }
                    None => pairs.push(pair),
                }
            }
            Node { place: over.place, value: Raw::Map(pairs) }
        }
        (_, value) => Node { place: over.place, value },
    }
}
