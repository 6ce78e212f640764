//! The forms of the index with the documents that have them: what text search hides behind.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::files::{Fault, Store, damaged};
use super::manifest::Manifest;
use crate::search::format::{Bytes, Damage};

/// The lists of a form, by their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// As written.
    Exact,
    Stem,
    /// Other spellings.
    Letters,
    /// Parts of compounds.
    Part,
    /// As written, where no stem is known to have the same entries.
    Written,
}

const LISTS: [List; 4] = [List::Exact, List::Stem, List::Letters, List::Part];

/// Says that the list of the stem is that of the word as written.
const SAME: u8 = 1 << LISTS.len();

/// Says that who asks for the stem finds every entry that has the word as written.
const COVERED: u8 = SAME << 1;

/// The documents of a list, rising, with the level of each.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    pub scale: u64,
    pub documents: Vec<u32>,
    pub levels: Vec<u8>,
}

impl Postings {
    /// Each document with what it scores.
    pub fn scores(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        let score = |(document, level): (&u32, &u8)| (*document, self.scale.saturating_mul(u64::from(*level)));
        self.documents.iter().zip(&self.levels).map(score)
    }
}

/// The term shards of an index.
pub struct Terms<'a> {
    store: &'a Store<'a>,
    manifest: &'a Manifest,
    shards: RefCell<HashMap<usize, Rc<Shard>>>,
}

/// What one file says, forms in order.
struct Shard {
    terms: Vec<Term>,
    content: Rc<[u8]>,
}

struct Term {
    form: String,
    is_covered: bool,
    lists: [Option<Head>; LISTS.len()],
}

#[derive(Clone, Debug)]
struct Head {
    documents: usize,
    scale: u64,
    place: Place,
}

/// Where the postings of a list stand.
#[derive(Clone, Debug)]
enum Place {
    /// In the shard; an exact list also has its number among those of the shard, by which its positions are found.
    Inline(Range<usize>, usize),
    Hot(u64),
}

/// A file of a common form.
struct Hot {
    postings: Postings,
    /// The first posting of each piece of positions.
    pieces: Vec<u32>,
}

impl<'a> Terms<'a> {
    pub fn new(store: &'a Store<'a>, manifest: &'a Manifest) -> Self {
        Self { store, manifest, shards: RefCell::default() }
    }

    /// The documents that have a form in a list; nothing where none has.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn postings(&self, form: &str, list: List) -> Result<Option<Postings>, Fault> {
        let Some((number, shard)) = self.shard_of(form)? else { return Ok(None) };
        let Some(term) = shard.term(form) else { return Ok(None) };
        let head = match list {
            List::Written => term.lists[0].as_ref().filter(|_| !term.is_covered),
            list => term.lists[list as usize].as_ref(),
        };
        head.map(|head| self.read(number, &shard, head, list)).transpose()
    }

    /// The forms as written that begin with some letters.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn beginning(&self, letters: &str) -> Result<Vec<String>, Fault> {
        let mut found = Vec::new();
        for number in shards_of(&self.manifest.terms, letters) {
            let shard = self.shard(number)?;
            let from = shard.terms.partition_point(|term| term.form.as_str() < letters);
            let forms = shard.terms[from..].iter().take_while(|term| term.form.starts_with(letters));
            found.extend(forms.filter(|term| term.lists[0].is_some()).map(|term| term.form.clone()));
        }
        Ok(found)
    }

    /// The documents that have a form as written, each with its positions there.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn positions(&self, form: &str) -> Result<Vec<(u32, Vec<u32>)>, Fault> {
        let Some((number, shard)) = self.shard_of(form)? else { return Ok(Vec::new()) };
        let Some(head) = shard.term(form).and_then(|term| term.lists[0].as_ref()) else { return Ok(Vec::new()) };
        let documents = self.read(number, &shard, head, List::Exact)?.documents;
        let positions = match head.place {
            Place::Inline(_, at) => self.inline_positions(number, at, shard.inline_exact(), documents.len())?,
            Place::Hot(hot) => self.hot_positions(hot, head)?,
        };
        Ok(documents.into_iter().zip(positions).collect())
    }

    fn shard_of(&self, form: &str) -> Result<Option<(usize, Rc<Shard>)>, Fault> {
        let number = self.manifest.terms.partition_point(|first| first.as_str() <= form);
        number.checked_sub(1).map(|number| Ok((number, self.shard(number)?))).transpose()
    }

    fn shard(&self, number: usize) -> Result<Rc<Shard>, Fault> {
        if let Some(shard) = self.shards.borrow().get(&number) {
            return Ok(Rc::clone(shard));
        }
        let name = format!("terms/{number}.bin");
        let shard = Rc::new(Shard::read(self.store.content(&name)?).map_err(damaged(&name))?);
        self.shards.borrow_mut().insert(number, Rc::clone(&shard));
        Ok(shard)
    }

    fn read(&self, number: usize, shard: &Shard, head: &Head, list: List) -> Result<Postings, Fault> {
        match &head.place {
            Place::Inline(range, _) => {
                let name = format!("terms/{number}.bin");
                let mut bytes = Bytes::new(&shard.content[range.clone()]);
                postings(&mut bytes, head, self.size()).map_err(damaged(&name))
            }
            Place::Hot(hot) => Ok(self.hot(*hot, head, list)?.postings),
        }
    }

    fn hot(&self, number: u64, head: &Head, list: List) -> Result<Hot, Fault> {
        let name = format!("hot/{number}.bin");
        let content = self.store.content(&name)?;
        hot(&content, head, list, self.manifest.entries).map_err(damaged(&name))
    }

    fn inline_positions(&self, shard: usize, at: usize, lists: usize, count: usize) -> Result<Vec<Vec<u32>>, Fault> {
        let name = format!("positions/{shard}.bin");
        let content = self.store.content(&name)?;
        let area = || {
            let mut bytes = Bytes::new(&content);
            let mut sizes = Vec::new();
            for _ in 0..lists {
                sizes.push(bytes.count()?);
            }
            for size in sizes.iter().take(at) {
                bytes.take(*size)?;
            }
            positions(&mut Bytes::new(bytes.take(sizes.get(at).copied().unwrap_or(0))?), count)
        };
        area().map_err(damaged(&name))
    }

    fn hot_positions(&self, number: u64, head: &Head) -> Result<Vec<Vec<u32>>, Fault> {
        let pieces = self.hot(number, head, List::Exact)?.pieces;
        let ends = pieces.iter().skip(1).map(|first| *first as usize).chain([head.documents]);
        let mut all = Vec::new();
        for (piece, end) in ends.enumerate() {
            let name = format!("hotpositions/{number}/{piece}.bin");
            let content = self.store.content(&name)?;
            let count = end.checked_sub(all.len()).ok_or(Damage("its pieces are out of order"));
            all.extend(count.and_then(|count| positions(&mut Bytes::new(&content), count)).map_err(damaged(&name))?);
        }
        Ok(all)
    }

    /// How many documents there are.
    fn size(&self) -> u32 {
        u32::try_from(self.manifest.entries).unwrap_or(u32::MAX)
    }
}

/// The files of sorted words, known by their first ones, in which words that begin with some letters can stand.
pub(super) fn shards_of(firsts: &[String], letters: &str) -> Range<usize> {
    let from = firsts.partition_point(|first| first.as_str() <= letters).saturating_sub(1);
    let to = firsts.partition_point(|first| first.as_str() <= letters || first.starts_with(letters));
    from..to
}

impl Shard {
    fn read(content: Rc<[u8]>) -> Result<Self, Damage> {
        let mut bytes = Bytes::new(&content);
        let mut terms: Vec<Term> = Vec::new();
        let (mut form, mut sizes, mut exact) = (String::new(), Vec::new(), 0);
        for _ in 0..bytes.varint()? {
            bytes.front_coded(&mut form)?;
            let bits = bytes.byte()?;
            let lists = heads(&mut bytes, bits, &mut sizes, &mut exact)?;
            terms.push(Term { form: form.clone(), is_covered: bits & COVERED != 0, lists });
        }
        // What is inline follows in the same order.
        let mut starts = Vec::with_capacity(sizes.len() + 1);
        starts.push(content.len() - bytes.rest().len());
        for size in sizes {
            bytes.take(size)?;
            starts.push(content.len() - bytes.rest().len());
        }
        let all = terms.iter_mut().flat_map(|term| &mut term.lists).flatten();
        for head in all {
            if let Place::Inline(range, _) = &mut head.place {
                *range = starts[range.start]..starts[range.start + 1];
            }
        }
        Ok(Self { terms, content })
    }

    fn term(&self, form: &str) -> Option<&Term> {
        let at = self.terms.partition_point(|term| term.form.as_str() < form);
        self.terms.get(at).filter(|term| term.form == form)
    }

    /// How many lists of words as written have their postings here.
    fn inline_exact(&self) -> usize {
        let exact = self.terms.iter().filter_map(|term| term.lists[0].as_ref());
        exact.filter(|head| matches!(head.place, Place::Inline(..))).count()
    }
}

/// The heads of the lists of a form. The place of what is inline is its number among all, until the sizes of all are known.
fn heads(
    bytes: &mut Bytes<'_>,
    bits: u8,
    sizes: &mut Vec<usize>,
    exact: &mut usize,
) -> Result<[Option<Head>; LISTS.len()], Damage> {
    let mut heads: [Option<Head>; LISTS.len()] = [const { None }; LISTS.len()];
    for list in LISTS.into_iter().filter(|list| bits & 1 << *list as u8 != 0) {
        if list == List::Stem && bits & SAME != 0 {
            let scale = bytes.varint()?;
            let exact = heads[0].clone().ok_or(Damage("a stem in it is the same as nothing"))?;
            heads[list as usize] = Some(Head { scale, ..exact });
            continue;
        }
        let (documents, scale, size) = (bytes.count()?, bytes.varint()?, bytes.count()?);
        let place = match size {
            0 => Place::Hot(bytes.varint()?),
            size => {
                sizes.push(size);
                Place::Inline(sizes.len() - 1..sizes.len(), *exact)
            }
        };
        *exact += usize::from(list == List::Exact && size > 0);
        heads[list as usize] = Some(Head { documents, scale, place });
    }
    Ok(heads)
}

fn postings(bytes: &mut Bytes<'_>, head: &Head, size: u32) -> Result<Postings, Damage> {
    let documents = bytes.rising(head.documents, size)?;
    let levels = bytes.nibbles(head.documents)?;
    Ok(Postings { scale: head.scale, documents, levels })
}

fn hot(content: &[u8], head: &Head, list: List, entries: usize) -> Result<Hot, Damage> {
    let mut bytes = Bytes::new(content);
    let size = u32::try_from(entries).unwrap_or(u32::MAX);
    let postings = match bytes.byte()? {
        0 => postings(&mut bytes, head, size)?,
        1 => bitmap(&mut bytes, head, size)?,
        _ => return Err(Damage("it has no known shape")),
    };
    let mut pieces = Vec::new();
    // The list of a stem may be that of the word as written; only the latter has positions.
    if matches!(list, List::Exact | List::Written) {
        let count = bytes.count()?;
        pieces = bytes.rising(count, u32::try_from(head.documents).unwrap_or(u32::MAX))?;
    }
    Ok(Hot { postings, pieces })
}

fn bitmap(bytes: &mut Bytes<'_>, head: &Head, size: u32) -> Result<Postings, Damage> {
    let bits = bytes.take((size as usize).div_ceil(8))?;
    let documents: Vec<u32> = (0..size).filter(|at| bits[*at as usize / 8] & 1 << (at % 8) != 0).collect();
    if documents.len() != head.documents {
        return Err(Damage("it holds other documents than it should"));
    }
    let base = bytes.byte()?;
    let best = bytes.count()?;
    let best_documents = bytes.rising(best, size)?;
    let best_levels = bytes.nibbles(best)?;
    let mut levels = vec![base; documents.len()];
    for (document, level) in best_documents.into_iter().zip(best_levels) {
        let at = documents.binary_search(&document).map_err(|_| Damage("one of its best is not in it"))?;
        levels[at] = level;
    }
    Ok(Postings { scale: head.scale, documents, levels })
}

/// The positions in each of `count` documents.
fn positions(bytes: &mut Bytes<'_>, count: usize) -> Result<Vec<Vec<u32>>, Damage> {
    let mut all = Vec::new();
    for _ in 0..count {
        let own = bytes.count()?;
        all.push(bytes.rising(own, u32::MAX)?);
    }
    bytes.end()?;
    Ok(all)
}
