//! Tables that are kept compressed, by the flate2 crate.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;

/// Whether a file begins as one that gzip has compressed (RFC 1952).
pub fn is_compressed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The content of a compressed file, of which no more is unpacked than a file may hold.
///
/// # Errors
/// A complaint without a place: the content is larger than it may be, or the file is damaged.
pub fn unpacked(path: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
    let swollen = limits.get(Limit::Compression).saturating_mul(bytes.len() as u64);
    let most = swollen.min(limits.get(Limit::FileSize));
    let mut content = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(most.saturating_add(1)).read_to_end(&mut content);
    if content.len() as u64 > most {
        let limit = if most == swollen { Limit::Compression } else { Limit::FileSize };
        return Err(limits.exceeded(limit, Met::More));
    }
    read.map_err(|error| {
        let fault = Diagnostic::new(&SYNTAX, format!("`{path}` cannot be unpacked: {error}"));
        fault.help("the file seems to be cut off or damaged; compress the table again")
    })?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).expect("room");
        encoder.finish().expect("room")
    }

    #[test]
    fn what_was_compressed_comes_back_in_one_piece_or_several() {
        let two = [packed(b"a;b\n"), packed("1;å\n".as_bytes())].concat();
        assert!(is_compressed(&two));
        assert_eq!(unpacked("t.csv.gz", &two, &Limits::default()).expect("a table"), "a;b\n1;å\n".as_bytes());
    }

    #[test]
    fn damage_is_told_at_whatever_byte_the_file_ends() {
        let whole = packed(b"nr;titel\n1;To\n");
        for end in 2..whole.len() {
            let fault = unpacked("t.csv.gz", &whole[..end], &Limits::default()).expect_err("damage");
            assert_eq!(fault.code.id, SYNTAX.id, "cut at {end}");
        }
    }

    #[test]
    fn no_more_is_unpacked_than_there_may_be() {
        let bomb = packed(&vec![b'a'; 10_000_000]);
        let fault = unpacked("t.csv.gz", &bomb, &Limits::default()).expect_err("too much");
        assert!(fault.message.contains("the limit is 100"), "{}", fault.message);
        let mut limits = Limits::default();
        limits.set(Limit::Compression, 10_000);
        limits.set(Limit::FileSize, 1_000_000);
        let fault = unpacked("t.csv.gz", &bomb, &limits).expect_err("too much");
        assert!(fault.message.contains("the limit is 1 MB"), "{}", fault.message);
    }
}
