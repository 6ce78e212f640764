//! An old site that is not as it was left, and a build that fails half-way.

use std::fs;

use super::{assert_no_leftovers, assert_same, changed, clean, put, site};

#[test]
fn a_damaged_marker_is_ignored_and_the_site_is_written_whole() {
    let whole = clean(&site());
    let marker = &whole[".glasklar"];
    let text = String::from_utf8(marker.clone()).expect("UTF-8");
    let (head, files) = text.split_once('\n').expect("lines");
    let faults: [(&str, Vec<u8>); 7] = [
        ("empty", Vec::new()),
        ("cut in half", marker[..marker.len() / 2].to_owned()),
        ("without its last line", marker[..marker.len() - 80].to_owned()),
        ("of an old version", format!("glasklar 0.0.1\n{files}").into_bytes()),
        ("of a version to come", format!("glasklar 9.0.0 with more to tell\n{{}}\n{files}").into_bytes()),
        ("no text", vec![0xff, 0, 0xfe, 7]),
        ("of another site", format!("{head}\n00  other.html\n").into_bytes()),
    ];
    for (fault, bytes) in faults {
        let place = site().on_disk();
        place.run(&["build"]).ends(0);
        place.write("public/.glasklar", &bytes);
        put(&place, &changed());
        assert_same(&clean(&changed()), &place.run(&["build"]).ends(0).output, fault);
        // What belongs to somebody is still not removed.
        place.write("public/.glasklar", &bytes);
        place.write("public/mine.txt", "mine");
        place.run(&["build"]).ends(2).complains("mine.txt");
        assert_eq!(place.read("public/mine.txt"), b"mine", "{fault}");
    }
}

#[test]
fn a_rebuild_over_an_edited_output_is_a_clean_build() {
    let expected = clean(&changed());
    let place = site().on_disk();
    place.run(&["build"]).ends(0);
    let public = |path: &str| place.path("public").join(path);
    place.write("public/index.html", "");
    place.write("public/tilskud/g1.html", "something else");
    let mut page = place.read("public/tilskud/g2.html");
    let last = page.len() - 1;
    page[last] ^= 1;
    place.write("public/tilskud/g2.html", &page);
    page.push(b'\n');
    place.write("public/tilskud/g4.html", &page);
    fs::remove_file(public("tilskud/g5.html")).expect("removed");
    fs::remove_file(public("tilskud/g6.html")).expect("removed");
    fs::create_dir_all(public("tilskud/g6.html/empty")).expect("made");
    fs::rename(public("tilskud/g7.html"), public("tilskud/g8.html")).expect("moved");
    put(&place, &changed());
    assert_same(&expected, &place.run(&["build"]).ends(0).output, "after edits");
    assert!(!public("tilskud/g6.html/empty").exists());
    assert_no_leftovers(&place, "after edits");
}

/// Neither a template nor the disk says beforehand that it will fail.
#[test]
fn a_failing_template_leaves_the_old_site_and_nothing_else() {
    let place = site().on_disk();
    let before = place.run(&["build"]);
    place.write("layouts/list.html", "{{ page.nothing_of_the_sort }}");
    assert_same(&before.output, &place.run(&["build"]).ends(1).output, "after a fault in a template");
    assert_no_leftovers(&place, "after a fault in a template");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_named_and_leaves_the_old_site() {
    let place = site().on_disk();
    let before = place.run(&["build"]);
    put(&place, &changed());
    // No file may be over four kilobytes, and the signal that tells so is ignored.
    let ran = super::shell(&place, "trap '' XFSZ; ulimit -f 8; build");
    ran.ends(3).complains("public.glasklar/new/");
    assert_same(&before.output, &ran.output, "after a failed write");
    assert_no_leftovers(&place, "after a failed write");
}

/// The folders above an output are made for a site, and not for an error.
#[test]
fn an_error_leaves_no_folder_where_there_was_none() {
    let place = site().file("content/projects/p.md", "---\nzebra: x\n---\n").on_disk();
    place.run(&["build", "--out", "a/b/site"]).ends(1);
    assert!(!place.path("a").exists());
}

/// As in `glasklar build | head`: what cannot be told to anybody ends no build half-way.
#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_away_changes_nothing() {
    let place = site().grant("g1", "funder: by\n").on_disk();
    for command in ["build", "build --format json", "build content"] {
        place.run(&["build"]).complains("warning[");
        let ran = super::shell(&place, &format!("{{ {command}; echo $? > code; }} 2>&1 | true; cat code"));
        let code = if command == "build content" { "2\n" } else { "0\n" };
        assert_eq!(ran.stdout, code, "{command}");
        assert_same(&clean(&site().grant("g1", "funder: by\n")), &ran.output, command);
    }
}

/// Whether this process, and so those that it starts, ignore what Ctrl-C sends; where the system does not tell, they do not.
#[cfg(unix)]
fn ignores_interrupts() -> bool {
    const INTERRUPT: u64 = 1 << 1;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & INTERRUPT != 0)
}

/// Ctrl-C.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_the_old_site_and_the_next_build_cleans_up() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    const ATTEMPTS: usize = 100;
    // Whoever starts the tests in the background of a shell has them ignore interrupts; to be ended is the same to a build.
    let (name, signal) = if ignores_interrupts() { ("-TERM", 15) } else { ("-INT", 2) };
    let version = |at: usize| {
        let fields = format!("funder: by\ndecided: 2022-01-{:02}\n", at % 28 + 1);
        (0..400).fold(site(), |site, one| site.grant(&format!("many-{one}"), &fields))
    };
    let place = version(0).on_disk();
    let mut before = place.run(&["build"]).ends(0).output.clone();
    // A build may be over before it can be interrupted; then the next one is.
    for at in 1.. {
        assert!(at < ATTEMPTS, "no build could be interrupted");
        put(&place, &version(at));
        let mut command = Command::new(super::PROGRAM);
        command.args(["build", "--today", crate::driver::TODAY]).current_dir(place.path("."));
        let mut build = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        while !place.path(".public.glasklar/new").exists() && build.try_wait().expect("a child").is_none() {}
        super::works(&["kill", name, &build.id().to_string()]);
        let status = build.wait().expect("an end");
        let found = crate::driver::tree(&place.path("public"));
        if status.success() {
            before = found;
            continue;
        }
        assert_eq!(status.signal(), Some(signal), "{status}");
        assert_same(&before, &found, "after an interrupt");
        assert_same(&clean(&version(at)), &place.run(&["build"]).ends(0).output, "after the next build");
        break;
    }
    assert_no_leftovers(&place, "after the next build");
}
