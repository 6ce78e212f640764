//! How many of everything there are around a number of grants, and which year, place and meeting each belongs to.

use super::Country;

/// The years of the demo.
pub const YEARS: std::ops::RangeInclusive<u64> = 2015..=2024;
/// Meetings of a council in a year.
pub const MEETINGS: u64 = 4;

/// How much of a hundred lies before each year, and a hundred after the last: more is given every year.
const GROWING: &[u64] = &[0, 8, 16, 25, 34, 44, 54, 65, 76, 88, 100];
/// The same with nothing in the last year, so that what follows a year later still lies within the years.
const FOLLOWED: &[u64] = &[0, 9, 18, 28, 38, 49, 60, 72, 86, 100, 100];

/// The entries of one country, by kind.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Projects with an agreement, a case and up to three grants told in full.
    pub stories: Spread,
    /// Grants of stories, with all bases and references: up to three for each.
    pub told: u64,
    /// Cases in which the grants of a programme are dealt out.
    pub rounds: Spread,
    /// Frames: one for every third round. None in a portal of a few grants.
    pub frames: u64,
    /// Grants in tables.
    pub rows: Spread,
    /// Municipalities, each with a council, a committee and two programmes.
    pub municipalities: u64,
    /// Those who receive grants, one in four known only from the tables.
    pub recipients: u64,
}

/// Things in the order of their years.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    pub total: u64,
    shares: &'static [u64],
}

/// Where a case belongs: a year, a municipality, a meeting of its council (0 to 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub year: u64,
    pub municipality: u64,
    pub meeting: u64,
}

impl Scale {
    /// Around `entries` grants in both countries: an organisation for every 14 grants (at most 10,000 recipients in each
    /// country), a municipality for about every √n/6 (at most 60), a case for every 20 and a project for every 25 (at
    /// most 5,000 and 2,500). The grants of a country are always exactly its share: told + frames + rows.
    pub fn of(country: Country, entries: u64) -> Self {
        let grants = match country {
            Country::Denmark => entries.div_ceil(2),
            Country::Norway => entries / 2,
        };
        let stories = (grants / 25).clamp(1, 2_500);
        let rounds = (grants / 20).clamp(1, 5_000);
        let told = grants.min(3 * stories);
        let frames = if grants < 10 { 0 } else { rounds.div_ceil(3) };
        Self {
            stories: Spread { total: stories, shares: FOLLOWED },
            told,
            rounds: Spread { total: rounds, shares: GROWING },
            frames,
            rows: Spread { total: grants - told - frames, shares: GROWING },
            municipalities: (grants.isqrt() / 4).clamp(1, 60),
            recipients: (grants / 14).clamp(3, 10_000),
        }
    }

    /// The year, municipality and meeting of a story or round.
    pub fn slot(&self, of: Spread, index: u64) -> Slot {
        let (year, at) = of.place(index);
        Slot { year, municipality: at % self.municipalities, meeting: at / self.municipalities % MEETINGS }
    }

    /// The stories or rounds that are treated in a meeting, in order.
    pub fn treated(&self, of: Spread, slot: Slot) -> impl Iterator<Item = u64> {
        let (start, end) = of.range(slot.year);
        let first = start + slot.municipality + self.municipalities * slot.meeting;
        (first..end).step_by((self.municipalities * MEETINGS) as usize)
    }
}

impl Spread {
    /// The things of a year: from, and up to but without.
    pub fn range(self, year: u64) -> (u64, u64) {
        let at = (year - YEARS.start()) as usize;
        let up_to = |share: u64| (u128::from(self.total) * u128::from(share) / 100) as u64;
        (up_to(self.shares[at]), up_to(self.shares[at + 1]))
    }

    /// The year of a thing, and its position in that year.
    pub fn place(self, index: u64) -> (u64, u64) {
        let year = YEARS.into_iter().find(|year| index < self.range(*year).1).unwrap_or(*YEARS.end());
        (year, index - self.range(year).0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grants_are_as_many_as_wanted() {
        for entries in [0, 1, 2, 5, 19, 20, 50, 999, 1_000, 100_000, 10_000_000] {
            let of = |country| Scale::of(country, entries);
            let both = [of(Country::Denmark), of(Country::Norway)];
            let grants: u64 = both.iter().map(|scale| scale.told + scale.frames + scale.rows.total).sum();
            assert_eq!(grants, entries);
        }
    }

    #[test]
    fn the_years_share_out_everything_once() {
        for total in [0, 1, 7, 1_000] {
            for shares in [GROWING, FOLLOWED] {
                let spread = Spread { total, shares };
                let counted: u64 = YEARS.map(|year| spread.range(year).1 - spread.range(year).0).sum();
                assert_eq!(counted, total);
                for index in 0..total {
                    let (year, at) = spread.place(index);
                    assert_eq!(spread.range(year).0 + at, index);
                }
            }
        }
    }

    #[test]
    fn every_case_is_treated_in_its_own_meeting() {
        let scale = Scale::of(Country::Denmark, 3_000);
        for index in 0..scale.rounds.total {
            let slot = scale.slot(scale.rounds, index);
            assert!(scale.treated(scale.rounds, slot).any(|treated| treated == index), "{index} {slot:?}");
        }
    }
}
