//! Where a name stands, for whoever asks to be forgotten: in every file that a build would publish, and in the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;

use crate::address::Address;
use crate::plan::Maker;
use crate::search::{self, Bodies, Document, words};
use crate::source::{File, Place, Sources};
use crate::stages::{Made, Pieces, Sink, make};
use crate::value::slug::slug;
use crate::value::{PersonName, Problem};

/// A name in each form in which a file can hold it, in small letters.
pub struct Name {
    forms: BTreeSet<String>,
}

/// Where a name stands.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Traced {
    /// Files that a build would publish, with how often.
    pub outputs: BTreeMap<String, usize>,
    /// The site's own files as people are told them, each with a line or row.
    pub sources: BTreeSet<(String, usize)>,
}

impl Name {
    /// A name as people write it; `Åse Berg` is also looked for as `Berg, Åse` and `aase-berg`.
    ///
    /// # Errors
    /// It has fewer than three letters.
    pub fn new(text: &str) -> Result<Self, Problem> {
        let Some(name) = PersonName::new(text) else {
            let problem = Problem::new(format!("`{text}` is too short to be looked for"));
            return Err(problem.with_help("name the whole person: \"Åse Berg\""));
        };
        let mut forms: BTreeSet<String> = name.forms().iter().cloned().collect();
        if forms.len() > 1 {
            forms.insert(slug(&name.forms()[0]));
        }
        // As HTML, JSON and addresses write it.
        let written: Vec<String> = forms.iter().flat_map(|form| written(form)).collect();
        forms.extend(written);
        Ok(Self { forms })
    }

    /// How often a text holds the name.
    pub fn count_in(&self, text: &str) -> usize {
        let text = text.to_lowercase().replace('\u{a0}', " ");
        self.forms.iter().map(|form| text.matches(form).count()).sum()
    }
}

fn written(form: &str) -> Vec<String> {
    let html = form.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let json = serde_json::Value::from(form).to_string();
    let address: String = form
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02x}") })
        .collect();
    vec![html.replace('\'', "&#39;"), html, json.trim_matches('"').to_owned(), address]
}

/// Looks for a name in every file that would be published, without writing one.
///
/// # Errors
/// None but those of the stages themselves.
pub fn outputs(name: &Name, maker: &Maker, sources: &Sources) -> io::Result<(Traced, Made)> {
    let looking = Looking { name, found: Mutex::new(BTreeMap::new()) };
    let made = make(maker, sources, &looking)?;
    let mut outputs = looking.found.into_inner().unwrap_or_default();
    // An index holds words one by one; what it knows of an entry is what the entry says.
    let site = &maker.site;
    for piece in &maker.plan.pieces {
        let said = piece.entries.iter().map(|ix| words(site, *ix, piece.language, piece.bodies()));
        let count = count_said(name, said);
        if count > 0 {
            outputs.insert(piece.index_address().to_string(), count);
        }
    }
    let versions = site.all().flat_map(|ix| site.written_in(ix).iter().map(move |language| (ix, language)));
    let count = count_said(name, versions.map(|(ix, language)| words(site, ix, language, Bodies::In)));
    if count > 0 {
        outputs.insert(search::TERMS.to_owned(), count);
    }
    Ok((Traced { outputs, sources: BTreeSet::new() }, made))
}

fn count_said(name: &Name, said: impl Iterator<Item = Document>) -> usize {
    said.map(|words| name.count_in(&words.title) + name.count_in(&words.text)).sum()
}

/// Looks for a name in every text of the site, and in the names of its files. `built_in` tells files of the theme that the
/// site does not lay over.
pub fn sources(name: &Name, sources: &Sources, built_in: impl Fn(&str) -> bool) -> BTreeSet<(String, usize)> {
    let mut found = BTreeSet::new();
    for (id, file) in sources.iter().filter(|(_, file)| !built_in(&file.path)) {
        if name.count_in(&file.path) > 0 {
            found.insert((file.shown(), 1));
        }
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            if name.count_in(line) > 0 {
                found.insert((
                    file.shown(),
                    row_at(file, start).unwrap_or_else(|| sources.position(Place::text(id, start..start)).line),
                ));
            }
            start += line.len();
        }
    }
    found
}

/// The number of the row of a table in which a byte stands.
fn row_at(file: &File, offset: usize) -> Option<usize> {
    let rows = &file.table.as_ref()?.rows;
    Some(rows.get(rows.at(offset)?)?.number as usize)
}

/// A sink that only looks.
struct Looking<'a> {
    name: &'a Name,
    found: Mutex<BTreeMap<String, usize>>,
}

impl Looking<'_> {
    fn look(&self, address: &Address, bytes: &[u8]) {
        let inflated = search::contents(address, bytes);
        let bytes = inflated.as_deref().unwrap_or(bytes);
        let count = self.name.count_in(&String::from_utf8_lossy(bytes)) + self.name.count_in(address.as_str());
        if count > 0
            && let Ok(mut found) = self.found.lock()
        {
            found.insert(address.to_string(), count);
        }
    }
}

impl Sink for Looking<'_> {
    fn take(&self, address: &Address, bytes: &[u8]) -> io::Result<()> {
        self.look(address, bytes);
        Ok(())
    }

    fn stream(&self, address: &Address, write: &mut Pieces<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.look(address, &bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_a_file_writes_it() {
        let name = Name::new(" Åse  O'Berg ").expect("a name");
        for text in ["til ÅSE O'BERG.", "O'Berg, Åse", "/aase-o-berg.html", "Åse O&#39;Berg", "%c3%a5se%20o%27berg"]
        {
            assert_eq!(name.count_in(text), 1, "{text}");
        }
        assert_eq!(name.count_in("Åse Berg"), 0);
        assert!(Name::new("Bo").is_err());
    }
}
