//! Bytes to text: UTF-8, with what differs between machines levelled out.

use std::borrow::Cow;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lang::nfc;
use crate::source::{FileId, Sources};

pub static ENCODING: Code = Code {
    id: "encoding",
    severity: Severity::Error,
    summary: "The file is not UTF-8 text.",
    explanation: "Bytes that are not UTF-8 stop the build, because replacing them would bend names and figures \
without anybody seeing it. Save the file again as UTF-8 (in Excel: \"CSV UTF-8\").",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&ENCODING];

/// What a file that is not UTF-8 seems to be, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A spreadsheet among others.
    Archive,
    Utf16,
    Other,
}

impl Format {
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [b'P', b'K', 3, 4, ..] => Self::Archive,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Self::Utf16,
            _ => Self::Other,
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Archive => "this is a spreadsheet or an archive; export the table as \"CSV UTF-8\"",
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
    pub looks_like: Format,
}

impl NotText {
    /// The complaint, naming file and offset.
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let Self { line, column, offset, byte, .. } = self;
        let at = format!("line {line}, column {column}");
        if byte == 0 {
            let message = format!("`{path}` is no text: {at} holds a NUL, the byte 0x00 (offset {offset})");
            let help = "remove it; many of them are left where a file was not saved to its end";
            return Diagnostic::new(&ENCODING, message).help(help);
        }
        let message = format!("`{path}` is not UTF-8: {at} holds the byte {byte:#04x} (offset {offset})");
        Diagnostic::new(&ENCODING, message).help(self.looks_like.remedy())
    }
}

/// Decodes UTF-8; the byte order mark is dropped, line ends become `\n`, letters are composed (NFC), so that the same
/// words give the same site whatever machine they were typed on.
///
/// # Errors
/// The first byte that is not UTF-8, or a NUL.
pub fn decode(bytes: impl Into<Vec<u8>>) -> Result<String, NotText> {
    let mut text = String::from_utf8(bytes.into()).map_err(|fault| {
        let start = if fault.as_bytes().starts_with(MARK.as_bytes()) { MARK.len() } else { 0 };
        not_text(fault.as_bytes(), start, fault.utf8_error().valid_up_to())
    })?;
    // UTF-8 by the letter, but no text has one: it is what is left where a disk or a program failed.
    if let Some(at) = text.find('\0') {
        let start = if text.starts_with(MARK) { MARK.len() } else { 0 };
        return Err(not_text(text.as_bytes(), start, at));
    }
    if text.starts_with(MARK) {
        text.drain(..MARK.len());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    // Most files are as they should be, and are not copied.
    let composed = match nfc(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(composed) => Some(composed),
    };
    Ok(composed.unwrap_or(text))
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// The complaint about the byte at an offset, where the text begins at `start`.
fn not_text(bytes: &[u8], start: usize, offset: usize) -> NotText {
    let before = String::from_utf8_lossy(&bytes[start..offset]);
    let last = before.rsplit('\n').next().unwrap_or_default();
    NotText {
        line: before.matches('\n').count() + 1,
        column: last.chars().count() + 1,
        offset,
        byte: bytes.get(offset).copied().unwrap_or_default(),
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
        let fault = |line, column, offset, byte| Err(NotText { line, column, offset, byte, looks_like: Format::Other });
        assert_eq!(decode(b"ab\xe6"), fault(1, 3, 2, 0xe6));
        assert_eq!(decode(b"\xef\xbb\xbfa\nb\xe6"), fault(2, 2, 6, 0xe6));
        assert_eq!(decode(b"a\nb\0c"), fault(2, 2, 3, 0));
        assert!(decode(b"\xff\xfea\0").is_err_and(|fault| fault.looks_like == Format::Utf16));
    }
}
