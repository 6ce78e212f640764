//! The process that reads one document: it limits itself, then opens the file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{BETWEEN, Words, reader_of};

/// What reading one document may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// Of work.
    pub seconds: u64,
    /// Bytes of memory.
    pub memory: u64,
    /// Bytes of what it gives.
    pub text: u64,
}

/// Reads a document and prints what stands in it.
///
/// # Errors
/// Why it cannot be read, in words that follow its name.
pub fn run(path: &Path, bounds: Bounds) -> Result<(), String> {
    bounds.impose().map_err(|error| format!("cannot be read within limits: {error}"))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let read = reader_of(&name).ok_or("is of no type that is read")?;
    let bytes = fs::read(path).map_err(|error| format!("cannot be opened: {error}"))?;
    let Words { text, known } = read(&name, &bytes)?;
    let all = [tidy(&known), tidy(&text)].join(&BETWEEN.to_string());
    io::stdout().lock().write_all(all.as_bytes()).map_err(|error| format!("cannot be told: {error}"))
}

impl Bounds {
    /// Limits this process for the rest of its life; the system ends it at the first step beyond.
    #[cfg(unix)]
    fn impose(self) -> io::Result<()> {
        use rlimit::{Resource, setrlimit};
        const FILES: u64 = 16;
        let all = [
            (Resource::CPU, self.seconds),
            (Resource::AS, self.memory),
            (Resource::NOFILE, FILES),
            // Nothing is written but what goes through the pipe, not even a picture of the memory.
            (Resource::FSIZE, 0),
            (Resource::CORE, 0),
        ];
        all.into_iter().try_for_each(|(resource, most)| setrlimit(resource, most, most))
    }

    /// Other systems have no such limits; the deadline and the length of what is told hold there alone.
    #[cfg(not(unix))]
    fn impose(self) -> io::Result<()> {
        Ok(())
    }
}

/// Words as they are searched: without signs that nobody reads, and without the hyphens at which lines were broken.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let goes_on = lines.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        let stem = line.strip_suffix(['-', '\u{2010}', '\u{ad}']).filter(|_| goes_on);
        let stem = stem.filter(|stem| stem.ends_with(char::is_alphabetic));
        let kept = stem
            .unwrap_or(line)
            .chars()
            .filter(|sign| !matches!(sign, '\u{ad}' | '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}'));
        tidy.extend(kept);
        tidy.push_str(if stem.is_some() { "" } else { "\n" });
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_line_end_parts_are_put_together() {
        assert_eq!(tidy("En resultat-\nkontrakt\n\n i A-\nB\u{0}\n1-\n2"), "En resultatkontrakt\ni A-\nB\n1-\n2\n");
    }
}
