//! What a line of results shows of each entry.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::columns::Line;
use super::documents::Documents;
use super::{Files, STATUS, ToldFacet};
use crate::entry::{EntryIx, Value};
use crate::kind::Role;
use crate::lang::Language;
use crate::search::files::cut;
use crate::site::Site;

/// How many records stand in a file: a page of results needs some twenty, and each may stand in another file.
pub const RECORDS: usize = 16;

/// How many files are made at once.
const HANDFUL: usize = 2_048;

/// The largest number that a browser reads exactly out of JSON.
const EXACT: u64 = 1 << 53;

#[derive(Serialize)]
struct Record<'a> {
    #[serde(rename = "i")]
    id: &'a str,
    #[serde(rename = "k")]
    kind: u16,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(rename = "m", skip_serializing_if = "Vec::is_empty")]
    amounts: Vec<(usize, Minor)>,
    #[serde(rename = "u", skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(rename = "v")]
    versions: BTreeMap<&'static str, Vec<String>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Minor {
    Number(i64),
    Text(String),
}

/// Writes the records.
pub fn write(site: &Site, documents: &Documents, lines: &[Line], facets: &[ToldFacet], files: &mut Files) {
    let status = facets.iter().map(|one| &one.facet).find(|facet| &*facet.name == STATUS);
    let groups: Vec<(usize, &[EntryIx])> = documents.entries().chunks(RECORDS).enumerate().collect();
    for some in groups.chunks(HANDFUL) {
        let file = |(number, entries): &(usize, &[EntryIx])| {
            let records: Vec<Record<'_>> = (number * RECORDS..)
                .zip(*entries)
                .map(|(document, ix)| {
                    let code = status.and_then(|status| Some((status, *status.codes(document).first()?)));
                    let status = code.map(|(status, code)| &*status.values[code as usize].slug);
                    record(site, *ix, lines, status)
                })
                .collect();
            (format!("records/{number}.bin"), serde_json::to_vec(&records).unwrap_or_default())
        };
        files.pack(some.par_iter().map(file).collect());
    }
}

fn record<'a>(site: &'a Site, ix: EntryIx, lines: &[Line], status: Option<&'a str>) -> Record<'a> {
    let entry = site.entry(ix);
    let amount = |money| {
        let (line, minor) = Line::stated(money, lines)?;
        let is_exact = minor.unsigned_abs() <= EXACT;
        Some((line, if is_exact { Minor::Number(minor) } else { Minor::Text(minor.to_string()) }))
    };
    let (first, others) = (site.config.languages[0], &site.config.languages[1..]);
    let known = version(site, ix, first);
    let own = others.iter().map(|language| (*language, version(site, ix, *language)));
    // Readers who find nothing of their own get what is told in the first language.
    let mut versions: BTreeMap<&'static str, Vec<String>> =
        own.filter(|(_, own)| *own != known).map(|(language, own)| (language.code(), told(own, language))).collect();
    versions.insert(first.code(), told(known, first));
    Record {
        id: &entry.id,
        kind: entry.kind.0,
        date: site.date(ix).map(|date| date.to_iso()),
        amounts: site.amounts(ix).iter().filter_map(amount).collect(),
        status,
        versions,
    }
}

/// Title, address, summary, payer and payee as readers of a language get them, and the language of the title.
fn version(site: &Site, ix: EntryIx, language: Language) -> ([String; 5], Language) {
    let (title, spoken) = site.titled(ix, language);
    let summary = site.summary(ix, language).map(cut).unwrap_or_default();
    let party = |role| party(site, ix, role, language).unwrap_or_default();
    let address = site.address(ix, language).as_str().to_owned();
    ([title.to_owned(), address, summary, party(Role::Payer), party(Role::Payee)], spoken)
}

/// A version as it stands in the file: the language of the title only where it is another than the version's.
fn told((words, spoken): ([String; 5], Language), language: Language) -> Vec<String> {
    let other = (spoken != language).then(|| spoken.code().to_owned());
    words.into_iter().chain(other).collect()
}

fn party(site: &Site, ix: EntryIx, role: Role, language: Language) -> Option<String> {
    let field = site.kind_of(ix).role(role)?;
    let mut items = site.entry(ix).fields.get(field)?.value.items();
    let Some(Value::Reference(reference)) = items.next() else { return None };
    match reference.target {
        Some(target) => Some(site.title(target, language).to_owned()),
        None if reference.is_private_person() => {
            site.interface.of(language).messages.format("person.private", &[], None)
        }
        None => Some(reference.text.to_string()),
    }
}
