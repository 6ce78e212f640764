//! Which files descriptions name, found out before any file is read: they are tables, and not lists of entries as well.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::description::paths_like;
use crate::load::files::{CONTENT, Decoded, Files, TABLE};
use crate::load::package;
use crate::raw::{Node, Raw, Snippet, parse_toml};
use crate::source::{FileId, Input};
use crate::text;

/// The paths of all files that a description names, and of the data packages beside descriptions. Where a description cannot
/// be read, the files of its name count as described, so that one fault makes one complaint.
pub fn described(files: &Files) -> BTreeSet<String> {
    let mut described = BTreeSet::new();
    for (path, written) in files {
        let Some(stem) = path.strip_suffix(TABLE) else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        described.insert(format!("{folder}/{}", package::NAME));
        let named: Option<Vec<String>> =
            names(written).map(|names| names.iter().flat_map(|name| paths_like(folder, name, files)).collect());
        match named.filter(|named| !named.is_empty()) {
            Some(named) => described.extend(named),
            None => described.extend(of_stem(stem, path, files)),
        }
    }
    described
}

/// The same before any file is read: of the files of the site only descriptions are looked into.
pub fn described_in(input: &Input) -> BTreeSet<String> {
    let known = |(path, bytes): (&String, &Vec<u8>)| {
        let bytes = if path.ends_with(TABLE) { bytes.clone() } else { Vec::new() };
        (path.clone(), text::decode_or_keep(bytes).map(Arc::new))
    };
    let content = input.site.iter().filter(|(path, _)| path.starts_with(CONTENT) && !path.ends_with(".md"));
    described(&content.map(known).collect())
}

/// What a description writes under `file`; nothing where it cannot be read.
fn names(written: &Decoded) -> Option<Vec<String>> {
    let root = parse_toml(Snippet::whole(FileId(0), written.as_ref().ok()?)).ok()?;
    let Raw::Map(pairs) = &root.value else { return None };
    let named = &pairs.iter().find(|pair| &*pair.key == "file")?.node;
    let items: &[Node] = match &named.value {
        Raw::List(items) => items,
        _ => std::slice::from_ref(named),
    };
    items.iter().map(|item| item.scalar().map(str::to_owned)).collect()
}

fn of_stem<'f>(stem: &'f str, own: &'f str, files: &'f Files) -> impl Iterator<Item = String> + 'f {
    let ours = move |path: &&String| {
        let rest = path.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|rest| !rest.contains('/')) && *path != own && !path.ends_with(".md")
    };
    files.keys().filter(ours).cloned()
}
