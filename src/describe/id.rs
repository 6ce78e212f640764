//! How the id of each row is computed, from the columns that tell the rows apart.

use super::key::{self, Key};
use super::survey::{Survey, TOLD};
use super::{Fill, list};
use crate::load::quoted;

/// The id of the rows, as the description computes it, and what is to be said of it.
pub fn id(survey: &Survey, key: &Key, stem: &str) -> (Fill, Option<String>) {
    let prefix = format!("{}-", crate::value::slug::slug(stem));
    let name = |at: &usize| survey.columns[*at].name.as_str();
    let hash = |columns: &[usize]| {
        let names: Vec<String> = columns.iter().map(|at| quoted(name(at))).collect();
        format!("{{ prefix = {}, hash = [{}] }}", quoted(&prefix), names.join(", "))
    };
    let all = || survey.named().map(|(at, _)| at).collect::<Vec<_>>();
    match key {
        Key::Columns { columns, spells } => {
            let expression: Vec<String> = columns.iter().map(|at| format!("{{{}}}", name(at))).collect();
            let value = match (columns.as_slice(), spells) {
                ([one], true) if survey.columns[*one].lettered > 0 => quoted(name(one)),
                (_, true) => quoted(&format!("{prefix}{}", expression.join("-"))),
                (_, false) => hash(columns),
            };
            let mut fill = Fill::new("id", value, columns.clone());
            let names: Vec<&str> = columns.iter().map(name).collect();
            fill.doubts.push(match names.as_slice() {
                [one] => format!("`{one}` is different in each of the {} rows; is it always?", survey.rows),
                _ => format!("no column alone is different in each row; together {} are", list(&names)),
            });
            if let [one] = columns.as_slice()
                && is_a_count(survey, *one)
            {
                fill.doubts
                    .push(format!("`{}` counts the rows: if they are numbered anew, addresses change", name(one)));
            }
            let unsound = columns.iter().filter(|at| key::is_unsound(survey, &survey.columns[**at])).map(name);
            let unsound: Vec<&str> = unsound.collect();
            if !unsound.is_empty() {
                let words = list(&unsound);
                fill.doubts.push(format!(
                    "nothing steadier than {words} tells the rows apart; when it is corrected, the address changes"
                ));
            }
            (fill, None)
        }
        Key::Repeated { groups, rows } => {
            let told: Vec<String> = groups
                .iter()
                .map(|group| group.iter().take(TOLD).map(usize::to_string).collect::<Vec<_>>().join(" = "))
                .collect();
            let why = format!(
                "{rows} rows are the same as others in every column (rows {}), so that no id can tell them apart; take them \
                 out of the file",
                told.join("; ")
            );
            (Fill { doubts: vec![why.clone()], ..Fill::new("id", hash(&all()), all()) }, Some(why))
        }
        Key::TooMany => {
            let why = "no few columns tell the rows apart; all of them together make the id, which changes when a cell is mended";
            (Fill { doubts: vec![why.into()], ..Fill::new("id", hash(&all()), all()) }, None)
        }
    }
}

/// Whether a column counts the rows from 0 or 1.
fn is_a_count(survey: &Survey, at: usize) -> bool {
    let column = &survey.columns[at];
    let counted = |from: usize| column.few.iter().enumerate().all(|(row, cell)| cell.parse() == Ok(row + from));
    column.few.len() > 1 && (counted(0) || counted(1))
}
