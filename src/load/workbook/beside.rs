//! What a workbook holds beside its tables: comments, properties, text boxes, sheets that are not read. Nothing of it is
//! published, but the search for personal numbers meets it.

use std::collections::BTreeSet;

use crate::xml::{Attributes, See, Stop};

/// Texts of one sort that may hold a personal number, each once, with where it stands.
#[derive(Debug, Default)]
pub struct Words {
    known: BTreeSet<String>,
    pub text: String,
}

/// Fewer digits are no personal number.
const FEWEST_DIGITS: usize = 10;

impl Words {
    /// Keeps a text, where it has enough digits; `place` tells where it stands, and may be empty.
    pub fn add(&mut self, place: impl FnOnce() -> String, text: &str) {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits < FEWEST_DIGITS || !self.known.insert(text.to_owned()) {
            return;
        }
        let place = place();
        if !place.is_empty() {
            self.text.push_str(&place);
            self.text.push_str(": ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// What of a sort of parts is looked at.
enum Look {
    Everything,
    /// The text of elements of these names.
    Elements(&'static [&'static str]),
    /// The values of an attribute of this name.
    Attribute(&'static str),
    Nothing,
}

/// A sort of parts: how their names begin, what they are called, and what of them is looked at.
type Sort = (&'static str, &'static str, Look);

/// The last fits all.
const SORTS: &[Sort] = &[
    ("xl/comments", "comments", Look::Everything),
    ("xl/threadedcomments/", "comments", Look::Everything),
    ("xl/persons/", "comments", Look::Attribute("displayName")),
    ("xl/drawings/", "text boxes", Look::Elements(&["t"])),
    ("xl/charts/", "charts", Look::Elements(&["t", "v"])),
    ("xl/pivotcache/", "pivot tables", Look::Attribute("v")),
    ("xl/externallinks/", "values of other files", Look::Elements(&["v", "t"])),
    ("docprops/", "document properties", Look::Everything),
    ("meta.xml", "document properties", Look::Everything),
    ("styles.xml", "headers and footers", Look::Everything),
    ("settings.xml", "", Look::Nothing),
    ("meta-inf/", "", Look::Nothing),
    ("xl/workbook.xml", "names", Look::Everything),
    ("xl/sharedstrings.xml", "", Look::Nothing),
    ("xl/styles.xml", "", Look::Nothing),
    ("xl/theme/", "", Look::Nothing),
    ("[content_types].xml", "", Look::Nothing),
    ("_rels/", "", Look::Nothing),
    ("", "other parts", Look::Everything),
];

/// Elements that part no words: a number may begin in one and end in the next.
const RUNS: &[&str] = &["t", "r", "rPr", "span", "a"];

/// Who looks at a part for words.
pub struct Looking {
    sort: &'static Sort,
    words: Words,
    gathered: String,
    /// The cell that a comment belongs to.
    cell: String,
    /// How deep one stands in an element that is looked at.
    inside: usize,
    /// The most texts that the cells may share.
    most_texts: u64,
    texts: u64,
    formats: usize,
}

impl Looking {
    /// Begins to look at the part of a name in a file of so many bytes.
    pub fn at(name: &str, size: usize) -> Self {
        let name = name.to_ascii_lowercase();
        let sort = SORTS.iter().find(|(start, ..)| name.starts_with(start)).unwrap_or(&SORTS[SORTS.len() - 1]);
        Self {
            sort,
            words: Words::default(),
            gathered: String::new(),
            cell: String::new(),
            inside: 0,
            most_texts: TEXTS.max(size as u64),
            texts: 0,
            formats: 0,
        }
    }

    /// What the part is called, and the words in it.
    pub fn finish(self) -> (&'static str, Words) {
        (self.sort.1, self.words)
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.gathered);
        self.words.add(|| self.cell.clone(), text.trim());
    }
}

impl See for Looking {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        match self.sort.2 {
            Look::Elements(names) => self.inside += usize::from(names.contains(&name)),
            Look::Attribute(named) => {
                let value = attributes.local(named).unwrap_or_default();
                self.words.add(String::new, value.trim());
            }
            // The cells are kept elsewhere, and cost no time here.
            Look::Nothing => {}
            Look::Everything => {
                if let Some(cell) = attributes.get("ref").filter(|_| name.ends_with("omment")) {
                    self.cell = cell.into_owned();
                }
            }
        }
        self.count(name, attributes)
    }

    fn end(&mut self, name: &str) -> Result<(), Stop> {
        if let Look::Elements(names) = self.sort.2 {
            self.inside = self.inside.saturating_sub(usize::from(names.contains(&name)));
        }
        if !RUNS.contains(&name) {
            self.flush();
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        let wanted = match self.sort.2 {
            Look::Everything => true,
            Look::Elements(_) => self.inside > 0,
            Look::Attribute(_) | Look::Nothing => false,
        };
        if wanted {
            self.gathered.push_str(text);
        }
        Ok(())
    }
}

/// How many texts cells may share whatever the size of the file; beyond, each takes a byte of it at least.
const TEXTS: u64 = 1_000_000;
/// How many formats a workbook may have; spreadsheet programs know a third as many.
const FORMATS: usize = 200_000;

impl Looking {
    /// Counts what the reader of cells keeps whole, and what it keeps room for as soon as it is promised.
    fn count(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        let promised = || attributes.get("uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
        match name {
            "sst" if promised().is_some_and(|promised| promised > self.most_texts) => {
                return Err(Stop::Broken("promises more texts than it can hold".into()));
            }
            "si" => self.texts += 1,
            "xf" | "font" | "fill" | "border" | "numFmt" => self.formats += 1,
            _ => {}
        }
        if self.texts > self.most_texts || self.formats > FORMATS {
            return Err(Stop::Broken("holds more texts or formats than any workbook needs".into()));
        }
        Ok(())
    }
}
