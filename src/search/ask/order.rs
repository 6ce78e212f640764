//! The order of results.

use std::cmp::Reverse;

use super::columns::Columns;
use super::files::Fault;
use super::manifest::Manifest;
use super::set::Set;
use super::state::{Sort, millionths};

/// What the question says of each document.
pub struct Ranking<'a> {
    /// How many items it has.
    pub items: &'a [u32],
    pub scores: &'a [u64],
}

/// What an order goes by.
pub struct By<'a> {
    /// The currencies of which amounts are compared; an earlier one comes before a later one.
    pub currencies: Vec<&'a str>,
    /// The language by whose alphabet names are ordered.
    pub language: &'a str,
}

/// The documents of a result in an order; where it does not decide, the newer comes first.
///
/// # Errors
/// A file is not there or damaged.
pub fn ordered(
    result: &Set,
    sort: Sort,
    by: &By<'_>,
    ranking: &Ranking<'_>,
    columns: &Columns<'_>,
    manifest: &Manifest,
) -> Result<Vec<u32>, Fault> {
    let mut documents: Vec<u32> = result.iter().collect();
    let of = |document: &u32| *document as usize;
    match sort {
        // They are numbered so.
        Sort::Newest => {}
        Sort::Oldest => {
            let dated = manifest.entries - manifest.undated;
            let dated = documents.partition_point(|document| of(document) < dated);
            documents[..dated].reverse();
        }
        Sort::Relevance => documents.sort_by_key(|document| {
            Reverse((ranking.items.get(of(document)).copied(), ranking.scores.get(of(document)).copied()))
        }),
        Sort::Amount | Sort::Smallest => {
            let amounts = columns.amounts()?;
            let key = |document: &u32| {
                let own = amounts.of(*document).iter().filter_map(|(line, minor)| {
                    let line = &manifest.lines[*line];
                    let place = by.currencies.iter().position(|own| *own == line.currency)?;
                    let amount = millionths(*minor, line.digits);
                    Some((place, if sort == Sort::Amount { -amount } else { amount }))
                });
                own.min().map_or((true, (0, 0)), |best| (false, best))
            };
            documents.sort_by_cached_key(key);
        }
        Sort::Name => {
            let places = columns.names(by.language)?;
            documents.sort_by_key(|document| places.get(of(document)).copied());
        }
    }
    Ok(documents)
}
