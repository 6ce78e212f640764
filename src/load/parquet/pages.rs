//! The pages of a Parquet file, looked at before any is unpacked: how large each says that it becomes.
//!
//! The sizes in the file's metadata are what its writer says; it is the page's own header that tells how much is unpacked.

use std::ops::Range;

use parquet::basic::Compression;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};

use super::thrift::Thrift;
use super::{Fault, refused};
use crate::limits::{Limit, Limits, Met};
use crate::load::gzip;

/// Refuses a file whose pages would become larger than they may.
///
/// # Errors
/// They would, a page is damaged, or they are compressed in a way that is not read.
pub fn look(bytes: &[u8], groups: &[RowGroupMetaData], limits: &Limits) -> Result<(), Fault> {
    let swollen = limits.get(Limit::Compression).saturating_mul(bytes.len() as u64);
    let mut total = 0_u64;
    for chunk in groups.iter().flat_map(RowGroupMetaData::columns) {
        let Range { start: mut at, end } = range(chunk).filter(|range| range.end <= bytes.len()).ok_or_else(cut)?;
        while at < end {
            let page = Header::read(bytes.get(..end).ok_or_else(cut)?, &mut at).ok_or_else(cut)?;
            total = total.saturating_add(page.unpacked);
            if total > limits.get(Limit::FileSize) {
                return Err(limits.exceeded(Limit::FileSize, Met::More).into());
            }
            if total > swollen {
                return Err(limits.exceeded(Limit::Compression, Met::More).into());
            }
            let content = bytes.get(at..end).and_then(|rest| rest.get(..page.packed)).ok_or_else(cut)?;
            is_as_it_says(chunk, &page, content, limits)?;
            at += page.packed;
        }
    }
    Ok(())
}

fn cut() -> Fault {
    Fault::Damaged("a page is cut off".into())
}

/// Where the pages of a column stand in the file.
fn range(chunk: &ColumnChunkMetaData) -> Option<Range<usize>> {
    let first = chunk.dictionary_page_offset().unwrap_or_else(|| chunk.data_page_offset());
    let start = usize::try_from(first).ok()?;
    Some(start..start.checked_add(usize::try_from(chunk.compressed_size()).ok()?)?)
}

/// Whether a page unpacks to no more than its header says. Snappy, Zstandard and LZ4 are held to it where they are unpacked;
/// gzip is not.
fn is_as_it_says(chunk: &ColumnChunkMetaData, page: &Header, content: &[u8], limits: &Limits) -> Result<(), Fault> {
    match chunk.compression() {
        Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::ZSTD(_) => Ok(()),
        Compression::LZ4 | Compression::LZ4_RAW => Ok(()),
        Compression::GZIP(_) => {
            let packed = content.get(page.levels..).ok_or_else(cut)?;
            if packed.is_empty() || !page.is_packed {
                return Ok(());
            }
            let mut limits = limits.clone();
            limits.set(Limit::FileSize, page.unpacked);
            limits.set(Limit::Compression, u64::MAX);
            gzip::unpacked("a page", packed, &limits).map(drop).map_err(|_| cut())
        }
        other => {
            let name = format!("{other:?}");
            let name = name.split('(').next().unwrap_or_default();
            let help = "export the table with Snappy, gzip or Zstandard";
            Err(refused(format!("the file is compressed by {name}, which is not read"), help))
        }
    }
}

/// What the header of a page says.
#[derive(Debug, Default)]
struct Header {
    /// Bytes.
    unpacked: u64,
    packed: usize,
    /// How many bytes stand before what is packed.
    levels: usize,
    is_packed: bool,
}

/// Numbers of the fields of a header (parquet.thrift): its own, and those of the header of a page of the second version.
const UNPACKED: i64 = 2;
const PACKED: i64 = 3;
const SECOND_VERSION: i64 = 8;
const LEVELS: [i64; 2] = [5, 6];
const IS_PACKED: i64 = 7;

impl Header {
    /// Reads the header that begins at `at`, which is moved behind it; nothing where there is none.
    fn read(bytes: &[u8], at: &mut usize) -> Option<Self> {
        let mut header = Self { is_packed: true, ..Self::default() };
        let mut thrift = Thrift::new(bytes, *at);
        let mut is_damaged = false;
        thrift.fields(0, 0, &mut |outer, field, value| {
            let size = usize::try_from(value);
            match (outer, field, size) {
                (0, UNPACKED, Ok(size)) => header.unpacked = size as u64,
                (0, PACKED, Ok(size)) => header.packed = size,
                (SECOND_VERSION, field, Ok(size)) if LEVELS.contains(&field) => header.levels += size,
                (SECOND_VERSION, IS_PACKED, _) => header.is_packed = value != 0,
                (0, UNPACKED | PACKED, Err(_)) => is_damaged = true,
                _ => {}
            }
        })?;
        *at = thrift.at();
        (!is_damaged).then_some(header)
    }
}
