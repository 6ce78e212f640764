//! Words in the languages of the interface.

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lang::Language;
use crate::raw::{Node, Raw};

/// One wording per language: a label, a kind's name, a site's title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised {
    words: [Option<Box<str>>; 4],
}

pub static MISSING_LABEL: Code = Code {
    id: "missing-label",
    severity: Severity::Notice,
    summary: "A name or label lacks one of the site's languages.",
    explanation: "Every kind, field and option is shown in each language of the site. Where one is missing, the \
site's first language is shown instead. Add it beside the others: `label = { da = \"…\", nb = \"…\", nn = \"…\", en = \"…\" }`.",
};

pub static BAD_WORDS: Code = Code {
    id: "bad-words",
    severity: Severity::Error,
    summary: "A name or label is neither a text nor a text per language.",
    explanation: "Write one text, or one per language: `title = { da = \"Tilskud\", nb = \"Tilskudd\" }`. \
The languages are da, nb, nn and en; `no` is not one of them, because bokmål (nb) and nynorsk (nn) are two.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&MISSING_LABEL, &BAD_WORDS];

impl Localised {
    /// The same words in every language.
    pub fn same(text: &str) -> Self {
        Self { words: std::array::from_fn(|_| Some(text.into())) }
    }

    /// Reads `"text"` or `{ da = "…", nb = "…" }`.
    pub fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Raw::Scalar(text) => Some(Self::same(text)),
            Raw::Map(pairs) => {
                let mut words = Self::default();
                for pair in pairs {
                    match (Language::from_code(&pair.key), pair.node.scalar()) {
                        (Ok(language), Some(text)) => words.words[language as usize] = Some(text.into()),
                        (Ok(_), None) => diagnostics.push(
                            Diagnostic::new(&BAD_WORDS, format!("`{}` must be a text", pair.key)).at(pair.node.place),
                        ),
                        (Err(_), _) => diagnostics.push(
                            Diagnostic::new(&BAD_WORDS, format!("`{}` is not a language of the interface", pair.key))
                                .at(pair.key_place)
                                .help("the languages are da, nb, nn and en"),
                        ),
                    }
                }
                Some(words)
            }
            _ => {
                diagnostics.push(
                    Diagnostic::new(&BAD_WORDS, format!("expected words, found {}", node.shape()))
                        .at(node.place)
                        .help("write a text, or one per language: { da = \"…\", nb = \"…\" }"),
                );
                None
            }
        }
    }

    /// The words in a language, if they were written.
    pub fn exact(&self, language: Language) -> Option<&str> {
        self.words[language as usize].as_deref()
    }

    /// The words in a language, else in the first language that has any.
    pub fn get(&self, language: Language) -> &str {
        self.exact(language).or_else(|| self.words.iter().flatten().map(|word| &**word).next()).unwrap_or_default()
    }

    /// The languages of `wanted` that have no words.
    pub fn missing(&self, wanted: &[Language]) -> Vec<Language> {
        wanted.iter().copied().filter(|language| self.exact(*language).is_none()).collect()
    }
}
