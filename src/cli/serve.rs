//! `glasklar serve`: the site in a browser while it is written.

use std::io;

use super::commands::{begin, closing, options, print_report};
use super::words::counted;
use super::{Outcome, Serve};
use crate::diag::Severity;
use crate::disk::Folder;
use crate::report::Format;
use crate::serve::{Attempt, Listener, Preview};

/// Shows the site until the user ends it.
pub fn serve(arguments: &Serve) -> Outcome {
    started(arguments).err().unwrap_or(Outcome::Done)
}

fn started(arguments: &Serve) -> Result<(), Outcome> {
    let site = &arguments.site;
    begin(site)?;
    // The port first: to hear that it is taken nobody wants to wait for a large site.
    let listener = Listener::bind(arguments.port).map_err(|error| port_refused(arguments.port, &error))?;
    let folder = Folder::read(&site.dir).map_err(|error| failed(&error))?;
    let first = options(site, &folder.input)?;
    let (again, format) = (site.clone(), site.format);
    // A clock or a variable that fails later on is no reason to end: the day stays what it was.
    let options_of = Box::new(move |input: &_| options(&again, input).unwrap_or_else(|_| first.clone()));
    let hearer = Box::new(move |attempt: &Attempt| tell(attempt, format));
    let preview = Preview::new(folder, options_of, hearer).map_err(|error| failed(&error))?;
    closing(&format!("the site is shown at {} and follows every change; Ctrl-C ends it", listener.url()));
    preview.run(listener).map_err(|error| failed(&error))
}

fn failed(error: &impl std::fmt::Display) -> Outcome {
    eprintln!("error: {error}");
    Outcome::SystemFailed
}

fn port_refused(port: u16, error: &io::Error) -> Outcome {
    if error.kind() == io::ErrorKind::AddrInUse {
        eprintln!("error: port {port} is taken by another program");
    } else {
        eprintln!("error: port {port} cannot be had: {error}");
    }
    eprintln!("help: choose another with --port, or --port 0 for any that is free");
    Outcome::SystemFailed
}

fn tell(attempt: &Attempt, format: Format) {
    match attempt {
        Attempt::Unread(why) => eprintln!("error: {why}"),
        Attempt::Checked { diagnostics, sources, size } => {
            print_report(diagnostics, sources, format);
            match size {
                Some((entries, pages)) => closing(&format!("{entries} entries, {}", counted(*pages, "page"))),
                None => closing(&format!(
                    "{}; what is shown is from before",
                    counted(diagnostics.count(Severity::Error), "error")
                )),
            }
        }
    }
}
