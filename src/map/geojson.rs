//! Polygons of a GeoJSON file, by the places that they belong to.

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{MAP, MAP_BOUNDS};
use crate::diag::Diagnostic;
use crate::source::Place;

/// Denmark and Norway with the Faroes and Svalbard: west, south, east, north.
const BOUNDS: [f64; 4] = [-10.0, 54.0, 36.0, 81.5];
/// The fewest positions of a ring, the last of which repeats the first (RFC 7946, 3.1.6).
const FEWEST: usize = 4;

/// A ring of positions in degrees, longitude first; the last repeats the first.
pub type Ring = Vec<[f64; 2]>;

/// The outline of one place, as it is in the file.
pub struct Region {
    pub key: Box<str>,
    /// Outer rings and holes.
    pub rings: Vec<Ring>,
    pub place: Place,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    id: Option<Value>,
    properties: Option<serde_json::Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    r#type: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// The rings of a polygon: positions of a longitude, a latitude and perhaps a height.
type Polygon = Vec<Vec<Vec<f64>>>;

/// What a file tells, each place once, and what is wrong with it. Outlines of one key belong together.
pub fn regions(key: Option<&str>, text: &str, file: Place) -> (Vec<Region>, Vec<Diagnostic>) {
    let collection: Collection<'_> = match serde_json::from_str(text) {
        Ok(collection) => collection,
        Err(fault) => return (Vec::new(), vec![unread(&fault, text, 0, file)]),
    };
    let read: Vec<Result<Region, Diagnostic>> =
        collection.features.into_par_iter().map(|feature| region(key, feature.get(), text, file)).collect();
    let mut regions: Vec<Region> = Vec::new();
    let mut at = std::collections::HashMap::new();
    let mut faults = Vec::new();
    for read in read {
        match read {
            Ok(region) => match at.get(&region.key) {
                Some(&known) => {
                    let known: &mut Region = &mut regions[known];
                    known.rings.extend(region.rings);
                }
                None => {
                    at.insert(region.key.clone(), regions.len());
                    regions.push(region);
                }
            },
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(regions.iter().filter_map(outside));
    (regions, faults)
}

fn unread(fault: &serde_json::Error, text: &str, offset: usize, file: Place) -> Diagnostic {
    let line: usize = text[offset..].split_inclusive('\n').take(fault.line().saturating_sub(1)).map(str::len).sum();
    let at = (offset + line + fault.column().saturating_sub(1)).min(text.len());
    let words = fault.to_string();
    let words = words.rsplit_once(" at line").map_or(&*words, |(words, _)| words);
    Diagnostic::new(&MAP, format!("this GeoJSON cannot be read: {words}"))
        .at(file.within(at..at))
        .help("a map is one object with `\"type\": \"FeatureCollection\"` and a list of `features`")
}

/// One feature; `text` is the whole file, of which it is a part.
fn region(key: Option<&str>, feature: &str, text: &str, file: Place) -> Result<Region, Diagnostic> {
    let offset = feature.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let first_line = feature.lines().next().map_or(0, str::len).min(60);
    let place = file.within(offset..offset + first_line);
    let complain = |message: String, help: &str| Diagnostic::new(&MAP, message).at(place).help(help);
    let parsed: Feature<'_> = serde_json::from_str(feature).map_err(|fault| unread(&fault, text, offset, file))?;
    let Some(named) = name(&parsed, key) else {
        let wanted = key.map_or_else(|| "`id`".to_owned(), |key| format!("property `{key}`"));
        let known = parsed.properties.iter().flat_map(serde_json::Map::keys);
        let known: Vec<String> = known.map(|key| format!("`{key}`")).collect();
        let help = match known.is_empty() {
            true => "give it an `id`, or name under `[map]` the property that tells its place: key = \"…\"".to_owned(),
            false => format!(
                "name under `[map]` the property that tells its place: key = \"…\", one of {}",
                known.join(", ")
            ),
        };
        return Err(complain(format!("this outline has no {wanted}"), &help));
    };
    let polygons = match polygons(parsed.geometry.as_ref()) {
        Ok(Some(polygons)) => polygons,
        Ok(None) => {
            let what =
                parsed.geometry.map_or_else(|| "no geometry".to_owned(), |geometry| format!("a `{}`", geometry.r#type));
            let help = "outlines are of the type `Polygon` or `MultiPolygon`";
            return Err(complain(format!("`{named}` has {what}, which is no outline"), help));
        }
        Err((fault, part)) => {
            let offset = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
            return Err(unread(&fault, text, offset, file));
        }
    };
    let mut rings = Vec::new();
    for positions in polygons.into_iter().flatten() {
        let ring: Ring =
            positions.iter().filter_map(|position| Some([*position.first()?, *position.get(1)?])).collect();
        let is_whole = ring.len() >= FEWEST && ring.len() == positions.len() && ring.first() == ring.last();
        if !is_whole {
            let help = "a ring has at least four positions, of which the last repeats the first";
            return Err(complain(format!("a ring of `{named}` is not closed"), help));
        }
        if let Some(&[east, north]) = ring.iter().find(|position| !is_on_earth(**position)) {
            let help = "positions are degrees of WGS 84; numbers in metres come from another system: export the file as EPSG:4326";
            return Err(complain(format!("[{east}, {north}] in `{named}` is no place on earth"), help));
        }
        rings.push(ring);
    }
    Ok(Region { key: named.into(), rings, place })
}

/// The polygons of a geometry, nothing of one that has none; else what cannot be read, with the part that holds it.
fn polygons<'a>(geometry: Option<&Geometry<'a>>) -> Result<Option<Vec<Polygon>>, (serde_json::Error, &'a str)> {
    let Some((geometry, part)) = geometry.and_then(|one| Some((one, one.coordinates?.get()))) else { return Ok(None) };
    let read = match &*geometry.r#type {
        "Polygon" => serde_json::from_str(part).map(|polygon| vec![polygon]),
        "MultiPolygon" => serde_json::from_str(part),
        _ => return Ok(None),
    };
    read.map(Some).map_err(|fault| (fault, part))
}

fn is_on_earth([east, north]: [f64; 2]) -> bool {
    east.abs() <= 180.0 && north.abs() <= 90.0
}

/// What the file calls the place: the property of the key, else the id of the feature.
fn name(feature: &Feature<'_>, key: Option<&str>) -> Option<String> {
    let property = |key: &str| feature.properties.as_ref().and_then(|properties| properties.get(key));
    let named = match key {
        Some(key) => property(key),
        None => feature.id.as_ref().or_else(|| property("id")),
    };
    let named = match named? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!named.is_empty()).then_some(named)
}

/// A warning about a place that cannot be where it is drawn.
fn outside(region: &Region) -> Option<Diagnostic> {
    let is_inside =
        |[east, north]: [f64; 2]| (BOUNDS[0]..=BOUNDS[2]).contains(&east) && (BOUNDS[1]..=BOUNDS[3]).contains(&north);
    let &[east, north] = region.rings.iter().flatten().find(|position| !is_inside(**position))?;
    let help = if is_inside([north, east]) {
        format!("longitude and latitude seem to be exchanged: write [{north}, {east}]")
    } else {
        "leave the outline out if it is not of Denmark or Norway".to_owned()
    };
    let message = format!("[{east}, {north}] in `{}` lies outside of Denmark and Norway", region.key);
    Some(Diagnostic::new(&MAP_BOUNDS, message).at(region.place).help(help))
}
