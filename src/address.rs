//! Addresses: where everything stands, as functions of kind, id and language alone.
//!
//! A record's address never depends on other records, so links can be checked before anything is made.

use crate::kind::Kind;
use crate::lang::Language;

/// The path of a file of the site, from its root, `/`-separated and without a leading slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Box<str>);

impl Address {
    pub fn new(path: impl Into<Box<str>>) -> Self {
        Self(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after `#`, if any, left off.
    pub fn file(&self) -> &str {
        self.0.split('#').next().unwrap_or_default()
    }

    /// This address with an anchor.
    pub fn anchor(&self, id: &str) -> Self {
        Self(format!("{}#{id}", self.file()).into())
    }

    /// The link from a page to this address: relative, with the file's name, so that it works in any folder and from
    /// a disk.
    pub fn relative_to(&self, page: &Self) -> String {
        if self.file() == page.file() {
            return match self.0.split_once('#') {
                Some((_, anchor)) => format!("#{anchor}"),
                None => self.0.rsplit('/').next().unwrap_or_default().to_owned(),
            };
        }
        let here: Vec<&str> = page.file().split('/').collect();
        let there: Vec<&str> = self.0.split('/').collect();
        let folders = here.len().min(there.len()) - 1;
        let shared = here.iter().zip(&there).take(folders).take_while(|(a, b)| a == b).count();
        let up = "../".repeat(here.len() - 1 - shared);
        format!("{up}{}", there[shared..].join("/"))
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where languages stand: the first of the site at the root, the others in a folder of their own.
#[derive(Clone, Copy, Debug)]
pub struct Addresses {
    pub first: Language,
}

/// Pages that every site has, by the file name per language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fixed {
    Home,
    Search,
    Data,
}

/// File names of the fixed pages: da, nb, nn, en.
const FIXED: &[(Fixed, [&str; 4])] = &[
    (Fixed::Home, ["index.html", "index.html", "index.html", "index.html"]),
    (Fixed::Search, ["soeg.html", "soek.html", "soek.html", "search.html"]),
    (Fixed::Data, ["data.html", "data.html", "data.html", "data.html"]),
];

impl Addresses {
    fn in_language(self, language: Language, path: &str) -> Address {
        if language == self.first { Address::new(path) } else { Address::new(format!("{}/{path}", language.code())) }
    }

    /// One of the pages that every site has.
    pub fn fixed(self, page: Fixed, language: Language) -> Address {
        let names = FIXED.iter().find(|(known, _)| *known == page).map(|(_, names)| names);
        self.in_language(language, names.map_or("index.html", |names| names[language as usize]))
    }

    /// The list of a kind.
    pub fn list(self, kind: &Kind, language: Language) -> Address {
        self.in_language(language, &format!("{}/index.html", kind.path.get(language)))
    }

    /// The feed of what is new.
    pub fn feed(self, language: Language) -> Address {
        self.in_language(language, "feed.xml")
    }

    /// A record's page.
    pub fn record(self, kind: &Kind, id: &str, language: Language) -> Address {
        self.in_language(language, &format!("{}/{id}.html", kind.path.get(language)))
    }

    /// A record for machines, beside its page.
    pub fn json(self, kind: &Kind, id: &str, language: Language) -> Address {
        self.in_language(language, &format!("{}/{id}.json", kind.path.get(language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        let link = |from: &str, to: &str| Address::new(to).relative_to(&Address::new(from));
        assert_eq!(link("index.html", "tilskud/a.html"), "tilskud/a.html");
        assert_eq!(link("tilskud/a.html", "index.html"), "../index.html");
        assert_eq!(link("tilskud/a.html", "tilskud/b.html"), "b.html");
        assert_eq!(link("tilskud/a.html", "nb/tilskudd/b.html#x"), "../nb/tilskudd/b.html#x");
        assert_eq!(link("nb/tilskudd/b.html", "nb/index.html"), "../index.html");
        assert_eq!(link("a/b.html", "a/b.html#x"), "#x");
        assert_eq!(link("a/b.html", "a/b.html"), "b.html");
    }
}
