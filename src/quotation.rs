//! Quotations: verbatim words in an entry, and the documents from which they may be taken.

use std::fmt;

use crate::digest::Fingerprint;
use crate::entry::{Entry, EntryIx, Fields, Value};
use crate::kind::{Kinds, Role, Schema, Type};
use crate::source::{At, Place};

/// Verbatim words somewhere in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation<'a> {
    pub words: &'a str,
    pub place: Place,
    pub sort: Sort,
    /// The documents that the words' own group names, else those that the entry cites; sorted, each once.
    pub documents: Vec<EntryIx>,
}

/// What the words are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// They prove a fact.
    Evidence,
    /// They are the original wording of a sum or a period.
    Wording,
}

/// Quoted words as links know them: the same words are the same passage, however their lines were broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage([u8; 6]);

impl Passage {
    pub fn of(words: &str) -> Self {
        let mut levelled = String::with_capacity(words.len());
        for word in words.split_whitespace() {
            levelled.push_str(word);
            levelled.push(' ');
        }
        Self(Fingerprint::of(levelled.as_bytes()).first_bytes())
    }
}

/// The id of the passage on the page of its document. No other id begins so: ids of entries hold no point, and those of a
/// text begin with `_`.
impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("quote.")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Every quotation of an entry, in the order of its fields.
pub fn quotations<'a>(kinds: &Kinds, entries: &[Entry], entry: &'a Entry) -> Vec<Quotation<'a>> {
    let schema = &kinds.get(entry.kind).schema;
    let reader = Reader { kinds, entries };
    let source = schema.by_name("source").and_then(|field| entry.fields.get(field));
    let groups = source.into_iter().flat_map(At::items).filter_map(|item| item.value.group());
    let cited = sorted(groups.flat_map(|group| reader.documents_in(group)).collect());
    let mut found = Vec::new();
    reader.collect(schema, &entry.fields, &cited, &mut found);
    found
}

struct Reader<'s> {
    kinds: &'s Kinds,
    entries: &'s [Entry],
}

fn sorted(mut documents: Vec<EntryIx>) -> Vec<EntryIx> {
    documents.sort_unstable();
    documents.dedup();
    documents
}

impl Reader<'_> {
    /// The documents that a group refers to: entries of a kind with the role `file`.
    fn documents_in(&self, group: &Fields) -> Vec<EntryIx> {
        let targets = group.iter().filter_map(|(_, value)| match &value.value {
            Value::Reference(reference) => reference.target,
            _ => None,
        });
        let kind = |ix: &EntryIx| self.kinds.get(self.entries[ix.0 as usize].kind);
        sorted(targets.filter(|target| kind(target).role(Role::File).is_some()).collect())
    }

    fn collect<'a>(&self, schema: &Schema, fields: &'a Fields, cited: &[EntryIx], found: &mut Vec<Quotation<'a>>) {
        for (ix, value) in fields.iter() {
            for item in value.items() {
                let said = |sort| {
                    move |words: &'a str| Quotation { words, place: item.place, sort, documents: cited.to_vec() }
                };
                match (&schema.field(ix).ty, &item.value) {
                    (Type::Quote, Value::Text(words)) => found.push(said(Sort::Evidence)(words)),
                    (_, Value::Money(bases)) => {
                        let wordings = bases.iter().filter_map(|money| money.original());
                        found.extend(wordings.map(said(Sort::Wording)));
                    }
                    (_, Value::Period(period)) => {
                        found.extend(period.original.as_deref().map(said(Sort::Wording)));
                    }
                    (Type::Group(inner), Value::Group(group)) => {
                        let own = self.documents_in(group);
                        self.collect(inner, group, if own.is_empty() { cited } else { &own }, found);
                    }
                    _ => {}
                }
            }
        }
    }
}
