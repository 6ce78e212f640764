//! A picture that a field names: a figure, with what else is told of it below.

use super::words::words;
use crate::kind::{ALT, Type};
use crate::markdown::picture;
use crate::render::html::Html;
use crate::render::prose;
use crate::render::spot::Seen;

/// What stands between two things that are told of a picture.
const BETWEEN: &str = " · ";

/// Whether this is a group that names a picture, or a list with one.
pub fn is_shown(fact: &Seen<'_>) -> bool {
    bears_one(fact) && (path(fact).is_some() || fact.items().any(|item| path(&item).is_some()))
}

/// Whether the field is made for a picture, filled or not.
fn bears_one(fact: &Seen<'_>) -> bool {
    matches!(&fact.field.ty, Type::Group(schema) if schema.picture().is_some())
}

/// Every picture of a fact for which [`is_shown`] holds.
pub fn figures(html: &mut Html, fact: Seen<'_>) {
    match fact.schema() {
        Some(_) => figure(html, fact),
        None => fact.items().for_each(|item| figure(html, item)),
    }
}

/// The member of a group that names its picture.
fn path<'a>(group: &Seen<'a>) -> Option<Seen<'a>> {
    let schema = group.schema()?;
    group.member(&schema.field(schema.picture()?).name)
}

/// The picture of a group. What shows none is told by the words that are there.
fn figure(html: &mut Html, group: Seen<'_>) {
    let Some(path) = path(&group) else { return super::values::dl(html, group.members(), "group") };
    html.markup("<div class=\"picture\">").markup(&drawn(&group, path)).markup("</div>\n");
}

fn drawn(group: &Seen<'_>, path: Seen<'_>) -> String {
    let alt = group.member(ALT);
    let description = alt.and_then(|alt| alt.text()).unwrap_or_default();
    let mut image = Html::default();
    words(&mut image, group.page, alt.unwrap_or(path).language().code(), |html| show(html, path, &description));
    let (image, told) = (image.into_string(), told(group));
    if told.is_empty() { image } else { picture::figure(&image, &told) }
}

/// The picture at a path, and what is read to those who do not see it.
pub fn show(html: &mut Html, path: Seen<'_>, description: &str) {
    let written = path.text().unwrap_or_default();
    // A path that means no picture is an error of the site, so nobody reads a page with one.
    match prose::picture(&path, &written) {
        Some(shown) => html.markup(&picture::image(&shown, description)),
        None => html.text(&written),
    };
}

/// What the group tells beside the picture and what it shows, each with its label: `Foto: NN`.
fn told(group: &Seen<'_>) -> String {
    let further = |member: &Seen<'_>| !matches!(member.field.ty, Type::Picture) && *member.field.name != *ALT;
    let members = group.members().filter(further);
    let told = members.filter_map(|member| Some(format!("{}: {}", member.label(), member.text()?)));
    told.collect::<Vec<_>>().join(BETWEEN)
}
