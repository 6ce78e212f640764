//! What stands around every page: the links of its head, its navigation, its languages, and those at its foot.

use super::words::{href, lang_of, link};
use crate::address::Fixed;
use crate::render::html::Html;
use crate::render::navigation;
use crate::render::page::{PageKind, PageObject};

/// The pages at the foot of every page, each with the message that is its name.
const FOOT: [(Fixed, &str); 4] = [
    (Fixed::About, "about.title"),
    (Fixed::Accessibility, "accessibility.title"),
    (Fixed::Privacy, "privacy.title"),
    (Fixed::Data, "data.title"),
];

/// The same page in every language in which there is one, for search engines.
pub fn alternate_links(html: &mut Html, page: &PageObject) {
    for version in page.alternates().iter().filter(|version| version.exact) {
        html.markup("<link rel=\"alternate\" hreflang=\"").text(version.language.code()).markup("\"");
        href(html, page, &version.address);
        html.markup(">\n");
    }
}

/// The navigation as list items.
pub fn navigation_items(html: &mut Html, page: &PageObject) {
    let current = match page.kind {
        PageKind::List(..) => " aria-current=\"page\"",
        _ => " aria-current=\"true\"",
    };
    for item in navigation::navigation(page) {
        html.markup("<li><a href=\"").text(&item.href).markup("\"");
        lang_of(html, page, item.language.code());
        html.markup(if item.is_current { current } else { "" }).markup(">").text(&item.text).markup("</a></li>\n");
    }
}

/// The languages of the site as list items; one that does not have the page says that it leads to a list.
pub fn language_items(html: &mut Html, page: &PageObject) {
    for version in page.alternates() {
        let code = version.language.code();
        html.markup("<li><a");
        href(html, page, &version.address);
        html.markup(" lang=\"").text(code).markup("\" hreflang=\"").text(code).markup("\"");
        html.markup(if version.language == page.language { " aria-current=\"true\"" } else { "" });
        html.markup(">").text(&page.site.interface.of(version.language).name).markup("</a>");
        if !version.exact {
            html.markup(" <small>").text(page.words("languages.list")).markup("</small>");
        }
        html.markup("</li>\n");
    }
}

/// The pages about the portal, the site's own pages and the feed, as list items.
pub fn footer_links(html: &mut Html, page: &PageObject) {
    let addresses = page.site.addresses();
    let changes = page.site.has_past().then_some((Fixed::Changes, "changes.title"));
    for (fixed, key) in FOOT.into_iter().chain(changes) {
        html.markup("<li><a");
        href(html, page, &addresses.fixed(fixed, page.language));
        html.markup(">").text(page.words(key)).markup("</a></li>\n");
    }
    for own in navigation::own_pages(page) {
        html.markup("<li>");
        link(html, page, own);
        html.markup("</li>\n");
    }
    html.markup("<li><a");
    href(html, page, &addresses.feed(page.language));
    html.markup(" type=\"application/atom+xml\">").text(page.words("feed.link")).markup("</a></li>\n");
}
