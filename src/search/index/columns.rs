//! Columns: of each block of documents the dates, amounts, wholes, rows and places in alphabetical order, and the codes of each
//! facet.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Files;
use super::bytes::{Packed, planes, text, varint, width, zigzag};
use super::documents::{BLOCK, Documents};
use super::facets::Facet;
use crate::entry::{EntryIx, Origin};
use crate::kind::Role;
use crate::lang::Language;
use crate::site::Site;
use crate::value::date::Part;
use crate::value::{Basis, Currency, Money, PartialDate, Recurrence};

/// A combination whose amounts can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    pub currency: Currency,
    pub basis: Basis,
    pub per: Recurrence,
}

/// A block of a column: how many bytes its file has, none where there is nothing to tell.
pub type Size = usize;

/// What the manifest says of a block of dates.
pub struct Dates {
    pub bytes: Size,
    pub from: u32,
    pub to: u32,
}

/// What the manifest says of a block of amounts, in minor units.
pub struct Amounts {
    pub bytes: Size,
    pub min: i64,
    pub max: i64,
    /// At least the sum of the amounts without their signs.
    pub bound: i128,
}

/// Every line of the site, in order.
pub fn lines(site: &Site) -> Vec<Line> {
    let all = site.all().flat_map(|ix| site.amounts(ix)).filter(|money| money.minor.is_some());
    all.map(Line::of).collect::<BTreeSet<Line>>().into_iter().collect()
}

impl Line {
    fn of(money: &Money) -> Self {
        Self { currency: money.currency, basis: money.basis, per: money.recurs }
    }

    /// An amount as its place among `lines` and its minor units; nothing where the source states none.
    pub fn stated(money: &Money, lines: &[Self]) -> Option<(usize, i64)> {
        Some((lines.binary_search(&Self::of(money)).ok()?, money.minor?))
    }
}

/// The codes of a facet, block by block; nothing where a block has none.
pub fn facet(facet: &Facet, documents: usize) -> Vec<Vec<u8>> {
    let many = facet.many;
    let block = |from: usize| {
        let block = from..(from + BLOCK).min(documents);
        if block.clone().all(|document| facet.codes(document).is_empty()) {
            return Vec::new();
        }
        let mut bytes = vec![u8::from(many)];
        if many {
            for codes in block.map(|document| facet.codes(document)) {
                varint(&mut bytes, codes.len() as u64);
                codes.iter().for_each(|code| varint(&mut bytes, u64::from(*code)));
            }
            return bytes;
        }
        let codes: Vec<u32> = block.map(|document| facet.codes(document).first().map_or(0, |code| code + 1)).collect();
        let width = width(facet.values.len() as u32);
        bytes.push(width);
        planes(&mut bytes, width, &codes);
        bytes
    };
    (0..documents).step_by(BLOCK).map(block).collect()
}

/// A date for comparing: year, month and day, the last two 0 where they are not known; 0 where no date is. What is between
/// a month and a year counts as its year.
fn date_code(date: Option<PartialDate>) -> u32 {
    let Some(date) = date else { return 0 };
    let (month, day) = match date.part() {
        Part::Minute { month, day, .. } | Part::Day { month, day } => (month, day),
        Part::Month(month) => (month, 0),
        _ => (0, 0),
    };
    u32::try_from(date.year()).map_or(0, |year| year * 512 + u32::from(month) * 32 + u32::from(day))
}

/// Writes the dates.
pub fn dates(site: &Site, documents: &Documents, files: &mut Files) -> Vec<Dates> {
    let (mut blocks, mut ends) = (Vec::new(), Vec::new());
    for block in documents.blocks() {
        let codes: Vec<u32> = block.iter().map(|ix| date_code(site.date(*ix))).collect();
        let known = || codes.iter().copied().filter(|code| *code > 0);
        ends.push((known().min().unwrap_or(0), known().max().unwrap_or(0)));
        let (mut bytes, mut before) = (Vec::new(), 0);
        for code in &codes {
            zigzag(&mut bytes, before - i64::from(*code));
            before = i64::from(*code);
        }
        blocks.push(if known().next().is_some() { bytes } else { Vec::new() });
    }
    let sizes = write("date", blocks, files);
    sizes.into_iter().zip(ends).map(|(bytes, (from, to))| Dates { bytes, from, to }).collect()
}

/// Writes the amounts.
pub fn amounts(site: &Site, documents: &Documents, lines: &[Line], files: &mut Files) -> Vec<Amounts> {
    let blocks: Vec<&[EntryIx]> = documents.blocks().collect();
    let packed: Vec<(Vec<u8>, Amounts)> = blocks.par_iter().map(|block| block_of_amounts(site, block, lines)).collect();
    let (bytes, told): (Vec<Vec<u8>>, Vec<Amounts>) = packed.into_iter().unzip();
    let sizes = write("amount", bytes, files);
    sizes.into_iter().zip(told).map(|(bytes, told)| Amounts { bytes, ..told }).collect()
}

fn block_of_amounts(site: &Site, block: &[EntryIx], lines: &[Line]) -> (Vec<u8>, Amounts) {
    let known = |ix: &EntryIx| site.amounts(*ix).iter().filter_map(|money| Line::stated(money, lines)).collect();
    let all: Vec<Vec<(usize, i64)>> = block.iter().map(known).collect();
    let figures = || all.iter().flatten().map(|(_, minor)| *minor);
    let (mut heads, mut exponents, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (ix, own) in block.iter().zip(&all) {
        let head = match own.as_slice() {
            [] => u64::from(site.kind_of(*ix).role(Role::Amount).is_some()),
            [(line, _)] => 2 + *line as u64,
            _ => 2 + lines.len() as u64,
        };
        varint(&mut heads, head);
        if own.len() > 1 {
            varint(&mut values, own.len() as u64);
        }
        for (line, minor) in own {
            if own.len() > 1 {
                varint(&mut values, *line as u64);
            }
            let (figures, zeros) = without_zeros(*minor);
            exponents.push(zeros);
            zigzag(&mut values, figures);
        }
    }
    let told = Amounts {
        bytes: 0,
        min: figures().min().unwrap_or(0),
        max: figures().max().unwrap_or(0),
        bound: figures().map(|minor| i128::from(minor).abs()).sum(),
    };
    let is_told = heads.iter().any(|head| *head > 0);
    let mut bytes = Vec::with_capacity(heads.len() + exponents.len() + values.len() + 8);
    text(&mut bytes, &heads);
    text(&mut bytes, &exponents);
    bytes.append(&mut values);
    (if is_told { bytes } else { Vec::new() }, told)
}

/// A number without the zeros at its end, and how many these are: most amounts are round.
fn without_zeros(number: i64) -> (i64, u8) {
    let (mut figures, mut zeros) = (number, 0);
    while figures != 0 && figures % 10 == 0 {
        (figures, zeros) = (figures / 10, zeros + 1);
    }
    (figures, zeros)
}

/// Writes the sums of which entries are parts.
pub fn wholes(site: &Site, documents: &Documents, files: &mut Files) -> Vec<Size> {
    let block = |block: &[EntryIx]| {
        let (mut bytes, mut count, mut before) = (Vec::new(), 0, 0);
        for (at, ix) in block.iter().enumerate() {
            let wholes = site.wholes(*ix);
            if !wholes.is_empty() {
                varint(&mut bytes, (at - before) as u64);
                varint(&mut bytes, wholes.len() as u64);
                wholes.iter().for_each(|whole| varint(&mut bytes, u64::from(Documents::number(site, *whole))));
                (count, before) = (count + 1, at);
            }
        }
        let mut all = Vec::new();
        if count > 0 {
            varint(&mut all, count);
            all.append(&mut bytes);
        }
        all
    };
    write("whole", documents.blocks().map(block).collect(), files)
}

/// Writes in which row of its kind's table each entry stands.
pub fn rows(site: &Site, documents: &Documents, files: &mut Files) -> Vec<Size> {
    let mut rows = vec![0_u32; documents.len()];
    for (kind, _) in site.kinds.iter() {
        let written = site.rows(kind).into_iter().filter(|ix| site.entry(*ix).origin != Origin::Translation);
        for (row, ix) in (0..).zip(written) {
            rows[Documents::number(site, ix) as usize] = row;
        }
    }
    let block = |rows: &[u32]| {
        let mut bytes = Vec::new();
        rows.iter().for_each(|row| varint(&mut bytes, u64::from(*row)));
        bytes
    };
    write("row", rows.par_chunks(BLOCK).map(block).collect(), files)
}

/// Writes the place of each entry among all by title, in the alphabet of a language.
/// `order` holds the documents as the language before has them, in which most stand right already.
pub fn names(
    site: &Site,
    documents: &Documents,
    language: Language,
    order: &mut [u32],
    files: &mut Files,
) -> Vec<Size> {
    let collator = &site.interface.of(language).collator;
    let title = |document: u32| site.title(documents.entries()[document as usize], language);
    order.par_sort_by(|a, b| collator.compare(title(*a), title(*b)).then(a.cmp(b)));
    let mut places = vec![0; order.len()];
    (0..).zip(order).for_each(|(place, document)| places[*document as usize] = place);
    let block = |places: &[u32]| {
        let mut bytes = Vec::new();
        planes(&mut bytes, 4, places);
        bytes
    };
    write(&format!("name.{language}"), places.par_chunks(BLOCK).map(block).collect(), files)
}

/// Writes the blocks of a column that hold anything; gives the sizes of all.
fn write(name: &str, blocks: Vec<Vec<u8>>, files: &mut Files) -> Vec<Size> {
    let pack = |bytes: Vec<u8>| (!bytes.is_empty()).then(|| Packed::new(&bytes));
    files.add_column(name, blocks.into_par_iter().map(pack).collect())
}
