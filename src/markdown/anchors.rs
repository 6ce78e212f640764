//! What headings are called in links to them.

use std::collections::HashMap;

use crate::value::slug::slug;

/// The names that the headings of a text have so far, each with the number that was given to it last.
#[derive(Default)]
pub struct Anchors {
    taken: HashMap<String, usize>,
}

impl Anchors {
    /// The name of the next heading: the slug of its words, with a number where another heading has it.
    pub fn next(&mut self, words: &str) -> String {
        let slug = slug(words);
        // Words without a Latin letter or a digit have no slug.
        let name = if slug.is_empty() { "s".to_owned() } else { slug };
        let Some(last) = self.taken.get(&name).copied() else {
            self.taken.insert(name.clone(), 1);
            return name;
        };
        let mut numbered = (last + 1..).map(|n| (n, format!("{name}-{n}")));
        let (n, free) = numbered.find(|(_, name)| !self.taken.contains_key(name)).unwrap_or((last, name.clone()));
        self.taken.insert(name, n);
        self.taken.insert(free.clone(), 1);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_slugs_and_each_stands_once() {
        let mut anchors = Anchors::default();
        let names = ["Økonomi", "Mål", "Økonomi", "Økonomi 2", "日本", "§"].map(|words| anchors.next(words));
        assert_eq!(names, ["oekonomi", "maal", "oekonomi-2", "oekonomi-2-2", "s", "s-2"]);
    }
}
