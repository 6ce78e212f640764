//! Columns over many years: the first, the last and the largest are told; the table tells them all.

use super::groups::Grouped;
use super::percent;
use crate::chart::Label;
use crate::render::html::Html;

/// Pixels: of the columns, and of the room for words above and below them.
const HEIGHT: u32 = 160;
const ROOM: u32 = 24;

pub fn columns(html: &mut Html, drawn: &Grouped<'_>) {
    let rows = &drawn.figure.rows;
    let most = rows.iter().map(|row| row.number.unsigned_abs()).max().unwrap_or_default();
    let count = rows.len().max(1) as f64;
    let step = 100.0 / count;
    html.markup("<svg class=\"columns-of\" role=\"img\" aria-labelledby=\"").text(drawn.name());
    html.markup(&format!("\" width=\"100%\" height=\"{}\">\n", HEIGHT + 2 * ROOM));
    for (at, row) in rows.iter().enumerate() {
        let share: f64 = percent(row.number.unsigned_abs(), most).trim_end_matches('%').parse().unwrap_or_default();
        let height = share / 100.0 * f64::from(HEIGHT);
        let (x, y) = (at as f64 * step + step * 0.1, f64::from(HEIGHT + ROOM) - height);
        let sign = if row.number < 0 { " class=\"minus\"" } else { "" };
        html.markup(&format!(
            "<rect{sign} x=\"{x:.2}%\" y=\"{y:.1}\" width=\"{:.2}%\" height=\"{height:.1}\"/>\n",
            step * 0.8
        ));
    }
    html.markup(&format!("<line x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>\n", HEIGHT + ROOM));
    let largest = drawn.largest();
    let named = [rows.first().map(|row| (row, 0.0, "start")), rows.last().map(|row| (row, 100.0, "end"))];
    for (row, x, anchor) in named.into_iter().flatten() {
        text(html, (x, HEIGHT + 2 * ROOM - 6, anchor), &year(&row.label));
    }
    if let Some((row, at)) = largest.and_then(|row| Some((row, rows.iter().position(|one| one.label == row.label)?))) {
        let middle = (at as f64 + 0.5) * step;
        let (x, anchor) = match middle {
            middle if middle < 30.0 => (at as f64 * step, "start"),
            middle if middle > 70.0 => ((at + 1) as f64 * step, "end"),
            middle => (middle, "middle"),
        };
        text(html, (x, ROOM - 8, anchor), &format!("{}: {}", year(&row.label), drawn.number(row.number)));
    }
    html.markup("</svg>\n");
}

fn text(html: &mut Html, (x, y, anchor): (f64, u32, &str), words: &str) {
    html.markup(&format!("<text x=\"{x:.1}%\" y=\"{y}\" text-anchor=\"{anchor}\">")).text(words).markup("</text>\n");
}

fn year(label: &Label) -> String {
    match label {
        Label::Year(year) => year.to_string(),
        Label::Entry(_) | Label::Pair(..) | Label::Value(..) => String::new(),
    }
}
