//! The search engine for the terminal: it answers from the published files what the page in the browser answers.
//!
//! ```text
//! address ──state──┐
//! question ─parse──┴─▶ question, matching ──▶ Set ──order──▶ documents ──shown──▶ results
//!             files ──▶ terms, columns, values ─┘ └──totals──▶ sums, groups
//! ```
//!
//! `tests/search/README.md` describes the files and the question; the modules of `layouts/assets/search/` are the twins of these.

mod columns;
mod engine;
mod files;
mod known;
mod manifest;
mod matching;
mod notice;
mod order;
mod parse;
mod question;
mod set;
mod shown;
mod state;
mod terms;
mod told;
mod totals;
mod values;

pub use engine::{Answer, Engine, Index, PAGE};
pub use files::{Fault, Files, Unread};
pub use manifest::{Line, Manifest};
pub use notice::Notice;
pub use shown::{Shown, Status, Sum};
pub use state::{Sort, State};
pub use totals::{Group, GroupLine, TotalLine, Totals};
