//! The files of an index: read, unpacked, and known to belong together.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use serde::de::DeserializeOwned;

use crate::search::format::{Damage, inflated};

/// Where the files of an index come from.
pub trait Files {
    /// The bytes of a file by its name in the folder of the index, as `terms/0.bin`.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    fn read(&self, name: &str) -> Result<Vec<u8>, Unread>;
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    Missing,
    /// In the words of the system.
    Failed(String),
}

/// Why an index does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Unread {
        name: String,
        why: Unread,
    },
    Damaged {
        name: String,
        why: &'static str,
    },
    /// The file belongs to another build than the manifest.
    OtherBuild {
        name: String,
    },
    /// Files of this version cannot be read.
    Version(u64),
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread { name, why: Unread::Missing } => write!(to, "the index has no file `{name}`"),
            Self::Unread { name, why: Unread::Failed(why) } => write!(to, "`{name}` cannot be read: {why}"),
            Self::Damaged { name, why } => write!(to, "`{name}` is damaged: {why}"),
            Self::OtherBuild { name } => write!(to, "`{name}` is of another build than the index"),
            Self::Version(version) => write!(to, "the index has version {version}, which this program does not know"),
        }
    }
}

/// The first bytes of every file but the manifest.
pub type Build = [u8; 8];

/// The files of one build.
pub struct Store<'a> {
    files: &'a dyn Files,
    build: Build,
    /// A question asks the same files several times.
    read: RefCell<HashMap<String, Rc<[u8]>>>,
}

impl<'a> Store<'a> {
    pub fn new(files: &'a dyn Files, build: Build) -> Self {
        Self { files, build, read: RefCell::default() }
    }

    /// What stands in a file after the build's id.
    ///
    /// # Errors
    /// It is not there, cannot be unpacked, or is of another build.
    pub fn content(&self, name: &str) -> Result<Rc<[u8]>, Fault> {
        if let Some(content) = self.read.borrow().get(name) {
            return Ok(Rc::clone(content));
        }
        let whole = unpacked(self.files, name)?;
        let content: Rc<[u8]> = match whole.split_at_checked(self.build.len()) {
            Some((id, content)) if id == self.build => content.into(),
            Some(_) => return Err(Fault::OtherBuild { name: name.to_owned() }),
            None => return Err(damaged(name)(Damage("it ends too early"))),
        };
        self.read.borrow_mut().insert(name.to_owned(), Rc::clone(&content));
        Ok(content)
    }

    /// A file that is JSON after the build's id.
    ///
    /// # Errors
    /// Those of [`content`](Self::content), and where it is no such JSON.
    pub fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T, Fault> {
        json(name, &self.content(name)?)
    }
}

/// The content of a file with whatever it begins with.
///
/// # Errors
/// It is not there or cannot be unpacked.
pub fn unpacked(files: &dyn Files, name: &str) -> Result<Vec<u8>, Fault> {
    let file = files.read(name).map_err(|why| Fault::Unread { name: name.to_owned(), why })?;
    inflated(&file).map_err(damaged(name))
}

/// # Errors
/// The content is not the JSON that it should be.
pub fn json<T: DeserializeOwned>(name: &str, content: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(content).map_err(|_| damaged(name)(Damage("its JSON is not as it should be")))
}

/// Says which file the damage is in.
pub fn damaged(name: &str) -> impl FnOnce(Damage) -> Fault + '_ {
    move |Damage(why)| Fault::Damaged { name: name.to_owned(), why }
}
