//! What templates call for promises.

use minijinja::{Environment, State, Value};

use super::entries::entry;
use super::{Result, entries_of, html, page};
use crate::render::html::Html;
use crate::render::markup::goal;

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    env.add_function("goal_terms", terms);
    env.add_function("goal_evidence", evidence);
    env.add_function("goal_rows", rows);
}

/// `goal_terms(goal, more)`: target, date and standing in one line; `more` are further rows.
fn terms(it: &Value, more: Option<&Value>) -> Result<Value> {
    let it = entry(it)?;
    let mut further = Html::default();
    if let Some(more) = more {
        further.shown(more);
    }
    Ok(html(|html| goal::terms(html, &it.page, it.ix, further)))
}

/// `goal_evidence(goal)`: what is told of it since.
fn evidence(it: &Value) -> Result<Value> {
    let it = entry(it)?;
    Ok(html(|html| goal::evidence(html, &it.page, it.ix)))
}

/// `goal_rows(goals)`: promises as the rows of a table.
fn rows(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let (page, goals) = (page(state)?, entries_of(list)?);
    Ok(html(|html| goal::rows(html, &page, &goals)))
}
