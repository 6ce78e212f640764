//! Row 9: whatever machine and program wrote a file, it says the same.

use std::collections::BTreeMap;

use rust_xlsxwriter::Workbook;

use super::{built, project, town};
use crate::driver::{Site, Workplace};

const SOURCE: &str = "source = [{ url = \"https://kilde.example/\" }]";
const JSON_SOURCE: &str = "\"source\": [{ \"url\": \"https://kilde.example/\" }]";

/// A table of projects in the file of this name, whose columns have letters of their own.
fn described(file: &str) -> String {
    format!("file = \"{file}\"\n[columns]\nid = \"nr\"\ntitle = \"påskrift\"\n[constants]\n{SOURCE}\n")
}

/// Every form of entries and tables that is text, with letters that can be written in two ways.
fn every_form() -> Site {
    let json = |id: &str| format!("{{ \"id\": \"{id}\", \"title\": \"Åen\",\n {JSON_SOURCE} }}");
    let record = |id: &str| format!("{{ \"nr\": \"{id}\", \"påskrift\": \"Åen\" }}");
    let tables = [
        ("å.csv", "nr,påskrift\nc1,\"Åen\nløber\"\nc2,Søen\n".to_owned()),
        ("å-rækker.json", format!("[\n{},\n{}\n]\n", record("j1"), record("j2"))),
        ("å-rækker.jsonl", format!("{}\n\n{}\n", record("l1"), record("l2"))),
        ("å-rækker.yaml", "- nr: y1\n  påskrift: Åen\n- nr: y2\n  påskrift: |\n    Søen\n    løber\n".to_owned()),
        (
            "å-rækker.toml",
            "[[\"række\"]]\nnr = \"t1\"\n\"påskrift\" = \"Åen\"\n[[\"række\"]]\nnr = \"t2\"\n\"påskrift\" = \"Søen\"\n"
                .to_owned(),
        ),
    ];
    let mut site = town()
        .file("content/projects/p.md", project("På åen.\n\nTo afsnit.\n"))
        .file("content/projects/q.md", format!("+++\ntitle = \"Åen\"\n{SOURCE}\n+++\nPå åen.\n"))
        .file(
            "content/projects/l.yaml",
            "- id: l\n  title: Løgn på åen\n  source: { url: \"https://kilde.example/\" }\n",
        )
        .file("content/projects/l.toml", format!("[[project]]\nid = \"lt\"\ntitle = \"Åen\"\n{SOURCE}\n"))
        .file("content/projects/l.json", format!("[{},\n{}]\n", json("lj"), json("lk")))
        .file("content/projects/l.jsonl", format!("{}\n", json("ll").replace('\n', "")));
    for (at, (name, text)) in tables.into_iter().enumerate() {
        site = site.file(&format!("content/projects/{name}"), text);
        site = site.file(&format!("content/projects/t{at}.table.toml"), described(name));
    }
    site
}

type Rewrite = fn(&str) -> String;

/// What other systems make of a text.
const REWRITTEN: [(&str, Rewrite); 6] = [
    ("a mark", |text| format!("\u{feff}{text}")),
    ("CRLF", |text| text.replace('\n', "\r\n")),
    ("lone CR", |text| text.replace('\n', "\r")),
    ("no final line end", |text| text.trim_end().to_owned()),
    ("letters in two parts", apart),
    ("all of them", |text| format!("\u{feff}{}", apart(text.trim_end()).replace('\n', "\r"))),
];

/// Letters as macOS writes them in the names of files.
fn apart(text: &str) -> String {
    text.replace('å', "a\u{30a}").replace('Å', "A\u{30a}")
}

#[test]
fn row_09_every_form_that_is_text_says_the_same_on_every_machine() {
    let clean = built(&every_form().on_disk(), &[], &[]);
    for id in ["p", "q", "l", "lt", "lj", "lk", "ll", "c1", "c2", "j2", "l2", "y2", "t2"] {
        assert!(clean.output.contains_key(&format!("projekter/{id}.html")), "`{id}` is no page");
    }
    for (what, how) in REWRITTEN {
        let place = Workplace::new(&BTreeMap::new());
        for (path, bytes) in every_form().files() {
            place.write(&apart(path), how(std::str::from_utf8(bytes).expect("UTF-8")));
        }
        let other = built(&place, &[], &[]);
        let differs = |path: &&String| other.output.get(*path) != clean.output.get(*path);
        let differing: Vec<&String> = clean.output.keys().chain(other.output.keys()).filter(differs).collect();
        assert!(differing.is_empty(), "{what} changes {differing:?}");
    }
}

/// A pattern of letters that are one sign finds files whose names write them as two.
#[cfg(target_os = "linux")]
#[test]
fn row_09_patterns_find_names_in_two_parts() {
    let place = town().on_disk();
    place.write("content/projects/t.table.toml", described("å-*.csv"));
    place.write(&apart("content/projects/å-1.csv"), "nr,påskrift\na,Åen\n");
    place.write("content/projects/å-2.csv", apart("nr,påskrift\nb,Åen\n"));
    let built = built(&place, &[], &[]);
    built.complains("2 rows read = 2 entries");
}

/// The sheet and the columns of a workbook are known by their letters, however these are written.
#[test]
fn row_09_names_in_a_workbook_may_be_in_two_parts() {
    let book = |how: Rewrite| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(how("Åer")).expect("a name");
        sheet.write_row_matrix(0, 0, [["nr", &how("påskrift")], ["a", &how("Åen\r\nløber")]]).expect("room");
        let table = format!("sheet = \"Åer\"\n{}", described("t.xlsx"));
        let site = town().file("content/projects/t.table.toml", table);
        site.file("content/projects/t.xlsx", book.save_to_buffer().expect("a workbook"))
    };
    let clean = book(str::to_owned).build();
    clean.has("projekter/a.html");
    assert!(book(apart).build().files == clean.files, "letters in two parts change the site");
}

/// JSON and YAML may write letters by their numbers, one number for each part.
#[test]
fn row_09_letters_that_are_written_by_their_numbers_are_letters() {
    let files = |title: &str| {
        let record = format!("\"title\": \"{title}\", {JSON_SOURCE}");
        town()
            .file("content/projects/a.json", format!("{{ \"id\": \"a\", {record} }}"))
            .file("content/projects/b.yaml", format!("id: b\ntitle: \"{title}\"\n{}\n", SOURCE.replace(" =", ":")))
            .file("content/projects/c.md", format!("+++\ntitle = \"{title}\"\n{SOURCE}\n+++\n"))
            .file("content/projects/t.json", format!("[{{ \"nr\": \"d\", \"påskrift\": \"{title}\" }}]"))
            .file("content/projects/t.table.toml", described("t.json"))
            .build()
            .files
    };
    assert!(files("A\\u030aen") == files("Åen"), "the same letter gives another site");
}
