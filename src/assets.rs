//! Style sheets, browser modules and the icon: files of `layouts/assets/`, under a folder named by their content.
//!
//! All assets share one folder name made of the hash of them all, so that browser modules can import one another by
//! plain relative paths and a changed file is never served stale.

use std::collections::BTreeMap;

use crate::address::Address;
use crate::source::Input;

const FOLDER: &str = "layouts/assets/";

/// The assets of a site by name (`style.css`, `search/page.js`).
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    folder: String,
}

impl Assets {
    /// The theme's assets with the site's own of the same name in their place.
    pub fn of(input: &Input) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in input.theme.iter().chain(&input.site) {
            if let Some(name) = path.strip_prefix(FOLDER).filter(|name| !name.ends_with('/')) {
                files.insert(name.to_owned(), bytes.clone());
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
