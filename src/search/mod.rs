//! The search: what the words of a text are, and the files that a browser asks.
//!
//! ```text
//! text ──chunk──▶ chunks ──reading──▶ readings ──analyse──▶ forms ──lunr──▶ bytes
//!                            │ numbers, dates, codes, words          ▲
//!                            └ stem, letters ────────────────────────┘
//! ```
//!
//! [`pieces`] says which entries stand together in a file, `words` what the texts of an entry are, `vocabulary` which documents
//! have a form, `files` what is written.
//!
//! Every step of the drawing but the last stands a second time in `layouts/assets/search/`, in modules of the same names. Both
//! follow `tests/search/README.md` and are held together by `tests/search/fixture.json`.

pub mod analyse;
pub mod ask;
mod files;
pub mod index;
pub mod lunr;

mod chunk;
mod codes;
mod dates;
mod format;
mod letters;
mod lunr_json;
mod numbers;
mod pieces;
mod plain;
mod reading;
mod stem;
mod vocabulary;
mod words;
#[cfg(test)]
mod tests;

pub use analyse::{Forms, Placed, Query, Word, analyse, phrase, placed, query};
pub use files::{index, manifest, manifest_address, records, settings};
pub use index::{FEEDS, FOLDER, FollowedValue, Index, TERMS, contents};
pub use lunr::Document;
pub use pieces::{Piece, UNDATED, pieces};
pub use words::{Bodies, texts, words};

/// A table by words. Every word of every text is looked up in some, and the words are the site's own: the usual hash, which
/// withstands words that are chosen to collide, takes twice as long.
type ByWord<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
