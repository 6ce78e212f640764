//! Real tables of public bodies, as published: every row is an entry, and the sums are exact to the minor unit.

use std::fs;
use std::path::PathBuf;

use glasklar::site::Site as Model;
use glasklar::value::money::minor_to_plain;

use crate::driver::{Site, repository};

/// A table that lies beside the repository, and what its publisher's rows come to.
struct Real {
    /// The folder under `tests/sites/tables`.
    site: &'static str,
    files: &'static [&'static str],
    rows: usize,
    /// Sum and currency.
    sum: &'static str,
    /// How many recipients are known by a number.
    numbered: usize,
}

const TABLES: &[Real] = &[
    Real {
        site: "dk-eu",
        files: &["dk-eu-projects-2007-2013.csv"],
        rows: 598,
        sum: "3665372950.47 DKK",
        numbered: 271,
    },
    Real { site: "no-eu", files: &["no-eu-grants-h2020.csv"], rows: 2_931, sum: "1672234782.37 EUR", numbered: 692 },
    Real {
        site: "party-support",
        files: &[
            "no-party-support-2011.csv",
            "no-party-support-2012.csv",
            "no-party-support-2013.csv",
            "no-party-support-2014.csv",
        ],
        rows: 11_085,
        sum: "467155745.44 NOK",
        numbered: 0,
    },
];

/// The sums of each year of the four tables of party support.
const PARTY_SUPPORT: [(i16, &str); 4] =
    [(2014, "117812235.6"), (2013, "119821496.22"), (2012, "114778632.57"), (2011, "114743381.05")];

/// The folder of the tables, which lies beside the repository where there is one.
fn folder() -> Option<PathBuf> {
    let folder = repository().join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("the real tables are not here ({}); nothing is read from them", folder.display());
    None
}

fn site(real: &Real) -> Option<Site> {
    let folder = folder()?;
    let mut site = Site::at(&repository().join("tests/sites/tables").join(real.site));
    for file in real.files {
        let bytes = fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        site = site.file(&format!("content/grants/{file}"), bytes);
    }
    Some(site)
}

/// The one sum over entries of a model.
fn sum(model: &Model, entries: &[glasklar::entry::EntryIx]) -> (String, usize) {
    let totals = model.totals(entries);
    let [line] = totals.lines.as_slice() else { panic!("one line, and not {:?}", totals.lines) };
    assert_eq!((line.count + totals.without, line.inside), (entries.len(), 0));
    (format!("{} {}", minor_to_plain(line.minor, line.currency), line.currency), line.count)
}

#[test]
fn every_row_of_real_tables_is_an_entry_and_every_sum_exact() {
    for real in TABLES {
        let Some(site) = site(real) else { return };
        let checked = site.check();
        assert!(!checked.any_error(), "{}:\n{}", real.site, checked.report);
        let model = site.model();
        let grants = model.list(model.kinds.by_id("grant").expect("the kind grant"));
        assert_eq!(grants.len(), real.rows, "{}", real.site);
        assert_eq!(sum(&model, grants).0, real.sum, "{}", real.site);
        let organisations = model.list(model.kinds.by_id("organisation").expect("the kind organisation"));
        let numbered = |ix: &&glasklar::entry::EntryIx| {
            let id = &model.entry(**ix).id;
            id.starts_with("cvr-") || id.starts_with("orgnr-")
        };
        assert_eq!(organisations.iter().filter(numbered).count(), real.numbered, "{}", real.site);
    }
}

#[test]
fn four_years_with_columns_of_their_own_are_one_table() {
    let Some(site) = site(&TABLES[2]) else { return };
    let model = site.model();
    let grants = model.list(model.kinds.by_id("grant").expect("the kind grant"));
    let years: Vec<(Option<i16>, String)> = model
        .totals_by_year(grants)
        .into_iter()
        .map(|(year, totals)| (year, minor_to_plain(totals.lines[0].minor, totals.lines[0].currency)))
        .collect();
    let expected: Vec<(Option<i16>, String)> =
        PARTY_SUPPORT.iter().map(|(year, sum)| (Some(*year), (*sum).to_owned())).collect();
    assert_eq!(years, expected);
    site.build().shows("tilskudd/index.html", "467");
}
