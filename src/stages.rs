//! The stages, called in turn.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::Address;
use crate::assets::Assets;
use crate::attachment::Attachments;
use crate::check::{Checked, check};
use crate::diag::{Code, Diagnostics};
use crate::digest::{Measured, Measuring};
use crate::finished::{Finished, FinishedFiles};
use crate::gather::{Drafts, Gathered, Wanted, gather};
use crate::glossary::Glossary;
use crate::interface::Interface;
use crate::lexicon::Lexicon;
use crate::limits::LIMIT;
use crate::load::{Loaded, Loader, TableReport, load};
use crate::plan::{Artifact, Maker, Plan, Rank, Unmade, finished_of};
use crate::publication::published;
use crate::render::Renderer;
use crate::site::{Quality, Site};
use crate::source::{Input, Sources};
use crate::value::PartialDate;

/// What a run is told from outside: the core reads no clock and no environment.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day of the build.
    pub today: PartialDate,
    /// Overrides the settings' `base_url`; whole, ending in `/`.
    pub base_url: Option<Box<str>>,
    pub drafts: Drafts,
    pub strictness: Strictness,
    pub recording: Recording,
}

/// Whether this run is a publication that the ledger remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    Off,
    /// The site shows itself as published, and [`Prepared`] holds the line for the ledger.
    Publication,
}

/// Whether warnings stop the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    Usual,
    /// Warnings count as errors.
    Strict,
}

/// A site ready to be made, and everything there is to complain about.
pub struct Prepared {
    /// Nothing where an error forbids making.
    pub maker: Option<Maker>,
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    /// What became of the rows of each table.
    pub tables: Vec<TableReport>,
    /// The ledger's new line, without its line end, for whoever writes it down once the site is published. Nothing where
    /// none was asked for, or nothing changed.
    pub recorded: Option<String>,
}

/// What a run is at, for whoever tells it or measures it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the files of the site.
    Read,
    Load,
    Gather,
    Check,
    Model,
    Plan,
    /// Indexing for the search.
    Index,
    Make,
    Publish,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Load => "load",
            Self::Gather => "gather",
            Self::Check => "check",
            Self::Model => "model",
            Self::Plan => "plan",
            Self::Index => "index",
            Self::Make => "make",
            Self::Publish => "publish",
        }
    }
}

/// Runs every stage up to the plan. The input is used up: its texts are kept once, by what is made of them. Every fault
/// is found, not only the first.
pub fn prepare(input: Input, options: &Options) -> Prepared {
    prepare_heard(input, options, &mut |_| {})
}

/// The same; `hear` is told of each stage before it begins.
pub fn prepare_heard(mut input: Input, options: &Options, hear: &mut dyn FnMut(Stage)) -> Prepared {
    hear(Stage::Load);
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut config = crate::config::read(&input, &mut sources, &mut diagnostics);
    config.base_url = options.base_url.clone().or(config.base_url);
    if !is_over_limit(&diagnostics) {
        crate::limits::look(&input, &config.limits, &mut sources, &mut diagnostics);
    }
    // What is too large is not worked on, and of a site that lacks it nothing else could be said.
    if is_over_limit(&diagnostics) {
        return Prepared {
            maker: None,
            sources,
            diagnostics: diagnostics.sorted(),
            tables: Vec::new(),
            recorded: None,
        };
    }
    crate::assets::find_logo(&config, &input, &mut diagnostics);
    let kinds = crate::kind::read(&input, &config.languages, &mut sources, &mut diagnostics);
    let interface = Interface::read(&input, &config.languages, &mut sources, &mut diagnostics);
    let lexicon = Lexicon::read(&input, &mut sources, &mut diagnostics);
    let glossary = Glossary::read(&input, &config.languages, &mut sources, &mut diagnostics);
    let map = crate::map::read(&input, &config, &mut sources, &mut diagnostics);
    let renderer = Renderer::new(&input, &config.limits, &mut sources, &mut diagnostics);
    let mut attachments = Attachments::take(&mut input, &config.limits);
    let mut loader = Loader::new(&kinds, &config, &mut sources, &mut diagnostics);
    let Loaded { entries, completeness, texts, tables } = load(&mut input, &mut loader);
    let named = attachments.named(&entries, &kinds, &sources);
    hear(Stage::Gather);
    let wanted = Wanted { today: options.today.earliest(), drafts: options.drafts };
    let Gathered { entries, left_out } = gather(entries, &kinds, wanted, &mut diagnostics);
    let mut ledger = crate::ledger::read(&input, &mut sources, &mut diagnostics);
    attachments.follow(&entries, &kinds, &sources);
    keep_unread(&input, texts.into_iter().chain(attachments.texts()).collect(), &mut sources);
    for (path, part, words) in attachments.words() {
        sources.add_part(path, part.to_owned(), words.to_owned());
    }
    hear(Stage::Check);
    let checked = Checked {
        config: &config,
        kinds: &kinds,
        entries: &entries,
        left_out: &left_out,
        ledger: &ledger,
        completeness,
        sources: &sources,
        attachments: &attachments,
        named: &named,
        documents: input.documents.as_ref(),
    };
    check(&checked, &mut diagnostics);
    let strict = |found: Diagnostics| match options.strictness {
        Strictness::Strict => found.strict(),
        Strictness::Usual => found,
    };
    let mut diagnostics = strict(diagnostics);
    if diagnostics.any_error() {
        return Prepared { maker: None, sources, diagnostics: diagnostics.sorted(), tables, recorded: None };
    }
    hear(Stage::Model);
    let mut site = Site::new(config, kinds, (interface, map.unwrap_or_default()), options.today, entries);
    let recorded = match options.recording {
        Recording::Publication => ledger.record(options.today, published(&site)),
        Recording::Off => None,
    };
    site.attachments = attachments;
    site.lexicon = lexicon;
    site.glossary = glossary;
    site.find_outlines(&mut diagnostics);
    site.remember(ledger, left_out);
    site.quality = Quality::of(&site, tables.clone());
    let site = Arc::new(site);
    hear(Stage::Plan);
    let assets = Arc::new(Assets::of(&input, &site.config));
    let plan = Plan::new(&site, &assets, &mut diagnostics);
    let diagnostics = strict(diagnostics).sorted();
    let maker = (!diagnostics.any_error()).then_some(Maker { site, assets, renderer, plan });
    Prepared { maker, sources, diagnostics, tables, recorded }
}

/// Whether a limit is exceeded, which is graver than errors of the content.
pub fn is_over_limit(diagnostics: &Diagnostics) -> bool {
    diagnostics.iter().any(|one| one.code.id == LIMIT.id)
}

/// Keeps the texts that no stage has read, style sheets for example, so that the checks see every text of the site.
fn keep_unread(input: &Input, mut texts: BTreeMap<String, Arc<String>>, sources: &mut Sources) {
    for (path, bytes) in &input.site {
        texts.extend(crate::text::decode(bytes.as_slice()).ok().map(|text| (path.clone(), Arc::new(text))));
    }
    let read: BTreeSet<String> = sources.iter().map(|(_, file)| file.path.clone()).collect();
    for (path, text) in texts.into_iter().filter(|(path, text)| !read.contains(path) && !text.contains('\0')) {
        sources.add(&path, text);
    }
}

/// Where the files of a site go. Called by several threads at once.
pub trait Sink: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// Those of where it goes, with the path in them.
    fn take(&self, address: &Address, bytes: &[u8]) -> io::Result<()>;

    /// Takes a file that may be longer than memory is large: calls `write` once, with where its pieces go.
    ///
    /// # Errors
    /// Those of where it goes, with the path in them.
    fn stream(&self, address: &Address, write: &mut Pieces<'_>) -> io::Result<()>;
}

/// Writes the pieces of a file to where it is told.
pub type Pieces<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;

/// A sink that keeps nothing.
pub struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _: &Address, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn stream(&self, _: &Address, write: &mut Pieces<'_>) -> io::Result<()> {
        write(&mut io::sink())
    }
}

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    pub files: usize,
    pub bytes: u64,
    pub finished: FinishedFiles,
    /// Complaints of templates and pictures; where there are any, the site is not whole.
    pub diagnostics: Diagnostics,
}

/// How many outputs are made before what came of them is taken up.
const HANDFUL: usize = 10_000;

enum Failed {
    Unmade(Address, Unmade),
    Sink(io::Error),
}

/// Evaluates every address of the plan, rank by rank, one output in memory per thread.
///
/// # Errors
/// The first error of the sink; template errors are complaints in [`Made`].
pub fn make(maker: &Maker, sources: &Sources, sink: &dyn Sink) -> io::Result<Made> {
    let mut made = Made::default();
    let mut told = BTreeSet::new();
    for rank in [Rank::First, Rank::Second] {
        let wanted = maker.plan.of_rank(rank, &maker.site);
        let mut files = Vec::with_capacity(wanted.len());
        // What came of each is taken up a handful at a time, because what came of all is large.
        for some in wanted.chunks(HANDFUL) {
            let one = |(address, artifact): &(&Address, &Artifact)| one(maker, address, artifact, &made.finished, sink);
            let outcomes: Vec<Result<Finished, Failed>> = some.par_iter().map(one).collect();
            for ((address, _), outcome) in some.iter().zip(outcomes) {
                match outcome {
                    Ok(finished) => {
                        made.files += 1;
                        made.bytes += finished.size;
                        files.push(((*address).clone(), finished));
                    }
                    Err(Failed::Unmade(at, error)) => {
                        // One slip in a template breaks many pages; it is told once.
                        let fault = maker.complaint(&error, &at, sources);
                        if told.insert((fault.place, fault.message.clone())) {
                            made.diagnostics.push(fault);
                        }
                    }
                    Err(Failed::Sink(error)) => return Err(error),
                }
            }
        }
        made.finished.add(files);
        if made.diagnostics.any_error() {
            break;
        }
    }
    Ok(made)
}

fn one(
    maker: &Maker,
    address: &Address,
    artifact: &Artifact,
    finished: &FinishedFiles,
    sink: &dyn Sink,
) -> Result<Finished, Failed> {
    if let Some(write) = maker.streamed(artifact) {
        let mut finished = None;
        let mut measured = |out: &mut dyn Write| streamed(&write, out).map(|found| finished = Some(found));
        sink.stream(address, &mut measured).map_err(Failed::Sink)?;
        return finished.ok_or_else(|| Failed::Sink(io::Error::other(format!("`{address}` was not written"))));
    }
    let bytes = maker.make(address, artifact, finished).map_err(|error| Failed::Unmade(address.clone(), error))?;
    sink.take(address, &bytes).map_err(Failed::Sink)?;
    Ok(finished_of(artifact, &bytes))
}

/// Writes a file piece by piece, and measures it on the way.
fn streamed(write: impl Fn(&mut dyn Write) -> io::Result<()>, out: &mut dyn Write) -> io::Result<Finished> {
    let mut measuring = Measuring::new(out);
    write(&mut measuring)?;
    let Measured { size, checksum, fingerprint } = measuring.finish();
    Ok(Finished { size, fingerprint, checksum: Some(checksum.into()) })
}

/// What a page of rank 2 must know of rank 1, where it is made alone: only the files that it lists are made for it.
///
/// # Errors
/// The address and the error of a listed file that cannot be made.
pub fn finish_listed(maker: &Maker) -> Result<FinishedFiles, (Address, Unmade)> {
    let listed: Vec<(&Address, &Artifact)> = maker.listed().collect();
    let one = |(address, artifact): (&Address, &Artifact)| -> Result<(Address, Finished), (Address, Unmade)> {
        let told = maker.streamed(artifact).and_then(|write| streamed(write, &mut io::sink()).ok());
        let finished = match told {
            Some(finished) => finished,
            None => {
                let bytes =
                    maker.make(address, artifact, &FinishedFiles::none()).map_err(|error| (address.clone(), error))?;
                finished_of(artifact, &bytes)
            }
        };
        Ok((address.clone(), finished))
    };
    let finished: Result<Vec<_>, _> = listed.into_par_iter().map(one).collect();
    Ok(finished?.into_iter().collect())
}

/// Every code that Glasklar can raise, sorted by id.
pub fn codes() -> Vec<&'static Code> {
    let mut codes: Vec<&Code> = [
        crate::limits::CODES,
        crate::text::CODES,
        crate::raw::CODES,
        crate::localised::CODES,
        crate::kind::CODES,
        crate::config::CODES,
        crate::assets::CODES,
        crate::interface::CODES,
        crate::lexicon::CODES,
        crate::glossary::CODES,
        crate::map::CODES,
        crate::ledger::CODES,
        crate::plan::CODES,
        crate::render::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain(crate::load::codes())
    .chain(crate::gather::codes())
    .chain(crate::check::codes())
    .collect();
    codes.sort_by_key(|code| code.id);
    codes
}
