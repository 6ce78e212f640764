//! Fields and their types.

use std::sync::Arc;

use super::{KindIx, Role};
use crate::localised::Localised;
use crate::source::Place;

/// The position of a field in its [`Schema`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldIx(pub u16);

/// The fields of a kind, a struct type or a group, and the roles of some of them.
#[derive(Debug, Default)]
pub struct Schema {
    pub fields: Vec<Field>,
    pub roles: Vec<(Role, FieldIx)>,
    /// The name of the struct type, where it is one (`treatment`, `decision`, …).
    pub name: Option<Box<str>>,
}

/// One field.
#[derive(Debug)]
pub struct Field {
    pub name: Box<str>,
    pub label: Localised,
    pub help: Option<Localised>,
    pub ty: Type,
    /// Whether the field holds many values.
    pub list: bool,
    pub required: bool,
    /// The weight of its words in the search; 0 is not searched.
    pub search: u8,
    pub facet: Option<Facet>,
    /// Whether lists and searches show its sum.
    pub total: bool,
    /// Whether lists show it as a column.
    pub column: bool,
    /// On references: the heading at the other end.
    pub back: Option<Localised>,
    /// Whether every kind has it (`summary`, `body`, `source`, `note`).
    pub common: bool,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    Values,
    Range,
}

/// What a field's values are.
#[derive(Clone, Debug)]
pub enum Type {
    Text,
    Markdown,
    /// The verbatim words of the source document, which are looked up in it.
    Quote,
    Integer,
    Number,
    Percent,
    Money,
    Date,
    Period,
    Year,
    Boolean,
    Tag,
    Url,
    Email,
    Phone,
    /// The path of a file beside the texts, which is published.
    Attachment,
    /// The path of a picture beside the texts, which is shown: a member of a group that tells in `alt` what it shows.
    Picture,
    OrganisationNumber,
    CaseNumber,
    Choice(Arc<[Choice]>),
    Reference(KindIx),
    Group(Arc<Schema>),
    /// Entries of another kind written inside this one; `link` is the field there that refers back.
    Records {
        kind: KindIx,
        link: Option<FieldIx>,
    },
}

/// One option of a choice.
#[derive(Debug)]
pub struct Choice {
    pub id: Box<str>,
    pub label: Localised,
}

/// The types that need no further description, by the name under which `kind.toml` writes them.
pub const SIMPLE_TYPES: &[(&str, Type)] = &[
    ("text", Type::Text),
    ("markdown", Type::Markdown),
    ("quote", Type::Quote),
    ("integer", Type::Integer),
    ("number", Type::Number),
    ("percent", Type::Percent),
    ("money", Type::Money),
    ("date", Type::Date),
    ("period", Type::Period),
    ("year", Type::Year),
    ("boolean", Type::Boolean),
    ("tag", Type::Tag),
    ("url", Type::Url),
    ("email", Type::Email),
    ("phone", Type::Phone),
    ("attachment", Type::Attachment),
    ("picture", Type::Picture),
    ("organisation-number", Type::OrganisationNumber),
    ("case-number", Type::CaseNumber),
];

/// What the field is called that says in words what a picture shows.
pub const ALT: &str = "alt";

/// How the keys end that tell where a file is published.
const URL: &str = "_url";

impl Schema {
    pub fn field(&self, ix: FieldIx) -> &Field {
        &self.fields[usize::from(ix.0)]
    }

    pub fn iter(&self) -> impl Iterator<Item = (FieldIx, &Field)> {
        self.fields.iter().enumerate().map(|(ix, field)| (FieldIx(u16::try_from(ix).unwrap_or(u16::MAX)), field))
    }

    pub fn by_name(&self, name: &str) -> Option<FieldIx> {
        self.iter().find(|(_, field)| &*field.name == name).map(|(ix, _)| ix)
    }

    pub fn role(&self, role: Role) -> Option<FieldIx> {
        self.roles.iter().find(|(known, _)| *known == role).map(|(_, ix)| *ix)
    }

    /// The member that names a picture; only groups and struct types have one.
    pub fn picture(&self) -> Option<FieldIx> {
        self.iter().find(|(_, field)| matches!(field.ty, Type::Picture)).map(|(ix, _)| ix)
    }

    /// The member that says what the picture beside it shows.
    pub fn alt(&self) -> Option<FieldIx> {
        self.by_name(ALT)
    }

    /// The key under which published data tell where the file stands that a field names; nothing for fields that name none,
    /// and where another field is called so.
    pub fn url_key(&self, field: &Field) -> Option<String> {
        let key = matches!(field.ty, Type::Attachment | Type::Picture).then(|| format!("{}{URL}", field.name));
        key.filter(|key| self.by_name(key).is_none())
    }

    /// Whether published data tell under this key where a file stands.
    pub fn is_url_key(&self, key: &str) -> bool {
        let field = key.strip_suffix(URL).and_then(|name| self.by_name(name));
        field.is_some_and(|ix| self.url_key(self.field(ix)).is_some())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| &*field.name)
    }
}

impl Type {
    /// The name of the type for messages and the data dictionary.
    pub fn name(&self) -> &str {
        match self {
            Self::Choice(_) => "choice",
            Self::Reference(_) => "reference",
            Self::Group(schema) => schema.name.as_deref().unwrap_or("group"),
            Self::Records { .. } => "records",
            simple => SIMPLE_TYPES
                .iter()
                .find(|(_, known)| std::mem::discriminant(known) == std::mem::discriminant(simple))
                .map_or("?", |(name, _)| name),
        }
    }
}
