//! `glasklar search`

use std::path::{Path, PathBuf};

use super::Outcome;
use super::commands::print;
use super::words::entries_words;
use crate::disk;
use crate::lang::{CurrencyStyle, Formats, Language};
use crate::search::ask::{Answer, Engine, Fault, Files, Index, PAGE, Shown, Sort, State, Sum, Unread};
use crate::search::index::{FOLDER, MANIFEST};
use crate::value::Currency;

/// What `glasklar search` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The question, as a reader types it; put `--` before one that begins with a minus
    #[arg(value_name = "QUERY")]
    question: Option<String>,
    /// The folder of the site or of the built one; else the one you are in
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Ask what an address of the search page says, as "?q=bro&year=2024", instead of QUERY
    #[arg(long, value_name = "ADDRESS")]
    state: Option<String>,
    /// The language in which results are told, as `da`; else the site's first
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Which page of 20 results is shown
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// Print everything as JSON: results, counts of all values, sums in minor units, groups, notices
    #[arg(long)]
    json: bool,
}

/// No file of an index is larger.
const LARGEST: u64 = 64 << 20;

/// `glasklar search QUERY [DIR]`
pub fn search(arguments: &Arguments) -> Outcome {
    let (asked, dir) = match (&arguments.state, &arguments.question, &arguments.dir) {
        (Some(_), Some(_), Some(_)) => return wrong("--state stands instead of a question", "leave one of both out"),
        (Some(state), dir, None) => (Asked::State(state), dir.as_deref().map(Path::new)),
        (Some(state), None, dir) => (Asked::State(state), dir.as_deref()),
        (None, Some(question), dir) => (Asked::Question(question), dir.as_deref()),
        (None, None, _) => {
            return wrong("nothing is asked", "write a question, or --state with an address of the search page");
        }
    };
    let dir = dir.unwrap_or(Path::new("."));
    let Some(files) = Folder::within(dir) else {
        let why = format!("there is no search index in `{}`", dir.display());
        return wrong(&why, "build the site first, with `glasklar build`, or name the folder of a built one");
    };
    // A site that is built anew at this moment has files of two builds for a reader who began before.
    let answered = match answered(&files, &asked, arguments) {
        Err(Refused::Index(Fault::OtherBuild { .. })) => self::answered(&files, &asked, arguments),
        answered => answered,
    };
    match answered {
        Ok(text) => {
            print(&text);
            Outcome::Done
        }
        Err(Refused::Language(known)) => wrong("the site is not told in that language", &format!("it is in {known}")),
        Err(Refused::Index(fault)) => {
            eprintln!("error: `{}`: {fault}", files.0.display());
            eprintln!("help: build the site again, with `glasklar build`");
            Outcome::SystemFailed
        }
    }
}

/// What is asked.
enum Asked<'a> {
    Question(&'a str),
    State(&'a str),
}

/// Why there is no answer.
enum Refused {
    Index(Fault),
    /// The languages that there are.
    Language(String),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Index(fault)
    }
}

fn wrong(why: &str, help: &str) -> Outcome {
    eprintln!("error: {why}");
    eprintln!("help: {help}");
    Outcome::WrongUse
}

/// The files of an index in a folder.
struct Folder(PathBuf);

impl Folder {
    /// The index of a built site, or of what was built in the folder of a site.
    fn within(dir: &Path) -> Option<Self> {
        let folders = [dir.to_owned(), dir.join("public")].map(|site| site.join(FOLDER));
        folders.into_iter().find(|folder| folder.join(MANIFEST).exists()).map(Self)
    }
}

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Vec<u8>, Unread> {
        let path = self.0.join(name);
        match disk::is_plain(&path) {
            Ok(true) => {}
            Ok(false) => return Err(Unread::Missing),
            Err(error) => return Err(Unread::Failed(error.to_string())),
        }
        match disk::read_table(&path, LARGEST) {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(_)) => Err(Unread::Failed("it is too large".to_owned())),
            Err(error) => Err(Unread::Failed(error.error.to_string())),
        }
    }
}

fn answered(files: &Folder, asked: &Asked<'_>, arguments: &Arguments) -> Result<String, Refused> {
    let index = Index::open(files)?;
    let engine = Engine::new(&index)?;
    let languages = &index.manifest.languages;
    let language = match &arguments.language {
        Some(code) if !languages.contains(code) => return Err(Refused::Language(languages.join(", "))),
        Some(code) => code.as_str(),
        None => languages.first().map_or("", String::as_str),
    };
    let mut state = match asked {
        Asked::Question(question) => State::of_question(question),
        Asked::State(address) => engine.state(address),
    };
    state.page = arguments.page.map_or(state.page, |page| page as usize);
    let answer = engine.answer(&state, language)?;
    if arguments.json {
        let json = engine.json(&state, &answer, language)?;
        return Ok(format!("{json:#}\n"));
    }
    let results = engine.shown(answer.shown(), language)?;
    Ok(told(&engine, &answer, &results))
}

const ORDERS: [(Sort, &str); 6] = [
    (Sort::Relevance, "the best first"),
    (Sort::Newest, "the newest first"),
    (Sort::Oldest, "the oldest first"),
    (Sort::Amount, "the largest amount first"),
    (Sort::Smallest, "the smallest amount first"),
    (Sort::Name, "by name"),
];

/// An answer for people.
fn told(engine: &Engine<'_>, answer: &Answer, results: &[Shown]) -> String {
    let mut lines: Vec<String> = answer.notices.iter().map(|notice| format!("note: {notice}")).collect();
    if !answer.asked {
        lines.push("nothing was asked for".to_owned());
        return ended(lines);
    }
    let order = ORDERS.iter().find(|(sort, _)| *sort == answer.sort).map_or("", |(_, words)| words);
    let pages = if answer.pages > 1 { format!(", page {} of {}", answer.page, answer.pages) } else { String::new() };
    lines.push(format!("{}, {order}{pages}", entries_words(answer.documents.len())));
    let formats = Formats::new(Language::En);
    for (line, own) in &answer.totals.lines {
        let Some(line) = engine.manifest.lines.get(*line) else { continue };
        let inside = if own.inside > 0 { format!(", {} more inside them", own.inside) } else { String::new() };
        let amounts = if own.count == 1 { "amount" } else { "amounts" };
        let sum = sum_words(&formats, &Sum::of(line, own.minor));
        lines.push(format!("{sum}, from {} {amounts}{inside}", own.count));
    }
    if answer.totals.without > 0 {
        lines.push(format!("{} without an amount", entries_words(answer.totals.without)));
    }
    for (number, result) in ((answer.page - 1) * PAGE + 1..).zip(results) {
        lines.push(String::new());
        lines.push(format!("{number}. {}", result.title));
        let sums = result.amounts.iter().map(|sum| sum_words(&formats, sum));
        let parties = [&result.payer, &result.payee].map(String::as_str);
        let parties: Vec<&str> = parties.into_iter().filter(|party| !party.is_empty()).collect();
        let status = result.status.as_ref().map(|status| status.label.clone());
        let facts = [result.kind.clone(), result.date.clone(), parties.join(" → ")].into_iter();
        let facts: Vec<String> = facts.chain(status).chain(sums).filter(|fact| !fact.is_empty()).collect();
        lines.push(format!("   {}", facts.join(" · ")));
        lines.push(format!("   {}", result.address));
    }
    ended(lines)
}

/// `DKK 4,000,000 decided`
fn sum_words(formats: &Formats, sum: &Sum) -> String {
    let known = Currency::parse(&sum.currency).ok().zip(sum.minor.parse::<i128>().ok());
    let amount = match known.filter(|(currency, _)| currency.minor_digits() == sum.digits) {
        Some((currency, minor)) => formats.money(minor, currency, CurrencyStyle::Code).replace('\u{a0}', " "),
        None => format!("{} {} / 10^{}", sum.currency, sum.minor, sum.digits),
    };
    let per = if sum.per == "year" { " a year" } else { "" };
    format!("{amount} {}{per}", sum.basis)
}

/// Lines without the characters by which a text could steer a terminal.
fn ended(lines: Vec<String>) -> String {
    let plain = |line: String| line.replace(char::is_control, " ");
    lines.into_iter().map(|line| plain(line) + "\n").collect()
}
