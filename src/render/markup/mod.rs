//! The HTML of values: what every page is made of, written without the template engine.
//!
//! `words` writes texts, dates and links, `money` sums, `values` a value of any type and lists of facts, `lists` many
//! entries one by one, `table` what stands around the rows of a table, `frame` what stands around every page, `related`,
//! `funding` and `flows` what others tell of an entry, `children` the entries written inside another, `answer` the
//! sentence at the head of a page, the rest what the kinds
//! or the fields of those names tell. Templates call them by the names that [`super::functions`] gives them.

pub mod agenda;
pub mod agreement;
pub mod annexes;
pub mod answer;
pub mod chart;
pub mod children;
pub mod contract;
pub mod derived;
pub mod file;
pub mod flows;
pub mod frame;
pub mod funding;
pub mod goal;
pub mod grant;
pub mod indicator;
pub mod lists;
pub mod marks;
pub mod money;
pub mod phases;
pub mod picture;
pub mod related;
pub mod table;
pub mod treatment;
pub mod values;
pub mod words;
