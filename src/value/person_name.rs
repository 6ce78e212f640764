//! The names of persons, however they are written: in any letters and spaces, the family name last or first.

/// A name that is looked for in texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// In small letters, with single spaces.
    forms: Vec<String>,
}

impl PersonName {
    /// `Åse  Berg` is also meant by `BERG, ÅSE`; nothing where the text has fewer than three letters, which stand in too many
    /// words.
    pub fn new(text: &str) -> Option<Self> {
        const FEWEST_LETTERS: usize = 3;
        let name = levelled(text);
        if name.chars().filter(|sign| sign.is_alphanumeric()).count() < FEWEST_LETTERS {
            return None;
        }
        let turned = name.rsplit_once(' ').map(|(first, last)| format!("{last}, {first}"));
        Some(Self { forms: [name].into_iter().chain(turned).collect() })
    }

    /// The forms of the name in small letters, with single spaces; the usual one first.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// Whether a text names the person, and not as a part of other words.
    pub fn is_in(&self, text: &str) -> bool {
        let text = levelled(text);
        self.forms.iter().any(|form| {
            text.match_indices(form.as_str()).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + form.len()..].chars().next();
                ![before, after].into_iter().flatten().any(char::is_alphanumeric)
            })
        })
    }
}

/// The same words in small letters, with single spaces, hard ones as others.
fn levelled(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_any_letters_spaces_and_order() {
        let name = PersonName::new("Bente\u{a0} Holm").expect("a name");
        for text in ["til BENTE HOLM: kunst", "Holm, Bente", "bente\u{a0}holm."] {
            assert!(name.is_in(text), "{text}");
        }
        for text in ["Bente Holmgaard", "Holm Bente", "Bente", ""] {
            assert!(!name.is_in(text), "{text}");
        }
        assert_eq!(PersonName::new("Bo"), None);
    }
}
