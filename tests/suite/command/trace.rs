//! `glasklar trace`: every file that holds a name.

use glasklar::address::Address;
use glasklar::search::contents;

use crate::driver::{Site, Workplace};

const NAME: &str = "Åse Berg";

fn site() -> Workplace {
    let grant =
        "---\ntitle: Rejse for Åse Berg\nfunder: by\nrecipient: by\nsource: [{ url: https://kilde.example/ }]\n---\n";
    let other =
        "---\ntitle: Bro\nfunder: by\nrecipient: by\nsource: [{ url: https://kilde.example/ }]\n---\nBerg, Åse.\n";
    let site = Site::new().organisation("by").file("content/grants/rejse.md", grant);
    site.file("content/grants/bro.md", other).on_disk()
}

#[test]
fn every_file_that_holds_a_name_is_listed() {
    let place = site();
    let ran = place.run(&["trace", "åse berg", "--today", "2024-03-01"]);
    let lines: Vec<&str> = ran.ends(0).stdout.lines().collect();
    assert!(lines.contains(&"written   content/grants/rejse.md:2"), "{}", ran.stdout);
    assert!(lines.contains(&"written   content/grants/bro.md:7"), "{}", ran.stdout);
    // The same as a search through what is really written.
    let built = place.run(&["build"]);
    let holds = |path: &str, bytes: &[u8]| {
        let inflated = contents(&Address::new(path), bytes);
        let text = String::from_utf8_lossy(inflated.as_deref().unwrap_or(bytes)).to_lowercase();
        ["åse berg", "berg, åse"].iter().any(|form| text.contains(form))
    };
    let named =
        |line: &str| line.strip_prefix("published ").and_then(|rest| rest.split(" (").next()).map(str::to_owned);
    let listed: Vec<String> = lines.iter().filter_map(|line| named(line)).collect();
    let indexes = |path: &String| path.starts_with("search/elasticlunr.") || path == "search/terms/";
    let (found, rest): (Vec<String>, Vec<String>) = listed.into_iter().partition(|path| indexes(path));
    assert_eq!(found, ["search/elasticlunr.da.json", "search/terms/"]);
    let expected: Vec<&String> =
        built.ends(0).output.iter().filter(|(path, bytes)| holds(path, bytes)).map(|(path, _)| path).collect();
    let must = ["tilskud/rejse.html", "tilskud/bro.json", "search/records/0.bin"];
    assert!(must.iter().all(|path| expected.iter().any(|found| found == path)), "{expected:?}");
    assert_eq!(rest.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_name_that_stands_nowhere_is_said_to_stand_nowhere() {
    let ran = site().run(&["trace", "Ole Vang", "--today", "2024-03-01"]);
    assert_eq!(ran.ends(0).stdout, "");
    assert!(ran.stderr.contains("0 published files, 0 places in the site's own files"), "{}", ran.stderr);
    let ran = site().run(&["trace", "Å"]);
    assert!(ran.ends(2).stderr.contains("too short"), "{}", ran.stderr);
}

#[test]
fn of_a_site_with_errors_the_places_in_its_own_files_are_still_told() {
    let place = site();
    place.write("content/grants/fejl.md", format!("---\ntitle: {NAME}\nfunder: nobody\n---\n"));
    let ran = place.run(&["trace", NAME, "--today", "2024-03-01"]);
    assert!(ran.ends(1).stdout.contains("written   content/grants/fejl.md:2"), "{}", ran.stdout);
}
