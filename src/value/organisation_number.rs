//! Numbers of organisations in the Danish and the Norwegian register, checked by their check
//! digits. Rules as in the registers' own descriptions (CVR, Brønnøysund).

use std::fmt;

use super::Problem;

/// A register, by its code at org-id.guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// The Danish central business register: eight digits, the first not a 0.
    DkCvr,
    /// The Norwegian register in Brønnøysund: nine digits, the first an 8 or a 9.
    NoBrc,
}

/// A number whose check digit is right: one that a register gives out, or a [test number](Self::is_test).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationNumber {
    scheme: Scheme,
    /// Without leading zeros, which only test numbers have.
    digits: u32,
}

impl Scheme {
    /// Both registers.
    pub const ALL: [Self; 2] = [Self::DkCvr, Self::NoBrc];

    /// The register's code: `DK-CVR`, `NO-BRC`.
    pub fn code(self) -> &'static str {
        match self {
            Self::DkCvr => "DK-CVR",
            Self::NoBrc => "NO-BRC",
        }
    }

    /// The register with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.code() == code)
    }

    /// What the number is called in its country.
    pub fn name(self) -> &'static str {
        match self {
            Self::DkCvr => "CVR number",
            Self::NoBrc => "Norwegian organisation number",
        }
    }

    /// How much each digit counts; a right number's sum is a multiple of 11.
    fn weights(self) -> &'static [u32] {
        match self {
            Self::DkCvr => &[2, 7, 6, 5, 4, 3, 2, 1],
            Self::NoBrc => &[3, 2, 7, 6, 5, 4, 3, 2, 1],
        }
    }

    fn first_digits(self) -> &'static str {
        match self {
            Self::DkCvr => "123456789",
            Self::NoBrc => "89",
        }
    }

    /// First digits of numbers that no body bears and that programs are tried with. The Danish register counts upwards
    /// (Erhvervsstyrelsen, "Modulus 11 kontrol"), and stands above 10 million in every public file we have seen; python-stdnum
    /// refuses a leading 0 too. Norwegian numbers of bodies begin with an 8 or a 9; 2 and 3 are left to test data.
    fn test_digits(self) -> &'static str {
        match self {
            Self::DkCvr => "0",
            Self::NoBrc => "23",
        }
    }

    fn id_prefix(self) -> &'static str {
        match self {
            Self::DkCvr => "cvr",
            Self::NoBrc => "orgnr",
        }
    }
}

impl OrganisationNumber {
    /// Reads a number with its register: `DK-CVR-29189919`, `NO-BRC-942110464`.
    ///
    /// # Errors
    /// The register is missing or unknown, or as [`parse_as`](Self::parse_as).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let trimmed = text.trim();
        let (scheme, digits) = trimmed
            .rsplit_once('-')
            .and_then(|(code, digits)| Some((Scheme::from_code(code)?, digits)))
            .ok_or_else(|| {
                Problem::new(format!("`{trimmed}` does not say which register it is from"))
                    .with_help("write `DK-CVR-29189919` or `NO-BRC-942110464`")
            })?;
        Self::parse_as(scheme, digits)
    }

    /// Reads the digits of a number whose register is known; spaces may part them.
    ///
    /// # Errors
    /// The length, the first digit or the check digit is wrong.
    pub fn parse_as(scheme: Scheme, text: &str) -> Result<Self, Problem> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let refused = |why: &str| Problem::new(format!("`{}` is not a {}: {why}", text.trim(), scheme.name()));
        let length = scheme.weights().len();
        if compact.len() != length || !compact.bytes().all(|b| b.is_ascii_digit()) {
            let help = format!("write all {length} digits, and nothing else");
            return Err(refused(&format!("it has {length} digits")).with_help(help));
        }
        let begins = |digits: &str| compact.starts_with(|c| digits.contains(c));
        let is_nought = compact.bytes().all(|b| b == b'0');
        if !(begins(scheme.first_digits()) || begins(scheme.test_digits()) && !is_nought) {
            let help = format!("the first digit is one of {}", scheme.first_digits());
            return Err(refused("the first digit is wrong").with_help(help));
        }
        if check_sum(scheme, &compact) != 0 {
            return Err(refused("the check digit is wrong").with_help(check_help(scheme, &compact)));
        }
        compact.parse().map(|digits| Self { scheme, digits }).map_err(|_| refused(&format!("it has {length} digits")))
    }

    /// The register.
    pub fn scheme(self) -> Scheme {
        self.scheme
    }

    /// The number that begins with `stem`, all digits but the last, if there is one: no check digit fits one in eleven.
    pub fn completed(scheme: Scheme, stem: &str) -> Option<Self> {
        let sum = check_sum(scheme, stem);
        Self::parse_as(scheme, &format!("{stem}{}", (11 - sum) % 11)).ok()
    }

    /// The digits alone: `29189919`, all of them where a test number begins with a 0.
    pub fn digits(self) -> String {
        format!("{:0width$}", self.digits, width = self.scheme.weights().len())
    }

    /// Whether the number is one that its register never gives out, so that no body can bear it.
    pub fn is_test(self) -> bool {
        self.digits().starts_with(|c| self.scheme.test_digits().contains(c))
    }

    /// The id of an organisation known only by its number: `cvr-29189919`, `orgnr-942110464`.
    pub fn id(self) -> String {
        format!("{}-{}", self.scheme.id_prefix(), self.digits())
    }
}

/// The form of org-id.guide: `DK-CVR-29189919`.
impl fmt::Display for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.scheme.code(), self.digits())
    }
}

/// The weighted sum of the digits, modulo 11.
fn check_sum(scheme: Scheme, digits: &str) -> u32 {
    let sum: u32 = digits.bytes().zip(scheme.weights()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    sum % 11
}

fn check_help(scheme: Scheme, digits: &str) -> String {
    let (stem, _) = digits.split_at(digits.len() - 1);
    match 11 - check_sum(scheme, stem) {
        10 => format!("no number begins with {stem}; one of these digits is mistyped"),
        check => format!("after {stem} the last digit would be {}; is a digit mistyped?", check % 11),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_known_bodies_are_right() {
        let cases = [
            ("DK-CVR-29189919", "cvr-29189919"),
            ("DK-CVR-26104793", "cvr-26104793"),
            ("DK-CVR-25666070", "cvr-25666070"),
            ("NO-BRC-942110464", "orgnr-942110464"),
            ("NO-BRC-964338531", "orgnr-964338531"),
            ("NO-BRC-919303808", "orgnr-919303808"),
            ("NO-BRC-817920632", "orgnr-817920632"),
        ];
        for (text, id) in cases {
            let number = OrganisationNumber::parse(text).unwrap();
            assert_eq!((number.to_string().as_str(), number.id().as_str()), (text, id));
        }
        let spaced = OrganisationNumber::parse_as(Scheme::NoBrc, " 942\u{a0}110 464 ");
        assert_eq!(spaced.map(OrganisationNumber::digits), Ok("942110464".into()));
    }

    #[test]
    fn numbers_that_no_register_gives_out_are_test_numbers() {
        let cases = [
            ("DK-CVR-00000019", "cvr-00000019", true),
            ("DK-CVR-09999981", "cvr-09999981", true),
            ("DK-CVR-10000009", "cvr-10000009", false),
            ("NO-BRC-200000005", "orgnr-200000005", true),
            ("NO-BRC-399999995", "orgnr-399999995", true),
            ("NO-BRC-942110464", "orgnr-942110464", false),
        ];
        for (text, id, is_test) in cases {
            let number = OrganisationNumber::parse(text).unwrap_or_else(|problem| panic!("{problem}"));
            assert_eq!((number.to_string().as_str(), number.id().as_str()), (text, id));
            assert_eq!(number.is_test(), is_test, "{text}");
        }
    }

    #[test]
    fn a_stem_is_completed_by_its_check_digit() {
        let completed = |scheme, stem| OrganisationNumber::completed(scheme, stem).map(OrganisationNumber::digits);
        assert_eq!(completed(Scheme::DkCvr, "2918991").as_deref(), Some("29189919"));
        assert_eq!(completed(Scheme::NoBrc, "94211046").as_deref(), Some("942110464"));
        assert_eq!(completed(Scheme::DkCvr, "0000006"), None, "its check digit would be a ten");
        assert_eq!(completed(Scheme::DkCvr, "291899"), None, "a digit is missing");
    }

    #[test]
    fn a_problem_says_what_is_wrong() {
        let cases = [
            ("29189919", "does not say which register"),
            ("SE-ORG-29189919", "does not say which register"),
            ("DK-CVR-2918991", "it has 8 digits"),
            ("DK-CVR-2918991x", "it has 8 digits"),
            ("DK-CVR-00000000", "the first digit is wrong"),
            ("NO-BRC-742110464", "the first digit is wrong"),
            ("DK-CVR-29189918", "the check digit is wrong"),
            ("NO-BRC-942110465", "the check digit is wrong"),
        ];
        for (text, part) in cases {
            let problem = OrganisationNumber::parse(text).unwrap_err();
            assert!(problem.message.contains(part), "{text}: {problem}");
        }
        let help = OrganisationNumber::parse("DK-CVR-29189918").unwrap_err().help;
        assert_eq!(help.as_deref(), Some("after 2918991 the last digit would be 9; is a digit mistyped?"));
    }

    fn valid() -> impl Strategy<Value = OrganisationNumber> {
        let scheme = proptest::sample::select(Scheme::ALL.to_vec());
        (scheme, 0..100_000_000_u32).prop_filter_map("no check digit fits", |(scheme, stem)| {
            let stem = match scheme {
                Scheme::DkCvr => format!("{:07}", stem % 10_000_000),
                Scheme::NoBrc => format!("{stem:08}"),
            };
            (0..10).find_map(|check| OrganisationNumber::parse_as(scheme, &format!("{stem}{check}")).ok())
        })
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_noticed(number in valid(), place in 0..9_usize, step in 1..10_u8) {
            let mut digits = number.digits().into_bytes();
            let place = place % digits.len();
            digits[place] = b'0' + (digits[place] - b'0' + step) % 10;
            let changed = String::from_utf8(digits).unwrap();
            prop_assert!(OrganisationNumber::parse_as(number.scheme(), &changed).is_err());
        }

        #[test]
        fn printed_numbers_read_back(number in valid()) {
            prop_assert_eq!(OrganisationNumber::parse(&number.to_string()), Ok(number));
        }
    }
}
