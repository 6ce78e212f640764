//! What holds for every page.

use std::collections::BTreeSet;

use super::html::{Tag, tags};
use super::{Page, SITES, each_page};
use crate::driver::Built;

/// Elements with an attribute that makes the browser fetch something at once.
const FETCHED: &[(&str, &str)] =
    &[("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("object", "data")];

/// Relations of `link` that only tell, and fetch nothing.
const TELLING: &[&str] = &["canonical", "alternate"];

fn is_foreign(address: &str) -> bool {
    address.starts_with("//") || address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

/// What the browser fetches for a page.
fn fetched(tag: &Tag) -> Vec<&str> {
    let mut found: Vec<&str> =
        FETCHED.iter().filter(|(name, _)| tag.name == *name).filter_map(|(_, attribute)| tag.get(attribute)).collect();
    if tag.name == "link" && !tag.get("rel").is_some_and(|rel| TELLING.contains(&rel)) {
        found.extend(tag.get("href"));
    }
    found
}

/// Where a page leads: everything in `href`, `src` and `action`.
fn links(tag: &Tag) -> impl Iterator<Item = &str> {
    ["href", "src", "action"].into_iter().filter_map(|attribute| tag.get(attribute))
}

/// The address that a relative link of a page means, and its anchor. The page for missing addresses is shown at any
/// depth, so its links begin at the root of the published site.
pub fn target(page: &Page<'_>, link: &str) -> Result<(String, Option<String>), String> {
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Ok((page.address.to_owned(), anchor));
    }
    if let Some(rooted) = path.strip_prefix('/') {
        if page.address != "404.html" {
            return Err(format!("`{link}` is not relative"));
        }
        let inside = rooted.strip_prefix("portal/").unwrap_or(rooted);
        return Ok((inside.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.address.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." if parts.pop().is_none() => return Err(format!("`{link}` leads out of the site")),
            ".." => {}
            part => parts.push(part),
        }
    }
    Ok((parts.join("/"), anchor))
}

fn ids(html: &str) -> BTreeSet<String> {
    tags(html).iter().filter_map(|tag| tag.get("id")).map(str::to_owned).collect()
}

fn broken(page: &Page<'_>, link: &str) -> Option<String> {
    let (address, anchor) = match target(page, link) {
        Ok(found) => found,
        Err(fault) => return Some(fault),
    };
    if !page.built.files.contains_key(&address) {
        return Some(format!("`{link}` leads to `{address}`, which is not made"));
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
    (!ids(page.built.text(&address)).contains(&anchor)).then(|| format!("`{link}`: `{address}` has no `#{anchor}`"))
}

/// The rules below would hold of every page if the scanner saw nothing.
#[test]
fn the_scanner_sees_what_is_wrong() {
    let html = "<a href=\"c.html#x\">dead anchor</a><a href=\"d.html\">dead link</a><a href=\"/c.html\">rooted</a>\
                <a href=\"../../c.html\">outside</a><a href=\"../a/c.html#y\">good</a><img src=\"//far.example/i.png\">";
    let files = [("a/b.html", html), ("a/c.html", "<p id=\"y\">")];
    let files = files.map(|(address, text)| (address.to_owned(), text.as_bytes().to_owned()));
    let built = Built { files: files.into_iter().collect() };
    let page = Page { built: &built, address: "a/b.html", tags: tags(html) };
    let inside = page.tags.iter().flat_map(links).filter(|link| !is_foreign(link));
    let faults: Vec<String> = inside.filter_map(|link| broken(&page, link)).collect();
    let expected = [
        "`c.html#x`: `a/c.html` has no `#x`",
        "`d.html` leads to `a/d.html`, which is not made",
        "`/c.html` is not relative",
        "`../../c.html` leads out of the site",
    ];
    assert_eq!(faults, expected);
    assert_eq!(page.tags.iter().flat_map(fetched).filter(|address| is_foreign(address)).count(), 1);
}

#[test]
fn every_link_leads_to_a_file_and_an_anchor() {
    each_page("every relative link leads somewhere", |page| {
        let inside = page.tags.iter().flat_map(links).filter(|link| !is_foreign(link));
        inside.filter_map(|link| broken(page, link)).collect()
    });
}

#[test]
fn links_name_the_file() {
    // So that the folder works on any server and from a disk.
    each_page("every link names a file", |page| {
        let inside = page.tags.iter().flat_map(links).filter(|link| !is_foreign(link) && !link.is_empty());
        let folder = |link: &&str| link.split(['#', '?']).next().is_some_and(|path| path.ends_with('/'));
        inside.filter(folder).map(|link| format!("`{link}` names a folder")).collect()
    });
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    each_page("no request goes to another host", |page| {
        let foreign = page.tags.iter().flat_map(fetched).filter(|address| is_foreign(address));
        foreign.map(|address| format!("fetches `{address}`")).collect()
    });
}

#[test]
fn links_lead_only_to_the_web_to_mail_and_to_telephones() {
    let schemes = ["https:", "http:", "mailto:", "tel:"];
    each_page("links have harmless schemes", |page| {
        let foreign = page.tags.iter().flat_map(links).filter(|link| is_foreign(link));
        foreign.filter(|link| !schemes.iter().any(|scheme| link.starts_with(scheme))).map(str::to_owned).collect()
    });
}

#[test]
fn no_script_or_style_stands_in_a_page() {
    each_page("no inline script, no style", |page| {
        let fault = |tag: &Tag| {
            let inline =
                tag.name == "script" && tag.get("src").is_none() && tag.get("type") != Some("application/json");
            let handler = tag.attributes.iter().any(|(name, _)| name.starts_with("on") || name == "style");
            (inline || handler || tag.name == "style").then(|| format!("{tag:?}"))
        };
        page.tags.iter().filter_map(fault).collect()
    });
}

#[test]
fn a_links_target_is_always_written() {
    each_page("every `a` has an address", |page| {
        page.tags
            .iter()
            .filter(|tag| tag.name == "a" && tag.get("href").is_none())
            .map(|tag| format!("{tag:?}"))
            .collect()
    });
}

#[test]
fn every_id_stands_once() {
    each_page("an id stands once on a page", |page| {
        let mut seen = BTreeSet::new();
        page.tags.iter().filter_map(|tag| tag.get("id")).filter(|id| !seen.insert(*id)).map(str::to_owned).collect()
    });
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    each_page("one h1, then one level at a time", |page| {
        let level = |tag: &Tag| tag.name.strip_prefix('h')?.parse::<u8>().ok();
        let levels: Vec<u8> = page.tags.iter().filter_map(level).collect();
        let jumps = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        let right = levels.first() == Some(&1) && levels.iter().filter(|level| **level == 1).count() == 1 && !jumps;
        if right { Vec::new() } else { vec![format!("{levels:?}")] }
    });
}

#[test]
fn a_heading_and_a_section_hold_something() {
    each_page("no empty heading, no heading over nothing", |page| {
        let text = page.built.text(page.address);
        let mut found = Vec::new();
        for after in text.split("</h2>").skip(1).map(str::trim_start) {
            if after.starts_with("</section>") || after.starts_with("<h2") {
                found.push("a heading over nothing".to_owned());
            }
        }
        if text.contains("<h2></h2>") || text.contains("<h1></h1>") || text.contains("<h3></h3>") {
            found.push("an empty heading".to_owned());
        }
        found
    });
}

#[test]
fn every_page_has_language_title_and_description() {
    each_page("every page says its language, title and content", |page| {
        let of = |name: &str| page.tags.iter().find(|tag| tag.name == name);
        let described =
            page.tags.iter().any(|tag| tag.get("name") == Some("description") && tag.get("content") != Some(""));
        let title = of("title").map(|tag| tag.text.trim().to_owned()).unwrap_or_default();
        let mut faults = Vec::new();
        if of("html").and_then(|tag| tag.get("lang")).is_none_or(str::is_empty) {
            faults.push("no language".to_owned());
        }
        if title.is_empty() || title.starts_with(|first: char| first.is_ascii_lowercase()) && title.contains('.') {
            faults.push(format!("the title is `{title}`"));
        }
        if !described {
            faults.push("no description".to_owned());
        }
        faults
    });
}

#[test]
fn no_two_pages_of_a_language_have_one_title() {
    for (name, built) in SITES.iter() {
        let mut seen = BTreeSet::new();
        for address in built.ending(".html") {
            let tags = tags(built.text(address));
            let of = |name: &str| tags.iter().find(|tag| tag.name == name);
            let language = of("html").and_then(|tag| tag.get("lang")).unwrap_or_default().to_owned();
            let title = of("title").map(|tag| tag.text.clone()).unwrap_or_default();
            assert!(seen.insert((language, title.clone())), "{name}, {address}: `{title}` is the title of two pages");
        }
    }
}

#[test]
fn pictures_and_fields_have_names() {
    each_page("every picture is described, every field has a label", |page| {
        let fault = |tag: &Tag| {
            let bare = tag.name == "img" && tag.get("alt").is_none();
            let unnamed = tag.name == "input" && tag.get("name").is_none();
            (bare || unnamed).then(|| format!("{tag:?}"))
        };
        page.tags.iter().filter_map(fault).collect()
    });
}
