//! What an agreement's page begins with: the money that goes between its parties, and who has decided it, which grants tell too.

use std::collections::BTreeSet;

use super::money::{Stated, amount, cell, sort};
use super::treatment::{choice_id, deciding, is_decision_told, standing, target};
use super::values::value;
use super::words::{day, link};
use crate::entry::{EntryIx, Value};
use crate::kind::Role;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::relations::binding_amount;
use crate::render::spot::Seen;
use crate::value::Basis;

/// The sum that one party pays another under the agreement; nothing where no amount between them is known. What lies inside
/// another of the sums is not told beside it, and money that is only set aside goes to nobody yet.
pub fn between_parties(html: &mut Html, page: &PageObject, agreement: EntryIx) {
    let grants = exchanged(page, agreement);
    let is_part = |ix: &EntryIx| page.site.wholes(*ix).iter().any(|whole| grants.contains(whole));
    let told: Vec<EntryIx> = grants.iter().copied().filter(|ix| !is_part(ix)).collect();
    let mut sums = Html::default();
    match *told {
        [one] => {
            let Some(money) = binding_amount(page, one).filter(|money| money.basis != Basis::Frame) else { return };
            cell(&mut sums, Stated { page, money, code: page.site.entry(one).language.code() });
        }
        _ => {
            let lines = page.site.totals(&told).lines;
            for (at, line) in lines.iter().filter(|line| line.basis != Basis::Frame && line.count > 0).enumerate() {
                sums.markup(if at > 0 { "<br>" } else { "" });
                amount(&mut sums, page, line.minor, line.currency);
                sums.markup(" <span class=\"basis\">");
                sort(&mut sums, page, line);
                sums.markup("</span>");
            }
        }
    }
    if !sums.is_empty() {
        html.markup("<p class=\"sum\">").append(sums).markup("</p>\n");
    }
}

/// The sums under the agreement with a known amount that go from one of its parties to another.
fn exchanged(page: &PageObject, agreement: EntryIx) -> BTreeSet<EntryIx> {
    let parties = Seen::of(page, agreement, "parties");
    let parties: Vec<EntryIx> =
        parties.iter().flat_map(Seen::items).filter_map(|party| target(party.member("organisation")?)).collect();
    let is_party = |ix: EntryIx, role: Role| {
        let field = page.site.kind_of(ix).role(role);
        field.and_then(|field| page.site.target(ix, field)).is_some_and(|party| parties.contains(&party))
    };
    let grants = page.site.backs(agreement).into_iter().flat_map(|group| group.from);
    grants
        .filter(|ix| is_party(*ix, Role::Payer) && is_party(*ix, Role::Payee) && binding_amount(page, *ix).is_some())
        .collect()
}

/// Who decided an agreement or a grant, when and in which case, as a row of a list; that the source has no decision is said as
/// plainly.
pub fn decided(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let case = Seen::of(page, ix, "case");
    let cases: Vec<EntryIx> = case.iter().flat_map(Seen::items).chain(case).filter_map(target).collect();
    let told = cases.iter().find_map(|case| Some((*case, deciding(page, *case).filter(is_decision_told)?)));
    html.markup("<div><dt>").text(page.words("agreement.decided-by")).markup("</dt><dd>");
    let own = Seen::of(page, ix, "decided_by");
    match (told, own) {
        (Some((case, treatment)), _) => by_body(html, page, (ix, case), treatment),
        (None, Some(body)) => by_own_words(html, page, (ix, cases.first().copied()), body),
        (None, None) => undecided(html, page, ix, cases.first().copied()),
    }
    html.markup("</dd></div>\n");
}

/// The day is that of the promise itself where it tells one: a body may come back to a case.
fn by_body(html: &mut Html, page: &PageObject, (ix, case): (EntryIx, EntryIx), treatment: Seen<'_>) {
    let own = Seen::of(page, ix, "decided_by");
    match own.or_else(|| treatment.member("body")).or_else(|| Seen::of(page, case, "organisation")) {
        Some(body) => value(html, body),
        None => {
            html.text(page.words("agreement.decider-unknown"));
        }
    }
    on_day(html, Seen::of(page, ix, "decided").or_else(|| treatment.member("date")));
    if let Some(status) = treatment.member("decision").and_then(|decision| decision.member("status")) {
        html.markup(" · ");
        standing(html, status);
    }
    of_case(html, page, Some(case));
}

/// A decision that no case in the portal tells: the body, the day or that it is not known, and the case where there is one.
fn by_own_words(html: &mut Html, page: &PageObject, (ix, case): (EntryIx, Option<EntryIx>), body: Seen<'_>) {
    value(html, body);
    match Seen::of(page, ix, "decided") {
        Some(date) => on_day(html, Some(date)),
        None => {
            html.markup(" · ").text(page.words("agreement.day-unknown"));
        }
    }
    of_case(html, page, case);
}

fn of_case(html: &mut Html, page: &PageObject, case: Option<EntryIx>) {
    if let Some(case) = case {
        html.markup(" · ");
        link(html, page, case);
    }
}

/// A decision of which at most the day is known, or none.
fn undecided(html: &mut Html, page: &PageObject, ix: EntryIx, case: Option<EntryIx>) {
    let decided = Seen::of(page, ix, "decided");
    let key = match decided {
        Some(_) => "agreement.decider-unknown",
        None if is_told_decided(page, ix) => "agreement.decision-unknown",
        None => "case.no-decision",
    };
    html.text(page.words(key));
    on_day(html, decided);
    of_case(html, page, case);
}

/// Whether the status, or the amount that binds most, says that there was a decision.
fn is_told_decided(page: &PageObject, ix: EntryIx) -> bool {
    let status = Seen::of(page, ix, "status").and_then(choice_id);
    let basis = binding_amount(page, ix).map(|money| money.basis);
    status == Some("decided") || matches!(basis, Some(Basis::Decided | Basis::Paid))
}

fn on_day(html: &mut Html, date: Option<Seen<'_>>) {
    if let Some(Seen { value: Value::Date(date), page, .. }) = date {
        html.markup(" · ");
        day(html, page, *date);
    }
}
