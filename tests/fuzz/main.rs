//! Lets libFuzzer look for bytes at which a target fails. `GLASKLAR_FUZZ` names the target.

#![no_main]

mod targets;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use targets::{TARGETS, Target};

fuzz_target!(|bytes: &[u8]| {
    static TARGET: OnceLock<Target> = OnceLock::new();
    let (_, run) = TARGET.get_or_init(|| {
        let name = std::env::var("GLASKLAR_FUZZ").unwrap_or_default();
        let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        let found = TARGETS.iter().find(|(known, _)| *known == name).copied();
        found.unwrap_or_else(|| panic!("GLASKLAR_FUZZ is one of {}", known.join(", ")))
    });
    run(bytes);
});
