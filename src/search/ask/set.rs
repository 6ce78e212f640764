//! Sets of documents, and documents with what they score.

/// A set of documents, a bit for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    bits: Vec<u64>,
    size: usize,
}

impl Set {
    /// Of `size` documents none.
    pub fn none(size: usize) -> Self {
        Self { bits: vec![0; size.div_ceil(64)], size }
    }

    pub fn all(size: usize) -> Self {
        let mut set = Self { bits: vec![u64::MAX; size.div_ceil(64)], size };
        set.trim();
        set
    }

    pub fn add(&mut self, document: u32) {
        if let Some(bits) = self.bits.get_mut(document as usize / 64) {
            *bits |= 1 << (document % 64);
        }
        self.trim();
    }

    pub fn has(&self, document: u32) -> bool {
        self.bits.get(document as usize / 64).is_some_and(|bits| bits & 1 << (document % 64) != 0)
    }

    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    /// What is in both.
    pub fn and(mut self, other: &Self) -> Self {
        self.bits.iter_mut().zip(&other.bits).for_each(|(own, other)| *own &= other);
        self
    }

    /// What is in any of both.
    pub fn or(mut self, other: &Self) -> Self {
        self.bits.iter_mut().zip(&other.bits).for_each(|(own, other)| *own |= other);
        self
    }

    /// What is not in it.
    pub fn not(mut self) -> Self {
        self.bits.iter_mut().for_each(|bits| *bits = !*bits);
        self.trim();
        self
    }

    /// Its documents, rising.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let of_word = |(at, bits): (usize, &u64)| {
            let mut rest = *bits;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at as u32 * 64 + bit)
            })
        };
        self.bits.iter().enumerate().flat_map(of_word)
    }

    /// The bits after the last document stay empty, so that they count nowhere.
    fn trim(&mut self) {
        if let (Some(last), 1..) = (self.bits.last_mut(), self.size % 64) {
            *last &= (1 << (self.size % 64)) - 1;
        }
    }
}

/// Documents with what each scores; those outside of the set score nothing.
#[derive(Clone, Debug)]
pub struct Scored {
    pub documents: Set,
    pub scores: Vec<u64>,
}

impl Scored {
    pub fn none(size: usize) -> Self {
        Self { documents: Set::none(size), scores: vec![0; size] }
    }

    /// Takes a document in, if it is not yet, and adds to what it scores.
    pub fn add(&mut self, document: u32, score: u64) {
        if let Some(own) = self.scores.get_mut(document as usize) {
            self.documents.add(document);
            *own = own.saturating_add(score);
        }
    }

    /// What is in any of both, with the scores of both.
    pub fn or(mut self, other: &Self) -> Self {
        self.documents = self.documents.or(&other.documents);
        self.scores.iter_mut().zip(&other.scores).for_each(|(own, other)| *own = own.saturating_add(*other));
        self
    }

    /// What is in both, with the scores of both.
    pub fn and(mut self, other: &Self) -> Self {
        self.documents = self.documents.and(&other.documents);
        self.scores.iter_mut().zip(&other.scores).for_each(|(own, other)| *own = own.saturating_add(*other));
        let documents = &self.documents;
        (0..).zip(&mut self.scores).filter(|(document, _)| !documents.has(*document)).for_each(|(_, score)| *score = 0);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn set(size: usize, documents: &BTreeSet<u32>) -> Set {
        let mut set = Set::none(size);
        documents.iter().for_each(|document| set.add(*document));
        set
    }

    proptest! {
        #[test]
        fn sets_are_as_those_of_the_standard_library(
            one in prop::collection::btree_set(0_u32..130, 0..40),
            other in prop::collection::btree_set(0_u32..130, 0..40),
        ) {
            let (a, b) = (set(130, &one), set(130, &other));
            let listed = |set: &Set| set.iter().collect::<Vec<_>>();
            prop_assert_eq!(listed(&a), one.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(listed(&a.clone().and(&b)), one.intersection(&other).copied().collect::<Vec<_>>());
            prop_assert_eq!(listed(&a.clone().or(&b)), one.union(&other).copied().collect::<Vec<_>>());
            prop_assert_eq!(a.clone().not().iter().count(), 130 - one.len());
            prop_assert_eq!(a.clone().or(&a.not()), Set::all(130));
        }
    }

    #[test]
    fn documents_beyond_the_last_are_nowhere() {
        let mut set = Set::none(3);
        set.add(3);
        set.add(900);
        assert!(set.is_empty());
        assert_eq!(Set::all(3).iter().count(), 3);
    }
}
