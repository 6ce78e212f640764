//! Same input, same bytes: whatever the order of the files, the threads, the time zone and the language of the machine.

use std::collections::BTreeMap;

use crate::driver::{Ran, Site, Workplace, compare, markdown, repository, tree};

/// The golden site and some more of everything, in an order of its own.
fn files() -> BTreeMap<String, Vec<u8>> {
    let mut site = Site::at(&repository().join("tests/sites/golden/avenue/site"));
    for at in 0..20 {
        // Same dates and names, so that only the last tie-breaker decides.
        let fields = "title: Træ\nfunder: by\nrecipient: traeforeningen\ndecided: 2022-05-04\n";
        site = site.file(&format!("content/grants/trae-{at}.md"), markdown(fields));
    }
    site.files().clone()
}

fn built(order: impl Iterator<Item = String>, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let files = files();
    let place = Workplace::new(&BTreeMap::new());
    for path in order {
        place.write(&path, &files[&path]);
    }
    let arguments: Vec<&str> = ["build"].iter().chain(arguments).copied().collect();
    let ran = place.run_with(&arguments, environment);
    ran.ends(0);
    ran
}

fn sorted() -> impl Iterator<Item = String> {
    files().into_keys()
}

#[track_caller]
fn assert_same(one: &Ran, other: &Ran) {
    let differing: Vec<String> = compare(&one.output, &other.output).iter().map(ToString::to_string).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let one = built(sorted(), &["--threads", "1"], &[]);
    assert!(one.output.len() > 100);
    let mut reversed: Vec<String> = sorted().collect();
    reversed.reverse();
    assert_same(&one, &built(reversed.iter().cloned(), &["--threads", "1"], &[]));
    let (even, odd): (Vec<_>, Vec<_>) = reversed.into_iter().enumerate().partition(|(at, _)| at % 2 == 0);
    assert_same(&one, &built(odd.into_iter().chain(even).map(|(_, path)| path), &[], &[]));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = built(sorted(), &["--threads", "1"], &[]);
    assert_same(&one, &built(sorted(), &["--threads", "2"], &[]));
    assert_same(&one, &built(sorted(), &[], &[("RAYON_NUM_THREADS", "7")]));
}

#[test]
fn the_machines_language_and_time_zone_change_nothing() {
    let one = built(sorted(), &[], &[("LC_ALL", "C"), ("TZ", "UTC")]);
    assert_same(
        &one,
        &built(sorted(), &[], &[("LC_ALL", "da_DK.UTF-8"), ("LANG", "nb_NO.UTF-8"), ("TZ", "Asia/Tokyo")]),
    );
}

#[cfg(unix)]
#[test]
fn the_working_folder_and_the_umask_change_nothing() {
    let one = built(sorted(), &[], &[]);
    let place = Workplace::new(&files());
    let script = "cd / && umask 077 && \"$0\" build --today 2024-03-01 \"$1\"";
    let mut command = std::process::Command::new("sh");
    let ended = command.args(["-c", script, env!("CARGO_BIN_EXE_glasklar")]).arg(place.path(".")).output();
    assert!(ended.is_ok_and(|ended| ended.status.success()));
    let other = Ran { code: 0, stdout: String::new(), stderr: String::new(), output: tree(&place.path("public")) };
    assert_same(&one, &other);
}

#[test]
fn building_twice_in_one_place_changes_nothing() {
    let place = Workplace::new(&files());
    let one = place.run(&["build"]);
    assert_same(&one, &place.run(&["build"]));
}

/// The report too: complaints come in the order of files and places, not of work.
#[test]
fn the_report_is_the_same_every_time() {
    let mut site = Site::new();
    for at in 0..30 {
        site = site.file(&format!("content/projects/p{at}.md"), markdown("title: P\nowner: nobody\nzebra: x\n"));
    }
    let reports: Vec<String> =
        ["1", "2", "4"].iter().map(|threads| site.command(&["check", "--threads", threads]).stderr).collect();
    assert!(reports[0].contains("nobody") && reports.iter().all(|report| *report == reports[0]));
}
