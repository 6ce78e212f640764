//! The analyser's twins, Rust and JavaScript, asked the same of random texts. Without Node the test says so and ends.

use std::io::Write;
use std::process::{Command, Stdio};

use glasklar::lang::Language;
use glasklar::search::{analyse, query};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

const TEXTS: usize = 3_000;

/// How many texts are asked: `GLASKLAR_ROUNDS`, where somebody wants more.
fn rounds() -> usize {
    std::env::var("GLASKLAR_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(TEXTS)
}

/// Pieces of which texts are made: what the analyser treats in ways of its own, and what lies between.
const PIECES: &[&str] = &[
    "bæredygtighed",
    "resultatkontrakterne",
    "Aabenraa",
    "Tromsø",
    "berekraftige",
    "municipalities",
    "a\u{30a}r",
    "til\u{ad}skud",
    "4",
    "mio.",
    "seks",
    "millioner",
    "2.762.000",
    "2 762 000",
    "2\u{a0}762\u{a0}000,50",
    "kr.",
    "§",
    "14",
    "24.00.00-A08-1-20",
    "SAG-2021-00200",
    "31/23",
    "sak",
    "A03-P1-EPI004",
    "18. januar 2021",
    "18.12.2020",
    "2021-01-18",
    "7/12",
    "DK-CVR-29189919",
    "942 110 464",
    "KS",
    "-",
    ".",
    ",",
    "/",
    "\n",
    "«",
    "😀",
    "%",
    "1.234",
];

/// The same texts on every run, so that a failure can be looked at again.
fn texts() -> Vec<(Language, String)> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let piece = proptest::sample::select(PIECES);
    let text = (proptest::collection::vec((piece, "[ \u{a0}]{0,2}[a-zæøåA-ZÆØÅ0-9.,/§ -]{0,4}"), 0..8), 0..4usize)
        .prop_map(|(parts, language)| {
            let text: String = parts.into_iter().flat_map(|(piece, rest)| [piece.to_owned(), rest]).collect();
            (Language::ALL[language], text)
        });
    (0..rounds()).map(|_| text.new_tree(&mut runner).expect("a text can be made").current()).collect()
}

fn in_rust(language: Language, text: &str) -> Value {
    let forms = analyse(text, language);
    let words = query(text, &Language::ALL).words;
    let asked: Vec<Value> =
        words.iter().map(|word| json!([word.exact, word.stems, word.letters, word.spellings])).collect();
    json!([forms.exact, forms.stems, forms.letters, asked])
}

#[test]
fn rust_and_javascript_read_random_texts_alike() {
    let spawned = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/twin.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut node) = spawned else {
        println!("skipped: there is no node on this machine to run the JavaScript twin");
        return;
    };
    let texts = texts();
    let questions: String =
        texts.iter().map(|(language, text)| format!("{}\n", json!([language.code(), text]))).collect();
    let mut input = node.stdin.take().expect("node reads");
    let writer = std::thread::spawn(move || input.write_all(questions.as_bytes()).expect("node takes the questions"));
    let answers = node.wait_with_output().expect("node answers");
    writer.join().expect("every question was asked");
    let answers = String::from_utf8(answers.stdout).expect("node answers in UTF-8");
    assert_eq!(answers.lines().count(), texts.len());
    for ((language, text), answer) in texts.iter().zip(answers.lines()) {
        let javascript: Value = serde_json::from_str(answer).expect("each answer is JSON");
        assert_eq!(in_rust(*language, text), javascript, "{} {text:?}", language.code());
    }
}
