//! Circles on the map of the site, whose areas are as the numbers; the largest bear a number, by which a list names them.

use super::groups::Grouped;
use crate::chart::{Row, outline};
use crate::map::{Map, Outline};
use crate::render::html::Html;

/// The most places that bear a number and a name.
const NAMED: usize = 10;
/// Units of the map: around it, the radius of the largest circle and of the smallest, from which radius on a
/// circle holds its number, and from a smaller one to its number.
const MARGIN: i32 = 24;
const LARGEST_RADIUS: f64 = 56.0;
const SMALLEST_RADIUS: f64 = 6.0;
const ROOM_FOR_NUMBER: f64 = 24.0;
const GAP: f64 = 8.0;

pub fn map(html: &mut Html, drawn: &Grouped<'_>) {
    let site = &drawn.page.site;
    let on_map: Vec<(&Row, &Outline)> =
        drawn.figure.rows.iter().filter_map(|row| Some((row, outline(site, row)?))).collect();
    html.markup("<div class=\"map\">\n");
    shapes(html, &site.map, &on_map);
    let named: Vec<&Row> = on_map.iter().take(NAMED).map(|(row, _)| *row).collect();
    drawn.bars(html, "bars ranks", &named);
    html.markup("</div>\n");
}

fn shapes(html: &mut Html, map: &Map, on_map: &[(&Row, &Outline)]) {
    let (width, height) = (map.width + 2 * MARGIN, map.height + 2 * MARGIN);
    html.markup(&format!("<svg aria-hidden=\"true\" viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\">\n"));
    for outline in map.outlines.iter().filter(|outline| !outline.path.is_empty()) {
        let is_told = on_map.iter().any(|(_, told)| told.key == outline.key);
        html.markup(if is_told { "<path class=\"told\" d=\"" } else { "<path d=\"" });
        html.markup(&outline.path).markup("\"/>");
    }
    html.markup("\n");
    let most = on_map.iter().map(|(row, _)| row.number).max().unwrap_or(1) as f64;
    let radius = |row: &Row| ((row.number as f64 / most).sqrt() * LARGEST_RADIUS).max(SMALLEST_RADIUS);
    for (row, outline) in on_map {
        let (x, y) = outline.middle;
        html.markup(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{:.0}\"/>", radius(row)));
    }
    for (at, (row, outline)) in on_map.iter().take(NAMED).enumerate() {
        let (x, y) = outline.middle;
        let (x, anchor) = match radius(row) {
            radius if radius < ROOM_FOR_NUMBER => (f64::from(x) + radius + GAP, "start"),
            _ => (f64::from(x), "middle"),
        };
        let at = at + 1;
        html.markup(&format!(
            "<text x=\"{x:.0}\" y=\"{y}\" dominant-baseline=\"central\" text-anchor=\"{anchor}\">{at}</text>"
        ));
    }
    html.markup("</svg>\n");
}
