//! From the path of a request to an answer: a look into the plan, never into the disk.

use super::page;
use super::shown::{Good, Shown};
use crate::address::Address;

/// An answer to a browser.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
}

/// The path of the stream of events.
pub const EVENTS: &str = "/-glasklar/events";
/// The path of the report of the newest attempt.
pub const REPORT: &str = "/-glasklar/report";

/// The preview's own files.
const OWN: &[(&str, &str)] = &[(page::SCRIPT, include_str!("preview.js")), (page::STYLE, include_str!("preview.css"))];

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What stands in the address of a file, by its ending.
const TYPES: &[(&str, &str)] = &[
    ("html", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("xml", "application/xml"),
    ("svg", "image/svg+xml"),
    ("txt", TEXT),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
];

/// Hosts that mean this machine. Any other name was made by someone else to lead here (DNS rebinding).
const HOSTS: &[&str] = &["localhost", "127.0.0.1", "[::1]"];

impl Answer {
    fn of(status: u16, path: &str, bytes: Vec<u8>) -> Self {
        Self { status, content_type: content_type(path), bytes, location: None }
    }

    fn html(status: u16, bytes: Vec<u8>) -> Self {
        Self { status, content_type: HTML, bytes, location: None }
    }

    /// A sentence.
    pub fn sentence(status: u16, text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self { status, content_type: TEXT, bytes: format!("{text}\n").into_bytes(), location: None }
    }
}

/// Whether a `Host` header names this server at `port`.
pub fn is_own_host(host: &str, port: u16) -> bool {
    let rest = HOSTS.iter().find_map(|own| {
        let (name, rest) = host.split_at_checked(own.len())?;
        name.eq_ignore_ascii_case(own).then_some(rest)
    });
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix(':') == Some(port.to_string().as_str()))
}

/// The answer to a path as it stands in a request, its query left off.
pub fn answer(shown: &Shown, path: &str) -> Answer {
    if let Some((_, text)) = OWN.iter().find(|(own, _)| *own == path) {
        return Answer::of(200, path, text.as_bytes().to_vec());
    }
    if path == REPORT {
        return Answer::html(200, page::report(shown));
    }
    let Some(good) = &shown.good else { return Answer::html(500, page::report(shown)) };
    match decoded(path).and_then(|decoded| find(good, &decoded)) {
        Some(Found::File(address)) => made(shown, good, 200, &address),
        Some(Found::Folder) => {
            let location = Some(format!("{path}/"));
            Answer { location, ..Answer::sentence(302, "this page stands at the address with a slash at its end") }
        }
        None => made(shown, good, 404, &Address::new("404.html")),
    }
}

fn made(shown: &Shown, good: &Good, status: u16, address: &Address) -> Answer {
    match good.make(address) {
        Some(Ok(bytes)) if content_type(address.as_str()) == HTML => {
            Answer::html(status, page::previewed(bytes, shown))
        }
        Some(Ok(bytes)) => Answer::of(status, address.as_str(), bytes),
        Some(Err(complaint)) => Answer::html(500, page::fault(&good.told(complaint), shown)),
        None => Answer::sentence(404, "nothing stands here"),
    }
}

enum Found {
    File(Address),
    /// A folder without the slash that the links on its page need.
    Folder,
}

/// What stands at a path: at the root, or below the path of the site's own address, which its 404 page links to.
fn find(good: &Good, path: &str) -> Option<Found> {
    let base = good.maker.site.config.base_url.as_deref().and_then(|url| url.splitn(4, '/').nth(3));
    let path = path.strip_prefix('/')?;
    let below = base.filter(|base| !base.is_empty()).and_then(|base| path.strip_prefix(base));
    std::iter::once(path).chain(below).find_map(|path| find_at(good, path))
}

fn find_at(good: &Good, path: &str) -> Option<Found> {
    let stands = |path: String| Some(Address::new(path)).filter(|address| good.maker.find(address).is_some());
    if path.is_empty() || path.ends_with('/') {
        return stands(format!("{path}index.html")).map(Found::File);
    }
    stands(path.to_owned()).map(Found::File).or_else(|| stands(format!("{path}/index.html")).map(|_| Found::Folder))
}

fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, found)| found)
}

/// A path with its `%XX` read; nothing where they are broken or are no UTF-8, at which nothing can stand.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_own_hosts() {
        for own in ["localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080"] {
            assert!(is_own_host(own, 8080), "{own}");
        }
        let foreign =
            ["", "evil.example", "localhost.evil.example", "localhost:80", "localhost:", "127.0.0.1:8080x", "::1"];
        for foreign in foreign {
            assert!(!is_own_host(foreign, 8080), "{foreign}");
        }
    }

    #[test]
    fn broken_escapes_are_no_path() {
        assert_eq!(decoded("/b%C3%A6r%20x").as_deref(), Some("/bær x"));
        for broken in ["/%", "/%4", "/%zz", "/%ff", "/%+1"] {
            assert_eq!(decoded(broken), None, "{broken}");
        }
    }
}
