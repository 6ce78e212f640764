//! Numbers that look random and are the same in every run.

/// A row of numbers (splitmix64).
pub struct Numbers(pub u64);

impl Numbers {
    /// A number from 0 to `below` - 1.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below.max(1) as u64).unwrap_or(0)
    }

    /// Whether something happens that happens once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some.
    pub fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }

    /// Makes a slip or two in some bytes: one altered, some left out, repeated, or put in.
    pub fn slip(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(2) {
            let from = self.below(bytes.len() + 1);
            let to = (from + self.below(9)).min(bytes.len());
            match self.below(4) {
                0 if from < bytes.len() => bytes[from] ^= 1 << self.below(8),
                1 => drop(bytes.drain(from..to)),
                2 => {
                    let some = bytes[from..to].to_vec();
                    bytes.splice(from..from, some);
                }
                _ => drop(bytes.splice(from..to, [0xff; 9])),
            }
        }
    }
}
