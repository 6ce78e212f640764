//! `glasklar search`: the question in the terminal.

use serde_json::Value;

use crate::driver::{Site, Workplace};

fn grant(site: Site, id: &str, fields: &str) -> Site {
    let head = "funder: by\nrecipient: by\nsource:\n  - url: https://kilde.example/\n";
    site.file(&format!("content/grants/{id}.md"), format!("---\n{fields}{head}---\n"))
}

/// A built site in a folder.
fn built() -> Workplace {
    let settings = "title = \"Prøve\"\nlanguages = [\"da\", \"en\"]\n";
    let site = Site::new().file("glasklar.toml", settings).organisation("by");
    let decided = |amount: &str| format!("amount: {{ amount: {amount}, currency: DKK, basis: decided }}\n");
    let site = grant(site, "bro", &format!("title: Ny bro over åen\ndecided: 2021-01-18\n{}", decided("4000000")));
    let site = grant(site, "del", &format!("title: Broens rækværk\npart_of: bro\n{}", decided("250000.50")));
    let site = grant(site, "ler", "title: \"Lergods \\e[31m fra åen\"\ndecided: 2023\n");
    let place = site.on_disk();
    place.run(&["build"]).ends(0);
    place
}

#[test]
fn results_are_told_with_their_sums() {
    let place = built();
    let told = place.run(&["search", "åen"]).ends(0).stdout.clone();
    assert!(
        told.starts_with(
            "2 entries, the best first\nDKK 4,000,000 decided, from 1 amount\n1 entry without an amount\n"
        ),
        "{told}"
    );
    assert!(
        told.contains(
            "Ny bro over åen\n   tilskud · 2021-01-18 · The by → The by · DKK 4,000,000 decided\n   tilskud/bro.html\n"
        ),
        "{told}"
    );
    let told =
        place.run(&["search", "--state", "https://portal.example/soeg.html?year=2021&funder=by", "--language", "en"]);
    assert!(told.ends(0).stdout.starts_with("1 entry, the newest first\n"), "{}", told.stdout);
    assert!(told.stdout.contains("   grant · 2021-01-18"), "{}", told.stdout);
}

#[test]
fn a_part_is_counted_inside_its_whole() {
    let place = built();
    let told = place.run(&["search", "amount:1.."]).ends(0).stdout.clone();
    assert!(told.contains("DKK 4,000,000 decided, from 1 amount, 1 more inside them\n"), "{told}");
    let told = place.run(&["search", "rækværk"]).ends(0).stdout.clone();
    assert!(told.contains("DKK 250,000.50 decided, from 1 amount\n"), "{told}");
}

#[test]
fn nothing_found_is_no_fault() {
    let told = built().run(&["search", "kvantecomputer"]).ends(0).stdout.clone();
    assert!(told.contains("0 entries"), "{told}");
    let told = built().run(&["search", "\"åen"]).ends(0).stdout.clone();
    assert!(
        told.starts_with("note: a quotation mark has no other; the phrase was read to the end\n2 entries"),
        "{told}"
    );
}

#[test]
fn everything_is_told_as_json() {
    let place = built();
    let ran = place.run(&["search", "bro", "--json", "--page", "7"]);
    let json: Value = serde_json::from_str(&ran.ends(0).stdout).expect("JSON");
    assert_eq!((json["count"].as_u64(), json["page"].as_u64()), (Some(2), Some(1)));
    assert_eq!(json["results"][0]["id"], "grant/bro");
    assert_eq!(json["totals"]["lines"][0]["minor"], "400000000");
    let year = json["facets"].as_array().and_then(|all| all.iter().find(|facet| facet["name"] == "year"));
    assert_eq!(year.expect("years")["values"][0]["slug"], "2021");
    let ran = place.run(&["search", "--json", "--state", "?group=funder&funder=by"]);
    let json: Value = serde_json::from_str(&ran.ends(0).stdout).expect("JSON");
    assert_eq!(json["groups"]["groups"][0]["slug"], "by");
    assert_eq!(json["groups"]["groups"][0]["count"], 3);
}

#[test]
fn what_steers_a_terminal_is_not_printed() {
    let told = built().run(&["search", "lergods"]).ends(0).stdout.clone();
    assert!(told.contains("Lergods") && !told.contains('\u{1b}'), "{told:?}");
}

#[test]
fn the_index_is_found_in_the_folder_of_the_site_and_in_the_built_one() {
    let place = built();
    for dir in [".", "public"] {
        assert!(place.run(&["search", "åen", dir]).ends(0).stdout.starts_with("2 entries"), "{dir}");
    }
    assert!(place.run(&["search", "--state", "q=bro", "public"]).ends(0).stdout.starts_with("2 entries"));
}

#[test]
fn wrong_use_is_told_with_what_to_do() {
    let place = Site::new().on_disk();
    place.run(&["search", "bro"]).ends(2).complains("there is no search index in `.`").complains("glasklar build");
    place.run(&["search"]).ends(2).complains("nothing is asked");
    let place = built();
    place.run(&["search", "bro", "--language", "nn"]).ends(2).complains("it is in da, en");
    place.run(&["search", "bro", "public", "--state", "q=x"]).ends(2).complains("leave one of both out");
}

#[test]
fn a_damaged_index_is_a_fault_with_a_remedy() {
    let place = built();
    let whole = place.read("public/search/terms/0.bin");
    place.write("public/search/terms/0.bin", &whole[..whole.len() / 2]);
    let ran = place.run(&["search", "bro"]);
    ran.ends(3).complains("`terms/0.bin` is damaged: it cannot be unpacked").complains("help: build the site again");
    std::fs::remove_file(place.path("public/search/terms/0.bin")).expect("a file");
    place.run(&["search", "bro"]).ends(3).complains("the index has no file `terms/0.bin`");
}
