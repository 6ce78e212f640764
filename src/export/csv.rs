//! CSV after RFC 4180: UTF-8, comma, CRLF, ISO dates, decimal point; empty is empty.
//!
//! A nested value's columns are its path: `amount.value`, `amount.currency`, `amount.basis`. Further bases of the same
//! sum stand in columns named after them: `amount.paid.value`. Lists of single values are joined by ` | `, lists of groups
//! are JSON.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::json::{period_text, reference_id, value_json};
use crate::entry::{EntryIx, Origin, Value};
use crate::kind::{Field, KindIx, Type};
use crate::lang::Language;
use crate::site::Site;
use crate::value::{Basis, Money, money};

const JOINED: &str = " | ";

/// What of a value a column shows.
enum Part {
    Whole,
    Language(Language),
    Money(MoneyPart),
    /// The amount of a further basis.
    Basis(Basis),
}

#[derive(Clone, Copy)]
enum MoneyPart {
    Value,
    Currency,
    Basis,
    Per,
    Period,
    Original,
    Approximate,
}

const MONEY_PARTS: &[(&str, MoneyPart)] = &[
    ("value", MoneyPart::Value),
    ("currency", MoneyPart::Currency),
    ("basis", MoneyPart::Basis),
    ("per", MoneyPart::Per),
    ("period", MoneyPart::Period),
    ("original", MoneyPart::Original),
    ("approximate", MoneyPart::Approximate),
];

struct Column<'a> {
    name: String,
    field: &'a Field,
    ix: crate::kind::FieldIx,
    part: Part,
}

/// The rows of a kind in the order of ids; translations have rows of their own in JSON Lines only.
pub fn csv(site: &Site, kind: KindIx, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<EntryIx> =
        site.rows(kind).into_iter().filter(|ix| site.entry(*ix).origin != Origin::Translation).collect();
    let columns = columns(site, kind, &rows);
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    let fixed = ["id", "lang", "address"].into_iter().map(str::to_owned);
    writer.write_record(fixed.chain(columns.iter().map(|column| column.name.clone())))?;
    for ix in rows {
        let entry = site.entry(ix);
        let address = site.address(ix, entry.language);
        let fixed = [entry.id.to_string(), entry.language.code().to_owned(), address.to_string()];
        let cells = columns.iter().map(|column| cell(site, ix, column));
        writer.write_record(fixed.into_iter().chain(cells))?;
    }
    writer.flush()
}

fn columns<'a>(site: &'a Site, kind: KindIx, rows: &[EntryIx]) -> Vec<Column<'a>> {
    let mut columns = Vec::new();
    for (ix, field) in site.kinds.get(kind).schema.iter() {
        let mut push = |name: String, part: Part| columns.push(Column { name, field, ix, part });
        let values = || rows.iter().filter_map(|row| site.entry(*row).fields.get(ix)).map(|value| value.value);
        match field.ty {
            Type::Money => {
                for (name, part) in MONEY_PARTS {
                    push(format!("{}.{name}", field.name), Part::Money(*part));
                }
                let further: BTreeSet<Basis> =
                    values().flat_map(|value| value.money().iter().skip(1)).map(|money| money.basis).collect();
                for basis in further {
                    push(format!("{}.{}.value", field.name, basis.id()), Part::Basis(basis));
                }
            }
            Type::Text | Type::Markdown => {
                push(field.name.to_string(), Part::Whole);
                let languages: BTreeSet<Language> = values()
                    .filter_map(|value| if let Value::Texts(texts) = value { Some(texts) } else { None })
                    .flat_map(|texts| texts.iter().map(|(language, _)| *language))
                    .collect();
                for language in languages {
                    push(format!("{}.{}", field.name, language.code()), Part::Language(language));
                }
            }
            _ => push(field.name.to_string(), Part::Whole),
        }
    }
    columns
}

fn cell(site: &Site, ix: EntryIx, column: &Column<'_>) -> String {
    let entry = site.entry(ix);
    let Some(value) = entry.fields.get(column.ix).map(|value| value.value) else { return String::new() };
    match column.part {
        Part::Whole => whole(site, column.field, value, entry.language),
        Part::Language(language) => match value {
            Value::Texts(texts) => {
                texts.iter().find(|(own, _)| *own == language).map(|(_, text)| text.to_string()).unwrap_or_default()
            }
            _ => String::new(),
        },
        Part::Money(part) => value.money().first().map(|money| money_part(money, part)).unwrap_or_default(),
        Part::Basis(basis) => {
            let other = value.money().iter().skip(1).find(|money| money.basis == basis);
            other.map(|money| money_part(money, MoneyPart::Value)).unwrap_or_default()
        }
    }
}

fn money_part(sum: &Money, part: MoneyPart) -> String {
    match part {
        MoneyPart::Value => {
            sum.minor.map(|minor| money::minor_to_plain(i128::from(minor), sum.currency)).unwrap_or_default()
        }
        MoneyPart::Currency => sum.currency.to_string(),
        MoneyPart::Basis => sum.basis.id().to_owned(),
        MoneyPart::Per => sum.recurs.id().to_owned(),
        MoneyPart::Period => sum.when.as_deref().map(period_text).unwrap_or_default(),
        MoneyPart::Approximate => if sum.approximate { "true" } else { "" }.to_owned(),
        MoneyPart::Original => sum.original.as_deref().unwrap_or_default().to_owned(),
    }
}

fn whole(site: &Site, field: &Field, value: &Value, language: Language) -> String {
    match value {
        Value::List(items) if matches!(field.ty, Type::Group(_)) => {
            if items.is_empty() {
                String::new()
            } else {
                value_json(site, field, value).to_string()
            }
        }
        Value::List(items) => {
            items.iter().map(|item| whole(site, field, &item.value, language)).collect::<Vec<_>>().join(JOINED)
        }
        Value::Texts(_) => value.text(language).unwrap_or_default().to_owned(),
        Value::Reference(reference) => reference_id(site, reference),
        other => match value_json(site, field, other) {
            serde_json::Value::String(text) => text,
            serde_json::Value::Null => String::new(),
            json => json.to_string(),
        },
    }
}
