//! `glasklar trace`

use std::collections::BTreeSet;

use super::commands::{closing, opened, print, refused};
use super::words::counted;
use super::{Outcome, Trace};
use crate::stages::{Prepared, prepare};
use crate::trace::{Name, Traced, outputs, sources};

/// `glasklar trace NAME`
pub fn trace(arguments: &Trace) -> Outcome {
    let name = match Name::new(&arguments.name) {
        Ok(name) => name,
        Err(problem) => {
            eprintln!("error: {}", problem.message);
            problem.help.iter().for_each(|help| eprintln!("help: {help}"));
            return Outcome::WrongUse;
        }
    };
    let (input, options) = match opened(&arguments.site) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let own: BTreeSet<String> = input.site.keys().cloned().collect();
    let theme: BTreeSet<String> = input.theme.keys().filter(|path| !own.contains(*path)).cloned().collect();
    let Prepared { maker, sources: texts, diagnostics, .. } = prepare(input, &options);
    let found = sources(&name, &texts, |path| theme.contains(path));
    let Some(mut maker) = maker else {
        listed(&Traced { sources: found, ..Traced::default() });
        closing("the site has errors, and what it would publish is not known:");
        return refused(&diagnostics, &texts, arguments.site.format);
    };
    maker.list_search();
    match outputs(&name, &maker, &texts) {
        Ok((traced, made)) if !made.diagnostics.any_error() => {
            told(&Traced { sources: found, ..traced });
            Outcome::Done
        }
        Ok((_, made)) => refused(&made.diagnostics, &texts, arguments.site.format),
        Err(error) => {
            eprintln!("error: {error}");
            Outcome::SystemFailed
        }
    }
}

fn told(traced: &Traced) {
    listed(traced);
    let (outputs, places) = (counted(traced.outputs.len(), "published file"), counted(traced.sources.len(), "place"));
    closing(&format!("{outputs}, {places} in the site's own files"));
}

fn listed(traced: &Traced) {
    let published = traced.outputs.iter().map(|(address, count)| format!("published {address} ({count})\n"));
    let written = traced.sources.iter().map(|(path, line)| format!("written   {path}:{line}\n"));
    print(&published.chain(written).collect::<String>());
}
