//! The report for people, drawn as rustc draws it.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Colour, SHOWN_OF_ONE_SORT};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::load::cell_ranges;
use crate::source::{File, Place, Sources};
use crate::value::personal_number;

/// Draws every diagnostic; of one sort, the first fifty, and then says how many more there are.
pub fn report(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Terminal => Renderer::styled(),
    };
    let mut text = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in diagnostics.iter() {
        let count = counts.entry(one.code.id).or_default();
        *count += 1;
        if *count <= SHOWN_OF_ONE_SORT {
            text.push_str(&renderer.render(&draw(one, sources)));
            text.push_str("\n\n");
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > SHOWN_OF_ONE_SORT) {
        text.push_str(&format!("… and {} more of `{code}`\n\n", count - SHOWN_OF_ONE_SORT));
    }
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name("notice"),
    }
}

/// The place of a complaint and what belongs to it, drawn without title and help; empty where it has no place.
#[cfg(feature = "serve")]
pub fn picture(one: &Diagnostic, sources: &Sources) -> String {
    let group = places(Group::with_level(level(one.severity)), one, sources);
    if group.is_empty() { String::new() } else { Renderer::plain().render(&[group]) }
}

fn draw<'a>(one: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let title = level(one.severity).primary_title(&one.message).id(one.code.id);
    let mut group = places(Group::with_title(title), one, sources);
    if let Some(help) = &one.help {
        group = group.element(Level::HELP.message(help));
    }
    vec![group]
}

fn places<'a>(mut group: Group<'a>, one: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let Some(place) = one.place else { return group };
    let label = one.label.as_deref();
    let mut snippet = shown(place, sources).annotation(mark(place, sources, AnnotationKind::Primary, label));
    // Of a table each row is shown alone.
    let is_beside = |other: &Place| other.file() == place.file() && !matches!(other, Place::Cell { .. });
    let (beside, elsewhere): (Vec<_>, Vec<_>) = one.related.iter().partition(|(other, _)| is_beside(other));
    for (other, words) in beside {
        snippet = snippet.annotation(mark(*other, sources, AnnotationKind::Context, Some(words)));
    }
    group = group.element(snippet);
    for (other, words) in elsewhere {
        let mark = mark(*other, sources, AnnotationKind::Context, Some(words));
        group = group.element(shown(*other, sources).annotation(mark));
    }
    group
}

/// The text around a place: the file, or a table's row; personal numbers in it masked.
fn shown(place: Place, sources: &Sources) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let file = sources.file(place.file());
    let path = personal_number::mask(&file.shown()).into_owned();
    let line = if row_of(place, file).is_some() { sources.position(place).line } else { 1 };
    Snippet::source(personal_number::mask(shown_text(place, file))).path(path).line_start(line).fold(true)
}

fn shown_text(place: Place, file: &File) -> &str {
    row_of(place, file).and_then(|row| file.text.get(row)).unwrap_or(&file.text)
}

/// The column, in characters from 1, at which the underlined part of a line begins.
#[cfg(feature = "serve")]
pub fn column(place: Place, sources: &Sources) -> usize {
    let before = &shown_text(place, sources.file(place.file()))[..range(place, sources).start];
    before.rsplit('\n').next().unwrap_or_default().chars().count() + 1
}

/// The bytes of the row that is shown alone: its lines are counted as those of its table, which may be no text at all.
fn row_of(place: Place, file: &File) -> Option<Range<usize>> {
    let Place::Cell { row, .. } = place else { return None };
    let rows = &file.table.as_ref()?.rows;
    let start = rows.get(row)?.start as usize;
    let end = rows.get(row + 1).map_or(file.text.len(), |next| next.start as usize);
    let text = file.text.get(start..end)?;
    let lead = text.len() - text.trim_start_matches('\n').len();
    Some(start + lead..start + lead.max(text.trim_end_matches('\n').len()))
}

fn mark<'a>(
    place: Place,
    sources: &Sources,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> annotate_snippets::Annotation<'a> {
    kind.span(range(place, sources)).label(label)
}

/// The bytes to underline in what is shown: the first line of a place, a cell or its row.
fn range(place: Place, sources: &Sources) -> Range<usize> {
    let text = sources.text(place.file());
    match place {
        Place::Text { start, end, .. } => {
            let start = text.floor_char_boundary(start as usize);
            let end = text.floor_char_boundary(end as usize).max(start);
            let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            start..end.min(line_end)
        }
        Place::Cell { column, .. } => {
            let file = sources.file(place.file());
            let row = shown_text(place, file);
            let cells = cell_ranges(row, file.table.as_ref().map_or(b',', |table| table.delimiter));
            let cell = usize::from(column).checked_sub(1).and_then(|column| cells.get(column)).cloned();
            let Range { start, end } = cell.unwrap_or(0..row.len());
            start..row[start..end].find('\n').map_or(end, |at| start + at)
        }
    }
}
