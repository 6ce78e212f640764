//! The ruler of the years above a timeline, and what is repeated along it.

use crate::driver::{Built, Site, markdown};

const PAGE: &str = "aftaler/aftale.html";

fn agreement(fields: &str) -> Built {
    let fields = format!("title: Aftalen\nparties: [{{ organisation: byen }}, {{ organisation: klub }}]\n{fields}");
    let town = Site::new().organisation("byen").organisation("klub");
    town.file("content/agreements/aftale.md", markdown(&fields)).build()
}

fn ruler(built: &Built) -> &str {
    let ruler = built.text(PAGE).split("<svg class=\"ruler\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    ruler.expect("a ruler")
}

/// The drawing of the row that has these words.
fn row<'a>(built: &'a Built, words: &str) -> &'a str {
    let rows = built.text(PAGE).split("<ol class=\"bars times\">").nth(1).and_then(|rest| rest.split("</ol>").next());
    rows.into_iter().flat_map(|rows| rows.split("</li>")).find(|row| row.contains(words)).expect("a row")
}

fn rows(built: &Built) -> Vec<&str> {
    built.text("aftaler/aftale.agreement-time.csv").lines().skip(1).collect()
}

#[test]
fn every_year_of_a_contract_is_marked_and_numbered() {
    let built = agreement("decided: 2021-01-01\nsigned: 2021-02-01\nperiod: 2021/2024\n");
    let ruler = ruler(&built);
    for (year, share) in [(2021, "0.0%"), (2022, "25.0%"), (2023, "50.0%"), (2024, "75.0%")] {
        assert!(ruler.contains(&format!("<line x1=\"{share}\" x2=\"{share}\"")), "{ruler}");
        assert!(ruler.contains(&format!("<text x=\"{share}\" dx=\"4\" y=\"75%\">{year}</text>")), "{ruler}");
    }
    assert!(ruler.starts_with(" aria-hidden=\"true\""), "the rows tell their dates as text");
    assert!(row(&built, "Besluttet").contains("-years\"/>"), "the years are marked in each row");
}

#[test]
fn numbers_of_years_do_not_run_into_each_other() {
    let built = agreement("decided: 2001-01-01\nsigned: 2001-02-01\nperiod: 2001/2020\n");
    let ruler = ruler(&built);
    assert_eq!(ruler.matches("<line").count(), 20);
    let numbers = ["2001", "2005", "2010", "2015"].map(|year| ruler.contains(&format!(">{year}</text>")));
    assert_eq!((ruler.matches("<text").count(), numbers), (4, [true; 4]), "{ruler}");
}

#[test]
fn a_duty_is_repeated_from_its_first_day_to_the_end_of_the_contract() {
    let duty = "reporting: [{ what: Rapport, due: 2021-01-31, every: year }]\n";
    let built = agreement(&format!("period: 2021/2023\n{duty}"));
    let row = row(&built, "Rapport");
    assert_eq!(row.matches("<circle").count(), 3, "{row}");
    assert!(row.contains("hvert år · første gang 31. januar 2021"), "{row}");
    assert_eq!(rows(&built), ["period,,,2021,2023,,", "reporting,Rapport,,2021-01-31,2023,,P1Y"]);
}

#[test]
fn a_duty_without_a_day_divides_the_contract_into_as_many_parts() {
    let duty = "reporting: [{ what: Rapport, every: quarter, when: Efter lukning }]\n";
    let built = agreement(&format!("period: 2021/2022\n{duty}"));
    let row = row(&built, "Rapport");
    assert_eq!((row.matches("class=\"cut\"").count(), row.matches("<circle").count()), (7, 0), "{row}");
    assert!(row.contains("hvert kvartal · Efter lukning"), "{row}");
    built.shows(PAGE, "Hver del af en opdelt bjælke er én gang.");
}

#[test]
fn a_contract_whose_beginning_is_not_told_has_its_years_without_dates() {
    let duties = "reporting:\n  - { what: Møde, every: month }\n  - { what: Rapport, every: year }\n  - { what: Slutrapport, every: once }\n";
    let built = agreement(&format!("period: {{ duration: \"2 years\" }}\n{duties}"));
    assert_eq!(ruler(&built).matches(". år</text>").count(), 2);
    assert_eq!(row(&built, "Møde").matches("class=\"cut\"").count(), 23);
    assert_eq!(row(&built, "Rapport").matches("<line class=\"cut\" x1=\"50.0%\"").count(), 1);
    built.shows(PAGE, "2\u{a0}år, men kilden siger ikke fra hvornår").shows(PAGE, "1 uden dato er ikke tegnet.");
    assert_eq!(rows(&built), ["period,,,,,P2Y,", "reporting,Møde,,,,P2Y,P1M", "reporting,Rapport,,,,P2Y,P1Y"]);
}

#[test]
fn an_end_that_follows_from_a_duration_is_said_to_be_computed() {
    let built =
        agreement("decided: 2021-01-01\nsigned: 2021-02-01\nperiod: { start: 2021-01-01, duration: \"4 years\" }\n");
    built.shows(PAGE, "Fra 1. januar 2021 til 31. december 2024; slutningen er beregnet");
    assert_eq!(ruler(&built).matches("</text>").count(), 4);
    assert!(rows(&built).contains(&"period,,,2021-01-01,,P4Y,"), "the file tells only what the source does");
}

#[test]
fn a_contract_without_anything_repeated_or_dated_has_no_ruler() {
    let built = agreement("period: { duration: \"4 years\" }\nreporting: [{ what: Slutrapport }]\n");
    assert!(!built.text(PAGE).contains("class=\"ruler\""));
    built.has_no("aftaler/aftale.agreement-time.csv");
}
