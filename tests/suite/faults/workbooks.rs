//! Rows 11, 16 and 27 for workbooks: dates that are none, archives that mean harm, and personal numbers out of sight.

use rust_xlsxwriter::Workbook;

use super::town;
use crate::driver::{Ran, Site, rezipped, unzipped, zipped};

const TABLE: &str = "[columns]\nid = \"nr\"\ntitle = \"titel\"\n[constants]\n\
source = [{ url = \"https://kilde.example/\" }]\n";

/// A site with a table of projects in a workbook.
fn site(name: &str, bytes: Vec<u8>) -> Site {
    let described = format!("file = \"{name}\"\n{TABLE}");
    town().file("content/projects/t.table.toml", described).file(&format!("content/projects/{name}"), bytes)
}

fn xlsx(bytes: Vec<u8>) -> Ran {
    site("t.xlsx", bytes).command(&["build"])
}

/// A workbook of one project.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row_matrix(0, 0, [["nr", "titel"], ["p", "Cykelstien"]]).expect("room");
    book.save_to_buffer().expect("a workbook")
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The workbook with something before the end of its cells.
fn with_cells(cells: &str) -> Vec<u8> {
    rezipped(&book(), SHEET, "</sheetData>", &format!("{cells}</sheetData>"))
}

/// The workbook with one more part.
fn with_part(name: &str, content: Vec<u8>) -> Vec<u8> {
    let parts = unzipped(&book());
    let mut parts: Vec<(&str, Vec<u8>)> =
        parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    parts.push((name, content));
    zipped(&parts)
}

/// An ODS file whose only sheet has a header and these rows.
fn ods(rows: &str) -> Vec<u8> {
    let header = "<t:table-row><t:table-cell o:value-type=\"string\"><x:p>nr</x:p></t:table-cell></t:table-row>";
    let content = format!(
        "<o:document-content><o:body><o:spreadsheet><table:table table:name=\"A\">{header}{rows}</table:table>\
         </o:spreadsheet></o:body></o:document-content>"
    );
    let content = content.replace("<t:", "<table:").replace("</t:", "</table:").replace("o:value", "office:value");
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    zipped(&[("mimetype", mimetype), ("content.xml", content.into_bytes())])
}

fn repeated(rows: u64, columns: u64) -> Vec<u8> {
    ods(&format!(
        "<t:table-row table:number-rows-repeated=\"{rows}\"><t:table-cell o:value-type=\"float\" office:value=\"1\" \
         table:number-columns-repeated=\"{columns}\"/></t:table-row>"
    ))
}

/// The archive with a bit or a size of its last entry changed in its directory: the offset in the entry, and the bytes there.
fn with_directory(mut archive: Vec<u8>, part: &str, offset: usize, bytes: &[u8]) -> Vec<u8> {
    let entries: Vec<usize> = (0..archive.len()).filter(|at| archive[*at..].starts_with(b"PK\x01\x02")).collect();
    let entry = entries.into_iter().find(|at| archive[at + 46..].starts_with(part.as_bytes())).expect("an entry");
    archive[entry + offset..entry + offset + bytes.len()].copy_from_slice(bytes);
    archive
}

/// Files that would take all memory or much time, with what is said of them.
fn bombs() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    let spaces = |megabytes: usize| " ".repeat(megabytes * 1_000_000);
    vec![
        ("t.xlsx", with_cells(far), "the table has 16,384 columns; the limit is 1,000"),
        ("t.xlsx", with_cells(&spaces(60)), "times as large as the compressed file"),
        ("t.xlsx", with_part("xl/media/image1.png", spaces(60).into_bytes()), "times as large"),
        ("t.xlsx", with_part("xl/a.xml", deep.into_bytes()), "nested more than 64 levels deep"),
        ("t.ods", repeated(1, 16_384), "the table has 16,384 columns"),
        ("t.ods", repeated(u64::MAX, u64::MAX), "columns; the limit is 1,000"),
        ("t.ods", repeated(1_048_575, 1), "times as large as the compressed file"),
    ]
}

#[test]
fn row_16_what_would_grow_without_end_is_refused_by_a_limit() {
    for (name, bytes, words) in bombs() {
        let ran = site(name, bytes).command(&["build"]);
        ran.refuses(4).complains("error[limit]").complains(words).complains("content/projects/t.table.toml:1:8");
    }
}

/// The memory that hostile files may take, from what the system says of the process.
#[cfg(target_os = "linux")]
#[test]
fn row_16_what_would_grow_takes_little_memory() {
    use std::process::{Command, Stdio};
    let texts: String = (0..1_000_000).map(|at| format!("<si><t>{at}</t></si>")).collect();
    let texts = rezipped(&book(), "xl/sharedStrings.xml", "</sst>", &format!("{texts}</sst>"));
    for (name, bytes, words) in bombs().into_iter().chain([("t.xlsx", texts, "1 row read = 1 entry")]) {
        let place = site(name, bytes).on_disk();
        let mut child = Command::new(env!("CARGO_BIN_EXE_glasklar"))
            .args(["check", "--today", "2024-03-01"])
            .current_dir(place.path("."))
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().expect("a child").is_none() {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
            peak = peak.max(line.trim().trim_end_matches(" kB").parse().unwrap_or(0));
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        assert!(peak > 1_000 && peak < 200_000, "`{words}` took {peak} kB");
    }
}

/// Bytes that cannot be compressed.
fn noise(count: usize) -> Vec<u8> {
    let next = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some((*state >> 24).to_le_bytes()[0])
    };
    let mut state = 1;
    std::iter::from_fn(|| next(&mut state)).take(count).collect()
}

#[test]
fn row_16_archives_that_are_damaged_or_hostile_are_refused_in_plain_words() {
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    let out = |name: &str| with_part(name, b"<a/>".to_vec());
    let entity = "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
    let large = with_part("xl/a.xml", format!("<a>{}</a>", "x".repeat(900_000)).into_bytes());
    let promised = rezipped(&book(), "xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"99999999999");
    // With a picture, so that the archive is not too small for them.
    let noisy = with_part("xl/media/image1.png", noise(50_000));
    let formats = rezipped(&noisy, "xl/styles.xml", "</cellXfs>", &format!("{}</cellXfs>", "<xf/>".repeat(200_000)));
    let entry = "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>";
    let twice = format!("{entry}{}", entry.replace("Sheet1", "Sheet2"));
    let twice = rezipped(&book(), "xl/workbook.xml", entry, &twice);
    let dimension =
        |to: &str| rezipped(&book(), SHEET, "<dimension ref=\"A1:B2\"/>", &format!("<dimension ref=\"{to}\"/>"));
    let cases = [
        ("a file of old", old, "protected by a password, or a workbook of an old form (.xls)"),
        ("words", "nr,titel\n".into(), "is no workbook, whatever its name says"),
        ("nothing", Vec::new(), "is no workbook"),
        ("locked", with_directory(book(), SHEET, 8, &[1]), "protected by a password"),
        ("../", out("../evil.xml"), "hostile name `../evil.xml`"),
        ("/", out("/etc/evil.xml"), "hostile name"),
        ("\\", out("xl\\..\\evil.xml"), "hostile name"),
        ("doctype", with_part("xl/a.xml", entity.into()), "declares words of its own"),
        ("unknown entity", with_part("xl/a.xml", "<a>&b;</a>".into()), "`&b;`, which means nothing"),
        ("no end", with_part("xl/a.xml", "<a><b></b>".into()), "ends before its end"),
        ("a size that lies", with_directory(large, "xl/a.xml", 24, &1_000_u32.to_le_bytes()), "cannot be read"),
        ("promised texts", promised, "more texts than it can hold"),
        ("formats without end", formats, "more texts or formats"),
        ("one sheet twice", twice, "two of its sheets are one"),
        ("a wrong dimension", dimension("B2:A"), "a dimension `B2:A`"),
        ("a dimension turned around", dimension("B2:A1"), "a dimension `B2:A1`"),
        ("a cell far out", with_cells("<row r=\"3\"><c r=\"ZZZZZZZZZZ3\"><v>1</v></c></row>"), "a cell `ZZZZZZZZZZ3`"),
        ("a row far out", with_cells("<row r=\"99999999999\"/>"), "a row `99999999999`"),
        ("rows in disorder", with_cells("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), "not in order at `A1`"),
        ("an unknown text", with_cells("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>99</v></c></row>"), "cannot be read"),
    ];
    for (what, bytes, words) in cases {
        let ran = xlsx(bytes);
        assert!(ran.stderr.contains(words), "{what}: expected `{words}` in\n{}", ran.stderr);
        ran.refuses(1).complains("help: ").complains("content/projects/t.xlsx");
    }
}

#[test]
fn row_16_a_file_that_is_cut_off_anywhere_is_refused() {
    let whole = book();
    for end in (2..whole.len()).step_by(whole.len() / 20) {
        xlsx(whole[..end].to_vec()).refuses(1).complains("content/projects/t.xlsx").complains("help: ");
    }
    for rows in ["<t:table-row>", "<t:table-row><t:table-cell>"] {
        site("t.ods", ods(rows)).command(&["build"]).refuses(1).complains("cannot be read");
    }
}

#[test]
fn row_16_what_only_looks_odd_is_read() {
    let link = "<externalLink><externalBook><sheetDataSet><sheetData><row><cell><v>7</v></cell></row></sheetData>\
                </sheetDataSet></externalBook></externalLink>";
    let dimension = rezipped(&book(), SHEET, "ref=\"A1:B2\"", "ref=\"A1:XFD1048576\"");
    for bytes in
        [with_part("xl/inner.zip", book()), with_part("xl/externalLinks/externalLink1.xml", link.into()), dimension]
    {
        xlsx(bytes).ends(0).complains("1 row read = 1 entry");
    }
    let spaces = "<t:table-row><t:table-cell office:value-type=\"string\"><x:p>p<x:s text:c=\"4000000000\"/></x:p></t:table-cell></t:table-row>";
    let described = format!("file = \"t.ods\"\n{}", TABLE.replace("titel", "nr"));
    let odd = site("t.ods", ods(spaces)).without("content/projects/t.table.toml");
    odd.file("content/projects/t.table.toml", described).command(&["build"]).ends(0);
}

#[test]
fn row_11_only_cells_that_are_shown_as_dates_are_dates() {
    let mut file = Workbook::new();
    let sheet = file.add_worksheet();
    sheet.write_row(0, 0, ["nr", "titel", "dato"]).expect("room");
    sheet.write_row(1, 0, ["g", "Tilskud"]).expect("room").write(1, 2, 45352.0).expect("room");
    let table = "kind = \"grant\"\nfile = \"t.xlsx\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\ndecided = \"dato\"\n\
        [constants]\nfunder = \"by\"\nrecipient = \"by\"\nsource = [{ url = \"https://kilde.example/\" }]\n";
    let site = town().file("content/grants/t.table.toml", table);
    let ran = site.file("content/grants/t.xlsx", file.save_to_buffer().expect("a workbook")).command(&["build"]);
    ran.refuses(1).complains("the cell holds the number 45352, not a date").complains("t.xlsx (sheet Sheet1):2");
}

/// A workbook under the name of a text is told for what it is, and how its table is read.
#[test]
fn row_16_a_workbook_that_is_named_as_a_text_is_told_so() {
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    for (bytes, words) in [(book(), "`.xlsx` or `.ods`"), (old, "save it as `.xlsx`")] {
        for name in ["t.csv", "t.tsv", "t.json", "t.yaml"] {
            let ran = site(name, bytes.clone()).command(&["build"]);
            ran.refuses(1).complains(&format!("`content/projects/{name}` is not UTF-8")).complains(words);
        }
    }
}
