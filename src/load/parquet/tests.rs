//! Damage at every byte of a file.

use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::*;

const SCHEMA: &str = "message table {
  optional int64 sum (DECIMAL(18, 2));
  optional group names (LIST) { repeated group list { optional binary element (UTF8); } }
}";

fn written(compression: Compression) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a row group");
    let mut sums = group.next_column().expect("a column").expect("a column");
    sums.typed::<Int64Type>().write_batch(&[12, -34_000], Some(&[1, 0, 1]), None).expect("values");
    sums.close().expect("a column");
    let mut names = group.next_column().expect("a column").expect("a column");
    let words = ["a", "b", "c"].map(ByteArray::from);
    names.typed::<ByteArrayType>().write_batch(&words, Some(&[3, 3, 0, 3]), Some(&[0, 1, 0, 0])).expect("values");
    names.close().expect("a column");
    group.close().expect("a row group");
    writer.into_inner().expect("a file")
}

fn read(bytes: &[u8]) -> Result<String, Fault> {
    unwound(|| sheet("t.parquet", bytes, &Limits::default())).map(|sheet| sheet.text.to_string())
}

#[test]
fn damage_at_any_byte_is_told_or_harmless() {
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let whole = written(compression);
        assert_eq!(read(&whole).unwrap_or_default(), "sum\tnames\n0.12\ta;b\n\t\n-340.00\tc\n", "{compression:?}");
        for at in 0..whole.len() {
            assert!(read(&whole[..at]).is_err(), "cut at {at}");
            for flip in [0x01, 0x10, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= flip;
                // Whatever comes of it, it comes to an end.
                let _ = read(&bytes);
            }
        }
    }
}

/// A file without rows whose schema has a group in a group, so many times.
fn nested(depth: u32) -> Vec<u8> {
    // The version, and the beginning of a list of groups as long as three bytes can tell (at most 2^21).
    let count = depth + 1;
    let bytes = |shift: u32, more: u8| u8::try_from((count >> shift) & 0x7f).unwrap_or_default() | more;
    let mut footer = vec![0x15, 0x02, 0x19, 0xfc, bytes(0, 0x80), bytes(7, 0x80), bytes(14, 0)];
    for _ in 0..depth {
        // Always there, called `g`, with one child.
        footer.extend([0x35, 0x00, 0x18, 0x01, b'g', 0x15, 0x02, 0x00]);
    }
    // Called `x`, an optional number.
    footer.extend([0x15, 0x02, 0x25, 0x02, 0x18, 0x01, b'x', 0x00]);
    // No rows in no groups.
    footer.extend([0x16, 0x00, 0x19, 0x0c, 0x00]);
    let length = u32::try_from(footer.len()).unwrap_or_default().to_le_bytes();
    [MARK, &footer, &length, MARK].concat()
}

#[test]
fn a_schema_that_is_nested_too_deep_is_refused() {
    let said = |depth| read(&nested(depth)).map_err(|fault| fault.diagnostic("t.parquet").message);
    assert_eq!(said(3), Ok("g.g.x\n".into()));
    for depth in [65, 10_000, 1_000_000] {
        assert!(said(depth).is_err_and(|message| message.contains("nested more than 64 levels deep")), "{depth}");
    }
}
