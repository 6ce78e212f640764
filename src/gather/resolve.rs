//! Who is meant by every reference: by id, former id or number, and where by none of these, by a name that only one bears.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::Key;
use super::names::Names;
use crate::entry::{Entry, EntryIx, Fields, Origin, Reference, Shared, Value};
use crate::kind::{KindIx, Kinds};

/// Resolves the references of sorted entries. An entry written inside another says so by the position of its parent in
/// `parents`, and afterwards by the parent's own.
pub fn resolve(entries: &mut [Entry], parents: &[Key], kinds: &Kinds) {
    let mut names = Names::of(entries, kinds);
    let tables = tables(entries, kinds, &mut names);
    let first = |entry: &mut Entry| {
        if let Origin::Inside(at) = entry.origin {
            let parent = parents.get(at.0 as usize).and_then(|(kind, id)| names.by_id(*kind, id));
            entry.origin = parent.map_or(Origin::Written, Origin::Inside);
        }
        match entry.fields.shared_mut() {
            Some(shared) => {
                if let Some(resolved) = tables.get(&Arc::as_ptr(shared).addr()) {
                    *shared = resolved.clone();
                }
                BTreeSet::new()
            }
            None => in_fields(&mut entry.fields, &|reference| names.find_written(reference)),
        }
    };
    let open: Vec<BTreeSet<KindIx>> = entries.par_iter_mut().map(first).collect();
    names.learn(entries, kinds, open.iter().flatten().copied().collect());
    let unresolved = entries.par_iter_mut().zip(&open).filter(|(_, open)| !open.is_empty());
    unresolved.for_each(|(entry, _)| _ = in_fields(&mut entry.fields, &|reference| names.find_named(reference)));
}

/// What the rows of tables share, by its address, with the references in it resolved: once for all rows.
fn tables(entries: &[Entry], kinds: &Kinds, names: &mut Names) -> HashMap<usize, Arc<Shared>> {
    let mut tables: HashMap<usize, Shared> = HashMap::new();
    for shared in entries.iter().filter_map(|entry| entry.fields.shared()) {
        tables.entry(Arc::as_ptr(shared).addr()).or_insert_with(|| (**shared).clone());
    }
    let mut open = BTreeSet::new();
    let values = tables.values_mut().flat_map(Shared::iter_mut);
    values.for_each(|value| in_value(value, &|reference| names.find_written(reference), &mut open));
    names.learn(entries, kinds, open);
    let values = tables.values_mut().flat_map(Shared::iter_mut);
    values.for_each(|value| in_value(value, &|reference| names.find_named(reference), &mut BTreeSet::new()));
    tables.into_iter().map(|(address, shared)| (address, Arc::new(shared))).collect()
}

/// Resolves what is not resolved yet, and gives the kinds of what `find` does not find.
fn in_fields(fields: &mut Fields, find: &impl Fn(&Reference) -> Option<EntryIx>) -> BTreeSet<KindIx> {
    let mut open = BTreeSet::new();
    fields.iter_mut().for_each(|(_, held)| in_value(&mut held.value, find, &mut open));
    open
}

fn in_value(value: &mut Value, find: &impl Fn(&Reference) -> Option<EntryIx>, open: &mut BTreeSet<KindIx>) {
    match value {
        Value::Reference(reference) if reference.target.is_none() && !reference.is_private_person() => {
            reference.target = find(reference);
            if reference.target.is_none() {
                open.insert(reference.kind);
            }
        }
        Value::List(items) if items.iter().any(|item| can_refer(&item.value)) => {
            Arc::make_mut(items).iter_mut().for_each(|item| in_value(&mut item.value, find, open));
        }
        Value::Group(fields) => open.append(&mut in_fields(fields, find)),
        _ => {}
    }
}

/// Whether a value can hold a reference.
fn can_refer(value: &Value) -> bool {
    matches!(value, Value::Reference(_) | Value::List(_) | Value::Group(_))
}
