//! Entries as templates see them: a handle into the site, every attribute made when it is asked for.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::derived::DerivedList;
use super::kind::kind_object;
use super::page::PageObject;
use super::prose::html;
use super::relations::{amounts, back, binding, citing_elsewhere, flows, local};
use super::sources::sources_value;
use super::spot::{Seen, Spot};
use super::values::{FactObject, map, or_none, value_at};
use crate::entry::{EntryIx, Origin};
use crate::export::calendar_address;
use crate::kind::{Field, FieldIx, Role, Type};
use crate::site::Site;

/// An entry on a page.
#[derive(Debug)]
pub struct EntryObject {
    pub page: Arc<PageObject>,
    pub ix: EntryIx,
    /// The fields that the list around it shows as columns.
    columns: Arc<[FieldIx]>,
}

/// The fields of an entry by name; asked for a name that the kind does not have, it has no answer.
#[derive(Debug)]
struct FieldsObject {
    page: Arc<PageObject>,
    ix: EntryIx,
}

/// A list of entries that are made one by one.
#[derive(Debug)]
pub struct EntryList {
    page: Arc<PageObject>,
    pub list: Arc<[EntryIx]>,
    /// The fields that the list shows as columns.
    pub columns: Arc<[FieldIx]>,
}

impl Object for EntryList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let ix = *self.list.get(key.as_usize()?)?;
        let (page, columns) = (self.page.clone(), self.columns.clone());
        Some(Value::from_object(EntryObject { page, ix, columns }))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.list.len())
    }
}

impl Object for FieldsObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let kind = self.page.site.kind_of(self.ix);
        let ix = kind.schema.by_name(key)?;
        let held = self.page.site.held(self.ix, ix, self.page.language);
        Some(or_none(held.map(|(holder, _)| value_at(&self.page, Spot::new(holder, ix)))))
    }
}

pub const ENTRY_KEYS: &[&str] = &[
    "id",
    "kind",
    "lang",
    "foreign",
    "title",
    "href",
    "anchor",
    "json",
    "calendar",
    "summary",
    "date",
    "status",
    "facts",
    "f",
    "body",
    "note",
    "sources",
    "backs",
    "derived",
    "amounts",
    "binding",
    "children",
    "alias",
    "incoming",
    "outgoing",
    "whole",
    "parts",
    "columns",
    "cites_elsewhere",
    "due",
    "local",
];

impl Object for EntryObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.heading(key).or_else(|| self.content(key)).or_else(|| self.relations(key))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(ENTRY_KEYS)
    }
}

impl EntryObject {
    pub fn value(page: &Arc<PageObject>, ix: EntryIx) -> Value {
        Value::from_object(Self { page: page.clone(), ix, columns: Arc::default() })
    }

    pub fn list(page: &Arc<PageObject>, list: Arc<[EntryIx]>) -> Value {
        Self::rows(page, list, Arc::default())
    }

    /// Entries as the rows of a table with these columns.
    pub fn rows(page: &Arc<PageObject>, list: Arc<[EntryIx]>, columns: Arc<[FieldIx]>) -> Value {
        Value::from_object(EntryList { page: page.clone(), list, columns })
    }

    /// What a link or a row needs.
    fn heading(&self, key: &str) -> Option<Value> {
        let (site, language) = (&self.page.site, self.page.language);
        Some(match key {
            "id" => Value::from(&*site.entry(self.ix).id),
            "kind" => kind_object(&self.page, site.entry(self.ix).kind),
            "lang" => Value::from(site.title_language(self.ix, language).code()),
            "foreign" => Value::from(site.title_language(self.ix, language) != language),
            "title" => Value::from(site.title(self.ix, language)),
            "anchor" => or_none(self.page.anchor_here(&site.address(self.ix, language)).map(Value::from)),
            "href" => Value::from(self.page.link(&site.address(self.ix, language))),
            "json" => Value::from(self.page.link(&site.json_address(site.version(self.ix, language)))),
            "calendar" => or_none(calendar_address(site, self.ix).map(|address| Value::from(self.page.link(&address)))),
            "summary" => or_none(site.summary(self.ix, language).map(Value::from)),
            "date" => or_none(site.date(self.ix).map(|date| self.page.date(date))),
            "status" => or_none(site.status(self.ix).map(|choice| {
                map([("id", Value::from(&*choice.id)), ("text", Value::from(choice.label.get(language)))])
            })),
            "due" => or_none(site.due(self.ix).map(|(date, passed)| {
                let formats = &self.page.tongue().formats;
                map([
                    ("text", Value::from(formats.date(date))),
                    ("iso", Value::from(date.to_iso())),
                    ("passed", Value::from(passed)),
                ])
            })),
            "amounts" => amounts(&self.page, self.ix),
            "binding" => or_none(binding(&self.page, self.ix)),
            "columns" => self.columns.iter().map(|field| self.column(*field)).collect(),
            _ => return None,
        })
    }

    /// What the record's own page tells.
    fn content(&self, key: &str) -> Option<Value> {
        let (site, language) = (&self.page.site, self.page.language);
        Some(match key {
            "facts" => self.facts().map(|(spot, _)| FactObject::value(&self.page, spot)).collect(),
            "f" => Value::from_object(FieldsObject { page: self.page.clone(), ix: self.ix }),
            "body" => or_none(self.common("body").map(|body| Value::from_safe_string(html(&body)))),
            "note" => or_none(self.common("note").and_then(|note| note.text()).map(|note| Value::from(&*note))),
            "sources" => sources_value(&self.page, self.ix),
            "derived" => DerivedList::value(&self.page, site.derived(self.ix)),
            "alias" => {
                let names = site.other_names(self.ix, language);
                names.into_iter().map(Value::from).collect()
            }
            _ => return None,
        })
    }

    /// What others tell of the entry.
    fn relations(&self, key: &str) -> Option<Value> {
        let site = &self.page.site;
        Some(match key {
            "backs" => site.backs(self.ix).into_iter().map(|group| back(&self.page, self.ix, group)).collect(),
            "children" => self.children(),
            "incoming" => flows(&self.page, self.ix, Role::Payee),
            "outgoing" => flows(&self.page, self.ix, Role::Payer),
            "local" => or_none(site.local(self.ix).map(|told| local(&self.page, self.ix, told))),
            "whole" => or_none(site.wholes(self.ix).first().map(|ix| Self::value(&self.page, *ix))),
            "parts" => Self::list(&self.page, site.parts(self.ix).into()),
            "cites_elsewhere" => or_none(citing_elsewhere(&self.page, self.ix)),
            _ => return None,
        })
    }

    /// A cell of a list: the field, with its value where there is one.
    fn column(&self, ix: FieldIx) -> Value {
        let holder = self.page.site.held(self.ix, ix, self.page.language).map_or(self.ix, |(holder, _)| holder);
        FactObject::value(&self.page, Spot::new(holder, ix))
    }

    /// One of the fields that every kind has.
    fn common(&self, name: &str) -> Option<Seen<'_>> {
        let page = &self.page;
        let kind = page.site.kind_of(self.ix);
        let field = kind.schema.by_name(name)?;
        let (holder, value) = page.site.held(self.ix, field, page.language)?;
        Some(Seen { page, holder, field: kind.field(field), value: value.value })
    }

    /// The facts of the entry.
    pub fn facts(&self) -> impl Iterator<Item = (Spot, Seen<'_>)> {
        facts_of(&self.page, self.ix)
    }

    /// One of the fields of [`Self::facts`].
    pub fn fact(&self, name: &str) -> Option<Seen<'_>> {
        self.facts().map(|(_, fact)| fact).find(|fact| *fact.field.name == *name)
    }

    fn children(&self) -> Value {
        let groups = inside(&self.page.site, self.ix);
        groups
            .map(|(field, children)| {
                map([
                    ("heading", Value::from(field.label.get(self.page.language))),
                    ("field", Value::from(&*field.name)),
                    ("entries", Self::list(&self.page, children.into())),
                ])
            })
            .collect()
    }
}

/// The entries written inside an entry, by the field in which they stand.
pub fn inside(site: &Site, ix: EntryIx) -> impl Iterator<Item = (&Field, Vec<EntryIx>)> {
    let schema = &site.kind_of(ix).schema;
    let records = schema.iter().filter(|(_, field)| matches!(field.ty, Type::Records { .. }));
    records.filter_map(move |(at, field)| {
        let value = site.entry(ix).fields.get(at)?;
        let targets = value.value.items().filter_map(|item| match item {
            crate::entry::Value::Reference(reference) => reference.target,
            _ => None,
        });
        let children = targets.filter(|child| matches!(site.entry(*child).origin, Origin::Inside(_)));
        Some((field, children.collect()))
    })
}

/// The fields of an entry that are particular to its kind and filled, but for its title and the entries written inside.
pub fn facts_of(page: &PageObject, ix: EntryIx) -> impl Iterator<Item = (Spot, Seen<'_>)> {
    let kind = page.site.kind_of(ix);
    let wanted = |(at, field): &(FieldIx, &Field)| {
        !field.common && *at != kind.title && !matches!(field.ty, Type::Records { .. })
    };
    kind.schema.iter().filter(wanted).filter_map(move |(at, field)| {
        let (holder, value) = page.site.held(ix, at, page.language)?;
        Some((Spot::new(holder, at), Seen { page, holder, field, value: value.value }))
    })
}
