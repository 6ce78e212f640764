//! The days and periods of an entry on one axis of time, and what is repeated in the period of the entry.

use std::sync::Arc;

use super::axis::Axis;

use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{FieldIx, Role, Schema, Type};
use crate::lang::Language;
use crate::site::Site;
use crate::value::{Day, PartialDate, Period};

/// The most steps that are drawn.
const MOST: usize = 40;
/// The fewest that say anything beside each other.
const FEWEST: usize = 3;
/// The fewest where something is repeated, which already says how often beside for how long.
const FEWEST_REPEATED: usize = 2;
/// The options that tell how often something is repeated, with the months between.
const REPEATED: &[(&str, u32)] = &[("month", 1), ("quarter", 3), ("half-year", 6), ("year", 12)];

/// What happened, is happening or is to happen, the first first.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    pub steps: Vec<Step>,
    pub axis: Axis,
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
    Repeated(Repeated),
}

/// Something that is to happen again and again in the period of the entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeated {
    /// How many months there are from one to the next.
    pub months: u32,
    /// How often, in the words of the kind.
    pub often: Box<str>,
    /// When, in the words of the source, with their language.
    pub told: Option<(Box<str>, Language)>,
    /// The first of them, where the source tells its date.
    pub first: Option<PartialDate>,
    pub within: Arc<Period>,
}

impl When {
    /// The first and the last date that the source tells; an open end has none.
    pub fn ends(&self) -> [Option<PartialDate>; 2] {
        match self {
            Self::Date(date) => [Some(*date), Some(*date)],
            Self::Period(period) => [period.start, period.end],
            Self::Repeated(repeated) => [repeated.first.or(repeated.within.start), repeated.within.end],
        }
    }

    /// The first and the last day; an end that the source leaves out is that of the duration, and without one there is none.
    pub fn days(&self) -> (Option<Day>, Option<Day>) {
        let [first, last] = self.ends();
        (first.map(PartialDate::earliest), last.map(PartialDate::latest).or_else(|| self.computed_end()))
    }

    /// The last day as it follows from beginning and duration, where the source tells no end.
    pub fn computed_end(&self) -> Option<Day> {
        let period = match self {
            Self::Date(_) => return None,
            Self::Period(period) => period,
            Self::Repeated(repeated) => &repeated.within,
        };
        period.derived_end().map(|(_, last)| last)
    }

    fn any_day(&self) -> Option<Day> {
        let (first, last) = self.days();
        first.or(last)
    }

    /// Whether it lies along a period of which only the length is known.
    fn is_along(&self, span: &Arc<Period>) -> bool {
        match self {
            Self::Date(_) => false,
            Self::Period(period) => period == span,
            Self::Repeated(_) => true,
        }
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
    let span = of.iter().find_map(|field| match site.held(ix, *field, language)?.1.value {
        Value::Period(period) => Some(period.clone()),
        _ => None,
    });
    let mut told: Vec<Step> = Vec::new();
    let mut undated = 0;
    for field in of {
        let Some((holder, held)) = site.held(ix, *field, language) else { continue };
        for value in held.value.items() {
            match step(site, holder, *field, (value, span.as_ref()), language) {
                Some(step) => add(&mut told, step, is_record(site, ix, *field)),
                None => undated += 1,
            }
        }
    }
    let axis = Axis::of(&told, span.as_deref())?;
    let stands = |step: &Step| match (&axis, &span) {
        (Axis::Length { .. }, Some(span)) => step.when.is_along(span),
        _ => step.when.any_day().is_some(),
    };
    let (mut steps, without): (Vec<Step>, Vec<Step>) = told.into_iter().partition(stands);
    steps.sort_by_key(|step| step.when.any_day());
    let left_out = steps.len().saturating_sub(MOST);
    steps.truncate(MOST);
    let is_repeated = steps.iter().any(|step| matches!(step.when, When::Repeated(_)));
    let is_told = steps.len() >= if is_repeated { FEWEST_REPEATED } else { FEWEST };
    let undated = undated + without.iter().map(|step| step.count).sum::<usize>();
    is_told.then_some(Timeline { axis, steps, undated, left_out })
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

fn step(
    site: &Site,
    holder: EntryIx,
    field: FieldIx,
    (value, span): (&Value, Option<&Arc<Period>>),
    language: Language,
) -> Option<Step> {
    let (label, when) = match (value, &site.kind_of(holder).field(field).ty) {
        (Value::Group(fields), Type::Group(schema)) => {
            let repeated = span.and_then(|span| repeated(site, holder, (schema, fields), span, language));
            let when = repeated.or_else(|| fields.iter().find_map(|(_, at)| When::of(at.value)))?;
            (label(site, holder, schema, fields, language), when)
        }
        (Value::Reference(reference), Type::Records { .. }) => {
            let target = reference.target?;
            (Some(StepLabel::Entry(target)), When::Date(site.date(target)?))
        }
        (value, _) => (None, When::of(value)?),
    };
    Some(Step { field, label, count: 1, when })
}

/// How often a group says that something is repeated, within the period of the entry.
fn repeated(
    site: &Site,
    holder: EntryIx,
    (schema, fields): (&Schema, &Fields),
    within: &Arc<Period>,
    language: Language,
) -> Option<When> {
    let every = schema.role(Role::Every)?;
    let (Type::Choice(choices), Value::Choice(at)) = (&schema.field(every).ty, fields.get(every)?.value) else {
        return None;
    };
    let choice = choices.get(usize::from(*at))?;
    let (_, months) = REPEATED.iter().find(|(id, _)| *id == &*choice.id)?;
    let told = schema.by_name("when").and_then(|when| {
        let value = fields.get(when)?.value;
        Some((value.text(language)?.into(), site.language_of(holder, value, language)))
    });
    let first = fields.iter().find_map(|(_, at)| match at.value {
        Value::Date(date) => Some(*date),
        _ => None,
    });
    let often = choice.label.get(language).into();
    Some(When::Repeated(Repeated { months: *months, often, told, first, within: within.clone() }))
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
