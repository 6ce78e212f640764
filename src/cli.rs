//! The command line: thin commands over the stages.

/// As the macro of the standard library, but a reader that has gone away is not an error, and ends no build half-way.
macro_rules! eprintln {
    ($($words:tt)*) => {{
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{}\n", format_args!($($words)*)));
    }};
}

mod commands;
mod demo;
mod describe;
mod explain;
mod ledger;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod timings;
mod trace;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::extract::{self, Bounds};
use crate::report::Format;

/// Compiles Markdown and data files about public projects, agreements, decisions and grants into a searchable static
/// website.
#[derive(Parser)]
#[command(name = "glasklar", version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done · 1 the content has errors · 2 wrong use or settings · 3 the system failed \
(disk, permission) · 4 a limit was exceeded";

#[derive(Subcommand)]
enum Command {
    /// Make the website
    Build(Build),
    /// The site's memory of what was published
    #[command(subcommand)]
    Ledger(Ledger),
    /// Look for errors without writing anything
    Check(Check),
    /// Show the website in a browser while it is written; every change is followed
    Serve(Serve),
    /// Tell what a code in a message means and how to mend it, or which fields a kind has
    Explain {
        /// A code, such as `dangling-reference`, or a kind, such as `grant`; without one, all are listed
        #[arg(value_name = "CODE")]
        subject: Option<String>,
    },
    /// Draft the description of a table, by looking at its rows
    Describe(describe::Arguments),
    /// Ask a built website what its search page would answer
    Search(search::Arguments),
    /// List every file that holds a name: those that a build would publish, and the site's own
    Trace(Trace),
    /// Write a made-up portal of any size, to try one at scale
    Demo(demo::Arguments),
    /// Print the text of a document: a build starts this for each annex, so that a hostile file ends no build
    #[command(name = crate::extract::COMMAND, hide = true)]
    TextOf(TextOf),
}

#[derive(clap::Args, Clone)]
struct Site {
    /// The folder of the site: where glasklar.toml lies
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The day of the build, as 2024-03-01; else SOURCE_DATE_EPOCH, else today in the site's time zone
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    /// The address at which the site will stand, instead of the settings' base_url
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Treat drafts like finished entries
    #[arg(long)]
    drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// How errors are printed
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// How many threads work; else as many as the machine has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
}

#[derive(clap::Args)]
struct Build {
    #[command(flatten)]
    site: Site,
    /// Where the website is written; else `public` in the folder of the site
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Remember this publication: add a line to the site's ledger.jsonl, from which "what changed" is told
    #[arg(long, conflicts_with = "drafts")]
    record: bool,
    /// Print how long each stage took, by the clock and in CPU time, and the memory taken until its end
    #[arg(long)]
    timings: bool,
}

#[derive(Subcommand)]
enum Ledger {
    /// Prove that no line of the ledger was altered, left out or put in
    Verify(Verify),
}

#[derive(clap::Args)]
struct Verify {
    /// The folder of the site, or of a published one: where ledger.jsonl lies
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// An older copy of the ledger, whose lines must be the ledger's first
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
}

#[derive(clap::Args)]
struct Check {
    #[command(flatten)]
    site: Site,
    /// A folder with the texts of source documents, in which quotations are looked up
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
    /// Print how long each stage took, by the clock and in CPU time, and the memory taken until its end
    #[arg(long)]
    timings: bool,
}

#[derive(clap::Args)]
struct Trace {
    /// The name, as "Åse Berg"
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    site: Site,
}

#[derive(clap::Args)]
struct TextOf {
    /// The document
    path: PathBuf,
    /// How many seconds it may work
    #[arg(long)]
    seconds: u64,
    /// How many bytes of memory it may take
    #[arg(long)]
    memory: u64,
    /// How many bytes of text it may give
    #[arg(long)]
    text: u64,
}

#[derive(clap::Args)]
struct Serve {
    #[command(flatten)]
    site: Site,
    /// The port of this machine at which the website is shown; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done = 0,
    ContentErrors = 1,
    WrongUse = 2,
    SystemFailed = 3,
    OverLimit = 4,
}

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Build(build) => commands::build(&build),
        Command::Ledger(Ledger::Verify(verify)) => ledger::verify(&verify),
        Command::Check(check) => commands::check(&check),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::serve(&serve),
        #[cfg(not(feature = "serve"))]
        Command::Serve(_) => {
            eprintln!("error: this `glasklar` was built without the preview server");
            eprintln!("help: build it with its feature `serve`; `glasklar build` makes pages that open from the disk");
            Outcome::WrongUse
        }
        Command::Explain { subject } => explain::explain(subject.as_deref()),
        Command::Describe(arguments) => describe::describe(&arguments),
        Command::Search(arguments) => search::search(&arguments),
        Command::Trace(arguments) => trace::trace(&arguments),
        Command::Demo(arguments) => demo::demo(&arguments),
        Command::TextOf(TextOf { path, seconds, memory, text }) => {
            match extract::run(&path, Bounds { seconds, memory, text }) {
                Ok(()) => Outcome::Done,
                Err(why) => {
                    eprintln!("{why}");
                    Outcome::ContentErrors
                }
            }
        }
    };
    ExitCode::from(outcome as u8)
}
