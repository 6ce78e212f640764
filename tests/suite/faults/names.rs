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

/// A table of projects or grants with these rows; the first column is the id, the second the title, the third what it is in.
fn rows(kind: &str, columns: &str, rows: &[&str]) -> crate::driver::Site {
    let table = format!(
        "file = \"t.csv\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n{columns}\n[constants]\n\
         source = [{{ url = \"https://kilde.example/\" }}]\n"
    );
    let text = format!("nr,titel,i\n{}\n", rows.join("\n"));
    town().file(&format!("content/{kind}/t.csv"), text).file(&format!("content/{kind}/t.table.toml"), table)
}

/// Whatever tells two ids apart and would not tell two files apart is an error that shows both rows.
#[test]
fn row_13_rows_whose_addresses_are_one_are_shown_at_both_places() {
    let long = "x".repeat(250);
    let cases = [
        ("Aa", "aA", "case"),
        ("c\u{e5}", "ca\u{30a}", "letters in two parts"),
        ("a.", "a", "a point at the end"),
        ("a ", "a", "white space"),
        ("s\u{f8} by", "soe-by", "letters written out"),
        (&*format!("{long}1"), &*format!("{long}2"), "what is beyond 200 letters"),
    ];
    for (one, other, what) in cases {
        let found = rows("projects", "", &[&format!("{one},Den ene,-"), &format!("{other},Den anden,-")]);
        let ran = found.command(&["build"]);
        ran.refuses(1).complains("error[duplicate-id]").complains("t.csv:3:").complains("t.csv:2:");
        assert!(ran.stderr.contains("Den ene") && ran.stderr.contains("Den anden"), "{what}:\n{}", ran.stderr);
    }
    for name in ["con", "AUX", "com1", "LPT9.", "index"] {
        let ran = rows("projects", "", &[&format!("{name},Den ene,-")]).command(&["build"]);
        ran.refuses(1).complains("error[unsafe-name]").complains("t.csv:2:");
    }
}

#[test]
fn row_13_files_of_one_name_in_other_letters_are_refused() {
    let list = format!("id: a\ntitle: B\n{SOURCE}\n");
    let ran = town()
        .file("content/projects/a.md", entry("title: A\n"))
        .file("content/projects/deeper/b.yaml", &list)
        .command(&["build"]);
    ran.refuses(1).complains("content/projects/deeper/b.yaml:1").complains("content/projects/a.md:1");
    let alias = entry("title: B\naliases: [a]\n");
    let former = town().file("content/projects/a.md", entry("title: A\n")).file("content/projects/b.md", alias);
    let ran = former.command(&["build"]);
    ran.refuses(1)
        .complains("error[same-address]")
        .complains("content/projects/b.md:")
        .complains("content/projects/a.md:");
}

const PARTS: &str = "part_of = \"i\"\nfunder = \"titel\"\nrecipient = \"titel\"";

#[test]
fn row_14_chains_of_rows_that_lead_back_end_with_their_path() {
    let ran = rows("grants", PARTS, &["x,by,y", "y,by,z", "z,by,x"]).command(&["build"]);
    ran.refuses(1).complains("`x` is part of `y` is part of `z` is part of `x`").complains("t.csv:2:6");
    let own = rows("grants", PARTS, &["x,by,x"]).command(&["build"]);
    own.refuses(1).complains("error[cycle]").complains("t.csv:2:6");
    let lost = rows("grants", PARTS, &["x,by,nowhere"]).command(&["build"]);
    lost.refuses(1).complains("error[dangling-reference]").complains("t.csv:2:6");
}

/// Entries of two kinds may name each other: that is no chain, and their pages link to one another.
#[test]
fn row_14_pages_of_entries_that_name_each_other_end() {
    let kind = "[field.parent]\ntype = \"project\"\nlabel = { da = \"O\", nb = \"O\", nn = \"O\", en = \"O\" }\n\
        back = { da = \"U\", nb = \"U\", nn = \"U\", en = \"U\" }\n";
    let site = town().file("layouts/kinds/project/kind.toml", kind);
    let mut site = site;
    for (id, parent) in [("p", "q"), ("q", "r"), ("r", "p"), ("s", "s")] {
        site = site.file(&format!("content/projects/{id}.md"), entry(&format!("title: P {id}\nparent: {parent}\n")));
    }
    site.build().shows("projekter/p.html", "href=\"q.html\"").shows("projekter/s.html", "href=\"s.html\"");
}
