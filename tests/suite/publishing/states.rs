//! Every state in which a killed build can leave an output and its working folder, built by hand: the next run, even one
//! that fails, leaves a whole site and nothing else.

use std::fs;

use super::{assert_no_leftovers, assert_same, changed, clean, put, site};
use crate::driver::{Workplace, tree};

struct State {
    name: &'static str,
    /// Moves the whole site at `public` and the next one at `next` to where they are in this state.
    reach: fn(&Workplace),
    /// Whether the new site is the one that stands.
    is_new: bool,
}

fn renamed(place: &Workplace, from: &str, to: &str) {
    fs::create_dir_all(place.path(".public.glasklar")).expect("a folder");
    fs::rename(place.path(from), place.path(to)).expect("a move");
}

const NEW: &str = ".public.glasklar/new";
const OLD: &str = ".public.glasklar/old";
const JOURNAL: &str = ".public.glasklar/journal";

const STATES: &[State] = &[
    State {
        name: "the working folder was just made",
        reach: |place| place.write(".public.glasklar/pid", ""),
        is_new: false,
    },
    State {
        name: "some files of the new site, some of them cut by a loss of power",
        reach: |place| {
            renamed(place, "next", NEW);
            place.write(&format!("{NEW}/index.html"), "");
            fs::remove_file(place.path(NEW).join(".glasklar")).expect("removed");
        },
        is_new: false,
    },
    State { name: "the whole new site", reach: |place| renamed(place, "next", NEW), is_new: false },
    State {
        name: "after the exchange",
        reach: |place| {
            renamed(place, "public", NEW);
            renamed(place, "next", "public");
        },
        is_new: true,
    },
    State {
        name: "half of the old site removed",
        reach: |place| {
            renamed(place, "public", NEW);
            fs::remove_dir_all(place.path(NEW).join("tilskud")).expect("removed");
            renamed(place, "next", "public");
        },
        is_new: true,
    },
    State {
        name: "two steps, journal written",
        reach: |place| {
            renamed(place, "next", NEW);
            place.write(JOURNAL, "");
        },
        is_new: false,
    },
    State {
        name: "two steps, after the first",
        reach: |place| {
            renamed(place, "next", NEW);
            place.write(JOURNAL, "");
            renamed(place, "public", OLD);
        },
        is_new: false,
    },
    State {
        name: "two steps, after the first, and a server has made an empty folder",
        reach: |place| {
            renamed(place, "next", NEW);
            place.write(JOURNAL, "");
            renamed(place, "public", OLD);
            fs::create_dir(place.path("public")).expect("a folder");
        },
        is_new: false,
    },
    State {
        name: "two steps, after the second",
        reach: |place| {
            place.write(JOURNAL, "");
            renamed(place, "public", OLD);
            renamed(place, "next", "public");
        },
        is_new: true,
    },
    State {
        name: "two steps, journal removed",
        reach: |place| {
            renamed(place, "public", OLD);
            renamed(place, "next", "public");
        },
        is_new: true,
    },
];

#[test]
fn the_next_run_leaves_a_whole_site_and_nothing_else() {
    let (old, new) = (clean(&site()), clean(&changed()));
    let faulty = site().file("content/projects/p.md", "---\nzebra: x\n---\n");
    for state in STATES {
        let place = site().on_disk();
        place.run(&["build"]).ends(0);
        put(&place, &changed());
        place.run(&["build", "--out", "next"]).ends(0);
        (state.reach)(&place);
        put(&place, &faulty);
        let after = place.run(&["build"]);
        let standing = if state.is_new { &new } else { &old };
        assert_same(standing, &after.ends(1).output, &format!("{}: after a run that failed", state.name));
        assert_no_leftovers(&place, state.name);
        fs::remove_file(place.path("content/projects/p.md")).expect("removed");
        assert_same(&old, &place.run(&["build"]).ends(0).output, &format!("{}: after the next build", state.name));
        assert_no_leftovers(&place, state.name);
    }
}

#[test]
fn a_first_build_that_was_killed_leaves_nothing() {
    let place = site().on_disk();
    place.write(&format!("{NEW}/index.html"), "half a pa");
    place.write(".public.glasklar/lock", "");
    assert_same(&clean(&site()), &place.run(&["build"]).ends(0).output, "after a first build that was killed");
    assert_no_leftovers(&place, "after a first build that was killed");
    assert!(tree(&place.path("public")).contains_key(".glasklar"));
}
