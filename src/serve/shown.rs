//! What the preview shows: the last good site, and the report of the newest attempt.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, OnceLock};

use crate::address::Address;
use crate::diag::{Diagnostic, Diagnostics};
use crate::finished::FinishedFiles;
use crate::plan::{Artifact, Maker, Rank, Unmade};
use crate::report;
use crate::source::Sources;
use crate::stages::{Prepared, finish_listed};

/// What came of reading and checking the site once.
pub enum Attempt {
    Checked {
        diagnostics: Diagnostics,
        sources: Arc<Sources>,
        /// How many entries and pages there are, where there are no errors.
        size: Option<(usize, usize)>,
    },
    /// A file could not be read, for this reason.
    Unread(String),
}

/// A site without errors, of which pages can be made.
pub struct Good {
    pub maker: Maker,
    sources: Arc<Sources>,
    /// What the data page tells of other files, made when first asked for.
    listed: OnceLock<FinishedFiles>,
}

/// One state of the preview; never changed, only followed by the next.
pub struct Shown {
    run: u64,
    number: u64,
    pub good: Option<Arc<Good>>,
    pub attempt: Attempt,
    list: OnceLock<String>,
}

impl Attempt {
    pub fn is_unread(&self) -> bool {
        matches!(self, Self::Unread(_))
    }

    pub fn has_errors(&self) -> bool {
        match self {
            Self::Checked { diagnostics, .. } => diagnostics.any_error(),
            Self::Unread(_) => true,
        }
    }
}

impl Good {
    /// The bytes at an address, or the complaint of its template; nothing where nothing stands there.
    pub fn make(&self, address: &Address) -> Option<Result<Vec<u8>, Diagnostic>> {
        let artifact = &self.maker.find(address)?;
        let complain = |at: &Address, error| self.maker.complaint(&error, at, &self.sources);
        let listed = match self.listed_for(artifact) {
            Ok(listed) => listed,
            Err((at, error)) => return Some(Err(complain(&at, error))),
        };
        Some(self.maker.make(address, artifact, listed).map_err(|error| complain(address, error)))
    }

    fn listed_for(&self, artifact: &Artifact) -> Result<&FinishedFiles, (Address, Unmade)> {
        static NOTHING: FinishedFiles = FinishedFiles::none();
        match (artifact.rank(), self.listed.get()) {
            (Rank::First, _) => Ok(&NOTHING),
            (Rank::Second, Some(listed)) => Ok(listed),
            (Rank::Second, None) => finish_listed(&self.maker).map(|listed| self.listed.get_or_init(|| listed)),
        }
    }

    /// A complaint of a template as a list in HTML.
    pub fn told(&self, complaint: Diagnostic) -> String {
        report::html(&[complaint].into_iter().collect(), &self.sources)
    }
}

impl Shown {
    /// What there is before the first attempt.
    pub fn before() -> Self {
        // A seed that differs from run to run, so that a page of an earlier run is known as old.
        let run = RandomState::new().build_hasher().finish();
        Self { run, number: 0, good: None, attempt: Attempt::Unread(String::new()), list: OnceLock::new() }
    }

    /// The state after an attempt; the good site stays where the attempt has errors.
    pub fn followed_by(&self, Prepared { maker, sources, diagnostics, .. }: Prepared) -> Self {
        let sources = Arc::new(sources);
        let size = maker.as_ref().map(|maker| (maker.site.count(), maker.plan.pages()));
        let good = match maker {
            Some(maker) => Some(Arc::new(Good { maker, sources: sources.clone(), listed: OnceLock::new() })),
            None => self.good.clone(),
        };
        self.next(good, Attempt::Checked { diagnostics, sources, size })
    }

    /// The state after the site could not be read.
    pub fn unread(&self, why: String) -> Self {
        self.next(self.good.clone(), Attempt::Unread(why))
    }

    fn next(&self, good: Option<Arc<Good>>, attempt: Attempt) -> Self {
        Self { run: self.run, number: self.number + 1, good, attempt, list: OnceLock::new() }
    }

    /// A name of this state, which no other state has.
    pub fn mark(&self) -> String {
        format!("{:x}-{}", self.run, self.number)
    }

    /// The report of the newest attempt as a list in HTML.
    pub fn list(&self) -> &str {
        self.list.get_or_init(|| match &self.attempt {
            Attempt::Checked { diagnostics, sources, .. } => report::html(diagnostics, sources),
            Attempt::Unread(why) => format!("<p>{}</p>\n", report::escape(why)),
        })
    }
}
