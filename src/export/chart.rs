//! The numbers of a picture as CSV: a row for each thing that is drawn, in the words of the site's first language.

use super::csv::rows;
use crate::chart::{
    Bullet, ChartIx, Dots, Ego, Exchange, Figure, Gallery, Label, Measured, Picture, StepLabel, Sums, Timeline, Unit,
    When,
};
use crate::entry::{EntryIx, Value};
use crate::kind::{By, Type};
use crate::site::Site;
use crate::value::money::minor_to_plain;
use crate::value::{Duration, PartialDate, Period, decimal};

const OF_GROUPS: [&str; 6] = ["group", "id", "currency", "basis", "number", "entries"];
const OF_TIMELINE: [&str; 7] = ["what", "name", "id", "from", "to", "duration", "every"];
const OF_MEASURED: [&str; 6] = ["what", "name", "id", "date", "value", "unit"];
const OF_EXCHANGE: [&str; 6] = ["year", "currency", "basis", "in", "out", "entries"];
const OF_EGO: [&str; 3] = ["name", "id", "role"];
/// What stands for the groups that are not told one by one.
const OTHERS: &str = "others";

/// What a picture shows, as a table. Of groups, `number` is an amount where there is a currency, else it counts entries;
/// `entries` tells how many it is made of. Dates are written as ISO 8601 has them.
pub fn chart_csv(site: &Site, gallery: &Gallery, chart: ChartIx) -> Vec<u8> {
    let picture = gallery.filed(site, chart);
    let (heads, cells): (&[&str], Vec<Vec<String>>) = match picture.as_deref() {
        None => (&[], Vec::new()),
        Some(Picture::Groups(figures)) => {
            (&OF_GROUPS, figures.iter().flat_map(|figure| of_figure(site, chart, figure)).collect())
        }
        Some(Picture::Exchange(exchanges)) => (&OF_EXCHANGE, exchanges.iter().flat_map(of_exchange).collect()),
        Some(Picture::Timeline(timeline)) => (&OF_TIMELINE, of_timeline(site, chart, timeline)),
        Some(Picture::Bullet(bullet)) => (&OF_MEASURED, of_bullet(site, bullet)),
        Some(Picture::Dots(dots)) => (&OF_MEASURED, of_dots(site, dots)),
        Some(Picture::Ego(ego)) => (&OF_EGO, of_ego(site, chart, ego)),
    };
    let heads = heads.iter().map(|head| (*head).to_owned()).collect();
    rows([heads].into_iter().chain(cells))
}

/// The title and the id of an entry.
fn entry(site: &Site, ix: EntryIx) -> [String; 2] {
    [site.title(ix, site.config.languages[0]).to_owned(), site.entry(ix).id.to_string()]
}

fn of_timeline(site: &Site, chart: ChartIx, timeline: &Timeline) -> Vec<Vec<String>> {
    let kind = site.kinds.get(chart.kind);
    let iso = |date: Option<PartialDate>| date.map(PartialDate::to_iso).unwrap_or_default();
    let row = |step: &crate::chart::Step| {
        let what = kind.field(step.field).name.to_string();
        let [name, id] = match &step.label {
            None if step.count > 1 => [step.count.to_string(), String::new()],
            None => Default::default(),
            Some(StepLabel::Words(words, _)) => [words.to_string(), String::new()],
            Some(StepLabel::Entry(ix)) => entry(site, *ix),
        };
        let [from, to] = step.when.ends();
        let [duration, every] = lengths(&step.when);
        vec![what, name, id, iso(from), iso(to), duration, every]
    };
    timeline.steps.iter().map(row).collect()
}

/// For how long, and how often, as ISO 8601 writes durations.
fn lengths(when: &When) -> [String; 2] {
    let length = |period: &Period| period.duration.map(|duration| duration.to_string()).unwrap_or_default();
    match when {
        When::Date(_) => Default::default(),
        When::Period(period) => [length(period), String::new()],
        When::Repeated(repeated) => [length(&repeated.within), Duration { months: repeated.months }.to_string()],
    }
}

fn measured(site: &Site, what: &str, one: &Measured, unit: Option<&str>) -> Vec<String> {
    let [name, id] = one.at.map(|at| entry(site, at)).unwrap_or_default();
    let unit = if one.is_percent { "%" } else { unit.unwrap_or_default() };
    let date = one.date.map(PartialDate::to_iso).unwrap_or_default();
    vec![what.to_owned(), name, id, date, decimal::to_plain(one.value), unit.to_owned()]
}

fn of_bullet(site: &Site, bullet: &Bullet) -> Vec<Vec<String>> {
    let unit = bullet.unit.as_ref().map(|(unit, _)| &**unit);
    let told =
        bullet.baseline.iter().map(|one| ("baseline", one)).chain(bullet.actual.iter().map(|one| ("actual", one)));
    let told = told.chain(bullet.target.iter().map(|one| ("target", one)));
    told.map(|(what, one)| measured(site, what, one, unit)).collect()
}

fn of_dots(site: &Site, dots: &Dots) -> Vec<Vec<String>> {
    let unit = dots.unit.as_ref().map(|(unit, _)| &**unit);
    let what = |at: EntryIx| if dots.own == Some(at) { "own" } else { "other" };
    dots.rows.iter().map(|(at, one)| measured(site, what(*at), one, unit)).collect()
}

fn of_ego(site: &Site, chart: ChartIx, ego: &Ego) -> Vec<Vec<String>> {
    let (kind, language) = (site.kinds.get(chart.kind), site.config.languages[0]);
    let rows = ego.partners.iter().map(|partner| {
        let [name, id] = entry(site, partner.who);
        vec![name, id, partner.roles(kind, language)]
    });
    rows.collect()
}

fn of_exchange(exchange: &Exchange) -> Vec<Vec<String>> {
    let (currency, basis) = (exchange.currency, exchange.basis);
    let row = |(year, sums): &(i16, Sums)| {
        let [incoming, outgoing] = [sums.incoming, sums.outgoing].map(|minor| minor_to_plain(minor, currency));
        let (code, count) = (currency.code().to_owned(), sums.count.to_string());
        vec![year.to_string(), code, basis.id().to_owned(), incoming, outgoing, count]
    };
    exchange.years.iter().map(row).collect()
}

fn of_figure(site: &Site, chart: ChartIx, figure: &Figure) -> Vec<Vec<String>> {
    let (currency, basis) = match figure.unit {
        Unit::Money(currency, basis) => (currency.code(), basis.id()),
        Unit::Entries => ("", ""),
    };
    let number = |number: i128| match figure.unit {
        Unit::Money(currency, _) => minor_to_plain(number, currency),
        Unit::Entries => number.to_string(),
    };
    let row = |words: String, id: String, amount: i128, count: usize| {
        vec![words, id, currency.to_owned(), basis.to_owned(), number(amount), count.to_string()]
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for one in &figure.rows {
        let (words, id) = named(site, chart, &one.label);
        rows.push(row(words, id, one.number, one.count));
    }
    if let Some((_, amount, count)) = figure.others.filter(|_| !figure.overlaps) {
        rows.push(row(OTHERS.to_owned(), String::new(), amount, count));
    }
    rows
}

fn named(site: &Site, chart: ChartIx, label: &Label) -> (String, String) {
    let language = site.config.languages[0];
    match label {
        Label::Year(year) => (year.to_string(), year.to_string()),
        Label::Entry(ix) => entry(site, *ix).into(),
        Label::Pair(from, to) => {
            let ([giver, from], [taker, to]) = (entry(site, *from), entry(site, *to));
            (format!("{giver} → {taker}"), format!("{from}/{to}"))
        }
        Label::Value(ix, value) => {
            let Some(By::Field(field)) = chart.chart(site).by() else { return Default::default() };
            match (&site.kinds.get(chart.kind).field(field).ty, value) {
                (Type::Choice(choices), Value::Choice(at)) => {
                    let choice = choices.get(usize::from(*at));
                    choice.map(|one| (one.label.get(language).to_owned(), one.id.to_string())).unwrap_or_default()
                }
                (_, value) => {
                    let words = value.text(site.entry(*ix).language).unwrap_or_default();
                    (words.to_owned(), crate::value::slug::slug(words))
                }
            }
        }
    }
}
