//! Computed figures as templates see them.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::entry::EntryObject;
use super::page::PageObject;
use super::values::map;
use crate::entry::EntryIx;
use crate::lang::CurrencyStyle;
use crate::site::Derived;

/// Every computed figure about an entry, made one by one.
#[derive(Debug)]
pub struct DerivedList {
    pub page: Arc<PageObject>,
    pub figures: Vec<Derived>,
}

impl DerivedList {
    pub fn value(page: &Arc<PageObject>, figures: Vec<Derived>) -> Value {
        Value::from_object(Self { page: page.clone(), figures })
    }
}

impl Object for DerivedList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.figures.get(key.as_usize()?).map(|figure| derived_value(&self.page, figure))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.figures.len())
    }
}

fn derived_value(page: &Arc<PageObject>, derived: &Derived) -> Value {
    let formats = &page.tongue().formats;
    let money = |minor: i64, currency| formats.money(i128::from(minor), currency, CurrencyStyle::Familiar);
    let entry = |ix: &EntryIx| EntryObject::value(page, *ix);
    match derived {
        Derived::Share { whole, currency, share, rest } => map([
            ("type", Value::from("share")),
            ("whole", entry(whole)),
            ("percent", Value::from(formats.decimal(*share))),
            ("rest", Value::from(money(*rest, *currency))),
        ]),
        Derived::Change { previous, currency, change, percent } => map([
            ("type", Value::from("change")),
            ("previous", entry(previous)),
            ("percent", Value::from(format!("{}{}", sign(*change), formats.decimal(*percent)))),
            ("change", Value::from(format!("{}{}", sign(*change), money(*change, *currency)))),
        ]),
        Derived::Span { currency, minor, years } => map([
            ("type", Value::from("span")),
            ("amount", Value::from(money(*minor, *currency))),
            ("years", Value::from(*years)),
        ]),
    }
}

/// What stands before a change: the figure itself says only that it is less.
pub fn sign(change: i64) -> &'static str {
    if change > 0 { "+" } else { "" }
}
