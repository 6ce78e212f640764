use proptest::prelude::*;

use super::*;
use crate::value::date::tests::dates;

/// One text per language, in the order of `Language::ALL`, with plain spaces.
fn each(print: impl Fn(&Formats) -> String) -> [String; 4] {
    Language::ALL.map(|language| print(&Formats::new(language)).replace('\u{a0}', " "))
}

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

#[test]
fn dates_are_printed_with_no_more_precision_than_they_have() {
    let cases = [
        ("2021-01-18", ["18. januar 2021", "18. januar 2021", "18. januar 2021", "18 January 2021"]),
        ("2021-03", ["marts 2021", "mars 2021", "mars 2021", "March 2021"]),
        ("2021-Q1", ["1. kvartal 2021", "1. kvartal 2021", "1. kvartal 2021", "first quarter of 2021"]),
        ("2021-H2", ["2. halvår 2021", "2. halvår 2021", "2. halvår 2021", "second half of 2021"]),
        ("spring 2020", ["forår 2020", "våren 2020", "våren 2020", "spring 2020"]),
        ("autumn 2020", ["efterår 2020", "høsten 2020", "hausten 2020", "autumn 2020"]),
        ("start of 2021", ["primo 2021", "begynnelsen av 2021", "byrjinga av 2021", "start of 2021"]),
        ("end of 2020", ["ultimo 2020", "slutten av 2020", "slutten av 2020", "end of 2020"]),
        ("2021", ["2021", "2021", "2021", "2021"]),
        (
            "2021-01-15T08:00",
            [
                "15. januar 2021 kl. 08.00",
                "15. januar 2021 kl. 08:00",
                "15. januar 2021 kl. 08:00",
                "15 January 2021, 08:00",
            ],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(each(|formats| formats.date(date(text))), expected, "{text}");
    }
}

#[test]
fn days_are_written_as_icu_writes_them() {
    for language in Language::ALL {
        let formats = Formats::new(language);
        assert!(formats.days.iter().all(Option::is_some), "{language:?}");
        let mut day = date("2020-01-01").earliest();
        for _ in 0..400 {
            let (year, month, of_month) = numbers(day);
            let by_icu = formats.day.format(&Date::try_new_iso(year, month, of_month).unwrap()).to_string();
            assert_eq!(formats.day(day), by_icu);
            day = day.tomorrow().unwrap();
        }
    }
}

#[test]
fn a_range_of_days_says_no_month_and_year_twice() {
    let range = |from: &str, to: &str| each(|formats| formats.day_range(date(from).earliest(), date(to).earliest()));
    let [da, nb, _, en] = range("2021-05-05", "2021-05-07");
    assert_eq!([da, nb, en], ["5.–7. maj 2021", "5.–7. mai 2021", "5–7 May 2021"]);
    let [da, _, nn, en] = range("2023-08-31", "2023-09-30");
    let expected =
        ["31. august – 30. september 2023", "31. august – 30. september 2023", "31 August – 30 September 2023"];
    assert_eq!([da, nn, en], expected);
    assert_eq!(range("2020-12-31", "2021-01-01")[0], "31. december 2020 – 1. januar 2021");
    assert_eq!(range("2020-12-31", "2020-12-31")[0], "31. december 2020");
}

#[test]
fn periods_are_printed_as_far_as_they_are_stated() {
    let cases = [
        ("2021", ["2021", "2021", "2021", "2021"]),
        ("2021/2023", ["2021–2023", "2021–2023", "2021–2023", "2021–2023"]),
        ("2021-05-05/2021-05-07", ["5.–7. maj 2021", "5.–7. mai 2021", "5.–7. mai 2021", "5–7 May 2021"]),
        (
            "2021-03/end of 2023",
            [
                "marts 2021 – ultimo 2023",
                "mars 2021 – slutten av 2023",
                "mars 2021 – slutten av 2023",
                "March 2021 – end of 2023",
            ],
        ),
        ("2021-03/..", ["fra marts 2021", "fra mars 2021", "frå mars 2021", "from March 2021"]),
        ("../2023", ["til 2023", "til 2023", "til 2023", "until 2023"]),
        ("4 years", ["4 år", "4 år", "4 år", "4 years"]),
        ("30 months", ["2 år og 6 måneder", "2 år og 6 måneder", "2 år og 6 månader", "2 years and 6 months"]),
        ("1 month", ["1 måned", "1 måned", "1 månad", "1 month"]),
    ];
    for (text, expected) in cases {
        let period = Period::parse(text).unwrap();
        assert_eq!(each(|formats| formats.period(&period)), expected, "{text}");
    }
    let start = Some(date("2021-03"));
    let begun = Period { start, duration: Some(Duration { months: 30 }), ..Period::default() };
    assert_eq!(each(|formats| formats.period(&begun))[0], "fra marts 2021, 2 år og 6 måneder");
    let said = Period { original: Some("et år ad gangen".into()), ..Period::default() };
    assert_eq!(each(|formats| formats.period(&said))[3], "et år ad gangen");
}

proptest! {
    #[test]
    fn printed_dates_read_back_in_every_language(date in dates()) {
        for text in each(|formats| formats.date(date)) {
            prop_assert_eq!(PartialDate::parse(&text), Ok(date), "{}", text);
        }
    }
}
