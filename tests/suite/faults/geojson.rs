//! Row 20: maps that are wrong, or far larger than a page.

use crate::driver::{Site, markdown};

const SETTINGS: &str =
    "title = \"Prøve\"\nlanguages = [\"da\"]\n[map]\nfile = \"content/places/kommuner.geojson\"\nkey = \"navn\"\n";
/// What a page may hold.
const PAGE: usize = 150_000;

fn site(outlines: &[(&str, Vec<[f64; 2]>)]) -> Site {
    let features: Vec<String> = outlines
        .iter()
        .map(|(name, ring)| {
            let ring: Vec<String> = ring.iter().map(|[east, north]| format!("[{east},{north}]")).collect();
            let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", ring.join(","));
            format!("{{\"type\":\"Feature\",\"properties\":{{\"navn\":\"{name}\"}},\"geometry\":{geometry}}}")
        })
        .collect();
    let map = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","));
    let mut site = Site::new().organisation("by").file("glasklar.toml", SETTINGS);
    for (at, (name, _)) in outlines.iter().enumerate() {
        let id = name.to_lowercase();
        let money = format!("{{ amount: {}, currency: DKK, basis: decided, year: 2020 }}", at + 1);
        let grant = format!("title: {id}\nfunder: by\nrecipient: by\nplace: {id}\namount: {money}\n");
        site = site
            .file(&format!("content/places/{id}.md"), markdown(&format!("name: {name}\n")))
            .file(&format!("content/grants/{id}.md"), markdown(&grant));
    }
    site.file("content/places/kommuner.geojson", map)
}

/// A ring of that many points around a middle, not the same distance from it twice.
fn jagged(points: usize, [east, north]: [f64; 2]) -> Vec<[f64; 2]> {
    let point = |at: usize| {
        let turn = at as f64 / points as f64 * std::f64::consts::TAU;
        let radius = 0.4 + 0.02 * ((at * 7919) % 101) as f64 / 101.0;
        [east + radius * turn.cos(), north + radius * turn.sin() / 2.0]
    };
    (0..points).chain([0]).map(point).collect()
}

#[test]
fn row_20_a_million_points_become_a_page() {
    let outlines = [("Vest", jagged(500_000, [9.0, 56.0])), ("Aust", jagged(500_000, [10.0, 56.0]))];
    let built = site(&outlines).build();
    let page = built.text("tilskud/index.html");
    assert_eq!(page.matches("<path class=\"told\"").count(), 2);
    assert!(page.len() < PAGE, "{}", page.len());
}

#[test]
fn row_20_an_outline_that_crosses_itself_is_drawn() {
    let bow = vec![[9.0, 56.0], [9.4, 56.4], [9.4, 56.0], [9.0, 56.4], [9.0, 56.0]];
    let built = site(&[("Vest", bow), ("Aust", jagged(20, [10.0, 56.0]))]).build();
    built.shows("tilskud/index.html", "<path class=\"told\"");
}

#[test]
fn row_20_more_outlines_than_a_page_can_hold_are_refused() {
    let outlines: Vec<(String, Vec<[f64; 2]>)> = (0..1_001)
        .map(|at| (format!("K{at}"), jagged(5, [5.0 + (at % 100) as f64 / 5.0, 55.0 + (at / 100) as f64])))
        .collect();
    let outlines: Vec<(&str, Vec<[f64; 2]>)> = outlines.iter().map(|(name, ring)| (&**name, ring.clone())).collect();
    site(&outlines).check().says("this map has 1001 outlines, more than a page can hold");
}
