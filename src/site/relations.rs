//! References the other way: what refers to an entry, and under which heading that is told.

use super::{Site, index};
use crate::entry::{Entry, EntryIx, Origin, Value};
use crate::kind::{Field, FieldIx, KindIx, Kinds, Type};
use crate::localised::Localised;

/// Every reference by its target.
pub struct Backs {
    /// The paths by which anything refers, sorted: the kind of the entry that refers and its own field, then members of
    /// groups.
    paths: Vec<(KindIx, Box<[FieldIx]>)>,
    /// What refers to each entry, one entry after the other, sorted.
    list: Vec<Stored>,
    /// Where the part of each entry ends in the list.
    ends: Vec<u32>,
}

/// One reference seen from its target.
#[derive(Clone, Copy, Debug)]
pub struct Back<'a> {
    /// The kind of the entry that refers.
    pub kind: KindIx,
    /// The path of the referring field: the entry's own field, then members of groups.
    pub path: &'a [FieldIx],
    pub from: EntryIx,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stored {
    /// The position of its path.
    path: u32,
    from: EntryIx,
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

impl Backs {
    /// Turns the references of all entries around.
    pub fn of(entries: &[Entry], kinds: &Kinds) -> Self {
        let mut paths: Vec<(KindIx, Box<[FieldIx]>)> = Vec::new();
        let mut counts = vec![0_u32; entries.len()];
        each(entries, kinds, |from, target, path| {
            let kind = entries[from].kind;
            if let Err(at) = position(&paths, kind, path) {
                paths.insert(at, (kind, path.into()));
            }
            counts[target.0 as usize] += 1;
        });
        let mut next = starts(&counts);
        let count = counts.iter().map(|count| *count as usize).sum();
        drop(counts);
        let mut list = vec![Stored { path: 0, from: EntryIx(0) }; count];
        each(entries, kinds, |from, target, path| {
            let path = position(&paths, entries[from].kind, path).unwrap_or_default();
            let free = &mut next[target.0 as usize];
            list[*free as usize] = Stored { path: u32::try_from(path).unwrap_or(u32::MAX), from: index(from) };
            *free += 1;
        });
        let ends = sorted_once(&mut list, next);
        Self { paths, list, ends }
    }

    /// What refers to an entry, in the order of kinds, fields and entries.
    pub fn to(&self, ix: EntryIx) -> impl Iterator<Item = Back<'_>> {
        self.part(ix).iter().filter_map(|one| {
            let (kind, path) = self.paths.get(one.path as usize)?;
            Some(Back { kind: *kind, path, from: one.from })
        })
    }

    fn part(&self, ix: EntryIx) -> &[Stored] {
        let at = ix.0 as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.list[start as usize..self.ends[at] as usize]
    }
}

/// Where each part begins of a list whose parts have these lengths.
fn starts(counts: &[u32]) -> Vec<u32> {
    let mut from = 0;
    let start = |count: &u32| {
        let start = from;
        from += count;
        start
    };
    counts.iter().map(start).collect()
}

/// Sorts each part of a list that ends where `ends` says, keeps what stands twice in it once, and gives the new ends.
fn sorted_once(list: &mut Vec<Stored>, mut ends: Vec<u32>) -> Vec<u32> {
    let (mut from, mut kept) = (0, 0);
    for end in &mut ends {
        let to = *end as usize;
        list[from..to].sort_unstable();
        let first = kept;
        for at in from..to {
            if kept == first || list[kept - 1] != list[at] {
                list[kept] = list[at];
                kept += 1;
            }
        }
        *end = kept as u32;
        from = to;
    }
    list.truncate(kept);
    list.shrink_to_fit();
    ends
}

fn position(paths: &[(KindIx, Box<[FieldIx]>)], kind: KindIx, path: &[FieldIx]) -> Result<usize, usize> {
    paths.binary_search_by(|(of, known)| (*of, &**known).cmp(&(kind, path)))
}

/// Calls `found` for every reference that is told at its target: with the position of the entry that refers, the target,
/// and the path of the field.
fn each(entries: &[Entry], kinds: &Kinds, mut found: impl FnMut(usize, EntryIx, &[FieldIx])) {
    let mut path = Vec::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.origin != Origin::Translation) {
        for (field, value) in entry.fields.iter() {
            // An entry written inside another is told by its parent already: neither the parent's list nor the link
            // back to the parent is told a second time.
            if matches!(kinds.get(entry.kind).field(field).ty, Type::Records { .. }) {
                continue;
            }
            path.push(field);
            collect(value.value, &mut path, &mut |target, path| {
                if entry.origin != Origin::Inside(target) {
                    found(at, target, path);
                }
            });
            path.pop();
        }
    }
}

fn collect(value: &Value, path: &mut Vec<FieldIx>, found: &mut impl FnMut(EntryIx, &[FieldIx])) {
    match value {
        Value::Reference(reference) => {
            if let Some(target) = reference.target {
                found(target, path);
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(&item.value, path, found)),
        Value::Group(fields) => {
            for (member, value) in fields.iter() {
                path.push(member);
                collect(value.value, path, found);
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
        self.back.part(ix).len()
    }

    /// What refers to an entry, grouped by the field that does, in the order of kinds and fields.
    pub fn backs(&self, ix: EntryIx) -> Vec<BackGroup<'_>> {
        let mut groups: Vec<BackGroup<'_>> = Vec::new();
        for one in self.back.to(ix) {
            match groups.last_mut().filter(|group| group.kind == one.kind && *group.path == *one.path) {
                Some(group) => group.from.push(one.from),
                None => groups.push(BackGroup {
                    kind: one.kind,
                    heading: field_at(&self.kinds, one.kind, one.path).and_then(|field| field.back.as_ref()),
                    path: one.path,
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
