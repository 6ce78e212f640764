//! Markdown of entries as it stands on a page, with a list of contents above a long body of the page's own.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::html::Html;
use super::page::{PageKind, PageObject};
use super::spot::Seen;
use crate::address::{Address, PAGE_KIND};
use crate::markdown::{self, Heading, Rendered, Setting, Shown, Word};

/// How many headings make a list of contents worth its room.
const CONTENTS: usize = 3;

/// Markdown of an entry as HTML, its links to entries made links of this page.
pub fn html(seen: &Seen<'_>) -> String {
    let page = seen.page;
    let text = seen.value.text(page.language).unwrap_or_default();
    let is_body = seen.field.common && &*seen.field.name == "body";
    let is_own = is_body && is_what_the_page_is_about(seen);
    let ids = ids(seen, text, is_body, is_own);
    let Rendered { html, headings } = markdown::render(
        text,
        &Setting {
            // The body stands directly below the page's heading, any other field below a heading of its own.
            top: if seen.field.common { 2 } else { 3 },
            language: seen.language(),
            ids: &ids,
            is_linkable: is_body,
            word: &|word, of| self::word(page, word, of),
            resolve: &|to| resolve(page, to),
            picture: &|to| picture(seen, to),
            directive: &|directive, at| super::directive::html(page, directive, &format!("{ids}{at}_")),
            is_external: &|to| is_external(page, to),
        },
    );
    if is_own && headings.len() >= CONTENTS { contents(seen, &headings) + &html } else { html }
}

/// What the ids of a text begin with. Those of the page's own body are short, as links to them are passed on; of the others
/// several may stand on one page. No id of the page, nor of an entry on it, holds a `_` anywhere but at its end.
fn ids(seen: &Seen<'_>, text: &str, is_body: bool, is_own: bool) -> String {
    let entry = seen.page.site.entry(seen.holder);
    if is_own {
        return "_".to_owned();
    }
    if is_body {
        return format!("_{}_", entry.id);
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("_{}_{}_{:08x}_", entry.id, seen.field.name, hasher.finish() as u32)
}

fn is_what_the_page_is_about(seen: &Seen<'_>) -> bool {
    let site = &seen.page.site;
    match seen.page.kind {
        PageKind::Record(_) => seen.page.is_of(site.main(seen.holder)),
        _ => &*site.kind_of(seen.holder).id == PAGE_KIND,
    }
}

fn word(page: &PageObject, word: Word, of: &str) -> String {
    match word {
        Word::Footnotes => page.words("text.footnotes").to_owned(),
        Word::Back => page.filled("text.back", "note", of),
        Word::Table => page.filled("text.table", "n", of),
    }
}

fn resolve(page: &PageObject, to: &str) -> Option<String> {
    let (kind, id) = markdown::entry_link(to)?;
    let found: Option<Address> = page.site.find(kind, id).map(|ix| page.site.address(ix, page.language));
    Some(page.link(&found.or_else(|| page.site.tombstone(kind, id).cloned())?))
}

/// The picture of the site that an entry means by a path, with links to its sizes.
pub fn picture(seen: &Seen<'_>, to: &str) -> Option<Shown> {
    let (page, site) = (seen.page, &seen.page.site);
    let found = site.attachments.picture(site.entry(seen.holder).place.file(), to)?;
    let link = |width: u32| page.link(&found.address(width));
    let (usual, widths) = (found.usual(), found.widths());
    let srcset = match widths.len() {
        1 => String::new(),
        _ => widths.iter().map(|width| format!("{} {width}w", link(*width))).collect::<Vec<_>>().join(", "),
    };
    Some(Shown { src: link(usual), srcset, width: usual, height: found.height_at(usual) })
}

/// Whether a link leads to another host than the one at which the site stands.
fn is_external(page: &PageObject, to: &str) -> bool {
    let own = page.site.config.base_url.as_deref().and_then(host);
    host(to).is_some_and(|host| own.is_none_or(|own| !own.eq_ignore_ascii_case(host)))
}

fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let is_web = ["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    is_web.then(|| rest.split(['/', '?', '#']).next().unwrap_or(rest))
}

/// The headings of the two highest levels as links, those of the second within the first.
fn contents(seen: &Seen<'_>, headings: &[Heading]) -> String {
    let (page, mut html) = (seen.page, Html::default());
    html.markup("<nav class=\"contents\" aria-labelledby=\"_contents_\"><p id=\"_contents_\"");
    if seen.language() != page.language {
        html.markup(" lang=\"").text(page.language.code()).markup("\"");
    }
    html.markup(">").text(page.words("text.contents")).markup("</p>\n<ul>\n");
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    let shown = headings.iter().filter(|heading| heading.level <= highest + 1);
    let (mut is_open, mut is_deep) = (false, false);
    for heading in shown {
        let is_below = heading.level > highest && is_open;
        let between = match (is_open, is_deep, is_below) {
            (false, _, _) => "",
            (true, false, false) => "</li>\n",
            (true, true, false) => "</li>\n</ul></li>\n",
            (true, false, true) => "\n<ul>\n",
            (true, true, true) => "</li>\n",
        };
        html.markup(between).markup("<li><a href=\"#").text(&heading.id).markup("\">");
        html.text(&heading.words).markup("</a>");
        (is_open, is_deep) = (true, is_below);
    }
    html.markup(if is_deep { "</li>\n</ul></li>\n</ul>\n</nav>\n" } else { "</li>\n</ul>\n</nav>\n" });
    html.into_string()
}
