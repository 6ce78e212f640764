//! Every page of the sample portal and of the golden sites: links lead somewhere, nothing is fetched from elsewhere, no
//! script or style stands in a page.

mod html;
mod passages;
mod rules;
mod scripts;

use std::sync::LazyLock;

use crate::driver::{Built, Site, repository};

/// The sites that are walked, each with its name, built in memory.
static SITES: LazyLock<Vec<(&str, Built)>> = LazyLock::new(|| {
    let golden = repository().join("tests/sites/golden/avenue/site");
    let unaddressed = Site::at(&golden).build();
    let settings = std::fs::read_to_string(golden.join("glasklar.toml")).expect("settings");
    let in_a_folder = format!("base_url = \"https://by.example/portal/\"\n{settings}");
    vec![
        ("the sample portal", Site::at(repository()).build()),
        ("the golden site", unaddressed),
        ("the golden site in a folder", Site::at(&golden).file("glasklar.toml", in_a_folder).build()),
        ("an empty site", Site::new().build()),
    ]
});

/// Applies a rule to every page and fails with everything that breaks it.
fn each_page(rule: &str, look: impl Fn(&Page<'_>) -> Vec<String>) {
    let mut broken = Vec::new();
    for (name, built) in SITES.iter() {
        for address in built.ending(".html") {
            let page = Page { built, address, tags: html::tags(built.text(address)) };
            broken.extend(look(&page).into_iter().map(|fault| format!("{name}, {address}: {fault}")));
        }
    }
    let shown = broken.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(broken.is_empty(), "{rule}:\n{shown}\n{} in all", broken.len());
}

/// One page of a site.
struct Page<'a> {
    built: &'a Built,
    address: &'a str,
    tags: Vec<html::Tag>,
}
