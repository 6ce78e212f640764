//! What templates call for pictures.

use minijinja::{Environment, State, Value};

use super::{Result, html, page};
use crate::address::Fixed;
use crate::chart::{Place, charts_at, is_drawn};
use crate::render::markup::chart::chart;
use crate::render::page::{PageKind, PageObject};

/// Makes the functions known to templates.
pub fn add(env: &mut Environment<'_>) {
    env.add_function("charts", charts);
}

fn place(page: &PageObject) -> Option<Place> {
    match page.kind {
        PageKind::Fixed(Fixed::Home) => Some(Place::Home),
        PageKind::List(list, part) => is_drawn(page.site.listings.get(list), part).then_some(Place::List(list)),
        PageKind::Record(ix) => Some(Place::Entry(page.site.main(ix))),
        _ => None,
    }
}

/// `charts()`: the pictures of this page that there is something to draw of, each a section.
fn charts(state: &State<'_, '_>) -> Result<Value> {
    let page = page(state)?;
    let declared = place(&page).map(|place| charts_at(&page.site, place)).unwrap_or_default();
    let drawn = declared.into_iter().map(|one| html(|html| chart(html, &page, one)));
    Ok(drawn.filter(|drawn| drawn.as_str().is_some_and(|markup| !markup.is_empty())).collect())
}
