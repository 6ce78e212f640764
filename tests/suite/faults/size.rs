//! Row 15: tables of many rows. Their memory and time are measured by the benchmark; here, that none is lost, and that their
//! lists are cut into pages.

use std::collections::BTreeMap;

use rust_xlsxwriter::Workbook;

use crate::driver::{Ran, Site};

fn town() -> Site {
    Site::new().organisation("by")
}

const ROWS: u32 = 1_300;

/// The cells of a row: all of one year, so that it is cut into months, and most of one month, so that it is cut once more.
fn cells(at: u32) -> [String; 4] {
    let month = if at.is_multiple_of(4) { 1 + at / 4 % 12 } else { 5 };
    [format!("g{at}"), format!("Tilskud {at}"), format!("{}.5", at % 1_000), format!("2021-{month:02}-01")]
}

const HEADER: [&str; 4] = ["nr", "titel", "sum", "dato"];

fn csv() -> Vec<u8> {
    let rows = (0..ROWS).map(|at| format!("{}\n", cells(at).join(",")));
    std::iter::once(format!("{}\n", HEADER.join(","))).chain(rows).collect::<String>().into_bytes()
}

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).expect("room");
    for at in 0..ROWS {
        sheet.write_row(at + 1, 0, cells(at)).expect("room");
    }
    book.save_to_buffer().expect("a workbook")
}

fn site(name: &str, bytes: Vec<u8>) -> Site {
    let table = format!(
        "file = \"{name}\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\ndecided = \"dato\"\n\
         amount = {{ value = \"sum\", currency = \"DKK\", basis = \"decided\" }}\n\
         [constants]\nfunder = \"by\"\nrecipient = \"by\"\nsource = [{{ url = \"https://kilde.example/\" }}]\n"
    );
    town()
        .file("layouts/kinds/grant/kind.toml", "pages = false\n")
        .file("content/grants/t.table.toml", table)
        .file(&format!("content/grants/{name}"), bytes)
}

/// The pages of the list, by how many rows of the table stand on each.
fn pages(ran: &Ran) -> BTreeMap<&str, usize> {
    let list = ran.output.iter().filter(|(path, _)| path.starts_with("tilskud/") && path.ends_with(".html"));
    list.map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).matches("<tr id=\"").count())).collect()
}

#[test]
fn row_15_a_table_of_many_rows_is_cut_into_pages() {
    let of_csv = site("t.csv", csv()).command(&["build"]);
    let of_xlsx = site("t.xlsx", xlsx()).command(&["build"]);
    for ran in [&of_csv, &of_xlsx] {
        ran.ends(0).complains("content/grants/t.table.toml: 1300 rows read = 1300 entries");
        let pages = pages(ran);
        for page in ["tilskud/index.html", "tilskud/list/2021.html", "tilskud/list/2021-03.html"] {
            assert!(pages.contains_key(page), "`{page}` is not among {pages:?}");
        }
        let cut: Vec<_> = pages.keys().filter(|page| page.starts_with("tilskud/list/2021-05-")).collect();
        assert!(cut.len() > 1, "a month of more than 250 rows is cut: {pages:?}");
        assert!(pages.values().all(|rows| *rows <= 250), "{pages:?}");
    }
    assert!(of_csv.output == of_xlsx.output, "the same rows give the same site");
}
