//! Frictionless Data Packages beside tables.

use crate::driver::{Checked, Site};

const DESCRIPTION: &str = r#"
file = "t.csv"
[columns]
id        = "nr"
title     = "titel"
recipient = { name = "modtager" }
amount    = { value = "sum", currency = "DKK", basis = "decided" }
decided   = "dato"

[constants]
funder = "by"
"#;

const TABLE: &str = "nr;titel;modtager;sum;dato\na;Åen;by;1.234;05.03.2024\nb;B;by;MANGLER;06.03.2024\n";

const PACKAGE: &str = r#"{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "tilskud",
  "title": "Fondens tilskud",
  "licenses": [{ "name": "CC-BY-4.0" }],
  "resources": [
    { "name": "andet", "path": "andet.csv", "dialect": { "delimiter": "for lang" } },
    {
      "name": "t",
      "path": "./t.csv",
      "encoding": "windows-1252",
      "dialect": { "delimiter": ";", "skipInitialSpace": true },
      "sources": [{ "title": "Fonden", "path": "https://fonden.example/data" }],
      "schema": {
        "missingValues": ["", "Mangler"],
        "fields": [
          { "name": "nr", "type": "string" },
          { "name": "sum", "type": "number", "decimalChar": ",", "groupChar": "." },
          { "name": "dato", "type": "date", "format": "%d.%m.%Y" }
        ]
      }
    }
  ]
}"#;

fn windows(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a letter of the code page")).collect()
}

fn site(description: &str, package: &str) -> Site {
    let site = Site::new().organisation("by").file("content/grants/t.table.toml", description);
    site.file("content/grants/t.csv", windows(TABLE)).file("content/grants/datapackage.json", package)
}

#[test]
fn a_data_package_says_what_the_description_does_not() {
    let site = site(DESCRIPTION, PACKAGE);
    site.check().clean();
    let built = site.build();
    let grant = built.json("tilskud/a.json");
    assert_eq!(grant["title"], "Åen");
    assert_eq!(grant["amount"]["amount"].to_string(), "1234");
    assert_eq!(grant["decided"], "2024-03-05");
    assert_eq!(built.json("tilskud/b.json")["amount"].get("amount"), None);
    let page = built.shows("tilskud/a.html", "https://fonden.example/data");
    page.shows("tilskud/a.html", "Fondens tilskud")
        .shows("tilskud/a.html", "CC-BY-4.0")
        .shows("tilskud/a.html", "Fonden");
}

#[test]
fn what_the_description_says_wins() {
    let said = DESCRIPTION
        .replace("\"t.csv\"", "\"t.csv\"\ndecimal = \".\"\nempty = \"mangler\"")
        .replace("decided   = \"dato\"", "decided   = { value = \"dato\", format = \"%m.%d.%Y\" }");
    let said = said.replace("basis = \"decided\"", "basis = \"decided\", round = \"half-even\"");
    let said = format!("{said}[source]\ntitle = \"En anden\"\n");
    let built = site(&said, PACKAGE).build();
    let grant = built.json("tilskud/a.json");
    assert_eq!(grant["amount"]["amount"].to_string(), "1.23");
    assert_eq!(grant["decided"], "2024-05-03");
    built.shows("tilskud/a.html", "En anden").shows("tilskud/a.html", "https://fonden.example/data");
    built.never_shows("Fondens tilskud");
    let own = format!("{DESCRIPTION}source = [{{ url = \"https://kilde.example/\" }}]\n");
    site(&own, PACKAGE).build().shows("tilskud/a.html", "https://kilde.example/").never_shows("fonden.example");
}

#[test]
fn what_cannot_be_followed_is_told_at_its_place() {
    let says = |from: &str, to: &str, words: &str| {
        let checked = site(DESCRIPTION, &PACKAGE.replace(from, to)).check();
        checked.says(words).says("content/grants/datapackage.json:");
        assert!(checked.any_error());
    };
    let dialect =
        |more: &str, words: &str| says("\"delimiter\": \";\",", &format!("\"delimiter\": \";\", {more},"), words);
    dialect("\"header\": false", "tables with `header` as `false` are not read");
    dialect("\"quoteChar\": \"'\"", "tables with `quoteChar` as `'` are not read");
    dialect("\"commentChar\": \"#\"", "tables with `commentChar` as `#` are not read");
    says("\"delimiter\": \";\"", "\"delimiter\": \"::\"", "a delimiter is one sign");
    says("\"windows-1252\"", "\"windows-1225\"", "did you mean `windows-1252`?");
    says("\"decimalChar\": \",\"", "\"decimalChar\": \"x\"", "`x` is no decimal sign");
    says(
        "{ \"name\": \"nr\", \"type\": \"string\" }",
        "{ \"name\": \"nr\", \"type\": \"integer\", \"groupChar\": \",\" }",
        "otherwise than those of another",
    );
    says(
        "\"dialect\": { \"delimiter\": \";\",",
        "\"dialect\": \"dialect.json\", \"x\": { ",
        "`dialect` is a group of keys",
    );
    says("\"resources\"", "\"resourcer\"", "the data package has no list `resources`");
    let broken = site(DESCRIPTION, "{ \"resources\": [").check();
    assert_eq!(errors_in_package(&broken), 1, "{}", broken.report);
}

fn errors_in_package(checked: &Checked) -> usize {
    checked.report.matches("content/grants/datapackage.json:").count()
}

#[test]
fn a_data_package_is_no_entry_and_is_told_where_it_describes_nothing() {
    let alone = Site::new().organisation("by").file("content/grants/datapackage.json", PACKAGE).check();
    alone.says("warning[unused-file]: `content/grants/datapackage.json` is not read").says("beside the description");
    assert!(!alone.any_error(), "{}", alone.report);
}

#[test]
fn a_data_package_says_which_sheet_of_a_workbook_is_the_table() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, id) in [("Læs mig", "x"), ("2023", "a"), ("2024", "b")] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write_row_matrix(0, 0, [["nr", "titel", "modtager"], [id, "Åen", "by"]]).expect("room");
    }
    let book = book.save_to_buffer().expect("a workbook");
    let description = "file = \"t.xlsx\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\nrecipient = \"modtager\"\n\
        [constants]\nfunder = \"by\"\nsource = [{ url = \"https://kilde.example/\" }]\n";
    let site = |said: &str, dialect: &str| {
        let package = format!("{{ \"resources\": [{{ \"path\": \"t.xlsx\", \"dialect\": {{ {dialect} }} }}] }}");
        let site = Site::new().organisation("by").file("content/grants/t.xlsx", &book);
        let site = site.file("content/grants/t.table.toml", format!("{said}{description}"));
        site.file("content/grants/datapackage.json", package)
    };
    for (said, dialect, id) in [
        ("", "\"sheetName\": \"2023\"", "a"),
        ("", "\"sheetNumber\": 3", "b"),
        ("", "\"sheetName\": \"2023\", \"sheetNumber\": 3", "a"),
        ("sheet = \"2024\"\n", "\"sheetName\": \"2023\"", "b"),
        ("sheet = \"2024\"\n", "\"sheetNumber\": 2", "b"),
    ] {
        let built = site(said, dialect).build();
        let own = |page: &&str| page.starts_with("tilskud/") && !page.starts_with("tilskud/list/");
        assert_eq!(built.ending(".html").filter(own).count(), 2, "the list and a page");
        built.has(&format!("tilskud/{id}.html"));
    }
    for (dialect, words) in [
        ("\"sheetName\": \"2025\"", "has no sheet `2025`"),
        ("\"sheetNumber\": 4", "has no sheet number 4"),
        ("\"sheetNumber\": 0", "this is no number of a sheet"),
        ("\"sheetNumber\": \"to\"", "this is no number of a sheet"),
    ] {
        let checked = site("", dialect).check();
        checked.says(words).says("content/grants/datapackage.json:1:").says("help: ");
        assert!(checked.any_error());
    }
}
