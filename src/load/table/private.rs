//! Private persons in tables: who they are, and that their names are read nowhere.

use super::PRIVATE_NAME;
use super::cell::{Cell, Id, Party, Private};
use super::rows::RowReader;
use crate::diag::Diagnostic;
use crate::lang::Language;
use crate::load::csv::Row;
use crate::load::typed::WRONG_TYPE;
use crate::source::Place;
use crate::value::PersonName;

const YES: &[&str] = &["ja", "j", "yes", "y", "sand", "sant", "true", "x", "1"];
const NO: &[&str] = &["nej", "nei", "no", "n", "falsk", "usant", "false", "0", "-", ""];

/// What is shown in the place of a private person's name.
fn shown_instead(language: Language) -> &'static str {
    match language {
        Language::Da | Language::Nb | Language::Nn => "privatperson",
        Language::En => "private person",
    }
}

impl RowReader<'_, '_, '_> {
    /// Whether somebody whom a row names is a private person: `name` and `digits` as the party's columns hold them, or a part
    /// of both.
    pub(super) fn is_private(&self, party: &Party, (name, digits): (&str, &str), row: &Row<'_>) -> bool {
        match &party.private {
            None => false,
            // What says neither yes nor no has been complained about.
            Some(Private::Yes(column)) => !NO.contains(&&*column.fill_as_written(row).to_lowercase()),
            Some(Private::Words(column, words)) => {
                let text = column.fill_as_written(row).to_lowercase();
                words.iter().any(|word| word.to_lowercase() == text)
            }
            Some(Private::Names(names)) => names.iter().any(|known| known.fits(&name.to_lowercase())),
            Some(Private::WithoutNumber) => self.is_empty(digits) && !self.is_empty(name),
        }
    }

    /// Hides the names of private persons in a row: whatever reads their columns reads what is shown instead.
    pub(super) fn hide(&mut self, number: u32, row: &mut Row<'_>) {
        row.hidden.0.clear();
        let (mut hidden, mut names) = (Vec::new(), Vec::new());
        for (_, cell) in self.cells {
            let Cell::Organisation(party @ Party { private: Some(private), .. }) = cell else { continue };
            self.tell_unclear(private, number, row);
            let private = self
                .each_named(party, row)
                .into_iter()
                .filter(|(name, digits)| self.is_private(party, (name, digits), row));
            let private: Vec<(String, String)> = private.collect();
            if !private.is_empty() {
                hidden.extend(cell.columns());
                names.extend(private.iter().filter_map(|(name, _)| PersonName::new(name)));
            }
        }
        if hidden.is_empty() {
            return;
        }
        hidden.sort_unstable();
        hidden.dedup();
        row.hidden = (hidden, shown_instead(self.language));
        self.private_rows += 1;
        // A table that writes `privatperson` for a name names nobody.
        names.retain(|name| !name.is_in(row.hidden.1));
        self.tell_names(number, &names, row);
    }

    /// Everybody whom a party's columns name, each with the number beside the name.
    pub(super) fn each_named(&self, party: &Party, row: &Row<'_>) -> Vec<(String, String)> {
        let name = party.name.fill_as_written(row);
        let digits = party.number.as_ref().map(|number| number.fill_as_written(row));
        let digits = digits.filter(|digits| !self.is_empty(digits)).unwrap_or_default();
        let Some(sign) = party.split.as_deref() else { return vec![(name, digits)] };
        let parts = |text: &str| text.split(sign).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        let (names, mut numbers) = (parts(&name), parts(&digits));
        numbers.resize(names.len(), String::new());
        names.into_iter().zip(numbers).filter(|(name, _)| !name.is_empty()).collect()
    }

    fn tell_unclear(&mut self, private: &Private, number: u32, row: &Row<'_>) {
        let Private::Yes(column) = private else { return };
        let text = column.fill_as_written(row);
        if ![YES, NO].iter().any(|words| words.contains(&&*text.to_lowercase())) {
            let message = format!("`{text}` says neither yes nor no: is this a private person?");
            let help = "write ja or nej; or name the words that mean it: private = { column = \"…\", is = [\"…\"] }";
            let place = self.place(number, row.column_of(column.column()));
            self.loader.diagnostics.push(Diagnostic::new(&WRONG_TYPE, message).at(place).help(help));
        }
    }

    /// Complains about the name of a private person in whatever else of the row is published.
    fn tell_names(&mut self, number: u32, names: &[PersonName], row: &Row<'_>) {
        let is_named = |text: &str| names.iter().any(|name| name.is_in(text));
        let of_cells = self.cells.iter().map(|(field, cell)| (&*self.of.field(*field).name, cell.shown()));
        let of_id = match &self.id {
            Id::Text(template) => Some(("id", template)),
            Id::Hash { .. } => None,
        };
        let naming: Vec<(&str, Place)> = of_cells
            .chain(of_id)
            .filter(|(_, template)| is_named(&template.fill(row)))
            .map(|(field, template)| (field, self.place(number, row.column_of(template.column()))))
            .collect();
        for (field, place) in naming {
            let message = format!("`{field}` names the private person of this row");
            let help = "leave the name out of this column, or the column out of `[columns]`";
            self.loader.diagnostics.push(Diagnostic::new(&PRIVATE_NAME, message).at(place).help(help));
        }
    }
}
