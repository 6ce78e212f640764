//! Which list stands under which form: the forms as they were collected, and those that follow from words.

use rayon::prelude::*;

use super::collect::{Forms, Segment};
use super::compounds::Compounds;
use super::scoring::{EXACT, LETTERS, PART, STEM};
use crate::lang::Language;
use crate::lexicon::Lexicon;
use crate::search::ByWord;
use crate::search::analyse::{other_spellings, word_stem};

/// How many words one thread derives from at once.
const HANDFUL: usize = 4_096;

/// One of the lists under a form.
pub struct Row<'a> {
    pub form: &'a str,
    /// [`EXACT`], [`STEM`], [`LETTERS`] or [`PART`].
    pub of: u8,
    pub list: Ref,
}

/// A collected list, by where it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ref {
    pub segment: u16,
    /// The position of its language within the segment.
    pub language: u16,
    pub form: u32,
}

/// Forms that follow from words, and where each was collected.
#[derive(Default)]
pub struct Derived {
    letters: String,
    rows: Vec<(u32, u8, Ref)>,
}

/// Every list under every form, in order. `derived` is what [`derived`] gives for the same segments.
pub fn rows<'a>(segments: &'a [Segment], derived: &'a [Derived]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (forms, list) in tables(segments) {
        let of_form = |form: usize| Row { form: forms.form(form), of: EXACT as u8, list: list.at(form) };
        rows.extend((0..forms.len()).map(of_form));
    }
    for Derived { letters, rows: own } in derived {
        let mut from = 0;
        for (end, of, list) in own {
            rows.push(Row { form: &letters[from..*end as usize], of: *of, list: *list });
            from = *end as usize;
        }
    }
    rows.par_sort_unstable_by(|a, b| (a.form, a.of, a.list).cmp(&(b.form, b.of, b.list)));
    rows
}

/// Every packed table of forms, with where it stands.
fn tables(segments: &[Segment]) -> impl Iterator<Item = (&Forms, Table)> {
    segments.iter().enumerate().flat_map(|(segment, own)| {
        let tables = own.forms.iter().enumerate();
        tables.map(move |(language, (_, forms))| (forms, Table { segment: segment as u16, language: language as u16 }))
    })
}

#[derive(Clone, Copy)]
struct Table {
    segment: u16,
    language: u16,
}

impl Table {
    fn at(self, form: usize) -> Ref {
        Ref { segment: self.segment, language: self.language, form: form as u32 }
    }
}

/// What follows from the words of all segments: stems, other spellings, stems of the parts of compounds.
pub fn derived(segments: &[Segment], lexicon: &Lexicon) -> Vec<Derived> {
    Language::ALL.into_iter().flat_map(|language| derived_in(segments, language, lexicon)).collect()
}

fn derived_in(segments: &[Segment], language: Language, lexicon: &Lexicon) -> Vec<Derived> {
    let mut words: ByWord<&str, Vec<Ref>> = ByWord::default();
    for (forms, table) in tables(segments) {
        if segments[usize::from(table.segment)].forms[usize::from(table.language)].0 != language {
            continue;
        }
        for form in (0..forms.len()).filter(|form| forms.list(*form).is_word) {
            words.entry(forms.form(form)).or_default().push(table.at(form));
        }
    }
    let mut words: Vec<(&str, Vec<Ref>)> = words.into_iter().collect();
    words.sort_unstable();
    let plain = words.iter().map(|(word, _)| *word);
    let compounds = Compounds::are_in(language).then(|| Compounds::among(plain, language, lexicon.of(language)));
    let of_words = |words: &[(&str, Vec<Ref>)]| {
        let mut derived = Derived::default();
        for (word, lists) in words {
            let mut parts = compounds.as_ref().map(|compounds| compounds.part_stems(word)).unwrap_or_default();
            parts.sort_unstable();
            parts.dedup();
            derived.add(&word_stem(word, language), STEM, lists);
            other_spellings(word).for_each(|spelling| derived.add(&spelling, LETTERS, lists));
            parts.iter().for_each(|part| derived.add(part, PART, lists));
        }
        derived
    };
    words.par_chunks(HANDFUL).map(of_words).collect()
}

impl Derived {
    fn add(&mut self, form: &str, of: usize, lists: &[Ref]) {
        // Each row has letters of its own, because it is known by where they end.
        for list in lists {
            self.letters.push_str(form);
            self.rows.push((self.letters.len() as u32, of as u8, *list));
        }
    }
}
