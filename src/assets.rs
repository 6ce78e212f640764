//! Style sheets, browser modules and the icon: files of `layouts/assets/`, under a folder named by their content.
//!
//! All assets share one folder name made of the hash of them all, so that browser modules can import one another by
//! plain relative paths and a changed file is never served stale.

use std::collections::BTreeMap;

use crate::address::Address;
use crate::brand::{Brand, Colour, USUAL};
use crate::bundle::bundle;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::source::Input;

pub static MISSING_LOGO: Code = Code {
    id: "missing-logo",
    severity: Severity::Error,
    summary: "The picture that `logo` names is not in `layouts/assets/`.",
    explanation: "`logo` in glasklar.toml is the name of a picture in the folder `layouts/assets/` of the site, best an SVG. \
It stands before the site's title on every page:\n\n    logo = \"logo.svg\"",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&MISSING_LOGO];

const FOLDER: &str = "layouts/assets/";

/// The style sheet of every page, and the rules of a site's own that are laid after it, such as a municipality's theme.
const STYLE: &str = "style.css";
/// What the style sheet consists of besides, in this order: paper overrules the screen.
const PARTS: [&str; 3] = ["pictures.css", "search.css", "print.css"];
const THEME: &str = "theme.css";

/// Modules that are published together with all that they import, as one file.
const WHOLE: [&str; 2] = ["search/page.js", "search/worker.js"];

/// The assets of a site by name (`style.css`, `search/page.js`).
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    folder: String,
}

/// A browser module without its lines that are comments alone, which are a third of it: what readers of the code need,
/// readers of the site need not load. A line on which code follows a comment is kept as it is.
///
/// A comment is known by how its first line begins, so a module must not begin a line of a longer text with `//` or `/*`.
fn without_comments(module: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(module.len());
    let mut is_inside = false;
    for line in module.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii();
        is_inside |= words.starts_with(b"/*");
        let end = words.windows(2).position(|pair| pair == b"*/").filter(|_| is_inside);
        let is_code = match end {
            Some(end) => end + 2 < words.len(),
            None => !is_inside && !words.starts_with(b"//") && !words.is_empty(),
        };
        if is_code {
            let from = if words.starts_with(b"/*") {
                0
            } else {
                end.map_or(0, |end| line.len() - line.trim_ascii_start().len() + end + 2)
            };
            kept.extend_from_slice(&line[from..]);
        }
        is_inside &= end.is_none();
    }
    kept
}

/// The files of the assets folder by name, the site's own last.
fn named(input: &Input) -> impl Iterator<Item = (&str, &Vec<u8>)> {
    let files = input.theme.iter().chain(&input.site);
    files.filter_map(|(path, bytes)| Some((path.strip_prefix(FOLDER).filter(|name| !name.ends_with('/'))?, bytes)))
}

/// Complains where the site's logo is not among its assets.
pub fn find_logo(config: &Config, input: &Input, diagnostics: &mut Diagnostics) {
    let Some(logo) = &config.logo else { return };
    let names = || named(input).map(|(name, _)| name);
    if names().all(|name| *name != *logo.value) {
        let fault = Diagnostic::new(&MISSING_LOGO, format!("there is no file `{FOLDER}{}`", logo.value));
        let help = format!("put the picture into `{FOLDER}` and write its name here");
        diagnostics.push(fault.at(logo.place).help(help).maybe_help(did_you_mean(&logo.value, names())));
    }
}

/// The one style sheet: that of the theme, the colours of the brand, and the site's own rules, which have the last word.
fn style(files: &mut BTreeMap<String, Vec<u8>>, brand: Colour) {
    let parts: Vec<u8> = PARTS.iter().filter_map(|part| files.remove(*part)).flatten().collect();
    let own = files.remove(THEME).unwrap_or_default();
    if let Some(style) = files.get_mut(STYLE) {
        style.extend_from_slice(&parts);
        style.extend_from_slice(Brand::of(brand).rules().as_bytes());
        style.extend_from_slice(&own);
    }
}

impl Assets {
    /// The theme's assets with the site's own of the same name in their place, in the site's colour.
    pub fn of(input: &Input, config: &Config) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (name, bytes) in named(input) {
            let is_module = name.ends_with(".js");
            files.insert(name.to_owned(), if is_module { without_comments(bytes) } else { bytes.clone() });
        }
        style(&mut files, config.brand.as_ref().map_or(USUAL, |brand| brand.value));
        for name in WHOLE {
            if let Some(whole) = bundle(name, &files) {
                files.insert(name.to_owned(), whole);
            }
        }
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &files {
            hasher.update(name.as_bytes());
            hasher.update(&[0]);
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        let folder = format!("assets/{}", &hasher.finalize().to_hex()[..10]);
        Self { files, folder }
    }

    /// Where an asset stands, if there is one of this name.
    pub fn address(&self, name: &str) -> Option<Address> {
        self.files.contains_key(name).then(|| Address::new(format!("{}/{name}", self.folder)))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_loses_its_comments_and_nothing_else() {
        let module = "// @ts-check\n/** Adds. @param {number} a\n * @returns {number}\n */\n\nexport const add = (a) => a / 1; // stays\n/* gone */\n  /** @type {string} */\n  const url = \"https://a.dk/*b*/\";\n";
        let kept = without_comments(module.as_bytes());
        let expected = "export const add = (a) => a / 1; // stays\n  const url = \"https://a.dk/*b*/\";\n";
        assert_eq!(String::from_utf8_lossy(&kept), expected);
    }

    #[test]
    fn code_behind_a_comment_stays_with_all_that_follows() {
        let module = "/** @type {Field} */ (one).focus();\ntwo();\n/** A\n * b */ three();\nfour();\n";
        let kept = without_comments(module.as_bytes());
        let expected = "/** @type {Field} */ (one).focus();\ntwo();\n three();\nfour();\n";
        assert_eq!(String::from_utf8_lossy(&kept), expected);
    }
}
