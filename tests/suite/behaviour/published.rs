//! Which entries are published, and what the site says where it is not told enough.

use crate::driver::{Site, markdown};

fn project(fields: &str) -> Site {
    Site::new().file("content/projects/a.md", markdown(&format!("title: Hemmeligheden\n{fields}")))
}

#[test]
fn a_draft_is_left_out_until_it_is_asked_for() {
    let draft = project("draft: true\n");
    draft.build().never_shows("Hemmeligheden").has_no("projekter/a.json");
    draft.with_drafts().build().shows("projekter/a.html", "Hemmeligheden");
}

/// Whoever writes `draft: yes` means it; what cannot be understood is asked about, never published.
#[test]
fn a_draft_is_never_published_by_a_slip() {
    for written in ["true", "True", "TRUE", "yes", "ja", "\"true\"", "[true]", "1", "maybe"] {
        let site = project(&format!("draft: {written}\n"));
        let published = !site.check().any_error() && site.build().files.contains_key("projekter/a.html");
        assert!(!published, "`draft: {written}` was published");
    }
    project("draft: false\n").build().has("projekter/a.html");
    project("draft: no\n").build().has("projekter/a.html");
}

#[test]
fn an_embargo_holds_until_its_day() {
    let embargo = project("embargo: 2024-03-02\n");
    embargo.build().never_shows("Hemmeligheden");
    embargo.on("2024-03-02").build().has("projekter/a.html");
    // An embargo until a month ends with the first day of that month.
    project("embargo: 2024-04\n").build().never_shows("Hemmeligheden");
}

#[test]
fn an_embargo_is_never_overlooked() {
    for written in ["[2024-05-01]", "{ date: 2024-05-01 }", "next week", "2024-02-30"] {
        let site = project(&format!("embargo: {written}\n"));
        let published = !site.check().any_error() && site.build().files.contains_key("projekter/a.html");
        assert!(!published, "`embargo: {written}` was published");
    }
}

#[test]
fn an_expired_entry_is_gone_after_its_day() {
    let expiring = project("expires: 2024-03-01\n");
    expiring.build().has("projekter/a.html");
    expiring.on("2024-03-02").build().never_shows("Hemmeligheden");
}

#[test]
fn nothing_published_hints_at_a_draft() {
    let site = project("draft: true\n").organisation("by").grant("g", "funder: by\nrecipient: by\nproject: a\n");
    let checked = site.check();
    checked.says("there is no project `a`");
    assert!(checked.any_error());
    // The editor is told why, because the file is there.
    checked.says("draft");
}

#[test]
fn a_document_that_is_cited_tells_who_cites_it() {
    let cited = "---\ntitle: Aftalen\nsource:\n  - { document: papir, quote: med disse ord, page: \"7\" }\n---\n";
    let site = Site::new().file("content/agreements/a.md", cited);
    let built = site.file("content/documents/papir.md", "---\ntitle: Papiret\n---\n").build();
    built.shows("dokumenter/papir.html", "../aftaler/a.html").shows("dokumenter/papir.html", "med disse ord");
    built.shows("aftaler/a.html", "../dokumenter/papir.html").shows("aftaler/a.html", "med disse ord");
}

#[test]
fn without_a_base_url_the_site_says_what_is_left_out() {
    let settings = "title = \"Prøve\"\n[accessibility]\nstatement = \"https://portal.example/was\"\n";
    let site = Site::new().file("glasklar.toml", settings);
    site.check().says("no-base-url").says("sitemap");
    let built = site.build();
    built.has_no("sitemap.xml").shows("feed.xml", "<id>tag:").shows("robots.txt", "Allow: /");
    let whole = Site::new().build();
    whole.shows("sitemap.xml", "<loc>https://portal.example/index.html</loc>");
    whole.shows("robots.txt", "Sitemap: https://portal.example/sitemap.xml");
    whole.shows("index.html", "<link rel=\"canonical\" href=\"https://portal.example/index.html\">");
}

#[test]
fn a_former_address_still_leads_to_the_entry() {
    let built = project("aliases: [gammelt-navn]\n").build();
    built.shows("projekter/gammelt-navn.html", "a.html");
}

/// A page that Glasklar cannot make whole is not made at all.
#[test]
fn a_section_is_never_empty() {
    let fields = "title: Tomt\n";
    let folders =
        ["projects", "partnerships", "agreements", "cases", "meetings", "programmes", "reports", "news", "pages"];
    for folder in folders {
        let built = Site::new().file(&format!("content/{folder}/a.md"), markdown(fields)).build();
        let page = built.ending("/a.html").next().expect("a page").to_owned();
        let main = built.text(&page);
        for after in main.split("</h2>").skip(1) {
            let rest = after.trim_start();
            assert!(!rest.starts_with("</section>") && !rest.starts_with("<h2"), "`{page}` has a heading over nothing");
        }
    }
}

#[test]
fn the_feed_tells_what_is_decided_newest_first() {
    let site = Site::new().organisation("by").grant("gammel", "funder: by\nrecipient: by\ndecided: 2021-05\n");
    let site = site.grant("ny", "funder: by\nrecipient: by\ndecided: 2023-01-18\n");
    let built = site.grant("planlagt", "funder: by\nrecipient: by\ndecided: 2024-06-01\n").build();
    let feed = built.text("feed.xml");
    let at = |id: &str| feed.find(&format!("tilskud/{id}.html"));
    assert!(at("ny") < at("gammel") && at("ny").is_some(), "{feed}");
    assert!(at("planlagt").is_none(), "what lies after the day of the build is not decided yet:\n{feed}");
    assert!(feed.contains("<updated>2021-05-01T00:00:00Z</updated>"), "{feed}");
}

/// An amount without its basis means nothing to who reads only the feed.
#[test]
fn a_sum_in_the_feed_says_what_it_is() {
    let amounts = "funder: by\nrecipient: by\ndecided: 2023-01-18\namount:\n  \
                   - { amount: 900, currency: DKK, basis: applied }\n  - { amount: 700, currency: DKK, basis: decided }\n";
    let built = Site::new().organisation("by").grant("a", amounts).build();
    let feed = built.text("feed.xml");
    assert!(feed.contains("ansøgt") && feed.contains("besluttet"), "{feed}");
}

/// Of the table of each kind every column stands in the dictionary, or is named after one that does.
#[test]
fn the_dictionary_tells_every_column_of_every_table() {
    let settings = "title = \"Prøve\"\nlanguages = [\"da\", \"en\"]\n";
    let grant = "funder: by\nrecipient: by\namount: [{ amount: 2, currency: DKK, basis: decided }, { amount: 1, currency: DKK, basis: paid }]\n";
    let site = Site::new().file("glasklar.toml", settings).organisation("by").grant("a", grant);
    let built = site.build();
    let tables: Vec<&String> =
        built.files.keys().filter(|path| path.starts_with("data/") && path.ends_with(".csv")).collect();
    assert_eq!(tables, ["data/grant.csv", "data/organisation.csv"]);
    for (page, money) in [("dataordbog.html", "Beløb: valutaen"), ("en/data-dictionary.html", "Amount: the currency")]
    {
        let dictionary = built.text(page);
        for table in &tables {
            let id = table.trim_start_matches("data/").trim_end_matches(".csv");
            let section =
                dictionary.split(&format!("<h2 id=\"{id}\">")).nth(1).and_then(|rest| rest.split("</section>").next());
            let section = section.unwrap_or_else(|| panic!("{id} is not in {page}"));
            let head = built.text(table).lines().next().expect("a first row");
            let told: Vec<&str> =
                head.split(',').filter(|column| !section.contains(&format!("<code>{column}</code>"))).collect();
            let further: &[&str] = if id == "grant" { &["amount.paid.value"] } else { &[] };
            assert_eq!(told, further, "{page} does not tell these columns of {table}");
        }
        built.shows(page, money).shows(page, "<code>amount.currency</code>").shows(page, "(amount.paid.value)");
        // What a choice can be, as files write it, with the word of the page.
        let kommune = if page.starts_with("en/") { "municipality" } else { "kommune" };
        built.shows(page, &format!("<code>municipality</code> ({kommune})"));
    }
    built.shows("data.html", "dataordbog.html");
}
