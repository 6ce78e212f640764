//! Files that stand beside the texts of a site: pictures and annexes. Only what a published entry names is published.

mod form;
mod metadata;
mod named;
mod path;
mod raster;
mod shown;
mod svg;

pub use form::{Form, Use};
pub use named::is_local;
pub use path::resolve;
pub use shown::{Annex, Picture};

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::address::Address;
use crate::diag::{Code, Diagnostic, Severity, nearest};
use crate::entry::Entry;
use crate::kind::Kinds;
use crate::limits::Limits;
use crate::source::{Extract, FileId, Input, Place, Sources};
use crate::text::{Encoding, decode_as};
use named::{Named, each_name};

pub static UNUSABLE_IMAGE: Code = Code {
    id: "unusable-image",
    severity: Severity::Error,
    summary: "A picture cannot be read.",
    explanation: "Pictures are made anew in several sizes, so they must be whole: JPEG, PNG or WebP, whatever their names say. \
Open the file in a picture program and save it again. Photographs of some telephones (.heic) are saved as JPEG.",
};

pub static UNREAD_ANNEX: Code = Code {
    id: "unread-annex",
    severity: Severity::Warning,
    summary: "The text of an annex cannot be read, so that the search does not find it.",
    explanation: "The annex is published all the same. A PDF or an office file is read by a process of its own, which is ended \
where it takes more time or memory than it may, so that a damaged file stops no build. Nor is such a file looked through for \
personal numbers. Save it again with another program, without a password; `annex_seconds`, `annex_memory` and `annex_text` \
below `[limits]` in glasklar.toml say how much reading it may take.",
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
pub static CODES: &[&Code] = &[&UNUSABLE_IMAGE, &UNSAFE_SVG, &UNREAD_ANNEX];

/// The folder in which they lie.
const CONTENT: &str = "content/";

/// A file beside the texts.
#[derive(Debug)]
pub struct File {
    /// From the site's root.
    pub path: String,
    bytes: Vec<u8>,
    pub form: &'static Form,
    /// Where it is first named by what is published; nothing where it is not.
    pub first: Option<Place>,
    /// What is shown of it, or the complaint that nothing can be. Nothing where no published text shows it.
    picture: Option<Result<Picture, Diagnostic>>,
    /// What is linked to, likewise.
    annex: Option<Result<Annex, Diagnostic>>,
}

/// Which file, by its position among all.
pub type FileIx = usize;

/// All files beside the texts of a site.
#[derive(Debug, Default)]
pub struct Attachments {
    /// Sorted by path.
    files: Vec<File>,
    /// Files that could be attachments, but are read as tables.
    tables: BTreeSet<String>,
    /// Which file is meant by what is written in a file of content.
    links: HashMap<(FileId, Box<str>), FileIx>,
    /// What documents among them say, by path.
    extracts: BTreeMap<String, Extract>,
    limits: Limits,
}

impl Attachments {
    /// Takes those files of the content out of the input that become no entries, by the endings of their names.
    pub fn take(input: &mut Input, limits: &Limits) -> Self {
        let is_ours = |path: &String| path.starts_with(CONTENT) && Form::of(path).is_some();
        if !input.site.keys().any(is_ours) {
            return Self { limits: limits.clone(), ..Self::default() };
        }
        let mut tables = crate::load::described_in(input);
        tables.retain(is_ours);
        let taken = input.site.extract_if(.., |path, _| is_ours(path) && !tables.contains(path));
        let file = |(path, bytes): (String, Vec<u8>)| {
            let form = Form::of(&path)?;
            Some(File { path, bytes, form, first: None, picture: None, annex: None })
        };
        let files = taken.filter_map(file).collect();
        let extracts = std::mem::take(&mut input.extracts);
        Self { files, tables, links: HashMap::new(), extracts, limits: limits.clone() }
    }

    /// The texts among them, by path: they are looked through as all other texts of the site, whatever they are encoded in.
    pub fn texts(&self) -> impl Iterator<Item = (String, Arc<String>)> {
        let texts = self.files.iter().filter(|file| file.form.is_text);
        texts.map(|file| {
            let text = decode_as(&file.bytes, Encoding::Utf8)
                .or_else(|_| decode_as(&file.bytes, Encoding::detect(&file.bytes)));
            let text = text.unwrap_or_else(|_| String::from_utf8_lossy(&file.bytes).into_owned());
            (file.path.clone(), Arc::new(text))
        })
    }

    /// The words of the documents among them, each with its path and which part of the document it is.
    pub fn words(&self) -> impl Iterator<Item = (&str, &'static str, &str)> {
        self.extracts.iter().flat_map(|(path, extract)| {
            let parts = match extract {
                Extract::Read { text, known } => [("text", text.as_str()), ("properties and remarks", known.as_str())],
                Extract::Unread(_) => [("", ""), ("", "")],
            };
            parts.into_iter().filter(|(_, words)| !words.is_empty()).map(|(part, words)| (path.as_str(), part, words))
        })
    }

    /// The paths of the files that entries name, published or not.
    pub fn named(&self, entries: &[Entry], kinds: &Kinds, sources: &Sources) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        self.each_link(entries, kinds, sources, &mut |_, file, _| {
            named.insert(self.files[file].path.clone());
        });
        named
    }

    /// Finds the file that each published entry names, and looks at it.
    pub fn follow(&mut self, entries: &[Entry], kinds: &Kinds, sources: &Sources) {
        let (mut links, mut first) = (HashMap::new(), BTreeMap::new());
        self.each_link(entries, kinds, sources, &mut |from, file, named| {
            first.entry((file, named.used)).or_insert(named.place);
            links.insert((from, named.written.into()), file);
        });
        self.links = links;
        for ((ix, used), place) in first {
            let Some(file) = self.files.get_mut(ix).filter(|file| file.form.serves(used)) else { continue };
            file.first.get_or_insert(place);
            match used {
                Use::Picture => file.picture = Some(shown::picture(file, &self.limits)),
                Use::Annex => file.annex = Some(shown::annex(file, &self.limits)),
            }
        }
    }

    fn each_link(&self, entries: &[Entry], kinds: &Kinds, sources: &Sources, visit: &mut Visit<'_>) {
        // Most sites have no such files, and many have a million entries.
        if self.files.is_empty() {
            return;
        }
        for entry in entries {
            let from = entry.place.file();
            let path = &sources.file(from).path;
            each_name(entry, kinds, &self.limits, &mut |named| {
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

    fn linked(&self, from: FileId, written: &str) -> Option<&File> {
        // Most sites have none, and the key is made of a copy of what is written.
        let key = || (from, written.into());
        self.files.get(*self.links.get(&key()).filter(|_| !self.links.is_empty())?)
    }

    /// The picture that is meant by what is written in a file of content.
    pub fn picture(&self, from: FileId, written: &str) -> Option<&Picture> {
        self.linked(from, written)?.picture.as_ref()?.as_ref().ok()
    }

    /// The annex that is meant by what is written in a file of content.
    pub fn annex(&self, from: FileId, written: &str) -> Option<&Annex> {
        self.linked(from, written)?.annex.as_ref()?.as_ref().ok()
    }

    /// What people read in the annex that is meant by what is written in a file of content; nothing where it is no document.
    pub fn text(&self, from: FileId, written: &str) -> Option<&str> {
        match self.extracts.get(&self.linked(from, written)?.path)? {
            Extract::Read { text, .. } => Some(text),
            Extract::Unread(_) => None,
        }
    }

    /// The complaints about annexes that are published and whose words nobody knows.
    pub fn unread(&self) -> impl Iterator<Item = Diagnostic> {
        self.files.iter().filter(|file| matches!(file.annex, Some(Ok(_)))).filter_map(|file| {
            let (severity, why, help) = match self.extracts.get(&file.path)? {
                Extract::Unread(why) => (Severity::Warning, why.as_str(), AGAIN),
                Extract::Read { text, .. } if text.is_empty() && file.form.ending == "pdf" => {
                    (Severity::Notice, "holds pictures alone", SCANNED)
                }
                Extract::Read { .. } => return None,
            };
            let message = format!("`{}` is published without its words being searched: it {why}", file.path);
            Some(*file.boxed(Diagnostic::new(&UNREAD_ANNEX, message).severity(severity).help(help)))
        })
    }

    /// The file at a path that is written in the file at `from`.
    pub fn find(&self, from: &str, written: &str) -> Option<&File> {
        self.files.get(self.at(&resolve(from, written)?)?)
    }

    /// Whether a path that is written in the file at `from` means a file that is read as a table.
    pub fn is_table(&self, from: &str, written: &str) -> bool {
        resolve(from, written).is_some_and(|path| self.tables.contains(&path))
    }

    /// What the path of a file may have been meant to be, as it is written in the file at `from`.
    pub fn near(&self, from: &str, written: &str) -> Option<String> {
        let wanted = resolve(from, written).unwrap_or_else(|| written.to_owned());
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let elsewhere = || self.iter().find(|file| name(&file.path) == name(&wanted)).map(|file| file.path.as_str());
        let found = elsewhere().or_else(|| nearest(&wanted, self.iter().map(|file| file.path.as_str())))?;
        Some(Address::new(found).relative_to(&Address::new(from)))
    }

    /// The pictures that are published: the address of each in each of its widths, with which file it is.
    pub fn pictures(&self) -> impl Iterator<Item = (Address, FileIx, u32)> {
        let all = self.files.iter().enumerate();
        let pictures = all.filter_map(|(ix, file)| Some((ix, file.picture.as_ref()?.as_ref().ok()?)));
        pictures.flat_map(|(ix, shown)| shown.widths().into_iter().map(move |width| (shown.address(width), ix, width)))
    }

    /// The annexes that are published, each with its address.
    pub fn annexes(&self) -> impl Iterator<Item = (Address, FileIx)> {
        let all = self.files.iter().enumerate();
        all.filter_map(|(ix, file)| Some((file.annex.as_ref()?.as_ref().ok()?.address.clone(), ix)))
    }

    /// The path of a file.
    pub fn path(&self, file: FileIx) -> &str {
        self.files.get(file).map_or("", |file| &file.path)
    }

    /// The bytes that are published of a picture.
    ///
    /// # Errors
    /// The complaint that it is damaged.
    pub fn make_picture(&self, file: FileIx, width: u32) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Some(file) = self.files.get(file) else { return Ok(Vec::new()) };
        let raster = file.picture.as_ref().and_then(|picture| picture.as_ref().ok()?.raster);
        let Some(raster) = raster else { return Ok(file.bytes.clone()) };
        raster::scaled(&file.path, &file.bytes, raster, width, &self.limits).map_err(|fault| file.boxed(fault))
    }

    /// The bytes that are published of an annex.
    ///
    /// # Errors
    /// The complaint that it is damaged.
    pub fn make_annex(&self, file: FileIx) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Some(file) = self.files.get(file) else { return Ok(Vec::new()) };
        shown::annexed(file, &self.limits).map(Into::into).map_err(|fault| file.boxed(fault))
    }
}

const AGAIN: &str = "save it again, with another program or without a password; or raise the limit, where one is named, below `[limits]`";
const SCANNED: &str = "have a program recognise the text of the scan, for those who cannot see it too";

/// Is told of each file that is named: in which file of content, which one, and how.
type Visit<'v> = dyn FnMut(FileId, FileIx, Named) + 'v;

impl File {
    /// Why it cannot be published, though it is named.
    pub fn faults(&self) -> impl Iterator<Item = Diagnostic> {
        let picture = self.picture.as_ref().and_then(|shown| shown.as_ref().err());
        let annex = self.annex.as_ref().and_then(|shown| shown.as_ref().err());
        picture.or(annex).into_iter().map(|fault| *self.boxed(fault.clone()))
    }

    fn boxed(&self, fault: Diagnostic) -> Box<Diagnostic> {
        Box::new(match self.first {
            Some(place) => fault.at(place),
            None => fault,
        })
    }
}
