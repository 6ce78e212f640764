//! What a text in Markdown becomes on its page.

use crate::driver::{Built, Site};

const PAGE: &str = "projekter/a.html";

fn built(lang: &str, body: &str) -> Built {
    let entry = format!("---\nlang: {lang}\ntitle: A\nsource:\n  - url: https://kilde.example/\n---\n{body}");
    Site::new().file("content/projects/a.md", entry).build()
}

#[test]
fn headings_can_be_linked_to_and_three_of_them_have_contents() {
    let built = built("da", "## Økonomi\n\nSe [nedenfor](#maal).\n\n## Mål\n\n### Mål\n\nx\n");
    built.shows(PAGE, "<h2 id=\"_oekonomi\"><a class=\"anchor\" href=\"#_oekonomi\">Økonomi</a></h2>");
    built.shows(PAGE, "<a href=\"#_maal\">nedenfor</a>").shows(PAGE, "<h3 id=\"_maal-2\">");
    built.shows(PAGE, "<nav class=\"contents\"").shows(PAGE, "<li><a href=\"#_maal-2\">Mål</a></li>");
    let short = self::built("da", "## Økonomi\n\nx\n\n## Mål\n\ny\n");
    assert!(!short.text(PAGE).contains("class=\"contents\""));
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_lead_back() {
    let built = built("da", "Et[^b] og et[^a].\n\n[^a]: Den anden.\n\n[^b]: Den første.\n");
    let html = built.text(PAGE);
    built.shows(PAGE, "<a href=\"#_note.1\" id=\"_ref.1\" role=\"doc-noteref\">1</a>");
    let (first, second) = (html.find("Den første."), html.find("Den anden."));
    assert!(first.is_some() && first < second, "{html}");
    built.shows(PAGE, "<li id=\"_note.1\">").shows(PAGE, "<a href=\"#_ref.2\" role=\"doc-backlink\"");
}

#[test]
fn quotation_marks_are_those_of_the_language_and_code_stays_as_it_is() {
    built("da", "Det er \"grønt\" -- sagde de... `\"a\" -- b`\n").shows(PAGE, "<p>Det er »grønt« – sagde de…");
    built("da", "`\"a\" -- b`\n").shows(PAGE, "<code>\"a\" -- b</code>");
}

#[test]
fn links_out_are_marked_and_others_are_not() {
    let built =
        built("da", "[ude](https://ude.example/) [hjemme](https://portal.example/x) [post](mailto:a@b.example)\n");
    built.shows(PAGE, "<a href=\"https://ude.example/\" rel=\"external noopener\">ude</a>");
    built
        .shows(PAGE, "<a href=\"https://portal.example/x\">hjemme</a>")
        .shows(PAGE, "<a href=\"mailto:a@b.example\">post</a>");
}

#[test]
fn a_table_scrolls_by_itself_and_aligns_without_styles() {
    let built = built("da", "| Navn | Tal |\n|---|---:|\n| a | 1 |\n");
    built.shows(PAGE, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    built.shows(PAGE, "<th scope=\"col\">Navn</th>").shows(PAGE, "<td class=\"is-right\">1</td>");
    assert!(!built.text(PAGE).contains("style="));
}

#[test]
fn a_text_cannot_give_ids_classes_or_roles_of_its_own() {
    let built = built("da", "<p id=\"main_\" class=\"status\" role=\"alert\">x</p>\n\n## A\n");
    built.shows(PAGE, "<p>x</p>");
}
