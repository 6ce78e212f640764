//! Which files may stand beside the texts of a site, by the ending of their names.

/// What is done with a file before it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A picture of dots, which is made anew in several sizes.
    Raster,
    /// A drawing, which is published as it is once it was looked through.
    Drawing,
}

/// One type of file.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// In small letters.
    pub ending: &'static str,
    pub media: Media,
}

/// Every type that is let in.
pub static FORMS: &[Form] = &[
    Form { ending: "jpg", media: Media::Raster },
    Form { ending: "jpeg", media: Media::Raster },
    Form { ending: "png", media: Media::Raster },
    Form { ending: "webp", media: Media::Raster },
    Form { ending: "svg", media: Media::Drawing },
];

impl Form {
    /// The type of a file, by its path.
    pub fn of(path: &str) -> Option<&'static Self> {
        let (_, ending) = path.rsplit_once('.')?;
        FORMS.iter().find(|form| form.ending.eq_ignore_ascii_case(ending))
    }
}

/// The endings of all pictures, for a help.
pub fn pictures() -> String {
    FORMS.iter().map(|form| form.ending).collect::<Vec<_>>().join(", ")
}
