//! Row 30: readers that go away, no terminal, Ctrl-C.

use std::process::{Command, Stdio};

use super::{built, entry, town};
use crate::driver::tree;

fn glasklar() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glasklar"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// More complaints than a pipe holds, so that the writer meets its end.
fn full_of_faults() -> crate::driver::Site {
    let mut site = town();
    for at in 0..40 {
        let fields: String = (0..60).map(|key| format!("zebra-{at}-{key}: x\n")).collect();
        site = site.file(&format!("content/projects/p{at}.md"), entry(&format!("title: P\n{fields}")));
    }
    site
}

#[test]
fn row_30_a_reader_that_goes_away_is_no_fault() {
    let place = full_of_faults().on_disk();
    let commands: [&[&str]; 4] =
        [&["check", "--today", "2024-03-01"], &["check", "--format", "json"], &["explain"], &["build"]];
    for arguments in commands {
        let mut child = glasklar().args(arguments).current_dir(place.path(".")).spawn().expect("the binary runs");
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().expect("a child").code();
        let expected = if arguments[0] == "explain" { 0 } else { 1 };
        assert_eq!(code, Some(expected), "{arguments:?}");
    }
    let good = town().on_disk();
    let mut child = glasklar().arg("build").current_dir(good.path(".")).spawn().expect("the binary runs");
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().expect("a child").code(), Some(0));
    assert!(good.path("public/index.html").is_file());
}

#[test]
fn row_30_the_language_of_the_terminal_changes_no_word() {
    let place = full_of_faults().on_disk();
    let usual = place.run(&["check"]);
    let plain = place.run_with(&["check"], &[("LANG", "C"), ("LC_ALL", "C"), ("TERM", "dumb")]);
    assert!(!usual.stderr.contains('\u{1b}') && usual.stderr == plain.stderr);
}

/// The old site, or the new one where it was ready, and nothing between.
#[cfg(unix)]
#[test]
fn row_30_ctrl_c_leaves_a_whole_site() {
    let place = town().on_disk();
    let old = built(&place, &[], &[]).output;
    place.write("content/projects/p.md", entry("title: Ny\n"));
    let new = {
        let other = town().file("content/projects/p.md", entry("title: Ny\n")).on_disk();
        built(&other, &[], &[]).output
    };
    assert!(old != new);
    for moment in [0, 20, 60, 120, 250] {
        let mut child = glasklar()
            .args(["build", "--today", "2024-03-01"])
            .current_dir(place.path("."))
            .spawn()
            .expect("the binary runs");
        std::thread::sleep(std::time::Duration::from_millis(moment));
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        child.wait().expect("a child");
        let left = tree(&place.path("public"));
        assert!(left == old || left == new, "after {moment} ms the site is neither the old one nor the new one");
    }
    assert!(built(&place, &[], &[]).output == new);
}
