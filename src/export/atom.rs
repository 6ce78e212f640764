//! Feeds as Atom (RFC 4287).

use crate::address::Address;
use crate::lang::Language;
use crate::site::Site;
use crate::value::PartialDate;

/// A feed.
pub struct Feed {
    pub title: String,
    pub language: Language,
    /// Where the feed stands.
    pub own: Address,
    /// The page that shows the same to people.
    pub page: Address,
    pub updated: PartialDate,
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
pub struct Entry {
    /// What names the entry for ever, within the site.
    pub key: String,
    pub title: String,
    /// Of the title.
    pub language: Language,
    pub updated: PartialDate,
    pub address: Address,
    pub summary: String,
}

/// The bytes of a feed. Links are whole where the site knows its address, else relative to the feed.
pub fn write(site: &Site, feed: &Feed) -> Vec<u8> {
    let own = &feed.own;
    let link = |to: &Address| match &site.config.base_url {
        Some(base) => format!("{base}{to}"),
        None => to.relative_to(own),
    };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        feed.language.code(),
        xml(&id(site, own.as_str())),
        xml(&feed.title),
        timestamp(feed.updated),
        xml(&author(site, feed.language)),
    );
    if site.config.base_url.is_some() {
        text.push_str(&format!("<link rel=\"self\" href=\"{}\"/>\n", xml(&link(own))));
    }
    text.push_str(&format!("<link rel=\"alternate\" href=\"{}\"/>\n", xml(&link(&feed.page))));
    for entry in &feed.entries {
        text.push_str(&format!(
            "<entry>\n<id>{}</id>\n<title xml:lang=\"{}\">{}</title>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            xml(&id(site, &entry.key)),
            entry.language.code(),
            xml(&entry.title),
            timestamp(entry.updated),
            xml(&link(&entry.address)),
            xml(&entry.summary),
        ));
    }
    text.push_str("</feed>\n");
    text.into_bytes()
}

fn author(site: &Site, language: Language) -> String {
    let publisher = site.config.publisher.as_ref().and_then(|id| site.find("organisation", &id.value));
    publisher.map_or_else(|| site.config.title.get(language).to_owned(), |ix| site.title(ix, language).to_owned())
}

/// A name that never changes (RFC 4151 where the site does not know its address).
pub fn id(site: &Site, path: &str) -> String {
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
