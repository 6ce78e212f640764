//! Rows 10 to 12 for tables: figures and dates as offices write them, and files in several encodings that are one table.

use super::built;
use crate::driver::{Built, Checked, Site};

fn town() -> Site {
    Site::new().organisation("by")
}

const FIXED: &str =
    "[constants]\nfunder = \"by\"\nrecipient = \"by\"\nsource = [{ url = \"https://kilde.example/\" }]\n";

/// A table of one grant whose sum is written so, in CSV and in JSON.
fn sums(keys: &str, cell: &str) -> [Site; 2] {
    let columns = "id = \"nr\"\ntitle = \"nr\"\namount = { value = \"sum\", currency = \"DKK\", basis = \"decided\" }";
    let table = |name: &str, keys: &str| format!("file = \"{name}\"\n{keys}\n[columns]\n{columns}\n{FIXED}");
    let csv = town()
        .file("content/grants/t.table.toml", table("t.csv", &format!("delimiter = \";\"\n{keys}")))
        .file("content/grants/t.csv", format!("nr;sum\na;{cell}\n"));
    let json = town()
        .file("content/grants/t.table.toml", table("t.json", keys))
        .file("content/grants/t.json", format!("[\n{{ \"nr\": \"a\", \"sum\": \"{cell}\" }}]\n"));
    [csv, json]
}

fn amount(built: &Built) -> Option<String> {
    built.json("tilskud/a.json")["amount"].get("amount").map(ToString::to_string)
}

/// The cell is refused at its row, with words about it, and with what would be right.
fn refused(checked: &Checked, cell: &str, words: &str) {
    assert_eq!(checked.codes(), ["wrong-type"].into(), "`{cell}`:\n{}", checked.report);
    checked.says(words).says("content/grants/t.").says(":2:").says("help: ");
}

const COMMA: &str = "decimal = \",\"\nempty = [\"-\", \"n/a\"]";
const POINT: &str = "decimal = \".\"\nempty = [\"-\", \"n/a\"]";

#[test]
fn row_10_sums_are_read_in_the_notation_that_the_table_declares() {
    let cases = [
        (COMMA, "1234,5", "1234.5"),
        (COMMA, "1.234,50", "1234.5"),
        (COMMA, "1.234", "1234"),
        (COMMA, "1.234.567", "1234567"),
        (COMMA, "1 234 567,89", "1234567.89"),
        (COMMA, "1\u{a0}234", "1234"),
        (COMMA, "1\u{202f}234,5", "1234.5"),
        (COMMA, "1\u{2009}234,5", "1234.5"),
        (COMMA, "1'234,5", "1234.5"),
        (COMMA, "\u{2212}5", "-5"),
        (COMMA, "5-", "-5"),
        (COMMA, "(1.234,50)", "-1234.5"),
        (COMMA, "kr. 1.234,50", "1234.5"),
        (COMMA, "1.234 kr", "1234"),
        (COMMA, "1.234,- kr.", "1234"),
        (COMMA, "1,5 mio. kr.", "1500000"),
        (POINT, "1,234.50", "1234.5"),
        (POINT, "1,234", "1234"),
        (POINT, "1 234.5", "1234.5"),
        (POINT, "DKK 1,234.50", "1234.5"),
    ];
    for (keys, cell, expected) in cases {
        for site in sums(keys, cell) {
            assert_eq!(amount(&site.build()).as_deref(), Some(expected), "`{cell}` with {keys}");
        }
    }
}

#[test]
fn row_10_what_means_nothing_is_empty_only_where_that_is_declared() {
    for cell in ["-", "n/a", "N/A"] {
        for site in sums(COMMA, cell) {
            assert_eq!(amount(&site.build()), None, "`{cell}` is no sum");
        }
        for site in sums("decimal = \",\"", cell) {
            refused(&site.check(), cell, "is not a number");
        }
    }
}

#[test]
fn row_10_what_is_no_sum_in_the_declared_notation_is_refused() {
    for cell in ["1,234.50", "1.23", "12.34,5", "1,2,3", "1.234.5", "12 %", "€ 5", "5 NOK", "--5", "1 23", "1e3", "fem"]
    {
        for site in sums(COMMA, cell) {
            refused(&site.check(), cell, &format!("`{cell}`"));
        }
    }
    for site in sums(POINT, "1.234,50") {
        refused(&site.check(), "1.234,50", "`1.234,50` is not a number");
    }
}

/// Thousands and decimals look alike: the table is asked, and where it does not know, whoever described it.
#[test]
fn row_10_a_sum_that_can_be_read_in_two_ways_asks_for_the_decimal_sign() {
    for cell in ["1.234", "1,234", "kr. 1.234", "1.234 mio."] {
        for site in sums("", cell) {
            refused(&site.check(), cell, "`decimal = \",\"` or `decimal = \".\"`");
        }
    }
    for (cell, expected) in [("1.234,50", "1234.5"), ("1,234.50", "1234.5"), ("1.234.567", "1234567"), ("12,5", "12.5")]
    {
        for site in sums("", cell) {
            assert_eq!(amount(&site.build()).as_deref(), Some(expected), "`{cell}` can mean one number only");
        }
    }
}

/// A table of one indicator-like share: percentages keep their number, whether the sign stands there or not.
#[test]
fn row_10_a_share_is_read_with_and_without_its_sign() {
    let kind =
        "[field.share]\ntype = \"percent\"\nlabel = { da = \"Andel\", nb = \"Andel\", nn = \"Del\", en = \"Share\" }\n";
    let site = |cell: &str| {
        let columns = "id = \"nr\"\ntitle = \"nr\"\nshare = \"andel\"";
        town()
            .file("layouts/kinds/grant/kind.toml", kind)
            .file("content/grants/t.csv", format!("nr;andel\na;{cell}\n"))
            .file(
                "content/grants/t.table.toml",
                format!("file = \"t.csv\"\ndelimiter = \";\"\ndecimal = \",\"\n[columns]\n{columns}\n{FIXED}"),
            )
    };
    for cell in ["12,5 %", "12,5%", "12,5\u{a0}%", "12,5"] {
        let built = site(cell).build();
        assert_eq!(built.json("tilskud/a.json")["share"].to_string(), "12.5", "`{cell}`");
    }
    refused(&site("12.5 %").check(), "12.5 %", "`12.5` is not a percentage");
}

/// A table of one grant whose date is written so.
fn dates(column: &str, cell: &str) -> Site {
    let columns = format!("id = \"nr\"\ntitle = \"nr\"\ndecided = {column}");
    town()
        .file("content/grants/t.csv", format!("nr,dato\na,{cell}\n"))
        .file("content/grants/t.table.toml", format!("file = \"t.csv\"\n[columns]\n{columns}\n{FIXED}"))
}

const DANISH: &str = "{ value = \"dato\", format = \"%d.%m.%Y\" }";

#[test]
fn row_11_dates_are_read_in_the_declared_form_and_in_no_other() {
    let read = [
        ("\"dato\"", "2025-02-01", "2025-02-01"),
        ("\"dato\"", "1.2.2025", "2025-02-01"),
        (DANISH, "1.2.2025", "2025-02-01"),
        (DANISH, "01.02.2025", "2025-02-01"),
        ("{ value = \"dato\", format = \"%d-%m-%y\" }", "01-02-25", "2025-02-01"),
        ("{ value = \"dato\", format = [\"%d.%m.%Y\", \"%Y-%m-%d\"] }", "2025-02-01", "2025-02-01"),
    ];
    for (column, cell, expected) in read {
        assert_eq!(dates(column, cell).build().json("tilskud/a.json")["decided"], expected, "`{cell}` by {column}");
    }
    let refuses = [
        // No form is declared, so that those are read which mean one day in Denmark and Norway.
        (
            "\"dato\"",
            &[
                "1.2.25",
                "30.2.2025",
                "01/02/2025",
                "2025-02-30",
                "45678",
                "25-02-01",
                "2025-13-01",
                "20250201",
                "2025-2-1",
            ][..],
        ),
        // Years of two digits would be those of the first century.
        (
            DANISH,
            &[
                "1.2.25",
                "30.2.2025",
                "2025-02-01",
                "45678",
                "02/01/2025",
                "1.13.2025",
                "1.2.225",
                "1.2.2025x",
                "1.2.2025 12:00",
            ][..],
        ),
    ];
    for (column, cells) in refuses {
        for cell in cells {
            refused(&dates(column, cell).check(), cell, "`decided`: ");
        }
    }
}

#[test]
fn row_11_numbers_of_records_are_no_dates() {
    for (name, text) in [
        ("t.json", "[\n{ \"nr\": \"a\", \"dato\": 45678 }]\n"),
        ("t.yaml", "# En liste.\n- { nr: a, dato: 45678 }\n"),
        ("t.toml", "[[r]]\nnr = \"a\"\ndato = 45678\n"),
    ] {
        let site = dates("\"dato\"", "").without("content/grants/t.csv");
        let table = String::from_utf8(site.files()["content/grants/t.table.toml"].clone()).expect("UTF-8");
        let site = site.file(&format!("content/grants/{name}"), text);
        let checked = site.file("content/grants/t.table.toml", table.replace("t.csv", name)).check();
        assert_eq!(checked.codes(), ["wrong-type"].into(), "{name}:\n{}", checked.report);
        checked.says("45678").says(&format!("content/grants/{name}:"));
    }
}

/// Files of one folder and of one table, each in an encoding of its own: each is found out, told, and listed for readers.
#[test]
fn row_12_each_file_of_a_table_has_an_encoding_of_its_own() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let table = format!("file = \"t-*.csv\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n{FIXED}");
    let site = town()
        .file("content/grants/t.table.toml", table)
        .file("content/grants/t-1.csv", "nr,titel\na,Åen – søen\n")
        .file("content/grants/t-2.csv", b"nr,titel\nb,\xc5en \x96 s\xf8en\n")
        .file("content/grants/t-3.csv", utf16("\u{feff}nr,titel\nc,Åen – søen\n"))
        .file("content/grants/t-4.csv", utf16("nr,titel\nd,Åen – søen\n"))
        .file("content/grants/t-5.csv", "\u{feff}nr,titel\ne,Åen – søen\n");
    let place = site.on_disk();
    let ran = built(&place, &[], &[]);
    for id in ["a", "b", "c", "d", "e"] {
        let page = String::from_utf8_lossy(&ran.output[&format!("tilskud/{id}.html")]).into_owned();
        assert!(page.contains("<h1>Åen – søen</h1>"), "`{id}`: {page}");
    }
    let quality = String::from_utf8_lossy(&ran.output["datakvalitet.html"]).into_owned();
    for (file, encoding) in [("t-2.csv", "Windows-1252"), ("t-4.csv", "UTF-16")] {
        ran.complains(&format!("`content/grants/{file}` is not UTF-8 and is read as {encoding}"));
        assert!(quality.contains(&format!("<li>{file} er læst som {encoding}</li>")), "{quality}");
    }
    // Of a file that tells its encoding itself there is nothing to assume.
    assert_eq!(ran.stderr.matches("warning[assumed-encoding]").count(), 2, "{}", ran.stderr);
    assert_eq!(quality.matches("er læst som").count(), 2, "{quality}");
    ran.complains("content/grants/t.table.toml: 5 rows read = 5 entries");
}

/// What holds for sums holds for other numbers: their table is asked, and else its description.
#[test]
fn row_10_a_number_that_can_be_read_in_two_ways_asks_for_the_decimal_sign() {
    let site = |ty: &str, rows: &str| {
        let kind =
            format!("[field.share]\ntype = \"{ty}\"\nlabel = {{ da = \"A\", nb = \"A\", nn = \"A\", en = \"A\" }}\n");
        let columns = "id = \"nr\"\ntitle = \"nr\"\nshare = \"andel\"";
        town()
            .file("layouts/kinds/grant/kind.toml", kind)
            .file("content/grants/t.csv", format!("nr;andel\n{rows}"))
            .file(
                "content/grants/t.table.toml",
                format!("file = \"t.csv\"\ndelimiter = \";\"\n[columns]\n{columns}\n{FIXED}"),
            )
    };
    for (ty, cell, other) in
        [("percent", "1.234 %", "12,5 %"), ("number", "1.234", "12,5"), ("integer", "1.234", "1.234.567")]
    {
        refused(&site(ty, &format!("a;{cell}\n")).check(), cell, "`decimal = \",\"` or `decimal = \".\"`");
        let asked = site(ty, &format!("a;{cell}\nb;{other}\n"));
        asked.check().says("seem to have `,` as their decimal sign");
        assert_eq!(asked.build().json("tilskud/a.json")["share"].to_string(), "1234", "{ty}");
    }
}
