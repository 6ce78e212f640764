//! The sentence that answers what a page is opened for, computed from what the site knows: each names what it counts.
//!
//! Sums are those of [`Site::totals`](crate::site::Site::totals); frames, which are not expenses, are left out.

mod promised;
mod told;

use std::collections::BTreeSet;

use super::treatment::{choice_id, date, deciding, is_decision_told};
use crate::entry::EntryIx;
use crate::kind::Role;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::render::spot::Seen;
use promised::{Standings, promised};
use told::{Place, sums, tell};

/// The option of a role that one is asked for, not yet taken.
const INVITED: &str = "invited";
/// The option of a treatment's status that has yet to come.
const PLANNED: &str = "planned";
/// How many are named before the rest is counted.
const NAMED: usize = 3;

/// What writes the answer of an entry's page.
pub type Answer = fn(&mut Html, &PageObject, EntryIx);

/// The answers, each under the name by which layouts ask for it.
pub const ANSWERS: &[(&str, Answer)] = &[
    ("organisation_answer", organisation),
    ("case_answer", case),
    ("project_answer", project),
    ("partnership_answer", partnership),
    ("programme_answer", programme),
    ("agreement_answer", agreement),
    ("meeting_answer", meeting),
    ("document_answer", document),
    ("place_answer", place),
];

/// What came in and what went out.
fn organisation(html: &mut Html, page: &PageObject, ix: EntryIx) {
    for (role, other, key) in [(Role::Payer, Role::Payee, "out"), (Role::Payee, Role::Payer, "in")] {
        let grants = page.site.paid(ix, role);
        let Some(amount) = sums(page, &grants) else { continue };
        let places = [("amount", amount), ("name", Place::Entry(ix))];
        with_parties(html, page, &format!("answer.{key}"), &places, (&grants, other));
    }
}

/// Which body did what with it, and when.
fn case(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let treatments = Seen::of(page, ix, "treatments");
    let dated = |it: &Seen<'_>| it.member("date").and_then(date);
    let all = || treatments.iter().flat_map(Seen::items);
    let decided = deciding(page, ix);
    let is_held = |it: &Seen<'_>| it.member("status").and_then(choice_id) != Some(PLANNED);
    let open = || all().filter(is_held).max_by_key(dated).or_else(|| all().min_by_key(dated));
    let Some(last) = decided.or_else(open) else { return };
    let Some(body) = last.member("body").or_else(|| Seen::of(page, ix, "organisation")) else { return };
    let mut places = vec![("body", told::party(body))];
    places.extend(dated(&last).map(|day| ("date", Place::Day(day))));
    let undated = if places.len() > 1 { "" } else { "-undated" };
    match page.site.status(ix).filter(|_| decided.as_ref().is_some_and(is_decision_told)) {
        Some(choice) => {
            places.push(("status", Place::Status(choice)));
            tell(html, page, &format!("answer.case{undated}"), &places, None);
        }
        None => tell(html, page, &format!("answer.case-open{undated}"), &places, None),
    }
}

/// Who leads it with how many others, and what money goes to it.
fn project(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let partners = Seen::of(page, ix, "partners").map_or(0, |partners| partners.items().len());
    if let Some(owner) = Seen::of(page, ix, "owner") {
        let key = if partners > 0 { "answer.project" } else { "answer.project-alone" };
        tell(html, page, key, &[("owner", told::party(owner))], Some(partners));
    }
    money(html, page, ix, "answer.project-money");
    promised(html, page, ix, ("answer.project-promises", Standings::Told));
}

/// Who has joined.
fn partnership(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let members = Seen::of(page, ix, "members");
    let joined: Vec<Place<'_>> = members
        .iter()
        .flat_map(Seen::items)
        .filter(|member| member.member("role").and_then(choice_id) != Some(INVITED))
        .filter_map(|member| member.member("organisation").map(told::party))
        .collect();
    if !joined.is_empty() {
        let rest = joined.len().saturating_sub(NAMED);
        match rest {
            0 | 1 => tell(html, page, "answer.members", &[("names", Place::List(&joined))], None),
            _ => tell(html, page, "answer.members-more", &[("names", Place::Begun(&joined[..NAMED]))], Some(rest)),
        }
    }
    money(html, page, ix, "answer.partnership-money");
    promised(html, page, ix, ("answer.partnership-promises", Standings::Told));
}

/// How much it has given, to how many.
fn programme(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let grants = grants_to(page, ix);
    let Some(amount) = sums(page, &grants) else { return };
    with_parties(html, page, "answer.programme", &[("amount", amount)], (&grants, Role::Payee));
}

/// The money and the promises under it.
fn agreement(html: &mut Html, page: &PageObject, ix: EntryIx) {
    match sums(page, &grants_to(page, ix)) {
        Some(amount) => tell(html, page, "answer.agreement-money", &[("amount", amount)], None),
        None => tell(html, page, "answer.agreement-no-money", &[], None),
    }
    // What a draft proposes is not yet promised: how it stands would say too much.
    let is_draft = Seen::of(page, ix, "status").and_then(choice_id) == Some("draft");
    let (key, standing) = if is_draft { ("draft", Standings::Left) } else { ("agreement", Standings::Told) };
    promised(html, page, ix, (&format!("answer.{key}-promises"), standing));
}

/// Who meets when, with how long an agenda.
fn meeting(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let (Some(body), Some(day)) = (Seen::of(page, ix, "organisation"), page.site.date(ix)) else { return };
    let key = match Seen::of(page, ix, "status").and_then(choice_id) {
        Some("cancelled") => "answer.meeting-cancelled",
        Some("planned") => "answer.meeting-planned",
        Some("held") => "answer.meeting",
        _ => "answer.meeting-untold",
    };
    tell(html, page, key, &[("body", told::party(body)), ("date", Place::Day(day))], None);
    let items = Seen::of(page, ix, "items").map_or(0, |items| items.items().len());
    if items > 0 {
        tell(html, page, "answer.meeting-items", &[], Some(items));
    }
}

/// How much of the portal rests on it.
fn document(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let citing = page.site.citing(ix).len();
    if citing > 0 {
        tell(html, page, "answer.document", &[], Some(citing));
    }
}

/// What money comes to those who are there, and what else happens.
fn place(html: &mut Html, page: &PageObject, ix: EntryIx) {
    let Some(local) = page.site.local(ix) else { return };
    let grants: Vec<EntryIx> =
        [&local.incoming, &local.received, &local.within].into_iter().flatten().copied().collect();
    if let Some(amount) = sums(page, &grants) {
        tell(html, page, "answer.place-money", &[("amount", amount), ("name", Place::Entry(ix))], None);
    }
    let counts: Vec<Place<'_>> = local
        .happens
        .iter()
        .map(|(kind, entries)| {
            let kind = page.site.kinds.get(*kind);
            let (one, many) = (kind.name.get(page.language), kind.plural.get(page.language));
            Place::Text(page.counted_of("list.count", entries.len(), &[("one", one), ("many", many)]).into())
        })
        .collect();
    if !counts.is_empty() {
        tell(html, page, "answer.place", &[("counts", Place::List(&counts))], None);
    }
}

/// The sums that refer to an entry, each once.
fn grants_to(page: &PageObject, ix: EntryIx) -> Vec<EntryIx> {
    let groups = page.site.backs(ix).into_iter();
    let of_money = groups.filter(|group| page.site.kinds.get(group.kind).role(Role::Amount).is_some());
    let all: BTreeSet<EntryIx> = of_money.flat_map(|group| group.from).collect();
    all.into_iter().collect()
}

/// What goes to an entry, and from whom.
fn money(html: &mut Html, page: &PageObject, ix: EntryIx, key: &str) {
    let grants = grants_to(page, ix);
    let Some(amount) = sums(page, &grants) else { return };
    with_parties(html, page, key, &[("amount", amount)], (&grants, Role::Payer));
}

/// A sentence that ends with whoever has a role in some sums: named where it is one, counted where they are more, left out
/// where none is known.
fn with_parties<'a>(
    html: &mut Html,
    page: &'a PageObject,
    key: &str,
    places: &[(&'static str, Place<'a>)],
    (grants, role): (&[EntryIx], Role),
) {
    let party = |ix: &EntryIx| page.site.target(*ix, page.site.kind_of(*ix).role(role)?);
    let parties: BTreeSet<EntryIx> = grants.iter().filter_map(party).collect();
    let counted = if role == Role::Payer { "answer.payers" } else { "answer.payees" };
    match (parties.first(), parties.len()) {
        (None, _) => tell(html, page, &format!("{key}-alone"), places, None),
        (Some(one), 1) => tell(html, page, key, &with(places, "who", Place::Entry(*one)), None),
        (_, count) => {
            let who = Place::Text(page.counted(counted, count).into());
            tell(html, page, key, &with(places, "who", who), None);
        }
    }
}

fn with<'a>(
    places: &[(&'static str, Place<'a>)],
    name: &'static str,
    place: Place<'a>,
) -> Vec<(&'static str, Place<'a>)> {
    places.iter().cloned().chain([(name, place)]).collect()
}
