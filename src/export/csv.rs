//! CSV after RFC 4180: UTF-8, comma, CRLF, ISO dates, decimal point; empty is empty.
//!
//! A nested value's columns are its path: `amount.value`, `amount.currency`, `amount.basis`. Further bases of the same
//! sum stand in columns named after them: `amount.paid.value`. Lists of single values are joined by ` | `, lists of groups
//! are JSON.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::json::{ValueJson, period_text, published, reference_id};
use crate::address::Address;
use crate::entry::{Entry, EntryIx, Origin, Value};
use crate::kind::{Field, FieldIx, Kind, KindIx, Type};
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
    /// Where the files stand that it names.
    Published,
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

/// The columns of a field: each one's name, and what it shows.
struct Columns<'a> {
    field: &'a Field,
    ix: FieldIx,
    parts: Vec<(String, Part)>,
}

/// What every row begins with.
const FIXED: [&str; 3] = ["id", "lang", "address"];

/// A column that the table of a kind always has. Beside these, further bases of a sum and a text in further languages stand in
/// columns named after them, where there are any.
pub enum Column<'a> {
    /// What every row begins with, by its name.
    Fixed(&'static str),
    Whole(&'a Field),
    /// A part of a sum, by its name.
    Money(&'a Field, &'static str),
    /// Where the file stands that a field names, with the name of the column.
    Published(&'a Field, String),
}

impl Column<'_> {
    /// Its name in the first row.
    pub fn name(&self) -> String {
        match self {
            Self::Fixed(name) => (*name).to_owned(),
            Self::Whole(field) => field.name.to_string(),
            Self::Money(field, part) => format!("{}.{part}", field.name),
            Self::Published(_, name) => name.clone(),
        }
    }
}

/// The columns that the table of a kind always has, in their order.
pub fn columns_of(kind: &Kind) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = FIXED.map(Column::Fixed).into();
    for (_, field) in kind.schema.iter() {
        match field.ty {
            Type::Money => columns.extend(MONEY_PARTS.iter().map(|(part, _)| Column::Money(field, part))),
            _ => columns.push(Column::Whole(field)),
        }
        columns.extend(kind.schema.url_key(field).map(|name| Column::Published(field, name)));
    }
    columns
}

/// Rows of cells as a file.
pub fn rows(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// The rows of a kind in the order of ids; translations have rows of their own in JSON Lines only.
pub fn csv(site: &Site, kind: KindIx, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<EntryIx> =
        site.rows(kind).into_iter().filter(|ix| site.entry(*ix).origin != Origin::Translation).collect();
    let columns = columns(site, kind, &rows);
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    let names = columns.iter().flat_map(|field| &field.parts).map(|(name, _)| &**name);
    writer.write_record(FIXED.into_iter().chain(names))?;
    for ix in rows {
        let entry = site.entry(ix);
        let address = site.address(ix, entry.language);
        for fixed in [&*entry.id, entry.language.code(), address.as_str()] {
            writer.write_field(fixed)?;
        }
        for Columns { field, ix, parts } in &columns {
            let value = entry.fields.get(*ix).map(|value| value.value);
            for (_, part) in parts {
                let cell = value.map(|value| cell(site, field, value, part, entry));
                writer.write_field(&*cell.unwrap_or_default())?;
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn columns<'a>(site: &'a Site, kind: KindIx, rows: &[EntryIx]) -> Vec<Columns<'a>> {
    let mut columns = Vec::new();
    let schema = &site.kinds.get(kind).schema;
    for (ix, field) in schema.iter() {
        let mut parts = Vec::new();
        let mut push = |name: String, part: Part| parts.push((name, part));
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
        parts.extend(schema.url_key(field).map(|name| (name, Part::Published)));
        columns.push(Columns { field, ix, parts });
    }
    columns
}

fn cell<'a>(site: &'a Site, field: &Field, value: &'a Value, part: &Part, entry: &Entry) -> Cow<'a, str> {
    match *part {
        Part::Whole => whole(site, field, value, entry),
        Part::Language(language) => match value {
            Value::Texts(texts) => {
                let own = texts.iter().find(|(own, _)| *own == language);
                own.map_or("", |(_, text)| text).into()
            }
            _ => Cow::Borrowed(""),
        },
        Part::Published => {
            let files = published(site, field, value, entry.place.file());
            files.iter().map(Address::as_str).collect::<Vec<_>>().join(JOINED).into()
        }
        Part::Money(part) => value.money().first().map(|money| money_part(money, part)).unwrap_or_default(),
        Part::Basis(basis) => {
            let other = value.money().iter().skip(1).find(|money| money.basis == basis);
            other.map(|money| money_part(money, MoneyPart::Value)).unwrap_or_default()
        }
    }
}

fn money_part(sum: &Money, part: MoneyPart) -> Cow<'_, str> {
    match part {
        MoneyPart::Value => {
            sum.minor.map(|minor| money::minor_to_plain(i128::from(minor), sum.currency)).unwrap_or_default().into()
        }
        MoneyPart::Currency => sum.currency.code().into(),
        MoneyPart::Basis => sum.basis.id().into(),
        MoneyPart::Per => sum.recurs.id().into(),
        MoneyPart::Period => sum.when.as_deref().map(period_text).unwrap_or_default().into(),
        MoneyPart::Approximate => if sum.approximate { "true" } else { "" }.into(),
        MoneyPart::Original => sum.original().unwrap_or_default().into(),
    }
}

fn whole<'a>(site: &'a Site, field: &Field, value: &'a Value, entry: &Entry) -> Cow<'a, str> {
    let json = ValueJson { site, field, value, from: Some(entry.place.file()) };
    match value {
        Value::List(items) if items.is_empty() => Cow::Borrowed(""),
        Value::List(_) if matches!(field.ty, Type::Group(_)) => serde_json::to_string(&json).unwrap_or_default().into(),
        Value::List(items) => {
            let items = items.iter().map(|item| whole(site, field, &item.value, entry));
            items.collect::<Vec<_>>().join(JOINED).into()
        }
        Value::Text(_) | Value::Texts(_) => value.text(entry.language).unwrap_or_default().into(),
        Value::Reference(reference) => reference_id(site, reference).into(),
        _ => match serde_json::to_value(json).unwrap_or_default() {
            serde_json::Value::String(text) => text,
            serde_json::Value::Null => String::new(),
            json => json.to_string(),
        }
        .into(),
    }
}
