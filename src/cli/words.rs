//! Counts in words, as commands tell them.

use std::time::Duration;

use crate::load::TableReport;
use crate::plan::Maker;
use crate::stages::Made;

/// `1 page`, `2 pages`
pub fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// `content/grants/eu.table.toml: 4 rows read = 2 entries + 1 left out + 1 faulty`
pub fn rows_words(table: &TableReport) -> String {
    let faulty = table.read.saturating_sub(table.entries + table.left_out);
    let more = [(table.left_out, "left out"), (faulty, "faulty")];
    let more = more.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(" + {count} {what}"));
    let (read, entries) = (counted(table.read, "row"), entries_words(table.entries));
    format!("{}: {read} read = {entries}{}", table.path, more.collect::<String>())
}

/// `1 entry`, `2 entries`
pub fn entries_words(count: usize) -> String {
    counted(count, "entry").replace("entrys", "entries")
}

/// How many entries, pages, files and bytes were made, and how long it took.
pub fn made_words(maker: &Maker, made: &Made, time: Duration) -> String {
    format!(
        "{}, {}, {}, {} bytes, {:.2} seconds",
        entries_words(maker.site.count()),
        counted(maker.plan.pages(), "page"),
        counted(made.files, "file"),
        made.bytes,
        time.as_secs_f64()
    )
}
