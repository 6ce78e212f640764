//! How numbers and words become bytes: what `tests/search/README.md` calls varint, zigzag, planes and front coding.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::DeflateEncoder;

/// Unsigned LEB128: seven bits a byte, lowest first.
pub fn varint(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// A signed number, small where it is near zero.
pub fn zigzag(to: &mut Vec<u8>, number: i64) {
    varint(to, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// A number that [`varint`] wrote; `bytes` go on after it. Zero where nothing is left.
pub fn take_varint(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((first, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            break;
        }
        shift += 7;
    }
    number
}

/// A word by what it does not share with the one before it, bytes counted.
pub fn front_coded(to: &mut Vec<u8>, before: &str, word: &str) {
    let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    varint(to, shared as u64);
    text(to, &word.as_bytes()[shared..]);
}

/// Bytes after their number.
pub fn text(to: &mut Vec<u8>, bytes: &[u8]) {
    varint(to, bytes.len() as u64);
    to.extend_from_slice(bytes);
}

/// The lowest byte of every number, then the next of every number, `width` in all: what is alike stands together.
pub fn planes(to: &mut Vec<u8>, width: u8, numbers: &[u32]) {
    for plane in 0..width {
        to.extend(numbers.iter().map(|number| (number >> (8 * plane)) as u8));
    }
}

/// The width of planes that hold numbers up to `largest`: 1, 2 or 4.
pub fn width(largest: u32) -> u8 {
    match largest {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// Numbers from 0 to 15, two to a byte, the first in the lower half.
pub fn nibbles(to: &mut Vec<u8>, numbers: &[u8]) {
    to.extend(numbers.chunks(2).map(|pair| pair[0] | pair.get(1).unwrap_or(&0) << 4));
}

/// Rising numbers by their steps, the first as it is.
pub fn rising(to: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    let mut before = 0;
    for number in numbers {
        varint(to, u64::from(number - before));
        before = number;
    }
}

/// A file before it is known which build it belongs to.
#[derive(Debug)]
pub struct Packed {
    /// What stands in it, as a stream of deflate (RFC 1951).
    deflated: Vec<u8>,
    /// Of what stands in it.
    checksum: Adler,
    length: u64,
}

/// What every file of a build begins with.
pub type BuildId = [u8; 8];

impl Packed {
    pub fn new(bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(LEVEL));
        // Writing into memory cannot fail.
        let _ = encoder.write_all(bytes);
        let mut deflated = encoder.finish().unwrap_or_default();
        deflated.shrink_to_fit();
        Self { deflated, checksum: Adler::of(bytes), length: bytes.len() as u64 }
    }

    /// How many bytes the file has, the build's id included.
    pub fn size(&self) -> usize {
        self.file(&[0; 8]).len()
    }

    /// The compressed bytes, for a digest of the build.
    pub fn contents(&self) -> &[u8] {
        &self.deflated
    }

    /// The file of a build: a zlib stream (RFC 1950) whose first block is the build's id as it is, so that the rest need not
    /// be compressed again.
    pub fn file(&self, id: &[u8]) -> Vec<u8> {
        let mut file = vec![0x78, 0x9c];
        if !id.is_empty() {
            // A stored block: not the last, its length, and the length's complement.
            let length = id.len() as u16;
            file.push(0);
            file.extend_from_slice(&length.to_le_bytes());
            file.extend_from_slice(&(!length).to_le_bytes());
            file.extend_from_slice(id);
        }
        file.extend_from_slice(&self.deflated);
        file.extend_from_slice(&Adler::of(id).followed_by(self.checksum, self.length).0.to_be_bytes());
        file
    }
}

/// What a packed file holds after the build's id; nothing of a file that is no such one.
pub fn contents(file: &[u8]) -> Option<Vec<u8>> {
    let mut contents = Vec::new();
    ZlibDecoder::new(file).read_to_end(&mut contents).ok()?;
    Some(contents)
}

/// 9 takes twice the time of 6 for a hundredth of the bytes.
const LEVEL: u32 = 6;

/// The checksum of zlib streams (RFC 1950, section 9).
#[derive(Clone, Copy, Debug)]
struct Adler(u32);

impl Adler {
    const MODULUS: u64 = 65_521;

    fn of(bytes: &[u8]) -> Self {
        let (mut a, mut b) = (1_u64, 0_u64);
        // So many bytes fit into the sums before they must be taken down.
        for some in bytes.chunks(1 << 20) {
            for byte in some {
                a += u64::from(*byte);
                b += a;
            }
            (a, b) = (a % Self::MODULUS, b % Self::MODULUS);
        }
        Self::new(a, b)
    }

    /// The checksum of what stands under `self` and after it, of `length` bytes, under `other`.
    fn followed_by(self, other: Self, length: u64) -> Self {
        let ((a, b), (c, d)) = (self.sums(), other.sums());
        let length = length % Self::MODULUS;
        Self::new(
            (a + c + Self::MODULUS - 1) % Self::MODULUS,
            (b + d + length * (a + Self::MODULUS - 1)) % Self::MODULUS,
        )
    }

    fn new(a: u64, b: u64) -> Self {
        Self((b << 16 | a) as u32)
    }

    fn sums(self) -> (u64, u64) {
        (u64::from(self.0 & 0xffff), u64::from(self.0 >> 16))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_file_is_a_zlib_stream_of_id_and_contents(id in prop::collection::vec(any::<u8>(), 0..9), bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
            let file = Packed::new(&bytes).file(&id);
            prop_assert_eq!(contents(&file), Some([id, bytes].concat()));
        }

        #[test]
        fn a_number_is_read_as_it_was_written(number in any::<u64>()) {
            let mut bytes = Vec::new();
            varint(&mut bytes, number);
            prop_assert_eq!(take_varint(&mut &*bytes), number);
        }
    }
}
