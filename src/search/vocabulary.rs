//! The forms of all texts of an index: each once, with the documents that have it.
//!
//! Most words stand in many documents. Their stems and other spellings are asked for when all texts are read: once for
//! each word, not once for each place where it stands.

use super::ByWord;
use super::analyse::Sort;
use super::lunr_json::{Posting, Words};

/// The two texts of a document.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Title,
    Text,
}

/// What the texts that were read so far hold.
#[derive(Default)]
pub(super) struct Vocabulary {
    forms: ByWord<String, Places>,
}

/// Where a form stands, in the order of the documents.
#[derive(Default)]
struct Places {
    title: Vec<Posting>,
    text: Vec<Posting>,
    /// In both, as a word of a language.
    words: Vec<Posting>,
}

/// Forms that come of the words, each with its documents.
pub(super) struct Derived {
    forms: ByWord<String, Vec<Posting>>,
}

impl Vocabulary {
    /// Adds a form that stands in a document. Documents come in their order.
    pub fn add(&mut self, document: u32, part: Part, form: &str, sort: Sort) {
        let places = match self.forms.get_mut(form) {
            Some(places) => places,
            None => self.forms.entry(form.to_owned()).or_default(),
        };
        count(places.part(part), Posting { document, count: 1 });
        if sort == Sort::Word {
            count(&mut places.words, Posting { document, count: 1 });
        }
    }

    /// The forms as they were added: those of the titles, and those of the texts.
    pub fn parts(&self) -> [Words<'_>; 2] {
        let mut forms: Vec<(&str, &Places)> = self.forms.iter().map(|(form, places)| (&**form, places)).collect();
        forms.sort_unstable_by_key(|(form, _)| *form);
        let part = |of: fn(&Places) -> &[Posting]| {
            let found = forms.iter().map(|(form, places)| (*form, of(places)));
            found.filter(|(_, postings)| !postings.is_empty()).collect()
        };
        [part(|places| &places.title), part(|places| &places.text)]
    }

    /// What `derive` makes of each word. A form that several words share has the places of all of them.
    pub fn derived<I: IntoIterator<Item = String>>(&self, derive: impl Fn(&str) -> I) -> Derived {
        let mut forms: ByWord<String, Vec<Posting>> = ByWord::default();
        for (word, places) in self.forms.iter().filter(|(_, places)| !places.words.is_empty()) {
            for form in derive(word) {
                forms.entry(form).or_default().extend_from_slice(&places.words);
            }
        }
        for postings in forms.values_mut() {
            postings.sort_unstable_by_key(|posting| posting.document);
            postings.dedup_by(|later, earlier| {
                let same = later.document == earlier.document;
                earlier.count += if same { later.count } else { 0 };
                same
            });
        }
        Derived { forms }
    }
}

impl Derived {
    /// The forms in order, each with its documents.
    pub fn words(&self) -> Words<'_> {
        let mut words: Words<'_> = self.forms.iter().map(|(form, postings)| (&**form, &**postings)).collect();
        words.sort_unstable_by_key(|(form, _)| *form);
        words
    }
}

impl Places {
    fn part(&mut self, part: Part) -> &mut Vec<Posting> {
        match part {
            Part::Title => &mut self.title,
            Part::Text => &mut self.text,
        }
    }
}

fn count(postings: &mut Vec<Posting>, posting: Posting) {
    match postings.last_mut().filter(|last| last.document == posting.document) {
        Some(last) => last.count += posting.count,
        None => postings.push(posting),
    }
}
