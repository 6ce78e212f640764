//! The feed of a value of a facet: what is new from a funder, on a theme, in a place.

use super::atom::{Feed, write};
use super::feed::entry;
use crate::address::Address;
use crate::entry::EntryIx;
use crate::site::Site;

/// A feed in the site's first language, of entries that have a date, newest first. `own` is where it stands, `page` what
/// shows the same to people, `words` what the entries have in common.
pub fn facet_feed(site: &Site, own: &Address, page: Address, words: &str, entries: &[EntryIx]) -> Vec<u8> {
    let language = site.config.languages[0];
    let name = site.config.title.get(language);
    let messages = &site.interface.of(language).messages;
    let title = messages.format("feed.facet", &[("site", name), ("what", words)], None);
    let dated: Vec<_> = entries.iter().filter_map(|ix| Some((site.date(*ix)?, *ix))).collect();
    let feed = Feed {
        title: title.unwrap_or_else(|| name.to_owned()),
        language,
        own: own.clone(),
        page,
        updated: dated.first().map_or(site.today, |(date, _)| *date),
        entries: dated.into_iter().map(|(date, ix)| entry(site, language, ix, date)).collect(),
    };
    write(site, &feed)
}
