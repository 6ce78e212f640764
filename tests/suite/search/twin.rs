//! The engine of the browser, in Node: to the same states it gives the answers of `glasklar search --json`, to the last unit and
//! in the same order. Without Node the test says so and ends.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::driver::Workplace;
use crate::search::Index;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/ask.mjs");

/// The answers to states as the browser's engine gives them in a language; nothing where there is no Node.
pub fn in_javascript(index: &Index, language: &str, states: &[&str]) -> Option<Vec<Value>> {
    let place =
        Workplace::new(&index.0.iter().map(|(name, bytes)| (format!("search/{name}"), bytes.clone())).collect());
    let spawned = Command::new("node")
        .arg(SCRIPT)
        .arg(place.path("."))
        .arg(language)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut node = match spawned {
        Ok(node) => node,
        Err(_) => {
            println!("skipped: there is no node on this machine to run the JavaScript twin");
            return None;
        }
    };
    let mut input = node.stdin.take().expect("node reads");
    let lines: String = states.iter().map(|state| format!("{state}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().expect("node answers");
    writer.join().expect("a thread").expect("node takes the states");
    assert!(output.status.success(), "the JavaScript engine failed");
    let answers = String::from_utf8(output.stdout).expect("node answers in UTF-8");
    Some(answers.lines().map(|line| serde_json::from_str(line).expect("each answer is JSON")).collect())
}
