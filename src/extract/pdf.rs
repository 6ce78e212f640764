//! The text of a PDF, by the pdf-extract crate, and what it tells of itself.

use pdf_extract::encryption::DecryptionError;
use pdf_extract::{Document, Error, Object, OutputError, PlainTextOutput, decode_text_string, output_doc};

use super::Words;

pub fn read(_: &str, bytes: &[u8]) -> Result<Words, String> {
    let document = Document::load_mem(bytes).map_err(|error| refused(&error))?;
    // One that opens without a password is decrypted while it is loaded.
    if document.trailer.has(b"Encrypt") && !document.was_encrypted() {
        return Err("is protected by a password".into());
    }
    let mut text = String::new();
    output_doc(&document, &mut PlainTextOutput::new(&mut text)).map_err(|error| match error {
        OutputError::PdfError(error) => refused(&error),
        other => format!("cannot be read: {other}"),
    })?;
    Ok(Words { text, known: known(&document) })
}

fn refused(error: &Error) -> String {
    match error {
        Error::Decryption(DecryptionError::IncorrectPassword) | Error::InvalidPassword => {
            "is protected by a password".to_owned()
        }
        Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            format!("is encrypted in a way that cannot be read: {error}")
        }
        other => format!("cannot be read: {other}"),
    }
}

/// Title, author, keywords and whatever else stands among the facts of a document, and its description in XML as it is.
fn known(document: &Document) -> String {
    let resolved = |object: &Object| document.dereference(object).map(|(_, object)| object.clone()).ok();
    let mut known = String::new();
    if let Some(Object::Dictionary(facts)) = document.trailer.get(b"Info").ok().and_then(resolved) {
        for (_, value) in facts.iter() {
            if let Some(words) = resolved(value).and_then(|value| decode_text_string(&value).ok()) {
                known.push_str(&words);
                known.push('\n');
            }
        }
    }
    let described = document.catalog().ok().and_then(|catalog| resolved(catalog.get(b"Metadata").ok()?));
    if let Some(Object::Stream(stream)) = described {
        let xml = stream.get_plain_content().unwrap_or_default();
        known.push_str(&String::from_utf8_lossy(&xml));
    }
    known
}
