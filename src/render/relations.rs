//! What others tell of an entry, as templates see it.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::context::years;
use super::entry::EntryObject;
use super::kind::kind_object;
use super::money::{MoneyObject, TotalsObject};
use super::page::PageObject;
use super::spot::Spot;
use super::values::map;
use crate::entry::EntryIx;
use crate::kind::{KindIx, Role};
use crate::site::{BackGroup, Local};

/// What refers to an entry through one field.
#[derive(Debug)]
struct BackObject {
    page: Arc<PageObject>,
    kind: KindIx,
    heading: String,
    /// The path of the field: `treatments.body`.
    field: String,
    from: Arc<[EntryIx]>,
}

/// Sums on their way: a list whose items have an `entry` and its `money`.
#[derive(Debug)]
pub struct FlowList {
    pub page: Arc<PageObject>,
    pub list: Arc<[EntryIx]>,
}

#[derive(Debug)]
struct FlowObject {
    page: Arc<PageObject>,
    ix: EntryIx,
}

/// What is told of a place.
#[derive(Debug)]
struct LocalObject {
    page: Arc<PageObject>,
    local: Local,
}

/// What refers to an entry through one field.
pub fn back(page: &Arc<PageObject>, group: &BackGroup<'_>) -> Value {
    let heading = match group.heading {
        Some(words) => words.get(page.language).to_owned(),
        None => page.site.kinds.get(group.kind).heading(page.language),
    };
    let field = page.site.path_name(group.kind, group.path);
    Value::from_object(BackObject { page: page.clone(), kind: group.kind, heading, field, from: group.from[..].into() })
}

/// The sums of entries.
pub fn flows(page: &Arc<PageObject>, entries: &[EntryIx]) -> Value {
    Value::from_object(FlowList { page: page.clone(), list: entries.into() })
}

/// What is told of a place.
pub fn local(page: &Arc<PageObject>, local: Local) -> Value {
    Value::from_object(LocalObject { page: page.clone(), local })
}

/// The sums of an entry.
pub fn amounts(page: &Arc<PageObject>, ix: EntryIx) -> Value {
    match page.site.kind_of(ix).role(Role::Amount) {
        Some(field) => MoneyObject::all(page, &Spot::new(ix, field)),
        None => Value::from(Vec::<Value>::new()),
    }
}

impl Object for BackObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let page = &self.page;
        Some(match key.as_str()? {
            "heading" => Value::from(&*self.heading),
            "kind" => kind_object(page, self.kind),
            "field" => Value::from(&*self.field),
            "totals" => TotalsObject::value(page, page.site.totals(&self.from)),
            "years" => years(page, &self.from),
            "entries" => EntryObject::list(page, self.from.clone()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["heading", "kind", "field", "totals", "years", "entries"])
    }
}

impl Object for FlowList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let ix = *self.list.get(key.as_usize()?)?;
        Some(Value::from_object(FlowObject { page: self.page.clone(), ix }))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.list.len())
    }
}

impl Object for FlowObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "entry" => EntryObject::value(&self.page, self.ix),
            "money" => amounts(&self.page, self.ix),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["entry", "money"])
    }
}

impl Object for LocalObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let page = &self.page;
        let entries = match key.as_str()? {
            "incoming" => &self.local.incoming,
            "outgoing" => &self.local.outgoing,
            "within" => &self.local.within,
            "received" => &self.local.received,
            "paid" => &self.local.paid,
            "kinds" => {
                let kinds = self.local.happens.iter().map(|(kind, entries)| {
                    let entries = EntryObject::list(page, entries.as_slice().into());
                    map([("kind", kind_object(page, *kind)), ("entries", entries)])
                });
                return Some(kinds.collect());
            }
            _ => return None,
        };
        Some(map([("items", flows(page, entries)), ("totals", TotalsObject::value(page, page.site.totals(entries)))]))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["incoming", "outgoing", "within", "received", "paid", "kinds"])
    }
}
