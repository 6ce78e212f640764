//! Pictures that are annexes: their dots stay bit by bit as they are, and what a camera or a program writes beside them goes.

/// The parts of a JPEG.
struct Part<'b> {
    marker: u8,
    /// With its marker and, in a scan, the dots that follow.
    bytes: &'b [u8],
}

const START_OF_SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// The parts of a JPEG up to its end; nothing where it has none, or is no JPEG. Readers make grey dots of what is missing,
/// without a word.
fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut at = 2;
    bytes.starts_with(&[0xff, 0xd8]).then_some(())?;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            // Bytes that fill up.
            0xff => at += 1,
            END => return Some(parts),
            _ => {
                let length = bytes.get(at + 2..at + 4)?;
                let mut end = at + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                if marker == START_OF_SCAN {
                    end += dots(bytes.get(end..)?)?;
                }
                parts.push(Part { marker, bytes: bytes.get(at..end)? });
                at = end;
            }
        }
    }
}

/// How many bytes of dots there are before the next part.
fn dots(bytes: &[u8]) -> Option<usize> {
    let is_part = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    bytes.windows(2).position(is_part)
}

/// Whether a JPEG ends before its end.
pub fn is_cut_off(jpeg: &[u8]) -> bool {
    parts(jpeg).is_none()
}

/// A JPEG without what is written beside its dots, but for its colour profile and which way it is turned.
pub fn bare_jpeg(jpeg: &[u8], turned: u8) -> Option<Vec<u8>> {
    const PROFILE: &[u8] = b"ICC_PROFILE\0";
    let stays = |part: &&Part<'_>| match part.marker {
        0xe2 => part.bytes.get(4..).is_some_and(|rest| rest.starts_with(PROFILE)),
        // How the file and its colours are written.
        0xe0 | 0xee => true,
        0xe0..=0xef | 0xfe => false,
        _ => true,
    };
    let parts = parts(jpeg)?;
    let mut bare = vec![0xff, 0xd8];
    if turned > 1 {
        bare.extend_from_slice(b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        bare.extend_from_slice(&[turned, 0, 0, 0, 0, 0, 0]);
    }
    parts.iter().filter(stays).for_each(|part| bare.extend_from_slice(part.bytes));
    bare.extend_from_slice(&[0xff, END]);
    Some(bare)
}

/// Parts of a PNG that say how its dots look, besides those that every PNG has.
const LOOKS: &[&[u8]] =
    &[b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP", b"hIST", b"sPLT"];

/// A PNG without what is written beside its dots; nothing where it is cut off.
pub fn bare_png(png: &[u8]) -> Option<Vec<u8>> {
    const SIGNATURE: usize = 8;
    let mut bare = png.get(..SIGNATURE)?.to_vec();
    let mut at = SIGNATURE;
    loop {
        let length = u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?);
        let end = at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?;
        let (name, part) = (png.get(at + 4..at + 8)?, png.get(at..end)?);
        if name[0].is_ascii_uppercase() || LOOKS.contains(&name) {
            bare.extend_from_slice(part);
        }
        if name == b"IEND" {
            return Some(bare);
        }
        at = end;
    }
}
