//! What is printed for machines, and `explain`.

use serde_json::Value;

use super::{bad, good};
use crate::driver::Ran;

fn checked(format: &str) -> Ran {
    let ran = bad().command(&["check", "--format", format]);
    ran.ends(1);
    ran
}

#[test]
fn json_is_one_object_a_line() {
    let ran = checked("json");
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.stdout);
    let complaint = &lines[0];
    assert_eq!(complaint["code"], "unknown-field");
    assert_eq!(complaint["severity"], "error");
    assert_eq!(complaint["file"], "content/grants/a.md");
    assert_eq!((&complaint["line"], &complaint["column"]), (&5.into(), &1.into()));
    assert_eq!(complaint["help"], "did you mean `project`?");
    assert!(complaint["message"].as_str().is_some_and(|message| message.contains("`projct`")));
}

#[test]
fn json_names_row_and_column_of_a_cell() {
    let table = "file = \"t.csv\"\n[columns]\nid = \"nr\"\ntitle = \"navn\"\ndecided = \"dato\"\n[constants]\n\
                 funder = \"by\"\nrecipient = \"by\"\nsource = { url = \"https://kilde.example/\" }\n";
    let rows = "nr,navn,dato\n1,\"Træer\npå to linjer\",2021-01-18\n2,Bænke,2021-02-30\n";
    let site = good().file("content/grants/t.table.toml", table).file("content/grants/t.csv", rows);
    let ran = site.command(&["check", "--format", "json"]);
    let complaint: Value = serde_json::from_str(ran.ends(1).stdout.trim()).expect("one line of JSON");
    assert_eq!(complaint["file"], "content/grants/t.csv");
    assert_eq!((&complaint["row"], &complaint["column"]), (&2.into(), &3.into()));
    assert_eq!(complaint["line"], 4, "the row stands on the fourth line, because a cell before it has two");
}

#[test]
fn annotations_name_file_line_and_column() {
    let ran = checked("github");
    let (head, message) = ran.stdout.trim_start_matches("::").split_once("::").expect("::error …::message");
    let (level, properties) = head.split_once(' ').expect("a level and properties");
    assert_eq!(level, "error");
    let expected = ["file=content/grants/a.md", "line=5", "col=1", "title=unknown-field"];
    assert_eq!(properties.split(',').collect::<Vec<_>>(), expected);
    assert!(message.contains("`projct`%0Adid you mean `project`?"), "{message}");
}

/// The line that ends a run is no part of what machines read.
#[test]
fn what_machines_read_stands_alone_on_standard_output() {
    for format in ["json", "github", "sarif"] {
        let clean = good().command(&["check", "--format", format]);
        clean.ends(0).complains("no errors");
        assert!(!clean.stdout.contains("no errors"));
        let failing = checked(format);
        assert!(failing.stderr.contains("1 error"), "{}", failing.stderr);
    }
}

#[test]
fn sarif_has_rules_results_and_places() {
    let log: Value = serde_json::from_str(&checked("sarif").stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "unknown-field");
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"unknown-field".into(), &"error".into()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/grants/a.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&5.into(), &1.into()));
}

/// An address in SARIF is a URI, in which letters outside ASCII and spaces are written by their bytes.
#[test]
fn sarif_writes_file_names_as_addresses() {
    let site = good().file("content/projects/på åen.md", "---\ntitle: Å\n---\n");
    let log: Value = serde_json::from_str(&site.command(&["check", "--format", "sarif"]).ends(1).stdout).expect("JSON");
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/projects/p%C3%A5%20%C3%A5en.md");
}

#[test]
fn a_personal_number_is_masked_in_every_format() {
    let site = good().grant("a", "funder: by\nrecipient: by\nsummary: 010170-1234 fik pengene\n");
    for format in ["human", "json", "github", "sarif"] {
        let ran = site.command(&["check", "--format", format]);
        let printed = format!("{}{}", ran.ends(1).stdout, ran.stderr);
        assert!(!printed.contains("1234") && printed.contains("personal-number"), "{format}:\n{printed}");
    }
}

/// A number that is wrong for another reason too is masked in that message as well.
#[test]
fn a_personal_number_is_masked_in_the_messages_of_other_rules() {
    let site = good().grant("a", "funder: by\nrecipient: 010170-1234\ndecided: 010170-1234\n");
    for format in ["human", "json", "github", "sarif"] {
        let ran = site.command(&["check", "--format", format]);
        let printed = format!("{}{}", ran.ends(1).stdout, ran.stderr);
        assert!(!printed.contains("1234"), "{format}:\n{printed}");
    }
}

#[test]
fn explain_tells_of_every_code() {
    let place = good().on_disk();
    let list = place.run(&["explain"]);
    list.ends(0);
    for code in glasklar::codes() {
        assert!(list.stdout.lines().any(|line| line.starts_with(code.id)), "`{}` is not listed", code.id);
        let told = place.run(&["explain", code.id]);
        told.ends(0);
        let text = told.stdout.trim();
        assert!(
            text.starts_with(code.id) && text.len() > code.id.len() + 80,
            "`{}` is hardly explained:\n{text}",
            code.id
        );
    }
}

/// Nobody can guess which fields a case has, or how a decision is written inside it.
#[test]
fn explain_tells_the_fields_of_a_kind() {
    let place = good().on_disk();
    let told = place.run(&["explain", "case"]);
    told.ends(0);
    let field = |name: &str| told.stdout.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
    assert!(field("treatments").contains("list of treatment"), "{}", told.stdout);
    assert!(field("votes").starts_with("        "), "members stand below their field:\n{}", told.stdout);
    assert!(told.stdout.contains("preparing | deciding | information"), "{}", told.stdout);
    place.run(&["explain", "cas"]).ends(2).complains("did you mean `case`?");
}

/// Explanations are read in a terminal of eighty columns as well.
#[test]
fn every_code_has_a_sentence_and_an_explanation() {
    for code in glasklar::codes() {
        assert!(code.summary.ends_with(['.', '…']) && !code.summary.contains('\n'), "`{}`: {}", code.id, code.summary);
        assert!(code.explanation.len() > 40, "`{}`: {}", code.id, code.explanation);
        assert!(code.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", code.id);
    }
    let ids: Vec<&str> = glasklar::codes().iter().map(|code| code.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "codes are sorted and none stands twice: {ids:?}");
}
