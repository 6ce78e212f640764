//! Glasklar compiles Markdown and data files about public projects, partnerships, agreements, decisions and grants into
//! a searchable static website.
//!
//! A site is a map from address to a pure function. The stages are plain functions, called in turn by [`prepare`] and
//! [`make`]; each that can complain returns its value *and* its diagnostics.
//!
//! ```text
//!              disk                                                                        disk | browser
//!               │                                                                              ▲
//!               ▼                                                                              │
//!  Input ──load──▶ Entries ──gather──▶ Entries ──check──▶ ──model──▶ Site ──plan──▶ Plan ──make──▶ bytes
//!             └────────────── Diagnostics ────────────────┘                   (address → Artifact)
//! ```
//!
//! | stage | where | takes → gives |
//! |---|---|---|
//! | `load` | [`load`] | files ([`text`]) → kinds ([`kind`]), settings ([`config`], with all colours that come of one: [`brand`]), within limits ([`limits`]), entries whose fields are typed by their kind |
//! | `ledger` | [`ledger`] | `ledger.jsonl` → what was published before ([`digest`]); [`publication`] → what is now, as a new line |
//! | `gather` | [`gather`] | adds the entries that others imply; resolves references |
//! | `check` | [`check`] | the whole, against one table of rules; the logo, among the [`assets`]; pictures: [`attachment`] |
//! | `model` | [`site`] | entries → `Site`: references both ways, lists in order, totals; the outlines of places, from the [`map`] |
//! | `plan` | [`plan`] | `Site` → `Plan`: every address with the `Artifact` that makes it, in two ranks |
//! | `make` | [`plan::Maker`] | (`Site`, `Artifact`) → bytes, by [`render`] (numbers of pictures: [`chart`]), [`export`] and [`search`], beside the [`assets`]; [`finished`]: what came of each |
//!
//! The modules stand below in reading order; a module uses only modules above it, and a test holds that. The core does
//! no input or output, reads no clock and prints nothing; [`theme`], [`disk`], [`extract`], [`report`], `serve` (where the feature of
//! that name is wanted) and [`cli`] are the shell around it. Beside the stages stand [`demo`] and [`describe`], which give the
//! files of a made-up site and the draft of a table's description, and [`trace`], which looks for a name in all that is made.

pub mod source;
pub mod diag;
pub mod limits;
pub mod xml;
pub mod digest;
pub mod value;
pub mod lang;
pub mod text;
pub mod raw;
pub mod localised;
pub mod kind;
pub mod brand;
pub mod config;
pub mod entry;
pub mod address;
pub mod ledger;
pub mod load;
pub mod gather;
pub mod markdown;
pub mod quotation;
pub mod attachment;
pub mod check;
pub mod interface;
pub mod lexicon;
pub mod glossary;
pub mod map;
pub mod site;
pub mod chart;
pub mod bundle;
pub mod assets;
pub mod export;
pub mod search;
pub mod publication;
pub mod render;
pub mod finished;
pub mod plan;
pub mod stages;
pub mod trace;
pub mod describe;
pub mod demo;
pub mod theme;
pub mod disk;
pub mod extract;
pub mod report;
#[cfg(feature = "serve")]
pub mod serve;
pub mod cli;

pub use stages::{Made, Options, Prepared, Recording, Sink, codes, make, prepare};
