//! The real binary: how it ends, what it writes, what it prints.

mod demo;
mod describe;
mod ends;
mod ledger;
mod machines;
mod output;
mod same;
#[cfg(feature = "serve")]
mod serve;
mod trace;

use crate::driver::Site;

/// A site with nothing to complain about.
fn good() -> Site {
    Site::new().organisation("by").grant("a", "funder: by\nrecipient: by\n")
}

/// The same with one error, on line 5 of `content/grants/a.md`.
fn bad() -> Site {
    good().grant("a", "funder: by\nrecipient: by\nprojct: x\n")
}

/// The same with one warning.
fn doubtful() -> Site {
    good().grant("a", "funder: by\n")
}
