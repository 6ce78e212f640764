//! The pieces of the search: which entries stand together in one file of the index and one of records.
//!
//! A language with few entries is one piece. Above the limit of the settings it is cut by kind, a kind above it by year,
//! and a year above it in halves, by a hash of the id, so that an entry more moves no other, unless a piece becomes too
//! large.

use std::collections::BTreeMap;

use super::words::Bodies;
use crate::address::Address;
use crate::digest::sha256;
use crate::entry::EntryIx;
use crate::kind::KindIx;
use crate::lang::Language;
use crate::site::Site;

/// The year of entries without a date, as the manifest and the names of files write it.
pub const UNDATED: &str = "undated";

/// How many bits of the hash of an id can tell halves apart.
const BITS: usize = 64;

/// Entries with words in one language, whose index and records are files of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub language: Language,
    /// The kind of all its entries; nothing where the language is not cut.
    pub kind: Option<KindIx>,
    /// The year of all its entries, or [`UNDATED`]; nothing where the kind is not cut.
    pub year: Option<Box<str>>,
    pub entries: Vec<EntryIx>,
    /// What is between `search/elasticlunr.` or `search/records.` and `.json`.
    name: String,
}

impl Piece {
    /// Whether long texts are in its index. In a language that is cut they are not: nobody could load them all.
    pub fn bodies(&self) -> Bodies {
        if self.kind.is_none() { Bodies::In } else { Bodies::Out }
    }

    /// `search/elasticlunr.da.json`, `search/elasticlunr.da.grant.2021.json`
    pub fn index_address(&self) -> Address {
        Address::new(format!("search/elasticlunr.{}.json", self.name))
    }

    /// `search/records.da.json`, `search/records.da.grant.2021.json`
    pub fn records_address(&self) -> Address {
        Address::new(format!("search/records.{}.json", self.name))
    }

    fn of_kind(&self, site: &Site, kind: KindIx, entries: Vec<EntryIx>) -> Self {
        Self { kind: Some(kind), ..self.part(&site.kinds.get(kind).id, entries) }
    }

    fn of_year(&self, year: Option<i16>, entries: Vec<EntryIx>) -> Self {
        let year = year.map_or_else(|| UNDATED.to_owned(), |year| year.to_string());
        let part = self.part(&year, entries);
        Self { year: Some(year.into()), ..part }
    }

    fn part(&self, name: &str, entries: Vec<EntryIx>) -> Self {
        let name = format!("{}.{name}", self.name);
        Self { language: self.language, kind: self.kind, year: self.year.clone(), entries, name }
    }
}

/// All pieces of a site, by language. One walk over the entries: no file looks for its own.
pub fn pieces(site: &Site) -> Vec<Piece> {
    let mut written: BTreeMap<Language, Vec<EntryIx>> = BTreeMap::new();
    for ix in site.all() {
        for language in site.written_in(ix).iter() {
            written.entry(language).or_default().push(ix);
        }
    }
    written.into_iter().flat_map(|(language, entries)| of_language(site, language, entries)).collect()
}

fn of_language(site: &Site, language: Language, entries: Vec<EntryIx>) -> Vec<Piece> {
    let whole = Piece { language, kind: None, year: None, entries, name: language.code().to_owned() };
    let limit = site.config.lunr_limit;
    let by_kind = cut(whole, limit, |ix| site.entry(ix).kind, |whole, kind, part| whole.of_kind(site, kind, part));
    let year = |ix| site.date(ix).map(|date| date.year());
    let by_year = by_kind.into_iter().flat_map(|kind| cut(kind, limit, year, Piece::of_year));
    by_year.flat_map(|year| in_halves(site, year, limit)).collect()
}

/// The piece itself where it is within the limit, else one piece for each value of `key`.
fn cut<K: Ord>(
    piece: Piece,
    limit: usize,
    key: impl Fn(EntryIx) -> K,
    part: impl Fn(&Piece, K, Vec<EntryIx>) -> Piece,
) -> Vec<Piece> {
    if piece.entries.len() <= limit {
        return vec![piece];
    }
    let mut groups: BTreeMap<K, Vec<EntryIx>> = BTreeMap::new();
    for ix in &piece.entries {
        groups.entry(key(*ix)).or_default().push(*ix);
    }
    groups.into_iter().map(|(key, entries)| part(&piece, key, entries)).collect()
}

/// Halves of halves until each is within the limit. Each is named by the way to it, `a` for the lower half and `b` for
/// the upper one: `ba` is the lower half of the upper half.
fn in_halves(site: &Site, piece: Piece, limit: usize) -> Vec<Piece> {
    if piece.entries.len() <= limit {
        return vec![piece];
    }
    let mut entries: Vec<(u64, EntryIx)> = piece.entries.iter().map(|ix| (hash(&site.entry(*ix).id), *ix)).collect();
    entries.sort_unstable();
    halves(&entries, "", limit).into_iter().map(|(way, entries)| piece.part(&way, entries)).collect()
}

/// Parts of `entries`, sorted by hash, whose hashes begin with the bits that `way` says.
fn halves(entries: &[(u64, EntryIx)], way: &str, limit: usize) -> Vec<(String, Vec<EntryIx>)> {
    if entries.is_empty() {
        return Vec::new();
    }
    if entries.len() <= limit || way.len() == BITS {
        return vec![(way.to_owned(), entries.iter().map(|(_, ix)| *ix).collect())];
    }
    let (lower, upper) = entries.split_at(entries.partition_point(|(hash, _)| hash >> (BITS - 1 - way.len()) & 1 == 0));
    [(lower, 'a'), (upper, 'b')]
        .into_iter()
        .flat_map(|(half, sign)| halves(half, &format!("{way}{sign}"), limit))
        .collect()
}

/// The first 64 bits of the SHA-256 of an id.
fn hash(id: &str) -> u64 {
    sha256(id.as_bytes()).get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}
