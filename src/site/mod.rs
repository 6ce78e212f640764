//! The model: an immutable site, in which every question that a page can ask has a method.

mod brief;
mod by;
mod changes;
mod citations;
mod cut;
mod deadlines;
mod decisions;
mod derived;
mod listings;
mod lists;
mod outlines;
mod overview;
mod past;
mod pictures;
mod places;
mod quality;
mod questions;
mod relations;
mod select;
mod totals;
mod versions;
mod weight;

pub use by::{By, Told};
pub use changes::{AmountChange, ChangeShown, PublicationShown};
pub use cut::{Part, Step};
pub use deadlines::Deadline;
pub use derived::Derived;
pub use listings::{Listing, ListingIx, Listings, NAMED_VALUES, NEWEST_ROWS, Relation, SECTION_ROWS, Subject};
pub use overview::{LATEST, Overview};
pub use past::Gone;
pub use pictures::CURRENCIES;
pub use places::{HAPPENS, Local};
pub use quality::{Missing, Quality, YearApart};
pub use relations::BackGroup;
pub use select::Having;
pub use totals::{TotalLine, Totals};

use std::collections::HashMap;
use std::ops::Range;

use crate::address::{Address, Addresses, Pieces};
use crate::attachment::Attachments;
use crate::config::Config;
use crate::entry::{Entry, EntryIx, Origin, Value};
use crate::gather::LeftOut;
use crate::glossary::Glossary;
use crate::interface::Interface;
use crate::kind::{FieldIx, Kind, KindIx, Kinds, Role};
use crate::lang::{Language, LanguageSet};
use crate::ledger::Ledger;
use crate::lexicon::Lexicon;
use crate::map::Map;
use crate::source::At;
use crate::value::PartialDate;
use citations::Passages;
use relations::Backs;

/// Everything that is published, references resolved both ways.
pub struct Site {
    pub config: Config,
    pub kinds: Kinds,
    pub interface: Interface,
    /// What the search knows of words.
    pub lexicon: Lexicon,
    /// Words that are explained to readers.
    pub glossary: Glossary,
    /// The outlines of places, where there is a map.
    pub map: Map,
    /// Where the outline of an entry stands in the map.
    outlines: HashMap<EntryIx, usize>,
    /// The files beside the texts; none until it is known which of them are published.
    pub attachments: Attachments,
    /// The day of the build.
    pub today: PartialDate,
    entries: Vec<Entry>,
    /// Where the entries of each kind lie in `entries`, which is sorted by kind and id.
    ranges: Vec<Range<usize>>,
    /// The entries of each kind, translations left out, in the order of lists: newest first, then by title as the site's
    /// first language orders them.
    by_kind: Vec<Vec<EntryIx>>,
    /// The languages in which each entry is written.
    written: Vec<LanguageSet>,
    /// The date that orders each entry in lists.
    dates: Vec<Option<PartialDate>>,
    /// The sum of which each entry is a part.
    whole: Vec<Option<EntryIx>>,
    /// The position of each entry among all, newest first; translations have none.
    ranks: Vec<u32>,
    /// The position of each entry in the list of its kind, for each language but the first.
    readers_ranks: Vec<(Language, Vec<u32>)>,
    /// Former ids.
    aliases: HashMap<(KindIx, Box<str>), EntryIx>,
    back: Backs,
    pub listings: Listings,
    passages: Passages,
    pub overview: Overview,
    /// Empty until the reports of the tables are known.
    pub quality: Quality,
    /// What was published before; empty where nothing was recorded.
    pub ledger: Ledger,
    /// Entries that are no longer published, by kind and id.
    pub gone: Vec<Gone>,
    expired: Vec<LeftOut>,
}

impl Site {
    /// Builds the model; nothing is left to complain about.
    pub fn new(
        config: Config,
        kinds: Kinds,
        (interface, map): (Interface, Map),
        today: PartialDate,
        entries: Vec<Entry>,
    ) -> Self {
        let mut by_kind: Vec<Vec<EntryIx>> = kinds.iter().map(|_| Vec::new()).collect();
        let mut aliases = HashMap::new();
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.origin != Origin::Translation) {
            by_kind[usize::from(entry.kind.0)].push(EntryIx::at(at));
            aliases.extend(entry.aliases().iter().map(|alias| ((entry.kind, alias.value.clone()), EntryIx::at(at))));
        }
        let back = Backs::of(&entries, &kinds);
        let from = |kind: KindIx| entries.partition_point(|entry| entry.kind < kind);
        let ranges = kinds.iter().map(|(ix, _)| from(ix)..from(KindIx(ix.0 + 1))).collect();
        let written = versions::written(&entries, &kinds);
        let dates = entries.iter().map(|entry| lists::ordering_date(entry, &kinds)).collect();
        let (ledger, gone) = (Ledger::default(), Vec::new());
        let mut site = Self {
            config,
            kinds,
            interface,
            lexicon: Lexicon::default(),
            glossary: Glossary::default(),
            map,
            outlines: HashMap::new(),
            attachments: Attachments::default(),
            today,
            entries,
            ranges,
            by_kind,
            written,
            dates,
            whole: Vec::new(),
            ranks: Vec::new(),
            readers_ranks: Vec::new(),
            aliases,
            back,
            listings: Listings::default(),
            passages: Passages::default(),
            overview: Overview::default(),
            quality: Quality::default(),
            ledger,
            gone,
            expired: Vec::new(),
        };
        site.whole = site.whole_of_each();
        site.order_lists();
        site.listings = Listings::new(&site);
        site.passages = Passages::of(&site);
        site.overview = Overview::of(&site);
        site
    }

    pub fn addresses(&self) -> Addresses {
        Addresses { first: self.config.languages[0] }
    }

    pub fn entry(&self, ix: EntryIx) -> &Entry {
        &self.entries[ix.0 as usize]
    }

    pub fn kind_of(&self, ix: EntryIx) -> &Kind {
        self.kinds.get(self.entry(ix).kind)
    }

    /// How many entries are published, translations not counted.
    pub fn count(&self) -> usize {
        self.by_kind.iter().map(Vec::len).sum()
    }

    /// Every entry but the translations, by kind, in the order of lists.
    pub fn all(&self) -> impl Iterator<Item = EntryIx> {
        self.by_kind.iter().flatten().copied()
    }

    /// The entries of a kind, translations included, in the order of ids.
    pub fn rows(&self, kind: KindIx) -> Vec<EntryIx> {
        self.ranges[usize::from(kind.0)].clone().map(EntryIx::at).collect()
    }

    /// The entry of which this is a version: itself, unless it is a translation.
    pub fn main(&self, ix: EntryIx) -> EntryIx {
        let mut at = ix;
        while self.entry(at).origin == Origin::Translation && at.0 > 0 {
            at = EntryIx(at.0 - 1);
        }
        at
    }

    /// The entry with an id, or with a former one.
    pub fn find(&self, kind: &str, id: &str) -> Option<EntryIx> {
        let kind = self.kinds.by_id(kind)?;
        let range = self.ranges[usize::from(kind.0)].clone();
        let at = range.start + self.entries[range.clone()].partition_point(|entry| &*entry.id < id);
        let found = (at < range.end && &*self.entries[at].id == id).then(|| EntryIx::at(at));
        found.or_else(|| self.aliases.get(&(kind, id.into())).copied())
    }

    /// Whether the entry has a page of its own.
    pub fn has_page(&self, ix: EntryIx) -> bool {
        !matches!(self.entry(ix).origin, Origin::Inside(_)) && self.kind_of(ix).pages
    }

    /// The entry on whose page this one stands: its parent, or its recipient where the kind has no pages.
    fn page_owner(&self, ix: EntryIx) -> EntryIx {
        if let Origin::Inside(parent) = self.entry(ix).origin {
            return self.page_owner(parent);
        }
        if self.has_page(ix) {
            return ix;
        }
        let payee = self.kind_of(ix).role(Role::Payee).and_then(|role| self.target(ix, role));
        payee.filter(|owner| self.has_page(*owner)).unwrap_or(ix)
    }

    /// Where a reader of `language` finds the entry: its page, an anchor on its owner's page, or a row of its list.
    pub fn address(&self, ix: EntryIx, language: Language) -> Address {
        let owner = self.page_owner(ix);
        if !self.has_page(owner) {
            let list = Listings::of_kind(self.entry(owner).kind);
            return self.row_address(list, owner, language).anchor(&self.entry(owner).id);
        }
        let language = self.nearest_page(owner, language);
        let page = self.addresses().record(self.kind_of(owner), &self.entry(owner).id, language);
        if owner == ix {
            return page;
        }
        let kind = self.entry(ix).kind;
        let by_payee = self.kinds.get(kind).role(Role::Payee).map(|payee| Relation::Back(kind, [payee].into()));
        let list = by_payee.and_then(|relation| self.listings.of_related(owner, relation));
        list.map_or(page, |list| self.row_address(list, ix, language)).anchor(&self.entry(ix).id)
    }

    /// The same for an entry with a page of its own, in pieces: most links lead to one. Nothing for any other.
    pub fn page_pieces(&self, ix: EntryIx, language: Language) -> Option<Pieces<'_>> {
        if !self.has_page(ix) {
            return None;
        }
        let language = self.nearest_page(ix, language);
        self.addresses().record_pieces(self.kind_of(ix), &self.entry(ix).id, language).ok()
    }

    /// The page of a list on which an entry of it is a row.
    fn row_address(&self, list: ListingIx, ix: EntryIx, language: Language) -> Address {
        let listing = self.listings.get(list);
        let page = listing.address(self, listing.cut.part_of(self, ix), language);
        page.unwrap_or_else(|| self.addresses().list(self.kind_of(ix), language))
    }

    /// Where the entry stands for machines: beside the page in its own language.
    pub fn json_address(&self, ix: EntryIx) -> Address {
        self.addresses().json(self.kind_of(ix), &self.entry(ix).id, self.own_language(ix))
    }

    /// The language of an entry, or the site's first where it does not speak that.
    pub fn own_language(&self, ix: EntryIx) -> Language {
        let language = self.entry(ix).language;
        if self.config.languages.contains(&language) { language } else { self.config.languages[0] }
    }

    /// The value of a field, from the version in `language` where that has one.
    pub fn value(&self, ix: EntryIx, field: FieldIx, language: Language) -> Option<At<&Value>> {
        self.held(ix, field, language).map(|(_, value)| value)
    }

    /// The value of a field with the version that holds it: that in `language` where it has one, else the entry itself.
    pub fn held(&self, ix: EntryIx, field: FieldIx, language: Language) -> Option<(EntryIx, At<&Value>)> {
        let versions = [self.version(ix, language), ix];
        versions.into_iter().find_map(|holder| Some((holder, self.entry(holder).fields.get(field)?)))
    }

    /// The language of the words that a reader of `language` gets from a value; `holder` is the version that holds it. A
    /// text written per language tells its own; any other is in the language of the version.
    pub fn language_of(&self, holder: EntryIx, value: &Value, language: Language) -> Language {
        let Value::Texts(texts) = value else { return self.entry(holder).language };
        let own = texts.iter().find(|(own, _)| *own == language).or_else(|| texts.first());
        own.map_or(self.entry(holder).language, |(own, _)| *own)
    }

    /// The heading of an entry; the id where none is written.
    pub fn title(&self, ix: EntryIx, language: Language) -> &str {
        self.titled(ix, language).0
    }

    /// The language in which a reader of `language` gets the heading of an entry.
    pub fn title_language(&self, ix: EntryIx, language: Language) -> Language {
        self.titled(ix, language).1
    }

    /// The heading of an entry, and the language in which a reader of `language` gets it.
    pub fn titled(&self, ix: EntryIx, language: Language) -> (&str, Language) {
        let entry = self.entry(ix);
        let Some((holder, held)) = self.held(ix, self.kind_of(ix).title, language) else {
            return (&entry.id, entry.language);
        };
        let words = held.value.text(language).unwrap_or(&entry.id);
        (words, self.language_of(holder, held.value, language))
    }

    /// The date that orders the entry in lists and feeds, where its kind has one.
    pub fn date(&self, ix: EntryIx) -> Option<PartialDate> {
        self.dates[ix.0 as usize]
    }

    /// The entry that a field refers to.
    pub fn target(&self, ix: EntryIx, field: FieldIx) -> Option<EntryIx> {
        match &self.entry(ix).fields.get(field)?.value.items().next()? {
            Value::Reference(reference) => reference.target,
            _ => None,
        }
    }

    /// The summary of an entry as plain text.
    pub fn summary(&self, ix: EntryIx, language: Language) -> Option<&str> {
        let field = self.kind_of(ix).schema.by_name("summary")?;
        self.value(ix, field, language)?.value.text(language)
    }
}
