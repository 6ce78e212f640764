//! Spreadsheets in XLSX and ODS become entries as the same rows in CSV do, and what is odd in them is told.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Workbook, Worksheet};

use crate::driver::{Built, Site, rezipped, zipped};

const TABLE: &str = r#"
[columns]
id        = "nr"
title     = "titel"
recipient = { name = "modtager" }
amount    = { value = "sum", currency = "DKK", basis = "decided" }
decided   = "dato"
[constants]
funder = "by"
source = [{ url = "https://kilde.example/" }]
"#;

const HEADER: [&str; 5] = ["nr", "titel", "modtager", "sum", "dato"];

/// A site with one table of grants in a workbook; `above` stands before its columns.
fn site(above: &str, name: &str, bytes: Vec<u8>) -> Site {
    let site = Site::new().organisation("by");
    let site = site.file("content/grants/t.table.toml", format!("file = \"{name}\"\n{above}\n{TABLE}"));
    site.file(&format!("content/grants/{name}"), bytes)
}

fn xlsx(above: &str, bytes: Vec<u8>) -> Site {
    site(above, "t.xlsx", bytes)
}

/// Writes the header and one grant into rows of a sheet.
fn grant(sheet: &mut Worksheet, first: u32, id: &str) {
    let day = Format::new().set_num_format("d. mmmm yyyy");
    sheet.write_row(first, 0, HEADER).expect("room");
    sheet.write_row(first + 1, 0, [id, "Åen & søen", "by"]).expect("room");
    sheet.write(first + 1, 3, 1234.5).expect("room");
    let date = ExcelDateTime::from_ymd(2024, 3, 1).expect("a day");
    sheet.write_with_format(first + 1, 4, &date, &day).expect("room");
}

/// A workbook of one sheet with one grant, and what else is done to it.
fn book(more: impl FnOnce(&mut Worksheet) -> &mut Worksheet) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ark1").expect("a name");
    grant(sheet, 0, "a");
    more(sheet);
    book.save_to_buffer().expect("a workbook")
}

fn json(built: &Built, id: &str) -> serde_json::Value {
    built.json(&format!("tilskud/{id}.json"))
}

#[test]
fn a_row_of_a_workbook_is_the_entry_that_the_row_of_a_csv_is() {
    let csv = "nr,titel,modtager,sum,dato\na,Åen & søen,by,1234.5,2024-03-01\n";
    let expected = site("decimal = \".\"", "t.csv", csv.into()).build();
    for bytes in [book(|sheet| sheet), inline(&book(|sheet| sheet))] {
        let site = xlsx("", bytes);
        site.check().clean();
        let built = site.build();
        for address in ["tilskud/a.html", "tilskud/a.json", "data/grant.csv"] {
            assert_eq!(built.text(address), expected.text(address), "{address}");
        }
    }
    let ods = site("", "t.ods", ods(&ods_sheet("Ark1", "", ODS_ROWS)));
    ods.check().clean();
    assert_eq!(ods.build().text("tilskud/a.json"), expected.text("tilskud/a.json"));
}

/// The same workbook with its first text inside its cell instead of among the shared ones.
fn inline(bytes: &[u8]) -> Vec<u8> {
    let from = "<c r=\"A2\" t=\"s\"><v>5</v></c>";
    rezipped(bytes, "xl/worksheets/sheet1.xml", from, "<c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c>")
}

#[test]
fn complaints_name_the_sheet_and_the_row_as_the_program_shows_it() {
    let bytes = book(|sheet| sheet.write_row(6, 0, ["b", "B", "by", "fem"]).expect("room"));
    let checked = xlsx("", bytes).check();
    checked.says("content/grants/t.xlsx (sheet Ark1):7").says("`fem` is not a number");
}

#[test]
fn days_are_counted_from_the_first_day_of_the_workbook() {
    let decided = |built: &Built| json(built, "a")["decided"].as_str().map(str::to_owned);
    let later = |bytes: &[u8]| rezipped(bytes, "xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    for (bytes, expected) in [(book(|sheet| sheet), "2024-03-01"), (later(&book(|sheet| sheet)), "2028-03-02")] {
        assert_eq!(decided(&xlsx("", bytes).build()).as_deref(), Some(expected));
    }
    let serial = |serial: f64, format: &str| {
        let format = Format::new().set_num_format(format);
        book(|sheet| sheet.write_with_format(1, 4, serial, &format).expect("room"))
    };
    for (number, expected) in [(59.0, "1900-02-28"), (61.0, "1900-03-01"), (45352.5, "2024-03-01")] {
        assert_eq!(decided(&xlsx("", serial(number, "dd-mm-yyyy hh:mm")).build()).as_deref(), Some(expected));
    }
    // The day that 1900 did not have, a time alone, and what has no date's format are no dates.
    for (number, format) in [(60.0, "dd-mm-yyyy"), (0.5, "hh:mm"), (45352.0, "0"), (45352.0, "General")] {
        let checked = xlsx("", serial(number, format)).check();
        assert!(checked.codes().contains("wrong-type"), "{number} as {format}:\n{}", checked.report);
        checked.says("content/grants/t.xlsx (sheet Ark1):2");
    }
    xlsx("", serial(45352.0, "General")).check().says("holds the number 45352, not a date");
}

#[test]
fn the_value_of_a_formula_is_read_and_one_without_is_told() {
    let bytes = book(|sheet| sheet.write(1, 3, Formula::new("=1200+34.5").set_result("1234.5")).expect("room"));
    assert_eq!(json(&xlsx("", bytes.clone()).build(), "a")["amount"]["amount"].to_string(), "1234.5");
    let without = rezipped(&bytes, "xl/worksheets/sheet1.xml", "<v>1234.5</v>", "");
    let site = xlsx("", without);
    site.check().says("notice[formula-without-value]").says("1 formula has no value: `D2`");
    assert!(json(&site.build(), "a")["amount"].get("amount").is_none());
    let fault = rezipped(&bytes, "xl/worksheets/sheet1.xml", "<v>1234.5</v>", "<v>#REF!</v>");
    let fault = rezipped(&fault, "xl/worksheets/sheet1.xml", "<c r=\"D2\"", "<c r=\"D2\" t=\"e\"");
    xlsx("", fault).check().says("the formula of this cell gives `#REF!`").says("t.xlsx (sheet Ark1):2");
}

#[test]
fn merged_and_hidden_cells_are_read_and_told() {
    let bytes = book(|sheet| {
        sheet.write_row(2, 0, ["b", "B", "by"]).expect("room");
        sheet.write_row(3, 0, ["c", "C"]).expect("room");
        sheet.merge_range(2, 2, 3, 2, "by", &Format::new()).expect("room");
        sheet.set_row_hidden(2).expect("room").set_row_hidden(3).expect("room").set_column_hidden(1).expect("room")
    });
    let site = xlsx("", bytes);
    site.check()
        .says("notice[merged-cells]")
        .says("`C3:C4`")
        .says("notice[hidden-cells]")
        .says("rows `3`–`4`; columns `B`");
    let built = site.build();
    assert_eq!(json(&built, "b")["recipient"], json(&built, "a")["recipient"]);
    built.has("tilskud/c.html");
    assert!(site.check().codes().contains("kind-rule"), "only the first of merged cells holds the recipient");
}

#[test]
fn rows_above_the_columns_are_skipped_and_empty_rows_are_none() {
    let mut file = Workbook::new();
    let sheet = file.add_worksheet();
    sheet.write(0, 0, "Tilskud").expect("room").write(1, 7, "2024").expect("room");
    grant(sheet, 3, "a");
    sheet.write_blank(5, 0, &Format::new().set_bold()).expect("room").write(6, 1, " ").expect("room");
    let bytes = file.save_to_buffer().expect("a workbook");
    let ran = xlsx("skip = 3", bytes.clone()).command(&["build"]);
    ran.ends(0).complains("1 row read = 1 entry");
    // Without it the title names the columns, and the others have no name.
    let checked = xlsx("", bytes).check();
    checked.says("has cells beyond its columns: `H2`, `B4`, `C4`, `D4`, `E4` and 4 more").says("`skip` the rows");
}

fn two_sheets(second: impl FnOnce(&mut Worksheet) -> &mut Worksheet) -> Vec<u8> {
    let mut book = Workbook::new();
    grant(book.add_worksheet().set_name("2023").expect("a name"), 0, "a");
    let sheet = book.add_worksheet().set_name("2024").expect("a name");
    grant(sheet, 0, "b");
    second(sheet);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn sheets_are_named_or_there_is_only_one() {
    let bytes = two_sheets(|sheet| sheet);
    let asked = xlsx("", bytes.clone()).command(&["build"]);
    asked.ends(1).complains("has 2 sheets").complains("its sheets: `2023`, `2024`");
    for all in ["sheet = [\"2023\", \"2024\"]", "sheet = \"20*\""] {
        xlsx(all, bytes.clone()).build().has("tilskud/a.html").has("tilskud/b.html");
    }
    xlsx("sheet = \"2024\"", bytes.clone()).build().has_no("tilskud/a.html").has("tilskud/b.html");
    let wrong = xlsx("sheet = \"2025\"", bytes).check();
    wrong.says("has no sheet `2025`").says("content/grants/t.table.toml:2");
    let hidden = xlsx("", two_sheets(|sheet| sheet.set_hidden(true)));
    hidden.check().says("notice[hidden-cells]").says("hidden sheets that are not read: `2024`");
    hidden.build().has("tilskud/a.html").has_no("tilskud/b.html");
    let named = xlsx("sheet = \"2024\"", two_sheets(|sheet| sheet.set_very_hidden(true)));
    named.check().says("sheet `2024` of `content/grants/t.xlsx` hides what is read: the sheet itself");
}

#[test]
fn figures_are_what_people_see() {
    let number = |value: f64, format: &str| {
        let format = Format::new().set_num_format(format);
        let bytes = book(|sheet| sheet.write_with_format(1, 3, value, &format).expect("room"));
        json(&xlsx("", bytes).build(), "a")["amount"]["amount"].to_string()
    };
    for (value, exact) in [(0.1 + 0.2, "0.3"), (4.35 * 100.0, "435"), (1_672_234_782.37, "1672234782.37")] {
        assert_eq!(number(value, "#,##0.00 \"kr.\""), exact);
    }
    assert_eq!(number(2_000_000_000_000.0, "0"), "2000000000000");
}

#[test]
fn personal_numbers_stop_the_build_wherever_they_stand() {
    const CPR: &str = "070761-4285";
    let hidden = || two_sheets(|sheet| sheet.set_hidden(true).write(5, 1, format!("Jens, {CPR}")).expect("room"));
    let noted = || book(|sheet| sheet.insert_note(1, 1, &Note::new(CPR)).expect("room"));
    let headed = || book(|sheet| sheet.set_header(format!("&C{CPR}")));
    let boxed =
        || book(|sheet| sheet.insert_shape(3, 3, &rust_xlsxwriter::Shape::textbox().set_text(CPR)).expect("room"));
    let computed =
        || book(|sheet| sheet.write(1, 1, Formula::new(format!("=\"{CPR}\"&\"\"")).set_result("x")).expect("room"));
    let cell = || book(|sheet| sheet.write(1, 1, CPR).expect("room"));
    let above = || {
        let mut file = Workbook::new();
        let sheet = file.add_worksheet();
        sheet.write(0, 0, CPR).expect("room");
        grant(sheet, 1, "a");
        file.save_to_buffer().expect("a workbook")
    };
    let known = || {
        let mut file = Workbook::new();
        file.set_properties(&rust_xlsxwriter::DocProperties::new().set_comment(CPR));
        grant(file.add_worksheet(), 0, "a");
        file.save_to_buffer().expect("a workbook")
    };
    let ods_of =
        |extra: &str| ods(&ods_sheet("Ark1", "", &ODS_ROWS.replace("by</text:p>", &format!("by</text:p>{extra}"))));
    let remark = "<office:annotation><text:p>070761<text:span>-4285</text:span></text:p></office:annotation>";
    let cases = [
        ("t.xlsx", "", hidden(), "t.xlsx (sheet 2024):1"),
        ("t.xlsx", "", noted(), "t.xlsx (comments):"),
        ("t.xlsx", "", headed(), "t.xlsx (formulas, headers and rules):"),
        ("t.xlsx", "", computed(), "t.xlsx (formulas, headers and rules):"),
        ("t.xlsx", "", boxed(), "t.xlsx (text boxes):"),
        ("t.xlsx", "", cell(), "t.xlsx (sheet Ark1):2"),
        ("t.xlsx", "skip = 1", above(), "t.xlsx (above the columns):"),
        ("t.xlsx", "", known(), "t.xlsx (document properties):"),
        ("t.ods", "", ods_of(remark), "t.ods (comments):"),
    ];
    for (name, above, bytes, place) in cases {
        let ran = site(above, name, bytes).command(&["build"]);
        assert!(ran.output.is_empty(), "{place}: something was written");
        ran.ends(1).complains("error[personal-number]").complains(place).complains("######-####");
        assert!(!ran.stderr.contains("4285"), "{place} is not masked:\n{}", ran.stderr);
    }
}

const ODS_ROWS: &str = r#"<table:table-row>
<table:table-cell office:value-type="string"><text:p>nr</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>titel</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>modtager</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>sum</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>dato</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16379"/></table:table-row>
<table:table-row>
<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Åen<text:s/>&amp; søen</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>by</text:p></table:table-cell>
<table:table-cell office:value-type="currency" office:value="1234.5"><text:p>1.234,50 kr.</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-03-01T12:30:00"><text:p>1.3.24</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;

fn ods_sheet(name: &str, style: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
}

/// An ODS file of these sheets; those of the style `gemt` are hidden.
fn ods(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" \
         xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles><style:style style:name=\"gemt\" \
         style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

#[test]
fn an_ods_file_is_read_and_told_like_an_xlsx_file() {
    let row = |cells: &str| {
        format!(
            "{}<table:table-row>{cells}</table:table-row>",
            ODS_ROWS.split("<table:table-row table:number-rows").next().unwrap_or_default()
        )
    };
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let read = |rows: &str| site("", "t.ods", ods(&ods_sheet("Ark1", "", rows)));
    let three = format!("{}{}", text("b"), text("B"));
    let merged = "<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>by</text:p></table:table-cell><table:covered-table-cell/>";
    let site = read(&row(&format!("{three}{merged}")));
    site.check().says("notice[merged-cells]").says("`C3:D3`");
    site.build().has("tilskud/b.html");
    let hidden = row(&format!("{three}{}", text("by"))).replace(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>b<",
        "<table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"string\"><text:p>b<",
    );
    read(&hidden).check().says("notice[hidden-cells]").says("rows `3`");
    let formula = format!("{three}{}<table:table-cell table:formula=\"of:=1\"/>", text("by"));
    read(&row(&formula)).check().says("notice[formula-without-value]").says("`D3`");
    let fault = format!(
        "{three}{}<table:table-cell calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\"><text:p>#DIV/0!</text:p></table:table-cell>",
        text("by")
    );
    read(&row(&fault)).check().says("the formula of this cell gives `#DIV/0!`").says("t.ods (sheet Ark1):3");
}

#[test]
fn a_hidden_sheet_of_an_ods_file_is_not_read_and_told() {
    let sheets =
        format!("{}{}", ods_sheet("Ark1", "", ODS_ROWS), ods_sheet("Gemt", "gemt", &ODS_ROWS.replace(">a<", ">b<")));
    let hidden = site("", "t.ods", ods(&sheets));
    hidden.check().says("hidden sheets that are not read: `Gemt`");
    hidden.build().has("tilskud/a.html").has_no("tilskud/b.html");
    site("sheet = \"Gemt\"", "t.ods", ods(&sheets)).build().has_no("tilskud/a.html").has("tilskud/b.html");
}
