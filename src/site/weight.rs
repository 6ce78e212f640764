//! How much a page takes to load: the bytes that the row of an entry needs at most, so that a list is cut to what a page may
//! weigh however long titles are.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Site;
use crate::entry::{EntryIx, Reference, Value};
use crate::kind::{FieldIx, Role, Type};
use crate::lang::Language;

/// The most bytes of the rows of a page: with what stands around them a page stays under 150,000.
pub const PAGE_BYTES: usize = 140_000;
/// The same for the sections of a record's page, which has more to tell, and for these and its pictures together.
pub const RECORD_BYTES: usize = 100_000;
pub const ILLUSTRATED_BYTES: usize = 125_000;

/// Markup of a row around its title: the row, its anchor, a link from some folders below.
const ROW: usize = 100;
/// Markup of a cell with the name of its column, on which a narrow screen leans.
const CELL: usize = 35;
/// A link to another page.
pub const LINK: usize = 60;
/// As it is read, and as it is added up.
const AMOUNT: usize = 190;
/// A date, a status, a figure.
const SHORT: usize = 70;
/// Lists of what is due have a heading and a table for each day.
const DEADLINE: usize = 700;

/// Of each entry the bytes of its row, in whichever language takes the most.
#[derive(Debug, Default)]
pub struct Weights(Vec<u32>);

impl Weights {
    /// Weighs every entry with the columns that the lists of its kind have.
    pub fn new(site: &Site, columns: &[Vec<FieldIx>]) -> Self {
        let entries: Vec<EntryIx> = site.all().collect();
        let of_entries: Vec<(EntryIx, usize)> = entries
            .into_par_iter()
            .map(|ix| (ix, weight(site, ix, &columns[usize::from(site.entry(ix).kind.0)])))
            .collect();
        let mut weights = vec![0; site.entries.len()];
        for (ix, bytes) in of_entries {
            weights[ix.0 as usize] = u32::try_from(bytes).unwrap_or(u32::MAX);
        }
        Self(weights)
    }

    /// The bytes of the rows of some entries of a kind, with a heading for each day on which any of them is due.
    pub fn of(&self, site: &Site, entries: &[EntryIx]) -> usize {
        let rows: usize = entries.iter().map(|ix| self.0[ix.0 as usize] as usize).sum();
        let is_due = entries.first().is_some_and(|ix| site.kind_of(*ix).role(Role::Due).is_some());
        let days: BTreeSet<_> = entries.iter().filter(|_| is_due).filter_map(|ix| site.date(*ix)).collect();
        rows + DEADLINE * (days.len() + usize::from(is_due))
    }
}

fn weight(site: &Site, ix: EntryIx, columns: &[FieldIx]) -> usize {
    let first = site.config.languages[0];
    let told = |language: &Language| *language == first || site.version(ix, *language) != ix;
    let languages = site.config.languages.iter().copied().filter(told);
    languages.map(|language| weight_in(site, ix, columns, language)).max().unwrap_or_default()
}

fn weight_in(site: &Site, ix: EntryIx, columns: &[FieldIx], language: Language) -> usize {
    let kind = site.kind_of(ix);
    let cell = |field: FieldIx| {
        let held = site.value(ix, field, language).map_or(0, |held| bytes(site, held.value, language));
        // A tag leads to a list that is named after it.
        let held = if matches!(kind.field(field).ty, Type::Tag) { 2 * held } else { held };
        CELL + kind.field(field).label.get(language).len() + held
    };
    // Of what is due all is told that it was promised in, beside the columns.
    let is_due = kind.role(Role::Due).is_some();
    let promised = |field: &FieldIx| is_due && matches!(kind.field(*field).ty, Type::Reference(_));
    let told = kind.schema.iter().map(|(field, _)| field).filter(|field| columns.contains(field) || promised(field));
    let cells: usize = told.map(cell).sum();
    let status = if kind.role(Role::Treatments).is_some() { CELL + SHORT } else { 0 };
    let wholes: usize = site.wholes(ix).iter().map(|whole| SHORT / 4 + site.entry(*whole).id.len()).sum();
    ROW + wholes + 2 * site.entry(ix).id.len() + title(site, ix, language) + cells + status
}

fn title(site: &Site, ix: EntryIx, language: Language) -> usize {
    let (holder, held) = match site.held(ix, site.kind_of(ix).title, language) {
        Some(found) => found,
        None => return site.entry(ix).id.len(),
    };
    longest(site.title(holder, language), held.value)
}

/// A value that is written per language takes what the longest of its texts does.
fn longest(text: &str, value: &Value) -> usize {
    match value {
        Value::Texts(texts) => texts.iter().map(|(_, text)| escaped(text)).max().unwrap_or_default(),
        _ => escaped(text),
    }
}

/// The bytes of a text in a page, where some signs are written as entities.
fn escaped(text: &str) -> usize {
    text.len() + 5 * text.bytes().filter(|byte| b"&<>\"'".contains(byte)).count()
}

/// The bytes of a value in a cell.
pub fn bytes(site: &Site, value: &Value, language: Language) -> usize {
    match value {
        Value::Text(text) => escaped(text) + SHORT,
        Value::Texts(_) => longest("", value) + SHORT,
        Value::Money(amounts) => amounts.len() * AMOUNT,
        Value::Reference(reference) => referred(site, reference, language),
        Value::Group(fields) => fields.iter().map(|(_, held)| SHORT + bytes(site, held.value, language)).sum(),
        Value::List(items) => items.iter().map(|item| bytes(site, &item.value, language)).sum(),
        _ => SHORT,
    }
}

fn referred(site: &Site, reference: &Reference, language: Language) -> usize {
    match reference.target {
        Some(target) => LINK + site.entry(target).id.len() + title(site, target, language),
        None => SHORT + escaped(&reference.text),
    }
}
