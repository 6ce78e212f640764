//! Numbers of groups: bars, columns, squares and bands.

use super::{Drawn, columns, flow, map, percent, units};
use crate::address::Address;
use crate::chart::{Figure, Label, Row, Unit, outline};
use crate::entry::Value;
use crate::kind::{By, Choice, Drawing, Groups, Type, capitalised};
use crate::lang::CurrencyStyle;
use crate::render::html::Html;
use crate::render::markup::money::amount;
use crate::render::markup::words::{choice, href, lang_of, link, words};
use crate::render::page::PageObject;

/// Above this many years bars stand beside each other instead of below each other.
const BELOW: usize = 8;

/// One figure on its page.
pub struct Grouped<'a> {
    on: Drawn<'a>,
    pub page: &'a PageObject,
    pub figure: &'a Figure,
    drawn: Groups,
}

/// Numbers of groups of one currency and basis, or counts.
pub fn figure(html: &mut Html, on: Drawn<'_>, figure: &Figure) {
    if let Some(drawn) = on.chart.groups(&on.page.site) {
        Grouped { page: on.page, on, figure, drawn }.write(html);
    }
}

impl Grouped<'_> {
    /// The id of the finding, which names the figure.
    pub fn name(&self) -> &str {
        &self.on.name
    }

    fn write(&self, html: &mut Html) {
        let drawing = |html: &mut Html| match self.drawn.drawing {
            Drawing::Bars if self.figure.rows.len() > BELOW => columns::columns(html, self),
            Drawing::Bars | Drawing::Sorted => self.bars(html, "bars", &self.rows()),
            Drawing::Units => units::units(html, self),
            Drawing::Map => map::map(html, self),
            Drawing::Flow => {
                flow::bands(html, self);
                self.bars(html, "bars flows", &self.rows());
            }
        };
        self.on.frame(html, (|html: &mut Html| self.finding(html), &self.summary()), drawing, |html| self.table(html));
    }

    /// The row that stands out: the largest.
    pub fn largest(&self) -> Option<&Row> {
        // Of equals the newest year, else the first: where columns tell one of them.
        let years = self.drawn.drawing == Drawing::Bars;
        let most = self.figure.rows.iter().map(|row| row.number).max()?;
        let mut at_most = self.figure.rows.iter().filter(|row| row.number == most);
        if years { at_most.next_back() } else { at_most.next() }
    }

    fn finding(&self, html: &mut Html) {
        let Some(most) = self.largest() else { return };
        let equals = self.figure.rows.iter().filter(|row| row.number == most.number).count();
        if equals > 1 {
            let number = self.number(most.number);
            let words = [("n", &*equals.to_string()), ("number", &*number)];
            let key = if equals == self.figure.rows.len() && self.figure.others.is_none() {
                "chart.tie-all"
            } else {
                "chart.tie"
            };
            html.text(&self.page.tongue().messages.format(key, &words, None).unwrap_or_default());
            return;
        }
        let key = match (self.drawn.drawing, self.figure.unit) {
            (Drawing::Bars, _) => "chart.most-in",
            (Drawing::Units, _) => "chart.most-of",
            (Drawing::Sorted | Drawing::Flow | Drawing::Map, Unit::Money(..)) => "chart.most",
            (Drawing::Sorted | Drawing::Flow | Drawing::Map, Unit::Entries) => "chart.most-often",
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
        let is_map = self.drawn.drawing == Drawing::Map;
        let is_off_map = |row: &&Row| is_map && outline(&page.site, row).is_none();
        let off_map = figure.rows.iter().filter(is_off_map).count();
        let left = [
            (off_map, "chart.off-map"),
            (figure.without_group, "chart.without"),
            (figure.not_drawn, "chart.not-drawn"),
        ];
        told.extend(left.iter().filter(|(count, _)| *count > 0).map(|(count, key)| page.counted(key, *count)));
        told.join(" ")
    }

    /// A number in words: an amount with its currency, or a count.
    pub fn number(&self, number: i128) -> String {
        let formats = &self.page.tongue().formats;
        match self.figure.unit {
            Unit::Money(currency, _) => formats.money(number, currency, CurrencyStyle::Familiar),
            Unit::Entries => formats.integer(number),
        }
    }

    pub fn amount_of(&self, html: &mut Html, number: i128) {
        match self.figure.unit {
            Unit::Money(currency, _) => amount(html, self.page, number, currency),
            Unit::Entries => {
                html.markup("<span class=\"amount\">")
                    .text(&self.page.tongue().formats.integer(number))
                    .markup("</span>");
            }
        }
    }

    pub fn option(&self, value: &Value) -> Option<&Choice> {
        let By::Field(field) = self.drawn.by else { return None };
        match (&self.page.site.kinds.get(self.on.chart.kind).field(field).ty, value) {
            (Type::Choice(choices), Value::Choice(at)) => choices.get(usize::from(*at)),
            _ => None,
        }
    }

    /// Whether the groups are statuses, which a shape tells beside the word.
    fn is_status(&self) -> bool {
        let By::Field(field) = self.drawn.by else { return false };
        self.drawn.drawing == Drawing::Units
            && &*self.page.site.kinds.get(self.on.chart.kind).field(field).name == "status"
    }

    /// What the entries of a row have in common, leading to where they stand if `is_linked`.
    pub fn label(&self, html: &mut Html, label: &Label, is_linked: bool) {
        let (page, site) = (self.page, &self.page.site);
        if let (Label::Entry(ix), true) = (label, is_linked) {
            return link(html, page, *ix);
        }
        if let Label::Pair(from, to) = label {
            self.label(html, &Label::Entry(*from), is_linked);
            html.text(" ").text(page.words("chart.to")).text(" ");
            return self.label(html, &Label::Entry(*to), is_linked);
        }
        let address = self.on.chart.records_of(site, label, page.language).filter(|_| is_linked);
        open(html, page, address.as_ref());
        match label {
            Label::Year(year) => {
                html.text(&year.to_string());
            }
            Label::Entry(ix) => words(html, page, site.title_language(*ix, page.language).code(), |html| {
                html.text(site.title(*ix, page.language));
            }),
            Label::Pair(..) => {}
            Label::Value(ix, value) => match self.option(value) {
                Some(option) if self.is_status() => choice(html, page, option),
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

    fn rows(&self) -> Vec<&Row> {
        self.figure.rows.iter().collect()
    }

    /// Bars below each other, each led by its label and its figure.
    pub fn bars(&self, html: &mut Html, class: &str, rows: &[&Row]) {
        let most = self.figure.rows.iter().map(|row| row.number.unsigned_abs()).max().unwrap_or_default();
        html.markup("<ol class=\"").markup(class).markup("\">\n");
        for row in rows {
            html.markup("<li><span>");
            self.label(html, &row.label, true);
            html.markup("</span> ");
            self.amount_of(html, row.number);
            let sign = if row.number < 0 { "bar minus" } else { "bar" };
            html.markup("<svg class=\"").markup(sign).markup("\" aria-hidden=\"true\"><rect width=\"");
            html.markup(&percent(row.number.unsigned_abs(), most)).markup("\" height=\"100%\"/></svg></li>\n");
        }
        html.markup("</ol>\n");
    }

    fn table(&self, html: &mut Html) {
        let page = self.page;
        let is_money = matches!(self.figure.unit, Unit::Money(..));
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
    }

    fn cells(&self, html: &mut Html, (number, count): (i128, usize), is_money: bool) {
        if is_money {
            html.markup("<td class=\"number\">");
            self.amount_of(html, number);
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
