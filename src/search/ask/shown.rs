//! Results as they are shown: the records of the index in a reader's language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::files::{Fault, damaged};
use super::manifest::Line;
use crate::search::format::Damage;

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// `grant/herning-2021`.
    pub id: String,
    /// What its kind is called.
    pub kind: String,
    /// As it is known, `""` where it is not.
    pub date: String,
    pub title: String,
    /// The language of the title.
    pub lang: String,
    /// From the root of the site.
    pub address: String,
    pub summary: String,
    pub payer: String,
    pub payee: String,
    pub amounts: Vec<Sum>,
    pub status: Option<Status>,
}

/// An amount with what sort of sum it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    pub currency: String,
    pub digits: u32,
    pub basis: String,
    pub per: String,
    pub minor: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    pub slug: String,
    pub label: String,
}

impl Sum {
    /// A sum of a line.
    pub fn of(line: &Line, minor: impl ToString) -> Self {
        let Line { currency, digits, basis, per } = line.clone();
        Self { currency, digits, basis, per, minor: minor.to_string() }
    }
}

/// An entry as the index keeps it.
#[derive(Deserialize)]
struct Record {
    i: String,
    k: usize,
    #[serde(default)]
    d: String,
    #[serde(default)]
    m: Vec<(usize, Minor)>,
    u: Option<String>,
    v: BTreeMap<String, Vec<String>>,
}

/// A number beyond what browsers read exactly is written as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Minor {
    Number(i64),
    Text(String),
}

impl Engine<'_> {
    /// Documents as a reader of a language sees them.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn shown(&self, documents: &[u32], language: &str) -> Result<Vec<Shown>, Fault> {
        documents.iter().map(|document| self.one_shown(*document as usize, language)).collect()
    }

    fn one_shown(&self, document: usize, language: &str) -> Result<Shown, Fault> {
        let size = self.manifest.records_per_file;
        let name = format!("records/{}.bin", document / size);
        let mut records: Vec<Record> = self.store().json(&name)?;
        let unfit = || damaged(&name)(Damage("its records do not fit the manifest"));
        let at = document % size;
        if at >= records.len() {
            return Err(unfit());
        }
        let record = records.swap_remove(at);
        let kind = self.manifest.kinds.get(record.k).ok_or_else(unfit)?;
        let mut languages = std::iter::once(language).chain(self.manifest.languages.iter().map(String::as_str));
        let (spoken, version) = languages.find_map(|own| Some((own, record.v.get(own)?))).ok_or_else(unfit)?;
        let [title, address, summary, payer, payee, lang @ ..] = version.as_slice() else { return Err(unfit()) };
        let amount = |(line, minor): &(usize, Minor)| {
            let line = self.manifest.lines.get(*line)?;
            Some(match minor {
                Minor::Number(minor) => Sum::of(line, minor),
                Minor::Text(minor) => Sum::of(line, minor),
            })
        };
        let kind_name = kind.name.get(language).or_else(|| kind.name.values().next());
        Ok(Shown {
            id: format!("{}/{}", kind.id, record.i),
            kind: kind_name.unwrap_or(&kind.id).clone(),
            date: record.d,
            title: title.clone(),
            lang: lang.first().map_or(spoken, String::as_str).to_owned(),
            address: address.clone(),
            summary: summary.clone(),
            payer: payer.clone(),
            payee: payee.clone(),
            amounts: record.m.iter().map(amount).collect::<Option<_>>().ok_or_else(unfit)?,
            status: record.u.map(|slug| self.status(slug, language)).transpose()?,
        })
    }

    fn status(&self, slug: String, language: &str) -> Result<Status, Fault> {
        let Some(facet) = self.manifest.facet("status") else { return Ok(Status { label: slug.clone(), slug }) };
        let values = self.values.all(facet)?;
        let label = values.iter().find(|value| value.0 == slug).map_or(slug.as_str(), |value| value.2.get(language));
        Ok(Status { label: label.to_owned(), slug })
    }
}
