//! Markdown files: front matter in YAML (`---`) or TOML (`+++`), then the body.

use std::sync::Arc;

use super::typed::WRONG_TYPE;
use super::{Home, Loader};
use crate::diag::{Code, Diagnostic, Severity};
use crate::entry::{Entry, Origin, Value};
use crate::lang::Language;
use crate::raw::{Node, Raw, Snippet, parse_toml, parse_yaml};
use crate::source::{At, FileId, Place, Text};

pub static FRONT_MATTER: Code = Code {
    id: "front-matter",
    severity: Severity::Error,
    summary: "A Markdown file has no front matter, or one that is not closed.",
    explanation: "An entry begins with its fields between two lines of three hyphens (YAML) or three plus signs \
(TOML):\n\n    ---\n    title: Tilskud til Bæredygtig Herning 2021\n    ---\n    The text begins here.",
};

pub static BODY_TWICE: Code = Code {
    id: "body-twice",
    severity: Severity::Error,
    summary: "The text is written both after the front matter and in the field `body`.",
    explanation: "The text after the front matter is the field `body`. Keep one of the two.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&FRONT_MATTER, &BODY_TWICE];

type Parse = fn(Snippet<'_>) -> Result<Node, Diagnostic>;

/// The line that opens and closes front matter, and who reads what stands between.
const FENCES: &[(&str, Parse)] = &[("---", parse_yaml), ("+++", parse_toml)];

/// Reads the one entry of a Markdown file.
pub fn read(loader: &mut Loader<'_>, home: Home<'_>, text: Arc<String>) -> Vec<Entry> {
    let file = loader.sources.add(home.path, text.clone());
    read_entry(loader, home, file, &text).into_iter().collect()
}

fn read_entry(loader: &mut Loader<'_>, home: Home<'_>, file: FileId, text: &Arc<String>) -> Option<Entry> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let Some((fence, parse)) = FENCES.iter().find(|(fence, _)| *fence == first) else {
        let fault = Diagnostic::new(&FRONT_MATTER, "this file has no front matter").at(Place::text(file, 0..0));
        loader.diagnostics.push(fault.help("begin it with a line `---`, the fields, and another line `---`"));
        return None;
    };
    let Some((head, body)) = split(text, fence) else {
        let fault = Diagnostic::new(&FRONT_MATTER, "the front matter is not closed");
        loader.diagnostics.push(
            fault.at(Place::text(file, 0..fence.len())).help(format!("close it with a line `{fence}` of its own")),
        );
        return None;
    };
    let written = text[body.clone()].trim_end();
    let body_text = Text::part(text, body.start..body.start + written.len()).unwrap_or_else(|| written.into());
    // What concerns the entry as a whole is shown at its first line, not at whichever field happens to be first.
    let place = Place::text(file, 0..fence.len());
    let limits = &loader.config.limits;
    let head = match parse(Snippet { file, text: &text[head.clone()], offset: head.start, limits }) {
        Ok(Node { value: Raw::Null, .. }) => Node { value: Raw::Map(Vec::new()), place },
        Ok(Node { value, .. }) => Node { value, place },
        Err(fault) => {
            loader.diagnostics.push(fault);
            return None;
        }
    };
    let (stem, language) = translated(home.stem);
    let home = Home { language: language.unwrap_or(home.language), ..home };
    let mut entry = loader.entry(home, Some(stem), &head)?;
    if let Some(language) = language {
        entry.origin = Origin::Translation;
        if entry.language != language {
            let message =
                format!("the file's name says `{}`, its `lang` says `{}`", language.code(), entry.language.code());
            let fault = Diagnostic::new(&WRONG_TYPE, message).at(head.place);
            loader.diagnostics.push(fault.help("leave `lang` out of a translation, or rename the file"));
        }
    }
    set_body(loader, &mut entry, body_text, Place::text(file, body));
    Some(entry)
}

/// The byte ranges of front matter and body.
fn split(text: &str, fence: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    None
}

/// `name.nb` is the translation of `name` into bokmål.
fn translated(stem: &str) -> (&str, Option<Language>) {
    match stem.rsplit_once('.').map(|(name, code)| (name, Language::from_code(code))) {
        Some((name, Ok(language))) => (name, Some(language)),
        _ => (stem, None),
    }
}

fn set_body(loader: &mut Loader<'_>, entry: &mut Entry, body: Text, place: Place) {
    if body.trim().is_empty() {
        return;
    }
    let kind = loader.kinds.get(entry.kind);
    let Some(field) = kind.schema.by_name("body") else { return };
    if let Some(written) = entry.fields.get(field) {
        let fault =
            Diagnostic::new(&BODY_TWICE, "the field `body` is written, and there is text after the front matter");
        loader.diagnostics.push(fault.at(written.place).related(place, "the text").help("keep one of the two"));
        return;
    }
    entry.fields.set(field, At::new(Value::Text(body), place));
    entry.set_body_place(place);
}
