//! The text of a draft.

use super::column::Column;
use super::survey::Survey;
use super::{Draft, Fill, Plan, Section, Setting, State};
use crate::kind::Role;

/// The mark of what nobody could be sure of.
const UNSURE: &str = "# ? ";
/// How wide comments are.
const WIDTH: usize = 110;

/// The draft as it stands, with everything that was not sure.
pub fn draft(plan: &Plan, survey: &Survey, setting: &Setting<'_>) -> Draft {
    let mut text = String::new();
    let (rows, columns) = (survey.rows, survey.columns.len());
    comment(
        &mut text,
        "# ",
        &format!(
            "A draft by `glasklar describe`, from {rows} rows and {columns} columns. Nobody could be sure of what is marked with a \
         question mark: read these lines, mend what is wrong, and take the marks away."
        ),
    );
    plan.stops.iter().for_each(|why| comment(&mut text, UNSURE, &format!("The build stops: {why}.")));
    plan.doubts.iter().for_each(|doubt| comment(&mut text, UNSURE, &sentence(doubt)));
    text.push('\n');
    lines(&mut text, &plan.keys);
    plan.sections.iter().for_each(|section| of_rows(&mut text, section));
    text.push_str("\n[source]\n");
    text.push_str(&format!("title     = {}\n", crate::load::quoted(setting.stem)));
    for (key, example, what) in [
        ("publisher", "\"…\"", "who publishes the table"),
        ("url", "\"https://…\"", "where readers find it"),
        ("retrieved", "2024-03-01", "the day on which you fetched it"),
        ("licence", "\"…\"", "under which it is published"),
    ] {
        text.push_str(&format!("# {:<28} # {what}\n", format!("{key:9} = {example}")));
    }
    text.push_str("\n[columns]\n");
    let all: Vec<Fill> = std::iter::once(plan.id.clone()).chain(plan.fills.iter().cloned()).collect();
    lines(&mut text, &all);
    unused(&mut text, survey, setting, &all);
    constants(&mut text, setting, &all);
    Draft { text, doubts: doubts(plan, &all), stops: plan.stops.clone() }
}

/// Keys and what they say, each below its doubts; what is only proposed is a comment.
fn lines(text: &mut String, fills: &[Fill]) {
    let used = fills.iter().filter(|fill| fill.off.is_none());
    let width = used.map(|fill| fill.key.len()).max().unwrap_or_default();
    for fill in fills {
        fill.doubts.iter().for_each(|doubt| comment(text, UNSURE, &sentence(doubt)));
        if let Some(why) = &fill.off {
            comment(text, UNSURE, &sentence(&format!("`{}` is left out: {why}", fill.key)));
        }
        fill.other.iter().for_each(|other| text.push_str(&format!("# {:width$} = {other}\n", fill.key)));
        let off = if fill.off.is_some() { "# " } else { "" };
        text.push_str(&format!("{off}{:width$} = {}\n", fill.key, fill.value));
    }
}

/// What is said of the rows, below the doubt about it.
fn of_rows(text: &mut String, section: &Section) {
    text.push('\n');
    comment(text, UNSURE, &sentence(&section.doubt));
    let off = if section.state == State::Used { "" } else { "# " };
    text.push_str(&format!("{off}[{}]\n", section.name));
    section.lines.iter().for_each(|line| text.push_str(&format!("{off}{line}\n")));
}

/// The columns that fill no field, each with a few of its values.
fn unused(text: &mut String, survey: &Survey, setting: &Setting<'_>, fills: &[Fill]) {
    let is_used = |at: &usize| fills.iter().any(|fill| fill.off.is_none() && fill.columns.contains(at));
    let unused: Vec<&Column> =
        (0..survey.columns.len()).filter(|at| !is_used(at)).map(|at| &survey.columns[at]).collect();
    if unused.is_empty() {
        return;
    }
    let kind = &setting.kind.id;
    text.push_str(&format!("\n# These columns fill no field. `glasklar explain {kind}` lists the fields there are.\n"));
    for column in unused {
        let samples: Vec<&str> = column.samples.iter().map(String::as_str).collect();
        let shown = match samples.as_slice() {
            [] => "always empty".to_owned(),
            _ if column.is_of_people() => "people; no value is shown".to_owned(),
            samples => format!("{}: {}", sort(column), samples.join(" | ")),
        };
        let name = crate::value::personal_number::mask(&column.name).replace('\n', " ");
        text.push_str(&format!("#   {name}  ({shown})\n"));
    }
}

fn sort(column: &Column) -> &'static str {
    match column {
        _ if column.dates.reading(column.values).is_some() => "dates",
        _ if column.is_year() => "years",
        _ if column.scheme().is_some() => "organisation numbers",
        _ if column.is_numeric() => "numbers",
        _ if column.addresses == column.values => "web addresses",
        _ if column.emails == column.values => "e-mail addresses",
        _ if column.yes_no == column.values => "yes and no",
        _ if column.values as usize <= column.few.len() && column.filled > column.values as usize * 3 => "a few words",
        _ => "text",
    }
}

/// Fields that the kind demands and no column fills.
fn constants(text: &mut String, setting: &Setting<'_>, fills: &[Fill]) {
    let kind = setting.kind;
    let demanded = kind.rules.iter().map(|rule| &*rule.require.value);
    let payer = kind.role(Role::Payer).map(|ix| &*kind.field(ix).name);
    let mut missing: Vec<&str> = payer.into_iter().chain(demanded).collect();
    missing.dedup();
    missing.retain(|name| !name.contains('.') && !fills.iter().any(|fill| fill.off.is_none() && fill.key == *name));
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        return;
    }
    text.push_str("\n# What is the same in every row. An organisation is named by its id.\n[constants]\n");
    for name in missing {
        text.push_str(&format!("# {name} = \"…\"\n"));
    }
}

/// What was not sure, each in a line that names its key.
fn doubts(plan: &Plan, columns: &[Fill]) -> Vec<String> {
    let mut doubts = plan.doubts.clone();
    doubts.extend(plan.sections.iter().map(|section| format!("`[{}]`: {}", section.name, section.doubt)));
    for fill in plan.keys.iter().chain(columns) {
        doubts.extend(fill.doubts.iter().map(|doubt| format!("`{}`: {doubt}", fill.key)));
        doubts.extend(fill.off.iter().map(|why| format!("`{}` is left out: {why}", fill.key)));
    }
    doubts
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let end = if words.ends_with(['?', '.']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// Writes words as a comment, broken between words.
fn comment(text: &mut String, mark: &str, words: &str) {
    let mut width = 0;
    let mut start = mark;
    for word in words.split_whitespace() {
        let length = word.chars().count() + 1;
        if width == 0 || width + length > WIDTH {
            if width > 0 {
                text.push('\n');
            }
            text.push_str(start);
            start = "#   ";
            width = 0;
        } else {
            text.push(' ');
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
}
