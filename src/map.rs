//! The map of a site: the outlines of its places, read from a GeoJSON file and made so light that a page can hold them.
//!
//! Positions are degrees in the order of RFC 7946, longitude first. They are laid flat by Lambert's azimuthal equal-area
//! projection, so that areas can be compared, and told in units, [`EXTENT`] along the longer side.

mod geojson;
mod lighten;
mod project;

use crate::config::{Config, MapFile};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::source::{Input, Place, Sources};

pub static MAP: Code = Code {
    id: "map",
    severity: Severity::Error,
    summary: "The map that glasklar.toml names cannot be drawn.",
    explanation: "A map is a GeoJSON file (RFC 7946) below `content/`: a FeatureCollection of polygons, each with a property \
that tells its place by id, name or code. Positions are degrees of WGS 84, longitude first; most programs write them when asked \
for EPSG:4326.\n\n    [map]\n    file = \"content/places/municipalities.geojson\"\n    key  = \"code\"",
};

pub static MAP_PLACE: Code = Code {
    id: "map-place",
    severity: Severity::Warning,
    summary: "An outline of the map cannot be told to be that of one place.",
    explanation: "`key` under `[map]` names the property of an outline that holds the id of a place, its name, another name \
or a code. An outline of which no entry tells is drawn empty. Where no outline belongs to any place, or one to several, nothing \
can be drawn there: see whether `key` is right, or write the id of the place into the file.",
};

pub static MAP_BOUNDS: Code = Code {
    id: "map-bounds",
    severity: Severity::Warning,
    summary: "An outline of the map lies outside of Denmark and Norway.",
    explanation: "GeoJSON writes the longitude first: Herning is [8.98, 56.14]. Where the two are exchanged, places of Denmark \
and Norway come to lie in the Indian Ocean. Exchange them, or leave the outline out.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&MAP, &MAP_PLACE, &MAP_BOUNDS];

/// Units along the longer side of a map.
pub const EXTENT: i32 = 1_000;
/// Parts of a unit in which outlines are told while they are worked on: so fine that only what is one point in the file is one here.
const FINE: i32 = 10_000;

/// The most places of a map.
const MOST_OUTLINES: usize = 1_000;

/// A point of a map from its upper left corner.
pub type Point = (i32, i32);

/// The closed rings of one place, outer ones and holes.
type Rings = Vec<Vec<Point>>;

/// What is drawn of one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// What the file calls the place.
    pub key: Box<str>,
    /// Path data of SVG in whole units, to be filled by the even-odd rule; empty where the place is too small to be seen.
    pub path: Box<str>,
    /// The middle of its largest part, in units.
    pub middle: Point,
    /// The first place where the file tells of it.
    pub place: Place,
}

/// All outlines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map {
    pub width: i32,
    pub height: i32,
    /// In the order of the file, each place once.
    pub outlines: Vec<Outline>,
}

impl Map {
    /// The bytes of its outlines on a page.
    pub fn weight(&self) -> usize {
        const MARKUP: usize = 32;
        self.outlines.iter().map(|outline| outline.path.len() + MARKUP).sum()
    }
}

/// Reads the map that the settings name; nothing where they name none.
pub fn read(input: &Input, config: &Config, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Map> {
    let named = config.map.as_ref()?;
    let file = named.file.as_ref();
    let Some(bytes) = input.site.get(&**file.value) else {
        let others = input.site.keys().map(String::as_str).filter(|path| path.ends_with("json"));
        let fault = Diagnostic::new(&MAP, format!("there is no file `{}`", file.value)).at(file.place);
        let help = "`file` is a path from the root of the site, below `content/`";
        diagnostics.push(fault.help(help).maybe_help(did_you_mean(file.value, others)));
        return None;
    };
    let id = crate::text::add(file.value, bytes, sources, diagnostics)?;
    let (map, found) = drawn(named, sources.text(id), Place::text(id, 0..0));
    found.into_iter().for_each(|fault| diagnostics.push(fault));
    map
}

fn drawn(named: &MapFile, text: &str, file: Place) -> (Option<Map>, Vec<Diagnostic>) {
    let (regions, mut faults) = geojson::regions(named.key.as_ref().map(|key| &*key.value), text, file);
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return (None, faults);
    }
    let flat = project::flat(&regions);
    let Some((width, height, flat)) = flat else {
        faults.push(
            Diagnostic::new(&MAP, "this map has no outline").at(file).help("see whether the right layer was exported"),
        );
        return (None, faults);
    };
    if regions.len() > MOST_OUTLINES {
        let message = format!("this map has {} outlines, more than a page can hold", regions.len());
        let help = format!("a map has at most {MOST_OUTLINES}: choose a layer of larger places");
        faults.push(Diagnostic::new(&MAP, message).at(file).help(help));
        return (None, faults);
    }
    let light = lighten::light(flat);
    let outlines = regions.into_iter().zip(light).map(|(region, (path, middle))| Outline {
        key: region.key,
        path: path.into(),
        middle,
        place: region.place,
    });
    (Some(Map { width, height, outlines: outlines.collect() }), faults)
}
