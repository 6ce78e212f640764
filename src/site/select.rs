//! Entries that have certain values, as a text asks for them.

use super::Site;
use crate::entry::{EntryIx, Value};
use crate::kind::{FieldIx, KindIx, Type};
use crate::value::slug::slug;

/// What an entry must have to be among those that are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Having {
    /// The year of the date that orders it.
    Year(i16),
    /// A value of a field: the id of an entry or of an option, or a tag.
    Value(FieldIx, Box<str>),
}

impl Site {
    /// The entries of a kind that have all of these, in the order of lists.
    pub fn select(&self, kind: KindIx, having: &[Having]) -> Vec<EntryIx> {
        self.list(kind).iter().copied().filter(|ix| having.iter().all(|one| self.has(*ix, one))).collect()
    }

    fn has(&self, ix: EntryIx, having: &Having) -> bool {
        let (field, wanted) = match having {
            Having::Year(year) => return self.date(ix).is_some_and(|date| date.year() == *year),
            Having::Value(field, wanted) => (*field, wanted),
        };
        let entry = self.entry(ix);
        let ty = &self.kinds.get(entry.kind).field(field).ty;
        let Some(held) = entry.fields.get(field) else { return false };
        held.value.items().any(|value| match (value, ty) {
            (Value::Choice(at), Type::Choice(choices)) => {
                choices.get(usize::from(*at)).is_some_and(|choice| choice.id == *wanted)
            }
            (Value::Reference(reference), Type::Reference(to)) => {
                let named = self.find(&self.kinds.get(*to).id, wanted);
                named.is_some() && reference.target == named
            }
            (value, Type::Tag) => value.text(entry.language).is_some_and(|tag| slug(tag) == slug(wanted)),
            _ => false,
        })
    }
}
