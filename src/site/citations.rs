//! What rests on a document: the entries that cite it, and the words that they quote from it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{ListingIx, NEWEST_ROWS, Relation, Site};
use crate::address::{Address, DOCUMENT_KIND};
use crate::entry::EntryIx;
use crate::kind::{FieldIx, KindIx};
use crate::lang::Language;
use crate::quotation::{Passage, Sort, quotations};

/// Which words stand on the pages of documents, so that links to them lead somewhere.
#[derive(Default)]
pub struct Passages {
    /// Each document with each passage on its page, sorted.
    shown: Vec<(EntryIx, Passage)>,
    /// Each entry with each passage that it brought there, and the document; sorted.
    brought: Vec<(EntryIx, Passage, EntryIx)>,
}

impl Passages {
    /// Reads the page of every document once. The lists of the site must be known: they say which pages are cut.
    pub fn of(site: &Site) -> Self {
        let documents = site.kinds.by_id(DOCUMENT_KIND).map(|kind| site.list(kind)).unwrap_or_default();
        let of_one = |document: &EntryIx| {
            let rows = site.citations(*document);
            let quoted = rows.filter_map(|(ix, words)| Some((ix, words.filter(|words| !words.is_empty())?)));
            let quoted = quoted.map(|(ix, words)| (ix, Passage::of(words), *document));
            quoted.collect::<Vec<_>>()
        };
        let with_page = documents.par_iter().filter(|document| site.has_page(**document));
        let mut brought: Vec<(EntryIx, Passage, EntryIx)> = with_page.flat_map_iter(of_one).collect();
        let mut shown: Vec<(EntryIx, Passage)> =
            brought.iter().map(|(_, passage, document)| (*document, *passage)).collect();
        brought.par_sort_unstable();
        brought.dedup();
        shown.par_sort_unstable();
        shown.dedup();
        Self { shown, brought }
    }

    fn holds(&self, document: EntryIx, passage: Passage) -> bool {
        self.shown.binary_search(&(document, passage)).is_ok()
    }

    /// The document from which an entry has some words, where no other is as likely.
    fn document_of(&self, ix: EntryIx, passage: Passage) -> Option<EntryIx> {
        let from = self.brought.partition_point(|(other, words, _)| (*other, *words) < (ix, passage));
        let mut same = self.brought[from..].iter().take_while(|(other, words, _)| (*other, *words) == (ix, passage));
        same.next().map(|(.., document)| *document).filter(|_| same.next().is_none())
    }
}

impl Site {
    /// What the page of a document tells of those that cite it, once for each quotation, and once without for an entry that
    /// quotes nothing: all of it, or the first [`NEWEST_ROWS`] where lists tell all entries.
    pub fn citations(&self, document: EntryIx) -> impl Iterator<Item = (EntryIx, Option<&str>)> {
        let is_cut = !self.citing_lists(document).is_empty();
        let quoted = move |ix: EntryIx| {
            let words = self.quotations(ix, document);
            let none = words.is_empty().then_some((ix, None));
            words.into_iter().map(move |words| (ix, Some(words))).chain(none)
        };
        self.citing(document).into_iter().flat_map(quoted).take(if is_cut { NEWEST_ROWS } else { usize::MAX })
    }

    /// The lists of the entries that cite a document, where its page does not tell them all.
    pub fn citing_lists(&self, document: EntryIx) -> Vec<ListingIx> {
        let paths: BTreeSet<(KindIx, &[FieldIx])> = self
            .back
            .to(document)
            .filter(|back| self.is_source(back.kind, back.path))
            .map(|back| (back.kind, back.path))
            .collect();
        let relations = paths.into_iter().map(|(kind, path)| Relation::Back(kind, path.into()));
        relations.filter_map(|relation| self.listings.of_related(document, relation)).collect()
    }

    fn is_source(&self, kind: KindIx, path: &[FieldIx]) -> bool {
        path.first().is_some_and(|field| &*self.kinds.get(kind).field(*field).name == "source")
    }

    /// Where some words of a document stand on its page, for a reader of `language`; nothing where they do not.
    pub fn passage(&self, document: EntryIx, words: &str, language: Language) -> Option<Address> {
        let passage = Passage::of(words);
        let is_there = self.passages.holds(document, passage);
        is_there.then(|| self.address(document, language).anchor(&passage.to_string()))
    }

    /// The same for words that an entry quotes without naming beside them where it has them from.
    pub fn passage_of(&self, ix: EntryIx, words: &str, language: Language) -> Option<Address> {
        let document = self.passages.document_of(self.main(ix), Passage::of(words))?;
        self.passage(document, words, language)
    }

    /// Every entry that cites a document, once each, in the order of kinds.
    pub fn citing(&self, document: EntryIx) -> Vec<EntryIx> {
        let sources = self.back.to(document).filter(|back| self.is_source(back.kind, back.path));
        let mut citing: Vec<EntryIx> = sources.map(|back| back.from).collect();
        citing.sort_by_key(|ix| (self.entry(*ix).kind, *ix));
        citing.dedup();
        citing
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
