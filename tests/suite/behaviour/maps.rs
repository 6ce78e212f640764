//! The map of a site: outlines of a GeoJSON file that find their places, circles as large as their numbers.

use crate::driver::{Built, Site, markdown};

const SETTINGS: &str =
    "title = \"Prøve\"\nlanguages = [\"da\"]\n[map]\nfile = \"content/places/kommuner.geojson\"\nkey = \"kode\"\n";

/// A square of a tenth of a degree, that many tenths east of 9°.
fn square(tenths: usize) -> String {
    let (west, east) = (9.0 + tenths as f64 / 10.0, 9.1 + tenths as f64 / 10.0);
    format!("[[[{west}, 56], [{east}, 56], [{east}, 56.1], [{west}, 56.1], [{west}, 56]]]")
}

fn outline(key: &str, tenths: usize) -> String {
    let polygon = square(tenths);
    format!(
        "{{\"type\": \"Feature\", \"properties\": {{\"kode\": {key}}}, \"geometry\": {{\"type\": \"Polygon\", \"coordinates\": {polygon}}}}}"
    )
}

fn map(keys: &[&str]) -> String {
    let outlines: Vec<String> = keys.iter().enumerate().map(|(at, key)| outline(key, at)).collect();
    format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", outlines.join(",\n"))
}

/// Places told by code, by id, by another name and by name; money in three of them.
fn town(map: &str) -> Site {
    let places = "- { id: lyngby, name: Lyngby, codes: [{ code: \"0101\" }] }\n- { id: havnby, name: Havnby }\n\
        - { id: ny, name: Nysted, names: [Nykøb] }\n- { id: vest, name: Vestby }\n- { id: ingensteds, name: Ingensteds }\n";
    let mut site = Site::new().organisation("byen").file("glasklar.toml", SETTINGS);
    for (id, place, amount) in [("a", "lyngby", 400), ("b", "havnby", 100), ("c", "ny", 50), ("d", "ingensteds", 10)] {
        let money = format!("{{ amount: {amount}, currency: DKK, basis: decided, year: 2020 }}");
        let fields = format!("title: {id}\nfunder: byen\nrecipient: byen\nplace: {place}\namount: {money}\n");
        site = site.file(&format!("content/grants/{id}.md"), markdown(&fields));
    }
    site.file("content/places/alle.yaml", places).file("content/places/kommuner.geojson", map)
}

fn drawing(built: &Built) -> String {
    let page = built.text("tilskud/index.html");
    let from = page.find("<div class=\"map\">").expect("a map on the list of grants");
    page[from..].split("</svg>").next().unwrap_or_default().to_owned()
}

#[test]
fn outlines_find_their_places_by_code_id_and_name() {
    let built = town(&map(&["\"0101\"", "\"HAVNBY\"", "\"Nykøb\"", "\"Vestby\"", "\"ukendt\""])).build();
    let drawing = drawing(&built);
    assert_eq!(drawing.matches("<path").count(), 5);
    assert_eq!(drawing.matches("<path class=\"told\"").count(), 3);
    // Areas are as the amounts: 400, 100 and 50.
    for radius in ["r=\"56\"", "r=\"28\"", "r=\"20\""] {
        assert_eq!(drawing.matches(radius).count(), 1, "{radius} in {drawing}");
    }
    built
        .shows("tilskud/index.html", "Mest: Lyngby, 400\u{a0}kr.")
        .shows("tilskud/index.html", "1 sted er ikke på kortet.")
        .shows("tilskud/index.html", "<ol class=\"bars ranks\">");
}

#[test]
fn the_numbers_of_a_map_stand_in_a_file_with_those_that_are_not_on_it() {
    let built = town(&map(&["\"0101\"", "\"havnby\""])).build();
    let file = built.text("tilskud/index.grant-map.csv");
    let rows: Vec<&str> = file.lines().skip(1).collect();
    assert_eq!(rows[0], "Lyngby,lyngby,DKK,decided,400,1");
    assert_eq!(rows[3], "Ingensteds,ingensteds,DKK,decided,10,1");
}

#[test]
fn outlines_of_one_key_are_one_place() {
    let built = town(&map(&["\"0101\"", "\"0101\"", "\"havnby\""])).build();
    assert_eq!(drawing(&built).matches("<path").count(), 2);
}

#[test]
fn north_is_above_and_east_to_the_right() {
    let north = outline("\"havnby\"", 3).replace("56.1", "56.6").replace(" 56]", " 56.5]");
    let features = format!("{{\"type\": \"FeatureCollection\", \"features\": [{}, {north}]}}", outline("\"0101\"", 0));
    let drawing = drawing(&town(&features).build());
    let number = |name: &str, circle: &str| -> f64 {
        let from = circle.find(name).expect("the attribute") + name.len();
        circle[from..].split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let circles: Vec<(f64, f64)> =
        drawing.split("<circle").skip(1).map(|circle| (number("cx=\"", circle), number("cy=\"", circle))).collect();
    let [(lyngby_x, lyngby_y), (havnby_x, havnby_y)] = circles[..] else { panic!("two circles in {drawing}") };
    assert!(havnby_x > lyngby_x && havnby_y < lyngby_y, "{circles:?}");
}

#[test]
fn without_a_map_nothing_is_drawn_and_nothing_complained() {
    let site =
        town(&map(&["\"0101\"", "\"havnby\""])).file("glasklar.toml", "title = \"Prøve\"\nlanguages = [\"da\"]\n");
    let built = site.without("content/places/kommuner.geojson").build();
    assert!(!built.text("tilskud/index.html").contains("class=\"map\""));
}

#[test]
fn a_kind_of_its_own_is_drawn_on_the_map_by_files_alone() {
    let kind = "name = \"træ\"\nplural = \"træer\"\npath = \"traeer\"\ntitle = \"name\"\n[field.name]\ntype = \"text\"\n\
        label = \"Navn\"\n[field.where]\ntype = \"place\"\nlabel = \"Hvor\"\nback = \"Træer her\"\n[chart.map]\ntype = \"map\"\nby = \"where\"\n";
    let mut site = town(&map(&["\"0101\"", "\"havnby\""])).file("layouts/kinds/tree/kind.toml", kind);
    for (id, place) in [("eg", "lyngby"), ("bog", "lyngby"), ("ask", "havnby")] {
        site = site.file(&format!("content/tree/{id}.md"), markdown(&format!("name: {id}\nwhere: {place}\n")));
    }
    site.build().shows("traeer/index.html", "<div class=\"map\">").shows("traeer/index.html", "Flest: Lyngby, 2");
}
