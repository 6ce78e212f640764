//! Where a value stands in the site, and the value there. Objects of templates hold the place; the value stays in the site.

use crate::entry::{EntryIx, Value};
use crate::kind::{Field, FieldIx, Schema, Type};
use crate::lang::Language;
use crate::value::Money;

use super::page::PageObject;

/// The place of a value: a field of an entry, then by turns the item of a list and the member of a group.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The version of the entry that holds the value.
    pub holder: EntryIx,
    field: FieldIx,
    steps: Box<[u16]>,
}

/// A value as a page shows it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub page: &'a PageObject,
    pub holder: EntryIx,
    pub field: &'a Field,
    pub value: &'a Value,
}

impl Spot {
    /// The place of a field of an entry.
    pub fn new(holder: EntryIx, field: FieldIx) -> Self {
        Self { holder, field, steps: Box::default() }
    }

    /// The place of an item of the list here.
    pub fn item(&self, at: usize) -> Self {
        self.then(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// The place of a member of the group here.
    pub fn member(&self, field: FieldIx) -> Self {
        self.then(field.0)
    }

    fn then(&self, step: u16) -> Self {
        let steps = self.steps.iter().copied().chain([step]).collect();
        Self { steps, ..*self }
    }

    /// The field here, and its value where there is one.
    pub fn look<'a>(&self, page: &'a PageObject) -> (&'a Field, Option<&'a Value>) {
        let mut field = page.site.kind_of(self.holder).field(self.field);
        let mut value = page.site.entry(self.holder).fields.get(self.field).map(|value| value.value);
        for step in &self.steps {
            value = match (value, &field.ty) {
                (Some(Value::List(items)), _) => items.get(usize::from(*step)).map(|item| &item.value),
                (group, Type::Group(schema)) => {
                    field = schema.field(FieldIx(*step));
                    group.and_then(Value::group).and_then(|group| group.get(FieldIx(*step))).map(|value| value.value)
                }
                _ => None,
            };
        }
        (field, value)
    }

    /// The value here, where there is one.
    pub fn seen<'a>(&self, page: &'a PageObject) -> Option<Seen<'a>> {
        let (field, value) = self.look(page);
        Some(Seen { page, holder: self.holder, field, value: value? })
    }
}

impl<'a> Seen<'a> {
    /// A field of an entry by its name, where the kind has it and it is filled.
    pub fn of(page: &'a PageObject, ix: EntryIx, name: &str) -> Option<Self> {
        let kind = page.site.kind_of(ix);
        let field = kind.schema.by_name(name)?;
        let (holder, value) = page.site.held(ix, field, page.language)?;
        Some(Self { page, holder, field: kind.field(field), value: value.value })
    }

    /// The name under which templates know the type of the value.
    pub fn type_name(&self) -> &'a str {
        match (self.value, &self.field.ty) {
            (Value::Reference(reference), _) if reference.target.is_none() => "text",
            (Value::Reference(_), _) => "reference",
            (Value::Group(_), Type::Group(_)) => "group",
            (Value::List(_) | Value::Group(_) | Value::Records(_), _) => "list",
            (Value::Choice(_), ty) if !matches!(ty, Type::Choice(_)) => "list",
            (_, ty) => ty.name(),
        }
    }

    /// Another value of the same field: an item of a list.
    pub fn with(&self, value: &'a Value) -> Self {
        Self { value, ..*self }
    }

    /// A member of the group that this is.
    pub fn member(&self, name: &str) -> Option<Self> {
        let (Value::Group(fields), Type::Group(schema)) = (self.value, &self.field.ty) else { return None };
        let ix = schema.by_name(name)?;
        Some(Self { field: schema.field(ix), value: fields.get(ix)?.value, ..*self })
    }

    /// The shape of the group that this is.
    pub fn schema(&self) -> Option<&'a Schema> {
        match (self.value, &self.field.ty) {
            (Value::Group(_), Type::Group(schema)) => Some(schema),
            _ => None,
        }
    }

    /// The members of the group that this is, in the order of its shape.
    pub fn members(&self) -> impl Iterator<Item = Self> + use<'a> {
        let seen = *self;
        let group = self.schema().zip(self.value.group());
        group.into_iter().flat_map(move |(schema, fields)| {
            schema.iter().filter_map(move |(ix, field)| Some(Self { field, value: fields.get(ix)?.value, ..seen }))
        })
    }

    /// The items of a list; nothing for any other value.
    pub fn items(&self) -> impl ExactSizeIterator<Item = Self> + use<'a> {
        let seen = *self;
        let items = match self.value {
            Value::List(items) => &items[..],
            _ => &[],
        };
        items.iter().map(move |item| seen.with(&item.value))
    }

    /// The language of the words, where the value is made of words.
    pub fn language(&self) -> Language {
        match self.value {
            Value::Reference(reference) if reference.is_private_person() || self.page.site.is_gone(reference) => {
                self.page.language
            }
            value => self.page.site.language_of(self.holder, value, self.page.language),
        }
    }

    pub fn money(&self) -> &'a [Money] {
        self.value.money()
    }

    pub fn label(&self) -> &'a str {
        self.field.label.get(self.page.language)
    }

    /// The value in words; nothing for what has other parts than words.
    pub fn text(&self) -> Option<std::borrow::Cow<'a, str>> {
        let (page, formats) = (self.page, &self.page.tongue().formats);
        let words = match (self.value, &self.field.ty) {
            (Value::Text(_) | Value::Texts(_), Type::Markdown) => return None,
            (Value::Text(_) | Value::Texts(_), _) => {
                return Some(self.value.text(page.language).unwrap_or_default().into());
            }
            (Value::Integer(number), _) => formats.integer(i128::from(*number)),
            (Value::Number(number), _) => formats.decimal(*number),
            (Value::Percent(number), _) => formats.percent(*number),
            (Value::Year(year), _) => year.to_string(),
            (Value::Boolean(yes), _) => {
                return Some(page.words(if *yes { "boolean.yes" } else { "boolean.no" }).into());
            }
            (Value::Date(date), _) => formats.date(*date),
            (Value::Period(period), _) => formats.period(period),
            (Value::Choice(at), Type::Choice(choices)) => {
                return choices.get(usize::from(*at)).map(|choice| choice.label.get(page.language).into());
            }
            (Value::Reference(reference), _) if reference.target.is_some() => return None,
            (Value::Reference(reference), _) if reference.is_private_person() => {
                return Some(page.words("person.private").into());
            }
            (Value::Reference(reference), _) if page.site.is_gone(reference) => {
                return Some(page.words("gone.reference").into());
            }
            (Value::Reference(reference), _) => return Some((&*reference.text).into()),
            (Value::OrganisationNumber(number), _) => number.to_string(),
            (Value::CaseNumber(number), _) => return Some(number.raw().into()),
            _ => return None,
        };
        Some(words.into())
    }

    /// Where an address leads: a web address, an e-mail address or a telephone number.
    pub fn href(&self) -> Option<std::borrow::Cow<'a, str>> {
        let Value::Text(words) = self.value else { return None };
        let scheme = match self.field.ty {
            Type::Url => return Some((&**words).into()),
            Type::Email => "mailto:",
            Type::Phone => "tel:",
            _ => return None,
        };
        let target: String = words.chars().filter(|sign| !sign.is_whitespace()).collect();
        Some(format!("{scheme}{target}").into())
    }
}
