//! The plan: every address of the site with the artifact that makes it, and the making.
//!
//! Rank 1 depends on the site alone; rank 2 depends on the sizes and digests of rank 1.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::{Address, Fixed};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::EntryIx;
use crate::export::{self, DataFile, TABLES};
use crate::kind::KindIx;
use crate::lang::Language;
use crate::render::{PageKind, RenderError, Renderer};
use crate::search;
use crate::site::Site;

pub static TWO_THINGS: Code = Code {
    id: "two-things-at-one-address",
    severity: Severity::Error,
    summary: "Two different things would be written to one address.",
    explanation: "Two kinds share a folder in one language, or a record has the name of a fixed page. Change the `path` \
of one kind, or the id of the record.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&TWO_THINGS];

/// What makes the bytes at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    Home(Language),
    List(KindIx, Language),
    Record(EntryIx, Language),
    SearchPage(Language),
    /// A former address of a record.
    Moved(EntryIx, Language),
    NotFound,
    EntryJson(EntryIx),
    /// The rows of a kind in the format at this position of [`TABLES`].
    Table(KindIx, usize),
    LunrIndex(Language),
    SearchRecords(Language),
    Feed(Language),
    Sitemap,
    Robots,
    Asset(String),
    /// The data page, of rank 2.
    Data(Language),
}

/// Whether an artifact can be made from the site alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    First,
    Second,
}

impl Artifact {
    pub fn rank(&self) -> Rank {
        match self {
            Self::Data(_) => Rank::Second,
            _ => Rank::First,
        }
    }

    /// Whether people read it: what the sitemap lists.
    fn is_page(&self) -> bool {
        matches!(self, Self::Home(_) | Self::List(..) | Self::Record(..) | Self::SearchPage(_) | Self::Data(_))
    }
}

/// Every address, sorted.
#[derive(Debug, Default)]
pub struct Plan {
    artifacts: BTreeMap<Address, Artifact>,
}

/// What a finished file of rank 1 is to rank 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    pub size: u64,
    /// Hexadecimal.
    pub sha256: String,
}

impl Plan {
    /// Lists every address; two things at one address are an error.
    pub fn new(site: &Site, assets: &Assets, diagnostics: &mut Diagnostics) -> Self {
        let mut plan = Self::default();
        let mut add = |address: Address, artifact: Artifact| {
            if let Some(other) = plan.artifacts.insert(address.clone(), artifact.clone()) {
                let message = format!("`{address}` would be {} and {}", told(site, &other), told(site, &artifact));
                diagnostics.push(Diagnostic::new(&TWO_THINGS, message).help("change the `path` of a kind, or an id"));
            }
        };
        let addresses = site.addresses();
        for language in &site.config.languages {
            add(addresses.fixed(Fixed::Home, *language), Artifact::Home(*language));
            add(addresses.fixed(Fixed::Search, *language), Artifact::SearchPage(*language));
            add(addresses.fixed(Fixed::Data, *language), Artifact::Data(*language));
            add(addresses.feed(*language), Artifact::Feed(*language));
            for (ix, kind) in site.kinds.iter() {
                add(addresses.list(kind, *language), Artifact::List(ix, *language));
            }
        }
        for (kind, _) in site.kinds.iter().filter(|(kind, _)| !site.list(*kind).is_empty()) {
            for (at, table) in TABLES.iter().enumerate() {
                add(export::table_address(site, kind, table), Artifact::Table(kind, at));
            }
        }
        for ix in site.all() {
            for version in site.versions(ix) {
                add(site.json_address(version), Artifact::EntryJson(version));
            }
            if site.has_page(ix) {
                for language in site.page_languages(ix) {
                    let address = addresses.record(site.kind_of(ix), &site.entry(ix).id, language);
                    add(address, Artifact::Record(ix, language));
                    for alias in &site.entry(ix).aliases {
                        let former = addresses.record(site.kind_of(ix), &alias.value, language);
                        add(former, Artifact::Moved(ix, language));
                    }
                }
            }
        }
        for language in search::languages(site) {
            add(search::index_address(language), Artifact::LunrIndex(language));
            add(search::records_address(language), Artifact::SearchRecords(language));
        }
        for name in assets.names() {
            if let Some(address) = assets.address(name) {
                add(address, Artifact::Asset(name.to_owned()));
            }
        }
        add(Address::new("404.html"), Artifact::NotFound);
        add(Address::new("robots.txt"), Artifact::Robots);
        if site.config.base_url.is_some() {
            add(Address::new("sitemap.xml"), Artifact::Sitemap);
        }
        plan
    }

    pub fn len(&self) -> usize {
        self.artifacts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.artifacts.is_empty()
    }

    /// The addresses of a rank, sorted.
    pub fn of_rank(&self, rank: Rank) -> Vec<(&Address, &Artifact)> {
        self.artifacts.iter().filter(|(_, artifact)| artifact.rank() == rank).collect()
    }

    /// How many pages people can read.
    pub fn pages(&self) -> usize {
        self.artifacts.values().filter(|artifact| artifact.is_page()).count()
    }
}

fn told(site: &Site, artifact: &Artifact) -> String {
    match artifact {
        Artifact::Record(ix, _) | Artifact::Moved(ix, _) | Artifact::EntryJson(ix) => {
            format!("the {} `{}`", site.kind_of(*ix).name.get(Language::En), site.entry(*ix).id)
        }
        Artifact::List(kind, _) | Artifact::Table(kind, _) => {
            format!("the list of {}", site.kinds.get(*kind).plural.get(Language::En))
        }
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Everything that making needs.
pub struct Maker {
    pub site: Arc<Site>,
    pub assets: Arc<Assets>,
    pub renderer: Renderer,
    pub plan: Plan,
}

impl Maker {
    /// The bytes of an artifact. `finished` tells rank 2 of rank 1.
    pub fn make(
        &self,
        address: &Address,
        artifact: &Artifact,
        finished: &BTreeMap<Address, Finished>,
    ) -> Result<Vec<u8>, RenderError> {
        let site = &self.site;
        let page = |language: Language, kind| self.renderer.page(site, &self.assets, address, language, kind);
        match artifact {
            Artifact::Home(language) => page(*language, PageKind::Home),
            Artifact::List(kind, language) => page(*language, PageKind::List(*kind)),
            Artifact::Record(ix, language) => page(*language, PageKind::Record(*ix)),
            Artifact::SearchPage(language) => page(*language, PageKind::Search),
            Artifact::Moved(ix, language) => page(*language, PageKind::Moved(*ix)),
            Artifact::NotFound => page(site.config.languages[0], PageKind::NotFound),
            Artifact::Data(language) => page(*language, PageKind::Data(Arc::new(self.data_files(finished)))),
            Artifact::EntryJson(ix) => Ok(export::entry_json(site, *ix)),
            Artifact::Table(kind, at) => Ok((TABLES[*at].make)(site, *kind)),
            Artifact::LunrIndex(language) => Ok(search::index(site, *language)),
            Artifact::SearchRecords(language) => Ok(search::records(site, *language)),
            Artifact::Feed(language) => Ok(export::feed(site, *language)),
            Artifact::Sitemap => {
                let base = site.config.base_url.as_deref().unwrap_or_default();
                let pages = self.plan.artifacts.iter().filter(|(_, artifact)| artifact.is_page());
                Ok(export::sitemap(base, pages.map(|(address, _)| address)))
            }
            Artifact::Robots => Ok(export::robots(site.config.base_url.as_deref())),
            Artifact::Asset(name) => Ok(self.assets.bytes(name).unwrap_or_default().to_vec()),
        }
    }

    /// The files that the data page lists.
    fn data_files(&self, finished: &BTreeMap<Address, Finished>) -> Vec<DataFile> {
        let listed = self.plan.artifacts.iter().filter_map(|(address, artifact)| match artifact {
            Artifact::Table(kind, at) => Some((address, Some(*kind), TABLES[*at].format)),
            Artifact::LunrIndex(_) => Some((address, None, "json")),
            Artifact::Feed(_) => Some((address, None, "xml")),
            _ => None,
        });
        listed
            .filter_map(|(address, kind, format)| {
                let Finished { size, sha256 } = finished.get(address)?.clone();
                Some(DataFile { kind, format, address: address.clone(), size, sha256 })
            })
            .collect()
    }
}
