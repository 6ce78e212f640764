//! Random states of the search page on two sites: the engine of `glasklar search`, which reads the published files, answers what
//! a scan of the model answers, and the engine of the browser the same.
//!
//! `cargo test` asks a thousand states. At full length, and on a site of more entries than one file of a column holds:
//!
//! ```text
//! GLASKLAR_ROUNDS=100000 cargo test --release --test suite search::random -- --skip a_large
//! GLASKLAR_ENTRIES=70000 GLASKLAR_ROUNDS=1000 cargo test --release --test suite search::random::a_large
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use glasklar::lang::Language;
use glasklar::search::ask::{Answer, Engine, Index as Opened, Notice};

use serde_json::Value;

use super::Index;
use super::asked::{Asked, Source};
use super::made::{demo, made};
use super::numbers::Numbers;
use super::scan::{Group, Line, Scan};
use super::scanned::World;
use super::twin::in_javascript;
use crate::driver::{Site, repository};

const ROUNDS: usize = 500;
const FEWER: usize = 40;
/// How many answers are kept until the browser's engine is asked too.
const BATCH: usize = 2_000;

fn rounds() -> usize {
    number("GLASKLAR_ROUNDS").unwrap_or(ROUNDS)
}

fn number<T: FromStr>(variable: &str) -> Option<T> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn the_sample_answers_as_a_scan_of_it_does() {
    compare(&Site::at(repository()), 1, rounds());
}

#[test]
fn a_site_with_everything_that_can_go_wrong_answers_as_a_scan_of_it_does() {
    compare(&made(400), 2, rounds());
}

/// Large enough for words that stand in files of their own; `GLASKLAR_ENTRIES=70000` makes it larger than a block of columns.
#[test]
fn a_large_site_answers_as_a_scan_of_it_does() {
    compare(&demo(number("GLASKLAR_ENTRIES").unwrap_or(3_000)), 3, number("GLASKLAR_ROUNDS").unwrap_or(FEWER));
}

fn compare(site: &Site, seed: u64, rounds: usize) {
    let model = site.model();
    let world = World::of(&model);
    let index = Index::of(&model);
    let opened = Opened::open(&index).expect("an index");
    let engine = Engine::new(&opened).expect("an index");
    let source = Source::of(&world);
    let mut numbers = Numbers(seed);
    let mut seen = Seen::default();
    while seen.rounds < rounds {
        let mut batch: BTreeMap<Language, Vec<(String, Value)>> = BTreeMap::new();
        for _ in 0..BATCH.min(rounds - seen.rounds) {
            let asked = source.state(&mut numbers);
            let language = *numbers.of(&model.config.languages);
            let (address, scan) = (asked.address(), world.scan(&asked, language));
            let state = engine.state(&address);
            let found = engine.answer(&state, language.code()).expect("an answer");
            let round = seen.rounds;
            assert_eq!(answered(&engine, &found), scan, "round {round}, in {language}: ?{address}\n{asked:#?}");
            let json = engine.json(&state, &found, language.code()).expect("an answer");
            batch.entry(language).or_default().push((address, json));
            seen.note(&asked, &scan);
        }
        for (language, states) in batch {
            same_in_javascript(&index, language, &states);
        }
    }
    seen.is_enough();
}

fn same_in_javascript(index: &Index, language: Language, states: &[(String, Value)]) {
    let addresses: Vec<&str> = states.iter().map(|(address, _)| address.as_str()).collect();
    let Some(answers) = in_javascript(index, language.code(), &addresses) else { return };
    assert_eq!(answers.len(), states.len());
    for ((address, rust), javascript) in states.iter().zip(&answers) {
        // Said part by part, because the whole is long.
        for part in rust.as_object().expect("an answer").keys() {
            assert_eq!(javascript[part], rust[part], "{part} in {language}: ?{address}");
        }
        assert_eq!(javascript, rust, "in {language}: ?{address}");
    }
}

/// The engine's answer in the form of a scan.
fn answered(engine: &Engine<'_>, answer: &Answer) -> Scan {
    let line = |code: &usize| -> Line {
        let line = &engine.manifest.lines[*code];
        (line.currency.clone(), line.basis.clone(), line.per.clone())
    };
    let is_ranked = serde_json::json!(answer.sort) == "relevance";
    let mut documents = answer.documents.clone();
    if is_ranked {
        documents.sort_unstable();
    }
    let facets = engine.manifest.facets.iter().enumerate().map(|(facet, told)| {
        let values = engine.values.all(facet).expect("values");
        let counts =
            answer.facets[facet].iter().map(|(code, count)| (values[*code as usize].0.clone(), *count as usize));
        (told.name.clone(), counts.collect::<BTreeMap<String, usize>>())
    });
    let totals = answer.totals.lines.iter().map(|(code, own)| (line(code), (own.minor, own.count, own.inside)));
    let groups = answer.groups.as_ref().map(|groups| {
        let facet = answer.grouped.expect("a facet");
        let values = engine.values.all(facet).expect("values");
        let group = |group: &glasklar::search::ask::Group| -> Group {
            let own = group.lines.iter().map(|(code, own)| {
                (line(code), (own.minor, own.count, own.average, own.median, i128::from(own.largest)))
            });
            (values[group.code as usize].0.clone(), group.count, own.collect())
        };
        groups.iter().map(group).collect()
    });
    Scan {
        asked: answer.asked,
        documents,
        is_ranked,
        notices: answer.notices.iter().cloned().collect(),
        facets: facets.collect(),
        totals: totals.collect(),
        without: answer.totals.without,
        groups,
    }
}

/// What the states of a run were like: a comparison of empty answers would prove nothing.
#[derive(Default)]
struct Seen {
    rounds: usize,
    found: usize,
    inside: usize,
    grouped: usize,
    notices: BTreeSet<String>,
}

impl Seen {
    fn note(&mut self, asked: &Asked, scan: &Scan) {
        self.rounds += 1;
        self.found += usize::from(!scan.documents.is_empty());
        self.inside += usize::from(scan.totals.values().any(|(_, _, inside)| *inside > 0));
        self.grouped +=
            usize::from(asked.group.is_some() && scan.groups.as_ref().is_some_and(|groups| groups.len() > 1));
        let word = |notice: &Notice| serde_json::json!(notice)["notice"].as_str().map(str::to_owned);
        self.notices.extend(scan.notices.iter().filter_map(word));
    }

    fn is_enough(&self) {
        println!(
            "{} states: {} with results, {} with parts inside wholes, {} grouped; notices {:?}",
            self.rounds, self.found, self.inside, self.grouped, self.notices
        );
        assert!(self.found * 4 > self.rounds, "only {} of {} states found anything", self.found, self.rounds);
        if self.rounds < ROUNDS {
            return;
        }
        assert!(self.inside > 0 && self.grouped > 0);
        for notice in ["any", "prefix", "range", "reversed", "split", "synonyms", "typo", "value"] {
            assert!(self.notices.contains(notice), "no state met `{notice}`");
        }
    }
}
