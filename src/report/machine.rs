//! Reports for machines: JSON lines, a code host's annotations, SARIF.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::{Place, Sources};
use crate::value::personal_number;

/// Where a diagnostic points, as machines want it.
struct Spot<'a> {
    file: Cow<'a, str>,
    line: usize,
    column: usize,
    /// Data row and column of a table.
    cell: Option<(u32, u16)>,
}

fn spot<'a>(one: &Diagnostic, sources: &'a Sources) -> Option<Spot<'a>> {
    let place = one.place?;
    let position = sources.position(place);
    let cell = match place {
        Place::Cell { row, column, .. } => Some((row, column)),
        Place::Text { .. } => None,
    };
    let file = personal_number::mask(&sources.file(place.file()).path);
    Some(Spot { file, line: position.line, column: position.column, cell })
}

/// One object a line: `code`, `severity`, `message`, `help`, `file`, `line`, `column`, and `row` for tables.
pub fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let line = |one: &Diagnostic| {
        let spot = spot(one, sources);
        let of = |value: fn(&Spot<'_>) -> Value| spot.as_ref().map_or(Value::Null, value);
        let object = json!({
            "code": one.code.id,
            "severity": one.severity.word(),
            "message": one.message,
            "help": one.help,
            "file": of(|spot| spot.file.as_ref().into()),
            "line": of(|spot| spot.line.into()),
            "column": of(|spot| spot.cell.map_or(spot.column, |(_, column)| usize::from(column)).into()),
            "row": of(|spot| spot.cell.map_or(Value::Null, |(row, _)| row.into())),
        });
        format!("{object}\n")
    };
    diagnostics.iter().map(line).collect()
}

/// `::error file=…,line=…,col=…,title=…::message`, one a line.
pub fn github(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let line = |one: &Diagnostic| {
        let place = spot(one, sources)
            .map(|spot| format!("file={},line={},col={},", property(&spot.file), spot.line, spot.column))
            .unwrap_or_default();
        let help = one.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let message = data(&format!("{}{help}", one.message));
        format!("::{} {place}title={}::{message}\n", one.severity.word(), property(one.code.id))
    };
    diagnostics.iter().map(line).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// One run with one result per diagnostic, after SARIF 2.1.0.
pub fn sarif(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut codes: Vec<_> = diagnostics.iter().map(|one| one.code).collect();
    codes.sort_by_key(|code| code.id);
    codes.dedup_by_key(|code| code.id);
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| {
            json!({
                "id": code.id,
                "shortDescription": { "text": code.summary },
                "fullDescription": { "text": code.explanation },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics.iter().map(|one| result(one, sources)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "glasklar", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A path as a relative reference: every byte but those that a path may hold as they are is written `%XX` (RFC 3986).
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let written = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(written).collect()
}

fn result(one: &Diagnostic, sources: &Sources) -> Value {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    };
    let help = one.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let locations: Vec<Value> = spot(one, sources)
        .into_iter()
        .map(|spot| {
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": uri(&spot.file) },
                "region": { "startLine": spot.line, "startColumn": spot.column },
            } })
        })
        .collect();
    json!({
        "ruleId": one.code.id,
        "level": level,
        "message": { "text": format!("{}{help}", one.message) },
        "locations": locations,
    })
}
