//! What fills each field of a row, once a description is compiled against the header of a file.

use std::borrow::Cow;

use super::pattern::Pattern;
use crate::kind::FieldIx;
use crate::load::csv::Row;
use crate::load::sheet::Nature;
use crate::source::Text;
use crate::value::{Basis, Currency, Recurrence, Rounding, Scheme};

/// What fills a field.
pub enum Cell {
    /// A text of columns, `"{a}-{b}"`, which may be one of several words for a value, or several values.
    Text {
        value: Template,
        map: Vec<(Box<str>, Box<str>)>,
        split: Option<Box<str>>,
    },
    Money {
        value: Template,
        currency: Currency,
        basis: Basis,
        recurs: Recurrence,
        round: Option<Rounding>,
        year: Option<Template>,
        /// How many noughts the table leaves out: 3 where it tells thousands.
        noughts: u32,
    },
    Organisation(Party),
    Date {
        value: Template,
        /// One after another is tried; none where the description says nothing.
        formats: Vec<Box<str>>,
    },
}

/// Who is meant: an organisation by its number, its name or both.
pub struct Party {
    pub number: Option<Template>,
    pub scheme: Option<Scheme>,
    pub name: Template,
    /// What parts several in a cell; numbers stand in the order of names.
    pub split: Option<Box<str>>,
    /// The member of a group that names the organisation, where the field is made of groups.
    pub member: Option<FieldIx>,
    pub private: Option<Private>,
}

/// How a table tells that somebody is a private person, whose name is not published.
pub enum Private {
    /// A column says yes.
    Yes(Template),
    /// One of these words stands in a column.
    Words(Template, Vec<Box<str>>),
    /// The name is like one of these.
    Names(Vec<Pattern>),
    /// Whoever has no organisation number is one.
    WithoutNumber,
}

/// Several entries of a row: one for each of these columns in which something stands.
pub struct Unfold {
    pub columns: Vec<usize>,
    /// What parts a cell into several.
    pub split: Option<Box<str>>,
}

/// How the id of a row is computed.
pub enum Id {
    Text(Template),
    Hash { prefix: Box<str>, of: Vec<usize> },
}

/// Text with columns in it.
pub struct Template {
    pub parts: Vec<Part>,
}

/// A piece of a template.
pub enum Part {
    Words(Box<str>),
    Column(usize),
}

pub const SOFT_HYPHEN: char = '\u{ad}';

impl Part {
    fn of<'a>(&'a self, row: &'a Row<'_>) -> &'a str {
        match self {
            Self::Words(words) => words,
            Self::Column(column) => row.get(*column),
        }
    }
}

impl Cell {
    /// What is shown of it in a complaint.
    pub fn shown(&self) -> &Template {
        match self {
            Self::Text { value: template, .. }
            | Self::Money { value: template, .. }
            | Self::Date { value: template, .. } => template,
            Self::Organisation(party) => &party.name,
        }
    }
}

impl Cell {
    /// Whether the description says which of those whom the cell names are private persons.
    pub fn tells_private(&self) -> bool {
        matches!(self, Self::Organisation(party) if party.private.is_some())
    }

    /// Every column from which the field is filled.
    pub fn columns(&self) -> Vec<usize> {
        let more: &[Option<&Template>] = match self {
            Self::Money { value, year, .. } => &[Some(value), year.as_ref()],
            Self::Organisation(party) => &[Some(&party.name), party.number.as_ref()],
            Self::Text { value, .. } | Self::Date { value, .. } => &[Some(value)],
        };
        more.iter().flatten().flat_map(|template| template.columns()).collect()
    }
}

impl Template {
    /// The columns in it.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().filter_map(|part| if let Part::Column(column) = part { Some(*column) } else { None })
    }

    /// The text of a row; soft hyphens, which only say where a line may break, are dropped.
    pub fn fill<'r>(&self, row: &'r Row<'_>) -> Cow<'r, str> {
        let text = match self.parts.as_slice() {
            [Part::Column(column)] => Cow::Borrowed(row.get(*column)),
            parts => parts.iter().map(|part| part.of(row)).collect(),
        };
        if text.contains(SOFT_HYPHEN) { Cow::Owned(text.replace(SOFT_HYPHEN, "")) } else { text }
    }

    /// The same as it is written, though a private person is named there.
    pub fn fill_as_written(&self, row: &Row<'_>) -> String {
        let part = |part: &Part| match part {
            Part::Words(words) => words.to_string(),
            Part::Column(column) => row.written(*column).to_owned(),
        };
        self.parts.iter().map(part).collect()
    }

    /// The text of a row as a part of the file, where it stands there as it is.
    pub fn part(&self, row: &Row<'_>) -> Option<Text> {
        match self.parts.as_slice() {
            [Part::Column(column)] => row.part(*column).filter(|part| !part.contains(SOFT_HYPHEN)),
            _ => None,
        }
    }

    /// What the form of the file says of the cell; nothing where several make the text.
    pub fn nature(&self, row: &Row<'_>) -> Nature {
        match self.parts.as_slice() {
            [Part::Column(column)] => row.nature(*column),
            _ => Nature::Text,
        }
    }

    /// The column to show in a complaint.
    pub fn column(&self) -> usize {
        self.columns().next().unwrap_or(0)
    }
}
