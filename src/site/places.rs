//! What happens at a place: the money of those who are there, and what they are part of.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use crate::entry::EntryIx;
use crate::kind::{FieldIx, KindIx, Role, Type};
use crate::value::Basis;

/// What is told of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// Entries whose money goes to somebody there from somebody at another place.
    pub incoming: Vec<EntryIx>,
    /// Entries whose money goes from somebody there to somebody at another place.
    pub outgoing: Vec<EntryIx>,
    /// Entries whose money goes to somebody there, from somebody whose place is not stated, or from nobody named.
    pub received: Vec<EntryIx>,
    /// Entries whose money goes from somebody there, to somebody whose place is not stated, or to nobody named.
    pub paid: Vec<EntryIx>,
    /// Entries whose money goes from somebody there to somebody there.
    pub within: Vec<EntryIx>,
    /// What names the place, or somebody there, by kind; each in the order of lists. Sums are left out.
    pub happens: Vec<(KindIx, Vec<EntryIx>)>,
}

/// The name of the sections of what happens at a place.
pub const HAPPENS: &str = "happens";

impl Local {
    /// The sections in which it is told, each with the name by which the messages `place.…` know it; what happens there has
    /// a section for each kind.
    pub fn sections(&self) -> Vec<(&'static str, &[EntryIx])> {
        let money: [(&str, &[EntryIx]); 5] = [
            ("incoming", &self.incoming),
            ("outgoing", &self.outgoing),
            ("within", &self.within),
            ("received", &self.received),
            ("paid", &self.paid),
        ];
        let happens = self.happens.iter().map(|(_, entries)| (HAPPENS, entries.as_slice()));
        money.into_iter().chain(happens).collect()
    }
}

impl Site {
    /// What is told of an entry that is a place; nothing for entries to which no field with the role `place` refers.
    pub fn local(&self, place: EntryIx) -> Option<Local> {
        let kind = self.entry(place).kind;
        if !self.refers_by(Role::Place).contains(&kind) {
            return None;
        }
        let residents = self.residents(place);
        let mut local = Local::default();
        // Money that is only set aside goes nowhere yet.
        let is_frame = |ix: &EntryIx| {
            let amounts = self.amounts(*ix);
            !amounts.is_empty() && amounts.iter().all(|money| money.basis == Basis::Frame)
        };
        let paid = |role| -> BTreeSet<EntryIx> {
            residents.iter().flat_map(|one| self.paid(*one, role)).filter(|ix| !is_frame(ix)).collect()
        };
        let (to, from) = (paid(Role::Payee), paid(Role::Payer));
        local.within = self.in_order(to.intersection(&from).copied());
        let placed = |role| move |ix: &EntryIx| self.is_placed(*ix, role);
        (local.incoming, local.received) =
            self.in_order(to.difference(&from).copied()).into_iter().partition(placed(Role::Payer));
        (local.outgoing, local.paid) =
            self.in_order(from.difference(&to).copied()).into_iter().partition(placed(Role::Payee));
        let named = residents.iter().chain([&place]).flat_map(|one| self.back.to(*one)).map(|back| back.from);
        let told: BTreeSet<EntryIx> = named.filter(|ix| !residents.contains(ix) && *ix != place).collect();
        let mut by_kind: BTreeMap<KindIx, Vec<EntryIx>> = BTreeMap::new();
        for ix in self.in_order(told.into_iter()) {
            if self.kind_of(ix).role(Role::Amount).is_none() && self.entry(ix).kind != kind {
                by_kind.entry(self.entry(ix).kind).or_default().push(ix);
            }
        }
        local.happens = by_kind.into_iter().collect();
        Some(local)
    }

    /// Those who pay and are paid, and are at the place: by their own word, or as a part of somebody who is.
    fn residents(&self, place: EntryIx) -> BTreeSet<EntryIx> {
        let parties: BTreeSet<KindIx> =
            self.refers_by(Role::Payer).union(&self.refers_by(Role::Payee)).copied().collect();
        let mut found: BTreeSet<EntryIx> = self.referring(place, Role::Place).collect();
        found.retain(|ix| parties.contains(&self.entry(*ix).kind));
        let mut next: Vec<EntryIx> = found.iter().copied().collect();
        while let Some(ix) = next.pop() {
            let parts = self.referring(ix, Role::Parent);
            let own_place =
                |part: &EntryIx| self.kind_of(*part).role(Role::Place).and_then(|at| self.target(*part, at));
            let new: Vec<EntryIx> = parts.filter(|part| own_place(part).is_none() && !found.contains(part)).collect();
            found.extend(&new);
            next.extend(new);
        }
        found
    }

    /// Whether the party that an entry names in a role says where it is, by itself or by what it is a part of.
    fn is_placed(&self, ix: EntryIx, role: Role) -> bool {
        let target = |ix: EntryIx, role| self.target(ix, self.kind_of(ix).role(role)?);
        let mut party = target(ix, role);
        // Bodies are parts of one another only so deep; what goes deeper goes in a circle, and the checks refuse that.
        for _ in 0..32 {
            let Some(at) = party else { return false };
            if target(at, Role::Place).is_some() {
                return true;
            }
            party = target(at, Role::Parent);
        }
        false
    }

    /// The entries that refer to this one by a field with a role.
    fn referring(&self, ix: EntryIx, role: Role) -> impl Iterator<Item = EntryIx> {
        let by_role =
            move |path: &[FieldIx], kind: KindIx| self.kinds.get(kind).role(role).is_some_and(|field| *path == [field]);
        self.back.to(ix).filter(move |back| by_role(back.path, back.kind)).map(|back| back.from)
    }

    /// The kinds to which fields with a role refer.
    pub fn refers_by(&self, role: Role) -> BTreeSet<KindIx> {
        let fields = self.kinds.iter().filter_map(|(_, kind)| Some(kind.field(kind.role(role)?)));
        fields
            .filter_map(|field| match field.ty {
                Type::Reference(kind) => Some(kind),
                _ => None,
            })
            .collect()
    }

    fn in_order(&self, entries: impl Iterator<Item = EntryIx>) -> Vec<EntryIx> {
        let mut entries: Vec<EntryIx> = entries.collect();
        self.newest_first(&mut entries);
        entries
    }
}
