//! Fewer points: borders that two places share are one line, and lose the same points on both sides, so that no gap opens.
//!
//! Points whose absence changes the least area are left out first (Visvalingam and Whyatt, "Line generalisation by repeated
//! elimination of points", The Cartographic Journal 30, 1993).

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fmt::Write;

use super::{FINE, Point, Rings};

/// The most points of a map: a page can hold them all beside its rows.
const MOST_POINTS: usize = 4_000;
/// Twice the least area of a ring that can be seen as one: four square units.
const LEAST_AREA: i128 = 8 * (FINE as i128).pow(2);

/// A line between two points at which borders meet, or a ring at which none does; always told in the same direction.
type Arc = Vec<Point>;

/// A part of a ring: its line, and whether that runs backwards here.
type Part = (usize, bool);

/// Of the rings of each place the path, and the middle of the largest.
pub fn light(places: Vec<Rings>) -> Vec<(String, Point)> {
    let middles: Vec<Point> = places.iter().map(|rings| middle(rings)).collect();
    let seen: Vec<Rings> = places.into_iter().map(|rings| rings.into_iter().filter_map(ring).collect()).collect();
    let junctions = junctions(seen.iter().flatten());
    let mut arcs = Arcs::default();
    let parts: Vec<Vec<Vec<Part>>> =
        seen.iter().map(|rings| rings.iter().map(|ring| arcs.parts(ring, &junctions)).collect()).collect();
    let kept = arcs.lightened();
    let paths = parts.iter().map(|rings| rings.iter().map(|parts| path(parts, &kept)).collect());
    paths.zip(middles).collect()
}

/// A ring without its repeated points and its end, which is its beginning; nothing where it is too small.
fn ring(mut points: Vec<Point>) -> Option<Vec<Point>> {
    points.dedup();
    points.pop();
    (points.len() > 2 && doubled_area(&points).abs() >= LEAST_AREA).then_some(points)
}

/// Twice the area of a ring, by the shoelace formula; its sign tells the direction.
fn doubled_area(points: &[Point]) -> i128 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| cross(*a, *b)).sum()
}

fn cross(a: Point, b: Point) -> i128 {
    i128::from(a.0) * i128::from(b.1) - i128::from(b.0) * i128::from(a.1)
}

/// The centroid of the largest ring, in units; the middle of its points where it has no area.
fn middle(rings: &[Vec<Point>]) -> Point {
    let Some(points) = rings.iter().max_by_key(|points| doubled_area(points).abs()) else { return (0, 0) };
    let doubled = doubled_area(points);
    let near = |sum: i128, of: i128| i32::try_from(sum / of.max(1)).map(unit).unwrap_or_default();
    if doubled == 0 {
        let sum = |of: fn(&Point) -> i32| points.iter().map(|point| i128::from(of(point))).sum();
        let count = points.len() as i128;
        return (near(sum(|point| point.0), count), near(sum(|point| point.1), count));
    }
    let next = points.iter().cycle().skip(1);
    let (mut x, mut y) = (0_i128, 0_i128);
    for (a, b) in points.iter().zip(next) {
        x += i128::from(a.0 + b.0) * cross(*a, *b);
        y += i128::from(a.1 + b.1) * cross(*a, *b);
    }
    let sign = if doubled < 0 { -1 } else { 1 };
    let of = doubled.abs() * 3;
    (near(x * sign, of), near(y * sign, of))
}

/// Whether borders meet at a point: rings go on from it to different points.
fn junctions<'a>(rings: impl Iterator<Item = &'a Vec<Point>>) -> HashMap<Point, bool> {
    let mut around: HashMap<Point, (Point, Point)> = HashMap::new();
    let mut meets: HashMap<Point, bool> = HashMap::new();
    for ring in rings {
        for (at, point) in ring.iter().enumerate() {
            let (before, after) = (ring[(at + ring.len() - 1) % ring.len()], ring[(at + 1) % ring.len()]);
            let ends = (before.min(after), before.max(after));
            let known = *around.entry(*point).or_insert(ends);
            *meets.entry(*point).or_default() |= known != ends;
        }
    }
    meets
}

#[derive(Default)]
struct Arcs {
    all: Vec<Arc>,
    known: HashMap<Arc, usize>,
}

impl Arcs {
    /// The parts of a ring from one junction to the next.
    fn parts(&mut self, ring: &[Point], junctions: &HashMap<Point, bool>) -> Vec<Part> {
        let is_junction = |point: &Point| junctions.get(point).copied().unwrap_or_default();
        let first = ring.iter().position(is_junction);
        // Where no other border meets it, a ring begins at its least point, and so does the hole that it fills.
        let start = first.or_else(|| ring.iter().enumerate().min_by_key(|(_, point)| **point).map(|(at, _)| at));
        let start = start.unwrap_or_default();
        let mut parts = Vec::new();
        let mut line = vec![ring[start]];
        for step in 1..=ring.len() {
            let point = ring[(start + step) % ring.len()];
            line.push(point);
            if is_junction(&point) || step == ring.len() {
                parts.push(self.part(std::mem::replace(&mut line, vec![point])));
            }
        }
        parts
    }

    fn part(&mut self, line: Arc) -> Part {
        let backwards: Arc = line.iter().rev().copied().collect();
        let is_backwards = backwards < line;
        let told = if is_backwards { backwards } else { line };
        let next = self.all.len();
        let at = *self.known.entry(told).or_insert_with_key(|told| {
            self.all.push(told.clone());
            next
        });
        (at, is_backwards)
    }

    /// Every line with so few points that all together are at most as many as a map may have.
    fn lightened(self) -> Vec<Arc> {
        let ranked: Vec<Vec<i128>> = self.all.iter().map(ranks).collect();
        let ends = 2 * self.all.len();
        let mut all: Vec<i128> = ranked.iter().flatten().copied().filter(|rank| *rank > 0).collect();
        all.sort_unstable_by_key(|rank| Reverse(*rank));
        // Points on a straight line have no area, and are never needed.
        let least = all.get(MOST_POINTS.saturating_sub(ends)).map_or(1, |rank| rank + 1);
        let lighten = |(arc, ranks): (Arc, Vec<i128>)| {
            let keep = |at: usize| at == 0 || at + 1 == arc.len() || ranks[at] >= least;
            arc.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, point)| *point).collect()
        };
        self.all.into_iter().zip(ranked).map(lighten).collect()
    }
}

/// Of each point twice the area that its absence would change, once all with less are left out. The ends have none.
fn ranks(arc: &Arc) -> Vec<i128> {
    let mut ranks = vec![0; arc.len()];
    let mut before: Vec<usize> = (0..arc.len()).map(|at| at.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=arc.len()).collect();
    let area = |a: usize, b: usize, c: usize| doubled_area(&[arc[a], arc[b], arc[c]]).abs();
    let inner = 1..arc.len().saturating_sub(1);
    let mut heap: BinaryHeap<Reverse<(i128, usize)>> =
        inner.map(|at| Reverse((area(at - 1, at, at + 1), at))).collect();
    let mut current: Vec<i128> =
        (0..arc.len()).map(|at| if at > 0 && at + 1 < arc.len() { area(at - 1, at, at + 1) } else { 0 }).collect();
    let mut largest = 0;
    while let Some(Reverse((found, at))) = heap.pop() {
        if found != current[at] || ranks[at] != 0 {
            continue;
        }
        largest = largest.max(found);
        // What is left out has a rank, also where its area is none.
        ranks[at] = if found == 0 && largest == 0 { -1 } else { largest };
        let (left, right) = (before[at], after[at]);
        after[left] = right;
        before[right] = left;
        for point in [left, right] {
            if point > 0 && point + 1 < arc.len() {
                current[point] = area(before[point], point, after[point]);
                heap.push(Reverse((current[point], point)));
            }
        }
    }
    ranks
}

/// A fine length in whole units, to the nearest.
fn unit(fine: i32) -> i32 {
    (fine + FINE / 2).div_euclid(FINE)
}

/// A ring as path data, each point told from the one before it.
fn path(parts: &[Part], arcs: &[Arc]) -> String {
    let mut points: Vec<Point> = Vec::new();
    for (arc, is_backwards) in parts {
        let arc = &arcs[*arc];
        let line: Vec<Point> = if *is_backwards { arc.iter().rev().copied().collect() } else { arc.clone() };
        points.extend(line.iter().map(|point| (unit(point.0), unit(point.1))));
    }
    points.dedup();
    points.pop();
    let Some(first) = points.first().filter(|_| points.len() > 2) else { return String::new() };
    let mut path = format!("M{} {}l", first.0, first.1);
    for (at, pair) in points.windows(2).enumerate() {
        let (x, y) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let gap = if at == 0 || x < 0 { "" } else { " " };
        let between = if y < 0 { "" } else { " " };
        // Writing to a String cannot fail.
        let _ = write!(path, "{gap}{x}{between}{y}");
    }
    path.push('z');
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_units(x: i32, y: i32) -> Point {
        (x * FINE, y * FINE)
    }

    /// A border that two squares share, with many small turns.
    fn neighbours(turns: &[i32]) -> Vec<Rings> {
        let step = 1000 * FINE / (turns.len() as i32 + 1);
        let border: Vec<Point> =
            turns.iter().enumerate().map(|(at, turn)| (500 * FINE + turn, (at as i32 + 1) * step)).collect();
        let [upper_left, upper, upper_right] = [0, 500, 900].map(|x| in_units(x, 0));
        let [lower_left, lower, lower_right] = [0, 500, 900].map(|x| in_units(x, 1000));
        let left = [upper_left, upper].into_iter().chain(border.iter().copied()).chain([lower, lower_left, upper_left]);
        let right = [upper, upper_right, lower_right, lower].into_iter();
        let right = right.chain(border.iter().rev().copied()).chain([upper]);
        vec![vec![left.collect()], vec![right.collect()]]
    }

    fn points(path: &str) -> Vec<Point> {
        let numbers = path.replace(['M', 'l', 'z'], " ").replace('-', " -");
        let numbers: Vec<i32> = numbers.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        let steps = numbers.chunks(2).scan((0, 0), |at, step| {
            *at = (at.0 + step[0], at.1 + step[1]);
            Some(*at)
        });
        steps.collect()
    }

    proptest::proptest! {
        #[test]
        fn neighbours_lose_the_same_points(turns in proptest::collection::vec(-400_000..400_000_i32, 1..6000)) {
            let light = light(neighbours(&turns));
            let (left, right) = (points(&light[0].0), points(&light[1].0));
            let on_border = |points: &[Point]| {
                let mut found: Vec<Point> = points.iter().copied().filter(|point| (450..550).contains(&point.0)).collect();
                found.sort_unstable();
                found
            };
            proptest::prop_assert_eq!(on_border(&left), on_border(&right));
            proptest::prop_assert!(left.len() <= MOST_POINTS);
        }
    }

    #[test]
    fn a_straight_line_needs_its_ends_alone() {
        let square = [(0, 0), (5, 0), (10, 0), (10, 10), (0, 10), (0, 5), (0, 0)].map(|(x, y)| in_units(x, y)).to_vec();
        assert_eq!(light(vec![vec![square]]), [("M0 0l10 0 0 10-10 0z".to_owned(), (5, 5))]);
    }

    #[test]
    fn what_is_too_small_to_be_seen_still_has_a_middle() {
        assert_eq!(
            light(vec![vec![vec![in_units(4, 4), in_units(4, 4), in_units(4, 5), in_units(4, 4)]]]),
            [(String::new(), (4, 4))]
        );
    }
}
