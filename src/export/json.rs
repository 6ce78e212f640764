//! Entries as JSON, in the words of their own front matter, so that what is published can be read back in.

use std::fmt;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

use crate::address::Address;
use crate::entry::{Entry, EntryIx, Fields, Origin, Reference, Value};
use crate::kind::{Field, KindIx, Schema, Type};
use crate::site::Site;
use crate::source::FileId;
use crate::value::{Decimal, Money, Period, Recurrence, money};

/// One entry: `kind`, `id`, `lang`, its fields, and the `address` of its page.
pub fn entry_json(site: &Site, ix: EntryIx) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(&addressed(site, ix)).unwrap_or_default();
    text.push(b'\n');
    text
}

/// Every entry of a kind, one a line, in the order of ids; translations follow their entry.
pub fn json_lines(site: &Site, kind: KindIx, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    for ix in site.rows(kind) {
        line.clear();
        serde_json::to_writer(&mut line, &addressed(site, ix))?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// What is written in an entry and its translations, one a line: the same bytes as long as nothing in them changes.
pub fn written(site: &Site, ix: EntryIx) -> Vec<u8> {
    let mut lines = Vec::new();
    for version in site.versions(ix) {
        lines.extend(serde_json::to_vec(&EntryJson { site, ix: version, address: None }).unwrap_or_default());
        lines.push(b'\n');
    }
    lines
}

fn addressed(site: &Site, ix: EntryIx) -> EntryJson<'_> {
    let address = site.address(site.main(ix), site.entry(ix).language);
    EntryJson { site, ix, address: Some(address) }
}

/// An entry in its own words, with the address of its page where that is told.
struct EntryJson<'a> {
    site: &'a Site,
    ix: EntryIx,
    address: Option<Address>,
}

impl Serialize for EntryJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let entry = self.site.entry(self.ix);
        let kind = self.site.kind_of(self.ix);
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("kind", &*kind.id)?;
        map.serialize_entry("id", &*entry.id)?;
        map.serialize_entry("lang", entry.language.code())?;
        if entry.origin == Origin::Translation {
            map.serialize_entry("translation", &true)?;
        }
        if let Some(address) = &self.address {
            map.serialize_entry("address", address.as_str())?;
        }
        if !entry.aliases().is_empty() {
            let aliases: Vec<&str> = entry.aliases().iter().map(|alias| &*alias.value).collect();
            map.serialize_entry("aliases", &aliases)?;
        }
        let from = self.address.as_ref().map(|_| entry.place.file());
        fields((self.site, from), &kind.schema, &entry.fields, &mut map)?;
        map.end()
    }
}

/// The fields of an entry or a group; `from` as in [`ValueJson`].
fn fields<M: SerializeMap>(
    (site, from): (&Site, Option<FileId>),
    schema: &Schema,
    fields: &Fields,
    map: &mut M,
) -> Result<(), M::Error> {
    for (ix, value) in fields.iter() {
        let (field, value) = (schema.field(ix), value.value);
        map.serialize_entry(&*field.name, &ValueJson { site, field, value, from })?;
        let Some((from, key)) = from.zip(schema.url_key(field)) else { continue };
        match published(site, field, value, from).as_slice() {
            [] => {}
            [one] if !field.list => map.serialize_entry(&key, one.as_str())?,
            many => map.serialize_entry(&key, &many.iter().map(Address::as_str).collect::<Vec<_>>())?,
        }
    }
    Ok(())
}

/// Where the files stand that a field names, written in the file `from`: an annex as it is, a picture as large as it is made.
pub fn published(site: &Site, field: &Field, value: &Value, from: FileId) -> Vec<Address> {
    let file = |written: &str| match field.ty {
        Type::Attachment => site.attachments.annex(from, written).map(|annex| annex.address.clone()),
        Type::Picture => {
            let picture = site.attachments.picture(from, written)?;
            picture.widths().last().map(|widest| picture.address(*widest))
        }
        _ => None,
    };
    match value {
        Value::List(items) => items.iter().flat_map(|item| published(site, field, &item.value, from)).collect(),
        Value::Text(written) => file(written).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A value as its field writes it.
#[derive(Clone, Copy)]
pub struct ValueJson<'a> {
    pub site: &'a Site,
    pub field: &'a Field,
    pub value: &'a Value,
    /// The file in which it is written, where it is told at which address the files stand that it names.
    pub from: Option<FileId>,
}

impl Serialize for ValueJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.value, &self.field.ty) {
            (Value::List(items), _) => to.collect_seq(items.iter().map(|item| Self { value: &item.value, ..*self })),
            (Value::Text(text), _) => to.serialize_str(text),
            (Value::Texts(texts), _) => to.collect_map(texts.iter().map(|(language, text)| (language.code(), &**text))),
            (Value::Integer(number), _) => to.serialize_i64(*number),
            (Value::Number(number) | Value::Percent(number), _) => decimal(*number).serialize(to),
            (Value::Money(bases), _) => match bases.as_ref() {
                [one] => MoneyJson(one).serialize(to),
                many => to.collect_seq(many.iter().map(MoneyJson)),
            },
            (Value::Date(date), _) => to.collect_str(date),
            (Value::Period(period), _) => PeriodJson(period).serialize(to),
            (Value::Year(year), _) => to.serialize_i16(*year),
            (Value::Boolean(flag), _) => to.serialize_bool(*flag),
            (Value::Choice(at), Type::Choice(choices)) => {
                choices.get(usize::from(*at)).map(|choice| &*choice.id).serialize(to)
            }
            (Value::Reference(reference), _) => to.serialize_str(reference_id(self.site, reference)),
            (Value::OrganisationNumber(number), _) => to.collect_str(number),
            (Value::CaseNumber(number), _) => to.serialize_str(number.raw()),
            (Value::Group(group), Type::Group(schema)) => {
                let mut map = to.serialize_map(None)?;
                fields((self.site, self.from), schema, group, &mut map)?;
                map.end()
            }
            (Value::Choice(_) | Value::Records(_) | Value::Group(_), _) => to.serialize_unit(),
        }
    }
}

/// The id of the entry that is meant; what was written where there is none.
pub fn reference_id<'a>(site: &'a Site, reference: &'a Reference) -> &'a str {
    let target = reference.target.map(|ix| site.entry(ix));
    target.map_or(&*reference.text, |entry: &Entry| &*entry.id)
}

/// A number with exactly its digits, or its text where that is no number of JSON.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Exact {
    Number(Number),
    Text(String),
}

fn decimal(number: Decimal) -> Exact {
    exact(number.to_string())
}

fn exact(text: String) -> Exact {
    text.parse().map_or(Exact::Text(text), Exact::Number)
}

struct MoneyJson<'a>(&'a Money);

impl Serialize for MoneyJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let sum = self.0;
        let mut map = to.serialize_map(None)?;
        if let Some(minor) = sum.minor {
            map.serialize_entry("amount", &exact(money::minor_to_plain(i128::from(minor), sum.currency)))?;
        }
        map.serialize_entry("currency", sum.currency.code())?;
        map.serialize_entry("basis", sum.basis.id())?;
        if sum.recurs == Recurrence::Yearly {
            map.serialize_entry("per", sum.recurs.id())?;
        }
        if let Some(when) = &sum.when {
            map.serialize_entry("period", &Ends(when).to_string())?;
        }
        let texts =
            [("original", sum.original()), ("price_level", sum.price_level()), ("indexation", sum.indexation())];
        for (key, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(key, text)?;
            }
        }
        if sum.approximate {
            map.serialize_entry("approximate", &true)?;
        }
        map.end()
    }
}

struct PeriodJson<'a>(&'a Period);

impl Serialize for PeriodJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let period = self.0;
        if period.duration.is_none() && period.original.is_none() {
            return to.collect_str(&Ends(period));
        }
        let mut map = to.serialize_map(None)?;
        for (key, date) in [("start", &period.start), ("end", &period.end)] {
            if let Some(date) = date {
                map.serialize_entry(key, &date.to_iso())?;
            }
        }
        if let Some(duration) = &period.duration {
            map.serialize_entry("duration", &format!("{} months", duration.months))?;
        }
        if let Some(original) = &period.original {
            map.serialize_entry("original", &**original)?;
        }
        map.end()
    }
}

/// `2021`, `2021/2023`, or the dates of a period between slashes.
pub fn period_text(period: &Period) -> String {
    Ends(period).to_string()
}

/// Shows a period as [`period_text`] tells it.
struct Ends<'a>(&'a Period);

impl fmt::Display for Ends<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0.start, &self.0.end) {
            (Some(start), Some(end)) if start == end => start.fmt(f),
            (start, end) => {
                start.iter().try_for_each(|date| date.fmt(f))?;
                f.write_str("/")?;
                end.iter().try_for_each(|date| date.fmt(f))
            }
        }
    }
}
