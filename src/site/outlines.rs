//! Which outline of the map is that of which entry.

use std::collections::{BTreeSet, HashMap};

use super::Site;
use crate::diag::{Diagnostic, Diagnostics};
use crate::entry::{EntryIx, Value, walk};
use crate::kind::{By, Drawing, KindIx, Shape, Type};
use crate::map::{MAP_PLACE, Map, Outline};

/// How well a name tells an entry, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ToldBy {
    Id,
    Title,
    /// By another name, a code, or any other text of it.
    Text,
}

/// The entries that a name tells.
type Names = HashMap<Box<str>, BTreeSet<(ToldBy, EntryIx)>>;

impl Site {
    /// Finds the entry of each outline of the map among those by which maps are drawn.
    pub fn find_outlines(&mut self, diagnostics: &mut Diagnostics) {
        let names = self.names_of_places();
        let mut found = HashMap::new();
        for (at, outline) in self.map.outlines.iter().enumerate() {
            match self.told_by(&names, &outline.key).as_slice() {
                [] => {}
                [ix] => drop(found.insert(*ix, at)),
                several => diagnostics.push(self.ambiguous(outline, several)),
            }
        }
        if found.is_empty() && diagnostics.iter().all(|fault| fault.code.id != MAP_PLACE.id) {
            diagnostics.extend(nowhere(&self.map));
        }
        self.outlines = found;
    }

    /// The outline of an entry, where the map has one.
    pub fn outline(&self, ix: EntryIx) -> Option<&Outline> {
        self.outlines.get(&ix).and_then(|at| self.map.outlines.get(*at))
    }

    /// The kinds to which the fields refer by which maps are drawn.
    fn kinds_on_map(&self) -> BTreeSet<KindIx> {
        let charts = self.kinds.iter().flat_map(|(_, kind)| kind.charts.iter().map(move |chart| (kind, chart)));
        let drawn = charts.filter_map(|(kind, chart)| match &chart.shape {
            Shape::Groups(groups) if groups.drawing == Drawing::Map => Some((kind, groups.by)),
            _ => None,
        });
        let referred = drawn.filter_map(|(kind, by)| match by {
            By::Field(field) => match kind.field(field).ty {
                Type::Reference(to) => Some(to),
                _ => None,
            },
            By::Year | By::Pair(..) => None,
        });
        referred.collect()
    }

    fn names_of_places(&self) -> Names {
        let mut names = Names::new();
        for ix in self.kinds_on_map().into_iter().flat_map(|kind| self.rows(kind)) {
            let (entry, main) = (self.entry(ix), self.main(ix));
            let title = self.title(ix, entry.language);
            let mut tell = |name: &str, told| {
                names.entry(folded(name)).or_default().insert((told, main));
            };
            tell(&entry.id, ToldBy::Id);
            tell(title, ToldBy::Title);
            walk(&entry.fields, &mut |at| match at.value {
                Value::Text(text) => tell(text, ToldBy::Text),
                Value::Texts(texts) => texts.iter().for_each(|(_, text)| tell(text, ToldBy::Text)),
                _ => {}
            });
        }
        names
    }

    /// The entries that a name tells best.
    fn told_by(&self, names: &Names, name: &str) -> Vec<EntryIx> {
        let Some(found) = names.get(&folded(name)) else { return Vec::new() };
        let best = found.first().map(|(told, _)| *told);
        let best: BTreeSet<EntryIx> = found.iter().filter(|(told, _)| Some(*told) == best).map(|(_, ix)| *ix).collect();
        best.into_iter().collect()
    }

    fn ambiguous(&self, outline: &Outline, several: &[EntryIx]) -> Diagnostic {
        let ids: Vec<String> = several.iter().map(|ix| format!("`{}`", self.entry(*ix).id)).collect();
        let message = format!("`{}` is the name of several places: {}", outline.key, ids.join(", "));
        Diagnostic::new(&MAP_PLACE, message)
            .at(outline.place)
            .help("name under `[map]` a property that tells them apart")
    }
}

/// A name as it is compared: without the difference of small and large letters.
fn folded(name: &str) -> Box<str> {
    name.trim().to_lowercase().into()
}

/// A warning that nothing can be drawn, with a name of the file to compare.
fn nowhere(map: &Map) -> Option<Diagnostic> {
    let first = map.outlines.first()?;
    let keys: Vec<String> = map.outlines.iter().take(3).map(|outline| format!("`{}`", outline.key)).collect();
    let message =
        format!("no outline of the map belongs to a place of this site: they are called {} …", keys.join(", "));
    let help = "name under `[map]` the property that holds the id, the name or a code of a place: key = \"…\"";
    Some(Diagnostic::new(&MAP_PLACE, message).at(first.place).help(help))
}
