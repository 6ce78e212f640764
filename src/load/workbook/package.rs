//! The zip archive that a workbook is, by the zip crate: looked at before anything in it is unpacked.

use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};
use crate::raw::SYNTAX;
use crate::xml::{See, Stop, walk};

/// How files begin that are no archives: workbooks of old, and those that a password protects.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
/// The most parts of a workbook; large ones have some hundred.
const MOST_PARTS: usize = 10_000;
/// From which size, in bytes, a part must itself be within the limit of compression.
const LARGE: u64 = 1 << 20;
/// How much of a part is unpacked at once, in bytes.
const BUFFER: usize = 1 << 16;

/// A workbook's archive, whose parts are not larger than they may be.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The parts by their place in the archive.
    parts: Vec<Part>,
    pub path: &'a str,
    pub bytes: &'a [u8],
    pub limits: &'a Limits,
}

/// A part of the archive, as its directory tells.
struct Part {
    name: String,
    size: u64,
}

impl<'a> Package<'a> {
    /// Looks at the directory of an archive; nothing is unpacked yet.
    ///
    /// # Errors
    /// A complaint without a place: it is no archive, damaged, protected by a password, hostile, or larger than it may be.
    pub fn open(path: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Diagnostic> {
        if bytes.starts_with(COMPOUND) {
            let message = format!("`{path}` is protected by a password, or a workbook of an old form (.xls)");
            return Err(fault(message, "save it as .xlsx without a password"));
        }
        if !bytes.starts_with(b"PK") {
            let message = format!("`{path}` is no workbook, whatever its name says");
            return Err(fault(message, "open it in the spreadsheet program and save it as .xlsx or .ods"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(path, &error.to_string()))?;
        let mut package = Self { zip, parts: Vec::new(), path, bytes, limits };
        package.look()?;
        Ok(package)
    }

    /// Takes the directory in.
    fn look(&mut self) -> Result<(), Diagnostic> {
        let (path, limits) = (self.path, self.limits);
        if self.zip.len() > MOST_PARTS {
            let message = format!("`{path}` has {} parts, more than any workbook needs", self.zip.len());
            return Err(fault(message, "save it again with the spreadsheet program"));
        }
        let mut sum = 0_u64;
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(|error| damaged(path, &error.to_string()))?;
            let name = part.name().map_err(|error| damaged(path, &error.to_string()))?.into_owned();
            if part.encrypted() {
                return Err(fault(format!("`{path}` is protected by a password"), "save it without one"));
            }
            if leads_out(&name) {
                let message = format!("`{path}` has a part with the hostile name `{}`", name.escape_debug());
                return Err(fault(message, "save it again with the spreadsheet program, from a source you trust"));
            }
            let size = part.size();
            sum = sum.saturating_add(size);
            if size > LARGE {
                within(size, part.compressed_size(), limits)?;
            }
            self.parts.push(Part { name, size });
        }
        if sum > limits.get(Limit::FileSize) {
            return Err(limits.exceeded(Limit::FileSize, Met::Exactly(sum)));
        }
        within(sum, self.bytes.len() as u64, limits)
    }

    /// The names of the parts, by their place.
    pub fn names(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.name.clone()).collect()
    }

    /// The place of the part of a name, in letters of any size.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.parts.iter().position(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// Walks through the XML of a part.
    ///
    /// # Errors
    /// A complaint without a place: the part is not what it says, or who sees it has one.
    pub fn walk(&mut self, index: usize, see: &mut impl See) -> Result<(), Diagnostic> {
        let Some(part) = self.parts.get(index) else { return Ok(()) };
        let packed = self.zip.by_index(index).map_err(|error| damaged(self.path, &error.to_string()))?;
        let counted = BufReader::with_capacity(BUFFER, Counted { packed, left: part.size });
        walk(counted, self.limits, see).map_err(|stop| match stop {
            Stop::Fault(fault) => fault,
            Stop::Broken(why) => damaged(self.path, &format!("its part `{}` {why}", part.name.escape_debug())),
        })
    }
}

/// A complaint that a file is not as it was written.
pub fn damaged(path: &str, why: &str) -> Diagnostic {
    fault(
        format!("`{path}` cannot be read: {why}"),
        "the file seems to be cut off or damaged; save it again with the spreadsheet program",
    )
}

fn fault(message: String, help: &str) -> Diagnostic {
    Diagnostic::new(&SYNTAX, message).help(help)
}

/// Whether a name would lead out of the archive, or is written as none in it is.
fn leads_out(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', ':', '\0']) || name.split('/').any(|step| step == "..")
}

/// Refuses what becomes too many times as large as it is kept.
fn within(size: u64, packed: u64, limits: &Limits) -> Result<(), Diagnostic> {
    if size <= limits.get(Limit::Compression).saturating_mul(packed) {
        return Ok(());
    }
    Err(limits.exceeded(Limit::Compression, Met::Exactly(size / packed.max(1))))
}

/// A part that is unpacked no further than it says to be large.
struct Counted<R> {
    packed: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.packed.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other("it is larger than it says"))?;
        Ok(read)
    }
}
