//! Who gave what to whom, when, decided by whom, what was promised, what came of it, and where does it say so: each can
//! be read about each document of the sample at most two clicks from home. That a source does not tell is an answer.

use std::collections::BTreeSet;

use crate::facts::page::{cites, links, main, stands, words};
use crate::facts::{PORTAL, hallingdal, herning, nordjylland, trondheim, viborg};

/// How far a reader goes for an answer.
const CLICKS: usize = 2;

const QUESTIONS: [&str; 8] = [
    "who gave",
    "what",
    "to whom",
    "when",
    "decided by whom",
    "what was promised",
    "what came of it",
    "where does it say so",
];

/// A document and, in the order of [`QUESTIONS`], the page that answers each and the words on it. The page links to the
/// document.
struct Answered {
    document: &'static str,
    /// The home page in the document's language.
    home: &'static str,
    answers: [(&'static str, &'static [&'static str]); 8],
}

const ANSWERED: &[Answered] = &[
    Answered {
        document: herning::DOCUMENT,
        home: "index.html",
        answers: [
            (herning::GRANT, &["Tilskudsgiver Herning Kommune"]),
            (herning::GRANT, &["4.000.000 DKK besluttet for 2021", "kr. 4 mio."]),
            (herning::GRANT, &["Modtager Bæredygtig Herning F.M.B.A."]),
            (herning::GRANT, &["Besluttet af Økonomi- og Erhvervsudvalget · 18. januar 2021"]),
            (
                herning::CASE,
                &[
                    "18. januar 2021 · Økonomi- og Erhvervsudvalget besluttende",
                    "Beslutning tiltrådt",
                    "Indstillingen er tiltrådt.",
                ],
            ),
            (
                herning::CONTRACT,
                &["3 Co work-space til mindst ti lokale iværksættere", "Måltal minimum 10 lokale iværksættere"],
            ),
            (herning::CONTRACT, &["Opfølgning i portalen ingen endnu", "ingen rapport i portalen"]),
            (herning::GRANT, &["»der bevilges kr. 4 mio. i 2021« Belæg for: Beløb"]),
        ],
    },
    Answered {
        document: nordjylland::DOCUMENT,
        home: "index.html",
        answers: [
            (nordjylland::CONTRACT, &["Part KKR Nordjylland", "Kilden nævner ingen beløb."]),
            (nordjylland::CONTRACT, &["Udkast til en etårig resultatkontrakt.", "Kilden nævner ingen beløb."]),
            (nordjylland::CONTRACT, &["Part Erhvervshus Nordjylland"]),
            (
                nordjylland::CASE,
                &[
                    "15. januar 2021 · KKR Nordjylland forberedende",
                    "5. februar 2021 · KKR Nordjylland besluttende · planlagt",
                ],
            ),
            (
                nordjylland::CASE,
                &[
                    "Sag · ingen beslutning i kilden",
                    "23. marts 2021 · Erhvervshus Nordjyllands bestyrelse besluttende · planlagt",
                ],
            ),
            (nordjylland::CONTRACT, &["8 Styrket regional strategi og styrket indsats", "11 Specialiseret vejledning"]),
            (nordjylland::CONTRACT, &["Opfølgning i portalen ingen endnu", "Kilden siger ikke, om den blev godkendt."]),
            (nordjylland::CASE, &["»SAG-2021-00200 hlth« Belæg for: Sagsnummer side 4"]),
        ],
    },
    Answered {
        document: viborg::DOCUMENT,
        home: "index.html",
        answers: [
            (viborg::SUM, &["Tilskudsgiver Viborg Kommune"]),
            (viborg::SUM, &["2.762.000 DKK aftalt pr. år for 4 år", "2.762.000 kr. (2020 tal)"]),
            (viborg::SUM, &["Modtager Viborgegnens Erhvervsråd"]),
            (viborg::SUM, &["Aftalen løber i 4 år.", "Start ikke angivet."]),
            (
                viborg::CONTRACT,
                &["Aftale · indgået", "Hvem i kommunen der har besluttet at indgå den, står ikke i kilden."],
            ),
            (viborg::CONTRACT, &["Parternes opgaver", "6b KPI b: Et årsværk til Karriereby Viborg"]),
            (viborg::CONTRACT, &["Opfølgning i portalen ingen endnu", "Senest målt ingen måling i denne portal"]),
            (viborg::SUM, &["»Den årlige kontraktsum er 2.762.000 kr. (2020 tal)« Belæg for: Beløb"]),
        ],
    },
    Answered {
        document: hallingdal::DOCUMENT,
        home: "nb/index.html",
        answers: [
            (hallingdal::PILOT, &["Bærende part KS NHO LO Innovasjon Norge Viken fylkeskommune"]),
            (hallingdal::PILOT, &["Pris 0 NOK", "Det er ingen kostnader for deltakelse utover egeninnsats."]),
            (hallingdal::PILOT, &["Deltaker Gol kommune", "forslaget er at hver kommune tar stilling"]),
            (hallingdal::CASE, &["Dato 16. mai 2023", "Dagen for behandlingen står ikke i kilden"]),
            (
                hallingdal::CASE,
                &[
                    "Organ Regionrådet for Hallingdal",
                    "Vedtak ikke noe vedtak i kilden",
                    "Status er forslag, ikke vedtak.",
                ],
            ),
            (
                hallingdal::PILOT,
                &["Gjøre kommunenes bidrag til bærekraftsmålene tydelig", "3-4 fysiske samlinger i året"],
            ),
            (hallingdal::PILOT, &["Gi næringslivet flere forretningsmuligheter", "Status ingen rapport i portalen"]),
            (hallingdal::CASE, &["«SAK 31/23 BÆREKRAFTSLØFTET VIKEN» Belegg for: Saksnummer"]),
        ],
    },
    Answered {
        document: trondheim::DOCUMENT,
        home: "nb/index.html",
        answers: [
            (trondheim::GRANT, &["Tilskuddsgiver Forskningsrådet"]),
            (trondheim::GRANT, &["6 000 000 NOK vedtatt", "seks millioner kroner"]),
            (trondheim::GRANT, &["Mottaker Trondheim kommune", "fordelingen mellom partnerne står ikke i kilden"]),
            (trondheim::GRANT, &["Datoen for bevilgningen", "Nettsiden var sist oppdatert 18.12.2020."]),
            (trondheim::GRANT, &["Forskningsrådet bevilger seks millioner kroner til Trondheim kommune og partnere"]),
            (trondheim::PROJECT, &["Hovedmål Prosjektet skal gi økt forståelse", "Testperiode 2 år"]),
            (
                trondheim::PROJECT,
                &["Prosjekt · planlagt", "portalen har ingen rapport om hva som kom ut av prosjektet"],
            ),
            (
                trondheim::GRANT,
                &[
                    "«Forskningsrådet bevilger seks millioner kroner til Trondheim kommune og partnere» Belegg for: Beløp",
                ],
            ),
        ],
    },
];

/// The pages at most so many clicks from one, breadth first. The language switch is not clicked.
fn within(clicks: usize, home: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([home.to_owned()]);
    let mut newest = reached.clone();
    for _ in 0..clicks {
        let found = newest.iter().flat_map(|address| links(address, PORTAL.text(address)));
        let pages = found.filter(|address| address.ends_with(".html") && PORTAL.files.contains_key(address));
        newest = pages.filter(|address| !reached.contains(address)).collect();
        reached.extend(newest.iter().cloned());
    }
    reached
}

#[test]
fn every_question_is_answered_within_two_clicks_from_home() {
    for Answered { document, home, answers } in ANSWERED {
        let reached = within(CLICKS, home);
        for (question, (address, answer)) in QUESTIONS.iter().zip(answers) {
            assert!(reached.contains(*address), "{document}: {question}: `{address}` is too far from `{home}`");
            let main = main(PORTAL.text(address));
            assert!(cites(address, main, document), "`{address}` does not cite `{document}`");
            let page = words(main);
            let missing: Vec<&&str> = answer.iter().filter(|words| !stands(words, &page)).collect();
            assert!(missing.is_empty(), "{document}: {question}: `{address}` does not say {missing:?}:\n{page}");
        }
    }
}

#[test]
fn every_document_of_the_portal_is_asked_about() {
    let asked: BTreeSet<&str> = ANSWERED.iter().map(|answered| answered.document).collect();
    let published = PORTAL.text("data/document.jsonl").lines().map(|line| {
        let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
        document["address"].as_str().expect("an address").to_owned()
    });
    assert_eq!(published.collect::<BTreeSet<_>>(), asked.into_iter().map(str::to_owned).collect());
}
