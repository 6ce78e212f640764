//! Rows 23, 25 and 26: clocks, machines, templates.

use std::time::{Duration, SystemTime};

use super::{built, project, town};
use crate::driver::{Workplace, repository};

fn epoch(place: &Workplace, seconds: &str, zone: &str) -> crate::driver::Ran {
    let _ = std::fs::remove_dir_all(place.path("public"));
    // The day comes from the variable here, so none is given.
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_glasklar"))
        .args(["build"])
        .envs([("SOURCE_DATE_EPOCH", seconds), ("TZ", zone)])
        .current_dir(place.path("."))
        .output()
        .expect("the binary runs");
    assert!(ran.status.success(), "{seconds}: {}", String::from_utf8_lossy(&ran.stderr));
    place.run_with(&["explain"], &[])
}

#[test]
fn row_23_any_clock_gives_a_site_and_the_same_for_the_same_moment() {
    let place = town().on_disk();
    // 1970, the last second of 32 bits and the one after it, 2100, the hours around a change to summer time.
    for seconds in ["0", "2147483647", "2147483648", "4102444800", "1711846799", "1711846800", "1711850400"] {
        let (here, there) = (epoch(&place, seconds, "Europe/Oslo"), epoch(&place, seconds, "Pacific/Kiritimati"));
        assert!(!here.output.is_empty() && here.output == there.output, "{seconds}");
    }
    for wrong in ["-", "yesterday", "1e9", "99999999999999999999"] {
        let ran = place.run_with(&["check"], &[("SOURCE_DATE_EPOCH", wrong)]);
        assert!([0, 2].contains(&ran.code), "{wrong}: {}", ran.stderr);
    }
}

/// The site's own zone decides which day it is, also in the night in which an hour is left out or comes twice.
#[test]
fn row_23_the_zone_of_the_settings_decides_the_day() {
    let place = town().on_disk();
    let embargo = project("Hemmeligheden.\n").replace("title:", "embargo: 2024-03-31\ntitle:");
    place.write("content/projects/p.md", embargo);
    // 2024-03-31 begins in Copenhagen at 23:00 in Greenwich, two hours before summer time does.
    for (seconds, open) in [("1711839599", false), ("1711839600", true), ("1711846800", true)] {
        let ran = epoch(&place, seconds, "America/New_York");
        assert_eq!(ran.output.contains_key("projekter/p.html"), open, "{seconds}");
    }
}

#[test]
fn row_23_nothing_depends_on_the_times_of_files() {
    let place = town().on_disk();
    let before = built(&place, &[], &[]);
    for time in [SystemTime::UNIX_EPOCH, SystemTime::now() + Duration::from_secs(100 * 365 * 86_400)] {
        for path in town().files().keys() {
            let file = std::fs::File::options().write(true).open(place.path(path)).expect("a file");
            file.set_modified(time).expect("a time");
        }
        assert!(built(&place, &[], &[]).output == before.output);
    }
}

#[cfg(unix)]
#[test]
fn row_25_folder_and_umask_change_nothing() {
    let place = town().on_disk();
    let before = built(&place, &[], &[]);
    place.write("deeper/down/x", "");
    let script = format!(
        "umask 077 && cd deeper/down && {} build ../.. --out ../../other --today 2024-03-01",
        env!("CARGO_BIN_EXE_glasklar")
    );
    let ran = std::process::Command::new("sh").args(["-c", &script]).current_dir(place.path(".")).output().expect("sh");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(crate::driver::tree(&place.path("other")) == before.output);
}

/// The command of the repository, on the sample of the golden sites alone.
#[cfg(target_os = "linux")]
#[test]
fn row_25_the_command_for_determinism_finds_one_hash() {
    let ran = std::process::Command::new(repository().join("tests/determinism"))
        .args(["--quick", "--site", "tests/sites/golden/avenue/site"])
        .env("GLASKLAR_BINARY", env!("CARGO_BIN_EXE_glasklar"))
        .current_dir(repository())
        .output()
        .expect("the command runs");
    let told = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success() && told.contains("one hash"), "{told}");
}

#[test]
fn row_26_a_template_that_calls_itself_ends_with_its_line() {
    for (name, template) in [
        ("list.html", "<p>\n{% include \"list.html\" %}"),
        ("list.html", "\n{% macro a(x) %}{{ a(x) }}{% endmacro %}{{ a(1) }}"),
    ] {
        let ran = town().file(&format!("layouts/{name}"), template).command(&["check"]);
        assert!([1, 4].contains(&ran.code), "{template}: {} {}", ran.code, ran.stderr);
        ran.complains("layouts/list.html:2");
    }
}

#[test]
fn row_26_templates_reach_no_file_and_no_environment() {
    for template in
        ["{% include \"../../../../etc/passwd\" %}", "{% include \"/etc/passwd\" %}", "{{ env }}", "{{ os.environ }}"]
    {
        let ran = town().file("layouts/list.html", template).command(&["check"]);
        ran.refuses(1).complains("layouts/list.html:1");
    }
}
