//! Appointments as files for calendars, after RFC 5545.

use crate::driver::{Built, Site};

fn meeting(front: &str) -> Site {
    let meeting = format!("---\ntitle: Økonomiudvalget, åbent møde; alle kan komme\norganisation: by\n{front}---\n");
    Site::new().organisation("by").file("content/meetings/a.md", meeting)
}

/// The content lines, folded ones put together again (section 3.1).
fn lines(built: &Built, path: &str) -> Vec<String> {
    let text = built.text(path);
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[test]
fn a_time_of_day_is_told_in_utc_summer_and_winter() {
    for (written, told) in [("2021-06-18 14:30", "20210618T123000Z"), ("2021-01-18 14:30", "20210118T133000Z")] {
        let built = meeting(&format!("date: {written}\nplace: Rådhuset, mødesal 1\n")).build();
        let lines = lines(&built, "moeder/a.ics");
        for line in [
            format!("DTSTART:{told}"),
            "SUMMARY:Økonomiudvalget\\, åbent møde\\; alle kan komme".into(),
            "LOCATION:Rådhuset\\, mødesal 1".into(),
            "BEGIN:VEVENT".into(),
        ] {
            assert!(lines.contains(&line), "no {line} in {lines:#?}");
        }
        let of = |name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
        assert_eq!(["UID:", "DTSTAMP:", "DTSTART", "VERSION:2.0", "PRODID:"].map(of), [1; 5], "{lines:#?}");
        built.shows("moeder/a.html", "href=\"a.ics\" type=\"text/calendar\"");
    }
}

#[test]
fn the_zone_is_that_of_the_site() {
    let settings = "title = \"Prøve\"\ntime_zone = \"Atlantic/Faroe\"\n";
    let built = meeting("date: 2021-01-18 14:30\n").file("glasklar.toml", settings).build();
    assert!(lines(&built, "moeder/a.ics").contains(&"DTSTART:20210118T143000Z".to_owned()));
}

#[test]
fn a_day_is_a_whole_day_and_a_cancelled_meeting_says_so() {
    let built = meeting("date: 2021-01-18\nstatus: cancelled\n").build();
    let lines = lines(&built, "moeder/a.ics");
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20210118".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"STATUS:CANCELLED".to_owned()), "{lines:#?}");
}

#[test]
fn what_is_no_day_makes_no_file() {
    for date in ["date: 2021-01\n", "date: spring 2021\n", ""] {
        let built = meeting(date).build();
        built.has_no("moeder/a.ics");
        assert!(!built.text("moeder/a.html").contains("text/calendar"), "{date}");
    }
    assert!(Site::new().organisation("by").build().ending(".ics").next().is_none());
}

#[test]
fn the_same_appointment_keeps_its_name_and_its_bytes() {
    let site = |day: &str| meeting(&format!("date: {day}\n")).build();
    let uid = |built: &Built| lines(built, "moeder/a.ics").into_iter().find(|line| line.starts_with("UID:"));
    let (first, moved) = (site("2021-01-18"), site("2021-01-19"));
    assert_eq!(uid(&first), uid(&moved), "calendars know by it that the meeting was moved");
    assert_eq!(first.text("moeder/a.ics"), site("2021-01-18").text("moeder/a.ics"));
}

#[test]
fn a_kind_of_the_site_has_appointments_too() {
    let kind = "name = \"tur\"\nplural = \"ture\"\npath = \"ture\"\ntitle = \"title\"\n\
        [field.title]\ntype = \"text\"\nlabel = \"Navn\"\n[field.when]\ntype = \"date\"\nlabel = \"Hvornår\"\n\
        [calendar]\nstart = \"when\"\n";
    let site = Site::new().file("layouts/kinds/tour/kind.toml", kind);
    let built = site.file("content/tour/havnen.md", "---\ntitle: Havnen\nwhen: 2024-05-01\n---\n").build();
    built.shows("ture/havnen.ics", "DTSTART;VALUE=DATE:20240501").shows("ture/havnen.html", "href=\"havnen.ics\"");
}

/// Tours with a beginning and an end.
fn tour(front: &str) -> Site {
    let kind = "name = \"tur\"\nplural = \"ture\"\npath = \"ture\"\ntitle = \"title\"\n\
        [field.title]\ntype = \"text\"\nlabel = \"Navn\"\n[field.when]\ntype = \"date\"\nlabel = \"Hvornår\"\n\
        [field.until]\ntype = \"date\"\nlabel = \"Slut\"\n[calendar]\nstart = \"when\"\nend = \"until\"\n";
    let entry = format!("---\ntitle: Havnen\n{front}---\n");
    Site::new().file("layouts/kinds/tour/kind.toml", kind).file("content/tour/havnen.md", entry)
}

#[test]
fn an_end_is_told_in_the_form_of_the_beginning() {
    for (when, until, told) in [
        ("2021-06-18 14:30", "2021-06-18 16:00", Some("DTEND:20210618T140000Z")),
        ("2021-12-30", "2021-12-31", Some("DTEND;VALUE=DATE:20220101")),
        ("2021-12-30", "2021-12-30 16:00", Some("DTEND;VALUE=DATE:20211231")),
        ("2021-06-18 14:30", "2021-06-19", None),
        ("2021-06-18", "2021-06", None),
    ] {
        let built = tour(&format!("when: {when}\nuntil: {until}\n")).build();
        let lines = lines(&built, "ture/havnen.ics");
        let end = lines.iter().find(|line| line.starts_with("DTEND")).map(String::as_str);
        assert_eq!(end, told, "{when} to {until}");
    }
}

#[test]
fn control_characters_of_a_text_stay_out_of_the_file() {
    let front = "---\ntitle: \"Møde\\r\\nEND:VCALENDAR\\a\"\norganisation: by\ndate: 2021-01-18\n---\n";
    let built = Site::new().organisation("by").file("content/meetings/a.md", front).build();
    let lines = lines(&built, "moeder/a.ics");
    assert_eq!(lines.iter().filter(|line| line.starts_with("END:VCALENDAR")).count(), 1, "{lines:#?}");
    assert!(!built.text("moeder/a.ics").replace("\r\n", "").contains(char::is_control));
}
