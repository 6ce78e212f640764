//! The words of each language, as data.

mod da;
mod lexicon;
mod nb;

pub use da::DANISH;
pub use lexicon::{Definiteness, Lexicon};
pub use nb::NORWEGIAN;

use super::land::Day;

/// Everything that is said differently in the two countries. Names are made of parts: a first one (`skole`) and a last
/// one (`have`), so that a few words make many.
pub struct Words {
    /// The language: `da`.
    pub code: &'static str,
    /// The country: `DK`.
    pub country: &'static str,
    pub currency: &'static str,
    /// The register of organisation numbers, and what ids begin with that are made of them.
    pub scheme: &'static str,
    pub number_id: &'static str,

    /// How the tables are written.
    pub delimiter: char,
    pub decimal: &'static str,
    pub date_format: &'static str,
    pub columns: [&'static str; 17],
    pub recipient_columns: [&'static str; 5],

    pub place_firsts: &'static [&'static str],
    pub place_lasts: &'static [&'static str],
    pub regions: [&'static str; 2],
    pub region_type: &'static str,

    pub municipality: &'static str,
    pub council: &'static str,
    pub committee: &'static str,
    pub department: &'static str,
    pub member: &'static str,
    pub officer: &'static str,
    pub former: &'static str,
    pub fund: &'static str,
    pub fund_purpose: &'static str,
    pub town_hall: &'static str,

    /// First parts of compounds, for things, bodies and programmes.
    pub firsts: &'static [&'static str],
    /// Last parts of things, with their article.
    pub lasts: &'static [(&'static str, &'static str)],
    /// Last parts of names of bodies, with the type of the body.
    pub body_lasts: &'static [(&'static str, &'static str)],
    pub programme_lasts: [&'static str; 2],
    pub nationwide: &'static str,
    pub programme_purpose: &'static str,
    pub requirement: &'static str,
    pub themes: &'static [&'static str],
    pub units: &'static [&'static str],

    /// Words of sentences, and phrases that return as they are: who does something, to what, and how, where or when.
    pub lexicon: &'static Lexicon,
    pub subjects: &'static [&'static str],
    pub objects: &'static [&'static str],
    pub tails: &'static [&'static str],

    /// What ids begin with.
    pub programme_id: &'static str,
    pub agenda_id: &'static str,
    pub case_id: &'static str,
    pub frame_id: &'static str,
    pub agreement_id: &'static str,
    pub report_id: &'static str,
    pub news_id: &'static str,

    /// Beginnings of titles.
    pub leads: &'static [&'static str],
    pub frame: &'static str,
    pub dealing_out: &'static str,
    pub agreement_on: &'static str,
    pub partnership_on: &'static str,
    pub main_grant: &'static str,
    pub share: &'static str,
    pub later_grant: &'static str,
    pub report: &'static str,
    pub news: &'static str,
    pub agenda: &'static str,
    pub meeting_of: &'static str,
    pub dataset: &'static str,
    pub demo_title: &'static str,

    /// What cases and meetings say.
    pub deal_out: &'static str,
    pub approve_agreement: &'static str,
    pub recommended: &'static str,
    pub adopted: &'static str,
    pub changed: &'static str,
    pub closed: &'static str,
    pub legal_basis: &'static str,

    /// What agreements and grants say.
    pub act: &'static str,
    pub phases: [&'static str; 3],
    pub make: &'static str,
    pub at_least: &'static str,
    pub number_of: &'static str,
    pub goal_quote: &'static str,
    pub report_duty: &'static str,
    pub terms: &'static str,
    pub condition: &'static str,
    pub account_area: &'static str,
    pub unknown_sum: &'static str,
    pub see: &'static str,

    pub months: [&'static str; 12],
    /// How a case is numbered, with `Y` for the year and `N` for the number within it.
    case_number: &'static str,
}

impl Words {
    /// `SAG-2021-00012`, `2021/12`
    pub fn case_number(&self, year: u64, number: u64) -> String {
        let number = if self.case_number.contains("-N") { format!("{number:05}") } else { number.to_string() };
        self.case_number.replace('Y', &year.to_string()).replace('N', &number)
    }

    /// `18. januar 2021`
    pub fn date(&self, day: Day) -> String {
        format!("{}. {} {}", day.day, self.months[(day.month - 1) as usize], day.year)
    }
}
