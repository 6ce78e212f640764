//! Entries as JSON, in the words of their own front matter, so that what is published can be read back in.

use std::io::{self, Write};

use serde_json::{Map, Number, Value as Json, json};

use crate::entry::{Entry, EntryIx, Fields, Origin, Reference, Value};
use crate::kind::{Field, KindIx, Schema, Type};
use crate::site::Site;
use crate::value::{Money, Period, Recurrence, money};

/// One entry: `kind`, `id`, `lang`, its fields, and the `address` of its page.
pub fn entry_json(site: &Site, ix: EntryIx) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(&object(site, ix)).unwrap_or_default();
    text.push(b'\n');
    text
}

/// Every entry of a kind, one a line, in the order of ids; translations follow their entry.
pub fn json_lines(site: &Site, kind: KindIx, out: &mut dyn Write) -> io::Result<()> {
    for ix in site.rows(kind) {
        let mut line = serde_json::to_vec(&object(site, ix))?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// What is written in an entry and its translations, one a line: the same bytes as long as nothing in them changes.
pub fn written(site: &Site, ix: EntryIx) -> Vec<u8> {
    let mut lines = Vec::new();
    for version in site.versions(ix) {
        lines.extend(serde_json::to_vec(&Json::Object(own_words(site, version))).unwrap_or_default());
        lines.push(b'\n');
    }
    lines
}

fn object(site: &Site, ix: EntryIx) -> Json {
    let mut map = own_words(site, ix);
    let address = site.address(site.main(ix), site.entry(ix).language);
    // Beside the names of the entry, before its fields.
    let names = map.len().min(if site.entry(ix).origin == Origin::Translation { 4 } else { 3 });
    map.shift_insert(names, "address".into(), address.as_str().into());
    Json::Object(map)
}

fn own_words(site: &Site, ix: EntryIx) -> Map<String, Json> {
    let entry = site.entry(ix);
    let kind = site.kind_of(ix);
    let mut map = Map::new();
    map.insert("kind".into(), (*kind.id).into());
    map.insert("id".into(), (*entry.id).into());
    map.insert("lang".into(), entry.language.code().into());
    if entry.origin == Origin::Translation {
        map.insert("translation".into(), true.into());
    }
    if !entry.aliases().is_empty() {
        map.insert("aliases".into(), entry.aliases().iter().map(|alias| Json::from(&*alias.value)).collect());
    }
    fields(site, &kind.schema, &entry.fields, &mut map);
    map
}

fn fields(site: &Site, schema: &Schema, fields: &Fields, map: &mut Map<String, Json>) {
    for (ix, value) in fields.iter() {
        let field = schema.field(ix);
        map.insert(field.name.to_string(), value_json(site, field, value.value));
    }
}

/// A value as its field writes it.
pub fn value_json(site: &Site, field: &Field, value: &Value) -> Json {
    match (value, &field.ty) {
        (Value::List(items), _) => items.iter().map(|item| value_json(site, field, &item.value)).collect(),
        (Value::Text(text), _) => (**text).into(),
        (Value::Texts(texts), _) => {
            texts.iter().map(|(language, text)| (language.code().to_owned(), Json::from(&**text))).collect()
        }
        (Value::Integer(number), _) => (*number).into(),
        (Value::Number(number) | Value::Percent(number), _) => exact(&number.to_string()),
        (Value::Money(bases), _) => match bases.as_ref() {
            [one] => money_json(one),
            many => many.iter().map(money_json).collect(),
        },
        (Value::Date(date), _) => date.to_iso().into(),
        (Value::Period(period), _) => period_json(period),
        (Value::Year(year), _) => (*year).into(),
        (Value::Boolean(flag), _) => (*flag).into(),
        (Value::Choice(at), Type::Choice(choices)) => {
            choices.get(usize::from(*at)).map_or(Json::Null, |choice| (*choice.id).into())
        }
        (Value::Choice(_) | Value::Records(_), _) => Json::Null,
        (Value::Reference(reference), _) => reference_id(site, reference).into(),
        (Value::OrganisationNumber(number), _) => number.to_string().into(),
        (Value::CaseNumber(number), _) => number.raw().into(),
        (Value::Group(group), Type::Group(schema)) => {
            let mut map = Map::new();
            fields(site, schema, group, &mut map);
            Json::Object(map)
        }
        (Value::Group(_), _) => Json::Null,
    }
}

/// The id of the entry that is meant; what was written where there is none.
pub fn reference_id(site: &Site, reference: &Reference) -> String {
    let target = reference.target.map(|ix| site.entry(ix));
    target.map_or_else(|| reference.text.to_string(), |entry: &Entry| entry.id.to_string())
}

/// A number with exactly these digits.
fn exact(text: &str) -> Json {
    text.parse::<Number>().map_or_else(|_| text.into(), Json::Number)
}

fn money_json(sum: &Money) -> Json {
    let mut map = Map::new();
    if let Some(minor) = sum.minor {
        map.insert("amount".into(), exact(&money::minor_to_plain(i128::from(minor), sum.currency)));
    }
    map.insert("currency".into(), sum.currency.to_string().into());
    map.insert("basis".into(), sum.basis.id().into());
    if sum.recurs == Recurrence::Yearly {
        map.insert("per".into(), sum.recurs.id().into());
    }
    if let Some(when) = &sum.when {
        map.insert("period".into(), period_text(when).into());
    }
    let texts = [("original", &sum.original), ("price_level", &sum.price_level), ("indexation", &sum.indexation)];
    for (key, text) in texts {
        if let Some(text) = text {
            map.insert(key.into(), (**text).into());
        }
    }
    if sum.approximate {
        map.insert("approximate".into(), true.into());
    }
    Json::Object(map)
}

fn period_json(period: &Period) -> Json {
    if period.duration.is_none() && period.original.is_none() {
        return period_text(period).into();
    }
    let mut map = Map::new();
    for (key, date) in [("start", &period.start), ("end", &period.end)] {
        if let Some(date) = date {
            map.insert(key.into(), date.to_iso().into());
        }
    }
    if let Some(duration) = &period.duration {
        map.insert("duration".into(), format!("{} months", duration.months).into());
    }
    if let Some(original) = &period.original {
        map.insert("original".into(), (**original).into());
    }
    json!(map)
}

/// `2021`, `2021/2023`, or the dates of a period between slashes.
pub fn period_text(period: &Period) -> String {
    let text = |date: &Option<crate::value::PartialDate>| date.map(|date| date.to_iso()).unwrap_or_default();
    match (&period.start, &period.end) {
        (Some(start), Some(end)) if start == end => start.to_iso(),
        _ => format!("{}/{}", text(&period.start), text(&period.end)),
    }
}
