//! What rests on a document: the entries that cite it, and the words that they quote from it.

use super::Site;
use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{Role, Schema, Type};
use crate::source::At;

impl Site {
    /// Every entry that cites a document, once for each quotation; once without where it quotes nothing.
    pub fn citing(&self, document: EntryIx) -> Vec<(EntryIx, Option<String>)> {
        let mut citing: Vec<EntryIx> = self.back[document.0 as usize]
            .iter()
            .filter(|back| {
                let kind = self.kinds.get(back.kind);
                back.path.first().is_some_and(|field| &*kind.field(*field).name == "source")
            })
            .map(|back| back.from)
            .collect();
        citing.sort_by_key(|ix| (self.entry(*ix).kind, *ix));
        citing.dedup();
        let quoted = |ix: EntryIx| {
            let words = self.quotations(ix, document);
            let none = words.is_empty().then_some((ix, None));
            words.into_iter().map(move |words| (ix, Some(words))).chain(none)
        };
        citing.into_iter().flat_map(quoted).collect()
    }

    /// The words that an entry quotes from a document, anywhere in it, each once. Words that name no document of their own
    /// are taken from the document that the entry cites, if that is a single one.
    fn quotations(&self, ix: EntryIx, document: EntryIx) -> Vec<String> {
        let (kind, entry) = (self.kind_of(ix), self.entry(ix));
        let source = kind.schema.by_name("source").and_then(|field| entry.fields.get(field));
        let groups = source.into_iter().flat_map(At::items).filter_map(|item| item.value.group());
        let mut cited: Vec<EntryIx> = groups.flat_map(|group| self.documents_in(group)).collect();
        cited.sort_unstable();
        cited.dedup();
        let mut found = Vec::new();
        self.collect_quotations(&kind.schema, &entry.fields, cited == [document], document, &mut found);
        found
    }

    /// The documents that a group refers to: entries of a kind with the role `file`.
    fn documents_in(&self, group: &Fields) -> Vec<EntryIx> {
        let targets = group.iter().filter_map(|(_, value)| match &value.value {
            Value::Reference(reference) => reference.target,
            _ => None,
        });
        targets.filter(|target| self.kind_of(*target).role(Role::File).is_some()).collect()
    }

    fn collect_quotations(
        &self,
        schema: &Schema,
        fields: &Fields,
        from_document: bool,
        document: EntryIx,
        found: &mut Vec<String>,
    ) {
        for (ix, value) in fields.iter() {
            for item in value.items() {
                match (&schema.field(ix).ty, &item.value) {
                    (Type::Quote, Value::Text(words))
                        if from_document && !found.iter().any(|known| **known == **words) =>
                    {
                        found.push(words.to_string());
                    }
                    (Type::Group(inner), Value::Group(group)) => {
                        let own = self.documents_in(group);
                        let nearest = if own.is_empty() { from_document } else { own.contains(&document) };
                        self.collect_quotations(inner, group, nearest, document, found);
                    }
                    _ => {}
                }
            }
        }
    }
}
