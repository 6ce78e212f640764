//! Digests of what was made and of what was published.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes` (FIPS 180-4), hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
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

    /// How many bytes went through, and their SHA-256, hexadecimal.
    pub fn finish(self) -> (u64, String) {
        (self.size, hexadecimal(&self.digest.finalize()))
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
