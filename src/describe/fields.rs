//! Which column fills which field of a kind, by what heads it and what stands in it.

use super::column::{Column, FEW};
use super::survey::Survey;
use super::values::YES_NO;
use super::words::{FROM, PURPOSE, SYNONYMS, TO, best_fit, fit, plain};
use super::{Fill, dates, list, words};
use crate::kind::{Choice, Field, FieldIx, Kind, Kinds, Role, Type};
use crate::lang::Language;
use crate::load::quoted;

/// A column that fits a field, and how well.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    pub field: FieldIx,
    pub column: usize,
    pub score: u32,
}

/// Below this the words of a header only resemble those of a field.
pub const SURE: u32 = 7;

/// What the header of a number weighs at most where a name is wanted.
const BY_NUMBER: u32 = 3;

/// How many letters a text may have that heads an entry, where the words of its column do not say that it does.
const LONGEST_TITLE: usize = 200;

/// The columns that fit the fields of a kind, the best first, each column and field once; sums are found in another way.
pub fn fits(survey: &Survey, kind: &Kind, kinds: &Kinds) -> Vec<Fit> {
    let mut all: Vec<Fit> = Vec::new();
    // An organisation is made from its name; any other entry has to be there.
    let is_wanted = |field: &Field| match field.ty {
        Type::Reference(of) => *kinds.get(of).id == *"organisation",
        _ => *field.name != *"note",
    };
    for (field, of) in kind.schema.iter().filter(|(_, of)| is_wanted(of)) {
        for (column, found) in survey.named().filter(|(_, found)| suits(of, found)) {
            // What stands in parentheses says less than the words before it.
            let bare = score(kind, of, &found.bare).saturating_sub(1);
            let score = score(kind, of, &found.plain).max(bare);
            // A name says whom a field means; the number beside it is found by its name.
            let by_number = matches!(of.ty, Type::Reference(_)) && found.scheme().is_some();
            let score = if by_number { score.min(BY_NUMBER) } else { score };
            if score > 0 {
                all.push(Fit { field, column, score });
            }
        }
    }
    // Of two that fit alike, the field that comes first and the header that says the least beside it.
    let length = |fit: &Fit| survey.columns[fit.column].plain.len();
    all.sort_by_key(|fit| (std::cmp::Reverse(fit.score), fit.field, length(fit), fit.column));
    let mut kept: Vec<Fit> = Vec::new();
    for fit in all {
        if !kept.iter().any(|known| known.field == fit.field || known.column == fit.column) {
            kept.push(fit);
        }
    }
    purpose_as_title(survey, kind, &mut kept);
    kept
}

/// What a grant is for heads its entry, where no other column does.
fn purpose_as_title(survey: &Survey, kind: &Kind, fits: &mut [Fit]) {
    if fits.iter().any(|fit| fit.field == kind.title) {
        return;
    }
    let is_purpose = |fit: &&mut Fit| {
        let column = &survey.columns[fit.column];
        best_fit(&column.plain, PURPOSE) >= SURE && !survey.has_gaps(column) && column.longest <= LONGEST_TITLE
    };
    if let Some(fit) = fits.iter_mut().find(is_purpose) {
        fit.field = kind.title;
    }
}

/// How well a header fits a field of a kind: its name, its labels, and what else heads such columns.
fn score(kind: &Kind, field: &Field, header: &str) -> u32 {
    let own = Language::ALL.into_iter().map(|language| field.label.get(language)).chain([&*field.name]);
    let own = own.map(|word| fit(header, &plain(word))).max().unwrap_or_default();
    let rows = SYNONYMS.iter().filter(|(of, name, _)| **name == *field.name && of.is_none_or(|of| *of == *kind.id));
    let found = own.max(rows.map(|(_, _, words)| best_fit(header, words)).max().unwrap_or_default());
    // The day on which something begins or ends is not the day on which it was decided.
    let bounds = best_fit(header, FROM).max(best_fit(header, TO));
    if matches!(field.ty, Type::Date) && found < 10 && bounds >= found { 0 } else { found }
}

/// Whether what stands in a column can be what a field holds.
fn suits(field: &Field, column: &Column) -> bool {
    let (values, some) = (column.values, column.values > 0);
    let is_date = column.dates.reading(values).is_some();
    let is_words = column.is_words() && !is_date && column.emails < values.max(1);
    match &field.ty {
        _ if !some => false,
        Type::Text => is_words || field.name.as_ref() == "item" && !is_date,
        Type::Markdown | Type::Quote | Type::CaseNumber => !is_date && column.faults == 0,
        Type::Tag => is_words && column.longest <= 120 && !column.is_of_people(),
        Type::Integer | Type::Number => column.is_numeric() && column.scheme().is_none(),
        Type::Percent => column.is_numeric() && column.numbers.percent == values,
        Type::Date => is_date,
        Type::Period => is_date || column.is_year() || is_words,
        Type::Year => column.is_year(),
        Type::Boolean => column.yes_no == values,
        Type::Url => column.addresses == values,
        Type::Email => column.emails == values,
        Type::Phone => !is_words && !is_date,
        // Tables tell where a file lies on the web, not beside themselves.
        Type::Attachment | Type::Picture => false,
        Type::OrganisationNumber => column.scheme().is_some(),
        Type::Choice(choices) => options(choices, column).is_some(),
        Type::Reference(_) => is_words || column.scheme().is_some(),
        Type::Group(inner) => {
            let names_one = inner.iter().any(|(_, member)| matches!(member.ty, Type::Reference(_)));
            is_words && field.list && names_one
        }
        Type::Money | Type::Records { .. } => false,
    }
}

/// What each value of a column means among the options of a field; nothing where one is none of them.
fn options<'a>(choices: &'a [Choice], column: &'a Column) -> Option<Vec<(&'a str, &'a str)>> {
    let meant = |value: &'a String| {
        let is = |choice: &&Choice| {
            let labels = Language::ALL.into_iter().map(|language| choice.label.get(language));
            *choice.id == **value || labels.into_iter().any(|label| label.to_lowercase() == value.to_lowercase())
        };
        choices.iter().find(is).map(|choice| (value.as_str(), &*choice.id))
    };
    (column.few.len() <= FEW).then(|| column.few.iter().map(meant).collect::<Option<Vec<_>>>())?
}

/// What a column fills a field with; organisations and sums are made elsewhere.
pub fn fill(survey: &Survey, field: &Field, fit: Fit) -> Fill {
    let column = &survey.columns[fit.column];
    let name = quoted(&column.name);
    let mut fill = Fill::new(&field.name, name.clone(), [fit.column]);
    if fit.score < SURE {
        fill.doubts.push(format!("`{}` only resembles what heads this field", column.name));
    }
    match &field.ty {
        Type::Date => date(column, &mut fill),
        Type::OrganisationNumber => {
            if let Some(scheme) = column.scheme() {
                fill.value = quoted(&format!("{}-{{{}}}", scheme.code(), column.name));
            }
        }
        Type::Boolean => {
            let map = column.few.iter().filter_map(|value| {
                let word = value.to_lowercase();
                let (_, meant) = YES_NO.iter().find(|(known, _)| *known == word)?;
                Some(format!("{} = {meant}", quoted(value)))
            });
            let map: Vec<String> = map.collect();
            if !map.is_empty() {
                fill.value = format!("{{ value = {name}, map = {{ {} }} }}", map.join(", "));
                fill.doubts.push("what stands in this column is taken for yes and no".into());
            }
        }
        Type::Choice(choices) => {
            let options = options(choices, column).unwrap_or_default();
            if options.iter().any(|(value, id)| value != id) {
                let pairs: Vec<String> =
                    options.iter().map(|(value, id)| format!("{} = {}", quoted(value), quoted(id))).collect();
                fill.value = format!("{{ value = {name}, map = {{ {} }} }}", pairs.join(", "));
            }
        }
        Type::Tag if column.semicolons * 5 > column.values => {
            fill.value = format!("{{ value = {name}, split = \";\" }}");
            fill.doubts.push("the cells seem to hold several values, parted by `;`".into());
        }
        _ => {}
    }
    if column.faults > 0 {
        fill.off = Some("cells of this column hold formulas that give errors".into());
    }
    fill
}

fn date(column: &Column, fill: &mut Fill) {
    let Some(reading) = column.dates.reading(column.values) else { return };
    if let Some(format) = reading.format {
        fill.value = format!("{{ value = {}, format = {} }}", quoted(&column.name), quoted(format));
    }
    match reading.doubt {
        Some(dates::Doubt::Order(other)) => fill.doubts.push(format!(
            "no date tells whether its day or its month comes first; `{}` may have to be `{other}`",
            reading.format.unwrap_or_default()
        )),
        Some(dates::Doubt::Century) => {
            fill.doubts.push("the years have two digits; those from 69 are read as 1969 and later".into());
        }
        None => {}
    }
}

/// A period from the columns of its first and its last day; only proposed where one is not always there.
pub fn period(survey: &Survey, kind: &Kind, used: &[usize]) -> Option<Fill> {
    let (_, field) =
        kind.schema.iter().find(|(_, field)| field.name.as_ref() == "period" && matches!(field.ty, Type::Period))?;
    let best = |words: &[&str]| {
        let days =
            survey.named().filter(|(at, column)| !used.contains(at) && column.dates.reading(column.values).is_some());
        days.map(|(at, column)| (best_fit(&column.plain, words), at))
            .filter(|(fit, _)| *fit > 0)
            .max_by_key(|(fit, at)| (*fit, std::cmp::Reverse(*at)))
    };
    let ((_, from), (_, to)) = (best(FROM)?, best(TO)?);
    let name = |at: usize| &survey.columns[at].name;
    let empty = [from, to].into_iter().find_map(|at| Some((name(at), survey.columns[at].empty_at?)));
    let off = empty.map(|(name, row)| format!("`{name}` is empty in row {row}, and a period needs both days"));
    let fill = Fill::new(&field.name, quoted(&format!("{{{}}}/{{{}}}", name(from), name(to))), [from, to]);
    (from != to).then_some(Fill { off, ..fill })
}

/// The heading of each entry, which is never empty: the column that fits best, else what else there is.
pub fn heading(survey: &Survey, kind: &Kind, fits: &[Fit], recipient: Option<usize>) -> Fill {
    let field = kind.field(kind.title);
    let best = fits.iter().find(|fit| fit.field == kind.title);
    if let Some(fit) = best.filter(|fit| !survey.has_gaps(&survey.columns[fit.column])) {
        return fill(survey, field, *fit);
    }
    let whole = |at: &usize| !survey.has_gaps(&survey.columns[*at]);
    let year = survey.named().find(|(_, column)| column.is_year() && best_fit(&column.plain, words::YEAR) > 0);
    let year = year.map(|(at, _)| at).filter(whole);
    let lettered = survey
        .named()
        .filter(|(_, column)| column.is_words() && !column.is_of_people() && column.longest <= LONGEST_TITLE);
    let other = recipient.filter(whole).or_else(|| lettered.map(|(at, _)| at).find(whole));
    let other = other.or_else(|| survey.named().map(|(at, _)| at).find(whole));
    let why = match best {
        Some(fit) => {
            let column = &survey.columns[fit.column];
            let row = column.empty_at.unwrap_or_default();
            format!(
                "`{}` would head the entries, but is empty in row {row} (and in others, perhaps); each needs a heading",
                column.name
            )
        }
        None => "no column is named as the heading of an entry".into(),
    };
    let name = |at: usize| &survey.columns[at].name;
    let mut made = match (other, year) {
        (Some(other), Some(year)) if other != year => {
            Fill::new(&field.name, quoted(&format!("{{{}}} {{{}}}", name(other), name(year))), [other, year])
        }
        (Some(other), _) => Fill::new(&field.name, quoted(name(other)), [other]),
        (None, _) => {
            Fill { off: Some("no column is filled in every row".into()), ..Fill::new(&field.name, quoted(""), []) }
        }
    };
    made.doubts.push(why);
    made
}

/// What could stand for the day by which entries are ordered, where no column is headed so.
pub fn other_day(survey: &Survey, kind: &Kind, used: &[usize]) -> Option<Fill> {
    let field = kind.field(kind.role(Role::Decided).or(kind.date)?);
    let found = survey.named().find(|(_, column)| column.dates.reading(column.values).is_some())?;
    if !matches!(field.ty, Type::Date) || used.is_empty() {
        return None;
    }
    let mut fill = Fill::new(&field.name, quoted(&found.1.name), [found.0]);
    date(found.1, &mut fill);
    let days: Vec<&str> =
        survey.named().filter(|(_, one)| one.dates.reading(one.values).is_some()).map(|(_, one)| &*one.name).collect();
    fill.off = Some(format!("no column is headed as this day; {} hold dates", list(&days)));
    Some(fill)
}
