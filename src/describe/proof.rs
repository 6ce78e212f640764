//! The proof of a draft: the stages read it with its table, and what a column cannot fill is taken out.

use std::collections::BTreeMap;

use super::id::id;
use super::key::Key;
use super::survey::Survey;
use super::{Fill, Plan, Setting, path_in, write};
use crate::config::SETTINGS;
use crate::diag::{Diagnostic, Severity};
use crate::gather::Drafts;
use crate::kind::Role;
use crate::load::quoted;
use crate::source::{Input, Place};
use crate::stages::{Options, Prepared, Recording, Strictness, prepare};
use crate::value::PartialDate;
use crate::value::personal_number;

/// Settings of a site that has none.
const USUAL: &str = "title = \"A table\"\n";
/// The day on which a draft is proved; nothing in it depends on one.
const DAY: &str = "2000-01-01";
/// How often a draft is read; each time but the last, something was taken out.
const MOST_READINGS: usize = 6;

/// What an error of the draft is about.
enum About {
    /// The cells of a column, by position.
    Column(usize),
    /// The id of a row.
    Id,
    /// The table itself, or the description.
    Whole,
}

/// Takes out of a plan what the build could not read, and says what it would stop at even so.
pub fn prove(plan: &mut Plan, survey: &Survey, setting: &Setting<'_>, bytes: &[u8], site: &Input) {
    for _ in 0..MOST_READINGS {
        let text = write::draft(plan, survey, setting).text;
        let errors = errors(&text, setting, bytes, site);
        let mut changed = false;
        let mut stops = Vec::new();
        for (about, why) in errors {
            match about {
                About::Column(at) => {
                    changed |= take_out(&mut plan.fills, at, &why);
                    head_by_recipient(&mut plan.fills, survey, setting);
                }
                About::Id => changed |= hash_instead(plan, survey, setting),
                About::Whole => {}
            }
            if !changed && !stops.contains(&why) {
                stops.push(why);
            }
        }
        if !changed {
            // Rows that are the same were told better before.
            if plan.stops.is_empty() {
                plan.stops = stops;
            }
            return;
        }
    }
}

/// What fills from a column is used no longer. Organisations keep their name where only a number was wrong.
fn take_out(fills: &mut [Fill], at: usize, why: &str) -> bool {
    let mut changed = false;
    for fill in fills.iter_mut().filter(|fill| fill.off.is_none() && fill.columns.contains(&at)) {
        fill.off = Some(why.to_owned());
        changed = true;
    }
    changed
}

/// Where the heading was taken out, entries are headed by who received something.
fn head_by_recipient(fills: &mut Vec<Fill>, survey: &Survey, setting: &Setting<'_>) {
    let kind = setting.kind;
    let (title, payee) = (&kind.field(kind.title).name, kind.role(Role::Payee).map(|ix| &*kind.field(ix).name));
    let mut headings = fills.iter().enumerate().filter(|(_, fill)| *fill.key == **title);
    let (Some((at, Fill { off: Some(_), .. })), None) = (headings.next(), headings.next()) else { return };
    let recipient = fills.iter().find(|fill| Some(&*fill.key) == payee && fill.off.is_none());
    let Some(column) = recipient.and_then(|fill| fill.columns.last().copied()) else { return };
    let doubt = "the recipient stands in the place of a heading; name a better column".to_owned();
    let heading = Fill::new(title, quoted(&survey.columns[column].name), [column]);
    fills.insert(at + 1, Fill { doubts: vec![doubt], ..heading });
}

/// An id that is spelt out and is not one after all becomes a digest.
fn hash_instead(plan: &mut Plan, survey: &Survey, setting: &Setting<'_>) -> bool {
    let spelt = !plan.id.value.contains("hash");
    if spelt {
        let key = Key::Columns { columns: plan.id.columns.clone(), spells: false };
        plan.id = id(survey, &key, setting.stem).0;
    }
    spelt
}

/// The errors that the stages find in the table and its draft, each with what it is about.
fn errors(draft: &str, setting: &Setting<'_>, bytes: &[u8], site: &Input) -> Vec<(About, String)> {
    let Ok(today) = PartialDate::parse(DAY) else { return Vec::new() };
    let (data, written) = (path_in(&setting.kind.id, setting.name), format!("{}.table.toml", setting.stem));
    let written = path_in(&setting.kind.id, &written);
    let mut files: BTreeMap<String, Vec<u8>> = site.site.clone();
    files.entry(SETTINGS.to_owned()).or_insert_with(|| USUAL.into());
    files.insert(data.clone(), bytes.to_vec());
    files.insert(written.clone(), draft.into());
    let input = Input {
        site: files,
        theme: site.theme.clone(),
        documents: None,
        left_out: Vec::new(),
        extracts: BTreeMap::new(),
    };
    let (strictness, recording) = (Strictness::Usual, Recording::Off);
    let options = Options { today, base_url: None, drafts: Drafts::LeftOut, strictness, recording };
    let Prepared { sources, diagnostics, .. } = prepare(input, &options);
    let ours = |one: &&Diagnostic| {
        let path = one.place.map(|place| sources.file(place.file()).path.as_str());
        one.severity == Severity::Error && path.is_none_or(|path| path == data || path == written)
    };
    let found = diagnostics.iter().filter(ours);
    let said = |one: &Diagnostic| {
        let row = one.place.map_or(0, |place| sources.position(place).line);
        let message = personal_number::mask(&one.message).into_owned();
        match one.place {
            Some(Place::Cell { column, .. }) if column > 0 => {
                (About::Column(usize::from(column) - 1), format!("row {row}: {message}"))
            }
            Some(Place::Cell { .. }) => (About::Id, format!("row {row}: {message}")),
            Some(place) if sources.file(place.file()).path == data => (About::Whole, format!("row {row}: {message}")),
            _ => (About::Whole, message),
        }
    };
    found.map(said).collect()
}
