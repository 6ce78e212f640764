//! One country of the demo: its names, numbers and dates.

use super::random::Random;
use super::scale::{MEETINGS, Scale, Slot};
use super::words::{DANISH, NORWEGIAN, Words};
use super::{Country, Demo};
use crate::value::slug::slug;
use crate::value::{OrganisationNumber, Scheme};

/// Everything that an entry of a country is a function of, besides its number.
#[derive(Clone, Copy)]
pub struct Land {
    pub scale: Scale,
    pub words: &'static Words,
    /// How many words of text a grant has.
    pub length: u64,
    country: Country,
    seed: u64,
}

/// What random numbers are for; each has a stream of its own, so that a change of one leaves the others.
#[derive(Clone, Copy)]
pub enum Stream {
    Meeting = 1,
    Story,
    Told,
    RowShape,
    RowAmount,
    RowText,
    Body,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: u64,
    pub month: u64,
    pub day: u64,
}

/// Which of the two meetings of a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Body {
    Council,
    Committee,
}

/// Somebody who receives grants.
pub struct Recipient {
    pub number: String,
    pub name: String,
    pub kind: &'static str,
    pub municipality: u64,
}

impl Land {
    pub fn new(demo: &Demo, country: Country) -> Self {
        let words = match country {
            Country::Denmark => &DANISH,
            Country::Norway => &NORWEGIAN,
        };
        Self { scale: Scale::of(country, demo.entries), words, length: demo.words, country, seed: demo.seed }
    }

    /// The random numbers of a thing.
    pub fn random(&self, stream: Stream, index: u64) -> Random {
        Random::of(self.seed, stream as u64 * 2 + self.country as u64, index)
    }

    /// The name of a municipality's place: `Grønby`.
    pub fn place(&self, municipality: u64) -> String {
        let (firsts, lasts) = (self.words.place_firsts, self.words.place_lasts);
        let round = municipality / firsts.len() as u64;
        let first = firsts[(municipality % firsts.len() as u64) as usize];
        format!("{first}{}", lasts[((municipality + round) % lasts.len() as u64) as usize])
    }

    pub fn place_id(&self, municipality: u64) -> String {
        slug(&self.place(municipality))
    }

    pub fn municipality_id(&self, municipality: u64) -> String {
        format!("{}-kommune", self.place_id(municipality))
    }

    pub fn body_id(&self, municipality: u64, body: Body) -> String {
        format!("{}-{}", self.place_id(municipality), slug(self.body_word(body)))
    }

    /// `byråd`, `kulturudvalg`
    pub fn body_word(&self, body: Body) -> &'static str {
        match body {
            Body::Council => self.words.council,
            Body::Committee => self.words.committee,
        }
    }

    /// Two programmes of each municipality, then two of the fund.
    pub fn programmes(&self) -> u64 {
        2 * self.scale.municipalities + 2
    }

    pub fn programme_id(&self, programme: u64) -> String {
        let number = programme % 2 + 1;
        if programme / 2 < self.scale.municipalities {
            format!("{}-{}-{number}", self.place_id(programme / 2), self.words.programme_id)
        } else {
            format!("{}-{}-{number}", self.words.code, self.words.programme_id)
        }
    }

    /// `Havepuljen i Grønby`
    pub fn programme_name(&self, programme: u64) -> String {
        let mut random = self.random(Stream::Body, programme);
        let first = capital(random.pick(self.words.firsts));
        let name = format!("{first}{}", self.words.programme_lasts[(programme % 2) as usize]);
        if programme / 2 < self.scale.municipalities {
            format!("{name} i {}", self.place(programme / 2))
        } else {
            format!("{name} {}", self.words.nationwide)
        }
    }

    /// Recipients have names that no two share: a name returns only with another place.
    pub fn recipient(&self, index: u64) -> Recipient {
        let (firsts, lasts) = (self.words.firsts, self.words.body_lasts);
        let names = (firsts.len() * lasts.len()) as u64;
        let name = index % names;
        let first = firsts[(name % firsts.len() as u64) as usize];
        let (last, kind) = lasts[((name / firsts.len() as u64 + name) % lasts.len() as u64) as usize];
        let municipality = (name + index / names) % self.scale.municipalities;
        let name = format!("{}{last} i {}", capital(first), self.place(municipality));
        Recipient { number: self.number(index), name, kind, municipality }
    }

    /// A recipient of a municipality near to the one with an index; the same where there is none.
    pub fn neighbour(&self, index: u64, municipality: u64) -> u64 {
        let names = (self.words.firsts.len() * self.words.body_lasts.len()) as u64;
        let (round, name) = (index / names, index % names);
        let nearest = (name + municipality).checked_sub((name + round) % self.scale.municipalities);
        let found = nearest.filter(|name| *name < names).map(|name| round * names + name);
        found.filter(|index| *index < self.scale.recipients).unwrap_or(index)
    }

    /// One who has an entry, rather than being known only from a table.
    pub fn written_recipient(&self, random: &mut Random) -> u64 {
        let index = random.skewed(self.scale.recipients);
        if is_written(index) { index } else { index - 1 }
    }

    pub fn recipient_id(&self, index: u64) -> String {
        format!("{}-{}", self.words.number_id, self.number(index))
    }

    /// The digits of a number that no register gives out; another for every index below 450,000.
    pub fn number(&self, index: u64) -> String {
        // Strides without a common divisor meet every block once; of two stems in a row at most one lacks a check digit.
        let block = (index * 7_919 + 12_345) % 450_000;
        let completed = |stem: u64| match self.country {
            Country::Denmark => OrganisationNumber::completed(Scheme::DkCvr, &format!("{:07}", 50_000 + stem)),
            Country::Norway => {
                let first = 2 + index % 2;
                OrganisationNumber::completed(Scheme::NoBrc, &format!("{first}1{stem:06}"))
            }
        };
        let number = completed(2 * block).or_else(|| completed(2 * block + 1));
        number.map(OrganisationNumber::digits).unwrap_or_default()
    }

    /// The day of a meeting: a council's in February, May, August or November, its committee's a month before.
    pub fn met(&self, slot: Slot, body: Body) -> Day {
        let mut random = self.random(Stream::Meeting, self.slot_number(slot));
        let day = 3 + random.below(24);
        let month = 2 + 3 * slot.meeting;
        Day { year: slot.year, month: if body == Body::Council { month } else { month - 1 }, day }
    }

    /// `groenby-2021-3`, after which a meeting and its agenda are named.
    pub fn slot_id(&self, slot: Slot) -> String {
        format!("{}-{}-{}", self.place_id(slot.municipality), slot.year, slot.meeting + 1)
    }

    pub fn meeting_id(&self, slot: Slot, body: Body) -> String {
        format!("{}-{}", slug(self.body_word(body)), self.slot_id(slot))
    }

    pub fn agenda_id(&self, slot: Slot) -> String {
        format!("{}-{}", self.words.agenda_id, self.slot_id(slot))
    }

    fn slot_number(&self, slot: Slot) -> u64 {
        (slot.year * self.scale.municipalities + slot.municipality) * MEETINGS + slot.meeting
    }
}

/// Three recipients of four have an entry.
pub fn is_written(recipient: u64) -> bool {
    recipient % 4 != 3
}

impl Day {
    pub fn new(year: u64, month: u64, day: u64) -> Self {
        Self { year, month, day }
    }

    /// Some day of a year.
    pub fn some(random: &mut Random, year: u64) -> Self {
        Self { year, month: 1 + random.below(12), day: 1 + random.below(28) }
    }

    /// `18-01-2021`
    pub fn dashed(self) -> String {
        format!("{:02}-{:02}-{}", self.day, self.month, self.year)
    }
}

/// `2021-01-18`
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// A text as YAML in quotation marks.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
