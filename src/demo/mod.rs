//! A made-up portal of any size, to try a portal at scale, to measure with, and for pictures of pages.
//!
//! Every entry is a pure function of the seed, its kind and its number, so nothing is held in memory: a grant can name
//! its case, and a frame the sum of its parts, without either having been written. Nothing in it exists: places and
//! bodies are invented, organisation numbers are such as no register gives out, addresses end in `.example`, and there
//! are no persons.

mod bodies;
mod cases;
mod compound;
mod grammar;
mod grants;
mod land;
mod lists;
mod money;
mod prose;
mod random;
mod scale;
mod settings;
mod stories;
mod text;
mod told;
mod words;

use std::io::{self, Write};
use std::ops::Range;

use land::Land;

/// What is wanted of a demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demo {
    /// How many grants there are, frames and parts among them. Everything else is as much as suits them.
    pub entries: u64,
    /// How many words of text each grant has.
    pub words: u64,
    /// Another seed gives another portal of the same size.
    pub seed: u64,
    pub grant_pages: GrantPages,
}

/// Whether each grant has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantPages {
    /// As the kind says.
    Own,
    /// The demo lays `pages = false` over the kind `grant`.
    None,
}

/// The most grants that a demo can have: ids are written with seven digits.
pub const MAX_ENTRIES: u64 = 9_999_999;
/// The most words that each of them can have.
pub const MAX_WORDS: u64 = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Country {
    Denmark,
    Norway,
}

/// A file of a demo: where it lies in the folder, and what writes it.
pub struct File {
    /// Relative to the folder of the demo, `/` between its parts.
    pub path: String,
    head: String,
    body: Option<Body>,
}

/// The items of a file, made one by one.
struct Body {
    land: Land,
    item: Item,
    range: Range<u64>,
}

/// The text of the item with a number; nothing where there is none.
type Item = fn(&Land, u64) -> String;

/// A kind that is written as lists in YAML.
struct List {
    folder: &'static str,
    name: &'static str,
    count: fn(&Land) -> u64,
    item: Item,
}

/// Kinds with as many entries as suit the number of grants.
const LISTS: &[List] = &[
    List { folder: "places", name: "", count: bodies::places, item: bodies::place },
    List { folder: "organisations", name: "bodies-", count: bodies::bodies, item: bodies::body },
    List { folder: "programmes", name: "", count: Land::programmes, item: bodies::programme },
    List { folder: "projects", name: "", count: stories::all, item: stories::project },
    List { folder: "agreements", name: "", count: stories::all, item: stories::agreement },
    List { folder: "partnerships", name: "", count: stories::third, item: stories::partnership },
    List { folder: "reports", name: "", count: stories::half, item: told::report },
    List { folder: "news", name: "", count: stories::half, item: told::news },
    List { folder: "grants", name: "told-", count: |land| land.scale.told, item: told::grant },
    List { folder: "grants", name: "frames-", count: |land| land.scale.frames, item: grants::frame },
    List { folder: "cases", name: "agreements-", count: stories::all, item: cases::of_story },
    List { folder: "cases", name: "rounds-", count: |land| land.scale.rounds.total, item: cases::of_round },
    List { folder: "meetings", name: "", count: cases::slots, item: cases::meetings },
    List { folder: "documents", name: "tables-", count: grants::years, item: grants::dataset },
    List { folder: "documents", name: "agendas-", count: cases::slots, item: cases::agenda },
];

/// Entries in one file of a list: enough that there are few files, and few enough that an editor opens them.
const LONGEST_LIST: u64 = 500;

impl Demo {
    /// The files of the demo, the settings last, so that a folder that was written in part is no site.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let lands = [Country::Denmark, Country::Norway].map(|country| Land::new(self, country));
        let listed = lands.into_iter().flat_map(|land| LISTS.iter().flat_map(move |list| list.files(land)));
        let tables =
            lands.into_iter().flat_map(|land| bodies::recipients(land).into_iter().chain(grants::tables(land)));
        settings::pages(self).into_iter().chain(listed).chain(tables).chain([settings::settings()])
    }
}

impl List {
    fn files(&'static self, land: Land) -> impl Iterator<Item = File> {
        let count = (self.count)(&land);
        (0..count.div_ceil(LONGEST_LIST)).map(move |part| {
            let range = part * LONGEST_LIST..count.min((part + 1) * LONGEST_LIST);
            let path = format!("content/{}/{}{}-{:03}.yaml", self.folder, self.name, land.words.code, part + 1);
            File { path, head: String::new(), body: Some(Body { land, item: self.item, range }) }
        })
    }
}

impl File {
    fn whole(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), head: text.into(), body: None }
    }

    fn table(path: String, head: String, land: Land, range: Range<u64>, item: Item) -> Self {
        Self { path, head, body: Some(Body { land, item, range }) }
    }

    /// Writes the file, entry by entry.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(self.head.as_bytes())?;
        if let Some(Body { land, item, range }) = &self.body {
            for index in range.clone() {
                out.write_all(item(land, index).as_bytes())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_file_is_written_twice_and_the_settings_are_the_last() {
        for entries in [0, 1, 1_000, 1_000_000] {
            let demo = Demo { entries, words: 40, seed: 1, grant_pages: GrantPages::None };
            let paths: Vec<String> = demo.files().map(|file| file.path).collect();
            assert_eq!(paths.last().map(String::as_str), Some(crate::config::SETTINGS));
            assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len());
        }
    }

    #[test]
    fn names_and_numbers_are_given_once() {
        let demo = Demo { entries: MAX_ENTRIES, words: 0, seed: 1, grant_pages: GrantPages::Own };
        for country in [Country::Denmark, Country::Norway] {
            let land = Land::new(&demo, country);
            let recipients: Vec<_> = (0..land.scale.recipients).map(|index| land.recipient(index)).collect();
            let names: BTreeSet<&str> = recipients.iter().map(|recipient| recipient.name.as_str()).collect();
            let numbers: BTreeSet<&str> = recipients.iter().map(|recipient| recipient.number.as_str()).collect();
            assert_eq!((names.len(), numbers.len()), (recipients.len(), recipients.len()));
            assert!(!numbers.contains(""));
            let places: BTreeSet<String> = (0..land.scale.municipalities).map(|place| land.place_id(place)).collect();
            assert_eq!(places.len() as u64, land.scale.municipalities);
        }
    }
}
