//! Pictures: a finding, a sentence, the drawing, the same numbers as a table and as a file.
//!
//! Labels and figures are text that wraps; only bars, bands and lines are drawn, in shares of the width, so that nothing shrinks
//! on a phone. Look comes from classes: pages have no styles of their own.

mod columns;
mod ego;
mod exchange;
mod flow;
mod groups;
mod map;
mod measured;
mod timeline;
mod units;

use super::table::table;
use super::words::href;
use crate::chart::{ChartIx, Picture};
use crate::kind::{By, Shape, capitalised, continued};
use crate::render::html::Html;
use crate::render::page::PageObject;

/// A picture as a section of a page; nothing where there is too little to draw.
pub fn chart(html: &mut Html, page: &PageObject, chart: ChartIx) {
    let Some(picture) = page.picture(chart) else { return };
    html.markup("<section class=\"chart\">\n<h2>").text(&title(page, chart)).markup("</h2>\n");
    figures(html, page, (chart, &picture), "");
    html.markup("</section>\n");
}

/// A picture among the paragraphs of a text, its ids begun as those of the text are; whether there was enough to draw.
pub fn chart_in_text(html: &mut Html, page: &PageObject, chart: ChartIx, ids: &str) -> bool {
    let Some(picture) = page.picture(chart) else { return false };
    html.markup("<div class=\"chart\">\n<p class=\"called\">").text(&title(page, chart)).markup("</p>\n");
    figures(html, page, (chart, &picture), ids);
    html.markup("</div>");
    true
}

fn figures(html: &mut Html, page: &PageObject, (chart, picture): (ChartIx, &Picture), ids: &str) {
    let title = title(page, chart);
    let name = format!("{ids}{}", name(page, chart));
    let on = |at: usize| Drawn { page, chart, title: &title, name: format!("{name}-{at}") };
    match picture {
        Picture::Groups(figures) => {
            figures.iter().enumerate().for_each(|(at, figure)| groups::figure(html, on(at), figure))
        }
        Picture::Exchange(exchanges) => {
            exchanges.iter().enumerate().for_each(|(at, one)| exchange::exchange(html, &on(at), one));
        }
        Picture::Timeline(timeline) => timeline::timeline(html, &on(0), timeline),
        Picture::Bullet(bullet) => measured::bullet(html, &on(0), bullet),
        Picture::Dots(dots) => measured::dots(html, &on(0), dots),
        Picture::Ego(ego) => ego::ego(html, &on(0), ego),
    }
    if let Some(file) = chart.csv_address(&page.site) {
        html.markup("<p class=\"remarks\"><a");
        href(html, page, &file);
        html.markup(" type=\"text/csv\">").text(page.words("chart.csv")).markup("</a></p>\n");
    }
}

/// What a picture is of: its own title, else what it is drawn by; on the page of an entry led by the relation.
fn title(page: &PageObject, chart: ChartIx) -> String {
    let (kind, declared) = (page.site.kinds.get(chart.kind), chart.chart(&page.site));
    let own = declared.title.as_ref().map(|title| title.get(page.language).to_owned());
    let of_kind = |key: &str| page.filled(key, "kind", &kind.heading(page.language));
    let own = own.unwrap_or_else(|| match (declared.by(), &declared.shape) {
        (Some(By::Year), _) => of_kind("chart.by-year"),
        (Some(By::Pair(..)), _) => of_kind("chart.flow"),
        (Some(By::Field(field)), _) => {
            let by = continued(kind.field(field).label.get(page.language));
            let words = [("kind", &*kind.heading(page.language)), ("field", &*by)];
            page.tongue().messages.format("chart.by-field", &words, None).unwrap_or_default()
        }
        (None, Shape::Exchange { .. }) => page.words(direction(page, chart)).to_owned(),
        (None, Shape::Timeline(_)) => page.words("chart.timeline").to_owned(),
        (None, Shape::Bullet { .. }) => page.words("chart.bullet").to_owned(),
        (None, Shape::Dots { .. }) => page.words("chart.dots").to_owned(),
        (None, _) => page.words("chart.ego").to_owned(),
    });
    match chart.relation(&page.site, page.language) {
        Some(relation) => format!("{}: {}", capitalised(relation), continued(&own)),
        None => own,
    }
}

/// In which directions money goes, as the key of its heading.
fn direction(page: &PageObject, chart: ChartIx) -> &'static str {
    match chart.directions(&page.site) {
        Some((true, false)) => "chart.incoming-by-year",
        Some((false, true)) => "chart.outgoing-by-year",
        _ => "chart.exchange",
    }
}

/// By what a picture is known on its page.
fn name(page: &PageObject, chart: ChartIx) -> String {
    let file = chart.csv_address(&page.site).map(|address| address.as_str().to_owned()).unwrap_or_default();
    let own = file.rsplit('.').nth(1).unwrap_or_default();
    format!("chart_{own}")
}

/// A figure of a picture on its page.
struct Drawn<'a> {
    page: &'a PageObject,
    chart: ChartIx,
    title: &'a str,
    name: String,
}

impl Drawn<'_> {
    /// What stands around a drawing: the finding above it, the summary, and below it the table. `rows` writes head and body.
    fn frame(
        &self,
        html: &mut Html,
        (finding, summary): (impl FnOnce(&mut Html), &str),
        drawing: impl FnOnce(&mut Html),
        rows: impl FnOnce(&mut Html),
    ) {
        html.markup("<figure aria-labelledby=\"").text(&self.name).markup("\">\n<figcaption>");
        html.markup("<p class=\"finding-of\" id=\"").text(&self.name).markup("\">");
        finding(html);
        html.markup("</p>\n<p class=\"remarks\">").text(summary).markup("</p></figcaption>\n");
        drawing(html);
        html.markup("<details><summary>").text(self.page.words("chart.table")).markup("</summary>\n");
        let caption = |html: &mut Html| {
            html.text(self.title);
        };
        table(html, (&format!("{}-table", self.name), ""), caption, rows);
        html.markup("\n</details>\n</figure>\n");
    }

    /// What is left out, as sentences after the first.
    fn summary(&self, first: String, left: &[(usize, &str)]) -> String {
        let left = left.iter().filter(|(count, _)| *count > 0).map(|(count, key)| self.page.counted(key, *count));
        [first].into_iter().chain(left).collect::<Vec<_>>().join(" ")
    }
}

/// A share of the largest, with a decimal: `57.1%`; what is there at all is seen.
fn percent(number: u128, most: u128) -> String {
    let tenths = number.saturating_mul(1000).checked_div(most).unwrap_or_default();
    let tenths = if number > 0 { tenths.max(3) } else { tenths };
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::percent;

    proptest::proptest! {
        #[test]
        fn shares_lie_within_the_width(number: u64, more: u64) {
            let most = u128::from(number) + u128::from(more);
            let share: f64 = percent(number.into(), most).trim_end_matches('%').parse().expect("a number");
            proptest::prop_assert!((0.0..=100.0).contains(&share));
            proptest::prop_assert_eq!(share > 0.0, number > 0);
        }
    }
}
