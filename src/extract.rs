//! The text of documents beside the texts of a site, for the search: read by a process of its own for each, because readers of
//! PDF and office files can fail, loop or take all memory at a file that somebody else has made.
//!
//! ```text
//! Reader ──starts──▶ glasklar text-of FILE ──limits itself──▶ reads ──text on stdout──▶ Input::extracts
//!    └──────────────── ends it at its deadline ────────────────┘
//! ```

mod child;
mod office;
mod parent;
mod pdf;

pub use child::{Bounds, run};
pub use parent::{COMMAND, Reader};

/// What stands between what a document tells of itself and its text, on the way from the child.
const BETWEEN: char = '\u{c}';

type Read = fn(&str, &[u8]) -> Result<Words, String>;

/// What a reader finds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What people read in the document.
    pub text: String,
    /// What stands in it besides: its title, author and keywords, remarks, and what was deleted and kept.
    pub known: String,
}

/// Who reads a document, by the ending of its name.
const READERS: &[(&str, Read)] = &[
    ("pdf", pdf::read),
    ("docx", office::read),
    ("xlsx", office::read),
    ("pptx", office::read),
    ("odt", office::read),
    ("ods", office::read),
    ("odp", office::read),
];

fn reader_of(path: &str) -> Option<Read> {
    let (_, ending) = path.rsplit_once('.')?;
    READERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, read)| *read)
}
