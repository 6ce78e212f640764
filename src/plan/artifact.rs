//! What stands at an address.

use crate::address::Fixed;
use crate::attachment::FileIx;
use crate::chart::ChartIx;
use crate::diag::Diagnostic;
use crate::entry::EntryIx;
use crate::kind::KindIx;
use crate::lang::Language;
use crate::render::RenderError;
use crate::site::ListingIx;

/// What makes the bytes at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    /// A page that every site has; the data page is of rank 2.
    Fixed(Fixed, Language),
    /// A part of a list, by its position; the first is the list itself.
    List(ListingIx, usize, Language),
    Record(EntryIx, Language),
    /// A former address of a record.
    Moved(EntryIx, Language),
    /// The page of an entry that is no longer published: its position in [`Site::gone`].
    Gone(usize, Language),
    /// The way from `/was` to the accessibility statement.
    Was,
    NotFound,
    EntryJson(EntryIx),
    /// The file with which people put an entry into their calendars.
    Appointment(EntryIx),
    /// The numbers of a picture.
    Chart(ChartIx),
    /// The rows of a kind in the format at this position of [`TABLES`].
    Table(KindIx, usize),
    /// The index of the piece at this position of [`Plan::pieces`].
    LunrIndex(usize),
    /// The records of that piece.
    SearchRecords(usize),
    LunrManifest,
    /// A file of the search, by its address.
    Search,
    /// The feed of a value of a facet, by its address.
    FacetFeed,
    /// The faulty rows of the table at this position of [`Quality::tables`](crate::site::Quality::tables).
    LeftOutRows(usize),
    Feed(Language),
    ChangesFeed(Language),
    Ledger,
    /// Every page; where there are more than one sitemap may list, the list of its pieces.
    Sitemap,
    /// A piece of the sitemap, by its position.
    SitemapPiece(usize),
    Robots,
    Asset(String),
    /// A picture, by its position among the files beside the texts, so many dots wide.
    Picture(FileIx, u32),
    /// An annex, likewise.
    Annex(FileIx),
}

/// Whether an artifact can be made from the site alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    First,
    Second,
}

impl Artifact {
    pub fn rank(&self) -> Rank {
        match self {
            Self::Fixed(Fixed::Data, _) => Rank::Second,
            _ => Rank::First,
        }
    }

    /// Whether people read it: what the sitemap lists.
    pub(super) fn is_page(&self) -> bool {
        matches!(self, Self::Fixed(..) | Self::List(..) | Self::Record(..))
    }
}

/// Why something could not be made.
#[derive(Debug)]
pub enum Unmade {
    Page(RenderError),
    /// A file beside the texts, with the complaint about it.
    File(Box<Diagnostic>),
}
