//! Who starts a process for each document, and ends it at its deadline.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::{BETWEEN, Bounds, Words, reader_of};
use crate::digest::Fingerprint;
use crate::limits::{Limit, Limits};
use crate::source::{Extract, Input};
use crate::text;

/// The command of this program that reads one document.
pub const COMMAND: &str = "text-of";
/// How many times as long as its work a process may take by the clock, where others have the machine.
const PATIENCE: u32 = 4;
/// How much of what a process says of its fault is kept, in bytes.
const FAULT: u64 = 8 << 10;

/// Reads documents, each content once.
pub struct Reader {
    /// This program; why it is not known, where it is not.
    program: Result<PathBuf, String>,
    known: HashMap<(Fingerprint, Bounds), Extract>,
}

impl Reader {
    /// A reader that starts this program again for each document.
    pub fn new() -> Self {
        let program = std::env::current_exe();
        let program =
            program.map_err(|error| format!("was not read, because this program does not find itself: {error}"));
        Self { program, known: HashMap::new() }
    }

    /// A reader that starts another copy of this program.
    pub fn starting(program: PathBuf) -> Self {
        Self { program: Ok(program), known: HashMap::new() }
    }

    /// Reads the documents among the files of a site, which stand below `root` on the disk.
    pub fn read(&mut self, root: &Path, input: &mut Input, limits: &Limits) {
        let bounds = Bounds::of(limits);
        let documents = input.site.iter().filter(|(path, _)| path.starts_with("content/") && reader_of(path).is_some());
        let wanted: Vec<(&String, (Fingerprint, Bounds))> =
            documents.map(|(path, bytes)| (path, (Fingerprint::of(bytes), bounds))).collect();
        let of_one = |(path, key): &(&String, (Fingerprint, Bounds))| {
            let known = self.known.get(key).cloned();
            ((*path).clone(), *key, known.unwrap_or_else(|| self.extract(&root.join(path), bounds)))
        };
        let read: Vec<_> = wanted.par_iter().map(of_one).collect();
        // What is not there any more is forgotten, so that a preview of many days does not grow.
        self.known = read.iter().map(|(_, key, extract)| (*key, extract.clone())).collect();
        input.extracts = read.into_iter().map(|(path, _, extract)| (path, extract)).collect();
    }

    fn extract(&self, path: &Path, bounds: Bounds) -> Extract {
        match self.program.clone().and_then(|program| said(&program, path, bounds)) {
            Ok(Words { text, known }) => Extract::Read { text, known },
            Err(why) => Extract::Unread(why),
        }
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Bounds {
    fn of(limits: &Limits) -> Self {
        let of = |limit| limits.get(limit);
        Self { seconds: of(Limit::AnnexSeconds), memory: of(Limit::AnnexMemory), text: of(Limit::AnnexText) }
    }
}

/// What a process says of a document.
fn said(program: &Path, path: &Path, bounds: Bounds) -> Result<Words, String> {
    let number = |number: u64| number.to_string();
    let mut child = Command::new(program)
        .args([COMMAND, "--seconds", &number(bounds.seconds), "--memory", &number(bounds.memory)])
        .args(["--text", &number(bounds.text), "--"])
        .arg(path)
        .env_clear()
        // The allocator asks for a gigabyte of addresses at once unless it is told not to, which the limit would refuse.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("was not read, because no process could be started for it: {error}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (tell, told) = mpsc::channel();
    // The thread ends when the process does, or when it has read enough.
    thread::spawn(move || tell.send(heard(out, err, bounds.text)));
    let deadline = Instant::now() + Duration::from_secs(bounds.seconds) * PATIENCE;
    let heard = told.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok();
    let status = heard.as_ref().filter(|heard| !heard.is_over).and_then(|_| ended(&mut child, deadline));
    if status.is_none() {
        // It may have ended meanwhile, which is as well.
        let _ = child.kill();
        let _ = child.wait();
    }
    told_of(heard, status, bounds)
}

/// What a process has told.
struct Heard {
    out: Vec<u8>,
    err: String,
    /// Whether it tells more than it may.
    is_over: bool,
}

fn heard(out: Option<ChildStdout>, err: Option<ChildStderr>, most: u64) -> Heard {
    let faults = thread::spawn(move || {
        let mut bytes = Vec::new();
        // What cannot be read is not told; the end of the process says the rest.
        err.map(|err| err.take(FAULT).read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let mut bytes = Vec::new();
    out.map(|out| out.take(most.saturating_add(1)).read_to_end(&mut bytes));
    let is_over = bytes.len() as u64 > most;
    // Of a process that tells more than it may, nobody waits for the end.
    let err = if is_over { String::new() } else { faults.join().unwrap_or_default() };
    Heard { out: bytes, err, is_over }
}

/// How a process ended that has said all; nothing where it has not ended at its deadline.
fn ended(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(2)),
            _ => return None,
        }
    }
}

fn told_of(heard: Option<Heard>, status: Option<ExitStatus>, bounds: Bounds) -> Result<Words, String> {
    let words = |limit: Limit, amount: u64| limit.row().unit.words(amount);
    let unit = if bounds.seconds == 1 { "second" } else { "seconds" };
    let slow = || format!("takes more than {} {unit} to read (`annex_seconds`)", bounds.seconds);
    let Some(heard) = heard else { return Err(slow()) };
    if heard.is_over {
        return Err(format!("holds more than {} of text (`annex_text`)", words(Limit::AnnexText, bounds.text)));
    }
    let Some(status) = status else { return Err(slow()) };
    if status.success() {
        let text = text::decode(heard.out).map_err(|_| "cannot be read: its text is none".to_owned())?;
        let (known, text) = text.split_once(BETWEEN).unwrap_or((&text, ""));
        return Ok(Words { text: text.to_owned(), known: known.to_owned() });
    }
    const REASONED: i32 = 1;
    let why = heard.err.trim();
    Err(match status.code() {
        Some(REASONED) => why.to_owned(),
        _ if why.contains("memory allocation") || why.contains("out of memory") => {
            format!("takes more than {} of memory to read (`annex_memory`)", words(Limit::AnnexMemory, bounds.memory))
        }
        _ if why.contains("overflowed its stack") => "nests too deeply to be read".to_owned(),
        Some(_) => "cannot be read: it is damaged, or the reader of such files fails at it".to_owned(),
        // Without a word the system ends what has worked for too long.
        None if why.is_empty() => slow(),
        None => "cannot be read: the system ended its reader".to_owned(),
    })
}
