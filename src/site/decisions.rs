//! What came of a case: the status of its last deciding treatment.

use super::Site;
use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{Choice, Role, Schema, Type};
use crate::value::PartialDate;

/// The option of a treatment's role that decides.
const DECIDING: &str = "deciding";
/// The decision's status where the source tells of none.
pub(super) const NONE_IN_SOURCE: &str = "none-in-source";

impl Site {
    /// The status of an entry with a chain of treatments: that of the last deciding treatment with a decision, else
    /// "none in the source"; nothing where the kind has no treatments or the entry tells of none.
    pub fn status(&self, ix: EntryIx) -> Option<&Choice> {
        let kind = self.kind_of(ix);
        let field = kind.role(Role::Treatments)?;
        let Type::Group(schema) = &kind.field(field).ty else { return None };
        let treatments: Vec<&Fields> =
            self.entry(ix).fields.get(field)?.value.items().filter_map(Value::group).collect();
        if treatments.is_empty() {
            return None;
        }
        let decided = treatments
            .iter()
            .filter(|treatment| option(schema, treatment, Role::TreatmentRole) == Some(DECIDING))
            .filter_map(|treatment| Some((date(schema, treatment), decision_status(schema, treatment)?)))
            .max_by_key(|(date, _)| *date);
        decided.map(|(_, status)| status).or_else(|| choice_of(schema, NONE_IN_SOURCE))
    }
}

fn date(schema: &Schema, treatment: &Fields) -> Option<PartialDate> {
    match treatment.get(schema.role(Role::Date)?)?.value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

fn option<'a>(schema: &'a Schema, group: &Fields, role: Role) -> Option<&'a str> {
    choice(schema, group, role).map(|choice| &*choice.id)
}

fn choice<'a>(schema: &'a Schema, group: &Fields, role: Role) -> Option<&'a Choice> {
    let field = schema.role(role)?;
    match (&schema.field(field).ty, &group.get(field)?.value) {
        (Type::Choice(choices), Value::Choice(at)) => choices.get(usize::from(*at)),
        _ => None,
    }
}

fn decision_schema(schema: &Schema) -> Option<&Schema> {
    match &schema.field(schema.role(Role::Decision)?).ty {
        Type::Group(decision) => Some(decision),
        _ => None,
    }
}

fn decision_status<'a>(schema: &'a Schema, treatment: &Fields) -> Option<&'a Choice> {
    let group = treatment.get(schema.role(Role::Decision)?)?.value.group()?;
    choice(decision_schema(schema)?, group, Role::Status)
}

fn choice_of<'a>(schema: &'a Schema, id: &str) -> Option<&'a Choice> {
    let decision = decision_schema(schema)?;
    match &decision.field(decision.role(Role::Status)?).ty {
        Type::Choice(choices) => choices.iter().find(|choice| &*choice.id == id),
        _ => None,
    }
}
