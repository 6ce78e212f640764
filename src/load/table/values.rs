//! Cells become values, as their field and the description ask.

use std::sync::Arc;

use super::ASSUMED_DECIMAL;
use super::cell::{Cell, Party, SOFT_HYPHEN, Template};
use super::report::Assumed;
use super::rows::{RowReader, Years};
use crate::diag::{Diagnostic, Diagnostics};
use crate::entry::{Fields, Reference, Value};
use crate::kind::{Field, Type};
use crate::load::csv::{Row, Table};
use crate::load::sheet::Nature;
use crate::load::typed::WRONG_TYPE;
use crate::source::{At, Place};
use crate::value::decimal::{is_ambiguous, only_notation, scale_up};
use crate::value::slug::slug;
use crate::value::{Currency, Money, Notation, PartialDate, Period, Problem, parse_decimal, parse_percent, to_minor};

/// Names under which tables write that they do not know the organisation.
const UNKNOWN: &[&str] = &["ukjent", "ukendt", "unknown"];

impl RowReader<'_, '_, '_> {
    /// The value of a cell in which `text` stands; nothing where it cannot be read, which has been said.
    pub(super) fn value(
        &mut self,
        index: usize,
        number: u32,
        row: &Row<'_>,
        text: &str,
        years: &mut Years,
    ) -> Option<Value> {
        let notation = self.notation_of(index, row, text);
        let (cells, of) = (self.cells, self.of);
        let (field, cell) = &cells[index];
        let field = of.field(*field);
        let place = self.place(number, row.column_of(cell.shown().column()));
        let nature = cell.shown().nature(row);
        let fitting = fitting(nature, cell, field, text);
        let text = kept(self.loader.diagnostics, &field.name, fitting, place)?;
        match cell {
            Cell::Money { year, .. } => {
                let when = match year {
                    Some(year) => self.year(&field.name, year, number, row, years)?,
                    None => None,
                };
                let money = money(cell, text, notation);
                let money = kept(self.loader.diagnostics, &field.name, money, place)?;
                Some(Value::Money([Money { when, ..money }].into()))
            }
            Cell::Date { formats, .. } => {
                let date = match nature {
                    Nature::Date => PartialDate::parse(text),
                    _ => dated(formats, text),
                };
                kept(self.loader.diagnostics, &field.name, date, place).map(Value::Date)
            }
            Cell::Organisation(party) => self.parties(field, party, number, row),
            Cell::Text { value, map, split } => {
                let is_text = matches!(field.ty, Type::Text | Type::Markdown | Type::Quote);
                if let Some(part) = value.part(row).filter(|_| is_text && map.is_empty() && split.is_none()) {
                    let part = Value::Text(part);
                    return Some(if field.list { Value::List([At::new(part, place)].into()) } else { part });
                }
                let parts =
                    split.as_deref().map_or_else(|| vec![text], |sign| text.split(sign).map(str::trim).collect());
                let mut values = Vec::with_capacity(parts.len());
                for part in parts.into_iter().filter(|part| !part.is_empty()) {
                    let word = kept(self.loader.diagnostics, &field.name, meant(map, part), place)?;
                    if is_number(field) && notation == Notation::Plain && is_ambiguous(word) {
                        let number = parse_percent(word, notation).map_err(|problem| asked(word, notation, problem));
                        kept(self.loader.diagnostics, &field.name, number, place)?;
                    }
                    let single = self.loader.typer(notation).scalar(field, &field.ty, word, place)?;
                    values.push(At::new(single, place));
                }
                if field.list { Some(Value::List(values.into())) } else { values.pop().map(|single| single.value) }
            }
        }
    }

    /// The year of a sum; `Some(None)` where the row tells none.
    fn year(
        &mut self,
        field: &str,
        year: &Template,
        number: u32,
        row: &Row<'_>,
        years: &mut Years,
    ) -> Option<Option<Arc<Period>>> {
        let text = year.fill(row);
        if self.is_empty(&text) {
            return Some(None);
        }
        if let Some(known) = years.get(&*text) {
            return Some(Some(known.clone()));
        }
        let place = self.place(number, row.column_of(year.column()));
        let period = Arc::new(kept(self.loader.diagnostics, field, Period::parse(&text), place)?);
        years.insert(text.into(), period.clone());
        Some(Some(period))
    }

    /// Who is meant by a cell, or by each part of it.
    fn parties(&mut self, field: &Field, party: &Party, number: u32, row: &Row<'_>) -> Option<Value> {
        let place = self.place(number, row.column_of(party.name.column()));
        if let Some(sign) = party.split.as_deref() {
            let parts = |template: &Template| template.fill_as_written(row).split(sign).count();
            let (names, numbers) = (parts(&party.name), party.number.as_ref().map_or(0, parts));
            let digits = party.number.as_ref().map(|number| number.fill_as_written(row)).unwrap_or_default();
            if names != numbers && !self.is_empty(&digits) {
                let problem = Problem::new(format!("{names} names stand beside {numbers} numbers"));
                let problem = problem.with_help(format!("write as many numbers as names, parted by `{sign}`"));
                return kept(self.loader.diagnostics, &field.name, Err(problem), place);
            }
        }
        let mut values = Vec::new();
        for (name, digits) in self.each_named(party, row) {
            values.push(At::new(self.party(field, party, number, row, (&name, &digits))?, place));
        }
        if field.list { Some(Value::List(values.into())) } else { values.pop().map(|one| one.value) }
    }

    /// One organisation or private person, by name and number; without a name it is known by its number.
    fn party(
        &mut self,
        field: &Field,
        party: &Party,
        number: u32,
        row: &Row<'_>,
        (name, digits): (&str, &str),
    ) -> Option<Value> {
        let (kind, member) = match (&field.ty, party.member) {
            (Type::Reference(kind), _) => (*kind, None),
            (Type::Group(inner), Some(member)) => match inner.field(member).ty {
                Type::Reference(kind) => (kind, Some(member)),
                _ => return None,
            },
            _ => return None,
        };
        let reference = if self.is_private(party, (name, digits), row) {
            Reference::private_person(kind)
        } else {
            let column = party.number.as_ref().map_or(0, Template::column);
            let place = self.place(number, row.column_of(column));
            let known = match digits {
                "" => None,
                digits => Some(self.loader.typer(self.decimal.notation).number(digits, party.scheme, place)?),
            };
            let name = if self.is_empty(name) { digits } else { name };
            let name = name.replace(SOFT_HYPHEN, "");
            if known.is_none() && UNKNOWN.contains(&slug(&name).as_str()) {
                return None;
            }
            Reference::new(kind, &name, known)
        };
        let reference = Value::Reference(reference);
        let Some(member) = member else { return Some(reference) };
        let mut fields = Fields::default();
        fields.set(member, At::new(reference, self.place(number, row.column_of(party.name.column()))));
        Some(Value::Group(fields.into()))
    }

    /// How the number in a cell is written. Where it could be read in two ways, all numbers of the table are asked.
    fn notation_of(&mut self, index: usize, row: &Row<'_>, text: &str) -> Notation {
        let (field, cell) = &self.cells[index];
        if cell.shown().nature(row) == Nature::Number {
            return Notation::Point;
        }
        let number = match cell {
            Cell::Money { currency, .. } => without_currency(text, *currency),
            Cell::Text { .. } if is_number(self.of.field(*field)) => text,
            _ => return self.decimal.notation,
        };
        if self.decimal.notation == Notation::Plain
            && is_ambiguous(number)
            && !has_stroke(text)
            && let Some(look) = self.decimal.look.take()
            && let Some(notation) = look().and_then(|table| self.only_notation(table))
        {
            self.decimal.notation = notation;
            let file = self.loader.sources.file(self.data).path.clone();
            let sign = if notation == Notation::Comma { ',' } else { '.' };
            let message = format!("the numbers of `{file}` seem to have `{sign}` as their decimal sign");
            let help = format!("if they have, add `decimal = \"{sign}\"`");
            self.loader.diagnostics.push(Diagnostic::new(&ASSUMED_DECIMAL, message).at(self.decimal.place).help(help));
            self.loader.assumed.push(Assumed::Decimal { file, sign });
        }
        self.decimal.notation
    }

    /// The notation of every number of a table that can be read in one way only; nothing where there is none, or they
    /// contradict one another.
    fn only_notation(&self, mut table: Table<'_>) -> Option<Notation> {
        let numeric = |(field, cell): &(_, Cell)| match cell {
            Cell::Money { currency, value, .. } => Some((value.column(), Some(*currency))),
            Cell::Text { value, .. } if is_number(self.of.field(*field)) => Some((value.column(), None)),
            _ => None,
        };
        let columns: Vec<(usize, Option<Currency>)> = self.cells.iter().filter_map(numeric).collect();
        let width = table.header.len();
        let (mut row, mut found) = (table.row(), None);
        while table.read(&mut row).ok()?.is_some() {
            for (column, currency) in &columns {
                let unfolded = self.unfold.as_ref().filter(|_| *column >= width);
                let cells = unfolded.map_or(std::slice::from_ref(column), |unfold| unfold.columns.as_slice());
                // What the form of the file tells as a number has no sign of its own.
                let written = cells.iter().filter(|column| row.nature(**column) == Nature::Text);
                for text in written.map(|column| row.get(*column)) {
                    let number = currency.map_or(text, |currency| without_currency(text, currency));
                    let only = if has_stroke(text) { Some(Notation::Comma) } else { only_notation(number) };
                    match (only, found) {
                        (Some(one), Some(other)) if one != other => return None,
                        (Some(one), _) => found = Some(one),
                        _ => {}
                    }
                }
            }
        }
        found
    }
}

fn is_number(field: &Field) -> bool {
    matches!(field.ty, Type::Number | Type::Integer | Type::Percent)
}

/// The sum in a cell, without its year.
fn money(cell: &Cell, text: &str, notation: Notation) -> Result<Money, Problem> {
    let Cell::Money { currency, basis, recurs, round, noughts, .. } = cell else {
        return Err(Problem::new("this is no sum"));
    };
    let notation = match (notation, has_stroke(text)) {
        (Notation::Point, true) => {
            let problem = Problem::new(format!("`{text}` is written with a decimal comma, and the table has a point"));
            return Err(problem.with_help("mend the cell, or say `decimal = \",\"` in the description"));
        }
        (_, true) => Notation::Comma,
        (notation, false) => notation,
    };
    let number = without_currency(text, *currency);
    let sum = parse_decimal(number, notation).map_err(|problem| asked(number, notation, problem))?;
    let sum = scale_up(sum, *noughts).ok_or_else(|| too_large(text))?;
    let minor = to_minor(sum, *currency, *round)?;
    Ok(Money { recurs: *recurs, ..Money::new(Some(minor), *currency, *basis) })
}

/// What is wrong with a number: where it can be read in two ways, the description is asked.
fn asked(number: &str, notation: Notation, problem: Problem) -> Problem {
    let asks = notation == Notation::Plain && is_ambiguous(number);
    if asks { problem.with_help(WHICH_SIGN) } else { problem }
}

/// What to do where no number of a table tells its decimal sign.
const WHICH_SIGN: &str = "say how the table writes numbers: `decimal = \",\"` or `decimal = \".\"` in its description";

/// How dates are written where nothing says it.
const ISO: &str = "%Y-%m-%d";

/// A date in the first of several formats that it has.
fn dated(formats: &[Box<str>], text: &str) -> Result<PartialDate, Problem> {
    let mut tried = formats.iter().map(|format| PartialDate::parse_with(format, text));
    let first = tried.next().unwrap_or_else(|| PartialDate::parse_with(ISO, text));
    first.or_else(|problem| tried.find_map(Result::ok).ok_or(problem))
}

/// The text of a cell as a field can read it, where what the form of the file says of the cell fits the field: a date is
/// never counted from a number, nor a sum from a date.
fn fitting<'t>(nature: Nature, cell: &Cell, field: &Field, text: &'t str) -> Result<&'t str, Problem> {
    let is_date = matches!(cell, Cell::Date { .. }) || matches!(field.ty, Type::Date | Type::Period);
    match nature {
        Nature::Fault => {
            let problem = Problem::new(format!("the formula of this cell gives `{text}`"));
            Err(problem.with_help("mend it in the file, or name it in `empty` where it stands for nothing"))
        }
        Nature::Number if is_date => {
            let problem = Problem::new(format!("the cell holds the number {text}, not a date"));
            Err(problem.with_help(
                "give the column the format of a date in the spreadsheet; a number alone is not counted as days",
            ))
        }
        Nature::Date if matches!(cell, Cell::Money { .. }) => {
            Err(Problem::new(format!("the cell holds the date {text}, not a sum")))
        }
        Nature::Date if is_date => Ok(text.split_once('T').map_or(text, |(day, _)| day)),
        _ => Ok(text),
    }
}

/// What a word of a cell means; each word itself where the description maps none.
fn meant<'a>(map: &'a [(Box<str>, Box<str>)], word: &'a str) -> Result<&'a str, Problem> {
    if map.is_empty() {
        return Ok(word);
    }
    let known = map.iter().find(|(known, _)| **known == *word);
    known.map(|(_, meant)| &**meant).ok_or_else(|| {
        let words: Vec<&str> = map.iter().map(|(word, _)| &**word).collect();
        let help = format!("the description knows: {}", words.join(", "));
        Problem::new(format!("the map says nothing of `{word}`")).with_help(help)
    })
}

/// What people write beside a sum of each currency, small letters.
const SIGNS: &[(Currency, &[&str])] =
    &[(Currency::DKK, &["kr.", "kr", "dkk"]), (Currency::NOK, &["kr.", "kr", "nok"]), (Currency::EUR, &["€", "eur"])];

/// Whether a sum ends with the stroke that stands for no øre, which follows a decimal comma: `1.200,-`.
fn has_stroke(text: &str) -> bool {
    let text = text.trim_end_matches(|sign: char| sign.is_alphabetic() || sign == '.' || sign.is_whitespace());
    text.ends_with(",-") || text.ends_with(",\u{2013}")
}

/// A sum without the sign of its currency, and without the stroke that stands for no øre: `kr. 1.200,-`. A sign of another
/// currency stays, and makes it no number.
pub fn without_currency(text: &str, currency: Currency) -> &str {
    let signs = SIGNS.iter().find(|(of, _)| *of == currency).map_or(&[][..], |(_, signs)| signs);
    let before = signs.iter().find_map(|sign| {
        let (head, rest) = text.split_at_checked(sign.len())?;
        (head.to_lowercase() == **sign).then_some(rest)
    });
    let text = before.unwrap_or(text).trim();
    let after = signs.iter().find_map(|sign| {
        let (rest, tail) = text.split_at_checked(text.len().checked_sub(sign.len())?)?;
        (tail.to_lowercase() == **sign).then_some(rest)
    });
    let text = after.unwrap_or(text).trim();
    text.strip_suffix(",-").or_else(|| text.strip_suffix(",\u{2013}")).unwrap_or(text)
}

fn too_large(text: &str) -> Problem {
    Problem::new(format!("`{text}` has more digits than can be kept exactly"))
}

fn kept<T>(diagnostics: &mut Diagnostics, field: &str, result: Result<T, Problem>, place: Place) -> Option<T> {
    let complain = |problem: Problem| {
        let fault = Diagnostic::new(&WRONG_TYPE, format!("`{field}`: {}", problem.message));
        diagnostics.push(fault.at(place).maybe_help(problem.help));
    };
    result.map_err(complain).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lang::{CurrencyStyle, Formats, Language};
    use crate::value::to_minor;

    proptest! {
        #[test]
        fn a_sum_that_a_page_prints_reads_back_equal(minor in -10_i64.pow(15)..10_i64.pow(15)) {
            for language in Language::ALL {
                let notation = if language == Language::En { Notation::Point } else { Notation::Comma };
                let formats = Formats::new(language);
                for currency in [Currency::DKK, Currency::NOK, Currency::EUR] {
                    for style in [CurrencyStyle::Familiar, CurrencyStyle::Code] {
                        let printed = formats.money(i128::from(minor), currency, style);
                        let sum = parse_decimal(without_currency(&printed, currency), notation);
                        let read = sum.and_then(|sum| to_minor(sum, currency, None));
                        prop_assert_eq!(read, Ok(minor), "{}", printed);
                    }
                }
            }
        }
    }
}
