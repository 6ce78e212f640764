//! Drafts of tables whose rows are not all alike: private persons, sums over others, rejections, and several sums in a row.

use glasklar::describe::Draft;

use super::describe::{doubts, named, table};

/// The draft builds as it is, and its site publishes this word nowhere.
fn hides(text: &str, lines: &[&str], word: &str) -> Draft {
    let table = table(text);
    let draft = table.says(lines);
    table.site(&draft).build().never_shows(word);
    draft
}

#[test]
fn private_persons_are_hidden_where_a_column_says_who_they_are() {
    let draft = hides(
        "Nr;Titel;Modtager;Type;Beløb\nA1;Havnen;Eva Lind;Privatperson;5,5\nA2;Skoven;Huset;Forening;6,5\n",
        &["recipient = { name = \"Modtager\", private = { column = \"Type\", is = [\"Privatperson\"] } }"],
        "Eva Lind",
    );
    doubts(&draft, "look whether other words say so, too");
    let draft = hides(
        "Nr;Titel;Modtager;Privat;Beløb\nA1;Havnen;Eva Lind;ja;5,5\nA2;Skoven;Huset;nej;6,5\n",
        &["recipient = { name = \"Modtager\", private = \"Privat\" }"],
        "Eva Lind",
    );
    doubts(&draft, "look whether it says so of all");
    let draft = table("Nr;Titel;Modtager;Beløb\nA1;Havnen;Enkeltperson;5,5\nA2;Skoven;Huset;6,5\n")
        .says(&["recipient = { name = \"Modtager\", private = { names = [\"Enkeltperson\"] } }"]);
    doubts(&draft, "stands in the place of names");
}

#[test]
fn no_id_is_made_from_names_that_are_hidden() {
    let text = "Titel;Modtager;Type;År;Beløb\n\
                Leje;Eva Lind;Enkeltperson;2023;5,5\nLeje;Bo Dam;Enkeltperson;2022;6,5\nLeje;Huset;Forening;2021;6,5\n";
    let draft = hides(text, &[], "Lind");
    assert!(draft.stops.is_empty(), "{:?}", draft.stops);
}

#[test]
fn a_title_that_names_a_private_person_heads_no_entry() {
    let text = "Nr;Titel;Modtager;Type;Beløb\nA1;Til Eva Lind;Eva Lind;Enkeltperson;5,5\nA2;Huset;Huset;Forening;6,5\n";
    let draft = hides(text, &["# title = \"Titel\"", "title = \"Modtager\""], "Eva Lind");
    doubts(&draft, "names the private person of this row");
}

#[test]
fn where_only_numbers_are_missing_the_draft_asks_about_private_persons() {
    let text = "Nr;Titel;Modtager;CVR;Beløb\n\
                A1;A;Kommunen;29189919;5,5\nA2;B;Foreningen;29190925;6,5\nA3;C;Eva Lind;;6,5\n";
    let draft = table(text).says(&[
        "recipient = { number = \"CVR\", scheme = \"DK-CVR\", name = \"Modtager\" }",
        "# recipient = { number = \"CVR\", scheme = \"DK-CVR\", name = \"Modtager\", private = { without = \"number\" } }",
    ]);
    doubts(&draft, "1 of 3 rows have no organisation number");
    let whole = table(&text.replace("Lind;;", "Lind;29189846;")).says(&[]);
    assert!(!whole.text.contains("private"), "{}", whole.text);
}

#[test]
fn rows_that_are_the_sum_of_others_are_left_out_and_spoil_nothing() {
    for foot in ["I alt", "Total", "Sum totalt", "Ialt:"] {
        let text =
            format!("Nr;Titel;Beløb;Bevillingsdato\nA1;Havnen;5,5;18.01.2023\nA2;Skoven;6,5;19.01.2023\n{foot};;12;\n");
        let table = table(&text);
        let draft = table.says(&[
            "[leave_out]",
            &format!("Nr = [\"{foot}\"]"),
            "title = \"Titel\"",
            "decided = { value = \"Bevillingsdato\", format = \"%d.%m.%Y\" }",
            "id = \"Nr\"",
        ]);
        doubts(&draft, "row 4 seems to be the sum of the others, and is left out");
        let model = table.site(&draft).model();
        assert_eq!(model.list(model.kinds.by_id("grant").expect("grants")).len(), 2, "{}", draft.text);
    }
    // A row that says more than a sum is one of the rows.
    let draft = table("Nr;Titel;Beløb\nA1;Havnen;5,5\nTotal;Skoven;6,5\n").says(&[]);
    assert!(!draft.text.contains("[leave_out]"), "{}", draft.text);
}

#[test]
fn sums_in_thousands_are_known_by_their_header_or_by_what_stands_above_it() {
    for header in ["Beløb (t.kr.)", "Beløb i t. kr.", "Beløb i tusinde kr.", "TDKK"] {
        let draft = table(&format!("Nr;Titel;{header}\nA1;A;5,5\nA2;B;1048,755\n")).says(&[&format!(
            "amount = {{ value = \"{header}\", currency = \"DKK\", basis = \"decided\", unit = \"thousands\" }}"
        )]);
        doubts(&draft, "the header seems to say that the sums are in thousands");
    }
    let draft = table("Tilskud (i 1.000 kr.);;\nNr;Titel;Beløb\nA1;A;5,5\nA2;B;6,5\n")
        .says(&["amount = { value = \"Beløb\", currency = \"DKK\", basis = \"decided\", unit = \"thousands\" }"]);
    doubts(&draft, "above the table seems to say that the sums are in thousands");
}

#[test]
fn no_draft_rounds_sums_that_may_be_in_thousands() {
    let draft = table("Nr;Titel;Beløb\nA1;A;5.5\nA2;B;1048.755\n")
        .says(&["# amount = { value = \"Beløb\", currency = \"DKK\", basis = \"decided\", unit = \"thousands\" }"]);
    doubts(&draft, "some sums have 3 decimals, more than DKK has; are they in thousands");
}

#[test]
fn several_columns_of_sums_are_proposed_as_an_entry_each() {
    let text =
        "Nr;Forening;Grundtilskud;Aktivitet;Lokale;Antal medlemmer\nA1;Huset;5,5;6,5;;12\nA2;Klubben;;7,5;8,5;30\n";
    let draft = table(text).says(&["# [unfold]", "# columns = [\"Grundtilskud\", \"Aktivitet\", \"Lokale\"]"]);
    doubts(&draft, "may be sums of one row that are an entry each");
    let records = r#"[{"nr": "a", "titel": "A", "rater": [{"sum": 5.5}, {"sum": 6.5}]}, {"nr": "b", "titel": "B", "rater": [{"sum": 7.5}]}]"#;
    named("t.json", records).says(&["# [unfold]", "# columns = [\"rater.0.sum\", \"rater.1.sum\"]"]);
    let usual = table("Nr;Titel;Søgt beløb;Bevilget beløb;Antal\nA1;A;5,5;6,5;1\nA2;B;5,5;6,5;2\n").says(&[]);
    assert!(!usual.text.contains("[unfold]"), "{}", usual.text);
}

#[test]
fn the_lines_that_are_proposed_are_read_as_they_stand() {
    let text = "Nr;Titel;Modtager;Status;Beløb\nA1;A;Huset;Bevilget;5,5\nA2;B;Klubben;Afslag;6,5\n";
    let table = table(text);
    let draft = table.says(&["# [filter]", "# Status = [\"Bevilget\"]"]);
    doubts(&draft, "seems to say that nothing was granted");
    let mended =
        Draft { text: draft.text.replace("# [filter]", "[filter]").replace("# Status =", "Status ="), ..draft };
    let model = table.site(&mended).model();
    assert_eq!(model.list(model.kinds.by_id("grant").expect("grants")).len(), 1, "{}", mended.text);
}

#[test]
fn a_narrower_row_above_the_others_is_said_to_be_perhaps_their_header() {
    let draft = table("Nr;Titel;Tema\nA1;A; med mere;C\nA2;B; med mere;D\nA3;C; med mere;D\n").draft();
    doubts(&draft, "row 1 has only 3 cells and was taken for a title");
    let titled = table("Tilskud 2023\nNr;Titel;Tema\nA1;A;C\nA2;B;D\n").says(&["skip = 1"]);
    assert!(!titled.doubts.iter().any(|doubt| doubt.contains("taken for a title")), "{:?}", titled.doubts);
}

#[test]
fn what_offices_call_titles_days_and_partners_is_known() {
    let text = "Nr;Projekt;Formål;Bevilget den;Start;Slut;Beløb\n\
                A1;Havnen;Sejle;18.01.2023;2023-02-01;2023-12-31;5,5\nA2;Skoven;Gå;19.01.2023;2023-03-01;2023-11-30;6,5\n";
    table(text).says(&[
        "title = \"Projekt\"",
        "summary = \"Formål\"",
        "decided = { value = \"Bevilget den\", format = \"%d.%m.%Y\" }",
        "period = \"{Start}/{Slut}\"",
    ]);
    for day in ["Dato", "Vedtaksdato"] {
        let text = format!("Nr;Formål;{day};Fra;Til;Beløb\nA1;Sejle;2023-01-18;2023-02-01;2023-12-31;5,5\n");
        table(&text).says(&[
            "title = \"Formål\"",
            &format!("decided = {{ value = \"{day}\", format = \"%Y-%m-%d\" }}"),
            "period = \"{Fra}/{Til}\"",
        ]);
    }
    let text = "Nr;Projekttitel;Partnere\nA1;Havnen;\"Huset; Klubben\"\nA2;Skoven;Laget\n";
    let mut projects = table(text);
    projects.kind = Some("project");
    projects.says(&["partners = { name = \"Partnere\", split = \";\" }"]);
}
