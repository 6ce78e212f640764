//! Questions that pages ask of the model.

use super::{Site, Totals};
use crate::entry::{EntryIx, Origin, Value};
use crate::kind::{FieldIx, KindIx, Role, Type};
use crate::lang::Language;
use crate::value::{Basis, PartialDate};

impl Totals {
    /// The sums without frames: money set aside is not an expense.
    pub fn without_frames(mut self) -> Self {
        self.lines.retain(|line| line.basis != Basis::Frame);
        self
    }

    /// The lines to which something was added; those that hold nothing but parts of other sums are left out.
    pub fn without_parts(mut self) -> Self {
        self.lines.retain(|line| line.count > 0);
        self
    }
}

impl Site {
    /// The year to which an entry's money belongs: that of its amount, else of its decision.
    pub fn money_year(&self, ix: EntryIx) -> Option<i16> {
        let when = self.amounts(ix).iter().find_map(|money| money.when.as_ref());
        let date = when.and_then(|when| when.start.or(when.end)).or_else(|| self.decided(ix)).or_else(|| self.date(ix));
        date.map(PartialDate::year)
    }

    /// An entry and those of its translations that are in a language of the site.
    pub fn spoken_versions(&self, ix: EntryIx) -> impl Iterator<Item = EntryIx> {
        let spoken = |version: &EntryIx| self.config.languages.contains(&self.entry(*version).language);
        self.versions(ix).filter(move |version| *version == ix || spoken(version))
    }

    fn decided(&self, ix: EntryIx) -> Option<PartialDate> {
        let field = self.kind_of(ix).role(Role::Decided)?;
        match self.entry(ix).fields.get(field)?.value {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The entries whose money an organisation pays or gets, in the order of lists.
    pub fn paid(&self, organisation: EntryIx, role: Role) -> Vec<EntryIx> {
        let mut entries: Vec<EntryIx> = self
            .back
            .to(organisation)
            .filter(|back| self.kinds.get(back.kind).role(role).is_some_and(|field| *back.path == [field]))
            .map(|back| back.from)
            .collect();
        self.newest_first(&mut entries);
        entries.dedup();
        entries
    }

    /// The entries of a kind that refer to an entry through one of their own fields, those that are written inside it too, in the
    /// order of lists.
    pub fn referring_by(&self, to: EntryIx, kind: KindIx, field: FieldIx) -> Vec<EntryIx> {
        let refers = |back: &super::relations::Back<'_>| back.kind == kind && *back.path == [field];
        let inside =
            self.entry(to).fields.iter().flat_map(|(_, held)| held.value.items()).filter_map(|item| match item {
                Value::Reference(reference) => reference.target,
                _ => None,
            });
        let inside = inside.filter(|ix| {
            let entry = self.entry(*ix);
            entry.kind == kind && entry.origin == Origin::Inside(to) && self.target(*ix, field) == Some(to)
        });
        let mut entries: Vec<EntryIx> = self.back.to(to).filter(refers).map(|back| back.from).chain(inside).collect();
        self.newest_first(&mut entries);
        entries.dedup();
        entries
    }

    /// The sums that lie inside this one.
    pub fn parts(&self, whole: EntryIx) -> Vec<EntryIx> {
        self.paid(whole, Role::Whole)
    }

    /// The other names of an entry.
    pub fn other_names(&self, ix: EntryIx, language: Language) -> Vec<String> {
        let kind = self.kind_of(ix);
        let Some(field) = kind.role(Role::Names) else { return Vec::new() };
        let Some(value) = self.value(ix, field, language) else { return Vec::new() };
        let name = |item: &Value| match (item, &kind.field(field).ty) {
            (Value::Group(group), Type::Group(_)) => {
                group.iter().find_map(|(_, value)| value.value.text(language)).map(str::to_owned)
            }
            (other, _) => other.text(language).map(str::to_owned),
        };
        value.value.items().filter_map(name).collect()
    }

    /// The path of a field as it is written: `treatments.body`.
    pub fn path_name(&self, kind: KindIx, path: &[FieldIx]) -> String {
        let names = (1..=path.len()).filter_map(|end| super::relations::field_at(&self.kinds, kind, &path[..end]));
        names.map(|field| &*field.name).collect::<Vec<_>>().join(".")
    }
}
