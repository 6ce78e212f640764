//! The files a site is made from, and places in them.
//!
//! A [`Place`] is what every value and every complaint carries: a byte range in a text file, or a row and column of a
//! table. Only the reporter turns places into lines, columns and carets.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Everything the stages may read: file contents by path, `/`-separated and relative to the site's root.
#[derive(Default, Debug, Clone)]
pub struct Input {
    /// The site's own files: `glasklar.toml`, `content/…`, `layouts/…`.
    pub site: BTreeMap<String, Vec<u8>>,
    /// The built-in theme, paths beginning with `layouts/`.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// Texts of source documents by file name, where `--documents` names a folder.
    pub documents: Option<BTreeMap<String, Vec<u8>>>,
    /// What stands in the site's folders and was not read.
    pub left_out: Vec<LeftOut>,
    /// What documents beside the texts say, by path; nothing of those that nobody has tried to read.
    pub extracts: BTreeMap<String, Extract>,
}

/// What a document beside the texts says, such as a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extract {
    Read {
        /// What people read in it.
        text: String,
        /// What stands in it besides, such as its author and keywords.
        known: String,
    },
    /// Why it could not be read, in words that follow its name.
    Unread(String),
}

/// Something in the site's folders that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// As the paths of files that were read.
    pub path: String,
    pub why: Why,
}

/// Why something was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Link,
    Pipe,
    Socket,
    Device,
    /// A plain file above its limit: its size in bytes, where that is known.
    TooLarge(Option<u64>),
    /// Another file has the same name once letters are composed.
    SameName,
}

/// In words, with their article.
impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Link => "a symbolic link",
            Self::Pipe => "a pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::TooLarge(_) => "too large a file",
            Self::SameName => "a file of a name that another has",
        })
    }
}

/// A file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Where something was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Bytes `start..end` of a text file.
    Text { file: FileId, start: u32, end: u32 },
    /// A cell of a table: `row` counts data rows from 1, `column` counts columns from 1 (0 is the whole row).
    Cell { file: FileId, row: u32, column: u16 },
}

impl Place {
    /// The place of a byte range; offsets past 4 GiB are held at the end of the address space.
    pub fn text(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self::Text { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The file that holds the place.
    pub fn file(self) -> FileId {
        match self {
            Self::Text { file, .. } | Self::Cell { file, .. } => file,
        }
    }

    /// The part `range` (in bytes, counted from the beginning) of this place; cells stay whole.
    pub fn within(self, range: Range<usize>) -> Self {
        match self {
            Self::Text { file, start, .. } => {
                let start = start as usize;
                Self::text(file, start + range.start..start + range.end)
            }
            cell @ Self::Cell { .. } => cell,
        }
    }
}

/// A value with the place it was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At<T> {
    pub value: T,
    pub place: Place,
}

impl<T> At<T> {
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

impl<T> At<T> {
    /// The same place, the value only looked at.
    pub fn as_ref(&self) -> At<&T> {
        At { value: &self.value, place: self.place }
    }
}

/// A piece of a text that is kept once: a part of a file as it was read, or words of its own.
#[derive(Clone)]
pub struct Text {
    whole: Arc<String>,
    start: u32,
    end: u32,
}

impl Text {
    /// The part `range` (in bytes) of a text; nothing where that is no whole words of it, or lies past 4 GiB.
    pub fn part(whole: &Arc<String>, range: Range<usize>) -> Option<Self> {
        whole.get(range.clone())?;
        let (start, end) = (u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?);
        Some(Self { whole: whole.clone(), start, end })
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        let end = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Self { whole: Arc::new(words), start: 0, end }
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// One text that was read: a file, or a part of one that holds several, such as a sheet.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    /// Which part of the file it is, `sheet Ark1`; nothing where it is the whole.
    pub part: Option<String>,
    pub text: Arc<String>,
    /// Nothing where it is no table.
    pub table: Option<Tabular>,
}

/// What a table is beside its text.
#[derive(Debug, Clone, Default)]
pub struct Tabular {
    pub delimiter: u8,
    /// The names of the columns.
    pub header: Vec<String>,
    pub rows: RowPlaces,
    /// Columns, counted from 1, whose numbers are declared as those of organisations, accounts and the like.
    pub numbers: Vec<u16>,
}

/// Where the data rows of a table begin.
#[derive(Debug, Clone, Default)]
pub struct RowPlaces {
    /// In bytes of the text.
    starts: Vec<u32>,
    /// By what people know each row: the 1-based line of a text, the row of a sheet.
    numbers: Vec<u32>,
}

/// Where one data row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    pub start: u32,
    pub number: u32,
}

impl RowPlaces {
    /// No rows yet, with room for `room`.
    pub fn with_room(room: usize) -> Self {
        Self { starts: Vec::with_capacity(room), numbers: Vec::with_capacity(room) }
    }

    pub fn push(&mut self, place: RowPlace) {
        self.starts.push(place.start);
        self.numbers.push(place.number);
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Where a data row begins, counted from 1.
    pub fn get(&self, row: u32) -> Option<RowPlace> {
        let at = (row as usize).checked_sub(1)?;
        Some(RowPlace { start: *self.starts.get(at)?, number: *self.numbers.get(at)? })
    }

    /// The data row, counted from 1, in which a byte of the text stands.
    pub fn at(&self, offset: usize) -> Option<u32> {
        let rows = self.starts.partition_point(|start| *start as usize <= offset);
        u32::try_from(rows).ok().filter(|row| *row > 0)
    }

    /// Gives back the room kept for more rows.
    pub fn shrink(&mut self) {
        self.starts.shrink_to_fit();
        self.numbers.shrink_to_fit();
    }
}

impl File {
    /// The path as people are told it, with the part of the file that this is.
    pub fn shown(&self) -> String {
        self.part.as_ref().map_or_else(|| self.path.clone(), |part| format!("{} ({part})", self.path))
    }

    /// The number of the line or row at which a data row of a table begins.
    pub fn row_number(&self, row: u32) -> u32 {
        self.table.as_ref().and_then(|table| table.rows.get(row)).map_or(1, |place| place.number)
    }
}

/// All files that were read, in reading order.
#[derive(Default, Debug, Clone)]
pub struct Sources {
    files: BTreeMap<FileId, File>,
    next: u32,
}

/// How many handles a [`Sources::shelf`] may give.
const SHELF: u32 = 4096;

impl Sources {
    /// Keeps a file and gives its handle.
    pub fn add(&mut self, path: &str, text: impl Into<Arc<String>>) -> FileId {
        let id = FileId(self.next);
        self.next += 1;
        self.files.insert(id, File { path: path.to_owned(), part: None, text: text.into(), table: None });
        id
    }

    /// Keeps a part of a file and gives its handle.
    pub fn add_part(&mut self, path: &str, part: String, text: impl Into<Arc<String>>) -> FileId {
        let id = self.add(path, text);
        self.files.entry(id).and_modify(|file| file.part = Some(part));
        id
    }

    /// Drops a file about which there was nothing to say. Its handle is given back where it was the last.
    pub fn forget(&mut self, id: FileId) {
        self.files.remove(&id);
        if id.0 + 1 == self.next {
            self.next = id.0;
        }
    }

    /// An empty collection whose handles come after those of this one and of every shelf before it, so that several can
    /// be filled at once and [put back](Self::put_back) without changing a handle. `position` counts shelves from 0.
    pub fn shelf(&self, position: usize) -> Self {
        let position = u32::try_from(position).unwrap_or(u32::MAX);
        Self { files: BTreeMap::new(), next: self.next.saturating_add(position.saturating_mul(SHELF)) }
    }

    /// Takes the files of a shelf in.
    pub fn put_back(&mut self, shelf: Self) {
        self.next = self.next.max(shelf.next);
        self.files.extend(shelf.files);
    }

    /// Remembers that a text is a table.
    pub fn set_table(&mut self, id: FileId, table: Tabular) {
        if let Some(file) = self.files.get_mut(&id) {
            file.table = Some(table);
        }
    }

    pub fn file(&self, id: FileId) -> &File {
        &self.files[&id]
    }

    pub fn text(&self, id: FileId) -> &str {
        &self.file(id).text
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files.iter().map(|(id, file)| (*id, file))
    }

    /// The 1-based line and column (in characters) at which a place begins.
    pub fn position(&self, place: Place) -> Position {
        match place {
            Place::Text { file, start, .. } => {
                let text = self.text(file);
                let before = &text[..text.floor_char_boundary(start as usize)];
                let line_start = before.rfind('\n').map_or(0, |at| at + 1);
                Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
            }
            Place::Cell { file, row, .. } => Position { line: self.file(file).row_number(row) as usize, column: 1 },
        }
    }
}

/// A line and column as an editor shows them, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_whole_letters_of_a_text_and_equal_to_the_same_words_elsewhere() {
        let whole = Arc::new("én grøn å".to_owned());
        assert_eq!(Text::part(&whole, 4..9).as_deref(), Some("grøn"));
        assert_eq!(Text::part(&whole, 4..9), Some("grøn".into()));
        assert_eq!(Text::part(&whole, 1..9), None, "half a letter");
        assert_eq!(Text::part(&whole, 4..40), None, "past the end");
    }
}
