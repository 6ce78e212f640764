//! No page outgrows a slow line: lists, sections of records and remarks are cut before they weigh 150,000 bytes.

use crate::driver::{Built, Site};

const MOST: usize = 150_000;
/// Each year has some rows more than the one before, so that some year fills a page nearly.
const YEARS: usize = 24;
const ROWS: usize = YEARS * 60 + 2 * YEARS * (YEARS - 1);
const LANGUAGES: &str = "title = \"Prøve\"\nlanguages = [\"da\", \"nb\", \"nn\", \"en\"]\n";

/// A name that takes many bytes, and more as HTML.
fn long(number: usize) -> String {
    format!("Forening & selskab 'Nr. {number}' for {}", "rødgrød med fløde og smørrebrød, ".repeat(6))
}

fn grants() -> String {
    let years = (0..YEARS).flat_map(|year| std::iter::repeat_n(2000 + year, 60 + 4 * year));
    let row = |(number, year): (usize, usize)| {
        let (month, day) = (number % 3 + 1, number % 28 + 1);
        let payee = if number.is_multiple_of(2) { "alle".to_owned() } else { format!("m{}", number % 400) };
        format!("g{number};{};by;{payee};her;{number}50;{year}-{month:02}-{day:02};tema {}\n", long(number), number % 5)
    };
    format!("id;titel;giver;modtager;sted;sum;dato;tema\n{}", years.enumerate().map(row).collect::<String>())
}

const TABLE: &str = r#"
file = "t.csv"
delimiter = ";"
[columns]
id        = "id"
title     = "titel"
funder    = "giver"
recipient = "modtager"
place     = "sted"
amount    = { value = "sum", currency = "DKK", basis = "decided" }
decided   = { value = "dato", format = "%Y-%m-%d" }
theme     = "tema"
[constants]
source = [{ url = "https://kilde.example/" }]
"#;

/// Promises with long aims, each due on a day of its own.
fn goals() -> String {
    let goal = |number: usize| {
        let day = format!("{}-{:02}-{:02}", 2020 + number % 4, number % 12 + 1, number % 28 + 1);
        format!("- id: p{number}\n  title: \"{}\"\n  target: \"{}\"\n  due: {day}\n", long(number), long(number))
    };
    (0..900).map(goal).collect()
}

/// Projects of several kinds of relation to one organisation, each too short for a list of its own.
fn cases() -> String {
    let project =
        |number: usize| format!("- id: s{number}\n  title: \"{}\"\n  owner: alle\n  place: her\n", long(number));
    (0..95).map(project).collect()
}

fn heavy(built: &Built) -> Vec<(usize, &String)> {
    let pages = built.files.iter().filter(|(address, _)| address.ends_with(".html"));
    pages.filter(|(_, bytes)| bytes.len() > MOST).map(|(address, bytes)| (bytes.len(), address)).collect()
}

fn built() -> Built {
    let parties: String = (0..400).map(|at| format!("- id: m{at}\n  name: \"{}\"\n  place: her\n", long(at))).collect();
    let site = Site::new().file("glasklar.toml", LANGUAGES).organisation("by");
    let site = site.file("content/organisations/alle.yaml", format!("- id: alle\n  name: Alle\n{parties}"));
    let site = site.file("content/places/her.md", "---\nname: Her\n---\n").file("content/goals/g.yaml", goals());
    let site = site.file("content/projects/s.yaml", cases()).file("content/grants/t.table.toml", TABLE);
    site.file("content/grants/t.csv", grants()).build()
}

#[test]
fn no_page_weighs_more_than_a_hundred_and_fifty_thousand_bytes() {
    let built = built();
    assert_eq!(heavy(&built), []);
    let heaviest =
        built.files.iter().filter(|(address, _)| address.ends_with(".html")).map(|(_, bytes)| bytes.len()).max();
    assert!(heaviest > Some(MOST * 3 / 4), "no page comes near the limit, which then proves little: {heaviest:?}");
    // The same rows are all there, each on a page of the list.
    let leaves = built.ending(".html").filter(|page| page.starts_with("tilskud/list/20"));
    let leaves = leaves.filter(|page| !built.text(page).contains("id=\"parts_\""));
    assert_eq!(leaves.map(|page| built.text(page).matches("<tr id=\"").count()).sum::<usize>(), ROWS);
}

#[test]
fn a_list_of_goals_that_is_cut_still_tells_what_is_due() {
    let site = Site::new().file("glasklar.toml", "title = \"Prøve\"\nlanguages = [\"da\"]\n");
    let built = site.file("content/goals/g.yaml", goals()).build();
    let index = built.text("maal/index.html");
    assert!(index.contains("id=\"parts_\""), "nine hundred goals are too many for a page");
    assert_eq!(index.matches("<tr id=\"p").count(), 20, "the latest twenty stand on the page");
    assert!(index.contains("id=\"rows-1_\""), "{index}");
}

const CURRENCIES: [&str; 4] = ["DKK", "NOK", "SEK", "EUR"];
/// So many that their rows alone just fit on a page.
const ILLUSTRATED: usize = 170;

/// Grants in four currencies within a programme, most with the same theme, of which flows, recipients, places and years are
/// drawn.
fn illustrated() -> Site {
    let grant = |at: usize| {
        let (currency, theme) = (CURRENCIES[at % 4], if at < ILLUSTRATED { "kultur" } else { "klima" });
        let money =
            format!("{{ amount: {}, currency: {currency}, basis: decided, year: {} }}", 1_000 + at, 2000 + at % 15);
        format!(
            "- id: t{at}\n  title: \"Tilskud til det arbejde der har nummer {at}\"\n  funder: by\n  recipient: m{}\n  \
             place: p{}\n  programme: pulje\n  theme: [{theme}]\n  decided: {}-02-03\n  amount: {money}\n",
            at % 90,
            at % 60,
            2000 + at % 15,
        )
    };
    let name = |at: usize| format!("- id: m{at}\n  name: Foreningen til fremme af den gode sag nummer {at}\n");
    let place = |at: usize| format!("- id: p{at}\n  name: Stedet {at}\n");
    let outline = |at: usize| {
        let (east, north) = (5.0 + (at % 10) as f64, 55.0 + (at / 10) as f64);
        let ring = (0..=60).map(|point| {
            let turn = (point % 60) as f64 / 60.0 * std::f64::consts::TAU;
            let radius = 0.4 + 0.05 * (point % 60 * 7919 % 101) as f64 / 101.0;
            format!("[{},{}]", east + radius * turn.cos(), north + radius * turn.sin())
        });
        let ring: Vec<String> = ring.collect();
        let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", ring.join(","));
        format!("{{\"type\":\"Feature\",\"properties\":{{\"id\":\"p{at}\"}},\"geometry\":{geometry}}}")
    };
    let outlines: Vec<String> = (0..60).map(outline).collect();
    Site::new()
        .file("glasklar.toml", format!("{LANGUAGES}[map]\nfile = \"content/places/k.geojson\"\nkey = \"id\"\n"))
        .organisation("by")
        .file("content/organisations/m.yaml", (0..90).map(name).collect::<String>())
        .file("content/places/p.yaml", (0..60).map(place).collect::<String>())
        .file(
            "content/places/k.geojson",
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", outlines.join(",")),
        )
        .file("content/programmes/pulje.md", "---\ntitle: Pulje\n---\n")
        .file("content/grants/t.yaml", (0..ILLUSTRATED + 24).map(grant).collect::<String>())
}

#[test]
fn a_page_with_pictures_in_many_currencies_weighs_no_more() {
    let built = illustrated().build();
    assert_eq!(heavy(&built), []);
    // What the pictures leave of the page does not hold all rows, so that the list is cut and still drawn.
    let long = built.text("tilskud/list/tema/kultur.html");
    assert!(long.contains("id=\"parts_\""), "its rows and its pictures fit on one page");
    assert!(long.len() > MOST / 2, "the page has room left: {}", long.len());
}

#[test]
fn currencies_for_which_a_page_has_no_room_are_told_of_in_words() {
    let built = illustrated().build();
    let years = |page: &str| built.text(page).matches("id=\"chart_grant-years-").count();
    assert!((1..4).contains(&years("tilskud/index.html")), "{}", years("tilskud/index.html"));
    built.shows("tilskud/index.html", "i anden valuta");
}

#[test]
fn a_list_names_the_values_that_most_entries_have_and_says_how_many_more_there_are() {
    let grant = |at: usize| {
        // Of six hundred themes the first is that of two hundred grants.
        let theme = if at < 600 { at } else { 0 };
        format!("- id: t{at}\n  title: Tilskud {at}\n  funder: by\n  theme: [\"emne nummer {theme}\"]\n")
    };
    let site = Site::new().file("glasklar.toml", LANGUAGES).organisation("by");
    let built = site.file("content/grants/t.yaml", (0..800).map(grant).collect::<String>()).build();
    assert_eq!(heavy(&built), []);
    let list = built.text("tilskud/index.html");
    assert_eq!(list.matches("href=\"list/tema/").count(), 50);
    assert!(list.contains("list/tema/emne-nummer-0.html"), "the theme of most grants is not named");
    built.shows("tilskud/index.html", "550 andre er links, hvor de er nævnt.");
    // What the list does not name stands at what has it.
    built.shows("tilskud/t599.html", "list/tema/emne-nummer-599.html");
    built.shows("tilskud/list/tema/emne-nummer-599.html", "Tilskud 599");
}
