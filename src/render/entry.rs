//! Entries as templates see them: a handle into the site, every attribute made when it is asked for.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::context::years;
use super::page::PageObject;
use super::values::{derived_value, fact, map, money_value, sources_value, totals_value, value_of};
use crate::entry::{EntryIx, Origin};
use crate::kind::{FieldIx, KindIx, Role, Type};
use crate::site::{BackGroup, Local};

/// An entry on a page.
#[derive(Debug)]
pub struct EntryObject {
    page: Arc<PageObject>,
    ix: EntryIx,
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
struct EntryList {
    page: Arc<PageObject>,
    list: Vec<EntryIx>,
    columns: Arc<[FieldIx]>,
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
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let kind = self.page.site.kind_of(self.ix);
        let ix = kind.schema.by_name(key.as_str()?)?;
        let held = self.page.site.held(self.ix, ix, self.page.language);
        let value = held.map(|(holder, value)| value_of(&self.page, holder, kind.field(ix), value));
        Some(or_none(value))
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
    "children",
    "alias",
    "incoming",
    "outgoing",
    "incoming_totals",
    "outgoing_totals",
    "whole",
    "parts",
    "columns",
    "cites",
    "due",
    "local",
];

impl Object for EntryObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        self.heading(key).or_else(|| self.content(key)).or_else(|| self.relations(key))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(ENTRY_KEYS)
    }
}

fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(|| Value::from(()))
}

impl EntryObject {
    pub fn value(page: &Arc<PageObject>, ix: EntryIx) -> Value {
        Value::from_object(Self { page: page.clone(), ix, columns: Arc::new([]) })
    }

    pub fn list(page: &Arc<PageObject>, list: Vec<EntryIx>) -> Value {
        Self::rows(page, list, Arc::new([]))
    }

    /// Entries as the rows of a table with these columns.
    pub fn rows(page: &Arc<PageObject>, list: Vec<EntryIx>, columns: Arc<[FieldIx]>) -> Value {
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
            "amounts" => site.amounts(self.ix).iter().map(|money| money_value(&self.page, self.ix, money)).collect(),
            "columns" => self.columns.iter().map(|field| self.column(*field)).collect(),
            _ => return None,
        })
    }

    /// What the record's own page tells.
    fn content(&self, key: &str) -> Option<Value> {
        let (site, language) = (&self.page.site, self.page.language);
        Some(match key {
            "facts" => {
                let title = site.kind_of(self.ix).title;
                let title = site.kind_of(self.ix).field(title).name.clone();
                self.facts(|field| !field.common && field.name != title && !matches!(field.ty, Type::Records { .. }))
            }
            "f" => Value::from_object(FieldsObject { page: self.page.clone(), ix: self.ix }),
            "body" => or_none(self.common("body").map(|value| value.get_attr("html").unwrap_or_default())),
            "note" => or_none(self.common("note").map(|value| value.get_attr("text").unwrap_or_default())),
            "sources" => sources_value(&self.page, self.ix),
            "derived" => site.derived(self.ix).iter().map(|derived| derived_value(&self.page, derived)).collect(),
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
            "backs" => site.backs(self.ix).iter().map(|group| self.back(group)).collect(),
            "children" => self.children(),
            "incoming" => self.flows(Role::Payee),
            "outgoing" => self.flows(Role::Payer),
            "incoming_totals" => totals_value(&self.page, &site.totals(&site.paid(self.ix, Role::Payee))),
            "outgoing_totals" => totals_value(&self.page, &site.totals(&site.paid(self.ix, Role::Payer))),
            "local" => or_none(site.local(self.ix).map(|local| self.local(&local))),
            "whole" => or_none(site.wholes(self.ix).first().map(|ix| Self::value(&self.page, *ix))),
            "parts" => Self::list(&self.page, site.parts(self.ix)),
            "cites" => site
                .citing(self.ix)
                .into_iter()
                .map(|(ix, quote)| {
                    map([
                        ("entry", Self::value(&self.page, ix)),
                        ("quote", or_none(quote.map(Value::from))),
                        ("lang", Value::from(site.entry(self.ix).language.code())),
                    ])
                })
                .collect(),
            _ => return None,
        })
    }

    /// A cell of a list: the value, or none.
    fn column(&self, ix: FieldIx) -> Value {
        let site = &self.page.site;
        let field = site.kind_of(self.ix).field(ix);
        match site.held(self.ix, ix, self.page.language) {
            Some((holder, value)) => fact(&self.page, holder, field, value),
            None => map([
                ("field", Value::from(&*field.name)),
                ("label", Value::from(field.label.get(self.page.language))),
                ("value", Value::from(())),
            ]),
        }
    }

    fn common(&self, name: &str) -> Option<Value> {
        let kind = self.page.site.kind_of(self.ix);
        let field = kind.schema.by_name(name)?;
        let (holder, value) = self.page.site.held(self.ix, field, self.page.language)?;
        Some(value_of(&self.page, holder, kind.field(field), value))
    }

    fn facts(&self, wanted: impl Fn(&crate::kind::Field) -> bool) -> Value {
        let site = &self.page.site;
        let fields = site.kind_of(self.ix).schema.iter().filter(|(_, field)| wanted(field));
        fields
            .filter_map(|(ix, field)| {
                let (holder, value) = site.held(self.ix, ix, self.page.language)?;
                Some(fact(&self.page, holder, field, value))
            })
            .collect()
    }

    fn back(&self, group: &BackGroup<'_>) -> Value {
        let heading = match group.heading {
            Some(words) => words.get(self.page.language).to_owned(),
            None => self.page.site.kinds.get(group.kind).heading(self.page.language),
        };
        map([
            ("heading", Value::from(heading)),
            ("kind", kind_object(&self.page, group.kind)),
            ("field", Value::from(self.page.site.path_name(group.kind, group.path))),
            ("totals", totals_value(&self.page, &self.page.site.totals(&group.from))),
            ("years", years(&self.page, &group.from)),
            ("entries", Self::list(&self.page, group.from.clone())),
        ])
    }

    fn children(&self) -> Value {
        let site = &self.page.site;
        let kind = site.kind_of(self.ix);
        let records = kind.schema.iter().filter(|(_, field)| matches!(field.ty, Type::Records { .. }));
        records
            .filter_map(|(ix, field)| {
                let value = site.entry(self.ix).fields.get(ix)?;
                let children: Vec<EntryIx> = value
                    .value
                    .items()
                    .filter_map(|item| match item {
                        crate::entry::Value::Reference(reference) => reference.target,
                        _ => None,
                    })
                    .filter(|child| matches!(site.entry(*child).origin, Origin::Inside(_)))
                    .collect();
                Some(map([
                    ("heading", Value::from(field.label.get(self.page.language))),
                    ("field", Value::from(&*field.name)),
                    ("entries", Self::list(&self.page, children)),
                ]))
            })
            .collect()
    }

    fn flows(&self, role: Role) -> Value {
        self.sums(&self.page.site.paid(self.ix, role))
    }

    fn sums(&self, entries: &[EntryIx]) -> Value {
        let flow = |ix: &EntryIx| {
            let amounts: Value =
                self.page.site.amounts(*ix).iter().map(|money| money_value(&self.page, *ix, money)).collect();
            map([("entry", Self::value(&self.page, *ix)), ("money", amounts)])
        };
        entries.iter().map(flow).collect()
    }

    /// What is told of a place.
    fn local(&self, local: &Local) -> Value {
        let flows = |entries: &[EntryIx]| {
            let totals = totals_value(&self.page, &self.page.site.totals(entries));
            map([("items", self.sums(entries)), ("totals", totals)])
        };
        let kinds = local.happens.iter().map(|(kind, entries)| {
            let entries = Self::list(&self.page, entries.clone());
            map([("kind", kind_object(&self.page, *kind)), ("entries", entries)])
        });
        map([
            ("incoming", flows(&local.incoming)),
            ("outgoing", flows(&local.outgoing)),
            ("within", flows(&local.within)),
            ("received", flows(&local.received)),
            ("paid", flows(&local.paid)),
            ("kinds", kinds.collect()),
        ])
    }
}

/// A kind as templates see it.
pub fn kind_object(page: &Arc<PageObject>, ix: KindIx) -> Value {
    let kind = page.site.kinds.get(ix);
    let language = page.language;
    map([
        ("id", Value::from(&*kind.id)),
        ("name", Value::from(kind.name.get(language))),
        ("plural", Value::from(kind.plural.get(language))),
        ("heading", Value::from(kind.heading(language))),
        ("href", Value::from(page.link(&page.site.addresses().list(kind, language)))),
        ("count", Value::from(page.site.list(ix).len())),
    ])
}
