//! Digests of what was made and of what was published.

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes` (FIPS 180-4), hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
