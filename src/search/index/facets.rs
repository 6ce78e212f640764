//! The facets: what results can be narrowed down by, with a number for each value.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::documents::Documents;
use crate::entry::{EntryIx, Value};
use crate::kind::{Facet as Shape, Field, FieldIx, Kind, KindIx, Role, Type, capitalised};
use crate::lang::Language;
use crate::search::ByWord;
use crate::site::Site;
use crate::value::slug::slug;

/// A facet with its values.
pub struct Facet {
    pub name: Box<str>,
    /// What it is called, in the order of the site's languages.
    pub label: Vec<String>,
    /// Where it stands among the others.
    pub order: Order,
    /// Whether its slugs are whole numbers.
    pub numbers: bool,
    /// Whether an entry has more than one value.
    pub many: bool,
    /// By code: the most frequent first, then by slug.
    pub values: Vec<FacetValue>,
    /// The codes of each document, rising, one document after the other.
    codes: Vec<u32>,
    /// Where the codes of each document end.
    ends: Vec<u32>,
}

/// What readers look for first: the kind, the year, what came of it, who paid and who got it; then what most entries tell of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    group: usize,
    having: Reverse<usize>,
}

/// A value of a facet.
pub struct FacetValue {
    pub slug: Box<str>,
    pub label: Label,
    /// How many entries have it.
    pub count: u32,
}

/// What a value is called.
#[derive(Clone)]
pub enum Label {
    Same(Box<str>),
    /// In the order of the site's languages.
    Each(Vec<Box<str>>),
}

impl Facet {
    /// The codes of a document.
    pub fn codes(&self, document: usize) -> &[u32] {
        let from = if document == 0 { 0 } else { self.ends[document - 1] };
        &self.codes[from as usize..self.ends[document] as usize]
    }

    /// Lets go of what each document has, which is most of a facet of a large site.
    pub fn forget_codes(&mut self) {
        (self.codes, self.ends) = (Vec::new(), Vec::new());
    }
}

/// Where the values of a facet come from.
enum Source {
    Kind,
    Year,
    Currency,
    Basis,
    /// The language of a document, where its kind tells of one, else those in which the entry is written.
    Language,
    /// What came of the case, or what a field says.
    Status,
    Fields,
}

/// What does not come from the field of a kind, and stands before or after those that do.
const BEFORE: [(&str, Source); 3] = [("kind", Source::Kind), ("year", Source::Year), ("status", Source::Status)];
const AFTER: [(&str, Source); 3] =
    [("currency", Source::Currency), ("basis", Source::Basis), ("language", Source::Language)];

/// What `made` makes of each facet of a site that has a value, in the order in which a page shows them. They are made one
/// after the other by each thread, because the codes of all together are many.
pub fn facets<T: Send>(site: &Site, documents: &Documents, made: impl Fn(Facet) -> T + Send + Sync) -> Vec<T> {
    let built_in = |name: &str| BEFORE.iter().chain(&AFTER).any(|(own, _)| *own == name);
    let mut names: Vec<&str> = Vec::new();
    for (_, field) in fields(site) {
        if !built_in(&field.name) && !names.contains(&&*field.name) {
            names.push(&field.name);
        }
    }
    let own = names.into_iter().map(|name| (name, Source::Fields));
    let all: Vec<(&str, Source)> = BEFORE.into_iter().chain(own).chain(AFTER).collect();
    let found = all.par_iter().map(|(name, source)| facet(site, documents, name, source));
    found.filter(|facet| !facet.values.is_empty()).map(made).collect()
}

/// The fields by which entries can be narrowed down, by the order of kinds.
fn fields(site: &Site) -> impl Iterator<Item = (KindIx, &Field)> {
    let of_kind =
        |(ix, kind): (KindIx, &Kind)| kind.schema.iter().map(move |(field, _)| (ix, field)).collect::<Vec<_>>();
    let all = site.kinds.iter().flat_map(of_kind);
    all.map(|(kind, field)| (kind, site.kinds.get(kind).field(field)))
        .filter(|(_, field)| field.facet == Some(Shape::Values))
}

fn facet(site: &Site, documents: &Documents, name: &str, source: &Source) -> Facet {
    let by_kind: Vec<Option<FieldIx>> = site
        .kinds
        .iter()
        .map(|(_, kind)| {
            let field = kind.schema.by_name(name)?;
            (kind.field(field).facet == Some(Shape::Values)).then_some(field)
        })
        .collect();
    let mut values = Values { site, known: ByWord::default(), by_slug: ByWord::default(), list: Vec::new() };
    let (mut codes, mut ends) = (Vec::new(), Vec::with_capacity(documents.len()));
    let mut own: Vec<u32> = Vec::new();
    for ix in documents.entries() {
        own.clear();
        let field = by_kind[usize::from(site.entry(*ix).kind.0)];
        values.of(*ix, source, field, &mut own);
        own.sort_unstable();
        own.dedup();
        own.iter().for_each(|value| values.list[*value as usize].count += 1);
        codes.extend_from_slice(&own);
        ends.push(codes.len() as u32);
    }
    let (values, renamed) = values.in_order();
    for (at, end) in ends.iter().enumerate() {
        let from = if at == 0 { 0 } else { ends[at - 1] };
        let own = &mut codes[from as usize..*end as usize];
        own.iter_mut().for_each(|code| *code = renamed[*code as usize]);
        own.sort_unstable();
    }
    let having = std::iter::once(&0).chain(&ends).zip(&ends).filter(|(from, to)| from < to).count();
    let order = Order { group: group(site, name), having: Reverse(having) };
    let many = ends.windows(2).any(|ends| ends[1] - ends[0] > 1) || ends.first().is_some_and(|end| *end > 1);
    let label = label(site, name, source);
    Facet { name: name.into(), label, order, numbers: matches!(source, Source::Year), many, values, codes, ends }
}

fn group(site: &Site, name: &str) -> usize {
    let position = |list: &[(&str, Source)]| list.iter().position(|(own, _)| *own == name);
    let is_party = |role: &Role| {
        site.kinds.iter().any(|(_, kind)| kind.role(*role).is_some_and(|field| &*kind.field(field).name == name))
    };
    let parties = [Role::Payer, Role::Payee];
    let (first, last) = (BEFORE.len(), BEFORE.len() + parties.len() + 1);
    position(&BEFORE)
        .or_else(|| parties.iter().position(is_party).map(|at| first + at))
        .or_else(|| position(&AFTER).map(|at| last + at))
        .unwrap_or(last - 1)
}

/// What a facet is called: by the message of a built-in one, else by the label of the first field of its name.
fn label(site: &Site, name: &str, source: &Source) -> Vec<String> {
    let field = fields(site).find(|(_, field)| &*field.name == name).map(|(_, field)| field);
    let in_language = |language: &Language| match (source, field) {
        (Source::Fields, Some(field)) => field.label.get(*language).to_owned(),
        _ => message(site, *language, &format!("facet.{name}")),
    };
    site.config.languages.iter().map(in_language).collect()
}

fn message(site: &Site, language: Language, key: &str) -> String {
    site.interface.of(language).messages.format(key, &[], None).unwrap_or_else(|| key.to_owned())
}

/// What the values of a facet are known by before they have a slug.
#[derive(PartialEq, Eq, Hash)]
enum Known<'a> {
    Entry(EntryIx),
    Text(&'a str),
}

/// The values found so far.
struct Values<'a> {
    site: &'a Site,
    known: ByWord<Known<'a>, u32>,
    by_slug: ByWord<Box<str>, u32>,
    list: Vec<FacetValue>,
}

impl<'a> Values<'a> {
    fn of(&mut self, ix: EntryIx, source: &Source, field: Option<FieldIx>, own: &mut Vec<u32>) {
        let site = self.site;
        match source {
            Source::Kind => {
                let kind = site.kind_of(ix);
                own.push(self.named(&kind.id, || each(site, |language| capitalised(kind.plural.get(language)))));
            }
            Source::Year => {
                let year = site.money_year(ix).map(|year| year.to_string());
                own.extend(year.map(|year| self.slugged(&year, || Label::Same(year.as_str().into()))));
            }
            Source::Currency => {
                for money in site.amounts(ix).iter().filter(|money| money.minor.is_some()) {
                    let code = money.currency.code();
                    own.push(self.named(code, || Label::Same(code.into())));
                }
            }
            Source::Basis => {
                for money in site.amounts(ix).iter().filter(|money| money.minor.is_some()) {
                    let basis = money.basis.id();
                    own.push(
                        self.named(basis, || each(site, |language| message(site, language, &format!("basis.{basis}")))),
                    );
                }
            }
            Source::Status if site.kind_of(ix).role(Role::Treatments).is_some() => {
                let status = site.status(ix);
                own.extend(status.map(|status| {
                    self.named(&status.id, || each(site, |language| status.label.get(language).to_owned()))
                }));
            }
            Source::Language if field.is_none() => {
                for language in site.written_in(ix).iter() {
                    own.push(self.named(language.code(), || {
                        each(site, |reader| message(site, reader, &format!("language.{language}")))
                    }));
                }
            }
            Source::Status | Source::Language | Source::Fields => self.of_field(ix, field, own),
        }
    }

    fn of_field(&mut self, ix: EntryIx, field: Option<FieldIx>, own: &mut Vec<u32>) {
        let site = self.site;
        let Some(at) = field else { return };
        let Some(held) = site.entry(ix).fields.get(at) else { return };
        let field = site.kind_of(ix).field(at);
        for item in held.value.items() {
            let value =
                match (item, &field.ty) {
                    (Value::Reference(reference), _) => match reference.target {
                        Some(target) => Some(self.entry(target)),
                        None if reference.is_private_person() => Some(self.named(&reference.text, || {
                            each(site, |language| message(site, language, "person.private"))
                        })),
                        None => self.text(&reference.text),
                    },
                    (Value::Choice(at), Type::Choice(choices)) => choices.get(usize::from(*at)).map(|choice| {
                        self.named(&choice.id, || each(site, |language| choice.label.get(language).to_owned()))
                    }),
                    (Value::Text(_) | Value::Texts(_), _) => {
                        item.text(site.entry(ix).language).and_then(|text| self.text(text))
                    }
                    (Value::Boolean(flag), _) => {
                        let (slug, key) = if *flag { ("yes", "boolean.yes") } else { ("no", "boolean.no") };
                        Some(self.named(slug, || each(site, |language| message(site, language, key))))
                    }
                    (Value::Year(year), _) => self.text_owned(&year.to_string()),
                    (Value::Integer(number), _) => self.text_owned(&number.to_string()),
                    _ => None,
                };
            own.extend(value);
        }
    }

    fn entry(&mut self, target: EntryIx) -> u32 {
        if let Some(value) = self.known.get(&Known::Entry(target)) {
            return *value;
        }
        let site = self.site;
        let value =
            self.slugged(&site.entry(target).id, || each(site, |language| site.title(target, language).to_owned()));
        self.known.insert(Known::Entry(target), value);
        value
    }

    /// A value with an id of its own.
    fn named(&mut self, id: &'a str, label: impl FnOnce() -> Label) -> u32 {
        if let Some(value) = self.known.get(&Known::Text(id)) {
            return *value;
        }
        let value = self.slugged(&id.to_lowercase(), label);
        self.known.insert(Known::Text(id), value);
        value
    }

    /// A value that is its own label; nothing of a text without a letter or a figure.
    fn text(&mut self, text: &'a str) -> Option<u32> {
        if let Some(value) = self.known.get(&Known::Text(text)) {
            return Some(*value);
        }
        let value = self.text_owned(text)?;
        self.known.insert(Known::Text(text), value);
        Some(value)
    }

    fn text_owned(&mut self, text: &str) -> Option<u32> {
        let slug = slug(text);
        (!slug.is_empty()).then(|| self.slugged(&slug, || Label::Same(text.into())))
    }

    fn slugged(&mut self, slug: &str, label: impl FnOnce() -> Label) -> u32 {
        if let Some(value) = self.by_slug.get(slug) {
            return *value;
        }
        let value = self.list.len() as u32;
        self.by_slug.insert(slug.into(), value);
        self.list.push(FacetValue { slug: slug.into(), label: label(), count: 0 });
        value
    }

    /// The values by code, and the code of each as it was found.
    fn in_order(self) -> (Vec<FacetValue>, Vec<u32>) {
        let mut order: Vec<(u32, FacetValue)> = (0..).zip(self.list).collect();
        order.sort_unstable_by(|(_, a), (_, b)| b.count.cmp(&a.count).then_with(|| a.slug.cmp(&b.slug)));
        let mut renamed = vec![0; order.len()];
        (0..).zip(&order).for_each(|(code, (found, _))| renamed[*found as usize] = code);
        (order.into_iter().map(|(_, value)| value).collect(), renamed)
    }
}

/// A label in each language of the site.
fn each(site: &Site, words: impl Fn(Language) -> String) -> Label {
    let all: Vec<Box<str>> = site.config.languages.iter().map(|language| words(*language).into()).collect();
    match all.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => Label::Same(first.clone()),
        _ => Label::Each(all),
    }
}

impl Label {
    /// In the language at a position among the site's.
    pub fn get(&self, language: usize) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Each(all) => all.get(language).map(|text| &**text).unwrap_or_default(),
        }
    }

    /// For JSON: one text, or one for each of the languages.
    pub fn json(&self, languages: &[Language]) -> serde_json::Value {
        match self {
            Self::Same(text) => (&**text).into(),
            Self::Each(all) => {
                let texts: BTreeMap<&str, &str> =
                    languages.iter().map(|own| own.code()).zip(all.iter().map(|text| &**text)).collect();
                serde_json::json!(texts)
            }
        }
    }
}
