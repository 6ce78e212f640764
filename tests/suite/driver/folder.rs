//! Folders of expected files, and the repository's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository, which is itself the sample portal.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expected files are to be written rather than compared: `UPDATE_EXPECT=1 cargo test`.
pub fn update_wanted() -> bool {
    std::env::var("UPDATE_EXPECT").is_ok_and(|value| value == "1")
}

/// The folders in a folder, sorted.
pub fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("`{}`: {error}", folder.display()));
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a readable folder").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Every file under a folder by its path in it, `/` between its parts; nothing where there is no folder.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    tree_without(folder, &[])
}

/// The same without what lies in folders of these names.
pub fn tree_without(folder: &Path, left_out: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        collect(folder, "", left_out, &mut files);
    }
    files
}

fn collect(folder: &Path, prefix: &str, left_out: &[&str], files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let entry = entry.expect("a readable folder");
        let name = entry.file_name().to_str().expect("a name in UTF-8").to_owned();
        if !entry.file_type().expect("a known type").is_dir() {
            files.insert(format!("{prefix}{name}"), fs::read(entry.path()).expect("a readable file"));
        } else if !left_out.contains(&name.as_str()) {
            collect(&entry.path(), &format!("{prefix}{name}/"), left_out, files);
        }
    }
}

/// A file that is not what was expected.
pub enum Mismatch {
    Missing(String),
    Extra(String),
    Differs { path: String, lines: String },
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "expected and not made: {path}"),
            Self::Extra(path) => write!(f, "made and not expected: {path}"),
            Self::Differs { path, lines } => write!(f, "{path} differs (- expected, + made):\n{lines}"),
        }
    }
}

/// Every difference between what was expected and what was made.
pub fn compare(expected: &BTreeMap<String, Vec<u8>>, made: &BTreeMap<String, Vec<u8>>) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for (path, bytes) in expected {
        match made.get(path) {
            None => found.push(Mismatch::Missing(path.clone())),
            Some(other) if other != bytes => found.push(Mismatch::Differs {
                path: path.clone(),
                lines: differing_lines(&String::from_utf8_lossy(bytes), &String::from_utf8_lossy(other)),
            }),
            Some(_) => {}
        }
    }
    let extra = made.keys().filter(|path| !expected.contains_key(*path));
    found.extend(extra.map(|path| Mismatch::Extra(path.clone())));
    found
}

/// What stands between the lines that both texts begin and end with.
fn differing_lines(expected: &str, made: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), made.lines().collect());
    let same_head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_head;
    let same_tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let shown = |mark: &str, lines: &[&str]| -> String {
        lines[same_head..lines.len() - same_tail].iter().map(|line| format!("{mark} {line}\n")).collect()
    };
    let before = if same_head > 0 { format!("  {}\n", old[same_head - 1]) } else { String::new() };
    let after = if same_tail > 0 { format!("  {}\n", old[old.len() - same_tail]) } else { String::new() };
    format!("line {}:\n{before}{}{}{after}", same_head + 1, shown("-", &old), shown("+", &new))
}
