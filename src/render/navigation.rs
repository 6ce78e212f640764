//! Where every page leads: the navigation at its head, and the pages that the site itself wrote.

use std::borrow::Cow;

use super::page::{PageKind, PageObject};
use crate::address::{Fixed, PAGE_KIND};
use crate::entry::EntryIx;
use crate::lang::Language;

/// The kinds in the navigation of a site that chooses none.
const USUAL: [&str; 3] = ["project", "partnership", "grant"];

/// One link of the navigation.
pub struct Item<'a> {
    pub href: String,
    pub text: Cow<'a, str>,
    /// The language of the text.
    pub language: Language,
    /// Whether the page lies behind the link.
    pub is_current: bool,
}

/// The navigation of a page, in the order of the settings.
pub fn navigation(page: &PageObject) -> impl Iterator<Item = Item<'_>> {
    let chosen = &page.site.config.navigation;
    let usual = USUAL.into_iter().filter(move |id| chosen.is_empty() && page.has_entries(id));
    chosen.iter().map(|id| &*id.value).chain(usual).filter_map(move |id| item(page, id))
}

/// A kind's list, or else a page of the site; nothing where there is neither.
fn item<'a>(page: &'a PageObject, id: &str) -> Option<Item<'a>> {
    let (site, language) = (&page.site, page.language);
    if let Some(ix) = site.kinds.by_id(id) {
        let kind = site.kinds.get(ix);
        let is_current = match &page.kind {
            PageKind::List(shown, _) => site.listings.get(*shown).kind == ix,
            PageKind::Record(shown) => site.entry(*shown).kind == ix,
            _ => false,
        };
        let href = page.link(&site.addresses().list(kind, language));
        return Some(Item { href, text: kind.heading(language).into(), language, is_current });
    }
    let ix = site.find(PAGE_KIND, id)?;
    Some(Item {
        href: page.link(&site.address(ix, language)),
        text: site.title(ix, language).into(),
        language: site.title_language(ix, language),
        is_current: matches!(&page.kind, PageKind::Record(shown) if *shown == ix),
    })
}

/// The pages that the site itself wrote, but for the words of those that every site has.
pub fn own_pages(page: &PageObject) -> Vec<EntryIx> {
    let site = &page.site;
    let Some(kind) = site.kinds.by_id(PAGE_KIND) else { return Vec::new() };
    let is_own = |ix: &EntryIx| Fixed::of_record(site.kinds.get(kind), &site.entry(*ix).id).is_none();
    site.list_in(kind, page.language).iter().copied().filter(is_own).collect()
}
