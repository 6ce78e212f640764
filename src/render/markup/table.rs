//! What stands around the rows of a table.

use crate::render::html::Html;

/// A table that a narrow screen can scroll by itself; its caption names the region. With the style `stacked` its rows become
/// blocks on a phone, each value led by its `data-label`; with `headed` only listeners get the caption. `rows` writes head
/// and body.
pub fn table(
    html: &mut Html,
    (name, style): (&str, &str),
    caption: impl FnOnce(&mut Html),
    rows: impl FnOnce(&mut Html),
) {
    html.markup("<div class=\"scroll ").text(style).markup("\" role=\"region\" aria-labelledby=\"").text(name);
    html.markup("_\" tabindex=\"0\">\n<table>\n<caption id=\"").text(name).markup("_\">");
    caption(html);
    html.markup("</caption>\n");
    rows(html);
    html.markup("\n</table>\n</div>");
}

/// The heads of columns, each of them words.
pub fn heads<'a>(html: &mut Html, labels: impl Iterator<Item = &'a str>) {
    html.markup("<thead><tr>");
    for label in labels {
        html.markup("<th scope=\"col\">").text(label).markup("</th>");
    }
    html.markup("</tr></thead>\n");
}
