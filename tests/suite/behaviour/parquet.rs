//! Tables in Parquet, written here by the crate's own writer.

use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, FixedLenByteArrayType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::records::{CSV, described, site, whole};

/// The values of a column, nothing where it has none.
#[derive(Clone)]
pub enum Values {
    Words(Vec<Option<String>>),
    Lists(Vec<Option<Vec<Option<&'static str>>>>),
    Long(Vec<Option<i64>>),
    Int(Vec<Option<i32>>),
    Truths(Vec<Option<bool>>),
    Double(Vec<Option<f64>>),
    Old(Vec<Option<Int96>>),
    Fixed(Vec<Option<Vec<u8>>>),
}

fn properties(compression: Compression) -> WriterProperties {
    WriterProperties::builder().set_compression(compression).build()
}

/// A file of so many row groups, each with the same rows.
pub fn written(schema: &str, columns: &[Values], properties: WriterProperties, groups: usize) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a writer");
    for _ in 0..groups {
        let mut group = writer.next_row_group().expect("a row group");
        for values in columns {
            let mut column = group.next_column().expect("a column").expect("as many columns as values");
            write(&mut column, values);
            column.close().expect("a column");
        }
        group.close().expect("a row group");
    }
    writer.into_inner().expect("a file")
}

fn write(column: &mut SerializedColumnWriter<'_>, values: &Values) {
    fn some<T: Clone>(values: &[Option<T>]) -> (Vec<T>, Vec<i16>) {
        (values.iter().flatten().cloned().collect(), values.iter().map(|value| i16::from(value.is_some())).collect())
    }
    macro_rules! write {
        ($kind:ty, $values:expr) => {{
            let (values, levels) = some($values);
            column.typed::<$kind>().write_batch(&values, Some(&levels), None).expect("values");
        }};
    }
    let bytes = |words: &str| ByteArray::from(words.as_bytes().to_vec());
    match values {
        Values::Words(words) => {
            let words: Vec<Option<ByteArray>> = words.iter().map(|word| word.as_deref().map(bytes)).collect();
            write!(ByteArrayType, &words);
        }
        Values::Long(values) => write!(Int64Type, values),
        Values::Int(values) => write!(Int32Type, values),
        Values::Truths(values) => write!(BoolType, values),
        Values::Double(values) => write!(DoubleType, values),
        Values::Old(values) => write!(Int96Type, values),
        Values::Fixed(values) => {
            let values: Vec<Option<_>> =
                values.iter().map(|value| value.clone().map(|bytes| ByteArray::from(bytes).into())).collect();
            write!(FixedLenByteArrayType, &values);
        }
        Values::Lists(lists) => {
            let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for list in lists {
                let items = list.as_deref().unwrap_or_default();
                if items.is_empty() {
                    defined.push(i16::from(list.is_some()));
                    repeated.push(0);
                }
                for (at, item) in items.iter().enumerate() {
                    values.extend(item.map(bytes));
                    defined.push(if item.is_some() { 3 } else { 2 });
                    repeated.push(i16::from(at > 0));
                }
            }
            let column = column.typed::<ByteArrayType>();
            column.write_batch(&values, Some(&defined), Some(&repeated)).expect("values");
        }
    }
}

pub fn words(words: &[&str]) -> Values {
    Values::Words(words.iter().map(|word| Some((*word).to_owned())).collect())
}

const SCHEMA: &str = "message table {
  optional int64 nr;
  optional binary titel (UTF8);
  required group modtager { optional binary navn (UTF8); }
  optional int64 sum (DECIMAL(18, 2));
  optional int32 dato (DATE);
  optional group temaer (LIST) { repeated group list { optional binary element (UTF8); } }
}";

/// The table of the other forms.
fn columns() -> Vec<Values> {
    vec![
        Values::Long(vec![Some(7), Some(8), Some(9)]),
        words(&["Åen, \"den store\"", "no", "Ni"]),
        words(&["by", "by", "by"]),
        Values::Long(vec![Some(120_050), Some(-400), None]),
        Values::Int(vec![Some(19_783), Some(19_782), None]),
        Values::Lists(vec![Some(vec![Some("klima"), Some("natur")]), None, Some(vec![Some("klima"), None])]),
    ]
}

#[test]
fn the_same_table_makes_the_same_site_however_it_is_compressed() {
    let expected = site("t.csv", CSV).build();
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4_RAW,
        Compression::LZ4,
    ] {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let properties =
                WriterProperties::builder().set_compression(compression).set_writer_version(version).build();
            let built = site("t.parquet", written(SCHEMA, &columns(), properties, 1)).build();
            assert_eq!(whole(&built), whole(&expected), "{compression:?} {version:?}");
        }
    }
}

/// A table of one column beside those that every grant needs, and what is said of it.
fn one(column: &str, values: Values) -> String {
    let schema = format!(
        "message table {{ optional binary nr (UTF8); optional binary titel (UTF8);
        required group modtager {{ optional binary navn (UTF8); }} {column} }}"
    );
    let columns = [words(&["a"]), words(&["A"]), words(&["by"]), values];
    let file = written(&schema, &columns, properties(Compression::SNAPPY), 1);
    let columns = "[columns]\nid = \"nr\"\ntitle = \"{titel} {x}\"\nrecipient = { name = \"modtager.navn\" }\n\
        [constants]\nfunder = \"by\"\nsource = [{ url = \"https://kilde.example/\" }]\n";
    let site = site("t.parquet", file).file("content/grants/t.table.toml", format!("file = \"t.parquet\"\n{columns}"));
    let checked = site.check();
    if checked.any_error() { checked.report } else { site.build().json("tilskud/a.json")["title"].to_string() }
}

#[test]
fn every_sort_of_value_is_told_in_full() {
    for (column, values, expected) in [
        ("optional int32 x (INTEGER(8, true));", Values::Int(vec![Some(-8)]), "-8"),
        ("optional int32 x (INTEGER(32, false));", Values::Int(vec![Some(-1)]), "4294967295"),
        ("optional int64 x (INTEGER(64, false));", Values::Long(vec![Some(-1)]), "18446744073709551615"),
        ("optional int64 x;", Values::Long(vec![Some(i64::MIN)]), "-9223372036854775808"),
        ("optional double x;", Values::Double(vec![Some(0.1)]), "0.1"),
        ("optional double x;", Values::Double(vec![Some(1e21)]), "1000000000000000000000"),
        ("optional boolean x;", Values::Truths(vec![Some(true)]), "true"),
        ("optional fixed_len_byte_array(9) x (DECIMAL(20, 3));", Values::Fixed(vec![Some(vec![0xff; 9])]), "-0.001"),
        ("optional int64 x (TIMESTAMP(MILLIS, true));", Values::Long(vec![Some(0)]), "1970-01-01T00:00:00"),
        ("optional int64 x (TIMESTAMP(NANOS, true));", Values::Long(vec![Some(-1)]), "1969-12-31T23:59:59.999999999"),
        ("optional int96 x;", Values::Old(vec![Some(Int96::from(vec![0, 0, 2_440_589]))]), "1970-01-02T00:00:00"),
        ("optional binary x;", words(&["ord"]), "ord"),
        ("optional binary x (ENUM);", words(&["ord"]), "ord"),
    ] {
        assert_eq!(one(column, values), format!("\"A {expected}\""), "{column}");
    }
}

#[test]
fn what_cannot_stand_in_a_cell_is_told_with_its_column() {
    let lone = Values::Fixed(vec![Some(vec![0; 12])]);
    for (column, values, words) in [
        ("optional fixed_len_byte_array(12) x (INTERVAL);", lone, "the column `x` holds spans of time"),
        ("optional int32 x (TIME(MILLIS, true));", Values::Int(vec![Some(1)]), "the column `x` holds times of day"),
        ("optional double x;", Values::Double(vec![Some(f64::NAN)]), "record 1, column `x`: `NaN` is no number"),
        ("optional int32 x (DATE);", Values::Int(vec![Some(i32::MAX)]), "record 1, column `x`: the year"),
        (
            "optional group x (LIST) { repeated group list { optional binary element (UTF8); } }",
            Values::Lists(vec![Some(vec![Some("a;b")])]),
            "record 1, column `x`: `a;b` holds `;`",
        ),
        (
            "required group x { optional group y (MAP) { repeated group key_value {
                required binary key (UTF8); } } }",
            Values::Lists(vec![Some(Vec::new())]),
            "the column `x.y` holds a map",
        ),
    ] {
        let said = one(column, values);
        assert!(said.contains(words), "{column}: {said}");
    }
    let bytes = Values::Fixed(vec![Some(vec![0xff; 4])]);
    assert!(one("optional fixed_len_byte_array(4) x;", bytes).contains("column `x`: these bytes are no text"));
}

#[test]
fn complaints_name_the_record() {
    let mut columns = columns();
    columns[1] = words(&["A", "B", ""]);
    columns[4] = Values::Int(vec![None, Some(19_782), None]);
    let file = written(SCHEMA, &columns, properties(Compression::SNAPPY), 2);
    let checked = site("t.parquet", file).check();
    checked.says("error[duplicate-id]").says("content/grants/t.parquet:4");
}

#[test]
fn more_than_there_may_be_is_refused_before_it_is_unpacked() {
    let many = 400_000;
    let long = [
        Values::Long((0..many).map(Some).collect()),
        Values::Words(vec![Some("x".repeat(50)); 400_000]),
        Values::Words(vec![Some("by".into()); 400_000]),
    ];
    let schema = "message t { optional int64 nr; optional binary titel (UTF8); required group modtager { optional binary navn (UTF8); } }";
    let plain = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()));
    let file = written(schema, &long, plain.set_dictionary_enabled(false).build(), 1);
    let with = |limit: &str| {
        let settings = format!("title = \"Prøve\"\n[limits]\n{limit}\n");
        site("t.parquet", &file).file("glasklar.toml", settings).command(&["check"])
    };
    with("cells = 1_000_000").ends(4).complains("the table has 1,200,000 cells");
    with("compression = 2").ends(4).complains("raise `compression`");
    with("file_size = \"20 MB\"").ends(4).complains("raise `file_size`");
}

#[test]
fn damage_is_told() {
    let whole = written(SCHEMA, &columns(), properties(Compression::GZIP(GzipLevel::default())), 1);
    let says = |bytes: &[u8], words: &str| {
        let ran = site("t.parquet", bytes).command(&["check"]);
        ran.ends(1).complains(words).complains("content/grants/t.table.toml:1:8");
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    };
    says(&whole[..whole.len() - 10], "its end is missing");
    says(&[&whole[..whole.len() - 4], b"PARE"].concat(), "is encrypted");
    says(b"nr;titel\n1;A\n", "is no Parquet file");
    says(b"PAR1PAR1", "cannot be read as Parquet");
}

#[test]
fn a_column_is_not_found_by_records() {
    let file = written(SCHEMA, &columns(), properties(Compression::SNAPPY), 1);
    described("t.parquet", "records = \"x\"", file).check().says("has rows and no list of records");
}
