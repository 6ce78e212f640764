//! Gathering: the entries that others imply, and who is meant by every reference.
//!
//! Entries written inside their parent become entries of their own; organisations met only by number and name in a
//! table become one organisation each; then every reference is resolved, by id, former id, number or unique name.

mod implied;
mod names;
mod resolve;
mod sources;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostics};
use crate::entry::{Draft, Entry, EntryIx, Origin, Reference, Value};
use crate::kind::{Field, KindIx, Kinds, Role, Schema, Type};
use crate::lang::Language;
use crate::source::{At, Place};
use crate::value::slug::slug;
use crate::value::{Day, OrganisationNumber, PartialDate};

/// The codes that gathering raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    implied::CODES.iter().copied()
}

/// Which entries count.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub today: Day,
    /// Whether drafts are published too.
    pub drafts: Drafts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    Published,
    LeftOut,
}

/// What is published, and what is not.
pub struct Gathered {
    pub entries: Vec<Entry>,
    /// Entries that are not published now, each with why, for whoever refers to them.
    pub left_out: Vec<LeftOut>,
}

/// An entry that is not published now.
#[derive(Debug)]
pub struct LeftOut {
    pub kind: KindIx,
    pub id: Box<str>,
    /// Former ids.
    pub aliases: Vec<Box<str>>,
    /// Its numbers, and its names as ids are written.
    pub names: Vec<String>,
    /// Of the entry and its translations.
    pub languages: Vec<Language>,
    pub why: Why,
}

/// Why an entry is not published now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Draft,
    Embargo,
    /// With the last day of its publication.
    Expired(PartialDate),
}

impl LeftOut {
    /// Whether these are the entry's id, a former one, its number, or its name.
    pub fn is_called(&self, text: &str) -> bool {
        let id = *self.id == *text || self.aliases.iter().any(|alias| **alias == *text);
        id || self.names.iter().any(|name| *name == text || *name == slug(text))
    }
}

impl LeftOut {
    /// Whether a reference means this entry.
    pub fn is_meant(&self, reference: &Reference) -> bool {
        let numbered = |number: OrganisationNumber| self.names.contains(&number.to_string());
        self.kind == reference.kind && (self.is_called(&reference.text) || reference.number.is_some_and(numbered))
    }
}

impl Why {
    /// What is said of the entry: "is a draft".
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "is a draft",
            Self::Embargo => "is under embargo",
            Self::Expired(_) => "has expired",
        }
    }
}

/// All entries of a site, sorted by kind, id and language, references resolved where that can be done.
pub fn gather(entries: Vec<Entry>, kinds: &Kinds, wanted: Wanted, diagnostics: &mut Diagnostics) -> Gathered {
    let (mut entries, left_out) = sift(entries, kinds, wanted);
    // An entry written inside another says so by the position of its parent's key, until its parent has its place.
    let (mut inside, mut parents) = (Vec::new(), Vec::new());
    for entry in &mut entries {
        order_treatments(entry, kinds);
        for (mut child, parent) in hoist(entry, kinds) {
            child.origin = Origin::Inside(EntryIx::at(parents.len()));
            inside.push(child);
            parents.push(parent);
        }
    }
    entries.extend(inside);
    let implied = implied::organisations(&entries, &left_out, kinds, diagnostics);
    entries.extend(implied);
    entries.par_sort_unstable_by(|a, b| order(a).cmp(&order(b)));
    resolve::resolve(&mut entries, &parents, kinds);
    Gathered { entries, left_out }
}

/// What is published now, and what is not: an entry that is left out takes its translations with it.
fn sift(mut entries: Vec<Entry>, kinds: &Kinds, wanted: Wanted) -> (Vec<Entry>, Vec<LeftOut>) {
    let mut left_out: BTreeMap<Key, LeftOut> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.origin != Origin::Translation) {
        if let Some(why) = wanted.reason_against(entry) {
            let aliases = entry.aliases().iter().map(|alias| alias.value.clone()).collect();
            let (kind, id) = (entry.kind, entry.id.clone());
            let numbers = names::numbers(entry, kinds).into_iter().map(|number| number.to_string());
            let names = numbers.chain(names::slugs(entry, kinds)).collect();
            let out = LeftOut { kind, id: id.clone(), aliases, names, languages: vec![entry.language], why };
            left_out.insert((kind, id), out);
        }
    }
    entries.retain(|entry| {
        let out = (entry.origin == Origin::Translation && !left_out.is_empty())
            .then(|| left_out.get_mut(&(entry.kind, entry.id.clone())))
            .flatten();
        match out {
            Some(out) => {
                out.languages.push(entry.language);
                false
            }
            None => wanted.reason_against(entry).is_none(),
        }
    });
    (entries, left_out.into_values().collect())
}

impl Wanted {
    fn reason_against(&self, entry: &Entry) -> Option<Why> {
        let early = entry.embargo().is_some_and(|embargo| embargo.earliest() > self.today);
        let late = entry.expires().filter(|expires| expires.latest() < self.today);
        if entry.draft && self.drafts == Drafts::LeftOut {
            Some(Why::Draft)
        } else if early {
            Some(Why::Embargo)
        } else {
            late.map(Why::Expired)
        }
    }
}

/// Puts a case's treatments in the order of the last days that their dates can mean, so that "the beginning of 2021" does
/// not stand before 18 January 2021; those without a date come last.
fn order_treatments(entry: &mut Entry, kinds: &Kinds) {
    let kind = kinds.get(entry.kind);
    let Some(field) = kind.role(Role::Treatments) else { return };
    let Type::Group(schema) = &kind.field(field).ty else { return };
    let date = |item: &At<Value>| match item.value.group()?.get(schema.role(Role::Date)?)?.value {
        Value::Date(date) => Some(date.latest()),
        _ => None,
    };
    if entry.fields.get(field).is_none() {
        return;
    }
    entry.fields.part();
    if let Some(value) = entry.fields.get_mut(field) {
        value.items_mut().sort_by_key(|item| date(item).map_or((true, None), |date| (false, Some(date))));
    }
}

type Key = (KindIx, Box<str>);

/// Two entries with the same id stand in the order in which they were read.
fn order(entry: &Entry) -> (KindIx, &str, bool, Language, Place, Option<EntryIx>) {
    let inside = if let Origin::Inside(at) = entry.origin { Some(at) } else { None };
    (entry.kind, &entry.id, entry.origin == Origin::Translation, entry.language, entry.place, inside)
}

/// Takes the entries written inside `parent` out of it and leaves references in their place.
fn hoist(parent: &mut Entry, kinds: &Kinds) -> Vec<(Entry, Key)> {
    let kind = kinds.get(parent.kind);
    let mut children = Vec::new();
    if !parent.fields.iter().any(|(_, held)| matches!(held.value, Value::Records(_))) {
        return children;
    }
    parent.fields.part();
    for (ix, value) in parent.fields.iter_mut() {
        let Type::Records { kind: of, link } = kind.field(ix).ty else { continue };
        let Value::Records(drafts) = std::mem::replace(&mut value.value, Value::List([].into())) else { continue };
        let schema = &kinds.get(of).schema;
        let mut references = Vec::new();
        for (position, draft) in drafts.into_iter().enumerate() {
            let id = child_id(&parent.id, &draft, schema, position);
            references.push(At::new(reference(of, &id), draft.place));
            let mut fields = draft.fields;
            if let Some(link) = link.filter(|link| fields.get(*link).is_none()) {
                fields.set(
                    link,
                    At::new(link_value(parent.kind, &parent.id, schema.field(link), draft.place), draft.place),
                );
            }
            let child = Entry::new(of, id, parent.language, draft.place, fields);
            children.push((child, (parent.kind, parent.id.clone())));
        }
        value.value = Value::List(references.into());
    }
    for (child, _) in &mut children {
        sources::inherit(parent, child, kinds);
        child.fields.shrink();
    }
    children
}

fn reference(kind: KindIx, id: &str) -> Value {
    Value::Reference(Reference::new(kind, id, None))
}

fn link_value(kind: KindIx, id: &str, field: &Field, place: Place) -> Value {
    let one = reference(kind, id);
    if field.list { Value::List([At::new(one, place)].into()) } else { one }
}

/// `<parent>-<the source's own number>`, else `<parent>-<position>`, unless the child writes its id.
fn child_id(parent: &str, draft: &Draft, schema: &Schema, position: usize) -> Box<str> {
    if let Some(id) = &draft.id {
        return id.value.clone();
    }
    let number = schema.role(Role::Number).or_else(|| schema.by_name("number"));
    let number = number.and_then(|field| draft.fields.get(field)).and_then(|value| match &value.value {
        Value::Text(text) => Some(slug(text)),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    });
    let last = number.filter(|text| !text.is_empty()).unwrap_or_else(|| (position + 1).to_string());
    format!("{parent}-{last}").into()
}
