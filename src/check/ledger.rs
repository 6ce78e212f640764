//! What was published stays: an address that people have cited does not vanish.

use super::{Checked, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::Origin;
use crate::gather::{LeftOut, Why};
use crate::kind::KindIx;
use crate::ledger::{Known, Name};

pub const RULES: &[Rule] = &[Rule { codes: &[&PUBLISHED_ADDRESS_VANISHED], look: vanished }];

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
        .any(|entry| entry.kind == kind && entry.aliases.iter().any(|alias| *alias.value == *id))
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
    let same = checked.entries.iter().filter(|entry| Some(entry.kind) == kind && entry.origin != Origin::Translation);
    let near = did_you_mean(&name.1, same.map(|entry| &*entry.id))
        .map(|near| format!("{near} if it has a new id, add `aliases: [{}]` there", name.1));
    let again = hidden.map(|_| "publish it again, or withdraw it: `expires: <its last day>`".to_owned());
    let help = again.or(near).unwrap_or_else(|| {
        format!(
            "bring it back; or add `aliases: [{0}]` to the entry that took its place; or keep a stub with the id `{0}` and \
             `expires: <its last day>`",
            name.1
        )
    });
    let fault = Diagnostic::new(&PUBLISHED_ADDRESS_VANISHED, message).help(help);
    Some(match known.place {
        Some(place) => fault.at(place).label("last told of here"),
        None => fault,
    })
}
