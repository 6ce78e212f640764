//! What templates know of the page they are rendering and of the site around it.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::entry::EntryObject;
use super::navigation;
use super::values::{DateObject, map, or_none};
use crate::address::{Address, Fixed, PAGE_KIND, Pieces, UP, steps};
use crate::assets::Assets;
use crate::chart::{ChartIx, Gallery, Picture};
use crate::entry::EntryIx;
use crate::export::DataFile;
use crate::interface::Tongue;
use crate::lang::{Language, Message};
use crate::ledger::LEDGER;
use crate::site::{ListingIx, Site};
use crate::value::{Basis, PartialDate};

/// Which page is rendered, and what it alone needs.
#[derive(Debug, Clone)]
pub enum PageKind {
    /// A page that every site has, but the data page.
    Fixed(Fixed),
    /// A part of a list.
    List(ListingIx, usize),
    Record(EntryIx),
    /// The former address of a record.
    Moved(EntryIx),
    /// The address of an entry that is no longer published: its position in [`Site::gone`].
    Gone(usize),
    /// The way to the accessibility statement.
    Was,
    /// With the files that the page lists.
    Data(Arc<Vec<DataFile>>),
    NotFound,
}

impl PageKind {
    /// The page's name in templates; where no kind has its own, the template's name too.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Fixed(page) => page.id(),
            Self::List(..) => "list",
            Self::Record(_) => "record",
            Self::Moved(_) => "moved",
            Self::Gone(_) => "gone",
            Self::Was => "was",
            Self::Data(_) => Fixed::Data.id(),
            Self::NotFound => "not-found",
        }
    }
}

/// The same page in another language.
#[derive(Debug, Clone)]
pub struct Alternate {
    pub language: Language,
    pub address: Address,
    /// Whether it is this page, or only that language's list.
    pub exact: bool,
}

/// The page a template renders.
pub struct PageObject {
    pub site: Arc<Site>,
    pub language: Language,
    assets: Arc<Assets>,
    gallery: Arc<Gallery>,
    address: Address,
    pub kind: PageKind,
}

impl std::fmt::Debug for PageObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "page {}", self.address)
    }
}

impl PageObject {
    pub fn new(
        site: Arc<Site>,
        assets: Arc<Assets>,
        gallery: Arc<Gallery>,
        address: Address,
        language: Language,
        kind: PageKind,
    ) -> Self {
        Self { site, language, assets, gallery, address, kind }
    }

    /// What a chart shows here; nothing where there is too little to draw.
    pub fn picture(&self, chart: ChartIx) -> Option<Cow<'_, Picture>> {
        self.gallery.get(&self.site, chart, self.language)
    }

    pub fn tongue(&self) -> &Tongue {
        self.site.interface.of(self.language)
    }

    /// An interface text as it is written; its places for values, if any, stay open.
    pub fn message(&self, key: &str) -> Option<&str> {
        match self.tongue().messages.get(key)? {
            Message::Text(text) | Message::Plural { other: text, .. } => Some(text),
        }
    }

    /// An interface text that has no places for values; its key where there is none.
    pub fn words<'a>(&'a self, key: &'a str) -> &'a str {
        self.message(key).unwrap_or(key)
    }

    /// An interface text with its one place filled.
    pub fn filled(&self, key: &str, place: &str, words: &str) -> String {
        self.tongue().messages.format(key, &[(place, words)], None).unwrap_or_else(|| key.to_owned())
    }

    /// An interface text about `n` things.
    pub fn counted(&self, key: &str, n: usize) -> String {
        self.counted_of(key, n, &[])
    }

    /// An interface text about `n` things, its other places filled with `words`.
    pub fn counted_of(&self, key: &str, n: usize, words: &[(&str, &str)]) -> String {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let number = self.tongue().formats.integer(n);
        let places: Vec<(&str, &str)> = words.iter().copied().chain([("n", &*number)]).collect();
        self.tongue().messages.format(key, &places, Some(n)).unwrap_or_else(|| key.to_owned())
    }

    /// Whether this is the page of an entry.
    pub fn is_of(&self, ix: EntryIx) -> bool {
        matches!(self.kind, PageKind::Record(own) if self.site.main(own) == ix)
    }

    /// What sums of a basis are called.
    pub fn basis(&self, basis: Basis) -> &str {
        self.message(&format!("basis.{}", basis.id())).unwrap_or(basis.id())
    }

    /// The link to an address of the site. The page for missing addresses is shown at any depth, so it alone links from
    /// the root of the published site.
    pub fn link(&self, to: &Address) -> String {
        let (above, times, rest) = self.steps(to);
        let mut link = String::with_capacity(above.len() * times + rest.len());
        link.extend(std::iter::repeat_n(above, times));
        link.push_str(rest);
        link
    }

    /// The same link in its parts: what it begins with, how often, and what follows.
    pub fn steps<'a>(&'a self, to: &'a Address) -> (&'a str, usize, &'a str) {
        if let PageKind::NotFound = self.kind {
            return (self.base_path(), 1, to.as_str());
        }
        let (times, rest) = to.steps_from(&self.address);
        (UP, times, rest)
    }

    /// The link to a file whose path is in pieces, as those of [`Self::steps`]; the last number is how many bytes of the path
    /// it leaves out.
    pub fn steps_to(&self, to: &Pieces<'_>) -> (&str, usize, usize) {
        if let PageKind::NotFound = self.kind {
            return (self.base_path(), 1, 0);
        }
        let (times, skipped) = steps(self.address.as_str(), to);
        (UP, times, skipped)
    }

    /// The anchor of an address that lies on this page.
    pub fn anchor_here(&self, address: &Address) -> Option<String> {
        let (file, anchor) = address.as_str().split_once('#')?;
        (file == self.address.as_str()).then(|| anchor.to_owned())
    }

    fn base_path(&self) -> &str {
        let path = self.site.config.base_url.as_deref().and_then(|url| url.splitn(4, '/').nth(3));
        path.filter(|path| !path.is_empty()).map_or("/", |_| {
            let url = self.site.config.base_url.as_deref().unwrap_or("/");
            let host_end = url.match_indices('/').nth(2).map_or(0, |(at, _)| at);
            &url[host_end..]
        })
    }

    /// The address at which the page will stand, where the site knows its own.
    pub fn canonical(&self) -> Option<String> {
        self.absolute(&self.address).filter(|_| !matches!(self.kind, PageKind::NotFound))
    }

    /// The whole address of a file of the site, where the site knows its own.
    pub fn absolute(&self, address: &Address) -> Option<String> {
        let base = self.site.config.base_url.as_deref()?;
        Some([base, address.as_str()].concat())
    }

    /// The page's path in the site.
    pub fn address(&self) -> &str {
        self.address.as_str()
    }

    pub fn asset(&self, name: &str) -> Option<String> {
        self.assets.address(name).map(|address| self.link(&address))
    }

    pub fn root(&self) -> String {
        match self.kind {
            PageKind::NotFound => self.base_path().to_owned(),
            _ => "../".repeat(self.address.as_str().matches('/').count()),
        }
    }

    fn title(&self) -> String {
        let words = |key: &str| self.words(key).to_owned();
        let site = self.site.config.title.get(self.language);
        let words = match &self.kind {
            PageKind::Fixed(Fixed::Home) => return site.to_owned(),
            PageKind::Fixed(page) => match self.own_words(*page) {
                Some(ix) => self.site.title(ix, self.language).to_owned(),
                None => words(&format!("{}.title", page.id())),
            },
            PageKind::List(list, part) => super::lists::title(self, *list, *part),
            PageKind::Record(ix) => {
                // A case and the partnership that it is about may well bear one name.
                let kind = self.site.kind_of(*ix).name.get(self.language);
                format!("{} – {kind}", self.site.title(*ix, self.language))
            }
            PageKind::NotFound => words("notfound.title"),
            other => words(&format!("{}.title", other.id())),
        };
        format!("{words} – {site}")
    }

    /// The entry that holds the site's own words for a page, where it is written in the page's language.
    pub fn own_words(&self, page: Fixed) -> Option<EntryIx> {
        let worded = Fixed::WORDED.contains(&page);
        let found = worded.then(|| self.site.find(PAGE_KIND, page.id())).flatten()?;
        self.site.written_in(found).contains(self.language).then_some(found)
    }

    /// This page in every language of the site.
    pub fn alternates(&self) -> Vec<Alternate> {
        let addresses = self.site.addresses();
        let in_language = |language: Language| {
            let (address, exact) = match &self.kind {
                PageKind::Fixed(page) => (addresses.fixed(*page, language), true),
                PageKind::NotFound => (addresses.fixed(Fixed::Home, language), true),
                PageKind::Was => (addresses.fixed(Fixed::Accessibility, language), true),
                PageKind::Data(_) => (addresses.fixed(Fixed::Data, language), true),
                PageKind::List(list, part) => {
                    let listing = self.site.listings.get(*list);
                    let exact = listing.address(&self.site, *part, language);
                    let is_told = exact.is_some();
                    let kind = self.site.kinds.get(listing.kind);
                    (exact.unwrap_or_else(|| addresses.list(kind, language)), is_told)
                }
                PageKind::Gone(at) => match self.site.gone[*at].kind {
                    Some(kind) => (addresses.list(self.site.kinds.get(kind), language), false),
                    None => (addresses.fixed(Fixed::Home, language), false),
                },
                PageKind::Record(ix) | PageKind::Moved(ix) => {
                    let exact = self.site.page_languages(*ix).contains(&language);
                    let kind = self.site.kind_of(*ix);
                    let record = || addresses.record(kind, &self.site.entry(*ix).id, language);
                    (if exact { record() } else { addresses.list(kind, language) }, exact)
                }
            };
            Alternate { language, address, exact }
        };
        self.site.config.languages.iter().map(|language| in_language(*language)).collect()
    }

    fn alternates_value(&self) -> Value {
        let value = |alternate: Alternate| {
            map([
                ("code", Value::from(alternate.language.code())),
                ("name", Value::from(self.site.interface.of(alternate.language).name.clone())),
                ("href", Value::from(self.link(&alternate.address))),
                ("current", Value::from(alternate.language == self.language)),
                ("exact", Value::from(alternate.exact)),
            ])
        };
        self.alternates().into_iter().map(value).collect()
    }

    fn navigation(self: &Arc<Self>) -> Value {
        let value = |item: navigation::Item<'_>| {
            map([
                ("href", Value::from(item.href)),
                ("text", Value::from(item.text)),
                ("lang", Value::from(item.language.code())),
                ("current", Value::from(item.is_current)),
            ])
        };
        navigation::navigation(self).map(value).collect()
    }

    /// Whether the site has a kind with entries.
    pub fn has_entries(&self, kind: &str) -> bool {
        self.site.kinds.by_id(kind).is_some_and(|ix| !self.site.list(ix).is_empty())
    }

    pub fn date(self: &Arc<Self>, date: PartialDate) -> Value {
        Value::from_object(DateObject { page: self.clone(), date })
    }
}

const PAGE_KEYS: &[&str] = &[
    "address",
    "lang",
    "title",
    "type",
    "root",
    "home",
    "search",
    "data",
    "dictionary",
    "quality",
    "about",
    "accessibility",
    "privacy",
    "changes",
    "changes_feed",
    "ledger",
    "feed",
    "alternates",
    "navigation",
    "pages",
    "languages",
    "language",
    "canonical",
];

impl Object for PageObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let fixed = |page| Value::from(self.link(&self.site.addresses().fixed(page, self.language)));
        Some(match key {
            "address" => Value::from(self.address.as_str()),
            "lang" => Value::from(self.language.code()),
            "title" => Value::from(self.title()),
            "type" => Value::from(self.kind.id()),
            "root" => Value::from(self.root()),
            "home" => fixed(Fixed::Home),
            "search" => fixed(Fixed::Search),
            "data" => fixed(Fixed::Data),
            "dictionary" => fixed(Fixed::Dictionary),
            "quality" => fixed(Fixed::Quality),
            "about" => fixed(Fixed::About),
            "accessibility" => fixed(Fixed::Accessibility),
            "privacy" => fixed(Fixed::Privacy),
            "changes" | "changes_feed" | "ledger" if !self.site.has_past() => Value::from(()),
            "changes" => fixed(Fixed::Changes),
            "changes_feed" => Value::from(self.link(&self.site.addresses().changes_feed(self.language))),
            "ledger" => Value::from(self.link(&Address::new(LEDGER))),
            "feed" => Value::from(self.link(&self.site.addresses().feed(self.language))),
            "alternates" => self.alternates_value(),
            "navigation" => self.navigation(),
            "pages" => EntryObject::list(self, navigation::own_pages(self).into()),
            "languages" => Value::from(self.site.config.languages.len()),
            "language" => Value::from(&*self.tongue().name),
            "canonical" => or_none(self.canonical()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(PAGE_KEYS)
    }
}
