//! References the other way: what refers to an entry, and under which heading that is told.

use super::{Site, index};
use crate::entry::{Entry, EntryIx, Origin, Value};
use crate::kind::{Field, FieldIx, KindIx, Kinds, Type};
use crate::localised::Localised;
use crate::source::At;

/// One reference seen from its target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Back {
    /// The kind of the entry that refers.
    pub kind: KindIx,
    /// The path of the referring field: the entry's own field, then members of groups.
    pub path: Box<[FieldIx]>,
    pub from: EntryIx,
}

/// What refers to an entry through one field.
pub struct BackGroup<'a> {
    pub kind: KindIx,
    /// The heading, where the field has one of its own.
    pub heading: Option<&'a Localised>,
    pub path: &'a [FieldIx],
    /// The entries that refer, in the order of lists.
    pub from: Vec<EntryIx>,
}

/// Every reference by its target.
pub fn back(entries: &[Entry], kinds: &Kinds) -> Vec<Vec<Back>> {
    let mut back: Vec<Vec<Back>> = entries.iter().map(|_| Vec::new()).collect();
    for (at, entry) in entries.iter().enumerate() {
        if entry.origin == Origin::Translation {
            continue;
        }
        for (field, value) in entry.fields.iter() {
            // An entry written inside another is told by its parent already: neither the parent's list nor the link
            // back to the parent is told a second time.
            let records = matches!(kinds.get(entry.kind).field(field).ty, Type::Records { .. });
            collect(value, &mut vec![field], &mut |target, path| {
                if !records && entry.origin != Origin::Inside(target) {
                    back[target.0 as usize].push(Back { kind: entry.kind, path: path.into(), from: index(at) });
                }
            });
        }
    }
    for list in &mut back {
        list.sort();
        list.dedup();
    }
    back
}

fn collect(value: &At<Value>, path: &mut Vec<FieldIx>, found: &mut impl FnMut(EntryIx, &[FieldIx])) {
    match &value.value {
        Value::Reference(reference) => {
            if let Some(target) = reference.target {
                found(target, path);
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, path, found)),
        Value::Group(fields) => {
            for (member, value) in fields.iter() {
                path.push(member);
                collect(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The field at the end of a path.
pub fn field_at<'a>(kinds: &'a Kinds, kind: KindIx, path: &[FieldIx]) -> Option<&'a Field> {
    let (first, rest) = path.split_first()?;
    let mut field = kinds.get(kind).field(*first);
    for step in rest {
        match &field.ty {
            Type::Group(schema) => field = schema.field(*step),
            _ => return None,
        }
    }
    Some(field)
}

impl Site {
    /// How many references to an entry there are.
    pub(super) fn back_count(&self, ix: EntryIx) -> usize {
        self.back[ix.0 as usize].len()
    }

    /// What refers to an entry, grouped by the field that does, in the order of kinds and fields.
    pub fn backs(&self, ix: EntryIx) -> Vec<BackGroup<'_>> {
        let list = &self.back[ix.0 as usize];
        let mut groups: Vec<BackGroup<'_>> = Vec::new();
        for one in list {
            match groups.last_mut().filter(|group| group.kind == one.kind && *group.path == *one.path) {
                Some(group) => group.from.push(one.from),
                None => groups.push(BackGroup {
                    kind: one.kind,
                    heading: field_at(&self.kinds, one.kind, &one.path).and_then(|field| field.back.as_ref()),
                    path: &one.path,
                    from: vec![one.from],
                }),
            }
        }
        for group in &mut groups {
            self.newest_first(&mut group.from);
        }
        groups
    }
}
