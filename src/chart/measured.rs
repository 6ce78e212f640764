//! Measurements: one below the other beside their target, or those of several beside each other.

use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{FieldIx, Role, Schema, Type};
use crate::lang::Language;
use crate::site::Site;
use crate::value::{Decimal, PartialDate};

/// The most measurements that stand below each other: the newest.
const MOST: usize = 12;
/// The fewest that say anything beside each other.
const FEWEST: usize = 2;

/// A number that was measured, is to be reached, or from which things began.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub value: Decimal,
    pub is_percent: bool,
    pub date: Option<PartialDate>,
    /// At whom it was measured.
    pub at: Option<EntryIx>,
}

/// Measurements in the order of time, and the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Bullet {
    pub baseline: Option<Measured>,
    pub actual: Vec<Measured>,
    pub target: Option<Measured>,
    pub unit: Option<(Box<str>, Language)>,
    /// Older ones, which are not drawn.
    pub left_out: usize,
}

/// The newest measurement at each, the least first.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    pub rows: Vec<(EntryIx, Measured)>,
    /// The one that is marked.
    pub own: Option<EntryIx>,
    pub unit: Option<(Box<str>, Language)>,
}

/// The measurements of an entry with target and baseline; nothing where there is nothing to compare, or a number below zero,
/// which has no length.
pub fn bullet(
    site: &Site,
    ix: EntryIx,
    [of, target, baseline, unit]: [Option<FieldIx>; 4],
    language: Language,
) -> Option<Bullet> {
    let mut actual = all(site, ix, of?, language);
    actual.sort_by_key(|measured| measured.date.map(PartialDate::earliest));
    let left_out = actual.len().saturating_sub(MOST);
    actual.drain(..left_out);
    let one = |field: Option<FieldIx>| all(site, ix, field?, language).into_iter().next();
    let bullet = Bullet {
        baseline: one(baseline),
        target: one(target),
        actual,
        unit: words(site, ix, unit, language),
        left_out,
    };
    let numbers = bullet.baseline.iter().chain(&bullet.actual).chain(&bullet.target);
    let is_told = !bullet.actual.is_empty() && numbers.clone().count() >= FEWEST;
    let is_drawn =
        numbers.clone().all(|one| one.value >= Decimal::ZERO) && numbers.clone().any(|one| one.value > Decimal::ZERO);
    (is_told && is_drawn).then_some(bullet)
}

/// The newest measurement at each of several; nothing where there is one alone, or all are the same.
pub fn dots(
    site: &Site,
    ix: EntryIx,
    (of, own, unit): (FieldIx, Option<FieldIx>, Option<FieldIx>),
    language: Language,
) -> Option<Dots> {
    let mut rows: Vec<(EntryIx, Measured)> = Vec::new();
    for measured in all(site, ix, of, language) {
        let Some(at) = measured.at else { continue };
        match rows.iter_mut().find(|(known, _)| *known == at) {
            Some((_, known)) if known.date.map(PartialDate::earliest) <= measured.date.map(PartialDate::earliest) => {
                *known = measured;
            }
            Some(_) => {}
            None => rows.push((at, measured)),
        }
    }
    rows.sort_by_key(|(_, one)| one.value);
    let is_told =
        rows.len() >= FEWEST && rows.first().map(|(_, one)| one.value) != rows.last().map(|(_, one)| one.value);
    let own = own.and_then(|own| site.target(ix, own)).filter(|own| rows.iter().any(|(at, _)| at == own));
    is_told.then(|| Dots { rows, own, unit: words(site, ix, unit, language) })
}

fn words(site: &Site, ix: EntryIx, field: Option<FieldIx>, language: Language) -> Option<(Box<str>, Language)> {
    let (holder, held) = site.held(ix, field?, language)?;
    Some((held.value.text(language)?.into(), site.language_of(holder, held.value, language)))
}

fn all(site: &Site, ix: EntryIx, field: FieldIx, language: Language) -> Vec<Measured> {
    let Some(held) = site.value(ix, field, language) else { return Vec::new() };
    let ty = &site.kind_of(ix).field(field).ty;
    held.value.items().filter_map(|value| measured(value, ty)).collect()
}

fn measured(value: &Value, ty: &Type) -> Option<Measured> {
    let Value::Group(fields) = value else {
        let (value, is_percent) = number(value)?;
        return Some(Measured { value, is_percent, date: None, at: None });
    };
    let Type::Group(schema) = ty else { return None };
    let (value, is_percent) = fields.iter().find_map(|(_, at)| number(at.value))?;
    let at = fields.iter().find_map(|(_, at)| match at.value {
        Value::Reference(reference) => reference.target,
        _ => None,
    });
    Some(Measured { value, is_percent, date: date(schema, fields), at })
}

fn date(schema: &Schema, fields: &Fields) -> Option<PartialDate> {
    let of = |value: &Value| if let Value::Date(date) = value { Some(*date) } else { None };
    let declared = schema.role(Role::Date).and_then(|role| fields.get(role)).and_then(|at| of(at.value));
    declared.or_else(|| fields.iter().find_map(|(_, at)| of(at.value)))
}

fn number(value: &Value) -> Option<(Decimal, bool)> {
    match value {
        Value::Integer(number) => Some((Decimal::from(*number), false)),
        Value::Number(number) => Some((*number, false)),
        Value::Percent(number) => Some((*number, true)),
        _ => None,
    }
}
