//! Kinds of records: their fields, types, roles and rules, read from `layouts/kinds/<kind>/kind.toml`.
//!
//! The engine knows field types, references and roles; it does not know what a grant is. Everything that differs
//! between kinds is in these files, and a site adds or changes one without Rust.

mod calendar;
mod chart;
mod field;
mod read;
mod rules;
mod types;

pub use calendar::Calendar;
pub use chart::{By, Chart, Drawing, Groups, Measure, On, Shape, YEARS};
pub use field::{ALT, Choice, Facet, Field, FieldIx, Schema, Type};
pub use read::{CODES, RESERVED, WRITTEN, read};

use crate::lang::Language;
use crate::localised::Localised;
use crate::source::{At, Place};

/// The position of a kind in [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindIx(pub u16);

/// What the engine may know about a field, whatever the kind calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Amount,
    Payer,
    Payee,
    /// The sum of which this one is a part.
    Whole,
    /// What this one follows: last year's grant, the contract before.
    Previous,
    Due,
    /// How often something is to be done.
    Every,
    Decided,
    Parent,
    Successor,
    /// Where somebody is or something happens.
    Place,
    /// Other names, which resolve and are searched.
    Names,
    Number,
    Treatments,
    /// A document's file name, in which quotations are looked up.
    File,
    Begins,
    Ends,
    // Roles inside the struct types that make up a chain of decisions.
    Date,
    Body,
    TreatmentRole,
    Status,
    Recommendation,
    Decision,
}

/// Role names as `kind.toml` writes them.
pub const ROLES: &[(&str, Role)] = &[
    ("amount", Role::Amount),
    ("payer", Role::Payer),
    ("payee", Role::Payee),
    ("whole", Role::Whole),
    ("previous", Role::Previous),
    ("due", Role::Due),
    ("every", Role::Every),
    ("decided", Role::Decided),
    ("parent", Role::Parent),
    ("successor", Role::Successor),
    ("place", Role::Place),
    ("names", Role::Names),
    ("number", Role::Number),
    ("treatments", Role::Treatments),
    ("file", Role::File),
    ("begins", Role::Begins),
    ("ends", Role::Ends),
    ("date", Role::Date),
    ("body", Role::Body),
    ("role", Role::TreatmentRole),
    ("status", Role::Status),
    ("recommendation", Role::Recommendation),
    ("decision", Role::Decision),
];

/// One kind of record.
#[derive(Debug)]
pub struct Kind {
    pub id: Box<str>,
    pub name: Localised,
    pub plural: Localised,
    /// The folder of its pages per language.
    pub path: Localised,
    /// The word in the navigation, where it is not the plural.
    pub menu: Option<Localised>,
    pub order: i64,
    pub title: FieldIx,
    pub date: Option<FieldIx>,
    /// Whether each entry has a page of its own.
    pub pages: bool,
    pub schema: Schema,
    pub rules: Vec<Rule>,
    /// The pictures that are drawn of its entries.
    pub charts: Vec<Chart>,
    /// What of its entries is an appointment.
    pub calendar: Option<Calendar>,
    /// Names in open standards: standard, name there, path of the field here.
    pub standards: Vec<(Box<str>, Box<str>, Box<str>)>,
    pub place: Place,
}

/// A demand that a kind makes of its entries.
#[derive(Debug)]
pub struct Rule {
    pub require: At<Box<str>>,
    /// The demand is off where the field at this path has this text.
    pub unless: Option<(Box<str>, Box<str>)>,
    pub severity: crate::diag::Severity,
}

/// All kinds of a site, ordered by `order`, then id.
#[derive(Debug, Default)]
pub struct Kinds {
    list: Vec<Kind>,
}

impl Kinds {
    fn new(list: Vec<Kind>) -> Self {
        Self { list }
    }

    pub fn iter(&self) -> impl Iterator<Item = (KindIx, &Kind)> {
        self.list.iter().enumerate().map(|(ix, kind)| (KindIx(u16::try_from(ix).unwrap_or(u16::MAX)), kind))
    }

    pub fn get(&self, ix: KindIx) -> &Kind {
        &self.list[usize::from(ix.0)]
    }

    pub fn by_id(&self, id: &str) -> Option<KindIx> {
        self.iter().find(|(_, kind)| &*kind.id == id).map(|(ix, _)| ix)
    }

    /// The kind that a folder under `content/` holds: its id or its English plural.
    pub fn by_folder(&self, folder: &str) -> Option<KindIx> {
        self.by_id(folder).or_else(|| {
            self.iter()
                .find(|(_, kind)| crate::value::slug::slug(kind.plural.get(Language::En)) == folder)
                .map(|(ix, _)| ix)
        })
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|kind| &*kind.id)
    }
}

impl Kind {
    pub fn field(&self, ix: FieldIx) -> &Field {
        self.schema.field(ix)
    }

    pub fn role(&self, role: Role) -> Option<FieldIx> {
        self.schema.role(role)
    }

    /// The word in navigation and headings: `menu`, else the plural with a capital letter.
    pub fn heading(&self, language: Language) -> String {
        let words = self.menu.as_ref().unwrap_or(&self.plural).get(language);
        capitalised(words)
    }
}

/// A text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// A text as it goes on in a sentence: its first letter is small, unless the word is an abbreviation.
pub fn continued(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().collect::<String>() + letters.as_str()
}
