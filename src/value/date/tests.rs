use proptest::prelude::*;

use super::*;

fn iso(text: &str) -> String {
    PartialDate::parse(text).map_or_else(|problem| format!("? {problem}"), PartialDate::to_iso)
}

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

#[test]
fn a_date_takes_eight_bytes() {
    assert_eq!(size_of::<PartialDate>(), 8);
}

#[test]
fn written_forms_are_read() {
    let cases = [
        ("2021-01-18", "2021-01-18"),
        ("2021-01-18T08:00", "2021-01-18T08:00"),
        ("2021-01-18 08:00", "2021-01-18T08:00"),
        ("2012-10-17 13:00:00", "2012-10-17T13:00"),
        ("15-01-2021 08:00", "2021-01-15T08:00"),
        ("18.07.2007", "2007-07-18"),
        ("5.2.2021", "2021-02-05"),
        ("18. januar 2021", "2021-01-18"),
        ("den 5. februar 2021", "2021-02-05"),
        ("16. mai 2023", "2023-05-16"),
        ("18 January 2021, 08:00", "2021-01-18T08:00"),
        ("15. januar 2021 kl. 08.00", "2021-01-15T08:00"),
        ("2021-01", "2021-01"),
        ("oktober 2017", "2017-10"),
        ("Mars 2021", "2021-03"),
        ("2021-Q1", "2021-Q1"),
        ("1. kvartal 2021", "2021-Q1"),
        ("fourth quarter of 2021", "2021-Q4"),
        ("Q2 2021", "2021-Q2"),
        ("2021-H2", "2021-H2"),
        ("andet halvår 2021", "2021-H2"),
        ("spring 2020", "spring 2020"),
        ("våren 2020", "spring 2020"),
        ("forår\u{a0}2020", "spring 2020"),
        ("hausten 2019", "autumn 2019"),
        ("primo 2021", "start of 2021"),
        ("i starten af 2020", "start of 2020"),
        ("byrjinga av 2021", "start of 2021"),
        ("start of 2021", "start of 2021"),
        ("ultimo 2020", "end of 2020"),
        ("end of 2020", "end of 2020"),
        (" 2021 ", "2021"),
    ];
    for (text, expected) in cases {
        assert_eq!(iso(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_advice() {
    for text in
        ["", "7/12 2020", "1.2.25", "21-01-18", "snart", "2021-1", "kvartal 2021", "12021", "T08:00", "2021-01-18Z"]
    {
        let problem = PartialDate::parse(text).unwrap_err();
        assert!(problem.message.ends_with("is not a date"), "{text}: {problem}");
        assert!(problem.help.unwrap_or_default().contains("`2021-01-18`"), "{text}");
    }
}

#[test]
fn days_that_the_calendar_lacks_are_named() {
    let cases = [
        ("2021-02-30", "February 2021 has 28 days, not 30"),
        ("30. februar 2020", "February 2020 has 29 days, not 30"),
        ("2021-00-10", "there is no month 0"),
        ("2021-13", "there is no month 13"),
        ("2021-Q5", "there is no quarter 5"),
        ("2021-H0", "there is no half-year 0"),
        ("2021-01-18 24:00", "there is no time 24:00"),
        ("0021-01-18", "the year 21 is not within 1000 to 9999"),
        ("2021-01 08:00", "has a time of day but no day"),
    ];
    for (text, part) in cases {
        assert!(iso(text).contains(part), "{text}: {}", iso(text));
    }
}

#[test]
fn a_table_s_format_decides_the_precision() {
    let read = |format, text| PartialDate::parse_with(format, text).map(PartialDate::to_iso);
    assert_eq!(read("%d.%m.%Y %H:%M", "25.05.2020 08:30").as_deref(), Ok("2020-05-25T08:30"));
    assert_eq!(read("%d.%m.%Y %H:%M", "25.05.2020 00:00").as_deref(), Ok("2020-05-25"));
    assert_eq!(read("%d.%m.%Y", " 18.07.2007 ").as_deref(), Ok("2007-07-18"));
    assert_eq!(read("%m/%Y", "07/2007").as_deref(), Ok("2007-07"));
    assert_eq!(read("%Y", "2007").as_deref(), Ok("2007"));
    let problem = read("%d.%m.%Y", "2007-07-18").unwrap_err();
    assert_eq!(problem.message, "`2007-07-18` is not a date written as `%d.%m.%Y`");
    assert_eq!(problem.help.as_deref(), Some("by this format the cell would read `18.01.2021`"));
    assert!(read("%d.%m.%Y", "30.02.2021").is_err());
    assert!(read("%H:%M", "08:00").is_err());
}

#[test]
fn a_date_reaches_from_its_first_to_its_last_day() {
    let cases = [
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-Q4", "2021-10-01", "2021-12-31"),
        ("2021-H1", "2021-01-01", "2021-06-30"),
        ("spring 2020", "2020-03-01", "2020-05-31"),
        ("winter 2020", "2020-01-01", "2020-12-31"),
        ("start of 2021", "2021-01-01", "2021-03-31"),
        ("end of 2020", "2020-10-01", "2020-12-31"),
        ("2021-01-18T08:00", "2021-01-18", "2021-01-18"),
        ("9999", "9999-01-01", "9999-12-31"),
    ];
    for (text, earliest, latest) in cases {
        let read = date(text);
        assert_eq!(read.earliest().to_string(), earliest, "{text}");
        assert_eq!(read.latest().to_string(), latest, "{text}");
    }
}

#[test]
fn dates_sort_by_their_earliest_day_then_by_precision() {
    let sorted = [
        "end of 2020",
        "2021-01-01T08:00",
        "2021-01-01T09:00",
        "2021-01-01",
        "2021-01",
        "start of 2021",
        "2021-Q1",
        "2021-H1",
        "2021",
        "2021-01-02",
        "spring 2021",
    ];
    let mut dates = sorted.map(date);
    dates.reverse();
    dates.sort();
    assert_eq!(dates.map(PartialDate::to_iso), sorted);
}

#[test]
fn a_span_of_months_ends_before_the_same_day() {
    let end = |start: &str, months| last_day_of_span(date(start).earliest(), months).map(|day| day.to_string());
    assert_eq!(end("2021-01-01", 6).as_deref(), Some("2021-06-30"));
    assert_eq!(end("2021-03-30", 30).as_deref(), Some("2023-09-29"));
    assert_eq!(end("2021-03-31", 30).as_deref(), Some("2023-09-30"));
    assert_eq!(end("2021-08-31", 6).as_deref(), Some("2022-02-28"));
    assert_eq!(end("9999-06-01", 12), None);
    assert_eq!(end("2021-01-01", u32::MAX), None);
}

pub(crate) fn dates() -> impl Strategy<Value = PartialDate> {
    let season = proptest::sample::select(Season::ALL.to_vec());
    let part = prop_oneof![
        (1..=12_u8, 1..=28_u8, 0..24_u8, 0..60_u8)
            .prop_map(|(month, day, hour, minute)| { Part::Minute { month, day, hour, minute } }),
        (1..=12_u8, 1..=31_u8).prop_map(|(month, day)| Part::Day { month, day }),
        (1..=12_u8).prop_map(Part::Month),
        (1..=4_u8).prop_map(Part::Quarter),
        season.prop_map(Part::Season),
        (1..=2_u8).prop_map(Part::Half),
        Just(Part::Start),
        Just(Part::End),
        Just(Part::Year),
    ];
    (1000..=9999_i16, part)
        .prop_filter_map("a day that the month lacks", |(year, part)| PartialDate::new(year, part).ok())
}

proptest! {
    #[test]
    fn printed_dates_read_back(date in dates()) {
        prop_assert_eq!(PartialDate::parse(&date.to_iso()), Ok(date));
    }

    #[test]
    fn the_earliest_day_is_never_after_the_latest(date in dates()) {
        prop_assert!(date.earliest() <= date.latest());
        prop_assert_eq!(date.earliest().year(), date.year());
        prop_assert_eq!(date.latest().year(), date.year());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9TQH:. -]{0,14}|\\PC{0,14}") {
        let _ = PartialDate::parse(&text);
        let _ = PartialDate::parse_with(&text, &text);
    }
}
