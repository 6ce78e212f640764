//! Dates in their order.

use std::collections::HashMap;

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::{EntryIx, Fields, Reference, Value};
use crate::kind::{Role, Schema, Type};
use crate::source::{At, Place};
use crate::value::PartialDate;
use crate::value::date::Precision;

pub const RULES: &[Rule] = &[
    Rule { codes: &[&DATES_IN_WRONG_ORDER], look: Look::Entry(wrong_order) },
    Rule { codes: &[&DECISION_BEFORE_RECOMMENDATION], look: Look::Site(decision_first) },
];

static DATES_IN_WRONG_ORDER: Code = Code {
    id: "dates-in-wrong-order",
    severity: Severity::Error,
    summary: "Something ends before it begins.",
    explanation: "A period, or a record with a beginning and an end, ends before it begins. One of the two dates is \
wrong.",
};

static DECISION_BEFORE_RECOMMENDATION: Code = Code {
    id: "decision-before-recommendation",
    severity: Severity::Error,
    summary: "A case is decided before what it was decided on was recommended or prepared.",
    explanation: "A decision in a treatment has a date before the treatment itself, or a money decision lies before \
the case's first treatment. One of the dates is wrong.",
};

fn wrong_order(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    let begins = checked.role(entry, Role::Begins).and_then(date);
    let ends = checked.role(entry, Role::Ends).and_then(date);
    if let (Some(begins), Some(ends)) = (begins, ends) {
        order(begins, ends, diagnostics);
    }
    if let Some(calendar) = kind.calendar {
        let told = |field| entry.fields.get(field).and_then(date);
        if let (Some(begins), Some(ends)) = (told(calendar.start), calendar.end.and_then(told)) {
            order(begins, ends, diagnostics);
        }
    }
    periods(&kind.schema, &entry.fields, diagnostics);
}

fn periods(schema: &Schema, fields: &Fields, diagnostics: &mut Diagnostics) {
    for (ix, value) in fields.iter() {
        for item in value.items() {
            match (&item.value, &schema.field(ix).ty) {
                (Value::Period(period), _) => {
                    if let (Some(start), Some(end)) = (period.start, period.end) {
                        order((start, item.place), (end, item.place), diagnostics);
                    }
                }
                (Value::Group(group), Type::Group(inner)) => periods(inner, group, diagnostics),
                _ => {}
            }
        }
    }
}

fn date(value: At<&Value>) -> Option<(PartialDate, Place)> {
    match value.value {
        Value::Date(date) => Some((*date, value.place)),
        _ => None,
    }
}

fn order(begins: (PartialDate, Place), ends: (PartialDate, Place), diagnostics: &mut Diagnostics) {
    if ends.0.latest() < begins.0.earliest() || earlier_that_day(ends.0, begins.0) {
        let message = format!("it ends {} and begins {}", ends.0, begins.0);
        let fault = Diagnostic::new(&DATES_IN_WRONG_ORDER, message).at(ends.1);
        let fault = if begins.1 == ends.1 { fault } else { fault.related(begins.1, "the beginning") };
        diagnostics.push(fault.help("one of the two dates is wrong"));
    }
}

/// Whether one time of day lies before another of the same day.
fn earlier_that_day(one: PartialDate, other: PartialDate) -> bool {
    let timed = [one, other].iter().all(|it| it.precision() == Precision::Minute);
    timed && one.earliest() == other.earliest() && one.part() < other.part()
}

fn decision_first(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let money = decided_in(checked);
    for (at, (entry, kind)) in checked.each().enumerate() {
        let Some(field) = kind.role(Role::Treatments) else { continue };
        let Type::Group(schema) = &kind.field(field).ty else { continue };
        let treatments = entry.fields.get(field);
        for treatment in treatments.into_iter().flat_map(At::items) {
            if let Some(group) = treatment.value.group() {
                decision_in(schema, group, diagnostics);
            }
        }
        recommended_later(treatments, schema, diagnostics);
        let decided = money.get(&EntryIx::at(at));
        money_first(treatments, schema, decided.map(Vec::as_slice).unwrap_or_default(), diagnostics);
    }
}

/// When and where each entry that refers to a case says that it was decided, by the case.
fn decided_in(checked: &Checked<'_>) -> HashMap<EntryIx, Vec<(PartialDate, Place)>> {
    let mut by_case: HashMap<EntryIx, Vec<(PartialDate, Place)>> = HashMap::new();
    for (entry, kind) in checked.each() {
        let Some(decided) = checked.role(entry, Role::Decided).and_then(date) else { continue };
        let references = entry.fields.iter().filter(|(field, _)| matches!(kind.field(*field).ty, Type::Reference(_)));
        for item in references.flat_map(|(_, value)| value.value.items()) {
            if let Value::Reference(Reference { target: Some(case), .. }) = item
                && checked.kind(checked.at(*case)).role(Role::Treatments).is_some()
            {
                by_case.entry(*case).or_default().push(decided);
            }
        }
    }
    by_case
}

/// A decision's own date may not lie before the meeting that took it.
fn decision_in(schema: &Schema, treatment: &Fields, diagnostics: &mut Diagnostics) {
    let met = schema.role(Role::Date).and_then(|field| treatment.get(field)).and_then(date);
    let Some(decision) = schema.role(Role::Decision) else { return };
    let Type::Group(inner) = &schema.field(decision).ty else { return };
    let group = treatment.get(decision).and_then(|value| value.value.group());
    let decided =
        group.and_then(|group| group.get(inner.role(Role::Date).or_else(|| inner.by_name("date"))?)).and_then(date);
    if let (Some(met), Some(decided)) = (met, decided)
        && decided.0.latest() < met.0.earliest()
    {
        let message = format!("decided {}, but the meeting that decided it was {}", decided.0, met.0);
        let fault = Diagnostic::new(&DECISION_BEFORE_RECOMMENDATION, message).at(decided.1);
        diagnostics.push(fault.related(met.1, "the meeting").help("one of the two dates is wrong"));
    }
}

/// Where everything was recommended only after the last decision, one of the dates is wrong.
fn recommended_later(treatments: Option<At<&Value>>, schema: &Schema, diagnostics: &mut Diagnostics) {
    let with = |role: Role| {
        let groups = treatments.into_iter().flat_map(At::items).filter_map(|item| item.value.group());
        groups
            .filter(move |group| schema.role(role).is_some_and(|field| group.get(field).is_some()))
            .filter_map(|group| group.get(schema.role(Role::Date)?).and_then(date))
            .collect::<Vec<_>>()
    };
    let recommended = with(Role::Recommendation).into_iter().min_by_key(|(date, _)| date.earliest());
    let decided = with(Role::Decision).into_iter().max_by_key(|(date, _)| date.latest());
    if let (Some(recommended), Some(decided)) = (recommended, decided)
        && decided.0.latest() < recommended.0.earliest()
    {
        let message = format!("decided {}, but recommended only {}", decided.0, recommended.0);
        let fault = Diagnostic::new(&DECISION_BEFORE_RECOMMENDATION, message).at(recommended.1);
        diagnostics.push(fault.related(decided.1, "the decision").help("one of the two dates is wrong"));
    }
}

/// Money cannot be decided before the case that decides it was first treated.
fn money_first(
    treatments: Option<At<&Value>>,
    schema: &Schema,
    decided: &[(PartialDate, Place)],
    diagnostics: &mut Diagnostics,
) {
    let date_field = schema.role(Role::Date);
    let first = treatments
        .into_iter()
        .flat_map(At::items)
        .filter_map(|treatment| treatment.value.group()?.get(date_field?).and_then(date))
        .min_by_key(|(date, _)| date.earliest());
    let Some((first, first_place)) = first else { return };
    for (decided, place) in decided.iter().filter(|(decided, _)| decided.latest() < first.earliest()) {
        let message = format!("decided {decided}, but its case was first treated {first}");
        let fault = Diagnostic::new(&DECISION_BEFORE_RECOMMENDATION, message).at(*place);
        let fault = fault.related(first_place, "the first treatment of the case");
        diagnostics.push(fault.help("one of the two dates is wrong, or this was decided in another case"));
    }
}
