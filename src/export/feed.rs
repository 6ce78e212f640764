//! The feed of the latest decisions and money.

use super::atom::{Entry, Feed, write};
use crate::address::Fixed;
use crate::entry::EntryIx;
use crate::lang::Language;
use crate::site::Site;
use crate::value::PartialDate;

/// The feed of a language: the newest dated records, each with its text and its sum.
pub fn feed(site: &Site, language: Language) -> Vec<u8> {
    let name = site.config.title.get(language);
    let title = site.interface.of(language).messages.format("feed.title", &[("site", name)], None);
    let latest = &site.overview.latest;
    let feed = Feed {
        title: title.unwrap_or_else(|| name.to_owned()),
        language,
        own: site.addresses().feed(language),
        page: site.addresses().fixed(Fixed::Home, language),
        updated: latest.first().map_or_else(|| site.today, |(date, _)| *date),
        entries: latest.iter().map(|(date, ix)| entry(site, language, *ix, *date)).collect(),
    };
    write(site, &feed)
}

pub(super) fn entry(site: &Site, language: Language, ix: EntryIx, date: PartialDate) -> Entry {
    Entry {
        key: format!("{}/{}", site.kind_of(ix).id, site.entry(ix).id),
        title: site.title(ix, language).to_owned(),
        language: site.title_language(ix, language),
        updated: date,
        address: site.address(ix, language),
        summary: summary(site, language, ix),
    }
}

/// What the record says in short: its date, status, sums and summary.
fn summary(site: &Site, language: Language, ix: EntryIx) -> String {
    let mut parts = site.brief(ix, language);
    parts.extend(site.summary(ix, language).map(str::to_owned));
    parts.join(" · ")
}
