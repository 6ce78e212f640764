//! Drafts: a table that nobody has described is looked at, and a description is proposed, with what it is not sure of.
//!
//! The draft is proved before it is given away: the stages read it with the table, and a field that its column cannot fill
//! is taken out again, and said.

mod column;
mod dates;
mod fields;
mod id;
mod key;
mod kinds;
mod money;
mod open;
mod organisations;
mod persons;
mod proof;
mod sections;
mod survey;
mod values;
mod words;
mod write;

use crate::config::{Config, SETTINGS};
use crate::diag::Diagnostics;
use crate::kind::{Kind, KindIx, Kinds};
use crate::lang::Language;
use crate::load::{Loader, quoted};
use crate::source::{Input, Sources};
use survey::{Layout, Survey};

/// A table to be described.
pub struct Asked<'a> {
    /// The path of its file as people are told it, `/` between its parts; its name says its form.
    pub path: &'a str,
    pub bytes: &'a [u8],
    /// The folder under `content/` in which it lies, if it does.
    pub folder: Option<&'a str>,
    /// The kind of its rows, where somebody said it.
    pub kind: Option<&'a str>,
    /// Where in the file it stands, where somebody said it.
    pub part: Option<Part<'a>>,
}

/// A table among what else a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A sheet of a workbook, by its name.
    Sheet(&'a str),
    /// A list of records, by the keys that lead to it: `data.grants`.
    Records(&'a str),
}

/// A proposed description.
#[derive(Debug)]
pub struct Draft {
    /// The text of `name.table.toml`.
    pub text: String,
    /// What nobody could be sure of, each in one line.
    pub doubts: Vec<String>,
    /// Why the build will stop even so, because of what stands in the table itself.
    pub stops: Vec<String>,
}

/// What came of an attempt.
pub struct Described {
    /// Nothing where the table cannot be read, or the site cannot.
    pub draft: Option<Draft>,
    /// Why not, where it is no complaint about a file.
    pub refusal: Option<String>,
    pub sources: Sources,
    pub diagnostics: Diagnostics,
}

/// What fills a field.
#[derive(Clone, Debug)]
struct Fill {
    key: String,
    /// The right-hand side, in TOML.
    value: String,
    /// By position.
    columns: Vec<usize>,
    doubts: Vec<String>,
    /// A right-hand side that may be better, shown below the doubts.
    other: Option<String>,
    /// Why it is proposed and not used.
    off: Option<String>,
}

/// What stands under a heading of its own between the keys and the columns, such as `[filter]`.
struct Section {
    name: &'static str,
    lines: Vec<String>,
    doubt: String,
    state: State,
}

/// Whether what a draft holds is used, or only shown as a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Used,
    Proposed,
}

impl Fill {
    fn new(key: &str, value: String, columns: impl Into<Vec<usize>>) -> Self {
        Self { key: key.to_owned(), value, columns: columns.into(), doubts: Vec::new(), other: None, off: None }
    }
}

/// What is known of a table beside its cells.
struct Setting<'a> {
    name: &'a str,
    /// The file's name without its endings, and as it is compared with words.
    stem: &'a str,
    plain_stem: &'a str,
    language: Language,
    kind: &'a Kind,
    kinds: &'a Kinds,
}

/// Everything that the text of a draft is written from.
struct Plan {
    /// Keys above `[columns]`, each with its doubts.
    keys: Vec<Fill>,
    sections: Vec<Section>,
    id: Fill,
    fills: Vec<Fill>,
    /// What is not sure of the table as a whole.
    doubts: Vec<String>,
    stops: Vec<String>,
}

/// Drafts a description; `site` holds the settings and layouts of the site, if there is one, and the theme.
pub fn describe(asked: &Asked<'_>, site: &Input) -> Described {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let (draft, refusal) = match attempt(asked, site, &mut sources, &mut diagnostics) {
        Ok(draft) => (Some(draft), None),
        Err(Refusal::Words(why)) => (None, Some(why)),
        Err(Refusal::Said) => (None, None),
    };
    Described { draft, refusal, sources, diagnostics: diagnostics.sorted() }
}

impl Asked<'_> {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }
}

/// A path in which some folder is named, since a description looks for its files beside itself.
fn beside(path: &str) -> String {
    if path.contains('/') { path.to_owned() } else { format!("./{path}") }
}

/// The path at which a table is proved: in the folder of its kind, whether or not it lies there.
fn path_in(folder: &str, name: &str) -> String {
    format!("content/{folder}/{name}")
}

/// Why there is no draft.
enum Refusal {
    /// A complaint says it.
    Said,
    Words(String),
}

impl From<String> for Refusal {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

fn attempt(
    asked: &Asked<'_>,
    site: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Draft, Refusal> {
    let config = match site.site.contains_key(SETTINGS) {
        true => crate::config::read(site, sources, diagnostics),
        false => Config::default(),
    };
    let kinds = crate::kind::read(site, &config.languages, sources, diagnostics);
    if diagnostics.any_error() {
        return Err(Refusal::Said);
    }
    let said = asked.kind.or(asked.folder.filter(|folder| kinds.by_folder(folder).is_some()));
    let folder = said.unwrap_or_else(|| kinds.ids().next().unwrap_or_default());
    let mut loader = Loader::new(&kinds, &config, sources, diagnostics);
    let opened = open::open(&mut loader, &beside(asked.path), folder, (asked.part, asked.bytes))?;
    let survey = survey::survey(opened.table(), opened.layout)?;
    if survey.rows == 0 {
        return Err(Refusal::Words(without_rows(&opened.layout)));
    }
    let (kind, doubt) = kinds::kind(&survey, &kinds, said.and_then(|kind| kinds.by_folder(kind)));
    let (language, unsure) = kinds::language(&survey, &config);
    let mut keys = vec![
        Fill { doubts: doubt.into_iter().collect(), ..Fill::new("kind", quoted(&kinds.get(kind).id), []) },
        Fill::new("file", quoted(asked.name()), []),
        Fill { doubts: unsure.into_iter().collect(), ..Fill::new("language", quoted(language.code()), []) },
    ];
    keys.extend(opened.keys());
    Ok(drafted(asked, site, &survey, keys, (&kinds, kind, language)))
}

fn drafted(
    asked: &Asked<'_>,
    site: &Input,
    survey: &Survey,
    keys: Vec<Fill>,
    (kinds, kind, language): (&Kinds, KindIx, Language),
) -> Draft {
    let stem = asked.name().trim_end_matches(".gz");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let plain_stem = words::plain(stem);
    let setting = Setting { name: asked.name(), stem, plain_stem: &plain_stem, language, kind: kinds.get(kind), kinds };
    let mut plan = kinds::plan(survey, &setting, keys);
    plan.doubts.extend(whole(survey));
    proof::prove(&mut plan, survey, &setting, asked.bytes, site);
    write::draft(&plan, survey, &setting)
}

/// Why nothing is below what seems to be the names of the columns.
fn without_rows(layout: &Layout) -> String {
    let Some((row, cells)) = layout.narrower else { return "no row stands below the names of the columns".into() };
    let sign = match layout.delimiter {
        b'\t' => "tab".to_owned(),
        sign => format!("`{}`", char::from(sign)),
    };
    format!(
        "row {} has {} cells, and row {row}, which seems to name the columns, only {cells}; a cell that holds a {sign} \
         stands in quotation marks",
        layout.header, layout.columns
    )
}

/// What is to be said of the table as a whole.
fn whole(survey: &Survey) -> Vec<String> {
    let mut doubts = Vec::new();
    if survey.is_cut {
        doubts.push(format!("only the first {} rows were looked at", survey.rows));
    }
    if let Some((row, cells)) = survey.ragged {
        doubts.push(format!(
            "row {row} has {cells} cells, the header has {}; the build stops there",
            survey.columns.len()
        ));
    }
    if let Some((row, cells)) = survey.narrower {
        doubts.push(format!(
            "row {row} has only {cells} cells and was taken for a title; if it names the columns, each row below has a cell too \
             many: a cell that holds the sign between cells stands in quotation marks"
        ));
    }
    if let Some(row) = survey.total {
        doubts.push(format!(
            "row {row} seems to be the sum of the others; take it out of the file, or it is counted twice"
        ));
    }
    let unnamed: Vec<&str> =
        survey.columns.iter().filter(|column| !column.can_be_named).map(|column| &*column.name).collect();
    if !unnamed.is_empty() {
        let words = list(&unnamed);
        doubts.push(format!("columns without a name of their own cannot be used: {words}; name them in the file"));
    }
    doubts
}

/// Names as a text lists them.
fn list(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
