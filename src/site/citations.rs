//! What rests on a document: the entries that cite it, and the words that they quote from it.

use super::Site;
use crate::entry::EntryIx;
use crate::quotation::{Sort, quotations};

impl Site {
    /// Every entry that cites a document, once for each quotation; once without where it quotes nothing.
    pub fn citing(&self, document: EntryIx) -> impl Iterator<Item = (EntryIx, Option<&str>)> {
        let mut citing: Vec<EntryIx> = self
            .back
            .to(document)
            .filter(|back| {
                let kind = self.kinds.get(back.kind);
                back.path.first().is_some_and(|field| &*kind.field(*field).name == "source")
            })
            .map(|back| back.from)
            .collect();
        citing.sort_by_key(|ix| (self.entry(*ix).kind, *ix));
        citing.dedup();
        let quoted = move |ix: EntryIx| {
            let words = self.quotations(ix, document);
            let none = words.is_empty().then_some((ix, None));
            words.into_iter().map(move |words| (ix, Some(words))).chain(none)
        };
        citing.into_iter().flat_map(quoted)
    }

    /// The words that an entry quotes from a document, anywhere in it, each once; words that could be from several
    /// documents are told of none.
    fn quotations(&self, ix: EntryIx, document: EntryIx) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for quotation in quotations(&self.kinds, &self.entries, self.entry(ix)) {
            let evidence = quotation.sort == Sort::Evidence && quotation.documents == [document];
            if evidence && !found.contains(&quotation.words) {
                found.push(quotation.words);
            }
        }
        found
    }
}
