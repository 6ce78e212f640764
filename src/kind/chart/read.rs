//! How `kind.toml` declares pictures.

use super::super::read::{KIND, Reader};
use super::super::{Field, FieldIx, Role, Schema, Type};
use super::{By, Chart, Drawing, Groups, Measure, On, Shape};
use crate::diag::did_you_mean;
use crate::raw::{Keys, Node, Raw};
use crate::source::{At, Place};
use crate::value::is_id;

/// What `type` can name.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Groups(Drawing),
    Timeline,
    Bullet,
    Dots,
    Ego,
    Exchange,
}

const SORTS: &[(&str, Sort)] = &[
    ("bars", Sort::Groups(Drawing::Bars)),
    ("sorted", Sort::Groups(Drawing::Sorted)),
    ("units", Sort::Groups(Drawing::Units)),
    ("flow", Sort::Groups(Drawing::Flow)),
    ("map", Sort::Groups(Drawing::Map)),
    ("timeline", Sort::Timeline),
    ("bullet", Sort::Bullet),
    ("dots", Sort::Dots),
    ("ego", Sort::Ego),
    ("exchange", Sort::Exchange),
];
const MEASURES: &[(&str, Measure)] = &[("amount", Measure::Amount), ("count", Measure::Count)];
const YEAR: &str = "year";
const LIST: &str = "list";
const HOME: &str = "home";
const RECORD: &str = "record";

/// Whether a field is what a picture wants of it, and what that is in words.
type Want = (fn(&Field) -> bool, &'static str);

const CHOICE: Want = (is_choice, "`units` are by a choice of which an entry has one");
const VALUE: Want = (
    |field| matches!(field.ty, Type::Choice(_) | Type::Tag | Type::Reference(_)),
    "`sorted` is by a choice, a tag or a reference",
);
const REFERENCE: Want = (|field| matches!(field.ty, Type::Reference(_)), "name a field that refers to another kind");
const DATED: Want = (
    |field| is_dated(&field.ty) || matches!(field.ty, Type::Records { .. }) || holds(&field.ty, is_dated),
    "name dates, periods, groups that hold one, or records written inside the entry",
);
const MEASURED: Want = (|field| holds(&field.ty, is_number), "name a group that holds a number");
const COMPARED: Want = (
    |field| field.list && holds(&field.ty, is_number) && holds(&field.ty, is_reference),
    "name a list of groups that hold a number and a reference",
);
const NUMBER: Want =
    (|field| is_number(&field.ty) || holds(&field.ty, is_number), "name a number, or a group that holds one");
const PARTNERS: Want =
    (|field| is_reference(&field.ty) || holds(&field.ty, is_reference), "name references, or groups that hold one");
const WORDS: Want = (|field| matches!(field.ty, Type::Text), "name a text");

fn is_choice(field: &Field) -> bool {
    matches!(field.ty, Type::Choice(_)) && !field.list
}

fn is_reference(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_))
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Number | Type::Integer | Type::Percent)
}

fn is_dated(ty: &Type) -> bool {
    matches!(ty, Type::Date | Type::Period)
}

fn holds(ty: &Type, is: fn(&Type) -> bool) -> bool {
    matches!(ty, Type::Group(schema) if schema.iter().any(|(_, member)| is(&member.ty)))
}

impl<'a> Reader<'a, '_> {
    pub(in crate::kind) fn charts(&mut self, node: Option<&'a Node>, schema: &Schema) -> Vec<Chart> {
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
        let Some(ty) = keys.text("type") else {
            self.complain(node.place, "a chart needs a `type`", Some(one_of(SORTS)));
            return None;
        };
        let sort = self.one_of(ty, SORTS, "type of chart")?;
        let on = keys.take("on");
        let title = keys.take("title").and_then(|node| self.localised(node));
        let shape = self.shape(sort, ty.place, &mut keys, schema);
        keys.finish(&KIND, "a chart", self.diagnostics);
        let is_own = !matches!(sort, Sort::Groups(_) | Sort::Exchange);
        let usual = if is_own { On::Record } else { On::List };
        let on = on.map_or_else(|| vec![usual], |node| self.places(node, is_own, schema));
        Some(Chart { name: name.into(), shape: shape?, on, title })
    }

    fn shape(&mut self, sort: Sort, ty: Place, keys: &mut Keys<'a>, schema: &Schema) -> Option<Shape> {
        Some(match sort {
            Sort::Groups(drawing) => Shape::Groups(self.groups(drawing, ty, keys, schema)?),
            Sort::Timeline => Shape::Timeline(self.chosen("of", ty, keys, DATED, schema)?),
            Sort::Ego => Shape::Ego(self.chosen("of", ty, keys, PARTNERS, schema)?),
            Sort::Exchange => {
                if schema.role(Role::Amount).is_none() {
                    self.complain(ty, "there is no amount to be drawn", Some("name the amount under `[roles]`".into()));
                    return None;
                }
                let from = self.end("from", Role::Payer, ty, keys, schema);
                let to = self.end("to", Role::Payee, ty, keys, schema);
                Shape::Exchange { from: from?, to: to? }
            }
            Sort::Bullet => {
                let of = self.named("of", ty, keys, MEASURED, schema);
                let target = self.optional("target", keys, NUMBER, schema);
                let baseline = self.optional("baseline", keys, NUMBER, schema);
                let unit = self.optional("unit", keys, WORDS, schema);
                Shape::Bullet { of: of?, target: target?, baseline: baseline?, unit: unit? }
            }
            Sort::Dots => {
                let of = self.named("of", ty, keys, COMPARED, schema);
                let own = self.optional("own", keys, REFERENCE, schema);
                let unit = self.optional("unit", keys, WORDS, schema);
                Shape::Dots { of: of?, own: own?, unit: unit? }
            }
        })
    }

    fn groups(&mut self, drawing: Drawing, ty: Place, keys: &mut Keys<'a>, schema: &Schema) -> Option<Groups> {
        let measure = keys.text("measure");
        let by = match drawing {
            Drawing::Flow => {
                let from = self.end("from", Role::Payer, ty, keys, schema);
                let to = self.end("to", Role::Payee, ty, keys, schema);
                By::Pair(from?, to?)
            }
            Drawing::Bars => match keys.text("by").filter(|by| by.value != YEAR) {
                None => By::Year,
                Some(by) => {
                    self.complain(by.place, format!("`{}` cannot be drawn so", by.value), Some(BY_YEAR.into()));
                    return None;
                }
            },
            Drawing::Sorted => By::Field(self.named("by", ty, keys, VALUE, schema)?),
            Drawing::Map => By::Field(self.named("by", ty, keys, REFERENCE, schema)?),
            Drawing::Units => By::Field(self.named("by", ty, keys, CHOICE, schema)?),
        };
        let has_amount = schema.role(Role::Amount).is_some() && drawing != Drawing::Units;
        let measure = match measure {
            None if has_amount => Measure::Amount,
            None => Measure::Count,
            Some(word) => match self.one_of(word, MEASURES, "measure")? {
                Measure::Amount if !has_amount => {
                    let help = "write `measure = \"count\"`, or name the amount under `[roles]`";
                    self.complain(word.place, "there is no amount to be drawn", Some(help.into()));
                    return None;
                }
                measure => measure,
            },
        };
        Some(Groups { drawing, by, measure })
    }

    /// One end of a flow: the field that is named, else the one with the role.
    fn end(
        &mut self,
        key: &'static str,
        role: Role,
        ty: Place,
        keys: &mut Keys<'a>,
        schema: &Schema,
    ) -> Option<FieldIx> {
        match (keys.text(key), schema.role(role)) {
            (Some(name), _) => self.field_of(name, REFERENCE, schema),
            (None, Some(field)) => Some(field),
            (None, None) => self.named(key, ty, keys, REFERENCE, schema),
        }
    }

    /// The field that a key must name.
    fn named(
        &mut self,
        key: &'static str,
        ty: Place,
        keys: &mut Keys<'a>,
        want: Want,
        schema: &Schema,
    ) -> Option<FieldIx> {
        match keys.text(key) {
            Some(name) => self.field_of(name, want, schema),
            None => {
                self.complain(ty, format!("this type of chart needs `{key}`"), Some(want.1.into()));
                None
            }
        }
    }

    /// The field that a key may name: nothing within, where it is left out.
    fn optional(
        &mut self,
        key: &'static str,
        keys: &mut Keys<'a>,
        want: Want,
        schema: &Schema,
    ) -> Option<Option<FieldIx>> {
        match keys.text(key) {
            Some(name) => self.field_of(name, want, schema).map(Some),
            None => Some(None),
        }
    }

    /// The fields that a key must name, one or several.
    fn chosen(
        &mut self,
        key: &'static str,
        ty: Place,
        keys: &mut Keys<'a>,
        want: Want,
        schema: &Schema,
    ) -> Option<Vec<FieldIx>> {
        let Some(node) = keys.take(key) else {
            self.complain(ty, format!("this type of chart needs `{key}`"), Some(want.1.into()));
            return None;
        };
        let named = |item: &'a Node| At::new(item.scalar().unwrap_or_default(), item.place);
        let found: Vec<FieldIx> =
            items(node).iter().filter_map(|item| self.field_of(named(item), want, schema)).collect();
        (!found.is_empty()).then_some(found)
    }

    fn field_of(&mut self, name: At<&str>, want: Want, schema: &Schema) -> Option<FieldIx> {
        let Some(field) = schema.by_name(name.value) else {
            let help = did_you_mean(name.value, schema.names()).unwrap_or_else(|| want.1.into());
            self.complain(name.place, format!("there is no field `{}` to draw by", name.value), Some(help));
            return None;
        };
        let (is_wanted, help) = want;
        if is_wanted(schema.field(field)) {
            return Some(field);
        }
        self.complain(name.place, format!("`{}` cannot be drawn so", name.value), Some(help.into()));
        None
    }

    fn places(&mut self, node: &'a Node, is_own: bool, schema: &Schema) -> Vec<On> {
        items(node).iter().filter_map(|item| self.place(item, is_own, schema)).collect()
    }

    fn place(&mut self, node: &'a Node, is_own: bool, schema: &Schema) -> Option<On> {
        let word = node.scalar().unwrap_or_default();
        let refers = || schema.by_name(word).filter(|field| is_reference(&schema.field(*field).ty));
        let found = match (word, is_own) {
            (RECORD, true) => Some(On::Record),
            (LIST, false) => Some(On::List),
            (HOME, false) => Some(On::Home),
            (_, false) => refers().map(On::Field),
            _ => None,
        };
        if found.is_none() {
            let help = if is_own {
                "what is drawn of one entry stands on its page: `record`"
            } else {
                "places are `list`, `home`, and the names of fields that refer to what has the page"
            };
            self.complain(node.place, format!("`{word}` is no place for this chart"), Some(help.into()));
        }
        found
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

const BY_YEAR: &str = "`bars` are by `year`";

/// The items of a list, or the node itself as the only one.
fn items(node: &Node) -> &[Node] {
    if let Raw::List(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) }
}

fn one_of<T>(known: &[(&'static str, T)]) -> String {
    format!("one of: {}", known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "))
}
