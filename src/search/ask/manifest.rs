//! The manifest: how many entries there are, and what stands in which file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::files::{Build, Fault, Files, damaged, json, unpacked};
use crate::lang::Language;
use crate::search::format::Damage;

/// How many documents stand in a file of a column.
pub const BLOCK: usize = 65_536;

const NAME: &str = "manifest.bin";
/// The version of the files that this module reads.
const VERSION: u64 = 1;
/// More entries, and more values of a facet, than any site has: what says it has more is damaged.
const MOST: usize = 1 << 24;

/// What the manifest says. Lists of kinds, lines and values are in the order of their codes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    pub build: String,
    pub entries: usize,
    /// How many of the last documents have no date.
    pub undated: usize,
    pub languages: Vec<String>,
    pub records_per_file: usize,
    pub kinds: Vec<Kind>,
    pub lines: Vec<Line>,
    /// The one with most entries first.
    pub currencies: Vec<String>,
    pub facets: Vec<Facet>,
    pub columns: BTreeMap<String, Column>,
    pub terms: Vec<String>,
    pub words: Vec<String>,
    pub backwards: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Kind {
    pub id: String,
    pub name: BTreeMap<String, String>,
}

/// A combination whose amounts can be added.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Line {
    pub currency: String,
    /// Of the minor unit: 2 where a krone has 100 øre.
    pub digits: u32,
    pub basis: String,
    pub per: String,
}

#[derive(Debug, Deserialize)]
pub struct Facet {
    pub name: String,
    pub label: BTreeMap<String, String>,
    /// How many values it has.
    pub values: usize,
    /// The first slug of each file of slugs; none where all values stand in one file.
    pub slugs: Vec<String>,
    /// The sizes of its column's files in bytes, 0 where there is no file.
    pub blocks: Vec<u64>,
}

#[derive(Debug, Deserialize)]
pub struct Column {
    pub blocks: Vec<Block>,
}

/// A file of a column.
#[derive(Debug, Deserialize)]
pub struct Block {
    /// 0 where there is no file, because there is nothing to tell.
    pub bytes: u64,
}

/// The columns that every index has; one for the names in each language comes with them.
const COLUMNS: [&str; 3] = ["date", "amount", "whole"];

impl Manifest {
    /// Reads and checks the manifest.
    ///
    /// # Errors
    /// It is not there, damaged, or of another version.
    pub fn read(files: &dyn Files) -> Result<Self, Fault> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u64,
        }
        let content = unpacked(files, NAME)?;
        let Versioned { version } = json(NAME, &content)?;
        if version != VERSION {
            return Err(Fault::Version(version));
        }
        let manifest: Self = json(NAME, &content)?;
        match manifest.is_sound() {
            true => Ok(manifest),
            false => Err(damaged(NAME)(Damage("what it says does not fit together"))),
        }
    }

    fn is_sound(&self) -> bool {
        let blocks = self.entries.div_ceil(BLOCK);
        let names = self.languages.iter().map(|language| name_column(language));
        let mut columns = COLUMNS.iter().map(|name| (*name).to_owned()).chain(names);
        self.entries <= MOST
            && self.undated <= self.entries
            && self.records_per_file > 0
            && !self.languages.is_empty()
            && self.languages.iter().all(|code| Language::from_code(code).is_ok())
            && self.lines.iter().all(|line| line.digits <= 6)
            && self.facets.iter().all(|facet| facet.is_sound(blocks))
            && columns.all(|name| self.columns.get(&name).is_some_and(|column| column.blocks.len() == blocks))
    }

    /// What every other file begins with.
    ///
    /// # Errors
    /// It is no number of 16 hexadecimal figures.
    pub fn build_id(&self) -> Result<Build, Fault> {
        let is_hex = self.build.len() == 16 && self.build.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(&self.build, 16).ok().filter(|_| is_hex);
        number.map(u64::to_be_bytes).ok_or_else(|| damaged(NAME)(Damage("it names no build")))
    }

    /// The languages of the site, the first one first.
    pub fn languages(&self) -> Vec<Language> {
        self.languages.iter().filter_map(|code| Language::from_code(code).ok()).collect()
    }

    /// The number of a facet by its name.
    pub fn facet(&self, name: &str) -> Option<usize> {
        self.facets.iter().position(|facet| facet.name == name)
    }

    /// How many blocks the documents make.
    pub fn blocks(&self) -> usize {
        self.entries.div_ceil(BLOCK)
    }

    /// How many documents stand in a block.
    pub fn documents_in(&self, block: usize) -> usize {
        self.entries.saturating_sub(block * BLOCK).min(BLOCK)
    }

    /// Whether a block of a column has a file.
    pub fn has_block(&self, column: &str, block: usize) -> bool {
        self.columns.get(column).and_then(|column| column.blocks.get(block)).is_some_and(|block| block.bytes > 0)
    }
}

impl Facet {
    fn is_sound(&self, blocks: usize) -> bool {
        self.blocks.len() == blocks && self.values <= MOST && is_name(&self.name)
    }
}

/// Names stand in those of files, and must not lead out of their folder.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
}

/// The name of the column of places in the alphabet of a language.
pub fn name_column(language: &str) -> String {
    format!("name.{language}")
}
