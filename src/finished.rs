//! What is known of the files of a site once they are made.

use crate::address::Address;
use crate::digest::{Checksum, Fingerprint};

/// What is known of a finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Bytes.
    pub size: u64,
    pub fingerprint: Fingerprint,
    /// For those that the data page lists: few of many.
    pub checksum: Option<Box<Checksum>>,
}

/// Finished files by address, sorted. A large site has so many that a map would take three times the room.
#[derive(Debug, Default)]
pub struct FinishedFiles {
    files: Vec<(Address, Finished)>,
}

impl FinishedFiles {
    /// No files yet, and none known.
    pub const fn none() -> Self {
        Self { files: Vec::new() }
    }

    /// Adds files, none of which is known yet.
    pub fn add(&mut self, mut more: Vec<(Address, Finished)>) {
        if self.files.is_empty() {
            std::mem::swap(&mut self.files, &mut more);
        }
        self.files.append(&mut more);
        self.files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    }

    /// What is known of the file at an address.
    pub fn get(&self, address: &str) -> Option<&Finished> {
        let at = self.files.binary_search_by(|(own, _)| own.as_str().cmp(address)).ok()?;
        self.files.get(at).map(|(_, finished)| finished)
    }

    /// Every file, in the order of addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Address, &Finished)> + Clone {
        self.files.iter().map(|(address, finished)| (address, finished))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<(Address, Finished)> for FinishedFiles {
    fn from_iter<I: IntoIterator<Item = (Address, Finished)>>(files: I) -> Self {
        let mut all = Self::none();
        all.add(files.into_iter().collect());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> (Address, Finished) {
        let size = name.len() as u64;
        (Address::new(name), Finished { size, fingerprint: Fingerprint::of(name.as_bytes()), checksum: None })
    }

    #[test]
    fn files_are_found_by_address_in_whatever_order_they_were_added() {
        let mut files: FinishedFiles = ["b/long.html", "a.html"].map(file).into_iter().collect();
        files.add(["c.html", "a/b.html"].map(file).to_vec());
        let names: Vec<&str> = files.iter().map(|(address, _)| address.as_str()).collect();
        assert_eq!(names, ["a.html", "a/b.html", "b/long.html", "c.html"]);
        assert_eq!(files.get("b/long.html"), Some(&file("b/long.html").1));
        assert_eq!(files.get("b/long"), None);
        assert_eq!(files.len(), 4);
    }
}
