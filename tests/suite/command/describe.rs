//! `glasklar describe`: what it prints, what it writes, and how it ends.

use std::collections::BTreeMap;

use crate::driver::{Site, Workplace};

const TEXT: &str =
    "Journalnr;Projekttitel;Modtager;Bevilget beløb\n2023-1;Havnen;Huset;5,50\n2023-2;Skoven;Klubben;6,50\n";

/// A folder with a table in it that no site holds.
fn place() -> Workplace {
    Workplace::new(&BTreeMap::from([("midler.csv".to_owned(), TEXT.into())]))
}

#[test]
fn the_draft_is_printed_and_what_it_is_not_sure_of_is_told_beside_it() {
    let place = place();
    let ran = place.run(&["describe", "midler.csv"]);
    ran.ends(0).complains("not sure of").complains("- `amount`: no currency is named");
    assert!(ran.stdout.contains("\nfile      = \"midler.csv\"\n"), "{}", ran.stdout);
    assert_eq!(ran.stdout, place.run(&["describe", "midler.csv"]).stdout, "the same table gives the same draft");
    let project = place.run(&["describe", "midler.csv", "--kind", "project"]);
    assert!(project.ends(0).stdout.contains("\nkind      = \"project\"\n"), "{}", project.stdout);
}

#[test]
fn a_draft_that_is_written_builds_in_the_site_where_its_table_lies() {
    let place = Site::new().file("content/grants/midler.csv", TEXT).on_disk();
    place.run(&["describe", "content/grants/midler.csv", "--write"]).ends(0).complains("a draft is in");
    let draft = String::from_utf8(place.read("content/grants/midler.table.toml")).expect("UTF-8");
    assert!(!draft.contains("was taken for one of"), "the folder says the kind:\n{draft}");
    place.run(&["build"]).ends(0).complains("midler.table.toml: 2 rows read = 2 entries");
}

#[test]
fn nothing_is_written_over_unless_that_is_asked_for() {
    let place = place();
    place.write("midler.table.toml", "mine");
    let help = "--out PATH writes the draft to another file; --force takes its place; nothing was written";
    place.run(&["describe", "midler.csv", "--write"]).ends(2).complains(help);
    place.run(&["describe", "midler.csv", "--out", "midler.table.toml"]).ends(2).complains(help);
    assert_eq!(place.read("midler.table.toml"), b"mine");
    place.run(&["describe", "midler.csv", "--write", "--force"]).ends(0);
    assert!(place.read("midler.table.toml").starts_with(b"# A draft"));
    place.run(&["describe", "midler.csv", "--out", "new.table.toml"]).ends(0);
    assert!(place.read("new.table.toml").starts_with(b"# A draft"));
    place.run(&["describe", "midler.csv", "--out", "gone/new.table.toml"]).ends(3).complains("gone/new.table.toml");
}

#[test]
fn what_cannot_be_described_ends_with_the_code_of_its_fault() {
    let place = place();
    place.run(&["describe", "gone.csv"]).ends(2).complains("there is no file `gone.csv`");
    place.run(&["describe", "."]).ends(2).complains("is a folder");
    place.run(&["describe", "midler.csv", "--kind", "grnt"]).ends(2).complains("did you mean `grant`?");
    for (name, bytes, words) in [
        ("a.pdf", &b"%PDF"[..], "is no table that can be read"),
        ("empty.csv", b"", "there is nothing in it"),
        (
            "unquoted.csv",
            b"Nr;Titel;Tema\nA;B; med mere;C\n",
            "row 2 has 4 cells, and row 1, which seems to name the columns, only 3",
        ),
        ("alone.csv", b"Nr;Titel\n", "no row stands below the names of the columns"),
        ("bad.csv", b"Nr;Titel\nA\x81;B\n", "0x81"),
        ("broken.csv.gz", b"\x1f\x8b\x08\0\0", "cannot be unpacked"),
        ("ragged.csv", b"Nr;Titel\nA;B\nC;D;E\n", "has 3 cells"),
    ] {
        place.write(name, bytes);
        place.run(&["describe", name]).ends(1).complains(words);
    }
    place.write("same.csv", "Nr;Titel\nA;B\nC;D\nA;B\n");
    let ran = place.run(&["describe", "same.csv"]);
    ran.ends(1).complains("error: the build will stop: ").complains("rows 2 = 4");
    assert!(ran.stdout.starts_with("# A draft"), "{}", ran.stdout);
}

#[test]
fn the_limits_of_the_site_hold() {
    let place = place();
    place.write("long.csv", format!("Nr;Titel\nA;{}\n", "x".repeat(2_000_000)));
    place.run(&["describe", "long.csv"]).ends(4).complains("./long.csv:2:1");
    let limits = "title = \"Prøve\"\n[limits]\ncolumns = 3\n";
    let place = Site::new().file("glasklar.toml", limits).file("content/grants/midler.csv", TEXT).on_disk();
    place.run(&["describe", "content/grants/midler.csv"]).ends(4).complains("the table has 4 columns");
}

#[test]
fn kinds_of_the_site_are_known() {
    let kind = "name = { en = \"playground\" }\nplural = { en = \"playgrounds\" }\npath = { en = \"playgrounds\" }\n\
                title = \"title\"\n[field.title]\ntype = \"text\"\nlabel = { da = \"Legeplads\" }\nrequired = true\n\
                [field.swings]\ntype = \"integer\"\nlabel = { da = \"Gynger\" }\n";
    let place = Site::new()
        .file("layouts/kinds/playground/kind.toml", kind)
        .file("content/playgrounds/alle.csv", "Nr;Legeplads;Gynger\nL1;Den store;4\nL2;Den lille;1\n")
        .on_disk();
    let ran = place.run(&["describe", "content/playgrounds/alle.csv", "--write"]);
    ran.ends(0);
    let draft = String::from_utf8(place.read("content/playgrounds/alle.table.toml")).expect("UTF-8");
    assert!(draft.contains("swings = \"Gynger\"") && draft.contains("title  = \"Legeplads\""), "{draft}");
    place.run(&["build"]).ends(0).complains("alle.table.toml: 2 rows read = 2 entries");
}
