//! The manifest: what there is, and where each file of a kind begins.

use serde_json::{Map, Value, json};

use super::bytes::BuildId;
use super::columns::{self, Amounts, Dates, Line, Size};
use super::documents::Documents;
use super::facets::Facet;
use super::records::RECORDS;
use super::{FIRST_VALUES, Files, ToldFacet, VALUES, Words, slugs};
use crate::export::{TABLES, table_address};
use crate::kind::{Kind, KindIx, Role};
use crate::lang::Language;
use crate::localised::Localised;
use crate::site::Site;

/// The version of the files; a reader that knows another says so.
const VERSION: u32 = 1;

/// The sizes of all columns but those of facets, block by block.
pub struct Columns {
    dates: Vec<Dates>,
    amounts: Vec<Amounts>,
    wholes: Vec<Size>,
    rows: Vec<Size>,
    names: Vec<(Language, Vec<Size>)>,
}

impl Columns {
    /// Writes every column.
    pub fn write(site: &Site, documents: &Documents, lines: &[Line], files: &mut Files) -> Self {
        let mut order: Vec<u32> = (0..documents.len() as u32).collect();
        Self {
            dates: columns::dates(site, documents, files),
            amounts: columns::amounts(site, documents, lines, files),
            wholes: columns::wholes(site, documents, files),
            rows: columns::rows(site, documents, files),
            names: site
                .config
                .languages
                .iter()
                .map(|own| (*own, columns::names(site, documents, *own, &mut order, files)))
                .collect(),
        }
    }

    fn json(&self) -> Value {
        let sizes = |sizes: &[Size]| json!({ "blocks": sizes.iter().map(|bytes| json!({ "bytes": bytes })).collect::<Vec<_>>() });
        let date = |one: &Dates| json!({ "bytes": one.bytes, "from": one.from, "to": one.to });
        let amount = |one: &Amounts| {
            let [min, max, bound] =
                [i128::from(one.min), i128::from(one.max), one.bound].map(|minor| minor.to_string());
            json!({ "bytes": one.bytes, "min": min, "max": max, "bound": bound })
        };
        let mut columns = Map::new();
        let mut add = |name: String, told: Value| columns.insert(name, told);
        add("date".into(), json!({ "blocks": self.dates.iter().map(date).collect::<Vec<_>>() }));
        add("amount".into(), json!({ "blocks": self.amounts.iter().map(amount).collect::<Vec<_>>() }));
        add("whole".into(), sizes(&self.wholes));
        add("row".into(), sizes(&self.rows));
        for (language, own) in &self.names {
            add(format!("name.{language}"), sizes(own));
        }
        columns.into()
    }
}

/// The manifest of an index.
pub fn manifest(
    site: &Site,
    documents: &Documents,
    (facets, lines): (&[ToldFacet], &[Line]),
    words: &Words,
    columns: &Columns,
    build: &BuildId,
) -> Value {
    let languages = &site.config.languages;
    let kinds = site.kinds.iter().map(|(ix, kind)| told_kind(site, ix, kind));
    let build: String = build.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "version": VERSION,
        "build": build,
        "entries": documents.len(),
        "undated": documents.undated,
        "languages": languages.iter().map(|language| language.code()).collect::<Vec<_>>(),
        "licence": site.config.licence.as_deref(),
        "recordsPerFile": RECORDS,
        "kinds": kinds.collect::<Vec<_>>(),
        "lines": lines.iter().map(told_line).collect::<Vec<_>>(),
        "currencies": currencies(facets),
        "facets": facets.iter().map(|one| told_facet(&one.facet, &one.sizes, languages)).collect::<Vec<_>>(),
        "columns": columns.json(),
        "terms": words.terms,
        "words": words.words,
        "backwards": words.backwards,
    })
}

fn told_kind(site: &Site, ix: KindIx, kind: &Kind) -> Value {
    let named = |words: &Localised| in_languages(site, |language| words.get(language).to_owned());
    let table = (!site.list(ix).is_empty()).then(|| table_address(site, ix, &TABLES[0]).to_string());
    let role = |role| kind.role(role).map(|field| &*kind.field(field).name);
    json!({
        "id": kind.id,
        "name": named(&kind.name),
        "plural": named(&kind.plural),
        "table": table,
        "title": kind.field(kind.title).name,
        "payer": role(Role::Payer),
        "payee": role(Role::Payee),
    })
}

fn in_languages(site: &Site, words: impl Fn(Language) -> String) -> Value {
    let all = site.config.languages.iter().map(|language| (language.code().to_owned(), Value::from(words(*language))));
    Value::Object(all.collect())
}

fn told_line(line: &Line) -> Value {
    let digits = line.currency.minor_digits();
    json!({ "currency": line.currency.code(), "digits": digits, "basis": line.basis.id(), "per": line.per.id() })
}

/// The currencies, that of most entries first.
fn currencies(facets: &[ToldFacet]) -> Vec<String> {
    let facet = facets.iter().find(|one| &*one.facet.name == "currency");
    let values = facet.into_iter().flat_map(|one| &one.facet.values);
    values.map(|value| value.label.get(0).to_owned()).collect()
}

fn told_facet(facet: &Facet, blocks: &[Size], languages: &[Language]) -> Value {
    let label: Map<String, Value> = languages
        .iter()
        .map(|own| own.code().to_owned())
        .zip(facet.label.iter().map(|label| Value::from(&**label)))
        .collect();
    let is_long = facet.values.len() > FIRST_VALUES;
    let firsts: Vec<&str> =
        if is_long { slugs(facet).chunks(VALUES).map(|part| part[0].0).collect() } else { Vec::new() };
    json!({
        "name": facet.name,
        "label": label,
        "values": facet.values.len(),
        "many": facet.many,
        "numbers": facet.numbers,
        "slugs": firsts,
        "blocks": blocks,
    })
}
