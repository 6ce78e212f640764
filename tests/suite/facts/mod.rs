//! What the sample's documents say must stand on a page that cites them: one file for each document.

pub mod hallingdal;
pub mod herning;
pub mod nordjylland;
pub mod page;
pub mod trondheim;
pub mod viborg;

use std::sync::LazyLock;

use crate::driver::{Built, Site, repository};

/// A document of the sample and how the portal tells what it says.
pub struct Told {
    /// The address of the document's own page, which every page with its facts links to.
    pub document: &'static str,
    /// The name of its file begins so.
    pub file: &'static str,
    /// The words, as a page shows them, in which its facts are told or quoted.
    pub facts: &'static [&'static str],
    /// What must be said on one page of all: what is missing, planned, computed or doubtful.
    pub flags: &'static [(&'static str, &'static str)],
    /// Slips of the document, each with words around it, that a quotation keeps.
    pub slips: &'static [&'static str],
}

pub const TOLD: &[Told] = &[herning::TOLD, nordjylland::TOLD, viborg::TOLD, hallingdal::TOLD, trondheim::TOLD];

/// The sample portal, built in memory.
pub static PORTAL: LazyLock<Built> = LazyLock::new(|| Site::at(repository()).build());

/// The pages of entries that are about a document or cite it: their addresses and what they hold.
fn citing(document: &str) -> Vec<(&'static str, &'static str)> {
    let pages = PORTAL.ending(".html").map(|address| (address, page::main(PORTAL.text(address))));
    let records = pages.filter(|(_, main)| main.contains("<article"));
    records.filter(|(address, main)| page::cites(address, main, document)).collect()
}

#[test]
fn every_fact_stands_on_a_page_that_cites_its_document() {
    for told in TOLD {
        let pages: Vec<String> = citing(told.document).iter().map(|(_, main)| page::words(main)).collect();
        let missing: Vec<&&str> =
            told.facts.iter().filter(|fact| !pages.iter().any(|page| page::stands(fact, page))).collect();
        assert!(missing.is_empty(), "{}: none of {} pages tells {missing:#?}", told.document, pages.len());
    }
}

#[test]
fn what_is_missing_planned_computed_or_doubtful_is_said_where_it_matters() {
    for told in TOLD {
        for (address, words) in told.flags {
            let main = page::main(PORTAL.text(address));
            assert!(page::cites(address, main, told.document), "`{address}` does not cite `{}`", told.document);
            let page = page::words(main);
            assert!(page::stands(words, &page), "`{address}` does not say `{words}`:\n{page}");
        }
    }
}

#[test]
fn quotations_keep_the_slips_of_their_document() {
    let documents = repository().join("../shared/seeds");
    let originals = documents.is_dir().then(|| crate::driver::tree(&documents));
    for told in TOLD {
        let quotations: Vec<String> = citing(told.document).iter().flat_map(|(_, main)| page::quoted(main)).collect();
        let original = originals.as_ref().map(|files| {
            let (_, bytes) = files.iter().find(|(name, _)| name.starts_with(told.file)).expect("the document's file");
            page::level(std::str::from_utf8(bytes).expect("UTF-8"))
        });
        for slip in told.slips {
            let kept = quotations.iter().any(|quotation| quotation.contains(slip));
            assert!(kept, "{}: no quotation holds `{slip}`", told.document);
            let real = original.as_ref().is_none_or(|text| text.contains(slip));
            assert!(real, "{}: the document does not hold `{slip}`", told.document);
        }
    }
}

/// The numbers of the goals of an agreement, in the order of its page.
fn goal_numbers(address: &str) -> Vec<&'static str> {
    let goals = page::main(PORTAL.text(address)).split("<ol class=\"children\">").nth(1).expect("the goals");
    let goals = goals.split("</ol>").next().expect("their end");
    let ordinals = goals.split("<span class=\"ordinal\">").skip(1);
    ordinals.map(|rest| rest.split("</span>").next().expect("an end")).collect()
}

#[test]
fn goals_keep_the_numbers_of_their_document() {
    let nordjylland = goal_numbers(nordjylland::CONTRACT);
    assert_eq!(nordjylland, ["8", "9", "10", "11"], "the first seven are not in the document");
    let herning = goal_numbers(herning::CONTRACT);
    let counted: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
    assert_eq!(herning, counted);
}

#[test]
fn the_sections_of_a_contract_keep_their_order() {
    let contract = page::main(PORTAL.text(viborg::CONTRACT));
    let list = contract.split("<ol>").nth(1).expect("the sections").split("</ol>").next().expect("their end");
    let headings = list.split("<li><strong>").skip(1).map(|rest| rest.split("</strong>").next().expect("an end"));
    let headings: Vec<String> = headings.map(page::words).collect();
    let expected = [
        "Formål.",
        "Grundlag.",
        "Særlige indsatsområder.",
        "Generelt samarbejde.",
        "Center For Industri.",
        "KPI’er og opfølgning.",
        "Løbetid og penge.",
    ];
    assert_eq!(headings, expected, "a list that counts from 1 to 7, as the document does");
}

#[test]
fn what_was_proposed_is_never_shown_as_decided() {
    for address in [hallingdal::CASE, nordjylland::CASE] {
        let main = page::main(PORTAL.text(address));
        assert!(main.contains("class=\"status is-none-in-source\""), "`{address}` marks its status");
        for status in ["adopted", "taken-note", "agreed", "decided"] {
            assert!(!main.contains(&format!("class=\"status is-{status}\"")), "`{address}` shows `{status}`");
        }
    }
}

#[test]
fn a_link_that_only_leads_to_a_front_page_is_kept() {
    let case = PORTAL.text(hallingdal::CASE);
    let leads =
        |anchor: &str| anchor.split('>').next().is_some_and(|tag| tag.contains("href=\"https://www.regjeringen.no\""));
    assert!(case.split("<a ").any(leads), "the link of the document is a link");
}
