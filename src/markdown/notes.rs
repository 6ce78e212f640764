//! Footnotes: taken out of the text, numbered as they are referred to, written at its end with a way back.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// A footnote with what it says.
struct Note<'a> {
    says: Vec<Event<'a>>,
    /// From 1, once something refers to it.
    number: Option<usize>,
    references: usize,
}

/// The footnotes of a text.
#[derive(Default)]
pub struct Notes<'a> {
    all: Vec<Note<'a>>,
    by_name: HashMap<CowStr<'a>, usize>,
    /// In the order of their numbers.
    order: Vec<usize>,
    /// How many of all have been looked through for one that nothing refers to.
    looked: usize,
}

/// A place that refers to a note: its number, and which of those that do it is, from 1.
#[derive(Clone, Copy)]
pub struct Reference {
    pub number: usize,
    pub nth: usize,
}

impl Reference {
    /// What the reference is called in ids and for listeners: `1`, then `1-2`.
    pub fn name(self) -> String {
        if self.nth == 1 { self.number.to_string() } else { format!("{}-{}", self.number, self.nth) }
    }
}

impl<'a> Notes<'a> {
    /// A text without its footnotes, and these. One that is written twice is two notes, of which links lead to the first.
    pub fn apart(events: Vec<Event<'a>>) -> (Vec<Event<'a>>, Self) {
        let mut text = Vec::with_capacity(events.len());
        let mut notes = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    let at = notes.all.len();
                    notes.by_name.entry(name).or_insert(at);
                    notes.all.push(Note { says: Vec::new(), number: None, references: 0 });
                    open.push(at);
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    open.pop();
                }
                event => match open.last().and_then(|at| notes.all.get_mut(*at)) {
                    Some(note) => note.says.push(event),
                    None => text.push(event),
                },
            }
        }
        (text, notes)
    }

    /// Takes down that a place refers to a note, where there is one of that name.
    pub fn refer(&mut self, name: &CowStr<'_>) -> Option<Reference> {
        let at = *self.by_name.get(name)?;
        let number = self.number(at);
        let note = self.all.get_mut(at)?;
        note.references += 1;
        Some(Reference { number, nth: note.references })
    }

    fn number(&mut self, at: usize) -> usize {
        if let Some(number) = self.all.get(at).and_then(|note| note.number) {
            return number;
        }
        self.order.push(at);
        let number = self.order.len();
        if let Some(note) = self.all.get_mut(at) {
            note.number = Some(number);
        }
        number
    }

    /// What the note of a number says, once. After those that something refers to come the others, so that no words are lost.
    pub fn take(&mut self, number: usize) -> Option<Vec<Event<'a>>> {
        if self.order.len() < number {
            let rest = self.all.get(self.looked..)?;
            let other = self.looked + rest.iter().position(|note| note.number.is_none())?;
            self.looked = other;
            self.number(other);
        }
        let at = *self.order.get(number.checked_sub(1)?)?;
        self.all.get_mut(at).map(|note| std::mem::take(&mut note.says))
    }

    /// The places that refer to the note of a number.
    pub fn references(&self, number: usize) -> impl Iterator<Item = Reference> + use<> {
        let at = number.checked_sub(1).and_then(|at| self.order.get(at));
        let count = at.and_then(|at| self.all.get(*at)).map_or(0, |note| note.references);
        (1..=count).map(move |nth| Reference { number, nth })
    }
}
