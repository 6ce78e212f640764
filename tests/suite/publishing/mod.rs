//! Publishing is all or nothing: whatever happens to a build, one whole site stands at the address, the old or the new.

mod faults;
mod full;
mod kills;
mod locked;
mod power;
mod refused;
mod states;
mod unchanged;

use std::collections::BTreeMap;
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Output, Stdio};

#[cfg(unix)]
use crate::driver::{Ran, TODAY};
use crate::driver::{Site, Workplace, compare};

/// The program itself.
const PROGRAM: &str = env!("CARGO_BIN_EXE_glasklar");

/// Files by path.
type Tree = BTreeMap<String, Vec<u8>>;

/// A site of some pages.
fn site() -> Site {
    let site = Site::new().organisation("by");
    (0..12).fold(site, |site, at| site.grant(&format!("g{at}"), "funder: by\nrecipient: by\n"))
}

/// The same with one record changed.
fn changed() -> Site {
    site().grant("g3", "funder: by\nrecipient: by\ndecided: 2022-05-04\n")
}

/// What a build makes where nothing was before.
fn clean(site: &Site) -> Tree {
    let ran = site.command(&["build"]);
    ran.ends(0);
    ran.output
}

#[track_caller]
fn assert_same(expected: &Tree, found: &Tree, when: &str) {
    let differing: Vec<String> = compare(expected, found).iter().map(ToString::to_string).collect();
    assert!(differing.is_empty(), "{when}:\n{}", differing.join("\n"));
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("`{}`: {error}", folder.display()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Nothing lies beside the output but the site's own files.
#[track_caller]
fn assert_no_leftovers(place: &Workplace, when: &str) {
    let left: Vec<String> = names(&place.path(".")).into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{when}: leftovers {left:?}");
}

/// Puts the files of a site in the place of those of another.
fn put(place: &Workplace, site: &Site) {
    for (path, bytes) in site.files() {
        place.write(path, bytes);
    }
}

/// The inode of every file of the output, and when it was written.
#[cfg(unix)]
fn identities(place: &Workplace) -> BTreeMap<String, (u64, std::time::SystemTime)> {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &String| {
        let metadata = std::fs::symlink_metadata(place.path("public").join(path)).expect("a file");
        (metadata.ino(), metadata.modified().expect("a time"))
    };
    crate::driver::tree(&place.path("public")).into_keys().map(|path| (path.clone(), identity(&path))).collect()
}

/// Says that a test could not be held, past the capture of tests that pass.
#[cfg(unix)]
fn skipped(why: &str) {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("skipped: {why}\n").as_bytes());
}

/// Runs a command in the folder of a site; `$0` of a shell script is the program.
#[cfg(unix)]
fn run(place: &Workplace, command: &[&str]) -> Output {
    let (program, arguments) = command.split_first().expect("a command");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(place.path(".")).stdin(Stdio::null());
    command.output().unwrap_or_else(|error| panic!("`{program}`: {error}"))
}

/// Runs a shell script in which `$0` is the program, and `build` builds the site.
#[cfg(unix)]
fn shell(place: &Workplace, script: &str) -> Ran {
    let script = format!("build() {{ \"$0\" build --today {TODAY} \"$@\"; }}\n{script}");
    ran(place, run(place, &["sh", "-c", &script, PROGRAM]))
}

#[cfg(unix)]
fn ran(place: &Workplace, output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        output: crate::driver::tree(&place.path("public")),
    }
}

/// Whether a command is there and does what is asked of it.
#[cfg(unix)]
fn works(command: &[&str]) -> bool {
    let Some((program, arguments)) = command.split_first() else { return false };
    let ended = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    ended.is_ok_and(|status| status.success())
}

/// A private view of the file systems, in which a test may mount; nothing where the system gives none.
#[cfg(unix)]
fn private() -> Option<&'static [&'static str]> {
    const WAYS: [&[&str]; 2] = [&["unshare", "-m"], &["unshare", "-rm"]];
    let way = WAYS.into_iter().find(|way| {
        let probe = [*way, &["sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]].concat();
        works(&probe)
    });
    if way.is_none() {
        skipped("this system lets nobody mount a file system in private");
    }
    way
}

/// Runs a shell script as [`shell`] does, where it may mount.
#[cfg(unix)]
fn shell_in_private(place: &Workplace, script: &str) -> Option<Ran> {
    let script = format!("build() {{ \"$0\" build --today {TODAY} \"$@\"; }}\n{script}");
    Some(ran(place, run(place, &[private()?, &["sh", "-c", &script, PROGRAM]].concat())))
}

/// Somebody who may not do everything: the way to run a program as such.
#[cfg(unix)]
const NOBODY: [&str; 6] = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];

/// Whether the tests are run by root, to whom permissions do not apply.
#[cfg(unix)]
fn is_root(place: &Workplace) -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(place.path(".")).expect("a folder")) == 0
}

/// Runs a shell script as [`shell`] does, as somebody to whom permissions apply, after another as whoever runs the tests.
/// The site's folder is open to all.
#[cfg(unix)]
fn shell_as_somebody(place: &Workplace, before: &str, script: &str) -> Option<Ran> {
    use std::os::unix::fs::PermissionsExt;
    let is_root = is_root(place);
    let allow = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(place.path("."), allow).expect("a folder of ours");
    shell(place, before).ends(0);
    if !is_root {
        return Some(shell(place, script));
    }
    if !works(&[&NOBODY[..], &["true"]].concat()) {
        skipped("nobody but root is there, to whom permissions do not apply");
        return None;
    }
    // Where the program lies may be closed to others.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("glasklar");
    std::fs::copy(PROGRAM, &copy).expect("a copy of the program");
    std::fs::set_permissions(elsewhere.path(), std::fs::Permissions::from_mode(0o755)).expect("a folder of ours");
    let script = format!("build() {{ \"$0\" build --today {TODAY} \"$@\"; }}\n{script}");
    let copy = copy.to_str().expect("a path in UTF-8");
    Some(ran(place, run(place, &[&NOBODY[..], &["sh", "-c", &script, copy]].concat())))
}
