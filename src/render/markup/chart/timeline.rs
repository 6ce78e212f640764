//! Days and periods below each other, each at its place on one axis of time.

use super::Drawn;
use crate::chart::{Step, StepLabel, Timeline, When};
use crate::kind::capitalised;
use crate::render::html::Html;
use crate::render::markup::words::{link, words};
use crate::value::Day;

pub fn timeline(html: &mut Html, drawn: &Drawn<'_>, timeline: &Timeline) {
    let (page, formats) = (drawn.page, &drawn.page.tongue().formats);
    let (first, last) = (formats.date(timeline.first), formats.date(timeline.last));
    let key = if first == last { "chart.within" } else { "chart.span" };
    let span = page.tongue().messages.format(key, &[("from", &*first), ("to", &*last)], None).unwrap_or_default();
    let left = [(timeline.undated, "chart.undated"), (timeline.left_out, "chart.steps-left")];
    let summary = drawn.summary(page.counted("chart.steps", timeline.steps.len()), &left);
    let finding = |html: &mut Html| {
        html.text(&span);
    };
    let drawing = |html: &mut Html| {
        html.markup("<ol class=\"bars times\">\n");
        for step in &timeline.steps {
            html.markup("<li><span>");
            label(html, drawn, step);
            html.markup("</span> <span class=\"when\">").text(&when(drawn, step)).markup("</span>");
            place(html, timeline, step);
            html.markup("</li>\n");
        }
        html.markup("</ol>\n<p class=\"axis\" aria-hidden=\"true\"><span>").text(&first).markup("</span> <span>");
        html.text(&last).markup("</span></p>\n");
    };
    drawn.frame(html, (finding, &summary), drawing, |html| rows(html, drawn, timeline));
}

fn when(drawn: &Drawn<'_>, step: &Step) -> String {
    let formats = &drawn.page.tongue().formats;
    match &step.when {
        When::Date(date) => formats.date(*date),
        When::Period(period) => formats.period(period),
    }
}

/// What is called by its field alone has the field's label; an item has its own words, led by that label.
fn label(html: &mut Html, drawn: &Drawn<'_>, step: &Step) {
    let page = drawn.page;
    let field = capitalised(page.site.kinds.get(drawn.chart.kind).field(step.field).label.get(page.language));
    html.text(&field);
    match &step.label {
        None if step.count > 1 => {
            html.text(" (").text(&page.tongue().formats.integer(step.count as i128)).text(")");
        }
        None => {}
        Some(StepLabel::Entry(ix)) => {
            html.text(": ");
            link(html, page, *ix);
        }
        Some(StepLabel::Words(text, language)) => {
            html.text(": ");
            words(html, page, language.code(), |html| {
                html.text(text);
            });
        }
    }
}

/// Shares of the axis, in per cent.
fn share(timeline: &Timeline, day: Day) -> f64 {
    let days = |from: Day, to: Day| f64::from((to - from).get_days());
    let all = days(timeline.first.earliest(), timeline.last.latest()).max(1.0);
    (days(timeline.first.earliest(), day) / all * 100.0).clamp(0.0, 100.0)
}

fn place(html: &mut Html, timeline: &Timeline, step: &Step) {
    let (first, last) = step.when.days();
    let from = first.map_or(0.0, |day| share(timeline, day));
    let to = last.map_or(100.0, |day| share(timeline, day));
    html.markup("<svg aria-hidden=\"true\"><line x2=\"100%\" y1=\"50%\" y2=\"50%\"/>");
    if first.is_some() && first == last {
        html.markup(&format!("<circle cx=\"{from:.1}%\" cy=\"50%\" r=\"5\"/>"));
    } else {
        html.markup(&format!("<rect x=\"{from:.1}%\" width=\"{:.1}%\" height=\"100%\"/>", (to - from).max(0.5)));
    }
    html.markup("</svg>");
}

fn rows(html: &mut Html, drawn: &Drawn<'_>, timeline: &Timeline) {
    let page = drawn.page;
    html.markup("<thead><tr><th scope=\"col\">").text(page.words("table.what"));
    html.markup("</th><th scope=\"col\">").text(page.words("table.date")).markup("</th></tr></thead>\n<tbody>\n");
    for step in &timeline.steps {
        html.markup("<tr><th scope=\"row\">");
        label(html, drawn, step);
        html.markup("</th><td>").text(&when(drawn, step)).markup("</td></tr>\n");
    }
    html.markup("</tbody>");
}
