//! Words that are explained where they stand, by a file of the theme or of the site.

use crate::driver::{Site, markdown};

const WORDS: &str =
    "[pumpelaug]\nterm = \"pumpelaug\"\nforms = [\"pumpelauget\"]\ntext = \"Naboer & venner, der ejer en pumpe.\"\n";

fn site() -> Site {
    let body = "title: Pumpen\nsummary: Pumpelauget søger tilskud.\n";
    let text = "Her er pumpelauget igen, og [pumpelauget](https://a.example/) og `pumpelaug`.\n";
    let site = Site::new().file("layouts/glossary/da.toml", WORDS);
    site.file("content/projects/pumpe.md", format!("{}{text}", markdown(body)))
}

#[test]
fn a_word_is_a_link_where_it_first_stands_and_is_explained_below() {
    let built = site().build();
    let html = built.text("projekter/pumpe.html");
    assert_eq!(html.matches("href=\"#term_pumpelaug\"").count(), 1, "{html}");
    built.shows("projekter/pumpe.html", "<a class=\"term\" href=\"#term_pumpelaug\">Pumpelauget</a> søger");
    built.shows("projekter/pumpe.html", "<div id=\"term_pumpelaug\"><dt>Pumpelaug</dt><dd>Naboer &amp; venner");
    // Words of the built-in glossary are explained beside it.
    built.shows("projekter/pumpe.html", "<div id=\"term_tilskud\">");
}

#[test]
fn headings_links_and_code_keep_their_words() {
    let built = site().build();
    built.shows("projekter/pumpe.html", ">pumpelauget</a> og <code>pumpelaug</code>");
    let plain = Site::new().file("content/projects/a.md", markdown("title: Et tilskud\n")).build();
    plain.shows("projekter/a.html", "<h1>Et tilskud</h1>");
    assert!(!plain.text("projekter/a.html").contains("term_"));
    assert!(!plain.text("projekter/a.html").contains("<!--"));
}

#[test]
fn words_in_another_language_are_left_to_it() {
    let norwegian = "lang: nb\ntitle: Saken\nsummary: Et tilskudd til KKR.\n";
    let site = Site::new()
        .file("glasklar.toml", "title = \"Prøve\"\nlanguages = [\"da\", \"nb\"]\n")
        .file("content/cases/sak.md", markdown(norwegian));
    let built = site.organisation("by").build();
    // The Norwegian page knows the Norwegian word, and the list in Danish explains nothing.
    built.shows("nb/saker/sak.html", "#term_tilskudd");
    assert!(!built.text("nb/saker/sak.html").contains("#term_kkr"));
}

#[test]
fn every_word_stands_on_a_page_of_its_own_in_order() {
    let built = site().build();
    let html = built.text("ordforklaring.html");
    let at = |id: &str| html.find(&format!("id=\"term_{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    assert!(at("bevilling") < at("pumpelaug") && at("pumpelaug") < at("tilskud") && at("tilskud") < at("aarsvaerk"));
    built.shows("index.html", "href=\"ordforklaring.html\"");
}

#[test]
fn a_word_without_text_is_left_out() {
    let site = Site::new().file("layouts/glossary/da.toml", "[tilskud]\ntext = \"\"\n");
    let built = site.file("content/projects/a.md", markdown("title: A\nsummary: Et tilskud.\n")).build();
    assert!(!built.text("projekter/a.html").contains("term_"));
    assert!(!built.text("ordforklaring.html").contains("term_tilskud"));
}
