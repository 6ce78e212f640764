//! The preview server: the site in a browser while it is being written.
//!
//! ```text
//! Folder ──watch──▶ read again ──prepare──▶ Shown (last good site, newest report) ──board──▶ answers, events
//! ```
//!
//! A page is made when it is asked for, from a plan that is swapped whole; nothing is kept on the disk. Where the
//! newest content has errors, the last good site stays, and its pages tell the errors on top.

mod answer;
mod http;
mod page;
mod shown;
mod watch;

use std::path::Path;
use std::sync::Arc;

pub use http::Listener;
pub use shown::Attempt;

use crate::config;
use crate::diag::Diagnostics;
use crate::disk::Folder;
use crate::extract::Reader;
use crate::source::{Input, Sources};
use crate::stages::{Options, prepare};
use http::Board;
use shown::Shown;
use watch::Watch;

/// What a run is told from outside, asked anew for every attempt: the day may have changed, or the time zone.
pub type OptionsOf = Box<dyn Fn(&Input) -> Options + Send>;

/// Hears of every attempt.
pub type Hearer = Box<dyn Fn(&Attempt) + Send>;

/// A site that is ready to be shown.
pub struct Preview {
    board: Arc<Board>,
    builder: Builder,
}

/// Follows the folder.
struct Builder {
    folder: Folder,
    watch: Watch,
    options: OptionsOf,
    hearer: Hearer,
    reader: Reader,
}

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeError {
    /// The folder cannot be watched.
    Watch(String),
    /// The server gave up.
    Server(std::io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Watch(why) => write!(f, "changes of the site cannot be noticed: {why}"),
            Self::Server(error) => write!(f, "the preview server stopped: {error}"),
        }
    }
}

impl Preview {
    /// Begins to watch the folder and makes the first attempt.
    ///
    /// # Errors
    /// [`ServeError::Watch`] where the system cannot tell of changes.
    pub fn new(mut folder: Folder, options: OptionsOf, hearer: Hearer) -> Result<Self, ServeError> {
        let watch = Watch::of(folder.root()).map_err(ServeError::Watch)?;
        // What changed after the folder was read and before it was watched is read here; a fault is met again below.
        let again = folder.read_again().map_err(|error| error.to_string());
        let mut builder = Builder { folder, watch, options, hearer, reader: Reader::new() };
        let first = match again {
            Ok(_) => builder.attempt(&Shown::before()),
            Err(why) => Shown::before().unread(why),
        };
        (builder.hearer)(&first.attempt);
        Ok(Self { board: Arc::new(Board::new(first)), builder })
    }

    /// Answers browsers, and follows the folder, until the user ends it.
    ///
    /// # Errors
    /// [`ServeError::Server`] where the server gives up by itself.
    pub fn run(self, listener: Listener) -> Result<(), ServeError> {
        let board = self.board.clone();
        let builder = self.builder;
        std::thread::spawn(move || builder.follow(&board));
        http::run(listener, &self.board).map_err(ServeError::Server)
    }
}

impl Builder {
    fn follow(mut self, board: &Board) {
        // However this ends, nobody is left to look at a site that no longer follows its folder.
        let _end = board.broken_on_drop();
        while self.watch.wait() {
            let newest = board.newest();
            let next = match self.folder.read_again() {
                Ok(false) if !newest.attempt.is_unread() => continue,
                Ok(_) => self.attempt(&newest),
                Err(error) => newest.unread(error.to_string()),
            };
            board.show(next);
            (self.hearer)(&board.newest().attempt);
        }
    }

    fn attempt(&mut self, before: &Shown) -> Shown {
        let mut input = self.folder.input.clone();
        let limits = config::read(&input, &mut Sources::default(), &mut Diagnostics::default()).limits;
        self.reader.read(self.folder.root(), &mut input, &limits);
        let options = (self.options)(&input);
        before.followed_by(prepare(input, &options))
    }
}

/// The part of a site's folder to which a path belongs: `content` of `content/grants/a.md`.
fn part<'a>(root: &Path, path: &'a Path) -> Option<&'a str> {
    path.strip_prefix(root).ok()?.components().next()?.as_os_str().to_str()
}
