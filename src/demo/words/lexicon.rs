//! What the sentences of a language are made of.

use super::super::grammar::{Adjective, Declension, Noun, Verb};

/// Words of a language. Those at the beginning of a list come far more often than those at its end.
pub struct Lexicon {
    pub nouns: &'static [Noun],
    pub verbs: &'static [Verb],
    pub adjectives: &'static [Adjective],

    /// Nouns on -ing, -else and -hed, and what those on -hed end in.
    pub ing: &'static Declension,
    pub else_: &'static Declension,
    pub hed: &'static str,
    /// Prefixes of what is done again, and of what something is not.
    pub again: &'static str,
    pub not: &'static str,

    /// Articles, the common gender's first: `en`, `et`; before adjectives `den`, `det`, and `de` in the plural.
    pub indefinite: [&'static str; 2],
    pub definite: [&'static str; 2],
    pub definite_plural: &'static str,
    pub definiteness: Definiteness,

    /// `har`, `skal`: what stands before a perfect, and before an infinitive.
    pub have: &'static str,
    pub modals: &'static [&'static str],
    /// Who does it, in the passive: `af`.
    pub by: &'static str,

    /// Adverbs that open a sentence, and those that follow the finite verb.
    pub openers: &'static [&'static str],
    pub adverbs: &'static [&'static str],
    /// Adverbs of one word that may stand at the end.
    pub now: &'static [&'static str],
    /// `og`, `men` between sentences, and `, fordi` before clauses, with their commas.
    pub coordinators: &'static [&'static str],
    pub subordinators: &'static [&'static str],
    pub relative: &'static str,
    pub in_order: &'static str,
    /// What is said, found or expected, up to the clause that says it.
    pub reports: &'static [&'static str],
    pub and: &'static str,

    /// Prepositions between things, and those before places.
    pub prepositions: &'static [&'static str],
    pub around: &'static [&'static str],
    /// Last parts of names of streets.
    pub streets: &'static [&'static str],

    /// Beginnings of times: of a year, two years, a day, a week.
    pub in_year: &'static [&'static str],
    pub from_to: [&'static str; 2],
    pub on_day: &'static [&'static str],
    pub in_week: &'static str,
    /// `efter §`, and what stands before a subsection's number.
    pub paragraphs: &'static [&'static str],
    pub subsection: &'static str,
    /// Before a sum, what stands before its last three digits, and the currency.
    pub sums: &'static [&'static str],
    pub thousands: &'static str,
    pub crowns: &'static str,
}

/// How often a noun with an adjective says that it is definite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definiteness {
    /// `den nye plan`
    Once,
    /// `den nye planen`
    Twice,
}
