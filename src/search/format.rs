//! How the bytes of the search files become numbers and words again. Nothing here trusts a byte: a file may be cut off or
//! damaged, and a length in it may be anything.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// What is wrong with the bytes of a file, in words that end a sentence: `it ends too early`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage(pub &'static str);

const ENDS: Damage = Damage("it ends too early");
const TOO_LARGE: Damage = Damage("a number in it is too large");
const NO_TEXT: Damage = Damage("a word in it is no text");

/// No file of an index holds more bytes; what does would only fill the memory.
const MOST: u64 = 64 << 20;

/// No form of the index has more bytes.
const LONGEST_WORD: usize = 512;

/// The content of a file, which is one zlib stream.
///
/// # Errors
/// It is no such stream, is cut off, or holds more than any file of an index does.
pub fn inflated(file: &[u8]) -> Result<Vec<u8>, Damage> {
    let mut content = Vec::new();
    let read = ZlibDecoder::new(file).take(MOST + 1).read_to_end(&mut content);
    match read {
        Ok(_) if content.len() as u64 > MOST => Err(Damage("it holds more than it can")),
        Ok(_) => Ok(content),
        Err(_) => Err(Damage("it cannot be unpacked")),
    }
}

/// Bytes that are read from the front.
#[derive(Clone, Debug)]
pub struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// There are fewer.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Damage> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(ENDS)?;
        self.rest = rest;
        Ok(taken)
    }

    /// # Errors
    /// Nothing is left.
    pub fn byte(&mut self) -> Result<u8, Damage> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// An unsigned number in LEB128.
    ///
    /// # Errors
    /// It is cut off or has more than 64 bits.
    pub fn varint(&mut self) -> Result<u64, Damage> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(TOO_LARGE);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(TOO_LARGE)
    }

    /// The same, of at most 32 bits.
    ///
    /// # Errors
    /// It is cut off or larger.
    pub fn number(&mut self) -> Result<u32, Damage> {
        u32::try_from(self.varint()?).map_err(|_| TOO_LARGE)
    }

    /// The same, for counting what is in memory.
    ///
    /// # Errors
    /// It is cut off or larger.
    pub fn count(&mut self) -> Result<usize, Damage> {
        usize::try_from(self.varint()?).map_err(|_| TOO_LARGE)
    }

    /// A signed number.
    ///
    /// # Errors
    /// It is cut off or has more than 64 bits.
    pub fn zigzag(&mut self) -> Result<i64, Damage> {
        let number = self.varint()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// `count` rising numbers by their steps, all below `end`. Equal numbers may follow each other.
    ///
    /// # Errors
    /// They are cut off or reach `end`.
    pub fn rising(&mut self, count: usize, end: u32) -> Result<Vec<u32>, Damage> {
        // Every number takes a byte at least, so that a false count cannot ask for much memory.
        let mut numbers = Vec::with_capacity(count.min(self.rest.len()));
        let mut at: u32 = 0;
        for _ in 0..count {
            at = at.checked_add(self.number()?).filter(|at| *at < end).ok_or(TOO_LARGE)?;
            numbers.push(at);
        }
        Ok(numbers)
    }

    /// `count` numbers from 0 to 15, two to a byte, the first in the lower half.
    ///
    /// # Errors
    /// They are cut off.
    pub fn nibbles(&mut self, count: usize) -> Result<Vec<u8>, Damage> {
        let bytes = self.take(count.div_ceil(2))?;
        let both = bytes.iter().flat_map(|byte| [byte & 0xf, byte >> 4]);
        Ok(both.take(count).collect())
    }

    /// `count` numbers in planes: the lowest byte of each, then the next of each, `width` in all.
    ///
    /// # Errors
    /// They are cut off, or the width is none of 1, 2 and 4.
    pub fn planes(&mut self, count: usize, width: u8) -> Result<Vec<u32>, Damage> {
        if !matches!(width, 1 | 2 | 4) {
            return Err(Damage("its numbers have no known width"));
        }
        let mut numbers = vec![0; self.rest.len().min(count)];
        for plane in 0..width {
            let bytes = self.take(count)?;
            numbers.iter_mut().zip(bytes).for_each(|(number, byte)| *number |= u32::from(*byte) << (8 * plane));
        }
        Ok(numbers)
    }

    /// A word by what it does not share with the one before it, which it replaces.
    ///
    /// # Errors
    /// It is cut off, too long, or no text.
    pub fn front_coded(&mut self, word: &mut String) -> Result<(), Damage> {
        let (shared, further) = (self.count()?, self.count()?);
        let further = self.take(further)?;
        let head = word.as_bytes().get(..shared).ok_or(NO_TEXT)?;
        if head.len() + further.len() > LONGEST_WORD {
            return Err(Damage("a word in it is too long"));
        }
        *word = String::from_utf8([head, further].concat()).map_err(|_| NO_TEXT)?;
        Ok(())
    }

    /// # Errors
    /// Something is left.
    pub fn end(&self) -> Result<(), Damage> {
        if self.rest.is_empty() { Ok(()) } else { Err(Damage("it holds more than it should")) }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).expect("room");
        encoder.finish().expect("room")
    }

    #[test]
    fn a_file_is_unpacked_unless_it_is_cut_or_altered_or_endless() {
        let file = packed(b"anything at all, and some more of it");
        assert_eq!(inflated(&file).as_deref(), Ok(&b"anything at all, and some more of it"[..]));
        for end in 0..file.len() {
            assert!(inflated(&file[..end]).is_err(), "cut at {end}");
        }
        for at in 0..file.len() {
            let mut altered = file.clone();
            altered[at] ^= 0x55;
            assert_ne!(inflated(&altered), inflated(&file), "altered at {at}");
        }
        assert_eq!(inflated(&packed(&vec![0; (64 << 20) + 1])), Err(Damage("it holds more than it can")));
    }

    #[test]
    fn numbers_are_read_as_they_are_specified() {
        let mut bytes = Bytes::new(&[0x05, 0xac, 0x02, 0x03, 0x04, 0x21, 0x03]);
        assert_eq!((bytes.varint(), bytes.varint()), (Ok(5), Ok(300)));
        assert_eq!((bytes.zigzag(), bytes.zigzag()), (Ok(-2), Ok(2)));
        assert_eq!(bytes.nibbles(3), Ok(vec![1, 2, 3]));
        assert_eq!(bytes.byte(), Err(ENDS));
        let mut planes = Bytes::new(&[1, 2, 0, 1]);
        assert_eq!((planes.planes(2, 2), planes.end()), (Ok(vec![1, 258]), Ok(())));
        assert_eq!(Bytes::new(&[2, 0, 3]).rising(3, 6), Ok(vec![2, 2, 5]));
        assert_eq!(Bytes::new(&[2, 0, 3]).rising(3, 5), Err(TOO_LARGE));
    }

    #[test]
    fn words_share_what_they_begin_with() {
        let mut bytes = Bytes::new(&[0, 3, b'h', 0xc3, 0xb8, 3, 1, b'j', 2, 0]);
        let mut word = String::new();
        assert_eq!((bytes.front_coded(&mut word), word.as_str()), (Ok(()), "hø"));
        assert_eq!((bytes.front_coded(&mut word), word.as_str()), (Ok(()), "høj"));
        assert_eq!(bytes.front_coded(&mut word), Err(NO_TEXT));
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..40), count in any::<usize>()) {
            let read = || Bytes::new(&bytes);
            let _ = read().varint();
            let _ = read().zigzag();
            let _ = read().rising(count, u32::MAX);
            let _ = read().nibbles(count);
            let _ = read().planes(count, 4);
            let _ = read().front_coded(&mut "word".to_owned());
            let _ = inflated(&bytes);
        }
    }
}
