//! The type of a field, as `kind.toml` writes it.

use std::sync::Arc;

use super::field::SIMPLE_TYPES;
use super::read::{KIND, Level, Reader};
use super::{Choice, Facet, Field, Schema, Type};
use crate::diag::did_you_mean;
use crate::raw::{Keys, Node, Raw};
use crate::source::{At, Place};

const ONE_EACH: &str = "a group holds one picture; write `list = true` at the group for many";
const ADD_ALT: &str = "add a field `alt` of the type text to the group";
const IN_A_GROUP: &str =
    "write `type = \"group\"`, and in it `field.file.type = \"picture\"` and `field.alt.type = \"text\"`";

impl<'a> Reader<'a, '_> {
    pub(super) fn weight(&mut self, text: At<&str>) -> u8 {
        match text.value.parse() {
            Ok(weight @ 0..=8) => weight,
            _ => {
                self.complain(
                    text.place,
                    "a search weight is a whole number from 1 to 8",
                    Some("write such as 4".into()),
                );
                0
            }
        }
    }

    pub(super) fn facet(&mut self, text: At<&str>) -> Option<Facet> {
        match text.value {
            "values" => Some(Facet::Values),
            "range" => Some(Facet::Range),
            _ => {
                self.complain(
                    text.place,
                    "a facet is \"values\" or \"range\"",
                    Some("range suits sums and dates".into()),
                );
                None
            }
        }
    }

    pub(super) fn ty(&mut self, name: &str, keys: &mut Keys<'a>, place: Place) -> Option<Type> {
        let Some(written) = keys.text("type") else {
            self.complain(place, format!("the field `{name}` has no type"), Some("add `type = \"text\"`".into()));
            return None;
        };
        if let Some((_, simple)) = SIMPLE_TYPES.iter().find(|(known, _)| *known == written.value) {
            return Some(simple.clone());
        }
        match written.value {
            "choice" => Some(Type::Choice(self.choices(keys.take("options"), written.place))),
            "group" => {
                let mut schema = Schema::default();
                self.fields(keys.take("field"), &mut schema, Level::Member);
                self.told_pictures(&schema);
                self.roles(keys.take("roles"), &mut schema);
                Some(Type::Group(Arc::new(schema)))
            }
            "records" => {
                keys.take("link");
                let of = keys.text("of")?;
                let kind = self.kinds.get(of.value).copied();
                if kind.is_none() {
                    let help = did_you_mean(of.value, self.kinds.keys().copied());
                    self.complain(of.place, format!("there is no kind `{}`", of.value), help);
                }
                Some(Type::Records { kind: kind?, link: None })
            }
            other => match (self.kinds.get(other), self.types.contains_key(other)) {
                (Some(kind), _) => Some(Type::Reference(*kind)),
                (None, true) => self.struct_type(written).map(Type::Group),
                (None, false) => {
                    let simple = SIMPLE_TYPES.iter().map(|(name, _)| *name);
                    let known = simple.chain(self.kinds.keys().copied()).chain(self.types.keys().copied());
                    let known: Vec<&str> = known.chain(["choice", "group", "records"]).collect();
                    let help = did_you_mean(other, known.iter().copied())
                        .unwrap_or_else(|| format!("types: {}", known.join(", ")));
                    self.complain(written.place, format!("there is no field type `{other}`"), Some(help));
                    None
                }
            },
        }
    }

    pub(super) fn struct_type(&mut self, name: At<&'a str>) -> Option<Arc<Schema>> {
        if let Some(schema) = self.finished.get(name.value) {
            return Some(schema.clone());
        }
        if self.open.contains(&name.value) {
            self.complain(
                name.place,
                format!("the type `{}` holds itself", name.value),
                Some("take one of the fields out".into()),
            );
            return None;
        }
        let node = *self.types.get(name.value)?;
        self.open.push(name.value);
        let mut keys = Keys::of(node)?;
        let mut schema = Schema { name: Some(name.value.into()), ..Schema::default() };
        keys.take("name").and_then(|node| self.localised(node));
        self.fields(keys.take("field"), &mut schema, Level::Member);
        self.told_pictures(&schema);
        self.roles(keys.take("roles"), &mut schema);
        keys.finish(&KIND, "a struct type", self.diagnostics);
        self.open.pop();
        let schema = Arc::new(schema);
        self.finished.insert(name.value, schema.clone());
        Some(schema)
    }

    /// A page that shows a picture reads out what it shows, so every group with a picture has a place for those words.
    fn told_pictures(&mut self, group: &Schema) {
        let pictures: Vec<&Field> = group.fields.iter().filter(|field| matches!(field.ty, Type::Picture)).collect();
        let alt = group.alt().map(|ix| group.field(ix)).filter(|alt| matches!(alt.ty, Type::Text) && !alt.list);
        match pictures.as_slice() {
            [] => {}
            [one] if one.list => {
                self.complain(one.place, format!("`{}` holds many pictures", one.name), Some(ONE_EACH.into()))
            }
            [one] if alt.is_none() => {
                let message = format!("nothing beside `{}` says what the picture shows", one.name);
                self.complain(one.place, message, Some(ADD_ALT.into()));
            }
            [_] => {}
            [_, further, ..] => {
                self.complain(further.place, format!("`{}` is a second picture", further.name), Some(ONE_EACH.into()));
            }
        }
    }

    /// A picture that is no member of a group has no words beside it.
    pub(super) fn lone_pictures(&mut self, schema: &Schema) {
        for field in schema.fields.iter().filter(|field| matches!(field.ty, Type::Picture)) {
            let message = format!("the picture `{}` stands in no group", field.name);
            self.complain(field.place, message, Some(IN_A_GROUP.into()));
        }
    }

    pub(super) fn choices(&mut self, node: Option<&'a Node>, place: Place) -> Arc<[Choice]> {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else {
            self.complain(place, "a choice needs its options", Some("add `options.<id> = { da = \"…\" }`".into()));
            return Arc::new([]);
        };
        pairs
            .iter()
            .map(|pair| Choice { id: pair.key.clone(), label: self.localised(&pair.node).unwrap_or_default() })
            .collect()
    }
}
