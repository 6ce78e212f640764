//! Privacy: no personal number is ever published.

use rayon::prelude::*;

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::cell_ranges;
use crate::source::{File, FileId, Place};
use crate::value::personal_number::{Found, find_in};

pub const RULES: &[Rule] =
    &[Rule { codes: &[&PERSONAL_NUMBER, &PERHAPS_PERSONAL_NUMBER], look: Look::Site(personal_numbers) }];

static PERSONAL_NUMBER: Code = Code {
    id: "personal-number",
    severity: Severity::Error,
    summary: "The text holds a personal number (CPR, fødselsnummer or D-number).",
    explanation: "Personal numbers are never published, so one in any file of the site stops the build before a byte is \
written. Remove it. The number is masked in this report.",
};

static PERHAPS_PERSONAL_NUMBER: Code = Code {
    id: "perhaps-personal-number",
    severity: Severity::Notice,
    summary: "Ten or eleven digits look like a personal number, but their check digit does not fit.",
    explanation: "Danish CPR numbers given since 2007 need not fit the check digit. If this is one, remove it; if it is \
an account or a case number, nothing needs to be done.",
};

/// Every text of the site, and the names of its files, several at once.
fn personal_numbers(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let files: Vec<(FileId, &File)> = checked.sources.iter().collect();
    let found: Vec<Vec<Diagnostic>> = files.into_par_iter().map(|(id, file)| in_file(id, file)).collect();
    diagnostics.extend(found.into_iter().flatten());
}

fn in_file(id: FileId, file: &File) -> Vec<Diagnostic> {
    let name =
        find_in(&file.path).into_iter().map(|found| told(Place::text(id, 0..0), "the file's name holds", &found));
    let text = find_in(&file.text).into_iter().filter_map(|found| {
        let place = place_of(id, file, found.range.start);
        (!is_declared(file, place, &found))
            .then(|| told(place.unwrap_or(Place::text(id, found.range.clone())), "this is", &found))
    });
    name.chain(text).collect()
}

/// The cell in which a byte of a table stands; nothing above its rows, or in a text that is no table.
fn place_of(id: FileId, file: &File, offset: usize) -> Option<Place> {
    let table = file.table.as_ref()?;
    let row = table.rows.at(offset)?;
    let start = table.rows.get(row)?.start as usize;
    let cells = cell_ranges(file.text.get(start..)?, table.delimiter);
    let column = cells.iter().position(|cell| offset - start < cell.end)?;
    Some(Place::Cell { file: id, row, column: u16::try_from(column + 1).ok()? })
}

/// Whether bare digits stand in a column that is declared as one of other numbers. With a hyphen they are no other number.
fn is_declared(file: &File, place: Option<Place>, found: &Found) -> bool {
    let is_bare = file.text[found.range.clone()].bytes().all(|byte| byte.is_ascii_digit());
    let (Some(table), Some(Place::Cell { column, .. })) = (&file.table, place) else { return false };
    is_bare && table.numbers.contains(&column)
}

fn told(place: Place, where_it_is: &str, found: &Found) -> Diagnostic {
    let name = found.kind.name();
    if found.certain {
        let message = format!("{where_it_is} a personal number ({name})");
        let help = "remove it; personal numbers are never published";
        Diagnostic::new(&PERSONAL_NUMBER, message).at(place).help(help)
    } else {
        let message = format!("perhaps {where_it_is} a personal number ({name})");
        let help = "if it is one, remove it; the number of an account or a case may stay";
        Diagnostic::new(&PERHAPS_PERSONAL_NUMBER, message).at(place).help(help)
    }
}
