//! The forms in which tables are kept: one row each, by the ending of the file's name.

use std::sync::Arc;

use super::description::Description;
use super::{ASSUMED_DELIMITER, ASSUMED_ENCODING, Assumed};
use crate::diag::Diagnostic;
use crate::limits::too_long_line;
use crate::load::csv;
use crate::load::files::Decoded;
use crate::load::parquet;
use crate::load::records::{self, Written};
use crate::load::sheet::Sheet;
use crate::load::{Loader, gzip, workbook};
use crate::source::At;
use crate::text::{self, Encoding, Undecoded};

/// The sheets of a file; nothing where it cannot be read, which has been said.
type Sheets = Option<Vec<Sheet>>;

/// How a form is read: from its text, which may be compressed and in other encodings, or from its bytes.
enum Read {
    Text(fn(&mut Loader<'_>, &Description<'_>, &At<String>, Arc<String>) -> Sheets),
    /// Lists of records, which are texts as well.
    Records(Written),
    Bytes(fn(&mut Loader<'_>, &Description<'_>, &At<String>, &[u8]) -> Sheets),
}

/// A form of tables.
struct Form {
    /// How names of such files end.
    endings: &'static [&'static str],
    read: Read,
}

const FORMS: &[Form] = &[
    Form { endings: &[".csv", ".tsv", ".txt"], read: Read::Text(delimited) },
    Form { endings: WORKBOOKS, read: Read::Bytes(sheets) },
    Form { endings: &[".json"], read: Read::Records(Written::Json) },
    Form { endings: &[".jsonl", ".ndjson"], read: Read::Records(Written::JsonLines) },
    Form { endings: &[".yaml", ".yml"], read: Read::Records(Written::Yaml) },
    Form { endings: &[".toml"], read: Read::Records(Written::Toml) },
    Form { endings: &[".parquet"], read: Read::Bytes(|loader, _, file, bytes| parquet::read(loader, file, bytes)) },
];

const WORKBOOKS: &[&str] = &[".xlsx", ".xlsm", ".ods"];

/// Endings of compressed text.
const COMPRESSED: &str = ".gz";

/// Complains about keys that tell how a text is written where no file of the table is one: what is written and does nothing
/// would mislead whoever reads it. Nothing where there are any.
pub fn without_idle_keys(loader: &mut Loader<'_>, description: &Description<'_>) -> Option<()> {
    let any = |is_used: fn(&Read) -> bool| {
        description.files.iter().any(|file| form_of(&file.value).is_none_or(|(form, _)| is_used(&form.read)))
    };
    let delimiter = description.delimiter.filter(|_| !any(|read| matches!(read, Read::Text(_))));
    let encoding = description.encoding.filter(|_| !any(|read| !matches!(read, Read::Bytes(_))));
    let idle = [
        (delimiter.map(|one| one.place), "has no signs between its cells", "leave `delimiter` out; it is for .csv"),
        (
            encoding.map(|one| one.place),
            "tells its encoding itself",
            "leave `encoding` out; it is for texts such as .csv",
        ),
    ];
    let path = &description.files.first()?.value;
    let mut told = idle.into_iter().filter_map(|(place, what, help)| Some((place?, what, help)));
    told.try_for_each(|(place, what, help)| loader.refuse(place, format!("`{path}` {what}"), help))
}

/// The sheets of a file; nothing where it cannot be read, which has been said.
pub fn read(loader: &mut Loader<'_>, description: &Description<'_>, file: &At<String>, written: &Decoded) -> Sheets {
    let Some((form, _)) = form_of(&file.value) else {
        let endings: Vec<&str> = FORMS.iter().flat_map(|form| form.endings).copied().collect();
        let help = format!("tables are {}; texts among them may be compressed ({COMPRESSED})", endings.join(", "));
        return loader.refuse(file.place, format!("`{}` is no table that can be read", file.value), &help);
    };
    if let (Some(records), Read::Text(_) | Read::Bytes(_)) = (description.records, &form.read) {
        let message = format!("`{}` has rows and no list of records", file.value);
        return loader.refuse(records.place, message, "leave `records` out; it is for JSON, YAML and TOML");
    }
    match form.read {
        Read::Text(read) => {
            without_sheets(loader, description, file)?;
            let text = loader.table_text(file, written, description.encoding)?;
            read(loader, description, file, text)
        }
        Read::Records(_) if description.skipped > 0 => {
            let message = format!("`{}` has no rows above the names of its columns", file.value);
            loader.refuse(file.place, message, "leave `skip` out")
        }
        Read::Records(form) => {
            let text = loader.table_text(file, written, description.encoding)?;
            records::read(loader, records::Wanted { form, path: description.records, file }, &text)
        }
        Read::Bytes(read) => {
            let bytes = written.as_ref().map_or_else(|undecoded| &*undecoded.bytes, |text| text.as_bytes());
            read(loader, description, file, bytes)
        }
    }
}

/// The form of a file, and its path without the ending that tells it.
fn form_of(path: &str) -> Option<(&'static Form, &str)> {
    let unpacked = path.strip_suffix(COMPRESSED).unwrap_or(path);
    FORMS.iter().find_map(|form| {
        // Only texts may be compressed once more.
        let name = if matches!(form.read, Read::Bytes(_)) { path } else { unpacked };
        form.endings.iter().find_map(|ending| Some((form, name.strip_suffix(ending)?)))
    })
}

/// The path of a table without its endings; nothing where the file is none.
pub fn stem(path: &str) -> Option<&str> {
    form_of(path).filter(|_| !path.ends_with(".txt")).map(|(_, stem)| stem)
}

fn delimited(loader: &mut Loader<'_>, description: &Description<'_>, file: &At<String>, text: Arc<String>) -> Sheets {
    let skipped = description.skipped;
    let delimiter = description.delimiter.map_or_else(|| loader.sniffed(file, &text, skipped), |sign| sign.value);
    Some(vec![Sheet { part: None, text, delimiter, skipped, told: None }])
}

/// Complains about sheets that are named where no file has any.
fn without_sheets(loader: &mut Loader<'_>, description: &Description<'_>, file: &At<String>) -> Option<()> {
    let is_workbook = |file: &At<String>| WORKBOOKS.iter().any(|ending| file.value.ends_with(ending));
    let Some(named) = description.sheets.first().filter(|_| !description.files.iter().any(is_workbook)) else {
        return Some(());
    };
    loader.refuse(named.place, format!("`{}` has no sheets", file.value), "leave `sheet` out; it is for .xlsx and .ods")
}

/// How many texts the files of one table may be together: each needs a handle of its own.
const MOST_TEXTS: usize = 1_000;

/// The sheets of a workbook. What it holds beside them is kept for the search for personal numbers.
fn sheets(loader: &mut Loader<'_>, description: &Description<'_>, file: &At<String>, bytes: &[u8]) -> Sheets {
    let wanted = workbook::Wanted {
        sheets: &description.sheets,
        number: description.sheet_number,
        skipped: description.skipped,
    };
    let read = workbook::read(&file.value, bytes, &wanted, &loader.config.limits);
    let place = |fault: Diagnostic| {
        let place = fault.place.unwrap_or(file.place);
        fault.at(place)
    };
    let workbook::Workbook { sheets, told, beside } =
        read.map_err(|fault| loader.diagnostics.push(place(fault))).ok()?;
    loader.diagnostics.extend(told.into_iter().map(place));
    if loader.sources.iter().count() + sheets.len() + beside.len() > MOST_TEXTS {
        return loader.refuse(
            file.place,
            "the files of this table have too many sheets",
            "describe them as several tables",
        );
    }
    for (part, text) in beside {
        loader.sources.add_part(&file.value, part, text);
    }
    Some(sheets)
}

impl Loader<'_> {
    /// The text of a table, unpacked where it is compressed.
    fn table_text(
        &mut self,
        file: &At<String>,
        written: &Decoded,
        declared: Option<At<Encoding>>,
    ) -> Option<Arc<String>> {
        let Some(packed) = written.as_ref().err().filter(|undecoded| gzip::is_compressed(&undecoded.bytes)) else {
            return self.text_in_encoding(file, written, declared);
        };
        let limits = &self.config.limits;
        let unpacked = gzip::unpacked(&file.value, &packed.bytes, limits);
        let content = unpacked.map_err(|fault| self.diagnostics.push(fault.at(file.place))).ok()?;
        if let Some(fault) = too_long_line(&file.value, &content, limits, self.sources) {
            self.diagnostics.push(fault);
            return None;
        }
        self.text_in_encoding(file, &text::decode_or_keep(content).map(Arc::new), declared)
    }

    /// The text of a table: in the declared encoding, else as UTF-8, else in the encoding that it seems to have, which is said.
    fn text_in_encoding(
        &mut self,
        file: &At<String>,
        written: &Decoded,
        declared: Option<At<Encoding>>,
    ) -> Option<Arc<String>> {
        let Undecoded { fault, bytes } = match (written, declared) {
            (Ok(text), Some(At { value: Encoding::Windows1252 | Encoding::Iso8859With15, place }))
                if !text.is_ascii() =>
            {
                return self.refuse(place, format!("`{}` is UTF-8", file.value), "leave `encoding` out");
            }
            (Ok(text), _) => return Some(text.clone()),
            (Err(undecoded), _) => undecoded,
        };
        let encoding = declared.map_or_else(|| Encoding::detect(bytes), |declared| declared.value);
        let decoded = if fault.looks_like.is_workbook() { Err(*fault) } else { text::decode_as(bytes, encoding) };
        let text = decoded.map_err(|fault| self.diagnostics.push(fault.diagnostic(&file.value))).ok()?;
        if declared.is_none() && !text::has_utf16_mark(bytes) {
            let message = format!("`{}` is not UTF-8 and is read as {encoding}", file.value);
            let help = format!("if its letters are right, add `encoding = \"{}\"`", encoding.name());
            self.diagnostics.push(Diagnostic::new(&ASSUMED_ENCODING, message).at(file.place).help(help));
            self.assumed.push(Assumed::Encoding { file: file.value.clone(), encoding });
        }
        Some(Arc::new(text))
    }

    /// The delimiter that a table seems to have, which is said where it is not the usual one.
    fn sniffed(&mut self, file: &At<String>, text: &str, skipped: usize) -> u8 {
        let delimiter = csv::sniff(text, skipped);
        if delimiter != b',' {
            let sign = char::from(delimiter).escape_default();
            let message = format!("the cells of `{}` seem to be parted by `{sign}`", file.value);
            let help = format!("if they are, add `delimiter = \"{sign}\"`");
            self.diagnostics.push(Diagnostic::new(&ASSUMED_DELIMITER, message).at(file.place).help(help));
            self.assumed.push(Assumed::Delimiter { file: file.value.clone(), sign: char::from(delimiter) });
        }
        delimiter
    }
}
