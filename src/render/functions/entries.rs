//! What templates call with a whole entry, and what they call to choose among its facts.

use minijinja::{Environment, Value};

use super::{Result, html, refused};
use crate::render::entry::EntryObject;
use crate::render::html::Html;
use crate::render::markup::treatment::target;
use crate::render::markup::{lists, money, values};
use crate::render::spot::Seen;
use crate::render::values::FactObject;

/// What writes the facts of an entry that a template chose.
type OfFacts = fn(&mut Html, &[Seen<'_>]);
/// Whether a fact is chosen where it is named, or where it is not.
type Choice = fn(bool) -> bool;

const OF_FACTS: &[(&str, Choice, OfFacts)] = &[
    ("list_of", |named| named, |html, facts| values::dl(html, facts.iter().copied(), "facts")),
    ("sections_without", |named| !named, values::fact_sections),
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
    env.add_function("child_rows", child_rows);
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

/// `child_rows(child, parent, told)`: the facts of an entry written inside another, but for those told already and the one
/// that leads back to the page on which the entry stands.
fn child_rows(child: &Value, parent: &Value, told: &Value) -> Result<Value> {
    let (child, parent) = (entry(child)?, entry(parent)?);
    let facts = chosen(child, told, |named| !named)?;
    let others = facts.into_iter().filter(|fact| target(*fact) != Some(parent.ix));
    Ok(html(|html| values::rows(html, others)))
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
