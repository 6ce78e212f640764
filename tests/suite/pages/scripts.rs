//! Files beside the pages: browser modules, the style sheet, feeds, exports and search files name only what is there.

use super::SITES;
use crate::driver::Built;

fn each(look: impl Fn(&str, &Built)) {
    SITES.iter().for_each(|(name, built)| look(name, built));
}

/// The address that `link` means beside `from`.
fn beside(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn browser_modules_import_modules_that_are_there() {
    each(|name, built| {
        for address in built.ending(".js") {
            for line in
                built.text(address).lines().filter(|line| line.starts_with("import") || line.starts_with("} from"))
            {
                let Some(from) = line.split("from ").nth(1).and_then(|rest| rest.split(['"', '\'']).nth(1)) else {
                    continue;
                };
                assert!(from.starts_with('.'), "{name}, {address}: imports `{from}`, which is not a relative path");
                let target = beside(address, from);
                assert!(built.files.contains_key(&target), "{name}, {address}: `{from}` is not there");
            }
        }
    });
}

#[test]
fn style_sheets_fetch_nothing_from_elsewhere() {
    each(|name, built| {
        for address in built.ending(".css") {
            let text = built.text(address);
            for foreign in ["http://", "https://", "url(//", "@import"] {
                assert!(!text.contains(foreign), "{name}, {address}: `{foreign}`");
            }
        }
    });
}

#[test]
fn the_sitemap_lists_pages_that_are_there() {
    let (_, built) = SITES.iter().find(|(name, _)| *name == "the golden site in a folder").expect("the site");
    let base = "<loc>https://by.example/portal/";
    let listed: Vec<&str> =
        built.text("sitemap.xml").split(base).skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    assert!(listed.iter().all(|page| built.files.contains_key(*page)), "{listed:?}");
    let pages: Vec<&str> =
        built.ending(".html").filter(|page| !["404.html", "was/index.html"].contains(page)).collect();
    assert_eq!(listed, pages, "every page but the one for missing addresses and the one that only leads on");
}

#[test]
fn feeds_are_whole_and_lead_to_pages() {
    each(|name, built| {
        for address in built.ending("feed.xml") {
            let text = built.text(address);
            assert!(text.ends_with("</feed>\n"), "{name}, {address}");
            assert_eq!(text.matches("<entry>").count(), text.matches("</entry>").count());
            for href in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let target = match href.split_once("://") {
                    Some((_, rest)) => {
                        rest.split_once("/portal/").or(rest.split_once('/')).map_or("", |(_, path)| path).to_owned()
                    }
                    None => beside(address, href),
                };
                let file = target.split('#').next().unwrap_or_default();
                assert!(built.files.contains_key(file), "{name}, {address}: `{href}`");
            }
        }
    });
}

#[test]
fn every_record_names_a_page_and_an_anchor_that_are_there() {
    each(|name, built| {
        let records = built.ending(".json").filter(|address| address.starts_with("search/records"));
        for file in records {
            let json = built.json(file);
            for (reference, record) in json["records"].as_object().expect("records by reference") {
                let address = record["a"].as_str().expect("an address");
                let (page, anchor) =
                    address.split_once('#').map_or((address, None), |(page, anchor)| (page, Some(anchor)));
                let anchored = anchor.is_none_or(|anchor| built.text(page).contains(&format!("id=\"{anchor}\"")));
                assert!(anchored, "{name}, {file}: `{reference}` has no such anchor");
                assert!(json["kinds"].get(record["k"].as_str().expect("a kind")).is_some(), "{reference}");
            }
        }
    });
}

#[test]
fn every_json_of_an_entry_names_its_page() {
    each(|name, built| {
        let entries = built.ending(".json").filter(|address| !address.starts_with("search/"));
        for file in entries {
            let entry = built.json(file);
            let address = entry["address"].as_str().unwrap_or_else(|| panic!("{name}, {file}: no address"));
            let page = address.split('#').next().unwrap_or_default();
            assert!(built.files.contains_key(page), "{name}, {file}: `{address}` is not there");
        }
    });
}

/// The manifest, the indexes for lunr-compatible readers and the records speak of the same references.
#[test]
fn index_and_records_hold_the_same_references() {
    each(|name, built| {
        let manifest = built.json("search/elasticlunr.json");
        let pieces = manifest["pieces"].as_array().expect("a list of pieces");
        for piece in pieces {
            let index = built.json(piece["index"].as_str().expect("an index"));
            let records = built.json(piece["records"].as_str().expect("records"));
            let mut indexed: Vec<&String> =
                index["documentStore"]["docs"].as_object().expect("documents").keys().collect();
            let mut listed: Vec<&String> = records["records"].as_object().expect("records").keys().collect();
            indexed.sort();
            listed.sort();
            assert_eq!(indexed, listed, "{name}, {piece}");
            assert_eq!(piece["entries"], indexed.len(), "{name}, {piece}");
        }
        let files = built.ending(".json").filter(|address| address.starts_with("search/")).count();
        assert_eq!(files, 1 + 2 * pieces.len(), "{name}: every file of the search is in the manifest");
    });
}

#[test]
fn tables_have_as_many_rows_as_there_are_entries() {
    each(|name, built| {
        for table in built.ending(".csv").filter(|address| address.starts_with("data/")) {
            let mut reader = csv::Reader::from_reader(built.text(table).as_bytes());
            let rows: Result<Vec<_>, _> = reader.records().collect();
            let rows = rows.unwrap_or_else(|error| panic!("{name}, {table}: {error}")).len();
            let lines = built.text(&table.replace(".csv", ".jsonl")).lines();
            let entries = lines.filter(|line| !line.contains("\"translation\":true")).count();
            assert_eq!(rows, entries, "{name}, {table}");
            assert!(built.text(table).contains("\r\n"), "{name}, {table}: RFC 4180 ends lines so");
        }
    });
}
