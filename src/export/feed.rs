//! The Atom feed of the latest decisions and money (RFC 4287).

use crate::address::Fixed;
use crate::entry::EntryIx;
use crate::lang::Language;
use crate::site::Site;
use crate::value::PartialDate;

/// How many entries the feed holds.
const ENTRIES: usize = 50;

/// The feed of a language: the newest dated records, each with its text and its sum.
pub fn feed(site: &Site, language: Language) -> Vec<u8> {
    let name = site.config.title.get(language);
    let title = site.interface.of(language).messages.format("feed.title", &[("site", name)], None);
    let title = title.as_deref().unwrap_or(name);
    let latest = site.latest(ENTRIES);
    let updated = latest.first().map_or_else(|| site.today, |(date, _)| *date);
    let own = site.addresses().feed(language);
    let home = site.addresses().fixed(Fixed::Home, language);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        language.code(),
        xml(&id(site, own.as_str())),
        xml(title),
        timestamp(updated),
        xml(&author(site, language)),
    );
    match &site.config.base_url {
        Some(base) => text.push_str(&format!(
            "<link rel=\"self\" href=\"{}\"/>\n<link rel=\"alternate\" href=\"{}\"/>\n",
            xml(&format!("{base}{own}")),
            xml(&format!("{base}{home}")),
        )),
        None => text.push_str(&format!("<link rel=\"alternate\" href=\"{}\"/>\n", xml(&home.relative_to(&own)))),
    }
    for (date, ix) in latest {
        text.push_str(&entry(site, language, ix, date));
    }
    text.push_str("</feed>\n");
    text.into_bytes()
}

fn entry(site: &Site, language: Language, ix: EntryIx, date: PartialDate) -> String {
    let address = site.address(ix, language);
    let own = site.addresses().feed(language);
    let href = match &site.config.base_url {
        Some(base) => format!("{base}{address}"),
        None => address.relative_to(&own),
    };
    let key = format!("{}/{}", site.kind_of(ix).id, site.entry(ix).id);
    format!(
        "<entry>\n<id>{}</id>\n<title xml:lang=\"{}\">{}</title>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
        xml(&id(site, &key)),
        site.text_language(ix, language).code(),
        xml(site.title(ix, language)),
        timestamp(date),
        xml(&href),
        xml(&summary(site, language, ix)),
    )
}

/// What the record says in short: its date, status, sums and summary.
fn summary(site: &Site, language: Language, ix: EntryIx) -> String {
    let mut parts = site.brief(ix, language);
    parts.extend(site.summary(ix, language).map(str::to_owned));
    parts.join(" · ")
}

fn author(site: &Site, language: Language) -> String {
    let publisher = site.config.publisher.as_ref().and_then(|id| site.find("organisation", &id.value));
    publisher.map_or_else(|| site.config.title.get(language).to_owned(), |ix| site.title(ix, language).to_owned())
}

/// A name that never changes (RFC 4151 where the site does not know its address).
fn id(site: &Site, path: &str) -> String {
    match &site.config.base_url {
        Some(base) => format!("{base}{path}"),
        None => {
            let first = site.config.languages[0];
            let name = crate::value::slug::slug(site.config.title.get(first));
            format!("tag:{name}.invalid,2000:{path}")
        }
    }
}

/// Midnight of the date's first day, as Atom wants it.
fn timestamp(date: PartialDate) -> String {
    format!("{}T00:00:00Z", date.earliest())
}

/// Text for XML, characters that XML does not allow left out.
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(sign),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control < ' ' => {}
            other => escaped.push(other),
        }
    }
    escaped
}
