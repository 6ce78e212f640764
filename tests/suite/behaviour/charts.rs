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
fn money_one_way_is_bars_of_that_way() {
    let site = grant(grant(town(), "a", 2020, "1000", "forening"), "b", 2022, "3000", "forening");
    let built = site.build();
    built.shows("organisationer/byen.html", "<h2>Penge ud pr. år</h2>");
    built.shows("organisationer/forening.html", "<h2>Penge ind pr. år</h2>");
    built.shows("organisationer/forening.html", "Mest i 2022: 3.000\u{a0}kr.");
    assert_eq!(
        rows(&built, "organisationer/forening.grant-exchange-recipient.csv"),
        ["2020,2020,DKK,decided,1000,1", "2021,2021,DKK,decided,0,0", "2022,2022,DKK,decided,3000,1"]
    );
}

/// `byen` gives two sums and gets one; `forening` passes on a part of what it got.
fn both_ways() -> Site {
    let site = grant(grant(town(), "a", 2020, "1000", "forening"), "b", 2022, "3000", "klub");
    let own = |site: Site, id: &str, fields: &str| {
        site.file(&format!("content/grants/{id}.md"), markdown(&format!("title: {id}\n{fields}\n")))
    };
    let money =
        |amount: i32, year: i32| format!("amount: {{ amount: {amount}, currency: DKK, basis: decided, year: {year} }}");
    let site = own(site, "c", &format!("funder: klub\nrecipient: byen\n{}", money(6000, 2019)));
    own(site, "d", &format!("funder: forening\nrecipient: klub\npart_of: a\n{}", money(400, 2021)))
}

#[test]
fn money_both_ways_stands_back_to_back_on_one_scale() {
    let built = both_ways().build();
    let page = "organisationer/byen.html";
    built
        .shows(page, "<h2>Penge ind og ud pr. år</h2>")
        .shows(page, "6.000\u{a0}kr. ind og 4.000\u{a0}kr. ud")
        .shows(page, "3 beløb, besluttet.")
        // What went out is measured by what came in.
        .shows(page, "<rect width=\"100.0%\"")
        .shows(page, "<rect width=\"50.0%\"");
    assert_eq!(
        rows(&built, "organisationer/byen.grant-exchange-recipient.csv"),
        [
            "2019,DKK,decided,6000,0,1",
            "2020,DKK,decided,0,1000,1",
            "2021,DKK,decided,0,0,0",
            "2022,DKK,decided,0,3000,1"
        ]
    );
    let figures = built.text(page).matches("<figure").count();
    assert_eq!(figures, 2, "by year and by recipient: the same money is not drawn once more for each way");
}

#[test]
fn an_organisation_tells_with_whom_the_money_went_the_largest_first() {
    let site = grant(grant(town(), "a", 2020, "1000", "forening"), "b", 2022, "3000", "klub");
    let built = grant(site, "c", 2022, "500", "forening").build();
    built.shows("organisationer/byen.html", "<h2>Har givet: midler efter modtager</h2>");
    assert_eq!(
        rows(&built, "organisationer/byen.grant-payees-funder.csv"),
        ["The klub,klub,DKK,decided,3000,1", "The forening,forening,DKK,decided,1500,2"]
    );
    // Who has but one giver is told so in a sentence.
    built.has_no("organisationer/forening.grant-payers-recipient.csv");
    let more = "title: d\nfunder: klub\nrecipient: forening\namount: { amount: 9, currency: DKK, basis: decided, year: 2020 }\n";
    let site = grant(town(), "a", 2020, "1000", "forening").file("content/grants/d.md", markdown(more));
    let built = site.build();
    built.shows("organisationer/forening.html", "<h2>Har modtaget: midler efter tilskudsgiver</h2>");
    assert_eq!(
        rows(&built, "organisationer/forening.grant-payers-recipient.csv"),
        ["The byen,byen,DKK,decided,1000,1", "The klub,klub,DKK,decided,9,1"]
    );
}

#[test]
fn what_is_passed_on_went_out_though_it_is_a_part_of_what_came_in() {
    let built = both_ways().build();
    let years = ["2020,DKK,decided,1000,0,1", "2021,DKK,decided,0,400,1"];
    assert_eq!(rows(&built, "organisationer/forening.grant-exchange-recipient.csv"), years);
}

#[test]
fn a_currency_that_went_one_way_is_not_drawn_beside_one_that_went_both() {
    let euro =
        "title: e\nfunder: byen\nrecipient: klub\namount: { amount: 70, currency: EUR, basis: decided, year: 2020 }\n";
    let built = both_ways().file("content/grants/e.md", markdown(euro)).build();
    let page = "organisationer/byen.html";
    let figures = built.text(page).split("<figure").skip(1);
    let figures: Vec<&str> = figures.filter_map(|rest| rest.split("</figure>").next()).collect();
    assert!(figures.len() == 2 && figures.iter().all(|figure| !figure.contains("EUR")), "{figures:?}");
    built.shows(page, "1 beløb i anden valuta eller på andet grundlag er ikke tegnet.");
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

#[test]
fn money_between_several_flows_and_with_one_giver_it_does_not() {
    let give = |site: Site, id: &str, from: &str, to: &str, amount: u32| {
        let money = format!("{{ amount: {amount}, currency: DKK, basis: decided, year: 2020 }}");
        let fields = format!("title: {id}\nfunder: {from}\nrecipient: {to}\namount: {money}\n");
        site.file(&format!("content/grants/{id}.md"), markdown(&fields))
    };
    let site = give(give(town(), "a", "byen", "forening", 1000), "b", "byen", "klub", 500);
    site.clone().build().has_no("tilskud/index.grant-flow.csv");
    let built = give(site.organisation("staten"), "c", "staten", "klub", 250).build();
    assert_eq!(
        rows(&built, "tilskud/index.grant-flow.csv"),
        [
            "The byen → The forening,byen/forening,DKK,decided,1000,1",
            "The byen → The klub,byen/klub,DKK,decided,500,1",
            "The staten → The klub,staten/klub,DKK,decided,250,1"
        ]
    );
    let page = built.text("tilskud/index.html");
    let picture =
        page.split("<div class=\"flow\">").nth(1).and_then(|rest| rest.split("</div>\n<ol").next()).expect("bands");
    assert_eq!(picture.matches("<path d=").count(), 3);
    // The names stand with what each gave and got of what is drawn.
    assert!(picture.contains(">1.500</span>") || picture.contains("1.500"), "{picture}");
    built.shows("tilskud/index.html", "<ol class=\"bars flows\">");
}

#[test]
fn days_and_periods_of_an_agreement_lie_on_one_axis() {
    let fields = "title: Aftalen\ndecided: 2020-01-01\nsigned: 2020-12-31\nperiod: 2020/2021\n\
                  parties: [{ organisation: byen }, { organisation: klub }]\ngoals:\n  - { id: a, title: A, due: 2021 }\n  \
                  - { id: b, title: B, due: 2021 }\n";
    let built = town().file("content/agreements/aftale.md", markdown(fields)).build();
    assert_eq!(
        rows(&built, "aftaler/aftale.agreement-time.csv"),
        [
            "decided,,,2020-01-01,2020-01-01,,",
            "period,,,2020,2021,,",
            "signed,,,2020-12-31,2020-12-31,,",
            "goals,2,,2021,2021,,"
        ]
    );
    built
        .shows("aftaler/aftale.html", "Fra 1. januar 2020 til 2021")
        .shows("aftaler/aftale.html", "<circle cx=\"0.0%\"")
        .shows("aftaler/aftale.html", "<circle cx=\"50.0%\"")
        .shows("aftaler/aftale.html", "<rect x=\"0.0%\" width=\"100.0%\"")
        .shows("aftaler/aftale.html", "Mål (2)");
}

const INDICATOR: &str = "title: Ture\nunit: ture\nowner: byen\nbaseline: { value: 100, date: 2018 }\ntarget: { value: 40, due: 2022 }\n\
    actual:\n  - { date: 2020, value: 61, organisation: klub }\n  - { date: 2019, value: 80.5, organisation: byen }\n  \
    - { date: 2021, value: 50, organisation: byen }\n";

#[test]
fn measurements_stand_beside_their_target() {
    let built = town().file("content/indicators/ture.md", markdown(INDICATOR)).build();
    assert_eq!(
        rows(&built, "indikatorer/ture.indicator-target.csv"),
        [
            "baseline,,,2018,100,ture",
            "actual,The byen,byen,2019,80.5,ture",
            "actual,The klub,klub,2020,61,ture",
            "actual,The byen,byen,2021,50,ture",
            "target,,,2022,40,ture"
        ]
    );
    built
        .shows("indikatorer/ture.html", "50 ved den seneste måling, målet er 40")
        .shows("indikatorer/ture.html", "<rect width=\"80.5%\"")
        .shows("indikatorer/ture.html", "<line x1=\"40.0%\" x2=\"40.0%\"");
}

#[test]
fn the_newest_measurement_of_each_is_compared_and_the_owner_marked() {
    let built = town().file("content/indicators/ture.md", markdown(INDICATOR)).build();
    assert_eq!(
        rows(&built, "indikatorer/ture.indicator-comparison.csv"),
        ["own,The byen,byen,2021,50,ture", "other,The klub,klub,2020,61,ture"]
    );
    built
        .shows("indikatorer/ture.html", "The byen: 50; alle ligger fra 50 til 61")
        .shows("indikatorer/ture.html", "<circle class=\"own\" cx=\"0.0%\"");
}

#[test]
fn partners_stand_around_their_project_each_once() {
    let fields = "title: Vejen\nowner: byen\ninitiator: byen\npartners:\n  - { organisation: klub, role: project-partner }\n  - { organisation: forening }\n  - { organisation: havn }\n";
    let built = town().organisation("havn").file("content/projects/vejen.md", markdown(fields)).build();
    let rows = rows(&built, "projekter/vejen.project-partners.csv");
    assert_eq!((rows.len(), &*rows[0]), (4, "The byen,byen,\"Projektejer, initiativtager\""));
    let page = built.text("projekter/vejen.html");
    let picture =
        page.split("<div class=\"ego\">").nth(1).and_then(|rest| rest.split("<details>").next()).expect("a picture");
    assert_eq!((picture.matches("<path d=").count(), picture.matches("<li>").count()), (4, 4));
}
