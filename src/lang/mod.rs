//! The four languages: how each writes numbers, sums and dates, how it sorts, and the texts of
//! the interface.
//!
//! The only user of the ICU crates. Conventions come from ICU's data (Danish, bokmål, nynorsk,
//! British English); where ICU has no form, as for seasons and *primo*, small tables stand in
//! for it.

mod collate;
mod dates;
mod formats;
mod messages;
mod patterns;
mod set;
mod text;

pub use collate::Collator;
pub use formats::{CurrencyStyle, Formats};
pub use messages::{Message, Messages};
pub use set::LanguageSet;
pub use text::{lower, nfc};

use std::fmt;

use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};

use crate::value::Problem;

/// A language of the interface and of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Danish.
    Da,
    /// Norwegian bokmål.
    Nb,
    /// Norwegian nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Da, Self::Nb, Self::Nn, Self::En];

    /// The BCP 47 code: `da`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The language with this code.
    ///
    /// # Errors
    /// There is no such language here. `no` is refused, since it does not say which of the two
    /// written languages a text is in.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or_else(|| match code {
            "no" => {
                Problem::new("`no` does not say which Norwegian").with_help("write `nb` for bokmål or `nn` for nynorsk")
            }
            _ => Problem::new(format!("`{code}` is not one of the languages"))
                .with_help("write `da`, `nb`, `nn` or `en`"),
        })
    }

    /// The language's name in itself, as in a language switch.
    pub fn name(self) -> &'static str {
        match self {
            Self::Da => "dansk",
            Self::Nb => "norsk bokmål",
            Self::Nn => "norsk nynorsk",
            Self::En => "English",
        }
    }

    /// English is British: day before month, no `AM`.
    fn locale(self) -> Locale {
        match self {
            Self::Da => locale!("da"),
            Self::Nb => locale!("nb"),
            Self::Nn => locale!("nn"),
            Self::En => locale!("en-GB"),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The plural form that `n` things take: `"one"` or `"other"`.
pub fn plural(language: Language, n: i64) -> &'static str {
    plural_form(&plural_rules(language), n)
}

fn plural_rules(language: Language) -> PluralRules {
    compiled_in(PluralRules::try_new_cardinal(language.locale().into()))
}

/// None of the four languages has more than two forms.
fn plural_form(rules: &PluralRules, n: i64) -> &'static str {
    match rules.category_for(n.unsigned_abs()) {
        PluralCategory::One => "one",
        _ => "other",
    }
}

/// Unwraps what ICU can only refuse where its data is missing. The data of the four languages
/// is compiled into the program, and the tests load all of it.
fn compiled_in<T, E: fmt::Debug>(loaded: Result<T, E>) -> T {
    loaded.expect("ICU's data is compiled into the program")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_languages() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Ok(language));
        }
        let problem = Language::from_code("no").unwrap_err();
        assert_eq!(problem.help.as_deref(), Some("write `nb` for bokmål or `nn` for nynorsk"));
        assert!(Language::from_code("sv").is_err() && Language::from_code("DA").is_err());
    }

    #[test]
    fn one_thing_takes_the_singular() {
        for language in Language::ALL {
            let forms = [0, 1, -1, 2, 21, 101].map(|n| plural(language, n));
            assert_eq!(forms, ["other", "one", "one", "other", "other", "other"], "{language}");
        }
    }
}
