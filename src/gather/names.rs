//! Who is meant by an id, a former id, a number or a name.

use std::collections::HashMap;

use crate::entry::{Entry, EntryIx, Origin, Reference, Value};
use crate::kind::{KindIx, Kinds, Role};
use crate::value::OrganisationNumber;
use crate::value::slug::slug;

/// Everything by which an entry can be referred to.
#[derive(Default)]
pub struct Names {
    ids: HashMap<(KindIx, Box<str>), EntryIx>,
    aliases: HashMap<(KindIx, Box<str>), EntryIx>,
    numbers: HashMap<(KindIx, String), EntryIx>,
    /// `None` where two entries bear the name: then it means neither.
    names: HashMap<(KindIx, String), Option<EntryIx>>,
}

impl Names {
    pub fn of(entries: &[Entry], kinds: &Kinds) -> Self {
        let mut names = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            if entry.origin == Origin::Translation {
                continue;
            }
            let ix = EntryIx(u32::try_from(at).unwrap_or(u32::MAX));
            names.ids.entry((entry.kind, entry.id.clone())).or_insert(ix);
            for alias in &entry.aliases {
                names.aliases.entry((entry.kind, alias.value.clone())).or_insert(ix);
            }
            for number in numbers(entry, kinds) {
                // The id that a table would give the organisation stays a name of its entry.
                names.aliases.entry((entry.kind, number.id().into())).or_insert(ix);
                names.numbers.entry((entry.kind, number.to_string())).or_insert(ix);
            }
            for name in spellings(entry, kinds) {
                let known = names.names.entry((entry.kind, slug(&name))).or_insert(Some(ix));
                if *known != Some(ix) {
                    *known = None;
                }
            }
        }
        names
    }

    pub fn by_id(&self, kind: KindIx, id: &str) -> Option<EntryIx> {
        self.ids.get(&(kind, id.into())).copied()
    }

    pub fn find(&self, reference: &Reference) -> Option<EntryIx> {
        let kind = reference.kind;
        if let Some(number) = &reference.number {
            return self.numbers.get(&(kind, number.to_string())).copied();
        }
        let key = (kind, Box::from(&*reference.text));
        let by_number = || self.numbers.get(&(kind, reference.text.to_string())).copied();
        let by_name = || self.names.get(&(kind, slug(&reference.text))).copied().flatten();
        self.ids.get(&key).or_else(|| self.aliases.get(&key)).copied().or_else(by_number).or_else(by_name)
    }
}

/// The organisation numbers of an entry, with their registers.
pub fn numbers(entry: &Entry, kinds: &Kinds) -> Vec<OrganisationNumber> {
    let field = kinds.get(entry.kind).role(Role::Number);
    let value = field.and_then(|field| entry.fields.get(field));
    let items = value.into_iter().flat_map(|value| value.value.items());
    items
        .filter_map(|item| match item {
            Value::OrganisationNumber(number) => Some(*number),
            _ => None,
        })
        .collect()
}

/// The heading of an entry and its other names.
pub fn spellings(entry: &Entry, kinds: &Kinds) -> Vec<String> {
    let kind = kinds.get(entry.kind);
    let title = entry.fields.get(kind.title).and_then(|title| title.value.text(entry.language));
    let mut all: Vec<String> = title.map(str::to_owned).into_iter().collect();
    let others = kind.role(Role::Names).and_then(|field| entry.fields.get(field));
    for other in others.into_iter().flat_map(|value| value.value.items()) {
        match other {
            Value::Text(text) => all.push(text.to_string()),
            Value::Group(group) => {
                let first = group.iter().find_map(|(_, value)| value.value.text(entry.language));
                all.extend(first.map(str::to_owned));
            }
            _ => {}
        }
    }
    all
}
