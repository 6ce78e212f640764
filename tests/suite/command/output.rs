//! The output folder: nothing is written over what is not ours, and an old site stays whole until the new one is.

use std::fs;

use super::{bad, good};
use crate::driver::Workplace;

/// The number by which the file system knows a file: another one after it was written anew.
#[cfg(unix)]
fn identity(place: &Workplace, path: &str) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(place.path(path)).expect("a file").ino()
}

#[cfg(not(unix))]
fn identity(_: &Workplace, _: &str) -> u64 {
    0
}

fn names(place: &Workplace) -> Vec<String> {
    let entries = fs::read_dir(place.path(".")).expect("a readable folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn an_error_leaves_the_old_site_as_it_was() {
    let place = good().on_disk();
    let before = place.run(&["build"]);
    let (file, folder) = (identity(&place, "public/index.html"), identity(&place, "public"));
    let faults = [
        ("content/grants/a.md", bad().files()["content/grants/a.md"].clone()),
        ("layouts/home.html", b"{{ page.nothing }}".to_vec()),
    ];
    for (path, fault) in &faults {
        let good_bytes = place.path(path).is_file().then(|| place.read(path));
        place.write(path, fault);
        let after = place.run(&["build"]);
        assert!(after.ends(1).output == before.output, "`{path}` changed the old site");
        assert_eq!(identity(&place, "public/index.html"), file);
        assert_eq!(identity(&place, "public"), folder);
        match good_bytes {
            Some(bytes) => place.write(path, bytes),
            None => fs::remove_file(place.path(path)).expect("a file that can be removed"),
        }
    }
    assert!(!names(&place).iter().any(|name| name.contains("glasklar-")), "leftovers: {:?}", names(&place));
}

#[test]
fn a_new_build_takes_the_place_of_the_old_one() {
    let place = good().on_disk();
    place.run(&["build"]).ends(0);
    fs::remove_file(place.path("content/grants/a.md")).expect("a file that can be removed");
    let after = place.run(&["build"]);
    assert!(
        !after.ends(0).output.contains_key("tilskud/a.html"),
        "what is gone from the content is gone from the site"
    );
    assert_eq!(names(&place), ["content", "glasklar.toml", "public"]);
}

#[test]
fn a_gitignore_survives_and_counts_as_empty() {
    let place = good().on_disk();
    place.write("public/.gitignore", "*\n!.gitignore\n");
    for _ in 0..2 {
        let built = place.run(&["build"]);
        assert_eq!(built.ends(0).output[".gitignore"], b"*\n!.gitignore\n");
        assert!(built.output.contains_key("index.html"));
    }
}

#[test]
fn a_folder_of_others_is_never_written_to() {
    let place = good().on_disk();
    place.write("photos/cat.jpg", "a cat");
    place.run(&["build", "--out", "photos"]).ends(2).complains("holds files that Glasklar has not made");
    assert_eq!(fs::read_dir(place.path("photos")).expect("a folder").count(), 1);
    assert_eq!(place.read("photos/cat.jpg"), b"a cat");
    assert_eq!(names(&place), ["content", "glasklar.toml", "photos"]);
}

/// A build takes the place of the whole folder, so what somebody else put there would vanish.
#[test]
fn a_file_that_was_added_to_the_output_is_not_removed() {
    let place = good().on_disk();
    place.run(&["build"]).ends(0);
    place.write("public/.well-known/security.txt", "mine");
    place.run(&["build"]).ends(2).complains(".well-known/security.txt");
    assert_eq!(place.read("public/.well-known/security.txt"), b"mine");
}

#[test]
fn a_file_is_never_written_over() {
    let place = good().on_disk();
    place.write("notes", "mine");
    place.run(&["build", "--out", "notes"]).ends(2).complains("it is a file");
    assert_eq!(place.read("notes"), b"mine");
}

#[test]
fn the_sites_own_folders_are_never_the_output() {
    let place = good().on_disk();
    for out in [".", "..", "content", "content/grants", "layouts", "content/new"] {
        place.run(&["build", "--out", out]).ends(2).complains("is not written to");
    }
    assert_eq!(place.read("glasklar.toml"), good().files()["glasklar.toml"]);
    assert!(place.path("content/grants/a.md").is_file());
}

#[test]
fn an_output_elsewhere_and_deeper_is_made() {
    let place = good().on_disk();
    place.run(&["build", "--out", "a/b/site"]).ends(0);
    assert!(place.path("a/b/site/index.html").is_file());
    assert!(!place.path("public").exists());
}

/// The marker lists every file with its digest, so that a folder can prove that it is whole.
#[test]
fn the_marker_lists_every_file() {
    let built = good().command(&["build"]);
    let marker = String::from_utf8(built.ends(0).output[".glasklar"].clone()).expect("UTF-8");
    let listed: Vec<&str> = marker.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).collect();
    let made: Vec<&str> = built.output.keys().map(String::as_str).filter(|path| *path != ".glasklar").collect();
    assert_eq!(listed, made);
}

/// A kind's path comes from a file of the site, and must not become a way out of the output folder.
#[test]
fn a_kind_cannot_write_outside_the_output() {
    let place = good().on_disk();
    let path = "path = { da = \"../../escaped\", nb = \"a\", nn = \"a\", en = \"a\" }\n";
    place.write("site/layouts/kinds/grant/kind.toml", path);
    for (name, bytes) in good().files() {
        place.write(&format!("site/{name}"), bytes);
    }
    place.run(&["build", "site"]).ends(1);
    assert!(!place.path("escaped").exists() && !place.path("site/escaped").exists(), "{:?}", names(&place));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_site() {
    let place = good().on_disk();
    let secret = "---\ntitle: Hemmeligheden\nsource: { url: \"https://kilde.example/\" }\n---\n";
    place.write("elsewhere/secret.md", secret);
    fs::create_dir_all(place.path("content/projects")).expect("a folder");
    std::os::unix::fs::symlink(place.path("elsewhere/secret.md"), place.path("content/projects/a.md")).expect("a link");
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("content/news")).expect("a link");
    let built = place.run(&["build"]);
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("Hemmeligheden");
    assert!(!built.ends(0).output.values().any(holds));
}
