//! `[limits]`: one key for each row of the table of limits.

use super::Reader;
use crate::limits::{Limits, Row, TABLE, written};
use crate::raw::Keys;
use crate::source::At;

impl Reader<'_> {
    /// The limits of the site: the usual ones where nothing is written, or nothing that can be used.
    pub fn limits(&mut self, keys: &mut Keys<'_>) -> Limits {
        let mut limits = Limits::usual();
        for row in &TABLE {
            if let Some(amount) = keys.text(row.key).and_then(|text| self.limit(row, text)) {
                limits.set(row.limit, amount);
            }
        }
        limits
    }

    fn limit(&mut self, row: &Row, text: At<&str>) -> Option<u64> {
        match written(text.value, row.unit) {
            Some(amount) if amount <= row.most => Some(amount),
            Some(_) => {
                let message = format!("`{}` cannot be more than {}", row.key, row.unit.words(row.most));
                self.wrong(text, message, "write less");
                None
            }
            None => {
                self.wrong(text, format!("`{}` is not a limit", text.value), row.unit.example());
                None
            }
        }
    }
}
