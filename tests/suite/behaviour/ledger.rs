//! What was published stays findable, and what changed is told.

use crate::driver::{Site, markdown};

const AMOUNT: &str = "funder: by\nrecipient: by\namount: { amount: {}, currency: DKK, basis: decided }\n";

fn amount(kroner: &str) -> String {
    AMOUNT.replace("{}", kroner)
}

fn news(site: Site, id: &str, fields: &str) -> Site {
    site.file(&format!("content/news/{id}.md"), markdown(&format!("title: Nyt om {id}\n{fields}")))
}

/// Two publications: a grant whose amount changed, an organisation that stayed, a piece of news that came.
fn two_publications() -> Site {
    let first = Site::new().organisation("by").grant("a", &amount("3000000")).recorded("2024-01-10");
    news(first.grant("a", &amount("4000000")), "park", "").recorded("2024-02-10")
}

#[test]
fn without_a_publication_nothing_is_told_of_changes() {
    let built = Site::new().organisation("by").build();
    built.has_no("aendringer.html").has_no("changes.xml").has_no("ledger.jsonl");
    assert!(!built.text("index.html").contains("aendringer.html"));
}

#[test]
fn the_page_of_changes_tells_amounts_before_and_after() {
    let built = two_publications().build();
    built.shows("aendringer.html", "3.000.000").shows("aendringer.html", "4.000.000");
    built.shows("aendringer.html", "tilskud/a.html").shows("aendringer.html", "Nyt om park");
    let page = built.text("aendringer.html");
    assert!(page.find("10. februar 2024") < page.find("10. januar 2024"), "newest first");
    built.shows("index.html", "aendringer.html");
}

#[test]
fn the_feed_of_changes_tells_them_too() {
    let built = two_publications().build();
    let feed = built.text("changes.xml");
    assert!(feed.contains("besluttet 3.000.000\u{a0}kr. → 4.000.000\u{a0}kr."), "{feed}");
    assert!(feed.contains("<title xml:lang=\"da\">10. februar 2024: 1 ny, 1 ændret</title>"), "{feed}");
    assert!(feed.contains("aendringer.html#p2"));
}

#[test]
fn the_site_that_is_recorded_shows_itself_as_published() {
    let place = Site::new().organisation("by").on_disk();
    let ran = place.run(&["build", "--record"]);
    let ledger = place.read("ledger.jsonl");
    assert_eq!(ran.ends(0).output["ledger.jsonl"], ledger);
    assert!(ran.stderr.contains("line 1 was added"), "{}", ran.stderr);
    // What was just recorded is what the next build shows, byte for byte.
    assert!(place.run(&["build"]).ends(0).output == ran.output);
    let again = place.run(&["build", "--record"]);
    assert!(again.ends(0).stderr.contains("nothing changed since line 1"), "{}", again.stderr);
    assert_eq!(place.read("ledger.jsonl"), ledger);
}

#[test]
fn drafts_are_not_recorded() {
    let ran = Site::new().organisation("by").command(&["build", "--record", "--drafts"]);
    assert!(ran.ends(2).stderr.contains("cannot be used with"), "{}", ran.stderr);
}

#[test]
fn a_site_with_errors_is_not_recorded() {
    let place = Site::new().organisation("by").grant("a", "funder: nobody\n").on_disk();
    place.run(&["build", "--record"]).ends(1);
    assert!(!place.path("ledger.jsonl").exists());
}

#[test]
fn a_vanished_address_stops_the_build_until_something_stands_there() {
    let site = news(Site::new(), "park", "").recorded("2024-01-10").without("content/news/park.md");
    site.check().says("error[published-address-vanished]").says("nyheder/park.html").says("ledger.jsonl:1");
    let renamed = news(site.clone(), "parken", "aliases: [park]\n");
    renamed.check().clean();
    renamed.build().shows("nyheder/park.html", "url=parken.html");
    let stub = site.file("content/news/park.md", "---\nexpires: 2024-02-01\n---\n");
    stub.check().clean();
    let built = stub.build();
    built.shows("nyheder/park.html", "1. februar 2024").never_shows("Nyt om park");
}

#[test]
fn a_recorded_withdrawal_outlives_its_stub() {
    let site = news(Site::new(), "park", "").recorded("2024-01-10");
    let site = site.file("content/news/park.md", "---\nexpires: 2024-02-01\n---\n").recorded("2024-02-10");
    let built = site.without("content/news/park.md").build();
    built.shows("nyheder/park.html", "10. februar 2024").never_shows("Nyt om park");
    built.shows("aendringer.html", "nyheder/park.html");
}

#[test]
fn an_expired_entry_leaves_a_page_in_each_language_it_had() {
    let settings = "title = \"Prøve\"\nlanguages = [\"da\", \"nb\"]\nbase_url = \"https://portal.example/\"\n\n\
                    [accessibility]\nstatement = \"https://portal.example/was\"\n";
    let site = news(Site::new().file("glasklar.toml", settings), "park", "expires: 2024-02-01\naliases: [have]\n");
    let built = site.file("content/news/park.nb.md", markdown("title: Nytt om park\n")).build();
    for address in ["nyheder/park.html", "nb/nyheter/park.html", "nyheder/have.html"] {
        built.has(address);
        assert!(!built.text("sitemap.xml").contains(address), "{address} is no page to be found");
    }
    built.has_no("nyheder/park.json").never_shows("Nyt om park").never_shows("Nytt om park");
}

#[test]
fn who_refers_to_an_expired_entry_says_so_and_the_build_goes_on() {
    let by = "---\nname: Byen\nexpires: 2024-02-01\nsource: [{ url: https://kilde.example/ }]\n---\n";
    let site = Site::new()
        .file("content/organisations/by.md", by)
        .file("content/organisations/udvalg.md", markdown("name: Udvalget\nparent: by\n"));
    site.check().says("warning[expired-reference]");
    let built = site.build();
    built.shows("organisationer/udvalg.html", "offentliggøres ikke længere").never_shows("Byen");
}

#[test]
fn a_table_does_not_bring_back_who_has_expired() {
    let by = "---\nname: Byen\nnumber: [DK-CVR-29189919]\nexpires: 2024-02-01\n---\n";
    let table = "file = \"t.csv\"\nlanguage = \"da\"\n[source]\nurl = \"https://kilde.example/\"\n[columns]\nid = \"id\"\n\
                 title = \"titel\"\nrecipient = { number = \"cvr\", scheme = \"DK-CVR\", name = \"navn\" }\nfunder = \"giver\"\n";
    let csv = "id,titel,cvr,navn,giver\nx,Bænke,29189919,Byen,Byen\n";
    let site = Site::new().file("content/organisations/by.md", by);
    let built = site.file("content/grants/t.table.toml", table).file("content/grants/t.csv", csv).build();
    built.has("organisationer/by.html").has_no("organisationer/cvr-29189919.html").has_no("organisationer/byen.html");
    built.shows("tilskud/x.html", "offentliggøres ikke længere");
}

#[test]
fn pages_that_moved_without_a_new_id_lead_on() {
    let site = news(Site::new(), "park", "").recorded("2024-01-10");
    let moved = site
        .file("layouts/kinds/news/kind.toml", "path = { da = \"nyt\", nb = \"nytt\", nn = \"nytt\", en = \"new\" }\n");
    let built = moved.build();
    built.has("nyt/park.html").shows("nyheder/park.html", "url=../nyt/park.html");
}

#[test]
fn what_cannot_be_read_is_not_said_to_be_gone() {
    let site = news(Site::new(), "park", "").recorded("2024-01-10");
    let slip =
        site.file("content/news/park.md", "---\ntitle: [Parken\n---\n").grant("a", "funder: nobody\nrecipient: by\n");
    let report = slip.check().report;
    assert!(!report.contains("published-address-vanished"), "{report}");
    assert!(!report.contains("dangling-reference"), "{report}");
    assert!(report.contains("content/news/park.md"), "{report}");
}

#[test]
fn only_a_new_entry_is_taken_for_the_one_that_vanished() {
    let site = news(news(Site::new(), "park-1", ""), "park-2", "").recorded("2024-01-10");
    let report = site.without("content/news/park-2.md").check().report;
    assert!(!report.contains("`park-1`"), "an entry that was there before is another one: {report}");
    assert!(report.contains("content/news/park-2.md"), "{report}");
}

#[test]
fn a_build_that_is_not_recorded_says_so() {
    let place = news(Site::new(), "park", "").on_disk();
    place.run(&["build", "--record"]).ends(0);
    place.write("content/news/park.md", markdown("title: En ny titel\n"));
    let ran = place.run(&["build"]);
    assert!(ran.ends(0).stderr.contains("1 change since its last line"), "{}", ran.stderr);
}

#[test]
fn the_past_only_goes_forward() {
    let place = news(Site::new(), "park", "").on_disk();
    place.run(&["build", "--record", "--today", "2024-02-10"]).ends(0);
    let ledger = place.read("ledger.jsonl");
    place.write("content/news/park.md", markdown("title: En ny titel\n"));
    let ran = place.run(&["build", "--record", "--today", "2024-02-09"]);
    assert!(ran.ends(1).stderr.contains("would be of 2024-02-09"), "{}", ran.stderr);
    assert_eq!(place.read("ledger.jsonl"), ledger);
}

#[test]
fn a_ledger_that_was_lost_is_missed() {
    let place = news(Site::new(), "park", "").on_disk();
    place.run(&["build", "--record"]).ends(0);
    std::fs::remove_file(place.path("ledger.jsonl")).expect("a file that can be removed");
    let ran = place.run(&["build"]);
    assert!(ran.ends(1).stderr.contains("is not the beginning of the site's own"), "{}", ran.stderr);
    assert!(ran.output.contains_key("aendringer.html"), "the published site stays");
}

#[test]
fn a_translation_that_no_page_shows_does_no_harm() {
    let site = news(Site::new(), "park", "").file("content/news/park.nb.md", markdown("title: Nytt om park\n"));
    site.check().says("warning[unspoken-translation]");
    site.build().shows("nyheder/park.html", "Nyt om park").has("nyheder/park.json");
}

#[test]
fn a_link_in_a_text_may_lead_to_what_has_expired() {
    let site = news(Site::new(), "park", "expires: 2024-02-01\n");
    let text = "---\ntitle: Byen\nsource: [{ url: https://kilde.example/ }]\n---\nSe [parken](news:park).\n";
    let built = site.file("content/news/by.md", text).build();
    built.shows("nyheder/by.html", "href=\"park.html\"");
}

#[test]
fn a_translation_goes_with_its_entry() {
    let settings = "title = \"Prøve\"\nlanguages = [\"da\", \"nb\"]\n";
    let site = news(Site::new().file("glasklar.toml", settings), "park", "draft: true\n");
    let built = site.file("content/news/park.nb.md", markdown("title: Nytt om park\n")).build();
    built.never_shows("Nytt om park");
}
