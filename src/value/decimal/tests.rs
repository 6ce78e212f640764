use proptest::prelude::*;

use super::*;

fn read(text: &str, notation: Notation) -> String {
    match parse(text, notation) {
        Ok(value) => to_plain(value),
        Err(problem) => format!("? {problem}"),
    }
}

#[test]
fn written_forms_are_read() {
    let cases = [
        (Notation::Plain, "1234.5", "1234.5"),
        (Notation::Plain, "-1234.50", "-1234.5"),
        (Notation::Plain, "4 000 000", "4000000"),
        (Notation::Plain, "2.762.000", "2762000"),
        (Notation::Plain, "2.762.000,50", "2762000.5"),
        (Notation::Plain, "2,762,000.50", "2762000.5"),
        (Notation::Plain, "1.234,567", "1234.567"),
        (Notation::Plain, "1,5", "1.5"),
        (Notation::Plain, "0.125", "0.125"),
        (Notation::Plain, "1234.567", "1234.567"),
        (Notation::Plain, "seks millioner", "6000000"),
        (Notation::Comma, "1.234", "1234"),
        (Notation::Comma, "1,234", "1.234"),
        (Notation::Comma, "730049,66", "730049.66"),
        (Notation::Comma, "47\u{a0}639,00", "47639"),
        (Notation::Comma, "1\u{202f}363\u{2009}942,34", "1363942.34"),
        (Notation::Comma, "2'762'000", "2762000"),
        (Notation::Comma, "\u{2212}12,5", "-12.5"),
        (Notation::Comma, "12,5-", "-12.5"),
        (Notation::Comma, "4 mio.", "4000000"),
        (Notation::Comma, "3,5 mill", "3500000"),
        (Notation::Comma, "2mia.", "2000000000"),
        (Notation::Comma, "450 tusind", "450000"),
        (Notation::Point, "1,234", "1234"),
        (Notation::Point, "1.234", "1.234"),
        (Notation::Point, "2,762,000.50", "2762000.5"),
        (Notation::Point, "-0", "0"),
    ];
    for (notation, text, expected) in cases {
        assert_eq!(read(text, notation), expected, "{text} as {notation:?}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    let cases = [
        (Notation::Plain, "1.23.456"),
        (Notation::Plain, "0.123.456"),
        (Notation::Plain, "1.234,567.8"),
        (Notation::Plain, "06.48.67"),
        (Notation::Plain, "seks"),
        (Notation::Plain, "n/a"),
        (Notation::Plain, "-"),
        (Notation::Plain, ""),
        (Notation::Plain, "mio."),
        (Notation::Plain, "1e6"),
        (Notation::Comma, "1.23"),
        (Notation::Comma, "1,2,3"),
        (Notation::Comma, "12,"),
        (Notation::Comma, "1 2345"),
        (Notation::Point, "1,23"),
    ];
    for (notation, text) in cases {
        let said = read(text, notation);
        assert!(said.ends_with("is not a number"), "{text}: {said}");
    }
}

#[test]
fn an_ambiguous_number_is_asked_about() {
    for text in ["1.234", "1,234", "-12.345", "123,456 mio."] {
        let problem = parse(text, Notation::Plain).unwrap_err();
        assert!(problem.message.contains("can mean"), "{text}: {problem}");
    }
    let help = parse("1,234", Notation::Plain).unwrap_err().help;
    let help = help.unwrap_or_default();
    assert!(help.contains("`1234`") && help.contains("`1.2340`"), "{help}");
}

#[test]
fn a_number_too_long_to_keep_is_refused() {
    let long = "1".repeat(40);
    assert!(read(&long, Notation::Plain).contains("more digits"));
    assert!(read("9999999999999999999999 mia.", Notation::Plain).contains("more digits"));
}

#[test]
fn words_of_scale_never_round() {
    let digits = "7.9228162514264337593543950335 mio.";
    assert_eq!(read(digits, Notation::Plain), "7922816.2514264337593543950335");
}

#[test]
fn percentages_may_carry_their_sign() {
    let read = |text| parse_percent(text, Notation::Comma).map(to_plain);
    assert_eq!(read("50%").as_deref(), Ok("50"));
    assert_eq!(read("12,5\u{a0}%").as_deref(), Ok("12.5"));
    assert!(read("halv").unwrap_err().message.contains("percentage"));
}

#[test]
fn halves_are_rounded_as_declared() {
    let rounded = |text, way| to_plain(round(parse(text, Notation::Point).unwrap(), 2, way));
    assert_eq!(rounded("0.125", Rounding::HalfEven), "0.12");
    assert_eq!(rounded("0.125", Rounding::HalfUp), "0.13");
    assert_eq!(rounded("-0.125", Rounding::HalfUp), "-0.13");
    assert_eq!(rounded("-0.129", Rounding::Down), "-0.12");
}

fn decimals() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0..=18_u32)
        .prop_map(|(digits, scale)| Decimal::try_from_i128_with_scale(i128::from(digits), scale).unwrap_or_default())
}

/// Groups the whole part of a plain number by threes.
fn grouped(plain: &str, group: char, decimal: char) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut text = String::new();
    for (i, c) in whole.chars().enumerate() {
        let left = whole.len() - i;
        if i > 0 && left % 3 == 0 && !text.ends_with('-') {
            text.push(group);
        }
        text.push(c);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

proptest! {
    #[test]
    fn printed_decimals_read_back(value in decimals()) {
        let plain = to_plain(value);
        prop_assert_eq!(parse(&plain, Notation::Point), Ok(value));
        prop_assert_eq!(parse(&grouped(&plain, '.', ','), Notation::Comma), Ok(value));
        prop_assert_eq!(parse(&grouped(&plain, '\u{a0}', ','), Notation::Comma), Ok(value));
        prop_assert_eq!(parse(&grouped(&plain, ',', '.'), Notation::Point), Ok(value));
    }

    #[test]
    fn plain_reading_never_guesses(value in decimals()) {
        // Whatever plain notation accepts of a Danish or an English text is what that text means.
        let plain = to_plain(value);
        for text in [grouped(&plain, '.', ','), grouped(&plain, ',', '.')] {
            if let Ok(read) = parse(&text, Notation::Plain) {
                prop_assert_eq!(read, value, "{}", text);
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,12}") {
        for notation in [Notation::Plain, Notation::Comma, Notation::Point] {
            let _ = parse(&text, notation);
        }
    }
}
