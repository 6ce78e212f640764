//! A site's folder that is read more than once.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{DiskError, FOLDERS, Listing, Reading, Thing, failed, is_plain, list, read_plain, thing};
use crate::config::{self, SETTINGS};
use crate::diag::Diagnostics;
use crate::ledger::LEDGER;
use crate::limits::Limits;
use crate::source::{Input, LeftOut, Sources, Why};
use crate::theme;

/// A site as it was last read. Reading it again opens only what has changed, so that the readings of a site of many
/// files do not themselves set off a watcher of its folder.
pub struct Folder {
    root: PathBuf,
    /// By name, as in the input.
    stamps: BTreeMap<String, Stamp>,
    pub input: Input,
}

/// What tells whether a file has changed.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    size: u64,
    /// `None` where the time says nothing.
    modified: Option<SystemTime>,
}

/// How coarse the times of any file system in use are: FAT counts in steps of two seconds.
const COARSEST: Duration = Duration::from_secs(2);

impl Stamp {
    /// The time of a file that was written a moment ago says nothing: the next writing could get the same one.
    fn of(metadata: &Metadata, now: SystemTime) -> Self {
        let settled = |time: &SystemTime| now.duration_since(*time).is_ok_and(|age| age > COARSEST);
        Self { size: metadata.len(), modified: metadata.modified().ok().filter(settled) }
    }

    fn is_still(&self, other: &Self) -> bool {
        self.modified.is_some() && self == other
    }
}

impl Folder {
    /// Reads a site for the first time.
    ///
    /// # Errors
    /// The first file that cannot be read.
    pub fn read(root: &Path) -> Result<Self, DiskError> {
        let input = Input {
            site: BTreeMap::new(),
            theme: theme::built_in(),
            documents: None,
            left_out: Vec::new(),
            extracts: BTreeMap::new(),
        };
        let mut folder = Self { root: root.to_owned(), stamps: BTreeMap::new(), input };
        folder.read_again()?;
        Ok(folder)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads what is new or changed, forgets what is gone, and tells whether any of that happened.
    ///
    /// # Errors
    /// The first file that cannot be read; then the site stays as it was last read.
    pub fn read_again(&mut self) -> Result<bool, DiskError> {
        let mut news = News::at(SystemTime::now());
        let settings = BTreeMap::from([(SETTINGS.to_owned(), self.root.join(SETTINGS))]);
        // The settings come first, since they say how large the other files may be.
        if is_plain(&settings[SETTINGS])? {
            self.look(settings, &Limits::usual(), &mut news)?;
        }
        let limits = self.limits(&news);
        let Listing { files, left_out } = self.files()?;
        news.left_out = left_out;
        self.look(files, &limits, &mut news)?;
        Ok(self.take(news))
    }

    /// Reads those of the files that are new or changed.
    fn look(&self, files: BTreeMap<String, PathBuf>, limits: &Limits, news: &mut News) -> Result<(), DiskError> {
        for (name, path) in files {
            let stamp = Stamp::of(&fs::symlink_metadata(&path).map_err(failed(&path))?, news.now);
            let known = self.stamps.get(&name).is_some_and(|known| known.is_still(&stamp));
            let limit = limits.get(limits.of_file(&name));
            if !known || stamp.size > limit {
                match read_plain(&path, limit)? {
                    Reading::Whole(bytes) => drop(news.read.insert(name.clone(), bytes)),
                    Reading::TooLarge(size) => {
                        news.left_out.push(LeftOut { path: name, why: Why::TooLarge(size) });
                        continue;
                    }
                }
            }
            news.stamps.insert(name, stamp);
        }
        Ok(())
    }

    /// The limits that the settings set, as they are now.
    fn limits(&self, news: &News) -> Limits {
        let known = self.input.site.get(SETTINGS).filter(|_| news.stamps.contains_key(SETTINGS));
        let Some(bytes) = news.read.get(SETTINGS).or(known) else { return Limits::usual() };
        let input = Input { site: BTreeMap::from([(SETTINGS.to_owned(), bytes.clone())]), ..Input::default() };
        config::read(&input, &mut Sources::default(), &mut Diagnostics::default()).limits
    }

    fn take(&mut self, news: News) -> bool {
        let site = &mut self.input.site;
        let before = site.len();
        site.retain(|name, _| news.stamps.contains_key(name));
        let mut changed = site.len() != before || self.input.left_out != news.left_out;
        for (name, bytes) in news.read {
            if site.get(&name) != Some(&bytes) {
                site.insert(name, bytes);
                changed = true;
            }
        }
        self.stamps = news.stamps;
        self.input.left_out = news.left_out;
        changed
    }

    /// The ledger, and every file of `content/` and `layouts/`, by name.
    fn files(&self) -> Result<Listing, DiskError> {
        let mut all = Listing::default();
        let ledger = self.root.join(LEDGER);
        if is_plain(&ledger)? {
            all.files.insert(LEDGER.to_owned(), ledger);
        }
        for folder in FOLDERS {
            let path = self.root.join(folder);
            match thing(&path)? {
                Some(Thing::Folder) => {
                    let Listing { files, left_out } = list(&self.root, &path)?;
                    all.files.extend(files);
                    all.left_out.extend(left_out);
                }
                Some(Thing::Other(why)) => all.left_out.push(LeftOut { path: (*folder).to_owned(), why }),
                Some(Thing::File) | None => {}
            }
        }
        all.left_out.sort();
        Ok(all)
    }
}

/// What a reading finds.
struct News {
    now: SystemTime,
    stamps: BTreeMap<String, Stamp>,
    read: BTreeMap<String, Vec<u8>>,
    left_out: Vec<LeftOut>,
}

impl News {
    fn at(now: SystemTime) -> Self {
        Self { now, stamps: BTreeMap::new(), read: BTreeMap::new(), left_out: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let site = tempfile::tempdir().expect("a folder");
        fs::create_dir(site.path().join("content")).expect("a folder");
        for (name, text) in [(SETTINGS, "title = \"A\"\n"), ("content/a.md", "one"), ("content/.a.md.swp", "x")] {
            fs::write(site.path().join(name), text).expect("a file");
        }
        site
    }

    #[test]
    fn a_second_reading_finds_what_changed() {
        let site = site();
        let mut folder = Folder::read(site.path()).expect("a site");
        assert_eq!(folder.input.site.keys().collect::<Vec<_>>(), ["content/a.md", SETTINGS]);
        assert!(!folder.read_again().expect("a site"));
        // As long as before and within the same moment, so that neither size nor time tells.
        fs::write(site.path().join("content/a.md"), "two").expect("a file");
        assert!(folder.read_again().expect("a site"));
        assert_eq!(folder.input.site["content/a.md"], b"two");
        fs::write(site.path().join("content/b.md"), "new").expect("a file");
        assert!(folder.read_again().expect("a site"));
        fs::remove_file(site.path().join("content/a.md")).expect("a file that can be removed");
        assert!(folder.read_again().expect("a site"));
        assert_eq!(folder.input.site.keys().collect::<Vec<_>>(), ["content/b.md", SETTINGS]);
    }

    #[test]
    fn a_file_that_has_not_changed_is_not_opened() {
        let site = site();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let path = site.path().join("content/a.md");
        let set_time = || fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(long_ago));
        set_time().expect("a time");
        let mut folder = Folder::read(site.path()).expect("a site");
        fs::write(&path, "two").and_then(|()| set_time()).expect("a file");
        assert!(!folder.read_again().expect("a site"), "the bytes were looked at, though size and time are the same");
        assert_eq!(folder.input.site["content/a.md"], b"one");
    }
}
