//! What templates call for the sentence that answers what a page is opened for.

use minijinja::{Environment, Value};

use super::entries::entry;
use super::html;
use crate::render::html::Html;
use crate::render::markup::answer::ANSWERS;

/// Makes the functions known to templates: `case_answer(entry)` and the like, each a paragraph, or nothing where nothing is
/// known.
pub fn add(env: &mut Environment<'_>) {
    for (name, write) in ANSWERS {
        env.add_function(*name, |it: &Value| {
            let it = entry(it)?;
            let mut told = Html::default();
            write(&mut told, &it.page, it.ix);
            Ok::<Value, minijinja::Error>(html(|html| {
                if !told.is_empty() {
                    html.markup("<p class=\"lead\">").append(told).markup("</p>");
                }
            }))
        });
    }
}
