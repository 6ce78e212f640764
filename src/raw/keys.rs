//! Reading a group of known keys, so that an unknown one is refused with a suggestion.

use super::{Node, Raw};
use crate::diag::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::source::{At, Place};

/// The keys of one map node, taken one by one; [`Keys::finish`] complains about those that nobody took.
pub struct Keys<'a> {
    place: Place,
    pairs: Vec<(&'a super::Pair, bool)>,
    asked: Vec<&'static str>,
    /// Keys that take one value and hold something else.
    not_single: Vec<(&'static str, &'a Node)>,
}

impl<'a> Keys<'a> {
    /// Opens a map node; anything else is `None`.
    pub fn of(node: &'a Node) -> Option<Self> {
        match &node.value {
            Raw::Map(pairs) => Some(Self {
                place: node.place,
                pairs: pairs.iter().map(|pair| (pair, false)).collect(),
                asked: Vec::new(),
                not_single: Vec::new(),
            }),
            _ => None,
        }
    }

    /// A group without keys, for a file whose root is none.
    pub fn none(place: Place) -> Self {
        Self { place, pairs: Vec::new(), asked: Vec::new(), not_single: Vec::new() }
    }

    /// Where the group stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The value of a key; a null counts as not written.
    pub fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let slot = self.pairs.iter_mut().find(|(pair, _)| &*pair.key == key)?;
        slot.1 = true;
        Some(&slot.0.node).filter(|node| !node.is_null())
    }

    /// The text of a key that holds a single value, with its place; [`Keys::finish`] complains about anything else.
    pub fn text(&mut self, key: &'static str) -> Option<At<&'a str>> {
        let node = self.take(key)?;
        if node.scalar().is_none() {
            self.not_single.push((key, node));
        }
        node.scalar().map(|text| At::new(text, node.place))
    }

    /// Complains about every key that was not asked for, and about lists and groups where one value is taken.
    pub fn finish(self, code: &'static Code, what: &str, diagnostics: &mut Diagnostics) {
        self.finish_with(code, code, what, diagnostics);
    }

    /// As [`Keys::finish`], with a code for unknown keys and one for values of the wrong shape.
    pub fn finish_with(self, code: &'static Code, shape: &'static Code, what: &str, diagnostics: &mut Diagnostics) {
        for (key, node) in &self.not_single {
            let message = format!("`{key}` takes one value, this is {}", node.shape());
            diagnostics.push(Diagnostic::new(shape, message).at(node.place).help("keep one of them"));
        }
        for (pair, _) in self.pairs.iter().filter(|(_, taken)| !taken) {
            let help = did_you_mean(&pair.key, self.asked.iter().copied())
                .unwrap_or_else(|| format!("known here: {}", self.asked.join(", ")));
            diagnostics
                .push(Diagnostic::new(code, format!("{what} has no key `{}`", pair.key)).at(pair.key_place).help(help));
        }
    }
}
