//! Faults that are put in, and what must happen: an exit code and a place, never a panic, never half a site.
//!
//! The tests here are named `row_NN_…` after a row of the table of faults. Where a row was tested before, the table
//! below names the test instead of repeating it.

mod annexes;
mod cells;
mod data;
mod files;
mod geojson;
mod machines;
mod markdown;
mod names;
mod privacy;
mod size;
mod terminal;
mod text;
mod time;
mod workbooks;

use crate::driver::{Ran, Site, Workplace, markdown as entry, repository, tree};

/// Rows of the table of faults with tests that stand elsewhere in this suite; a failing site is named by its folder.
const ELSEWHERE: &[(u8, &str)] = &[
    (8, "encoding/latin-1"),
    (8, "encoding/nul"),
    (8, "encoding/undefined-byte"),
    (9, "line_ends_of_another_system_change_nothing"),
    (9, "a_byte_order_mark_changes_nothing"),
    (9, "letters_in_two_parts_change_nothing"),
    (10, "wrong-type/amount-read-in-two-ways"),
    (10, "wrong-type/cell-among-commas"),
    (10, "an_unknown_amount_is_never_a_nought"),
    (11, "wrong-type/thirtieth-of-february"),
    (13, "duplicate-id/two-rows-ae"),
    (13, "duplicate-id/two-files"),
    (13, "same-address/alias-and-id"),
    (13, "unsafe-name/reserved-by-windows"),
    (14, "dangling-reference/nothing-near"),
    (14, "cycle/of-three"),
    (14, "cycle/parents"),
    (17, "limit/aliases"),
    (17, "duplicate-key/yaml"),
    (18, "duplicate-key/json"),
    (19, "hostile_text_stays_text"),
    (20, "map/not-a-number"),
    (20, "map/beyond-numbers"),
    (20, "map-bounds/exchanged"),
    (21, "left-out-file/links"),
    (21, "links_do_not_lead_out_of_the_site"),
    (23, "the_past_only_goes_forward"),
    (23, "an_embargo_holds_until_its_day"),
    (23, "the_day_comes_from_the_option_or_the_environment"),
    (25, "the_order_of_the_files_changes_nothing"),
    (25, "the_number_of_threads_changes_nothing"),
    (25, "the_machines_language_and_time_zone_change_nothing"),
    (26, "limit/template-steps"),
    (26, "limit/template-depth"),
    (26, "limit/page-size"),
    (26, "template/outside-the-site"),
    (26, "template/unknown-name"),
    (26, "template/unknown-text"),
    (27, "personal_numbers_stop_the_build_wherever_they_stand"),
];

/// Rows about what this module is for; the others stand with publishing, the ledger, privacy and the preview, or are
/// about formats that are not read yet.
const ROWS: &[u8] = &[7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 30];

fn suite() -> String {
    let files = tree(&repository().join("tests/suite"));
    files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
}

#[test]
fn every_row_has_a_test_and_every_test_that_is_named_exists() {
    let code = suite();
    for row in ROWS {
        let here = code.contains(&format!("fn row_{row:02}_"));
        assert!(here || ELSEWHERE.iter().any(|(known, _)| known == row), "row {row} has no test");
    }
    for (row, test) in ELSEWHERE {
        let stands = match test.contains('/') {
            true => repository().join("tests/sites/failing").join(test).join("expected.txt").is_file(),
            false => code.contains(&format!("fn {test}(")),
        };
        assert!(stands, "row {row}: there is no `{test}`");
    }
}

/// A site with one entry that another may be put beside.
fn town() -> Site {
    Site::new().organisation("by").grant("a", "funder: by\nrecipient: by\n")
}

/// A project in Markdown.
fn project(body: &str) -> String {
    format!("{}{body}", entry("title: Cykelstien\n"))
}

impl Ran {
    /// The command ended with this code, on its own, and wrote nothing.
    fn refuses(&self, code: i32) -> &Self {
        assert!(self.output.is_empty(), "something was written: {:?}", self.output.keys());
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self.ends(code)
    }
}

/// Every file of the output, for comparison.
fn built(place: &Workplace, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let arguments: Vec<&str> = ["build"].iter().chain(arguments).copied().collect();
    let ran = place.run_with(&arguments, environment);
    ran.ends(0);
    ran
}
