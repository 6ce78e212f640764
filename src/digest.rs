//! Digests of what was made and of what was published.

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
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let text: String = digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect();
        f.write_str(&text)
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
    digest: Sha256,
    size: u64,
}

impl<W: Write> Measuring<W> {
    pub fn new(to: W) -> Self {
        Self { to, digest: Sha256::new(), size: 0 }
    }

    /// How many bytes went through, and their SHA-256.
    pub fn finish(self) -> (u64, Checksum) {
        (self.size, Checksum(self.digest.finalize().into()))
    }
}

impl<W: Write> Write for Measuring<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        self.digest.update(&bytes[..taken]);
        self.size += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
