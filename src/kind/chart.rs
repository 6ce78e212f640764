//! Pictures that a kind declares: what is drawn of its entries, by what, and on which pages.

mod read;

use super::{FieldIx, Kind, KindIx, Type};
use crate::localised::Localised;

/// The most years between the first and the last that are all drawn, with or without a number.
pub const YEARS: i16 = 40;

/// How the numbers of groups are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A bar for each year, in the order of time.
    Bars,
    /// A bar for each value of a field, the largest first.
    Sorted,
    /// A square for each entry, grouped by the options of a choice.
    Units,
    /// A circle for each place to which a field refers, on the map of the site.
    Map,
    /// A band for each pair of those between whom money goes, the largest first.
    Flow,
}

impl Drawing {
    /// The most groups that are drawn one by one, the rest being told of together; nothing where all are.
    pub fn largest(self) -> Option<usize> {
        match self {
            Self::Bars | Self::Units => None,
            Self::Sorted | Self::Flow => Some(10),
            // On a map they stand beside each other.
            Self::Map => Some(40),
        }
    }
}

/// What parts the entries into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Year,
    Field(FieldIx),
    /// From what one reference names to what the other does.
    Pair(FieldIx, FieldIx),
}

/// What of a group is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The sum of what has the role `amount`.
    Amount,
    Count,
}

/// A drawing of the numbers of groups of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups {
    pub drawing: Drawing,
    pub by: By,
    pub measure: Measure,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    Groups(Groups),
    /// The days and periods of an entry, along one axis of time.
    Timeline(Vec<FieldIx>),
    /// The measurements of an entry below each other, with a mark where the target lies.
    Bullet {
        of: FieldIx,
        target: Option<FieldIx>,
        baseline: Option<FieldIx>,
        unit: Option<FieldIx>,
    },
    /// The newest measurement at each of several, on one axis; `own` names the one that is marked.
    Dots {
        of: FieldIx,
        own: Option<FieldIx>,
        unit: Option<FieldIx>,
    },
    /// An entry, and around it those to whom it refers.
    Ego(Vec<FieldIx>),
    /// Of an entry to which other entries refer as the end or the beginning of a sum: what came and what went, by year.
    Exchange {
        from: FieldIx,
        to: FieldIx,
    },
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// The kind's list, and those by value.
    List,
    Home,
    /// The page of the entry of which it is drawn.
    Record,
    /// The page of what this field refers to, drawn of the entries that refer to it.
    Field(FieldIx),
}

/// One picture.
#[derive(Debug)]
pub struct Chart {
    /// Its name in addresses.
    pub name: Box<str>,
    pub shape: Shape,
    pub on: Vec<On>,
    pub title: Option<Localised>,
}

impl Chart {
    /// What parts the entries, where a picture is of groups of them.
    pub fn by(&self) -> Option<By> {
        match &self.shape {
            Shape::Groups(groups) => Some(groups.by),
            _ => None,
        }
    }

    /// From whom and to whom sums go, where a picture is of both directions.
    pub fn ends(&self) -> Option<(FieldIx, FieldIx)> {
        match self.shape {
            Shape::Exchange { from, to } => Some((from, to)),
            _ => None,
        }
    }
}

impl On {
    /// The reference at whose end the picture stands.
    pub fn field(self) -> Option<FieldIx> {
        match self {
            Self::Field(field) => Some(field),
            Self::List | Self::Home | Self::Record => None,
        }
    }
}

impl Kind {
    /// The kind to which the field of a place refers.
    pub fn charted_at(&self, on: On) -> Option<KindIx> {
        match self.field(on.field()?).ty {
            Type::Reference(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether the groups of a chart may share entries: an entry with two themes is in both.
    pub fn overlaps(&self, by: By) -> bool {
        match by {
            By::Year => false,
            By::Field(field) => self.field(field).list,
            By::Pair(from, to) => self.field(from).list || self.field(to).list,
        }
    }
}
