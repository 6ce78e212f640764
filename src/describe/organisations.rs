//! Organisations, made from the columns of their numbers and their names.

use super::fields::{Fit, SURE};
use super::survey::Survey;
use super::words::{ORGANISATION_NUMBER, best_fit};
use super::{Fill, list};
use crate::kind::Field;
use crate::load::quoted;
use crate::value::Scheme;

/// What fills a reference to an organisation: the column that fits the field, and the numbers that stand nearest to it.
pub fn fill(survey: &Survey, field: &Field, fit: Option<Fit>, used: &[usize]) -> Option<Fill> {
    let named = fit.filter(|fit| survey.columns[fit.column].scheme().is_none());
    let own = fit.filter(|fit| survey.columns[fit.column].scheme().is_some());
    let number = own.map(|fit| fit.column).or_else(|| number_beside(survey, named.map(|fit| fit.column), used));
    let name = named.map(|fit| fit.column);
    let text = |at: usize| quoted(&survey.columns[at].name);
    let mut doubts = Vec::new();
    if let Some(fit) = named.filter(|fit| fit.score < SURE) {
        doubts.push(format!("`{}` only resembles what heads this field", survey.columns[fit.column].name));
    }
    let Some(number) = number else {
        let name = name?;
        doubts.push("no column holds organisation numbers; organisations of one name are taken for one".into());
        let fill = Fill::new(&field.name, format!("{{ name = {} }}", text(name)), [name]);
        return Some(Fill { doubts, ..fill });
    };
    let column = &survey.columns[number];
    let scheme = column.scheme()?;
    let others: Vec<&str> = survey
        .named()
        .filter(|(at, one)| *at != number && one.scheme() == Some(scheme))
        .map(|(_, one)| &*one.name)
        .collect();
    if !others.is_empty() {
        doubts.push(format!("{} hold organisation numbers too", list(&others)));
    }
    let code = scheme.code();
    let by_number = format!("number = {}, scheme = \"{code}\"", text(number));
    match (faulty(column.not_of(scheme), scheme), name) {
        (None, Some(name)) => {
            let value = format!("{{ {by_number}, name = {} }}", text(name));
            Some(Fill { doubts, ..Fill::new(&field.name, value, [number, name]) })
        }
        (None, None) => {
            doubts.push("no column is headed as the name of the organisation; its number stands for it".into());
            Some(Fill { doubts, ..Fill::new(&field.name, format!("{{ {by_number} }}"), [number]) })
        }
        (Some(why), Some(name)) => {
            doubts.push(format!(
                "`{}` holds numbers of {code}, but {why}; when it is mended, add {by_number}",
                column.name
            ));
            let value = format!("{{ name = {} }}", text(name));
            Some(Fill { doubts, ..Fill::new(&field.name, value, [name]) })
        }
        (Some(why), None) => {
            let fill = Fill::new(&field.name, format!("{{ {by_number} }}"), [number]);
            Some(Fill { doubts, off: Some(why), ..fill })
        }
    }
}

/// What fills a field of several organisations, of which a cell names one or more.
pub fn several(survey: &Survey, field: &Field, fit: Fit) -> Fill {
    let column = &survey.columns[fit.column];
    let name = quoted(&column.name);
    let (value, doubt) = match column.semicolons > 0 {
        true => (format!("{{ name = {name}, split = \";\" }}"), "the cells seem to name several, parted by `;`"),
        false => (
            format!("{{ name = {name} }}"),
            "each cell was taken for the name of one; where it holds several, say what parts them: `split = \",\"`",
        ),
    };
    Fill { doubts: vec![doubt.to_owned()], ..Fill::new(&field.name, value, [fit.column]) }
}

fn faulty(wrong: Option<&(usize, String)>, scheme: Scheme) -> Option<String> {
    wrong.map(|(row, text)| format!("`{text}` in row {row} is no {}", scheme.name()))
}

/// The column of organisation numbers that stands nearest to a name; without one, that whose header says so.
fn number_beside(survey: &Survey, name: Option<usize>, used: &[usize]) -> Option<usize> {
    let numbers = survey.named().filter(|(at, column)| column.scheme().is_some() && !used.contains(at));
    let far = |at: usize| name.map_or(0, |name| name.abs_diff(at));
    let said = |at: usize| best_fit(&survey.columns[at].plain, ORGANISATION_NUMBER) == 0;
    numbers.map(|(at, _)| at).min_by_key(|at| (said(*at), far(*at), *at))
}
