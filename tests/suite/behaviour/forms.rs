//! Whatever a table holds, it is the same table in every form.

use parquet::file::properties::WriterProperties;
use proptest::prelude::*;
use serde_json::json;

use super::parquet::{Values, written};
use crate::driver::Site;

const KIND: &str = r#"
name   = { da = "pumpe", nb = "pumpe", nn = "pumpe", en = "pump" }
plural = { da = "pumper", nb = "pumper", nn = "pumper", en = "pumps" }
path   = { da = "pumper", nb = "pumper", nn = "pumper", en = "pumps" }
title  = "title"

[field.title]
type  = "text"
label = { da = "Navn", nb = "Navn", nn = "Namn", en = "Name" }

[field.height]
type  = "number"
label = { da = "Højde", nb = "Høyde", nn = "Høgd", en = "Lift" }

[field.built]
type  = "date"
label = { da = "Bygget", nb = "Bygd", nn = "Bygd", en = "Built" }

[field.runs]
type  = "boolean"
label = { da = "Kører", nb = "Går", nn = "Går", en = "Runs" }
"#;

const COLUMNS: &str = r#"
[columns]
id     = "nr"
title  = "navn"
height = "mål.højde"
built  = "mål.bygget"
runs   = "kører"

[constants]
source = [{ url = "https://kilde.example/" }]
"#;

/// A row: a text, hundredths, days since 1970, and a truth.
#[derive(Clone, Debug)]
struct Row {
    words: String,
    height: Option<i64>,
    built: Option<i32>,
    runs: Option<bool>,
}

const SCHEMA: &str = "message table {
  optional int64 nr;
  optional binary navn (UTF8);
  required group mål { optional int64 højde (DECIMAL(18, 2)); optional int32 bygget (DATE); }
  optional boolean kører;
}";

fn row() -> impl Strategy<Value = Row> {
    let day = prop::option::of(-100_000..100_000);
    let height = prop::option::of(-999_999_999_999_i64..999_999_999_999);
    let text = "[A-Za-zæøå] ?[ -/;:<=>a-zÆØÅ\t\n\"',{}\\[\\]\\\\#&*%€🚲]{0,12}";
    (text, height, day, any::<Option<bool>>()).prop_map(|(words, height, built, runs)| Row {
        words: words.trim().to_owned(),
        height,
        built,
        runs,
    })
}

fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

fn date(days: i32) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(days)).expect("a day").to_string()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn csv(rows: &[Row]) -> String {
    let line = |(nr, row): (usize, &Row)| {
        let Row { words, height, built, runs } = row;
        let (height, built) = (height.map(decimal).unwrap_or_default(), built.map(date).unwrap_or_default());
        format!("{nr},{},{height},{built},{}\n", quoted(words), runs.map(|runs| runs.to_string()).unwrap_or_default())
    };
    let lines: String = rows.iter().enumerate().map(line).collect();
    format!("nr,navn,mål.højde,mål.bygget,kører\n{lines}")
}

fn json_lines(rows: &[Row]) -> Vec<String> {
    let line = |(nr, row): (usize, &Row)| {
        let height = row.height.map_or("null".to_owned(), decimal);
        let (navn, bygget, runs) = (json!(row.words), json!(row.built.map(date)), json!(row.runs));
        format!("{{\"nr\":{nr},\"navn\":{navn},\"mål\":{{\"højde\":{height},\"bygget\":{bygget}}},\"kører\":{runs}}}")
    };
    rows.iter().enumerate().map(line).collect()
}

fn parquet(rows: &[Row]) -> Vec<u8> {
    let columns = [
        Values::Long((0..).take(rows.len()).map(Some).collect()),
        Values::Words(rows.iter().map(|row| Some(row.words.clone())).collect()),
        Values::Long(rows.iter().map(|row| row.height).collect()),
        Values::Int(rows.iter().map(|row| row.built).collect()),
        Values::Truths(rows.iter().map(|row| row.runs).collect()),
    ];
    written(SCHEMA, &columns, WriterProperties::default(), 1)
}

fn built(name: &str, content: impl AsRef<[u8]>) -> std::collections::BTreeMap<String, Vec<u8>> {
    let site = Site::new().file("layouts/kinds/pump/kind.toml", KIND).file(&format!("content/pumps/{name}"), content);
    let above = if name.ends_with(".csv") { "decimal = \".\"\ndelimiter = \",\"" } else { "" };
    site.file("content/pumps/t.table.toml", format!("file = \"{name}\"\n{above}\n{COLUMNS}")).build().files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_table_reads_back_equal_from_every_form(rows in prop::collection::vec(row(), 1..6)) {
        let expected = built("t.csv", csv(&rows));
        let lines = json_lines(&rows);
        prop_assert_eq!(&built("t.jsonl", lines.join("\n")), &expected);
        prop_assert_eq!(&built("t.json", format!("[{}]", lines.join(", "))), &expected);
        // Every JSON is YAML as well.
        prop_assert_eq!(&built("t.yaml", format!("[{}]", lines.join(",\n "))), &expected);
        prop_assert_eq!(&built("t.parquet", parquet(&rows)), &expected);
    }
}

/// A description of one file, or of several, with keys above its columns.
fn described(files: &str, keys: &str) -> Site {
    let table =
        "[columns]\nid = \"nr\"\ntitle = \"navn\"\n[constants]\nsource = [{ url = \"https://kilde.example/\" }]\n";
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_row_matrix(0, 0, [["nr", "navn"], ["2", "B"]]).expect("room");
    let workbook = workbook.save_to_buffer().expect("a workbook");
    let all: [(&str, &[u8]); 3] =
        [("t.csv", b"nr,navn\n1,A\n"), ("t.json", b"[{ \"nr\": 3, \"navn\": \"C\" }]"), ("t.xlsx", &workbook)];
    let site = Site::new().file("layouts/kinds/pump/kind.toml", KIND);
    let site = site.file("content/pumps/t.table.toml", format!("file = {files}\n{keys}\n{table}"));
    let named = all.into_iter().filter(|(name, _)| files.contains(name));
    named.fold(site, |site, (name, bytes)| site.file(&format!("content/pumps/{name}"), bytes))
}

/// What a description says of a file and would do nothing is told, unless another file of the table asks for it.
#[test]
fn keys_that_say_nothing_of_any_file_are_refused() {
    let delimiter = "delimiter = \",\"";
    let encoding = "encoding = \"utf-8\"";
    for (files, keys, words) in [
        ("\"t.xlsx\"", delimiter, "leave `delimiter` out"),
        ("\"t.json\"", delimiter, "leave `delimiter` out"),
        ("[\"t.xlsx\", \"t.json\"]", delimiter, "leave `delimiter` out"),
        ("\"t.xlsx\"", encoding, "leave `encoding` out"),
        ("\"t.csv\"", "sheet = \"A\"", "leave `sheet` out"),
        ("\"t.csv\"", "records = \"a\"", "leave `records` out"),
        ("\"t.json\"", "skip = 1", "leave `skip` out"),
    ] {
        let checked = described(files, keys).check();
        assert_eq!(checked.codes().into_iter().filter(|code| *code == "table").count(), 1, "{files} {keys}");
        checked.says(words).says("content/pumps/t.table.toml:");
        assert!(checked.any_error());
    }
    for (files, keys) in [
        ("\"t.csv\"", format!("{delimiter}\n{encoding}")),
        ("\"t.json\"", encoding.to_owned()),
        ("[\"t.csv\", \"t.xlsx\"]", format!("{delimiter}\n{encoding}\nsheet = \"Sheet1\"")),
        ("[\"t.xlsx\", \"t.json\"]", encoding.to_owned()),
    ] {
        described(files, &keys).build().ending(".html").find(|page| page.starts_with("pumper/")).expect("a pump");
    }
}
