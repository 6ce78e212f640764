//! Tables: a CSV file becomes entries as the `name.table.toml` beside it says.

use std::collections::BTreeSet;

use super::csv::{self, Rows};
use super::typed::{Typer, WRONG_TYPE};
use super::{BAD_ID, Home, Loader};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, Fields, Origin, Reference, Value};
use crate::kind::{Field, FieldIx, Kind, KindIx, Type};
use crate::lang::Language;
use crate::raw::{Keys, Node, Pair, Raw, Snippet, parse_toml};
use crate::source::{At, FileId, Input, Place};
use crate::value::slug::slug;
use crate::value::{
    Basis, Currency, Money, Notation, PartialDate, Period, Problem, Recurrence, Rounding, Scheme, parse_decimal,
    to_minor,
};

pub static TABLE: Code = Code {
    id: "table",
    severity: Severity::Error,
    summary: "The description of a table cannot be used as it is.",
    explanation: "A table lies beside a description `name.table.toml` that says which kind its rows are, which file \
holds them, and which column fills which field. The message names the key that is wrong.",
};

pub static UNUSED_COLUMNS: Code = Code {
    id: "unused-columns",
    severity: Severity::Notice,
    summary: "Some columns of a table fill no field.",
    explanation: "They are listed so that nothing is dropped in silence. Name them in `[columns]` if they belong on \
the page.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&TABLE, &UNUSED_COLUMNS];

/// Files under `content/` that are not entries themselves.
#[derive(Default)]
pub struct Tables {
    /// Files that no format reads on its own.
    pub unread: BTreeSet<String>,
    /// Files that a description has named.
    pub read: BTreeSet<String>,
}

/// What fills a field.
enum Cell {
    /// A text of columns: `"{a}-{b}"`.
    Text(Template),
    Money {
        value: Template,
        currency: Currency,
        basis: Basis,
        recurs: Recurrence,
        round: Option<Rounding>,
        year: Option<Template>,
    },
    Organisation {
        number: Option<Template>,
        scheme: Option<Scheme>,
        name: Template,
    },
    Date {
        value: Template,
        format: Box<str>,
    },
}

/// How the id of a row is computed.
enum Id {
    Text(Template),
    Hash { prefix: Box<str>, of: Vec<usize> },
}

/// Text with columns in it.
struct Template {
    parts: Vec<Part>,
}

enum Part {
    Words(Box<str>),
    Column(usize),
}

impl Template {
    fn fill(&self, row: &::csv::StringRecord) -> String {
        let part = |part: &Part| match part {
            Part::Words(words) => words.to_string(),
            Part::Column(column) => row.get(*column).unwrap_or_default().trim().to_owned(),
        };
        let text: String = self.parts.iter().map(part).collect();
        text.replace('\u{ad}', "")
    }

    /// The column to show in a complaint.
    fn column(&self) -> usize {
        self.parts
            .iter()
            .find_map(|part| if let Part::Column(column) = part { Some(*column) } else { None })
            .unwrap_or(0)
    }
}

/// Reads the table that a description names.
pub fn read(loader: &mut Loader<'_>, home: Home<'_>, bytes: &[u8], input: &Input, tables: &mut Tables) -> Vec<Entry> {
    let Some(text) = loader.decode(home.path, bytes) else { return Vec::new() };
    let file = loader.sources.add(home.path, text);
    let node = match parse_toml(Snippet::whole(file, loader.sources.text(file))) {
        Ok(node) => node,
        Err(fault) => {
            loader.diagnostics.push(fault);
            return Vec::new();
        }
    };
    describe(loader, home, &node, input, tables).unwrap_or_default()
}

fn describe(
    loader: &mut Loader<'_>,
    home: Home<'_>,
    node: &Node,
    input: &Input,
    tables: &mut Tables,
) -> Option<Vec<Entry>> {
    let kind = loader.kind_of(home, node)?;
    let mut keys = Keys::of(node)?;
    keys.take("kind");
    let Some(name) = keys.text("file") else {
        return loader.refuse(node.place, "the description names no file", "add `file = \"….csv\"`");
    };
    let folder = home.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{}", name.value);
    let Some(bytes) = input.site.get(&path) else {
        return loader.refuse(name.place, format!("there is no file `{path}`"), "the file lies beside its description");
    };
    tables.read.insert(path.clone());
    let language = keys.text("language").map_or(home.language, |code| match Language::from_code(code.value) {
        Ok(language) => language,
        Err(problem) => {
            loader.diagnostics.push(Diagnostic::new(&TABLE, problem.message).at(code.place).maybe_help(problem.help));
            home.language
        }
    });
    let delimiter = match keys.text("delimiter").map(|text| (text.value.as_bytes(), text.place)) {
        None => b',',
        Some(([one], _)) => *one,
        Some((_, place)) => return loader.refuse(place, "a delimiter is one sign", "such as \";\" or \",\""),
    };
    let notation = match keys.text("decimal").map(|text| (text.value, text.place)) {
        None => Notation::Plain,
        Some((",", _)) => Notation::Comma,
        Some((".", _)) => Notation::Point,
        Some((_, place)) => return loader.refuse(place, "the decimal sign is \",\" or \".\"", "decimal = \",\""),
    };
    let (columns, constants, source) = (keys.take("columns"), keys.take("constants"), keys.take("source"));
    keys.finish(&TABLE, "a table's description", loader.diagnostics);

    let text = loader.decode(&path, bytes)?;
    let data = loader.sources.add(&path, text);
    let rows =
        csv::read(data, loader.sources.text(data), delimiter).map_err(|fault| loader.diagnostics.push(fault)).ok()?;
    loader.sources.set_row_lines(data, rows.lines.clone());
    let of = loader.kinds.get(kind);
    let mut plan = Planner { loader, kind: of, header: &rows.header, used: BTreeSet::new() };
    let cells = plan.columns(columns, node.place);
    let constants = plan.constants(constants, source);
    let unused = plan.unused();
    let (id, cells) = cells?;
    if !unused.is_empty() {
        let message = format!("{} columns of `{path}` fill no field: {}", unused.len(), unused.join(", "));
        loader.diagnostics.push(Diagnostic::new(&UNUSED_COLUMNS, message).at(name.place));
    }
    let mut reader = RowReader { loader, kind, of, data, language, notation, id, cells, constants };
    Some(reader.entries(&rows))
}

impl Loader<'_> {
    fn refuse<T>(&mut self, place: Place, message: impl Into<String>, help: &str) -> Option<T> {
        self.diagnostics.push(Diagnostic::new(&TABLE, message).at(place).help(help));
        None
    }

    fn typer(&mut self, notation: Notation) -> Typer<'_> {
        Typer { kinds: self.kinds, notation, diagnostics: self.diagnostics }
    }
}

/// Compiles the description against the header of the file.
struct Planner<'a, 'l, 'd> {
    loader: &'a mut Loader<'l>,
    kind: &'d Kind,
    header: &'a [String],
    used: BTreeSet<usize>,
}

type Columns = (Id, Vec<(FieldIx, Cell)>);

impl Planner<'_, '_, '_> {
    fn unused(&self) -> Vec<&str> {
        self.header.iter().enumerate().filter(|(at, _)| !self.used.contains(at)).map(|(_, name)| &**name).collect()
    }

    fn columns(&mut self, node: Option<&Node>, place: Place) -> Option<Columns> {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else {
            return self.loader.refuse(
                place,
                "the description has no `[columns]`",
                "say which column fills which field",
            );
        };
        let mut cells = Vec::new();
        let mut id = None;
        for pair in pairs {
            if &*pair.key == "id" {
                id = self.id(&pair.node);
            } else if let Some(field) = self.field(pair)
                && let Some(cell) = self.cell(self.kind.field(field), &pair.node)
            {
                cells.push((field, cell));
            }
        }
        if !pairs.iter().any(|pair| &*pair.key == "id") {
            let help =
                "add `id = \"column\"`, or `id = { prefix = \"…\", hash = [\"column\", …] }`; never a row number";
            return self.loader.refuse(place, "the description does not say what a row's id is", help);
        }
        Some((id?, cells))
    }

    fn field(&mut self, pair: &Pair) -> Option<FieldIx> {
        let found = self.kind.schema.by_name(&pair.key);
        if found.is_none() {
            let message = format!("the kind `{}` has no field `{}`", self.kind.id, pair.key);
            let help = did_you_mean(&pair.key, self.kind.schema.names());
            self.loader.diagnostics.push(Diagnostic::new(&TABLE, message).at(pair.key_place).maybe_help(help));
        }
        found
    }

    fn column(&mut self, name: &str, place: Place) -> Option<usize> {
        let at = self.header.iter().position(|known| known == name);
        match at {
            Some(at) => {
                self.used.insert(at);
            }
            None => {
                let names = self.header.iter().map(|name| &**name);
                let help = did_you_mean(name, names).unwrap_or_else(|| format!("columns: {}", self.header.join(", ")));
                let fault = Diagnostic::new(&TABLE, format!("the table has no column `{name}`"));
                self.loader.diagnostics.push(fault.at(place).help(help));
            }
        }
        at
    }

    /// A column's name, or an expression when it holds braces.
    fn template(&mut self, text: At<&str>) -> Option<Template> {
        if !text.value.contains('{') {
            return Some(Template { parts: vec![Part::Column(self.column(text.value, text.place)?)] });
        }
        let mut parts = Vec::new();
        let mut rest = text.value;
        while let Some((words, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return self.loader.refuse(text.place, "a brace is not closed", "write \"{column}\"");
            };
            parts.push(Part::Words(words.into()));
            parts.push(Part::Column(self.column(name, text.place)?));
            rest = after;
        }
        parts.push(Part::Words(rest.into()));
        Some(Template { parts })
    }

    fn named(&mut self, keys: &mut Keys<'_>, key: &'static str) -> Option<Template> {
        let text = keys.text(key)?;
        self.template(text)
    }

    fn id(&mut self, node: &Node) -> Option<Id> {
        if let Some(text) = node.scalar() {
            return self.template(At::new(text, node.place)).map(Id::Text);
        }
        let mut keys = Keys::of(node)?;
        let prefix = keys.text("prefix").map_or("", |text| text.value).into();
        let hash = keys.take("hash");
        keys.finish(&TABLE, "an id", self.loader.diagnostics);
        let Some(Node { value: Raw::List(items), .. }) = hash else {
            return self.loader.refuse(node.place, "a computed id needs `hash = [\"column\", …]`", "name the columns");
        };
        let of = items.iter().map(|item| self.column(item.scalar()?, item.place)).collect::<Option<Vec<_>>>()?;
        Some(Id::Hash { prefix, of })
    }

    fn cell(&mut self, field: &Field, node: &Node) -> Option<Cell> {
        if let Some(text) = node.scalar() {
            return self.template(At::new(text, node.place)).map(Cell::Text);
        }
        let mut keys = Keys::of(node)?;
        let cell = match &field.ty {
            Type::Money => self.money(&mut keys),
            Type::Reference(_) => {
                let number = self.named(&mut keys, "number");
                let scheme = keys.text("scheme").and_then(|text| self.scheme(text));
                let name = self.named(&mut keys, "name")?;
                Some(Cell::Organisation { number, scheme, name })
            }
            Type::Date => {
                let value = self.named(&mut keys, "value")?;
                let format = keys.text("format").map_or("%Y-%m-%d", |text| text.value).into();
                Some(Cell::Date { value, format })
            }
            _ => self.loader.refuse(node.place, format!("`{}` takes one column", field.name), "write \"column\""),
        };
        keys.finish(&TABLE, "this column", self.loader.diagnostics);
        cell
    }

    fn scheme(&mut self, text: At<&str>) -> Option<Scheme> {
        let found = Scheme::from_code(text.value);
        if found.is_none() {
            return self.loader.refuse(text.place, "this register is not known", "DK-CVR or NO-BRC");
        }
        found
    }

    fn money(&mut self, keys: &mut Keys<'_>) -> Option<Cell> {
        let value = self.named(keys, "value")?;
        let place = keys.place();
        let currency = keys.text("currency").and_then(|code| Currency::parse(code.value).ok());
        let basis = keys.text("basis").and_then(|text| Basis::from_id(text.value));
        let recurs = keys.text("per").and_then(|text| Recurrence::from_id(text.value));
        let round = keys.text("round").and_then(|text| Rounding::from_id(text.value));
        let year = self.named(keys, "year");
        let (Some(currency), Some(basis)) = (currency, basis) else {
            let help = "{ value = \"column\", currency = \"DKK\", basis = \"decided\" }";
            return self.loader.refuse(place, "a column of money needs its currency and basis", help);
        };
        Some(Cell::Money { value, currency, basis, recurs: recurs.unwrap_or(Recurrence::Once), round, year })
    }

    /// What is the same for every row: `[constants]`, and the table's own source.
    fn constants(&mut self, node: Option<&Node>, source: Option<&Node>) -> Fields {
        let mut fields = match node {
            Some(node) => {
                let what = format!("the kind `{}`", self.kind.id);
                self.loader.typer(Notation::Plain).fields(&self.kind.schema, &what, node, &[])
            }
            None => Fields::default(),
        };
        if let (Some(node), Some(field)) = (source, self.kind.schema.by_name("source"))
            && let Some(value) = self.loader.typer(Notation::Plain).value(self.kind.field(field), node)
        {
            fields.set(field, value);
        }
        fields
    }
}

struct RowReader<'a, 'l, 'k> {
    loader: &'a mut Loader<'l>,
    kind: KindIx,
    of: &'k Kind,
    data: FileId,
    language: Language,
    notation: Notation,
    id: Id,
    cells: Vec<(FieldIx, Cell)>,
    constants: Fields,
}

impl RowReader<'_, '_, '_> {
    fn entries(&mut self, rows: &Rows) -> Vec<Entry> {
        rows.rows.iter().enumerate().filter_map(|(at, row)| self.entry(at, row)).collect()
    }

    fn place(&self, row: usize, column: usize) -> Place {
        Place::Cell { file: self.data, row: row as u32 + 1, column: u16::try_from(column + 1).unwrap_or(u16::MAX) }
    }

    fn entry(&mut self, at: usize, row: &::csv::StringRecord) -> Option<Entry> {
        let place = Place::Cell { file: self.data, row: at as u32 + 1, column: 0 };
        let id = match &self.id {
            Id::Text(template) => slug(&template.fill(row)),
            Id::Hash { prefix, of } => format!("{prefix}{}", hash(row, of)),
        };
        if id.is_empty() {
            self.loader.diagnostics.push(Diagnostic::new(&BAD_ID, "this row has no id").at(place));
            return None;
        }
        let mut fields = self.constants.clone();
        for index in 0..self.cells.len() {
            let (field, _) = self.cells[index];
            if let Some(value) = self.value(index, at, row) {
                fields.set(field, value);
            }
        }
        fields.shrink();
        Some(Entry {
            kind: self.kind,
            id: id.into(),
            language: self.language,
            place,
            id_place: place,
            draft: false,
            aliases: Vec::new(),
            embargo: None,
            expires: None,
            fields,
            body_place: None,
            origin: Origin::Written,
        })
    }

    fn value(&mut self, index: usize, at: usize, row: &::csv::StringRecord) -> Option<At<Value>> {
        let (field, cell) = &self.cells[index];
        let field = self.of.field(*field);
        let (template, place) = match cell {
            Cell::Text(template) | Cell::Money { value: template, .. } | Cell::Date { value: template, .. } => {
                (template, self.place(at, template.column()))
            }
            Cell::Organisation { name, .. } => (name, self.place(at, name.column())),
        };
        let text = template.fill(row);
        if text.is_empty() {
            return None;
        }
        let value = match cell {
            Cell::Money { currency, basis, recurs, round, year, .. } => {
                let when = year.as_ref().and_then(|year| Period::parse(&year.fill(row)).ok());
                let minor = parse_decimal(&text, self.notation).and_then(|sum| to_minor(sum, *currency, *round));
                let minor = kept(self.loader.diagnostics, &field.name, minor, place)?;
                Value::Money(
                    [Money {
                        minor: Some(minor),
                        currency: *currency,
                        basis: *basis,
                        recurs: *recurs,
                        original: None,
                        when,
                        price_level: None,
                        indexation: None,
                        approximate: false,
                    }]
                    .into(),
                )
            }
            Cell::Date { format, .. } => {
                Value::Date(kept(self.loader.diagnostics, &field.name, PartialDate::parse_with(format, &text), place)?)
            }
            Cell::Organisation { number, scheme, .. } => {
                let number = number.as_ref().map(|number| (number.fill(row), self.place(at, number.column())));
                let number = match number {
                    Some((digits, place)) if !digits.is_empty() => {
                        let mut typer = self.loader.typer(self.notation);
                        Some(typer.number(&digits, *scheme, place)?)
                    }
                    _ => None,
                };
                let Type::Reference(kind) = field.ty else { return None };
                Value::Reference(Reference { kind, text: text.as_str().into(), number, target: None })
            }
            Cell::Text(_) => {
                let mut typer = self.loader.typer(self.notation);
                let single = typer.scalar(field, &field.ty, &text, place)?;
                if field.list { Value::List([At::new(single, place)].into()) } else { single }
            }
        };
        Some(At::new(value, place))
    }
}

fn kept<T>(diagnostics: &mut Diagnostics, field: &str, result: Result<T, Problem>, place: Place) -> Option<T> {
    let complain = |problem: Problem| {
        let fault = Diagnostic::new(&WRONG_TYPE, format!("`{field}`: {}", problem.message));
        diagnostics.push(fault.at(place).maybe_help(problem.help));
    };
    result.map_err(complain).ok()
}

/// The first 16 hex digits of BLAKE3 over the named cells, each ended by a unit separator.
fn hash(row: &::csv::StringRecord, columns: &[usize]) -> String {
    let mut hasher = blake3::Hasher::new();
    for column in columns {
        hasher.update(row.get(*column).unwrap_or_default().trim().as_bytes());
        hasher.update(b"\x1f");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
