//! The settings of a site: `glasklar.toml` at its root. Unknown keys are refused at every level.

mod limits;

use crate::brand::Colour;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::lang::Language;
use crate::limits::{Limits, too_long_line};
use crate::localised::Localised;
use crate::raw::{Keys, Node, Raw, Snippet, parse_toml};
use crate::source::{At, Input, Sources};
use crate::text;
use crate::value::date::day_in_zone;

/// The file that marks a site's root.
pub const SETTINGS: &str = "glasklar.toml";

pub static SETTING: Code = Code {
    id: "setting",
    severity: Severity::Error,
    summary: "A key of `glasklar.toml` is unknown, missing or has a value that cannot be used.",
    explanation: "The settings are few and all but `title` are optional. A key that is not known is refused rather \
than ignored, because a misspelt setting that does nothing is worse than an error.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&SETTING];

/// The GeoJSON file from which maps are drawn, and the property of its outlines that tells their places.
#[derive(Debug, Clone)]
pub struct MapFile {
    /// A path from the site's root, below `content/`.
    pub file: At<Box<str>>,
    pub key: Option<At<Box<str>>>,
}

/// What `glasklar.toml` says.
#[derive(Debug, Clone)]
pub struct Config {
    pub title: Localised,
    /// Languages of the interface; the first is the default and stands at the root.
    pub languages: Vec<Language>,
    /// The published address, ending in `/`.
    pub base_url: Option<Box<str>>,
    pub publisher: Option<At<Box<str>>>,
    pub contact: Option<Box<str>>,
    pub licence: Option<Box<str>>,
    /// The one colour of the pages.
    pub brand: Option<At<Colour>>,
    /// The name of a picture in `layouts/assets/`.
    pub logo: Option<At<Box<str>>>,
    pub map: Option<MapFile>,
    pub time_zone: Box<str>,
    pub navigation: Vec<At<Box<str>>>,
    pub accessibility_statement: Option<Box<str>>,
    /// Above this many entries the lunr-compatible index is cut by kind and year.
    pub lunr_limit: usize,
    pub export_also: Vec<Box<str>>,
    pub limits: Limits,
}

/// Settings under which a site without any would be read; also the base of every real one.
impl Default for Config {
    fn default() -> Self {
        Self {
            title: Localised::default(),
            languages: vec![Language::Da],
            base_url: None,
            publisher: None,
            contact: None,
            licence: None,
            brand: None,
            logo: None,
            map: None,
            time_zone: "Europe/Copenhagen".into(),
            navigation: Vec::new(),
            accessibility_statement: None,
            lunr_limit: 2_000,
            export_also: Vec::new(),
            limits: Limits::usual(),
        }
    }
}

const EXPORTS_ON_REQUEST: &[&str] = &["ocds", "iati"];

/// Reads the settings; a site without the file is not a site.
pub fn read(input: &Input, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Config {
    let Some(bytes) = input.site.get(SETTINGS) else {
        diagnostics.push(
            Diagnostic::new(&SETTING, format!("there is no `{SETTINGS}` in this folder"))
                .help("name the folder of a site, or make the file with one line: title = \"…\""),
        );
        return Config::default();
    };
    // The settings themselves are read within the usual limits, since they set the others.
    if let Some(fault) = too_long_line(SETTINGS, bytes, &Limits::usual(), sources) {
        diagnostics.push(fault);
        return Config::default();
    }
    let Some(file) = text::add(SETTINGS, bytes, sources, diagnostics) else { return Config::default() };
    let node = match parse_toml(Snippet::whole(file, sources.text(file))) {
        Ok(node) => node,
        Err(fault) => {
            diagnostics.push(fault);
            return Config::default();
        }
    };
    let Some(keys) = Keys::of(&node) else { return Config::default() };
    Reader { diagnostics }.settings(keys)
}

struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn settings(&mut self, mut keys: Keys<'_>) -> Config {
        let mut config = Config::default();
        match keys.take("title") {
            Some(title) => config.title = Localised::read(title, self.diagnostics).unwrap_or_default(),
            None => self
                .diagnostics
                .push(Diagnostic::new(&SETTING, "the site has no title").at(keys.place()).help("add `title = \"…\"`")),
        }
        if let Some(languages) = keys.take("languages") {
            config.languages = self.languages(languages).unwrap_or(config.languages);
        }
        config.base_url = keys.text("base_url").and_then(|url| self.base_url(url));
        config.publisher = keys.text("publisher").map(|id| At::new(id.value.into(), id.place));
        let words = |text: At<&str>| Box::from(text.value);
        config.contact = keys.text("contact").map(words);
        config.licence = keys.text("licence").map(words);
        config.brand = keys.text("brand").and_then(|brand| self.brand(brand));
        config.logo = keys.text("logo").map(|name| At::new(name.value.into(), name.place));
        let zone = keys.text("time_zone").and_then(|zone| self.time_zone(zone));
        config.time_zone = zone.unwrap_or(config.time_zone);
        if let Some(node) = keys.take("navigation") {
            config.navigation =
                self.texts("navigation", node).into_iter().map(|id| At::new(id.value.into(), id.place)).collect();
        }
        self.section(keys.take("map"), "[map]", |reader, keys| {
            config.map = reader.map(keys);
        });
        self.section(keys.take("accessibility"), "[accessibility]", |_, keys| {
            config.accessibility_statement = keys.text("statement").map(words);
        });
        self.section(keys.take("search"), "[search]", |reader, keys| {
            if let Some(limit) = keys.text("lunr_limit") {
                config.lunr_limit = reader.count(limit).unwrap_or(config.lunr_limit);
            }
        });
        self.section(keys.take("export"), "[export]", |reader, keys| {
            if let Some(also) = keys.take("also") {
                config.export_also = reader.exports(also);
            }
        });
        self.section(keys.take("limits"), "[limits]", |reader, keys| {
            config.limits = reader.limits(keys);
        });
        keys.finish(&SETTING, "glasklar.toml", self.diagnostics);
        config
    }

    fn section(&mut self, node: Option<&Node>, name: &str, read: impl FnOnce(&mut Self, &mut Keys<'_>)) {
        let Some(node) = node else { return };
        let Some(mut keys) = Keys::of(node) else {
            let message = format!("`{}` is a group of keys, this is {}", name.trim_matches(['[', ']']), node.shape());
            let fault = Diagnostic::new(&SETTING, message).at(node.place);
            self.diagnostics.push(fault.help(format!("write `{name}` and the keys below it")));
            return;
        };
        read(self, &mut keys);
        keys.finish(&SETTING, name, self.diagnostics);
    }

    fn map(&mut self, keys: &mut Keys<'_>) -> Option<MapFile> {
        let named = |text: At<&str>| At::new(Box::from(text.value), text.place);
        let key = keys.text("key").map(named);
        let file = keys.text("file").map(named);
        if file.is_none() {
            let fault = Diagnostic::new(&SETTING, "`[map]` names no file").at(keys.place());
            self.diagnostics
                .push(fault.help("write `file = \"content/….geojson\"`, a GeoJSON file with the outlines of places"));
        }
        Some(MapFile { file: file?, key })
    }

    /// The texts of a list; a single text counts as a list of one.
    fn texts<'a>(&mut self, key: &str, node: &'a Node) -> Vec<At<&'a str>> {
        let items: &[Node] = match &node.value {
            Raw::List(items) => items,
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::new();
        for item in items {
            match item.scalar() {
                Some(text) => texts.push(At::new(text, item.place)),
                None => self.diagnostics.push(
                    Diagnostic::new(&SETTING, format!("`{key}` is a list of ids, this is {} in it", item.shape()))
                        .at(item.place)
                        .help(format!("write `{key} = [\"project\", \"grant\"]`")),
                ),
            }
        }
        texts
    }

    fn time_zone(&mut self, zone: At<&str>) -> Option<Box<str>> {
        match day_in_zone(0, zone.value) {
            Ok(_) => Some(zone.value.into()),
            Err(problem) => {
                self.wrong(zone, problem.message, "write it such as \"Europe/Copenhagen\" or \"Europe/Oslo\"");
                None
            }
        }
    }

    fn wrong(&mut self, at: At<&str>, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::new(&SETTING, message).at(at.place).help(help));
    }

    fn languages(&mut self, node: &Node) -> Option<Vec<Language>> {
        let mut languages = Vec::new();
        for code in self.texts("languages", node) {
            match Language::from_code(code.value) {
                Ok(language) if !languages.contains(&language) => languages.push(language),
                Ok(_) => self.wrong(code, format!("`{}` is named twice", code.value), "name each language once"),
                Err(problem) => self.wrong(code, problem.message, "the languages are da, nb, nn and en"),
            }
        }
        if languages.is_empty() {
            self.diagnostics.push(
                Diagnostic::new(&SETTING, "a site needs at least one language")
                    .at(node.place)
                    .help("write `languages = [\"da\"]`; the first one stands at the root"),
            );
            return None;
        }
        Some(languages)
    }

    fn base_url(&mut self, url: At<&str>) -> Option<Box<str>> {
        let found = base_url(url.value);
        if found.is_none() {
            self.wrong(
                At::new(url.value, url.place),
                "`base_url` is not a web address",
                "write it whole, such as \"https://data.herning.dk/\"",
            );
        }
        // It is complained about; to the checks that follow it counts as written.
        found.or_else(|| Some(url.value.into()))
    }

    fn brand(&mut self, brand: At<&str>) -> Option<At<Colour>> {
        let colour = Colour::read(brand.value).map(|colour| At::new(colour, brand.place));
        if colour.is_none() {
            self.wrong(brand, "`brand` is not a colour", "write it as \"#rrggbb\", such as \"#1b5e3f\"");
        }
        colour
    }

    fn count(&mut self, text: At<&str>) -> Option<usize> {
        let count = text.value.replace('_', "").parse().ok().filter(|count| *count > 0);
        if count.is_none() {
            self.wrong(
                text,
                format!("`{}` is not a whole number above zero", text.value),
                "write a number such as 2000",
            );
        }
        count
    }

    fn exports(&mut self, node: &Node) -> Vec<Box<str>> {
        let mut also = Vec::new();
        for name in self.texts("also", node) {
            if EXPORTS_ON_REQUEST.contains(&name.value) {
                also.push(name.value.into());
            } else {
                let help = did_you_mean(name.value, EXPORTS_ON_REQUEST.iter().copied())
                    .unwrap_or_else(|| format!("known: {}", EXPORTS_ON_REQUEST.join(", ")));
                self.wrong(name, format!("there is no export `{}`", name.value), &help);
            }
        }
        also
    }
}

/// A full web address that ends in `/`, or nothing.
pub fn base_url(text: &str) -> Option<Box<str>> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain = !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace);
    let safe = !rest.contains(['?', '#', '"', '<', '>']);
    (plain && safe).then(|| format!("{}/", text.trim_end_matches('/')).into())
}
