//! Ids and addresses: nothing stands twice.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, EntryIx, Origin};
use crate::kind::KindIx;
use crate::source::Place;
use crate::value::slug::{MAX_BYTES, collision_key, is_reserved};

pub const RULES: &[Rule] = &[
    Rule { codes: &[&DUPLICATE_ID], look: Look::Site(duplicate_ids) },
    Rule { codes: &[&SAME_ADDRESS], look: Look::Site(same_addresses) },
    Rule { codes: &[&UNSAFE_NAME], look: Look::Entry(unsafe_names) },
    Rule { codes: &[&LOST_TRANSLATION], look: Look::Site(lost_translations) },
    Rule { codes: &[&UNSPOKEN_TRANSLATION], look: Look::Entry(unspoken_translations) },
];

static DUPLICATE_ID: Code = Code {
    id: "duplicate-id",
    severity: Severity::Error,
    summary: "Two entries of one kind have the same id.",
    explanation: "The id is the entry's address and the name by which others refer to it. Give one of the two another \
id. If one is a translation of the other, name its file `<id>.<language>.md`.",
};

static SAME_ADDRESS: Code = Code {
    id: "same-address",
    severity: Severity::Error,
    summary: "Two entries would stand at the same address.",
    explanation: "A former id (`aliases`) is an address as much as an id is, so no two entries \
share one. Letters written out count as the letters (`ae` as æ). Keep the former id at the entry that had it.",
};

static UNSAFE_NAME: Code = Code {
    id: "unsafe-name",
    severity: Severity::Error,
    summary: "The id cannot be a file name everywhere.",
    explanation: "Windows reserves names such as `con` and `aux`, and file systems take at most 255 bytes. A site must \
be able to lie on any web server. Choose another id.",
};

static LOST_TRANSLATION: Code = Code {
    id: "lost-translation",
    severity: Severity::Error,
    summary: "A translation has no entry to belong to.",
    explanation: "`name.nb.md` is the bokmål version of the entry `name` of the same kind. There is no such entry, or it \
is itself written in that language.",
};

static UNSPOKEN_TRANSLATION: Code = Code {
    id: "unspoken-translation",
    severity: Severity::Warning,
    summary: "A translation is in a language that the site does not speak.",
    explanation: "`name.nb.md` is the bokmål version of `name`, and stands among the site's pages in bokmål. There are none \
as long as `languages` in glasklar.toml does not name the language, so the translation is left out.",
};

fn unspoken_translations(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let entry = checked.at(ix);
    if entry.origin == Origin::Translation && !checked.config.languages.contains(&entry.language) {
        let code = entry.language.code();
        let message = format!("the site does not speak {code}, so this translation is left out");
        let fault = Diagnostic::new(&UNSPOKEN_TRANSLATION, message).at(entry.id_place());
        diagnostics.push(fault.help(format!("add \"{code}\" to `languages` in glasklar.toml")));
    }
}

fn duplicate_ids(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    for pair in checked.entries.windows(2) {
        let [first, second] = pair else { continue };
        let same = first.kind == second.kind && first.id == second.id;
        let twice = match (first.origin == Origin::Translation, second.origin == Origin::Translation) {
            (false, false) => true,
            (true, true) => first.language == second.language,
            _ => false,
        };
        if same && twice {
            let message = format!("the {} stands twice", checked.name(second));
            diagnostics.push(
                Diagnostic::new(&DUPLICATE_ID, message)
                    .at(second.id_place())
                    .label("here again")
                    .related(first.id_place(), "first here")
                    .help("give one of the two another id"),
            );
        }
    }
}

/// An id or a former id, with where it is written.
#[derive(Clone, Copy)]
struct Claim<'a> {
    entry: &'a Entry,
    id: &'a str,
    place: Place,
    former: bool,
}

/// Every id and former id of entries that have an address of their own.
fn claims<'a>(checked: &Checked<'a>) -> impl Iterator<Item = Claim<'a>> {
    checked.entries.iter().flat_map(claims_of)
}

fn claims_of(entry: &Entry) -> impl Iterator<Item = Claim<'_>> {
    let own = Claim { entry, id: &entry.id, place: entry.id_place(), former: false };
    let former = entry.aliases().iter();
    let former = former.map(move |alias| Claim { entry, id: &alias.value, place: alias.place, former: true });
    std::iter::once(own).chain(former).filter(|claim| claim.entry.origin != Origin::Translation)
}

/// What is equal for claims that readers and file systems would mix up.
fn key(claim: &Claim<'_>) -> (KindIx, String) {
    (claim.entry.kind, collision_key(claim.id))
}

/// The hash of a key: equal keys have the same, and few others.
fn hash(claim: &Claim<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    key(claim).hash(&mut hasher);
    hasher.finish()
}

fn same_addresses(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    // Hardly any key stands twice, so only those are kept whose hash does.
    let mut hashes: Vec<u64> = claims(checked).map(|claim| hash(&claim)).collect();
    hashes.sort_unstable();
    let twice: HashSet<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    drop(hashes);
    if twice.is_empty() {
        return;
    }
    let mut seen: HashMap<(KindIx, String), Claim<'_>> = HashMap::new();
    for claim in claims(checked).filter(|claim| twice.contains(&hash(claim))) {
        let key = key(&claim);
        let Some(other) = seen.get(&key).copied() else {
            seen.insert(key, claim);
            continue;
        };
        // Two ids that are the same are told by their own rule.
        if claim.former || other.former || claim.id != other.id {
            diagnostics.push(told(checked, claim, other));
        }
    }
}

fn told(checked: &Checked<'_>, claim: Claim<'_>, other: Claim<'_>) -> Diagnostic {
    let one_entry = std::ptr::eq(claim.entry, other.entry);
    let id = claim.id;
    let fault = |message: String| Diagnostic::new(&SAME_ADDRESS, message).at(claim.place);
    match (one_entry, other.former) {
        (true, false) => fault(format!("`{id}` is the id of this entry already")).help("remove it from `aliases`"),
        (true, true) => fault(format!("the former id `{id}` is written twice"))
            .label("here again")
            .related(other.place, "first here")
            .help("keep one of the two"),
        (false, _) => {
            let name = |claim: Claim<'_>| match claim.former {
                true => format!("the former id `{}` of the {}", claim.id, checked.name(claim.entry)),
                false => format!("the {}", checked.name(claim.entry)),
            };
            fault(format!("{} and {} would stand at the same address", name(claim), name(other)))
                .related(other.place, "the other")
                .help("rename one of the two; a former id belongs to one entry only")
        }
    }
}

fn unsafe_names(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    for claim in claims_of(checked.at(ix)) {
        let reason = if is_reserved(claim.id) {
            "is a name that Windows reserves"
        } else if claim.id.len() > MAX_BYTES {
            "is longer than 200 letters"
        } else if claim.id == "index" {
            "is the file name of the list"
        } else {
            continue;
        };
        let shown: String = claim.id.chars().take(40).collect();
        let (what, help) = match claim.former {
            true => ("former id", "a former id is an address too; leave it out"),
            false => ("id", "choose another id"),
        };
        let fault = Diagnostic::new(&UNSAFE_NAME, format!("the {what} `{shown}` {reason}")).at(claim.place);
        diagnostics.push(fault.help(help));
    }
}

fn lost_translations(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let mut main: Option<&Entry> = None;
    for entry in checked.entries {
        if entry.origin != Origin::Translation {
            main = Some(entry);
            continue;
        }
        let found = main.filter(|main| main.kind == entry.kind && main.id == entry.id);
        let code = entry.language.code();
        let (message, help) = match found {
            None => {
                let same = checked.entries.iter().filter(|other| other.kind == entry.kind);
                let written = same.filter(|other| other.origin != Origin::Translation).map(|other| &*other.id);
                let help = did_you_mean(&entry.id, written)
                    .unwrap_or_else(|| format!("name the file after the id of the entry: `<id>.{code}.md`"));
                (format!("there is no {} of which this could be the translation", checked.name(entry)), help)
            }
            Some(main) if main.language == entry.language => {
                let help = "remove one of the two, or name the file after the language that it is in";
                (format!("the entry `{}` is in {code} already", entry.id), help.to_owned())
            }
            Some(_) => continue,
        };
        diagnostics.push(Diagnostic::new(&LOST_TRANSLATION, message).at(entry.id_place()).help(help));
    }
}
