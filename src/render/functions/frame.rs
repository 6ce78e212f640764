//! What templates call for what stands around every page.

use minijinja::{Environment, State, Value};

use super::{Result, html, page};
use crate::render::explained;
use crate::render::html::Html;
use crate::render::markup::frame;
use crate::render::page::PageObject;

/// What writes a part of the frame of a page.
type OfPage = fn(&mut Html, &PageObject);

const OF_PAGE: &[(&str, OfPage)] = &[
    ("head_links", frame::head_links),
    ("navigation_items", frame::navigation_items),
    ("language_items", frame::language_items),
    ("colophon", frame::colophon),
    ("report_link", frame::report_link),
    ("glossary_here", |html, _| {
        html.markup(explained::MARK);
    }),
    ("definitions", explained::all),
];

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    env.add_function("search_form", search_form);
    for (name, write) in OF_PAGE {
        env.add_function(*name, |state: &State<'_, '_>| -> Result<Value> {
            let page = page(state)?;
            Ok(html(|html| write(html, &page)))
        });
    }
}

/// `search_form(id)`: the form that leads to the search page.
fn search_form(state: &State<'_, '_>, id: Option<&str>) -> Result<Value> {
    let page = page(state)?;
    Ok(html(|html| frame::search_form(html, &page, id)))
}
