//! The values that facts are made of: money, dates with a precision, periods, numbers of
//! organisations and cases. Each is read from the words of a source, kept exactly, and printed
//! in one canonical form that reads back as the same value.
//!
//! What people read is made by `lang`; what machines read is made here.

pub mod case_number;
pub mod currency;
pub mod date;
pub mod decimal;
pub mod money;
pub mod organisation_number;
pub mod original;
pub mod period;
pub mod person_name;
pub mod personal_number;
pub mod slug;

pub use case_number::CaseNumber;
pub use currency::Currency;
pub use date::{Day, PartialDate};
pub use decimal::{Decimal, Notation, Rounding, parse as parse_decimal, parse_percent};
pub use money::{Basis, Money, Recurrence, to_minor};
pub use organisation_number::{OrganisationNumber, Scheme};
pub use period::{Duration, Period};
pub use person_name::PersonName;
pub use slug::is_id;

use std::fmt;

/// Why a text is not the value it should be, in words for the person who wrote it.
///
/// The caller knows the place and the field; a `Problem` knows neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong: lower-case start, no full stop, the text in backticks.
    pub message: String,
    /// What would be accepted instead.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without advice.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
