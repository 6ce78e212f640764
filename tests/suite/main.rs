//! The integration tests, one binary. Every test goes through the [`driver`].

mod behaviour;
mod command;
mod driver;
mod facts;
mod faults;
mod failing;
mod fuzz;
mod golden;
mod house;
mod pages;
mod portal;
mod publishing;
mod questions;
mod readme;
mod search;
mod tables;
mod twin;
