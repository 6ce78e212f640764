//! Frictionless Data Packages, versions 1 and 2: what a `datapackage.json` says of the tables that lie beside it.

use std::collections::BTreeMap;

use super::files::Files;
use super::{Loader, key};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::raw::{Node, Pair, Raw, Snippet, parse_json};
use crate::source::At;
use crate::text::Encoding;
use crate::value::Notation;

pub static DATA_PACKAGE: Code = Code {
    id: "data-package",
    severity: Severity::Error,
    summary: "A data package says something that cannot be followed.",
    explanation: "A `datapackage.json` (Frictionless Data Package, version 1 or 2) beside a table tells its encoding, its \
delimiter, its missing values, how numbers and dates are written and where it comes from, wherever its description \
`name.table.toml` does not. A table that is written in a way that cannot be read is told, rather than read wrongly.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&DATA_PACKAGE];

/// What the file of a data package is called.
pub const NAME: &str = "datapackage.json";

/// The data packages of a site.
#[derive(Default)]
pub struct Packages {
    /// By the path of the file that each describes.
    resources: BTreeMap<String, Resource>,
    is_faulty: bool,
}

/// What a data package says of a table.
#[derive(Clone, Default)]
pub struct Resource {
    pub encoding: Option<At<Encoding>>,
    pub delimiter: Option<At<u8>>,
    /// Which sheet of a workbook holds the table, by its name or by its number, counted from 1.
    pub sheet: Option<At<String>>,
    pub sheet_number: Option<At<usize>>,
    pub notation: Option<Notation>,
    /// What stands in a cell that is empty, in small letters.
    pub empty: Vec<Box<str>>,
    /// How dates are written, by column.
    pub formats: Vec<(Box<str>, Box<str>)>,
    /// Where the table comes from, as keys of a source.
    source: Vec<Pair>,
}

impl Packages {
    /// Reads every data package; faults are told.
    pub fn read(files: &Files, loader: &mut Loader<'_>) -> Self {
        let mut packages = Self::default();
        for (path, written) in files {
            let Some(folder) = path.strip_suffix(NAME).filter(|folder| folder.ends_with('/')) else { continue };
            let before = loader.diagnostics.len();
            if let Some(text) = loader.decoded(path, written) {
                let file = loader.sources.add(path, text);
                match parse_json(Snippet::whole(file, loader.sources.text(file)).within(&loader.config.limits)) {
                    Ok(root) => packages.add(folder, &root, files, loader.diagnostics),
                    Err(fault) => loader.diagnostics.push(fault),
                }
            }
            packages.is_faulty |= loader.diagnostics.len() > before;
        }
        packages
    }

    /// What is said of the file at a path.
    pub fn resource(&self, path: &str) -> Option<&Resource> {
        self.resources.get(path)
    }

    /// Whether a package could not be read in full, so that a table may be missing.
    pub fn are_faulty(&self) -> bool {
        self.is_faulty
    }

    fn add(&mut self, folder: &str, root: &Node, files: &Files, diagnostics: &mut Diagnostics) {
        let Some(Node { value: Raw::List(resources), .. }) = key(root, "resources") else {
            let fault = Diagnostic::new(&DATA_PACKAGE, "the data package has no list `resources`").at(root.place);
            return diagnostics.push(fault.help("\"resources\": [{ \"name\": \"grants\", \"path\": \"grants.csv\" }]"));
        };
        for resource in resources {
            // Data that stands in the package itself, and what lies elsewhere, is no file of the site.
            let paths: Vec<&str> = key(resource, "path").map(texts).unwrap_or_default();
            let paths = paths.into_iter().map(|path| format!("{folder}{}", path.strip_prefix("./").unwrap_or(path)));
            let paths: Vec<String> = paths.filter(|path| files.contains_key(path)).collect();
            if !paths.is_empty() {
                let read = Reading { root, resource, diagnostics }.read();
                self.resources.extend(paths.into_iter().map(|path| (path, read.clone())));
            }
        }
    }
}

impl Resource {
    /// A source with what the package adds to it; nothing where the package knows none.
    pub fn source(&self, said: Option<&Node>) -> Option<Node> {
        let own: &[Pair] = match said.map(|node| &node.value) {
            Some(Raw::Map(pairs)) => pairs,
            Some(_) => return None,
            None => &[],
        };
        let place = said.map(|node| node.place).or(self.source.first().map(|pair| pair.node.place))?;
        let is_new = |pair: &&Pair| own.iter().all(|known| known.key != pair.key);
        let pairs = own.iter().chain(self.source.iter().filter(is_new)).cloned().collect();
        Some(Node { place, value: Raw::Map(pairs) })
    }
}

/// A resource that is being read.
struct Reading<'a> {
    root: &'a Node,
    resource: &'a Node,
    diagnostics: &'a mut Diagnostics,
}

/// Signs of a dialect by its key, and the only value of each that is understood.
const UNDERSTOOD: &[(&str, &str, &str)] = &[
    ("header", "true", "the first row of a table names its columns"),
    ("quoteChar", "\"", "cells that hold delimiters stand in double quotation marks"),
    ("doubleQuote", "true", "a quotation mark in a cell is written twice"),
    ("escapeChar", "", "a quotation mark in a cell is written twice"),
    ("commentChar", "", "export the table without comments"),
];

/// Types of Frictionless fields, by what they tell of how cells are written.
const NUMBERS: &[&str] = &["number", "integer"];
const DATES: &[&str] = &["date", "datetime"];

impl<'a> Reading<'a> {
    fn read(mut self) -> Resource {
        let mut resource = Resource { encoding: self.encoding(), source: self.source(), ..Resource::default() };
        if let Some(dialect) = self.group("dialect") {
            resource.delimiter = self.delimiter(dialect);
            resource.sheet =
                key(dialect, "sheetName").and_then(|node| Some(At::new(node.scalar()?.into(), node.place)));
            resource.sheet_number = self.sheet_number(dialect).filter(|_| resource.sheet.is_none());
            resource.empty.extend(key(dialect, "nullSequence").and_then(Node::scalar).map(small));
        }
        if let Some(schema) = self.group("schema") {
            resource.empty.extend(missing_values(schema));
            let fields = key(schema, "fields").map(items).unwrap_or_default();
            resource.notation = self.notation(fields);
            resource.formats = fields.iter().filter_map(date_format).collect();
        }
        resource.empty.retain(|text| !text.is_empty());
        resource
    }

    fn fault(&mut self, node: &Node, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(&DATA_PACKAGE, message).at(node.place).help(help));
    }

    /// A group of keys of the resource.
    fn group(&mut self, name: &str) -> Option<&'a Node> {
        let node = key(self.resource, name)?;
        if matches!(node.value, Raw::Map(_)) {
            return Some(node);
        }
        let help = "write it into the data package itself; other files are not looked up";
        self.fault(node, format!("`{name}` is a group of keys, this is {}", node.shape()), help);
        None
    }

    fn encoding(&mut self) -> Option<At<Encoding>> {
        let node = key(self.resource, "encoding")?;
        let name = node.scalar().unwrap_or_default();
        let known = Encoding::from_name(name).map(|encoding| At::new(encoding, node.place));
        if known.is_none() {
            let names: Vec<&str> = Encoding::all_names().collect();
            let help = did_you_mean(name, names.iter().copied());
            self.fault(node, format!("the encoding `{name}` is not known"), help.unwrap_or(names.join(", ")));
        }
        known
    }

    /// The delimiter of a dialect, of which nothing else may be unusual.
    fn delimiter(&mut self, dialect: &Node) -> Option<At<u8>> {
        for (name, understood, help) in UNDERSTOOD {
            if let Some(node) = key(dialect, name).filter(|node| node.scalar() != Some(understood)) {
                let value = node.scalar().unwrap_or_else(|| node.shape());
                self.fault(node, format!("tables with `{name}` as `{value}` are not read"), *help);
            }
        }
        let node = key(dialect, "delimiter")?;
        match node.scalar().map(str::as_bytes) {
            Some([sign]) => Some(At::new(*sign, node.place)),
            _ => {
                self.fault(node, "a delimiter is one sign", "such as \";\", \",\" or \"\\t\"");
                None
            }
        }
    }

    fn sheet_number(&mut self, dialect: &Node) -> Option<At<usize>> {
        let node = key(dialect, "sheetNumber")?;
        let number = node.scalar().and_then(|text| text.parse().ok()).filter(|number| *number > 0);
        if number.is_none() {
            self.fault(node, "this is no number of a sheet", "sheets are counted from 1");
        }
        number.map(|number| At::new(number, node.place))
    }

    /// The decimal sign of the numbers, which is one for the whole table.
    fn notation(&mut self, fields: &[Node]) -> Option<Notation> {
        let mut known: Option<Notation> = None;
        for field in fields.iter().filter(|field| is_of(field, NUMBERS)) {
            let sign = |name| Some((key(field, name)?, key(field, name)?.scalar()?));
            let told = match (sign("decimalChar"), sign("groupChar")) {
                (Some((node, ",")), _) | (None, Some((node, "."))) => Some((node, Notation::Comma)),
                (Some((node, ".")), _) | (None, Some((node, ","))) => Some((node, Notation::Point)),
                (Some((node, other)), _) => {
                    self.fault(node, format!("`{other}` is no decimal sign"), "\",\" or \".\"");
                    None
                }
                _ => None,
            };
            let Some((node, notation)) = told else { continue };
            if known.is_some_and(|known| known != notation) {
                let message = "the numbers of this column are written otherwise than those of another";
                self.fault(node, message, "a table has one decimal sign; say it in `decimal` of its description");
            }
            known = Some(notation);
        }
        known
    }

    /// Keys of a source, from what the resource says, or the package as a whole.
    fn source(&self) -> Vec<Pair> {
        let of = |name: &str| key(self.resource, name).or_else(|| key(self.root, name));
        let first = |name: &str, inner: &str| key(items(of(name)?).first()?, inner);
        let address = first("sources", "path").filter(|node| node.scalar().is_some_and(|path| path.contains("://")));
        let said = [
            ("title", of("title")),
            ("publisher", first("sources", "title")),
            ("url", address.or_else(|| of("homepage"))),
            ("licence", first("licenses", "name").or_else(|| first("licenses", "path"))),
        ];
        let said = said.into_iter().filter_map(|(name, node)| Some((name, node.filter(|node| !node.is_blank())?)));
        said.map(|(name, node)| Pair { key: name.into(), key_place: node.place, node: node.clone() }).collect()
    }
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Raw::List(items) => items,
        _ => &[],
    }
}

/// One text or a list of them.
fn texts(node: &Node) -> Vec<&str> {
    match &node.value {
        Raw::List(items) => items.iter().filter_map(Node::scalar).collect(),
        _ => node.scalar().into_iter().collect(),
    }
}

fn small(text: &str) -> Box<str> {
    text.to_lowercase().into()
}

/// What stands in cells that are empty; version 2 may say beside each what it means.
fn missing_values(schema: &Node) -> Vec<Box<str>> {
    let values = key(schema, "missingValues").map(items).unwrap_or_default();
    values.iter().filter_map(|value| value.scalar().or_else(|| key(value, "value")?.scalar())).map(small).collect()
}

/// Whether a field has one of some types.
fn is_of(field: &Node, types: &[&str]) -> bool {
    key(field, "type").and_then(Node::scalar).is_some_and(|ty| types.contains(&ty))
}

/// How the dates of a column are written, where that is not the usual way.
fn date_format(field: &Node) -> Option<(Box<str>, Box<str>)> {
    let format = key(field, "format").and_then(Node::scalar).filter(|_| is_of(field, DATES))?;
    let format = format.strip_prefix("fmt:").unwrap_or(format);
    format.contains('%').then(|| Some((key(field, "name")?.scalar()?.into(), format.into())))?
}
