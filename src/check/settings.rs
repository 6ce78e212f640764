//! Settings that need the whole site to be judged.

use super::{Checked, Look, Rule};
use crate::brand::Brand;
use crate::config::SETTINGS;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::Origin;
use crate::raw::{Node, Raw, Snippet, parse_toml};

pub const RULES: &[Rule] = &[
    Rule { codes: &[&NO_BASE_URL], look: Look::Site(base_url) },
    Rule { codes: &[&NO_ACCESSIBILITY_STATEMENT], look: Look::Site(statement) },
    Rule { codes: &[&BRAND_ADJUSTED], look: Look::Site(brand) },
    Rule { codes: &[&UNKNOWN_PUBLISHER], look: Look::Site(publisher) },
    Rule { codes: &[&UNKNOWN_NAVIGATION], look: Look::Site(navigation) },
];

static NO_BASE_URL: Code = Code {
    id: "no-base-url",
    severity: Severity::Notice,
    summary: "The settings do not say at which address the site will stand.",
    explanation: "The pages work without it, in any folder and from a disk. A sitemap, and the links by which feeds \
and catalogues name the pages, need the whole address. Add it to glasklar.toml, or give it to the build with \
`--base-url`:\n\n    base_url = \"https://data.herning.dk/\"",
};

static NO_ACCESSIBILITY_STATEMENT: Code = Code {
    id: "no-accessibility-statement",
    severity: Severity::Notice,
    summary: "The settings do not name the site's accessibility statement.",
    explanation: "Danish and Norwegian law ask public bodies for an accessibility statement per site (Denmark: made with \
the WAS-Tool; Norway: uustatus.no). Add its address to glasklar.toml:\n\n    [accessibility]\n    statement = \
\"https://…\"",
};

static BRAND_ADJUSTED: Code = Code {
    id: "brand-adjusted",
    severity: Severity::Notice,
    summary: "The brand colour is too light for text or controls on paper, and is made darker there.",
    explanation: "Text needs a contrast of 4.5:1 and controls need 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). From `brand` a scale \
is computed that keeps the hue and reaches both, in light and in dark. Name a darker colour to see it as it is, or set \
the custom properties yourself in `layouts/assets/theme.css`.",
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

/// Whether the settings leave a key out. One that is written and could not be read has had its own complaint, as have
/// settings that could not be read at all.
fn leaves_out(checked: &Checked<'_>, path: &[&str]) -> bool {
    let settings = checked.sources.iter().find(|(_, file)| file.path == SETTINGS);
    let node = settings.and_then(|(id, file)| parse_toml(Snippet::whole(id, &file.text)).ok());
    node.is_some_and(|node| lacks(&node, path))
}

fn lacks(node: &Node, path: &[&str]) -> bool {
    match (&node.value, path) {
        (Raw::Map(pairs), [key, rest @ ..]) => {
            pairs.iter().find(|pair| &*pair.key == *key).is_none_or(|pair| lacks(&pair.node, rest))
        }
        _ => false,
    }
}

fn base_url(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    if checked.config.base_url.is_none() && leaves_out(checked, &["base_url"]) {
        let fault = Diagnostic::new(&NO_BASE_URL, "the site does not say at which address it will stand");
        let help = "add `base_url = \"https://…\"` to glasklar.toml; until then there is no sitemap";
        diagnostics.push(fault.help(help));
    }
}

fn statement(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    if checked.config.accessibility_statement.is_none() && leaves_out(checked, &["accessibility", "statement"]) {
        let fault = Diagnostic::new(&NO_ACCESSIBILITY_STATEMENT, "the site names no accessibility statement");
        diagnostics.push(fault.help("add `[accessibility]` with `statement = \"https://…\"` to glasklar.toml"));
    }
}

fn brand(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(brand) = &checked.config.brand else { return };
    let colour = brand.value;
    let told = Brand::of(colour).adjusted(colour).into_iter().map(|part| {
        let (what, has, needs, becomes) = (part.what, part.has, part.needs, part.becomes);
        format!("{what} take {becomes} instead ({has:.1}:1 on paper, {needs}:1 is needed)")
    });
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        let fault = Diagnostic::new(&BRAND_ADJUSTED, format!("{colour} is too light: {}", told.join("; ")));
        diagnostics.push(fault.at(brand.place).help("nothing has to be done; a darker colour is shown as it is"));
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
        let fault = fault.at(publisher.place).help("write the id of an organisation of the site");
        diagnostics.push(fault.maybe_help(help));
    }
}

fn navigation(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    for item in &checked.config.navigation {
        let known = || checked.kinds.ids().chain(ids(checked, "page"));
        if !known().any(|id| *id == *item.value) {
            let message = format!("`{}` is neither a kind nor a page", item.value);
            let fault = Diagnostic::new(&UNKNOWN_NAVIGATION, message).at(item.place);
            let fault = fault.help("write the id of a kind, such as `grant`, or of an entry of the kind `page`");
            diagnostics.push(fault.maybe_help(did_you_mean(&item.value, known())));
        }
    }
}
