//! What is written is read back.

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Written};

use super::cells::{letters, name, number, position, time};
use super::*;
use crate::load::csv;
use crate::load::sheet::Nature;
use crate::source::FileId;

/// The cells of the rows of every sheet, with what they are.
fn rows(bytes: &[u8]) -> Vec<Vec<(String, Nature)>> {
    let limits = Limits::default();
    let wanted = Wanted { sheets: &[], number: None, skipped: 0 };
    let read = read("t.xlsx", bytes, &wanted, &limits).unwrap_or_else(|fault| panic!("{}", fault.message));
    let mut rows = Vec::new();
    for sheet in &read.sheets {
        let written = csv::Written { delimiter: sheet.delimiter, skipped: sheet.skipped, told: sheet.told.as_ref() };
        let mut table = csv::Table::open(FileId(0), &sheet.text, written, &limits).expect("a header");
        let mut row = table.row();
        while table.read(&mut row).expect("a row").is_some() {
            let columns = 0..table.header.len();
            rows.push(columns.map(|column| (row.get(column).to_owned(), row.nature(column))).collect());
        }
    }
    rows
}

#[test]
fn numbers_are_their_shortest_decimal_of_fifteen_digits() {
    for (value, text) in [
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (-0.0, "0"),
        (1e21, "1000000000000000000000"),
        (9_007_199_254_740_991.0, "9007199254740991"),
        (12_345_678_901_234_567.0, "12345678901234600"),
        (1_672_234_782.37, "1672234782.37"),
        (1e-7, "0.0000001"),
        (4.35 * 100.0, "435"),
        (-2.5, "-2.5"),
    ] {
        assert_eq!(number(value), text);
    }
}

#[test]
fn cells_are_named_as_in_the_program() {
    for (row, column, written) in [(0, 0, "A1"), (6, 25, "Z7"), (6, 26, "AA7"), (1_048_575, 16_383, "XFD1048576")] {
        assert_eq!(name(row, column), written);
        assert_eq!(position(written), Some((row, column)));
    }
    for wrong in ["", "A", "1", "A0", "A-1", "ZZZZZZZZZZ1", "A99999999999", "Å1"] {
        assert_eq!(position(wrong), None, "{wrong}");
    }
    assert_eq!((letters(701), time(45_000), time(-90)), ("ZZ".into(), "12:30".into(), "-00:01:30".into()));
}

#[test]
fn percentages_times_and_spans_are_what_people_see() {
    let mut book = Written::new();
    let sheet = book.add_worksheet();
    let formats = [("0.0%", 0.07), ("0\\%", 0.07), ("hh:mm", 0.5), ("[h]:mm", 1.5), ("d/m/yyyy hh:mm", 45352.4375)];
    for (column, (format, value)) in (0..).zip(formats) {
        sheet.write(0, column, format).expect("room");
        sheet.write_with_format(1, column, value, &Format::new().set_num_format(format)).expect("room");
    }
    let found = rows(&book.save_to_buffer().expect("a workbook"));
    let expected = [
        ("7 %", Nature::Number),
        ("0.07", Nature::Number),
        ("12:00", Nature::Text),
        ("36:00", Nature::Text),
        ("2024-03-01T10:30:00", Nature::Date),
    ];
    assert_eq!(found, [expected.map(|(text, nature)| (text.to_owned(), nature))]);
}

/// An ODS file whose only sheet has these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    std::io::Write::write_all(&mut writer, content.as_bytes()).expect("room");
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn cells_of_ods_files_are_what_their_types_say() {
    let cells = [
        ("office:value-type=\"float\" office:value=\"0.30000000000000004\"", "0,3", "0.3", Nature::Number),
        ("office:value-type=\"percentage\" office:value=\"0.07\"", "7%", "7 %", Nature::Number),
        ("office:value-type=\"currency\" office:value=\"-5\"", "-5 kr.", "-5", Nature::Number),
        ("office:value-type=\"date\" office:date-value=\"2024-03-01\"", "1.3.24", "2024-03-01", Nature::Date),
        ("office:value-type=\"date\" office:date-value=\"2024-03-01T00:00:00\"", "x", "2024-03-01", Nature::Date),
        ("office:value-type=\"time\" office:time-value=\"PT12H30M00S\"", "12:30", "12:30", Nature::Text),
        ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "SAND", "true", Nature::Text),
        ("office:value-type=\"string\"", "a</text:p><text:p>b<text:tab/>c", "a\nb\tc", Nature::Text),
        ("office:value-type=\"string\" calcext:value-type=\"error\"", "#REF!", "#REF!", Nature::Fault),
    ];
    let header = "<table:table-cell table:number-columns-repeated=\"9\"><text:p>k</text:p></table:table-cell>";
    let row: String = cells
        .iter()
        .map(|(type_of, shown, ..)| format!("<table:table-cell {type_of}><text:p>{shown}</text:p></table:table-cell>"))
        .collect();
    let twice = "<table:table-row table:number-rows-repeated=\"2\">";
    let rows_of = format!("<table:table-row>{header}</table:table-row>{twice}{row}</table:table-row>");
    let expected: Vec<_> = cells.iter().map(|(_, _, text, nature)| ((*text).to_owned(), *nature)).collect();
    assert_eq!(rows(&ods(&rows_of)), [expected.clone(), expected]);
}

/// A cell that a test writes.
#[derive(Clone, Debug)]
enum One {
    Text(String),
    Number(i64, u32),
    Day(u16, u8, u8),
    Truth(bool),
    Nothing,
}

fn cell() -> impl Strategy<Value = One> {
    prop_oneof![
        "[ -~æøåÆØÅéü\n\"&<>;\t]{1,12}".prop_map(One::Text),
        (-999_999_999_999_999_i64..=999_999_999_999_999, 0_u32..6)
            .prop_map(|(digits, places)| One::Number(digits, places)),
        (1901_u16..9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| One::Day(year, month, day)),
        any::<bool>().prop_map(One::Truth),
        Just(One::Nothing),
    ]
}

impl One {
    /// The text of the cell, and what it is.
    fn expected(&self) -> (String, Nature) {
        match self {
            Self::Text(text) => (text.trim().to_owned(), Nature::Text),
            Self::Number(digits, places) => (decimal(*digits, *places), Nature::Number),
            Self::Day(year, month, day) => (format!("{year:04}-{month:02}-{day:02}"), Nature::Date),
            Self::Truth(truth) => (truth.to_string(), Nature::Text),
            Self::Nothing => (String::new(), Nature::Text),
        }
    }
}

/// The decimal of these digits, so many of them after the point.
fn decimal(digits: i64, places: u32) -> String {
    let (sign, digits) = (if digits < 0 { "-" } else { "" }, digits.unsigned_abs());
    let power = 10_u64.pow(places);
    let fraction = format!("{:0width$}", digits % power, width = places as usize);
    let fraction = if places == 0 { "" } else { fraction.trim_end_matches('0') };
    let whole = digits / power;
    match (whole, fraction) {
        (0, "") => "0".into(),
        (_, "") => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{fraction}"),
    }
}

fn written(table: &[Vec<One>]) -> Vec<u8> {
    let mut book = Written::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for column in 0..4 {
        sheet.write(0, column, format!("k{column}")).expect("room");
    }
    for (row, cells) in (1..).zip(table) {
        for (column, one) in (0..).zip(cells) {
            match one {
                One::Text(text) => sheet.write(row, column, text).expect("room"),
                One::Number(digits, places) => {
                    let value: f64 = decimal(*digits, *places).parse().expect("a number");
                    sheet.write(row, column, value).expect("room")
                }
                One::Day(year, month, of) => {
                    let date = ExcelDateTime::from_ymd(*year, *month, *of).expect("a day");
                    sheet.write_with_format(row, column, &date, &day).expect("room")
                }
                One::Truth(truth) => sheet.write(row, column, *truth).expect("room"),
                One::Nothing => sheet,
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_table_reads_back_equal(table in prop::collection::vec(prop::collection::vec(cell(), 4), 1..8)) {
        let expected: Vec<Vec<(String, Nature)>> =
            table.iter().map(|row| row.iter().map(One::expected).collect()).collect();
        // A row that holds nothing is none.
        let expected: Vec<_> = expected.into_iter().filter(|row: &Vec<(String, Nature)>| row.iter().any(|(text, _)| !text.is_empty())).collect();
        prop_assert_eq!(rows(&written(&table)), expected);
    }

    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0_usize..2_000) {
        let whole = written(&[vec![One::Number(15, 1), One::Truth(true), One::Day(2024, 3, 1), One::Nothing]]);
        let mut mixed = whole.clone();
        let at = at.min(mixed.len());
        mixed.splice(at..(at + bytes.len()).min(whole.len()), bytes.iter().copied());
        let wanted = Wanted { sheets: &[], number: None, skipped: 0 };
        for file in [&bytes, &mixed, &whole[..at.min(whole.len())].to_vec()] {
            if let Err(fault) = read("t.xlsx", file, &wanted, &Limits::default()) {
                prop_assert!(!fault.message.contains("a fault of its own"), "{}", fault.message);
            }
        }
    }
}
