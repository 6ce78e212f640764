//! The HTML of values: what every page is made of, written without the template engine.
//!
//! `words` writes texts, dates and links, `money` sums, `values` a value of any type and lists of facts, `lists` many
//! entries one by one, `frame` what stands around every page, `treatment`, `agenda`, `agreement`, `annexes` and `goal` what
//! the kinds of those names tell. Templates call them by the names that [`super::functions`] gives them.

pub mod agenda;
pub mod agreement;
pub mod annexes;
pub mod frame;
pub mod goal;
pub mod lists;
pub mod money;
pub mod treatment;
pub mod values;
pub mod words;
