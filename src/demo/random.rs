//! Random numbers that are the same on every machine.

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood: *Fast splittable pseudorandom number generators*, OOPSLA 2014; the
/// constants are those of S. Vigna's public-domain version). Integers only: no float, no clock, no machine comes in.
#[derive(Clone, Copy, Debug)]
pub struct Random {
    state: u64,
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The numbers of one thing: what kind it is of (`stream`) and which of them it is. So a thing is the same whoever
    /// asks for it, and in whatever order.
    pub fn of(seed: u64, stream: u64, index: u64) -> Self {
        Self { state: mixed(mixed(seed ^ mixed(stream)).wrapping_add(index.wrapping_mul(GAMMA))) }
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mixed(self.state)
    }

    /// Another generator, for which this one gives one number however many the other one gives.
    pub fn split(&mut self) -> Self {
        Self { state: mixed(self.next()) }
    }

    /// A number below `limit`, each as likely; 0 where the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        // The high half of the product, which is as good as even for limits far below 2⁶⁴ (D. Lemire 2019).
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// A number below `limit`, the small ones far more often: a few bodies receive most grants.
    pub fn skewed(&mut self, limit: u64) -> u64 {
        let (one, other) = (self.below(1 << 20), self.below(1 << 20));
        ((u128::from(one) * u128::from(other) * u128::from(limit)) >> 40) as u64
    }

    /// A rank below `limit`, from 0, after Zipf's law: the first twice as often as the second, all ranks of an octave
    /// (1, 2–3, 4–7, …) as often as those of the next. The law's inverse transform in integers: with ranks counted from 1,
    /// an octave is as likely as any other, and so is a rank within it. 0 where the limit is 0.
    pub fn zipf(&mut self, limit: u64) -> u64 {
        let last = limit.max(1).ilog2();
        let whole = 1 << last;
        // What there is of the last octave weighs as much less than the others as ranks are wanting in it.
        let at = self.below(u64::from(last) * whole + limit.max(1) + 1 - whole);
        let octave = at >> last;
        (1 << octave) + ((at & (whole - 1)) >> (u64::from(last) - octave)) - 1
    }

    /// One of a list that is not empty, those at its beginning far more often, as [`Random::zipf`] says.
    pub fn pick_zipf<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.zipf(list.len() as u64) as usize]
    }

    /// One of a list that is not empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// The finaliser of SplitMix64.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers that the published program gives for the seed 0.
    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut random = Random { state: 0 };
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(first, [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f]);
    }

    #[test]
    fn numbers_stay_below_their_limit() {
        let mut random = Random::of(1, 2, 3);
        let mut seen = [0_u32; 10];
        for _ in 0..10_000 {
            seen[random.below(10) as usize] += 1;
            assert!(random.skewed(7) < 7);
        }
        assert!(seen.iter().all(|count| (800..1200).contains(count)), "{seen:?}");
        assert_eq!((random.below(0), random.below(1), random.skewed(1)), (0, 0, 0));
    }

    #[test]
    fn a_rank_comes_as_often_as_the_law_says() {
        let mut random = Random::of(1, 2, 3);
        let mut seen = [0_u32; 12];
        for _ in 0..42_000 {
            seen[random.zipf(12) as usize] += 1;
        }
        // Three whole octaves and five eighths of the fourth: 42,000 draws are 11,586 an octave.
        for (rank, count) in seen.iter().enumerate() {
            let wanted = 11_586 >> (rank + 1).ilog2();
            assert!(count.abs_diff(wanted) < wanted / 8, "{rank}: {count}, not {wanted}");
        }
        assert_eq!((random.zipf(0), random.zipf(1)), (0, 0));
    }
}
