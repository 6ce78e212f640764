//! The same words give the same site, whatever format and machine they come from.

use std::collections::BTreeMap;

use crate::driver::{Site, markdown};

fn town() -> Site {
    Site::new().organisation("by").organisation("laug")
}

const YAML: &str = "- id: a\n  title: Træer på Åvej\n  funder: by\n  recipient: laug\n  \
    amount: { amount: 12500.50, currency: DKK, basis: decided }\n  decided: 2023-05-04\n  \
    source: [{ url: \"https://kilde.example/\" }]\n";

const TOML: &str = "[[grant]]\nid = \"a\"\ntitle = \"Træer på Åvej\"\nfunder = \"by\"\nrecipient = \"laug\"\n\
    amount = { amount = 12500.50, currency = \"DKK\", basis = \"decided\" }\ndecided = 2023-05-04\n\
    source = [{ url = \"https://kilde.example/\" }]\n";

const JSON: &str = r#"[{ "id": "a", "title": "Træer på Åvej", "funder": "by", "recipient": "laug",
    "amount": { "amount": 12500.50, "currency": "DKK", "basis": "decided" }, "decided": "2023-05-04",
    "source": [{ "url": "https://kilde.example/" }] }]"#;

const MARKDOWN: &str = "title: Træer på Åvej\nfunder: by\nrecipient: laug\n\
    amount: { amount: 12500.50, currency: DKK, basis: decided }\ndecided: 2023-05-04\n";

const CSV: &str = "nr;navn;kr;dato;hvem\r\na;Træer på Åvej;12.500,50;04.05.2023;laug\r\n";

const TABLE: &str = r#"
file      = "fra-regnearket.csv"
delimiter = ";"
decimal   = ","

[columns]
id        = "nr"
title     = "navn"
amount    = { value = "kr", currency = "DKK", basis = "decided" }
decided   = { value = "dato", format = "%d.%m.%Y" }
recipient = "hvem"

[constants]
funder = "by"
source = [{ url = "https://kilde.example/" }]
"#;

fn toml_front_matter() -> String {
    let fields = TOML.lines().filter(|line| !line.starts_with(['[', 'i']));
    format!("+++\n{}\n+++\n", fields.collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_format_gives_the_same_entry() {
    let json_line = JSON.trim_matches(['[', ']']).replace('\n', " ");
    let formats = [
        ("a list in YAML", town().file("content/grants/l.yaml", YAML)),
        ("a list in TOML", town().file("content/grants/l.toml", TOML)),
        ("a list in JSON", town().file("content/grants/l.json", JSON)),
        ("JSON Lines", town().file("content/grants/l.jsonl", format!("{json_line}\n"))),
        ("front matter in TOML", town().file("content/grants/a.md", toml_front_matter())),
        ("a table", town().file("content/grants/fra-regnearket.csv", CSV).file("content/grants/t.table.toml", TABLE)),
    ];
    let expected = town().file("content/grants/a.md", markdown(MARKDOWN)).build();
    let outputs = ["tilskud/a.json", "tilskud/a.html", "data/grant.csv", "data/grant.jsonl", "search/records.da.json"];
    for (format, site) in formats {
        site.check().clean();
        let built = site.build();
        for address in outputs {
            assert_eq!(built.text(address), expected.text(address), "{format} gives another `{address}`");
        }
    }
}

/// What is published for machines can be read back in.
#[test]
fn the_json_of_an_entry_is_an_entry() {
    let expected = town().file("content/grants/a.md", markdown(MARKDOWN)).build();
    let read_back = town().file("content/grants/a.json", expected.text("tilskud/a.json"));
    read_back.check().clean();
    assert_eq!(read_back.build().text("tilskud/a.json"), expected.text("tilskud/a.json"));
}

/// A site whose words have letters that can be written in two ways.
fn nordic() -> Site {
    let settings =
        "title = \"Træerne på Åvej\"\nlanguages = [\"da\", \"nb\"]\nbase_url = \"https://portal.example/\"\n";
    let label =
        "[field.recipient]\nlabel = { da = \"Får pengene\", nb = \"Får pengene\", nn = \"Får\", en = \"Gets\" }\n";
    let text = format!("{}## På åen\n\nSejl på åen.\n", markdown(MARKDOWN));
    let site = town().file("glasklar.toml", settings).file("layouts/kinds/grant/kind.toml", label);
    let site = site.file("content/grants/b.md", text).file("content/grants/t.table.toml", TABLE);
    site.file("content/grants/fra-regnearket.csv", "nr;navn;kr;dato;hvem\na;Træer på Åvej;12.500,50;04.05.2023;laug\n")
}

fn rewritten(site: &Site, how: impl Fn(&str) -> String) -> BTreeMap<String, Vec<u8>> {
    let mut other = Site::new();
    for (path, bytes) in site.files() {
        other = other.file(path, how(std::str::from_utf8(bytes).expect("UTF-8")));
    }
    other.build().files
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    let differing: Vec<&String> =
        one.iter().filter(|(path, bytes)| other.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(differing.is_empty() && one.len() == other.len(), "{what} changes {differing:?}");
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    assert_same(&nordic().build().files, &rewritten(&nordic(), |text| text.replace('\n', "\r\n")), "CRLF");
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    assert_same(&nordic().build().files, &rewritten(&nordic(), |text| format!("\u{feff}{text}")), "a byte order mark");
}

/// macOS and some office programs write å as a letter and a ring.
#[test]
fn letters_in_two_parts_change_nothing() {
    let apart = |text: &str| text.replace('å', "a\u{30a}").replace('Å', "A\u{30a}");
    assert!(apart("på").len() > "på".len());
    assert_same(&nordic().build().files, &rewritten(&nordic(), apart), "decomposed letters");
}

#[test]
fn a_file_that_is_no_utf_8_is_never_bent() {
    for path in ["glasklar.toml", "layouts/kinds/grant/kind.toml", "layouts/404.html", "layouts/lang/da.toml"] {
        let bytes = [b"# ".as_slice(), &[0xe6], b"\n"].concat();
        let before = Site::new().files().get(path).cloned().unwrap_or_default();
        let checked = Site::new().file(path, [before, bytes].concat()).check();
        assert!(checked.codes().contains("encoding"), "`{path}` was read with a letter replaced:\n{}", checked.report);
    }
}

#[test]
fn the_kind_of_an_entry_is_its_folder_or_its_key() {
    let in_id_folder = Site::new().file("content/project/a.md", markdown("title: A\n"));
    in_id_folder.build().has("projekter/a.html");
    let deeper = Site::new().file("content/projects/2021/foraar/a.md", markdown("title: A\n"));
    deeper.build().has("projekter/a.html");
    let by_key = Site::new().file("content/blandet/a.md", markdown("kind: project\ntitle: A\n"));
    by_key.check().clean();
    by_key.build().has("projekter/a.html");
}

#[test]
fn hostile_text_stays_text() {
    let title = "\"<script>alert(1)</script> & </title><img src=x onerror=alert(1)>\"";
    let text = markdown(&format!("title: {title}\nsummary: {title}\n"));
    let body =
        format!("{text}<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n<img src=x onerror=alert(1) alt=x>\n");
    let without_link = body.replace("[x](javascript:alert(1))", "");
    let built = Site::new().file("content/projects/a.md", without_link).build();
    for page in ["projekter/a.html", "projekter/index.html", "feed.xml", "index.html", "data.html"] {
        let text = built.text(page).to_lowercase();
        for bad in ["<script>alert", "<img src=x", " onerror=alert(1)>"] {
            assert!(!text.contains(bad), "`{bad}` stands in `{page}`");
        }
    }
    Site::new().file("content/projects/a.md", body).check().says("a link cannot hold a program");
}

/// Readers of a page are not told to a third party: a picture that lies elsewhere is not fetched.
#[test]
fn a_picture_from_elsewhere_is_never_fetched() {
    let text = format!("{}![the river](https://elsewhere.example/river.jpg)\n", markdown("title: Åen\n"));
    let site = Site::new().file("content/projects/a.md", text);
    let fetched =
        !site.check().any_error() && site.build().text("projekter/a.html").contains("src=\"https://elsewhere");
    assert!(!fetched, "the page loads a picture from another host");
}
