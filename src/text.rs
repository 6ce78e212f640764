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
    /// The first byte that is not UTF-8.
    pub offset: usize,
    pub byte: u8,
}

impl NotText {
    /// The complaint, naming file and offset.
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let message = format!("`{path}` is not UTF-8: byte {} is {:#04x}", self.offset + 1, self.byte);
        Diagnostic::new(&ENCODING, message).help("save the file again as UTF-8")
    }
}

/// Decodes UTF-8; the byte order mark is dropped, line ends become `\n`, letters are composed (NFC), so that the same
/// words give the same site whatever machine they were typed on.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let offset = fault.valid_up_to();
        NotText { offset, byte: bytes[offset] }
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
        assert_eq!(decode(b"ab\xe6"), Err(NotText { offset: 2, byte: 0xe6 }));
    }
}
