//! The interface in each language: messages of the theme, number and date formats, alphabetical order.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lang::{Collator, Formats, Language, Message, Messages};
use crate::raw::{Keys, Node, Raw, merged_toml};
use crate::source::{Input, Sources};

pub static MESSAGES: Code = Code {
    id: "messages",
    severity: Severity::Error,
    summary: "The interface texts of a language cannot be used as they are.",
    explanation: "`layouts/lang/<code>.toml` holds the interface in one language: `name`, and `[messages]` with a text \
per key, or `{ one = \"…\", other = \"…\" }` where the number decides. A site's file is laid over the built-in one.",
};

pub static MISSING_MESSAGE: Code = Code {
    id: "missing-message",
    severity: Severity::Notice,
    summary: "An interface text exists in one language of the site and not in another.",
    explanation: "The site's first language is used in its place. Add the key to `layouts/lang/<code>.toml`.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&MESSAGES, &MISSING_MESSAGE];

/// One language of the interface.
pub struct Tongue {
    pub language: Language,
    /// The language's name in itself.
    pub name: String,
    pub messages: Messages,
    pub formats: Formats,
    pub collator: Collator,
}

/// Every language of the site.
pub struct Interface {
    tongues: Vec<Tongue>,
}

impl Interface {
    /// Reads the languages of a site; its first language fills what another lacks.
    pub fn read(input: &Input, languages: &[Language], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut texts: Vec<(Language, String, BTreeMap<String, Message>)> = languages
            .iter()
            .map(|language| {
                let (name, messages) = read_language(input, *language, sources, diagnostics);
                (*language, name, messages)
            })
            .collect();
        if let Some((first, rest)) = texts.split_first_mut() {
            for (language, _, messages) in rest {
                fill(*language, messages, &first.2, diagnostics);
            }
        }
        let tongues = texts
            .into_iter()
            .map(|(language, name, messages)| Tongue {
                language,
                name,
                messages: Messages::new(language, messages),
                formats: Formats::new(language),
                collator: Collator::new(language),
            })
            .collect();
        Self { tongues }
    }

    /// The interface in a language; one that the site does not speak is shown in its first.
    pub fn of(&self, language: Language) -> &Tongue {
        self.tongues.iter().find(|tongue| tongue.language == language).unwrap_or(&self.tongues[0])
    }

    pub fn iter(&self) -> impl Iterator<Item = &Tongue> {
        self.tongues.iter()
    }
}

fn read_language(
    input: &Input,
    language: Language,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> (String, BTreeMap<String, Message>) {
    let path = format!("layouts/lang/{}.toml", language.code());
    let unknown = (language.code().to_owned(), BTreeMap::new());
    let Some(node) = merged_toml(input, &path, sources, diagnostics) else { return unknown };
    let Some(mut keys) = Keys::of(&node) else { return unknown };
    let name = keys.text("name").map_or(unknown.0, |name| name.value.to_owned());
    let mut messages = BTreeMap::new();
    if let Some(Node { value: Raw::Map(pairs), .. }) = keys.take("messages") {
        for pair in pairs {
            match message(&pair.node) {
                Some(message) => {
                    messages.insert(pair.key.to_string(), message);
                }
                None => diagnostics.push(
                    Diagnostic::new(&MESSAGES, format!("`{}` is not an interface text", pair.key))
                        .at(pair.node.place)
                        .help("write a text, or { one = \"…\", other = \"…\" }"),
                ),
            }
        }
    }
    keys.finish(&MESSAGES, "a language", diagnostics);
    (name, messages)
}

fn message(node: &Node) -> Option<Message> {
    if let Some(text) = node.scalar() {
        return Some(Message::Text(text.into()));
    }
    let mut keys = Keys::of(node)?;
    let (one, other) = (keys.text("one")?, keys.text("other")?);
    Some(Message::Plural { one: one.value.into(), other: other.value.into() })
}

fn fill(
    language: Language,
    messages: &mut BTreeMap<String, Message>,
    first: &BTreeMap<String, Message>,
    diagnostics: &mut Diagnostics,
) {
    let missing: Vec<&String> = first.keys().filter(|key| !messages.contains_key(*key)).collect();
    if !missing.is_empty() {
        let keys: Vec<&str> = missing.iter().map(|key| key.as_str()).collect();
        let message = format!("interface texts missing in {}: {}", language.code(), keys.join(", "));
        let help = format!("add them to `layouts/lang/{}.toml`", language.code());
        diagnostics.push(Diagnostic::new(&MISSING_MESSAGE, message).help(help));
    }
    let copies: Vec<(String, Message)> =
        missing.into_iter().filter_map(|key| Some((key.clone(), first.get(key)?.clone()))).collect();
    messages.extend(copies);
}
