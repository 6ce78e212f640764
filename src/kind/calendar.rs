//! What of a kind's entries is an appointment that people put into their calendars.

use super::read::{KIND, Reader};
use super::{FieldIx, Schema, Type};
use crate::raw::{Keys, Node};
use crate::source::At;

/// The fields that make an appointment of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// A date. One that is known to the day makes an appointment of a whole day, one known to the minute begins then.
    pub start: FieldIx,
    /// A date: when it ends. A day is the last day of the appointment.
    pub end: Option<FieldIx>,
    /// Where it is: a text or a reference.
    pub place: Option<FieldIx>,
}

impl<'a> Reader<'a, '_> {
    /// Reads `[calendar]`.
    pub(super) fn calendar(&mut self, node: Option<&'a Node>, schema: &Schema) -> Option<Calendar> {
        let node = node?;
        let Some(mut keys) = Keys::of(node) else {
            self.complain(
                node.place,
                "`calendar` must be a group of keys",
                Some("write `[calendar]` with `start`".into()),
            );
            return None;
        };
        let start = keys.text("start");
        let place = keys.text("place").and_then(|name| self.known(schema, name));
        let end = keys.text("end");
        keys.finish(&KIND, "a calendar", self.diagnostics);
        let Some(start) = start else {
            let help = "add `start = \"…\"` with the name of a date";
            self.complain(node.place, "the calendar does not say when an entry begins", Some(help.into()));
            return None;
        };
        let start = self.known_date(schema, start)?;
        let end = end.and_then(|name| self.known_date(schema, name));
        Some(Calendar { start, end, place })
    }

    fn known_date(&mut self, schema: &Schema, name: At<&str>) -> Option<FieldIx> {
        let field = self.known(schema, name)?;
        if matches!(schema.field(field).ty, Type::Date) {
            return Some(field);
        }
        let help = "name a field of the type `date`";
        self.complain(name.place, format!("`{}` is not a date", name.value), Some(help.into()));
        None
    }
}
