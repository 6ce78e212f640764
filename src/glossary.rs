//! Words that a reader may not know, explained where they stand.
//!
//! They stand in `layouts/glossary/<code>.toml`, one file for each language; a site's file is laid over the built-in one term
//! by term.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lang::{Language, nfc};
use crate::raw::{Keys, Node, Raw, merged_toml};
use crate::source::{Input, Sources};
use crate::value::is_id;
use crate::value::slug::slug;

pub static GLOSSARY: Code = Code {
    id: "glossary",
    severity: Severity::Error,
    summary: "An explanation of a word cannot be used as it is.",
    explanation: "`layouts/glossary/<code>.toml` explains words in one language. Each has a name of its own, the word as it \
heads its explanation, further forms in which it is met, and the explanation:\n\n    [resultatkontrakt]\n    term  = \
\"resultatkontrakt\"\n    forms = [\"resultatkontrakten\", \"resultatkontrakter\"]\n    text  = \"En aftale om …\"\n\nA site's \
file is laid over the built-in one; `text = \"\"` leaves a built-in word out.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&GLOSSARY];

/// A word with its explanation, both plain text in the language of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What its anchor is called.
    pub id: Box<str>,
    pub term: Box<str>,
    pub text: Box<str>,
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    /// Finds every form; nothing where there are no words.
    finder: Option<AhoCorasick>,
    /// Each form with the position of its word.
    forms: Vec<(Box<str>, usize)>,
}

/// The words of every language.
#[derive(Debug, Default)]
pub struct Glossary {
    of: [Terms; Language::ALL.len()],
}

impl Glossary {
    /// Reads the glossaries of a site's languages.
    pub fn read(input: &Input, languages: &[Language], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut glossary = Self::default();
        for language in languages {
            let path = format!("layouts/glossary/{}.toml", language.code());
            if let Some(node) = merged_toml(input, &path, sources, diagnostics) {
                glossary.of[*language as usize] = terms(&node, diagnostics);
            }
        }
        glossary
    }

    /// Whether no language of the site explains anything.
    pub fn is_empty(&self) -> bool {
        self.of.iter().all(Terms::is_empty)
    }

    pub fn of(&self, language: Language) -> &Terms {
        &self.of[language as usize]
    }
}

impl Terms {
    pub fn iter(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    fn new(read: Vec<(Term, Vec<Box<str>>)>) -> Self {
        let mut forms: Vec<(Box<str>, usize)> = Vec::new();
        let mut terms = Vec::new();
        for (at, (term, others)) in read.into_iter().enumerate() {
            for form in [term.term.clone()].into_iter().chain(others) {
                let capital = crate::kind::capitalised(&form);
                if *capital != *form {
                    forms.push((capital.into(), at));
                }
                forms.push((form, at));
            }
            terms.push(term);
        }
        let finder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|(form, _)| &**form));
        let finder = finder.ok().filter(|_| !forms.is_empty());
        Self { terms, finder, forms }
    }

    /// Where the words of the glossary stand in a text, each whole and as it is written there or with a capital letter.
    pub fn found<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'a Term)> + use<'a, 't> {
        let matches = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        matches.filter(|found| is_whole(text, found.range())).filter_map(|found| {
            let (_, term) = self.forms.get(found.pattern().as_usize())?;
            Some((found.range(), self.terms.get(*term)?))
        })
    }
}

/// Whether no letter or figure goes on where a word begins and ends.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '-') && !after.is_some_and(char::is_alphanumeric)
}

fn terms(node: &Node, diagnostics: &mut Diagnostics) -> Terms {
    let Raw::Map(pairs) = &node.value else { return Terms::default() };
    let mut read = Vec::new();
    for pair in pairs {
        if !is_id(&pair.key) {
            let message = format!("`{}` cannot be the name of a word", pair.key);
            let help = format!("names are small letters a–z, digits and hyphens: `{}`", slug(&pair.key));
            diagnostics.push(Diagnostic::new(&GLOSSARY, message).at(pair.key_place).help(help));
        } else if let Some(term) = term(&pair.key, &pair.node, diagnostics).filter(|(term, _)| !term.text.is_empty()) {
            read.push(term);
        }
    }
    Terms::new(read)
}

fn term(id: &str, node: &Node, diagnostics: &mut Diagnostics) -> Option<(Term, Vec<Box<str>>)> {
    let Some(mut keys) = Keys::of(node) else {
        let message = format!("`{id}` is a group of keys, this is {}", node.shape());
        let help = format!("write `[{id}]` with `term` and `text` below it");
        diagnostics.push(Diagnostic::new(&GLOSSARY, message).at(node.place).help(help));
        return None;
    };
    let written = |text: &str| Box::from(&*nfc(text.trim()));
    let head = keys.text("term").map(|text| written(text.value));
    let text = keys.text("text").map(|text| written(text.value));
    let forms = keys.take("forms").map(|node| forms(node, diagnostics)).unwrap_or_default();
    let place = keys.place();
    keys.finish(&GLOSSARY, "a word of the glossary", diagnostics);
    match (head.filter(|head| *head != Box::default()), text) {
        (Some(term), Some(text)) => Some((Term { id: id.into(), term, text }, forms)),
        (head, _) => {
            let missing = if head.is_none() { "term" } else { "text" };
            let help = format!("add `{missing} = \"…\"`");
            diagnostics.push(Diagnostic::new(&GLOSSARY, format!("`{id}` has no `{missing}`")).at(place).help(help));
            None
        }
    }
}

fn forms(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Box<str>> {
    let items = if let Raw::List(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) };
    let mut forms = Vec::new();
    for item in items {
        match item.scalar().map(|form| nfc(form.trim())).filter(|form| !form.is_empty()) {
            Some(form) => forms.push(Box::from(&*form)),
            None => diagnostics.push(
                Diagnostic::new(&GLOSSARY, format!("a form is a word, this is {}", item.shape()))
                    .at(item.place)
                    .help("write `forms = [\"…\", \"…\"]`"),
            ),
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[(&str, &[&str])]) -> Terms {
        let term = |(word, forms): &(&str, &[&str])| {
            let term = Term { id: (*word).into(), term: (*word).into(), text: "…".into() };
            (term, forms.iter().map(|form| Box::from(*form)).collect())
        };
        Terms::new(words.iter().map(term).collect())
    }

    fn found(terms: &Terms, text: &str) -> Vec<String> {
        terms.found(text).map(|(range, term)| format!("{}={}", &text[range], term.term)).collect()
    }

    #[test]
    fn whole_words_are_found_in_every_form_and_with_a_capital() {
        let terms = of(&[("ramme", &["rammen"]), ("rammeaftale", &["rammeaftalen"]), ("årsværk", &[])]);
        assert_eq!(
            found(&terms, "Rammeaftalen sætter rammen; rammerne ikke."),
            ["Rammeaftalen=rammeaftale", "rammen=ramme"]
        );
        assert_eq!(found(&terms, "Årsværk og årsværket"), ["Årsværk=årsværk"]);
    }

    #[test]
    fn an_abbreviation_is_not_a_part_of_a_word_nor_the_word_in_small_letters() {
        let terms = of(&[("KKR", &[]), ("KS", &[])]);
        assert_eq!(found(&terms, "KKR-sekretariatet, BKKR, A-KKR, kkr, KS."), ["KKR=KKR", "KS=KS"]);
    }

    #[test]
    fn nothing_is_found_where_there_are_no_words() {
        assert_eq!(found(&of(&[]), "KKR"), Vec::<String>::new());
    }
}
