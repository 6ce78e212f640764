//! Zip archives, as workbooks are, made part by part or from another one.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An archive of these parts, compressed.
pub fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content).expect("room");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The parts of an archive by their names.
pub fn unzipped(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part");
        parts.push((part.name().expect("a name").into_owned(), content));
    }
    parts
}

/// The archive with other words in one of its parts, which must hold what is replaced.
pub fn rezipped(archive: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = unzipped(archive);
    let (_, content) = parts.iter_mut().find(|(name, _)| name == part).unwrap_or_else(|| panic!("no part `{part}`"));
    let text = String::from_utf8(content.clone()).expect("UTF-8");
    assert!(text.contains(from), "no `{from}` in `{part}`:\n{text}");
    *content = text.replace(from, to).into_bytes();
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    zipped(&parts)
}
