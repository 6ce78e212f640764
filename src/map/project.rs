//! From degrees to the points of a flat map.

use super::geojson::Region;
use super::{EXTENT, FINE, Rings};

/// Lambert's azimuthal equal-area projection of the sphere around a middle, in radii, north up (Snyder, "Map projections:
/// a working manual", USGS professional paper 1395, 1987, equations 22-4 and 24-2 to 24-4).
fn lambert([east, north]: [f64; 2], [middle_east, middle_north]: [f64; 2]) -> [f64; 2] {
    let (sin, cos) = north.to_radians().sin_cos();
    let (sin_middle, cos_middle) = middle_north.to_radians().sin_cos();
    let (sin_east, cos_east) = (east - middle_east).to_radians().sin_cos();
    let scale = (2.0 / (1.0 + sin_middle * sin + cos_middle * cos * cos_east).max(f64::EPSILON)).sqrt();
    [scale * cos * sin_east, scale * (cos_middle * sin - sin_middle * cos * cos_east)]
}

/// West, south, east and north of some positions; nothing of none.
fn bounds(positions: impl Iterator<Item = [f64; 2]>) -> Option<[f64; 4]> {
    positions.fold(None, |known, [x, y]| {
        let [west, south, east, north] = known.unwrap_or([x, y, x, y]);
        Some([west.min(x), south.min(y), east.max(x), north.max(y)])
    })
}

/// Width and height of the map in units, and the rings of each region in fine parts of them; nothing where there is no extent.
pub fn flat(regions: &[Region]) -> Option<(i32, i32, Vec<Rings>)> {
    let positions = || regions.iter().flat_map(|region| region.rings.iter().flatten().copied());
    let [west, south, east, north] = bounds(positions())?;
    let middle = [(west + east) / 2.0, (south + north) / 2.0];
    let [left, below, right, above] = bounds(positions().map(|position| lambert(position, middle)))?;
    let longer = (right - left).max(above - below);
    if longer <= 0.0 {
        return None;
    }
    let scale = f64::from(EXTENT) * f64::from(FINE) / longer;
    // Within the extent, which is far below what an i32 holds.
    let fine = |length: f64| (length * scale).round() as i32;
    let point = |position: &[f64; 2]| {
        let [x, y] = lambert(*position, middle);
        (fine(x - left), fine(above - y))
    };
    let of_region = |region: &Region| region.rings.iter().map(|ring| ring.iter().map(point).collect()).collect();
    Some((fine(right - left) / FINE, fine(above - below) / FINE, regions.iter().map(of_region).collect()))
}

#[cfg(test)]
mod tests {
    use super::lambert;

    /// The numerical example of the manual for the sphere, R = 3: phi1 = 40°, lambda0 = -100°, phi = -20°, lambda = 100°.
    #[test]
    fn the_manuals_example_is_met() {
        let [x, y] = lambert([100.0, -20.0], [-100.0, 40.0]);
        assert!((x * 3.0 - -4.233_930_3).abs() < 1e-6, "{x}");
        assert!((y * 3.0 - 4.025_777_5).abs() < 1e-6, "{y}");
    }
}
