//! Pictures: declared by files alone, of exact sums, with the same numbers as a table and as a file.

use crate::driver::{Built, Site, markdown};

fn grant(site: Site, id: &str, year: i16, amount: &str, more: &str) -> Site {
    let money = format!("{{ amount: {amount}, currency: DKK, basis: decided, year: {year} }}");
    let fields = format!("title: {id}\nfunder: byen\nrecipient: {more}\namount: {money}\n");
    site.file(&format!("content/grants/{id}.md"), markdown(&fields))
}

fn town() -> Site {
    Site::new().organisation("byen").organisation("forening").organisation("klub")
}

fn rows(built: &Built, address: &str) -> Vec<String> {
    built.text(address).lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn years_are_drawn_on_home_and_list_with_table_and_file() {
    let site = grant(grant(town(), "a", 2020, "1000.50", "forening"), "b", 2022, "3000", "klub");
    let built = site.build();
    for page in ["index.html", "tilskud/index.html"] {
        built
            .shows(page, "Mest i 2022: 3.000\u{a0}kr.")
            .shows(page, "<rect width=\"100.0%\"")
            .shows(page, "<rect width=\"33.3%\"");
        built
            .shows(page, "4.000,50\u{a0}kr. besluttet i alt, 2 beløb.")
            .shows(page, "<details><summary>Tallene som tabel</summary>");
    }
    // A year without money is a year all the same.
    let years = ["2020,2020,DKK,decided,1000.5,1", "2021,2021,DKK,decided,0,0", "2022,2022,DKK,decided,3000,1"];
    assert_eq!(rows(&built, "index.grant-years.csv"), years);
    assert_eq!(rows(&built, "tilskud/index.grant-years.csv"), years);
    built
        .shows("index.html", "href=\"index.grant-years.csv\"")
        .shows("index.html", "<a href=\"tilskud/index.html\">2022</a>");
}

#[test]
fn a_part_counts_only_where_its_whole_is_not_drawn() {
    let site = grant(grant(town(), "a", 2020, "1000", "forening"), "b", 2022, "3000", "klub");
    let site = grant(site, "c", 2022, "400", "forening\npart_of: a");
    let built = site.build();
    assert_eq!(rows(&built, "tilskud/index.grant-years.csv")[2], "2022,2022,DKK,decided,3000,1");
    let by_recipient = rows(&built, "tilskud/index.grant-recipients.csv");
    assert_eq!(by_recipient, ["The klub,klub,DKK,decided,3000,1", "The forening,forening,DKK,decided,1000,1"]);
}

#[test]
fn what_cannot_be_compared_is_not_drawn() {
    let built = grant(town(), "a", 2020, "1000", "forening").build();
    assert!(
        !built.text("tilskud/index.html").contains("<figure")
            && built.ending(".csv").all(|path| path.starts_with("data/"))
    );
}

#[test]
fn ten_are_drawn_and_the_rest_is_told() {
    let mut site = town();
    for at in 1..=13 {
        let id = format!("o{at:02}");
        site = grant(site.organisation(&id), &format!("g{at:02}"), 2020, &format!("{at}00"), &id);
    }
    let built = site.build();
    let rows = rows(&built, "tilskud/index.grant-recipients.csv");
    assert_eq!(
        (rows.len(), &*rows[0], &*rows[10]),
        (11, "The o13,o13,DKK,decided,1300,1", "others,,DKK,decided,600,3")
    );
    built
        .shows("tilskud/index.html", "3 mindre er ikke tegnet.")
        .shows("tilskud/index.html", "9.100\u{a0}kr. besluttet i alt, 13 beløb.");
}

#[test]
fn another_currency_has_a_figure_of_its_own_and_is_never_added() {
    let site = grant(grant(town(), "a", 2020, "1000", "forening"), "b", 2022, "3000", "klub");
    let euros = |site: Site, id: &str, year: i16, amount: u16| {
        let fields = format!(
            "title: {id}\nfunder: byen\nrecipient: klub\namount: {{ amount: {amount}, currency: EUR, basis: decided, year: {year} }}\n"
        );
        site.file(&format!("content/grants/{id}.md"), markdown(&fields))
    };
    let built = euros(euros(site.clone(), "c", 2020, 70), "d", 2021, 50).build();
    assert_eq!(built.text("index.html").matches("<figure").count(), 2);
    assert!(rows(&built, "index.grant-years.csv").contains(&"2020,2020,EUR,decided,70,1".to_owned()));
    // One sum alone is not drawn, and that is said.
    let built = euros(site, "c", 2020, 70).build();
    assert_eq!(built.text("index.html").matches("<figure").count(), 1);
    built.shows("index.html", "1 beløb i anden valuta eller på andet grundlag er ikke tegnet.");
}

#[test]
fn an_organisation_shows_its_years_under_the_name_of_the_relation() {
    let site = grant(grant(town(), "a", 2020, "1000", "forening"), "b", 2022, "3000", "forening");
    let built = site.build();
    built.shows("organisationer/byen.html", "<h2>Har givet: midler pr. år</h2>");
    built.shows("organisationer/forening.html", "<h2>Har modtaget: midler pr. år</h2>");
    built.has("organisationer/forening.grant-years-recipient.csv");
}

#[test]
fn promises_are_squares_on_their_list_and_their_agreement() {
    let goals = "title: Aftalen\nparties: [{ organisation: byen }, { organisation: klub }]\ngoals:\n  - { id: a, title: A, status: kept }\n  \
                 - { id: b, title: B, status: planned }\n  - { id: c, title: C, status: planned }\n";
    let built = town().file("content/agreements/aftale.md", markdown(goals)).build();
    for page in ["maal/index.html", "aftaler/aftale.html"] {
        built.shows(page, "2 af 3: ").shows(page, "<svg class=\"squares of-kept\" aria-hidden=\"true\" width=\"13\"");
        built.shows(page, "<svg class=\"squares of-planned\" aria-hidden=\"true\" width=\"26\"");
    }
    assert_eq!(
        rows(&built, "aftaler/aftale.goal-status-agreement.csv"),
        ["planlagt,planned,,,2,2", "holdt,kept,,,1,1"]
    );
}

const TREE: &str = r#"
name   = "træ"
plural = "træer"
path   = "traeer"
title  = "title"

[field.title]
type  = "text"
label = "Navn"

[field.species]
type  = "tag"
label = "Art"
facet = "values"

[chart.species]
type = "sorted"
by   = "species"
"#;

#[test]
fn a_kind_of_the_site_has_its_own_picture_without_code() {
    let tree = |species: &str| markdown(&format!("title: {species}\nspecies: {species}\n"));
    let mut site = Site::new().file("layouts/kinds/tree/kind.toml", TREE);
    for (id, species) in [("a", "Lind"), ("b", "Lind"), ("c", "Eg")] {
        site = site.file(&format!("content/tree/{id}.md"), tree(species));
    }
    let built = site.build();
    built.shows("traeer/index.html", "<h2>Træer efter art</h2>").shows("traeer/index.html", "Flest: ");
    assert_eq!(rows(&built, "traeer/index.tree-species.csv"), ["Lind,lind,,,2,2", "Eg,eg,,,1,1"]);
}

#[test]
fn many_years_stand_beside_each_other() {
    let mut site = town();
    for year in 2005..2020 {
        site = grant(site, &format!("g{year}"), year, &format!("{}", year - 2000), "klub");
    }
    let html = site.build().text("index.html").to_owned();
    let picture =
        html.split("<svg class=\"columns-of\"").nth(1).and_then(|rest| rest.split("</svg>").next()).expect("columns");
    assert_eq!(picture.matches("<rect").count(), 15);
    assert!(
        picture.contains(">2005</text>") && picture.contains(">2019</text>") && picture.contains("2019: 19"),
        "{picture}"
    );
}
