//! Addresses: where everything stands, as functions of kind, id and language alone.
//!
//! A record's address never depends on other records, so links can be checked before anything is made.

use std::sync::Arc;

use crate::kind::Kind;
use crate::lang::Language;

/// The path of a file of the site, from its root, `/`-separated and without a leading slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

/// A step from a folder to the one around it, in a link.
pub const UP: &str = "../";

impl Address {
    pub fn new(path: impl Into<Arc<str>>) -> Self {
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
        let (up, rest) = self.steps_from(page);
        let mut link = String::with_capacity(UP.len() * up + rest.len());
        link.extend(std::iter::repeat_n(UP, up));
        link.push_str(rest);
        link
    }

    /// The same link: how many folders up from the page, and what follows after that many [`UP`].
    pub fn steps_from(&self, page: &Self) -> (usize, &str) {
        let (file, there) = (self.file(), &*self.0);
        if file.len() < there.len() && file == page.file() {
            return (0, &there[file.len()..]);
        }
        let (up, skipped) = steps(page.file(), &[file]);
        (up, &there[skipped..])
    }
}

/// The way from the page `here` to a file, whose path is given in pieces: how many folders up, and how many bytes of the path
/// the link then leaves out.
pub fn steps(here: &str, there: &[&str]) -> (usize, usize) {
    let here = here.as_bytes();
    let mut alike = 0;
    for piece in there {
        let same = here[alike..].iter().zip(piece.as_bytes()).take_while(|(a, b)| a == b).count();
        alike += same;
        if same < piece.len() {
            break;
        }
    }
    let folders = here[..alike].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    (here[folders..].iter().filter(|byte| **byte == b'/').count(), folders)
}

/// The path of a file in pieces that need not be put together to be written.
pub type Pieces<'a> = [&'a str; 6];

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

/// Pages that every site has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fixed {
    Home,
    Search,
    Data,
    /// What the columns of the tables mean.
    Dictionary,
    /// What is missing in the data, and what became of the tables.
    Quality,
    /// What changed from publication to publication.
    Changes,
    About,
    Accessibility,
    Privacy,
    /// Words that are explained.
    Glossary,
}

/// What the engine knows of a fixed page.
struct FixedPage {
    page: Fixed,
    /// The name of its template and of its messages; of its words too, where the site may write them.
    id: &'static str,
    /// File names: da, nb, nn, en.
    names: [&'static str; 4],
    /// Whether an entry of the kind `page` with this id holds the site's own words for it.
    own_words: bool,
}

const fn fixed(page: Fixed, id: &'static str, names: [&'static str; 4]) -> FixedPage {
    FixedPage { page, id, names, own_words: false }
}

const fn worded(page: Fixed, id: &'static str, names: [&'static str; 4]) -> FixedPage {
    FixedPage { own_words: true, ..fixed(page, id, names) }
}

const FIXED: &[FixedPage] = &[
    fixed(Fixed::Home, "home", ["index.html"; 4]),
    fixed(Fixed::Search, "search", ["soeg.html", "soek.html", "soek.html", "search.html"]),
    fixed(Fixed::Data, "data", ["data.html"; 4]),
    fixed(
        Fixed::Dictionary,
        "dictionary",
        ["dataordbog.html", "dataordbok.html", "dataordbok.html", "data-dictionary.html"],
    ),
    fixed(
        Fixed::Quality,
        "quality",
        ["datakvalitet.html", "datakvalitet.html", "datakvalitet.html", "data-quality.html"],
    ),
    fixed(Fixed::Changes, "changes", ["aendringer.html", "endringer.html", "endringar.html", "changes.html"]),
    worded(Fixed::About, "about", ["om.html", "om.html", "om.html", "about.html"]),
    worded(
        Fixed::Accessibility,
        "accessibility",
        ["tilgaengelighed.html", "tilgjengelighet.html", "tilgjenge.html", "accessibility.html"],
    ),
    worded(Fixed::Privacy, "privacy", ["privatliv.html", "personvern.html", "personvern.html", "privacy.html"]),
    fixed(
        Fixed::Glossary,
        "glossary",
        ["ordforklaring.html", "ordforklaring.html", "ordforklaring.html", "glossary.html"],
    ),
];

/// The kind whose entries are pages of the site itself.
pub const PAGE_KIND: &str = "page";

/// The kind whose entries are the sources of others; its pages list what is quoted from them.
pub const DOCUMENT_KIND: &str = "document";

/// Where Danish authorities' accessibility statements are looked for: the folder `/was` of a site.
pub const WAS: &str = "was/index.html";

impl Fixed {
    /// The pages of every site that it does not word itself.
    pub const EVERYWHERE: [Self; 5] = [Self::Home, Self::Search, Self::Data, Self::Dictionary, Self::Quality];
    /// The pages whose words the site may write itself, as entries of [`PAGE_KIND`].
    pub const WORDED: [Self; 3] = [Self::About, Self::Accessibility, Self::Privacy];

    fn row(self) -> &'static FixedPage {
        FIXED.iter().find(|row| row.page == self).unwrap_or(&FIXED[0])
    }

    /// The name of the page's template and messages, and of the entry that holds the site's own words for it.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The fixed page whose words an entry holds, if it is one of [`PAGE_KIND`] with the id of such a page.
    pub fn of_record(kind: &Kind, id: &str) -> Option<Self> {
        if &*kind.id != PAGE_KIND {
            return None;
        }
        FIXED.iter().find(|row| row.own_words && row.id == id).map(|row| row.page)
    }
}

impl Addresses {
    /// A path of a language's own folder.
    pub fn in_language(self, language: Language, path: &str) -> Address {
        if language == self.first { Address::new(path) } else { Address::new([language.code(), "/", path].concat()) }
    }

    /// A file in the folder of a kind.
    fn in_kind<'a>(self, kind: &'a Kind, language: Language, name: &'a str, ending: &'a str) -> Pieces<'a> {
        let (code, slash) = if language == self.first { ("", "") } else { (language.code(), "/") };
        [code, slash, kind.path.get(language), "/", name, ending]
    }

    /// One of the pages that every site has.
    pub fn fixed(self, page: Fixed, language: Language) -> Address {
        self.in_language(language, page.row().names[language as usize])
    }

    /// The list of a kind.
    pub fn list(self, kind: &Kind, language: Language) -> Address {
        Address::new(self.in_kind(kind, language, "index", ".html").concat())
    }

    /// The feed of what is new.
    pub fn feed(self, language: Language) -> Address {
        self.in_language(language, "feed.xml")
    }

    /// The feed of what changed.
    pub fn changes_feed(self, language: Language) -> Address {
        self.in_language(language, "changes.xml")
    }

    /// A record's page; the site's own words for a fixed page stand on that page.
    pub fn record(self, kind: &Kind, id: &str, language: Language) -> Address {
        match self.record_pieces(kind, id, language) {
            Ok(pieces) => Address::new(pieces.concat()),
            Err(page) => self.fixed(page, language),
        }
    }

    /// The same in pieces.
    ///
    /// # Errors
    /// The fixed page on which the record stands.
    pub fn record_pieces<'a>(self, kind: &'a Kind, id: &'a str, language: Language) -> Result<Pieces<'a>, Fixed> {
        match Fixed::of_record(kind, id) {
            Some(page) => Err(page),
            None => Ok(self.in_kind(kind, language, id, ".html")),
        }
    }

    /// A record for machines, beside its page.
    pub fn json(self, kind: &Kind, id: &str, language: Language) -> Address {
        Address::new(self.in_kind(kind, language, id, ".json").concat())
    }

    /// A record for calendars, beside its page.
    pub fn calendar(self, kind: &Kind, id: &str, language: Language) -> Address {
        Address::new(self.in_kind(kind, language, id, ".ics").concat())
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
        assert_eq!(link("a/b.html#y", "a/b.html#x"), "#x");
        assert_eq!(link("a/b.html", "a/b.htmls"), "b.htmls");
        assert_eq!(link("ab/c.html", "a/b.html"), "../a/b.html");
        assert_eq!(link("en/a/x.html", "en/ab/x.html"), "../ab/x.html");
    }
}
