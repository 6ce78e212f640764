//! What was published stays: an address that people have cited does not vanish.

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::entry::{Entry, Origin};
use crate::gather::{LeftOut, Why};
use crate::kind::KindIx;
use crate::lang::Language;
use crate::ledger::{Known, Name};
use crate::source::Place;
use crate::value::slug::slug;

pub const RULES: &[Rule] = &[Rule { codes: &[&PUBLISHED_ADDRESS_VANISHED], look: Look::Site(vanished) }];

static PUBLISHED_ADDRESS_VANISHED: Code = Code {
    id: "published-address-vanished",
    severity: Severity::Error,
    summary: "An entry that was published is gone, and nothing stands at its address.",
    explanation: "The ledger remembers what `glasklar build --record` published. People have cited the address, so \
something has to stand there:\n\n- An entry with a new id keeps the old one: `aliases: [old-id]`; the old address then leads on.\n- An \
entry that is withdrawn stays as a stub with the last day of its publication, `expires: 2024-05-01`; a page without its content \
says so. The stub needs no other field, and may go once the withdrawal itself is recorded.\n- A draft, or an entry under embargo, \
is not published: finish it, or let it expire.",
};

fn vanished(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    if checked.may_be_unread() {
        return;
    }
    let published = checked.ledger.known.iter().filter(|(_, known)| known.removed.is_none());
    for (name, known) in published.filter(|(_, known)| !known.published.addresses.is_empty()) {
        let kind = checked.kinds.by_id(&name.0);
        if !kind.is_some_and(|kind| stands(checked, kind, &name.1)) {
            diagnostics.extend(complaint(checked, kind, name, known));
        }
    }
}

/// Whether an entry of this id, or former id, is published.
fn stands(checked: &Checked<'_>, kind: KindIx, id: &str) -> bool {
    let from = checked.entries.partition_point(|entry| (entry.kind, &*entry.id) < (kind, id));
    let own = checked.entries.get(from).is_some_and(|entry| entry.kind == kind && *entry.id == *id);
    own || checked
        .entries
        .iter()
        .any(|entry| entry.kind == kind && entry.aliases().iter().any(|alias| *alias.value == *id))
}

/// Nothing where the entry has expired: its page says so.
fn complaint(checked: &Checked<'_>, kind: Option<KindIx>, name: &Name, known: &Known) -> Option<Diagnostic> {
    let hidden = checked.left_out.iter().find(|one| Some(one.kind) == kind && one.is_called(&name.1));
    if let Some(LeftOut { why: Why::Expired(_), .. }) = hidden {
        return None;
    }
    let address = known.published.addresses.first().map_or("", |address| address.as_str());
    let message = match hidden {
        Some(one) => format!("`{address}` was published, and its entry `{}` {} now", one.id, one.why.words()),
        None => format!("`{address}` was published, and there is no {} `{}` any more", name.0, name.1),
    };
    let again = hidden.map(|_| "publish it again, or withdraw it: `expires: <its last day>`".to_owned());
    let help = again.unwrap_or_else(|| remedy(checked, kind, name));
    let fault = Diagnostic::new(&PUBLISHED_ADDRESS_VANISHED, message).help(help);
    Some(match known.place {
        Some(place) => fault.at(item(checked, place, name)).label("last told of here"),
        None => fault,
    })
}

/// Where the entry stands in its line of the ledger.
fn item(checked: &Checked<'_>, line: Place, (kind, id): &Name) -> Place {
    let Place::Text { file, start, end } = line else { return line };
    let text = &checked.sources.text(file)[start as usize..end as usize];
    let words = format!("\"kind\":\"{kind}\",\"id\":\"{id}\"");
    text.find(&words).map_or(line, |at| line.within(at..at + words.len()))
}

fn remedy(checked: &Checked<'_>, kind: Option<KindIx>, (kind_id, id): &Name) -> String {
    // Only an entry that is new since then can be this one under another id.
    let is_new = |entry: &&Entry| !checked.ledger.known.contains_key(&(kind_id.clone(), entry.id.clone()));
    let same = checked.entries.iter().filter(|entry| Some(entry.kind) == kind && entry.origin != Origin::Translation);
    let near = nearest(id, same.filter(is_new).map(|entry| &*entry.id));
    let folder =
        kind.map_or_else(|| kind_id.to_string(), |kind| slug(checked.kinds.get(kind).plural.get(Language::En)));
    let stub = format!(
        "if it is withdrawn, keep a stub `content/{folder}/{id}.md` that says `expires: <its last day>` and nothing else"
    );
    match near {
        Some(near) => format!("if `{near}` is its new id, add `aliases: [{id}]` there; {stub}"),
        None => format!("bring it back; if it has a new id, add `aliases: [{id}]` to it; {stub}"),
    }
}
