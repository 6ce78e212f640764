//! The id of the rows: the fewest columns that are unique together, without trying every set of them on every row.
//!
//! Two rows that a set of columns does not tell apart are kept with the columns in which they differ. A set that holds none
//! of these is not tried again, so that nearly every set falls without a look at the table.

use std::collections::{HashMap, HashSet};

use super::column::{Column, LONGEST_IN_ID};
use super::survey::Survey;
use super::words::{ID, NO_ID, best_fit};

/// How many columns are tried together, and how many make up the sets.
const MOST_TOGETHER: usize = 5;
const MOST_COLUMNS: usize = 18;
/// How many sets are tried on all rows.
const MOST_TRIED: usize = 400;

/// What tells rows apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// These columns, by position; whether the text of their cells makes an id that is unique, too.
    Columns { columns: Vec<usize>, spells: bool },
    /// Rows that are the same in every column: the numbers of the first and of the others, up to a few.
    Repeated { groups: Vec<Vec<usize>>, rows: usize },
    /// No few columns do.
    TooMany,
}

/// The fewest columns that tell the rows apart; among as many, those by which people would. Nothing is read from those
/// that are `hidden`.
pub fn key(survey: &Survey, hidden: &[usize]) -> Key {
    if let Some(repeated) = repeated(survey) {
        return repeated;
    }
    let mut cost: Vec<(u32, usize)> =
        survey.named().filter(|(at, _)| !hidden.contains(at)).map(|(at, column)| (cost(survey, column), at)).collect();
    cost.sort_unstable();
    // Sums and long texts are corrected later, and their id with them: they are tried where nothing else will do.
    let sound: Vec<(u32, usize)> = cost.iter().copied().filter(|(cost, _)| *cost < UNSOUND).collect();
    let found = fewest(survey, &sound, 1);
    if let Some(columns) = found {
        return Key::Columns { spells: spells(survey, &columns), columns };
    }
    // A sum that is different in each row is so by chance, and says nothing alone.
    let least = if sound.is_empty() { 1 } else { 2 };
    fewest(survey, &cost, least).map_or(Key::TooMany, |columns| Key::Columns { spells: false, columns })
}

const UNSOUND: u32 = 50;

/// Whether a column is one that may be corrected, and the id with it.
pub fn is_unsound(survey: &Survey, column: &Column) -> bool {
    cost(survey, column) >= UNSOUND
}

/// How little a column suits an id.
fn cost(survey: &Survey, column: &Column) -> u32 {
    let gaps = survey.has_gaps(column);
    let named = column.plain.split('-').any(|token| token.ends_with("nr"));
    let id =
        if best_fit(&column.plain, NO_ID) > 0 { 0 } else { best_fit(&column.plain, ID).max(if named { 5 } else { 0 }) };
    let by_sort = match column {
        _ if id >= 5 && column.longest <= 40 => 10 - id,
        _ if column.scheme().is_some() => 6,
        _ if column.is_year() || column.dates.reading(column.values).is_some() => 10,
        // Whole numbers that are all different count something, or name it.
        _ if column.is_numeric() && column.numbers.same == column.values && column.values as usize == survey.rows => 20,
        _ if column.is_numeric() => 60,
        _ if column.is_words() && column.longest <= 40 => 12,
        _ if column.is_words() && column.longest <= 200 => 16,
        _ if column.is_words() => 80,
        _ => 20,
    };
    by_sort + if gaps { 20 } else { 0 }
}

/// The fewest of the columns that are unique together, `least` of them.
fn fewest(survey: &Survey, columns: &[(u32, usize)], least: usize) -> Option<Vec<usize>> {
    let tried = &columns[..columns.len().min(MOST_COLUMNS)];
    let mut search = Search { survey, columns: tried, apart: HashSet::new(), looks: 0 };
    (least..=MOST_TOGETHER.min(tried.len())).find_map(|size| search.of_size(size))
}

struct Search<'a> {
    survey: &'a Survey,
    columns: &'a [(u32, usize)],
    /// For two rows that were not told apart: in which of the columns they differ, by bit.
    apart: HashSet<u32>,
    looks: usize,
}

impl Search<'_> {
    /// The cheapest set of so many columns that is unique.
    fn of_size(&mut self, size: usize) -> Option<Vec<usize>> {
        let mut sets: Vec<(u32, u32)> = subsets(self.columns.len(), size)
            .map(|set| (self.bits(set).map(|bit| self.columns[bit].0).sum(), set))
            .collect();
        sets.sort_unstable();
        for (_, set) in sets {
            if self.apart.iter().any(|apart| apart & set == 0) {
                continue;
            }
            self.looks += 1;
            if self.looks > MOST_TRIED {
                return None;
            }
            let columns: Vec<usize> = self.bits(set).map(|bit| self.columns[bit].1).collect();
            match same(self.survey, &columns) {
                None => return Some(columns),
                Some((one, other)) => drop(self.apart.insert(self.differing(one, other))),
            }
        }
        None
    }

    fn bits(&self, set: u32) -> impl Iterator<Item = usize> + use<> {
        (0..self.columns.len()).filter(move |bit| set & (1 << bit) != 0)
    }

    fn differing(&self, one: usize, other: usize) -> u32 {
        let differs = |at: usize| self.survey.columns[at].marks[one] != self.survey.columns[at].marks[other];
        self.columns.iter().enumerate().map(|(bit, (_, at))| u32::from(differs(*at)) << bit).sum()
    }
}

/// The subsets of so many of the first numbers, by bit.
fn subsets(of: usize, size: usize) -> impl Iterator<Item = u32> {
    (0..1_u32 << of).filter(move |set| set.count_ones() as usize == size)
}

/// Two rows that are the same in these columns.
fn same(survey: &Survey, columns: &[usize]) -> Option<(usize, usize)> {
    let mut seen = HashMap::with_capacity(survey.rows);
    (0..survey.rows).find_map(|row| {
        let all: Vec<u64> = columns.iter().map(|at| survey.columns[*at].marks[row]).collect();
        seen.insert(joined(&all), row).map(|other| (other, row))
    })
}

fn joined(marks: &[u64]) -> u64 {
    marks.iter().fold(0, |all: u64, mark| all.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ mark)
}

/// Whether the cells of the columns, spelt as an id, are never empty and unique: what is read from `A/1` and `A-1` is not.
fn spells(survey: &Survey, columns: &[usize]) -> bool {
    let mut seen = HashSet::with_capacity(survey.rows);
    let short = columns.iter().map(|at| survey.columns[*at].longest).sum::<usize>() <= 100;
    let spelt = |at: &usize| survey.columns[*at].unspelt == 0 && survey.columns[*at].longest <= LONGEST_IN_ID;
    short
        && columns.iter().all(spelt)
        && (0..survey.rows).all(|row| {
            let all: Vec<u64> = columns.iter().map(|at| survey.columns[*at].slugs[row]).collect();
            seen.insert(joined(&all))
        })
}

/// Rows that are the same in every column.
fn repeated(survey: &Survey) -> Option<Key> {
    let mut first: HashMap<u64, usize> = HashMap::with_capacity(survey.rows);
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut rows = 0;
    for row in 0..survey.rows {
        let all: Vec<u64> = survey.columns.iter().map(|column| column.marks[row]).collect();
        let of = *first.entry(joined(&all)).or_insert(row);
        if of == row {
            continue;
        }
        rows += 1;
        match groups.iter().position(|(known, _)| *known == of) {
            Some(at) => groups[at].1.push(survey.numbers[row]),
            None if groups.len() < super::survey::TOLD => {
                groups.push((of, vec![survey.numbers[of], survey.numbers[row]]));
            }
            None => {}
        }
    }
    let groups: Vec<Vec<usize>> = groups.into_iter().map(|(_, group)| group).collect();
    (rows > 0).then_some(Key::Repeated { groups, rows })
}
