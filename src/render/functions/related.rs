//! What templates call for what others tell of an entry: relations, grants, money on its way, citations.

use std::sync::Arc;

use minijinja::{Environment, State, Value};

use super::entries::entry;
use super::{Result, attribute, entries_of, html, page, refused};
use crate::entry::EntryIx;
use crate::render::derived::DerivedList;
use crate::render::html::Html;
use crate::render::markup::lists::Party;
use crate::render::markup::{agenda, agreement, contract, derived, flows, funding, grant, related};
use crate::render::money::LineObject;
use crate::render::page::PageObject;
use crate::render::relations::{BackObject, FlowList};
use crate::site::TotalLine;

/// What writes what refers to an entry through one field.
type OfBack = fn(&mut Html, &BackObject);
/// Whether something is chosen where it is named, or where it is not.
type Choice = fn(bool) -> bool;

const OF_BACK: &[(&str, OfBack)] =
    &[("grants", related::grants), ("back_rows", related::back_rows), ("funding", funding::funding)];

/// What writes something of an agreement or a grant.
type OfPromise = fn(&mut Html, &PageObject, EntryIx);

/// `agreement_sum(entry)`: the money between the parties; `decided_by(entry)`: who decided it, as a row of a list.
const OF_PROMISES: &[(&str, OfPromise)] =
    &[("agreement_sum", contract::between_parties), ("decided_by", contract::decided)];

const OF_BACKS: &[(&str, Choice)] = &[("backs_of", |named| named), ("backs_without", |named| !named)];

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    for (name, write) in OF_BACK {
        env.add_function(*name, |it: &Value| {
            let it = it.downcast_object_ref::<BackObject>().ok_or_else(|| refused("what refers to an entry"))?;
            Ok::<Value, minijinja::Error>(html(|html| write(html, it)))
        });
    }
    for (name, choice) in OF_BACKS {
        env.add_function(*name, |list: &Value, names: &Value| chosen(list, names, *choice));
    }
    env.add_function("relation_groups", relation_groups);
    env.add_function("derived_figures", derived_figures);
    env.add_function("flow_table", flow_table);
    env.add_function("flow_section", flow_section);
    env.add_function("grant_sentence", grant_sentence);
    env.add_function("year_table", year_table);
    env.add_function("citation_items", citation_items);
    env.add_function("other_cases", other_cases);
    env.add_function("agreement_lineage", agreement_lineage);
    for (name, write) in OF_PROMISES {
        env.add_function(*name, |it: &Value| {
            let it = entry(it)?;
            Ok::<Value, minijinja::Error>(html(|html| write(html, &it.page, it.ix)))
        });
    }
}

fn backs(list: &Value) -> Result<Vec<Arc<BackObject>>> {
    let back = |it: Value| it.downcast_object::<BackObject>().ok_or_else(|| refused("what refers to an entry"));
    list.try_iter()?.map(back).collect()
}

/// `backs_of(entry.backs, ["grant", ".previous"])`: what refers to an entry from entries of a kind, or after a point by a
/// field; `backs_without` gives the others.
fn chosen(list: &Value, names: &Value, choice: Choice) -> Result<Value> {
    let names: Vec<Value> = names.try_iter()?.collect();
    let is_named = |back: &BackObject| {
        let kind = &*back.page.site.kinds.get(back.kind).id;
        names.iter().filter_map(Value::as_str).any(|name| match name.strip_prefix('.') {
            Some(field) => back.field == field,
            None => kind == name,
        })
    };
    let backs = backs(list)?;
    Ok(backs.into_iter().filter(|back| choice(is_named(back))).map(Value::from_dyn_object).collect())
}

/// `relation_groups(backs)`: what refers to an entry, under a heading for each field that does.
fn relation_groups(list: &Value) -> Result<Value> {
    let backs = backs(list)?;
    Ok(html(|html| backs.iter().for_each(|back| related::relation_groups(html, back))))
}

/// `derived_figures(entry.derived)`: the computed figures about an entry as a list.
fn derived_figures(list: &Value) -> Result<Value> {
    let it = list.downcast_object_ref::<DerivedList>().ok_or_else(|| refused("a list of computed figures"))?;
    Ok(html(|html| derived::derived(html, &it.page, &it.figures)))
}

/// The columns for the parties that fields name.
fn parties<'a>(page: &'a PageObject, fields: &Value) -> Result<Vec<Party<'a>>> {
    let party = |field: Value| field.as_str().and_then(|field| flows::party(page, field));
    fields.try_iter()?.map(|field| party(field).ok_or_else(|| refused("a field that names a party"))).collect()
}

/// `flow_table(name, caption, entries, ["funder", "recipient"])`: a table of sums, with a column for each party named.
fn flow_table(state: &State<'_, '_>, name: &str, caption: &Value, list: &Value, fields: &Value) -> Result<Value> {
    let (page, entries) = (page(state)?, entries_of(list)?);
    let parties = parties(&page, fields)?;
    let caption = |html: &mut Html| {
        html.shown(caption);
    };
    Ok(html(|html| flows::flow_table(html, &page, (name, &entries), &parties, caption)))
}

/// `flow_section(name, entry.incoming, heading, ["funder"])`: a whole section; nothing where there are no sums.
fn flow_section(name: &str, list: &Value, heading: &Value, fields: &Value) -> Result<Value> {
    let it = list.downcast_object_ref::<FlowList>().ok_or_else(|| refused("a list of sums on their way"))?;
    let parties = parties(&it.page, fields)?;
    let heading = |html: &mut Html| {
        html.shown(heading);
    };
    Ok(html(|html| flows::flow_section(html, it, (name, heading), &parties)))
}

/// `grant_sentence(grant)`: who gives how much to whom; nothing where that is not told.
fn grant_sentence(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| grant::sentence(html, &it.page, it.ix)))
}

/// `year_table(years, caption)`: sums by year, as a table.
fn year_table(state: &State<'_, '_>, years: &Value, caption: &Value) -> Result<Value> {
    let page = page(state)?;
    let mut rows = Html::default();
    for year in years.try_iter()? {
        let (name, lines) = (attribute(&year, "year")?, attribute(&year, "lines")?);
        let lines: Vec<Value> = lines.try_iter()?.collect();
        let line = |line| Value::downcast_object_ref::<LineObject>(line).map(|it| &it.line);
        let lines: Option<Vec<&TotalLine>> = lines.iter().map(line).collect();
        flows::year_rows(&mut rows, &page, name.as_str(), &lines.ok_or_else(|| refused("a sum over several entries"))?);
    }
    let caption = |html: &mut Html| {
        html.shown(caption);
    };
    Ok(html(|html| flows::year_table(html, &page, caption, rows)))
}

/// `citation_items(document)`: what rests on a document, as list items; each quotation once with the id by which pages lead to it.
fn citation_items(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| related::citation_items(html, &it.page, it.ix)))
}

/// `other_cases(meeting, backs)`: the cases that refer to a meeting and are not on its agenda, in sections.
fn other_cases(meeting: &Value, list: &Value) -> Result<Value> {
    let (it, backs) = (entry(meeting)?, backs(list)?);
    Ok(html(|html| agenda::other_cases(html, &it.page, it.ix, &backs)))
}

/// `agreement_lineage(entry, later)`: the framework above, what came before, and what follows, as rows of a list.
fn agreement_lineage(it: &Value, later: &Value) -> Result<Value> {
    let (it, later) = (entry(it)?, backs(later)?);
    let earlier = it.facts().map(|(_, fact)| fact).filter(|fact| ["under", "previous"].contains(&&*fact.field.name));
    Ok(html(|html| agreement::lineage(html, earlier, &later)))
}
