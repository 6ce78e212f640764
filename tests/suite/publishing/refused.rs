//! What is never replaced: each refusal says which folder, why and what to do, and changes nothing.

use std::fs;

use super::{assert_same, names, site};
use crate::driver::{Ran, Workplace, tree};

/// A build to a folder is refused, and nothing in the site's folder is another than before.
#[track_caller]
fn refused(place: &Workplace, out: &str, environment: &[(&str, &str)]) -> Ran {
    let (files, top) = (tree(&place.path(".")), names(&place.path(".")));
    let ran = place.run_with(&["build", "--out", out], environment);
    ran.ends(2).complains("is not written to").complains("help: ").complains("--out");
    assert_same(&files, &tree(&place.path(".")), out);
    assert_eq!(names(&place.path(".")), top, "{out}");
    ran
}

#[test]
fn what_is_the_site_or_of_it_or_around_it() {
    let place = site().on_disk();
    fs::create_dir(place.path("layouts")).expect("a folder");
    for out in [".", "..", "/", "content/.."] {
        refused(&place, out, &[]).complains("it is the site's own folder, or lies around it");
    }
    for out in ["content", "layouts", "content/grants", "layouts/new/deeper", "new/../content/x"] {
        refused(&place, out, &[]).complains("it lies among the site's sources");
    }
}

#[test]
fn a_home_and_what_is_around_it() {
    let place = site().on_disk();
    fs::create_dir_all(place.path("homes/me/site")).expect("folders");
    let home = place.path("homes/me");
    for variable in ["HOME", "USERPROFILE"].iter().filter(|name| (**name == "HOME") == cfg!(unix)) {
        for out in ["homes/me", "homes", "homes/me/site/.."] {
            let home = home.to_str().expect("a path in UTF-8");
            refused(&place, out, &[(variable, home)]).complains("it is your home folder, or lies around it");
        }
    }
}

#[test]
fn what_is_no_folder() {
    let place = site().on_disk();
    place.write("notes", "mine");
    refused(&place, "notes", &[]).complains("notes` is not written to: it is a file");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_pipes() {
    let place = site().on_disk();
    std::os::unix::fs::symlink(place.path("nowhere"), place.path("link")).expect("a link");
    let ran = place.run(&["build", "--out", "link"]);
    ran.ends(2).complains("it is a link to a folder that does not exist");
    assert!(!place.path("nowhere").exists());
    super::shell(&place, "mkfifo pipe && build --out pipe").ends(2).complains("it is a file");
    // The name of the working folder is taken by a link out of the site.
    fs::create_dir(place.path("elsewhere")).expect("a folder");
    place.write("elsewhere/new/mine", "mine");
    std::os::unix::fs::symlink("elsewhere", place.path(".public.glasklar")).expect("a link");
    place.run(&["build"]).ends(2).complains(".public.glasklar` is not written to");
    assert_eq!(place.read("elsewhere/new/mine"), b"mine");
}

#[test]
fn what_somebody_else_has_filled() {
    let place = site().on_disk();
    place.write("photos/2024/cat.jpg", "a cat");
    refused(&place, "photos", &[]).complains("photos`").complains("files that Glasklar has not made");
    place.run(&["build"]).ends(0);
    place.write("public/tilskud/CNAME", "mine");
    refused(&place, "public", &[]).complains("tilskud/CNAME");
    fs::remove_file(place.path("public/tilskud/CNAME")).expect("removed");
    // Only the folder's own `.gitignore` is carried over; another would vanish.
    place.write("public/tilskud/.gitignore", "*\n");
    refused(&place, "public", &[]).complains("tilskud/.gitignore");
    fs::remove_file(place.path("public/tilskud/.gitignore")).expect("removed");
    place.run(&["build"]).ends(0);
    assert_eq!(place.read("photos/2024/cat.jpg"), b"a cat");
}

#[cfg(unix)]
mod permissions {
    use super::super::{assert_no_leftovers, assert_same, clean, is_root, shell, shell_as_somebody, site, skipped};

    /// As somebody, after `before`, a build ends with 3 and says what may not be changed; the old site stays.
    fn denied(before: &str, words: &str) {
        let place = site().on_disk();
        // Of those that are not root, everything is their own anyway.
        let before = format!("build && {{ chown -R 65534:65534 . 2>/dev/null; {before}; }}");
        let ran = shell_as_somebody(&place, &before, "build");
        shell(&place, "chmod -R u+w .").ends(0);
        let Some(ran) = ran else { return };
        ran.ends(3).complains(words).complains("may not be changed").complains("help: ");
        assert_same(&clean(&site()), &ran.output, &before);
        assert_no_leftovers(&place, &before);
    }

    #[test]
    fn an_unwritable_parent() {
        denied("chmod 555 .", "the new site is made beside the old one");
    }

    #[test]
    fn an_unwritable_output() {
        denied("chmod 555 public", "public` may not be changed");
        denied("chmod 555 public/tilskud", "public/tilskud` may not be changed");
    }

    #[test]
    fn an_output_of_somebody_else_in_a_folder_for_all() {
        if !is_root(&site().on_disk()) {
            return skipped("only root can make a folder of somebody else");
        }
        denied("chown -R 65533 . && chmod -R 777 public && chmod 1777 .", "somebody else owns it");
    }

    /// A parent that does not exist yet is made in the nearest folder that does.
    #[test]
    fn an_unwritable_folder_above_a_missing_one() {
        let place = site().on_disk();
        let ran = shell_as_somebody(
            &place,
            "mkdir closed && chown 65534 closed 2>/dev/null; chmod 555 closed",
            "build --out closed/a/b",
        );
        let Some(ran) = ran else { return };
        ran.ends(3).complains("closed` may not be changed");
    }
}

#[cfg(unix)]
mod mounts {
    use super::super::{shell_in_private, site};

    #[test]
    fn a_folder_at_which_a_file_system_begins() {
        let place = site().on_disk();
        let script = "build || exit 9; mkdir other bound; mount -t tmpfs -o size=9m none other || exit 8
            build --out other; echo $?; ls -A other
            build --out other/site || exit 7
            cp -a public before; mount --bind public public || exit 6
            build; echo $?; diff -r public before; ls -A | grep glasklar$; umount public; build";
        let Some(ran) = shell_in_private(&place, script) else { return };
        ran.ends(0).complains("other` is not written to: another file system begins there");
        ran.complains("other/site`, with --out").complains("public` is not written to: another file system");
        assert_eq!(ran.stdout, "2\n2\n", "{}", ran.stderr);
    }

    #[test]
    fn an_output_that_may_only_be_read() {
        let place = site().on_disk();
        let script = "mkdir other; mount -t tmpfs -o size=9m none other || exit 8
            build --out other/site || exit 7; cp -a other/site before; mount -o remount,ro other || exit 6
            build --out other/site; echo $?; diff -r other/site before; ls -A other";
        let Some(ran) = shell_in_private(&place, script) else { return };
        ran.ends(0).complains("other/site` may not be changed");
        assert_eq!(ran.stdout, "3\nsite\n", "{}", ran.stderr);
    }
}
