//! `glasklar describe`: what a draft says of a table, that it builds, and that it tells what it is not sure of.

use std::fs;

use glasklar::describe::{Asked, Draft, describe};
use glasklar::entry::EntryIx;
use glasklar::source::Input;
use glasklar::theme;
use glasklar::value::OrganisationNumber;
use glasklar::value::money::minor_to_plain;
use proptest::prelude::*;

use crate::driver::{Site, repository};

/// A table on its way to be described.
pub struct Table<'a> {
    name: &'a str,
    folder: Option<&'a str>,
    pub kind: Option<&'a str>,
    bytes: Vec<u8>,
}

pub fn table(text: &str) -> Table<'static> {
    named("tilskud-2023.csv", text)
}

pub fn named<'a>(name: &'a str, bytes: impl AsRef<[u8]>) -> Table<'a> {
    Table { name, folder: None, kind: None, bytes: bytes.as_ref().to_owned() }
}

impl Table<'_> {
    pub fn draft(&self) -> Draft {
        let site = Input { theme: theme::built_in(), ..Input::default() };
        let Self { name, folder, kind, bytes } = self;
        let described = describe(&Asked { path: name, bytes, folder: *folder, kind: *kind, part: None }, &site);
        described.draft.unwrap_or_else(|| panic!("no draft: {:?} {:?}", described.refusal, described.diagnostics))
    }

    /// A fresh site of the table and its draft alone.
    pub fn site(&self, draft: &Draft) -> Site {
        let kind = draft.text.lines().find_map(|line| line.strip_prefix("kind ")).expect("a kind");
        let kind = kind.trim_matches([' ', '=', '"']);
        let stem = self.name.trim_end_matches(".gz");
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        Site::new()
            .file(&format!("content/{kind}/{}", self.name), &self.bytes)
            .file(&format!("content/{kind}/{stem}.table.toml"), &draft.text)
    }

    /// The draft, which builds, and which says these lines.
    pub fn says(&self, lines: &[&str]) -> Draft {
        let draft = self.draft();
        let checked = self.site(&draft).check();
        assert!(!checked.any_error(), "{}\n{}", draft.text, checked.report);
        for line in lines {
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let found = draft.text.lines().any(|own| plain(own) == plain(line));
            assert!(found, "expected the line `{line}` in:\n{}", draft.text);
        }
        draft
    }
}

/// The draft is not sure of something that holds these words, and says so in its text, too.
pub fn doubts(draft: &Draft, words: &str) {
    assert!(
        draft.doubts.iter().any(|doubt| doubt.contains(words)),
        "expected `{words}` in:\n{}",
        draft.doubts.join("\n")
    );
    let text = draft.text.replace("\n#   ", " ");
    let head: String = words.chars().skip(1).collect();
    assert!(text.contains(&head), "expected `{head}` in:\n{}", draft.text);
}

/// A real table, and what its rows come to: rows, sum, and recipients known by their numbers.
const REAL: &[(&str, usize, &str, usize)] = &[
    ("dk-eu-projects-2007-2013.csv", 598, "3665372950.47 DKK", 271),
    ("no-eu-grants-h2020.csv", 2_931, "1672234782.37 EUR", 692),
    ("no-party-support-2011.csv", 2_850, "114743381.05 NOK", 0),
    ("no-party-support-2012.csv", 2_737, "114778632.57 NOK", 0),
    ("no-party-support-2013.csv", 2_789, "119821496.22 NOK", 0),
    ("no-party-support-2014.csv", 2_709, "117812235.6 NOK", 0),
];

#[test]
fn drafts_of_real_tables_build_and_give_every_row_and_the_exact_sum() {
    let folder = repository().join("../shared/data");
    if !folder.is_dir() {
        println!("the real tables are not here ({}); none of them is described", folder.display());
        return;
    }
    for (name, rows, sum, numbered) in REAL {
        let bytes = fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let table = named(name, bytes);
        let mut draft = table.draft();
        assert!(draft.stops.is_empty(), "{name}: {:?}", draft.stops);
        // No draft rounds; where it asks whether sums are to be rounded, they are.
        draft.text = draft.text.replace("\n# amount ", "\namount ");
        let model = table.site(&draft).model();
        let list = |kind: &str| model.list(model.kinds.by_id(kind).expect("a kind"));
        let grants = list("grant");
        let totals = model.totals(grants);
        let [line] = totals.lines.as_slice() else { panic!("{name}: one line, and not {:?}", totals.lines) };
        assert_eq!((grants.len(), line.count + totals.without), (*rows, *rows), "{name}");
        assert_eq!(format!("{} {}", minor_to_plain(line.minor, line.currency), line.currency), *sum, "{name}");
        let by_number = |ix: &&EntryIx| ["cvr-", "orgnr-"].iter().any(|head| model.entry(**ix).id.starts_with(head));
        assert_eq!(list("organisation").iter().filter(by_number).count(), *numbered, "{name}");
    }
}

/// Numbers whose check digit is right.
const NUMBERS: [&str; 3] = ["29189919", "29190925", "29189846"];

#[test]
fn a_usual_table_is_described_whole() {
    let [a, b, c] = NUMBERS;
    let text = format!(
        "Journalnr;Projekttitel;Modtager;CVR-nr.;Bevilget beløb (kr.);Bevillingsdato;Tema;Bemærkning\n\
         2023-1;Havnen;Herning Kommune;{a};1.200,50;18.01.2023;klima;Første rate\n\
         2023-2;Skoven;Foreningen;{b};\"2 000 000,00\";1.2.2023;natur;\n\
         2023-3;Byen;Huset;{c};500;31.12.2023;klima;Sidste rate\n"
    );
    let draft = table(&text).says(&[
        "kind = \"grant\"",
        "file = \"tilskud-2023.csv\"",
        "language = \"da\"",
        "delimiter = \";\"",
        "decimal = \",\"",
        "id = \"tilskud-2023-{Journalnr}\"",
        "title = \"Projekttitel\"",
        "recipient = { number = \"CVR-nr.\", scheme = \"DK-CVR\", name = \"Modtager\" }",
        "amount = { value = \"Bevilget beløb (kr.)\", currency = \"DKK\", basis = \"decided\" }",
        "decided = { value = \"Bevillingsdato\", format = \"%d.%m.%Y\" }",
        "theme = \"Tema\"",
        "# Bemærkning (text: Første rate | Sidste rate)",
        "# funder = \"…\"",
    ]);
    doubts(&draft, "no currency is named; DKK, because the organisations have Danish numbers");
}

#[test]
fn titles_above_the_header_encodings_and_delimiters_are_found() {
    let text = "Tilskud 2023;;\nudtræk af 1. marts;;\n\nNr;Titel;Beløb i kr.\nA-1;Ærø;5,50\nA-2;Ål;6,50\n";
    let latin: Vec<u8> =
        text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("a letter of ISO-8859-1")).collect();
    let draft = named("t.csv", latin).says(&["skip = 2", "encoding = \"windows-1252\"", "delimiter = \";\""]);
    doubts(&draft, "the file does not say its encoding");
    named("t.txt", "Nr\tTitel\tBeløb\nA-1\tA, b\t5,50\nA-2\tC\t6,50\n")
        .says(&["delimiter = \"\\t\"", "decimal = \",\""]);
    named("t.csv", "Nr|Titel|Amount\nA-1|A|5.50\nA-2|C|6.50\n").says(&["delimiter = \"|\"", "decimal = \".\""]);
}

#[test]
fn numbers_that_can_be_read_in_two_ways_are_asked_about() {
    let ambiguous = table("Nr;Titel;Bevilget beløb\nA1;A;1.234\nA2;B;2.500\n");
    let draft = ambiguous.says(&["# decimal = \",\""]);
    doubts(&draft, "nothing tells whether `1.234` is a whole number of thousands or has decimals");
    doubts(&draft, "say first how the numbers are written");
    assert!(draft.text.contains("\n# amount"), "{}", draft.text);
    // One cell that can be read in one way only tells how the others are to be read.
    let told = table("Nr;Titel;Bevilget beløb\nA1;A;1.234\nA2;B;2.500,75\n").says(&["decimal = \",\""]);
    assert!(told.text.contains("\namount"), "{}", told.text);
    table("Nr;Titel;Bevilget beløb\nA1;A;1.234\nA2;B;2,500.75\n").says(&["decimal = \".\""]);
}

#[test]
fn dates_of_which_day_and_month_could_change_places_are_said() {
    let dates = |one: &str, other: &str| table(&format!("Nr;Titel;Bevillingsdato\nA1;A;{one}\nA2;B;{other}\n"));
    let draft =
        dates("1/2/2023", "3/4/2023").says(&["decided = { value = \"Bevillingsdato\", format = \"%d/%m/%Y\" }"]);
    doubts(&draft, "no date tells whether its day or its month comes first");
    let draft =
        dates("1/2/2023", "13/4/2023").says(&["decided = { value = \"Bevillingsdato\", format = \"%d/%m/%Y\" }"]);
    assert!(!draft.doubts.iter().any(|doubt| doubt.contains("comes first")), "{:?}", draft.doubts);
    dates("1/22/2023", "3/4/2023").says(&["decided = { value = \"Bevillingsdato\", format = \"%m/%d/%Y\" }"]);
    dates("2023-10-17 13:00:00", "2023-10-18 00:00:00")
        .says(&["decided = { value = \"Bevillingsdato\", format = \"%Y-%m-%d %H:%M:%S\" }"]);
    dates("18. januar 2023", "våren 2020").says(&["decided = \"Bevillingsdato\""]);
}

#[test]
fn words_for_nothing_are_found_where_they_stand_for_it() {
    let text = "Nr;Titel;Modtager;Beløb;Bevillingsdato\nA1;A;Huset;5,5;-\nA2;B;Ukendt;ukendt;1.1.2023\n";
    let draft = table(text).says(&["empty = [\"-\", \"ukendt\"]"]);
    doubts(&draft, "stand in some cells, and were taken for nothing");
    let draft = table("Nr;Titel;Beløb\nA1;ingen;5,5\nA2;B;6,5\n").says(&[]);
    assert!(!draft.text.contains("\nempty"), "a word of a title is one:\n{}", draft.text);
}

#[test]
fn organisation_numbers_are_known_by_their_check_digit_and_not_by_their_length() {
    let [a, b, c] = NUMBERS;
    let cvr =
        |last: &str| table(&format!("Nr;Titel;Ansøger;Tal;Beløb\nA1;A;X;{a};1,5\nA2;B;Y;{b};2,5\nA3;C;Z;{last};3,5\n"));
    cvr(c).says(&["recipient = { number = \"Tal\", scheme = \"DK-CVR\", name = \"Ansøger\" }"]);
    // Eight digits that are no numbers of organisations.
    let draft = cvr("12345678").says(&["recipient = { name = \"Ansøger\" }"]);
    doubts(&draft, "no column holds organisation numbers");
    let norwegian = "Nr;Tittel;Mottaker;Orgnr;Innvilget\nA1;A;X;942 110 464;1,5\nA2;B;Y;974760673;2,5\n";
    table(norwegian).says(&[
        "recipient = { number = \"Orgnr\", scheme = \"NO-BRC\", name = \"Mottaker\" }",
        "amount = { value = \"Innvilget\", currency = \"NOK\", basis = \"decided\" }",
    ]);
}

#[test]
fn one_wrong_organisation_number_among_many_is_named_and_the_draft_builds() {
    let mut text = "Nr;Titel;Modtager;CVR\n".to_owned();
    let stems =
        (1_000_000..).map(|stem| OrganisationNumber::completed(glasklar::value::Scheme::DkCvr, &stem.to_string()));
    for (row, number) in stems.flatten().take(20).enumerate() {
        text.push_str(&format!("A{row};Titel {row};Navn {row};{}\n", number.digits()));
    }
    text.push_str("B1;Sidste;Navn;12345678\n");
    let draft = table(&text).says(&["recipient = { name = \"Modtager\" }"]);
    doubts(&draft, "`12345678` in row 22 is no CVR number");
}

#[test]
fn the_id_is_the_smallest_set_of_columns_that_is_unique() {
    let draft = table("Titel;Sagsnr;Ratenr;Beløb\nA;7;1;2,5\nA;7;2;3,5\nA;8;1;4,5\n")
        .says(&["id = \"tilskud-2023-{Sagsnr}-{Ratenr}\""]);
    doubts(&draft, "no column alone is different in each row");
    // What an id spells alike is told apart by a digest.
    let draft = table("Nr;Titel\nA/1;A\nA-1;A\n").says(&["id = { prefix = \"tilskud-2023-\", hash = [\"Nr\"] }"]);
    assert!(draft.stops.is_empty());
    let draft = table("Nr;Titel\n1;A\n2;B\n3;C\n").says(&["id = \"tilskud-2023-{Nr}\""]);
    doubts(&draft, "`Nr` counts the rows");
}

#[test]
fn rows_that_are_the_same_are_named() {
    let table = table("Nr;Titel;Beløb\nA;A;1,5\nB;B;2,5\nA;A;1,5\n");
    let draft = table.draft();
    assert!(draft.stops.iter().any(|why| why.contains("rows 2 = 4")), "{:?}", draft.stops);
    doubts(&draft, "no id can tell them apart");
    assert!(table.site(&draft).check().codes().contains("duplicate-id"), "the build says so, too");
}

#[test]
fn the_kind_is_that_of_the_folder_or_of_the_columns() {
    named("foreninger.csv", "Navn;CVR;Hjemmeside\nA;29189919;https://a.example/\nB;29190925;https://b.example/\n")
        .says(&["kind = \"organisation\"", "name = \"Navn\"", "number = \"DK-CVR-{CVR}\"", "website = \"Hjemmeside\""]);
    let text = "Nr;Titel;Beløb\nA1;A;5,5\nA2;B;6,5\n";
    let in_folder =
        Table { folder: Some("projects"), ..table(text) }.says(&["kind = \"project\"", "title = \"Titel\""]);
    assert!(!in_folder.doubts.iter().any(|doubt| doubt.contains("taken for")), "{:?}", in_folder.doubts);
    let asked = Table { kind: Some("case"), folder: Some("projects"), ..table(text) };
    asked.says(&["kind = \"case\""]);
}

#[test]
fn no_personal_number_is_shown_and_the_build_is_said_to_stop() {
    let table = table("Nr;Titel;Ansøger\nA1;A;Eva 010190-1234\nA2;B;Bo\n");
    let draft = table.draft();
    let shown = format!("{}{}{}", draft.text, draft.doubts.join(""), draft.stops.join(""));
    assert!(!shown.contains("010190-1234"), "{shown}");
    assert!(draft.stops.iter().any(|why| why.contains("personal number")), "{:?}", draft.stops);
}

#[test]
fn a_column_that_turns_out_unreadable_fills_no_field() {
    // Each date follows the format, but no period may end before it starts.
    let text = "Nr;Titel;Startdato;Slutdato\nA1;A;01.02.2023;01.01.2023\nA2;B;01.01.2023;01.02.2023\n";
    let draft = Table { kind: Some("grant"), ..table(text) }.says(&["# period = \"{Startdato}/{Slutdato}\""]);
    doubts(&draft, "`period` is left out: row 2");
}

#[test]
fn every_entry_gets_a_heading() {
    let draft =
        table("Nr;Titel;Modtager;År\nA1;;Huset;2023\nA2;B;Klubben;2022\n").says(&["title = \"{Modtager} {År}\""]);
    doubts(&draft, "`Titel` would head the entries, but is empty in row 2");
}

/// What stands at the head of columns, and in cells: all that is odd in real tables.
const HEADERS: &[&str] = &[
    "Nr",
    "Titel",
    "Projekttitel",
    "Modtager",
    "Beløb",
    "Bevilget beløb (1.000 kr.)",
    "Dato",
    "Startdato",
    "Slutdato",
    "CVR",
    "Tema",
    "År",
    "Status",
    "Navn",
    "{x}",
    "",
    "Sag\nnr",
    "\"Note\"",
    "Kommune",
    "E-mail",
    "Hjemmeside",
    "Beskrivelse",
    "Aktiv",
    "Periode",
];
const CELLS: &[&str] = &[
    "",
    "-",
    "n/a",
    "ukendt",
    "1.234",
    "1,234",
    "5,5",
    "1.234,50",
    "2,762,000.50",
    "kr. 4 mio.",
    "(5)",
    "12 %",
    "2021",
    "2021-01-18",
    "18.1.2021",
    "1/2/2021",
    "31.02.2021",
    "29189919",
    "12345678",
    "942110464",
    "Ja",
    "nej",
    "x",
    "klima; natur",
    "Åen & \"søen\"",
    "{navn}",
    "\\",
    "https://kilde.example/",
    "a@b.example",
    "2021-2023",
    "#REF!",
    "\u{ad}",
    "å\ny",
    "010190-1234",
    "1e9",
    "\u{2212}5",
];

proptest! {
    // Each case is described and built.
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_draft_builds_or_says_why_not(
        header in proptest::sample::subsequence(HEADERS, 1..8),
        cells in proptest::collection::vec(proptest::sample::select(CELLS), 1..40),
        alike in 1_usize..6,
    ) {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |cells: &[String]| format!("{}\n", cells.join(";"));
        let mut text = line(&header.iter().map(|name| quoted(name)).collect::<Vec<_>>());
        // Columns in which only a few sorts of cells stand are more like real ones.
        for row in 0..cells.len() / header.len() + 2 {
            let cell = |column: usize| quoted(cells[(row % alike + column * 7) % cells.len()]);
            let mut all: Vec<String> = (0..header.len()).map(cell).collect();
            all[0] = format!("\"R{row}\"");
            text.push_str(&line(&all));
        }
        let table = table(&text);
        let site = Input { theme: theme::built_in(), ..Input::default() };
        let asked = Asked { path: table.name, bytes: &table.bytes, folder: None, kind: None, part: None };
        if let Some(draft) = describe(&asked, &site).draft {
            let checked = table.site(&draft).check();
            prop_assert_eq!(checked.any_error(), !draft.stops.is_empty(), "{}\n{}\n{}", text, draft.text, checked.report);
        }
    }
}
