//! Tables that are lists of records: JSON, JSON Lines, YAML and TOML.

use std::collections::BTreeMap;
use std::io::Write;

use crate::driver::{Built, Site};

/// What stands under the file of a description: the columns of every form of the same table.
const COLUMNS: &str = r#"
[columns]
id        = "nr"
title     = "titel"
recipient = { name = "modtager.navn" }
amount    = { value = "sum", currency = "DKK", basis = "decided" }
decided   = { value = "dato" }
theme     = { value = "temaer", split = ";" }

[constants]
funder = "by"
source = [{ url = "https://kilde.example/" }]
"#;

pub const CSV: &str = "\
nr,titel,modtager.navn,sum,dato,temaer
7,\"Åen, \"\"den store\"\"\",by,1200.50,2024-03-01,klima;natur
8,no,by,-4,2024-02-29,
9,Ni,by,,,klima
";

const JSON: &str = r#"[
  {"nr": 7, "titel": "Åen, \"den store\"", "modtager": {"navn": "by"}, "sum": 1200.50, "dato": "2024-03-01",
   "temaer": ["klima", "natur"]},
  {"nr": 8, "titel": "no", "modtager": {"navn": "by"}, "sum": -4, "dato": "2024-02-29", "temaer": []},
  {"nr": 9, "titel": "\u004ei", "modtager": {"navn": "by"}, "sum": null, "temaer": ["klima", null]}
]
"#;

const JSON_LINES: &str = r#"
{"nr": 7, "titel": "Åen, \"den store\"", "modtager": {"navn": "by"}, "sum": 1200.50, "dato": "2024-03-01", "temaer": ["klima", "natur"]}

{"temaer": [], "sum": -4, "titel": "no", "nr": 8, "dato": "2024-02-29", "modtager": {"navn": "by"}}
{"nr": 9, "titel": "Ni", "modtager": {"navn": "by"}, "temaer": ["klima"]}
"#;

const YAML: &str = "
# a table
- nr: 7
  titel: 'Åen, \"den store\"'
  modtager: { navn: by }
  sum: 1200.50
  dato: 2024-03-01
  temaer: [klima, natur]
- { nr: 8, titel: no, modtager: { navn: by }, sum: -4, dato: 2024-02-29 }
- { nr: 9, titel: Ni, modtager: { navn: by }, sum: ~, temaer: [klima] }
";

const TOML: &str = r#"
[[tilskud]]
nr = 7
titel = 'Åen, "den store"'
modtager.navn = "by"
sum = 1_200.50
dato = 2024-03-01
temaer = ["klima", "natur"]

[[tilskud]]
nr = 8
titel = "no"
modtager = { navn = "by" }
sum = -4
dato = 2024-02-29

[[tilskud]]
nr = 9
titel = "Ni"
temaer = ["klima"]
[tilskud.modtager]
navn = "by"
"#;

/// A table of grants as a file of this name.
pub fn site(name: &str, content: impl AsRef<[u8]>) -> Site {
    described(name, "", content)
}

/// A table of grants with further keys in its description.
pub fn described(name: &str, above: &str, content: impl AsRef<[u8]>) -> Site {
    let site = Site::new().organisation("by").file(&format!("content/grants/{name}"), content);
    site.file("content/grants/t.table.toml", format!("file = \"{name}\"\n{above}\n{COLUMNS}"))
}

/// Every file of a site.
pub fn whole(built: &Built) -> &BTreeMap<String, Vec<u8>> {
    &built.files
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("room");
    encoder.finish().expect("room")
}

#[test]
fn the_same_table_makes_the_same_site_in_every_form() {
    let expected = site("t.csv", CSV).build();
    expected.shows("tilskud/7.html", "Åen, &quot;den store&quot;").shows("tilskud/8.html", "<h1>no</h1>");
    for (name, text) in [
        ("t.json", JSON),
        ("t.jsonl", JSON_LINES),
        ("t.ndjson", JSON_LINES),
        ("t.yaml", YAML),
        ("t.yml", YAML),
        ("t.toml", TOML),
    ] {
        let built = site(name, text).build();
        assert_eq!(whole(&built), whole(&expected), "{name}");
        let built = site(&format!("{name}.gz"), packed(text)).build();
        assert_eq!(whole(&built), whole(&expected), "{name}.gz");
    }
}

#[test]
fn the_list_is_found_where_records_says() {
    let expected = site("t.csv", CSV).build();
    let list = JSON.trim();
    let wrapped = format!("{{\"made\": \"2024\", \"data\": {{\"tilskud\": {list}, \"andre\": [1]}}}}");
    let built = described("t.json", "records = \"data.tilskud\"", &wrapped).build();
    assert_eq!(whole(&built), whole(&expected));
    let only = format!("{{\"made\": \"2024\", \"tilskud\": {list}}}");
    assert_eq!(whole(&site("t.json", only).build()), whole(&expected));
    let yaml = format!("made: 2024\ndata:\n  tilskud:{}", YAML.replace('\n', "\n    "));
    assert_eq!(whole(&described("t.yaml", "records = \"data.tilskud\"", yaml).build()), whole(&expected));

    let says = |above: &str, text: &str, words: &str, place: &str| {
        described("t.json", above, text).check().says(words).says(place);
    };
    says("records = \"data.tilskut\"", &wrapped, "has no key `tilskut`", "did you mean `tilskud`?");
    says("records = \"data\"", &wrapped, "`data` is no list in `content/grants/t.json`", "t.table.toml:2:");
    says("", &wrapped, "holds no list of records", "records = \"data.grants\"");
    says("", "{\"a\": [], \"b\": [{}]}", "holds several lists", "records = \"a\", or \"b\"");
    described("t.json", "skip = 1", JSON).check().says("leave `skip` out");
    described("t.jsonl", "records = \"a\"", JSON_LINES).check().says("leave `records` out");
    described("t.csv", "records = \"a\"", CSV).check().says("has rows and no list of records");
}

#[test]
fn a_described_file_is_no_list_of_entries_as_well() {
    let checked = site("t.json", JSON).check();
    assert!(!checked.any_error(), "{}", checked.report);
    let pattern = site("t.json", JSON).file("content/grants/u.json", JSON.replace("\"nr\": ", "\"nr\": 1"));
    let pattern = pattern.file("content/grants/t.table.toml", format!("file = \"*.json\"\n{COLUMNS}"));
    pattern.command(&["check"]).ends(0).complains("6 rows read = 6 entries");
    // One fault of a description is one complaint, and none about its file.
    for broken in ["file = \"t.json\"\nfile = 1", "file = [", "file = \"\"", "file = 3.5"] {
        let checked = site("t.json", JSON).file("content/grants/t.table.toml", broken).check();
        assert!(checked.counts().starts_with("1 error, 0 warnings"), "{broken}:\n{}", checked.report);
    }
    // A pattern never names descriptions.
    let site = site("t.toml", TOML).file("content/grants/t.table.toml", format!("file = \"*.toml\"\n{COLUMNS}"));
    site.command(&["check"]).ends(0).complains("3 rows read = 3 entries");
}

const MIXED: &str = r#"[
  {"nr": "a", "modtager": null, "betalt": [{"år": 2021, "sum": 1}, {"år": 2022, "sum": 2.5}]},
  {"nr": "b", "modtager": {"navn": "by"}, "titel": "B", "betalt": []}
]"#;

#[test]
fn records_of_mixed_shape_have_the_columns_of_all() {
    let columns = "[columns]\nid = \"nr\"\ntitle = \"{nr} {titel}\"\nrecipient = { name = \"modtager.navn\" }\n\
        amount = { value = \"betalt.1.sum\", currency = \"DKK\", basis = \"paid\", year = \"betalt.1.år\" }\n\
        [constants]\nfunder = \"by\"\nsource = [{ url = \"https://kilde.example/\" }]\n";
    let described = format!("file = \"t.json\"\n{columns}");
    let site = site("t.json", MIXED).file("content/grants/t.table.toml", described);
    site.check().says("2 columns of `content/grants/t.json` fill no field: betalt.0.år, betalt.0.sum");
    let a = site.build().json("tilskud/a.json");
    assert_eq!(a["amount"]["amount"].to_string(), "2.5");
    assert_eq!(site.build().json("tilskud/b.json")["title"], "b B");
    // Keys that come first after many records are columns too.
    let many: String = (0..500)
        .map(|at| format!("{{\"nr\": \"x{at}\", \"titel\": \"X\", \"modtager\": {{\"navn\": \"by\"}}}}\n"))
        .collect();
    let last = "{\"nr\": \"y\", \"titel\": \"Y\", \"sum\": 12, \"modtager\": {\"navn\": \"by\"}, \"dato\": \"2024-01-01\", \"temaer\": [\"k\"]}";
    let built = self::site("t.jsonl", format!("{many}{last}\n{many}").replace("x", "z")).check();
    built.says("error[duplicate-id]").says("t.jsonl:502");
    let built = self::site("t.jsonl", format!("{many}{last}\n")).build();
    assert_eq!(built.json("tilskud/y.json")["amount"]["amount"].to_string(), "12");
}

#[test]
fn what_is_wrong_in_a_record_is_told_at_its_line() {
    let says = |name: &str, text: &str, words: &str, place: &str| {
        site(name, text)
            .command(&["check"])
            .ends(1)
            .complains(words)
            .complains(&format!("content/grants/{name}:{place}"));
    };
    let one = |fields: &str| {
        format!("[\n{{\"nr\": 1, \"titel\": \"A\", \"modtager\": {{\"navn\": \"by\"}},\n{fields}}}\n]\n")
    };
    let rest = ", \"dato\": \"2024-01-01\", \"temaer\": []";
    says("t.json", &one(&format!("\"sum\": \"fem\"{rest}")), "`fem` is not a number", "2");
    says("t.json", &one(&format!("\"sum\": 1e400{rest}")), "the number `1e400` is not written in plain digits", "3:8");
    says("t.json", &one(&format!("\"sum\": 1, \"sum\": 2{rest}")), "`sum` is written twice", "3:11");
    says("t.json", &one("\"temaer\": [\"a;b\"]"), "`a;b` holds `;`", "3:12");
    says("t.json", &one("\"modtager.navn\": \"x\""), "two values at `modtager.navn`", "3:18");
    says("t.json", &one("\"titel2\": \"\\ud800\""), "error[syntax]", "3:");
    says("t.json", &one("\"titel2\": \"\\u0000\""), "holds a NUL", "3:11");
    says("t.json", "[{\"nr\": 1},]", "error[syntax]", "1:");
    says("t.json", "[{\"nr\": 1} {\"nr\": 2}]", "error[syntax]", "1:12");
    says("t.json", "[{\"nr\": 1}", "error[syntax]", "1:");
    says("t.json", "[{\"nr\": 1}] x", "error[syntax]", "1:");
    says("t.json", "[\n1]", "a record is a group of keys, this is a single value", "2:1");
    says("t.jsonl", "{\"nr\": 1}\n{\"nr\": 2,}\n", "error[syntax]", "2:");
    says("t.jsonl", "{\"nr\": 1}\n\n[1]\n", "a record is a group of keys, this is a list", "3:1");
    says("t.toml", "[[t]]\nnr = 1\nsum = 1e9\n", "the number `1e9` is not written in plain digits", "3:7");
    says("t.toml", "[[t]]\nnr = 1\nsum = nan\n", "the number `nan` is not written in plain digits", "3:7");
    says("t.yaml", &YAML.replace("sum: -4", "sum: minus fire"), "`minus fire` is not a number", "9");
    says("t.toml", &TOML.replace("sum = -4", "sum = \"minus fire\""), "`minus fire` is not a number", "10");
}

#[test]
fn an_empty_list_is_a_table_without_rows() {
    for (name, text) in [("t.json", "[]"), ("t.json", ""), ("t.jsonl", "\n"), ("t.yaml", "[]"), ("t.toml", "t = []")] {
        site(name, text).command(&["check"]).ends(0).complains("0 rows read = 0 entries");
    }
}

#[test]
fn personal_numbers_are_found_in_records_and_beside_them() {
    let found = |above: &str, name: &str, text: &str, place: &str| {
        let ran = described(name, above, text).command(&["check"]);
        ran.ends(1).complains("error[personal-number]").complains(place);
    };
    found("", "t.json", &JSON.replace("\"no\"", "\"070761\\u002d4285\""), "content/grants/t.json");
    found(
        "",
        "t.json",
        &format!("{{\"x\": [],\n\"tilskud\": {JSON}, \"af\": \"070761-4285\"}}").replace("\"x\": [],", ""),
        "t.json (beside the records):8",
    );
    found("", "t.yaml", &YAML.replace("# a table", "# af 070761-4285"), "t.yaml (beside the records):2");
    found("", "t.json", &JSON.replace("\"temaer\": []", "\"070761-4285\": []"), "t.json");
}
