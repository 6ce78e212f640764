//! A quotation leads to where its document says it.

use std::collections::HashMap;

use super::html::{Tag, tags};
use super::rules::target;
use super::{Page, SITES};
use crate::driver::Built;

/// The quotation marks of all languages: two pages may be in two languages.
const MARKS: &[char] = &['»', '«', '“', '”', '„', '"'];

/// The words of a quotation without the marks of the page.
fn verbatim(quotation: &Tag) -> &str {
    quotation.text.trim().trim_matches(MARKS)
}

/// Each quotation of a page that is a link: where it leads, and its words.
fn linked(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    let pairs = tags.windows(2).filter(|pair| pair[0].get("class") == Some("said"));
    pairs.filter_map(|pair| Some((pair[0].get("href")?, verbatim(&pair[1]))))
}

/// The quotations of a page that bear an id.
fn anchored(tags: &[Tag]) -> HashMap<&str, Vec<&str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for pair in tags.windows(2).filter(|pair| pair[1].name == "q") {
        if let Some(id) = pair[0].get("id") {
            found.entry(id).or_default().push(verbatim(&pair[1]));
        }
    }
    found
}

fn level(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The links of a site's quotations that lead to other words, or to none; with how many links there are.
fn astray(built: &Built) -> (Vec<String>, usize) {
    let pages: HashMap<&str, Vec<Tag>> = built.ending(".html").map(|page| (page, tags(built.text(page)))).collect();
    let targets: HashMap<&str, HashMap<&str, Vec<&str>>> =
        pages.iter().map(|(page, tags)| (*page, anchored(tags))).collect();
    let (mut astray, mut links) = (Vec::new(), 0);
    for (address, tags) in &pages {
        let page = Page { built, address, tags: Vec::new() };
        for (link, words) in linked(tags) {
            links += 1;
            let there = target(&page, link).ok().and_then(|(file, anchor)| {
                targets.get(file.as_str())?.get(anchor?.as_str()).map(|said| said.iter().map(|it| level(it)).collect())
            });
            if there != Some(vec![level(words)]) {
                astray.push(format!("{address}: {words:?} leads by {link} to {there:?}"));
            }
        }
    }
    (astray, links)
}

#[test]
fn every_quotation_that_is_a_link_leads_to_the_same_words_which_bear_the_anchor_once() {
    let mut all = 0;
    for (name, built) in SITES.iter() {
        let (astray, links) = astray(built);
        assert!(astray.is_empty(), "{name}:\n{}", astray.join("\n"));
        all += links;
    }
    assert!(all > 200, "there are only {all} such links");
}
