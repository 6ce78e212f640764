//! The fuzz targets on what is kept for them, and on what a few thousand slips make of it: a short run of what `tests/fuzz/run`
//! does for as long as it is told.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;

use crate::driver::repository;
use targets::{TARGETS, Target};

/// How many slips each target meets, and how large what they are made in may be.
const SLIPS: u64 = 400;
const LARGEST: usize = 4_096;

/// What parsers care for, to be slipped in.
const TOKENS: &[&[u8]] = &[
    b"\n",
    b"\r",
    b";",
    b",",
    b"\"",
    b"\t",
    b"---\n",
    b": ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"&a ",
    b"*a",
    b"\xc3",
    b"\xff\xfe",
    b"\0",
    b"-",
    b".",
    b"1.234",
    b"\xe2\x88\x92",
    b"2025-02-30",
    b"kr.",
    b"<",
    b"PK\x03\x04",
    b"9999999999999999999999999999",
];

/// A row of numbers that is the same in every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below.max(1) as u64).unwrap_or(0)
    }

    /// The bytes with a slip: some changed, left out, repeated, or put in.
    fn slip(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        for _ in 0..=self.next(3) {
            let at = self.next(bytes.len());
            let end = (at + 1 + self.next(8)).min(bytes.len());
            match self.next(4) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << self.next(8),
                1 => drop(bytes.drain(at.min(end)..end)),
                2 => {
                    let piece = bytes[at.min(end)..end].to_vec();
                    bytes.splice(at.min(end)..at.min(end), piece);
                }
                _ => {
                    let token = TOKENS[self.next(TOKENS.len())];
                    bytes.splice(at.min(end)..at.min(end), token.iter().copied());
                }
            }
        }
        bytes.truncate(LARGEST);
        bytes
    }
}

fn kept(name: &str) -> Vec<Vec<u8>> {
    let folder = repository().join("tests/fuzz/corpus").join(name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is kept for `{name}`");
    paths.iter().map(|path| fs::read(path).expect("a file that can be read")).collect()
}

fn holds((name, run): Target) {
    let kept = kept(name);
    let mut numbers = Numbers(name.len() as u64);
    let slips: Vec<Vec<u8>> = (0..SLIPS)
        .map(|_| numbers.next(kept.len()))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|at| numbers.slip(kept[at].clone()))
        .collect();
    for bytes in kept.iter().chain(&slips) {
        let shown = String::from_utf8_lossy(bytes);
        assert!(catch_unwind(|| run(bytes)).is_ok(), "`{name}` fails at {shown:?}: {bytes:02x?}");
    }
}

#[test]
fn every_target_bears_what_is_kept_for_it_and_slips_in_it() {
    for target in TARGETS {
        holds(*target);
    }
}
