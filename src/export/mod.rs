//! What is published for machines: one file per format, each a function from the site to bytes.

mod atom;
mod calendar;
mod changes;
mod chart;
mod csv;
mod facet;
mod feed;
mod json;
mod left_out;
mod sitemap;

pub use calendar::{appointment, calendar_address};
pub use changes::changes_feed;
pub use chart::chart_csv;
pub use csv::{Column, columns_of};
pub use facet::facet_feed;
pub use feed::feed;
pub use json::{entry_json, json_lines, period_text, written};
pub use left_out::{left_out_address, left_out_rows};
pub use sitemap::{robots, sitemap, sitemap_index};

use std::io::{self, Write};

use crate::address::Address;
use crate::digest::Checksum;
use crate::kind::KindIx;
use crate::site::Site;

/// A format in which the rows of each kind are published, as `data/<kind id>.<ending>`.
pub struct Table {
    /// The ending of the file's name, and the name of the format on the data page.
    pub format: &'static str,
    pub write: fn(&Site, KindIx, &mut dyn Write) -> io::Result<()>,
}

/// The formats of the data page, in its order.
pub const TABLES: &[Table] =
    &[Table { format: "csv", write: csv::csv }, Table { format: "jsonl", write: json::json_lines }];

/// Where a kind's rows stand in a format.
pub fn table_address(site: &Site, kind: KindIx, table: &Table) -> Address {
    Address::new(format!("data/{}.{}", site.kinds.get(kind).id, table.format))
}

/// A finished file that the data page lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// The kind whose rows it holds; nothing for other files.
    pub kind: Option<KindIx>,
    pub format: &'static str,
    pub address: Address,
    /// Bytes.
    pub size: u64,
    pub sha256: Checksum,
}
