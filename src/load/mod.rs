//! Loading: files become entries whose fields are typed by their kind. One file per input format.

mod contact;
mod csv;
mod files;
mod gzip;
mod list;
mod markdown;
mod money;
mod package;
mod parquet;
mod records;
mod sheet;
mod table;
mod typed;
mod workbook;

pub use csv::cell_ranges;
pub use files::unread;
pub use sheet::Nature;
pub use table::{Assumed, Line, SkippedRow, TableReport, Undescribed, described_in, quoted, without_currency};
pub use workbook::Package;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, Origin, Rare};
use crate::kind::{KindIx, Kinds, RESERVED, WRITTEN};
use crate::lang::Language;
use crate::limits::LIMIT;
use crate::raw::{self, Node, Raw};
use crate::source::{At, Input, Place, Sources};
use crate::text;
use crate::value::slug::slug;
use crate::value::{Notation, PartialDate, is_id};
use files::{Decoded, Files, Home, TABLE};
use package::Packages;
use typed::{References, Typer, WRONG_TYPE, boolean};

pub static UNKNOWN_KIND: Code = Code {
    id: "unknown-kind",
    severity: Severity::Error,
    summary: "The folder or the key `kind` names no kind of record.",
    explanation: "The folder under `content/` says what an entry is, by the kind's id or its English plural \
(`content/grant/` or `content/grants/`), unless the entry says `kind:` itself. To make a kind of your own, put \
`layouts/kinds/<kind>/kind.toml` into your site.",
};

pub static BAD_ID: Code = Code {
    id: "bad-id",
    severity: Severity::Error,
    summary: "An entry has no id, or one that cannot stand in an address.",
    explanation: "The id is the file's name without its ending, or the key `id`, or what the description of a table \
computes. It is written in small letters a–z, digits and hyphens (æ becomes ae, ø oe, å aa), because it is part of \
the address that people cite for years.",
};

/// The codes that loading raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    static OWN: &[&Code] = &[&UNKNOWN_KIND, &BAD_ID];
    [OWN, files::CODES, typed::CODES, money::CODES, markdown::CODES, table::CODES, package::CODES, workbook::CODES]
        .into_iter()
        .flatten()
        .copied()
}

/// What loading works with.
pub struct Loader<'a> {
    pub kinds: &'a Kinds,
    pub config: &'a Config,
    pub sources: &'a mut Sources,
    pub diagnostics: &'a mut Diagnostics,
    /// What was found out by looking at the file that is read.
    assumed: Vec<Assumed>,
    references: References,
    packages: Arc<Packages>,
}

impl<'a> Loader<'a> {
    pub fn new(
        kinds: &'a Kinds,
        config: &'a Config,
        sources: &'a mut Sources,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let (references, packages) = (References::default(), Arc::default());
        Self { kinds, config, sources, diagnostics, assumed: Vec::new(), references, packages }
    }
}

/// The entries of a site as far as they could be read.
pub struct Loaded {
    pub entries: Vec<Entry>,
    pub completeness: Completeness,
    /// Every text under `content/` by path, read or not.
    pub texts: BTreeMap<String, Arc<String>>,
    /// The tables, in the order of their paths.
    pub tables: Vec<TableReport>,
}

/// Whether every entry that is written could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    Whole,
    /// What seems to be missing may only be unreadable, so nothing is said of it until the rest is mended.
    Partial,
}

/// What came of one file.
struct OfFile {
    entries: Vec<Entry>,
    sources: Sources,
    diagnostics: Diagnostics,
    tables: table::Tables,
}

impl OfFile {
    /// Whether an entry of the file may be missing: a field that cannot be read leaves its entry, but for a row.
    fn is_partial(&self, path: &str) -> bool {
        const LOSING: &[&[&Code]] =
            &[&[&LIMIT], text::CODES, raw::CODES, markdown::CODES, &[&UNKNOWN_KIND, &BAD_ID], table::CODES];
        let loses = |code: &Code| LOSING.iter().copied().flatten().any(|losing| losing.id == code.id);
        let errors = self.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        errors.into_iter().any(|one| path.ends_with(TABLE) || loses(one.code))
    }
}

/// Reads every entry under `content/`, in the order of paths, and takes these files out of the input. Files are read at
/// once by as many threads as there are.
pub fn load(input: &mut Input, loader: &mut Loader<'_>) -> Loaded {
    let content: Vec<(String, Vec<u8>)> =
        input.site.extract_if(.., |path, _| path.starts_with(files::CONTENT)).collect();
    let decoded = |(path, bytes): (String, Vec<u8>)| (path, text::decode_or_keep(bytes).map(Arc::new));
    let texts: Files = content.into_par_iter().map(decoded).collect::<Vec<_>>().into_iter().collect();
    let files: Vec<(&String, &Decoded)> = texts.iter().collect();
    let described = table::described(&texts);
    let packages = Arc::new(Packages::read(&texts, loader));
    let (kinds, config, sources) = (loader.kinds, loader.config, &*loader.sources);
    let one = |(position, (path, text)): (usize, (&String, &Decoded))| {
        let mut loaded = OfFile {
            entries: Vec::new(),
            sources: sources.shelf(position),
            diagnostics: Diagnostics::default(),
            tables: table::Tables::default(),
        };
        let (sources, diagnostics) = (&mut loaded.sources, &mut loaded.diagnostics);
        let mut loader = Loader::new(kinds, config, sources, diagnostics);
        loader.packages = packages.clone();
        if !described.contains(path) {
            loaded.entries = loader.file(path, text, &texts, &mut loaded.tables);
        }
        loaded
    };
    let loaded: Vec<OfFile> = files.par_iter().copied().enumerate().map(one).collect();
    let partial = packages.are_faulty() || files.iter().zip(&loaded).any(|((path, _), file)| file.is_partial(path));
    // There is room for what is written inside others, or implied by them.
    let count: usize = loaded.iter().map(|file| file.entries.len()).sum();
    let mut entries = Vec::with_capacity(count + count / 8);
    let mut tables = table::Tables::default();
    for file in loaded {
        entries.extend(file.entries);
        loader.sources.put_back(file.sources);
        loader.diagnostics.extend(file.diagnostics);
        tables.unread.extend(file.tables.unread);
        tables.reports.extend(file.tables.reports);
    }
    loader.diagnostics.extend(tables.unread.iter().map(|path| files::unread(path)));
    let completeness = if partial { Completeness::Partial } else { Completeness::Whole };
    let texts = texts.into_iter().filter_map(|(path, text)| Some((path, text.ok()?))).collect();
    Loaded { entries, completeness, texts, tables: tables.reports }
}

impl Loader<'_> {
    fn typer(&mut self, notation: Notation) -> Typer<'_> {
        Typer::new(self.kinds, notation, self.diagnostics, &mut self.references)
    }

    fn kind_named(&mut self, name: &str, place: Place, found: Option<KindIx>) -> Option<KindIx> {
        if found.is_none() {
            let help = did_you_mean(name, self.kinds.ids())
                .unwrap_or_else(|| format!("kinds: {}", self.kinds.ids().collect::<Vec<_>>().join(", ")));
            let fault = Diagnostic::new(&UNKNOWN_KIND, format!("`{name}` is not a kind of record"));
            self.diagnostics.push(fault.at(place).help(help));
        }
        found
    }

    fn kind_of(&mut self, home: Home<'_>, head: &Node) -> Option<KindIx> {
        let Some(node) = key(head, "kind") else {
            if home.folder.is_empty() {
                let fault = Diagnostic::new(&UNKNOWN_KIND, "this file lies in no folder of a kind").at(head.place);
                self.diagnostics.push(fault.help("move it to `content/<kind>/`, or add `kind: …`"));
                return None;
            }
            return self.kind_named(home.folder, head.place, self.kinds.by_folder(home.folder));
        };
        match node.scalar() {
            Some(name) => self.kind_named(name, node.place, self.kinds.by_id(name)),
            None => {
                self.not_single("kind", node, "write the id of one kind");
                None
            }
        }
    }

    fn not_single(&mut self, key: &str, node: &Node, help: &str) {
        let message = format!("`{key}` takes one value, this is {}", node.shape());
        self.diagnostics.push(Diagnostic::new(&WRONG_TYPE, message).at(node.place).help(help));
    }

    /// One entry from a group of keys; `stem` is its id unless it writes one.
    fn entry(&mut self, home: Home<'_>, stem: Option<&str>, head: &Node) -> Option<Entry> {
        let kind = self.kind_of(home, head)?;
        let of = self.kinds.get(kind);
        let what = format!("the kind `{}`", of.id);
        let reserved: &[&str] = if home.notation == Notation::Point { RESERVED } else { WRITTEN };
        let text = self.sources.file(head.place.file()).text.clone();
        let mut typer = self.typer(home.notation).of_text(&text);
        let fields = typer.fields(&of.schema, &what, head, reserved);
        let written = typer.written_id(head);
        let unreadable = typer.unreadable;
        if written.is_none() && key(head, "id").is_some() {
            return None;
        }
        let id = match (written, stem) {
            (Some(id), _) => id,
            (None, Some(stem)) => At::new(self.stem_id(stem, head.place)?, head.place),
            (None, None) => {
                let fault = Diagnostic::new(&BAD_ID, "this entry has no id").at(head.place);
                self.diagnostics.push(fault.help("add `id: …` in small letters, digits and hyphens"));
                return None;
            }
        };
        let mut entry = Entry::new(kind, id.value, self.language(head, home.language), head.place, fields);
        entry.draft = self.flag(head, "draft");
        let rare = Rare {
            id_place: (id.place != head.place).then_some(id.place),
            aliases: self.aliases(head),
            embargo: self.date(head, "embargo"),
            expires: self.date(head, "expires"),
            unreadable,
            body_place: None,
        };
        if self.flag(head, "translation") {
            entry.origin = Origin::Translation;
        }
        Some(entry.with(rare))
    }

    fn date(&mut self, head: &Node, name: &str) -> Option<At<PartialDate>> {
        let node = key(head, name)?;
        let Some(text) = node.scalar() else {
            self.not_single(name, node, "write one date: `2024-01-01`");
            return None;
        };
        match PartialDate::parse(text) {
            Ok(date) => Some(At::new(date, node.place)),
            Err(problem) => {
                self.typer(Notation::Plain).problem(name, problem, node.place);
                None
            }
        }
    }

    fn flag(&mut self, head: &Node, name: &str) -> bool {
        let Some(node) = key(head, name) else { return false };
        let Some(text) = node.scalar() else {
            self.not_single(name, node, "write true or false");
            return false;
        };
        boolean(text).unwrap_or_else(|problem| {
            self.typer(Notation::Plain).problem(name, problem, node.place);
            false
        })
    }

    fn stem_id(&mut self, stem: &str, place: Place) -> Option<Box<str>> {
        if is_id(stem) {
            return Some(stem.into());
        }
        let fault = Diagnostic::new(&BAD_ID, format!("the file name `{stem}` cannot be an id")).at(place);
        let help = match stem.rsplit_once('.') {
            Some((name, code)) if is_id(name) && code.len() == 2 => {
                format!("`{code}` is not one of the languages da, nb, nn and en of a translation; or rename the file")
            }
            _ => format!("rename the file to `{}`, or add `id:`", slug(stem)),
        };
        self.diagnostics.push(fault.help(help));
        None
    }

    fn language(&mut self, head: &Node, otherwise: Language) -> Language {
        let Some(node) = key(head, "lang") else { return otherwise };
        match Language::from_code(node.scalar().unwrap_or_default()) {
            Ok(language) => language,
            Err(problem) => {
                let fault = Diagnostic::new(&WRONG_TYPE, problem.message).at(node.place);
                self.diagnostics.push(fault.help("an entry's language is da, nb, nn or en"));
                otherwise
            }
        }
    }

    fn aliases(&mut self, head: &Node) -> Vec<At<Box<str>>> {
        let Some(node) = key(head, "aliases") else { return Vec::new() };
        let items: &[Node] = match &node.value {
            Raw::List(items) => items,
            _ => std::slice::from_ref(node),
        };
        let mut aliases = Vec::new();
        for item in items {
            match item.scalar() {
                Some(text) if is_id(text) => aliases.push(At::new(text.into(), item.place)),
                _ => self.diagnostics.push(
                    Diagnostic::new(&WRONG_TYPE, "an alias is an id that the entry had before")
                        .at(item.place)
                        .help("small letters a–z, digits and hyphens; other names belong into the names field"),
                ),
            }
        }
        aliases
    }
}

/// The value of a key that holds something.
fn key<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    let Raw::Map(pairs) = &node.value else { return None };
    pairs.iter().find(|pair| &*pair.key == name).map(|pair| &pair.node).filter(|node| !node.is_null())
}
