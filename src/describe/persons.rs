//! Private persons among those who received something: their names are published nowhere, so that a draft has to know them.

use super::column::Column;
use super::fields::SURE;
use super::survey::Survey;
use super::words::{PRIVATE, best_fit};
use super::{Fill, list};
use crate::kind::{Kind, Role};
use crate::load::quoted;

/// Says in the recipient's fill who is a private person, where the table tells, and else what speaks for it. The columns of
/// the fill are the answer where it says so: nothing else can be read from them.
pub fn hide(survey: &Survey, kind: &Kind, fills: &mut [Fill]) -> Vec<usize> {
    let Some(key) = kind.role(Role::Payee).map(|ix| &*kind.field(ix).name) else { return Vec::new() };
    let Some(fill) = fills.iter_mut().find(|fill| fill.key == key && fill.off.is_none()) else { return Vec::new() };
    match told(survey, &fill.columns) {
        Some((value, doubt)) => {
            fill.value = with(&fill.value, &value);
            fill.doubts.push(doubt);
            fill.columns.clone()
        }
        None => {
            ask(survey, fill);
            Vec::new()
        }
    }
}

/// Who is a private person, in TOML, and what is to be looked at.
fn told(survey: &Survey, used: &[usize]) -> Option<(String, String)> {
    let others = || survey.named().map(|(at, column)| (!used.contains(&at), column));
    let beside = || others().filter(|(is_other, _)| *is_other).map(|(_, column)| column);
    if let Some(column) = beside().find(|column| says_yes_or_no(column)) {
        let doubt = "says who is a private person, whose name is published nowhere; look whether it says so of all";
        return Some((quoted(&column.name), format!("`{}` {doubt}", column.name)));
    }
    let words = |column: &Column| {
        let quoted: Vec<String> = column.private.iter().map(|word| quoted(word)).collect();
        let shown: Vec<&str> = column.private.iter().map(String::as_str).collect();
        (format!("[{}]", quoted.join(", ")), list(&shown))
    };
    if let Some(column) = beside().find(|column| !column.private.is_empty() && column.is_few()) {
        let (all, shown) = words(column);
        let doubt = format!(
            "{shown} in `{}` was taken for a private person, whose name is published nowhere; look whether other words say so, too",
            column.name
        );
        return Some((format!("{{ column = {}, is = {all} }}", quoted(&column.name)), doubt));
    }
    let (_, column) = others().find(|(is_other, column)| !is_other && !column.private.is_empty())?;
    let (all, shown) = words(column);
    let doubt =
        format!("{shown} stands in the place of names, and was taken for private persons; look whether others are");
    Some((format!("{{ names = {all} }}"), doubt))
}

fn says_yes_or_no(column: &Column) -> bool {
    column.values > 0 && column.yes_no == column.values && best_fit(&column.plain, PRIVATE) >= SURE
}

/// Where most have an organisation number, those without one may be private persons.
fn ask(survey: &Survey, fill: &mut Fill) {
    let number = fill.columns.iter().map(|at| &survey.columns[*at]).find(|column| column.scheme().is_some());
    let Some(number) = number.filter(|_| fill.columns.len() > 1) else { return };
    let without = survey.rows - number.filled.min(survey.rows) + number.nothings.iter().sum::<u32>() as usize;
    if without == 0 || without * 2 >= survey.rows {
        return;
    }
    fill.doubts.push(format!(
        "{without} of {} rows have no organisation number; where these are private persons, their names must not be \
         published: write the line below",
        survey.rows
    ));
    fill.other = Some(with(&fill.value, "{ without = \"number\" }"));
}

/// The value of a recipient, in TOML, with who is a private person.
fn with(value: &str, private: &str) -> String {
    format!("{}, private = {private} }}", value.trim_end_matches([' ', '}']))
}
