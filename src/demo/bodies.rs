//! Places, bodies, programmes, and those who receive grants.

use super::File;
use super::land::{Body, Land, is_written, quoted};
use super::words::Words;

/// Numbers of bodies, away from those of recipients.
const MUNICIPAL_NUMBERS: u64 = 200_000;
const FUND_NUMBER: u64 = 300_000;

/// Regions, each of which every other municipality belongs to.
const REGIONS: u64 = 2;

pub fn places(land: &Land) -> u64 {
    REGIONS + land.scale.municipalities
}

pub fn place(land: &Land, index: u64) -> String {
    let Words { code, country, regions, .. } = land.words;
    let source = source(land);
    if index < REGIONS {
        let name = regions[index as usize];
        let (id, kind) = (region_id(land, index), land.words.region_type);
        return format!(
            "- id: {id}\n  lang: {code}\n  name: {name}\n  type: {kind}\n  country: \"{country}\"\n{source}"
        );
    }
    let municipality = index - REGIONS;
    let (id, name) = (land.place_id(municipality), land.place(municipality));
    let (region, number) = (region_id(land, municipality % REGIONS), municipality + 1);
    format!(
        "- id: {id}\n  lang: {code}\n  name: {name}\n  type: municipality\n  country: \"{country}\"\n  part_of: {region}\n  \
         codes: [{{ code: \"{number:04}\", from: 2015 }}]\n{source}"
    )
}

fn region_id(land: &Land, region: u64) -> String {
    crate::value::slug::slug(land.words.regions[region as usize])
}

/// The source of what is only in the demo itself.
pub fn source(land: &Land) -> String {
    format!("  source: [{{ document: demo-{} }}]\n", land.words.code)
}

/// The fund, a municipality that is no more, and four bodies of each that is.
pub fn bodies(land: &Land) -> u64 {
    2 + 4 * land.scale.municipalities
}

pub fn body(land: &Land, index: u64) -> String {
    let words = land.words;
    let Some(of_municipality) = index.checked_sub(2) else { return nationwide(land, index) };
    let municipality = of_municipality / 4;
    let place = land.place(municipality);
    let body = |body: Body| (land.body_id(municipality, body), land.body_word(body));
    let own = land.municipality_id(municipality);
    let (id, name, kind, more) = match of_municipality % 4 {
        0 => {
            let number = format!("  number: {}-{}\n", words.scheme, land.number(MUNICIPAL_NUMBERS + municipality));
            (own, format!("{place} {}", words.municipality), "municipality", number)
        }
        1 => {
            let (id, word) = body(Body::Council);
            let members = 9 + municipality % 5 * 4;
            let seats = format!("  parent: {own}\n  composition: [{{ count: {members}, role: {} }}]\n", words.member);
            (id, format!("{place} {word}"), "council", seats)
        }
        2 => {
            let (id, word) = body(Body::Committee);
            let council = land.body_id(municipality, Body::Council);
            (id, format!("{place} {word}"), "committee", format!("  parent: {council}\n"))
        }
        _ => {
            let id = format!("{}-{}", land.place_id(municipality), words.department);
            (id, format!("{place} {}", words.department), "department", format!("  parent: {own}\n"))
        }
    };
    let (code, country, place) = (words.code, words.country, land.place_id(municipality));
    format!(
        "- id: {id}\n  lang: {code}\n  name: {name}\n  type: {kind}\n  country: \"{country}\"\n  level: local\n  place: {place}\n\
         {more}{}",
        source(land)
    )
}

/// The fund, or the municipality that has become the first one of today.
fn nationwide(land: &Land, index: u64) -> String {
    let Words { code, country, scheme, fund, former, .. } = land.words;
    let source = source(land);
    if index == 0 {
        let (id, number) = (fund_id(land), land.number(FUND_NUMBER));
        let purpose = quoted(land.words.fund_purpose);
        return format!(
            "- id: {id}\n  lang: {code}\n  name: {fund}\n  number: {scheme}-{number}\n  type: fund\n  country: \"{country}\"\n  \
             level: national\n  purpose: {purpose}\n  website: https://{code}.demo.example/\n{source}"
        );
    }
    let (place, today) = (land.place_id(0), land.municipality_id(0));
    let name = format!("{former} {} {}", land.place(0), land.words.municipality);
    format!(
        "- id: tidligere-{place}-kommune\n  lang: {code}\n  name: {name}\n  type: municipality\n  country: \"{country}\"\n  \
         valid_to: 2015-12-31\n  successor: {today}\n  place: {place}\n{source}"
    )
}

pub fn fund_id(land: &Land) -> String {
    format!("{}-demofonden", land.words.code)
}

pub fn programme(land: &Land, index: u64) -> String {
    let words = land.words;
    let owner = owner(land, index);
    let (id, name, code) = (land.programme_id(index), land.programme_name(index), words.code);
    let kind = if index.is_multiple_of(2) { "fund" } else { "call" };
    let year = 2015 + index % 5;
    let theme = words.themes[(index % words.themes.len() as u64) as usize];
    let (purpose, requirement) = (quoted(words.programme_purpose), quoted(words.requirement));
    let source = source(land);
    format!(
        "- id: {id}\n  lang: {code}\n  title: {name}\n  owner: {owner}\n  type: {kind}\n  purpose: {purpose}\n  requirements: \
         [{requirement}]\n  opens: {year}-01-15\n  closes: {year}-03-01\n  period: {year}/2024\n  theme: [{theme}]\n{source}"
    )
}

/// Who gives the money of a programme.
pub fn owner(land: &Land, programme: u64) -> String {
    if programme / 2 < land.scale.municipalities { land.municipality_id(programme / 2) } else { fund_id(land) }
}

/// The table of those who have an entry; the others are known only from the tables of grants.
pub fn recipients(land: Land) -> [File; 2] {
    let Words { code, scheme, number_id, recipient_columns: [number, name, kind, country, place], .. } = land.words;
    let description = format!(
        "kind     = \"organisation\"\nfile     = \"recipients-{code}.csv\"\nlanguage = \"{code}\"\ndelimiter = \";\"\n\n[source]\n\
         document = \"demo-{code}\"\n\n[columns]\nid      = \"{number_id}-{{{number}}}\"\nnumber  = \"{scheme}-{{{number}}}\"\n\
         name    = \"{name}\"\ntype    = \"{kind}\"\ncountry = \"{country}\"\nplace   = \"{place}\"\n"
    );
    let path = |ending: &str| format!("content/organisations/recipients-{code}.{ending}");
    let header = format!("{number};{name};{kind};{country};{place}\n");
    [
        File::whole(path("table.toml"), description),
        File::table(path("csv"), header, land, 0..land.scale.recipients, recipient),
    ]
}

fn recipient(land: &Land, index: u64) -> String {
    if !is_written(index) {
        return String::new();
    }
    let recipient = land.recipient(index);
    let place = land.place_id(recipient.municipality);
    format!("{};{};{};{};{place}\n", recipient.number, recipient.name, recipient.kind, land.words.country)
}
