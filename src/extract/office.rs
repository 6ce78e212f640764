//! The text of office files: XML in a zip archive, of Microsoft's and OpenDocument's forms.

use super::Words;
use crate::limits::{Limit, Limits};
use crate::load::Package;
use crate::xml::{Attributes, See, Stop};

/// Parts of archives, by how their names begin.
struct Parts {
    begins: &'static str,
    /// The elements whose text people read; all where none is named, and nothing where the part is not read by people.
    read: Option<&'static [&'static str]>,
}

const fn shown(begins: &'static str, elements: &'static [&'static str]) -> Parts {
    Parts { begins, read: Some(elements) }
}

const fn beside(begins: &'static str) -> Parts {
    Parts { begins, read: None }
}

/// What is read of every office file; parts that are not named hold no words.
const PARTS: &[Parts] = &[
    shown("word/document", &["t"]),
    shown("word/footnotes", &["t"]),
    shown("word/endnotes", &["t"]),
    shown("word/header", &["t"]),
    shown("word/footer", &["t"]),
    beside("word/comments"),
    shown("ppt/slides/slide", &["t"]),
    beside("ppt/notesSlides/"),
    beside("ppt/comments"),
    shown("xl/sharedStrings", &["t"]),
    beside("xl/worksheets/"),
    beside("xl/comments"),
    beside("xl/workbook"),
    shown("content.xml", &[]),
    beside("meta.xml"),
    beside("docProps/"),
];

/// Elements at whose end a word ends.
const BREAKS: &[&str] = &["p", "h", "br", "tab", "cr", "si", "tc", "c", "v", "table-cell", "line-break", "s"];

/// How deep office programs nest what they write.
const NESTING: u64 = 256;

pub fn read(name: &str, bytes: &[u8]) -> Result<Words, String> {
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    if bytes.starts_with(COMPOUND) {
        return Err("is protected by a password, or of an old form".into());
    }
    if !bytes.starts_with(b"PK") {
        return Err("is no office file, whatever its name says".into());
    }
    let mut limits = Limits::usual();
    limits.set(Limit::Nesting, NESTING);
    let mut package =
        Package::open(name, bytes, &limits).map_err(|fault| format!("cannot be read: {}", fault.message))?;
    let mut words = Words::default();
    let mut parts: Vec<(usize, String)> = package.names().into_iter().enumerate().collect();
    // Slides and the like are numbered, and stand in the archive as they come.
    parts.sort_by(|(_, one), (_, other)| (one.len(), one).cmp(&(other.len(), other)));
    for (index, part) in parts.into_iter().filter(|(_, part)| part.ends_with(".xml")) {
        let Some(known) = PARTS.iter().find(|known| part.starts_with(known.begins)) else { continue };
        let mut seen = Seen { read: known.read, open: Vec::new(), words: &mut words };
        package.walk(index, &mut seen).map_err(|fault| format!("cannot be read: {}", fault.message))?;
    }
    Ok(words)
}

/// Gathers the words of a part.
struct Seen<'w> {
    read: Option<&'static [&'static str]>,
    /// For each element that is open whether people read its text.
    open: Vec<bool>,
    words: &'w mut Words,
}

impl See for Seen<'_> {
    fn start(&mut self, name: &str, _: &Attributes<'_>) -> Result<(), Stop> {
        let is_read = self.read.is_some_and(|elements| elements.is_empty() || elements.contains(&name));
        self.open.push(is_read);
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Stop> {
        self.open.pop();
        if BREAKS.contains(&name) {
            let sign = if name == "p" || name == "h" { '\n' } else { ' ' };
            self.words.text.push(sign);
            self.words.known.push(sign);
        } else if self.read.is_none() {
            self.words.known.push(' ');
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        let is_read = self.open.last().copied().unwrap_or_default();
        let words = if is_read { &mut self.words.text } else { &mut self.words.known };
        words.push_str(text);
        Ok(())
    }
}
