//! Entries written inside another cite what their parent cites, unless they say otherwise.

use crate::entry::{Entry, Fields, Value};
use crate::kind::{Kinds, Schema, Type};
use crate::source::At;

/// What of the parent's source is the child's too: where it is. Quotations and pages prove other facts.
const KEPT: &[&str] = &["document", "url", "title", "publisher", "licence", "retrieved"];

/// Gives `child` the sources of `parent`, each once, if it names none itself.
pub fn inherit(parent: &Entry, child: &mut Entry, kinds: &Kinds) {
    let schema = &kinds.get(parent.kind).schema;
    let Some(own) = schema.by_name("source") else { return };
    let Type::Group(inner) = &schema.field(own).ty else { return };
    let Some(of_child) = kinds.get(child.kind).schema.by_name("source") else { return };
    if child.fields.get(of_child).is_some() {
        return;
    }
    if let Some(sources) = parent.fields.get(own) {
        let mut places: Vec<At<Value>> = Vec::new();
        for item in sources.items().filter_map(|item| place_of(inner, item)) {
            if !places.iter().any(|known| same_place(known, &item)) {
                places.push(item);
            }
        }
        child.fields.set(of_child, At::new(Value::List(places.into()), sources.place));
    }
}

/// A source without what it proves of the parent.
fn place_of(schema: &Schema, source: At<&Value>) -> Option<At<Value>> {
    let group = source.value.group()?;
    let mut fields = Fields::default();
    for ix in KEPT.iter().filter_map(|name| schema.by_name(name)) {
        if let Some(value) = group.get(ix) {
            fields.set(ix, At::new(value.value.clone(), value.place));
        }
    }
    (!fields.is_empty()).then(|| At::new(Value::Group(Box::new(fields)), source.place))
}

/// Whether two sources are the same, wherever they are written.
fn same_place(a: &At<Value>, b: &At<Value>) -> bool {
    let said = |source: &At<Value>| {
        let fields = source.value.group().into_iter().flat_map(Fields::iter);
        fields.map(|(ix, value)| (ix, value.value.clone())).collect::<Vec<_>>()
    };
    said(a) == said(b)
}
