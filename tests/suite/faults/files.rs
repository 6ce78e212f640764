//! Rows 21 and 22: what is no plain file, and files that cannot be read.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::{project, town};
use crate::driver::Workplace;

fn pipe(place: &Workplace, path: &str) {
    let made = Command::new("mkfifo").arg(place.path(path)).status().expect("`mkfifo` runs");
    assert!(made.success());
}

/// Where each thing is put that is no plain file, and as what it is named.
const THINGS: &[(&str, &str)] = &[
    ("content/grants/to-file.md", "a symbolic link"),
    ("content/grants/out.md", "a symbolic link"),
    ("content/grants/dangling.md", "a symbolic link"),
    ("content/grants/endless.yaml", "a symbolic link"),
    ("content/loop", "a symbolic link"),
    ("content/out", "a symbolic link"),
    ("content/grants/pipe.md", "a pipe"),
    ("content/grants/socket.md", "a socket"),
    ("layouts/list.html", "a pipe"),
];

fn with_things() -> (Workplace, UnixListener) {
    let place = town().on_disk();
    fs::create_dir_all(place.path("layouts")).expect("a folder");
    for (to, path) in [
        ("a.md", "content/grants/to-file.md"),
        ("/etc/passwd", "content/grants/out.md"),
        ("nowhere", "content/grants/dangling.md"),
        ("/dev/zero", "content/grants/endless.yaml"),
        (".", "content/loop"),
        ("/etc", "content/out"),
    ] {
        symlink(to, place.path(path)).expect("a link");
    }
    pipe(&place, "content/grants/pipe.md");
    pipe(&place, "layouts/list.html");
    let socket = UnixListener::bind(place.path("content/grants/socket.md")).expect("a socket");
    (place, socket)
}

#[test]
fn row_21_what_is_no_plain_file_is_left_out_and_named() {
    let (place, _socket) = with_things();
    for command in ["build", "check"] {
        let ran = place.run(&[command]);
        ran.ends(0);
        for (path, what) in THINGS {
            ran.complains(&format!("warning[left-out-file]: `{path}` is {what} and is not read"));
        }
        assert!(!ran.output.values().any(|bytes| String::from_utf8_lossy(bytes).contains("root:x:0")));
    }
    place.run(&["check", "--strict"]).ends(1).complains("error[left-out-file]");
}

#[cfg(feature = "serve")]
#[test]
fn row_21_the_preview_names_what_it_leaves_out() {
    let (place, _socket) = with_things();
    let served = place.serve(&[]);
    served.get("/tilskud/a.html").is(200).shows("9 warnings");
    served.get("/-glasklar/report").is(200).shows("content/grants/pipe.md").shows("content/out");
    served.get("/tilskud/out.html").is(404);
}

#[test]
fn row_21_folders_of_a_site_that_are_links_are_not_followed() {
    let place = town().on_disk();
    place.write("elsewhere/projects/p.md", project("Hemmeligheden.\n"));
    fs::rename(place.path("content"), place.path("own")).expect("a folder that can be renamed");
    symlink("elsewhere", place.path("content")).expect("a link");
    let ran = place.run(&["build"]);
    ran.ends(0).complains("`content` is a symbolic link and is not read");
    assert!(!ran.output.contains_key("projekter/p.html"));
}

#[test]
fn row_21_settings_and_ledger_that_are_no_plain_files_are_refused() {
    for (path, code) in [("glasklar.toml", 2), ("ledger.jsonl", 3)] {
        for sort in ["a pipe", "a symbolic link"] {
            let place = town().on_disk();
            let _ = fs::remove_file(place.path(path));
            match sort {
                "a pipe" => pipe(&place, path),
                _ => symlink("nowhere", place.path(path)).expect("a link"),
            }
            for command in ["build", "check"] {
                place.run(&[command]).refuses(code).complains(path).complains(&format!("it is {sort}"));
            }
            assert!(!place.path("nowhere").exists());
        }
    }
    let place = town().on_disk();
    pipe(&place, "documents");
    place.run(&["check", "--documents", "documents"]).refuses(2).complains("documents");
    place.run(&["ledger", "verify", "documents"]).ends(2);
    symlink("/etc", place.path("linked")).expect("a link");
    place.run(&["check", "--documents", "linked"]).refuses(3).complains("it is a symbolic link");
}

/// Documents are quoted from, so what is left out among them is said as well.
#[test]
fn row_21_documents_are_plain_files_too() {
    let place = town().on_disk();
    place.write("documents/a.txt", "Ja.");
    pipe(&place, "documents/b.txt");
    let ran = place.run(&["check", "--documents", "documents"]);
    ran.ends(0).complains("`documents/b.txt` is a pipe and is not read");
}

/// Whoever names the folder of a site means it, whatever leads there.
#[test]
fn row_21_a_site_may_be_named_by_a_link() {
    let place = town().on_disk();
    let links = Workplace::new(&std::collections::BTreeMap::new());
    symlink(place.path("."), links.path("site")).expect("a link");
    links.run(&["check", "site"]).ends(0).complains("no errors, 0 warnings");
}

/// The folder for somebody who may read everything but one path. Root may read all, so the binary is run as nobody.
fn run_unprivileged(place: &Workplace, path: &str) -> Option<(i32, String)> {
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    fs::set_permissions(place.path("."), fs::Permissions::from_mode(0o755)).expect("permissions");
    fs::set_permissions(place.path(path), fs::Permissions::from_mode(0o000)).expect("permissions");
    let binary = env!("CARGO_BIN_EXE_glasklar");
    let mut command = match root {
        true => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", binary]);
            command
        }
        false => Command::new(binary),
    };
    let ran = command.args(["check", "--today", "2024-03-01"]).arg(place.path(".")).output().ok()?;
    fs::set_permissions(place.path(path), fs::Permissions::from_mode(0o755)).expect("permissions");
    Some((ran.status.code()?, String::from_utf8_lossy(&ran.stderr).into_owned()))
}

#[test]
fn row_22_what_may_not_be_read_is_named() {
    for path in ["content/grants/a.md", "content/grants", "content"] {
        let place = town().on_disk();
        let Some((code, stderr)) = run_unprivileged(&place, path) else { continue };
        // Where the binary lies in a folder that only its owner may enter, it cannot be started as somebody else.
        if stderr.contains("setpriv: failed to execute") {
            continue;
        }
        assert_eq!(code, 3, "`{path}`:\n{stderr}");
        assert!(stderr.contains(path) && stderr.contains("ermission denied"), "`{path}`:\n{stderr}");
    }
}

#[cfg(feature = "serve")]
#[test]
fn row_22_the_preview_recovers_when_a_folder_is_back() {
    let place = town().on_disk();
    let served = place.serve(&[]);
    let mut events = served.events();
    served.get("/tilskud/a.html").is(200);
    fs::rename(place.path("content"), place.path("away")).expect("a folder that can be renamed");
    served.follows(&mut events, "/tilskud/a.html", 404, "");
    fs::rename(place.path("away"), place.path("content")).expect("a folder that can be renamed");
    served.follows(&mut events, "/tilskud/a.html", 200, "Grant a");
    // A pipe in the place of a file is told, and harms nothing.
    fs::remove_file(place.path("content/grants/a.md")).expect("a file that can be removed");
    pipe(&place, "content/grants/a.md");
    served.follows(&mut events, "/-glasklar/report", 200, "is a pipe and is not read");
    fs::remove_file(place.path("content/grants/a.md")).expect("a file that can be removed");
    place.write("content/grants/a.md", &town().files()["content/grants/a.md"]);
    served.follows(&mut events, "/tilskud/a.html", 200, "Grant a");
}
