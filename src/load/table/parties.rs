//! Columns that name organisations and persons, and columns of which each fills an entry of its own.

use super::cell::{Party, Private, Unfold};
use super::columns::Planner;
use super::pattern::Pattern;
use crate::kind::{Field, Type};
use crate::raw::{Keys, Node, Raw};
use crate::source::At;
use crate::value::Scheme;

impl Planner<'_, '_, '_> {
    /// `{ number = "column", scheme = "DK-CVR", name = "column" }`; without a name the number stands for it.
    pub(super) fn party(&mut self, field: &Field, keys: &mut Keys<'_>) -> Option<Party> {
        let place = keys.place();
        let (number, name) = (keys.text("number"), keys.text("name"));
        let scheme = match keys.text("scheme") {
            Some(text) => Some(self.scheme(text)?),
            None => None,
        };
        let split = keys.text("split");
        if let Some(split) = split.filter(|_| !field.list) {
            let message = format!("`{}` takes one value", field.name);
            return self.loader.refuse(split.place, message, "only the cells of fields that are lists can be split");
        }
        let private = match keys.take("private") {
            Some(node) => Some(self.private(node)?),
            None => None,
        };
        let member = match &field.ty {
            Type::Group(inner) => {
                let named = inner.iter().find(|(_, member)| matches!(member.ty, Type::Reference(_)));
                let Some((member, _)) = named else {
                    let message = format!("`{}` names no organisation", field.name);
                    return self.loader.refuse(place, message, "write \"column\", or { value = \"column\" }");
                };
                Some(member)
            }
            _ => None,
        };
        let name = self.template(name.or(number)?)?;
        let number = match number {
            Some(number) => Some(self.template(number)?),
            None => None,
        };
        Some(Party { number, scheme, name, split: split.map(|sign| sign.value.into()), member, private })
    }

    fn scheme(&mut self, text: At<&str>) -> Option<Scheme> {
        let found = Scheme::from_code(text.value);
        if found.is_none() {
            return self.loader.refuse(text.place, "this register is not known", "DK-CVR or NO-BRC");
        }
        found
    }

    /// `"column"`, `{ column = "Type", is = ["Person"] }`, `{ names = ["Privat*"] }` or `{ without = "number" }`.
    fn private(&mut self, node: &Node) -> Option<Private> {
        const HELP: &str = "\"column\", { column = \"Type\", is = [\"Person\"] }, { names = [\"Privat*\"] } or \
{ without = \"number\" }";
        if let Some(column) = node.scalar() {
            return Some(Private::Yes(self.template(At::new(column, node.place))?));
        }
        let refused =
            |planner: &mut Self| planner.loader.refuse(node.place, "this does not say who is a private person", HELP);
        let Some(mut keys) = Keys::of(node) else { return refused(self) };
        let (column, is, names) = (keys.text("column"), keys.take("is"), keys.take("names"));
        let without = keys.text("without");
        keys.finish(&super::TABLE, "who is a private person", self.loader.diagnostics);
        match (column, names, without) {
            (Some(column), None, None) if is.is_some() => {
                let words = self.loader.texts_named(is, HELP)?;
                let words = words.into_iter().map(|word| word.value.into()).collect();
                Some(Private::Words(self.template(column)?, words))
            }
            (None, Some(names), None) if is.is_none() => {
                let patterns = self.loader.texts_named(Some(names), HELP)?;
                Some(Private::Names(
                    patterns.iter().map(|pattern| Pattern::new(&pattern.value.to_lowercase())).collect(),
                ))
            }
            (None, None, Some(At { value: "number", .. })) if is.is_none() => Some(Private::WithoutNumber),
            _ => refused(self),
        }
    }

    /// `[unfold]`: one entry for each of some columns in which something stands. What stands in it, and what the column is
    /// called, are the two columns after the others.
    pub(super) fn unfold(&mut self, node: Option<&Node>) -> Option<Option<Unfold>> {
        const HELP: &str = "columns = [\"Drift\", \"Anlæg\"], value = \"sum\", name = \"ordning\"";
        let Some(node) = node else { return Some(None) };
        let Some(mut keys) = Keys::of(node) else {
            return self.loader.refuse(node.place, "`unfold` names columns", HELP);
        };
        let columns = self.loader.texts_named(keys.take("columns"), HELP)?;
        let split = keys.text("split").map(|sign| sign.value.into());
        for key in ["value", "name"] {
            keys.text(key);
        }
        keys.finish(&super::TABLE, "`unfold`", self.loader.diagnostics);
        if columns.is_empty() {
            return self.loader.refuse(node.place, "`unfold` names no columns", HELP);
        }
        let columns = columns.into_iter().map(|name| self.column(name.value, name.place)).collect::<Option<_>>()?;
        Some(Some(Unfold { columns, split }))
    }
}

/// The names that `[unfold]` gives to what stands in one of its columns and to what that is called.
pub fn unfolded_names(node: Option<&Node>) -> Vec<String> {
    let Some(Node { value: Raw::Map(pairs), .. }) = node else { return Vec::new() };
    let named = |key: &str| {
        let pair = pairs.iter().find(|pair| &*pair.key == key);
        pair.and_then(|pair| pair.node.scalar()).unwrap_or(key).to_owned()
    };
    vec![named("value"), named("name")]
}
