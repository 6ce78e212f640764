//! `glasklar demo`: a made-up portal that is the same everywhere, builds without a complaint, and names nobody.

use std::collections::BTreeMap;

use glasklar::value::OrganisationNumber;

use crate::driver::{Site, Workplace, compare, repository, subfolders, tree};

/// A folder in which demos are written, each in a folder of its own.
struct Demos {
    place: Workplace,
}

impl Demos {
    fn new() -> Self {
        Self { place: Workplace::new(&BTreeMap::new()) }
    }

    /// Writes a demo with these options and gives its files.
    fn write(&self, name: &str, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let arguments: Vec<&str> = ["demo", name].iter().chain(options).copied().collect();
        self.place.run(&arguments).ends(0).complains(" grants in ");
        tree(&self.place.path(name))
    }

    fn site(&self, name: &str) -> Site {
        Site::at(&self.place.path(name))
    }
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("UTF-8")
}

/// The rows of the Danish tables of grants, cell by cell.
fn danish_rows(files: &BTreeMap<String, Vec<u8>>) -> Vec<Vec<&str>> {
    let tables = files.keys().filter(|path| path.starts_with("content/grants/da-") && path.ends_with(".csv"));
    let rows = tables.flat_map(|path| text(files, path).lines().skip(1));
    rows.map(|row| row.split(';').collect()).collect()
}

const RECIPIENT: usize = 4;
const AMOUNT: usize = 5;
const DECIDED: usize = 6;
const TEXT: usize = 16;

#[test]
fn the_same_wish_gives_the_same_bytes() {
    let demos = Demos::new();
    let one = demos.write("one", &["--entries", "700", "--seed", "5"]);
    let again = demos.write("again", &["--entries", "700", "--seed", "5"]);
    let differing: Vec<String> = compare(&one, &again).iter().map(ToString::to_string).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    let other = demos.write("other", &["--entries", "700", "--seed", "6"]);
    assert_ne!(one["content/grants/da-2020.csv"], other["content/grants/da-2020.csv"]);
}

/// What follows from a seed is fixed, whatever the machine. Where words or rules of the demo change, so does this row.
#[test]
fn a_row_is_as_it_has_always_been() {
    let demos = Demos::new();
    let files = demos.write("demo", &["--entries", "1000", "--words", "8"]);
    let row = |path: &str| text(&files, path).lines().nth(1).map(str::to_owned);
    let danish = "2015-0000001;Udvidelse af vejlederå i Grønby;groenby-kommune;Skovklubben i Grønby;02330709;374.900,\
00;04-02-2015;2015;groenby-pulje-1;;;da-sag-1;da-ramme-1;børn og unge;groenby;2015/2018;Overskuddet støtter en \
database til bagerfrister og registreringsstationer.";
    assert_eq!(row("content/grants/da-2015.csv").as_deref(), Some(danish));
    let norwegian = "2024-0000380,Utvidelse av innsatsfest i Eventyrvik,nb-demofonden,Skoleinstituttet i Eventyrvik,211197188,\
184067.68,2024-02-18,2024,nb-pott-1,,,,,gjenbruk,eventyrvik,,Løypen underviser en innsjøkommune til faser og verksteder.";
    assert_eq!(row("content/grants/nb-2024.csv").as_deref(), Some(norwegian));
}

#[test]
fn a_demo_of_any_size_builds_without_a_complaint() {
    let demos = Demos::new();
    for entries in ["0", "1", "11", "50", "120"] {
        demos.write(entries, &["--entries", entries, "--words", "12"]);
        // The texts in which quotations stand lie in the folder `documents` of the demo.
        demos.site(entries).check().clean();
    }
}

#[test]
fn every_kind_has_entries_and_the_grants_are_counted() {
    let demos = Demos::new();
    for (entries, wanted) in [("1", 1), ("50", 50)] {
        demos.write(entries, &["--entries", entries]);
        let built = demos.site(entries).build();
        for kind in subfolders(&repository().join("layouts/kinds")) {
            let kind = kind.file_name().expect("a name").to_string_lossy().into_owned();
            let count = built.text(&format!("data/{kind}.jsonl")).lines().count();
            assert!(count > 0, "a demo of {entries} grants has no {kind}");
            assert!(kind != "grant" || count == wanted, "{count} grants instead of {wanted}");
        }
    }
}

#[test]
fn organisation_numbers_are_such_as_no_register_gives_out() {
    let demos = Demos::new();
    let files = demos.write("demo", &["--entries", "50"]);
    let built = demos.site("demo").build();
    let mut numbers = Vec::new();
    for line in built.text("data/organisation.jsonl").lines() {
        let entry: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let own = entry["number"].as_array().into_iter().flatten().filter_map(|number| number.as_str());
        numbers.extend(own.map(str::to_owned));
    }
    // Those that stand only in tables too.
    numbers.extend(danish_rows(&files).iter().map(|row| format!("DK-CVR-{}", row[RECIPIENT])));
    for scheme in ["DK-CVR-0", "NO-BRC-2", "NO-BRC-3"] {
        assert!(numbers.iter().any(|number| number.starts_with(scheme)), "{scheme}");
    }
    for number in numbers {
        let read = OrganisationNumber::parse(&number).unwrap_or_else(|problem| panic!("{problem}"));
        assert!(read.is_test(), "{number}");
    }
}

#[test]
fn tables_have_something_to_show() {
    let demos = Demos::new();
    let files = demos.write("demo", &["--entries", "1000", "--words", "17"]);
    let rows = danish_rows(&files);
    assert!(rows.len() > 400 && rows.iter().all(|row| row.len() == TEXT + 1));
    let unknown = rows.iter().filter(|row| row[AMOUNT].is_empty()).count();
    let to_the_ore = rows.iter().filter(|row| !row[AMOUNT].is_empty() && !row[AMOUNT].ends_with(",00")).count();
    assert!((1..40).contains(&unknown) && (1..80).contains(&to_the_ore), "{unknown} {to_the_ore}");
    for row in &rows {
        assert_eq!(row[TEXT].split_whitespace().count(), 17, "{}", row[TEXT]);
        let year: u32 = row[DECIDED][6..].parse().expect("a year");
        assert!((2015..=2024).contains(&year));
    }
    let told = text(&files, "content/grants/told-da-001.yaml");
    for words in ["part_of: ", "previous: ", "basis: applied", "basis: paid", "per: year", "original: "] {
        assert!(told.contains(words), "{words}");
    }
    assert!(text(&files, "content/grants/frames-nb-001.yaml").contains("currency: NOK, basis: frame"));
}

#[test]
fn no_words_means_no_text() {
    let demos = Demos::new();
    let files = demos.write("demo", &["--entries", "100", "--words", "0"]);
    assert!(danish_rows(&files).iter().all(|row| row[TEXT].is_empty()));
    demos.site("demo").check().clean();
}

#[test]
fn grants_may_go_without_pages() {
    let demos = Demos::new();
    let overlay = "layouts/kinds/grant/kind.toml";
    let with = demos.write("with", &["--entries", "20"]);
    let without = demos.write("without", &["--entries", "20", "--no-pages"]);
    assert!(!with.contains_key(overlay));
    assert_eq!(text(&without, overlay), "pages = false\n");
    assert_eq!(without.len(), with.len() + 1);
    let built = demos.site("without").build();
    let first = built.text("data/grant.jsonl").lines().next().expect("a grant").to_owned();
    let id = serde_json::from_str::<serde_json::Value>(&first).expect("JSON")["id"].clone();
    built.has("tilskud/index.html").has_no(&format!("tilskud/{}.html", id.as_str().expect("an id")));
}

#[test]
fn it_says_in_four_languages_that_nothing_is_real() {
    let demos = Demos::new();
    demos.write("demo", &["--entries", "1"]);
    let built = demos.site("demo").build();
    let pages = [
        ("index.html", "opdigtet"),
        ("nb/index.html", "oppdiktet"),
        ("nn/index.html", "oppdikta"),
        ("en/index.html", "fictional"),
        ("om.html", "opdigtet"),
        ("nb/om.html", "oppdiktet"),
        ("nn/om.html", "oppdikta"),
        ("en/about.html", "fictional"),
    ];
    for (address, word) in pages {
        built.shows(address, word);
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let place = Workplace::new(&BTreeMap::new());
    place.write("mine/note.txt", "mine");
    place.run(&["demo", "mine"]).ends(2).complains("`mine` is there already and is not an empty folder");
    assert_eq!(tree(&place.path("mine")).len(), 1);
    place.run(&["demo", "mine/note.txt"]).ends(2).complains("mine/note.txt");
    assert_eq!(place.read("mine/note.txt"), b"mine");
    std::fs::create_dir(place.path("empty")).expect("a folder");
    place.run(&["demo", "empty", "--entries", "3"]).ends(0);
    assert!(place.path("empty/glasklar.toml").is_file());
}

#[test]
fn a_disk_that_refuses_is_named() {
    let place = Workplace::new(&BTreeMap::new());
    place.write("file", "mine");
    // Below a file there can be no folder, whoever asks.
    place.run(&["demo", "file/demo"]).ends(3).complains("error: `file/demo");
}

#[test]
fn what_cannot_be_is_wrong_use() {
    let place = Workplace::new(&BTreeMap::new());
    for wrong in [["--entries", "10000000"], ["--entries", "-1"], ["--words", "10001"], ["--seed", "x"]] {
        place.run(&["demo", "demo", wrong[0], wrong[1]]).ends(2);
    }
    assert!(!place.path("demo").exists());
}
