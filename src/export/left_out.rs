//! The faulty rows of a table, as a file for whoever mends them.

use std::collections::BTreeSet;

use super::csv;
use crate::address::Address;
use crate::load::TableReport;
use crate::value::slug::slug;

/// Where the faulty rows of a table stand: `data/left-out/grants-tilskud.csv` for `content/grants/tilskud.table.toml`.
pub fn left_out_address(table: &TableReport) -> Address {
    let path = table.path.strip_prefix("content/").unwrap_or(&table.path);
    let path = path.strip_suffix(".table.toml").unwrap_or(path);
    Address::new(format!("data/left-out/{}.csv", slug(path)))
}

/// One row each: its file and number, what is wrong, and its cells as they were read. Where files of one table have other
/// columns, all of them are there.
pub fn left_out_rows(table: &TableReport) -> Vec<u8> {
    let mut seen = BTreeSet::new();
    let headings: Vec<&str> = table
        .skipped
        .iter()
        .flat_map(|row| row.header.iter())
        .map(String::as_str)
        .filter(|heading| seen.insert(*heading))
        .collect();
    let head = ["file", "row", "why"].into_iter().chain(headings.iter().copied()).map(str::to_owned).collect();
    let rows = table.skipped.iter().map(|row| {
        let why: Vec<&str> = row.why.iter().map(|(_, words)| words.as_str()).collect();
        let cell = |heading: &&str| {
            let at = row.header.iter().position(|name| name == heading);
            at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
        };
        let own = [row.file.to_string(), row.number.to_string(), why.join("; ")];
        own.into_iter().chain(headings.iter().map(cell)).collect()
    });
    csv::rows(std::iter::once(head).chain(rows))
}
