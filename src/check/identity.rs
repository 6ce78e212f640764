//! Ids and addresses: nothing stands twice.

use std::collections::HashMap;

use super::{Checked, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::{Entry, Origin};
use crate::value::slug::{collision_key, is_reserved};

pub const RULES: &[Rule] = &[
    Rule { code: &DUPLICATE_ID, look: duplicate_ids },
    Rule { code: &SAME_ADDRESS, look: same_addresses },
    Rule { code: &UNSAFE_NAME, look: unsafe_names },
    Rule { code: &LOST_TRANSLATION, look: lost_translations },
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
    explanation: "Ids that differ only in how æ, ø, å are written out (`aa` and `a`, `oe` and `o` …) are confused by people, \
and on some servers an alias and an id, or two ids that differ by case, are one file. Rename one and keep the old id as an alias of the right \
entry.",
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
                    .at(second.id_place)
                    .label("here again")
                    .related(first.id_place, "first here")
                    .help("give one of the two another id"),
            );
        }
    }
}

fn same_addresses(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(crate::kind::KindIx, String), (&Entry, &str)> = HashMap::new();
    let main = checked.entries.iter().filter(|entry| entry.origin != Origin::Translation);
    for entry in main {
        let aliases = entry.aliases.iter().map(|alias| (&*alias.value, alias.place));
        for (id, place) in std::iter::once((&*entry.id, entry.id_place)).chain(aliases) {
            let key = (entry.kind, collision_key(id));
            let Some((other, other_id)) = seen.insert(key, (entry, id)) else { continue };
            // The same id twice is told by its own rule.
            if other.id != entry.id {
                let message = format!("`{id}` and `{other_id}` would stand at the same address");
                let fault = Diagnostic::new(&SAME_ADDRESS, message).at(place).related(other.id_place, "the other");
                diagnostics.push(fault.help("rename one of the two"));
            }
        }
    }
}

fn unsafe_names(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    for entry in checked.entries {
        let reason = if is_reserved(&entry.id) {
            "is a name that Windows reserves"
        } else if entry.id.len() > 200 {
            "is longer than 200 letters"
        } else if &*entry.id == "index" {
            "is the file name of the list"
        } else {
            continue;
        };
        let shown: String = entry.id.chars().take(40).collect();
        let fault = Diagnostic::new(&UNSAFE_NAME, format!("the id `{shown}` {reason}")).at(entry.id_place);
        diagnostics.push(fault.help("choose another id"));
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
        let message = match found {
            None => format!("there is no {} of which this could be the translation", checked.name(entry)),
            Some(main) if main.language == entry.language => format!("the entry `{}` is in {code} already", entry.id),
            Some(_) => continue,
        };
        let help = format!("name the file after the id of the entry: `<id>.{code}.md`");
        diagnostics.push(Diagnostic::new(&LOST_TRANSLATION, message).at(entry.id_place).help(help));
    }
}
