//! Values as templates see them: handles that answer in the page's language, never raw numbers to be formatted in a
//! template. Each attribute is made when it is asked for.

use std::sync::Arc;

use minijinja::Value as Shown;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::entry::EntryObject;
use super::money::MoneyObject;
use super::page::PageObject;
use super::prose::html;
use super::spot::{Seen, Spot};
use crate::entry::Value;
use crate::kind::Type;
use crate::value::PartialDate;

/// A value of a field: its `type`, and what a value of that type has to say.
#[derive(Debug)]
pub struct ValueObject {
    pub page: Arc<PageObject>,
    pub spot: Spot,
}

/// A field with its label and, where there is one, its value.
#[derive(Debug)]
pub struct FactObject {
    pub page: Arc<PageObject>,
    pub spot: Spot,
}

/// A date: in words, and as the attribute of a `time` element.
#[derive(Debug)]
pub struct DateObject {
    pub page: Arc<PageObject>,
    pub date: PartialDate,
}

/// The items of a list, made one by one.
#[derive(Debug)]
pub struct ItemsObject {
    pub page: Arc<PageObject>,
    pub spot: Spot,
}

/// The members of a group by name; one that the group does not have is nothing, one that its type does not have is unknown.
#[derive(Debug)]
struct MembersObject {
    page: Arc<PageObject>,
    spot: Spot,
}

/// A few values by name.
#[derive(Debug)]
struct NamedObject {
    pairs: Vec<(&'static str, Shown)>,
}

const VALUE_KEYS: &[&str] = &[
    "type",
    "text",
    "lang",
    "html",
    "href",
    "iso",
    "yes",
    "original",
    "original_lang",
    "derived_end",
    "bases",
    "id",
    "entry",
    "scheme",
    "digits",
    "items",
    "name",
    "facts",
    "f",
];

impl Object for ValueObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Shown> {
        let seen = self.spot.seen(&self.page)?;
        match key {
            "type" => Some(Shown::from(seen.type_name())),
            "text" => seen.text().map(|text| Shown::from(&*text)),
            "href" => seen.href().map(|href| Shown::from(&*href)),
            _ => self.words(&seen, key).or_else(|| self.parts(&seen, key)),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(VALUE_KEYS)
    }
}

impl ValueObject {
    /// What a value made of words, or of a date, says beside its text.
    fn words(&self, seen: &Seen<'_>, key: &str) -> Option<Shown> {
        let page = &self.page;
        Some(match (seen.value, key) {
            (Value::Text(_) | Value::Texts(_), "html") if matches!(seen.field.ty, Type::Markdown) => {
                Shown::from_safe_string(html(seen))
            }
            (Value::Text(_) | Value::Texts(_) | Value::Reference(_), "lang") if seen.type_name() != "reference" => {
                Shown::from(seen.language().code())
            }
            (Value::Date(date), "iso") => Shown::from(date.to_iso()),
            (Value::Boolean(yes), "yes") => Shown::from(*yes),
            (Value::Period(period), "original") => or_none(period.original.as_deref()),
            (Value::Period(_), "original_lang") => Shown::from(seen.language().code()),
            (Value::Period(period), "derived_end") => {
                or_none(period.derived_end().map(|(from, to)| page.tongue().formats.day_range(from, to)))
            }
            (Value::OrganisationNumber(number), "scheme") => Shown::from(number.scheme().code()),
            (Value::OrganisationNumber(number), "digits") => Shown::from(number.digits()),
            _ => return None,
        })
    }

    /// What a value is made of.
    fn parts(&self, seen: &Seen<'_>, key: &str) -> Option<Shown> {
        let (page, spot) = (self.page.clone(), self.spot.clone());
        Some(match (seen.value, key, seen.schema()) {
            (Value::Money(_), "bases", _) => MoneyObject::all(&page, &spot),
            (Value::Choice(at), "id", _) => match &seen.field.ty {
                Type::Choice(choices) => or_none(choices.get(usize::from(*at)).map(|choice| &*choice.id)),
                _ => return None,
            },
            (Value::Reference(reference), "entry", _) => EntryObject::value(&page, reference.target?),
            (Value::Group(_), "name", Some(schema)) => Shown::from(schema.name.as_deref().unwrap_or_default()),
            (Value::Group(_), "facts", Some(schema)) => {
                let filled =
                    schema.iter().filter(|(ix, _)| seen.value.group().is_some_and(|all| all.get(*ix).is_some()));
                filled.map(|(ix, _)| FactObject::value(&page, spot.member(ix))).collect()
            }
            (Value::Group(_), "f", Some(_)) => Shown::from_object(MembersObject { page, spot }),
            (_, "items", None) if seen.type_name() == "list" => Shown::from_object(ItemsObject { page, spot }),
            _ => return None,
        })
    }
}

impl Object for FactObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Shown> {
        let (field, value) = self.spot.look(&self.page);
        let language = self.page.language;
        Some(match key {
            "field" => Shown::from(&*field.name),
            "label" => Shown::from(field.label.get(language)),
            "help" => or_none(field.help.as_ref().map(|help| help.get(language))),
            "value" => or_none(value.map(|_| value_at(&self.page, self.spot.clone()))),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["field", "label", "help", "value"])
    }
}

impl FactObject {
    pub fn value(page: &Arc<PageObject>, spot: Spot) -> Shown {
        Shown::from_object(Self { page: page.clone(), spot })
    }
}

impl Object for DateObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Shown> {
        Some(match key {
            "text" => Shown::from(self.page.tongue().formats.date(self.date)),
            "iso" => Shown::from(self.date.to_iso()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["text", "iso"])
    }
}

impl ItemsObject {
    fn len(&self) -> usize {
        self.spot.seen(&self.page).map_or(0, |seen| seen.items().len())
    }
}

impl Object for ItemsObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Shown) -> Option<Shown> {
        let at = key.as_usize().filter(|at| *at < self.len())?;
        Some(value_at(&self.page, self.spot.item(at)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.len())
    }
}

impl Object for NamedObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Shown> {
        self.pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.pairs.iter().map(|(name, _)| Shown::from(*name)).collect())
    }
}

impl Object for MembersObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Shown> {
        let seen = self.spot.seen(&self.page)?;
        let ix = seen.schema()?.by_name(key)?;
        let filled = seen.value.group().is_some_and(|group| group.get(ix).is_some());
        Some(if filled { value_at(&self.page, self.spot.member(ix)) } else { Shown::from(()) })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let schema = self.spot.seen(&self.page).and_then(|seen| seen.schema());
        Enumerator::Values(schema.into_iter().flat_map(|schema| schema.names()).map(Shown::from).collect())
    }
}

/// A table of named values.
pub fn map(pairs: impl IntoIterator<Item = (&'static str, Shown)>) -> Shown {
    Shown::from_object(NamedObject { pairs: pairs.into_iter().collect() })
}

/// What is there, or the engine's `none`.
pub fn or_none(value: Option<impl Into<Shown>>) -> Shown {
    value.map_or_else(|| Shown::from(()), Into::into)
}

/// The value at a place.
pub fn value_at(page: &Arc<PageObject>, spot: Spot) -> Shown {
    Shown::from_object(ValueObject { page: page.clone(), spot })
}
