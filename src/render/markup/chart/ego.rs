//! An entry in the middle, and those around it.

use super::Drawn;
use super::flow::EM;
use crate::chart::{Ego, Partner};
use crate::render::html::Html;
use crate::render::markup::words::{lang_of, link};

/// Units of the drawing from one name to the next: room for three lines of a name and two of roles.
const SLOT: f64 = 92.0;

pub fn ego(html: &mut Html, drawn: &Drawn<'_>, ego: &Ego) {
    let page = drawn.page;
    let count = ego.partners.len() + ego.left_out;
    let summary = drawn.summary(page.words("chart.around").to_owned(), &[(ego.left_out, "chart.partners-left")]);
    let finding = |html: &mut Html| {
        html.text(&page.counted("chart.partners", count));
    };
    let (left, right) = ego.partners.split_at(ego.partners.len() / 2);
    let slots = right.len().max(left.len());
    let drawing = |html: &mut Html| {
        html.markup("<div class=\"ego\">\n");
        side(html, drawn, left);
        spokes(html, (left.len(), slots), (0, 100));
        middle(html, drawn);
        spokes(html, (right.len(), slots), (100, 0));
        side(html, drawn, right);
        html.markup("</div>\n");
    };
    let rows = |html: &mut Html| {
        html.markup("<thead><tr><th scope=\"col\">").text(page.words("chart.who"));
        html.markup("</th><th scope=\"col\">").text(page.words("chart.role")).markup("</th></tr></thead>\n<tbody>\n");
        for partner in &ego.partners {
            html.markup("<tr><th scope=\"row\">");
            link(html, page, partner.who);
            html.markup("</th><td>").text(&roles(drawn, partner)).markup("</td></tr>\n");
        }
        html.markup("</tbody>");
    };
    drawn.frame(html, (finding, &summary), drawing, rows);
}

fn middle(html: &mut Html, drawn: &Drawn<'_>) {
    let page = drawn.page;
    let crate::chart::Place::Entry(ix) = drawn.chart.place else { return };
    let (title, language) = page.site.titled(ix, page.language);
    html.markup("<p");
    lang_of(html, page, language.code());
    html.markup(">").text(title).markup("</p>\n");
}

fn side(html: &mut Html, drawn: &Drawn<'_>, partners: &[Partner]) {
    html.markup("<ul>\n");
    for partner in partners {
        html.markup("<li><div>");
        link(html, drawn.page, partner.who);
        html.markup(" <span class=\"remark\">").text(&roles(drawn, partner)).markup("</span></div></li>\n");
    }
    html.markup("</ul>\n");
}

fn roles(drawn: &Drawn<'_>, partner: &Partner) -> String {
    let kind = drawn.page.site.kinds.get(drawn.chart.kind);
    partner.roles(kind, drawn.page.language)
}

/// Lines from the middle to each name of a side, which stands around the middle of the height.
fn spokes(html: &mut Html, (count, slots): (usize, usize), (from, to): (u8, u8)) {
    let height = slots.max(1) as f64 * SLOT;
    let lines = height / EM;
    html.markup("<svg aria-hidden=\"true\" preserveAspectRatio=\"none\"");
    html.markup(&format!(" height=\"{lines}em\" viewBox=\"0 0 100 {height}\">"));
    let above = (slots - count) as f64 * SLOT / 2.0;
    for at in 0..count {
        let y = above + (at as f64 + 0.5) * SLOT;
        html.markup(&format!("<path d=\"M{from} {y}C50 {y} 50 {0} {to} {0}\"/>", height / 2.0));
    }
    html.markup("</svg>\n");
}
