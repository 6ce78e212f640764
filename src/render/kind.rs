//! Kinds as templates see them.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::page::PageObject;
use crate::kind::KindIx;

#[derive(Debug)]
struct KindObject {
    page: Arc<PageObject>,
    ix: KindIx,
}

/// A kind: its names, how many entries it has, and where they are listed.
pub fn kind_object(page: &Arc<PageObject>, ix: KindIx) -> Value {
    Value::from_object(KindObject { page: page.clone(), ix })
}

impl Object for KindObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let (site, language) = (&self.page.site, self.page.language);
        let kind = site.kinds.get(self.ix);
        Some(match key {
            "id" => Value::from(&*kind.id),
            "name" => Value::from(kind.name.get(language)),
            "plural" => Value::from(kind.plural.get(language)),
            "heading" => Value::from(kind.heading(language)),
            "href" => Value::from(self.page.link(&site.addresses().list(kind, language))),
            "count" => Value::from(site.list(self.ix).len()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["id", "name", "plural", "heading", "href", "count"])
    }
}
