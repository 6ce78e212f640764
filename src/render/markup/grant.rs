//! What a grant is, in a sentence.

use super::money::{Stated, in_words};
use super::treatment::target;
use crate::entry::EntryIx;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::relations::binding_amount;
use crate::render::spot::Seen;
use crate::value::Basis;

/// Who gives how much to whom, by the basis that binds most; nothing where one of them is not told. Money that is only set
/// aside goes to nobody yet.
pub fn sentence(html: &mut Html, page: &PageObject, grant: EntryIx) {
    let Some(money) = binding_amount(page, grant) else { return };
    let party = |name: &str| Seen::of(page, grant, name).map(named);
    let (payer, payee) = (party("funder"), party("recipient"));
    let Some(payer) = payer.filter(|_| payee.is_some() || money.basis == Basis::Frame) else { return };
    let code = page.site.entry(grant).language.code();
    let amount = in_words(Stated { page, money, code });
    let words = [("amount", &*amount), ("payer", &*payer), ("payee", payee.as_deref().unwrap_or_default())];
    let told = page.tongue().messages.format(&format!("grant.{}", money.basis.id()), &words, None);
    // An amount in `kr.` brings a full stop of its own.
    html.text(&told.unwrap_or_default().replace("..", "."));
}

fn named(party: Seen<'_>) -> String {
    match target(party) {
        Some(ix) => party.page.site.title(ix, party.page.language).to_owned(),
        None => party.text().unwrap_or_default().into_owned(),
    }
}
