//! The files of the search, made from the site: one index and one file of records per language of the entries.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::lunr;
use crate::address::{Address, Fixed};
use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{Field, Schema, Type};
use crate::lang::Language;
use crate::markdown;
use crate::site::Site;
use crate::value::{Money, money};

/// Fields of at least this weight are searched like the heading.
const AS_HEADING: u8 = 7;
/// The longest summary of a result line, in characters.
const SUMMARY: usize = 160;

/// The languages in which entries are written: each has an index of its own.
pub fn languages(site: &Site) -> Vec<Language> {
    let mut languages: Vec<Language> = site.all().flat_map(|ix| site.written_in(ix)).collect();
    languages.sort_unstable();
    languages.dedup();
    languages
}

pub fn index_address(language: Language) -> Address {
    Address::new(format!("search/elasticlunr.{}.json", language.code()))
}

pub fn records_address(language: Language) -> Address {
    Address::new(format!("search/records.{}.json", language.code()))
}

/// The entries with words in a language, each with the reference by which the index knows it: the address that a reader
/// of that language is led to.
fn documents(site: &Site, language: Language) -> Vec<(String, EntryIx)> {
    let written = site.all().filter(|ix| site.written_in(*ix).contains(&language));
    let unique: BTreeMap<String, EntryIx> = written.map(|ix| (site.address(ix, language).to_string(), ix)).collect();
    unique.into_iter().collect()
}

/// `search/elasticlunr.<lang>.json`
pub fn index(site: &Site, language: Language) -> Vec<u8> {
    let texts: Vec<(String, String, String)> = documents(site, language)
        .into_iter()
        .map(|(reference, ix)| {
            let (title, text) = words(site, ix, language);
            (reference, title, text)
        })
        .collect();
    let documents = texts.iter().map(|(reference, title, text)| lunr::Document { reference, title, text });
    // References are the keys of a map, so none stands twice.
    lunr::index(language, documents).unwrap_or_default()
}

/// `search/records.<lang>.json`: what a result line shows, by reference, and the names of the kinds.
pub fn records(site: &Site, language: Language) -> Vec<u8> {
    let mut kinds = Map::new();
    for (_, kind) in site.kinds.iter() {
        let names = site.config.languages.iter().map(|own| (own.code().to_owned(), Json::from(kind.name.get(*own))));
        kinds.insert(kind.id.to_string(), Json::Object(names.collect()));
    }
    let mut records = Map::new();
    for (reference, ix) in documents(site, language) {
        let record = json!({
            "t": site.title(ix, language),
            "k": &*site.kind_of(ix).id,
            "a": reference,
            "l": site.title_language(ix, language).code(),
            "s": result_line(site, ix, language),
        });
        records.insert(reference, record);
    }
    serde_json::to_vec(&json!({ "kinds": kinds, "records": records })).unwrap_or_default()
}

/// Date, status and sums, then the summary, cut at a word.
fn result_line(site: &Site, ix: EntryIx, language: Language) -> String {
    let mut parts = site.brief(ix, language);
    parts.extend(site.summary(ix, language).map(cut));
    parts.join(" · ")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= SUMMARY {
        return text.to_owned();
    }
    let head: String = text.chars().take(SUMMARY).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", &head[..end])
}

/// The words of an entry: what is searched like its heading, and the rest.
fn words(site: &Site, ix: EntryIx, language: Language) -> (String, String) {
    let kind = site.kind_of(ix);
    let mut words = Words { site, ix, language, heading: String::new(), text: String::new() };
    for (field, _) in kind.schema.iter() {
        if let Some(value) = site.value(ix, field, language) {
            let as_heading = field == kind.title;
            words.value(kind.field(field), &value.value, as_heading);
        }
    }
    if let Some(status) = site.status(ix) {
        add(&mut words.text, status.label.get(language));
    }
    (words.heading, words.text)
}

struct Words<'a> {
    site: &'a Site,
    ix: EntryIx,
    language: Language,
    heading: String,
    text: String,
}

impl Words<'_> {
    fn value(&mut self, field: &Field, value: &Value, as_heading: bool) {
        if let (Value::Group(group), Type::Group(schema)) = (value, &field.ty) {
            return self.group(schema, group);
        }
        if let Value::List(items) = value {
            items.iter().for_each(|item| self.value(field, &item.value, as_heading));
            return;
        }
        if field.search == 0 && !as_heading {
            return;
        }
        let words = self.said(field, value);
        let heading = as_heading || field.search >= AS_HEADING;
        add(if heading { &mut self.heading } else { &mut self.text }, &words);
    }

    fn group(&mut self, schema: &Schema, group: &Fields) {
        for (member, value) in group.iter() {
            self.value(schema.field(member), &value.value, false);
        }
    }

    /// A value in words that can be searched.
    fn said(&self, field: &Field, value: &Value) -> String {
        let formats = &self.site.interface.of(self.language).formats;
        match (value, &field.ty) {
            (Value::Text(_) | Value::Texts(_), Type::Markdown) => {
                markdown::plain(value.text(self.language).unwrap_or_default())
            }
            (Value::Text(_) | Value::Texts(_), _) => value.text(self.language).unwrap_or_default().to_owned(),
            (Value::Integer(number), _) => number.to_string(),
            (Value::Number(number) | Value::Percent(number), _) => formats.decimal(*number),
            (Value::Money(bases), _) => bases.iter().map(said_money).collect::<Vec<_>>().join("\n"),
            (Value::Date(date), _) => formats.date(*date),
            (Value::Period(period), _) => formats.period(period),
            (Value::Year(year), _) => year.to_string(),
            (Value::Choice(at), Type::Choice(choices)) => choices
                .get(usize::from(*at))
                .map(|choice| choice.label.get(self.language))
                .unwrap_or_default()
                .to_owned(),
            (Value::Reference(reference), _) => match reference.target {
                Some(target) if target != self.ix => self.site.title(target, self.language).to_owned(),
                Some(_) => String::new(),
                None => reference.text.to_string(),
            },
            (Value::OrganisationNumber(number), _) => number.to_string(),
            (Value::CaseNumber(number), _) => number.raw().to_owned(),
            _ => String::new(),
        }
    }
}

fn said_money(sum: &Money) -> String {
    let amount = sum.minor.map(|minor| money::minor_to_plain(i128::from(minor), sum.currency));
    let parts = [amount.as_deref(), Some(sum.currency.code()), sum.original.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Texts stand on lines of their own, so that no number or date is read across two of them.
fn add(to: &mut String, words: &str) {
    if !words.trim().is_empty() {
        to.push_str(words.trim());
        to.push('\n');
    }
}

/// The JSON block of the search page: where the files stand and what the page says.
pub fn settings(site: &Site, language: Language, root: &str) -> String {
    let files: Map<String, Json> = languages(site)
        .into_iter()
        .map(|own| {
            let files = json!({ "index": index_address(own).as_str(), "records": records_address(own).as_str() });
            (own.code().to_owned(), files)
        })
        .collect();
    let messages = &site.interface.of(language).messages;
    let text = |key: &str, n: i64| messages.format(key, &[("n", "{n}")], Some(n)).unwrap_or_else(|| key.to_owned());
    let settings = json!({
        "root": root,
        "languages": languages(site).iter().map(|own| own.code()).collect::<Vec<_>>(),
        "files": files,
        "page": site.addresses().fixed(Fixed::Search, language).as_str(),
        "pageLanguage": language.code(),
        "messages": {
            "searching": text("search.searching", 0),
            "none": text("search.none", 0),
            "count.one": text("search.count", 1),
            "count.other": text("search.count", 2),
            "any": text("search.any", 0),
            "failed": text("search.failed", 0),
            "short": text("search.short", 0),
        },
    });
    // `<` is the only sign that could end the inert block.
    settings.to_string().replace('<', "\\u003c")
}
