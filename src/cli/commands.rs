//! What each command does: read, run the stages, report, write.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use indicatif::{ProgressBar, ProgressStyle};

use super::timings::Timings;
use super::words::{counted, made_words, rows_words};
use super::{Build, Check, Outcome, Site};
use crate::address::Address;
use crate::config;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::disk::{self, Output, OutputError, Published, Staging};
use crate::extract::Reader;
use crate::gather::Drafts;
use crate::ledger::LEDGER;
use crate::limits::Limits;
use crate::plan::Maker;
use crate::publication::published;
use crate::report::{Colour, Format, report};
use crate::source::{Input, Sources};
use crate::stages::{
    Made, Nowhere, Options, Pieces, Prepared, Recording, Sink, Stage, Strictness, is_over_limit, make, prepare_heard,
};
use crate::value::date::day_in_zone;
use crate::value::{PartialDate, Problem};

/// `glasklar build`
pub fn build(arguments: &Build) -> Outcome {
    let started = Instant::now();
    let site = &arguments.site;
    let out = arguments.out.clone().unwrap_or_else(|| site.dir.join("public"));
    if let Err(outcome) = begin(site) {
        return outcome;
    }
    // Locked before anything is read, so that of two builds the one that reads last also publishes last.
    let output = match Output::open(&site.dir, &out) {
        Ok(output) => output,
        Err(error) => return output_failed(&error),
    };
    let mut timings = Timings::default();
    timings.begin(Stage::Read);
    let (input, options) = match read(site) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let progress = progress();
    progress.set_message("reading and checking");
    let options =
        Options { recording: if arguments.record { Recording::Publication } else { Recording::Off }, ..options };
    let Prepared { maker, sources, diagnostics, tables, recorded } =
        prepare_heard(input, &options, &mut |stage| timings.begin(stage));
    let Some(mut maker) = maker else {
        progress.finish_and_clear();
        return refused(&diagnostics, &sources, site.format);
    };
    timings.begin(Stage::Index);
    maker.list_search();
    if let Err(why) = past_is_kept(&maker, &out, recorded.is_some()) {
        progress.finish_and_clear();
        print_report(&diagnostics, &sources, site.format);
        eprintln!("error: {why}");
        return Outcome::ContentErrors;
    }
    let (published, made) = match write(output, &maker, &sources, &progress, &mut timings) {
        Ok(Written::Published(published, made)) => (published, made),
        Ok(Written::Faulty(found)) => {
            let mut all = diagnostics;
            all.extend(found);
            return refused(&all, &sources, site.format);
        }
        Err(error) => {
            print_report(&diagnostics, &sources, site.format);
            return output_failed(&error);
        }
    };
    if let Some(line) = &recorded
        && let Err(error) = disk::append_to_ledger(&site.dir, line)
    {
        eprintln!("error: {error}");
        eprintln!(
            "help: the site is published, and its {LEDGER} holds the new line; copy that file over the site's own"
        );
        return Outcome::SystemFailed;
    }
    if let Err(error) = published.finish() {
        eprintln!("warning: the site is published, but the old one could not be removed: {error}");
    }
    if arguments.timings {
        timings.print();
    }
    let mut all = diagnostics;
    all.extend(made.diagnostics.clone());
    print_report(&all, &sources, site.format);
    tables.iter().for_each(|table| closing(&rows_words(table)));
    closing(&format!("{} in {}", made_words(&maker, &made, started.elapsed()), out.display()));
    if arguments.record {
        closing(&recorded_words(&maker, recorded.is_some()));
    } else {
        remind_of_recording(&maker);
    }
    Outcome::Done
}

/// What came of writing a site.
enum Written {
    Published(Published, Made),
    /// Templates failed, and the old site stands.
    Faulty(Diagnostics),
}

fn write(
    output: Output,
    maker: &Maker,
    sources: &Sources,
    progress: &ProgressBar,
    timings: &mut Timings,
) -> Result<Written, OutputError> {
    progress.set_length(maker.plan.len() as u64);
    progress.set_message("writing");
    timings.begin(Stage::Make);
    let staging = output.stage(maker.plan.addresses());
    let made = staging.and_then(|staging| {
        let told = Told { staging: &staging, progress };
        Ok((make(maker, sources, &told)?, staging))
    });
    progress.finish_and_clear();
    let (made, staging) = made?;
    if made.diagnostics.any_error() {
        return Ok(Written::Faulty(made.diagnostics));
    }
    timings.begin(Stage::Publish);
    Ok(Written::Published(staging.publish(&made.finished)?, made))
}

/// The new site, with a bar that tells how far it is.
struct Told<'a> {
    staging: &'a Staging,
    progress: &'a ProgressBar,
}

impl Sink for Told<'_> {
    fn take(&self, address: &Address, bytes: &[u8]) -> io::Result<()> {
        self.progress.inc(1);
        self.staging.take(address, bytes)
    }

    fn stream(&self, address: &Address, write: &mut Pieces<'_>) -> io::Result<()> {
        self.progress.inc(1);
        self.staging.stream(address, write)
    }
}

/// `glasklar check`
pub fn check(arguments: &Check) -> Outcome {
    let started = Instant::now();
    let site = &arguments.site;
    let mut timings = Timings::default();
    timings.begin(Stage::Read);
    let (mut input, options) = match opened(site) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    if let Some(Err(outcome)) = arguments.documents.as_deref().map(|folder| read_documents(folder, &mut input)) {
        return outcome;
    }
    let Prepared { maker, sources, diagnostics, tables, .. } =
        prepare_heard(input, &options, &mut |stage| timings.begin(stage));
    let Some(maker) = maker else { return refused(&diagnostics, &sources, site.format) };
    timings.begin(Stage::Make);
    // Every page is made into nothing, so that faults of templates are found too.
    let made = match make(&maker, &sources, &Nowhere) {
        Ok(made) => made,
        Err(error) => {
            eprintln!("error: {error}");
            return Outcome::SystemFailed;
        }
    };
    let mut all = diagnostics;
    all.extend(made.diagnostics.clone());
    if all.any_error() {
        return refused(&all, &sources, site.format);
    }
    if arguments.timings {
        timings.print();
    }
    print_report(&all, &sources, site.format);
    tables.iter().for_each(|table| closing(&rows_words(table)));
    let (warnings, notices) = (all.count(Severity::Warning), all.count(Severity::Notice));
    closing(&format!(
        "no errors, {}, {}: {}",
        counted(warnings, "warning"),
        counted(notices, "notice"),
        made_words(&maker, &made, started.elapsed())
    ));
    Outcome::Done
}

/// Reads the texts of source documents, in which quotations are looked up.
fn read_documents(folder: &Path, input: &mut Input) -> Result<(), Outcome> {
    if !folder.is_dir() {
        eprintln!("error: there is no folder `{}` of documents", folder.display());
        return Err(Outcome::WrongUse);
    }
    let limits = limits(input);
    let documents = disk::read_documents(folder, &limits).map_err(|error| {
        eprintln!("error: {error}");
        Outcome::SystemFailed
    })?;
    input.documents = Some(documents.files);
    input.left_out.extend(documents.left_out);
    Ok(())
}

/// The past only grows: no line is dated before the one it follows, and what was published as the ledger still is its
/// beginning.
fn past_is_kept(maker: &Maker, out: &Path, is_new: bool) -> Result<(), String> {
    let ledger = &maker.site.ledger;
    if let Some((before, last)) = ledger.goes_back().filter(|_| is_new) {
        return Err(format!(
            "this publication would be of {last}, and the last one was of {before}\nhelp: the ledger only goes forward; look \
             at --today, SOURCE_DATE_EPOCH and the clock of this machine"
        ));
    }
    let published = out.join(LEDGER);
    let Ok(bytes) = disk::read_file(&published) else { return Ok(()) };
    let kept = crate::text::decode(bytes).unwrap_or_default();
    if ledger.text.starts_with(&kept) {
        return Ok(());
    }
    Err(format!(
        "the ledger of the published site, `{0}`, is not the beginning of the site's own\nhelp: copy `{0}` over the site's \
         {LEDGER}; where the past shall really begin anew, remove `{0}` first",
        published.display()
    ))
}

/// Says how much of what was just built no publication remembers.
fn remind_of_recording(maker: &Maker) {
    if maker.site.has_past() {
        let count = maker.site.ledger.unrecorded(published(&maker.site));
        if count > 0 {
            let changes = counted(count, "change");
            closing(&format!("{LEDGER}: {changes} since its last line; `--record` remembers a publication"));
        }
    }
}

fn recorded_words(maker: &Maker, is_new: bool) -> String {
    let lines = maker.site.ledger.publications.len();
    match is_new {
        true => format!("{LEDGER}: line {lines} was added; keep the file with the site's sources"),
        false => format!("{LEDGER}: nothing was added, because nothing changed since line {lines}"),
    }
}

pub fn opened(site: &Site) -> Result<(Input, Options), Outcome> {
    begin(site)?;
    read(site)
}

fn read(site: &Site) -> Result<(Input, Options), Outcome> {
    let mut input = disk::read_site(&site.dir).map_err(|error| {
        eprintln!("error: {error}");
        Outcome::SystemFailed
    })?;
    let options = options(site, &input)?;
    let limits = limits(&input);
    Reader::new().read(&site.dir, &mut input, &limits);
    Ok((input, options))
}

/// The limits that the settings set.
fn limits(input: &Input) -> Limits {
    config::read(input, &mut Sources::default(), &mut Diagnostics::default()).limits
}

/// Sets the number of threads and sees that there is a site.
pub fn begin(site: &Site) -> Result<(), Outcome> {
    if let Some(threads) = site.threads {
        // Only the first call can set the pool; a second never happens in one process.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    let is_site = disk::is_plain(&site.dir.join(config::SETTINGS)).map_err(|error| {
        eprintln!("error: {error}");
        Outcome::WrongUse
    })?;
    if !is_site {
        eprintln!("error: `{}` holds no `{}`", site.dir.display(), config::SETTINGS);
        eprintln!("help: name the folder of a site, or make the file with one line: title = \"…\"");
        return Err(Outcome::WrongUse);
    }
    Ok(())
}

pub fn options(site: &Site, input: &Input) -> Result<Options, Outcome> {
    let wrong = |message: String| {
        eprintln!("error: {message}");
        Outcome::WrongUse
    };
    let base_url = match &site.base_url {
        Some(url) => Some(config::base_url(url).ok_or_else(|| wrong(format!("`{url}` is not a web address")))?),
        None => None,
    };
    let mut unheard = (Sources::default(), Diagnostics::default());
    let time_zone = config::read(input, &mut unheard.0, &mut unheard.1).time_zone;
    let today = match &site.today {
        Some(text) => PartialDate::parse(text),
        None => moment().and_then(|seconds| day_in_zone(seconds, &time_zone)).and_then(PartialDate::of_day),
    };
    let today = today.map_err(|problem| wrong(problem.message))?;
    let drafts = if site.drafts { Drafts::Published } else { Drafts::LeftOut };
    let strictness = if site.strict { Strictness::Strict } else { Strictness::Usual };
    Ok(Options { today, base_url, drafts, strictness, recording: Recording::Off })
}

/// `SOURCE_DATE_EPOCH`, else the machine's clock, in seconds since 1970.
fn moment() -> Result<i64, Problem> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().map_err(|_| Problem::new("`SOURCE_DATE_EPOCH` is not a whole number of seconds")),
        Err(_) => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Ok(i64::try_from(now).unwrap_or(i64::MAX))
        }
    }
}

fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {wide_bar} {pos}/{len}");
    let bar = ProgressBar::no_length();
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

pub fn print_report(diagnostics: &Diagnostics, sources: &Sources, format: Format) {
    let colour = if std::io::stderr().is_terminal() { Colour::Terminal } else { Colour::Plain };
    let text = report(diagnostics, sources, format, colour);
    match format {
        Format::Human => _ = std::io::stderr().write_all(text.as_bytes()),
        _ => print(&text),
    }
}

pub fn refused(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Outcome {
    print_report(diagnostics, sources, format);
    let (errors, warnings) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    closing(&format!("{}, {}; nothing was written", counted(errors, "error"), counted(warnings, "warning")));
    if is_over_limit(diagnostics) {
        Outcome::OverLimit
    } else if are_settings_wrong(diagnostics, sources) {
        Outcome::WrongUse
    } else {
        Outcome::ContentErrors
    }
}

/// Whether an error lies in the settings: in a line of theirs, or in that they cannot be read at all.
fn are_settings_wrong(diagnostics: &Diagnostics, sources: &Sources) -> bool {
    let in_settings = |one: &Diagnostic| {
        one.place.map_or(one.code.id == "setting", |place| sources.file(place.file()).path == config::SETTINGS)
    };
    let is_read = sources.iter().any(|(_, file)| file.path == config::SETTINGS);
    !is_read || diagnostics.iter().any(|one| one.severity == Severity::Error && in_settings(one))
}

fn output_failed(error: &OutputError) -> Outcome {
    eprintln!("error: {error}");
    if let Some(remedy) = error.remedy() {
        eprintln!("help: {remedy}");
    }
    if error.is_wrong_use() { Outcome::WrongUse } else { Outcome::SystemFailed }
}

pub fn closing(line: &str) {
    eprintln!("{line}");
}

/// Prints to standard output; a reader that has gone away is not an error.
pub fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
