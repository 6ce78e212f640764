//! What does not stand in the code.

use super::{demand, lines, words};

#[test]
fn nothing_is_unsafe_or_left_to_do() {
    let holds = |code: &str| {
        let keyword = words(code, "unsafe").any(|at| {
            ["{", "fn ", "impl ", "extern "]
                .iter()
                .any(|next| code[at + "unsafe".len()..].trim_start().starts_with(next))
        });
        let unfinished = ["todo", "unimplemented"]
            .iter()
            .any(|name| words(code, name).any(|at| code[at + name.len()..].starts_with('!')));
        keyword || unfinished
    };
    let broken: Vec<String> = lines().iter().filter(|line| holds(&line.code)).map(|line| line.place()).collect();
    demand("no `unsafe`, `todo!` or `unimplemented!` in src", &broken);
}

/// Where a panic would be a fault of the build itself and not of what a user wrote.
const MAY_EXPECT: &[&str] = &["src/lang/mod.rs"];

#[test]
fn nothing_panics_on_what_a_user_wrote() {
    let forbidden = [".unwrap()", ".expect(", "panic!(", "unreachable!("];
    let lines = lines();
    let mut broken = Vec::new();
    for line in lines.iter().filter(|line| !line.in_tests && !MAY_EXPECT.contains(&line.file.as_str())) {
        if forbidden.iter().any(|word| line.code.contains(word)) {
            broken.push(format!("{}: {}", line.place(), line.code.trim()));
        }
    }
    demand("no `unwrap`, `expect` or panic outside of tests", &broken);
}

/// The modules that may touch files, streams, the clock and the environment.
const SHELL: &[&str] =
    &["src/disk.rs", "src/disk/", "src/extract.rs", "src/extract/", "src/cli.rs", "src/cli/", "src/main.rs"];

#[test]
fn the_core_does_no_input_or_output() {
    let worldly = ["std::fs", "std::env::var", "println!(", "eprintln!(", "print!(", "SystemTime::now", "Instant::now"];
    let lines = lines();
    let core = lines.iter().filter(|line| !line.in_tests && !SHELL.iter().any(|path| line.file.starts_with(path)));
    let broken = core.filter(|line| worldly.iter().any(|word| line.code.contains(word)));
    let broken: Vec<String> = broken.map(|line| format!("{}: {}", line.place(), line.code.trim())).collect();
    demand("the core does no input or output, reads no clock and no environment", &broken);
}
