//! The sentence at the head of a page: what is known, in the page's language, and nothing that is not.

use crate::driver::{Built, Site, markdown};

fn grant(site: Site, id: &str, payee: &str, amount: &str) -> Site {
    let fields = format!("title: {id}\nfunder: byen\nrecipient: {payee}\nprogramme: pulje\namount: {amount}\n");
    site.file(&format!("content/grants/{id}.md"), markdown(&fields))
}

fn town() -> Site {
    let site = Site::new().organisation("byen").organisation("forening").organisation("klub");
    site.file("content/programmes/pulje.md", markdown("title: Puljen\n"))
}

/// The words of the paragraphs that lead a page.
fn leads(built: &Built, page: &str) -> String {
    let html = built.text(page);
    let paragraphs = html.split("<p class=\"lead\"").skip(1).filter_map(|rest| rest.split("</p>").next());
    let mut words = String::new();
    for paragraph in paragraphs {
        let text = paragraph.split_once('>').map_or("", |(_, text)| text);
        let mut inside = false;
        words.extend(text.chars().filter(|sign| {
            let shown = !inside && *sign != '<';
            inside = *sign == '<' || (inside && *sign != '>');
            shown
        }));
    }
    words.replace('\u{a0}', " ").replace("The ", "")
}

const DECIDED: &str = "{ amount: 1000, currency: DKK, basis: decided }";
const PAID: &str = "{ amount: 500, currency: DKK, basis: paid }";
const FRAME: &str = "{ amount: 9000, currency: DKK, basis: frame }";

#[test]
fn an_organisation_tells_what_came_and_went_by_basis_and_to_whom() {
    let built = grant(grant(town(), "a", "forening", DECIDED), "b", "forening", PAID).build();
    let sums = "Der er bevilget 1.000 kr. og udbetalt 500 kr.";
    assert_eq!(leads(&built, "organisationer/byen.html"), format!("{sums} fra byen til forening."));
    assert_eq!(leads(&built, "organisationer/forening.html"), format!("{sums} til forening fra byen."));
    assert_eq!(leads(&built, "stoetteordninger/pulje.html"), format!("{sums} fra ordningen til forening."));
    assert_eq!(leads(&built, "organisationer/klub.html"), "");
}

#[test]
fn several_recipients_are_counted_and_a_frame_is_no_expense() {
    let two = grant(grant(town(), "a", "forening", DECIDED), "b", "klub", DECIDED);
    let built = grant(two, "c", "klub", FRAME).build();
    assert_eq!(leads(&built, "organisationer/byen.html"), "Der er bevilget 2.000 kr. fra byen til 2 modtagere.");
    let frame = grant(town(), "c", "klub", FRAME).build();
    assert_eq!(leads(&frame, "organisationer/klub.html"), "");
}

fn case(treatments: &str) -> String {
    let fields = format!("title: Sagen\ntreatments:\n{treatments}");
    let built = town().file("content/cases/sag.md", markdown(&fields)).build();
    leads(&built, "sager/sag.html")
}

#[test]
fn a_case_tells_its_last_decision_or_that_the_source_has_none() {
    let first = "  - { body: byen, date: 2024-01-02, role: deciding, decision: { status: postponed } }\n";
    let last = "  - { body: klub, date: 2024-02-03, role: deciding, decision: { status: adopted } }\n";
    assert_eq!(case(&format!("{last}{first}")), "klub behandlede sagen 3. februar 2024: tiltrådt.");
    let open = case("  - { body: byen, date: 2024-01-02, role: deciding }\n");
    assert!(
        open.starts_with("Sagen står på dagsordenen hos byen 2. januar 2024.") && !open.contains("tiltrådt"),
        "{open}"
    );
}

#[test]
fn a_meeting_is_held_only_where_the_source_says_so_and_a_draft_only_proposes() {
    let meeting = |status: &str| {
        let fields = format!("title: Mødet\norganisation: byen\ndate: 2024-01-02\n{status}");
        let built = town().file("content/meetings/m.md", markdown(&fields)).build();
        leads(&built, "moeder/m.html")
    };
    assert_eq!(meeting("status: held\n"), "byen holdt møde 2. januar 2024.");
    assert_eq!(meeting(""), "Møde i byen 2. januar 2024.");
    let draft = promising("status: draft\ngoals: [{ id: x, title: X, status: planned }]\n", town());
    assert_eq!(leads(&draft, "aftaler/a.html"), format!("{NO_MONEY} Udkastet foreslår 1 mål."));
}

#[test]
fn members_are_those_who_joined() {
    let members = "title: Løftet\nmembers:\n  - { organisation: byen }\n  - { organisation: klub, role: invited }\n";
    let built = town().file("content/partnerships/loefte.md", markdown(members)).build();
    assert_eq!(leads(&built, "partnerskaber/loefte.html"), "Med er byen.");
}

/// What leads the page of an agreement that names no money.
const NO_MONEY: &str = "Der er ikke oplyst noget beløb under aftalen.";

/// The sentences of an agreement with these goals, its own or entries of their own that name it.
fn promising(goals: &str, site: Site) -> Built {
    site.file("content/agreements/a.md", markdown(&format!("title: Aftalen\n{goals}"))).on("2026-02-01").build()
}

#[test]
fn an_agreement_tells_how_many_goals_it_has_and_how_they_stand() {
    let goals = "goals:\n  - { id: x, title: X, due: 2025-01-01, status: kept }\n  - { id: y, title: Y, due: 2025-01-01 }\n  \
                 - { id: z, title: Z, due: 2025-01-01 }\n";
    let built = promising(goals, town());
    let told = "Aftalen har 3 mål. Status: ingen rapport i portalen (2) og holdt (1).";
    assert_eq!(leads(&built, "aftaler/a.html"), format!("{NO_MONEY} {told}"));
    let (_, link) =
        built.text("aftaler/a.html").split_once("<a href=\"#goals\">3\u{a0}mål</a>").expect("a link to the goals");
    assert!(link.contains("<section id=\"goals\">"), "the link leads nowhere");
    let built = promising("goals: [{ id: x, title: X, due: 2027-01-01 }]\n", town());
    assert_eq!(leads(&built, "aftaler/a.html"), format!("{NO_MONEY} Aftalen har 1 mål."));
}

#[test]
fn goals_that_stand_by_themselves_are_told_without_a_link_that_leads_nowhere() {
    let goal = markdown("title: X\nagreement: a\nstatus: kept\n");
    let built = promising("", town().file("content/goals/x.md", goal));
    assert_eq!(leads(&built, "aftaler/a.html"), format!("{NO_MONEY} Aftalen har 1 mål. Status: holdt."));
    assert!(!built.text("aftaler/a.html").contains("#goals"));
    let goal = markdown("title: X\nagreement: a\nstatus: kept\n");
    let built = promising("goals: [{ id: y, title: Y, status: kept }]\n", town().file("content/goals/x.md", goal));
    assert_eq!(leads(&built, "aftaler/a.html"), format!("{NO_MONEY} Aftalen har 2 mål. Status: holdt."));
}

#[test]
fn indicators_are_promises_too() {
    let indicators =
        "indicators:\n  - { id: v, title: V, actual: [{ value: 3, date: 2025-01-01 }] }\n  - { id: w, title: W }\n";
    let told = leads(&promising(indicators, town()), "aftaler/a.html");
    assert_eq!(
        told,
        "Der er ikke oplyst noget beløb under aftalen. Aftalen har 2 indikatorer. Status: ingen måling i denne portal (1)."
    );
    let goals = format!("{indicators}goals: [{{ id: x, title: X, status: kept }}]\n");
    let told = leads(&promising(&goals, town()), "aftaler/a.html");
    assert_eq!(
        told,
        "Der er ikke oplyst noget beløb under aftalen. Aftalen har 1 mål og 2 indikatorer. Status: holdt."
    );
}
