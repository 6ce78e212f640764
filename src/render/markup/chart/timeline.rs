//! Days and periods below each other, each at its place on one axis of time.

use super::Drawn;
use crate::chart::{Axis, Mark, Step, StepLabel, Timeline, When, Year};
use crate::kind::capitalised;
use crate::render::html::Html;
use crate::render::markup::words::{link, words};
use crate::value::Duration;

/// The share of the axis that the number of a year needs on a phone.
const ROOM: f64 = 0.15;
/// More years than these are not marked one by one.
const MOST_MARKS: usize = 30;
/// Every how many years there is a number, where not every year has room for one.
const STEPS: &[i32] = &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

pub fn timeline(html: &mut Html, drawn: &Drawn<'_>, timeline: &Timeline) {
    let page = drawn.page;
    let left = [(timeline.undated, "chart.undated"), (timeline.left_out, "chart.steps-left")];
    let marks: Vec<Mark> = timeline.steps.iter().map(|step| timeline.axis.mark(&step.when)).collect();
    let is_cut = marks.iter().any(|mark| matches!(mark, Mark::Span { cuts, .. } if !cuts.is_empty()));
    let divided = if is_cut { [" ", page.words("chart.divided")].concat() } else { String::new() };
    let summary = drawn.summary(page.counted("chart.steps", timeline.steps.len()) + &divided, &left);
    let span = extent(drawn, timeline);
    let finding = |html: &mut Html| {
        html.text(&span);
    };
    let years = timeline.axis.years();
    let drawing = |html: &mut Html| {
        ruler(html, drawn, timeline.axis, &years);
        html.markup("<ol class=\"bars times\">\n");
        for (step, mark) in timeline.steps.iter().zip(&marks) {
            html.markup("<li><span>");
            label(html, drawn, step);
            html.markup("</span> <span class=\"when\">");
            when(html, drawn, step);
            html.markup("</span>");
            place(html, drawn, mark);
            html.markup("</li>\n");
        }
        html.markup("</ol>\n");
    };
    drawn.frame(html, (finding, &summary), drawing, |html| rows(html, drawn, timeline));
}

/// From when to when the axis is, or for how long.
fn extent(drawn: &Drawn<'_>, timeline: &Timeline) -> String {
    let (page, formats) = (drawn.page, &drawn.page.tongue().formats);
    match timeline.axis {
        Axis::Dated { first, last, is_computed } => {
            let (first, last) = (formats.date(first), formats.date(last));
            let key = match (first == last, is_computed) {
                (true, _) => "chart.within",
                (_, true) => "chart.span-computed",
                _ => "chart.span",
            };
            page.tongue().messages.format(key, &[("from", &*first), ("to", &*last)], None).unwrap_or_default()
        }
        Axis::Length { months } => page.filled("chart.length", "length", &formats.duration(Duration { months })),
    }
}

/// The years, each as a mark where it begins and, where there is room, its number beside. The marks stand in every row too.
fn ruler(html: &mut Html, drawn: &Drawn<'_>, axis: Axis, years: &[Year]) {
    html.markup("<svg class=\"ruler\" aria-hidden=\"true\"><g id=\"").text(&drawn.name).markup("-years\">");
    let whole = years.iter().map(|year| year.to - year.from).fold(0.0, f64::max);
    let step = STEPS.iter().copied().find(|step| f64::from(*step) * whole >= ROOM).unwrap_or(1);
    let begins_run = |at: usize, year: &Year| match axis {
        Axis::Dated { .. } => at == 0 || year.number.rem_euclid(step) == 0,
        Axis::Length { .. } => (year.number - 1) % step == 0,
    };
    let runs: Vec<&Year> =
        years.iter().enumerate().filter(|(at, year)| begins_run(*at, year)).map(|(_, year)| year).collect();
    let all: Vec<&Year> = years.iter().collect();
    for year in if all.len() > MOST_MARKS { &runs } else { &all } {
        let x = percent(year.from);
        html.markup("<line x1=\"").markup(&x).markup("\" x2=\"").markup(&x).markup("\" y2=\"100%\"/>");
    }
    html.markup("</g>");
    for (at, year) in runs.iter().enumerate() {
        let ends = runs.get(at + 1).map_or(1.0, |next| next.from);
        if ends - year.from >= ROOM || runs.len() == 1 {
            let number = match axis {
                Axis::Dated { .. } => year.number.to_string(),
                Axis::Length { .. } => drawn.page.filled("chart.nth-year", "n", &year.number.to_string()),
            };
            html.markup("<text x=\"").markup(&percent(year.from)).markup("\" dx=\"4\" y=\"75%\">").text(&number);
            html.markup("</text>");
        }
    }
    html.markup("</svg>\n");
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn when(html: &mut Html, drawn: &Drawn<'_>, step: &Step) {
    let (page, formats) = (drawn.page, &drawn.page.tongue().formats);
    match &step.when {
        When::Date(date) => {
            html.text(&formats.date(*date));
        }
        When::Period(period) => {
            html.text(&formats.period(period));
        }
        When::Repeated(repeated) => {
            html.text(&repeated.often);
            if let Some((told, language)) = &repeated.told {
                html.markup(" · ");
                words(html, page, language.code(), |html| {
                    html.text(told);
                });
            }
            if let Some(first) = repeated.first {
                html.markup(" · ").text(&page.filled("chart.first", "date", &formats.date(first)));
            }
        }
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

/// Where a step lies, above the marks of the years.
fn place(html: &mut Html, drawn: &Drawn<'_>, mark: &Mark) {
    html.markup("<svg aria-hidden=\"true\"><use href=\"#").text(&drawn.name).markup("-years\"/>");
    html.markup("<line x2=\"100%\" y1=\"50%\" y2=\"50%\"/>");
    match mark {
        Mark::Days(days) => {
            for day in days {
                html.markup(&format!("<circle cx=\"{}\" cy=\"50%\" r=\"5\"/>", percent(*day)));
            }
        }
        Mark::Span { from, to, cuts } => {
            let width = percent((to - from).max(0.005));
            html.markup(&format!("<rect x=\"{}\" width=\"{width}\" height=\"100%\"/>", percent(*from)));
            for cut in cuts.iter().copied().map(percent) {
                html.markup(&format!("<line class=\"cut\" x1=\"{cut}\" x2=\"{cut}\" y2=\"100%\"/>"));
            }
        }
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
        html.markup("</th><td>");
        when(html, drawn, step);
        html.markup("</td></tr>\n");
    }
    html.markup("</tbody>");
}
