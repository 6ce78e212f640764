//! References: both ends tell of each other, whoever is meant and however they were named.

use crate::driver::{Site, markdown};

#[test]
fn a_reference_appears_on_both_pages() {
    let project = markdown("title: Alléen\nowner: by\n");
    let site = Site::new().organisation("by").organisation("laug").file("content/projects/allee.md", project);
    let built = site.grant("a", "funder: by\nrecipient: laug\nproject: allee\n").build();
    built.shows("tilskud/a.html", "../organisationer/laug.html").shows("tilskud/a.html", "../projekter/allee.html");
    built.shows("organisationer/laug.html", "../tilskud/a.html").shows("organisationer/by.html", "../tilskud/a.html");
    built.shows("projekter/allee.html", "../tilskud/a.html").shows("organisationer/by.html", "Ejer projekterne");
}

#[test]
fn a_reference_inside_a_group_appears_on_both_pages() {
    let case = markdown("title: Sagen\ntreatments:\n  - { body: udvalg, date: 2023-05-04, role: deciding }\n");
    let built = Site::new().organisation("udvalg").file("content/cases/sag.md", case).build();
    built.shows("sager/sag.html", "../organisationer/udvalg.html");
    built
        .shows("organisationer/udvalg.html", "Sager på dagsordenen")
        .shows("organisationer/udvalg.html", "../sager/sag.html");
}

/// Id, former id, organisation number, and a name that only one bears.
#[test]
fn an_organisation_is_meant_by_whatever_names_it() {
    let laug = "id: laug\nname: Gadelauget\nnumber: DK-CVR-29189919\naliases: [gadelaug]\nnames: [{ text: GLA }]\n";
    for written in ["laug", "gadelaug", "Gadelauget", "GLA", "DK-CVR-29189919"] {
        let site = Site::new().organisation("by").file("content/organisations/laug.md", markdown(laug));
        let built = site.grant("a", &format!("funder: by\nrecipient: {written}\n")).build();
        assert_eq!(built.json("tilskud/a.json")["recipient"], "laug", "written as `{written}`");
    }
}

#[test]
fn a_name_that_two_bear_means_neither() {
    let twin = |id: &str| markdown(&format!("id: {id}\nname: Gadelauget\n"));
    let site = Site::new().organisation("by");
    let site = site.file("content/organisations/a.md", twin("nord")).file("content/organisations/b.md", twin("syd"));
    site.grant("a", "funder: by\nrecipient: Gadelauget\n").check().says("there is no organisation `Gadelauget`");
}

#[test]
fn a_link_in_a_text_follows_the_entry() {
    let long = markdown("title: Alléen\naliases: [vejtraeer]\n");
    let text =
        format!("{}Se [alléen](project:allee) og [det gamle navn](project:vejtraeer).\n", markdown("title: Om\n"));
    let built = Site::new().file("content/projects/allee.md", long).file("content/pages/om.md", text).build();
    built.shows("sider/om.html", "<a href=\"../projekter/allee.html\">alléen</a>");
    built.shows("sider/om.html", "<a href=\"../projekter/allee.html\">det gamle navn</a>");
}

const AGREEMENT: &str = "title: Aftalen\ngoals:\n  - { number: \"8\", title: Flere træer, due: 2023-12-31 }\n  \
                         - { number: \"9\", title: Færre biler }\n";

#[test]
fn goals_written_inside_an_agreement_are_entries_of_their_own() {
    let built = Site::new().file("content/agreements/aftale.md", markdown(AGREEMENT)).build();
    let goal = built.json("maal/aftale-8.json");
    assert_eq!((&goal["agreement"], &goal["address"]), (&"aftale".into(), &"aftaler/aftale.html#aftale-8".into()));
    built.has_no("maal/aftale-8.html").shows("aftaler/aftale.html", "id=\"aftale-8\"");
    built.shows("maal/index.html", "../aftaler/aftale.html#aftale-9").shows("data/goal.csv", "Færre biler");
    assert_eq!(built.json("search/records.da.json")["records"]["aftaler/aftale.html#aftale-8"]["t"], "Flere træer");
}

#[test]
fn an_agreement_tells_its_goals_once() {
    let built = Site::new().file("content/agreements/aftale.md", markdown(AGREEMENT)).build();
    let main = built.text("aftaler/aftale.html").split("<main").nth(1).unwrap_or_default();
    assert_eq!(main.matches("Flere træer").count(), 1, "the goal stands under its heading and nowhere again:\n{main}");
}

#[test]
fn goals_cite_what_their_agreement_cites() {
    let goal = Site::new().file(
        "content/agreements/aftale.md",
        "---\ntitle: Aftalen\nsource: { document: papir }\n\
         goals:\n  - { number: \"8\", title: Flere træer }\n---\n",
    );
    let built = goal.file("content/documents/papir.md", "---\ntitle: Papiret\n---\n").build();
    assert_eq!(built.json("maal/aftale-8.json")["source"][0]["document"], "papir");
}

#[test]
fn a_translation_is_the_same_record_in_another_language() {
    let settings = "title = \"Træer\"\nlanguages = [\"da\", \"nb\", \"en\"]\n";
    let nb = "---\ntitle: Alleen på norsk\n---\n";
    let site = Site::new().file("glasklar.toml", settings).file("content/projects/allee.nb.md", nb);
    let built = site.file("content/projects/allee.md", markdown("title: Alléen\nstart: 2023-05-04\n")).build();
    built
        .shows("nb/prosjekter/allee.html", "<h1>Alleen på norsk</h1>")
        .shows("nb/prosjekter/allee.html", "4. mai 2023");
    built.shows("projekter/allee.html", "hreflang=\"nb\" href=\"../nb/prosjekter/allee.html\"");
    built.has_no("en/projects/allee.html").shows("en/projects/index.html", "Alléen");
    // A reader of English is led to the page in the record's own language, and told so.
    built.shows("en/projects/index.html", "<a href=\"../../projekter/allee.html\" lang=\"da\">");
    assert_eq!(built.text("data/project.csv").lines().count(), 2, "a translation is no second row");
}

#[test]
fn the_status_of_a_case_is_that_of_the_last_deciding_treatment() {
    let treatments = "title: Sagen\ntreatments:\n  \
         - { date: 2023-03-01, role: deciding, decision: { status: postponed } }\n  \
         - { date: 2023-05-04, role: deciding, decision: { status: adopted } }\n  \
         - { date: 2023-06-01, role: preparing, decision: { status: rejected } }\n";
    let built = Site::new().file("content/cases/sag.md", markdown(treatments)).build();
    let header = built.text("sager/sag.html").split("<h1>").next().unwrap_or_default();
    assert!(header.contains("status is-adopted"), "{header}");
}

#[test]
fn a_record_in_a_language_that_the_site_does_not_speak_has_a_page_all_the_same() {
    let text = format!("{}The trees are tall.\n", markdown("lang: en\ntitle: The avenue\n"));
    let built = Site::new().file("content/projects/allee.md", text).build();
    built.shows("projekter/allee.html", "<h1 lang=\"en\">The avenue</h1>").has("search/records.en.json");
    assert_eq!(built.json("projekter/allee.json")["address"], "projekter/allee.html");
    built.shows("projekter/index.html", "<a href=\"allee.html\" lang=\"en\">The avenue</a>");
}
