//! What is written inside a record: the items of an agenda, the goals of an agreement.

use crate::driver::{Site, markdown};

fn agenda(items: &str) -> String {
    let meeting = markdown(&format!("title: Mødet\norganisation: by\ndate: 2023-05-04\nitems:\n{items}"));
    let built = Site::new().organisation("by").file("content/meetings/a.md", meeting).build();
    let page = built.text("moeder/a.html");
    page.split_once("<ol class=\"agenda\">").map(|(_, agenda)| agenda.to_owned()).unwrap_or_default()
}

#[test]
fn an_item_stands_below_the_number_that_it_names() {
    let items = "  - { number: '2.1', title: Lindene, parent: '2' }\n  - { number: '1', title: Åbning }\n  \
                 - { number: '2', title: Træer }\n  - { number: '9.1', title: Løst, parent: '9' }\n";
    let agenda = agenda(items);
    let at = |words: &str| agenda.find(words).unwrap_or_else(|| panic!("no `{words}` in {agenda}"));
    assert!(at("<h3><span class=\"ordinal\">1</span> Åbning</h3>") < at("Træer</h3>"), "{agenda}");
    assert!(at("Træer</h3>") < at("<ol class=\"items\">\n<li>\n<h4><span class=\"ordinal\">2.1</span> Lindene</h4>"));
    assert!(at("Lindene</h4>") < at("<h3><span class=\"ordinal\">9.1</span> Løst</h3>"), "{agenda}");
}

/// The numbers are the source's, and sources err.
#[test]
fn an_agenda_whose_numbers_lead_in_a_circle_ends() {
    let items = "  - { number: '1', title: Åbning }\n  - { number: '1', title: Igen, parent: '2' }\n  \
                 - { number: '2', title: Træer, parent: '1' }\n";
    let agenda = agenda(items);
    for title in ["Åbning</h3>", "Træer</h4>", "Igen</h5>"] {
        assert_eq!(agenda.matches(title).count(), 1, "`{title}` in {agenda}");
    }
}

#[test]
fn a_remark_that_all_goals_share_is_said_once() {
    let goals = "goals:\n  - { title: Et, note: \"A & B's tal\" }\n  - { title: To, note: \"A & B's tal\" }\n";
    let agreement = markdown(&format!("title: Aftalen\n{goals}"));
    let built = Site::new().file("content/agreements/a.md", agreement).build();
    let page = built.text("aftaler/a.html");
    assert_eq!(page.matches("A &amp; B&#39;s tal").count(), 1, "{page}");
}
