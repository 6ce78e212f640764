//! Pictures of dots, by the image crate: looked at before they are unpacked, and made anew in the sizes that pages ask for, so
//! that nothing but the picture itself is published.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as Rows, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, ImageResult};

use super::{UNUSABLE_IMAGE, metadata};
use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};

/// Said of every picture that is made: raised whenever the same file would become other bytes, so that no old copy is shown.
pub const RECIPE: &[u8] = b"1";

/// How good a JPEG is, of a hundred.
const QUALITY: u8 = 80;

/// What is known of a picture before it is unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raster {
    /// As it is looked at, turned the right way up.
    pub width: u32,
    pub height: u32,
    pub made: Made,
}

/// What is made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// Of photographs.
    Jpeg,
    /// Of pictures with sharp edges, or that can be seen through.
    Png,
}

impl Made {
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Looks at the head of a picture.
///
/// # Errors
/// A complaint without a place: it is none, is cut off, or has more dots than it may have.
pub fn look(path: &str, bytes: &[u8], limits: &Limits) -> Result<Raster, Diagnostic> {
    let format = format_of(bytes).ok_or_else(|| {
        let message = format!("`{path}` is no JPEG, PNG or WebP picture, whatever its name says");
        Diagnostic::new(&UNUSABLE_IMAGE, message).help("open it in a picture program and save it as one of these")
    })?;
    let mut decoder = decoder(bytes, format, limits).map_err(|error| damaged(path, &error.to_string()))?;
    let (width, height) = decoder.dimensions();
    let dots = u64::from(width) * u64::from(height);
    if dots > limits.get(Limit::ImagePixels) {
        return Err(limits.exceeded(Limit::ImagePixels, Met::Exactly(dots)));
    }
    if format == ImageFormat::Jpeg && metadata::is_cut_off(bytes) {
        return Err(damaged(path, "it ends before its end"));
    }
    let turn = decoder.orientation().map_err(|error| damaged(path, &error.to_string()))?;
    let is_clear = decoder.color_type().has_alpha();
    let made = if format == ImageFormat::Png || is_clear { Made::Png } else { Made::Jpeg };
    let (width, height) = if lies(turn) { (height, width) } else { (width, height) };
    Ok(Raster { width, height, made })
}

/// The same picture dot by dot, without what is written beside the dots.
///
/// # Errors
/// A complaint without a place: the picture is damaged, or of a form that is no annex.
pub fn bare(path: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
    look(path, bytes, limits)?;
    let bare = match format_of(bytes) {
        Some(ImageFormat::Jpeg) => metadata::bare_jpeg(bytes, turn_of(bytes, limits)),
        Some(ImageFormat::Png) => metadata::bare_png(bytes),
        _ => None,
    };
    bare.ok_or_else(|| damaged(path, "it is cut off, or its name does not say what it is"))
}

/// Which way a JPEG is turned, as its head counts.
fn turn_of(bytes: &[u8], limits: &Limits) -> u8 {
    let decoder = decoder(bytes, ImageFormat::Jpeg, limits);
    decoder.and_then(|mut decoder| decoder.orientation()).map_or(1, Orientation::to_exif)
}

/// Makes a picture anew, `width` dots wide and turned the right way up. Nothing of the file but its dots is kept.
///
/// # Errors
/// A complaint without a place: the picture is damaged.
pub fn scaled(path: &str, bytes: &[u8], raster: Raster, width: u32, limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
    let made = || -> ImageResult<Vec<u8>> {
        let format = format_of(bytes).unwrap_or(ImageFormat::Jpeg);
        let mut decoder = decoder(bytes, format, limits)?;
        let turn = decoder.orientation()?;
        let mut picture = plain(DynamicImage::from_decoder(decoder)?, raster.made);
        picture.apply_orientation(turn);
        if width < raster.width {
            picture = picture.resize_exact(width, height_of(raster, width), FilterType::CatmullRom);
        }
        written(&picture, raster.made)
    };
    made().map_err(|error| damaged(path, &error.to_string()))
}

/// How high a picture is that is made `width` dots wide.
pub fn height_of(raster: Raster, width: u32) -> u32 {
    let (own, high) = (u64::from(raster.width.max(1)), u64::from(raster.height));
    let height = (high * u64::from(width) + own / 2) / own;
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].contains(&format).then_some(format)
}

fn decoder<'b>(bytes: &'b [u8], format: ImageFormat, limits: &Limits) -> ImageResult<impl ImageDecoder + use<'b>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut room = image::Limits::default();
    // Eight bytes are the most that a dot takes, and what the reader of a format needs besides is little.
    room.max_alloc = Some(limits.get(Limit::ImagePixels).saturating_mul(8).saturating_add(64 << 20));
    reader.limits(room);
    reader.into_decoder()
}

/// Eight bits for each colour, and no more colours than the picture that is made can have.
fn plain(picture: DynamicImage, made: Made) -> DynamicImage {
    let is_grey = !picture.color().has_color();
    match (made, is_grey, picture.color().has_alpha()) {
        (Made::Jpeg, true, _) | (Made::Png, true, false) => picture.into_luma8().into(),
        (Made::Jpeg, false, _) | (Made::Png, false, false) => picture.into_rgb8().into(),
        (Made::Png, true, true) => picture.into_luma_alpha8().into(),
        (Made::Png, false, true) => picture.into_rgba8().into(),
    }
}

fn written(picture: &DynamicImage, made: Made) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match made {
        Made::Jpeg => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?,
        Made::Png => {
            let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, Rows::Adaptive);
            picture.write_with_encoder(encoder)?;
        }
    }
    Ok(bytes)
}

/// Whether a picture lies on its side in the file.
fn lies(turn: Orientation) -> bool {
    matches!(
        turn,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

fn damaged(path: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&UNUSABLE_IMAGE, format!("`{path}` cannot be read: {why}"))
        .help("the picture seems to be cut off or damaged; save it again with a picture program")
}
