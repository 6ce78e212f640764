//! The texts of the interface in one language.

use std::collections::{BTreeMap, HashMap};

use icu_plurals::PluralRules;

use super::{Language, plural_form, plural_rules};

/// A text of the interface, with places for values: `{count} af {total}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// One text.
    Text(String),
    /// A text that depends on a number.
    Plural {
        /// For one thing.
        one: String,
        /// For none and for many.
        other: String,
    },
}

/// All texts of one language, by their keys.
#[derive(Debug)]
pub struct Messages {
    language: Language,
    plurals: PluralRules,
    texts: HashMap<String, Message>,
}

impl Message {
    /// The names of the places for values, in the order of the text; of both forms of a plural.
    pub fn placeholders(&self) -> Vec<&str> {
        let names = |text| pieces(text).filter_map(|(_, name)| name);
        match self {
            Self::Text(text) => names(text).collect(),
            Self::Plural { one, other } => names(one).chain(names(other)).collect(),
        }
    }
}

impl Messages {
    /// The texts of a language.
    pub fn new(language: Language, texts: BTreeMap<String, Message>) -> Self {
        Self { language, plurals: plural_rules(language), texts: texts.into_iter().collect() }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message with this key.
    pub fn get(&self, key: &str) -> Option<&Message> {
        self.texts.get(key)
    }

    /// All keys, sorted; for comparing languages.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let mut keys: Vec<&str> = self.texts.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// The text with this key and its places filled: `{name}` by the argument of that name,
    /// which the caller has formatted. `n` chooses the form of a plural, and fills `{n}` where
    /// no argument does. A place without an argument stays as it is, to be seen.
    ///
    /// `None` where the language has no such message.
    pub fn format(&self, key: &str, args: &[(&str, &str)], n: Option<i64>) -> Option<String> {
        let text = match (self.get(key)?, n) {
            (Message::Text(text), _) => text,
            (Message::Plural { one, .. }, Some(n)) if plural_form(&self.plurals, n) == "one" => one,
            (Message::Plural { other, .. }, _) => other,
        };
        Some(fill(text, args, n))
    }
}

fn fill(text: &str, args: &[(&str, &str)], n: Option<i64>) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    for (literal, name) in pieces(text) {
        filled.push_str(literal);
        let Some(name) = name else { continue };
        match (args.iter().find(|(key, _)| *key == name), n) {
            (Some((_, value)), _) => filled.push_str(value),
            (None, Some(n)) if name == "n" => filled.push_str(&n.to_string()),
            (None, _) => filled.extend(["{", name, "}"]),
        }
    }
    filled
}

/// A text as pairs of literal text and the name of the place that follows it. Braces that hold
/// no name are literal text.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let place = text.match_indices('{').find_map(|(open, _)| {
            let close = open + text[open..].find('}')?;
            let name = &text[open + 1..close];
            is_name(name).then_some((open, name, close))
        });
        rest = place.map(|(_, _, close)| &text[close + 1..]);
        Some(match place {
            Some((open, name, _)) => (&text[..open], Some(name)),
            None => (text, None),
        })
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(texts: &[(&str, Message)]) -> Messages {
        let texts = texts.iter().map(|(key, message)| ((*key).to_owned(), message.clone()));
        Messages::new(Language::Da, texts.collect())
    }

    #[test]
    fn places_are_filled_and_open_ones_stay() {
        let all = messages(&[("of", Message::Text("{a} af {b}, {a}{missing} {} { a }".into()))]);
        let text = all.format("of", &[("a", "{b}"), ("b", "10")], None);
        assert_eq!(text.as_deref(), Some("{b} af 10, {b}{missing} {} { a }"));
    }

    #[test]
    fn a_number_chooses_the_form() {
        let plural = Message::Plural { one: "{n} tilskud".into(), other: "{n} tilskud i alt".into() };
        let all = messages(&[("grants", plural)]);
        let text = |n| all.format("grants", &[], n);
        assert_eq!(text(Some(1)).as_deref(), Some("1 tilskud"));
        assert_eq!(text(Some(0)).as_deref(), Some("0 tilskud i alt"));
        assert_eq!(text(None).as_deref(), Some("{n} tilskud i alt"));
        let formatted = all.format("grants", &[("n", "12.345")], Some(12_345));
        assert_eq!(formatted.as_deref(), Some("12.345 tilskud i alt"));
    }

    #[test]
    fn a_missing_message_is_told() {
        let all = messages(&[("b", Message::Text(String::new())), ("a", Message::Text("x".into()))]);
        assert_eq!(all.format("c", &[], None), None);
        assert_eq!(all.format("b", &[], None).as_deref(), Some(""));
        assert_eq!(all.keys().collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn placeholders_can_be_compared() {
        let plural = Message::Plural { one: "{n} af {all}".into(), other: "{n}".into() };
        assert_eq!(plural.placeholders(), ["n", "all", "n"]);
        assert_eq!(Message::Text("{{x}".into()).placeholders(), ["x"]);
    }
}
