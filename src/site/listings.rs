//! The lists of the site: of each kind, of each value of a field, and of what refers to an entry by hundreds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::by::{self, By};
use super::cut::{Cut, Part};
use super::pictures::{CURRENCIES, Pictures};
use super::places::HAPPENS;
use super::weight::{ILLUSTRATED_BYTES, RECORD_BYTES, Weights};
use super::{Site, Totals};
use crate::address::Address;
use crate::entry::{EntryIx, Value};
use crate::kind::{Facet, Field, FieldIx, KindIx, Type};
use crate::lang::Language;
use crate::value::slug::slug;

/// The most rows that a section of a record's page tells; more stand in a list of their own.
pub const SECTION_ROWS: usize = 100;
/// How many of the newest rows stand on a page whose list stands elsewhere.
pub const NEWEST_ROWS: usize = 20;
/// How many lists by the values of a field are named on one page.
pub const NAMED_VALUES: usize = 50;

/// The position of a list in [`Listings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListingIx(u32);

/// Of what a list is.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// All entries of the kind.
    Kind,
    /// The entries with a value in a field: its slug, and the value as the first of them writes it.
    Value { field: FieldIx, slug: Box<str>, value: Value },
    /// Those to which the entries refer by a field, with how many do.
    By(By),
    /// The entries in a relation to an entry.
    Related(EntryIx, Relation),
}

/// How many entries are related to one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They refer to it through this field.
    Back(KindIx, Box<[FieldIx]>),
    /// They are of this kind and tell of a place: the name of the section, as the messages `place.…` know it.
    Local(KindIx, &'static str),
}

/// A list of entries of one kind.
#[derive(Debug)]
pub struct Listing {
    pub kind: KindIx,
    pub subject: Subject,
    pub cut: Cut,
    /// What is told of each part as a whole. Every language tells it, and the part around it too, so it is worked out once.
    heads: Vec<Head>,
    /// In how many currencies pictures are drawn on its page.
    pub currencies: usize,
    /// The folder of its parts in each of its languages.
    folders: Vec<(Language, Box<str>)>,
}

/// What is told of all rows of a part.
#[derive(Debug)]
pub struct Head {
    pub totals: Totals,
    /// The newest rows of a part whose rows stand on other pages; none where no row has a date.
    pub newest: Vec<EntryIx>,
}

/// The site, and what its rows weigh.
type Weighed<'a> = (&'a Site, &'a Weights);

/// Every list of the site.
#[derive(Debug, Default)]
pub struct Listings {
    all: Vec<Listing>,
    values: HashMap<(KindIx, FieldIx), BTreeMap<Box<str>, ListingIx>>,
    related: HashMap<(EntryIx, Relation), ListingIx>,
    by: HashMap<KindIx, Vec<ListingIx>>,
    /// In how many currencies pictures are drawn on a record's page that could not hold all of them.
    currencies: HashMap<EntryIx, usize>,
    /// The fields that each kind's lists show as columns.
    columns: Vec<Vec<FieldIx>>,
}

impl Listings {
    /// Lists the entries of a site whose references and orders are known.
    pub(super) fn new(site: &Site) -> Self {
        let kinds: Vec<KindIx> = site.kinds.iter().map(|(kind, _)| kind).collect();
        let columns: Vec<Vec<FieldIx>> = kinds.par_iter().map(|kind| columns(site, *kind)).collect();
        let weights = Weights::new(site, &columns);
        let mut listings = Self { columns, ..Self::default() };
        let whole = |kind: &KindIx| listing((site, &weights), *kind, Subject::Kind, site.list(*kind).to_vec(), None);
        listings.all = kinds.par_iter().map(whole).collect();
        let facets: Vec<(KindIx, FieldIx)> = kinds.iter().flat_map(|kind| faceted(site, *kind)).collect();
        let by_value: Vec<Vec<Listing>> =
            facets.par_iter().map(|(kind, field)| by_value((site, &weights), *kind, *field)).collect();
        by_value.into_iter().flatten().for_each(|listing| listings.add(listing));
        let by: Vec<Vec<Listing>> = kinds.par_iter().map(|kind| by_references((site, &weights), *kind)).collect();
        by.into_iter().flatten().for_each(|listing| listings.add(listing));
        let entries: Vec<EntryIx> = site.all().collect();
        let of_record = |ix: EntryIx| {
            let pictures = Pictures::of_record(site, ix);
            (ix, pictures.currencies(), related((site, &weights), ix, pictures.bytes()))
        };
        let of_records: Vec<(EntryIx, usize, Vec<Listing>)> = entries.into_par_iter().map(of_record).collect();
        let limited = of_records.iter().filter(|(_, currencies, _)| *currencies < CURRENCIES);
        listings.currencies = limited.map(|(ix, currencies, _)| (*ix, *currencies)).collect();
        of_records.into_iter().flat_map(|(_, _, related)| related).for_each(|listing| listings.add(listing));
        listings
    }

    fn add(&mut self, listing: Listing) {
        let ix = ListingIx(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        match &listing.subject {
            Subject::Kind => {}
            Subject::Value { field, slug, .. } => {
                self.values.entry((listing.kind, *field)).or_default().insert(slug.clone(), ix);
            }
            Subject::By(_) => self.by.entry(listing.kind).or_default().push(ix),
            Subject::Related(to, relation) => {
                self.related.insert((*to, relation.clone()), ix);
            }
        }
        self.all.push(listing);
    }

    pub fn iter(&self) -> impl Iterator<Item = (ListingIx, &Listing)> {
        self.all.iter().enumerate().map(|(at, listing)| (ListingIx(u32::try_from(at).unwrap_or(u32::MAX)), listing))
    }

    pub fn get(&self, ix: ListingIx) -> &Listing {
        &self.all[ix.0 as usize]
    }

    /// The list of all entries of a kind.
    pub fn of_kind(kind: KindIx) -> ListingIx {
        ListingIx(u32::from(kind.0))
    }

    /// The lists of a kind by the values of one of its fields, in the order of slugs.
    pub fn by_values(&self, kind: KindIx, field: FieldIx) -> impl Iterator<Item = ListingIx> {
        self.values.get(&(kind, field)).into_iter().flat_map(|values| values.values().copied())
    }

    /// The lists of those to which the entries of a kind refer, in the order of fields.
    pub fn by(&self, kind: KindIx) -> impl Iterator<Item = ListingIx> {
        self.by.get(&kind).into_iter().flatten().copied()
    }

    /// The list of the entries with a value in a field.
    pub fn of_value(&self, kind: KindIx, field: FieldIx, slug: &str) -> Option<ListingIx> {
        self.values.get(&(kind, field))?.get(slug).copied()
    }

    /// The list of what is related to an entry, where its page does not hold it.
    pub fn of_related(&self, to: EntryIx, relation: Relation) -> Option<ListingIx> {
        self.related.get(&(to, relation)).copied()
    }

    /// In how many currencies pictures are drawn on the page of an entry.
    pub fn currencies_at(&self, ix: EntryIx) -> usize {
        self.currencies.get(&ix).copied().unwrap_or(CURRENCIES)
    }

    /// The fields that a kind's lists show as columns: those marked as such that any of its entries has.
    pub fn columns(&self, kind: KindIx) -> &[FieldIx] {
        &self.columns[usize::from(kind.0)]
    }
}

impl Listing {
    /// The languages in which the list has pages.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.folders.iter().map(|(language, _)| *language)
    }

    /// The page of a part, where the list is told in the language.
    pub fn address(&self, site: &Site, part: usize, language: Language) -> Option<Address> {
        let (_, folder) = self.folders.iter().find(|(own, _)| *own == language)?;
        let name = &self.cut.parts[part].name;
        let path = match (&self.subject, name.is_empty()) {
            (Subject::Kind, true) => return Some(site.addresses().list(site.kinds.get(self.kind), language)),
            (_, true) => format!("{folder}.html"),
            (_, false) => format!("{folder}/{name}.html"),
        };
        Some(site.addresses().in_language(language, &path))
    }

    pub fn part(&self, at: usize) -> &Part {
        &self.cut.parts[at]
    }

    /// What is told of a part as a whole.
    pub fn head(&self, part: usize) -> &Head {
        &self.heads[part]
    }

    /// The entries of a part.
    pub fn rows(&self, part: usize) -> &[EntryIx] {
        &self.cut.rows[self.cut.parts[part].rows.clone()]
    }
}

fn listing(of: Weighed<'_>, kind: KindIx, subject: Subject, rows: Vec<EntryIx>, taken: Option<usize>) -> Listing {
    let (site, weights) = of;
    let languages = match &subject {
        Subject::Related(to, _) => site.page_languages(*to),
        _ => site.config.languages.clone(),
    };
    let folder = |language: Language| {
        let path = site.kinds.get(kind).path.get(language);
        let list = match &subject {
            Subject::Kind => format!("{path}/list"),
            Subject::Value { field, slug: value, .. } => {
                let field = site.kinds.get(kind).field(*field);
                format!("{path}/list/{}/{}", slug(field.label.get(language)), value_slug(field, value, language))
            }
            Subject::By(By { field, .. }) => {
                let number = taken.map(|number| format!("-{number}")).unwrap_or_default();
                format!("{path}/list/{}{number}", slug(site.kinds.get(kind).field(*field).label.get(language)))
            }
            Subject::Related(to, relation) => {
                let (owner, id) = (site.kind_of(*to).path.get(language), &site.entry(*to).id);
                let number = taken.map(|number| format!("-{number}")).unwrap_or_default();
                format!("{owner}/{id}/{path}-{}{number}", slug(&relation.words(site, language)))
            }
        };
        (language, list.into())
    };
    let folders = languages.into_iter().map(folder).collect();
    let pictures = match &subject {
        Subject::Kind => Pictures::of_kind(site, kind),
        Subject::Value { field, .. } => Pictures::of_value(site, kind, *field, &rows),
        Subject::By(_) | Subject::Related(..) => Pictures::default(),
    };
    let cut = Cut::new(site, weights, rows, pictures.bytes());
    let heads = cut.parts.iter().zip(site.totals_of_parts(&cut)).map(|(part, totals)| {
        let is_cut = !part.parts.is_empty();
        let newest = if is_cut { site.newest(&cut.rows[part.rows.clone()], NEWEST_ROWS) } else { Vec::new() };
        Head { totals, newest }
    });
    let heads = heads.collect();
    Listing { kind, subject, cut, heads, currencies: pictures.currencies(), folders }
}

/// Options are named in each language, tags as they are written.
fn value_slug(field: &Field, value: &str, language: Language) -> String {
    let Type::Choice(choices) = &field.ty else { return value.to_owned() };
    let choice = choices.iter().find(|choice| &*choice.id == value);
    choice.map_or_else(|| value.to_owned(), |choice| slug(choice.label.get(language)))
}

/// The fields of a kind by whose values its entries are listed. What refers to an entry is listed at that entry.
pub(super) fn faceted(site: &Site, kind: KindIx) -> Vec<(KindIx, FieldIx)> {
    let fields = site.kinds.get(kind).schema.iter();
    let listed = |field: &Field| field.facet == Some(Facet::Values) && matches!(field.ty, Type::Tag | Type::Choice(_));
    fields.filter(|(_, field)| listed(field)).map(|(ix, _)| (kind, ix)).collect()
}

fn by_value(of: Weighed<'_>, kind: KindIx, field: FieldIx) -> Vec<Listing> {
    let site = of.0;
    let mut values: BTreeMap<Box<str>, (Value, Vec<EntryIx>)> = BTreeMap::new();
    let ty = &site.kinds.get(kind).field(field).ty;
    for ix in site.list(kind) {
        let Some(held) = site.entry(*ix).fields.get(field) else { continue };
        for value in held.value.items() {
            let Some(slug) = slug_of(site, *ix, ty, value) else { continue };
            let (_, rows) = values.entry(slug).or_insert_with(|| (value.clone(), Vec::new()));
            if rows.last() != Some(ix) {
                rows.push(*ix);
            }
        }
    }
    let of_value = |(slug, (value, rows))| listing(of, kind, Subject::Value { field, slug, value }, rows, None);
    values.into_iter().map(of_value).collect()
}

/// The lists of those to which the entries of a kind refer.
fn by_references(of: Weighed<'_>, kind: KindIx) -> Vec<Listing> {
    let (site, language) = (of.0, of.0.config.languages[0]);
    let label = |field: FieldIx| slug(site.kinds.get(kind).field(field).label.get(language));
    let fields = by::fields(site, kind);
    let one = |(number, field): (usize, &FieldIx)| {
        let (by, to) = By::new(site, kind, *field)?;
        // Two fields may bear one label.
        let taken = fields[..number].iter().any(|other| label(*other) == label(*field)).then_some(number);
        Some(listing(of, kind, Subject::By(by), to, taken))
    };
    fields.iter().enumerate().filter_map(one).collect()
}

/// The name by which a value is known in addresses; nothing for one that has no list.
fn slug_of(site: &Site, ix: EntryIx, ty: &Type, value: &Value) -> Option<Box<str>> {
    let found = match (ty, value) {
        (Type::Choice(choices), Value::Choice(at)) => choices.get(usize::from(*at)).map(|choice| choice.id.clone()),
        (Type::Tag, value) => value.text(site.entry(ix).language).map(|text| slug(text).into()),
        _ => None,
    };
    found.filter(|slug| !slug.is_empty())
}

/// What is related to an entry by more than its page can tell beside pictures of some bytes.
fn related(of: Weighed<'_>, to: EntryIx, pictures: usize) -> Vec<Listing> {
    let site = of.0;
    if !site.has_page(to) {
        return Vec::new();
    }
    let mut found: Vec<(KindIx, Relation, Vec<EntryIx>)> = Vec::new();
    if site.back_count(to) > NEWEST_ROWS {
        let groups = site.backs(to).into_iter();
        found.extend(groups.map(|group| (group.kind, Relation::Back(group.kind, group.path.into()), group.from)));
    }
    if let Some(local) = site.local(to) {
        found.extend(local.sections().into_iter().flat_map(|(name, rows)| by_kind(site, name, rows)));
    }
    let is_listed = too_long(of, &found, pictures);
    let found = found.into_iter().zip(is_listed).filter_map(|(section, is_listed)| is_listed.then_some(section));
    let mut words: Vec<String> = Vec::new();
    let mut listings = Vec::new();
    for (number, (kind, relation, rows)) in found.enumerate() {
        let said = relation.words(site, site.config.languages[0]);
        // Two fields of one kind may bear one heading.
        let taken = words.contains(&said).then_some(number);
        words.push(said);
        listings.push(listing(of, kind, Subject::Related(to, relation), rows, taken));
    }
    listings
}

/// Which sections of a record's page need a list of their own: those that are too long by themselves, then the heaviest until
/// the others fit on the page. To tell the newest of a short section would save nothing.
fn too_long((site, weights): Weighed<'_>, sections: &[(KindIx, Relation, Vec<EntryIx>)], pictures: usize) -> Vec<bool> {
    let room = RECORD_BYTES.min(ILLUSTRATED_BYTES.saturating_sub(pictures));
    let bytes: Vec<usize> = sections.iter().map(|(_, _, rows)| weights.of(site, rows)).collect();
    let mut listed: Vec<bool> = sections.iter().map(|(_, _, rows)| rows.len() > SECTION_ROWS).collect();
    let mut left: Vec<usize> = (0..sections.len()).filter(|at| !listed[*at]).collect();
    left.sort_by_key(|at| Reverse(bytes[*at]));
    let mut all: usize = left.iter().map(|at| bytes[*at]).sum();
    for at in left {
        if all > room && sections[at].2.len() > NEWEST_ROWS {
            listed[at] = true;
            all -= bytes[at];
        }
    }
    listed
}

fn by_kind(site: &Site, name: &'static str, rows: &[EntryIx]) -> Vec<(KindIx, Relation, Vec<EntryIx>)> {
    let mut kinds: BTreeMap<KindIx, Vec<EntryIx>> = BTreeMap::new();
    for ix in rows {
        kinds.entry(site.entry(*ix).kind).or_default().push(*ix);
    }
    kinds.into_iter().map(|(kind, rows)| (kind, Relation::Local(kind, name), rows)).collect()
}

fn columns(site: &Site, kind: KindIx) -> Vec<FieldIx> {
    let fields = site.kinds.get(kind).schema.iter().filter(|(_, field)| field.column);
    let used = |ix: &FieldIx| site.list(kind).iter().any(|entry| site.entry(*entry).fields.get(*ix).is_some());
    fields.map(|(ix, _)| ix).filter(used).collect()
}

impl Relation {
    /// What the relation is called, seen from the entry to which it leads.
    pub fn words(&self, site: &Site, language: Language) -> String {
        match self {
            Self::Back(kind, path) => {
                let heading =
                    super::relations::field_at(&site.kinds, *kind, path).and_then(|field| field.back.as_ref());
                let words = heading.map(|heading| heading.get(language).to_owned());
                words.unwrap_or_else(|| site.kinds.get(*kind).heading(language))
            }
            Self::Local(kind, HAPPENS) => site.kinds.get(*kind).heading(language),
            Self::Local(_, name) => {
                let messages = &site.interface.of(language).messages;
                let words = messages.format(&format!("place.{name}"), &[], None);
                words.unwrap_or_else(|| (*name).to_owned())
            }
        }
    }
}

impl Site {
    /// The list of the entries with this value of a field of an entry, where the field has such lists.
    pub fn listing_of(&self, ix: EntryIx, field: FieldIx, value: &Value) -> Option<ListingIx> {
        let kind = self.entry(ix).kind;
        let slug = slug_of(self, ix, &self.kinds.get(kind).field(field).ty, value)?;
        self.listings.of_value(kind, field, &slug)
    }
}
