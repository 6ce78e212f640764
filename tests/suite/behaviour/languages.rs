//! What a reader of one language meets of what is written in another, and how each language orders and writes.

use crate::driver::{Built, Site};
use crate::facts::page::words;

const SETTINGS: &str = "title = \"Prøve\"\nlanguages = [\"da\", \"en\"]\nbase_url = \"https://portal.example/\"\n\
                        [accessibility]\nstatement = \"https://portal.example/was\"\n";

const DANISH: &str = "---\ntitle: Haven\nsummary: Kort sagt en have.\ngoals:\n  - { id: maal, title: Målet, quote: med disse ord }\n\
                      note: Rettet i går.\nsource:\n  - { url: https://kilde.example/, quote: ordene er danske }\n---\nHaven er **grøn**.\n";

fn site() -> Site {
    Site::new().file("glasklar.toml", SETTINGS)
}

fn garden(english: &str) -> Built {
    site().file("content/projects/a.md", DANISH).file("content/projects/a.en.md", english).build()
}

#[test]
fn words_that_a_translation_leaves_out_are_marked_with_their_own_language() {
    let built = garden("---\ntitle: The garden\n---\n");
    let page = "en/projects/a.html";
    built.shows(page, "<h1>The garden</h1>").shows(page, "<p class=\"lead\" lang=\"da\">Kort sagt en have.</p>");
    built.shows(page, "<div class=\"prose body\" lang=\"da\">").shows(page, "<p lang=\"da\">Rettet i går.</p>");
    built.shows(page, "<span lang=\"da\">Målet</span>").shows(page, "<q lang=\"da\">“med disse ord”</q>");
    built.shows(page, "<q lang=\"da\">“ordene er danske”</q>");
}

/// Search engines take whole addresses only; readers of any other language are sent to the site's first.
#[test]
fn versions_of_a_page_name_each_other_by_whole_addresses() {
    let built = garden("---\ntitle: The garden\n---\n");
    for page in ["projekter/a.html", "en/projects/a.html"] {
        for (code, address) in [("da", "projekter/a"), ("en", "en/projects/a"), ("x-default", "projekter/a")] {
            let link =
                format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"https://portal.example/{address}.html\">");
            built.shows(page, &link);
        }
    }
    let nowhere = site().file("glasklar.toml", "title = \"Prøve\"\nlanguages = [\"da\", \"en\"]\n").build();
    nowhere.shows("en/index.html", "hreflang=\"da\" href=\"../index.html\"");
    assert!(!nowhere.text("index.html").contains("x-default"));
}

#[test]
fn words_that_a_translation_has_are_in_the_language_of_the_page() {
    let english =
        "---\ntitle: The garden\nsummary: A garden, in short.\nnote: Mended yesterday.\n---\nIt is **green**.\n";
    let built = garden(english);
    let page = "en/projects/a.html";
    built.shows(page, "<p class=\"lead\">A garden, in short.</p>").shows(page, "<p>Mended yesterday.</p>");
    built.shows(page, "<div class=\"prose body\">");
}

/// What a translation does not even name keeps the name that it has.
#[test]
fn a_title_that_a_translation_leaves_out_is_marked_wherever_it_stands() {
    let built = garden("---\nsummary: A garden, in short.\n---\n");
    built.shows("en/projects/a.html", "<h1 lang=\"da\">Haven</h1>");
    built.shows("en/projects/index.html", "lang=\"da\">Haven</a>");
    built.shows("en/projects/a.html", "<p class=\"lead\">A garden, in short.</p>");
    assert_eq!(built.json("search/records.en.json")["records"]["en/projects/a.html"]["l"], "da");
}

#[test]
fn a_document_is_quoted_in_its_own_language() {
    let document = "---\nlang: da\ntitle: { da: Papiret, en: The paper }\n---\n";
    let citing = "---\nlang: en\ntitle: The garden\nsource:\n  - { document: papir, quote: ordene er danske }\n---\n";
    let site = site().file("content/documents/papir.md", document).file("content/projects/a.md", citing);
    let built = site.build();
    built.shows("en/projects/a.html", "<q lang=\"da\">“ordene er danske”</q>");
    built.shows("en/documents/papir.html", "<q lang=\"da\">“ordene er danske”</q>");
    built.shows("en/projects/a.html", "papir.html\">The paper</a>");
}

#[test]
fn the_navigation_marks_a_page_in_another_language() {
    let settings = format!("navigation = [\"hjaelp\"]\n{SETTINGS}");
    let site = site().file("glasklar.toml", settings);
    let built = site.file("content/pages/hjaelp.md", "---\ntitle: Hjælp\n---\nSådan.\n").build();
    built.shows("en/index.html", "<li><a href=\"../sider/hjaelp.html\" lang=\"da\">Hjælp</a></li>");
    built.shows("index.html", "<li><a href=\"sider/hjaelp.html\">Hjælp</a></li>");
}

#[test]
fn the_footer_leads_to_every_page_that_the_site_wrote_itself() {
    let page = |title: &str| format!("---\ntitle: {title}\n---\nOrd.\n");
    let site = site().file("content/pages/regler.md", page("Regler")).file("content/pages/about.md", page("Om os"));
    let built = site.file("content/projects/a.md", DANISH).build();
    for (address, link) in [
        ("index.html", "<li><a href=\"sider/regler.html\">Regler</a></li>"),
        ("projekter/a.html", "<li><a href=\"../sider/regler.html\">Regler</a></li>"),
        ("en/index.html", "<li><a href=\"../sider/regler.html\" lang=\"da\">Regler</a></li>"),
    ] {
        built.shows(address, link);
        let footer = built.text(address).split("<footer").nth(1).expect("a footer");
        assert!(!footer.contains("Om os"), "the words of a page that every site has are no page beside it:\n{footer}");
    }
}

/// The titles in the list of a kind, as it stands.
fn titles(built: &Built, list: &str) -> Vec<String> {
    let rows = built.text(list).split("<th scope=\"row\">").skip(1);
    rows.map(|row| words(row.split("</th>").next().expect("the end of the heading"))).collect()
}

#[test]
fn a_list_is_newest_first_and_then_in_the_order_of_the_readers_alphabet() {
    let case = |title: &str, date: &str| format!("---\ntitle: {title}\ndate: {date}\n---\n");
    let cases =
        [("Zebra", "2021"), ("Aaby", "2021"), ("Ærø", "2021"), ("Bro", "2021"), ("Ny", "2023"), ("Gammel", "2020")];
    let built = (cases.iter().zip('a'..))
        .fold(site(), |site, ((title, date), id)| site.file(&format!("content/cases/{id}.md"), case(title, date)))
        .build();
    assert_eq!(titles(&built, "sager/index.html"), ["Ny", "Bro", "Zebra", "Ærø", "Aaby", "Gammel"]);
    assert_eq!(titles(&built, "en/cases/index.html"), ["Ny", "Aaby", "Ærø", "Bro", "Zebra", "Gammel"]);
}

#[test]
fn a_sum_names_its_currency_where_the_language_does() {
    let grant = "funder: by\nrecipient: by\namount: { amount: 1250000, currency: NOK, basis: decided }\n";
    let built = site().organisation("by").grant("g", grant).build();
    let figure = |list: &str| words(built.text(list).split("<ul class=\"figures\">").nth(1).expect("the sums"));
    assert!(figure("tilskud/index.html").starts_with("1.250.000 NOK besluttet"));
    assert!(figure("en/grants/index.html").starts_with("NOK 1,250,000 decided"));
    built.shows("en/grants/index.html", "<span class=\"currency\">NOK</span>&nbsp;1,250,000</span>");
}
