//! What the stages do, seen from outside: from files to pages, exports and search files.

mod describe;
mod describe_forms;
mod garbage;
mod inputs;
mod inside;
mod kinds;
mod languages;
mod ledger;
mod lists;
mod money;
mod published;
mod references;
mod search;
mod tables;
