//! Every form that a question may ask for, with its lists packed.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Files;
use super::collect::{List, Posting, Segment};
use super::lists::{PackedList, merged, packed, positions};
use super::rows::{Derived, Ref, Row, rows};
use super::scoring::{EXACT, LETTERS, LISTS, PART, STEM, Scoring};
use super::shards::Shards;
use crate::lang::Language;
use crate::lexicon::Lexicon;
use crate::search::analyse::word_stem;

/// How many forms are packed at once.
const HANDFUL: usize = 4_096;

/// Every form in order, with its lists.
pub struct Terms<'a> {
    segments: &'a [Segment],
    rows: Vec<Row<'a>>,
    /// Forms that count for nothing in the order of results.
    ignored: HashSet<String>,
    /// Those of the site, for which questions are asked.
    languages: &'a [Language],
}

impl<'a> Terms<'a> {
    /// `derived` is what [`derived`] gives for the same segments.
    pub fn of(segments: &'a [Segment], derived: &'a [Derived], lexicon: &Lexicon, languages: &'a [Language]) -> Self {
        let rows = rows(segments, derived);
        Self { segments, rows, ignored: ignored(segments, lexicon), languages }
    }

    /// Each form with its rows.
    fn forms(&self) -> impl Iterator<Item = &[Row<'a>]> {
        self.rows.chunk_by(|a, b| a.form == b.form)
    }

    fn list(&self, at: Ref) -> List<'a> {
        self.segments[usize::from(at.segment)].forms[usize::from(at.language)].1.list(at.form as usize)
    }

    /// Whether the stems of a word, each by itself, have all these documents.
    fn have_stems(&self, word: &str, postings: &[Posting]) -> bool {
        self.languages.iter().all(|language| {
            let stem = word_stem(word, *language);
            let from = self.rows.partition_point(|row| (row.form, usize::from(row.of)) < (&*stem, STEM));
            let own = self.rows[from..].iter().take_while(|row| row.form == stem && usize::from(row.of) == STEM);
            let lists: Vec<List<'a>> = own.map(|row| self.list(row.list)).collect();
            let having = merged(&lists);
            let has = |posting: &Posting| having.binary_search_by_key(&posting.document, |one| one.document).is_ok();
            postings.iter().all(has)
        })
    }

    /// Words of which a slip of the pen is looked for: four letters and more, no figures.
    pub fn words(&self) -> impl Iterator<Item = (&'a str, u32)> {
        self.forms().filter_map(|rows| {
            let form = rows[0].form;
            let exact = || rows.iter().filter(|row| usize::from(row.of) == EXACT).map(|row| self.list(row.list));
            let is_word = form.chars().count() >= 4 && !form.contains(|letter: char| letter.is_numeric());
            (is_word && exact().any(|list| list.is_word)).then(|| (form, exact().map(|list| list.documents).sum()))
        })
    }

    /// Writes the shards, their positions and the files of common forms; gives the first form of each shard.
    pub fn write(&self, scoring: &Scoring, documents: usize, files: &mut Files) -> Vec<String> {
        let mut shards = Shards::for_lists(lists(&self.rows));
        let mut forms = self.forms();
        loop {
            let some: Vec<&[Row<'a>]> = forms.by_ref().take(HANDFUL).collect();
            if some.is_empty() {
                break;
            }
            let pack = |rows: &&[Row<'a>]| Packed::of(self, rows, scoring, documents);
            let packed: Vec<Packed> = some.par_iter().map(pack).collect();
            packed.into_iter().for_each(|form| shards.add(form));
            files.pack(std::mem::take(&mut shards.full));
        }
        shards.finish();
        files.pack(shards.full);
        shards.firsts
    }
}

/// How many lists there are under all forms, in however many segments they were collected: threads must not change the files.
fn lists(rows: &[Row<'_>]) -> usize {
    rows.chunk_by(|a, b| (a.form, a.of) == (b.form, b.of)).count()
}

fn ignored(segments: &[Segment], lexicon: &Lexicon) -> HashSet<String> {
    let spoken = |language: &Language| segments.iter().any(|one| one.forms.iter().any(|(own, _)| own == language));
    let words = |language: Language| {
        let words = lexicon.of(language).ignored.iter();
        words.flat_map(move |word| [word.to_string(), word_stem(word, language)])
    };
    Language::ALL.into_iter().filter(spoken).flat_map(words).collect()
}

/// A form with its lists, ready for a shard.
pub struct Packed<'a> {
    pub form: &'a str,
    pub lists: [Option<PackedList>; LISTS],
    /// The scale of a stem whose list is that of the word as written.
    pub same: Option<u64>,
    /// Whether the stem of the word, in any language of the site, has every document of a common word as written: who asks
    /// for the stem as well need not fetch both.
    pub is_covered: bool,
}

impl<'a> Packed<'a> {
    fn of(terms: &Terms<'a>, rows: &[Row<'a>], scoring: &Scoring, documents: usize) -> Self {
        let form = rows[0].form;
        let is_ignored = terms.ignored.contains(form);
        let mut lists: [Vec<List<'a>>; LISTS] = Default::default();
        rows.iter().for_each(|row| lists[usize::from(row.of)].push(terms.list(row.list)));
        // Of several languages the lists do not follow each other.
        lists.iter_mut().for_each(|lists| lists.sort_by_key(List::first));
        let scale = |list: usize, count: usize| if is_ignored { 0 } else { scoring.scale(list, count) };
        let one = |at: usize| {
            let mut postings = merged(&lists[at]);
            let mut having = postings.len();
            if at == PART {
                // Who asks for parts asks for the stem as well, so that a word is as rare as both together are.
                let stems = merged(&lists[STEM]);
                postings.retain(|one| stems.binary_search_by_key(&one.document, |own| own.document).is_err());
                having = stems.len() + postings.len();
            }
            let packed = packed(&postings, scale(at, having), scoring, documents);
            (postings, packed)
        };
        let mut found: [Option<PackedList>; LISTS] = [const { None }; LISTS];
        let mut same = None;
        let exact = (!lists[EXACT].is_empty()).then(|| one(EXACT));
        for at in [STEM, LETTERS, PART] {
            if lists[at].is_empty() {
                continue;
            }
            let (postings, list) = one(at);
            if postings.is_empty() {
                continue;
            }
            if at == STEM && exact.as_ref().is_some_and(|(written, _)| *written == postings) {
                same = Some(list.scale);
            } else {
                found[at] = Some(list);
            }
        }
        let mut is_covered = false;
        if let Some((postings, mut exact)) = exact {
            exact.pieces = positions(&lists[EXACT]);
            let exact = exact.with_room_for_positions();
            is_covered = same.is_none() && exact.is_hot() && terms.have_stems(form, &postings);
            found[EXACT] = Some(exact);
        }
        Self { form, lists: found, same, is_covered }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_counts_once_in_however_many_segments_it_was_collected() {
        let row = |form, of, segment| Row { form, of, list: Ref { segment, language: 0, form: 0 } };
        let [exact, stem] = [EXACT as u8, STEM as u8];
        let of_one = [row("bro", exact, 0), row("bro", stem, 0), row("broer", exact, 0)];
        let of_three = [0, 1, 2].map(|segment| row("bro", exact, segment)).into_iter().chain([
            row("bro", stem, 1),
            row("broer", exact, 0),
            row("broer", exact, 2),
        ]);
        assert_eq!(lists(&of_one), 3);
        assert_eq!(lists(&of_three.collect::<Vec<_>>()), 3);
    }
}
