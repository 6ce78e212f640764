//! The files of the search, made from the site: an index and records for each piece, and the manifest that lists them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::lunr::{self, Document};
use super::pieces::Piece;
use super::words::{Bodies, words};
use crate::address::{Address, Fixed};
use crate::entry::EntryIx;
use crate::kind::KindIx;
use crate::lang::{Language, Message};
use crate::site::Site;

/// The longest summary of a result line, in characters.
const SUMMARY: usize = 160;

pub fn manifest_address() -> Address {
    Address::new("search/elasticlunr.json")
}

/// `search/elasticlunr.json`: every piece with its files, addressed from the site's root.
pub fn manifest(site: &Site, pieces: &[Piece]) -> Vec<u8> {
    let pieces: Vec<Json> = pieces.iter().map(|piece| line(site, piece)).collect();
    serde_json::to_vec(&json!({ "pieces": pieces })).unwrap_or_default()
}

fn line(site: &Site, piece: &Piece) -> Json {
    json!({
        "language": piece.language.code(),
        "kind": piece.kind.map(|kind| &*site.kinds.get(kind).id),
        "year": piece.year.as_deref(),
        "index": piece.index_address().as_str(),
        "records": piece.records_address().as_str(),
        "entries": piece.entries.len(),
        "bodies": piece.bodies() == Bodies::In,
    })
}

/// The entries of a piece by the reference under which the index knows them: the address that a reader of its language is
/// led to. A goal and an indicator of one agreement may stand at the same.
fn documents(site: &Site, piece: &Piece) -> BTreeMap<String, Vec<EntryIx>> {
    let mut documents: BTreeMap<String, Vec<EntryIx>> = BTreeMap::new();
    for ix in &piece.entries {
        documents.entry(site.address(*ix, piece.language).to_string()).or_default().push(*ix);
    }
    documents
}

/// The index of a piece, which elasticlunr.js loads.
pub fn index(site: &Site, piece: &Piece) -> Vec<u8> {
    lunr::index(piece.language, &documents(site, piece), |entries| {
        let mut document = Document::default();
        for ix in entries {
            let words = words(site, *ix, piece.language, piece.bodies());
            document.title.push_str(&words.title);
            document.text.push_str(&words.text);
        }
        document
    })
}

/// The records of a piece: what a result line shows, by reference, and the names of the kinds.
pub fn records(site: &Site, piece: &Piece) -> Vec<u8> {
    let kinds: BTreeSet<KindIx> = piece.entries.iter().map(|ix| site.entry(*ix).kind).collect();
    let kinds: Map<String, Json> = kinds.into_iter().map(|kind| names(site, kind)).collect();
    let documents = documents(site, piece);
    let records = documents.iter().filter_map(|(reference, entries)| {
        Some((&**reference, record(site, *entries.first()?, piece.language, reference)))
    });
    serde_json::to_vec(&Records { kinds, records: records.collect() }).unwrap_or_default()
}

/// The file of records.
#[derive(Serialize)]
struct Records<'a> {
    kinds: Map<String, Json>,
    records: BTreeMap<&'a str, Record<'a>>,
}

/// What a result line shows.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(rename = "t")]
    title: &'a str,
    #[serde(rename = "k")]
    kind: &'a str,
    #[serde(rename = "a")]
    address: &'a str,
    #[serde(rename = "l")]
    language: &'static str,
    #[serde(rename = "s")]
    line: String,
}

fn record<'a>(site: &'a Site, ix: EntryIx, language: Language, address: &'a str) -> Record<'a> {
    Record {
        title: site.title(ix, language),
        kind: &site.kind_of(ix).id,
        address,
        language: site.title_language(ix, language).code(),
        line: result_line(site, ix, language),
    }
}

/// The id of a kind, and what it is called in each language of the interface.
fn names(site: &Site, kind: KindIx) -> (String, Json) {
    let kind = site.kinds.get(kind);
    let names = site.config.languages.iter().map(|own| (own.code().to_owned(), Json::from(kind.name.get(*own))));
    (kind.id.to_string(), Json::Object(names.collect()))
}

/// Date, status and sums, then the summary, cut at a word.
fn result_line(site: &Site, ix: EntryIx, language: Language) -> String {
    let mut parts = site.brief(ix, language);
    parts.extend(site.summary(ix, language).map(cut));
    parts.join(" · ")
}

/// A text that is cut at a word where it is longer than a result shows.
pub(super) fn cut(text: &str) -> String {
    if text.chars().count() <= SUMMARY {
        return text.to_owned();
    }
    let head: String = text.chars().take(SUMMARY).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", &head[..end])
}

/// The messages that the search page says beside its own: what sums are, and what they leave out.
const SAID_BESIDES: [&str; 3] = ["basis.", "per.", "total."];

/// The JSON block of the search page: where it and the site's root stand, and what it says. Its own messages go by their
/// names without `search.`; one that a number decides stands there in each of its forms.
pub fn settings(site: &Site, language: Language, root: &str) -> String {
    let messages = &site.interface.of(language).messages;
    let mut said = Map::new();
    for key in messages.keys() {
        let own = key.strip_prefix("search.");
        let Some(name) = own.or_else(|| SAID_BESIDES.iter().any(|prefix| key.starts_with(prefix)).then_some(key))
        else {
            continue;
        };
        match messages.get(key) {
            Some(Message::Text(text)) => {
                said.insert(name.to_owned(), Json::from(text.as_str()));
            }
            Some(Message::Plural { one, other }) => {
                said.insert(format!("{name}.one"), Json::from(one.as_str()));
                said.insert(format!("{name}.other"), Json::from(other.as_str()));
            }
            None => {}
        }
    }
    let settings = json!({
        "root": root,
        "page": site.addresses().fixed(Fixed::Search, language).as_str(),
        "pageLanguage": language.code(),
        "messages": said,
    });
    // `<` is the only sign that could end the inert block.
    settings.to_string().replace('<', "\\u003c")
}
