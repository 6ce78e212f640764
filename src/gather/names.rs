//! Who is meant by an id, a former id, a number or a name.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use crate::entry::{Entry, EntryIx, Origin, Reference, Value};
use crate::kind::{KindIx, Kinds, Role};
use crate::value::OrganisationNumber;
use crate::value::slug::slug;

/// Everything by which an entry can be referred to, by kind.
pub struct Names {
    kinds: Vec<OfKind>,
    /// The kinds whose names are known.
    learned: BTreeSet<KindIx>,
}

/// The entries of one kind by what they are called.
#[derive(Default)]
struct OfKind {
    ids: Ids,
    aliases: HashMap<Box<str>, EntryIx>,
    numbers: HashMap<OrganisationNumber, EntryIx>,
    written_numbers: HashMap<String, EntryIx>,
    /// `None` where two entries bear the name: then it means neither.
    names: HashMap<String, Option<EntryIx>>,
}

/// The ids of a kind in their order, one after the other in a single text.
#[derive(Default)]
struct Ids {
    text: String,
    /// Where each id ends in the text, and its entry.
    ends: Vec<(usize, EntryIx)>,
}

impl Ids {
    /// Adds an id that does not lie before those that are known; of two that are the same, the first counts.
    fn add(&mut self, id: &str, ix: EntryIx) {
        if self.ends.is_empty() || self.at(self.ends.len() - 1) != id {
            self.text.push_str(id);
            self.ends.push((self.text.len(), ix));
        }
    }

    fn at(&self, position: usize) -> &str {
        let start = if position == 0 { 0 } else { self.ends[position - 1].0 };
        &self.text[start..self.ends[position].0]
    }

    fn get(&self, id: &str) -> Option<EntryIx> {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.at(middle).cmp(id) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(self.ends[middle].1),
                Ordering::Greater => to = middle,
            }
        }
        None
    }
}

impl Names {
    pub fn of(entries: &[Entry], kinds: &Kinds) -> Self {
        let mut names = Self { kinds: kinds.iter().map(|_| OfKind::default()).collect(), learned: BTreeSet::new() };
        for (ix, entry) in main(entries) {
            let of = &mut names.kinds[usize::from(entry.kind.0)];
            of.ids.add(&entry.id, ix);
            for alias in entry.aliases() {
                of.aliases.entry(alias.value.clone()).or_insert(ix);
            }
            for number in numbers(entry, kinds) {
                // The id that a table would give the organisation stays a name of its entry.
                of.aliases.entry(number.id().into()).or_insert(ix);
                of.numbers.entry(number).or_insert(ix);
                of.written_numbers.entry(number.to_string()).or_insert(ix);
            }
        }
        names
    }

    /// Learns the names of the entries of some kinds. Most references are ids or numbers, so only the kinds to which a
    /// reference leads by neither are worth it.
    pub fn learn(&mut self, entries: &[Entry], kinds: &Kinds, open: BTreeSet<KindIx>) {
        let open: BTreeSet<KindIx> = open.difference(&self.learned).copied().collect();
        for kind in &open {
            let from = entries.partition_point(|entry| entry.kind < *kind);
            let to = entries.partition_point(|entry| entry.kind <= *kind);
            let of = &mut self.kinds[usize::from(kind.0)];
            for (at, entry) in entries[from..to].iter().enumerate() {
                if entry.origin == Origin::Translation {
                    continue;
                }
                let ix = EntryIx::at(from + at);
                for name in slugs(entry, kinds) {
                    let known = of.names.entry(name).or_insert(Some(ix));
                    if *known != Some(ix) {
                        *known = None;
                    }
                }
            }
        }
        self.learned.extend(open);
    }

    fn of_kind(&self, kind: KindIx) -> &OfKind {
        &self.kinds[usize::from(kind.0)]
    }

    pub fn by_id(&self, kind: KindIx, id: &str) -> Option<EntryIx> {
        self.of_kind(kind).ids.get(id)
    }

    /// The entry that a reference means by its id, a former one, or a number.
    pub fn find_written(&self, reference: &Reference) -> Option<EntryIx> {
        let of = self.of_kind(reference.kind);
        if let Some(number) = &reference.number {
            return of.numbers.get(number).copied();
        }
        let text = &*reference.text;
        let other = || of.aliases.get(text).or_else(|| of.written_numbers.get(text)).copied();
        of.ids.get(text).or_else(other)
    }

    /// The entry that a reference means by its name, if the names of its kind were [learned](Self::learn).
    pub fn find_named(&self, reference: &Reference) -> Option<EntryIx> {
        let of = self.of_kind(reference.kind);
        let by_name = || {
            let name = slug(&reference.text);
            // Where several bear the name, it means the one that bears it as its id.
            of.names.get(&name).copied().flatten().or_else(|| of.ids.get(&name))
        };
        // A number that nobody has is not another's name.
        reference.number.is_none().then(by_name).flatten()
    }
}

/// Every entry but the translations, with its position.
fn main(entries: &[Entry]) -> impl Iterator<Item = (EntryIx, &Entry)> {
    let all = entries.iter().enumerate().map(|(at, entry)| (EntryIx::at(at), entry));
    all.filter(|(_, entry)| entry.origin != Origin::Translation)
}

/// The names of an entry, as ids are written.
pub fn slugs(entry: &Entry, kinds: &Kinds) -> Vec<String> {
    spellings(entry, kinds).iter().map(|name| slug(name)).collect()
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
fn spellings(entry: &Entry, kinds: &Kinds) -> Vec<String> {
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
