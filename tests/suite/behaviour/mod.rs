//! What the stages do, seen from outside: from files to pages, exports and search files.

mod answers;
mod brand;
mod charts;
mod describe;
mod describe_forms;
mod describe_rows;
mod forms;
mod garbage;
mod glossary;
mod inputs;
mod inside;
mod kinds;
mod languages;
mod ledger;
mod lists;
mod money;
mod packages;
mod parquet;
mod published;
mod records;
mod references;
mod rows;
mod search;
mod tables;
mod weight;
mod workbooks;
