//! The fluent driver: a site is written down file by file, then checked, built in memory, or given to the real binary.
//!
//! ```ignore
//! Site::new().file("content/grants/a.md", "---\ntitle: A\n---\n").check().says("names no source");
//! ```

mod archive;
mod command;
mod folder;
mod result;
#[cfg(feature = "serve")]
mod served;

pub use archive::{rezipped, unzipped, zipped};
pub use command::{Ran, Workplace};
pub use folder::{compare, repository, subfolders, tree, tree_without, update_wanted};
pub use result::{Built, Checked};
#[cfg(feature = "serve")]
pub use served::{Reply, Served};

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use glasklar::address::Address;
use glasklar::extract::Reader;
use glasklar::gather::Drafts;
use glasklar::ledger::LEDGER;
use glasklar::limits::Limits;
use glasklar::site::Site as Model;
use glasklar::source::{Extract, Input, LeftOut};
use glasklar::stages::{Nowhere, Pieces, Sink, Strictness};
use glasklar::value::PartialDate;
use glasklar::{Options, Prepared, Recording, disk, make, prepare, theme};

/// The day of every build in this suite.
pub const TODAY: &str = "2024-03-01";

/// Settings about which there is nothing to remark.
const SETTINGS: &str = "title = \"Prøve\"\nbase_url = \"https://portal.example/\"\n\n[accessibility]\n\
statement = \"https://portal.example/was\"\n";

/// A site on its way to be checked or built.
#[derive(Clone)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    documents: Option<BTreeMap<String, Vec<u8>>>,
    left_out: Vec<LeftOut>,
    extracts: BTreeMap<String, Extract>,
    options: Options,
}

/// A finished site in memory.
#[derive(Default)]
struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Sink for Memory {
    fn take(&self, address: &Address, bytes: &[u8]) -> io::Result<()> {
        self.files.lock().expect("a sink that does not panic").insert(address.to_string(), bytes.to_owned());
        Ok(())
    }

    fn stream(&self, address: &Address, write: &mut Pieces<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.take(address, &bytes)
    }
}

impl Site {
    /// A site with the usual settings and no content.
    pub fn new() -> Self {
        let (documents, left_out, extracts) = (None, Vec::new(), BTreeMap::new());
        let empty = Self { files: BTreeMap::new(), documents, left_out, extracts, options: options() };
        empty.file("glasklar.toml", SETTINGS)
    }

    /// The site in a folder; a folder `documents/` in it holds the texts of its source documents.
    pub fn at(folder: &Path) -> Self {
        let mut input = disk::read_site(folder).unwrap_or_else(|error| panic!("{error}"));
        let mut reader = Reader::starting(env!("CARGO_BIN_EXE_glasklar").into());
        reader.read(folder, &mut input, &Limits::usual());
        let documents = folder.join("documents");
        let documents = documents.is_dir().then(|| read_documents(&documents));
        Self { files: input.site, documents, left_out: input.left_out, extracts: input.extracts, options: options() }
    }

    /// Adds a file, or puts it in the place of the one that had its path.
    pub fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.to_owned(), content.as_ref().to_owned());
        self
    }

    /// A grant in Markdown with the source that every entry needs; `fields` are lines of YAML.
    pub fn grant(self, id: &str, fields: &str) -> Self {
        self.file(&format!("content/grants/{id}.md"), markdown(&format!("title: Grant {id}\n{fields}")))
    }

    /// An organisation in Markdown, likewise.
    pub fn organisation(self, id: &str) -> Self {
        self.file(&format!("content/organisations/{id}.md"), markdown(&format!("name: The {id}\n")))
    }

    /// The texts in which quotations are looked up.
    pub fn documents(mut self, folder: &Path) -> Self {
        self.documents = Some(read_documents(folder));
        self
    }

    /// Drafts are published.
    pub fn with_drafts(mut self) -> Self {
        self.options.drafts = Drafts::Published;
        self
    }

    pub fn on(mut self, today: &str) -> Self {
        self.options.today = PartialDate::parse(today).expect("a date");
        self
    }

    /// Publishes the site as it is on that day: its ledger gets a line, where anything changed.
    pub fn recorded(mut self, today: &str) -> Self {
        let usual = self.options.clone();
        self = self.on(today);
        self.options.recording = Recording::Publication;
        let Prepared { maker, sources, diagnostics, recorded, .. } = self.prepared();
        let checked = Checked::new(diagnostics, &sources);
        assert!(maker.is_some(), "the site has errors:\n{}", checked.report);
        if let Some(line) = recorded {
            self.files.entry(LEDGER.to_owned()).or_default().extend(format!("{line}\n").bytes());
        }
        self.options = usual;
        self
    }

    /// Removes a file.
    pub fn without(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "there is no `{path}` to remove");
        self
    }

    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    fn prepared(&self) -> Prepared {
        let (site, documents, left_out) = (self.files.clone(), self.documents.clone(), self.left_out.clone());
        let extracts = self.extracts.clone();
        let input = Input { site, theme: theme::built_in(), documents, left_out, extracts };
        prepare(input, &self.options)
    }

    /// Every complaint there is, those of templates included.
    pub fn check(&self) -> Checked {
        let Prepared { maker, sources, mut diagnostics, .. } = self.prepared();
        if let Some(maker) = maker {
            let made = make(&maker, &sources, &Nowhere).expect("a sink that takes everything");
            diagnostics.extend(made.diagnostics);
        }
        Checked::new(diagnostics, &sources)
    }

    /// The finished site in memory; a site with errors fails the test with its report.
    pub fn build(&self) -> Built {
        let Prepared { maker, sources, mut diagnostics, .. } = self.prepared();
        let memory = Memory::default();
        if let Some(maker) = maker {
            let made = make(&maker, &sources, &memory).expect("a sink that takes everything");
            diagnostics.extend(made.diagnostics);
        }
        let checked = Checked::new(diagnostics, &sources);
        assert!(!checked.any_error(), "the site has errors:\n{}", checked.report);
        Built { files: memory.files.into_inner().expect("a sink that does not panic") }
    }

    /// The model of the site, to ask what pages ask; a site with errors fails the test with its report.
    pub fn model(&self) -> Arc<Model> {
        let Prepared { maker, sources, diagnostics, .. } = self.prepared();
        let checked = Checked::new(diagnostics, &sources);
        maker.map(|maker| maker.site).unwrap_or_else(|| panic!("the site has errors:\n{}", checked.report))
    }

    /// The site as a folder on the disk, for the real binary.
    pub fn on_disk(&self) -> Workplace {
        Workplace::new(&self.files)
    }

    /// Runs the real binary in a folder of its own that holds the site.
    pub fn command(&self, arguments: &[&str]) -> Ran {
        self.on_disk().run(arguments)
    }
}

fn read_documents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    disk::read_documents(folder, &Limits::usual()).expect("readable documents").files
}

fn options() -> Options {
    Options {
        today: PartialDate::parse(TODAY).expect("a date"),
        base_url: None,
        drafts: Drafts::LeftOut,
        strictness: Strictness::Usual,
        recording: Recording::Off,
    }
}

/// A Markdown entry with a source; `fields` are lines of YAML.
pub fn markdown(fields: &str) -> String {
    format!("---\n{fields}source:\n  - url: https://kilde.example/\n---\n")
}
