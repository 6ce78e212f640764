use std::cell::{Cell, RefCell};
use std::path::PathBuf;

use super::*;

/// A system that cannot exchange two folders, counts its moves, and may end one of them with an error.
struct Steps {
    moves: Cell<usize>,
    failing: Vec<usize>,
    /// How often a file is found open before it is closed.
    held: Cell<usize>,
    waited: RefCell<Vec<Duration>>,
}

impl Steps {
    fn failing(failing: &[usize]) -> Self {
        Self { moves: Cell::new(0), failing: failing.to_vec(), held: Cell::new(0), waited: RefCell::default() }
    }
}

const HELD: i32 = 32;

impl Moves for Steps {
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.held.get() > 0 {
            self.held.set(self.held.get() - 1);
            return Err(io::Error::from_raw_os_error(HELD));
        }
        self.moves.set(self.moves.get() + 1);
        if self.failing.contains(&self.moves.get()) {
            return Err(io::Error::other("killed"));
        }
        fs::rename(from, to)
    }

    fn is_held(&self, error: &io::Error) -> bool {
        error.raw_os_error() == Some(HELD)
    }

    fn held_in(&self, folder: &Path) -> Option<PathBuf> {
        Some(folder.join("index.html"))
    }

    fn wait(&self, time: Duration) {
        self.waited.borrow_mut().push(time);
    }
}

/// An old site in its place, and a new one beside it.
fn place() -> (tempfile::TempDir, Work) {
    let place = tempfile::tempdir().expect("a folder");
    let output = place.path().join("public");
    site(&output, "old");
    let work = Work::open(&output).expect("a lock");
    site(&work.new_site(), "new");
    (place, work)
}

fn site(folder: &Path, text: &str) {
    fs::create_dir(folder).expect("a folder");
    fs::write(folder.join("index.html"), text).expect("a file");
    fs::write(folder.join(tree::MARKER), "").expect("a file");
}

fn shown(folder: &Path) -> String {
    fs::read_to_string(folder.join("public/index.html")).unwrap_or_default()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn two_moves_replace_a_site_where_an_exchange_is_not_to_be_had() {
    let (place, work) = place();
    let moves = Steps::failing(&[]);
    replace(&work, &moves).expect("a new site");
    assert_eq!((shown(place.path()).as_str(), moves.moves.get()), ("new", 2));
    drop(work);
    assert_eq!(names(place.path()), ["public"]);
}

#[test]
fn a_move_that_fails_puts_the_old_site_back() {
    for failing in [1, 2] {
        let (place, work) = place();
        replace(&work, &Steps::failing(&[failing])).expect_err("a failure");
        assert_eq!(shown(place.path()), "old", "move {failing}");
        drop(work);
        assert_eq!(names(place.path()), ["public"], "move {failing}");
    }
}

/// The second move fails, and so does the one back, as if the process had been killed between the two.
#[test]
fn the_next_run_puts_the_old_site_back() {
    for way in ["nothing", "an empty folder"] {
        let (place, work) = place();
        replace(&work, &Steps::failing(&[2, 3])).expect_err("a failure");
        assert!(!place.path().join("public").exists());
        drop(work);
        if way == "an empty folder" {
            fs::create_dir(place.path().join("public")).expect("a folder");
        }
        let work = Work::open(&place.path().join("public")).expect("the lock is free");
        recover(&work, &Steps::failing(&[])).expect("an old site");
        assert_eq!(shown(place.path()), "old", "{way} stood in its place");
        drop(work);
        assert_eq!(names(place.path()), ["public"]);
    }
}

#[test]
fn an_old_site_is_not_put_over_what_somebody_made_meanwhile() {
    let (place, work) = place();
    replace(&work, &Steps::failing(&[2, 3])).expect_err("a failure");
    drop(work);
    fs::create_dir(place.path().join("public")).expect("a folder");
    fs::write(place.path().join("public/mine.txt"), "mine").expect("a file");
    let work = Work::open(&place.path().join("public")).expect("the lock is free");
    let error = recover(&work, &Steps::failing(&[])).expect_err("a refusal");
    assert!(matches!(error, OutputError::Foreign { foreign, .. } if foreign == Path::new("mine.txt")));
    drop(work);
    assert!(place.path().join(".public.glasklar/old/index.html").exists(), "the old site is still there");
}

#[test]
fn a_file_held_open_is_waited_for() {
    let (place, work) = place();
    let moves = Steps { held: Cell::new(3), ..Steps::failing(&[]) };
    replace(&work, &moves).expect("a new site");
    assert_eq!(shown(place.path()), "new");
    assert_eq!(*moves.waited.borrow(), [10, 20, 40].map(Duration::from_millis));
}

#[test]
fn a_file_held_open_for_long_is_named_and_the_old_site_stays() {
    let (place, work) = place();
    let moves = Steps { held: Cell::new(9), ..Steps::failing(&[]) };
    let error = replace(&work, &moves).expect_err("a failure");
    assert!(matches!(&error, OutputError::Held(path) if path.ends_with("public/index.html")), "{error}");
    assert_eq!(shown(place.path()), "old");
    assert_eq!(moves.waited.borrow().iter().sum::<Duration>(), Duration::from_millis(2550));
    drop(work);
    assert_eq!(names(place.path()), ["public"]);
}
