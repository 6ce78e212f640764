//! Bytes to text: UTF-8, with what differs between machines levelled out.

use crate::diag::Diagnostics;
use crate::diag::{Code, Diagnostic, Severity};
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

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText {
    /// Where the first byte that is not UTF-8 stands: line and column, in characters, from 1.
    pub line: usize,
    pub column: usize,
    /// The same in bytes from the beginning of the file, from 0.
    pub offset: usize,
    pub byte: u8,
    /// Whether the file begins as archives do, spreadsheets among them.
    pub is_archive: bool,
}

impl NotText {
    /// The complaint, naming file and offset.
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let Self { line, column, offset, byte, .. } = self;
        let message =
            format!("`{path}` is not UTF-8: line {line}, column {column} holds the byte {byte:#04x} (offset {offset})");
        let help = if self.is_archive {
            "this is a spreadsheet or an archive; export the table as \"CSV UTF-8\""
        } else {
            "save the file again as UTF-8"
        };
        Diagnostic::new(&ENCODING, message).help(help)
    }
}

/// Decodes UTF-8; the byte order mark is dropped, line ends become `\n`, letters are composed (NFC), so that the same
/// words give the same site whatever machine they were typed on.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let text = std::str::from_utf8(marked.unwrap_or(bytes)).map_err(|fault| {
        let (good, rest) = marked.unwrap_or(bytes).split_at(fault.valid_up_to());
        let before = String::from_utf8_lossy(good);
        let last = before.rsplit('\n').next().unwrap_or_default();
        NotText {
            line: before.matches('\n').count() + 1,
            column: last.chars().count() + 1,
            offset: bytes.len() - rest.len(),
            byte: rest.first().copied().unwrap_or_default(),
            is_archive: bytes.starts_with(b"PK\x03\x04"),
        }
    })?;
    let lines = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    Ok(nfc(&lines).into_owned())
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
        let fault = |line, column, offset| Err(NotText { line, column, offset, byte: 0xe6, is_archive: false });
        assert_eq!(decode(b"ab\xe6"), fault(1, 3, 2));
        assert_eq!(decode(b"\xef\xbb\xbfa\nb\xe6"), fault(2, 2, 6));
    }
}
