//! The index of the search: plain files, compressed inside, of which a browser fetches a few for each question.
//!
//! ```text
//! Site ──documents──▶ collect ──terms──▶ terms, positions, hot, words ──▶ Index
//!    ├──facets──▶ columns, facets                                          ▲
//!    └──records ───────────────────────────────────────────────────────────┘
//! ```
//!
//! `tests/search/README.md` describes the files; `layouts/assets/search/` and [`ask`](super::ask) read them.

mod bytes;
mod collect;
mod columns;
mod compounds;
mod documents;
mod facets;
mod lists;
mod manifest;
mod newest;
mod records;
mod rows;
mod scoring;
mod shards;
mod terms;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Map, json};

use crate::address::Address;
use crate::digest::Fingerprint;
use crate::site::Site;
use bytes::Packed;
use documents::Documents;
use facets::Facet;
use scoring::Scoring;
use terms::Terms;

pub use newest::{FEEDS, Followed, FollowedValue};

/// The folder of the index in the site.
pub const FOLDER: &str = "search/";

/// The folder of the words that the index knows.
pub const TERMS: &str = "search/terms/";

/// The name of the file that is asked for first.
pub const MANIFEST: &str = "manifest.bin";

/// The files of the index of a site.
pub struct Index {
    files: BTreeMap<Box<str>, Packed>,
    manifest: Packed,
    /// What stands at the beginning of every file but the manifest.
    build: bytes::BuildId,
    /// The newest entries of every value of every facet.
    pub followed: Followed,
}

impl Index {
    pub fn of(site: &Site) -> Self {
        let documents = Documents::of(site);
        let mut files = Files::default();
        let mut facets = facets::facets(site, &documents, |facet| ToldFacet::of(&documents, facet));
        facets.sort_by(|a, b| (a.facet.order, &a.facet.name).cmp(&(b.facet.order, &b.facet.name)));
        facets
            .iter_mut()
            .for_each(|one| one.sizes = files.add_column(&one.facet.name, std::mem::take(&mut one.blocks)));
        let lines = columns::lines(site);
        records::write(site, &documents, &lines, &facets, &mut files);
        let columns = manifest::Columns::write(site, &documents, &lines, &mut files);
        write_facets(site, &facets, &mut files);
        let words = write_words(site, &documents, &mut files);
        let build = files.build();
        let manifest = manifest::manifest(site, &documents, (&facets, &lines), &words, &columns, &build);
        let manifest = Packed::new(&serde_json::to_vec(&manifest).unwrap_or_default());
        let followed = Followed::of(facets.into_iter().map(|one| (one.facet.name, one.newest)));
        Self { files: files.done, manifest, build, followed }
    }

    /// Every address, sorted.
    pub fn addresses(&self) -> impl Iterator<Item = Address> {
        let names = self.files.keys().map(|name| &**name).chain([MANIFEST]);
        names.map(|name| Address::new(format!("{FOLDER}{name}")))
    }

    /// The bytes of a file by its address.
    pub fn file(&self, address: &str) -> Option<Vec<u8>> {
        let name = address.strip_prefix(FOLDER)?;
        if name == MANIFEST {
            return Some(self.manifest.file(&[]));
        }
        self.files.get(name).map(|packed| packed.file(&self.build))
    }
}

/// What stands in a file of the index, for who looks for words in it; nothing of any other file.
pub fn contents(address: &Address, bytes: &[u8]) -> Option<Vec<u8>> {
    let is_packed = address.as_str().starts_with(FOLDER) && address.as_str().ends_with(".bin");
    is_packed.then(|| bytes::contents(bytes)).flatten()
}

/// The facet of which each record tells the value.
const STATUS: &str = "status";

/// A facet with what is made of the codes of its documents.
struct ToldFacet {
    facet: Facet,
    blocks: Vec<Option<Packed>>,
    sizes: Vec<usize>,
    newest: Vec<FollowedValue>,
}

impl ToldFacet {
    fn of(documents: &Documents, mut facet: Facet) -> Self {
        let pack = |bytes: Vec<u8>| (!bytes.is_empty()).then(|| Packed::new(&bytes));
        let blocks = columns::facet(&facet, documents.len()).into_iter().map(pack).collect();
        let newest = newest::values(documents, &facet);
        if &*facet.name != STATUS {
            facet.forget_codes();
        }
        Self { facet, blocks, sizes: Vec::new(), newest }
    }
}

/// Compressed files by their names.
#[derive(Default)]
pub struct Files {
    done: BTreeMap<Box<str>, Packed>,
}

impl Files {
    /// Compresses files.
    fn pack(&mut self, files: Vec<(String, Vec<u8>)>) {
        let packed = files.into_par_iter().map(|(name, bytes)| (name.into(), Packed::new(&bytes)));
        self.done.extend(packed.collect::<Vec<(Box<str>, Packed)>>());
    }

    /// Takes the blocks of a column; gives how many bytes each has as a file.
    fn add_column(&mut self, name: &str, blocks: Vec<Option<Packed>>) -> Vec<usize> {
        let sizes = blocks.iter().map(|block| block.as_ref().map_or(0, Packed::size)).collect();
        let files = blocks.into_iter().enumerate().filter_map(|(at, packed)| Some((at, packed?)));
        self.done.extend(files.map(|(at, packed)| (format!("columns/{name}/{at}.bin").into(), packed)));
        sizes
    }

    /// What tells the files of one build from those of another: a digest of them all.
    fn build(&self) -> bytes::BuildId {
        let digest = Fingerprint::of_written(|to| {
            for (name, packed) in &self.done {
                to.write_all(name.as_bytes())?;
                to.write_all(&[0])?;
                to.write_all(packed.contents())?;
            }
            Ok(())
        });
        digest.map(|digest| digest.first_bytes()).unwrap_or_default()
    }
}

/// How many values of a facet stand in the file of all facets.
const FIRST_VALUES: usize = 64;
/// How many values of a facet stand in one of its own files.
const VALUES: usize = 512;

fn write_facets(site: &Site, facets: &[ToldFacet], files: &mut Files) {
    let languages = &site.config.languages;
    let mut first = Map::new();
    let mut own = Vec::new();
    for facet in facets.iter().map(|one| &one.facet) {
        let told: Vec<_> =
            facet.values.iter().map(|value| json!([value.slug, value.count, value.label.json(languages)])).collect();
        first.insert(facet.name.to_string(), json!(told.iter().take(FIRST_VALUES).collect::<Vec<_>>()));
        if told.len() > FIRST_VALUES {
            let parts = told.chunks(VALUES).enumerate();
            own.extend(parts.map(|(at, values)| (format!("facets/{}/{at}.bin", facet.name), json(&values))));
            let parts = slugs(facet);
            let parts = parts.chunks(VALUES).enumerate();
            own.extend(parts.map(|(at, slugs)| (format!("facets/{}/slugs/{at}.bin", facet.name), json(&slugs))));
        }
    }
    own.push(("facets.bin".into(), json(&first)));
    files.pack(own);
    files.pack(vec![("synonyms.bin".into(), json(&synonyms(site)))]);
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// The slugs of a facet in order, with their codes.
fn slugs(facet: &Facet) -> Vec<(&str, usize)> {
    let mut slugs: Vec<(&str, usize)> =
        facet.values.iter().enumerate().map(|(code, value)| (&*value.slug, code)).collect();
    slugs.sort_unstable();
    slugs
}

fn synonyms(site: &Site) -> Vec<Vec<(&'static str, &str)>> {
    let groups = site.lexicon.synonyms.iter();
    groups.map(|group| group.iter().map(|(language, word)| (language.code(), &**word)).collect()).collect()
}

/// What the manifest tells of words: the first of each file.
struct Words {
    terms: Vec<String>,
    words: Vec<String>,
    backwards: Vec<String>,
}

fn write_words(site: &Site, documents: &Documents, files: &mut Files) -> Words {
    let mut segments = collect::collect(site, documents.entries());
    let scoring = Scoring::new(segments.iter_mut().flat_map(|segment| std::mem::take(&mut segment.lengths)).collect());
    let derived = rows::derived(&segments, &site.lexicon);
    let terms = Terms::of(&segments, &derived, &site.lexicon, &site.config.languages);
    let firsts = terms.write(&scoring, documents.len(), files);
    let words = shards::write_words("words", terms.words().map(|(word, count)| (Cow::Borrowed(word), count)), files);
    let mut turned: Vec<(String, u32)> =
        terms.words().map(|(word, count)| (word.chars().rev().collect(), count)).collect();
    turned.sort_unstable();
    let turned = turned.into_iter().map(|(word, count)| (Cow::Owned(word), count));
    let backwards = shards::write_words("backwards", turned, files);
    Words { terms: firsts, words, backwards }
}
