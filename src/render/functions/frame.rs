//! What templates call for what stands around every page.

use minijinja::{Environment, State, Value};

use super::{Result, html, page};
use crate::render::html::Html;
use crate::render::markup::frame;
use crate::render::page::PageObject;

/// What writes a part of the frame of a page.
type OfPage = fn(&mut Html, &PageObject);

const OF_PAGE: &[(&str, OfPage)] = &[
    ("alternate_links", frame::alternate_links),
    ("navigation_items", frame::navigation_items),
    ("language_items", frame::language_items),
    ("footer_links", frame::footer_links),
];

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    for (name, write) in OF_PAGE {
        env.add_function(*name, |state: &State<'_, '_>| -> Result<Value> {
            let page = page(state)?;
            Ok(html(|html| write(html, &page)))
        });
    }
}
