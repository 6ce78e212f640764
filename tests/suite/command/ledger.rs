//! `glasklar ledger verify`: the past cannot be rewritten unnoticed.

use crate::driver::{Site, Workplace};

/// A site with three publications, written by the real binary.
fn published() -> Workplace {
    let place = Site::new().organisation("a").on_disk();
    for (day, name) in [("2024-01-01", "b"), ("2024-02-01", "c"), ("2024-03-01", "d")] {
        let entry = format!("---\nname: {name}\nsource: [{{ url: https://kilde.example/ }}]\n---\n");
        place.write(&format!("content/organisations/{name}.md"), entry);
        place.run(&["build", "--record", "--today", day]).ends(0);
    }
    place
}

fn alter(place: &Workplace, file: &str, change: impl Fn(&str) -> String) {
    let text = String::from_utf8(place.read(file)).expect("UTF-8");
    place.write(file, change(&text));
}

#[test]
fn a_whole_ledger_is_said_to_be_whole() {
    let place = published();
    let ran = place.run(&["ledger", "verify"]);
    assert!(ran.ends(0).stdout.contains("3 publications, 2024-01-01 to 2024-03-01"), "{}", ran.stdout);
    // The published site holds the same ledger.
    place.run(&["ledger", "verify", "public"]).ends(0);
    place.run(&["ledger", "verify", "--copy", "public/ledger.jsonl"]).ends(0);
}

#[test]
fn an_altered_old_line_is_named_by_its_number() {
    for (line, day, other) in [(1, "2024-01-01", "2024-01-02"), (2, "2024-02-01", "2024-02-02")] {
        let place = published();
        alter(&place, "ledger.jsonl", |text| text.replace(day, other));
        let ran = place.run(&["ledger", "verify"]);
        assert!(
            ran.ends(1).stderr.contains(&format!("ledger.jsonl:{line}: line {line} was altered")),
            "{}",
            ran.stderr
        );
        place.run(&["build"]).ends(1);
    }
}

#[test]
fn the_last_line_is_held_by_a_copy() {
    let place = published();
    alter(&place, "ledger.jsonl", |text| text.replace("2024-03-01", "2024-03-02"));
    place.run(&["ledger", "verify"]).ends(0);
    let ran = place.run(&["ledger", "verify", "--copy", "public/ledger.jsonl"]);
    assert!(ran.ends(1).stderr.contains("line 3 was altered"), "{}", ran.stderr);
}

#[test]
fn a_line_that_is_missing_is_said_to_be_missing() {
    let place = published();
    alter(&place, "ledger.jsonl", |text| text.lines().take(2).map(|line| format!("{line}\n")).collect());
    let ran = place.run(&["ledger", "verify", "--copy", "public/ledger.jsonl"]);
    assert!(ran.ends(1).stderr.contains("line 3 is missing"), "{}", ran.stderr);
    let alone = place.run(&["ledger", "verify"]);
    assert!(alone.ends(0).stderr.contains("--copy FILE"), "{}", alone.stderr);
}

#[test]
fn without_a_ledger_there_is_nothing_to_verify() {
    let ran = Site::new().command(&["ledger", "verify"]);
    assert!(ran.ends(2).stderr.contains("glasklar build --record"), "{}", ran.stderr);
}
