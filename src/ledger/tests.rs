use super::*;

fn day(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a date")
}

fn grant(id: &str, hash: &str, minor: i64) -> Published {
    Published {
        name: ("grant".into(), id.into()),
        hash: hash.into(),
        addresses: vec![Address::new(format!("grants/{id}.html"))],
        sums: vec![Sum {
            basis: Basis::Decided,
            currency: Currency::parse("DKK").expect("a currency"),
            recurs: Recurrence::Once,
            minor: Some(minor),
            when: None,
        }],
    }
}

fn three_publications() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.record(day("2024-01-01"), vec![grant("a", "1", 100), grant("b", "1", 200)]);
    ledger.record(day("2024-02-01"), vec![grant("a", "2", 150), grant("b", "1", 200)]);
    ledger.record(day("2024-03-01"), vec![grant("a", "2", 150), grant("c", "1", 300)]);
    ledger
}

#[test]
fn each_publication_tells_what_differs_from_the_one_before() {
    let ledger = three_publications();
    let told: Vec<Vec<(What, &str)>> = ledger
        .publications
        .iter()
        .map(|one| one.changes.iter().map(|change| (change.what, &*change.name.1)).collect())
        .collect();
    assert_eq!(told[0], [(What::Added, "a"), (What::Added, "b")]);
    assert_eq!(told[1], [(What::Changed, "a")]);
    assert_eq!(told[2], [(What::Added, "c"), (What::Removed, "b")]);
    let change = &ledger.publications[1].changes[0];
    assert_eq!((change.before[0].minor, change.after[0].minor), (Some(100), Some(150)));
    assert!(change.moves_money());
    assert_eq!(ledger.known[&("grant".into(), "b".into())].removed, Some(day("2024-03-01")));
}

#[test]
fn the_same_entries_again_are_no_publication() {
    let mut ledger = three_publications();
    assert_eq!(ledger.record(day("2024-04-01"), vec![grant("c", "1", 300), grant("a", "2", 150)]), None);
    assert_eq!(ledger.publications.len(), 3);
}

#[test]
fn an_entry_that_comes_back_is_added_again() {
    let mut ledger = three_publications();
    ledger.record(day("2024-04-01"), vec![grant("a", "2", 150), grant("b", "1", 200), grant("c", "1", 300)]);
    let last = &ledger.publications[3].changes;
    assert_eq!(last.iter().map(|change| (change.what, &*change.name.1)).collect::<Vec<_>>(), [(What::Added, "b")]);
    assert_eq!(ledger.known[&("grant".into(), "b".into())].removed, None);
}

#[test]
fn every_altered_line_but_the_last_is_found_with_its_number() {
    let text = three_publications().text;
    assert_eq!(verify(&text, None).map(|whole| whole.publications), Ok(3));
    for altered in [1, 2] {
        let lines = text.lines().enumerate().map(|(at, line)| match at + 1 == altered {
            true => format!("{}\n", line.replace("\"id\":\"a\"", "\"id\":\"z\"")),
            false => format!("{line}\n"),
        });
        let faults = verify(&lines.collect::<String>(), None).expect_err("an altered line");
        assert_eq!(faults.iter().map(Fault::line).collect::<Vec<_>>(), [altered]);
    }
}

#[test]
fn lines_left_out_swapped_or_put_in_are_found() {
    let text = three_publications().text;
    let [first, second, third] = text.lines().collect::<Vec<_>>()[..] else { panic!("three lines") };
    for broken in
        [vec![second, third], vec![first, third], vec![second, first, third], vec![first, first, second, third]]
    {
        assert!(verify(&broken.join("\n"), None).is_err(), "{broken:?}");
    }
}

#[test]
fn a_copy_finds_even_a_rewritten_end() {
    let text = three_publications().text;
    let rewritten = text.replace("2024-03-01", "2024-03-02");
    assert!(verify(&rewritten, None).is_ok(), "nothing follows that remembers the last line");
    let faults = verify(&rewritten, Some(&text)).expect_err("another last line");
    assert_eq!(faults.iter().map(Fault::line).collect::<Vec<_>>(), [3]);
    let older: String = text.lines().take(2).map(|line| format!("{line}\n")).collect();
    assert!(verify(&text, Some(&older)).is_ok(), "an older copy is the beginning of the ledger");
    let faults = verify(&older, Some(&text)).expect_err("a line is missing");
    assert_eq!(faults.iter().map(Fault::line).collect::<Vec<_>>(), [3]);
}
