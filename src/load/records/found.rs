//! Where in a file the list of its records stands.

use std::ops::Range;

use super::Fault;
use crate::diag::{Diagnostic, did_you_mean};
use crate::limits::Limit;
use crate::raw::{Node, Pair, Raw, SYNTAX, Snippet, parse_json};
use crate::source::Place;

/// Why there is no list of records.
pub enum Lost {
    /// There is none at the top, and not one key alone that holds one: those that do.
    NoList,
    Several(Vec<String>),
    /// A key is not there: the way to it, what it is called, and the keys that are there.
    NoKey {
        name: String,
        keys: Vec<String>,
    },
    /// What the path leads to.
    NotAList {
        path: String,
        shape: &'static str,
    },
    /// JSON Lines are a list, whatever stands in them.
    Lines,
}

impl Lost {
    /// What is wrong.
    pub fn message(&self, file: &str) -> String {
        match self {
            Self::NoList => format!("`{file}` holds no list of records"),
            Self::Several(_) => format!("`{file}` holds several lists"),
            Self::NoKey { name, .. } => format!("`{file}` has no key `{name}` where `records` looks for it"),
            Self::NotAList { path, shape } => format!("`{path}` is no list in `{file}`, but {shape}"),
            Self::Lines => format!("`{file}` has a record in each line, and no keys that lead to them"),
        }
    }

    /// What helps.
    pub fn help(&self) -> String {
        match self {
            Self::NoList => "name the keys that lead to it: records = \"data.grants\"".into(),
            Self::Several(keys) => format!("say which: records = \"{}\"", keys.join("\", or \"")),
            Self::NoKey { name, keys } => did_you_mean(name, keys.iter().map(String::as_str))
                .unwrap_or_else(|| format!("keys there: {}", keys.join(", "))),
            Self::NotAList { .. } => "a table is made of a list of groups of keys".into(),
            Self::Lines => "leave `records` out".into(),
        }
    }
}

/// The list in a tree, at the path, or the only one that there is.
///
/// # Errors
/// There is none.
pub fn in_tree(root: Node, path: Option<&[&str]>) -> Result<Vec<Node>, Lost> {
    let mut node = root;
    for name in path.into_iter().flatten() {
        let Raw::Map(pairs) = node.value else { return Err(not_a_list(path, node.shape())) };
        let keys: Vec<String> = pairs.iter().map(|pair| pair.key.to_string()).collect();
        let found = pairs.into_iter().find(|pair| &*pair.key == *name);
        node = found.ok_or_else(|| Lost::NoKey { name: (*name).to_owned(), keys })?.node;
    }
    match (node.value, path) {
        (Raw::List(items), _) => Ok(items),
        (Raw::Null, _) => Ok(Vec::new()),
        (Raw::Map(pairs), None) => {
            let is_list = |pair: &Pair| matches!(pair.node.value, Raw::List(_));
            let mut lists: Vec<Pair> = pairs.into_iter().filter(is_list).collect();
            match (lists.pop(), lists.is_empty()) {
                (Some(Pair { node: Node { value: Raw::List(items), .. }, .. }), true) => Ok(items),
                (Some(last), false) => {
                    lists.push(last);
                    Err(Lost::Several(lists.into_iter().map(|pair| pair.key.into()).collect()))
                }
                _ => Err(Lost::NoList),
            }
        }
        (Raw::Map(_), Some(_)) => Err(not_a_list(path, "a group of keys")),
        (Raw::Scalar(_), _) => Err(not_a_list(path, "a single value")),
    }
}

fn not_a_list(path: Option<&[&str]>, shape: &'static str) -> Lost {
    path.map_or(Lost::NoList, |path| Lost::NotAList { path: path.join("."), shape })
}

/// A part of a text that is parsed on its own, its places being those of the whole.
pub fn part<'t>(snippet: Snippet<'t>, range: Range<usize>) -> Snippet<'t> {
    Snippet {
        text: snippet.text.get(range.clone()).unwrap_or_default(),
        offset: snippet.offset + range.start,
        ..snippet
    }
}

/// Where in a text of JSON the list stands, with its brackets. What stands around it has been parsed then, and what stands in
/// it has not.
///
/// # Errors
/// There is none, or what stands around it cannot be read.
pub fn in_json(snippet: Snippet<'_>, path: Option<&[&str]>) -> Result<Range<usize>, Fault> {
    let mut scan = Scan { text: snippet.text, at: 0 };
    let found = scan.list(snippet, path);
    let range = match found {
        Ok(range) => range,
        Err(Missed::Lost(lost)) => return Err(lost.into()),
        Err(Missed::Broken) => return Err(complaint(snippet, scan.at).into()),
    };
    let around = with_blanks(snippet.text, &range);
    parse_json(Snippet { text: &around, ..snippet })?;
    Ok(range)
}

/// The text with blanks in the place of what stands in the brackets of a list, so that the rest keeps its places.
fn with_blanks(text: &str, list: &Range<usize>) -> String {
    let inner = list.start + 1..list.end.saturating_sub(1).max(list.start + 1);
    let (Some(before), Some(after)) = (text.get(..inner.start), text.get(inner.end..)) else { return text.to_owned() };
    let mut around = String::with_capacity(text.len());
    around.push_str(before);
    around.extend(std::iter::repeat_n(' ', inner.len()));
    around.push_str(after);
    around
}

/// What is wrong with a text of JSON in which no more can be made out at `at`.
fn complaint(snippet: Snippet<'_>, at: usize) -> Diagnostic {
    // The parser tells more, but makes a tree, for which a long text is too long.
    let is_short = !snippet.limits.forbid(Limit::TextSize, snippet.text.len());
    let told = is_short.then(|| parse_json(snippet).err()).flatten();
    told.unwrap_or_else(|| unexpected(snippet, at))
}

fn unexpected(snippet: Snippet<'_>, at: usize) -> Diagnostic {
    let at = snippet.offset + at.min(snippet.text.len());
    let fault = Diagnostic::new(&SYNTAX, "this JSON cannot be read: something is missing or too many here");
    fault
        .at(Place::text(snippet.file, at..at))
        .help("is a comma, a quotation mark or a bracket missing, or one too many?")
}

/// The items of a list in a text of JSON, each found when it is asked for.
pub struct Items<'t> {
    snippet: Snippet<'t>,
    scan: Scan<'t>,
    /// Where the list's closing bracket stands.
    end: usize,
    state: Between,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Begin,
    Items,
    Over,
}

impl<'t> Items<'t> {
    /// The items of the list that stands, with its brackets, in this part of the text.
    pub fn new(snippet: Snippet<'t>, list: Range<usize>) -> Self {
        let state = if list.is_empty() { Between::Over } else { Between::Begin };
        Self { snippet, scan: Scan { text: snippet.text, at: list.start + 1 }, end: list.end.saturating_sub(1), state }
    }

    fn item(&mut self) -> Option<Result<Range<usize>, Diagnostic>> {
        self.scan.blanks();
        match (self.state, self.scan.at >= self.end) {
            (Between::Begin | Between::Items, true) => return None,
            (Between::Items, false) if !self.scan.takes(b',') => {
                return Some(Err(unexpected(self.snippet, self.scan.at)));
            }
            _ => self.scan.blanks(),
        }
        self.state = Between::Items;
        let start = self.scan.at;
        let told = |fault: Option<Diagnostic>| Some(Err(fault.unwrap_or_else(|| unexpected(self.snippet, start))));
        match self.scan.value().filter(|range| range.end <= self.end) {
            Some(range) => Some(Ok(range)),
            None => told(parse_json(part(self.snippet, start..self.end.max(start))).err()),
        }
    }
}

impl Iterator for Items<'_> {
    type Item = Result<Range<usize>, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == Between::Over {
            return None;
        }
        let item = self.item();
        if !matches!(item, Some(Ok(_))) {
            self.state = Between::Over;
        }
        item
    }
}

/// A walk over a text of JSON that tells where values begin and end, and nothing more.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

/// Why a walk found no list.
enum Missed {
    Lost(Lost),
    /// The text is no JSON where the walk is.
    Broken,
}

impl Scan<'_> {
    fn list(&mut self, snippet: Snippet<'_>, path: Option<&[&str]>) -> Result<Range<usize>, Missed> {
        self.blanks();
        if self.peek().is_none() {
            return Ok(0..0);
        }
        for name in path.into_iter().flatten() {
            if self.peek() != Some(b'{') {
                return Err(Missed::Lost(not_a_list(path, self.shape())));
            }
            let members = self.members(snippet).ok_or(Missed::Broken)?;
            let found = members.iter().find(|(key, _)| key == name);
            let Some((_, value)) = found else {
                let keys = members.into_iter().map(|(key, _)| key).collect();
                return Err(Missed::Lost(Lost::NoKey { name: (*name).to_owned(), keys }));
            };
            self.at = value.start;
        }
        match (self.peek(), path) {
            (Some(b'['), _) => self.value().ok_or(Missed::Broken),
            (Some(b'{'), None) => {
                let mut lists = self.members(snippet).ok_or(Missed::Broken)?;
                lists.retain(|(_, value)| self.text.as_bytes().get(value.start) == Some(&b'['));
                match lists.as_slice() {
                    [] => Err(Missed::Lost(Lost::NoList)),
                    [(_, only)] => Ok(only.clone()),
                    _ => Err(Missed::Lost(Lost::Several(lists.into_iter().map(|(key, _)| key).collect()))),
                }
            }
            _ => Err(Missed::Lost(not_a_list(path, self.shape()))),
        }
    }

    /// What a value is that is no list.
    fn shape(&self) -> &'static str {
        if self.peek() == Some(b'{') { "a group of keys" } else { "a single value" }
    }

    /// The keys of an object and where their values stand.
    fn members(&mut self, snippet: Snippet<'_>) -> Option<Vec<(String, Range<usize>)>> {
        let mut members = Vec::new();
        self.takes(b'{').then_some(())?;
        self.blanks();
        if self.takes(b'}') {
            return Some(members);
        }
        loop {
            self.blanks();
            let key = parse_json(part(snippet, self.string()?)).ok()?;
            self.blanks();
            self.takes(b':').then_some(())?;
            self.blanks();
            members.push((key.scalar()?.to_owned(), self.value()?));
            self.blanks();
            if !self.takes(b',') {
                return self.takes(b'}').then_some(members);
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, sign: u8) -> bool {
        let is_there = self.peek() == Some(sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Walks over a value, however deep, and tells where it stands.
    fn value(&mut self) -> Option<Range<usize>> {
        let (start, mut depth) = (self.at, 0_usize);
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                _ if depth > 0 => self.at += 1,
                _ => {
                    let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b':' | b' ' | b'\t' | b'\n' | b'\r');
                    let rest = self.text.as_bytes().get(self.at..)?;
                    self.at += rest.iter().position(ends).unwrap_or(rest.len());
                }
            }
            if depth == 0 {
                return (self.at > start).then_some(start..self.at);
            }
        }
    }

    /// Walks over a text in quotation marks.
    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.takes(b'"').then_some(())?;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if self.takes(b'"') {
                return Some(start..self.at);
            }
            self.at += 2;
        }
    }
}
