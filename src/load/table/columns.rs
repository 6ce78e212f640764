//! What fills each field: the description of a table compiled against the header of its file.

use std::collections::BTreeSet;

use super::TABLE;
use super::cell::{Cell, Id, Part, Template};
use super::pattern::Pattern;
use crate::diag::{Diagnostic, did_you_mean, nearest};
use crate::entry::Fields;
use crate::kind::{Field, FieldIx, Kind, Type};
use crate::load::Loader;
use crate::raw::{Keys, Node, Pair, Raw};
use crate::source::{At, Place};
use crate::value::{Basis, Currency, Notation, Recurrence, Rounding};

/// Keys by which a column tells who is meant.
const NAMING: [&str; 2] = ["number", "name"];

/// What a table of large sums tells them in, and the noughts that it leaves out.
const UNITS: [(&str, u32); 3] = [("thousands", 3), ("millions", 6), ("ones", 0)];

/// Compiles the description against the header of the file.
pub struct Planner<'a, 'l, 'd> {
    pub(super) loader: &'a mut Loader<'l>,
    kind: &'d Kind,
    /// The path of the file, and the names of its columns.
    file: &'a str,
    header: &'a [String],
    used: BTreeSet<usize>,
}

/// The columns of a table, compiled.
pub struct Columns {
    pub id: Id,
    pub cells: Vec<(FieldIx, Cell)>,
    /// Fields whose column could not be understood, which has been said.
    pub broken: Vec<FieldIx>,
}

impl<'a, 'l, 'd> Planner<'a, 'l, 'd> {
    pub fn new(loader: &'a mut Loader<'l>, kind: &'d Kind, file: &'a str, header: &'a [String]) -> Self {
        Self { loader, kind, file, header, used: BTreeSet::new() }
    }

    pub fn unused(&self) -> Vec<&str> {
        self.header.iter().enumerate().filter(|(at, _)| !self.used.contains(at)).map(|(_, name)| &**name).collect()
    }

    pub fn columns(&mut self, node: Option<&Node>, place: Place) -> Option<Columns> {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else {
            return self.loader.refuse(
                place,
                "the description has no `[columns]`",
                "say which column fills which field",
            );
        };
        let (mut cells, mut broken, mut id) = (Vec::new(), Vec::new(), None);
        for pair in pairs {
            if &*pair.key == "id" {
                id = self.id(&pair.node);
                continue;
            }
            let (field, known) = self.field(pair);
            let cell = field.and_then(|field| self.cell(self.kind.field(field), &pair.node));
            match (field, cell) {
                (Some(field), Some(cell)) if known => cells.push((field, cell)),
                (Some(field), _) => broken.push(field),
                (None, _) => {}
            }
        }
        if !pairs.iter().any(|pair| &*pair.key == "id") {
            let help =
                "add `id = \"column\"`, or `id = { prefix = \"…\", hash = [\"column\", …] }`; never a row number";
            return self.loader.refuse(place, "the description does not say what a row's id is", help);
        }
        Some(Columns { id: id?, cells, broken })
    }

    /// The field that a key names, and whether it is written right; a misspelt one is taken for the nearest.
    fn field(&mut self, pair: &Pair) -> (Option<FieldIx>, bool) {
        let schema = &self.kind.schema;
        if let Some(found) = schema.by_name(&pair.key) {
            return (Some(found), true);
        }
        let message = format!("the kind `{}` has no field `{}`", self.kind.id, pair.key);
        let help = did_you_mean(&pair.key, schema.names())
            .unwrap_or_else(|| format!("its fields: {}", schema.names().collect::<Vec<_>>().join(", ")));
        self.loader.diagnostics.push(Diagnostic::new(&TABLE, message).at(pair.key_place).help(help));
        (nearest(&pair.key, schema.names()).and_then(|name| schema.by_name(name)), false)
    }

    pub(super) fn column(&mut self, name: &str, place: Place) -> Option<usize> {
        let at = self.header.iter().position(|known| known == name);
        match at {
            Some(at) => {
                self.used.insert(at);
                if self.header.iter().filter(|known| *known == name).count() > 1 {
                    let help = "give each column a name of its own in the file";
                    return self.loader.refuse(place, format!("`{}` has two columns `{name}`", self.file), help);
                }
            }
            None => {
                let names = self.header.iter().map(|name| &**name);
                let help = did_you_mean(name, names).unwrap_or_else(|| {
                    format!("columns: {}; `[headings]` tells what it is called in this file", self.header.join(", "))
                });
                let fault = Diagnostic::new(&TABLE, format!("`{}` has no column `{name}`", self.file));
                self.loader.diagnostics.push(fault.at(place).help(help));
            }
        }
        at
    }

    /// A column's name, or an expression when it holds braces.
    pub(super) fn template(&mut self, text: At<&str>) -> Option<Template> {
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
            let value = self.template(At::new(text, node.place))?;
            return Some(Cell::Text { value, map: Vec::new(), split: None });
        }
        let mut keys = Keys::of(node)?;
        let names_one = matches!(&node.value, Raw::Map(pairs) if pairs.iter().any(|pair| NAMING.contains(&&*pair.key)));
        let cell = match &field.ty {
            Type::Money => self.money(&mut keys),
            Type::Date => self.date(&mut keys),
            Type::Reference(_) | Type::Group(_) if names_one => self.party(field, &mut keys).map(Cell::Organisation),
            _ => self.text(field, &mut keys),
        }?;
        keys.finish(&TABLE, "this column", self.loader.diagnostics);
        Some(cell)
    }

    /// The column under a key without which the rest says nothing.
    pub(super) fn wanted(&mut self, keys: &mut Keys<'_>, key: &'static str, example: &str) -> Option<Template> {
        match keys.text(key) {
            Some(text) => self.template(text),
            None => self.loader.refuse(keys.place(), format!("this names no column as `{key}`"), example),
        }
    }

    fn date(&mut self, keys: &mut Keys<'_>) -> Option<Cell> {
        const HELP: &str = "{ value = \"column\", format = \"%d.%m.%Y\" }";
        let value = self.wanted(keys, "value", HELP)?;
        let formats = self.loader.texts_named(keys.take("format"), HELP)?;
        let formats: Vec<Box<str>> = formats.into_iter().map(|format| format.value.into()).collect();
        Some(Cell::Date { value, formats })
    }

    /// `{ value = "column", map = { "Ja" = true }, split = "," }`.
    fn text(&mut self, field: &Field, keys: &mut Keys<'_>) -> Option<Cell> {
        let value = self.wanted(keys, "value", "write \"column\", or { value = \"column\" }")?;
        let (map, split) = (keys.take("map"), keys.text("split"));
        let pairs: &[Pair] = match map {
            None => &[],
            Some(Node { value: Raw::Map(pairs), .. }) => pairs,
            Some(node) => {
                return self.loader.refuse(
                    node.place,
                    "a map names words and what they mean",
                    "map = { \"Ja\" = true }",
                );
            }
        };
        let mut map = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let Some(meant) = pair.node.scalar() else {
                return self.loader.refuse(pair.node.place, "a word means one value", "map = { \"Ja\" = true }");
            };
            map.push((pair.key.clone(), meant.into()));
        }
        if let Some(split) = split.filter(|_| !field.list) {
            let message = format!("`{}` takes one value", field.name);
            return self.loader.refuse(split.place, message, "only the cells of fields that are lists can be split");
        }
        Some(Cell::Text { value, map, split: split.map(|sign| sign.value.into()) })
    }

    /// `numbers`: columns of numbers that are no personal ones; nothing where one of them is not there.
    pub fn numbers(&mut self, named: &[At<&str>]) -> Option<Vec<usize>> {
        named.iter().map(|name| self.column(name.value, name.place)).collect()
    }

    /// `[filter]` and `[leave_out]`: columns with what may, or must not, stand in them.
    pub fn filter(&mut self, node: Option<&Node>) -> Option<Vec<(usize, Vec<Pattern>)>> {
        const HELP: &str = "Status = [\"Bevilget\", \"Udbetalt\"]";
        let Some(node) = node else { return Some(Vec::new()) };
        let Raw::Map(pairs) = &node.value else {
            return self.loader.refuse(node.place, "a filter names columns and what may stand in them", HELP);
        };
        let wanted = |pair: &Pair| {
            let column = self.column(&pair.key, pair.key_place)?;
            let words = self.loader.texts_named(Some(&pair.node), HELP)?;
            Some((column, words.into_iter().map(|word| Pattern::new(word.value)).collect()))
        };
        pairs.iter().map(wanted).collect()
    }

    fn money(&mut self, keys: &mut Keys<'_>) -> Option<Cell> {
        const HELP: &str = "{ value = \"column\", currency = \"DKK\", basis = \"decided\" }";
        let value = self.wanted(keys, "value", HELP)?;
        let place = keys.place();
        let currency = keys.text("currency").and_then(|code| Currency::parse(code.value).ok());
        let basis = match keys.text("basis") {
            Some(text) => Some(self.choice("basis", text, &Basis::ALL, Basis::id)?),
            None => None,
        };
        let recurs = keys.text("per").map(|text| self.choice("per", text, &Recurrence::ALL, Recurrence::id));
        let round = keys.text("round").map(|text| self.choice("round", text, &Rounding::ALL, Rounding::id));
        let year = keys.text("year").and_then(|year| match self.header.iter().any(|name| name == year.value) {
            // A year that heads no column is that of all rows.
            false if is_year(year.value) => Some(Template { parts: vec![Part::Words(year.value.into())] }),
            _ => self.template(year),
        });
        let unit = keys.text("unit").map(|text| self.choice("unit", text, &UNITS, |(name, _)| name));
        let (Some(currency), Some(basis)) = (currency, basis) else {
            return self.loader.refuse(place, "a column of money needs its currency and basis", HELP);
        };
        // A word that is no option has been complained about; the column is not used.
        let (recurs, round) =
            (recurs.unwrap_or(Some(Recurrence::Once))?, round.map_or(Some(None), |found| found.map(Some))?);
        let noughts = unit.map_or(Some(0), |unit| unit.map(|(_, noughts)| noughts))?;
        Some(Cell::Money { value, currency, basis, recurs, round, year, noughts })
    }

    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &str,
        text: At<&str>,
        all: &[T],
        id: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|one| id(*one) == text.value);
        if found.is_none() {
            let ids: Vec<&str> = all.iter().map(|one| id(*one)).collect();
            let message = format!("`{}` is not an option of `{key}`", text.value);
            return self.loader.refuse(text.place, message, &format!("one of: {}", ids.join(", ")));
        }
        found
    }

    /// What is the same for every row: `[constants]`, and the table's own source.
    pub fn constants(&mut self, node: Option<&Node>, source: Option<&Node>) -> Fields {
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

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}
