//! What the description of a table says of its rows and cells.

use crate::driver::{Built, Site, repository};

pub(super) const COLUMNS: &str = r#"
[columns]
id        = "nr"
title     = "titel"
recipient = { name = "modtager" }
amount    = { value = "sum", currency = "DKK", basis = "decided" }

[constants]
funder = "by"
source = [{ url = "https://kilde.example/" }]
"#;

pub(super) const HEADER: &str = "nr;titel;modtager;sum\n";

/// A table of grants: what stands above its columns, the columns, and its text.
pub(super) fn table(above: &str, columns: &str, text: &str) -> Site {
    let table = format!("file = \"t.csv\"\ndelimiter = \";\"\ndecimal = \",\"\n{above}\n{columns}");
    let site = Site::new().organisation("by").file("content/grants/t.table.toml", table);
    site.file("content/grants/t.csv", text)
}

fn row(text: &str) -> String {
    format!("{HEADER}a;A;by;{text}\n")
}

/// What a grant says of its sum; nothing where it has none.
pub(super) fn amount(built: &Built, id: &str) -> Option<String> {
    let grant = built.json(&format!("tilskud/{id}.json"));
    grant["amount"].get("amount").map(ToString::to_string)
}

#[test]
fn rows_above_the_header_are_skipped() {
    let text = format!("Tilskud 2021\nalle beløb i kr.;;;\n\n{}", row("5,50"));
    assert_eq!(amount(&table("skip = 2", COLUMNS, &text).build(), "a").as_deref(), Some("5.5"));
    table("skip = \"to\"", COLUMNS, &text).check().says("this is no number of rows");
}

#[test]
fn what_a_table_writes_for_nothing_is_nothing() {
    for nothing in ["-", "n/a", "N/A", ""] {
        let site = table("empty = [\"-\", \"n/a\"]", COLUMNS, &row(nothing));
        assert_eq!(amount(&site.build(), "a"), None, "`{nothing}`");
    }
    table("", COLUMNS, &row("n/a")).check().says("`n/a` is not a number").says("content/grants/t.csv:2");
    let unnamed = format!("{HEADER}a;A;-;5\n");
    let site = table("empty = [\"-\"]", COLUMNS, &unnamed);
    assert!(site.check().codes().contains("kind-rule"), "a grant without a recipient is told");
}

#[test]
fn sums_are_read_with_their_sign_and_in_the_unit_of_the_table() {
    for (cell, exact) in [
        ("kr. 1.200,50", "1200.5"),
        ("1.200 kr", "1200"),
        ("DKK 5", "5"),
        ("1.200,-", "1200"),
        ("kr. 4 mio.", "4000000"),
        ("(1 234,5)", "-1234.5"),
        ("kr -5", "-5"),
        ("5-", "-5"),
    ] {
        let built = table("", COLUMNS, &row(cell)).build();
        assert_eq!(amount(&built, "a").as_deref(), Some(exact), "`{cell}`");
    }
    for wrong in ["€ 5", "NOK 5", "kr.", "()", "(-5)", "5,-,-"] {
        let checked = table("", COLUMNS, &row(wrong)).check();
        assert!(checked.codes().contains("wrong-type"), "`{wrong}` was read:\n{}", checked.report);
    }
    let unit = |unit: &str| COLUMNS.replace("basis = \"decided\"", &format!("basis = \"decided\", unit = \"{unit}\""));
    for (name, exact) in [("thousands", "1500"), ("millions", "1500000"), ("ones", "1.5")] {
        let built = table("", &unit(name), &row("1,5")).build();
        assert_eq!(amount(&built, "a").as_deref(), Some(exact), "{name}");
    }
    table("", &unit("dozens"), &row("1,5")).check().says("`dozens` is not an option of `unit`").says("thousands");
}

#[test]
fn rows_that_the_filter_does_not_want_are_counted_and_left_out() {
    let rows = format!("{HEADER}a;A;by;1\nb;B;nabo;2\nc;C;by;3\n");
    let site = table("[filter]\nmodtager = [\"by\"]", COLUMNS, &rows);
    site.check().says("notice[rows-left-out]: 1 of 3 rows of `content/grants/t.csv` are left out");
    let built = site.build();
    assert_eq!((amount(&built, "a").as_deref(), amount(&built, "c").as_deref()), (Some("1"), Some("3")));
    built.has_no("tilskud/b.html");
    // A complaint about a row after one that is left out names its own line.
    let faulty = rows.replace("by;3", "by;tre kroner");
    table("[filter]\nmodtager = \"by\"", COLUMNS, &faulty).check().says("content/grants/t.csv:4");
    table("[filter]\nmodtagre = \"by\"", COLUMNS, &rows)
        .check()
        .says("`content/grants/t.csv` has no column `modtagre`");
}

#[test]
fn a_column_that_names_nothing_is_told() {
    let with = |column: &str| table("", &COLUMNS.replace("recipient = { name = \"modtager\" }", column), &row("5"));
    for (column, key) in [
        ("decided = { format = \"%Y\" }", "value"),
        ("theme = { split = \",\" }", "value"),
        ("recipient = { map = { A = \"by\" } }", "value"),
    ] {
        let checked = with(column).check();
        checked.says(&format!("error[table]: this names no column as `{key}`"));
        assert!(checked.counts().starts_with("1 error,"), "{}", checked.report);
    }
    let unsummed = COLUMNS.replace("value = \"sum\", ", "");
    table("", &unsummed, &row("5")).check().says("this names no column as `value`").says("currency = \"DKK\"");
}

#[test]
fn a_file_whose_description_is_wrong_is_described_all_the_same() {
    for wrong in ["encoding = \"ebcdic\"", "skip = \"to\"", "headings = 1"] {
        let site = table(wrong, COLUMNS, "").without("content/grants/t.csv").without("content/grants/t.table.toml");
        let described = format!("file = \"other.csv\"\n{wrong}\n{COLUMNS}");
        let site = site.file("content/grants/t.table.toml", described).file("content/grants/other.csv", row("5"));
        let checked = site.check();
        assert!(checked.codes().contains("table"), "{wrong}:\n{}", checked.report);
        assert!(!checked.codes().contains("unused-file"), "{wrong}:\n{}", checked.report);
    }
}

#[test]
fn an_organisation_may_be_known_by_its_number_alone() {
    let columns = COLUMNS.replace("{ name = \"modtager\" }", "{ number = \"modtager\", scheme = \"DK-CVR\" }");
    let built = table("", &columns, &row("5").replace(";by;", ";29189919;")).build();
    built.has("organisationer/cvr-29189919.html");
}

#[test]
fn every_row_is_an_entry_or_told() {
    let rows = format!("{HEADER}a;A;by;1\nb;B;nabo;2\nc;C;by;3\n");
    let site = table("[filter]\nmodtager = [\"by\"]", COLUMNS, &rows);
    let line = "content/grants/t.table.toml: 3 rows read = 2 entries + 1 left out\n";
    for command in ["build", "check"] {
        site.command(&[command]).ends(0).complains(line);
    }
    let several = table("", COLUMNS, &rows).file("content/grants/u.csv", "nr;titel;modtager;sum\nd;D;by;1\n");
    let described = String::from_utf8(several.files()["content/grants/t.table.toml"].clone()).expect("UTF-8");
    let described = described.replace("\"t.csv\"", "[\"t.csv\", \"u.csv\"]");
    let several = several.file("content/grants/t.table.toml", described);
    several.command(&["build"]).ends(0).complains("content/grants/t.table.toml: 4 rows read = 4 entries\n");
}

const PROJECTS: &str = r#"
[columns]
id    = "nr"
title = "titel"
theme = { value = "tema", split = "/", map = { "K" = "klima", "S" = "sundhed" } }

[constants]
source = [{ url = "https://kilde.example/" }]
"#;

#[test]
fn a_cell_may_hold_several_words_and_each_may_mean_another() {
    let site = |cell: &str| {
        let table = format!("file = \"p.csv\"\n{PROJECTS}");
        let text = format!("nr,titel,tema\na,A,{cell}\n");
        Site::new().organisation("by").file("content/projects/p.table.toml", table).file("content/projects/p.csv", text)
    };
    let project = site("K / S/").build().json("projekter/a.json");
    assert_eq!(project["theme"], serde_json::json!(["klima", "sundhed"]));
    site("K/X").check().says("the map says nothing of `X`").says("the description knows: K, S");
}

#[test]
fn a_compressed_table_is_the_table() {
    use std::io::Write;
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).expect("room");
        encoder.finish().expect("room")
    };
    let site = |bytes: Vec<u8>| {
        let site = table("", COLUMNS, "").without("content/grants/t.csv");
        let table = String::from_utf8(site.files()["content/grants/t.table.toml"].clone()).expect("UTF-8");
        let site = site.file("content/grants/t.table.toml", table.replace("t.csv", "t.csv.gz"));
        site.file("content/grants/t.csv.gz", bytes)
    };
    let plain = row("5,50").replace(";A;", ";Åen;");
    let windows: Vec<u8> = plain.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a letter")).collect();
    for bytes in [plain.as_bytes(), &windows] {
        let built = site(packed(bytes)).build();
        assert_eq!(amount(&built, "a").as_deref(), Some("5.5"));
        built.shows("tilskud/a.html", "Åen");
    }
    let faulty = site(packed(row("fem").as_bytes())).check();
    faulty.says("`fem` is not a number").says("content/grants/t.csv.gz:2");
    let whole = packed(plain.as_bytes());
    site(whole[..whole.len() - 3].to_vec()).command(&["check"]).ends(1).complains("cannot be unpacked");
    let bomb = packed(&vec![b'x'; 5_000_000]);
    site(bomb).command(&["check"]).ends(4).complains("raise `compression`");
    let long = packed([HEADER.as_bytes(), &noise(2_000_000)].concat().as_slice());
    site(long).command(&["check"]).ends(4).complains("raise `line_length`").complains("content/grants/t.csv.gz:2:1");
    // A personal number in it is found as in any text of the site.
    let named = plain.replace("Åen", "070761-4285");
    site(packed(named.as_bytes())).command(&["check"]).ends(1).complains("error[personal-number]");
}

/// Letters that do not compress to almost nothing.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + u8::try_from((state >> 24) % 26).unwrap_or_default()
    };
    (0..count).map(|_| next()).collect()
}

/// The example of the page about tables, with two files as it tells them.
#[test]
fn the_example_of_the_documentation_makes_entries() {
    let page = std::fs::read_to_string(repository().join("docs/tables.md")).expect("the page");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let file = |recipient: &str, rows: &str| {
        format!(
            "Fondens tilskud\nbeløb i tusind kroner\nJournalnr;Rate;Projekttitel;CVR;{recipient};Beløb;Dato;Temaer;Status\n{rows}"
        )
    };
    let first = file(
        "Modtager",
        "7;1;Åen;29189919;Herning Kommune;1,5;18.01.2021;K;Bevilget\n8;1;Nej;-;-;2;1.2.2021;K;Afslag\n",
    );
    let second = file("Ansøger", "7;2;Åen;29189919;Herning Kommune;kr. 2;18.01.2022;K;S;Udbetalt\n");
    let second = second.replace("K;S;", "\"K;S\";");
    let site = Site::new().file(
        "content/organisations/fonden.yaml",
        "id: fonden\nname: Fonden\nsource: { url: \"https://kilde.example/\" }\n",
    );
    let site = site.file("content/grants/tilskud.table.toml", example.replace("https://…", "https://kilde.example/"));
    let site = site.file("content/grants/tilskud-1.csv", first).file("content/grants/tilskud-2.csv", second);
    let built = site.build();
    assert_eq!((amount(&built, "7-1").as_deref(), amount(&built, "7-2").as_deref()), (Some("1500"), Some("2000")));
    assert_eq!(built.json("tilskud/7-2.json")["theme"], serde_json::json!(["klima", "sundhed"]));
    built.has("organisationer/cvr-29189919.html").has_no("tilskud/8-1.html");
}
