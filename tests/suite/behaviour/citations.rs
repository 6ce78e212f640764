//! A document's page holds what is quoted from it, and quotations elsewhere lead there.

use std::fmt::Write;

use crate::driver::{Built, Site};

const SETTINGS: &str = "title = \"Byen\"\nbase_url = \"https://by.example/\"\nlanguages = [\"da\", \"en\"]\n";

fn site() -> Site {
    Site::new()
        .file("glasklar.toml", SETTINGS)
        .file("content/documents/papir.md", "---\nlang: da\ntitle: { da: Papiret, en: The paper }\n---\n")
}

fn project(title: &str, quotations: &[&str]) -> String {
    let mut source = String::new();
    for words in quotations {
        write!(source, "\n  - {{ document: papir, quote: {words:?} }}").expect("a text");
    }
    format!("---\nlang: da\ntitle: {title}\nsource:{source}\n---\n")
}

/// The anchors to which the quotations of a page lead, in their order.
fn anchors<'a>(built: &'a Built, address: &str) -> Vec<Option<&'a str>> {
    let items = built.text(address).split("<p class=\"evidence\">").skip(1);
    items
        .map(|item| {
            item.strip_prefix("<a class=\"said\" href=\"")?.split_once('"')?.0.split_once('#').map(|(_, id)| id)
        })
        .collect()
}

#[test]
fn a_quotation_leads_to_its_words_on_the_page_of_the_document() {
    let site = site().file("content/projects/a.md", project("Haven", &["ja til haven", "og til  stien"]));
    let site = site.file("content/projects/a.en.md", "---\ntitle: The garden\n---\n");
    let built = site.file("content/projects/b.md", project("Stien", &["og til stien"])).build();
    let [Some(garden), Some(path)] = anchors(&built, "projekter/a.html")[..] else { panic!("two links") };
    assert_ne!(garden, path);
    // The same words are the same place, however their white space was copied.
    assert_eq!(anchors(&built, "projekter/b.html"), [Some(path)]);
    let page = built.text("dokumenter/papir.html");
    for (id, words) in [(garden, "ja til haven"), (path, "og til")] {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1);
        assert!(page.contains(&format!("<p class=\"evidence\" id=\"{id}\"><q>»{words}")), "{page}");
    }
    // Both stand there, in the order of the entries; only the first bears the anchor.
    assert_eq!(page.matches("»og til").count(), 2);
    // A reader of another language is led to the page of the document in that language.
    built.shows("en/projects/a.html", &format!("<a class=\"said\" href=\"../documents/papir.html#{garden}\">"));
    built.shows("en/documents/papir.html", &format!(" id=\"{garden}\"><q lang=\"da\">“ja til haven”</q>"));
}

#[test]
fn words_that_stand_among_the_facts_lead_there_too() {
    let goal = "---\nlang: da\ntitle: Mere skov\nquote: mere skov i byen\nsource: { document: papir }\n---\n";
    let built = site().file("content/goals/skov.md", goal).build();
    let page = built.text("dokumenter/papir.html");
    let id =
        page.split_once("<p class=\"evidence\" id=\"").and_then(|(_, rest)| rest.split_once('"')).expect("an id").0;
    let link = format!(
        "<p class=\"lead\"><a class=\"said\" href=\"../dokumenter/papir.html#{id}\"><q>»mere skov i byen«</q></a></p>"
    );
    built.shows("maal/skov.html", &link);
}

/// Words that could be from either of two documents are told of none, and lead to none.
#[test]
fn words_of_which_nobody_knows_the_document_are_no_link() {
    let goal = "---\nlang: da\ntitle: Mere skov\nquote: mere skov i byen\nsource: [{ document: papir }, { document: andet }]\n---\n";
    let other = "---\nlang: da\ntitle: Et andet papir\n---\n";
    let built = site().file("content/documents/andet.md", other).file("content/goals/skov.md", goal).build();
    built.shows("maal/skov.html", "<p class=\"lead\"><q>»mere skov i byen«</q></p>");
}

/// The page of a document that hundreds cite tells only some of them; to what it leaves out no link leads.
#[test]
fn of_a_long_page_only_the_words_that_stand_there_are_led_to() {
    let mut site = site();
    for n in 0..150 {
        let (path, title) = (format!("content/projects/p-{n:03}.md"), format!("Projekt {n}"));
        site = site.file(&path, project(&title, &[&format!("ja til nummer {n}")]));
    }
    let built = site.build();
    let document = built.text("dokumenter/papir.html");
    let (mut led, mut alone) = (0, 0);
    for n in 0..150 {
        let address = format!("projekter/p-{n:03}.html");
        match anchors(&built, &address)[..] {
            [Some(id)] => {
                assert!(document.contains(&format!(" id=\"{id}\"><q>»ja til nummer {n}«</q>")), "{address}: {id}");
                led += 1;
            }
            [None] => {
                built.shows(&address, "href=\"../dokumenter/papir.html\">Papiret</a>");
                assert!(!document.contains(&format!("ja til nummer {n}«")));
                alone += 1;
            }
            _ => panic!("{address} quotes the document once"),
        }
    }
    assert_eq!((led, alone), (20, 130));
}
