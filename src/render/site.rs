//! The site as templates see it on every page.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::entry::EntryObject;
use super::page::PageObject;
use super::values::{map, or_none};

#[derive(Debug)]
struct SiteObject {
    page: Arc<PageObject>,
}

const SITE_KEYS: &[&str] = &[
    "title",
    "languages",
    "licence",
    "contact",
    "publisher",
    "today",
    "today_iso",
    "version",
    "entries",
    "statement",
    "logo",
];

/// What is the same on every page, in the page's language.
pub fn site_value(page: &Arc<PageObject>) -> Value {
    Value::from_object(SiteObject { page: page.clone() })
}

impl Object for SiteObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let page = &self.page;
        let (site, config) = (&page.site, &page.site.config);
        Some(match key {
            "title" => Value::from(config.title.get(page.language)),
            "languages" => languages(page),
            "licence" => or_none(config.licence.as_deref()),
            "contact" => or_none(config.contact.as_deref()),
            "publisher" => {
                let publisher = config.publisher.as_ref().and_then(|id| site.find("organisation", &id.value));
                or_none(publisher.map(|ix| EntryObject::value(page, ix)))
            }
            "today" => Value::from(page.tongue().formats.date(site.today)),
            "today_iso" => Value::from(site.today.to_iso()),
            "version" => Value::from(env!("CARGO_PKG_VERSION")),
            "entries" => Value::from(site.count()),
            "logo" => or_none(config.logo.as_ref().and_then(|logo| page.asset(&logo.value))),
            "statement" => or_none(config.accessibility_statement.as_deref()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(SITE_KEYS)
    }
}

fn languages(page: &PageObject) -> Value {
    let tongues = page.site.interface.iter();
    tongues
        .map(|tongue| map([("code", Value::from(tongue.language.code())), ("name", Value::from(&*tongue.name))]))
        .collect()
}
