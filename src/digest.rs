//! Digests of what was made and of what was published: SHA-256 where people or other programs compare them, BLAKE3, which
//! takes a third of the time, where every file of a site has one.

use std::fmt;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes` (FIPS 180-4), hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Checksum::of(bytes).to_string()
}

/// A SHA-256; printed, it is hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Checksum([u8; 32]);

impl Checksum {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The first hexadecimal digits, all where `count` is as many or more.
    pub fn first_digits(&self, count: usize) -> String {
        digits(&self.0).take(count).collect()
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

fn hexadecimal(bytes: &[u8; 32]) -> String {
    digits(bytes).collect()
}

fn digits(bytes: &[u8; 32]) -> impl Iterator<Item = char> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)]))
}

/// A BLAKE3 digest of 32 bytes; printed, it is hexadecimal, as `b3sum` prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// As many as tell some builds apart.
    pub fn first_bytes<const COUNT: usize>(&self) -> [u8; COUNT] {
        std::array::from_fn(|at| self.0.get(at).copied().unwrap_or_default())
    }

    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).into())
    }

    /// The digest of all that `write` writes.
    ///
    /// # Errors
    /// Those of `write`; taking its bytes has none.
    pub fn of_written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        // Small pieces are slow to take one by one.
        let mut buffered = io::BufWriter::with_capacity(1 << 16, &mut hasher);
        write(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        Ok(Self(hasher.finalize().into()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Passes bytes on and measures them on the way.
pub struct Measuring<W> {
    to: W,
    checksum: Sha256,
    fingerprint: blake3::Hasher,
    size: u64,
}

/// What was measured of a file.
pub struct Measured {
    /// Bytes.
    pub size: u64,
    pub checksum: Checksum,
    pub fingerprint: Fingerprint,
}

impl<W: Write> Measuring<W> {
    pub fn new(to: W) -> Self {
        Self { to, checksum: Sha256::new(), fingerprint: blake3::Hasher::new(), size: 0 }
    }

    /// What went through.
    pub fn finish(self) -> Measured {
        let checksum = Checksum(self.checksum.finalize().into());
        Measured { size: self.size, checksum, fingerprint: Fingerprint(self.fingerprint.finalize().into()) }
    }
}

impl<W: Write> Write for Measuring<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        self.checksum.update(&bytes[..taken]);
        self.fingerprint.update(&bytes[..taken]);
        self.size += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_other_programs() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
        assert_eq!(Checksum::of(b"").first_digits(5), empty[..5]);
        let empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert_eq!(Fingerprint::of(b"").to_string(), empty);
    }

    #[test]
    fn what_goes_through_in_pieces_is_measured_as_a_whole() {
        let mut measuring = Measuring::new(Vec::new());
        for piece in ["sæt", "ning", ""] {
            measuring.write_all(piece.as_bytes()).expect("room");
        }
        assert_eq!(measuring.to, "sætning".as_bytes());
        let Measured { size, checksum, fingerprint } = measuring.finish();
        let whole = "sætning".as_bytes();
        assert_eq!((size, checksum, fingerprint), (8, Checksum::of(whole), Fingerprint::of(whole)));
    }
}
