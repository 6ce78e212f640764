//! Entries: one record or page each, with fields typed by their kind.

use std::sync::Arc;

use crate::kind::{FieldIx, KindIx};
use crate::lang::Language;
use crate::source::{At, Place};
use crate::value::{CaseNumber, Decimal, Money, OrganisationNumber, PartialDate, Period};

/// The position of an entry in the sorted list of all entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIx(pub u32);

/// One record or page, as one file (or row, or list item) tells it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: KindIx,
    pub id: Box<str>,
    pub language: Language,
    /// Where the entry begins.
    pub place: Place,
    /// Where its id is written, or the entry's place where the file name is the id.
    pub id_place: Place,
    pub draft: bool,
    pub aliases: Vec<At<Box<str>>>,
    pub embargo: Option<At<PartialDate>>,
    pub expires: Option<At<PartialDate>>,
    pub fields: Fields,
    /// Fields that were written and could not be read; they are complained about already, and not missing.
    pub unreadable: Vec<FieldIx>,
    /// Where the text after the front matter begins, for the places of what is wrong in it.
    pub body_place: Option<Place>,
    pub origin: Origin,
}

impl Entry {
    /// An entry of which nothing is written but its id and fields.
    pub fn new(kind: KindIx, id: impl Into<Box<str>>, language: Language, place: Place, fields: Fields) -> Self {
        Self {
            kind,
            id: id.into(),
            language,
            place,
            id_place: place,
            draft: false,
            aliases: Vec::new(),
            embargo: None,
            expires: None,
            fields,
            unreadable: Vec::new(),
            body_place: None,
            origin: Origin::Written,
        }
    }
}

/// How an entry came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written as a file, a row or an item of a list.
    Written,
    /// A translation of the entry with the same id: `name.nb.md`.
    Translation,
    /// Written inside another entry; it has an anchor on that entry's page.
    Inside(EntryIx),
    /// Met only by number or name in other entries.
    Implied,
}

/// The fields of an entry or of a group, sorted by position; fields without a value are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    list: Vec<(FieldIx, At<Value>)>,
}

impl Fields {
    pub fn get(&self, field: FieldIx) -> Option<&At<Value>> {
        self.list.binary_search_by_key(&field, |(ix, _)| *ix).ok().map(|at| &self.list[at].1)
    }

    pub fn get_mut(&mut self, field: FieldIx) -> Option<&mut At<Value>> {
        self.list.binary_search_by_key(&field, |(ix, _)| *ix).ok().map(|at| &mut self.list[at].1)
    }

    /// Sets a field, replacing what was there.
    pub fn set(&mut self, field: FieldIx, value: At<Value>) {
        match self.list.binary_search_by_key(&field, |(ix, _)| *ix) {
            Ok(at) => self.list[at].1 = value,
            Err(at) => self.list.insert(at, (field, value)),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FieldIx, &At<Value>)> {
        self.list.iter().map(|(ix, value)| (*ix, value))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (FieldIx, &mut At<Value>)> {
        self.list.iter_mut().map(|(ix, value)| (*ix, value))
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn shrink(&mut self) {
        self.list.shrink_to_fit();
    }
}

/// A typed value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, Markdown, quotation, tag, address, e-mail or telephone number, as the field's type says.
    Text(Arc<str>),
    /// A text written per language.
    Texts(Box<[(Language, Arc<str>)]>),
    Integer(i64),
    Number(Decimal),
    /// In per cent: 50 is one half.
    Percent(Decimal),
    /// One or more bases of the same sum.
    Money(Box<[Money]>),
    Date(PartialDate),
    Period(Box<Period>),
    Year(i16),
    Boolean(bool),
    /// The position of the option in the field's choices.
    Choice(u16),
    Reference(Reference),
    OrganisationNumber(OrganisationNumber),
    CaseNumber(Box<CaseNumber>),
    Group(Box<Fields>),
    /// Entries written inside this one; `gather` turns them into entries and leaves references.
    Records(Vec<Draft>),
    List(Box<[At<Value>]>),
}

/// An entry before it has a place in the list of all: what `load` gives and `gather` finishes.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub id: Option<At<Box<str>>>,
    pub fields: Fields,
    pub place: Place,
}

/// A reference to an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    pub kind: KindIx,
    /// What was written: an id, an alias, a number or a name.
    pub text: Arc<str>,
    /// The organisation number that stands beside the name in a table.
    pub number: Option<OrganisationNumber>,
    /// The entry that is meant; set by `gather` where there is one.
    pub target: Option<EntryIx>,
}

impl Value {
    /// The items of a list, or the value itself as the only item.
    pub fn items(&self) -> impl Iterator<Item = &Value> {
        let (list, one): (&[At<Value>], _) = match self {
            Self::List(items) => (items, None),
            other => (&[], Some(other)),
        };
        list.iter().map(|item| &item.value).chain(one)
    }

    /// The text in a language, where the value is a text.
    pub fn text(&self, language: Language) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Texts(texts) => {
                texts.iter().find(|(own, _)| *own == language).or_else(|| texts.first()).map(|(_, text)| &**text)
            }
            _ => None,
        }
    }

    pub fn money(&self) -> &[Money] {
        match self {
            Self::Money(bases) => bases,
            _ => &[],
        }
    }

    pub fn group(&self) -> Option<&Fields> {
        match self {
            Self::Group(fields) => Some(fields),
            _ => None,
        }
    }
}

impl At<Value> {
    /// The items of a list with their places, or the value itself as the only item.
    pub fn items(&self) -> impl Iterator<Item = &At<Value>> {
        let (list, one): (&[At<Value>], _) = match &self.value {
            Value::List(items) => (items, None),
            _ => (&[], Some(self)),
        };
        list.iter().chain(one)
    }

    /// The items of a list, to be changed.
    pub fn items_mut(&mut self) -> &mut [At<Value>] {
        match self.value {
            Value::List(_) => match &mut self.value {
                Value::List(items) => items,
                _ => &mut [],
            },
            _ => std::slice::from_mut(self),
        }
    }
}

/// Calls `visit` for every value inside `fields`, groups and lists included, outermost first.
pub fn walk<'a>(fields: &'a Fields, visit: &mut impl FnMut(&'a At<Value>)) {
    for (_, value) in fields.iter() {
        walk_value(value, visit);
    }
}

fn walk_value<'a>(value: &'a At<Value>, visit: &mut impl FnMut(&'a At<Value>)) {
    visit(value);
    match &value.value {
        Value::List(items) => items.iter().for_each(|item| walk_value(item, visit)),
        Value::Group(fields) => walk(fields, visit),
        _ => {}
    }
}
