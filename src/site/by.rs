//! The entries of a kind by what one of their fields refers to: by funder, by recipient, by place.

use std::collections::HashMap;

use super::{Site, Totals};
use crate::entry::{EntryIx, Value};
use crate::kind::{Facet, FieldIx, KindIx, Type};

/// What is told of an entry to which others refer.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub to: EntryIx,
    /// How many refer to it.
    pub count: usize,
    pub totals: Totals,
}

/// A kind's entries by a field.
#[derive(Clone, Debug, PartialEq)]
pub struct By {
    pub field: FieldIx,
    /// In the order of entries.
    told: Box<[Told]>,
    /// How many entries refer to nothing by it.
    pub without: usize,
}

impl By {
    /// What is told of an entry that stands in the list.
    pub fn told(&self, to: EntryIx) -> Option<&Told> {
        self.told.binary_search_by_key(&to, |told| told.to).ok().map(|at| &self.told[at])
    }

    /// The entries by a field, and those to which they refer in the order of lists; nothing where none refers to a page.
    pub(super) fn new(site: &Site, kind: KindIx, field: FieldIx) -> Option<(Self, Vec<EntryIx>)> {
        let Type::Reference(to) = site.kinds.get(kind).field(field).ty else { return None };
        let mut from: HashMap<EntryIx, Vec<EntryIx>> = HashMap::new();
        let mut without = 0;
        for ix in site.list(kind) {
            let targets = targets(site, *ix, field);
            without += usize::from(targets.is_empty());
            for target in targets {
                from.entry(target).or_default().push(*ix);
            }
        }
        let listed: Vec<EntryIx> = site.list(to).iter().copied().filter(|ix| from.contains_key(ix)).collect();
        let told = |(to, entries): (EntryIx, Vec<EntryIx>)| {
            let totals = site.totals(&entries).without_frames().without_parts();
            Told { to, count: entries.len(), totals }
        };
        let mut told: Vec<Told> = from.into_iter().map(told).collect();
        told.sort_unstable_by_key(|told| told.to);
        (!listed.is_empty()).then(|| (Self { field, told: told.into(), without }, listed))
    }
}

/// The entries to which an entry refers by a field and that have pages, each once.
fn targets(site: &Site, ix: EntryIx, field: FieldIx) -> Vec<EntryIx> {
    let Some(held) = site.entry(ix).fields.get(field) else { return Vec::new() };
    let mut targets: Vec<EntryIx> = Vec::new();
    for value in held.value.items() {
        let Value::Reference(reference) = value else { continue };
        targets.extend(reference.target.filter(|target| site.has_page(*target) && !targets.contains(target)));
    }
    targets
}

/// The fields by which the entries of a kind are told so.
pub(super) fn fields(site: &Site, kind: KindIx) -> Vec<FieldIx> {
    let fields = site.kinds.get(kind).schema.iter();
    let is_asked = fields.filter(|(_, field)| field.facet == Some(Facet::Values));
    is_asked.filter(|(_, field)| matches!(field.ty, Type::Reference(_))).map(|(ix, _)| ix).collect()
}
