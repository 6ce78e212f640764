//! A square for each entry, in groups that are named and counted.

use super::groups::Grouped;
use crate::chart::Label;
use crate::render::html::Html;

/// The most squares of a figure; where there are more, each stands for ten, a hundred and so on.
const MOST: usize = 200;
/// Squares in a line, and pixels from one to the next.
const LINE: usize = 20;
const STEP: usize = 13;
const SIDE: usize = 10;

pub fn units(html: &mut Html, drawn: &Grouped<'_>) {
    let mut each = 1;
    while drawn.figure.count / each > MOST {
        each *= 10;
    }
    html.markup("<ul class=\"units\">\n");
    for row in drawn.figure.rows.iter().filter(|row| row.count > 0) {
        html.markup("<li><span>");
        drawn.label(html, &row.label, true);
        html.markup("</span> ");
        drawn.amount_of(html, row.number);
        let shape = match &row.label {
            Label::Value(_, value) => drawn.option(value).map_or("", |option| &*option.id),
            Label::Year(_) | Label::Entry(_) | Label::Pair(..) => "",
        };
        squares(html, row.count.div_ceil(each), shape);
        html.markup("</li>\n");
    }
    html.markup("</ul>\n");
    if each > 1 {
        html.markup("<p class=\"remarks\">").text(&drawn.page.counted("chart.each", each)).markup("</p>\n");
    }
}

fn squares(html: &mut Html, count: usize, shape: &str) {
    let (width, height) = (count.min(LINE) * STEP, count.div_ceil(LINE) * STEP);
    html.markup("<svg class=\"squares of-").text(shape);
    html.markup(&format!("\" aria-hidden=\"true\" width=\"{width}\" height=\"{height}\">"));
    for at in 0..count {
        let (x, y) = (at % LINE * STEP + 1, at / LINE * STEP + 1);
        html.markup(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\"/>"));
    }
    html.markup("</svg>");
}
