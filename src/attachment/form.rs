//! Which files may stand beside the texts of a site, by the ending of their names.

/// How a picture is shown in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Of dots: it is made anew in several sizes.
    Raster,
    /// A drawing: it is published as it is once it was looked through.
    Drawing,
}

/// How a file is published as an annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annexed {
    AsItIs,
    /// Without what a camera writes beside the dots.
    DotsAlone,
    /// As it is once it was looked through.
    LookedThrough,
}

/// One type of file.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// In small letters.
    pub ending: &'static str,
    /// As people call it, in every language.
    pub name: &'static str,
    /// Nothing for what is no picture, or none that browsers show.
    pub media: Option<Media>,
    /// Nothing for what is no annex.
    pub annexed: Option<Annexed>,
    /// Whether the file is a text, which is looked through as every text of the site.
    pub is_text: bool,
}

const fn picture(ending: &'static str, name: &'static str) -> Form {
    Form { ending, name, media: Some(Media::Raster), annexed: Some(Annexed::DotsAlone), is_text: false }
}

const fn document(ending: &'static str, name: &'static str) -> Form {
    Form { ending, name, media: None, annexed: Some(Annexed::AsItIs), is_text: false }
}

/// Every type that is let in.
pub static FORMS: &[Form] = &[
    picture("jpg", "JPEG"),
    picture("jpeg", "JPEG"),
    picture("png", "PNG"),
    Form { annexed: None, ..picture("webp", "WebP") },
    Form {
        media: Some(Media::Drawing),
        annexed: Some(Annexed::LookedThrough),
        is_text: true,
        ..document("svg", "SVG")
    },
    document("pdf", "PDF"),
    document("docx", "Word"),
    document("xlsx", "Excel"),
    document("pptx", "PowerPoint"),
    document("odt", "ODT"),
    document("ods", "ODS"),
    document("odp", "ODP"),
    Form { is_text: true, ..document("csv", "CSV") },
    Form { is_text: true, ..document("txt", "TXT") },
    document("zip", "ZIP"),
];

impl Form {
    /// The type of a file, by its path.
    pub fn of(path: &str) -> Option<&'static Self> {
        let (_, ending) = path.rsplit_once('.')?;
        FORMS.iter().find(|form| form.ending.eq_ignore_ascii_case(ending))
    }

    /// Whether it may be named for this use.
    pub fn serves(&self, r#use: Use) -> bool {
        match r#use {
            Use::Picture => self.media.is_some(),
            Use::Annex => self.annexed.is_some(),
        }
    }
}

/// What an entry names a file for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// To be shown in a text.
    Picture,
    /// To be linked to.
    Annex,
}

impl Use {
    /// The endings of all files that may be named for it, for a help.
    pub fn endings(self) -> String {
        let serving = FORMS.iter().filter(|form| form.serves(self));
        serving.map(|form| form.ending).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Limit, Limits};

    #[test]
    fn every_form_has_the_limit_of_its_sort() {
        let limits = Limits::default();
        for form in FORMS {
            let limit = limits.of_file(&format!("content/a.{}", form.ending));
            let expected = match (form.media, form.is_text, form.ending) {
                (Some(Media::Raster), ..) => Limit::ImageSize,
                (_, true, "svg" | "txt") => Limit::TextSize,
                // They may be tables too.
                (_, _, "csv" | "xlsx" | "ods") => Limit::FileSize,
                _ => Limit::AnnexSize,
            };
            assert_eq!(limit, expected, "{}", form.ending);
        }
    }
}
