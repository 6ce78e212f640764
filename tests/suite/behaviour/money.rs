//! Sums: exact, per currency, basis and recurrence; a part only where its whole is not in the same line.

use proptest::prelude::*;

use glasklar::site::TotalLine;
use glasklar::value::Recurrence;
use glasklar::value::money::minor_to_plain;

use crate::driver::Site;

fn town() -> Site {
    Site::new().organisation("by")
}

fn grant(site: Site, id: &str, amount: &str, rest: &str) -> Site {
    site.grant(id, &format!("funder: by\nrecipient: by\namount: {{ {amount} }}\n{rest}"))
}

/// The sums over all grants, a line each: `300.25 DKK decided: 2 counted, 0 inside`.
fn totals(site: &Site) -> Vec<String> {
    let model = site.model();
    let grants = model.kinds.by_id("grant").expect("the kind grant");
    let told = |line: &TotalLine| {
        let (sum, per) = (minor_to_plain(line.minor, line.currency), line.recurs);
        let per = if per == Recurrence::Yearly { " a year" } else { "" };
        format!("{sum} {} {}{per}: {} counted, {} inside", line.currency, line.basis.id(), line.count, line.inside)
    };
    model.totals(model.list(grants)).lines.iter().map(told).collect()
}

#[test]
fn currencies_and_bases_are_never_added() {
    let site = grant(town(), "a", "amount: 100, currency: DKK, basis: decided", "");
    let site = grant(site, "b", "amount: 200.25, currency: DKK, basis: decided", "");
    let site = grant(site, "c", "amount: 400, currency: NOK, basis: decided", "");
    let site = grant(site, "d", "amount: 800, currency: DKK, basis: paid", "");
    let expected = [
        "300.25 DKK decided: 2 counted, 0 inside",
        "800 DKK paid: 1 counted, 0 inside",
        "400 NOK decided: 1 counted, 0 inside",
    ];
    assert_eq!(totals(&site), expected);
}

#[test]
fn a_part_counts_only_where_its_whole_is_not_in_the_same_line() {
    let whole = |basis: &str| grant(town(), "hele", &format!("amount: 1000, currency: DKK, basis: {basis}"), "");
    let part = |site| grant(site, "del", "amount: 400, currency: DKK, basis: decided", "part_of: hele\n");
    let together = part(whole("decided"));
    assert_eq!(totals(&together), ["1000 DKK decided: 1 counted, 1 inside"]);
    // A frame is another line, so the part counts; the frame stands apart and is no expense.
    let framed = part(whole("frame"));
    assert_eq!(totals(&framed), ["400 DKK decided: 1 counted, 0 inside", "1000 DKK frame: 1 counted, 0 inside"]);
    let home = framed.build();
    assert!(
        home.text("index.html").contains("400") && !home.text("index.html").contains("1.000"),
        "frames are left out"
    );
}

#[test]
fn a_part_of_a_part_is_inside_the_whole() {
    let site = grant(town(), "a", "amount: 1000, currency: DKK, basis: decided", "");
    let site = grant(site, "b", "amount: 500, currency: NOK, basis: applied", "");
    let site = grant(site, "c", "amount: 600, currency: DKK, basis: decided", "part_of: a\n");
    let site = grant(site, "d", "amount: 300, currency: DKK, basis: decided", "part_of: c\n");
    let expected = ["1000 DKK decided: 1 counted, 2 inside", "500 NOK applied: 1 counted, 0 inside"];
    assert_eq!(totals(&site), expected);
    assert_eq!(site.model().totals(&[]).lines, []);
}

#[test]
fn recurring_sums_stand_on_a_line_of_their_own() {
    let site = grant(town(), "a", "amount: 100, currency: DKK, basis: agreed, per: year", "");
    let site = grant(site, "b", "amount: 30, currency: DKK, basis: agreed", "");
    assert_eq!(totals(&site), ["30 DKK agreed: 1 counted, 0 inside", "100 DKK agreed a year: 1 counted, 0 inside"]);
}

#[test]
fn totals_say_how_many_have_no_amount() {
    let site = grant(town(), "a", "currency: DKK, basis: decided, original: et mindre beløb", "");
    let site =
        grant(site, "b", "amount: 30, currency: DKK, basis: decided", "").grant("c", "funder: by\nrecipient: by\n");
    let model = site.model();
    let grants = model.kinds.by_id("grant").expect("the kind grant");
    assert_eq!(model.totals(model.list(grants)).without, 2);
    site.build().shows("tilskud/index.html", "2 står uden beløb");
}

#[test]
fn several_steps_of_one_sum_are_one_entry() {
    let bases = "funder: by\nrecipient: by\namount:\n  - { amount: 900, currency: DKK, basis: applied }\n  \
                 - { amount: 700, currency: DKK, basis: decided }\n";
    let site = town().grant("a", bases);
    assert_eq!(totals(&site), ["900 DKK applied: 1 counted, 0 inside", "700 DKK decided: 1 counted, 0 inside"]);
    let built = site.build();
    built.shows("data/grant.csv", "amount.decided.value").shows("data/grant.csv", "900,DKK,applied");
}

#[test]
fn an_amount_stays_exact_from_file_to_page() {
    let site = grant(town(), "a", "amount: 90071992547409.93, currency: DKK, basis: decided", "");
    let built = site.build();
    built.shows("tilskud/a.html", "90.071.992.547.409,93").shows("tilskud/a.json", "90071992547409.93");
    built.shows("data/grant.csv", "90071992547409.93");
}

/// The sources say nothing in which the page could find a figure that was not written.
#[test]
fn an_unknown_amount_is_never_a_nought() {
    let site = grant(town(), "a", "currency: DKK, basis: decided, original: et mindre beløb", "");
    let built = site.build();
    assert_eq!(built.json("tilskud/a.json")["amount"].get("amount"), None);
    built.shows("tilskud/a.html", "et mindre beløb");
    assert!(!built.text("tilskud/a.html").contains("0&nbsp;"), "no nought is shown");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    /// However grants are nested, the total is the sum of those without a whole.
    #[test]
    fn nesting_never_counts_a_crown_twice(shape in proptest::collection::vec((1_u32..10, any::<prop::sample::Index>()), 1..8)) {
        let mut site = town();
        let mut outermost = 0_i128;
        for (at, (amount, whole)) in shape.iter().enumerate() {
            // All parts together stay below their whole, so that no check objects.
            let kroner = i128::from(*amount) * 100_i128.pow(7 - u32::try_from(at).unwrap_or(7));
            let whole = if at == 0 { 0 } else { whole.index(at + 1) };
            let part_of = if whole < at { format!("part_of: g{whole}\n") } else { String::new() };
            if part_of.is_empty() {
                outermost += kroner * 100;
            }
            site = grant(site, &format!("g{at}"), &format!("amount: {kroner}, currency: DKK, basis: agreed"), &part_of);
        }
        let model = site.model();
        let grants = model.kinds.by_id("grant").expect("the kind grant");
        let lines = model.totals(model.list(grants)).lines;
        prop_assert_eq!(lines.iter().map(|line| line.minor).sum::<i128>(), outermost);
    }
}
