//! Currencies by their ISO 4217 letters.
//!
//! The only user of the currency crate.

use std::cmp::Ordering;
use std::fmt;

use super::Problem;

/// A currency in which sums are paid. Ordered by its letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The Danish krone.
    pub const DKK: Self = Self(iso_currency::Currency::DKK);
    /// The Norwegian krone.
    pub const NOK: Self = Self(iso_currency::Currency::NOK);
    /// The euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);

    /// Reads three letters, in either case.
    ///
    /// # Errors
    /// No currency has these letters, or it has no minor unit (gold, testing codes), so that
    /// no exact amount can be kept in it.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let trimmed = text.trim();
        iso_currency::Currency::from_code(&trimmed.to_ascii_uppercase())
            .filter(|currency| currency.exponent().is_some())
            .map(Self)
            .ok_or_else(|| {
                Problem::new(format!("`{trimmed}` is not a currency"))
                    .with_help("write its three letters: `DKK`, `NOK`, `EUR`")
            })
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals an amount has: 2 for DKK, 0 for JPY.
    pub fn minor_digits(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code().cmp(other.code())
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_validated() {
        assert_eq!(Currency::parse(" dkk "), Ok(Currency::DKK));
        for text in ["KR", "kr.", "", "DKKK", "XAU", "XXX"] {
            let problem = Currency::parse(text).unwrap_err();
            assert!(problem.message.ends_with("is not a currency"), "{text}");
        }
    }

    #[test]
    fn minor_digits_are_the_currency_s_own() {
        let digits = |code| Currency::parse(code).map(Currency::minor_digits);
        assert_eq!(digits("NOK"), Ok(2));
        assert_eq!(digits("JPY"), Ok(0));
        assert_eq!(digits("BHD"), Ok(3));
    }

    #[test]
    fn currencies_sort_by_their_letters() {
        let mut sorted = ["USD", "NOK", "XCG", "ANG", "DKK"].map(|code| Currency::parse(code).ok());
        sorted.sort();
        let codes = sorted.map(|currency| currency.map_or("-", Currency::code));
        assert_eq!(codes, ["-", "DKK", "NOK", "USD", "XCG"]);
    }
}
