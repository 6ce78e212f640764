//! The search of a built site, asked as its page asks: that it answers what the model says.

mod asked;
mod command;
mod damage;
mod made;
mod numbers;
mod random;
mod scan;
mod scanned;

use std::collections::BTreeMap;

use glasklar::search::ask::{Files, Unread};

use crate::driver::Site;

/// The files of an index in memory, by their names in its folder.
pub struct Index(pub BTreeMap<String, Vec<u8>>);

impl Index {
    /// The index of a site.
    fn of(site: &Site) -> Self {
        let files = site.build().files.into_iter();
        Self(files.filter_map(|(path, bytes)| Some((path.strip_prefix("search/")?.to_owned(), bytes))).collect())
    }
}

impl Files for Index {
    fn read(&self, name: &str) -> Result<Vec<u8>, Unread> {
        self.0.get(name).cloned().ok_or(Unread::Missing)
    }
}
