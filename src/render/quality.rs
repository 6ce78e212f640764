//! The quality of the data, as templates see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use super::entry::EntryObject;
use super::kind::kind_object;
use super::page::PageObject;
use super::values::{map, or_none};
use crate::entry::EntryIx;
use crate::export::left_out_address;
use crate::lang::CurrencyStyle;
use crate::load::{Assumed, TableReport};
use crate::site::{Missing, YearApart};

/// How many of what may be many are shown.
const SHOWN: usize = 20;
/// How many tables are told of.
const TABLES: usize = 60;

/// Why rows are left out, in the words of the page: the code of a complaint, and the message.
const REASONS: &[(&str, &str)] = &[
    ("wrong-type", "quality.why-value"),
    ("check-digit", "quality.why-number"),
    ("rows-skipped", "quality.why-missing"),
    ("bad-id", "quality.why-missing"),
];
const OTHER_REASON: &str = "quality.why-value";

/// What the page about the quality of data shows.
pub fn quality(page: &Arc<PageObject>) -> Value {
    let quality = &page.site.quality;
    map([
        ("tables", quality.tables.iter().take(TABLES).map(|(one, lacks)| table(page, one, lacks.as_ref())).collect()),
        ("tables_more", Value::from(quality.tables.len().saturating_sub(TABLES))),
        ("kinds", quality.kinds.iter().map(|one| missing(page, one)).collect()),
        ("alike", quality.alike.iter().take(SHOWN).map(|group| alike(page, group)).collect()),
        ("alike_more", Value::from(quality.alike.len().saturating_sub(SHOWN))),
        ("years", quality.years.iter().map(|one| year(page, one)).collect()),
        ("named_only", entries(page, &quality.named_only[..quality.named_only.len().min(SHOWN)])),
        ("named_only_count", Value::from(quality.named_only.len())),
        ("named_only_more", Value::from(quality.named_only.len().saturating_sub(SHOWN))),
    ])
}

fn entries(page: &Arc<PageObject>, entries: &[EntryIx]) -> Value {
    entries.iter().map(|ix| EntryObject::value(page, *ix)).collect()
}

/// Entries that look like one another: the first of them, and how many more there are.
fn alike(page: &Arc<PageObject>, group: &[EntryIx]) -> Value {
    let told = &group[..group.len().min(SHOWN)];
    map([("entries", entries(page, told)), ("more", Value::from(group.len() - told.len()))])
}

fn missing(page: &Arc<PageObject>, one: &Missing) -> Value {
    map([
        ("kind", kind_object(page, one.kind)),
        ("entries", Value::from(one.entries)),
        ("amount", or_none(one.amount)),
        ("date", or_none(one.date)),
        ("place", or_none(one.place)),
        ("number", or_none(one.number)),
    ])
}

fn year(page: &Arc<PageObject>, one: &YearApart) -> Value {
    let formats = &page.tongue().formats;
    let sum = |minor: i128| Value::from(formats.money(minor, one.line.currency, CurrencyStyle::Familiar));
    let beside = one.beside.iter().map(|(year, minor)| map([("year", Value::from(*year)), ("sum", sum(*minor))]));
    map([
        ("kind", kind_object(page, one.kind)),
        ("year", Value::from(one.year)),
        ("sum", sum(one.line.minor)),
        ("beside", beside.collect()),
    ])
}

fn table(page: &Arc<PageObject>, one: &TableReport, lacks: Option<&Missing>) -> Value {
    let path = one.path.strip_prefix("content/").unwrap_or(&one.path);
    let faulty = one.read.saturating_sub(one.entries + one.left_out);
    let file = (!one.skipped.is_empty()).then(|| page.link(&left_out_address(one)));
    map([
        ("name", Value::from(path.strip_suffix(".table.toml").unwrap_or(path))),
        ("kind", or_none(one.kind.map(|kind| kind_object(page, kind)))),
        ("read", Value::from(one.read)),
        ("entries", Value::from(one.entries)),
        ("left_out", Value::from(one.left_out)),
        ("faulty", Value::from(faulty)),
        ("missing", or_none(lacks.map(|lacks| missing(page, lacks)))),
        ("why", reasons(one)),
        ("href", or_none(file)),
        ("unused", one.unused.iter().map(|name| Value::from(name.as_str())).collect()),
        ("assumed", assumed(&one.assumed)),
    ])
}

/// How many rows are left out for each reason: the message and the count.
fn reasons(one: &TableReport) -> Value {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (code, _) in one.skipped.iter().filter_map(|row| row.why.first()) {
        let known = REASONS.iter().find(|(of, _)| of == code);
        *counts.entry(known.map_or(OTHER_REASON, |(_, message)| message)).or_default() += 1;
    }
    let reason = |(message, count)| map([("message", Value::from(message)), ("count", Value::from(count))]);
    counts.into_iter().map(reason).collect()
}

/// What was assumed, each with the files of which it was.
fn assumed(all: &[Assumed]) -> Value {
    let mut told: BTreeMap<(&'static str, String), Vec<&str>> = BTreeMap::new();
    for one in all {
        let (message, file, what) = match one {
            Assumed::Encoding { file, encoding } => ("quality.assumed-encoding", file, encoding.to_string()),
            Assumed::Delimiter { file, sign: '\t' } => ("quality.assumed-tab", file, String::new()),
            Assumed::Delimiter { file, sign } => ("quality.assumed-delimiter", file, sign.to_string()),
            Assumed::Decimal { file, sign } => ("quality.assumed-decimal", file, sign.to_string()),
        };
        told.entry((message, what)).or_default().push(file.rsplit('/').next().unwrap_or(file));
    }
    let one = |((message, what), files): ((&'static str, String), Vec<&str>)| {
        map([
            ("message", Value::from(message)),
            ("files", files.into_iter().map(Value::from).collect()),
            ("what", Value::from(what)),
        ])
    };
    told.into_iter().map(one).collect()
}
