//! Rows 7 to 12: lines, encodings, numbers, dates.

use std::collections::BTreeMap;

use super::{built, entry, project, town};
use crate::driver::{Site, Workplace};

/// A line of ten million bytes in each format that has lines.
fn long_lines() -> Vec<(&'static str, String, &'static str)> {
    let long = "x".repeat(10_000_000);
    vec![
        ("content/projects/p.md", project(&format!("Kort.\n\n{long}\n")), "content/projects/p.md:8:1"),
        ("content/projects/p.yaml", format!("id: p\ntitle: {long}\n"), "content/projects/p.yaml:2:1"),
        ("content/projects/p.csv", format!("nr,titel\n1,{long}\n"), "content/projects/p.csv:2:1"),
        ("content/projects/p.toml", format!("id = \"p\"\ntitle = \"{long}\"\n"), "content/projects/p.toml:2:1"),
    ]
}

#[test]
fn row_07_a_line_of_10_mb_is_refused_at_its_place() {
    for (path, content, place) in long_lines() {
        let ran = town().file(path, content).command(&["check"]);
        ran.refuses(4).complains("error[limit]: this line is 10").complains(place).complains("raise `line_length`");
    }
}

/// The memory and the time that a line of 10 MB may take, from what the system says of the process.
#[cfg(target_os = "linux")]
#[test]
fn row_07_a_line_of_10_mb_takes_little_memory_and_time() {
    use std::process::{Command, Stdio};
    for (path, content, _) in long_lines().into_iter().take(3) {
        let place = town().file(path, content).on_disk();
        let started = std::time::Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_glasklar"))
            .args(["check", "--today", "2024-03-01"])
            .current_dir(place.path("."))
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().expect("a child").is_none() {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
            peak = peak.max(line.trim().trim_end_matches(" kB").parse().unwrap_or(0));
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        assert!(peak > 1_000 && peak < 200_000, "`{path}` took {peak} kB");
        assert!(started.elapsed().as_secs() < 5, "`{path}` took {:?}", started.elapsed());
    }
}

#[test]
fn row_08_bytes_that_are_no_text_are_refused_with_their_offset() {
    for (path, before) in
        [("content/projects/p.md", project("Ja\n")), ("content/projects/p.yaml", "id: p\n".to_owned())]
    {
        for (bytes, sort) in [(vec![0xe6], "0xe6"), (vec![0], "0x00")] {
            let content = [before.as_bytes(), &bytes, b"\n"].concat();
            let ran = town().file(path, content).command(&["build"]);
            ran.refuses(1).complains(path).complains(sort).complains(&format!("(offset {})", before.len()));
        }
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(before.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        town().file(path, wide).command(&["build"]).refuses(1).complains("(offset 0)").complains("UTF-16");
    }
}

const TABLE: &str = "file = \"t.csv\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n[constants]\n\
source = [{ url = \"https://kilde.example/\" }]\n";

type Rewrite = fn(&str) -> String;

/// Rows, front matter, lists and settings with the line ends of another system, and none at the end.
#[test]
fn row_09_line_ends_marks_and_names_of_another_system_change_nothing() {
    let site = town()
        .file("content/projects/p.md", project("På åen.\n\nTo afsnit.\n"))
        .file("content/projects/t.csv", "nr,titel\nx,Åen\ny,Søen\n")
        .file("content/projects/åer.table.toml", TABLE)
        .file("content/projects/l.yaml", "- id: l\n  title: Løgn\n  source: { url: \"https://kilde.example/\" }\n");
    let clean = built(&site.on_disk(), &[], &[]);
    let rewrite: [(&str, Rewrite); 4] = [
        ("CRLF and a mark", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        ("lone CR", |text| text.replace('\n', "\r")),
        ("no final line end", |text| text.trim_end().to_owned()),
        ("letters in two parts", |text| text.replace('å', "a\u{30a}").replace('Å', "A\u{30a}")),
    ];
    for (what, how) in rewrite {
        let place = Workplace::new(&BTreeMap::new());
        for (path, bytes) in site.files() {
            // As macOS writes file names.
            place.write(&path.replace('å', "a\u{30a}"), how(std::str::from_utf8(bytes).expect("UTF-8")));
        }
        let other = built(&place, &[], &[]);
        assert!(other.output == clean.output, "{what} changes the site");
    }
}

fn amount_in_table(decimal: &str, cell: &str) -> Site {
    let table = format!(
        "file = \"t.csv\"\ndelimiter = \";\"\n{decimal}\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n\
         amount = {{ value = \"kr\", currency = \"DKK\", basis = \"decided\" }}\n[constants]\nfunder = \"by\"\n\
         recipient = \"by\"\nsource = [{{ url = \"https://kilde.example/\" }}]\n"
    );
    let rows = format!("nr;titel;kr\ntal;Tal;{cell}\n");
    town().file("content/grants/t.csv", rows).file("content/grants/t.table.toml", table)
}

#[test]
fn row_10_numbers_are_read_in_the_notation_that_is_declared() {
    let comma = "decimal = \",\"";
    for (cell, minor) in [
        ("1.234,50", "1234.5"),
        ("1\u{a0}234", "1234"),
        ("1\u{202f}234,5", "1234.5"),
        ("1 234", "1234"),
        ("1.234", "1234"),
        ("\u{2212}5", "-5"),
        ("-5", "-5"),
    ] {
        let built = amount_in_table(comma, cell).build();
        let json = built.text("tilskud/tal.json").replace(' ', "");
        assert!(json.contains(minor), "`{cell}` is not {minor} in\n{json}");
    }
    for cell in ["n/a", "12 %", "1.23", "1,2,3", "1.234.5"] {
        let checked = amount_in_table(comma, cell).check();
        assert!(checked.codes().contains("wrong-type"), "`{cell}` was read:\n{}", checked.report);
        checked.says("content/grants/t.csv:2");
    }
    // A sign that may part thousands or decimals is asked about, where no notation is declared.
    let asked = amount_in_table("", "1.234").check();
    asked.says("content/grants/t.csv:2").says("help: ");
    assert!(asked.codes().contains("wrong-type"), "{}", asked.report);
}

#[test]
fn row_11_dates_in_other_forms_are_refused_at_their_place() {
    town()
        .grant("b", "funder: by\nrecipient: by\ndecided: 1.2.2025\n")
        .build()
        .shows("tilskud/b.html", "1. februar 2025");
    for date in ["30.2.2025", "2025-02-30", "45678", "01-02-25", "2025-13-01", "02/01/2025", "25"] {
        let fields = format!("funder: by\nrecipient: by\ndecided: {date}\n");
        let checked = town().grant("b", &fields).check();
        assert!(checked.codes().contains("wrong-type"), "`{date}` was read:\n{}", checked.report);
        checked.says("content/grants/b.md:5:10");
    }
}

#[test]
fn row_12_each_file_of_another_encoding_is_named() {
    let site = town()
        .file("content/projects/p.md", [entry("title: P\n").as_bytes(), b"S\xf8en\n"].concat())
        .file("content/projects/q.yaml", "\u{feff}id: q\ntitle: Søen\nsource: { url: \"https://kilde.example/\" }\n")
        .file("content/projects/r.csv", b"nr,titel\n1,S\xf8n\n")
        .file("content/projects/r.table.toml", TABLE.replace("t.csv", "r.csv"))
        .file("content/projects/s.csv", "nr,titel\n2,Sø\n")
        .file("content/projects/s.table.toml", TABLE.replace("t.csv", "s.csv"));
    let ran = site.command(&["check"]);
    ran.refuses(1).complains("`content/projects/p.md` is not UTF-8");
    ran.complains("`content/projects/r.csv` is not UTF-8 and is read as Windows-1252");
    for fine in ["q.yaml", "s.csv"] {
        assert!(!ran.stderr.contains(fine), "{}", ran.stderr);
    }
}

/// A table of one row in an encoding that its description declares, or not.
fn table_in(declared: &str, bytes: Vec<u8>) -> Site {
    let table = format!("{declared}\n{TABLE}");
    town().file("content/projects/t.csv", bytes).file("content/projects/t.table.toml", table)
}

#[test]
fn row_08_tables_are_read_in_the_encoding_of_office_programs() {
    let rows = "nr,titel\nx,Åen – Søen\n";
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let windows = b"nr,titel\nx,\xc5en \x96 S\xf8en\n".to_vec();
    let latin9 = b"nr,titel\nx,\xc5en \xa4\n".to_vec();
    let cases = [
        ("", windows.clone(), "Åen – Søen", true),
        ("encoding = \"windows-1252\"", windows, "Åen – Søen", false),
        ("encoding = \"iso-8859-15\"", latin9, "Åen €", false),
        ("", utf16(&format!("\u{feff}{rows}")), "Åen – Søen", false),
        ("", utf16(rows), "Åen – Søen", true),
        ("encoding = \"utf-8\"", rows.into(), "Åen – Søen", false),
    ];
    for (declared, bytes, title, is_assumed) in cases {
        let site = table_in(declared, bytes);
        site.build().shows("projekter/x.html", title);
        let codes = site.check().codes();
        assert_eq!(codes.contains("assumed-encoding"), is_assumed, "{declared} {title}: {codes:?}");
    }
}

#[test]
fn row_08_bytes_without_a_letter_in_the_encoding_stop_the_build() {
    let rows = |byte: u8| [b"nr,titel\nx,S\xf8".as_slice(), &[byte], b"n\n"].concat();
    for byte in [0x81, 0x8d, 0x8f, 0x90, 0x9d] {
        let ran = table_in("", rows(byte)).command(&["build"]);
        ran.refuses(1).complains("`content/projects/t.csv` is not Windows-1252: line 2, column 5");
        ran.complains(&format!("{byte:#04x} (offset 13)"));
    }
    table_in("encoding = \"iso-8859-15\"", rows(0x96)).command(&["build"]).refuses(1).complains("(offset 13)");
    table_in("encoding = \"utf-8\"", rows(b'n')).command(&["build"]).refuses(1).complains("is not UTF-8");
    let said = table_in("encoding = \"windows-1252\"", "nr,titel\nx,Søen\n".into()).check();
    said.says("`content/projects/t.csv` is UTF-8").says("leave `encoding` out");
    table_in("encoding = \"ebcdic\"", rows(b'n')).check().says("this encoding is not known").says("iso-8859-15");
}

/// JSON, YAML and TOML can write a NUL without holding one.
#[test]
fn row_08_a_nul_that_is_written_by_its_number_is_refused_at_its_place() {
    let table = "file = \"t.json\"\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n";
    let cases = [
        ("content/projects/p.json", "{\n\"id\": \"p\", \"title\": \"A\\u0000B\" }"),
        ("content/projects/p.yaml", "id: p\ntitle: \"A\\0B\"\n"),
        ("content/projects/p.md", "---\ntitle: \"A\\0B\"\n---\n"),
        ("content/projects/p.toml", "id = \"p\"\ntitle = \"A\\u0000B\"\n"),
        ("content/projects/t.json", "[\n{ \"nr\": \"p\", \"titel\": \"A\\u0000B\" }]"),
    ];
    for (path, text) in cases {
        let site = town().file("content/projects/t.table.toml", table).file("content/projects/t.json", "[]");
        let ran = site.file(path, text).command(&["build"]);
        ran.refuses(1).complains("holds a NUL").complains(&format!("{path}:2:"));
    }
}
