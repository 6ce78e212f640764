use super::*;
use crate::digest::Fingerprint;
use crate::finished::Finished;
use crate::stages::Sink;

/// A site of three pages.
fn pages() -> Vec<(Address, Vec<u8>)> {
    ["index.html", "a/b.html", "a/c.html"].map(|path| (Address::new(path), path.as_bytes().to_owned())).to_vec()
}

fn finished(pages: &[(Address, Vec<u8>)]) -> FinishedFiles {
    let file =
        |bytes: &[u8]| Finished { size: bytes.len() as u64, fingerprint: Fingerprint::of(bytes), checksum: None };
    pages.iter().map(|(address, bytes)| (address.clone(), file(bytes))).collect()
}

fn staged(place: &Path, pages: &[(Address, Vec<u8>)]) -> Staging {
    let output = Output::open(&place.join("site"), &place.join("public")).expect("an output");
    let staging = output.stage(pages.iter().map(|(address, _)| address)).expect("a staging folder");
    pages.iter().for_each(|(address, bytes)| staging.take(address, bytes).expect("a file"));
    staging
}

type Inject = fn(&Path);

#[test]
fn what_was_altered_meanwhile_is_not_published() {
    let faults: [(&str, Inject); 4] = [
        ("a file is gone", |new| fs::remove_file(new.join("a/b.html")).expect("removed")),
        ("a file is cut", |new| fs::write(new.join("a/b.html"), "a").expect("written")),
        ("a file was added", |new| fs::write(new.join("a/d.html"), "d").expect("written")),
        ("a folder is in its place", |new| {
            fs::remove_file(new.join("a/b.html")).expect("removed");
            fs::create_dir(new.join("a/b.html")).expect("made");
        }),
    ];
    for (fault, inject) in faults {
        let place = tempfile::tempdir().expect("a folder");
        let staging = staged(place.path(), &pages());
        inject(&staging.new);
        let error = staging.publish(&finished(&pages())).err().expect(fault);
        assert!(matches!(error, OutputError::Altered(_)), "{fault}: {error}");
        assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 0, "{fault}");
    }
}

#[test]
fn a_site_that_is_removed_meanwhile_is_made_all_the_same() {
    let place = tempfile::tempdir().expect("a folder");
    staged(place.path(), &pages()).publish(&finished(&pages())).expect("a site").finish().expect("no old site");
    let output = Output::open(&place.path().join("site"), &place.path().join("public")).expect("an output");
    let staging = output.stage(finished(&pages()).iter().map(|(address, _)| address)).expect("a staging folder");
    fs::remove_dir_all(place.path().join("public")).expect("removed");
    pages().iter().for_each(|(address, bytes)| staging.take(address, bytes).expect("a file"));
    staging.publish(&finished(&pages())).expect("a site");
    assert_eq!(fs::read(place.path().join("public/a/b.html")).expect("a page"), b"a/b.html");
}

#[test]
fn a_staging_folder_that_is_removed_meanwhile_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    let staging = staged(place.path(), &pages());
    fs::remove_dir_all(&staging.new).expect("removed");
    let (address, bytes) = &pages()[1];
    let error = staging.take(address, bytes).expect_err("no folder");
    assert!(error.to_string().contains(".public.glasklar/new/a/b.html`"), "{error}");
}

#[test]
fn a_disk_that_takes_no_more_is_told_with_the_bytes_that_are_needed() {
    let place = tempfile::tempdir().expect("a folder");
    staged(place.path(), &pages()).publish(&finished(&pages())).expect("a site").finish().expect("no old site");
    let mut changed = pages();
    changed[1].1 = b"another".to_vec();
    let output = Output::open(&place.path().join("site"), &place.path().join("public")).expect("an output");
    let staging = output.stage(changed.iter().map(|(address, _)| address)).expect("a staging folder");
    staging.full.set("index.html".into()).expect("the first");
    changed.iter().for_each(|(address, bytes)| staging.take(address, bytes).expect("counted"));
    let error = staging.publish(&finished(&changed)).err().expect("no site");
    assert!(matches!(error, OutputError::Full { needed: 25, fresh: 7, .. }), "{error:?}");
    assert_eq!(fs::read(place.path().join("public/a/b.html")).expect("the old site"), b"a/b.html");
}

#[test]
fn folders_come_before_what_they_hold() {
    let addresses = ["b/a/x", "b.html", "b/y", "b-c/z"].map(Address::new);
    assert_eq!(Vec::from_iter(folders(addresses.iter())), ["", "b", "b-c", "b/a"]);
}
