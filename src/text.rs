//! Bytes to text: UTF-8, with what differs between machines levelled out. Tables may be in other encodings.

mod encoding;

pub use encoding::{Encoding, decode_as, has_utf16_mark};

use std::borrow::Cow;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lang::nfc;
use crate::source::{FileId, Sources};

pub static ENCODING: Code = Code {
    id: "encoding",
    severity: Severity::Error,
    summary: "The file is not text in its encoding.",
    explanation: "Bytes that are not UTF-8 stop the build, because replacing them would bend names and figures \
without anybody seeing it. Save the file again as UTF-8 (in Excel: \"CSV UTF-8\"). A table may be in UTF-16, Windows-1252 or, \
where its description says `encoding = \"iso-8859-15\"`, in that; bytes that have no letter there stop the build as well.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&ENCODING];

/// What a file that is not UTF-8 seems to be, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A spreadsheet among others.
    Archive,
    /// What office programs wrote before their files were archives.
    OldWorkbook,
    Utf16,
    Other,
}

impl Format {
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [b'P', b'K', 3, 4, ..] => Self::Archive,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Self::OldWorkbook,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Self::Utf16,
            _ => Self::Other,
        }
    }

    /// Whether no encoding makes a text of the bytes.
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Archive | Self::OldWorkbook)
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Archive => {
                "this is a workbook or another archive: name a workbook as what it is, `.xlsx` or `.ods`, also in the \
                 description; or export its table as \"CSV UTF-8\""
            }
            Self::OldWorkbook => {
                "this is a workbook of an old form: save it as `.xlsx`, and name it so in the description; or export its \
                 table as \"CSV UTF-8\""
            }
            Self::Utf16 => "this seems to be UTF-16, which Excel calls \"Unicode text\"; save it again as UTF-8",
            Self::Other => "save the file again as UTF-8",
        }
    }
}

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText {
    /// Where the first byte that is not UTF-8 stands: line and column, in characters, from 1.
    pub line: usize,
    pub column: usize,
    /// The same in bytes from the beginning of the file, from 0.
    pub offset: usize,
    pub byte: u8,
    /// In what it was to be read.
    pub encoding: Encoding,
    pub looks_like: Format,
}

/// A file that is not UTF-8, and why not.
#[derive(Debug, Clone)]
pub struct Undecoded {
    pub fault: NotText,
    pub bytes: Vec<u8>,
}

impl NotText {
    /// The complaint, naming file and offset.
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let Self { line, column, offset, byte, encoding, .. } = self;
        let at = format!("line {line}, column {column}");
        if byte == 0 {
            let message = format!("`{path}` is no text: {at} holds a NUL, the byte 0x00 (offset {offset})");
            let help = "remove it; many of them are left where a file was not saved to its end";
            return Diagnostic::new(&ENCODING, message).help(help);
        }
        let message = format!("`{path}` is not {encoding}: {at} holds the byte {byte:#04x} (offset {offset})");
        let help = match encoding {
            Encoding::Utf8 => self.looks_like.remedy(),
            _ => "the byte is no letter there; export the table again, as UTF-8",
        };
        Diagnostic::new(&ENCODING, message).help(help)
    }
}

/// Decodes UTF-8; the byte order mark is dropped, line ends become `\n`, letters are composed (NFC), so that the same
/// words give the same site whatever machine they were typed on.
///
/// # Errors
/// The first byte that is not UTF-8, or a NUL.
pub fn decode(bytes: impl Into<Vec<u8>>) -> Result<String, NotText> {
    decode_or_keep(bytes.into()).map_err(|undecoded| undecoded.fault)
}

/// The same for a file that may still be read in another way.
///
/// # Errors
/// The first byte that is not UTF-8, or a NUL, with all bytes.
pub fn decode_or_keep(bytes: Vec<u8>) -> Result<String, Undecoded> {
    let mut text = String::from_utf8(bytes).map_err(|fault| {
        let offset = fault.utf8_error().valid_up_to();
        undecoded(fault.into_bytes(), offset)
    })?;
    // UTF-8 by the letter, but no text has one: it is what is left where a disk or a program failed.
    if let Some(at) = text.find('\0') {
        return Err(undecoded(text.into_bytes(), at));
    }
    if text.starts_with(MARK) {
        text.drain(..MARK.len());
    }
    Ok(levelled(text))
}

/// The same words whatever machine they were typed on: line ends as `\n`, letters composed (NFC).
pub fn levelled(mut text: String) -> String {
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    // Most files are as they should be, and are not copied.
    let composed = match nfc(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(composed) => Some(composed),
    };
    composed.unwrap_or(text)
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// What is wrong with the byte at an offset of a file in UTF-8.
fn undecoded(bytes: Vec<u8>, offset: usize) -> Undecoded {
    let before = String::from_utf8_lossy(&bytes[..offset]).into_owned();
    Undecoded { fault: not_text(&bytes, &before, offset, Encoding::Utf8), bytes }
}

/// The complaint about the byte at an offset, with the text before it.
fn not_text(bytes: &[u8], before: &str, offset: usize, encoding: Encoding) -> NotText {
    let before = before.strip_prefix(MARK).unwrap_or(before);
    let last = before.rsplit('\n').next().unwrap_or_default();
    NotText {
        line: before.matches('\n').count() + 1,
        column: last.chars().count() + 1,
        offset,
        byte: bytes.get(offset).copied().unwrap_or_default(),
        encoding,
        looks_like: Format::of(bytes),
    }
}

/// Decodes a file and keeps it; one that is not text is complained about.
pub fn add(path: &str, bytes: &[u8], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<FileId> {
    match decode(bytes) {
        Ok(text) => Some(sources.add(path, text)),
        Err(fault) => {
            diagnostics.push(fault.diagnostic(path));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_the_same_text() {
        let clean = decode("år\nto\n".as_bytes()).unwrap();
        assert_eq!(decode("\u{feff}a\u{30a}r\r\nto\r".as_bytes()).unwrap(), clean);
    }

    #[test]
    fn other_bytes_have_an_offset() {
        let (encoding, looks_like) = (Encoding::Utf8, Format::Other);
        let fault = |line, column, offset, byte| Err(NotText { line, column, offset, byte, encoding, looks_like });
        assert_eq!(decode(b"ab\xe6"), fault(1, 3, 2, 0xe6));
        assert_eq!(decode(b"\xef\xbb\xbfa\nb\xe6"), fault(2, 2, 6, 0xe6));
        assert_eq!(decode(b"a\nb\0c"), fault(2, 2, 3, 0));
        assert!(decode(b"\xff\xfea\0").is_err_and(|fault| fault.looks_like == Format::Utf16));
    }
}
