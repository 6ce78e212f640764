//! The lists of documents that have a form, packed as the term shards hold them.

use super::bytes::{nibbles, rising, varint};
use super::collect::{List, Posting};
use super::scoring::{LEVELS, Scoring};

/// A packed list, and where the form stands in each of its documents.
pub struct PackedList {
    pub documents: usize,
    pub scale: u64,
    pub postings: Postings,
    /// The positions in pieces; none where nobody asks for them.
    pub pieces: Vec<Piece>,
}

/// The packed documents with their levels.
pub enum Postings {
    /// Few enough to stand in the shard.
    Inline(Vec<u8>),
    /// In a file of their own.
    Hot(Vec<u8>),
}

/// Positions in documents that follow each other in a list.
pub struct Piece {
    /// How many documents of the list come before.
    pub first: usize,
    pub bytes: Vec<u8>,
}

/// A list of more bytes stands in a file of its own.
const INLINE: usize = 4_096;

/// Positions are cut when they have so many bytes.
const PIECE: usize = 24_576;

/// How many documents of a bitmap have a level of their own at most.
const BEST: usize = 1_024;

impl PackedList {
    pub fn is_hot(&self) -> bool {
        matches!(self.postings, Postings::Hot(_))
    }

    /// The list with a file of its own where its positions are too many for a shard.
    pub fn with_room_for_positions(mut self) -> Self {
        if self.pieces.len() > 1
            && let Postings::Inline(bytes) = &mut self.postings
        {
            bytes.insert(0, 0);
            self.postings = Postings::Hot(std::mem::take(bytes));
        }
        self
    }
}

/// The documents of several lists as one, in order; what two lists have of a document is added.
pub fn merged(lists: &[List<'_>]) -> Vec<Posting> {
    let mut all: Vec<Posting> = Vec::with_capacity(lists.iter().map(|list| list.documents as usize).sum());
    lists.iter().for_each(|list| all.extend(list.postings()));
    if lists.len() > 1 {
        all.sort_by_key(|posting| posting.document);
        all.dedup_by(|later, earlier| {
            let same = later.document == earlier.document;
            earlier.weight = if same { earlier.weight.saturating_add(later.weight) } else { earlier.weight };
            same
        });
    }
    all
}

/// Packs the documents of a list; `of` is how many documents there are.
pub fn packed(postings: &[Posting], scale: u64, scoring: &Scoring, of: usize) -> PackedList {
    let levels: Vec<u8> = postings.iter().map(|posting| scoring.level(*posting)).collect();
    let documents = || postings.iter().map(|posting| posting.document);
    let mut bytes = Vec::new();
    rising(&mut bytes, documents());
    nibbles(&mut bytes, &levels);
    let postings = match bytes.len() <= INLINE {
        true => Postings::Inline(bytes),
        false => {
            let mut map = bitmap(documents(), &levels, of);
            let (shape, bytes) = if map.len() < bytes.len() { (1, &mut map) } else { (0, &mut bytes) };
            bytes.insert(0, shape);
            Postings::Hot(std::mem::take(bytes))
        }
    };
    PackedList { documents: levels.len(), scale, postings, pieces: Vec::new() }
}

/// A bit for each document, the level that most of them have, and the best of the others with theirs.
fn bitmap(documents: impl Iterator<Item = u32> + Clone, levels: &[u8], of: usize) -> Vec<u8> {
    let mut bytes = vec![0; of.div_ceil(8)];
    documents.clone().for_each(|document| bytes[document as usize / 8] |= 1 << (document % 8));
    let mut counts = [0_usize; LEVELS as usize + 1];
    levels.iter().for_each(|level| counts[usize::from(*level)] += 1);
    let base = (1..=LEVELS).max_by_key(|level| counts[usize::from(*level)]).unwrap_or(1);
    let mut best: Vec<(u32, u8)> = documents.zip(levels.iter().copied()).filter(|(_, level)| *level > base).collect();
    best.sort_unstable_by_key(|(document, level)| (std::cmp::Reverse(*level), *document));
    best.truncate(BEST);
    best.sort_unstable();
    bytes.push(base);
    varint(&mut bytes, best.len() as u64);
    rising(&mut bytes, best.iter().map(|(document, _)| *document));
    nibbles(&mut bytes, &best.iter().map(|(_, level)| *level).collect::<Vec<_>>());
    bytes
}

/// The positions of a form in each of its documents.
pub fn positions(lists: &[List<'_>]) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    match lists {
        [one] => one.positions().for_each(|(_, positions)| pieces.add(&positions)),
        many => {
            let mut all: Vec<(u32, Vec<u32>)> = many.iter().flat_map(List::positions).collect();
            all.sort_by_key(|(document, _)| *document);
            for same in all.chunk_by(|a, b| a.0 == b.0) {
                let mut together: Vec<u32> = same.iter().flat_map(|(_, positions)| positions).copied().collect();
                together.sort_unstable();
                pieces.add(&together);
            }
        }
    }
    pieces.done
}

#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    documents: usize,
}

impl Pieces {
    fn add(&mut self, positions: &[u32]) {
        if self.done.last().is_none_or(|piece| piece.bytes.len() >= PIECE) {
            self.done.push(Piece { first: self.documents, bytes: Vec::new() });
        }
        if let Some(piece) = self.done.last_mut() {
            varint(&mut piece.bytes, positions.len() as u64);
            rising(&mut piece.bytes, positions.iter().copied());
        }
        self.documents += 1;
    }
}
