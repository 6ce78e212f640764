//! Only files whose bytes changed are new; the others keep inode and time, so that whoever copies the site skips them.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::{assert_same, changed, clean, identities, put, shell, shell_as_somebody, site, skipped};

#[test]
fn one_changed_record_makes_only_the_files_new_that_differ() {
    let place = site().on_disk();
    let before = place.run(&["build"]);
    let old = identities(&place);
    put(&place, &changed());
    let after = place.run(&["build"]);
    let new = identities(&place);
    let bytes_differ = |path: &&String| before.output.get(*path) != after.output.get(*path);
    let expected: BTreeSet<&String> = new.keys().filter(bytes_differ).collect();
    let renewed: BTreeSet<&String> = new.keys().filter(|path| old.get(*path) != new.get(*path)).collect();
    assert_eq!(renewed, expected);
    assert!(expected.iter().any(|path| path.ends_with("g3.html")), "{expected:?}");
    assert!(expected.len() < new.len() / 2, "{} of {} files", expected.len(), new.len());
}

#[test]
fn a_build_that_changes_nothing_makes_no_file_new() {
    let place = site().on_disk();
    place.run(&["build"]).ends(0);
    let mut old = identities(&place);
    place.run(&["build"]).ends(0);
    let mut new = identities(&place);
    // The list of files is written each time.
    old.remove(".glasklar");
    new.remove(".glasklar");
    assert_eq!(old, new);
}

/// A link planted in the old site must not make a file from elsewhere a page.
#[test]
fn a_link_in_the_old_site_is_replaced_and_not_followed() {
    let place = site().on_disk();
    let built = place.run(&["build"]);
    let (page, elsewhere) = (place.path("public/tilskud/g1.html"), place.path("elsewhere"));
    fs::copy(&page, &elsewhere).expect("the same bytes");
    fs::remove_file(&page).expect("removed");
    symlink(&elsewhere, &page).expect("a link");
    assert_same(&built.output, &place.run(&["build"]).ends(0).output, "after a link");
    assert!(fs::symlink_metadata(&page).expect("a file").is_file());
    assert_eq!(fs::metadata(&elsewhere).expect("a file").nlink(), 1, "it was linked into the site");
}

/// A site that was once built with a narrow umask would stay unreadable for the web server.
#[test]
fn a_file_that_fewer_may_read_is_written_anew() {
    let place = site().on_disk();
    shell(&place, "umask 077; build").ends(0);
    let mode = |path: &str| fs::metadata(place.path(path)).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode("public/index.html"), 0o600);
    shell(&place, "umask 022; build").ends(0);
    assert_eq!((mode("public/index.html"), mode("public/tilskud")), (0o644, 0o755));
}

/// Linux links a file only for its owner and for who may write to it.
#[test]
fn a_file_that_cannot_be_linked_is_copied_with_its_time() {
    let protected = fs::read_to_string("/proc/sys/fs/protected_hardlinks").unwrap_or_default();
    let place = site().on_disk();
    let before = "build && find public -type d -exec chmod 777 {} +";
    let Some(built) = shell_as_somebody(&place, before, "stat -c '%u %Y %n' public/index.html; build") else { return };
    assert_same(&clean(&site()), &built.ends(0).output, "after copying");
    let after = fs::metadata(place.path("public/index.html")).expect("a file");
    let told: Vec<i64> = built.stdout.split(' ').take(2).filter_map(|number| number.parse().ok()).collect();
    if protected.trim() != "1" || told[0] == i64::from(after.uid()) && told[0] != 65534 {
        return skipped("this system links the files of others");
    }
    assert_ne!(told[0], i64::from(after.uid()), "the file is a copy");
    assert_eq!(told[1], after.mtime());
}
