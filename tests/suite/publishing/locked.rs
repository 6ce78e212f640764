//! Two builds at once: one publishes, the other says who does.

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};

use super::{PROGRAM, assert_no_leftovers, assert_same, changed, clean, put, site};
use crate::driver::{TODAY, Workplace, tree};

/// The lock of the output `public`, held as a running build holds it.
fn held(place: &Workplace) -> File {
    place.write(".public.glasklar/lock", "");
    place.write(".public.glasklar/pid", "4242\n");
    let lock = File::options().write(true).open(place.path(".public.glasklar/lock")).expect("a file");
    lock.try_lock().expect("a lock");
    lock
}

#[test]
fn the_second_build_says_who_holds_the_lock() {
    let place = site().on_disk();
    let before = place.run(&["build"]);
    put(&place, &changed());
    let lock = held(&place);
    let second = place.run(&["build"]);
    second.ends(3).complains("public`").complains("process 4242").complains(".public.glasklar/lock");
    assert_same(&before.output, &second.output, "while another has the lock");
    assert!(place.path(".public.glasklar/lock").is_file(), "the lock of another was removed");
    drop(lock);
    assert_same(&clean(&changed()), &place.run(&["build"]).ends(0).output, "once the lock is free");
    assert_no_leftovers(&place, "once the lock is free");
}

#[cfg(unix)]
#[test]
fn every_spelling_of_the_output_has_one_lock() {
    let place = site().on_disk();
    place.run(&["build"]).ends(0);
    std::os::unix::fs::symlink(place.path("public"), place.path("link")).expect("a link");
    fs::create_dir(place.path("deeper")).expect("a folder");
    let _lock = held(&place);
    for out in ["public", "./deeper/../public", "link", "link/"] {
        place.run(&["build", "--out", out]).ends(3).complains("process 4242");
    }
}

fn started(place: &Workplace) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(["build", "--today", TODAY]).current_dir(place.path(".")).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

#[test]
fn of_many_builds_at_once_each_publishes_or_is_refused() {
    let place = site().on_disk();
    for round in 0..4 {
        put(&place, &if round % 2 == 0 { site() } else { changed() });
        let builds: Vec<Child> = (0..4).map(|_| started(&place)).collect();
        let ended = builds.into_iter().map(|build| build.wait_with_output().expect("an end"));
        let codes: Vec<Option<i32>> = ended.map(|output| output.status.code()).collect();
        assert!(codes.contains(&Some(0)), "{codes:?}");
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 3))), "{codes:?}");
        let expected = clean(&if round % 2 == 0 { site() } else { changed() });
        assert_same(&expected, &tree(&place.path("public")), "after four at once");
        assert_no_leftovers(&place, "after four at once");
    }
}
