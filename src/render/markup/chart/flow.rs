//! Two columns, and bands between them as wide as what goes from one to the other.

use super::groups::Grouped;
use crate::chart::{Label, Row};
use crate::entry::EntryIx;
use crate::render::html::Html;

/// Units of the drawing: from one name to the next, and the room between two bands.
const SLOT: f64 = 56.0;
const ROOM: f64 = 8.0;
/// Units to the size of letters, so that names and bands keep in step where a reader has larger letters.
pub const EM: f64 = 16.0;

/// One side: who stands there, in the order of what is drawn, and what it comes to.
struct Side {
    nodes: Vec<(EntryIx, i128)>,
    /// Where the next band of each begins.
    next: Vec<f64>,
}

impl Side {
    fn of(ends: impl Iterator<Item = (EntryIx, i128)>) -> Self {
        let mut nodes: Vec<(EntryIx, i128)> = Vec::new();
        for (ix, number) in ends {
            match nodes.iter_mut().find(|(known, _)| *known == ix) {
                Some((_, sum)) => *sum += number,
                None => nodes.push((ix, number)),
            }
        }
        Self { nodes, next: Vec::new() }
    }

    /// Each band begins where the one before it ended; all bands of a name lie around the middle of its slot.
    fn lay(&mut self, slots: usize, scale: f64) {
        let above = (slots - self.nodes.len()) as f64 * SLOT / 2.0;
        let begin =
            |(at, (_, sum)): (usize, &(EntryIx, i128))| above + (at as f64 + 0.5) * SLOT - *sum as f64 * scale / 2.0;
        self.next = self.nodes.iter().enumerate().map(begin).collect();
    }

    fn take(&mut self, ix: EntryIx, width: f64) -> f64 {
        let Some(at) = self.nodes.iter().position(|(known, _)| *known == ix) else { return 0.0 };
        let from = self.next[at];
        self.next[at] += width;
        from
    }
}

/// The bands with the names on both sides. A narrow screen has the list of pairs in their place.
pub fn bands(html: &mut Html, drawn: &Grouped<'_>) {
    let pair = |row: &Row| match row.label {
        Label::Pair(from, to) if row.number > 0 => Some((from, to, row.number)),
        _ => None,
    };
    let pairs: Vec<(EntryIx, EntryIx, i128)> = drawn.figure.rows.iter().filter_map(pair).collect();
    let mut from = Side::of(pairs.iter().map(|(from, _, number)| (*from, *number)));
    let mut to = Side::of(pairs.iter().map(|(_, to, number)| (*to, *number)));
    let slots = from.nodes.len().max(to.nodes.len());
    let most = from.nodes.iter().chain(&to.nodes).map(|(_, sum)| *sum).max().unwrap_or(1).max(1);
    let scale = (SLOT - ROOM) / most as f64;
    from.lay(slots, scale);
    to.lay(slots, scale);
    html.markup("<div class=\"flow\">\n");
    names(html, drawn, &from);
    html.markup("<svg aria-hidden=\"true\" preserveAspectRatio=\"none\"");
    let (height, lines) = (slots as f64 * SLOT, slots as f64 * SLOT / EM);
    html.markup(&format!(" height=\"{lines}em\" viewBox=\"0 0 100 {height}\">\n"));
    for (giver, taker, number) in &pairs {
        let width = (*number as f64 * scale).max(1.0);
        let (left, right) = (from.take(*giver, width), to.take(*taker, width));
        html.markup(&band(left, right, width));
    }
    html.markup("</svg>\n");
    names(html, drawn, &to);
    html.markup("</div>\n");
}

fn band(left: f64, right: f64, width: f64) -> String {
    let (below_left, below_right) = (left + width, right + width);
    format!(
        "<path d=\"M0 {left:.1}C50 {left:.1} 50 {right:.1} 100 {right:.1}V{below_right:.1}C50 {below_right:.1} 50 {below_left:.1} 0 {below_left:.1}Z\"/>\n"
    )
}

fn names(html: &mut Html, drawn: &Grouped<'_>, side: &Side) {
    // Where pairs are left out the sums of those that are drawn would not be what anybody gave or got.
    let is_whole = drawn.figure.others.is_none();
    html.markup("<ul>\n");
    for (ix, sum) in &side.nodes {
        html.markup("<li><div>");
        drawn.label(html, &Label::Entry(*ix), true);
        if is_whole {
            html.markup(" ");
            drawn.amount_of(html, *sum);
        }
        html.markup("</div></li>\n");
    }
    html.markup("</ul>\n");
}
