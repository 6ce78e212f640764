use proptest::prelude::*;

use super::*;

/// The numbers found, as text with kind and certainty.
fn found(text: &str) -> Vec<(&str, Kind, bool)> {
    find_in(text).into_iter().map(|f| (&text[f.range], f.kind, f.certain)).collect()
}

#[test]
fn hyphenated_cpr_numbers_are_certain() {
    let text = "CPR-nr. 010190-1234, og 290200-4321.";
    assert_eq!(found(text), [("010190-1234", Kind::Cpr, true), ("290200-4321", Kind::Cpr, true)]);
    for text in ["a;010190-1234;b", "1,010190-1234,5000", "cpr-010190-1234", "(010190\u{2011}1234)"] {
        assert_eq!(find_in(text).len(), 1, "{text}");
    }
}

#[test]
fn a_date_must_be_one_of_the_calendar() {
    for text in ["310290-1234", "290201-4321", "001390-1234", "320190-1234", "3102901234"] {
        assert_eq!(found(text), [], "{text}");
    }
}

// Nobody bears the numbers below: their dates lie in the future.

#[test]
fn bare_digits_are_certain_with_their_check_digits_only() {
    // 0·4 1·3 0·2 1·7 3·6 0·5 5·4 1·3 1·2 2·1 make 55, a multiple of 11.
    assert_eq!(found("nr 0101305112"), [("0101305112", Kind::Cpr, true)]);
    let judged: Vec<bool> = (5000..9000).flat_map(|n| find_in(&format!("010130{n}"))).map(|f| f.certain).collect();
    let certain = judged.iter().filter(|certain| **certain).count();
    assert_eq!(judged.len(), 4000);
    assert!((360..=367).contains(&certain), "one number in eleven, not {certain}");
}

#[test]
fn norwegian_numbers_need_both_control_digits() {
    // 1·3 5·7 0·6 5·1 3·8 9·9 7·4 make 176: the first control digit is 0; the second sum is
    // 145, which 9 brings to a multiple of 11.
    assert_eq!(found("15053970009"), [("15053970009", Kind::Fodselsnummer, true)]);
    assert_eq!(found("55053970183"), [("55053970183", Kind::DNumber, true)]);
    for joined in ["150539 70009", "150539-70009"] {
        assert_eq!(found(joined), [(joined, Kind::Fodselsnummer, true)]);
    }
    for wrong in ["15053970019", "15053970008"] {
        assert_eq!(found(wrong), [(wrong, Kind::Fodselsnummer, false)]);
    }
    assert_eq!(found("150539 70008"), []);
}

#[test]
fn digits_of_other_things_are_not_reported() {
    let cpr = "0101305112";
    for text in [
        format!("1{cpr}2"),
        format!("{cpr},50"),
        format!("0.{cpr}"),
        format!("NO{cpr}"),
        format!("SAG-{cpr}"),
        format!("{cpr}-A"),
        format!("+{cpr}"),
        format!("id_{cpr}"),
        format!("12 {} {} 5678", &cpr[..6], &cpr[6..]),
        format!("12-{}-{}", &cpr[..6], &cpr[6..]),
        "2.762.000 og 24.00.00-A08-1-20".to_owned(),
        "tlf. 96 28 28 28, CVR 29189919, orgnr 942110464".to_owned(),
        "2012-10-17 13:00:00".to_owned(),
        "010190 1000".to_owned(),
    ] {
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn masked_text_shows_no_number() {
    let cpr = "0101305112";
    let text = format!("før 010190-1234 og {cpr}, 12.02.1990");
    assert_eq!(mask(&text), "før ######-#### og ##########, 12.02.1990");
    assert!(matches!(mask("intet at skjule"), Cow::Borrowed(_)));
}

proptest! {
    #[test]
    fn any_text_is_searched_and_masked_clean(text in "[0-9 .,+-]{0,40}|\\PC{0,40}") {
        for Found { range, .. } in find_in(&text) {
            prop_assert!(text.get(range).is_some());
        }
        let certain = |text: &str| find_in(text).iter().any(|f| f.certain);
        prop_assert!(!certain(&mask(&text)));
    }

    #[test]
    fn a_hyphenated_number_is_found_in_any_sentence(
        before in "[a-zæøå ]{0,9}[ :(;]",
        after in "[ .,;:)]\\PC{0,9}",
        day in 1..=28_u32,
        month in 1..=12_u32,
        year in 0..100_u32,
        serial in 0..10_000_u32,
    ) {
        let number = format!("{day:02}{month:02}{year:02}-{serial:04}");
        let text = format!("{before}{number}{after}");
        prop_assert!(find_in(&text).iter().any(|f| text[f.range.clone()] == number && f.certain));
    }
}
