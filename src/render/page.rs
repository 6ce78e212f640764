//! What templates know of the page they are rendering and of the site around it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::entry::{EntryObject, kind_object};
use super::values::{map, totals_value};
use crate::address::{Address, Fixed};
use crate::assets::Assets;
use crate::entry::EntryIx;
use crate::export::DataFile;
use crate::interface::Tongue;
use crate::kind::{Field, FieldIx, KindIx, Role, Type};
use crate::lang::Language;
use crate::site::Site;
use crate::value::PartialDate;

/// Which page is rendered, and what it alone needs.
#[derive(Debug, Clone)]
pub enum PageKind {
    Home,
    List(KindIx),
    Record(EntryIx),
    Search,
    /// The former address of a record.
    Moved(EntryIx),
    /// With the files that the page lists.
    Data(Arc<Vec<DataFile>>),
    NotFound,
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
    address: Address,
    kind: PageKind,
}

impl std::fmt::Debug for PageObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "page {}", self.address)
    }
}

/// How many of the latest records the home page shows.
const LATEST: usize = 8;

impl PageObject {
    pub fn new(site: Arc<Site>, assets: Arc<Assets>, address: Address, language: Language, kind: PageKind) -> Self {
        Self { site, language, assets, address, kind }
    }

    pub fn tongue(&self) -> &Tongue {
        self.site.interface.of(self.language)
    }

    /// The link to an address of the site. The page for missing addresses is shown at any depth, so it alone links from
    /// the root of the published site.
    pub fn link(&self, to: &Address) -> String {
        match self.kind {
            PageKind::NotFound => format!("{}{to}", self.base_path()),
            _ => to.relative_to(&self.address),
        }
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

    pub fn asset(&self, name: &str) -> Option<String> {
        self.assets.address(name).map(|address| self.link(&address))
    }

    fn root(&self) -> String {
        match self.kind {
            PageKind::NotFound => self.base_path().to_owned(),
            _ => "../".repeat(self.address.as_str().matches('/').count()),
        }
    }

    fn title(&self) -> String {
        let words = |key: &str| self.tongue().messages.format(key, &[], None).unwrap_or_else(|| key.to_owned());
        let site = self.site.config.title.get(self.language);
        match &self.kind {
            PageKind::Home => site.to_owned(),
            PageKind::List(kind) => format!("{} – {site}", self.site.kinds.get(*kind).heading(self.language)),
            PageKind::Record(ix) => format!("{} – {site}", self.site.title(*ix, self.language)),
            PageKind::Search => format!("{} – {site}", words("search.title")),
            PageKind::Moved(_) => format!("{} – {site}", words("moved.title")),
            PageKind::Data(_) => format!("{} – {site}", words("data.title")),
            PageKind::NotFound => format!("{} – {site}", words("notfound.title")),
        }
    }

    fn type_name(&self) -> &'static str {
        match self.kind {
            PageKind::Home => "home",
            PageKind::List(_) => "list",
            PageKind::Record(_) => "record",
            PageKind::Search => "search",
            PageKind::Moved(_) => "moved",
            PageKind::Data(_) => "data",
            PageKind::NotFound => "not-found",
        }
    }

    /// This page in every language of the site.
    pub fn alternates(&self) -> Vec<Alternate> {
        let addresses = self.site.addresses();
        let in_language = |language: Language| {
            let (address, exact) = match &self.kind {
                PageKind::Home | PageKind::NotFound => (addresses.fixed(Fixed::Home, language), true),
                PageKind::List(kind) => (addresses.list(self.site.kinds.get(*kind), language), true),
                PageKind::Search => (addresses.fixed(Fixed::Search, language), true),
                PageKind::Data(_) => (addresses.fixed(Fixed::Data, language), true),
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
        const USUAL: [&str; 3] = ["project", "partnership", "grant"];
        let chosen: Vec<&str> = match self.site.config.navigation.as_slice() {
            [] => USUAL.into_iter().filter(|id| self.has_entries(id)).collect(),
            chosen => chosen.iter().map(|id| &*id.value).collect(),
        };
        let addresses = self.site.addresses();
        let item = |id: &str| {
            let (address, text, current) = match self.site.kinds.by_id(id) {
                Some(ix) => {
                    let kind = self.site.kinds.get(ix);
                    let current = match &self.kind {
                        PageKind::List(shown) => *shown == ix,
                        PageKind::Record(shown) => self.site.entry(*shown).kind == ix,
                        _ => false,
                    };
                    (addresses.list(kind, self.language), kind.heading(self.language), current)
                }
                None => {
                    let ix = self.site.find("page", id)?;
                    let current = matches!(&self.kind, PageKind::Record(shown) if *shown == ix);
                    let title = self.site.title(ix, self.language).to_owned();
                    (self.site.address(ix, self.language), title, current)
                }
            };
            Some(map([
                ("href", Value::from(self.link(&address))),
                ("text", Value::from(text)),
                ("current", Value::from(current)),
            ]))
        };
        chosen.into_iter().filter_map(item).collect()
    }

    fn has_entries(&self, kind: &str) -> bool {
        self.site.kinds.by_id(kind).is_some_and(|ix| !self.site.list(ix).is_empty())
    }

    pub fn date(&self, date: PartialDate) -> Value {
        map([("text", Value::from(self.tongue().formats.date(date))), ("iso", Value::from(date.to_iso()))])
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
    "feed",
    "alternates",
    "navigation",
    "canonical",
];

impl Object for PageObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let fixed = |page| Value::from(self.link(&self.site.addresses().fixed(page, self.language)));
        Some(match key.as_str()? {
            "address" => Value::from(self.address.as_str()),
            "lang" => Value::from(self.language.code()),
            "title" => Value::from(self.title()),
            "type" => Value::from(self.type_name()),
            "root" => Value::from(self.root()),
            "home" => fixed(Fixed::Home),
            "search" => fixed(Fixed::Search),
            "data" => fixed(Fixed::Data),
            "feed" => Value::from(self.link(&self.site.addresses().feed(self.language))),
            "alternates" => self.alternates_value(),
            "navigation" => self.navigation(),
            "canonical" => match &self.site.config.base_url {
                Some(base) if !matches!(self.kind, PageKind::NotFound) => {
                    Value::from(format!("{base}{}", self.address))
                }
                _ => Value::from(()),
            },
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(PAGE_KEYS)
    }
}

/// What every template sees, and what this page alone shows.
pub fn context_of(page: &Arc<PageObject>) -> Value {
    let mut context: BTreeMap<&str, Value> = BTreeMap::new();
    context.insert("page", Value::from_dyn_object(page.clone()));
    context.insert("site", site_value(page));
    match &page.kind {
        PageKind::Home => home(page, &mut context),
        PageKind::List(kind) => {
            let entries = page.site.list(*kind);
            context.insert("kind", kind_object(page, *kind));
            let columns = page.site.columns(*kind);
            context.insert("columns", columns_value(page, *kind, &columns));
            context.insert("entries", EntryObject::rows(page, entries.to_vec(), columns.into()));
            context.insert("totals", totals_value(page, &page.site.totals(entries)));
        }
        PageKind::Record(ix) | PageKind::Moved(ix) => {
            context.insert("entry", EntryObject::value(page, *ix));
        }
        PageKind::Search => {
            context.insert(
                "settings_json",
                Value::from_safe_string(crate::search::settings(&page.site, page.language, &page.root())),
            );
            context.insert("kinds", kinds(page));
        }
        PageKind::Data(files) => {
            let (tables, others): (Vec<&DataFile>, Vec<&DataFile>) = files.iter().partition(|file| file.kind.is_some());
            context.insert("files", data_tables(page, &tables));
            context.insert("others", others.iter().map(|file| data_file(page, file)).collect());
        }
        PageKind::NotFound => {
            context.insert("kinds", kinds(page));
        }
    }
    map(context)
}

/// The heads of a list's columns.
fn columns_value(page: &Arc<PageObject>, kind: KindIx, columns: &[FieldIx]) -> Value {
    let fields = columns.iter().map(|ix| page.site.kinds.get(kind).field(*ix));
    let head = |field: &Field| {
        let figures = matches!(field.ty, Type::Money | Type::Integer | Type::Number | Type::Percent);
        map([("label", Value::from(field.label.get(page.language))), ("figures", Value::from(figures))])
    };
    fields.map(head).collect()
}

fn or_none(text: Option<impl Into<Value>>) -> Value {
    text.map_or_else(|| Value::from(()), Into::into)
}

fn site_value(page: &Arc<PageObject>) -> Value {
    let (site, config) = (&page.site, &page.site.config);
    let languages: Value = site
        .interface
        .iter()
        .map(|tongue| map([("code", Value::from(tongue.language.code())), ("name", Value::from(tongue.name.clone()))]))
        .collect();
    let publisher = config.publisher.as_ref().and_then(|id| site.find("organisation", &id.value));
    map([
        ("title", Value::from(config.title.get(page.language))),
        ("languages", languages),
        ("licence", or_none(config.licence.as_deref())),
        ("contact", or_none(config.contact.as_deref())),
        ("publisher", or_none(publisher.map(|ix| EntryObject::value(page, ix)))),
        ("today", Value::from(page.tongue().formats.date(site.today))),
        ("today_iso", Value::from(site.today.to_iso())),
        ("version", Value::from(env!("CARGO_PKG_VERSION"))),
        ("entries", Value::from(site.count())),
        ("statement", or_none(config.accessibility_statement.as_deref())),
    ])
}

/// The kinds that have entries.
fn kinds(page: &Arc<PageObject>) -> Value {
    let filled = page.site.kinds.iter().filter(|(ix, _)| !page.site.list(*ix).is_empty());
    filled.map(|(ix, _)| kind_object(page, ix)).collect()
}

fn home(page: &Arc<PageObject>, context: &mut BTreeMap<&str, Value>) {
    let site = &page.site;
    let mut money = Vec::new();
    for (ix, _) in site.kinds.iter().filter(|(_, kind)| kind.role(Role::Amount).is_some()) {
        money.extend(site.list(ix));
    }
    // Newest first; sums without a year come last, so that the table adds up to the figures above it.
    let mut by_year: BTreeMap<Reverse<Option<i16>>, Vec<EntryIx>> = BTreeMap::new();
    for entry in &money {
        by_year.entry(Reverse(site.money_year(*entry))).or_default().push(*entry);
    }
    let years: Value = by_year
        .into_iter()
        .map(|(Reverse(year), entries)| {
            let totals = site.totals(&entries).without_frames();
            map([("year", or_none(year.map(|year| year.to_string()))), ("lines", totals_lines(page, &totals))])
        })
        .collect();
    let latest: Value = site
        .latest(LATEST)
        .into_iter()
        .map(|(date, ix)| map([("date", page.date(date)), ("entry", EntryObject::value(page, ix))]))
        .collect();
    context.insert("totals", totals_value(page, &site.totals(&money).without_frames()));
    context.insert("years", years);
    context.insert("latest", latest);
    context.insert("kinds", kinds(page));
}

fn totals_lines(page: &Arc<PageObject>, totals: &crate::site::Totals) -> Value {
    totals_value(page, totals).get_attr("lines").unwrap_or_default()
}

fn data_file(page: &Arc<PageObject>, file: &DataFile) -> Value {
    map([
        ("href", Value::from(page.link(&file.address))),
        ("name", Value::from(file.address.as_str())),
        ("format", Value::from(file.format)),
        ("size", Value::from(page.tongue().formats.integer(i128::from(file.size)))),
        ("checksum", Value::from(file.sha256.clone())),
    ])
}

fn data_tables(page: &Arc<PageObject>, files: &[&DataFile]) -> Value {
    let mut by_kind: BTreeMap<KindIx, Vec<&DataFile>> = BTreeMap::new();
    for file in files {
        if let Some(kind) = file.kind {
            by_kind.entry(kind).or_default().push(file);
        }
    }
    by_kind
        .into_iter()
        .map(|(kind, files)| {
            let mut row = BTreeMap::from([
                ("kind", kind_object(page, kind)),
                ("heading", Value::from(page.site.kinds.get(kind).heading(page.language))),
                ("rows", Value::from(page.site.list(kind).len())),
            ]);
            row.extend(files.into_iter().map(|file| (file.format, data_file(page, file))));
            map(row)
        })
        .collect()
}
