//! What a description says of the files of a table: which they are, and how they are written.

use std::borrow::Cow;

use super::TABLE;
use super::pattern::Pattern;
use crate::diag::{Diagnostic, did_you_mean};
use crate::kind::KindIx;
use crate::lang::Language;
use crate::load::files::{self, Files, Home};
use crate::load::package::{self, Resource};
use crate::load::{Loader, key as member};
use crate::raw::{Keys, Node, Raw};
use crate::source::{At, Place};
use crate::text::Encoding;
use crate::value::Notation;

/// The most files of one table: each needs a handle of its own.
const MOST_FILES: usize = 1_000;

/// What becomes of a table in which a row is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnError {
    Stop,
    /// The row is left out, and listed.
    Skip,
}

/// How the files of a table are read.
#[derive(Clone)]
pub struct Description<'a> {
    pub kind: KindIx,
    /// The description itself.
    pub place: Place,
    /// The paths of the files, each with where it is named.
    pub files: Vec<At<String>>,
    /// Which sheets of a workbook; nothing where there is but one.
    pub sheets: Vec<At<Pattern>>,
    /// The same by the number of the sheet, counted from 1, where only a data package says which.
    pub sheet_number: Option<At<usize>>,
    pub language: Language,
    pub encoding: Option<At<Encoding>>,
    /// Nothing where it is to be found out.
    pub delimiter: Option<At<u8>>,
    /// Where in the files the list of records stands, `data.grants`; nothing where it is to be found out.
    pub records: Option<At<&'a str>>,
    pub notation: Notation,
    /// How many rows stand above the header.
    pub skipped: usize,
    /// What stands in a cell that is empty, in small letters.
    pub empty: Vec<Box<str>>,
    /// Which rows are wanted: columns with what may stand in them.
    pub filter: Option<&'a Node>,
    /// Which rows are not wanted: columns with what must not stand in them.
    pub unwanted: Option<&'a Node>,
    /// What columns are called, and what in some of the files instead.
    pub headings: Vec<(&'a str, At<&'a str>)>,
    /// Which columns become an entry each.
    pub unfold: Option<&'a Node>,
    /// Columns of numbers that are no personal ones.
    pub numbers: Vec<At<&'a str>>,
    pub on_error: OnError,
    pub columns: Option<&'a Node>,
    pub constants: Option<&'a Node>,
    pub source: Option<Cow<'a, Node>>,
    /// How dates are written in columns of which a data package says it.
    pub formats: Vec<(Box<str>, Box<str>)>,
}

impl<'a> Description<'a> {
    /// Reads a description; nothing where it cannot be used, which has been said.
    pub fn read(loader: &mut Loader<'_>, home: Home<'_>, node: &'a Node, files: &Files) -> Option<Self> {
        let kind = loader.kind_of(home, node)?;
        let mut keys = Keys::of(node)?;
        keys.take("kind");
        let files = loader.files_named(home, node, keys.take("file"), files)?;
        let sheets = loader.texts_named(keys.take("sheet"), "sheet = \"Ark1\"")?;
        let sheets = sheets.into_iter().map(|name| At::new(Pattern::new(name.value), name.place)).collect();
        let language = loader.language_named(keys.text("language"), home.language);
        let encoding = loader.encoding_named(keys.text("encoding"))?;
        let delimiter = loader.delimiter_named(keys.text("delimiter"))?;
        let records = keys.text("records");
        let notation = loader.notation_named(keys.text("decimal"))?;
        let skipped = loader.count_named(keys.text("skip"))?;
        let empty = loader.texts_named(keys.take("empty"), "empty = [\"-\", \"n/a\"]")?;
        let empty = empty.iter().map(|text| text.value.to_lowercase().into()).collect();
        let (filter, unwanted) = (keys.take("filter"), keys.take("leave_out"));
        let headings = loader.headings(keys.take("headings"))?;
        let unfold = keys.take("unfold");
        let numbers = loader.texts_named(keys.take("numbers"), "numbers = [\"Kontonr\"]")?;
        let on_error = loader.on_error_named(keys.text("on_error"))?;
        let (columns, constants, source) = (keys.take("columns"), keys.take("constants"), keys.take("source"));
        keys.finish(&TABLE, "a table's description", loader.diagnostics);
        Some(Self {
            kind,
            place: node.place,
            files,
            sheets,
            sheet_number: None,
            language,
            encoding,
            delimiter,
            records,
            notation,
            skipped,
            empty,
            filter,
            unwanted,
            headings,
            unfold,
            numbers,
            on_error,
            columns,
            constants,
            source: source.map(Cow::Borrowed),
            formats: Vec::new(),
        })
    }

    /// The same with what a data package says of a file, wherever the description says nothing.
    pub fn completed_by(mut self, resource: &Resource) -> Self {
        self.encoding = self.encoding.or(resource.encoding);
        self.delimiter = self.delimiter.or(resource.delimiter);
        if self.sheets.is_empty() {
            self.sheets.extend(resource.sheet.as_ref().map(|name| At::new(Pattern::new(&name.value), name.place)));
            self.sheet_number = resource.sheet_number;
        }
        if self.notation == Notation::Plain {
            self.notation = resource.notation.unwrap_or(Notation::Plain);
        }
        if self.empty.is_empty() {
            self.empty = resource.empty.clone();
        }
        let is_constant = self.constants.is_some_and(|constants| member(constants, "source").is_some());
        if !is_constant {
            self.source = resource.source(self.source.as_deref()).map(Cow::Owned).or(self.source);
        }
        let names: Vec<String> = resource.formats.iter().map(|(column, _)| column.to_string()).collect();
        let names = self.renamed(&names).into_iter().map(String::into_boxed_str);
        self.formats = names.zip(resource.formats.iter().map(|(_, format)| format.clone())).collect();
        self
    }

    /// The header of a file in the names that the description uses.
    pub fn renamed(&self, header: &[String]) -> Vec<String> {
        let usual = |name: &String| {
            let known = self.headings.iter().find(|(_, other)| other.value == name);
            known.map_or_else(|| name.clone(), |(usual, _)| (*usual).to_owned())
        };
        header.iter().map(usual).collect()
    }
}

/// The files in a folder that a name or a pattern with `*` names, but for descriptions and data packages.
pub fn paths_like(folder: &str, name: &str, files: &Files) -> Vec<String> {
    let is_data = |name: &&str| !name.ends_with(files::TABLE) && *name != package::NAME;
    let path = |name: &str| format!("{folder}/{name}");
    if !name.contains('*') {
        return Some(name).filter(is_data).map(path).filter(|path| files.contains_key(path)).into_iter().collect();
    }
    let pattern = Pattern::new(name);
    let beside = files.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
    let ours = beside.filter(is_data).filter(|name| !name.contains('/') && pattern.fits(name));
    ours.map(path).collect()
}

impl Loader<'_> {
    /// The files that a description names, by their names or by patterns with `*`, sorted within each pattern.
    fn files_named(
        &mut self,
        home: Home<'_>,
        node: &Node,
        named: Option<&Node>,
        files: &Files,
    ) -> Option<Vec<At<String>>> {
        let names: &[Node] = match named {
            Some(Node { value: Raw::List(items), .. }) => items,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let folder = home.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut found: Vec<At<String>> = Vec::new();
        for name in names {
            let Some(text) = name.scalar() else {
                return self.refuse(name.place, "a file is named by a text", "file = \"….csv\"");
            };
            let paths = self.matching(folder, At::new(text, name.place), files)?;
            let new: Vec<String> =
                paths.into_iter().filter(|path| found.iter().all(|one| one.value != *path)).collect();
            found.extend(new.into_iter().map(|path| At::new(path, name.place)));
        }
        if found.is_empty() {
            return self.refuse(node.place, "the description names no file", "add `file = \"….csv\"`");
        }
        if found.len() > MOST_FILES {
            let message = format!("a table has at most {MOST_FILES} files, and these are {}", found.len());
            return self.refuse(found[0].place, message, "describe them as several tables");
        }
        Some(found)
    }

    fn matching(&mut self, folder: &str, name: At<&str>, files: &Files) -> Option<Vec<String>> {
        let paths = paths_like(folder, name.value, files);
        if paths.is_empty() {
            let (like, help) = match name.value.contains('*') {
                true => ("like ", "the files lie beside their description"),
                false => ("", "the file lies beside its description"),
            };
            return self.refuse(name.place, format!("there is no file {like}`{folder}/{}`", name.value), help);
        }
        Some(paths)
    }

    fn language_named(&mut self, code: Option<At<&str>>, otherwise: Language) -> Language {
        let Some(code) = code else { return otherwise };
        Language::from_code(code.value).unwrap_or_else(|problem| {
            self.diagnostics.push(Diagnostic::new(&TABLE, problem.message).at(code.place).maybe_help(problem.help));
            otherwise
        })
    }

    fn encoding_named(&mut self, name: Option<At<&str>>) -> Option<Option<At<Encoding>>> {
        let Some(name) = name else { return Some(None) };
        match Encoding::from_name(name.value) {
            Some(encoding) => Some(Some(At::new(encoding, name.place))),
            None => {
                let names: Vec<&str> = Encoding::all_names().collect();
                let help = did_you_mean(name.value, names.iter().copied());
                let help = help.unwrap_or_else(|| format!("one of: {}; or leave it out", names.join(", ")));
                self.refuse(name.place, "this encoding is not known", &help)
            }
        }
    }

    fn delimiter_named(&mut self, sign: Option<At<&str>>) -> Option<Option<At<u8>>> {
        match sign.map(|sign| (sign.value.as_bytes(), sign.place)) {
            None => Some(None),
            Some(([one], place)) => Some(Some(At::new(*one, place))),
            Some((_, place)) => self.refuse(place, "a delimiter is one sign", "such as \";\", \",\" or \"\\t\""),
        }
    }

    fn notation_named(&mut self, sign: Option<At<&str>>) -> Option<Notation> {
        match sign.map(|sign| (sign.value, sign.place)) {
            None => Some(Notation::Plain),
            Some((",", _)) => Some(Notation::Comma),
            Some((".", _)) => Some(Notation::Point),
            Some((_, place)) => self.refuse(place, "the decimal sign is \",\" or \".\"", "decimal = \",\""),
        }
    }

    fn on_error_named(&mut self, word: Option<At<&str>>) -> Option<OnError> {
        match word.map(|word| (word.value, word.place)) {
            None | Some(("stop", _)) => Some(OnError::Stop),
            Some(("skip", _)) => Some(OnError::Skip),
            Some((_, place)) => {
                let help = "\"skip\" leaves faulty rows out and lists them; \"stop\" ends the build";
                self.refuse(place, "`on_error` is \"stop\" or \"skip\"", help)
            }
        }
    }

    /// `[headings]`: what a column is called, and the other names that it has in some of the files.
    fn headings<'a>(&mut self, node: Option<&'a Node>) -> Option<Vec<(&'a str, At<&'a str>)>> {
        let Some(node) = node else { return Some(Vec::new()) };
        const HELP: &str = "municipality = [\"kommunenr\", \"kummunenr\"]";
        let Raw::Map(pairs) = &node.value else {
            return self.refuse(node.place, "`headings` names columns and their other names", HELP);
        };
        let mut headings = Vec::new();
        for pair in pairs {
            let others = self.texts_named(Some(&pair.node), HELP)?;
            headings.extend(others.into_iter().map(|other| (&*pair.key, other)));
        }
        Some(headings)
    }

    fn count_named(&mut self, text: Option<At<&str>>) -> Option<usize> {
        let Some(text) = text else { return Some(0) };
        let help = "skip = 2 leaves out two rows above the one that names the columns";
        text.value.parse().map_or_else(|_| self.refuse(text.place, "this is no number of rows", help), Some)
    }

    /// One text or a list of them; none where nothing is written.
    pub(super) fn texts_named<'a>(&mut self, node: Option<&'a Node>, help: &str) -> Option<Vec<At<&'a str>>> {
        let items: &'a [Node] = match node {
            None => &[],
            Some(Node { value: Raw::List(items), .. }) => items,
            Some(one) => std::slice::from_ref(one),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            let Some(text) = item.scalar() else { return self.refuse(item.place, "this is no text", help) };
            texts.push(At::new(text, item.place));
        }
        Some(texts)
    }
}
