//! What stands around every page: the links of its head, its navigation, its languages, and those at its foot.

use super::words::{href, lang_of, link, whole};
use crate::address::{Address, Fixed};
use crate::render::html::Html;
use crate::render::navigation;
use crate::render::page::{Alternate, PageKind, PageObject};

/// What every page loads: the relation, the name, and the attribute that tells the type.
const ASSETS: [(&str, &str, &str); 2] =
    [("stylesheet", "style.css", ""), ("icon", "icon.svg", " type=\"image/svg+xml\"")];

/// The pages at the foot of every page, each with the message that is its name.
const FOOT: [(Fixed, &str); 4] = [
    (Fixed::About, "about.title"),
    (Fixed::Accessibility, "accessibility.title"),
    (Fixed::Privacy, "privacy.title"),
    (Fixed::Data, "data.title"),
];

/// What the head of every page links to: the style sheet and the icon, the same page in other languages, the feed of what is
/// new, and the address at which the page stands.
pub fn head_links(html: &mut Html, page: &PageObject) {
    for (relation, name, kind) in ASSETS {
        if let Some(address) = page.asset(name) {
            html.markup("<link rel=\"").markup(relation).markup("\" href=\"").text(&address).markup("\"");
            html.markup(kind).markup(">\n");
        }
    }
    alternate_links(html, page);
    let site = page.site.config.title.get(page.language);
    html.markup("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
    html.text(&page.filled("feed.title", "site", site)).markup("\"");
    href(html, page, &page.site.addresses().feed(page.language));
    html.markup(">\n");
    if let Some(canonical) = page.canonical() {
        html.markup("<link rel=\"canonical\" href=\"").text(&canonical).markup("\">");
    }
}

/// The same page in every language in which there is one, for search engines: by whole addresses, which alone they take,
/// where the site knows its own. Readers of another language are sent to the first of the site.
fn alternate_links(html: &mut Html, page: &PageObject) {
    let versions = page.alternates();
    let exact: Vec<&Alternate> = versions.iter().filter(|version| version.exact).collect();
    for version in &exact {
        alternate(html, page, version.language.code(), &version.address);
    }
    let first = page.site.config.languages[0];
    let others = exact.iter().find(|version| version.language == first && exact.len() > 1);
    if let Some(version) = others.filter(|_| page.site.config.base_url.is_some()) {
        alternate(html, page, "x-default", &version.address);
    }
}

fn alternate(html: &mut Html, page: &PageObject, code: &str, address: &Address) {
    html.markup("<link rel=\"alternate\" hreflang=\"").text(code).markup("\"");
    match page.absolute(address) {
        Some(whole) => {
            html.markup(" href=\"").text(&whole).markup("\"");
        }
        None => href(html, page, address),
    }
    html.markup(">\n");
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

/// The form that leads to the search page; with an id, scripts find it.
pub fn search_form(html: &mut Html, page: &PageObject, id: Option<&str>) {
    html.markup("<form");
    if let Some(id) = id {
        html.markup(" id=\"").text(id).markup("\"");
    }
    html.markup(" role=\"search\" action=\"");
    html.text(&page.link(&page.site.addresses().fixed(Fixed::Search, page.language))).markup("\" method=\"get\">\n");
    html.markup("<label><span>").text(page.words("search.label")).markup("</span> ");
    html.markup("<input name=\"q\" type=\"search\" autocomplete=\"off\" enterkeyhint=\"search\"></label>\n");
    html.markup("<button>").text(page.words("search.button")).markup("</button>\n</form>");
}

/// Who publishes the site, when and from what it was made, under which licence, and where else it leads: the rows of a
/// definition list.
pub fn colophon(html: &mut Html, page: &PageObject) {
    let (site, tongue) = (&page.site, page.tongue());
    let publisher = site.config.publisher.as_ref().and_then(|id| site.find("organisation", &id.value));
    if let Some(publisher) = publisher {
        row(html, page, "colophon.publisher", "", |html| link(html, page, publisher));
    }
    row(html, page, "colophon.built", "\n", |html| {
        html.markup("<time datetime=\"").text(&site.today.to_iso()).markup("\">");
        html.text(&tongue.formats.date(site.today)).markup("</time>, ");
        html.text(&page.counted("colophon.from", site.count()));
        html.markup(" Glasklar&nbsp;").text(env!("CARGO_PKG_VERSION"));
    });
    if let Some(licence) = &site.config.licence {
        row(html, page, "colophon.licence", "", |html| whole(html, licence));
    }
    if site.config.contact.is_some() {
        row(html, page, "colophon.errors", "", |html| report_link(html, page));
    }
    row(html, page, "colophon.more", "\n", |html| {
        html.markup("<ul class=\"more\">\n");
        footer_links(html, page);
        html.markup("</ul>");
    });
}

fn row(html: &mut Html, page: &PageObject, name: &str, between: &str, told: impl FnOnce(&mut Html)) {
    html.markup("<div><dt>").text(page.words(name)).markup("</dt>").markup(between).markup("<dd>");
    told(html);
    html.markup("</dd></div>\n");
}

/// A letter to the editors that says which page it is about; nothing where the site names no contact.
pub fn report_link(html: &mut Html, page: &PageObject) {
    let Some(contact) = &page.site.config.contact else { return };
    html.markup("<a href=\"mailto:").text(contact).markup("?subject=").text(page.words("report.subject"));
    html.markup(":%20").text(page.canonical().as_deref().unwrap_or(page.address()));
    html.markup("\">").text(page.words("report.link")).markup("</a>");
}

/// The pages about the portal, the site's own pages and the feed, as list items.
fn footer_links(html: &mut Html, page: &PageObject) {
    let addresses = page.site.addresses();
    let glossary = (!page.site.glossary.is_empty()).then_some((Fixed::Glossary, "glossary.title"));
    let changes = page.site.has_past().then_some((Fixed::Changes, "changes.title"));
    for (fixed, key) in FOOT.into_iter().chain(glossary).chain(changes) {
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
