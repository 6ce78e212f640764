//! The preview server of the real binary, asked as a browser would, over TCP.

use std::io::{BufRead, BufReader, Read, Write};
use std::marker::PhantomData;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{TODAY, Workplace};

/// How long anything may take: what a slow machine needs, as no test waits for time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs until the value is dropped, and no longer than the folder of its site is there.
pub struct Served<'a> {
    place: PhantomData<&'a Workplace>,
    child: Child,
    pub port: u16,
    lines: Receiver<String>,
}

/// An answer.
pub struct Reply {
    pub status: u16,
    /// The status line and the headers, names in small letters.
    pub head: String,
    pub body: Vec<u8>,
}

/// The stream of events.
pub struct Events(BufReader<TcpStream>);

impl Workplace {
    /// Starts `glasklar serve` in the folder, on a port that is free.
    pub fn serve(&self, arguments: &[&str]) -> Served<'_> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_glasklar"))
            .args(["serve", "--port", "0", "--today", TODAY])
            .args(arguments)
            .current_dir(self.path("."))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let errors = BufReader::new(child.stderr.take().expect("a pipe"));
        let (sender, lines) = channel();
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut served = Served { place: PhantomData, child, port: 0, lines };
        let line = served.says("http://127.0.0.1:");
        let digits = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        served.port = digits.and_then(|digits| digits.parse().ok()).expect("a port");
        served
    }
}

impl Served<'_> {
    /// Waits until the server prints these words, and gives their line.
    pub fn says(&self, words: &str) -> String {
        let mut before = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => before.push(line),
                Err(error) => panic!("expected `{words}` ({error}) after:\n{}", before.join("\n")),
            }
        }
    }

    /// Asks for a path, and again after every event, until the answer has this status and shows these words. A change
    /// may be met half-done: a file is emptied before it is written.
    pub fn follows(&self, events: &mut Events, path: &str, status: u16, words: &str) -> Reply {
        loop {
            let reply = self.get(path);
            if reply.status == status && reply.text().contains(words) {
                return reply;
            }
            events.next();
        }
    }

    /// Asks for a path as browsers do.
    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    pub fn ask(&self, method: &str, path: &str, host: &str) -> Reply {
        self.send(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// Sends bytes as they are.
    pub fn send(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request).expect("a server that reads");
        let mut bytes = Vec::new();
        // A server that refuses a request early may reset what it has not read.
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer with a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head in UTF-8");
        let status = head.split(' ').nth(1).and_then(|digits| digits.parse().ok()).expect("a status");
        Reply { status, head, body: bytes.split_off(end + 4) }
    }

    /// Listens to the events; the first names the state of now and is taken.
    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!("GET /-glasklar/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("a server that reads");
        let mut events = Events(BufReader::new(stream));
        events.next();
        events
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server that listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        stream
    }

    /// Presses Ctrl-C and gives the exit code.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().expect("`kill` runs");
        self.child.wait().expect("a child").code()
    }
}

impl Drop for Served<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Events {
    /// Waits for the next event and gives its data.
    pub fn next(&mut self) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).expect("an event in time"), 0, "the stream of events ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return data.trim().to_owned();
            }
        }
    }
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    /// It has this status; else the test fails with what it says.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}\n\n{}", self.head, String::from_utf8_lossy(&self.body));
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().filter_map(|line| line.split_once(": ")).find(|(known, _)| *known == name).map(|(_, is)| is)
    }

    /// The body holds these words.
    pub fn shows(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "expected `{words}` in:\n{}", self.text());
        self
    }

    /// The body does not hold these words.
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "unexpected `{words}` in:\n{}", self.text());
        self
    }
}
