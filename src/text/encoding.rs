//! Encodings of files that other programs have exported. Nothing is replaced: bytes without a letter are an error.

use std::fmt;

use super::{MARK, NotText, levelled, not_text};

/// How letters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// In the order of bytes that its mark tells; without one, the order in which it looks like text.
    Utf16,
    /// It has the letters of ISO-8859-1 at the same bytes, and more where that has none.
    Windows1252,
    /// ISO-8859-1 with the euro sign; no file can be told to be written in it.
    Iso8859With15,
}

/// What each encoding is called, and the names by which it is declared, small letters, the usual one first.
const NAMES: [(Encoding, &str, &[&str]); 4] = [
    (Encoding::Utf8, "UTF-8", &["utf-8", "utf8"]),
    (Encoding::Utf16, "UTF-16", &["utf-16", "utf-16le", "utf-16be", "unicode"]),
    (Encoding::Windows1252, "Windows-1252", &["windows-1252", "cp1252", "iso-8859-1", "latin1", "ansi"]),
    (Encoding::Iso8859With15, "ISO-8859-15", &["iso-8859-15", "latin9"]),
];

/// Bytes to which Windows-1252 gives no letter (the code page's table of 1998).
const WITHOUT_LETTER: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// How much of a file is looked at for what it seems to be.
const LOOKED_AT: usize = 4_096;

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NAMES[*self as usize].1)
    }
}

impl Encoding {
    /// The name by which it is declared.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].2[0]
    }

    /// The encoding that is declared by a name, in letters of any size.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        NAMES.iter().find(|(_, _, names)| names.contains(&&*name)).map(|(encoding, ..)| *encoding)
    }

    /// The name by which each encoding is declared.
    pub fn all_names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(encoding, ..)| encoding.name())
    }

    /// In what bytes that are not UTF-8 seem to be written. Every second byte of UTF-16 is a nought for the letters of
    /// Europe, which no other text has; beyond that Windows-1252 is what office programs write here.
    pub fn detect(bytes: &[u8]) -> Self {
        match has_utf16_mark(bytes) || utf16_order(bytes).is_some() {
            true => Self::Utf16,
            false => Self::Windows1252,
        }
    }
}

/// Whether bytes begin with the mark of UTF-16, which leaves nothing to guess.
pub fn has_utf16_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}

#[derive(Clone, Copy)]
enum Order {
    LittleFirst,
    BigFirst,
}

/// The order of bytes in which a text looks like UTF-16: where most of every second byte are noughts.
fn utf16_order(bytes: &[u8]) -> Option<Order> {
    let pairs = bytes[..bytes.len().min(LOOKED_AT)].chunks_exact(2);
    let count = pairs.len();
    let (mut first, mut second) = (0, 0);
    for pair in pairs {
        first += usize::from(pair[0] == 0 && pair[1] != 0);
        second += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let most = |noughts: usize| count > 1 && noughts * 10 >= count * 7;
    match (most(first), most(second)) {
        (false, true) => Some(Order::LittleFirst),
        (true, false) => Some(Order::BigFirst),
        _ => None,
    }
}

/// Decodes a file in a known encoding; what differs between machines is levelled out as by [`decode`](super::decode).
///
/// # Errors
/// The first byte that has no letter in the encoding, or a NUL.
pub fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<String, NotText> {
    let text = match encoding {
        Encoding::Utf8 => return super::decode(bytes),
        Encoding::Utf16 => utf16(bytes)?,
        Encoding::Windows1252 => {
            one_byte_a_letter(bytes, encoding, encoding_rs::WINDOWS_1252, |byte| WITHOUT_LETTER.contains(byte))?
        }
        Encoding::Iso8859With15 => {
            one_byte_a_letter(bytes, encoding, encoding_rs::ISO_8859_15, |byte| (0x80..0xa0).contains(byte))?
        }
    };
    match text.find('\0') {
        None => Ok(levelled(text)),
        Some(at) => {
            let offset = if encoding == Encoding::Utf16 { 2 * text[..at].encode_utf16().count() } else { at };
            Err(not_text(bytes, &text[..at], offset, encoding))
        }
    }
}

fn one_byte_a_letter(
    bytes: &[u8],
    encoding: Encoding,
    table: &'static encoding_rs::Encoding,
    has_none: impl Fn(&u8) -> bool,
) -> Result<String, NotText> {
    let letters = |bytes| table.decode_without_bom_handling(bytes).0;
    match bytes.iter().position(has_none) {
        None => Ok(letters(bytes).into_owned()),
        Some(offset) => Err(not_text(bytes, &letters(&bytes[..offset]), offset, encoding)),
    }
}

fn utf16(bytes: &[u8]) -> Result<String, NotText> {
    let order = match bytes {
        [0xfe, 0xff, ..] => Order::BigFirst,
        [0xff, 0xfe, ..] => Order::LittleFirst,
        _ => utf16_order(bytes).unwrap_or(Order::LittleFirst),
    };
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        match order {
            Order::LittleFirst => u16::from_le_bytes(pair),
            Order::BigFirst => u16::from_be_bytes(pair),
        }
    };
    let mut text = String::with_capacity(bytes.len());
    for letter in char::decode_utf16(bytes.chunks_exact(2).map(unit)) {
        match letter {
            Ok(letter) => text.push(letter),
            Err(_) => {
                let offset = 2 * text.encode_utf16().count();
                return Err(not_text(bytes, &text, offset, Encoding::Utf16));
            }
        }
    }
    if !bytes.len().is_multiple_of(2) {
        return Err(not_text(bytes, &text, bytes.len() - 1, Encoding::Utf16));
    }
    if text.starts_with(MARK) {
        text.drain(..MARK.len());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn letters_of_each_encoding_are_read() {
        assert_eq!(decode_as(b"\xe6\xf8\xe5 \x80 \x96\r\n", Encoding::Windows1252).as_deref(), Ok("æøå € –\n"));
        assert_eq!(decode_as(b"\xe6 \xa4", Encoding::Iso8859With15).as_deref(), Ok("æ €"));
        assert_eq!(decode_as("æ".as_bytes(), Encoding::Utf8).as_deref(), Ok("æ"));
        for big in [false, true] {
            for mark in ["", "\u{feff}"] {
                let bytes = utf16(&format!("{mark}navn;sum\r\nåen;😀\r\n"), big);
                assert_eq!(Encoding::detect(&bytes), Encoding::Utf16);
                assert_eq!(decode_as(&bytes, Encoding::Utf16).as_deref(), Ok("navn;sum\nåen;😀\n"));
            }
        }
    }

    #[test]
    fn bytes_without_a_letter_have_an_offset() {
        for byte in WITHOUT_LETTER {
            let fault = decode_as(&[b'a', b'\n', 0xe6, byte], Encoding::Windows1252).unwrap_err();
            assert_eq!((fault.line, fault.column, fault.offset, fault.byte), (2, 2, 3, byte));
        }
        let fault = decode_as(b"a\x9d", Encoding::Iso8859With15).unwrap_err();
        assert_eq!((fault.offset, fault.encoding), (1, Encoding::Iso8859With15));
        let half = [utf16("a\nb", false), vec![0x00, 0xd8]].concat();
        let fault = decode_as(&half, Encoding::Utf16).unwrap_err();
        assert_eq!((fault.line, fault.column, fault.offset), (2, 2, 6));
        assert_eq!(decode_as(b"a\0\xe6", Encoding::Windows1252).unwrap_err().offset, 1);
        assert_eq!(decode_as(&utf16("ab\0", false)[..], Encoding::Utf16).unwrap_err().offset, 4);
        assert_eq!(decode_as(b"a\0b", Encoding::Utf16).unwrap_err().offset, 2, "half a letter");
    }

    #[test]
    fn each_encoding_is_known_by_its_name() {
        for (encoding, called, names) in NAMES {
            assert_eq!((encoding.to_string().as_str(), encoding.name()), (called, names[0]));
            assert!(names.iter().all(|name| Encoding::from_name(name) == Some(encoding)));
        }
    }

    #[test]
    fn what_is_not_utf8_is_taken_for_what_it_looks_like() {
        assert_eq!(Encoding::detect(b"R\xf8dovre;1\n"), Encoding::Windows1252);
        assert_eq!(Encoding::detect(b"\xff"), Encoding::Windows1252);
        assert_eq!(Encoding::from_name("Latin1"), Some(Encoding::Windows1252));
        assert_eq!(Encoding::from_name("ebcdic"), None);
    }
}
