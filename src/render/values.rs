//! Values as templates see them: words in the page's language, never raw numbers to be formatted in a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value as Shown;

use super::entry::EntryObject;
use super::page::PageObject;
use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{Field, Schema, Type};
use crate::lang::CurrencyStyle;
use crate::markdown;
use crate::site::{Derived, Totals};
use crate::source::At;
use crate::value::{Money, Recurrence};

/// A table of named values.
pub fn map<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Shown)>) -> Shown {
    Shown::from(pairs.into_iter().map(|(name, value)| (name.into(), value)).collect::<BTreeMap<String, Shown>>())
}

fn none() -> Shown {
    Shown::from(())
}

fn or_none(text: Option<impl Into<Shown>>) -> Shown {
    text.map_or_else(none, Into::into)
}

fn typed(name: &str, rest: impl IntoIterator<Item = (&'static str, Shown)>) -> Shown {
    map(rest.into_iter().chain([("type", Shown::from(name))]))
}

/// A field with its label and value; `holder` is the version of the entry that holds the value.
pub fn fact(page: &Arc<PageObject>, holder: EntryIx, field: &Field, value: &At<Value>) -> Shown {
    map([
        ("field", Shown::from(&*field.name)),
        ("label", Shown::from(field.label.get(page.language))),
        ("help", or_none(field.help.as_ref().map(|help| help.get(page.language)))),
        ("value", value_of(page, holder, field, value)),
    ])
}

/// A value of a field, in the language of the version that holds it.
pub fn value_of(page: &Arc<PageObject>, holder: EntryIx, field: &Field, value: &At<Value>) -> Shown {
    match &value.value {
        Value::List(items) => {
            let items: Shown = items.iter().map(|item| one(page, holder, field, &item.value)).collect();
            typed("list", [("items", items)])
        }
        single => one(page, holder, field, single),
    }
}

fn one(page: &Arc<PageObject>, holder: EntryIx, field: &Field, value: &Value) -> Shown {
    let language = page.language;
    let spoken = || Shown::from(page.site.language_of(holder, value, language).code());
    let formats = &page.tongue().formats;
    let name = field.ty.name();
    let text = |text: String| typed(name, [("text", Shown::from(text))]);
    match (value, &field.ty) {
        (Value::Text(words), Type::Url) => {
            typed(name, [("href", Shown::from(&**words)), ("text", Shown::from(&**words))])
        }
        (Value::Text(words), Type::Email) => link(name, "mailto:", words),
        (Value::Text(words), Type::Phone) => link(name, "tel:", words),
        (Value::Text(_) | Value::Texts(_), Type::Markdown) => {
            let words = value.text(language).unwrap_or_default();
            // The body stands directly below the page's heading, any other field below a heading of its own.
            let top = if field.common { 2 } else { 3 };
            typed(name, [("html", Shown::from_safe_string(html(page, words, top))), ("lang", spoken())])
        }
        (Value::Text(_) | Value::Texts(_), _) => {
            let words = value.text(language).unwrap_or_default();
            typed(name, [("text", Shown::from(words)), ("lang", spoken())])
        }
        (Value::Integer(number), _) => text(formats.integer(i128::from(*number))),
        (Value::Number(number), _) => text(formats.decimal(*number)),
        (Value::Percent(number), _) => text(formats.percent(*number)),
        (Value::Year(year), _) => text(year.to_string()),
        (Value::Boolean(yes), _) => {
            let key = if *yes { "boolean.yes" } else { "boolean.no" };
            typed(name, [("text", Shown::from(message(page, key))), ("yes", Shown::from(*yes))])
        }
        (Value::Date(date), _) => {
            typed(name, [("text", Shown::from(formats.date(*date))), ("iso", Shown::from(date.to_iso()))])
        }
        (Value::Period(period), _) => {
            let derived = period.derived_end().map(|(from, to)| formats.day_range(from, to));
            typed(
                name,
                [
                    ("text", Shown::from(formats.period(period))),
                    ("original", or_none(period.original.as_deref())),
                    ("original_lang", spoken()),
                    ("derived_end", or_none(derived)),
                ],
            )
        }
        (Value::Money(bases), _) => {
            typed(name, [("bases", bases.iter().map(|money| money_value(page, holder, money)).collect())])
        }
        (Value::Choice(at), Type::Choice(choices)) => {
            let choice = choices.get(usize::from(*at));
            typed(
                name,
                [
                    ("id", or_none(choice.map(|choice| &*choice.id))),
                    ("text", or_none(choice.map(|choice| choice.label.get(language)))),
                ],
            )
        }
        (Value::Reference(reference), _) => match reference.target {
            Some(target) => typed("reference", [("entry", EntryObject::value(page, target))]),
            None if page.site.is_gone(reference) => {
                let words = message(page, "gone.reference");
                typed("text", [("text", Shown::from(words)), ("lang", Shown::from(language.code()))])
            }
            None => typed("text", [("text", Shown::from(&*reference.text)), ("lang", spoken())]),
        },
        (Value::OrganisationNumber(number), _) => typed(
            name,
            [
                ("text", Shown::from(number.to_string())),
                ("scheme", Shown::from(number.scheme().code())),
                ("digits", Shown::from(number.digits())),
            ],
        ),
        (Value::CaseNumber(number), _) => text(number.raw().to_owned()),
        (Value::Group(fields), Type::Group(schema)) => group(page, holder, schema, fields),
        (other, _) => {
            let items: Shown = other
                .items()
                .filter(|item| !std::ptr::eq(*item, other))
                .map(|item| one(page, holder, field, item))
                .collect();
            typed("list", [("items", items)])
        }
    }
}

fn link(name: &str, scheme: &str, words: &str) -> Shown {
    let target: String = words.chars().filter(|sign| !sign.is_whitespace()).collect();
    typed(name, [("href", Shown::from(format!("{scheme}{target}"))), ("text", Shown::from(words))])
}

fn group(page: &Arc<PageObject>, holder: EntryIx, schema: &Schema, fields: &Fields) -> Shown {
    let facts: Shown =
        schema.iter().filter_map(|(ix, field)| Some(fact(page, holder, field, fields.get(ix)?))).collect();
    let members: BTreeMap<String, Shown> = schema
        .iter()
        .map(|(ix, field)| {
            let value = fields.get(ix).map(|value| value_of(page, holder, field, value));
            (field.name.to_string(), value.unwrap_or_else(none))
        })
        .collect();
    typed(
        "group",
        [("name", Shown::from(schema.name.as_deref().unwrap_or_default())), ("facts", facts), ("f", map(members))],
    )
}

fn message(page: &PageObject, key: &str) -> String {
    page.tongue().messages.format(key, &[], None).unwrap_or_else(|| key.to_owned())
}

/// Markdown of an entry as HTML, its links to entries made links of this page.
fn html(page: &Arc<PageObject>, text: &str, top: u8) -> String {
    markdown::render(text, top, |to| {
        let (kind, id) = markdown::entry_link(to)?;
        let found = page.site.find(kind, id).map(|ix| page.site.address(ix, page.language));
        Some(page.link(&found.or_else(|| page.site.tombstone(kind, id).cloned())?))
    })
}

/// One basis of a sum; `holder` is the version of the entry that holds it.
pub fn money_value(page: &PageObject, holder: EntryIx, money: &Money) -> Shown {
    let formats = &page.tongue().formats;
    let minor = money.minor.map(i128::from);
    let amount = minor.map(|minor| formats.minor_amount(minor, money.currency));
    let written = |style| minor.map(|minor| formats.money(minor, money.currency, style));
    let text = written(CurrencyStyle::Familiar).or_else(|| money.original.as_deref().map(str::to_owned));
    map([
        ("basis", Shown::from(money.basis.id())),
        ("label", Shown::from(message(page, &format!("basis.{}", money.basis.id())))),
        ("amount", or_none(amount)),
        ("currency", Shown::from(money.currency.to_string())),
        ("text", or_none(text)),
        ("figure", or_none(written(CurrencyStyle::Code))),
        ("original", or_none(money.original.as_deref())),
        ("original_lang", Shown::from(page.site.entry(holder).language.code())),
        ("per", Shown::from(money.recurs.id())),
        ("when", or_none(money.when.as_ref().map(|when| formats.period(when)))),
        ("price_level", or_none(money.price_level.as_deref())),
        ("indexation", or_none(money.indexation.as_deref())),
        ("approximate", Shown::from(money.approximate)),
        ("known", Shown::from(money.minor.is_some())),
    ])
}

/// Sums, one line per currency, basis and recurrence.
pub fn totals_value(page: &PageObject, totals: &Totals) -> Shown {
    let formats = &page.tongue().formats;
    let lines: Shown = totals
        .lines
        .iter()
        .map(|line| {
            map([
                ("currency", Shown::from(line.currency.to_string())),
                ("basis", Shown::from(line.basis.id())),
                ("label", Shown::from(message(page, &format!("basis.{}", line.basis.id())))),
                ("per", Shown::from(line.recurs.id())),
                ("yearly", Shown::from(line.recurs == Recurrence::Yearly)),
                ("amount", Shown::from(formats.minor_amount(line.minor, line.currency))),
                ("figure", Shown::from(formats.money(line.minor, line.currency, CurrencyStyle::Code))),
                ("minor", Shown::from(line.minor.to_string())),
                ("count", Shown::from(line.count)),
                ("inside", Shown::from(line.inside)),
            ])
        })
        .collect();
    map([("lines", lines), ("without", Shown::from(totals.without))])
}

/// A computed figure.
pub fn derived_value(page: &Arc<PageObject>, derived: &Derived) -> Shown {
    let formats = &page.tongue().formats;
    let money = |minor: i64, currency| formats.money(i128::from(minor), currency, CurrencyStyle::Familiar);
    match derived {
        Derived::Share { whole, currency, share, rest } => typed(
            "share",
            [
                ("whole", EntryObject::value(page, *whole)),
                ("percent", Shown::from(formats.decimal(*share))),
                ("rest", Shown::from(money(*rest, *currency))),
            ],
        ),
        Derived::Change { previous, currency, change, percent } => {
            let sign = if *change > 0 { "+" } else { "" };
            typed(
                "change",
                [
                    ("previous", EntryObject::value(page, *previous)),
                    ("percent", Shown::from(format!("{sign}{}", formats.decimal(*percent)))),
                    ("change", Shown::from(format!("{sign}{}", money(*change, *currency)))),
                ],
            )
        }
        Derived::Span { currency, minor, years } => {
            typed("span", [("amount", Shown::from(money(*minor, *currency))), ("years", Shown::from(*years))])
        }
    }
}

/// The sources of an entry: what is cited, and the words that prove it.
pub fn sources_value(page: &Arc<PageObject>, ix: EntryIx) -> Shown {
    let site = &page.site;
    let kind = site.kind_of(ix);
    let Some(field) = kind.schema.by_name("source") else { return Shown::from(Vec::<Shown>::new()) };
    let Type::Group(schema) = &kind.field(field).ty else { return Shown::from(Vec::<Shown>::new()) };
    let Some((holder, value)) = site.held(ix, field, page.language) else { return Shown::from(Vec::<Shown>::new()) };
    value.value.items().filter_map(Value::group).map(|group| source(page, holder, schema, group)).collect()
}

fn source(page: &Arc<PageObject>, holder: EntryIx, schema: &Schema, group: &Fields) -> Shown {
    let member = |name: &str| group.get(schema.by_name(name)?).map(|value| &value.value);
    let text = |name: &str| or_none(member(name).and_then(|value| value.text(page.language)));
    let document = member("document").and_then(|value| match value {
        Value::Reference(reference) => reference.target,
        _ => None,
    });
    let retrieved = member("retrieved").and_then(|value| match value {
        Value::Date(date) => Some(page.tongue().formats.date(*date)),
        _ => None,
    });
    let title = match document {
        Some(document) => Some(page.site.title(document, page.language)),
        None => member("title").or_else(|| member("url")).and_then(|value| value.text(page.language)),
    };
    let href = match document {
        Some(document) => Some(page.link(&page.site.address(document, page.language))),
        None => member("url").and_then(|value| value.text(page.language)).map(str::to_owned),
    };
    let proves = member("field").and_then(|value| value.text(page.language)).map(|name| {
        let kind = page.site.kind_of(holder);
        let field = kind.schema.by_name(name.split('.').next().unwrap_or(name));
        field.map_or_else(|| name.to_owned(), |field| kind.field(field).label.get(page.language).to_owned())
    });
    let site = &page.site;
    let language_of = |ix: EntryIx| Shown::from(site.entry(ix).language.code());
    map([
        ("lang", language_of(holder)),
        // A document speaks its own language, whoever quotes it.
        ("quote_lang", language_of(document.unwrap_or(holder))),
        ("document", document.map_or_else(none, |document| EntryObject::value(page, document))),
        ("title", or_none(title)),
        ("href", or_none(href)),
        ("publisher", text("publisher")),
        ("quote", text("quote")),
        ("page", text("page")),
        ("paragraph", text("paragraph")),
        ("field", or_none(proves)),
        ("retrieved", or_none(retrieved)),
        ("licence", text("licence")),
        ("note", text("note")),
    ])
}
