//! The report for people, drawn as rustc draws it.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Colour, SHOWN_OF_ONE_SORT};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::{Place, Sources};
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
    let related_here = |other: &&(Place, String)| other.0.file() == place.file();
    let mut snippet = shown(place, sources).annotation(mark(place, sources, AnnotationKind::Primary, label));
    for (other, words) in one.related.iter().filter(related_here) {
        snippet = snippet.annotation(mark(*other, sources, AnnotationKind::Context, Some(words)));
    }
    group = group.element(snippet);
    for (other, words) in one.related.iter().filter(|other| other.0.file() != place.file()) {
        let mark = mark(*other, sources, AnnotationKind::Context, Some(words));
        group = group.element(shown(*other, sources).annotation(mark));
    }
    group
}

/// The text around a place: the file, personal numbers in it masked.
fn shown(place: Place, sources: &Sources) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let file = sources.file(place.file());
    Snippet::source(personal_number::mask(&file.text)).path(personal_number::mask(&file.path)).fold(true)
}

fn mark<'a>(
    place: Place,
    sources: &Sources,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> annotate_snippets::Annotation<'a> {
    kind.span(range(place, sources)).label(label)
}

/// The bytes to underline: the first line of a place, the row of a cell.
pub fn range(place: Place, sources: &Sources) -> std::ops::Range<usize> {
    let text = sources.text(place.file());
    match place {
        Place::Text { start, end, .. } => {
            let start = text.floor_char_boundary(start as usize);
            let end = text.floor_char_boundary(end as usize).max(start);
            let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            start..end.min(line_end)
        }
        Place::Cell { column, .. } => {
            let line = sources.position(place).line;
            let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let row = text[start..].lines().next().unwrap_or_default();
            let delimiter = delimiter(text.lines().next().unwrap_or_default());
            cell(row, delimiter, column).map_or(start..start + row.len(), |cell| start + cell.start..start + cell.end)
        }
    }
}

/// What parts the columns: the sign that is most frequent in the head of the table, where no sums or sentences stand.
fn delimiter(head: &str) -> char {
    [',', '\t', ';'].into_iter().max_by_key(|sign| head.matches(*sign).count()).unwrap_or(';')
}

/// The bytes of a cell in a row without quoted delimiters; a row that has them is shown whole.
fn cell(row: &str, delimiter: char, column: u16) -> Option<std::ops::Range<usize>> {
    if column == 0 || row.contains('"') {
        return None;
    }
    let mut start = 0;
    for (at, text) in row.split(delimiter).enumerate() {
        if at + 1 == usize::from(column) {
            return Some(start..start + text.len());
        }
        start += text.len() + delimiter.len_utf8();
    }
    None
}
