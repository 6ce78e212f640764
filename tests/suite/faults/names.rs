//! Rows 13 to 15: names that collide, chains that never end, tables of many rows.

use super::{entry, town};
const SOURCE: &str = "source: { url: \"https://kilde.example/\" }";

#[test]
fn row_13_two_entries_of_one_id_are_shown_at_both_places() {
    let list = format!("- id: aaen\n  title: Åen\n  {SOURCE}\n- id: aaen\n  title: Aaen\n  {SOURCE}\n");
    town().file("content/projects/l.yaml", list).check().says("l.yaml:4:7").says("1 | - id: aaen");
}

#[test]
fn row_13_letters_written_out_are_the_same_address() {
    let rows = "nr,titel\nsø,A\nsoe,B\nå,C\naa,D\næ,E\nae,F\n";
    let table = "file = \"t.csv\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n[constants]\n\
        source = [{ url = \"https://kilde.example/\" }]\n";
    let checked = town().file("content/projects/t.csv", rows).file("content/projects/t.table.toml", table).check();
    assert_eq!(checked.codes(), ["duplicate-id"].into());
    for line in ["soe,B", "sø,A", "aa,D", "å,C", "ae,F", "æ,E"] {
        checked.says(line);
    }
}

#[test]
fn row_13_names_that_no_address_can_have_are_refused() {
    let long = "x".repeat(201);
    for (stem, code) in
        [("A", "bad-id"), ("a.", "bad-id"), ("con", "unsafe-name"), ("aux", "unsafe-name"), (&long, "bad-id")]
    {
        let checked = town().file(&format!("content/projects/{stem}.md"), entry("title: P\n")).check();
        assert_eq!(checked.codes(), [code].into(), "`{stem}`:\n{}", checked.report);
        checked.says(&format!("content/projects/{stem}.md:1:1"));
    }
}

/// Two names that look alike, and of which one would be lost, since Glasklar knows letters by their composed form.
#[cfg(target_os = "linux")]
#[test]
fn row_13_two_files_of_names_that_differ_in_composition_alone_are_refused() {
    let place = town().on_disk();
    let table = "file = \"t.csv\"\n[columns]\nid = \"nr\"\n";
    place.write("content/projects/t.csv", "nr\n1\n");
    place.write("content/projects/å.table.toml", table);
    place.write("content/projects/a\u{30a}.table.toml", table);
    place
        .run(&["check"])
        .refuses(1)
        .complains("error[left-out-file]: there are two files `content/projects/å.table.toml`");
}

#[test]
fn row_14_a_chain_that_leads_back_ends_with_its_path() {
    let mut site = town();
    for (id, whole) in [("x", "y"), ("y", "z"), ("z", "x")] {
        site = site.grant(id, &format!("funder: by\nrecipient: by\npart_of: {whole}\n"));
    }
    let ran = site.command(&["build"]);
    ran.refuses(1).complains("error[cycle]").complains("content/grants/x.md");
    let lost = town().grant("b", "funder: by\nrecipient: by\nproject: nowhere\n").command(&["build"]);
    lost.refuses(1).complains("error[dangling-reference]").complains("content/grants/b.md:5:");
}

#[test]
fn row_15_a_table_of_many_rows_is_read_whole() {
    let rows: String = (0..20_000).map(|at| format!("r{at},Række {at}\n")).collect();
    let table = "file = \"t.csv\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n[constants]\n\
        source = [{ url = \"https://kilde.example/\" }]\n";
    let kind = "pages = false\n";
    let site = town()
        .file("layouts/kinds/project/kind.toml", kind)
        .file("content/projects/t.csv", format!("nr,titel\n{rows}"))
        .file("content/projects/t.table.toml", table);
    assert_eq!(site.model().count(), 20_002);
    let wide = site.file("content/projects/t.csv", format!("{}\n", "a,".repeat(2_000)));
    wide.command(&["check"]).refuses(4).complains("the table has 2,001 columns").complains("t.csv:1:1");
}
