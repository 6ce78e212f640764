//! Settings that need the whole site to be judged.

use super::{Checked, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::Origin;

pub const RULES: &[Rule] = &[
    Rule { code: &NO_ACCESSIBILITY_STATEMENT, look: statement },
    Rule { code: &UNKNOWN_PUBLISHER, look: publisher },
    Rule { code: &UNKNOWN_NAVIGATION, look: navigation },
];

static NO_ACCESSIBILITY_STATEMENT: Code = Code {
    id: "no-accessibility-statement",
    severity: Severity::Notice,
    summary: "The settings do not name the site's accessibility statement.",
    explanation: "Danish and Norwegian law ask public bodies for an accessibility statement per site (Denmark: made with \
the WAS-Tool; Norway: uustatus.no). Add its address to glasklar.toml:\n\n    [accessibility]\n    statement = \
\"https://…\"",
};

static UNKNOWN_PUBLISHER: Code = Code {
    id: "unknown-publisher",
    severity: Severity::Error,
    summary: "The publisher in glasklar.toml is not an organisation of the site.",
    explanation: "`publisher` is the id of the organisation that publishes the portal.",
};

static UNKNOWN_NAVIGATION: Code = Code {
    id: "unknown-navigation",
    severity: Severity::Error,
    summary: "The navigation in glasklar.toml names something that is neither a kind nor a page.",
    explanation: "`navigation` lists ids of kinds, or of entries of the kind `page`, in the order in which they are shown.",
};

fn statement(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    if checked.config.accessibility_statement.is_none() {
        let fault = Diagnostic::new(&NO_ACCESSIBILITY_STATEMENT, "the site names no accessibility statement");
        diagnostics.push(fault.help("add `[accessibility]` with `statement = \"https://…\"` to glasklar.toml"));
    }
}

fn ids<'a>(checked: &Checked<'a>, kind: &str) -> impl Iterator<Item = &'a str> {
    let kind = checked.kinds.by_id(kind);
    let same = checked.entries.iter().filter(move |entry| Some(entry.kind) == kind);
    same.filter(|entry| entry.origin != Origin::Translation).map(|entry| &*entry.id)
}

fn publisher(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(publisher) = &checked.config.publisher else { return };
    if !ids(checked, "organisation").any(|id| *id == *publisher.value) {
        let fault = Diagnostic::new(&UNKNOWN_PUBLISHER, format!("there is no organisation `{}`", publisher.value));
        let help = did_you_mean(&publisher.value, ids(checked, "organisation"));
        diagnostics.push(fault.at(publisher.place).maybe_help(help));
    }
}

fn navigation(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    for item in &checked.config.navigation {
        let known = || checked.kinds.ids().chain(ids(checked, "page"));
        if !known().any(|id| *id == *item.value) {
            let message = format!("`{}` is neither a kind nor a page", item.value);
            let fault = Diagnostic::new(&UNKNOWN_NAVIGATION, message).at(item.place);
            diagnostics.push(fault.maybe_help(did_you_mean(&item.value, known())));
        }
    }
}
