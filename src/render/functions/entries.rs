//! What templates call with a whole entry, and what they call to choose among its facts.

use minijinja::{Environment, Value};

use super::{Result, attribute, entries_of, html, refused, seen};
use crate::render::entry::EntryObject;
use crate::render::html::Html;
use crate::render::markup::{agreement, children, indicator, lists, money, values};
use crate::render::spot::Seen;
use crate::render::values::FactObject;

/// What writes the facts of an entry that a template chose.
type OfFacts = fn(&mut Html, &[Seen<'_>]);
/// Whether a fact is chosen where it is named, or where it is not.
type Choice = fn(bool) -> bool;

const OF_FACTS: &[(&str, Choice, OfFacts)] = &[
    ("list_of", |named| named, |html, facts| values::dl(html, facts.iter().copied(), "facts")),
    ("sections_of", |named| named, values::fact_sections),
    ("sections_without", |named| !named, values::fact_sections),
    ("agreement_sections", |named| named, agreement::sections),
];

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    for (name, choice, write) in OF_FACTS {
        env.add_function(*name, |it: &Value, names: &Value| {
            let chosen = chosen(entry(it)?, names, *choice)?;
            Ok::<Value, minijinja::Error>(html(|html| write(html, &chosen)))
        });
    }
    env.add_function("fact_of", fact_of);
    env.add_function("headlines", headlines);
    env.add_function("child_sections", child_sections);
    env.add_function("indicator_terms", indicator_terms);
    env.add_function("indicator_figure", indicator_figure);
}

/// The entry that a template handed over.
pub fn entry(value: &Value) -> Result<&EntryObject> {
    value.downcast_object_ref::<EntryObject>().ok_or_else(|| refused("an entry"))
}

fn chosen<'a>(it: &'a EntryObject, names: &Value, choice: Choice) -> Result<Vec<Seen<'a>>> {
    let names: Vec<Value> = names.try_iter()?.collect();
    let is_named = |fact: &Seen<'_>| names.iter().any(|name| name.as_str() == Some(&fact.field.name));
    Ok(it.facts().map(|(_, fact)| fact).filter(|fact| choice(is_named(fact))).collect())
}

/// `fact_of(entry, "name")`: one fact, or nothing where the entry does not tell it.
fn fact_of(it: &Value, name: &str) -> Result<Value> {
    let it = entry(it)?;
    let found = it.facts().find(|(_, fact)| *fact.field.name == *name);
    Ok(found.map_or_else(|| Value::from(()), |(spot, _)| FactObject::value(&it.page, spot)))
}

/// `child_sections(entry.children, entry)`: the entries written inside an entry, a section for each field that has any.
fn child_sections(groups: &Value, parent: &Value) -> Result<Value> {
    let parent = entry(parent)?;
    let mut written = Html::default();
    for group in groups.try_iter()? {
        let [field, heading] = [attribute(&group, "field")?, attribute(&group, "heading")?];
        let names = (field.as_str().unwrap_or_default(), heading.as_str().unwrap_or_default());
        let list = entries_of(&attribute(&group, "entries")?)?;
        if !list.is_empty() {
            children::section(&mut written, names, (&parent.page, &list), parent.ix);
        }
    }
    Ok(written.into_value())
}

/// `indicator_terms(indicator)`: what is measured, from where, to where, and how far it has come.
fn indicator_terms(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| indicator::terms(html, &it.page, it.ix, Html::default())))
}

/// `indicator_figure(measured, unit)`: a figure with its unit, where there is one.
fn indicator_figure(measured: &Value, unit: &Value) -> Result<Value> {
    let unit = if unit.is_none() { None } else { Some(seen(unit)?) };
    let measured = seen(measured)?;
    Ok(html(|html| indicator::figure(html, measured, unit)))
}

/// `headlines(entry)`: every basis of its sum at the head of a page.
fn headlines(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| {
        for stated in lists::stated(&it.page, it.ix) {
            money::headline(html, stated);
            html.markup("\n");
        }
    }))
}
