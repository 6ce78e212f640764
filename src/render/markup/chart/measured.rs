//! Measurements: bars below each other with a mark where the target lies, or points on one line.

use super::Drawn;
use crate::chart::{Bullet, Dots, Measured};
use crate::lang::Language;
use crate::render::html::Html;
use crate::render::markup::words::{day, link, words};
use crate::value::Decimal;

type Unit = Option<(Box<str>, Language)>;

fn number(drawn: &Drawn<'_>, measured: &Measured) -> String {
    let formats = &drawn.page.tongue().formats;
    if measured.is_percent { formats.percent(measured.value) } else { formats.decimal(measured.value) }
}

fn with_unit(html: &mut Html, drawn: &Drawn<'_>, measured: &Measured, unit: &Unit) {
    html.text(&number(drawn, measured));
    if let Some((unit, language)) = unit.as_ref().filter(|_| !measured.is_percent) {
        html.text(" ");
        words(html, drawn.page, language.code(), |html| {
            html.text(unit);
        });
    }
}

/// A share of a length, in per cent.
fn share(value: Decimal, least: Decimal, most: Decimal) -> f64 {
    let span = most - least;
    let share = (value - least).checked_div(span).unwrap_or_default();
    f64::try_from(share).unwrap_or_default().clamp(0.0, 1.0) * 100.0
}

/// Each measurement with what it is called, in the order in which they are drawn.
fn told(bullet: &Bullet) -> impl Iterator<Item = (&'static str, &Measured)> {
    let baseline = bullet.baseline.iter().map(|one| ("indicator.baseline", one));
    let actual = bullet.actual.iter().map(|one| ("indicator.actual", one));
    baseline.chain(actual).chain(bullet.target.iter().map(|one| ("indicator.target", one)))
}

pub fn bullet(html: &mut Html, drawn: &Drawn<'_>, bullet: &Bullet) {
    let page = drawn.page;
    let target = bullet.target.as_ref();
    let most = told(bullet).map(|(_, one)| one.value).max().unwrap_or_default();
    let summary = drawn
        .summary(page.counted("chart.measurements", bullet.actual.len()), &[(bullet.left_out, "chart.older-left")]);
    let finding = |html: &mut Html| {
        let latest = bullet.actual.last().map(|one| number(drawn, one)).unwrap_or_default();
        let aim = target.map(|one| number(drawn, one)).unwrap_or_default();
        let key = if target.is_some() { "chart.against" } else { "chart.latest" };
        let filled = page.tongue().messages.format(key, &[("value", &*latest), ("target", &*aim)], None);
        html.text(&filled.unwrap_or_default());
        if let Some((unit, language)) = &bullet.unit {
            html.text(" (");
            words(html, page, language.code(), |html| {
                html.text(unit);
            });
            html.text(")");
        }
    };
    let drawing = |html: &mut Html| {
        html.markup("<ol class=\"bars bullet\">\n");
        for (key, one) in told(bullet) {
            html.markup("<li><span>");
            label(html, drawn, key, one);
            html.markup("</span> <span class=\"amount\">");
            with_unit(html, drawn, one, &bullet.unit);
            html.markup("</span><svg aria-hidden=\"true\">");
            if key != "indicator.target" {
                let width = share(one.value, Decimal::ZERO, most);
                html.markup(&format!("<rect width=\"{width:.1}%\" height=\"100%\"/>"));
            }
            if let Some(target) = target {
                let x = share(target.value, Decimal::ZERO, most);
                html.markup(&format!("<line x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=\"-50%\" y2=\"150%\"/>"));
            }
            html.markup("</svg></li>\n");
        }
        html.markup("</ol>\n");
    };
    let rows = |html: &mut Html| {
        heads(html, drawn, "table.what");
        for (key, one) in told(bullet) {
            html.markup("<tr><th scope=\"row\">");
            label(html, drawn, key, one);
            cells(html, drawn, one, &bullet.unit);
        }
        html.markup("</tbody>");
    };
    drawn.frame(html, (finding, &summary), drawing, rows);
}

fn label(html: &mut Html, drawn: &Drawn<'_>, key: &str, one: &Measured) {
    html.text(drawn.page.words(key));
    if let Some(date) = one.date {
        html.text(" ");
        day(html, drawn.page, date);
    }
    if let Some(at) = one.at {
        html.text(", ");
        link(html, drawn.page, at);
    }
}

pub fn dots(html: &mut Html, drawn: &Drawn<'_>, dots: &Dots) {
    let page = drawn.page;
    let ends = dots.rows.first().zip(dots.rows.last());
    let (least, most) = ends.map(|((_, least), (_, most))| (least.value, most.value)).unwrap_or_default();
    let own = dots.own.and_then(|own| dots.rows.iter().find(|(at, _)| *at == own));
    let finding = |html: &mut Html| {
        let ends = ends.map(|((_, least), (_, most))| (number(drawn, least), number(drawn, most))).unwrap_or_default();
        let who = own.map(|(at, _)| page.site.title(*at, page.language)).unwrap_or_default();
        let value = own.map(|(_, one)| number(drawn, one)).unwrap_or_default();
        let key = if own.is_some() { "chart.own-among" } else { "chart.range" };
        let filled = [("who", who), ("value", &*value), ("least", &*ends.0), ("most", &*ends.1)];
        html.text(&page.tongue().messages.format(key, &filled, None).unwrap_or_default());
    };
    let drawing = |html: &mut Html| {
        html.markup("<svg class=\"dots\" aria-hidden=\"true\"><line x2=\"100%\" y1=\"50%\" y2=\"50%\"/>");
        for (at, one) in dots.rows.iter().filter(|(at, _)| Some(*at) != dots.own).chain(own) {
            let (x, radius) = (share(one.value, least, most), if Some(*at) == dots.own { 8 } else { 5 });
            let class = if Some(*at) == dots.own { " class=\"own\"" } else { "" };
            html.markup(&format!("<circle{class} cx=\"{x:.1}%\" cy=\"50%\" r=\"{radius}\"/>"));
        }
        html.markup("</svg>\n<p class=\"axis\">");
        for (at, one) in [dots.rows.first(), dots.rows.last()].into_iter().flatten() {
            html.markup("<span>");
            link(html, page, *at);
            html.text(" ");
            with_unit(html, drawn, one, &dots.unit);
            html.markup("</span> ");
        }
        html.markup("</p>\n");
    };
    let rows = |html: &mut Html| {
        heads(html, drawn, "indicator.at");
        for (at, one) in &dots.rows {
            html.markup("<tr><th scope=\"row\">");
            link(html, page, *at);
            cells(html, drawn, one, &dots.unit);
        }
        html.markup("</tbody>");
    };
    drawn.frame(html, (finding, &page.counted("chart.compared", dots.rows.len())), drawing, rows);
}

fn heads(html: &mut Html, drawn: &Drawn<'_>, first: &str) {
    let page = drawn.page;
    html.markup("<thead><tr><th scope=\"col\">").text(page.words(first));
    html.markup("</th><th scope=\"col\">").text(page.words("table.date"));
    html.markup("</th><th scope=\"col\" class=\"number\">").text(page.words("indicator.value"));
    html.markup("</th></tr></thead>\n<tbody>\n");
}

fn cells(html: &mut Html, drawn: &Drawn<'_>, one: &Measured, unit: &Unit) {
    html.markup("</th><td>");
    match one.date {
        Some(date) => day(html, drawn.page, date),
        None => {
            html.text(drawn.page.words("table.undated"));
        }
    }
    html.markup("</td><td class=\"number\">");
    with_unit(html, drawn, one, unit);
    html.markup("</td></tr>\n");
}
