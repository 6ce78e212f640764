//! The Atom feed of what changed (RFC 4287): one entry per publication that the ledger remembers.

use super::atom::{Entry, Feed, write};
use crate::address::Fixed;
use crate::lang::Language;
use crate::site::{ChangeShown, PublicationShown, Site};

/// How many publications the feed holds.
const PUBLICATIONS: usize = 50;

/// The feed of a language: the newest publications, each with its counts and the changes that are told one by one.
pub fn changes_feed(site: &Site, language: Language) -> Vec<u8> {
    let name = site.config.title.get(language);
    let messages = &site.interface.of(language).messages;
    let own = site.addresses().changes_feed(language);
    let page = site.addresses().fixed(Fixed::Changes, language);
    let publications = site.publications();
    let newest = publications.first().map_or(site.today, |newest| newest.publication.date);
    let entry = |one: &PublicationShown<'_>| Entry {
        key: format!("ledger/{}", one.publication.line),
        title: title(site, language, one),
        language,
        updated: one.publication.date,
        address: page.anchor(&format!("p{}", one.publication.line)),
        summary: one.changes.iter().map(|change| told(site, language, change)).collect::<Vec<_>>().join("; "),
    };
    write(
        site,
        &Feed {
            title: messages.format("changes.feed", &[("site", name)], None).unwrap_or_else(|| name.to_owned()),
            language,
            own,
            updated: newest,
            entries: publications.iter().take(PUBLICATIONS).map(entry).collect(),
            page: page.clone(),
        },
    )
}

/// "22. november 2026: 3 nye, 1 ændret".
fn title(site: &Site, language: Language, one: &PublicationShown<'_>) -> String {
    let tongue = site.interface.of(language);
    let counted = ["changes.added", "changes.changed", "changes.removed"].into_iter().zip(one.counts);
    let words = counted.filter(|(_, count)| *count > 0).filter_map(|(key, count)| {
        let n = i64::try_from(count).ok()?;
        tongue.messages.format(key, &[("n", &tongue.formats.integer(n))], Some(n))
    });
    format!("{}: {}", tongue.formats.date(one.publication.date), words.collect::<Vec<_>>().join(", "))
}

/// "Tilskud til Bæredygtig Herning (besluttet 3.000.000 kr. → 4.000.000 kr.)".
fn told(site: &Site, language: Language, one: &ChangeShown<'_>) -> String {
    let name = one.entry.map_or(&*one.change.name.1, |ix| site.title(ix, language));
    let amounts: Vec<String> = one
        .amounts
        .iter()
        .map(|amount| {
            let texts = [amount.before_text(site, language), amount.after_text(site, language)];
            let texts: Vec<String> = texts.into_iter().map(|text| text.unwrap_or_else(|| "–".to_owned())).collect();
            format!("{} {}", amount.label(site, language), texts.join(" → "))
        })
        .collect();
    if amounts.is_empty() { name.to_owned() } else { format!("{name} ({})", amounts.join(", ")) }
}
