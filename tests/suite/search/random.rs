//! Random states of the search page on two sites: the engine of `glasklar search`, which reads the published files, answers what
//! a scan of the model answers, and the engine of the browser the same.
//!
//! `cargo test` asks a thousand states; `GLASKLAR_ROUNDS=100000 cargo test --release --test suite search::random` asks so many of
//! each site.

use std::collections::{BTreeMap, BTreeSet};

use glasklar::lang::Language;
use glasklar::search::ask::{Answer, Engine, Index as Opened, Notice};

use serde_json::Value;

use super::Index;
use super::asked::{Asked, Source};
use super::made::made;
use super::numbers::Numbers;
use super::scan::{Group, Line, Scan};
use super::scanned::World;
use super::twin::in_javascript;
use crate::driver::{Site, repository};

const ROUNDS: usize = 500;

fn rounds() -> usize {
    std::env::var("GLASKLAR_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

#[test]
fn the_sample_answers_as_a_scan_of_it_does() {
    compare(&Site::at(repository()), 1);
}

#[test]
fn a_site_with_everything_that_can_go_wrong_answers_as_a_scan_of_it_does() {
    compare(&made(400), 2);
}

fn compare(site: &Site, seed: u64) {
    let model = site.model();
    let world = World::of(&model);
    let index = Index::of(&model);
    let opened = Opened::open(&index).expect("an index");
    let engine = Engine::new(&opened).expect("an index");
    let source = Source::of(&world);
    let mut numbers = Numbers(seed);
    let mut seen = Seen::default();
    let mut asked_in: BTreeMap<Language, (Vec<String>, Vec<Value>)> = BTreeMap::new();
    for round in 0..rounds() {
        let asked = source.state(&mut numbers);
        let language = *numbers.of(&model.config.languages);
        let (address, scan) = (asked.address(), world.scan(&asked, language));
        let state = engine.state(&address);
        let found = engine.answer(&state, language.code()).expect("an answer");
        let answered = answered(&engine, &found);
        assert_eq!(answered, scan, "round {round}, in {language}: ?{address}\n{asked:#?}");
        seen.note(&asked, &scan);
        let (states, answers) = asked_in.entry(language).or_default();
        states.push(address);
        answers.push(engine.json(&state, &found, language.code()).expect("an answer"));
    }
    seen.is_enough();
    for (language, (states, answers)) in asked_in {
        let twin = in_javascript(&index, language.code(), &states).unwrap_or_else(|| answers.clone());
        assert_eq!(twin.len(), answers.len());
        for ((state, rust), javascript) in states.iter().zip(&answers).zip(&twin) {
            assert_eq!(javascript, rust, "in {language}: ?{state}");
        }
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
        assert!(self.inside > 0 && self.grouped > 0);
        for notice in ["any", "prefix", "range", "reversed", "split", "synonyms", "typo", "value"] {
            assert!(self.notices.contains(notice), "no state met `{notice}`");
        }
    }
}
