//! Failing sites: a folder `tests/sites/failing/<code>/<case>/` is a test. Its `expected.txt` is the report for people and
//! the counts; `UPDATE_EXPECT=1` writes it anew. A folder `documents/` in it is what `--documents` would name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::driver::{Checked, Site, compare, repository, subfolders, update_wanted};

const EXPECTED: &str = "expected.txt";

struct Case {
    /// The code that the site shows.
    code: String,
    /// `<code>/<case>`
    name: String,
    folder: PathBuf,
    checked: Checked,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let of_code = |code: PathBuf| subfolders(&code).into_iter().map(move |folder| (last(&code), folder));
    let folders: Vec<(String, PathBuf)> =
        subfolders(&repository().join("tests/sites/failing")).into_iter().flat_map(of_code).collect();
    folders
        .into_par_iter()
        .map(|(code, folder)| {
            let name = format!("{code}/{}", last(&folder));
            Case { code, name, checked: Site::at(&folder).check(), folder }
        })
        .collect()
});

impl Case {
    /// The site raises the code that its folder names, and no other.
    fn shows_its_code(&self) -> bool {
        self.checked.codes() == BTreeSet::from([self.code.as_str()])
    }
}

fn last(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn fail_with(wrong: &[String], advice: &str) {
    assert!(wrong.is_empty(), "{}\n{} failing sites: {advice}", wrong.join("\n"), wrong.len());
}

#[test]
fn every_failing_site_is_told_as_expected() {
    let (mut expected, mut made) = (BTreeMap::new(), BTreeMap::new());
    for case in CASES.iter() {
        let report = format!("{}{}\n", case.checked.report, case.checked.counts());
        let file = case.folder.join(EXPECTED);
        // A report about something else is never what is expected.
        if update_wanted() && case.shows_its_code() {
            fs::write(&file, &report).expect("a file that can be written");
        }
        expected.insert(case.name.clone(), fs::read(&file).unwrap_or_default());
        made.insert(case.name.clone(), report.into_bytes());
    }
    let wrong: Vec<String> = compare(&expected, &made).iter().map(ToString::to_string).collect();
    fail_with(&wrong, "the report differs; look at each, then UPDATE_EXPECT=1 writes them anew");
}

#[test]
fn every_failing_site_shows_its_code_and_nothing_else() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter(|case| !case.shows_its_code())
        .map(|case| format!("{} raises {:?}", case.name, case.checked.codes()))
        .collect();
    fail_with(&wrong, "one fault is told once, by the code that the folder names");
}

#[test]
fn every_complaint_names_a_remedy() {
    let without = |case: &&Case| case.checked.blocks().any(|block| !block.contains("= help: "));
    let wrong: Vec<String> = CASES.iter().filter(without).map(|case| case.name.clone()).collect();
    fail_with(&wrong, "the report says what is wrong and not what to do");
}

/// Codes about the site as a whole, or about a file that has no lines to point at.
const WITHOUT_PLACE: &[&str] = &[
    "encoding",
    "left-out-file",
    "missing-message",
    "no-accessibility-statement",
    "no-base-url",
    "two-things-at-one-address",
    "unused-file",
];

#[test]
fn every_complaint_names_a_place() {
    let about_a_place = |case: &&Case| !WITHOUT_PLACE.contains(&case.code.as_str());
    let nowhere = |case: &&Case| case.checked.blocks().any(|block| !block.contains("--> "));
    let wrong: Vec<String> = CASES.iter().filter(about_a_place).filter(nowhere).map(|case| case.name.clone()).collect();
    fail_with(&wrong, "the report does not say where");
}

#[test]
fn every_code_has_a_failing_site() {
    let shown: BTreeSet<&str> = CASES.iter().map(|case| case.code.as_str()).collect();
    let codes: BTreeSet<&str> = glasklar::codes().iter().map(|code| code.id).collect();
    let without: Vec<&&str> = codes.difference(&shown).collect();
    assert!(without.is_empty(), "codes without a folder under tests/sites/failing: {without:?}");
    let gone: Vec<&&str> = shown.difference(&codes).collect();
    assert!(gone.is_empty(), "folders under tests/sites/failing whose code is gone: {gone:?}");
}
