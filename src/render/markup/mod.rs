//! The HTML of values: what every page is made of, written without the template engine.
//!
//! `words` writes texts, dates and links, `money` sums, `values` a value of any type and lists of facts, `lists` many
//! entries one by one. Templates call them by the names that [`super::functions`] gives them.

pub mod frame;
pub mod lists;
pub mod money;
pub mod values;
pub mod words;
