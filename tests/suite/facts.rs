//! What the sample's documents say must stand on a page that cites them.

use crate::driver::{Site, repository};

/// A document of the sample and the words in which its facts are told or quoted.
struct Told {
    /// The page of the document itself, which every page with its facts links to.
    document: &'static str,
    /// Where the pages of its entries stand.
    language: &'static str,
    facts: &'static [&'static str],
}

const TOLD: &[Told] = &[
    Told {
        document: "herning-dagsorden-2021-01-18.html",
        language: "",
        facts: &[
            "Økonomi- og Erhvervsudvalget",
            "Herning Kommune",
            "Bæredygtig Herning F.M.B.A.",
            "Den politiske følgegruppe for bæredygtighed",
            "Bæredygtig Hernings bestyrelse",
            "stiftende generalforsamling",
            "Direktøren for By, Erhverv og Kultur",
            "Anne Kristine Hundahl Mikkelsen",
            "Henrik Kjeldsen",
            "DIR",
            "FOU",
            "BFU",
            "SOS",
            "BSK",
            "KFU",
            "BYP",
            "TMU",
            "ØKE",
            "BYR",
            "24.00.00-A08-1-20",
            "Resultatkontrakt med Bæredygtig Herning 2021",
            "18. januar 2021",
            "Teams",
            "4.000.000",
            "kr. 4 mio.",
            "5.000.000",
            "kr. 5 mio.",
            "3.000.000",
            "kr. 3 mio.",
            "06.48.67",
            "Serviceområde 20, Administration",
            "Vejledning og Erhvervsudvikling",
            "allerede afsat budget",
            "7. december 2020",
            "ultimo 2020",
            "primo 2021",
            "budgetforlig",
            "et år ad gangen",
            "minimum én medarbejder",
            "10 lokale iværksættere",
            "kendskabsgrad",
            "mediealliance",
            "Corona",
            "varetage erhvervsaktiviteter",
            "der bevilges kr. 4 mio. i 2021",
            "administrationen bemyndiges",
            "Indstillingen er tiltrådt",
            "80 %",
            "33,3 %",
            "1.000.000 kr.",
            "folkeoplysende",
            "øko-system",
            "rolleafklaring",
            "Sparringspartner",
            "nationalt landskab",
            "målemetoder",
            "skalerbarhed",
            "projektorienterede",
            "tiltrådt",
        ],
    },
    Told {
        document: "trondheim-veikart-2020-12-18.html",
        language: "nb/",
        facts: &[
            "Trondheim kommune og partnere får forskningsmidler",
            "Forskningsrådet",
            "seks millioner kroner",
            "6 000 000",
            "Veikart for grønn konkurransekraft i norske kommuner og regioner",
            "SINTEF",
            "forskningspartner",
            "prosjektpartner",
            "Bergen kommune",
            "Bjørnafjorden kommune",
            "Stjørdal kommune",
            "Trøndelag fylkeskommune",
            "Vestland fylkeskommune",
            "Klimapartnere",
            "Bærekraftsnettverket",
            "KS",
            "Miljøenheten",
            "Trondheimsregionen",
            "Innovasjonsprosjekt i offentlig sektor",
            "oktober 2017",
            "våren 2020",
            "Kartlegging av grønn konkurransekraft i Trondheimsregionen",
            "mars 2021",
            "2,5 år",
            "august",
            "to år",
            "storbykommuner",
            "mindre nabokommuner",
            "fylkeskommuner",
            "nasjonal pilot",
            "Chin-Yu Lee",
            "chin-yu.lee@trondheim.kommune.no",
            "Astrid Haugslett",
            "astrid.haugslett@trondheim.kommune.no",
            "18. desember 2020",
            "Per Einar Olsen",
            "Illustrasjonsfoto av Sintef-lab i nordlys",
            "A03-P1-EPI004",
            "hovedrapport",
            "kortversjon",
        ],
    },
];

/// The words of a page, white space levelled out.
fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for sign in html.chars() {
        match sign {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(sign),
            _ => {}
        }
    }
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn every_fact_stands_on_a_page_that_cites_its_document() {
    let built = Site::at(repository()).build();
    for told in TOLD {
        let addresses: Vec<&str> = built
            .ending(".html")
            .filter(|address| address.starts_with(told.language))
            .filter(|address| address.ends_with(told.document) || built.text(address).contains(told.document))
            .collect();
        let pages: Vec<String> = addresses.iter().map(|address| words(built.text(address))).collect();
        let missing: Vec<&&str> =
            told.facts.iter().filter(|fact| !pages.iter().any(|page| page.contains(&fact.to_lowercase()))).collect();
        assert!(missing.is_empty(), "{}: no page tells {missing:?}; looked at {addresses:?}", told.document);
    }
}
