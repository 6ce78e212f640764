//! Style sheets, browser modules and the icon: files of `layouts/assets/`, under a folder named by their content.
//!
//! All assets share one folder name made of the hash of them all, so that browser modules can import one another by
//! plain relative paths and a changed file is never served stale.

use std::collections::BTreeMap;

use crate::address::Address;
use crate::bundle::bundle;
use crate::source::Input;

const FOLDER: &str = "layouts/assets/";

/// Modules that are published together with all that they import, as one file.
const WHOLE: [&str; 2] = ["search/page.js", "search/worker.js"];

/// The assets of a site by name (`style.css`, `search/page.js`).
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    folder: String,
}

/// A browser module without its lines that are comments alone, which are a third of it: what readers of the code need,
/// readers of the site need not load.
///
/// A comment is known by how its first line begins, so a module must not begin a line of a longer text with `//` or `/*`.
fn without_comments(module: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(module.len());
    let mut is_inside = false;
    for line in module.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii();
        is_inside |= words.starts_with(b"/*");
        if !is_inside && !words.starts_with(b"//") && !words.is_empty() {
            kept.extend_from_slice(line);
        }
        is_inside &= !words.ends_with(b"*/");
    }
    kept
}

impl Assets {
    /// The theme's assets with the site's own of the same name in their place.
    pub fn of(input: &Input) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in input.theme.iter().chain(&input.site) {
            if let Some(name) = path.strip_prefix(FOLDER).filter(|name| !name.ends_with('/')) {
                let is_module = name.ends_with(".js");
                files.insert(name.to_owned(), if is_module { without_comments(bytes) } else { bytes.clone() });
            }
        }
        for name in WHOLE {
            if let Some(whole) = bundle(name, &files) {
                files.insert(name.to_owned(), whole);
            }
        }
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &files {
            hasher.update(name.as_bytes());
            hasher.update(&[0]);
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        let folder = format!("assets/{}", &hasher.finalize().to_hex()[..10]);
        Self { files, folder }
    }

    /// Where an asset stands, if there is one of this name.
    pub fn address(&self, name: &str) -> Option<Address> {
        self.files.contains_key(name).then(|| Address::new(format!("{}/{name}", self.folder)))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_loses_its_comments_and_nothing_else() {
        let module = "// @ts-check\n/** Adds. @param {number} a\n * @returns {number}\n */\n\nexport const add = (a) => a / 1; // stays\n/* gone */\n  /** @type {string} */\n  const url = \"https://a.dk/*b*/\";\n";
        let kept = without_comments(module.as_bytes());
        let expected = "export const add = (a) => a / 1; // stays\n  const url = \"https://a.dk/*b*/\";\n";
        assert_eq!(String::from_utf8_lossy(&kept), expected);
    }
}
