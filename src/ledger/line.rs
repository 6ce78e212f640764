//! One line of the ledger as JSON.

use serde::{Deserialize, Serialize};

use super::{Draft, Published, Sum};
use crate::address::Address;
use crate::value::{Basis, Currency, PartialDate, Recurrence};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    date: String,
    /// SHA-256 of the line before, hexadecimal; null in the first line.
    pub previous: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    added: Vec<Item>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changed: Vec<Item>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    removed: Vec<Named>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    kind: Box<str>,
    id: Box<str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    kind: Box<str>,
    id: Box<str>,
    hash: Box<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<Box<str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    amounts: Vec<Amount>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    basis: Box<str>,
    currency: Box<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    per: Option<Box<str>>,
    /// In minor units; left out where the source states no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minor: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    when: Option<Box<str>>,
}

/// The line of a publication, without its line end.
pub fn write(draft: &Draft, previous: Option<&str>) -> String {
    let items = |list: &[Published]| list.iter().map(item).collect();
    let named = |(kind, id): &super::Name| Named { kind: kind.clone(), id: id.clone() };
    let line = Line {
        date: draft.date.to_iso(),
        previous: previous.map(str::to_owned),
        added: items(&draft.added),
        changed: items(&draft.changed),
        removed: draft.removed.iter().map(named).collect(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

fn item(published: &Published) -> Item {
    Item {
        kind: published.name.0.clone(),
        id: published.name.1.clone(),
        hash: published.hash.clone(),
        addresses: published.addresses.iter().map(|address| address.as_str().into()).collect(),
        amounts: published.sums.iter().map(amount).collect(),
    }
}

fn amount(sum: &Sum) -> Amount {
    Amount {
        basis: sum.basis.id().into(),
        currency: sum.currency.code().into(),
        per: (sum.recurs == Recurrence::Yearly).then(|| sum.recurs.id().into()),
        minor: sum.minor,
        when: sum.when.clone(),
    }
}

impl Line {
    /// A line as it is written, or why it cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Err("it is empty".to_owned());
        }
        // Each line is a text of its own, so of the place only the column means anything.
        serde_json::from_str(text).map_err(|error| error.to_string().replace(" at line 1 column ", " at column "))
    }

    /// What the line says, or what is wrong with it in words.
    pub fn draft(self) -> Result<Draft, String> {
        let date = PartialDate::parse(&self.date).map_err(|problem| problem.message)?;
        let items = |list: Vec<Item>| list.into_iter().map(published).collect::<Result<Vec<_>, String>>();
        let removed = self.removed.into_iter().map(|named| (named.kind, named.id)).collect();
        Ok(Draft { date, added: items(self.added)?, changed: items(self.changed)?, removed })
    }
}

fn published(item: Item) -> Result<Published, String> {
    Ok(Published {
        name: (item.kind, item.id),
        hash: item.hash,
        addresses: item.addresses.into_iter().map(Address::new).collect(),
        sums: item.amounts.into_iter().map(sum).collect::<Result<_, String>>()?,
    })
}

fn sum(amount: Amount) -> Result<Sum, String> {
    let unknown = |what: &str, word: &str| format!("`{word}` is not a {what}");
    let recurs = match amount.per.as_deref() {
        None => Recurrence::Once,
        Some(per) => Recurrence::from_id(per).ok_or_else(|| unknown("recurrence", per))?,
    };
    Ok(Sum {
        basis: Basis::from_id(&amount.basis).ok_or_else(|| unknown("basis", &amount.basis))?,
        currency: Currency::parse(&amount.currency).map_err(|problem| problem.message)?,
        recurs,
        minor: amount.minor,
        when: amount.when,
    })
}
