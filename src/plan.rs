//! The plan: every address of the site with the artifact that makes it, and the making.
//!
//! Rank 1 depends on the site alone; rank 2 depends on the sizes and digests of rank 1.

mod artifact;
mod charts;

pub use artifact::{Artifact, Rank, Unmade};

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::address::{Address, Fixed, WAS};
use crate::assets::Assets;
use crate::chart::Gallery;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::digest::{Checksum, Fingerprint};
use crate::entry::EntryIx;
use crate::export::{self, DataFile, TABLES};
use crate::finished::{Finished, FinishedFiles};
use crate::kind::KindIx;
use crate::lang::Language;
use crate::ledger::LEDGER;
use crate::render::{PageKind, PageObject, Renderer};
use crate::search::{self, FollowedValue, Index, Piece};
use crate::site::Site;
use crate::source::Sources;

pub static TWO_THINGS: Code = Code {
    id: "two-things-at-one-address",
    severity: Severity::Error,
    summary: "Two different things would be written to one address.",
    explanation: "Two kinds share a folder in one language, or a record has the name of a fixed page. Change the `path` \
of one kind, or the id of the record.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&TWO_THINGS];

/// Every address, sorted.
#[derive(Default)]
pub struct Plan {
    artifacts: BTreeMap<Address, Artifact>,
    gallery: Arc<Gallery>,
    /// The pieces of the lunr-compatible index.
    pub pieces: Vec<Piece>,
    /// The index of the search, once somebody asks for a file of it: a preview that shows a page needs none.
    index: OnceLock<Index>,
}

/// How many entries are asked for their addresses before the plan takes those up.
const HANDFUL: usize = 10_000;

impl Plan {
    /// Lists every address; two things at one address are an error.
    pub fn new(site: &Site, assets: &Assets, diagnostics: &mut Diagnostics) -> Self {
        let mut plan = Self { pieces: search::pieces(site), ..Self::default() };
        let mut add = |address: Address, artifact: Artifact| match plan.artifacts.entry(address) {
            Entry::Vacant(free) => {
                free.insert(artifact);
            }
            Entry::Occupied(taken) => {
                let (address, other) = (taken.key(), taken.get());
                let message = format!("`{address}` would be {} and {}", told(site, other), told(site, &artifact));
                diagnostics.push(Diagnostic::new(&TWO_THINGS, message).help("change the `path` of a kind, or an id"));
            }
        };
        let addresses = site.addresses();
        for language in &site.config.languages {
            for page in Fixed::EVERYWHERE.into_iter().chain(Fixed::WORDED) {
                add(addresses.fixed(page, *language), Artifact::Fixed(page, *language));
            }
            add(addresses.feed(*language), Artifact::Feed(*language));
            if !site.glossary.is_empty() {
                add(addresses.fixed(Fixed::Glossary, *language), Artifact::Fixed(Fixed::Glossary, *language));
            }
            if site.has_past() {
                add(addresses.fixed(Fixed::Changes, *language), Artifact::Fixed(Fixed::Changes, *language));
                add(addresses.changes_feed(*language), Artifact::ChangesFeed(*language));
            }
        }
        for (ix, listing) in site.listings.iter() {
            for language in listing.languages() {
                for part in 0..listing.cut.parts.len() {
                    if let Some(address) = listing.address(site, part, language) {
                        add(address, Artifact::List(ix, part, language));
                    }
                }
            }
        }
        for (kind, _) in site.kinds.iter().filter(|(kind, _)| !site.list(*kind).is_empty()) {
            for (at, table) in TABLES.iter().enumerate() {
                add(export::table_address(site, kind, table), Artifact::Table(kind, at));
            }
        }
        let all: Vec<EntryIx> = site.all().collect();
        for some in all.chunks(HANDFUL) {
            let of_entries: Vec<Vec<(Address, Artifact)>> = some.par_iter().map(|ix| of_entry(site, *ix)).collect();
            of_entries.into_iter().flatten().for_each(|(address, artifact)| add(address, artifact));
        }
        let pictures = site.attachments.pictures();
        pictures.for_each(|(address, file, width)| add(address, Artifact::Picture(file, width)));
        site.attachments.annexes().for_each(|(address, file)| add(address, Artifact::Annex(file)));
        let (files, gallery) = charts::files(site);
        files.into_iter().for_each(|(address, artifact)| add(address, artifact));
        plan.gallery = Arc::new(gallery);
        for (at, piece) in plan.pieces.iter().enumerate() {
            add(piece.index_address(), Artifact::LunrIndex(at));
            add(piece.records_address(), Artifact::SearchRecords(at));
        }
        add(search::manifest_address(), Artifact::LunrManifest);
        for name in assets.names() {
            if let Some(address) = assets.address(name) {
                add(address, Artifact::Asset(name.to_owned()));
            }
        }
        let tables = site.quality.tables.iter().map(|(table, _)| table).enumerate();
        for (at, table) in tables.filter(|(_, table)| !table.skipped.is_empty()) {
            add(export::left_out_address(table), Artifact::LeftOutRows(at));
        }
        add(Address::new("404.html"), Artifact::NotFound);
        add(Address::new("robots.txt"), Artifact::Robots);
        if site.leads_to_statement() {
            add(Address::new(WAS), Artifact::Was);
        }
        if site.has_past() {
            add(Address::new(LEDGER), Artifact::Ledger);
        }
        plan.add_past(site);
        if site.config.base_url.is_some() {
            plan.add_sitemap();
        }
        plan
    }

    fn add_sitemap(&mut self) {
        let pieces = self.pages().div_ceil(SITEMAP_PAGES);
        self.artifacts.insert(Address::new("sitemap.xml"), Artifact::Sitemap);
        let pieces = if pieces > 1 { 0..pieces } else { 0..0 };
        self.artifacts.extend(pieces.map(|at| (sitemap_piece(at), Artifact::SitemapPiece(at))));
    }

    /// What the sitemap lists, in the order of addresses.
    fn listed_pages(&self) -> impl Iterator<Item = &Address> {
        self.artifacts.iter().filter(|(_, artifact)| artifact.is_page()).map(|(address, _)| address)
    }

    /// What stands where something was published that does not stand there any more. Whatever has come in its place keeps it.
    fn add_past(&mut self, site: &Site) {
        for (at, gone) in site.gone.iter().enumerate() {
            for (address, language) in &gone.addresses {
                self.artifacts.entry(address.clone()).or_insert(Artifact::Gone(at, *language));
            }
        }
        for (address, ix, language) in site.former_pages() {
            self.artifacts.entry(address).or_insert(Artifact::Moved(ix, language));
        }
    }

    /// What is listed at an address.
    pub fn get(&self, address: &Address) -> Option<&Artifact> {
        self.artifacts.get(address)
    }

    /// The index of the search, made when it is first asked for.
    pub fn search_index(&self, site: &Site) -> &Index {
        self.index.get_or_init(|| Index::of(site))
    }

    /// Every address, sorted.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> + Clone {
        self.artifacts.keys()
    }

    pub fn len(&self) -> usize {
        self.artifacts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.artifacts.is_empty()
    }

    /// The addresses of a rank: lists first, then the others sorted. The parts of lists that tell of the same time stand
    /// together, in all languages, because they tell of the same entries, which are then at hand.
    pub fn of_rank(&self, rank: Rank, site: &Site) -> Vec<(&Address, &Artifact)> {
        let wanted = self.artifacts.iter().filter(|(_, artifact)| artifact.rank() == rank);
        let (mut lists, others): (Vec<_>, Vec<_>) = wanted.partition(|(_, one)| matches!(one, Artifact::List(..)));
        lists.sort_by_cached_key(|(_, artifact)| match artifact {
            Artifact::List(list, part, _) => {
                let newest = site.listings.get(*list).rows(*part).first();
                Some((newest.map(|ix| site.position(*ix)), *list, *part))
            }
            _ => None,
        });
        lists.extend(others);
        lists
    }

    /// How many pages people can read.
    pub fn pages(&self) -> usize {
        self.artifacts.values().filter(|artifact| artifact.is_page()).count()
    }
}

/// The most pages that one sitemap may list, by the rules of sitemaps.org.
const SITEMAP_PAGES: usize = 50_000;

fn sitemap_piece(at: usize) -> Address {
    Address::new(format!("sitemap-{}.xml", at + 1))
}

/// Where an entry stands: for machines, for people, and under former ids.
fn of_entry(site: &Site, ix: EntryIx) -> Vec<(Address, Artifact)> {
    let (addresses, kind, entry) = (site.addresses(), site.kind_of(ix), site.entry(ix));
    // What a table holds and no page shows stands in the files of its kind, not in a file for each row.
    let alone = site.spoken_versions(ix).filter(|_| kind.pages);
    let json = alone.map(|version| (site.json_address(version), Artifact::EntryJson(version)));
    let mut artifacts: Vec<(Address, Artifact)> = json.collect();
    artifacts.extend(export::calendar_address(site, ix).map(|address| (address, Artifact::Appointment(ix))));
    let pages = if site.has_page(ix) { site.page_languages(ix) } else { Vec::new() };
    for language in pages {
        if Fixed::of_record(kind, &entry.id).is_none() {
            artifacts.push((addresses.record(kind, &entry.id, language), Artifact::Record(ix, language)));
        }
        for alias in entry.aliases() {
            artifacts.push((addresses.record(kind, &alias.value, language), Artifact::Moved(ix, language)));
        }
    }
    artifacts
}

fn told(site: &Site, artifact: &Artifact) -> String {
    match artifact {
        Artifact::Record(ix, _) | Artifact::Moved(ix, _) | Artifact::EntryJson(ix) | Artifact::Appointment(ix) => {
            format!("the {} `{}`", site.kind_of(*ix).name.get(Language::En), site.entry(*ix).id)
        }
        Artifact::List(list, ..) => told_list(site, site.listings.get(*list).kind),
        Artifact::Table(kind, _) => told_list(site, *kind),
        Artifact::Picture(file, _) | Artifact::Annex(file) => format!("the file `{}`", site.attachments.path(*file)),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn told_list(site: &Site, kind: KindIx) -> String {
    format!("the list of {}", site.kinds.get(kind).plural.get(Language::En))
}

/// Everything that making needs.
pub struct Maker {
    pub site: Arc<Site>,
    pub assets: Arc<Assets>,
    pub renderer: Renderer,
    pub plan: Plan,
}

impl Maker {
    /// What stands at an address, the files of the search included where they are not listed.
    pub fn find(&self, address: &Address) -> Option<Artifact> {
        if let Some(listed) = self.plan.get(address) {
            return Some(listed.clone());
        }
        let index = || self.plan.search_index(&self.site);
        match address.as_str() {
            name if name.starts_with(search::FOLDER) => index().file(name).map(|_| Artifact::Search),
            name if name.starts_with(search::FEEDS) => index().followed.at(name).map(|_| Artifact::FacetFeed),
            _ => None,
        }
    }

    /// Lists the files of the search, which takes as long as to make them: how many there are shows only then.
    pub fn list_search(&mut self) {
        let index = self.plan.search_index(&self.site);
        let files = index.addresses().map(|address| (address, Artifact::Search));
        let feeds = index.followed.iter().map(|value| (value.address(), Artifact::FacetFeed));
        let all: Vec<(Address, Artifact)> = files.chain(feeds).collect();
        self.plan.artifacts.extend(all);
    }

    /// The bytes of an artifact. `finished` tells rank 2 of rank 1.
    pub fn make(&self, address: &Address, artifact: &Artifact, finished: &FinishedFiles) -> Result<Vec<u8>, Unmade> {
        let site = &self.site;
        let page = |language: Language, kind| {
            let (assets, gallery) = (self.assets.clone(), self.plan.gallery.clone());
            let page = PageObject::new(site.clone(), assets, gallery, address.clone(), language, kind);
            self.renderer.page(page).map_err(Unmade::Page)
        };
        match artifact {
            Artifact::Fixed(Fixed::Data, language) => {
                page(*language, PageKind::Data(Arc::new(self.data_files(finished))))
            }
            Artifact::Fixed(fixed, language) => page(*language, PageKind::Fixed(*fixed)),
            Artifact::List(list, part, language) => page(*language, PageKind::List(*list, *part)),
            Artifact::Record(ix, language) => page(*language, PageKind::Record(*ix)),
            Artifact::Moved(ix, language) => page(*language, PageKind::Moved(*ix)),
            Artifact::Gone(at, language) => page(*language, PageKind::Gone(*at)),
            Artifact::Was => page(Language::Da, PageKind::Was),
            Artifact::NotFound => page(site.config.languages[0], PageKind::NotFound),
            Artifact::EntryJson(ix) => Ok(export::entry_json(site, *ix)),
            Artifact::Appointment(ix) => Ok(export::appointment(site, *ix)),
            Artifact::Table(kind, at) => {
                let mut bytes = Vec::new();
                // Writing into memory cannot fail.
                let _ = (TABLES[*at].write)(site, *kind, &mut bytes);
                Ok(bytes)
            }
            Artifact::Chart(chart) => Ok(export::chart_csv(site, &self.plan.gallery, *chart)),
            Artifact::LunrIndex(at) => Ok(search::index(site, &self.plan.pieces[*at])),
            Artifact::SearchRecords(at) => Ok(search::records(site, &self.plan.pieces[*at])),
            Artifact::LeftOutRows(at) => Ok(export::left_out_rows(&site.quality.tables[*at].0)),
            Artifact::LunrManifest => Ok(search::manifest(site, &self.plan.pieces)),
            Artifact::Search => Ok(self.plan.search_index(site).file(address.as_str()).unwrap_or_default()),
            Artifact::FacetFeed => {
                let value = self.plan.search_index(site).followed.at(address.as_str());
                let feed = |value: &FollowedValue| {
                    export::facet_feed(site, address, value.page(site), &value.words, &value.entries)
                };
                Ok(value.map(feed).unwrap_or_default())
            }
            Artifact::Feed(language) => Ok(export::feed(site, *language)),
            Artifact::ChangesFeed(language) => Ok(export::changes_feed(site, *language)),
            Artifact::Ledger => Ok(site.ledger.text.clone().into_bytes()),
            Artifact::Sitemap => {
                let base = site.config.base_url.as_deref().unwrap_or_default();
                let count = self.plan.pages();
                if count <= SITEMAP_PAGES {
                    return Ok(export::sitemap(base, self.plan.listed_pages()));
                }
                Ok(export::sitemap_index(base, (0..count.div_ceil(SITEMAP_PAGES)).map(sitemap_piece)))
            }
            Artifact::SitemapPiece(at) => {
                let base = site.config.base_url.as_deref().unwrap_or_default();
                let pages = self.plan.listed_pages().skip(at * SITEMAP_PAGES).take(SITEMAP_PAGES);
                Ok(export::sitemap(base, pages))
            }
            Artifact::Robots => Ok(export::robots(site.config.base_url.as_deref())),
            Artifact::Asset(name) => Ok(self.assets.bytes(name).unwrap_or_default().to_vec()),
            Artifact::Picture(file, width) => site.attachments.make_picture(*file, *width).map_err(Unmade::File),
            Artifact::Annex(file) => site.attachments.make_annex(*file).map_err(Unmade::File),
        }
    }

    /// The complaint about what could not be made.
    pub fn complaint(&self, unmade: &Unmade, address: &Address, sources: &Sources) -> Diagnostic {
        match unmade {
            Unmade::Page(error) => self.renderer.complaint(error, address, sources),
            Unmade::File(fault) => (**fault).clone(),
        }
    }

    /// How an artifact that may be longer than memory is large is written piece by piece; nothing for any other.
    pub fn streamed(&self, artifact: &Artifact) -> Option<impl Fn(&mut dyn io::Write) -> io::Result<()> + '_> {
        match *artifact {
            Artifact::Table(kind, at) => Some(move |out: &mut dyn io::Write| (TABLES[at].write)(&self.site, kind, out)),
            _ => None,
        }
    }

    /// The files of rank 1 whose sizes and digests rank 2 tells: those that the data page lists.
    pub fn listed(&self) -> impl Iterator<Item = (&Address, &Artifact)> {
        self.plan.artifacts.iter().filter(|(_, artifact)| listing(artifact).is_some())
    }

    /// The rows of the data page.
    fn data_files(&self, finished: &FinishedFiles) -> Vec<DataFile> {
        self.listed()
            .filter_map(|(address, artifact)| {
                let (kind, format) = listing(artifact)?;
                let Finished { size, checksum, .. } = finished.get(address.as_str())?;
                let sha256 = **checksum.as_ref()?;
                Some(DataFile { kind, format, address: address.clone(), size: *size, sha256 })
            })
            .collect()
    }
}

/// What is known of a file that is in memory as a whole.
pub fn finished_of(artifact: &Artifact, bytes: &[u8]) -> Finished {
    let checksum = listing(artifact).map(|_| Checksum::of(bytes).into());
    Finished { size: bytes.len() as u64, fingerprint: Fingerprint::of(bytes), checksum }
}

/// Of an artifact that the data page lists: the kind whose rows it holds, if of one alone, and its format.
fn listing(artifact: &Artifact) -> Option<(Option<KindIx>, &'static str)> {
    match artifact {
        Artifact::Table(kind, at) => Some((Some(*kind), TABLES[*at].format)),
        Artifact::LunrManifest => Some((None, "json")),
        Artifact::Feed(_) | Artifact::ChangesFeed(_) => Some((None, "xml")),
        Artifact::Ledger => Some((None, "jsonl")),
        _ => None,
    }
}
