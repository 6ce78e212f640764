//! An entry in one line, for results and feeds.

use super::Site;
use crate::entry::EntryIx;
use crate::lang::{CurrencyStyle, Language};
use crate::value::{Money, Recurrence};

impl Site {
    /// The date, status and sums of an entry in words, in the order in which a line tells them.
    pub fn brief(&self, ix: EntryIx, language: Language) -> Vec<String> {
        let formats = &self.interface.of(language).formats;
        let date = self.date(ix).map(|date| formats.date(date));
        let status = self.status(ix).map(|status| status.label.get(language).to_owned());
        let sums = self.amounts(ix).iter().filter_map(|money| self.sum(money, language));
        date.into_iter().chain(status).chain(sums).collect()
    }

    /// A sum with what sort of sum it is, without which it means nothing: `900 kr. besluttet`.
    fn sum(&self, money: &Money, language: Language) -> Option<String> {
        let tongue = self.interface.of(language);
        let amount = tongue.formats.money(i128::from(money.minor?), money.currency, CurrencyStyle::Familiar);
        let basis = format!("basis.{}", money.basis.id());
        let per = (money.recurs == Recurrence::Yearly).then_some("per.year");
        let keys = [Some(basis.as_str()), per].into_iter().flatten();
        let words = keys.filter_map(|key| tongue.messages.format(key, &[], None));
        Some(std::iter::once(amount).chain(words).collect::<Vec<_>>().join(" "))
    }
}
