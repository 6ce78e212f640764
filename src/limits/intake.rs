//! What of a site's files is let in, before anything is parsed.

use super::{Limit, Limits, Met};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Input, LeftOut, Place, Sources, Why};

pub static LEFT_OUT: Code = Code {
    id: "left-out-file",
    severity: Severity::Warning,
    summary: "Something below `content/` or `layouts/` is no plain file, and is left out.",
    explanation: "Links are not followed, so that nothing from outside of the site is published by accident; pipes, sockets \
and devices are never opened, because reading them may never end. Put a copy of the file in the place of a link. Two files \
whose names differ only in how their letters are composed (`å` as one sign or as two) are one name to Glasklar: rename one.",
};

/// Endings of files that people or templates write, which are smaller than tables.
const WRITTEN: &[&str] = &["md", "yaml", "yml", "toml", "json", "html", "css", "js", "mjs", "txt", "svg", "xml"];

/// Endings of pictures of dots.
const IMAGES: &[&str] = &["jpg", "jpeg", "png", "webp"];

/// Endings of annexes that are neither pictures nor tables nor texts.
const ANNEXES: &[&str] = &["pdf", "docx", "pptx", "odt", "odp", "zip"];

/// Formats whose lines may be as long as the file: programs write JSON without line ends.
const OF_ONE_LINE: &[&str] = &["json", "jsonl", "ndjson", "geojson"];

/// How the name of a file ends, or that of what is compressed in it.
fn unpacked_ending(path: &str) -> &str {
    ending(path.strip_suffix(".gz").unwrap_or(path))
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// By endings of files which limit of size they have; all others have that of tables.
const SIZES: &[(&[&str], Limit)] =
    &[(WRITTEN, Limit::TextSize), (IMAGES, Limit::ImageSize), (ANNEXES, Limit::AnnexSize)];

/// Which limit the size of the file at this path has.
pub fn size_of(path: &str) -> Limit {
    let ending = ending(path).to_ascii_lowercase();
    let known = SIZES.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
    known.map_or(Limit::FileSize, |(_, limit)| *limit)
}

/// Complains about what was left out when the site's folder was read, and about files and lines that are too large.
pub fn look(input: &Input, limits: &Limits, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    for LeftOut { path, why } in &input.left_out {
        diagnostics.push(match why {
            Why::TooLarge(size) => too_large(path, size.map_or(Met::More, Met::Exactly), limits, sources),
            Why::SameName => Diagnostic::new(&LEFT_OUT, format!("there are two files `{path}`"))
                .severity(Severity::Error)
                .help("their names differ only in how the letters are composed; rename one of them"),
            _ => Diagnostic::new(&LEFT_OUT, format!("`{path}` is {why} and is not read")).help(remedy(*why)),
        });
    }
    for (path, bytes) in &input.site {
        if limits.forbid(limits.of_file(path), bytes.len()) {
            diagnostics.push(too_large(path, Met::Exactly(bytes.len() as u64), limits, sources));
        } else if matches!(limits.of_file(path), Limit::ImageSize | Limit::AnnexSize) {
            // They have no lines.
        } else if let Some(fault) = too_long_line(path, bytes, limits, sources) {
            diagnostics.push(fault);
        }
    }
}

fn remedy(why: Why) -> &'static str {
    match why {
        Why::Link => "put a copy of the file or folder in its place; links are not followed",
        _ => "move it out of the site; only plain files are read",
    }
}

fn too_large(path: &str, met: Met, limits: &Limits, sources: &mut Sources) -> Diagnostic {
    let file = sources.add(path, String::new());
    limits.exceeded(limits.of_file(path), met).at(Place::text(file, 0..0))
}

/// How much of a line that is too long is shown.
const SHOWN: usize = 60;

/// The complaint about the first line of a file that is too long. The file is kept as its line ends and the beginning of
/// that line alone, from which the report can tell the place.
pub fn too_long_line(path: &str, bytes: &[u8], limits: &Limits, sources: &mut Sources) -> Option<Diagnostic> {
    let most = usize::try_from(limits.get(Limit::LineLength)).unwrap_or(usize::MAX);
    // What holds a NUL is no text, and has no lines.
    if OF_ONE_LINE.contains(&unpacked_ending(path)) || are_short(bytes, most) || bytes.contains(&0) {
        return None;
    }
    let (before, line) = bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .enumerate()
        .find(|(_, line)| limits.forbid(Limit::LineLength, line.len()))?;
    // A pair of CR and LF ends one line, not two.
    let at = bytes.element_offset(line.first()?)?;
    let pairs = bytes[..at].windows(2).filter(|pair| *pair == b"\r\n").count();
    let mut text = "\n".repeat(before - pairs);
    let start = text.len();
    text.push_str(&String::from_utf8_lossy(&line[..line.len().min(SHOWN)]));
    let file = sources.add(path, text);
    let met = Met::Exactly(line.len() as u64);
    Some(limits.exceeded(Limit::LineLength, met).at(Place::text(file, start..start + 1)).label("begins here"))
}

/// Whether no line is longer than `most` bytes. Only the ends of lines are looked at that are as far apart as they may be.
fn are_short(mut bytes: &[u8], most: usize) -> bool {
    while bytes.len() > most {
        match bytes[..=most].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) => bytes = &bytes[end + 1..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Position;

    #[test]
    fn lines_may_be_as_long_as_the_limit() {
        for (text, expected) in
            [("", true), ("abcde", true), ("abcdef", false), ("a\nabcde\n\rabcde", true), ("a\nabcde\nabcdef", false)]
        {
            assert_eq!(are_short(text.as_bytes(), 5), expected, "{text:?}");
        }
    }

    #[test]
    fn the_line_that_is_too_long_is_named_whatever_ends_lines() {
        let mut limits = Limits::default();
        limits.set(Limit::LineLength, 5);
        for ends in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "tolv", "seksten", "b", ""].join(ends);
            let mut sources = Sources::default();
            let fault = too_long_line("content/a.csv", text.as_bytes(), &limits, &mut sources).expect("a fault");
            assert_eq!(
                fault.place.map(|place| sources.position(place)),
                Some(Position { line: 4, column: 1 }),
                "{ends:?}"
            );
            assert!(too_long_line("a.json", text.as_bytes(), &limits, &mut sources).is_none());
        }
    }
}
