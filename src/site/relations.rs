//! References the other way: what refers to an entry, and under which heading that is told.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::Site;
use crate::entry::{Entry, EntryIx, Origin, Value};
use crate::kind::{Field, FieldIx, KindIx, Kinds, Type};
use crate::localised::Localised;

/// The way by which an entry refers: its kind and its own field, then members of groups.
type Path = (KindIx, Box<[FieldIx]>);

/// Every reference by its target.
pub struct Backs {
    /// The paths by which anything refers, sorted.
    paths: Vec<Path>,
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
        let found: Vec<Found> = (0..entries.len())
            .into_par_iter()
            .step_by(AT_ONCE)
            .map(|from| Found::among(entries, from..(from + AT_ONCE).min(entries.len()), kinds))
            .collect();
        let paths: BTreeSet<&Path> = found.iter().flat_map(|some| &some.paths).collect();
        let paths: Vec<Path> = paths.into_iter().cloned().collect();
        let mut counts = vec![0_u32; entries.len()];
        let all = || found.iter().flat_map(|some| &some.references);
        all().for_each(|one| counts[one.target.0 as usize] += 1);
        let mut next = starts(&counts);
        let mut list = vec![Stored { path: 0, from: EntryIx(0) }; all().count()];
        drop(counts);
        for some in found {
            let path = |own: &Path| paths.binary_search(own).ok().and_then(|at| u32::try_from(at).ok());
            let paths: Vec<u32> = some.paths.iter().map(|own| path(own).unwrap_or(u32::MAX)).collect();
            for Turned { target, stored } in some.references {
                let free = &mut next[target.0 as usize];
                list[*free as usize] = Stored { path: paths[stored.path as usize], from: stored.from };
                *free += 1;
            }
        }
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

/// How many entries are asked for their references at once.
const AT_ONCE: usize = 4_096;

/// The references of some entries, in the order in which they stand there.
#[derive(Default)]
struct Found {
    paths: Vec<Path>,
    references: Vec<Turned>,
}

struct Turned {
    target: EntryIx,
    /// With the position of its path among those that were found.
    stored: Stored,
}

impl Found {
    fn among(entries: &[Entry], range: Range<usize>, kinds: &Kinds) -> Self {
        let mut found = Self::default();
        // Most entries refer by the paths of the one before.
        let mut at = 0;
        each(entries, range, kinds, |from, target, path| {
            let kind = entries[from].kind;
            let is_it = |known: &Path| known.0 == kind && *known.1 == *path;
            at = match found.paths[at..].iter().position(is_it) {
                Some(ahead) => at + ahead,
                None => found.paths.iter().position(is_it).unwrap_or_else(|| {
                    found.paths.push((kind, path.into()));
                    found.paths.len() - 1
                }),
            };
            let path = u32::try_from(at).unwrap_or(u32::MAX);
            found.references.push(Turned { target, stored: Stored { path, from: EntryIx::at(from) } });
        });
        found.references.shrink_to_fit();
        found
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

/// Calls `found` for every reference of some entries that is told at its target: with the position of the entry that
/// refers, the target, and the path of the field.
fn each(entries: &[Entry], range: Range<usize>, kinds: &Kinds, mut found: impl FnMut(usize, EntryIx, &[FieldIx])) {
    let mut path = Vec::new();
    let numbered = range.map(|at| (at, &entries[at]));
    for (at, entry) in numbered.filter(|(_, entry)| entry.origin != Origin::Translation) {
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
