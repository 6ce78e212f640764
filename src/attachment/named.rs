//! Which files entries name: pictures in their texts, and fields that hold the path of a file.

use super::form::Use;
use crate::entry::{Entry, Fields, Value};
use crate::kind::{Field, Kinds, Schema, Type};
use crate::limits::Limits;
use crate::markdown::{Link, is_of_the_web, outline};
use crate::source::{At, Place};

/// What an entry writes to name a file, what for, and where.
pub struct Named {
    pub written: String,
    pub used: Use,
    pub place: Place,
}

/// Whether a picture of a text is a file of the site: it leads neither to the web nor to what has a scheme of its own.
pub fn is_local(to: &str) -> bool {
    let before = to.split(['/', '.']).next().unwrap_or_default();
    !to.is_empty() && !to.starts_with("//") && !before.contains(':') && !is_of_the_web(to)
}

/// Calls `visit` for all that an entry writes to name a file; what it has written inside itself included.
pub fn each_name(entry: &Entry, kinds: &Kinds, limits: &Limits, visit: &mut dyn FnMut(Named)) {
    Walk { entry, kinds, limits, visit }.fields(&kinds.get(entry.kind).schema, &entry.fields);
}

struct Walk<'a, 'v> {
    entry: &'a Entry,
    kinds: &'a Kinds,
    limits: &'a Limits,
    visit: &'v mut dyn FnMut(Named),
}

impl Walk<'_, '_> {
    fn fields(&mut self, schema: &Schema, fields: &Fields) {
        for (ix, value) in fields.iter() {
            value.items().for_each(|item| self.value(schema.field(ix), item));
        }
    }

    fn value(&mut self, field: &Field, value: At<&Value>) {
        match (&field.ty, value.value) {
            (Type::Markdown, Value::Text(text)) => self.text(text, value.place),
            (Type::Markdown, Value::Texts(texts)) => texts.iter().for_each(|(_, text)| self.text(text, value.place)),
            (Type::Attachment, Value::Text(written)) => self.path(written, Use::Annex, value.place),
            (Type::Picture, Value::Text(written)) => self.path(written, Use::Picture, value.place),
            (Type::Group(schema), Value::Group(group)) => self.fields(schema, group),
            (Type::Records { kind, .. }, Value::Records(records)) => {
                let schema = &self.kinds.get(*kind).schema;
                records.iter().for_each(|one| self.fields(schema, &one.fields));
            }
            _ => {}
        }
    }

    fn path(&mut self, written: &str, used: Use, place: Place) {
        (self.visit)(Named { written: written.to_owned(), used, place });
    }

    fn text(&mut self, text: &str, place: Place) {
        if !text.contains("![") {
            return;
        }
        // A text that is beyond the limits is complained about where texts are checked.
        let pictures = outline(text, self.limits).map(|outline| outline.pictures).unwrap_or_default();
        for Link { to, range } in pictures {
            (self.visit)(Named { written: to, used: Use::Picture, place: self.entry.within(place, range) });
        }
    }
}
