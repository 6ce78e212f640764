//! Files of the repository.

use std::collections::BTreeMap;

use super::demand;
use crate::driver::{compare, repository, tree, tree_without};

const LIMIT: usize = 400;
const ENDINGS: &[&str] = &[".rs", ".js", ".mjs", ".css", ".html"];
/// Folders of what is made or fetched, at any depth.
const MADE: &[&str] = &["target", "public", "node_modules", ".git"];

/// Every file of the repository that people write, by its path.
fn written() -> BTreeMap<String, Vec<u8>> {
    tree_without(repository(), MADE)
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let code = |path: &str| {
        ["src/", "layouts/", "tests/", "benches/"].iter().any(|folder| path.starts_with(folder))
            && ENDINGS.iter().any(|ending| path.ends_with(ending))
            && !path.starts_with("tests/sites/golden/")
    };
    let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let long = written().into_iter().filter(|(path, _)| code(path)).map(|(path, bytes)| (path, lines(&bytes)));
    let long: Vec<String> =
        long.filter(|(_, lines)| *lines > LIMIT).map(|(path, lines)| format!("{path}: {lines} lines")).collect();
    demand("no Rust, JavaScript, CSS or template file is over 400 lines", &long);
}

#[test]
fn the_embedded_theme_is_the_folder_layouts() {
    let embedded = glasklar::theme::built_in();
    let folder = tree(&repository().join("layouts"));
    let folder: BTreeMap<String, Vec<u8>> =
        folder.into_iter().map(|(path, bytes)| (format!("layouts/{path}"), bytes)).collect();
    let differing = compare(&folder, &embedded).iter().map(ToString::to_string).collect::<Vec<_>>();
    demand("the embedded theme is not the folder layouts/ (build again?)", &differing);
}

/// Words that no file of the project holds. They are put together here so that this file does not hold them either.
fn foreign() -> Vec<String> {
    let paths = ["work", "root", "home", "Users"].map(|folder| format!("/{folder}/"));
    let hosts = [("crates", "io"), ("npmjs", "org"), ("yarnpkg", "com"), ("pypi", "org"), ("rubygems", "org")];
    let hosts = hosts.map(|(name, end)| format!("{name}.{end}"));
    paths.into_iter().chain(hosts).collect()
}

#[test]
fn no_file_names_this_machine_or_a_package_registry() {
    let foreign = foreign();
    let mut broken = Vec::new();
    for (path, bytes) in written() {
        let text = String::from_utf8_lossy(&bytes);
        for (at, line) in text.lines().enumerate() {
            let usual = path.ends_with("Cargo.lock") && line.starts_with("source = ");
            if let Some(word) = foreign.iter().find(|word| !usual && line.contains(word.as_str())) {
                broken.push(format!("{path}:{}: `{word}`", at + 1));
            }
        }
    }
    demand("no path of a machine and no host of a package registry stands in a file of the project", &broken);
}

#[test]
fn every_file_ends_its_last_line() {
    let text =
        |path: &str| [".rs", ".js", ".mjs", ".css", ".html", ".toml", ".md"].iter().any(|end| path.ends_with(end));
    let open = |(path, bytes): &(String, Vec<u8>)| {
        text(path) && !path.starts_with("tests/sites/") && !bytes.is_empty() && !bytes.ends_with(b"\n")
    };
    let broken: Vec<String> = written().into_iter().filter(open).map(|(path, _)| path).collect();
    demand("a text file ends with a line end", &broken);
}
