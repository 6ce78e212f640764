//! Sums of money: always with currency and basis, and with the source's own words where there is room.

use super::words::{around, quote, words};
use crate::lang::CurrencyStyle;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::site::{TotalLine, Totals};
use crate::value::{Currency, Money, Recurrence};

/// One basis of a sum, and the language of those who state it.
#[derive(Clone, Copy)]
pub struct Stated<'a> {
    pub page: &'a PageObject,
    pub money: &'a Money,
    pub code: &'a str,
}

/// A figure: `figure` is the amount with its currency. The language says whether the currency stands before or after it.
pub fn figure(html: &mut Html, figure: &str, amount: &str) {
    let (before, after) = figure.split_once(amount).unwrap_or((figure, ""));
    marked(html, before.trim(), amount, after.trim());
}

fn marked(html: &mut Html, before: &str, amount: &str, after: &str) {
    html.markup("<span class=\"amount\">");
    if !before.is_empty() {
        html.markup("<span class=\"currency\">").text(before).markup("</span>&nbsp;");
    }
    html.text(amount);
    if !after.is_empty() {
        html.markup("&nbsp;<span class=\"currency\">").text(after).markup("</span>");
    }
    html.markup("</span>");
}

/// An amount in minor units of its currency.
pub fn amount(html: &mut Html, page: &PageObject, minor: i128, currency: Currency) {
    let formats = &page.tongue().formats;
    let (code, amount) = (currency.code(), formats.minor_amount(minor, currency));
    let (before, after) = if formats.currency_leads() { (code, "") } else { ("", code) };
    marked(html, before, &amount, after);
}

/// What the figure is: decided, paid, by the year, for which period.
pub fn basis_of(html: &mut Html, stated: Stated<'_>) {
    html.text(stated.page.basis(stated.money.basis));
    recurrence(html, stated);
}

fn recurrence(html: &mut Html, Stated { page, money, .. }: Stated<'_>) {
    if money.recurs == Recurrence::Yearly {
        html.markup(" ").text(page.words("per.year"));
    }
    if let Some(when) = &money.when {
        html.markup(" ").text(&page.filled("money.when", "when", &page.tongue().formats.period(when)));
    }
}

/// A sum in running text, as plain words: `ca. 4.000.000 kr. pr. år for 2021`.
pub fn in_words(Stated { page, money, .. }: Stated<'_>) -> String {
    let formats = &page.tongue().formats;
    let amount = money.minor.map(|minor| formats.money(i128::from(minor), money.currency, CurrencyStyle::Familiar));
    let amount = amount.or_else(|| money.original().map(str::to_owned));
    let when = money.when.as_ref().map(|when| page.filled("money.when", "when", &formats.period(when)));
    let yearly = (money.recurs == Recurrence::Yearly).then(|| page.words("per.year").to_owned());
    let circa = money.approximate.then(|| page.words("money.circa").to_owned());
    [circa, amount, yearly, when].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the source adds: its wording, the price level, the regulation.
pub fn remarks(html: &mut Html, Stated { page, money, code }: Stated<'_>) {
    if let Some(original) = money.original() {
        html.markup("<span class=\"remark\">").text(page.words("money.original")).markup(" ");
        quote(html, page, original, code);
        html.markup("</span>");
    }
    let told = [(money.price_level(), "money.price-level", "level"), (money.indexation(), "money.indexation", "how")];
    for (text, key, place) in told {
        let Some(text) = text else { continue };
        html.markup(" <span class=\"remark\">");
        around(html, &page.filled(key, place, "|"), |html| {
            words(html, page, code, |html| {
                html.text(text);
            });
        });
        html.markup("</span>");
    }
}

/// One cell of a table.
pub fn cell(html: &mut Html, stated: Stated<'_>) {
    let Stated { page, money, .. } = stated;
    match money.minor {
        Some(minor) => {
            if money.approximate {
                html.text(page.words("money.circa")).markup(" ");
            }
            amount(html, page, i128::from(minor), money.currency);
        }
        None => {
            html.text(page.words("money.unknown")).markup(",");
        }
    }
    html.markup(" <span class=\"basis\">");
    basis_of(html, stated);
    html.markup("</span>");
}

/// Among facts.
pub fn money(html: &mut Html, stated: Stated<'_>) {
    cell(html, stated);
    html.markup(" ");
    remarks(html, stated);
}

/// At the head of a page.
pub fn headline(html: &mut Html, stated: Stated<'_>) {
    html.markup("<p class=\"figure\">");
    cell(html, stated);
    html.markup("</p>");
    let mut said = Html::default();
    remarks(&mut said, stated);
    if !said.is_empty() {
        html.markup("<p class=\"remarks\">").append(said).markup("</p>");
    }
}

/// Sums over several entries: a line per currency and basis, never added to each other; each leads to `href`, where there
/// is one. Nothing where there is no sum.
pub fn figures(html: &mut Html, page: &PageObject, totals: &Totals, href: Option<&str>) {
    figures_with(html, page, totals, href, |_, _| ());
}

/// The sums over the whole site, each with those of its two newest years.
pub fn compared_figures(html: &mut Html, page: &PageObject, totals: &Totals, href: Option<&str>) {
    figures_with(html, page, totals, href, |html, line| {
        let Some(years) = page.site.overview.compared(line) else { return };
        let [(year, now), (earlier, before)] =
            years.map(|(year, minor)| (year.to_string(), page.tongue().formats.minor_amount(minor, line.currency)));
        let words = [("now", &*now), ("year", &*year), ("before", &*before), ("earlier", &*earlier)];
        let told = page.tongue().messages.format("home.compared", &words, None);
        html.markup(" <span class=\"basis\">").text(&told.unwrap_or_default()).markup("</span>");
    });
}

fn figures_with(
    html: &mut Html,
    page: &PageObject,
    totals: &Totals,
    href: Option<&str>,
    more: impl Fn(&mut Html, &TotalLine),
) {
    if totals.lines.is_empty() {
        return;
    }
    html.markup("<ul class=\"figures\">\n");
    for line in &totals.lines {
        html.markup("<li>");
        if let Some(href) = href {
            html.markup("<a href=\"").text(href).markup("\">");
        }
        amount(html, page, line.minor, line.currency);
        html.markup(if href.is_some() { "</a>" } else { "" }).markup(" <span class=\"basis\">");
        sort(html, page, line);
        html.markup(", ").text(&page.counted("total.count", line.count)).markup("</span>");
        more(html, line);
        html.markup("</li>\n");
    }
    html.markup("</ul>\n");
    left_out(html, page, totals);
    html.markup("\n");
}

/// What sort of sum a line is.
pub fn sort(html: &mut Html, page: &PageObject, line: &TotalLine) {
    html.text(page.basis(line.basis));
    if line.recurs == Recurrence::Yearly {
        html.markup(" ").text(page.words("per.year"));
    }
}

/// What the sums leave out.
fn left_out(html: &mut Html, page: &PageObject, totals: &Totals) {
    let inside: usize = totals.lines.iter().map(|line| line.inside).sum();
    if inside == 0 && totals.without == 0 {
        return;
    }
    html.markup("<p class=\"remarks\">");
    if inside > 0 {
        html.text(&page.counted("total.inside", inside)).markup(" ");
    }
    if totals.without > 0 {
        html.text(&page.counted("total.without", totals.without));
    }
    html.markup("</p>\n");
}
