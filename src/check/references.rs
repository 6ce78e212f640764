//! References: each leads to an entry, and chains end.

use super::{Checked, Look, Rule, would_stand};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, EntryIx, Origin, Reference, Value, walk};
use crate::gather::{LeftOut, Why};
use crate::kind::Role;
use crate::lang::Language;
use crate::source::{At, Place};

pub const RULES: &[Rule] = &[
    Rule { codes: &[&DANGLING_REFERENCE, &EXPIRED_REFERENCE], look: Look::Entry(dangling) },
    Rule { codes: &[&CYCLE], look: Look::Entry(cycles) },
];

static DANGLING_REFERENCE: Code = Code {
    id: "dangling-reference",
    severity: Severity::Error,
    summary: "A field refers to an entry that does not exist.",
    explanation: "A reference is the id of another entry (or a former id, an organisation number, or a name that only \
one entry bears). The message suggests the nearest id. Drafts, and entries whose embargo has not ended, count as not \
there, so that nothing published hints at them.",
};

static CYCLE: Code = Code {
    id: "cycle",
    severity: Severity::Error,
    summary: "A chain of entries leads back to its beginning.",
    explanation: "A sum cannot be a part of itself, a body cannot be its own parent, a contract cannot precede itself. \
The message shows the chain; one of its links is wrong.",
};

pub(super) static EXPIRED_REFERENCE: Code = Code {
    id: "expired-reference",
    severity: Severity::Warning,
    summary: "An entry refers to one whose time of publication is over.",
    explanation: "The entry that is meant has `expires:` with a day that has passed. It is left out of the site and leaves a page \
that says so; who refers to it says that it is no longer published. This does not stop the build, because otherwise the passing of \
a day would keep the expired entry public in the site of yesterday.",
};

fn dangling(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    if checked.may_be_unread() {
        return;
    }
    walk(&checked.at(ix).fields, &mut |value: At<&Value>| {
        if let Value::Reference(reference) = value.value
            && reference.target.is_none()
            && !(reference.is_private_person() && checked.kinds.get(reference.kind).role(Role::Number).is_some())
        {
            diagnostics.push(complaint(checked, reference, value.place));
        }
    });
}

fn complaint(checked: &Checked<'_>, reference: &Reference, place: Place) -> Diagnostic {
    let kind = checked.kinds.get(reference.kind);
    let name = kind.name.get(Language::En);
    let ids = || {
        let same = checked.entries.iter().filter(|entry| entry.kind == reference.kind);
        same.filter(|entry| entry.origin != Origin::Translation).map(|entry| &*entry.id)
    };
    let elsewhere = checked
        .entries
        .iter()
        .find(|entry| *entry.id == *reference.text)
        .map(|entry| format!("`{}` is a {}", entry.id, checked.kind(entry).name.get(Language::En)));
    let make = || would_stand(kind, &reference.text);
    let hidden = checked.left_out.iter().find(|one| one.is_meant(reference));
    if let Some(LeftOut { id, why: Why::Expired(_), .. }) = hidden {
        let message = format!("the {name} `{id}` has expired");
        let fault = Diagnostic::new(&EXPIRED_REFERENCE, message).at(place);
        return fault.help("the page says that it is no longer published; leave the reference out, or name another");
    }
    let hidden =
        hidden.map(|one| format!("`{}` {}, so nothing published may refer to it yet", one.id, one.why.words()));
    let help = hidden.or_else(|| did_you_mean(&reference.text, ids())).or(elsewhere).unwrap_or_else(make);
    Diagnostic::new(&DANGLING_REFERENCE, format!("there is no {name} `{}`", reference.text)).at(place).help(help)
}

/// Roles whose chains must end.
const CHAINS: &[(Role, &str)] = &[
    (Role::Whole, "is part of"),
    (Role::Parent, "belongs to"),
    (Role::Previous, "follows"),
    (Role::Successor, "became"),
];

fn cycles(checked: &Checked<'_>, start: EntryIx, diagnostics: &mut Diagnostics) {
    for (role, words) in CHAINS {
        if let Some((path, place)) = cycle(checked, start, checked.at(start), *role) {
            let chain = path.join(&format!(" {words} "));
            let fault = Diagnostic::new(&CYCLE, format!("this chain never ends: {chain}")).at(place);
            diagnostics.push(fault.help("one of these links is wrong"));
        }
    }
}

/// The chain that leads from an entry back to it, told once: from the member with the smallest index.
fn cycle(checked: &Checked<'_>, start: EntryIx, entry: &Entry, role: Role) -> Option<(Vec<String>, Place)> {
    let (mut at, place) = checked.target(entry, role)?;
    if at < start {
        return None;
    }
    let mut path = vec![format!("`{}`", entry.id)];
    let mut seen = std::collections::HashSet::from([start]);
    while at > start && seen.insert(at) {
        path.push(format!("`{}`", checked.at(at).id));
        at = checked.target(checked.at(at), role)?.0;
    }
    path.push(format!("`{}`", entry.id));
    (at == start).then_some((path, place))
}
