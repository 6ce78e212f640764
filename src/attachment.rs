//! Files that stand beside the texts of a site: its pictures. Only what a published entry names is published.

mod form;
mod path;
mod raster;
mod svg;

pub use form::{Form, Media, pictures};
pub use path::resolve;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::address::Address;
use crate::diag::{Code, Diagnostic, Severity, nearest};
use crate::digest::Checksum;
use crate::entry::{Entry, Fields, Value};
use crate::limits::Limits;
use crate::markdown::{Link, is_of_the_web, outline};
use crate::source::{At, FileId, Input, Place, Sources};
use crate::text;
use crate::value::slug::slug;
use raster::Raster;

pub static UNUSABLE_IMAGE: Code = Code {
    id: "unusable-image",
    severity: Severity::Error,
    summary: "A picture cannot be read.",
    explanation: "Pictures are made anew in several sizes, so they must be whole: JPEG, PNG or WebP, whatever their names say. \
Open the file in a picture program and save it again. Photographs of some telephones (.heic) are saved as JPEG.",
};

pub static UNSAFE_SVG: Code = Code {
    id: "unsafe-svg",
    severity: Severity::Error,
    summary: "A drawing holds something that a published drawing must not hold.",
    explanation: "An SVG file is published as it is, and a browser that opens it does what stands in it. So it holds no \
script, no event handler, nothing that moves, no other picture, and refers to nothing outside of itself; and it says how large \
it is. Save it in the drawing program as a plain SVG.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&UNUSABLE_IMAGE, &UNSAFE_SVG];

/// The folder of the site in which they are published.
const FOLDER: &str = "media/";
/// The widths in which a picture is made, in dots; none is made larger than it is.
const WIDTHS: [u32; 3] = [480, 960, 1600];
/// The width that a browser without a choice of its own gets.
const USUAL: u32 = 960;

/// A file beside the texts.
#[derive(Debug)]
pub struct File {
    /// From the site's root.
    pub path: String,
    bytes: Vec<u8>,
    pub form: &'static Form,
    /// Where it is first named by what is published; nothing where it is not.
    pub first: Option<Place>,
    /// What is shown of it, or the complaint that nothing can be. Nothing where it is not published.
    picture: Option<Result<Picture, Diagnostic>>,
}

/// A picture as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What its addresses begin with.
    name: String,
    pub width: u32,
    pub height: u32,
    /// Nothing for a drawing.
    raster: Option<Raster>,
}

/// Which file, by its position among all.
pub type FileIx = usize;

/// All files beside the texts of a site.
#[derive(Debug, Default)]
pub struct Attachments {
    /// Sorted by path.
    files: Vec<File>,
    /// Which file is meant by what is written in a file of content.
    links: HashMap<(FileId, Box<str>), FileIx>,
    limits: Limits,
}

/// What a text writes to name a file, and where.
struct Named {
    written: String,
    place: Place,
}

impl Attachments {
    /// Takes those files of the content out of the input that are no texts, by the endings of their names.
    pub fn take(input: &mut Input, limits: &Limits) -> Self {
        let is_ours = |path: &String| path.starts_with(CONTENT) && Form::of(path).is_some();
        let taken = input.site.extract_if(.., |path, _| is_ours(path));
        let file = |(path, bytes): (String, Vec<u8>)| {
            let form = Form::of(&path)?;
            Some(File { path, bytes, form, first: None, picture: None })
        };
        Self { files: taken.filter_map(file).collect(), links: HashMap::new(), limits: limits.clone() }
    }

    /// The texts among them, by path: they are looked through as all other texts of the site.
    pub fn texts(&self) -> impl Iterator<Item = (String, Arc<String>)> {
        let drawings = self.files.iter().filter(|file| file.form.media == Media::Drawing);
        drawings.filter_map(|file| Some((file.path.clone(), Arc::new(text::decode(file.bytes.as_slice()).ok()?))))
    }

    /// The paths of the files that entries name, published or not.
    pub fn named(&self, entries: &[Entry], sources: &Sources) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        self.each_link(entries, sources, &mut |_, file, _| {
            named.insert(self.files[file].path.clone());
        });
        named
    }

    /// Finds the file that each published entry names, and looks at it.
    pub fn follow(&mut self, entries: &[Entry], sources: &Sources) {
        let (mut links, mut first) = (HashMap::new(), BTreeMap::new());
        self.each_link(entries, sources, &mut |from, file, named| {
            first.entry(file).or_insert(named.place);
            links.insert((from, named.written.into()), file);
        });
        self.links = links;
        for (ix, place) in first {
            let Some(file) = self.files.get_mut(ix) else { continue };
            file.first = Some(place);
            file.picture = Some(Picture::of(file, &self.limits));
        }
    }

    fn each_link(&self, entries: &[Entry], sources: &Sources, visit: &mut impl FnMut(FileId, FileIx, Named)) {
        // Most sites have no such files, and many have a million entries.
        if self.files.is_empty() {
            return;
        }
        for entry in entries {
            let from = entry.place.file();
            let path = &sources.file(from).path;
            each_name(entry, &entry.fields, &self.limits, &mut |named| {
                if let Some(file) = resolve(path, &named.written).and_then(|path| self.at(&path)) {
                    visit(from, file, named);
                }
            });
        }
    }

    fn at(&self, path: &str) -> Option<FileIx> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()
    }

    /// Every file.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The picture that is meant by what is written in a file of content.
    pub fn picture(&self, from: FileId, written: &str) -> Option<&Picture> {
        let file = self.links.get(&(from, written.into()))?;
        self.files.get(*file)?.picture()?.as_ref().ok()
    }

    /// The file at a path that is written in the file at `from`.
    pub fn find(&self, from: &str, written: &str) -> Option<&File> {
        self.files.get(self.at(&resolve(from, written)?)?)
    }

    /// What the path of a file may have been meant to be, as it is written in the file at `from`.
    pub fn near(&self, from: &str, written: &str) -> Option<String> {
        let wanted = resolve(from, written).unwrap_or_else(|| written.to_owned());
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let elsewhere = || self.iter().find(|file| name(&file.path) == name(&wanted)).map(|file| file.path.as_str());
        let found = elsewhere().or_else(|| nearest(&wanted, self.iter().map(|file| file.path.as_str())))?;
        Some(Address::new(found).relative_to(&Address::new(from)))
    }

    /// What is published: the address of every picture in each of its widths, with which file it is and the width.
    pub fn published(&self) -> impl Iterator<Item = (Address, FileIx, u32)> {
        let pictures =
            self.files.iter().enumerate().filter_map(|(ix, file)| Some((ix, file.picture()?.as_ref().ok()?)));
        pictures.flat_map(|(ix, picture)| {
            picture.widths().into_iter().map(move |width| (picture.address(width), ix, width))
        })
    }

    /// The bytes that are published of a picture.
    ///
    /// # Errors
    /// The complaint that it is damaged.
    pub fn make(&self, file: FileIx, width: u32) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Some(file) = self.files.get(file) else { return Ok(Vec::new()) };
        let raster = file.picture().and_then(|picture| picture.as_ref().ok()?.raster);
        let Some(raster) = raster else { return Ok(file.bytes.clone()) };
        raster::scaled(&file.path, &file.bytes, raster, width, &self.limits)
            .map_err(|fault| Box::new(file.first.map_or(fault.clone(), |place| fault.at(place))))
    }
}

/// The folder in which they lie.
const CONTENT: &str = "content/";

impl File {
    /// What is shown of it; nothing where it is not published.
    pub fn picture(&self) -> Option<&Result<Picture, Diagnostic>> {
        self.picture.as_ref()
    }
}

impl Picture {
    fn of(file: &File, limits: &Limits) -> Result<Self, Diagnostic> {
        let (path, bytes) = (&file.path, &file.bytes);
        let (raster, width, height) = match file.form.media {
            Media::Raster => {
                let raster = raster::look(path, bytes, limits)?;
                (Some(raster), raster.width, raster.height)
            }
            Media::Drawing => {
                let text = text::decode(bytes.as_slice()).map_err(|fault| fault.diagnostic(path))?;
                let extent = svg::look(path, &text, limits)?;
                (None, extent.width, extent.height)
            }
        };
        Ok(Self { name: published_name(path, bytes), width, height, raster })
    }

    /// The widths in which it is made, the smallest first.
    pub fn widths(&self) -> Vec<u32> {
        let most = WIDTHS[WIDTHS.len() - 1].min(self.width);
        if self.raster.is_none() {
            return vec![self.width];
        }
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
        match self.raster.map(|raster| raster.made) {
            Some(made) => Address::new(format!("{FOLDER}{name}-{width}.{}", made.ending())),
            None => Address::new(format!("{FOLDER}{name}.svg")),
        }
    }
}

/// The name of a file with a hash of what is in it, so that another content has another address.
fn published_name(path: &str, bytes: &[u8]) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() { "file" } else { &stem };
    let hash = Checksum::of(&[raster::RECIPE, bytes].concat());
    format!("{stem}-{}", hash.first_digits(10))
}

/// Whether a picture of a text is a file of the site: it leads neither to the web nor to what has a scheme of its own.
pub fn is_local(to: &str) -> bool {
    let before = to.split(['/', '.']).next().unwrap_or_default();
    !to.is_empty() && !to.starts_with("//") && !before.contains(':') && !is_of_the_web(to)
}

/// Calls `visit` for all that values write to name a file.
fn each_name(entry: &Entry, fields: &Fields, limits: &Limits, visit: &mut impl FnMut(Named)) {
    for (_, value) in fields.iter() {
        in_value(entry, value, limits, visit);
    }
}

fn in_value(entry: &Entry, value: At<&Value>, limits: &Limits, visit: &mut impl FnMut(Named)) {
    match value.value {
        Value::Text(text) => in_text(entry, text, value.place, limits, visit),
        Value::Texts(texts) => texts.iter().for_each(|(_, text)| in_text(entry, text, value.place, limits, visit)),
        Value::List(_) => value.items().for_each(|item| in_value(entry, item, limits, visit)),
        Value::Group(group) => each_name(entry, group, limits, visit),
        Value::Records(records) => records.iter().for_each(|one| each_name(entry, &one.fields, limits, visit)),
        _ => {}
    }
}

/// The pictures of a text. Whether it is Markdown does not matter: what is none shows no picture.
fn in_text(entry: &Entry, text: &str, place: Place, limits: &Limits, visit: &mut impl FnMut(Named)) {
    if !text.contains("![") {
        return;
    }
    // A text that is beyond the limits is complained about where texts are checked.
    let pictures = outline(text, limits).map(|outline| outline.pictures).unwrap_or_default();
    for Link { to, range } in pictures {
        visit(Named { written: to, place: entry.within(place, range) });
    }
}
