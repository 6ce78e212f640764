//! The numbers of a picture as CSV: a row for each bar or group, in the words of the site's first language.

use super::csv::rows;
use crate::chart::{ChartIx, Figure, Label, Unit};
use crate::entry::Value;
use crate::kind::{By, Type};
use crate::site::Site;
use crate::value::money::minor_to_plain;

const COLUMNS: [&str; 6] = ["group", "id", "currency", "basis", "number", "entries"];
/// What stands for the groups that are not told one by one.
const OTHERS: &str = "others";

/// The figures of a picture, one after the other. `number` is an amount where there is a currency, else it counts entries;
/// `entries` tells how many it is made of.
pub fn chart_csv(site: &Site, chart: ChartIx) -> Vec<u8> {
    let figures = chart.figures(site);
    let cells = figures.iter().flat_map(|figure| of_figure(site, chart, figure));
    rows([COLUMNS.map(str::to_owned).to_vec()].into_iter().chain(cells))
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
        Label::Entry(ix) => (site.title(*ix, language).to_owned(), site.entry(*ix).id.to_string()),
        Label::Value(ix, value) => {
            let By::Field(field) = chart.chart(site).by else { return Default::default() };
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
