//! Pictures that a kind declares: what is drawn of its entries, by what, and on which pages.

use super::read::{KIND, Reader};
use super::{Field, FieldIx, Kind, KindIx, Role, Schema, Type};
use crate::diag::did_you_mean;
use crate::localised::Localised;
use crate::raw::{Keys, Node, Raw};
use crate::source::At;
use crate::value::is_id;

/// How numbers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A bar for each year, in the order of time.
    Bars,
    /// A bar for each value of a field, the largest first.
    Sorted,
    /// A square for each entry, grouped by the options of a choice.
    Units,
}

/// What parts the entries into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Year,
    Field(FieldIx),
}

/// What of a group is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The sum of what has the role `amount`.
    Amount,
    Count,
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// The kind's list, and those by value.
    List,
    Home,
    /// The page of what this field refers to, drawn of the entries that refer to it.
    Field(FieldIx),
}

/// One picture.
#[derive(Debug)]
pub struct Chart {
    /// Its name in addresses.
    pub name: Box<str>,
    pub drawing: Drawing,
    pub by: By,
    pub measure: Measure,
    pub on: Vec<On>,
    pub title: Option<Localised>,
}

const DRAWINGS: &[(&str, Drawing)] = &[("bars", Drawing::Bars), ("sorted", Drawing::Sorted), ("units", Drawing::Units)];
const MEASURES: &[(&str, Measure)] = &[("amount", Measure::Amount), ("count", Measure::Count)];
const YEAR: &str = "year";
const LIST: &str = "list";
const HOME: &str = "home";

/// What each drawing can be by, in words; whether a field is that.
fn fits(drawing: Drawing, field: &Field) -> Result<(), &'static str> {
    let is_choice = matches!(field.ty, Type::Choice(_)) && !field.list;
    match drawing {
        Drawing::Bars => Err("`bars` are by `year`"),
        Drawing::Sorted => {
            let fits = is_choice || matches!(field.ty, Type::Choice(_) | Type::Tag | Type::Reference(_));
            if fits { Ok(()) } else { Err("`sorted` is by a choice, a tag or a reference") }
        }
        Drawing::Units if is_choice => Ok(()),
        Drawing::Units => Err("`units` are by a choice of which an entry has one"),
    }
}

impl<'a> Reader<'a, '_> {
    pub(super) fn charts(&mut self, node: Option<&'a Node>, schema: &Schema) -> Vec<Chart> {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else { return Vec::new() };
        let named = pairs.iter().filter(|pair| {
            let named = is_id(&pair.key);
            if !named {
                let help = "names are small letters a–z, digits and hyphens";
                self.complain(
                    pair.key_place,
                    format!("`{}` cannot be the name of a chart", pair.key),
                    Some(help.into()),
                );
            }
            named
        });
        let named: Vec<_> = named.collect();
        named.into_iter().filter_map(|pair| self.chart(&pair.key, &pair.node, schema)).collect()
    }

    fn chart(&mut self, name: &'a str, node: &'a Node, schema: &Schema) -> Option<Chart> {
        let Some(mut keys) = Keys::of(node) else {
            let help = "write `[chart.name]` with `type` below it";
            self.complain(node.place, format!("the chart `{name}` must be a group of keys"), Some(help.into()));
            return None;
        };
        let ty = keys.text("type");
        let by = keys.text("by");
        let measure = keys.text("measure");
        let on = keys.take("on");
        let title = keys.take("title").and_then(|node| self.localised(node));
        keys.finish(&KIND, "a chart", self.diagnostics);
        let Some(ty) = ty else {
            self.complain(node.place, "a chart needs a `type`", Some(one_of(DRAWINGS)));
            return None;
        };
        let drawing = self.one_of(ty, DRAWINGS, "type of chart")?;
        let by = self.by(drawing, by.unwrap_or(At::new(YEAR, ty.place)), schema)?;
        let has_amount = schema.role(Role::Amount).is_some();
        let usual = if has_amount && drawing != Drawing::Units { Measure::Amount } else { Measure::Count };
        let written = measure.map(|word| (word, self.one_of(word, MEASURES, "measure")));
        let measure = match written {
            None => usual,
            Some((_, found)) => found?,
        };
        if let (Measure::Amount, Some((word, _))) = (measure, written)
            && (!has_amount || drawing == Drawing::Units)
        {
            let help = "write `measure = \"count\"`, or name the amount under `[roles]`";
            self.complain(word.place, "there is no amount to be drawn", Some(help.into()));
            return None;
        }
        let on = on.map_or_else(|| vec![On::List], |node| self.places(node, schema));
        Some(Chart { name: name.into(), drawing, by, measure, on, title })
    }

    fn by(&mut self, drawing: Drawing, by: At<&str>, schema: &Schema) -> Option<By> {
        if by.value == YEAR && drawing == Drawing::Bars {
            return Some(By::Year);
        }
        let Some(field) = schema.by_name(by.value) else {
            let help =
                did_you_mean(by.value, schema.names()).unwrap_or_else(|| "write `by = \"…\"` with a field".into());
            self.complain(by.place, format!("there is no field `{}` to draw by", by.value), Some(help));
            return None;
        };
        match fits(drawing, schema.field(field)) {
            Ok(()) => Some(By::Field(field)),
            Err(help) => {
                self.complain(by.place, format!("`{}` cannot be drawn so", by.value), Some(help.into()));
                None
            }
        }
    }

    fn places(&mut self, node: &'a Node, schema: &Schema) -> Vec<On> {
        let items = if let Raw::List(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) };
        items.iter().filter_map(|item| self.place(item, schema)).collect()
    }

    fn place(&mut self, node: &'a Node, schema: &Schema) -> Option<On> {
        let word = node.scalar().unwrap_or_default();
        match (word, schema.by_name(word)) {
            (LIST, _) => Some(On::List),
            (HOME, _) => Some(On::Home),
            (_, Some(field)) if matches!(schema.field(field).ty, Type::Reference(_)) => Some(On::Field(field)),
            _ => {
                let help = "places are `list`, `home`, and the names of fields that refer to what has the page";
                self.complain(node.place, format!("`{word}` is no place for a chart"), Some(help.into()));
                None
            }
        }
    }

    fn one_of<T: Copy>(&mut self, word: At<&str>, known: &[(&'static str, T)], what: &str) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == word.value).map(|(_, found)| *found);
        if found.is_none() {
            let help = did_you_mean(word.value, known.iter().map(|(name, _)| *name)).unwrap_or_else(|| one_of(known));
            self.complain(word.place, format!("`{}` is not a {what}", word.value), Some(help));
        }
        found
    }
}

fn one_of<T>(known: &[(&'static str, T)]) -> String {
    format!("one of: {}", known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "))
}

impl Kind {
    /// The kind to which the field of a place refers.
    pub fn charted_at(&self, on: On) -> Option<KindIx> {
        match on {
            On::Field(field) => match self.field(field).ty {
                Type::Reference(kind) => Some(kind),
                _ => None,
            },
            On::List | On::Home => None,
        }
    }

    /// Whether the groups of a chart may share entries: an entry with two themes is in both.
    pub fn overlaps(&self, by: By) -> bool {
        matches!(by, By::Field(field) if self.field(field).list)
    }
}
