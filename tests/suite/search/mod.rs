//! The search of a built site, asked as its page asks: that it answers what the model says.

mod asked;
mod command;
mod damage;
mod made;
mod numbers;
mod random;
mod scan;
mod scanned;
mod twin;

use std::collections::BTreeMap;

use glasklar::search::FOLDER;
use glasklar::search::ask::{Files, Unread};
use glasklar::site::Site as Model;

/// The files of an index in memory, by their names in its folder.
#[derive(Clone)]
pub struct Index(pub BTreeMap<String, Vec<u8>>);

impl Index {
    /// The index of a site.
    fn of(site: &Model) -> Self {
        let index = glasklar::search::Index::of(site);
        let file = |address: &str| Some((address.strip_prefix(FOLDER)?.to_owned(), index.file(address)?));
        Self(index.addresses().map(|address| file(address.as_str()).expect("a file of the index")).collect())
    }
}

impl Files for Index {
    fn read(&self, name: &str) -> Result<Vec<u8>, Unread> {
        self.0.get(name).cloned().ok_or(Unread::Missing)
    }
}
