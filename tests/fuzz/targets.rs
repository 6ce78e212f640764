//! Fuzz targets: whatever bytes are read, the answer is a value or a complaint, never a panic, and what is printed reads back.
//!
//! The binary beside this file lets libFuzzer look for such bytes; the test suite gives each target what is kept in `corpus/`.

use std::sync::OnceLock;

use glasklar::config::{self, Config};
use glasklar::diag::Diagnostics;
use glasklar::kind::{self, Kinds};
use glasklar::lang::Language;
use glasklar::limits::Limits;
use glasklar::load::{Loaded, Loader, load};
use glasklar::markdown;
use glasklar::source::{Input, Sources};
use glasklar::value::decimal::to_plain;
use glasklar::value::{Notation, PartialDate, Period, parse_decimal};

/// A name, and what is done with bytes.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: &[Target] = &[
    ("front-matter", |bytes| _ = loaded(&[("content/grants/a.md", bytes)])),
    ("table", table),
    ("workbook", workbook),
    ("records", records),
    ("numbers-and-dates", numbers_and_dates),
    ("markdown", safe_html),
];

/// The built-in kinds and the settings of an empty site, which are read once.
fn site() -> &'static (Config, Kinds) {
    static SITE: OnceLock<(Config, Kinds)> = OnceLock::new();
    SITE.get_or_init(|| {
        let mut input = Input { theme: glasklar::theme::built_in(), ..Input::default() };
        input.site.insert("glasklar.toml".into(), b"title = \"T\"\n".to_vec());
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let config = config::read(&input, &mut sources, &mut diagnostics);
        let kinds = kind::read(&input, &config.languages, &mut sources, &mut diagnostics);
        (config, kinds)
    })
}

/// What is loaded of some files.
fn loaded(files: &[(&str, &[u8])]) -> Loaded {
    let (config, kinds) = site();
    let mut input = Input::default();
    input.site.extend(files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    load(&mut input, &mut Loader::new(kinds, config, &mut sources, &mut diagnostics))
}

/// A table of which nothing is declared: its encoding, delimiter and decimal sign are found out.
fn table(bytes: &[u8]) {
    const DESCRIPTION: &[u8] = b"file = \"t.csv\"\non_error = \"skip\"\n[columns]\nid = \"a\"\ntitle = \"{a} {b}\"\n\
        recipient = { name = \"b\" }\namount = { value = \"c\", currency = \"DKK\", basis = \"decided\" }\n\
        decided = { value = \"d\", format = \"%d.%m.%Y\" }\n";
    let loaded = loaded(&[("content/grants/t.table.toml", DESCRIPTION), ("content/grants/t.csv", bytes)]);
    for table in &loaded.tables {
        let told = table.entries + table.left_out + table.skipped.len();
        assert!(told <= table.read, "{told} rows told of {}", table.read);
    }
}

fn workbook(bytes: &[u8]) {
    const DESCRIPTION: &[u8] = b"file = \"t.xlsx\"\n[columns]\nid = \"a\"\ntitle = \"b\"\n";
    loaded(&[("content/grants/t.table.toml", DESCRIPTION), ("content/grants/t.xlsx", bytes)]);
}

/// A list of entries and a table of records, in each of the forms of text; the first byte says which.
fn records(bytes: &[u8]) {
    const FORMS: [&str; 4] = ["json", "jsonl", "yaml", "toml"];
    let Some((first, rest)) = bytes.split_first() else { return };
    let form = FORMS[usize::from(*first) % FORMS.len()];
    loaded(&[(&format!("content/grants/l.{form}"), rest)]);
    let description = format!("file = \"t.{form}\"\n[columns]\nid = \"a\"\ntitle = \"b\"\n");
    let described = ("content/grants/t.table.toml", description.as_bytes());
    loaded(&[described, (&format!("content/grants/t.{form}"), rest)]);
}

/// Numbers and dates, of which those that are read are read again as they are printed.
fn numbers_and_dates(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for notation in [Notation::Plain, Notation::Comma, Notation::Point] {
        if let Ok(number) = parse_decimal(text, notation) {
            let printed = to_plain(number);
            assert_eq!(parse_decimal(&printed, Notation::Point), Ok(number), "{text:?} is printed {printed:?}");
        }
    }
    if let Ok(date) = PartialDate::parse(text) {
        assert_eq!(PartialDate::parse(&date.to_iso()), Ok(date), "{text:?}");
        assert!(date.earliest() <= date.latest(), "{text:?}");
    }
    if let Ok(period) = Period::parse(text) {
        assert_eq!(Period::parse(&period.to_iso()), Ok(period.clone()), "{text:?}");
    }
    if let Some((format, text)) = text.split_once('\n') {
        let _ = PartialDate::parse_with(format, text);
    }
}

/// Markdown in, safe HTML out.
fn safe_html(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if markdown::outline(text, &Limits::usual()).is_ok() {
        let html = markdown::render(text, &markdown::Setting::alone(Language::Da)).html.to_lowercase();
        for forbidden in ["<script", "<iframe", "<object", "<style", "javascript:alert", " onerror=", " onload="] {
            assert!(!has_markup(&html, forbidden), "{forbidden:?} in {html:?}");
        }
    }
}

/// Whether something stands inside of a tag, not in a text, where `<` is written `&lt;`.
fn has_markup(html: &str, forbidden: &str) -> bool {
    let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or(rest));
    let outside_of_quotes = |tag: &str| tag.split('"').step_by(2).collect::<String>();
    tags.map(|tag| format!("<{}", outside_of_quotes(tag))).any(|tag| tag.contains(forbidden))
}
