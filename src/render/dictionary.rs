//! What the columns of the published tables mean, as templates see it.

use std::sync::Arc;

use minijinja::Value;

use super::page::PageObject;
use super::values::{map, or_none};
use crate::export::{Column, TABLES, columns_of, table_address};
use crate::kind::{Field, KindIx, Type};

/// The columns of the table of every kind that has entries.
pub fn dictionary(page: &Arc<PageObject>) -> Value {
    let kinds = page.site.kinds.iter().map(|(kind, _)| kind).filter(|kind| !page.site.list(*kind).is_empty());
    kinds.map(|kind| of_kind(page, kind)).collect()
}

fn of_kind(page: &Arc<PageObject>, ix: KindIx) -> Value {
    let kind = page.site.kinds.get(ix);
    let file = table_address(&page.site, ix, &TABLES[0]);
    map([
        ("id", Value::from(&*kind.id)),
        ("heading", Value::from(kind.heading(page.language))),
        ("name", Value::from(file.as_str())),
        ("href", Value::from(page.link(&file))),
        ("columns", columns_of(kind).iter().map(|column| row(page, column)).collect()),
    ])
}

fn row(page: &PageObject, column: &Column<'_>) -> Value {
    let told = |key: &str| page.message(&format!("dictionary.{key}")).unwrap_or_default().to_owned();
    let (meaning, holds, field) = match column {
        Column::Fixed(name) => (told(name), told("type.text"), None),
        Column::Whole(field) => (field.label.get(page.language).to_owned(), holds(page, field), Some(field)),
        Column::Published(field, _) => {
            let meaning = page.filled("dictionary.published", "label", field.label.get(page.language));
            (meaning, told("type.text"), None)
        }
        Column::Money(field, part) => {
            let meaning = format!("{}: {}", field.label.get(page.language), told(&format!("money.{part}")));
            (meaning, told(&format!("money-type.{part}")), None)
        }
    };
    let options = field.map(|field| options(page, field)).filter(|options| !options.is_empty());
    let help = field.and_then(|field| field.help.as_ref()).map(|help| help.get(page.language).to_owned());
    map([
        ("name", Value::from(column.name())),
        ("meaning", Value::from(meaning)),
        ("help", or_none(help.map(Value::from))),
        ("holds", Value::from(holds)),
        ("options", or_none(options.map(Value::from))),
    ])
}

/// In which form the values of a field are written.
fn holds(page: &PageObject, field: &Field) -> String {
    let told = |key: &str| page.message(&format!("dictionary.type.{key}")).unwrap_or_default().to_owned();
    let one = match &field.ty {
        Type::Group(_) | Type::Records { .. } => return told("group"),
        Type::Reference(kind) => {
            let name = page.site.kinds.get(*kind).plural.get(page.language);
            page.filled("dictionary.type.reference", "kind", name)
        }
        other => told(other.name()),
    };
    if field.list { format!("{one}{}", page.words("dictionary.several")) } else { one }
}

/// The values that a choice can have: as files write them, and as pages do.
fn options(page: &PageObject, field: &Field) -> Vec<Value> {
    let Type::Choice(choices) = &field.ty else { return Vec::new() };
    let option = |choice: &crate::kind::Choice| {
        map([("id", Value::from(&*choice.id)), ("label", Value::from(choice.label.get(page.language)))])
    };
    choices.iter().map(option).collect()
}
