//! Numbers and sums as a language writes them.

use icu_datetime::input::Date;
use icu_datetime::{DateTimeFormatter, NoCalendarFormatter, fieldsets};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as Digits;
use icu_plurals::PluralRules;

use super::patterns::{DayPattern, NumberPattern, SAMPLE_DAY, SAMPLE_NUMBER, SAMPLE_YEAR};
use super::{Language, compiled_in, plural_form, plural_rules};
use crate::value::{Currency, Decimal, decimal};

/// How a sum names its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CurrencyStyle {
    /// By its letters: `2.762.000 DKK`, `DKK 2,762,000`.
    Code,
    /// As readers of the language know it: the language's own krone is `kr.` in Danish, `kr` in
    /// Norwegian. Every other currency goes by its letters, so that Danish and Norwegian kroner
    /// never look alike on one page.
    Familiar,
}

/// The formatters of one language, built once and shared by all threads.
///
/// Numbers and units are joined by a hard space (U+00A0).
#[derive(Debug)]
pub struct Formats {
    pub(super) language: Language,
    pub(super) plurals: PluralRules,
    pub(super) day: DateTimeFormatter<fieldsets::YMD>,
    pub(super) day_of_year: DateTimeFormatter<fieldsets::MD>,
    pub(super) month: DateTimeFormatter<fieldsets::YM>,
    pub(super) time: NoCalendarFormatter<fieldsets::T>,
    numbers: DecimalFormatter,
    /// By month, from January.
    pub(super) days: [Option<DayPattern>; 12],
    whole_numbers: Option<NumberPattern>,
}

/// The sign between a number and its unit.
const HARD_SPACE: char = '\u{a0}';

impl Formats {
    /// The formatters of a language.
    pub fn new(language: Language) -> Self {
        let locale = language.locale();
        let day = compiled_in(DateTimeFormatter::try_new((&locale).into(), fieldsets::YMD::long()));
        let numbers = compiled_in(DecimalFormatter::try_new(locale.clone().into(), Default::default()));
        let day_pattern = |month: u8| {
            let sample = Date::try_new_iso(SAMPLE_YEAR, month, SAMPLE_DAY).ok()?;
            DayPattern::of(&day.format(&sample).to_string())
        };
        Self {
            language,
            plurals: plural_rules(language),
            days: std::array::from_fn(|at| day_pattern(u8::try_from(at + 1).ok()?)),
            whole_numbers: NumberPattern::of(&numbers.format(&Digits::from(SAMPLE_NUMBER)).to_string()),
            day,
            day_of_year: compiled_in(DateTimeFormatter::try_new((&locale).into(), fieldsets::MD::long())),
            month: compiled_in(DateTimeFormatter::try_new((&locale).into(), fieldsets::YM::long())),
            time: compiled_in(NoCalendarFormatter::try_new((&locale).into(), fieldsets::T::hm())),
            numbers,
        }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The plural form that `n` things take: `"one"` or `"other"`.
    pub fn plural(&self, n: i64) -> &'static str {
        plural_form(&self.plurals, n)
    }

    /// A number with the decimals that it needs: `2.762.000,5`, `2 762 000,5`, `2,762,000.5`.
    pub fn decimal(&self, value: Decimal) -> String {
        let plain = decimal::to_plain(value);
        match plain.parse::<Digits>() {
            Ok(digits) => self.digits(&digits),
            Err(_) => plain,
        }
    }

    /// A whole number: `1.234`, `1 234`, `1,234`.
    pub fn integer(&self, value: impl Into<i128>) -> String {
        let value = value.into();
        let pattern = self.whole_numbers.as_ref();
        pattern.map_or_else(|| self.digits(&Digits::from(value)), |pattern| pattern.filled(value))
    }

    /// A percentage; the value is the number before the sign: `33,3 %`, `33.3%`.
    pub fn percent(&self, value: Decimal) -> String {
        let number = self.decimal(value);
        match self.language {
            Language::En => format!("{number}%"),
            Language::Da | Language::Nb | Language::Nn => format!("{number}{HARD_SPACE}%"),
        }
    }

    /// The size of a file: `1,2 MB`, `345 kB`. A million bytes are 1 MB, as disks are sold; less than 1 kB is told as 1 kB.
    pub fn size(&self, bytes: u64) -> String {
        const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
        let (unit, name) = UNITS.into_iter().find(|(unit, _)| bytes >= *unit).unwrap_or(UNITS[2]);
        let tenths = (u128::from(bytes) * 10 + u128::from(unit) / 2) / u128::from(unit);
        let number = match tenths {
            ..10 => self.integer(1),
            10..100 if !tenths.is_multiple_of(10) => self.decimal(Decimal::new(tenths as i64, 1)),
            _ => self.integer(i128::try_from((tenths + 5) / 10).unwrap_or(i128::MAX)),
        };
        format!("{number}{HARD_SPACE}{name}")
    }

    /// An amount in minor units, without its currency: no decimals where they are zero, else
    /// all that the currency has. `400000000` in DKK is `4.000.000`, `50` is `0,50`.
    pub fn minor_amount(&self, minor: impl Into<i128>, currency: Currency) -> String {
        let minor = minor.into();
        let places = currency.minor_digits();
        let unit = 10_i128.pow(places);
        if minor % unit == 0 {
            return self.integer(minor / unit);
        }
        let mut digits = Digits::from(minor);
        digits.multiply_pow10(-i16::try_from(places).unwrap_or(0));
        self.digits(&digits)
    }

    /// Whether the letters of a currency stand before its amount.
    pub fn currency_leads(&self) -> bool {
        self.language == Language::En
    }

    /// A sum with its currency: `2.762.000 kr.`, `2 762 000 kr`, `DKK 2,762,000`.
    pub fn money(&self, minor: impl Into<i128>, currency: Currency, style: CurrencyStyle) -> String {
        let amount = self.minor_amount(minor, currency);
        let unit = match (style, self.language) {
            (CurrencyStyle::Familiar, Language::Da) if currency == Currency::DKK => "kr.",
            (CurrencyStyle::Familiar, Language::Nb | Language::Nn) if currency == Currency::NOK => "kr",
            (CurrencyStyle::Familiar | CurrencyStyle::Code, _) => currency.code(),
        };
        let (first, last) = if self.currency_leads() { (unit, &*amount) } else { (&*amount, unit) };
        format!("{first}{HARD_SPACE}{last}")
    }

    fn digits(&self, digits: &Digits) -> String {
        self.numbers.format(digits).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Notation;

    fn number(text: &str) -> Decimal {
        decimal::parse(text, Notation::Point).unwrap()
    }

    /// One text per language, in the order of `Language::ALL`, with plain spaces.
    fn each(print: impl Fn(&Formats) -> String) -> [String; 4] {
        Language::ALL.map(|language| print(&Formats::new(language)).replace(HARD_SPACE, " "))
    }

    #[test]
    fn formats_are_shared_by_threads() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Formats>();
        is_shared::<super::super::Collator>();
        is_shared::<super::super::Messages>();
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        let printed = each(|formats| formats.decimal(number("2762000.50")));
        assert_eq!(printed, ["2.762.000,5", "2 762 000,5", "2 762 000,5", "2,762,000.5"]);
        assert_eq!(each(|formats| formats.integer(1234_i64)), ["1.234", "1 234", "1 234", "1,234"]);
        assert_eq!(each(|formats| formats.integer(i128::MAX)).map(|text| text.len()), [51; 4]);
    }

    proptest::proptest! {
        #[test]
        fn whole_numbers_are_written_as_icu_writes_them(number: i64) {
            for language in Language::ALL {
                let formats = Formats::new(language);
                proptest::prop_assert!(formats.whole_numbers.is_some());
                let number = i128::from(number);
                proptest::prop_assert_eq!(formats.integer(number), formats.digits(&Digits::from(number)));
            }
        }
    }

    #[test]
    fn spaces_in_numbers_are_hard() {
        let formats = Formats::new(Language::Nb);
        assert_eq!(formats.integer(2_762_000), "2\u{a0}762\u{a0}000");
        let sum = formats.money(276_200_000, Currency::NOK, CurrencyStyle::Familiar);
        assert_eq!(sum, "2\u{a0}762\u{a0}000\u{a0}kr");
    }

    #[test]
    fn amounts_have_all_their_decimals_or_none() {
        let amounts = |minor: i64| each(|formats| formats.minor_amount(minor, Currency::DKK));
        assert_eq!(amounts(276_200_000), ["2.762.000", "2 762 000", "2 762 000", "2,762,000"]);
        assert_eq!(amounts(276_200_050), ["2.762.000,50", "2 762 000,50", "2 762 000,50", "2,762,000.50"]);
        assert_eq!(amounts(5)[0], "0,05");
        assert_eq!(amounts(0)[0], "0");
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(Formats::new(Language::Da).minor_amount(1500, yen), "1.500");
    }

    #[test]
    fn danish_and_norwegian_kroner_never_look_alike() {
        let sums = |currency, style| each(|formats| formats.money(276_200_000_i64, currency, style));
        assert_eq!(
            sums(Currency::DKK, CurrencyStyle::Familiar),
            ["2.762.000 kr.", "2 762 000 DKK", "2 762 000 DKK", "DKK 2,762,000"]
        );
        assert_eq!(
            sums(Currency::NOK, CurrencyStyle::Familiar),
            ["2.762.000 NOK", "2 762 000 kr", "2 762 000 kr", "NOK 2,762,000"]
        );
        assert_eq!(
            sums(Currency::DKK, CurrencyStyle::Code),
            ["2.762.000 DKK", "2 762 000 DKK", "2 762 000 DKK", "DKK 2,762,000"]
        );
    }

    #[test]
    fn percentages_have_their_sign() {
        assert_eq!(each(|formats| formats.percent(number("33.3"))), ["33,3 %", "33,3 %", "33,3 %", "33.3%"]);
    }
}
