//! Damaged indexes: a file that is gone, empty, cut off or altered is an error that names it, and nothing makes the engine panic
//! or take memory without end.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use glasklar::search::ask::{Engine, Fault, Files, Index as Opened, Unread};

use super::Index;
use super::made::{demo, made};
use super::numbers::Numbers;

/// States that together read every file.
const STATES: &[&str] = &[
    "q=st%C3%B8tte+havnen&group=funder&sort=name",
    "q=%22til+havnen%22+-klima&sort=amount",
    "q=i",
    "q=%22i+%C3%A6r%C3%B8sk%C3%B8bing%22",
    "q=biblitoeket",
    "q=bibliotekt&sort=smallest",
    "q=kult*+OR+funder:fond-3",
    "q=amount:1..5mio+year:2019..2021",
    "funder=fond-1&recipient=-fond-2&from=2019&to=2022&sort=oldest",
    "min=5&group=theme",
    "",
];

/// An index of which it is known what was read, with one file put in another's place.
struct Spoilt<'a> {
    index: &'a Index,
    name: &'a str,
    /// Nothing where the file is gone.
    file: Option<Vec<u8>>,
    read: RefCell<BTreeSet<String>>,
}

impl Files for Spoilt<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>, Unread> {
        self.read.borrow_mut().insert(name.to_owned());
        if name == self.name { self.file.clone().ok_or(Unread::Missing) } else { self.index.read(name) }
    }
}

impl<'a> Spoilt<'a> {
    fn new(index: &'a Index, name: &'a str, file: Option<Vec<u8>>) -> Self {
        Self { index, name, file, read: RefCell::default() }
    }

    /// Asks everything; the first fault.
    fn asked(&self) -> Result<(), Fault> {
        let opened = Opened::open(self)?;
        let engine = Engine::new(&opened)?;
        for state in STATES {
            let state = engine.state(state);
            let answer = engine.answer(&state, "nb")?;
            engine.json(&state, &answer, "nb")?;
        }
        Ok(())
    }

    fn was_read(&self) -> bool {
        self.read.borrow().contains(self.name)
    }
}

fn index() -> Index {
    Index::of(&made(120).model())
}

#[test]
fn a_whole_index_is_read_in_all_of_its_parts() {
    let index = index();
    let spoilt = Spoilt::new(&index, "", None);
    assert_eq!(spoilt.asked(), Ok(()));
    let read = spoilt.read.into_inner();
    let not_read = index.0.keys().filter(|name| !read.contains(*name));
    // Rows of tables are for downloads; other languages have other alphabets; some parts are not asked for.
    let usual =
        ["columns/row/", "columns/name.", "records/", "terms/", "positions/", "words/", "backwards/", "facets/"];
    let left: Vec<&String> = not_read.filter(|name| !usual.iter().any(|start| name.starts_with(start))).collect();
    let own = |name: &&&String| !name.starts_with("elasticlunr") && !name.starts_with("columns/");
    assert!(left.iter().filter(own).count() == 0, "never read: {left:?}");
    for start in usual.iter().filter(|start| **start != "columns/row/") {
        assert!(read.iter().any(|name| name.starts_with(start)), "no file `{start}…` was read");
    }
}

#[test]
fn a_file_that_is_gone_empty_cut_off_or_altered_is_an_error_that_names_it() {
    let index = index();
    let mut numbers = Numbers(3);
    for (name, file) in &index.0 {
        let mut altered = file.clone();
        let at = numbers.below(file.len());
        altered[at] ^= 1 << numbers.below(8);
        let cut = file[..numbers.below(file.len())].to_vec();
        for spoilt in [None, Some(Vec::new()), Some(cut), Some(altered)] {
            let spoilt = Spoilt::new(&index, name, spoilt);
            let outcome = spoilt.asked();
            if spoilt.was_read() {
                let fault = outcome.expect_err("a file that is not what it was");
                assert!(fault.to_string().contains(name.as_str()), "{name}: {fault}");
            }
        }
    }
}

/// What is packed again after it was altered has the right checksum: only reading it with care helps.
#[test]
fn whatever_stands_in_a_file_nothing_panics() {
    for index in [index(), Index::of(&demo(3_000).model())] {
        let mut numbers = Numbers(4);
        let unspoilt = Spoilt::new(&index, "", None);
        unspoilt.asked().expect("a whole index");
        let read = unspoilt.read.into_inner();
        let mut faults = 0;
        for name in &read {
            let content = unpacked(&index.0[name]);
            for _ in 0..6 {
                let mut altered = content.clone();
                numbers.slip(&mut altered);
                faults += usize::from(Spoilt::new(&index, name, Some(packed(&altered))).asked().is_err());
            }
        }
        assert!(faults > read.len(), "only {faults} faults in {} files", read.len());
    }
}

#[test]
fn files_of_two_builds_are_never_mixed() {
    let (index, other) = (index(), Index::of(&made(30).model()));
    for (name, file) in other.0.iter().filter(|(name, _)| index.0.contains_key(*name) && *name != "manifest.bin") {
        let spoilt = Spoilt::new(&index, name, Some(file.clone()));
        let outcome = spoilt.asked();
        if spoilt.was_read() {
            assert_eq!(outcome, Err(Fault::OtherBuild { name: name.clone() }));
        }
    }
}

#[test]
fn an_index_of_another_version_is_said_to_be_one() {
    let index = index();
    let manifest = String::from_utf8(unpacked(&index.0["manifest.bin"])).expect("JSON");
    let newer = manifest.replacen("\"version\":1", "\"version\":2", 1);
    let spoilt = Spoilt::new(&index, "manifest.bin", Some(packed(newer.as_bytes())));
    assert_eq!(spoilt.asked(), Err(Fault::Version(2)));
}

#[test]
fn names_in_a_manifest_lead_to_no_other_folder() {
    let index = index();
    let manifest = String::from_utf8(unpacked(&index.0["manifest.bin"])).expect("JSON");
    let foreign = manifest.replace("\"name\":\"funder\"", "\"name\":\"../../funder\"");
    assert_ne!(manifest, foreign);
    let spoilt = Spoilt::new(&index, "manifest.bin", Some(packed(foreign.as_bytes())));
    assert!(matches!(spoilt.asked(), Err(Fault::Damaged { .. })));
    assert!(spoilt.read.into_inner().iter().all(|name| !name.contains("..")));
}

fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    ZlibDecoder::new(file).read_to_end(&mut content).expect("a whole file");
    content
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("room");
    encoder.finish().expect("room")
}
