//! The days and periods of an entry on one axis of time.

use std::sync::Arc;

use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{FieldIx, Schema, Type};
use crate::lang::Language;
use crate::site::Site;
use crate::value::{Day, PartialDate, Period};

/// The most steps that are drawn.
const MOST: usize = 40;
/// The fewest that say anything beside each other.
const FEWEST: usize = 3;

/// What happened, is happening or is to happen, the first first.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    pub steps: Vec<Step>,
    /// The dates at which the axis begins and ends, as precise as they are told.
    pub first: PartialDate,
    pub last: PartialDate,
    /// Steps without a day.
    pub undated: usize,
    /// Steps beyond those that are drawn.
    pub left_out: usize,
}

/// What a step is called.
#[derive(Debug, Clone, PartialEq)]
pub enum StepLabel {
    /// The words of an item of the field, with their language.
    Words(Box<str>, Language),
    Entry(EntryIx),
}

/// One day or one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The field that tells it.
    pub field: FieldIx,
    /// What it is called, where the field tells several.
    pub label: Option<StepLabel>,
    /// How many records of the field have this day; more than one are told together.
    pub count: usize,
    pub when: When,
}

/// When a step is.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    Date(PartialDate),
    Period(Arc<Period>),
}

impl When {
    /// The first and the last date; an open end has none.
    pub fn ends(&self) -> [Option<PartialDate>; 2] {
        match self {
            Self::Date(date) => [Some(*date), Some(*date)],
            Self::Period(period) => [period.start, period.end],
        }
    }

    /// The first and the last day; an open end has none.
    pub fn days(&self) -> (Option<Day>, Option<Day>) {
        let [first, last] = self.ends();
        (first.map(PartialDate::earliest), last.map(PartialDate::latest))
    }

    fn any_day(&self) -> Option<Day> {
        let (first, last) = self.days();
        first.or(last)
    }

    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Date(date) => Some(Self::Date(*date)),
            Value::Period(period) => Some(Self::Period(period.clone())),
            _ => None,
        }
    }
}

/// The steps that some fields of an entry tell; nothing where they are too few, or all on one day.
pub fn timeline(site: &Site, ix: EntryIx, of: &[FieldIx], language: Language) -> Option<Timeline> {
    let mut told: Vec<Step> = Vec::new();
    let mut undated = 0;
    for field in of {
        let Some((holder, held)) = site.held(ix, *field, language) else { continue };
        for value in held.value.items() {
            match step(site, holder, *field, value, language) {
                Some(step) if step.when.any_day().is_some() => add(&mut told, step, is_record(site, ix, *field)),
                Some(_) | None => undated += 1,
            }
        }
    }
    told.sort_by_key(|step| step.when.any_day());
    let left_out = told.len().saturating_sub(MOST);
    let steps: Vec<Step> = told.into_iter().take(MOST).collect();
    let ends = || steps.iter().flat_map(|step| step.when.ends()).flatten();
    let (first, last) = (ends().min_by_key(|date| date.earliest())?, ends().max_by_key(|date| date.latest())?);
    let is_told = steps.len() >= FEWEST && first.earliest() < last.latest();
    is_told.then_some(Timeline { steps, first, last, undated, left_out })
}

/// Whether a field holds records, which stand on the page by themselves.
fn is_record(site: &Site, ix: EntryIx, field: FieldIx) -> bool {
    matches!(site.kind_of(ix).field(field).ty, Type::Records { .. })
}

/// Records of one day are one step: twelve goals of one year are told as twelve, not twelve times.
fn add(told: &mut Vec<Step>, step: Step, is_record: bool) {
    let same = |known: &&mut Step| is_record && known.field == step.field && known.when == step.when;
    match told.iter_mut().find(same) {
        Some(known) => {
            known.count += 1;
            known.label = None;
        }
        None => told.push(step),
    }
}

fn step(site: &Site, holder: EntryIx, field: FieldIx, value: &Value, language: Language) -> Option<Step> {
    let (label, when) = match (value, &site.kind_of(holder).field(field).ty) {
        (Value::Group(fields), Type::Group(schema)) => {
            (label(site, holder, schema, fields, language), fields.iter().find_map(|(_, at)| When::of(at.value))?)
        }
        (Value::Reference(reference), Type::Records { .. }) => {
            let target = reference.target?;
            (Some(StepLabel::Entry(target)), When::Date(site.date(target)?))
        }
        (value, _) => (None, When::of(value)?),
    };
    Some(Step { field, label, count: 1, when })
}

/// What the item of a list is called: by its title, else its first words or the first entry to which it refers.
fn label(site: &Site, holder: EntryIx, schema: &Schema, fields: &Fields, language: Language) -> Option<StepLabel> {
    let words = |value: &Value| {
        let text = value.text(language)?;
        Some(StepLabel::Words(text.into(), site.language_of(holder, value, language)))
    };
    let title = schema.by_name("title").and_then(|title| fields.get(title)).and_then(|at| words(at.value));
    let first = || {
        fields.iter().find_map(|(member, at)| match (at.value, &schema.field(member).ty) {
            (Value::Reference(reference), _) => reference.target.map(StepLabel::Entry),
            (value, Type::Text) => words(value),
            _ => None,
        })
    };
    title.or_else(first)
}
