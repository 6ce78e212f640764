//! Entries: one record or page each, with fields typed by their kind.

mod fields;
mod rows;

pub use fields::Fields;
pub use rows::{Column, Filled, Rows, Shared, Sort};

use std::ops::Deref;
use std::sync::Arc;

use crate::kind::{FieldIx, KindIx};
use crate::lang::Language;
use crate::source::{At, Place, Text};
use crate::value::{CaseNumber, Decimal, Money, OrganisationNumber, PartialDate, Period};

/// The position of an entry in the sorted list of all entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIx(pub u32);

impl EntryIx {
    /// The entry at a position in that list.
    pub fn at(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }
}

/// One record or page, as one file (or row, or list item) tells it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: KindIx,
    pub id: Box<str>,
    pub language: Language,
    /// Where the entry begins.
    pub place: Place,
    pub draft: bool,
    pub fields: Fields,
    pub origin: Origin,
    /// Nothing where nothing of it is written.
    rare: Option<Box<Rare>>,
}

/// What few entries have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare {
    /// Where its id is written, where that is not the entry's place.
    pub id_place: Option<Place>,
    /// Former ids.
    pub aliases: Vec<At<Box<str>>>,
    pub embargo: Option<At<PartialDate>>,
    pub expires: Option<At<PartialDate>>,
    /// Fields that were written and could not be read; they are complained about already, and not missing.
    pub unreadable: Vec<FieldIx>,
    /// Where the text after the front matter begins, for the places of what is wrong in it.
    pub body_place: Option<Place>,
}

impl Entry {
    /// An entry of which nothing is written but its id and fields.
    pub fn new(kind: KindIx, id: impl Into<Box<str>>, language: Language, place: Place, fields: Fields) -> Self {
        Self { kind, id: id.into(), language, place, draft: false, fields, origin: Origin::Written, rare: None }
    }

    /// The entry with what few have.
    pub fn with(self, rare: Rare) -> Self {
        let rare = (rare != Rare::default()).then(|| Box::new(rare));
        Self { rare, ..self }
    }

    /// Where its id is written, or the entry's place where the file name is the id.
    pub fn id_place(&self) -> Place {
        self.rare.as_ref().and_then(|rare| rare.id_place).unwrap_or(self.place)
    }

    /// Former ids.
    pub fn aliases(&self) -> &[At<Box<str>>] {
        self.rare.as_ref().map(|rare| rare.aliases.as_slice()).unwrap_or_default()
    }

    pub fn embargo(&self) -> Option<PartialDate> {
        self.rare.as_ref()?.embargo.map(|embargo| embargo.value)
    }

    pub fn expires(&self) -> Option<PartialDate> {
        self.rare.as_ref()?.expires.map(|expires| expires.value)
    }

    /// Fields that were written and could not be read.
    pub fn unreadable(&self) -> &[FieldIx] {
        self.rare.as_ref().map(|rare| rare.unreadable.as_slice()).unwrap_or_default()
    }

    /// Where the text after the front matter begins.
    pub fn body_place(&self) -> Option<Place> {
        self.rare.as_ref()?.body_place
    }

    /// The place of a range of one of its texts: exact in the body of a Markdown file, else the whole value.
    pub fn within(&self, place: Place, range: std::ops::Range<usize>) -> Place {
        if self.body_place() == Some(place) { place.within(range) } else { place }
    }

    /// Says where the text after the front matter begins.
    pub fn set_body_place(&mut self, place: Place) {
        self.rare.get_or_insert_default().body_place = Some(place);
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

/// A typed value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, Markdown, quotation, tag, address, e-mail or telephone number, as the field's type says.
    Text(Text),
    /// A text written per language.
    Texts(Box<[(Language, Text)]>),
    Integer(i64),
    Number(Decimal),
    /// In per cent: 50 is one half.
    Percent(Decimal),
    /// One or more bases of the same sum.
    Money(Box<[Money]>),
    Date(PartialDate),
    Period(Arc<Period>),
    Year(i16),
    Boolean(bool),
    /// The position of the option in the field's choices.
    Choice(u16),
    Reference(Reference),
    OrganisationNumber(OrganisationNumber),
    CaseNumber(Box<CaseNumber>),
    Group(Box<Fields>),
    /// Entries written inside this one; `gather` turns them into entries and leaves references.
    Records(Box<[Draft]>),
    List(Arc<[At<Value>]>),
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
    /// The rows of a table that write the same share it.
    written: Arc<Written>,
    /// The entry that is meant; set by `gather` where there is one.
    pub target: Option<EntryIx>,
}

/// What is written of a reference.
#[derive(Debug, PartialEq)]
pub struct Written {
    pub kind: KindIx,
    /// An id, an alias, a number or a name.
    pub text: Box<str>,
    /// The organisation number that stands beside the name in a table.
    pub number: Option<OrganisationNumber>,
}

/// What stands for every private person in place of an id.
pub const PRIVATE_PERSON: &str = "private-person";

impl Reference {
    /// A reference as it is written; whom it means is not known yet.
    pub fn new(kind: KindIx, text: &str, number: Option<OrganisationNumber>) -> Self {
        Self { written: Arc::new(Written { kind, text: text.into(), number }), target: None }
    }

    /// A private person, whose name is not published; it leads nowhere.
    pub fn private_person(kind: KindIx) -> Self {
        Self::new(kind, PRIVATE_PERSON, None)
    }

    pub fn is_private_person(&self) -> bool {
        &*self.text == PRIVATE_PERSON
    }
}

impl Deref for Reference {
    type Target = Written;

    fn deref(&self) -> &Written {
        &self.written
    }
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

impl<'a> At<&'a Value> {
    /// The items of a list with their places, or the value itself as the only item. What stands in a cell of a table is
    /// where the cell is.
    pub fn items(self) -> impl Iterator<Item = At<&'a Value>> {
        let (list, one): (&[At<Value>], _) = match self.value {
            Value::List(items) => (items, None),
            _ => (&[], Some(self)),
        };
        let cell = if let Place::Cell { .. } = self.place { Some(self.place) } else { None };
        let place = move |own| cell.unwrap_or(own);
        list.iter().map(move |item| At::new(&item.value, place(item.place))).chain(one)
    }
}

impl At<Value> {
    /// The items of a list, to be changed.
    pub fn items_mut(&mut self) -> &mut [At<Value>] {
        match self.value {
            Value::List(_) => match &mut self.value {
                Value::List(items) => Arc::make_mut(items),
                _ => &mut [],
            },
            _ => std::slice::from_mut(self),
        }
    }
}

/// Calls `visit` for every value inside `fields`, groups and lists included, outermost first.
pub fn walk<'a>(fields: &'a Fields, visit: &mut impl FnMut(At<&'a Value>)) {
    for (_, value) in fields.iter() {
        walk_value(value, visit);
    }
}

fn walk_value<'a>(value: At<&'a Value>, visit: &mut impl FnMut(At<&'a Value>)) {
    visit(value);
    match value.value {
        Value::List(_) => value.items().for_each(|item| walk_value(item, visit)),
        Value::Group(fields) => walk(fields, visit),
        _ => {}
    }
}
