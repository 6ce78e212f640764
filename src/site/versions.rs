//! The versions of an entry: in which languages it is written, and where readers of each find it.

use super::Site;
use crate::entry::{Entry, EntryIx, Origin, Value};
use crate::kind::Kinds;
use crate::lang::{Language, LanguageSet};

impl Site {
    /// The version of an entry in a language, where it is translated; else the entry itself.
    pub fn version(&self, ix: EntryIx, language: Language) -> EntryIx {
        let written = self.written[ix.0 as usize];
        if written.is_single() || !written.contains(language) {
            return ix;
        }
        translations(&self.entries, ix).find(|other| self.entry(*other).language == language).unwrap_or(ix)
    }

    /// An entry and its translations.
    pub fn versions(&self, ix: EntryIx) -> impl Iterator<Item = EntryIx> {
        std::iter::once(ix).chain(translations(&self.entries, ix))
    }

    /// The languages in which an entry is written: its own, its translations', and those of its heading.
    pub fn written_in(&self, ix: EntryIx) -> LanguageSet {
        self.written[ix.0 as usize]
    }

    /// The languages in which a record has a page: those in which it is written, as far as the site speaks them; one
    /// written in none of them stands under the site's first language.
    pub fn page_languages(&self, ix: EntryIx) -> Vec<Language> {
        let written = self.written_in(ix);
        let languages = &self.config.languages;
        let spoken: Vec<Language> = languages.iter().copied().filter(|language| written.contains(*language)).collect();
        if spoken.is_empty() { vec![languages[0]] } else { spoken }
    }

    /// The language of the page to which a reader of `language` is led.
    pub fn nearest_page(&self, ix: EntryIx, language: Language) -> Language {
        let (written, languages) = (self.written_in(self.page_owner(ix)), &self.config.languages);
        let has_page = |wanted: &Language| written.contains(*wanted) && languages.contains(wanted);
        let wanted = [language, self.entry(ix).language].into_iter().find(has_page);
        wanted.or_else(|| languages.iter().copied().find(has_page)).unwrap_or(languages[0])
    }
}

/// The translations of an entry, which follow it in the list of all.
fn translations(entries: &[Entry], ix: EntryIx) -> impl Iterator<Item = EntryIx> {
    let is_main = entries[ix.0 as usize].origin != Origin::Translation;
    let next = ix.0 as usize + 1;
    let followers = entries[next..].iter().enumerate().map(move |(at, entry)| (EntryIx::at(next + at), entry));
    let own = followers.take_while(move |(_, entry)| is_main && entry.origin == Origin::Translation);
    own.map(|(at, _)| at)
}

/// For each entry the languages in which it is written. Every link asks for them, so they are found once.
pub(super) fn written(entries: &[Entry], kinds: &Kinds) -> Vec<LanguageSet> {
    let of_entry = |(at, entry): (usize, &Entry)| {
        let mut languages = LanguageSet::default();
        languages.insert(entry.language);
        translations(entries, EntryIx::at(at)).for_each(|other| languages.insert(entries[other.0 as usize].language));
        let title = entry.fields.get(kinds.get(entry.kind).title);
        if let Some(Value::Texts(texts)) = title.map(|title| title.value) {
            texts.iter().for_each(|(language, _)| languages.insert(*language));
        }
        languages
    };
    entries.iter().enumerate().map(of_entry).collect()
}
