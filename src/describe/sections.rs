//! What a draft says of rows: which are left out, and which columns make an entry each.

use std::collections::BTreeSet;

use super::column::Column;
use super::money::{has_whole_name, is_named_as_sum};
use super::survey::{Survey, TOLD};
use super::words::{COUNTS, ID, NO_ID, WHOLE, best_fit};
use super::{Fill, Section, State, list};
use crate::kind::{Kind, Role};
use crate::load::quoted;

/// The sections of a draft, in the order in which they are read.
pub fn sections(survey: &Survey, kind: &Kind, fills: &[Fill]) -> Vec<Section> {
    [feet(survey), rejected(survey), unfold(survey, kind, fills)].into_iter().flatten().collect()
}

/// Rows that are the sum of the others are left out.
fn feet(survey: &Survey) -> Option<Section> {
    let mut columns: Vec<usize> = survey.feet.iter().map(|foot| foot.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let line = |column: &usize| {
        let of_column = survey.feet.iter().filter(|foot| foot.column == *column).map(|foot| &*foot.text);
        let texts: BTreeSet<&str> = of_column.collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        words(&survey.columns[*column], &texts)
    };
    let rows: Vec<String> = survey.feet.iter().take(TOLD).map(|foot| foot.row.to_string()).collect();
    let doubt = match rows.as_slice() {
        [] => return None,
        [row] => format!("row {row} seems to be the sum of the others, and is left out"),
        rows => format!("rows {} seem to be sums of the others, and are left out", rows.join(", ")),
    };
    Some(Section { name: "leave_out", lines: columns.iter().map(line).collect(), doubt, state: State::Used })
}

/// A column that says which rows were not granted.
fn rejected(survey: &Survey) -> Option<Section> {
    let says =
        |column: &&Column| !column.rejected.is_empty() && column.is_few() && column.few.len() > column.rejected.len();
    let (_, column) = survey.named().find(|(_, column)| says(column))?;
    let wanted: Vec<&str> =
        column.few.iter().filter(|word| !column.rejected.contains(word)).map(String::as_str).collect();
    let shown: Vec<&str> = column.rejected.iter().map(String::as_str).collect();
    let doubt = format!(
        "{} in `{}` seems to say that nothing was granted; these lines ask for the other rows only",
        list(&shown),
        column.name
    );
    Some(Section { name: "filter", lines: vec![words(column, &wanted)], doubt, state: State::Proposed })
}

/// A column and the texts that may stand in it.
fn words(column: &Column, texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("{} = [{}]", key(&column.name), texts.join(", "))
}

/// A name as TOML writes it before `=`.
fn key(name: &str) -> String {
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if is_bare && !name.is_empty() { name.to_owned() } else { quoted(name) }
}

/// Several columns of sums, of which each may be a scheme of its own.
fn unfold(survey: &Survey, kind: &Kind, fills: &[Fill]) -> Option<Section> {
    let amount = &kind.field(kind.role(Role::Amount)?).name;
    let found = records(survey).or_else(|| schemes(survey, amount, fills))?;
    let names: Vec<&str> = found.iter().map(|at| &*survey.columns[*at].name).collect();
    let all: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let (value, name) = (free(survey, "sum"), free(survey, "ordning"));
    let doubt = format!(
        "{} may be sums of one row that are an entry each; then write these lines, `{{{name}}}` in the id, and \
         `value = {}` in `{amount}`",
        list(&names),
        quoted(&value)
    );
    let lines = vec![
        format!("columns = [{}]", all.join(", ")),
        format!("value   = {}", quoted(&value)),
        format!("name    = {}", quoted(&name)),
    ];
    Some(Section { name: "unfold", lines, doubt, state: State::Proposed })
}

/// Columns of a list in a record: `rater.0.sum` and `rater.1.sum`.
fn records(survey: &Survey) -> Option<Vec<usize>> {
    let mut groups: Vec<(Vec<&str>, Vec<usize>)> = Vec::new();
    for (at, column) in survey.named().filter(|(_, column)| column.may_be_money()) {
        let keys: Vec<&str> = column.name.split('.').collect();
        let is_position = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        if !keys.iter().any(|key| is_position(key)) || is_count(column) {
            continue;
        }
        let stem: Vec<&str> = keys.into_iter().map(|key| if is_position(key) { "" } else { key }).collect();
        match groups.iter_mut().find(|(known, _)| *known == stem) {
            Some((_, columns)) => columns.push(at),
            None => groups.push((stem, vec![at])),
        }
    }
    groups.into_iter().map(|(_, columns)| columns).find(|columns| columns.len() > 1)
}

/// Columns of sums that are called by what was granted, and not by a word for sums.
fn schemes(survey: &Survey, amount: &str, fills: &[Fill]) -> Option<Vec<usize>> {
    let used = |at: &usize| fills.iter().any(|fill| fill.key != amount && fill.columns.contains(at));
    let sums = || survey.named().filter(|(_, column)| column.may_be_money() && !is_count(column));
    let found: Vec<usize> =
        sums().filter(|(at, column)| !has_whole_name(column) && !used(at)).map(|(at, _)| at).collect();
    // Where a column is called a sum and no other is a kind of one, the others may be anything.
    let has_compound = found.iter().any(|at| is_named_as_sum(&survey.columns[*at]));
    let has_whole = sums().any(|(_, column)| has_whole_name(column) && best_fit(&column.plain, WHOLE) == 0);
    (found.len() > 1 && (has_compound || !has_whole)).then_some(found)
}

/// Whether a column of numbers counts or names something.
fn is_count(column: &Column) -> bool {
    let says = |words: &[&str]| best_fit(&column.plain, words) > 0;
    let is_number = column.plain.split('-').any(|token| token.ends_with("nr") || token.ends_with("nummer"));
    is_number || says(COUNTS) || says(NO_ID) || best_fit(&column.plain, ID) >= 7
}

/// A name that no column has yet.
fn free(survey: &Survey, name: &str) -> String {
    let mut free = name.to_owned();
    while survey.columns.iter().any(|column| column.name == free) {
        free.push('_');
    }
    free
}
