//! The sources of an entry as templates see them: what is cited, and the words that prove it.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::Value as Shown;
use minijinja::value::{Enumerator, Object};

use super::entry::EntryObject;
use super::page::PageObject;
use super::spot::{Seen, Spot};
use super::values::or_none;
use crate::entry::{EntryIx, Value};

/// One source.
#[derive(Debug)]
pub struct SourceObject {
    page: Arc<PageObject>,
    spot: Spot,
}

/// A source in the site.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    group: Seen<'a>,
    /// The document that is the source, where it is an entry of the site.
    pub document: Option<EntryIx>,
}

const SOURCE_KEYS: &[&str] = &[
    "lang",
    "quote_lang",
    "document",
    "title",
    "href",
    "publisher",
    "quote",
    "page",
    "paragraph",
    "field",
    "retrieved",
    "licence",
    "note",
];

/// Every source of an entry.
pub fn sources_value(page: &Arc<PageObject>, ix: EntryIx) -> Shown {
    let field = page.site.kind_of(ix).schema.by_name("source");
    let held = field.and_then(|field| Some((field, page.site.held(ix, field, page.language)?)));
    let Some((field, (holder, value))) = held else { return Shown::from(Vec::<Shown>::new()) };
    let spot = Spot::new(holder, field);
    let spots: Vec<Spot> = match &value.value {
        Value::List(items) => (0..items.len()).map(|at| spot.item(at)).collect(),
        _ => vec![spot],
    };
    let groups = spots.into_iter().filter(|spot| spot.seen(page).is_some_and(|seen| seen.schema().is_some()));
    groups.map(|spot| Shown::from_object(SourceObject { page: page.clone(), spot })).collect()
}

impl SourceObject {
    pub fn source(&self) -> Option<Source<'_>> {
        self.spot.seen(&self.page).map(Source::new)
    }
}

impl<'a> Source<'a> {
    fn new(group: Seen<'a>) -> Self {
        let document = group.member("document").and_then(|member| match member.value {
            Value::Reference(reference) => reference.target,
            _ => None,
        });
        Self { group, document }
    }

    /// What a member says in words.
    pub fn words(&self, name: &str) -> Option<&'a str> {
        self.group.member(name)?.value.text(self.group.page.language)
    }

    pub fn title(&self) -> Option<&'a str> {
        match self.document {
            Some(document) => Some(self.group.page.site.title(document, self.group.page.language)),
            None => self.words("title").or_else(|| self.words("url")),
        }
    }

    pub fn href(&self) -> Option<Cow<'a, str>> {
        let page = self.group.page;
        match self.document {
            Some(document) => Some(page.link(&page.site.address(document, page.language)).into()),
            None => self.words("url").map(Cow::from),
        }
    }

    /// The label of the field that the source proves; its name where the kind has no such field.
    pub fn proves(&self) -> Option<&'a str> {
        let name = self.words("field")?;
        let kind = self.group.page.site.kind_of(self.group.holder);
        let field = kind.schema.by_name(name.split('.').next().unwrap_or(name));
        Some(field.map_or(name, |field| kind.field(field).label.get(self.group.page.language)))
    }

    pub fn retrieved(&self) -> Option<String> {
        match self.group.member("retrieved")?.value {
            Value::Date(date) => Some(self.group.page.tongue().formats.date(*date)),
            _ => None,
        }
    }

    /// The language in which the entry speaks of its source.
    pub fn lang(&self) -> &'static str {
        self.group.page.site.entry(self.group.holder).language.code()
    }

    /// A document speaks its own language, whoever quotes it.
    pub fn quote_lang(&self) -> &'static str {
        self.group.page.site.entry(self.document.unwrap_or(self.group.holder)).language.code()
    }
}

impl Object for SourceObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Shown> {
        let source = self.source()?;
        Some(match key {
            "lang" => Shown::from(source.lang()),
            "quote_lang" => Shown::from(source.quote_lang()),
            "document" => or_none(source.document.map(|document| EntryObject::value(&self.page, document))),
            "title" => or_none(source.title()),
            "href" => or_none(source.href().map(Cow::into_owned)),
            "field" => or_none(source.proves()),
            "retrieved" => or_none(source.retrieved()),
            name if SOURCE_KEYS.contains(&name) => or_none(source.words(name)),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(SOURCE_KEYS)
    }
}
