//! The values of facets: their codes, slugs, labels and counts over the whole site.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;

use super::files::{Fault, Store, damaged};
use super::manifest::Manifest;
use crate::lang::lower;
use crate::search::format::Damage;

/// A value of a facet; its code is its place among the values.
#[derive(Clone, Debug, Deserialize)]
pub struct Value(pub String, pub u64, pub Label);

/// What a value is called.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Label {
    /// In every language.
    Same(String),
    Each(BTreeMap<String, String>),
}

impl Label {
    /// In a language, else in any.
    pub fn get(&self, language: &str) -> &str {
        match self {
            Self::Same(label) => label,
            Self::Each(labels) => labels.get(language).or_else(|| labels.values().next()).map_or("", String::as_str),
        }
    }

    fn is(&self, words: &str) -> bool {
        match self {
            Self::Same(label) => lower(label) == words,
            Self::Each(labels) => labels.values().any(|label| lower(label) == words),
        }
    }
}

const FIRST: &str = "facets.bin";
/// How many values, or slugs, stand in one of a facet's own files.
const VALUES: usize = 512;

/// The values of all facets, each read when it is first asked for.
pub struct Values<'a> {
    store: &'a Store<'a>,
    manifest: &'a Manifest,
    first: OnceCell<BTreeMap<String, Vec<Value>>>,
    all: Vec<OnceCell<Rc<[Value]>>>,
}

impl<'a> Values<'a> {
    pub fn new(store: &'a Store<'a>, manifest: &'a Manifest) -> Self {
        let all = manifest.facets.iter().map(|_| OnceCell::new()).collect();
        Self { store, manifest, first: OnceCell::new(), all }
    }

    /// All values of a facet, by code.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn all(&self, facet: usize) -> Result<Rc<[Value]>, Fault> {
        if let Some(values) = self.all[facet].get() {
            return Ok(Rc::clone(values));
        }
        let told = &self.manifest.facets[facet];
        let (mut values, mut name) = (Vec::new(), FIRST.to_owned());
        if told.slugs.is_empty() {
            values = self.first()?.get(&told.name).cloned().unwrap_or_default();
        } else {
            for part in 0..told.values.div_ceil(VALUES) {
                name = format!("facets/{}/{part}.bin", told.name);
                values.extend(self.store.json::<Vec<Value>>(&name)?);
            }
        }
        if values.len() != told.values {
            return Err(damaged(&name)(Damage("it holds other values than it should")));
        }
        Ok(Rc::clone(self.all[facet].get_or_init(|| values.into())))
    }

    /// The code of a value.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn code(&self, facet: usize, slug: &str) -> Result<Option<u32>, Fault> {
        let told = &self.manifest.facets[facet];
        if told.slugs.is_empty() {
            let values = self.all(facet)?;
            return Ok((0..).zip(values.iter()).find(|(_, value)| value.0 == slug).map(|(code, _)| code));
        }
        let part = told.slugs.partition_point(|first| first.as_str() <= slug);
        let Some(part) = part.checked_sub(1) else { return Ok(None) };
        let name = format!("facets/{}/slugs/{part}.bin", told.name);
        let slugs: Vec<(String, u32)> = self.store.json(&name)?;
        let code = slugs.binary_search_by(|(own, _)| own.as_str().cmp(slug)).ok().map(|at| slugs[at].1);
        match code {
            Some(code) if code as usize >= told.values => {
                Err(damaged(&name)(Damage("it names a value that there is not")))
            }
            code => Ok(code),
        }
    }

    /// The codes of the values that somebody means by some words: the one of that slug, else all of that label.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn meant(&self, facet: usize, words: &str) -> Result<Vec<u32>, Fault> {
        let words = lower(words);
        if let Some(code) = self.code(facet, &words)? {
            return Ok(vec![code]);
        }
        let values = self.all(facet)?;
        Ok((0..).zip(values.iter()).filter(|(_, value)| value.2.is(&words)).map(|(code, _)| code).collect())
    }

    fn first(&self) -> Result<&BTreeMap<String, Vec<Value>>, Fault> {
        if let Some(first) = self.first.get() {
            return Ok(first);
        }
        let first = self.store.json(FIRST)?;
        Ok(self.first.get_or_init(|| first))
    }
}
