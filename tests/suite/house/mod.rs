//! The rules of the house: what keeps the code base habitable is held by tests, not by memory.

mod code;
mod files;
mod importers;
mod messages;
mod order;

use crate::driver::{repository, tree};

/// A line of Rust without its comment, with where it stands.
struct Line {
    file: String,
    number: usize,
    code: String,
    /// Whether it is in `#[cfg(test)]` code or a file of tests.
    in_tests: bool,
}

impl Line {
    fn place(&self) -> String {
        format!("{}:{}", self.file, self.number)
    }
}

/// Every line of code under `src/`, comments left out.
fn lines() -> Vec<Line> {
    let files = tree(&repository().join("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files
        .flat_map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("Rust in UTF-8");
            let test_file = path.ends_with("/tests.rs");
            let first_test = text.lines().position(|line| line.trim() == "#[cfg(test)]").unwrap_or(usize::MAX);
            let line = |(at, line): (usize, &str)| Line {
                file: format!("src/{path}"),
                number: at + 1,
                code: line.split("//").next().unwrap_or_default().to_owned(),
                in_tests: test_file || at >= first_test,
            };
            text.lines().enumerate().map(line).collect::<Vec<_>>()
        })
        .collect()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The positions at which a word stands in a line, not as a part of a longer one.
fn words<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let alone = move |at: &usize| {
        let before = line.as_bytes()[..*at].last().is_none_or(|byte| !is_word(*byte));
        let after = line.as_bytes().get(at + word.len()).is_none_or(|byte| !is_word(*byte));
        before && after
    };
    line.match_indices(word).map(|(at, _)| at).filter(alone)
}

fn demand(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}
