//! A made-up site with everything that counts, sums and orders can go wrong on: several lines in one entry, parts of parts,
//! several values, unknown and half-known dates, entries in two languages.

use glasklar::demo::{Demo, GrantPages};

use super::numbers::Numbers;
use crate::driver::Site;

const FIRST: &[&str] = &["Støtte", "Tilskud", "Bevilling", "Midler", "Foreningstilskud", "Kulturstøtte", "Puljemidler"];
const TO: &[&str] = &["til", "for", "ved", "mod", "i"];
const LAST: &[&str] = &[
    "havnen",
    "søbredden",
    "biblioteket i Ærøskøbing",
    "Åbenrå Kulturhus",
    "Aabenraa Havn",
    "øko-systemer",
    "grøn omstilling",
    "bæredygtighed",
    "cykelstien langs fjorden",
    "foreningshuset",
    "sag 24.00.00-A08-1-20",
    "klimatilpasning",
    "Tromsø bys venner",
    "børnekulturfestivalen",
];
const THEMES: &[&str] = &["kultur", "klima", "børn og unge", "havn", "Øer & sø", "idræt"];
const BODY: &[&str] = &[
    "Udvalget bevilger midlerne efter § 14.",
    "Foreningen søger om tilskuddet hvert år.",
    "Pengene udbetales den 18. januar 2021.",
    "Bestyrelsen mødes i foreningshuset og taler om havnens fremtid.",
    "Kulturhuset får 2,5 mio. kr. over tre år.",
    "Se også sag 2021-00200 og brevet om klimatilpasningen.",
];
const CURRENCIES: &[&str] = &["DKK", "DKK", "DKK", "NOK", "EUR", "JPY"];
const BASES: &[&str] = &["decided", "decided", "applied", "paid", "frame"];
const SETTINGS: &str = "title = \"Prøve\"\nlanguages = [\"da\", \"nb\", \"en\"]\nbase_url = \"https://portal.example/\"\n\n[accessibility]\nstatement = \"https://portal.example/was\"\n";
const FUNDERS: usize = 90;

/// A site of so many grants.
pub fn made(grants: usize) -> Site {
    let mut numbers = Numbers(6);
    let mut site = Site::new().file("glasklar.toml", SETTINGS);
    for funder in 0..FUNDERS {
        let name = format!("{} {}", ["Fonden", "Kommunen", "Foreningen"][funder % 3], numbers.of(LAST));
        let fields = format!("name: \"{name} {funder}\"\n");
        site = site.file(&format!("content/organisations/fond-{funder}.md"), entry(&fields, ""));
    }
    let mut wholes: Vec<Whole> = Vec::new();
    for grant in 0..grants {
        let id = format!("g{grant}");
        site = site.file(&format!("content/grants/{id}.md"), one(&mut numbers, grant, &mut wholes));
        if numbers.once_in(6) {
            let title = format!("title: \"Tilskudd {} {} {grant}\"\n", numbers.of(TO), numbers.of(LAST));
            site =
                site.file(&format!("content/grants/{id}.nb.md"), format!("---\n{title}---\nNorsk tekst om saken.\n"));
        }
    }
    site
}

/// The demo with so many grants, most of them rows of tables: large enough that some words are in very many of them.
pub fn demo(entries: u64) -> Site {
    let demo = Demo { entries, words: 20, seed: 6, grant_pages: GrantPages::None };
    demo.files().fold(Site::new(), |site, file| {
        let mut bytes = Vec::new();
        file.write(&mut bytes).expect("room");
        site.file(&file.path, bytes)
    })
}

fn entry(fields: &str, body: &str) -> String {
    format!("---\n{fields}source:\n  - url: https://kilde.example/\n---\n{body}\n")
}

/// A grant that has room for parts: its number, its currency, and how deep it is a part itself.
struct Whole {
    grant: usize,
    currency: &'static str,
    depth: usize,
}

/// What sums at each depth can be: a whole has room for all of its parts.
const SUMS: [&[usize]; 3] = [&[2_762_000_000, 90_000_000_000_000], &[250_000, 1_000_000], &[1, 250, 12_500]];

fn one(numbers: &mut Numbers, grant: usize, wholes: &mut Vec<Whole>) -> String {
    // Some titles are the same, so that orders need more than a title.
    let number = if numbers.once_in(5) { String::new() } else { format!(" {}", grant / 2) };
    let title = format!("{} {} {}{number}", numbers.of(FIRST), numbers.of(TO), numbers.of(LAST));
    let mut fields = format!("title: \"{title}\"\n");
    // Few have given to most, as it is.
    let funder = numbers.below(FUNDERS).min(numbers.below(FUNDERS));
    fields += &format!("funder: fond-{funder}\nrecipient: fond-{}\n", numbers.below(FUNDERS));
    fields += &decided(numbers);
    let whole = (!wholes.is_empty() && numbers.once_in(3)).then(|| numbers.of(wholes));
    let (depth, currency) = whole.map_or((0, *numbers.of(CURRENCIES)), |whole| (whole.depth + 1, whole.currency));
    if let Some(whole) = whole {
        fields += &format!("part_of: g{}\n", whole.grant);
    }
    // A part of an entry without an amount is one all the same.
    if !numbers.once_in(6) {
        let can_be_whole = depth < 2 && (depth > 0 || numbers.once_in(3));
        let sums = if can_be_whole || depth > 0 { SUMS[depth] } else { &[1, 250, 12_500, 1_000_000, 2_762_000] };
        fields += &amounts(numbers, currency, sums, depth == 0 && !can_be_whole);
        if can_be_whole {
            wholes.push(Whole { grant, currency, depth });
        }
    }
    let themes: Vec<&str> = THEMES.iter().copied().filter(|_| numbers.once_in(4)).collect();
    if !themes.is_empty() {
        fields +=
            &format!("theme: [{}]\n", themes.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(", "));
    }
    let body: Vec<&str> = (0..numbers.below(3)).map(|_| *numbers.of(BODY)).collect();
    entry(&fields, &body.join("\n\n"))
}

fn amounts(numbers: &mut Numbers, currency: &str, sums: &[usize], any_sign: bool) -> String {
    let mut bases: Vec<&str> = Vec::new();
    let mut amounts = Vec::new();
    for _ in 0..if numbers.once_in(4) { 2 + numbers.below(2) } else { 1 } {
        let basis = numbers.of(BASES);
        if bases.contains(basis) {
            continue;
        }
        bases.push(basis);
        let whole = numbers.of(sums) * (1 + numbers.below(4));
        let fraction = if numbers.once_in(8) && currency != "JPY" { ".25" } else { "" };
        let sign = if any_sign && numbers.once_in(20) { "-" } else { "" };
        let per = if numbers.once_in(6) { ", per: year" } else { "" };
        let year = if numbers.once_in(3) { format!(", year: {}", 2019 + numbers.below(5)) } else { String::new() };
        amounts.push(format!("{{ amount: {sign}{whole}{fraction}, currency: {currency}, basis: {basis}{per}{year} }}"));
    }
    match amounts.as_slice() {
        [one] => format!("amount: {one}\n"),
        several => format!("amount:\n{}", several.iter().map(|one| format!("  - {one}\n")).collect::<String>()),
    }
}

fn decided(numbers: &mut Numbers) -> String {
    let (year, month, day) = (2018 + numbers.below(6), 1 + numbers.below(12), 1 + numbers.below(28));
    match numbers.below(8) {
        0 => String::new(),
        1 => format!("decided: {year}\n"),
        2 => format!("decided: {year}-{month:02}\n"),
        // Many on one day.
        3 => "decided: 2021-01-18\n".to_owned(),
        4 => format!("decided: {year}-Q{}\n", 1 + month % 4),
        _ => format!("decided: {year}-{month:02}-{day:02}\n"),
    }
}
