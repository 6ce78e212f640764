//! The reading order of `src/lib.rs`, and its map.

use super::{Line, demand, lines, words};
use crate::driver::{repository, tree};

fn lib() -> String {
    std::fs::read_to_string(repository().join("src/lib.rs")).expect("src/lib.rs")
}

/// The modules in the order in which `src/lib.rs` declares them.
fn modules() -> Vec<String> {
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib().lines().filter_map(name).collect()
}

/// The module to which a file belongs: `src/load/table.rs` to `load`.
fn module_of(file: &str) -> &str {
    let rest = file.strip_prefix("src/").unwrap_or(file);
    let end = rest.find(['/', '.']).unwrap_or(rest.len());
    &rest[..end]
}

/// The modules that a line names after `crate::`, one by one or in braces.
fn used(line: &Line) -> Vec<String> {
    let name =
        |text: &str| -> String { text.trim_start().chars().take_while(|c| *c == '_' || c.is_alphanumeric()).collect() };
    let mut used = Vec::new();
    for at in words(&line.code, "crate") {
        let Some(rest) = line.code[at + "crate".len()..].strip_prefix("::") else { continue };
        match rest.strip_prefix('{') {
            Some(list) => used.extend(list.split(',').map(name)),
            None => used.push(name(rest)),
        }
    }
    used
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let order = modules();
    let rank = |module: &str| order.iter().position(|known| known == module);
    let mut broken = Vec::new();
    for line in lines().iter().filter(|line| !matches!(line.file.as_str(), "src/lib.rs" | "src/main.rs")) {
        let own = module_of(&line.file);
        if line.code.trim_end().ends_with("crate::{") {
            broken.push(format!("{}: write one line per module, so that this test can read it", line.place()));
        }
        for used in used(line) {
            if used != own && rank(&used).zip(rank(own)).is_some_and(|(used, own)| used > own) {
                broken.push(format!("{}: `{own}` uses `{used}`, which stands below it in src/lib.rs", line.place()));
            }
        }
    }
    demand("a module uses only modules above it", &broken);
}

#[test]
fn every_file_belongs_to_a_module_of_the_order() {
    let order = modules();
    let stray = tree(&repository().join("src")).into_keys().map(|path| format!("src/{path}"));
    let stray: Vec<String> = stray
        .filter(|file| !matches!(file.as_str(), "src/lib.rs" | "src/main.rs"))
        .filter(|file| !order.iter().any(|module| module == module_of(file)))
        .collect();
    demand("every file belongs to a module that src/lib.rs declares", &stray);
}

/// The first doc comment of the crate.
fn map() -> String {
    lib().lines().take_while(|line| line.starts_with("//!")).map(|line| format!("{}\n", &line[3..])).collect()
}

#[test]
fn every_module_that_the_map_names_exists() {
    let order = modules();
    let named = map();
    let links = named.split("[`").skip(1).filter_map(|rest| rest.split("`]").next());
    let gone: Vec<String> = links
        .map(|link| link.split("::").next().unwrap_or(link))
        .filter(|link| !matches!(*link, "prepare" | "make"))
        .filter(|link| !order.iter().any(|module| module == link))
        .map(str::to_owned)
        .collect();
    assert!(named.contains("[`load`]"), "the map of src/lib.rs links its modules as [`load`]");
    demand("the map in src/lib.rs names modules that do not exist", &gone);
}

#[test]
fn the_map_names_every_stage() {
    let map = map();
    let drawn = map.split("──▶").filter_map(|part| part.rsplit("──").next()).map(str::trim);
    let drawn: Vec<&str> =
        drawn.filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())).collect();
    assert_eq!(drawn, ["load", "gather", "check", "model", "plan", "make"], "the drawing shows the stages in turn");
    let without: Vec<String> = drawn
        .iter()
        .filter(|stage| !map.lines().any(|line| line.trim_start().starts_with(&format!("| `{stage}` | [`"))))
        .map(|stage| (*stage).to_owned())
        .collect();
    demand("stages without a row in the map", &without);
}

/// The modules of which a line names a function: `crate::load::{Loader, load}`, `crate::config::read(…)`.
fn called(line: &Line) -> Vec<String> {
    let after = |at: usize| line.code[at..].strip_prefix("crate::")?.split([';', '(']).next()?.split_once("::");
    let is_function = |name: &str| name.trim().starts_with(|first: char| first.is_ascii_lowercase());
    let paths = words(&line.code, "crate").filter_map(after);
    paths
        .filter(|(_, names)| names.trim_matches(['{', '}']).split(',').any(is_function))
        .map(|(module, _)| module.to_owned())
        .collect()
}

#[test]
fn the_map_names_every_module_whose_functions_the_stages_call() {
    let map = map();
    let stages: Vec<Line> = lines().into_iter().filter(|line| line.file == "src/stages.rs").collect();
    let called: Vec<String> = stages.iter().filter(|line| !line.in_tests).flat_map(called).collect();
    assert!(called.iter().any(|module| module == "load"), "the stages call `load`; found {called:?}");
    let missing: Vec<String> = called.into_iter().filter(|module| !map.contains(&format!("[`{module}"))).collect();
    demand("the map in src/lib.rs does not name", &missing);
}
