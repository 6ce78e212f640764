//! Golden sites: a folder `tests/sites/golden/<case>/` holds a site, the names of the files to compare in `files.txt`,
//! and those files in `expected/`. Extra and missing files both fail; `UPDATE_EXPECT=1` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::driver::{Site, compare, repository, subfolders, tree, update_wanted};

/// The names of `files.txt`, one a line; `projekter/*` stands for everything below.
fn wanted(case: &Path) -> Vec<String> {
    let list = fs::read_to_string(case.join("files.txt")).expect("a list of files");
    list.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn is_wanted(address: &str, wanted: &[String]) -> bool {
    wanted.iter().any(|name| match name.strip_suffix('*') {
        Some(folder) => address.starts_with(folder),
        None => address == name,
    })
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    if folder.is_dir() {
        fs::remove_dir_all(folder).expect("a folder that can be removed");
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder around the file")).expect("a folder that can be made");
        fs::write(path, bytes).expect("a file that can be written");
    }
}

/// The files of the finished site that the case compares. The folder of the assets is named by their content, and the
/// footer names the version; neither is a matter of these sites.
fn made(case: &Path) -> BTreeMap<String, Vec<u8>> {
    let built = Site::at(&case.join("site")).build();
    let style = built.ending("/style.css").next().expect("a style sheet");
    let assets = style.strip_suffix("style.css").expect("a style sheet").to_owned();
    let wanted = wanted(case);
    let version = concat!("Glasklar&nbsp;", env!("CARGO_PKG_VERSION"));
    // Empty lines between tags come and go with the templates and mean nothing.
    let level = |address: &str, text: &str| {
        let text = text.replace(&assets, "assets/").replace(version, "Glasklar");
        let full = |line: &&str| !address.ends_with(".html") || !line.trim().is_empty();
        text.split_inclusive('\n').filter(full).collect::<String>().into_bytes()
    };
    let files = built.files.keys().filter(|address| is_wanted(address, &wanted));
    files.map(|address| (address.clone(), level(address, built.text(address)))).collect()
}

#[test]
fn golden_sites_are_made_as_expected() {
    let cases = subfolders(&repository().join("tests/sites/golden"));
    assert!(!cases.is_empty(), "there are golden sites");
    let mut wrong = Vec::new();
    for case in cases {
        let made = made(&case);
        let expected = case.join("expected");
        if update_wanted() {
            write(&expected, &made);
        }
        let differing = compare(&tree(&expected), &made);
        wrong.extend(differing.iter().map(|one| format!("{}: {one}", case.display())));
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECT=1 writes the expected files anew", wrong.join("\n"));
}

/// Every name in `files.txt` is made, so that a case cannot fall silent.
#[test]
fn every_file_that_a_golden_site_compares_is_made() {
    for case in subfolders(&repository().join("tests/sites/golden")) {
        let made = made(&case);
        for name in wanted(&case) {
            let found = made.keys().any(|address| is_wanted(address, std::slice::from_ref(&name)));
            assert!(found, "{}: `{name}` is not made", case.display());
        }
    }
}
