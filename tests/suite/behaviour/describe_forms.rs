//! Drafts of tables that are no CSV.

use glasklar::describe::{Asked, Described, Part, describe};
use glasklar::source::Input;
use glasklar::theme;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::driver::Site;

fn described(name: &str, bytes: &[u8], part: Option<Part<'_>>) -> Described {
    let site = Input { theme: theme::built_in(), ..Input::default() };
    describe(&Asked { path: name, bytes, folder: Some("grants"), kind: None, part }, &site)
}

/// The draft of a table of grants, which builds, and which holds these lines.
fn draft(name: &str, bytes: &[u8], part: Option<Part<'_>>, lines: &[&str]) {
    let found = described(name, bytes, part);
    let draft = found.draft.unwrap_or_else(|| panic!("no draft: {:?} {:?}", found.refusal, found.diagnostics));
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in lines {
        assert!(draft.text.lines().any(|own| plain(own) == *line), "expected the line `{line}` in:\n{}", draft.text);
    }
    let site =
        Site::new().file(&format!("content/grants/{name}"), bytes).file("content/grants/t.table.toml", &draft.text);
    let checked = site.check();
    assert!(!checked.any_error(), "{}\n{}", draft.text, checked.report);
    let model = site.model();
    assert_eq!(model.list(model.kinds.by_id("grant").expect("the kind grant")).len(), 2, "{}", draft.text);
}

fn grants(sheet: &mut Worksheet, first: u32) {
    let day = Format::new().set_num_format("d. mmmm yyyy");
    sheet.write_row(first, 0, ["Nr", "Titel", "Modtager", "Bevilget beløb", "Bevillingsdato"]).expect("room");
    for (row, id) in (first + 1..).zip(["a", "b"]) {
        sheet.write_row(row, 0, [id, "Åen & søen", "Huset"]).expect("room");
        sheet.write(row, 3, 1234.567).expect("room");
        let date = ExcelDateTime::from_ymd(2024, 3, 1).expect("a day");
        sheet.write_with_format(row, 4, &date, &day).expect("room");
    }
}

const FIELDS: [&str; 4] = [
    "id = \"Nr\"",
    "title = \"Titel\"",
    "# amount = { value = \"Bevilget beløb\", currency = \"DKK\", basis = \"decided\", unit = \"thousands\" }",
    "decided = \"Bevillingsdato\"",
];

#[test]
fn the_header_of_a_sheet_is_found_below_its_titles() {
    // By row and column: titles that are narrower than the table, and one that is as wide.
    /// Cells above the header, and what the draft says of them.
    type Titles = (&'static [(u32, u16)], &'static [&'static str]);
    let titles: [Titles; 3] =
        [(&[], &["sheet = \"Ark1\""]), (&[(0, 0), (1, 0)], &["skip = 2"]), (&[(0, 0), (0, 4), (1, 0)], &["skip = 3"])];
    for (cells, lines) in titles {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Ark1").expect("a name");
        for (row, column) in cells {
            sheet.write(*row, *column, "Tilskud").expect("room");
        }
        grants(sheet, if cells.is_empty() { 0 } else { 3 });
        let lines: Vec<&str> = FIELDS.iter().chain(lines).copied().collect();
        draft("t.xlsx", &book.save_to_buffer().expect("a workbook"), None, &lines);
    }
}

#[test]
fn of_several_sheets_the_first_with_rows_is_described_and_another_can_be_named() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Om").expect("a name").write(0, 0, "Om tabellen").expect("room");
    grants(book.add_worksheet().set_name("2023").expect("a name"), 0);
    grants(book.add_worksheet().set_name("2024").expect("a name"), 0);
    let bytes = book.save_to_buffer().expect("a workbook");
    draft("t.xlsx", &bytes, None, &["sheet = \"2023\""]);
    draft("t.xlsx", &bytes, Some(Part::Sheet("2024")), &["sheet = \"2024\""]);
    let wrong = described("t.xlsx", &bytes, Some(Part::Sheet("2025")));
    assert!(wrong.draft.is_none() && wrong.diagnostics.any_error());
}

const RECORDS: &str = r#"{"meta": {"from": "x"}, "data": {"grants": [
    {"Nr": "a", "Titel": "Havnen", "Modtager": {"navn": "Huset", "cvr": "29189919"}, "Bevilget": 1234.5, "Bevillingsdato": "2024-03-01"},
    {"Nr": "b", "Titel": "Skoven", "Modtager": {"navn": "Klubben", "cvr": "29190925"}, "Bevilget": 1.25, "Bevillingsdato": "2024-03-02"}]}}"#;

#[test]
fn records_are_described_by_their_keys() {
    let lines = [
        "records = \"data.grants\"",
        "id = \"Nr\"",
        "recipient = { number = \"Modtager.cvr\", scheme = \"DK-CVR\", name = \"Modtager.navn\" }",
        "amount = { value = \"Bevilget\", currency = \"DKK\", basis = \"decided\" }",
        "decided = { value = \"Bevillingsdato\", format = \"%Y-%m-%d\" }",
    ];
    draft("t.json", RECORDS.as_bytes(), Some(Part::Records("data.grants")), &lines);
}
