//! What pages show of a file: a picture in several sizes, or an annex with its type and size.

use std::borrow::Cow;

use super::form::{Annexed, Media};
use super::raster::{self, Raster};
use super::{CONTENT, File, svg};
use crate::address::Address;
use crate::diag::Diagnostic;
use crate::digest::Checksum;
use crate::limits::Limits;
use crate::text;
use crate::value::slug::slug;

/// The folder of the site in which pictures are published, and that of annexes.
const PICTURES: &str = "media/";
const ANNEXES: &str = "files/";

/// The widths in which a picture is made, in dots; none is made larger than it is.
const WIDTHS: [u32; 3] = [480, 960, 1600];
/// The width that a browser without a choice of its own gets.
const USUAL: u32 = 960;

/// A picture as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What its addresses begin with.
    name: String,
    pub width: u32,
    pub height: u32,
    /// Nothing for a drawing.
    pub(super) raster: Option<Raster>,
}

/// An annex as pages link to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    pub address: Address,
    /// Its type, as people call it.
    pub form: &'static str,
    /// Its name as it is written, without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// Looks at a picture.
pub fn picture(file: &File, limits: &Limits) -> Result<Picture, Diagnostic> {
    let (path, bytes) = (&file.path, &file.bytes);
    let name = published_name(path, bytes);
    if file.form.media == Some(Media::Drawing) {
        let svg::Extent { width, height } = drawing(file, limits)?;
        return Ok(Picture { name, width, height, raster: None });
    }
    let raster = raster::look(path, bytes, limits)?;
    Ok(Picture { name, width: raster.width, height: raster.height, raster: Some(raster) })
}

/// Looks at an annex.
pub fn annex(file: &File, limits: &Limits) -> Result<Annex, Diagnostic> {
    let size = annexed(file, limits)?.len() as u64;
    let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(Annex { address: annex_address(&file.path), form: file.form.name, name, size })
}

/// The bytes that are published of an annex.
pub fn annexed<'f>(file: &'f File, limits: &Limits) -> Result<Cow<'f, [u8]>, Diagnostic> {
    match file.form.annexed {
        Some(Annexed::DotsAlone) => raster::bare(&file.path, &file.bytes, limits).map(Cow::from),
        Some(Annexed::LookedThrough) => drawing(file, limits).map(|_| Cow::from(&file.bytes)),
        Some(Annexed::AsItIs) | None => Ok(Cow::from(&file.bytes)),
    }
}

fn drawing(file: &File, limits: &Limits) -> Result<svg::Extent, Diagnostic> {
    let text = text::decode(file.bytes.as_slice()).map_err(|fault| fault.diagnostic(&file.path))?;
    svg::look(&file.path, &text, limits)
}

impl Picture {
    /// The widths in which it is made, the smallest first.
    pub fn widths(&self) -> Vec<u32> {
        if self.raster.is_none() {
            return vec![self.width];
        }
        let most = WIDTHS[WIDTHS.len() - 1].min(self.width);
        WIDTHS.into_iter().filter(|width| *width < most).chain([most]).collect()
    }

    /// The width for browsers that do not choose.
    pub fn usual(&self) -> u32 {
        self.widths().into_iter().rfind(|width| *width <= USUAL).unwrap_or(self.width)
    }

    /// How high it is at a width.
    pub fn height_at(&self, width: u32) -> u32 {
        self.raster.map_or(self.height, |raster| raster::height_of(raster, width))
    }

    /// Where it stands, made so wide.
    pub fn address(&self, width: u32) -> Address {
        let name = &self.name;
        match self.raster {
            Some(raster) => Address::new(format!("{PICTURES}{name}-{width}.{}", raster.made.ending())),
            None => Address::new(format!("{PICTURES}{name}.svg")),
        }
    }
}

/// The name of a file with a hash of what is in it, so that another content has another address.
fn published_name(path: &str, bytes: &[u8]) -> String {
    let hash = Checksum::of(&[raster::RECIPE, bytes].concat());
    format!("{}-{}", step(stem(path)), hash.first_digits(10))
}

/// The name of a file without its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A step of a path as it stands in an address.
fn step(name: &str) -> String {
    let step = slug(name);
    if step.is_empty() { "file".to_owned() } else { step }
}

/// Where an annex stands: by its path alone, so that a link to it holds when a better copy takes its place.
fn annex_address(path: &str) -> Address {
    let path = path.strip_prefix(CONTENT).unwrap_or(path);
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let folders: String = folders.split('/').filter(|one| !one.is_empty()).map(|one| step(one) + "/").collect();
    Address::new(format!("{ANNEXES}{folders}{}.{ending}", step(stem(path))))
}
