//! One importer per heavy crate: swapping a crate is a change of one file.

use super::{Line, demand, is_word, lines};

/// Each crate with the only files or folders that may name it.
const IMPORTERS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["src/glossary.rs"]),
    ("ammonia", &["src/markdown/sanitiser.rs"]),
    ("annotate_snippets", &["src/report/human.rs"]),
    ("axum", &["src/serve/http.rs"]),
    ("blake3", &["src/assets.rs", "src/digest.rs", "src/load/"]),
    ("bytes", &["src/load/parquet.rs", "src/load/parquet/"]),
    ("calamine", &["src/load/workbook.rs", "src/load/workbook/"]),
    ("clap", &["src/cli.rs", "src/cli/", "src/report.rs"]),
    // A reader and a writer.
    ("csv", &["src/load/csv.rs", "src/export/csv.rs"]),
    ("encoding_rs", &["src/text/encoding.rs"]),
    ("flate2", &["src/load/gzip.rs", "src/search/"]),
    ("foldhash", &["src/search/mod.rs"]),
    ("glob", &["src/load/table/pattern.rs"]),
    ("icalendar", &["src/export/calendar.rs"]),
    ("icu_collator", &["src/lang/"]),
    ("icu_datetime", &["src/lang/"]),
    ("icu_decimal", &["src/lang/"]),
    ("icu_locale_core", &["src/lang/"]),
    ("icu_normalizer", &["src/lang/"]),
    ("icu_plurals", &["src/lang/"]),
    ("icu_provider", &["src/lang/"]),
    ("image", &["src/attachment/raster.rs"]),
    ("indicatif", &["src/cli/"]),
    ("iso_currency", &["src/value/currency.rs"]),
    ("jiff", &["src/value/date.rs", "src/value/date/"]),
    ("jsonc_parser", &["src/raw/json.rs"]),
    ("memchr", &["src/render/explained.rs"]),
    ("mimalloc", &["src/main.rs"]),
    ("minijinja", &["src/render/"]),
    ("notify_debouncer_full", &["src/serve/watch.rs"]),
    ("palette", &["src/brand.rs"]),
    ("parquet", &["src/load/parquet.rs", "src/load/parquet/"]),
    ("pulldown_cmark", &["src/markdown.rs", "src/markdown/"]),
    ("quick_xml", &["src/xml.rs"]),
    ("pdf_extract", &["src/extract/pdf.rs"]),
    (
        "rayon",
        &[
            "src/stages.rs",
            "src/load/mod.rs",
            "src/gather.rs",
            "src/gather/",
            "src/map/geojson.rs",
            "src/check/",
            "src/site/",
            "src/plan.rs",
            "src/plan/",
            "src/search/index/",
            "src/cli/",
            "src/extract/parent.rs",
        ],
    ),
    ("rlimit", &["src/extract/child.rs"]),
    ("rust_decimal", &["src/value/decimal.rs"]),
    ("rust_embed", &["src/theme.rs"]),
    ("rust_stemmers", &["src/search/stem.rs"]),
    ("rustix", &["src/disk/output/system.rs", "src/cli/timings.rs"]),
    ("saphyr_parser", &["src/raw/yaml.rs"]),
    ("sha2", &["src/digest.rs"]),
    ("strsim", &["src/diag.rs"]),
    ("tokio", &["src/serve/http.rs"]),
    ("tokio_stream", &["src/serve/http.rs"]),
    ("toml", &["src/raw/toml.rs"]),
    ("tower_http", &["src/serve/http.rs"]),
    ("walkdir", &["src/disk.rs"]),
    ("zip", &["src/load/workbook/"]),
];

/// Crates that are named wherever they are needed.
const EVERYWHERE: &[&str] = &["serde", "serde_json"];

/// The code of a file, line by line.
type File<'a> = (&'a str, Vec<&'a Line>);

fn files(lines: &[Line]) -> Vec<File<'_>> {
    lines.chunk_by(|a, b| a.file == b.file).map(|file| (file[0].file.as_str(), file.iter().collect())).collect()
}

/// The lines of a file that name a crate: `name::`, not as the end of a longer path.
fn naming<'a>(file: &File<'a>, name: &str) -> Vec<&'a Line> {
    let path = format!("{name}::");
    let found: Vec<&Line> = file.1.iter().copied().filter(|line| line.code.contains(&path)).collect();
    let shadowed = !found.is_empty() && has_module(file, name);
    found.into_iter().filter(|line| names_crate(&line.code, &path, shadowed)).collect()
}

fn names_crate(code: &str, path: &str, shadowed: bool) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = &code[..at];
        match before.strip_suffix("::") {
            // `::csv::…` is the crate wherever a module of that name is in scope.
            Some(before) => !before.bytes().last().is_some_and(|byte| is_word(byte) || byte == b'>'),
            None => !shadowed && !before.bytes().last().is_some_and(is_word),
        }
    })
}

/// Whether a file has a module of the crate's name in scope.
fn has_module(file: &File<'_>, name: &str) -> bool {
    let (declared, opened, used) = (format!("mod {name};"), format!("::{name}::{{self"), format!("::{name};"));
    file.1.iter().map(|line| line.code.trim()).any(|code| {
        code.ends_with(&declared) || code.contains(&opened) || (code.starts_with("use ") && code.ends_with(&used))
    })
}

#[test]
fn each_heavy_crate_has_one_importer() {
    let lines = lines();
    let mut broken = Vec::new();
    for file in files(&lines) {
        for (name, allowed) in IMPORTERS.iter().filter(|(_, allowed)| !is_at(file.0, allowed)) {
            let only = allowed.join(", ");
            broken.extend(
                naming(&file, name).iter().map(|line| format!("{}: only {only} may name `{name}`", line.place())),
            );
        }
    }
    demand("one importer per heavy crate", &broken);
}

fn is_at(file: &str, paths: &[&str]) -> bool {
    paths.iter().any(|path| file.starts_with(path))
}

#[test]
fn the_table_of_importers_holds_every_dependency() {
    let manifest = std::fs::read_to_string(crate::driver::repository().join("Cargo.toml")).expect("Cargo.toml");
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let dependencies = section.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    let known = |name: &str| IMPORTERS.iter().any(|(known, _)| *known == name) || EVERYWHERE.contains(&name);
    let crate_name = |package: &str| package.trim().replace('-', "_");
    let unknown: Vec<String> =
        dependencies.map(|(package, _)| crate_name(package)).filter(|name| !known(name)).collect();
    demand("dependencies of which tests/suite/house/importers.rs does not say who imports them", &unknown);
}

#[test]
fn every_importer_still_imports() {
    let lines = lines();
    let files = files(&lines);
    // The provider is there for its feature alone.
    let by_name = IMPORTERS.iter().filter(|(name, _)| *name != "icu_provider");
    let idle = by_name
        .filter(|(name, allowed)| !files.iter().any(|file| is_at(file.0, allowed) && !naming(file, name).is_empty()));
    let idle: Vec<String> = idle.map(|(name, _)| (*name).to_owned()).collect();
    demand("crates that nobody imports any more", &idle);
}
