//! Pictures of numbers: a finding, a sentence, the drawing, the same numbers as a table and as a file.
//!
//! Labels and figures are text that wraps; only bars and squares are drawn, in shares of the width, so that nothing shrinks on
//! a phone. Look comes from classes: pages have no styles of their own.

mod columns;
mod units;

use super::money::amount;
use super::table::table;
use super::words::{choice, href, lang_of, link, words};
use crate::address::Address;
use crate::chart::{ChartIx, Figure, Label, Row, Unit};
use crate::entry::Value;
use crate::kind::{By, Choice, Drawing, Type, capitalised};
use crate::lang::CurrencyStyle;
use crate::render::html::Html;
use crate::render::page::PageObject;

/// Above this many years bars stand beside each other instead of below each other.
const BELOW: usize = 8;

/// A picture as a section of a page; nothing where there is too little to compare.
pub fn chart(html: &mut Html, page: &PageObject, chart: ChartIx) {
    let figures = chart.figures(&page.site);
    if figures.is_empty() {
        return;
    }
    let title = title(page, chart);
    html.markup("<section class=\"chart\">\n<h2>").text(&title).markup("</h2>\n");
    for (at, figure) in figures.iter().enumerate() {
        let drawn = Drawn { page, chart, figure, title: &title, name: &format!("{}-{at}", name(page, chart)) };
        drawn.write(html);
    }
    if let Some(file) = chart.csv_address(&page.site) {
        html.markup("<p class=\"remarks\"><a");
        href(html, page, &file);
        html.markup(" type=\"text/csv\">").text(page.words("chart.csv")).markup("</a></p>\n");
    }
    html.markup("</section>\n");
}

/// What a picture is of: its own title, else what it is drawn by; on the page of an entry led by the relation.
fn title(page: &PageObject, chart: ChartIx) -> String {
    let (kind, declared) = (page.site.kinds.get(chart.kind), chart.chart(&page.site));
    let own = declared.title.as_ref().map(|title| title.get(page.language).to_owned());
    let own = own.unwrap_or_else(|| match declared.by {
        By::Year => page.filled("chart.by-year", "kind", &kind.heading(page.language)),
        By::Field(field) => {
            let by = kind.field(field).label.get(page.language).to_lowercase();
            let words = [("kind", &*kind.heading(page.language)), ("field", &*by)];
            page.tongue().messages.format("chart.by-field", &words, None).unwrap_or_default()
        }
    });
    match chart.relation(&page.site, page.language) {
        Some(relation) => format!("{}: {}", capitalised(relation), own.to_lowercase()),
        None => own,
    }
}

/// By what a picture is known on its page.
fn name(page: &PageObject, chart: ChartIx) -> String {
    let file = chart.csv_address(&page.site).map(|address| address.as_str().to_owned()).unwrap_or_default();
    let own = file.rsplit('.').nth(1).unwrap_or_default();
    format!("chart_{own}")
}

/// One figure on its page.
struct Drawn<'a> {
    page: &'a PageObject,
    chart: ChartIx,
    figure: &'a Figure,
    title: &'a str,
    name: &'a str,
}

impl Drawn<'_> {
    fn write(&self, html: &mut Html) {
        html.markup("<figure aria-labelledby=\"").text(self.name).markup("\">\n<figcaption>");
        html.markup("<p class=\"finding-of\" id=\"").text(self.name).markup("\">");
        self.finding(html);
        html.markup("</p>\n<p class=\"remarks\">").text(&self.summary()).markup("</p></figcaption>\n");
        match self.chart.chart(&self.page.site).drawing {
            Drawing::Bars if self.figure.rows.len() > BELOW => columns::columns(html, self),
            Drawing::Bars | Drawing::Sorted => self.bars(html),
            Drawing::Units => units::units(html, self),
        }
        html.markup("<details><summary>").text(self.page.words("chart.table")).markup("</summary>\n");
        self.table(html);
        html.markup("\n</details>\n</figure>\n");
    }

    /// The row that stands out: the largest.
    fn largest(&self) -> Option<&Row> {
        // Of equals the newest year, else the first.
        let years = self.chart.chart(&self.page.site).drawing == Drawing::Bars;
        let most = self.figure.rows.iter().map(|row| row.number).max()?;
        let mut at_most = self.figure.rows.iter().filter(|row| row.number == most);
        if years { at_most.next_back() } else { at_most.next() }
    }

    fn finding(&self, html: &mut Html) {
        let Some(most) = self.largest() else { return };
        let key = match (self.chart.chart(&self.page.site).drawing, self.figure.unit) {
            (Drawing::Bars, _) => "chart.most-in",
            (Drawing::Units, _) => "chart.most-of",
            (Drawing::Sorted, Unit::Money(..)) => "chart.most",
            (Drawing::Sorted, Unit::Entries) => "chart.most-often",
        };
        let (number, total) = (self.number(most.number), self.number(self.figure.total));
        let words = [("group", "|"), ("number", &*number), ("total", &*total)];
        let sentence = self.page.tongue().messages.format(key, &words, None);
        let sentence = sentence.unwrap_or_default();
        let (before, after) = sentence.split_once('|').unwrap_or((&sentence, ""));
        html.text(before);
        self.label(html, &most.label, false);
        html.text(after);
    }

    /// What the picture tells in all, and what it leaves out.
    fn summary(&self) -> String {
        let (page, figure) = (self.page, self.figure);
        let total = self.number(figure.total);
        let mut told = vec![match figure.unit {
            Unit::Money(_, basis) => {
                let words = [("total", &*total), ("basis", page.basis(basis))];
                page.counted_of("chart.total", figure.count, &words)
            }
            Unit::Entries => page.counted("chart.total-entries", figure.count),
        }];
        if let Some((groups, ..)) = figure.others {
            told.push(page.counted("chart.others-left", groups));
        }
        if figure.overlaps {
            told.push(page.words("chart.overlaps").to_owned());
        }
        let left = [(figure.without_group, "chart.without"), (figure.not_drawn, "chart.not-drawn")];
        told.extend(left.iter().filter(|(count, _)| *count > 0).map(|(count, key)| page.counted(key, *count)));
        told.join(" ")
    }

    /// A number in words: an amount with its currency, or a count.
    fn number(&self, number: i128) -> String {
        let formats = &self.page.tongue().formats;
        match self.figure.unit {
            Unit::Money(currency, _) => formats.money(number, currency, CurrencyStyle::Familiar),
            Unit::Entries => formats.integer(number),
        }
    }

    fn figure(&self, html: &mut Html, number: i128) {
        match self.figure.unit {
            Unit::Money(currency, _) => amount(html, self.page, number, currency),
            Unit::Entries => {
                html.markup("<span class=\"amount\">")
                    .text(&self.page.tongue().formats.integer(number))
                    .markup("</span>");
            }
        }
    }

    fn option(&self, value: &Value) -> Option<&Choice> {
        let By::Field(field) = self.chart.chart(&self.page.site).by else { return None };
        match (&self.page.site.kinds.get(self.chart.kind).field(field).ty, value) {
            (Type::Choice(choices), Value::Choice(at)) => choices.get(usize::from(*at)),
            _ => None,
        }
    }

    /// What the entries of a row have in common, leading to where they stand if `is_linked`.
    fn label(&self, html: &mut Html, label: &Label, is_linked: bool) {
        let (page, site) = (self.page, &self.page.site);
        if let (Label::Entry(ix), true) = (label, is_linked) {
            return link(html, page, *ix);
        }
        let address = self.chart.records_of(site, label, page.language).filter(|_| is_linked);
        open(html, page, address.as_ref());
        match label {
            Label::Year(year) => {
                html.text(&year.to_string());
            }
            Label::Entry(ix) => words(html, page, site.title_language(*ix, page.language).code(), |html| {
                html.text(site.title(*ix, page.language));
            }),
            Label::Value(ix, value) => match self.option(value) {
                Some(option) if self.chart.chart(site).drawing == Drawing::Units => choice(html, page, option),
                Some(option) => {
                    html.text(&capitalised(option.label.get(page.language)));
                }
                None => {
                    html.markup("<span");
                    let language = site.entry(*ix).language;
                    lang_of(html, page, language.code());
                    html.markup(">").text(&capitalised(value.text(language).unwrap_or_default())).markup("</span>");
                }
            },
        }
        html.markup(if address.is_some() { "</a>" } else { "" });
    }

    /// Bars below each other, each led by its label and its figure.
    fn bars(&self, html: &mut Html) {
        let most = self.figure.rows.iter().map(|row| row.number.unsigned_abs()).max().unwrap_or_default();
        html.markup("<ol class=\"bars\">\n");
        for row in &self.figure.rows {
            html.markup("<li><span>");
            self.label(html, &row.label, true);
            html.markup("</span> ");
            self.figure(html, row.number);
            let sign = if row.number < 0 { "bar minus" } else { "bar" };
            html.markup("<svg class=\"").markup(sign).markup("\" aria-hidden=\"true\"><rect width=\"");
            html.markup(&percent(row.number.unsigned_abs(), most)).markup("\" height=\"100%\"/></svg></li>\n");
        }
        html.markup("</ol>\n");
    }

    fn table(&self, html: &mut Html) {
        let page = self.page;
        let is_money = matches!(self.figure.unit, Unit::Money(..));
        let caption = |html: &mut Html| {
            html.text(self.title);
        };
        table(html, (&format!("{}-table", self.name), ""), caption, |html| {
            html.markup("<thead><tr><th scope=\"col\">").text(page.words("chart.group"));
            if is_money {
                html.markup("</th><th scope=\"col\" class=\"number\">").text(page.words("table.amount"));
            }
            html.markup("</th><th scope=\"col\" class=\"number\">").text(page.words("list.number"));
            html.markup("</th></tr></thead>\n<tbody>\n");
            for row in &self.figure.rows {
                html.markup("<tr><th scope=\"row\">");
                self.label(html, &row.label, true);
                html.markup("</th>");
                self.cells(html, (row.number, row.count), is_money);
            }
            if let Some((groups, number, count)) = self.figure.others.filter(|_| !self.figure.overlaps) {
                html.markup("<tr><th scope=\"row\">").text(&page.counted("chart.others", groups)).markup("</th>");
                self.cells(html, (number, count), is_money);
            }
            html.markup("</tbody>");
        });
    }

    fn cells(&self, html: &mut Html, (number, count): (i128, usize), is_money: bool) {
        if is_money {
            html.markup("<td class=\"number\">");
            self.figure(html, number);
            html.markup("</td>");
        }
        let count = self.page.tongue().formats.integer(i128::try_from(count).unwrap_or(i128::MAX));
        html.markup("<td class=\"number\">").text(&count).markup("</td></tr>\n");
    }
}

fn open(html: &mut Html, page: &PageObject, address: Option<&Address>) {
    if let Some(address) = address {
        html.markup("<a");
        href(html, page, address);
        html.markup(">");
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
