//! Watching a site's folder: the only user of the watcher.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{Config, Error, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer_opt};

use super::part;
use crate::config::SETTINGS;
use crate::disk::FOLDERS;
use crate::ledger::LEDGER;

/// How long a change must be over before it is told: editors write a file in several steps.
const SETTLING: Duration = Duration::from_millis(25);
const TICK: Duration = Duration::from_millis(5);

/// Files in the site's own folder that matter.
const FILES: &[&str] = &[SETTINGS, LEDGER];

/// What changed: files, or one of the folders as a whole, which must then be watched anew.
enum Change {
    Files,
    Folders,
}

/// Tells of changes of a site.
pub struct Watch {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    changes: Receiver<Change>,
}

impl Watch {
    /// Watches the folder of a site.
    ///
    /// # Errors
    /// Why that is not to be had, in words.
    pub fn of(root: &Path) -> Result<Self, String> {
        // Some systems tell whole paths without links, whatever was asked for.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, changes) = channel();
        let handler = hearer(root.clone(), sender);
        let config = Config::default().with_follow_symlinks(false);
        let debouncer = new_debouncer_opt(SETTLING, Some(TICK), handler, RecommendedCache::new(), config);
        let mut watch = Self { root, debouncer: debouncer.map_err(|error| told(&error))?, changes };
        // The folder itself rather than its settings: a file that is replaced would be lost sight of.
        watch.debouncer.watch(&watch.root, RecursiveMode::NonRecursive).map_err(|error| told(&error))?;
        watch.watch_folders().map_err(|error| told(&error))?;
        Ok(watch)
    }

    /// Waits until something has changed; false where nothing will be told any more.
    pub fn wait(&mut self) -> bool {
        let Ok(first) = self.changes.recv() else { return false };
        let folders = std::iter::once(first).chain(self.changes.try_iter()).any(|change| match change {
            Change::Folders => true,
            Change::Files => false,
        });
        if folders {
            // A folder that goes again at this moment is told of again as well.
            let _ = self.watch_folders();
        }
        true
    }

    fn watch_folders(&mut self) -> Result<(), Error> {
        for folder in FOLDERS.iter().map(|folder| self.root.join(folder)).filter(|folder| folder.is_dir()) {
            self.debouncer.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(())
    }
}

fn hearer(root: PathBuf, sender: Sender<Change>) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |heard| {
        let change = match heard {
            Ok(events) => events.iter().filter_map(|event| change(&root, event)).reduce(graver),
            // What was missed is not known, so it may have been anything.
            Err(_) => Some(Change::Folders),
        };
        if let Some(change) = change {
            // Nobody listens any more while the program ends.
            let _ = sender.send(change);
        }
    }
}

fn change(root: &Path, event: &DebouncedEvent) -> Option<Change> {
    if event.need_rescan() {
        return Some(Change::Folders);
    }
    // Opening a file is told too, by ourselves as well.
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    event.paths.iter().filter_map(|path| change_of(root, path)).reduce(graver)
}

fn change_of(root: &Path, path: &Path) -> Option<Change> {
    let part = part(root, path)?;
    if FOLDERS.contains(&part) {
        return Some(if path == root.join(part) { Change::Folders } else { Change::Files });
    }
    FILES.contains(&part).then_some(Change::Files)
}

fn graver(one: Change, other: Change) -> Change {
    if matches!(one, Change::Folders) { one } else { other }
}

fn told(error: &Error) -> String {
    error.to_string()
}
