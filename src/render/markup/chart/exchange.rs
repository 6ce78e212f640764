//! What came and what went, back to back by year.

use super::{Drawn, percent};
use crate::chart::Exchange;
use crate::lang::CurrencyStyle;
use crate::render::html::Html;
use crate::render::markup::money::amount;

pub fn exchange(html: &mut Html, drawn: &Drawn<'_>, exchange: &Exchange) {
    let page = drawn.page;
    let told = |minor: i128| page.tongue().formats.money(minor, exchange.currency, CurrencyStyle::Familiar);
    let (incoming, outgoing) = (told(exchange.total.incoming), told(exchange.total.outgoing));
    let finding = |html: &mut Html| {
        let words = [("in", &*incoming), ("out", &*outgoing)];
        html.text(&page.tongue().messages.format("chart.in-and-out", &words, None).unwrap_or_default());
    };
    let words = [("basis", page.basis(exchange.basis))];
    let first = page.counted_of("chart.exchanged", exchange.total.count, &words);
    let summary = drawn.summary(first, &[(exchange.undated, "chart.undated"), (exchange.not_drawn, "chart.not-drawn")]);
    drawn.frame(html, (finding, &summary), |html| bars(html, drawn, exchange), |html| rows(html, drawn, exchange));
}

fn bars(html: &mut Html, drawn: &Drawn<'_>, exchange: &Exchange) {
    let page = drawn.page;
    let sums = exchange.years.iter().flat_map(|(_, sums)| [sums.incoming, sums.outgoing]);
    let most = sums.map(i128::unsigned_abs).max().unwrap_or_default();
    html.markup("<p class=\"axis directions\" aria-hidden=\"true\"><span>").text(page.words("chart.incoming"));
    html.markup("</span><span>").text(page.words("chart.outgoing")).markup("</span></p>\n<ol class=\"exchange\">\n");
    for (year, sums) in &exchange.years {
        html.markup("<li><span class=\"year\">").text(&year.to_string()).markup("</span>");
        for (key, minor) in [("chart.incoming", sums.incoming), ("chart.outgoing", sums.outgoing)] {
            html.markup(" <span class=\"side\"><span class=\"way\">").text(page.words(key)).markup(": </span>");
            amount(html, page, minor, exchange.currency);
            let sign = if minor < 0 { "bar minus" } else { "bar" };
            html.markup("<svg class=\"").markup(sign).markup("\" aria-hidden=\"true\"><rect width=\"");
            html.markup(&percent(minor.unsigned_abs(), most)).markup("\" height=\"100%\"/></svg></span>");
        }
        html.markup("</li>\n");
    }
    html.markup("</ol>\n");
}

fn rows(html: &mut Html, drawn: &Drawn<'_>, exchange: &Exchange) {
    let page = drawn.page;
    html.markup("<thead><tr><th scope=\"col\">").text(page.words("table.year"));
    for key in ["chart.incoming", "chart.outgoing"] {
        html.markup("</th><th scope=\"col\" class=\"number\">").text(page.words(key));
    }
    html.markup("</th></tr></thead>\n<tbody>\n");
    for (year, sums) in &exchange.years {
        html.markup("<tr><th scope=\"row\">").text(&year.to_string()).markup("</th>");
        for minor in [sums.incoming, sums.outgoing] {
            html.markup("<td class=\"number\">");
            amount(html, page, minor, exchange.currency);
            html.markup("</td>");
        }
        html.markup("</tr>\n");
    }
    html.markup("</tbody>");
}
